"""Credits: the agency that a report credits, and the newsroom in a chain of voices."""

import re
from collections import Counter
from collections.abc import Sequence

from tarjih.fusion.bodies import is_newsroom
from tarjih.fusion.cards import Mark
from tarjih.fusion.signs import agency_name, signs
from tarjih.fusion.slots import Sheet, name_key
from tarjih.fusion.voices import Voice

__all__ = ["mark_of", "newsroom_of"]

_WORD = re.compile(r"[^\W_]+")


def _agencies(forms: Sequence[str]) -> list[str]:
    return [name for s in signs(forms, "agencies") if (name := agency_name(s.row)) is not None]


def mark_of(sheet: Sheet) -> Mark:
    """Find the agency that a report credits; "" where it credits agencies without naming one."""
    reading = sheet.reading
    lines = [reading.byline or ""]
    lines += [p.name for p in reading.provenance]
    lines += [p.span.within(reading.text) for p in reading.provenance]
    credited = [name for line in lines for name in _agencies(_WORD.findall(line))]
    for name in credited:
        if name:
            return Mark(name, "credit line")
    for provenance in reading.provenance:
        if provenance.kind == "agency" and "" not in credited:
            return Mark(provenance.name, "credit line")
    marks = sheet.signs_in(0, len(sheet.passages), "agencies")
    spoken = [said for sign in marks if (said := agency_name(sign.row))]
    if spoken:
        return Mark(Counter(spoken).most_common(1)[0][0], "said in text")
    return Mark("", "credit line") if credited else Mark(None, "outlet")


def newsroom_of(sheet: Sheet, voices: Sequence[Voice]) -> str | None:
    """Return the deepest newsroom of a chain; None where there is none, or only the outlet's own."""
    for voice in reversed(voices):
        entity = sheet.entities.get(voice.source.entity or "")
        if is_newsroom(voice.source, entity):
            said = voice.source.span.within(sheet.reading.text)
            names = [n for n in _agencies(_WORD.findall(said)) if n]
            name = names[0] if names else (entity.name if entity else said)
            return None if _is_own(name, sheet) else name
    return None


def _is_own(name: str, sheet: Sheet) -> bool:
    outlet = sheet.reading.outlet
    return outlet is not None and (name_key(name) in name_key(outlet) or name_key(outlet) in name_key(name))
