"""What people ruled about grades and cells, as weighing takes it: their value first, ours beside it."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tarjih.records.assessment import Grade, HypothesisSet
from tarjih.records.event import Event
from tarjih.records.ruling import Applied, CellSet, Graded, Place, Ruled
from tarjih.weighing.matrix import Item
from tarjih.weighing.players import bare
from tarjih.weighing.pooling import pool_cell

__all__ = ["cells_by_event", "grades_of", "rule_indicators", "use_rulings"]


def grades_of(rulings: Iterable[Ruled], *, given: Mapping[str, Grade] | None = None) -> dict[str, Grade]:
    """Return a person's grades by body, beside those given from Python, which go first.

    A body that is graded twice with two letters stays twice in it under two spellings, or keeps the
    older letter; `settle_grades` refuses the first, the command that sets grades the second.
    """
    found = {
        ruled.ruling.body: Grade(
            source=ruled.ruling.body,
            letter=ruled.ruling.letter,
            reason=f"{ruled.reason} ({ruled.who}, {ruled.day.isoformat()})",
            set_by="person",
        )
        for ruled in reversed(tuple(rulings))
        if isinstance(ruled.ruling, Graded)
    }
    return {**found, **(given or {})}


def rule_indicators(hypotheses: HypothesisSet, rulings: Iterable[Ruled]) -> HypothesisSet:
    """Return a set of hypotheses with the cells that persons set for whole indicators.

    Where several persons set one cell, it is pooled by its odds. A cell of an indicator or a hypothesis
    that the set no longer has changes nothing; `use_rulings` leaves it out as well.
    """
    ids = {hypothesis.id for hypothesis in hypotheses.hypotheses}
    changed: dict[str, dict[str, list[float]]] = {}
    for cell in _cells(hypotheses, rulings):
        if cell.indicator is not None and cell.hypothesis in ids:
            changed.setdefault(cell.indicator, {}).setdefault(cell.hypothesis, []).append(cell.expected)
    if not changed:
        return hypotheses
    return msgspec.structs.replace(
        hypotheses,
        indicators=tuple(
            msgspec.structs.replace(row, expected={**row.expected, **_pooled(changed.get(row.id, {}))})
            for row in hypotheses.indicators
        ),
    )


def cells_by_event(
    events: Sequence[Event], hypotheses: HypothesisSet, rulings: Iterable[Ruled]
) -> dict[str, dict[str, float]]:
    """Return the cells that a person set for single events: P(it | hypothesis) by event and hypothesis."""
    ids = {hypothesis.id for hypothesis in hypotheses.hypotheses}
    wanted = [c for c in _cells(hypotheses, rulings) if c.event is not None and c.hypothesis in ids]
    if not wanted:
        return {}
    told = {Place(report=t.report, span=t.span): event.id for event in events for t in event.mentions}
    found: dict[str, dict[str, list[float]]] = {}
    for cell in wanted:
        event = told.get(cell.event) if cell.event is not None else None
        if event is not None:
            found.setdefault(event, {}).setdefault(cell.hypothesis, []).append(cell.expected)
    return {event: _pooled(cells) for event, cells in found.items()}


def use_rulings(
    rulings: Sequence[Ruled], items: Sequence[Item], *, asked: HypothesisSet
) -> tuple[Applied, ...]:
    """Return the grades and cells that bore on the judgement, each beside the machine's value.

    Args:
        rulings: What stands.
        items: The evidence as weighed.
        asked: The set of hypotheses as its file has it.
    """
    roots = {
        bare(name): root
        for item in items
        for root in item.roots
        if root.proposed is not None
        for name in (root.body, root.body.partition("@")[0], root.id, root.name)
    }
    machine = {row.id: row.expected for row in asked.indicators}
    by_place = {Place(report=t.report, span=t.span): i for i in items for t in i.event.mentions}
    found = []
    for ruled in rulings:
        ruling = ruled.ruling
        if isinstance(ruling, Graded):
            root = roots.get(bare(ruling.body))
            if root is not None and root.proposed is not None:
                found.append(_applied(ruled, root.name, ruling.letter, root.proposed.letter))
        elif isinstance(ruling, CellSet) and ruling.set_id == asked.id:
            item = by_place.get(ruling.event) if ruling.event is not None else None
            row = ruling.indicator or (item.indicator.id if item is not None else "")
            value = machine.get(row, {}).get(ruling.hypothesis)
            if value is not None:
                about = f"{row if item is None else item.event.id} / {ruling.hypothesis}"
                found.append(_applied(ruled, about, f"{ruling.expected:g}", f"{value:g}"))
    return tuple(found)


def _applied(ruled: Ruled, about: str, person: str, machine: str) -> Applied:
    return Applied(
        number=ruled.number,
        about=about,
        person=person,
        machine=machine,
        who=ruled.who,
        day=ruled.day,
        reason=ruled.reason,
    )


def _pooled(cells: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {
        hypothesis: values[0] if len(values) == 1 else pool_cell(values)
        for hypothesis, values in cells.items()
    }


def _cells(hypotheses: HypothesisSet, rulings: Iterable[Ruled]) -> list[CellSet]:
    return [
        ruled.ruling
        for ruled in rulings
        if isinstance(ruled.ruling, CellSet) and ruled.ruling.set_id == hypotheses.id
    ]
