"""Where and when: give each event of a sentence its place and time, and share what one incident shares."""

from tarjih.claims.chunks import Chunk
from tarjih.claims.frames import VIOLENT
from tarjih.claims.roles import Draft

__all__ = ["share_incident"]

_LOCATIVE = frozenset(("in", "at", "b"))
_GROUND = frozenset(("place", "area", "site"))
_PLACELESS = frozenset((
    "accusation",
    "demand",
    "threat",
    "refusal",
    "support",
    "sanction",
    "trial",
    "agreement",
    "negotiation",
))
_TIMELESS = frozenset(("support", "demand", "threat", "refusal"))


def share_incident(chunks: list[Chunk], drafts: list[Draft]) -> None:
    """Fill places and times inside clauses, then share them among the events of one incident."""
    segments = _segments(chunks)
    for draft in drafts:
        if draft.place is None and draft.type not in _PLACELESS:
            draft.place = _near_place(chunks, draft, segments)
        if draft.time is None and draft.type not in _TIMELESS:
            draft.time = _near_time(chunks, draft, segments)
    violent = [d for d in drafts if d.type in VIOLENT and not d.dropped]
    _share(violent)


def _segments(chunks: list[Chunk]) -> list[int]:
    """Number the stretches between clause openers, finite verbs of saying and stops."""
    numbers, number = [], 0
    for chunk in chunks:
        if chunk.kind == "stop" or (
            chunk.kind == "open" and chunk.cls in {"complement", "coordinate", "adverbial"}
        ):
            number += 1
        numbers.append(number)
    return numbers


def _near_place(chunks: list[Chunk], draft: Draft, segments: list[int]) -> Chunk | None:
    own = segments[draft.index]
    for i in range(draft.index + 1, len(chunks)):
        chunk = chunks[i]
        if segments[i] != own or chunk.kind == "verb_event":
            break
        if _is_locative(chunk):
            return chunk
    for i in range(draft.index - 1, -1, -1):
        chunk = chunks[i]
        if segments[i] != own:
            break
        if _is_locative(chunk):
            return chunk
    return None


def _is_locative(chunk: Chunk) -> bool:
    if chunk.kind != "np" or chunk.prep not in _LOCATIVE:
        return False
    return chunk.cls in _GROUND


def _near_time(chunks: list[Chunk], draft: Draft, segments: list[int]) -> Chunk | None:
    own = segments[draft.index]
    says = False
    best = None
    for i, chunk in enumerate(chunks):
        if segments[i] != own:
            continue
        if chunk.kind == "verb" and chunk.cls == "say":
            says = True
        if (
            chunk.kind == "time"
            and not says
            and (best is None or abs(i - draft.index) < abs(best - draft.index))
        ):
            best = i
        if chunk.kind == "verb_event":
            says = False
    return chunks[best] if best is not None else None


def _share(drafts: list[Draft]) -> None:
    """Share place, time and attacker among the violent events of one sentence."""
    for draft in drafts:
        if draft.place is None:
            near = [d for d in drafts if d.place is not None]
            if near:
                draft.place = min(near, key=lambda d: abs(d.index - draft.index)).place
        if draft.time is None:
            near = [d for d in drafts if d.time is not None]
            if near:
                draft.time = min(near, key=lambda d: abs(d.index - draft.index)).time
    attackers = [d for d in drafts if d.actors and d.type not in {"killing", "injury", "clash"}]
    for draft in drafts:
        if not draft.actors and draft.type in {"killing", "injury"} and attackers:
            nearest = min(attackers, key=lambda d: abs(d.index - draft.index))
            draft.actors = [a for a in nearest.actors if a not in draft.targets]
