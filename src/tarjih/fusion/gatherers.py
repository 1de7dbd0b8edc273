"""Gatherers: the newsroom or agency that collected an account.

An agency named in the chain comes first ("agency X quoted the ministry"), then the credit line, then the
agency that a source spoke to, then the agency of the text that was copied; a text without any of them that
several outlets carry was gathered once, by somebody unnamed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tarjih.fusion.bodies import is_newsroom
from tarjih.fusion.origins import Lineage, Word
from tarjih.fusion.signs import agency_name, signs
from tarjih.fusion.slots import Sheet, name_key
from tarjih.records.event import Gatherer

__all__ = ["Mark", "gatherers_of", "mark_of"]

_WORD = re.compile(r"[^\W_]+")


class Mark(msgspec.Struct, frozen=True):
    """Who gathered one report, by which sign; `name` is None where only the outlet itself is known."""

    name: str | None
    basis: str


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


def _chain_newsrooms(words: Iterable[Word]) -> dict[str, list[str]]:
    """Return for each report the deepest newsroom of the chains in which it tells the event."""
    found: dict[str, list[str]] = {}
    for word in words:
        for voice in reversed(word.voices):
            entity = word.sheet.entities.get(voice.source.entity or "")
            if is_newsroom(voice.source, entity):
                said = voice.source.span.within(word.sheet.reading.text)
                names = [n for n in _agencies(_WORD.findall(said)) if n]
                name = names[0] if names else (entity.name if entity else said)
                if not _is_own(name, word.sheet):
                    found.setdefault(word.report, []).append(name)
                break
    return found


def _is_own(name: str, sheet: Sheet) -> bool:
    outlet = sheet.reading.outlet
    return outlet is not None and (name_key(name) in name_key(outlet) or name_key(outlet) in name_key(name))


def _pick(names: Iterable[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda n: (-counts[n], n))


def gatherers_of(
    words: Sequence[Word], *, marks: Mapping[str, Mark], lineage: Lineage
) -> tuple[Gatherer, ...]:
    """Say who gathered one event's accounts, copies of one text counted once.

    Args:
        words: The places where reports tell the event.
        marks: The credit of each report.
        lineage: Which reports are copies of one text.
    """
    sheets = {word.report: word.sheet for word in words}
    chained = _chain_newsrooms(words)
    texts: dict[str, list[str]] = {}
    for report in sorted(sheets):
        texts.setdefault(lineage.group(report), []).append(report)
    found: dict[str, tuple[set[str], str]] = {}
    for reports in texts.values():
        name, basis = _gatherer_of_text(reports, sheets=sheets, marks=marks, chained=chained)
        held, _ = found.setdefault(name, (set(), basis))
        held.update(reports)
    return tuple(
        Gatherer(name=name, reports=tuple(sorted(held)), basis=basis)
        for name, (held, basis) in sorted(found.items())
    )


def _gatherer_of_text(
    reports: Sequence[str],
    *,
    sheets: Mapping[str, Sheet],
    marks: Mapping[str, Mark],
    chained: Mapping[str, Sequence[str]],
) -> tuple[str, str]:
    named = [name for report in reports for name in chained.get(report, ())]
    if named:
        return _pick(named), "said in text"
    credited = [m.name for r in reports if (m := marks[r]).name]
    if credited:
        best = _pick(name for name in credited if name)
        basis = next(marks[r].basis for r in reports if marks[r].name == best)
        return best, basis if len(credited) == len(reports) else f"{basis}, text match"
    outlets = sorted({sheets[r].reading.outlet or r for r in reports})
    if len(outlets) > 1 or any(marks[r].name == "" for r in reports):
        first = min(
            reports, key=lambda r: (sheets[r].reading.published is None, sheets[r].reading.published or 0, r)
        )
        return f"unnamed text {first}", "text match" if len(outlets) > 1 else "credit line without a name"
    return outlets[0], "outlet"
