"""Players: "his forces" in a statement are those of the body that speaks."""

import msgspec

from tarjih.fusion.bodies import body_of
from tarjih.fusion.signs import hints
from tarjih.fusion.slots import COMMON, Sheet, Telling
from tarjih.fusion.voices import chain_of
from tarjih.records.span import Span

__all__ = ["resolve_own"]

_PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645", "\u0646\u0627")
_ARMED = frozenset(("armed group statement", "military statement"))


def resolve_own(sheet: Sheet, telling: Telling) -> Telling:
    """Key "his forces" and "our aircraft" by the body whose statement tells the event."""
    spans = (telling.mention.actors, telling.mention.targets)
    owned = [[s for s in side if _is_own(sheet, s)] for side in spans]
    if not any(owned):
        return telling
    voices = chain_of(sheet, telling.mention.attribution)
    body = body_of(sheet, voices[-1].source) if voices else None
    if body is None or body.key is None or body.kind not in _ARMED:
        return telling
    actors, targets = (
        frozenset(k for k in keys if not k.startswith(COMMON)) | {body.key} if own else keys
        for keys, own in zip((telling.actors, telling.targets), owned, strict=True)
    )
    return msgspec.structs.replace(telling, actors=actors, targets=targets)


def _is_own(sheet: Sheet, span: Span) -> bool:
    p = sheet.passages
    first, end = p.word_at(span.start), p.word_at(max(span.end - 1, 0)) + 1
    if end - first != 1 or not p.keys or not p.keys[first].endswith(_PRONOUNS):
        return False
    marks = sheet.signs_in(first, end, "body_links")
    return any(hints()[f"body_links/{s.row}"] == "forces" for s in marks)
