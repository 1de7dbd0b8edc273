"""Trend: the judgement day by day, and which report moved it.

Source: weighing model, section 9.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import msgspec
import numpy as np

from tarjih.errors import HypothesesError
from tarjih.records.assessment import Grade, HypothesisSet, TrendStep
from tarjih.records.event import Event, Fused
from tarjih.records.ruling import Ruled
from tarjih.weighing.items import Setting, make_item, make_matrix, set_question
from tarjih.weighing.matrix import Floats, Item, Matrix
from tarjih.weighing.model import model as load_model

__all__ = ["trend"]


def trend(
    fused: Fused,
    *,
    published: Mapping[str, dt.date | None],
    hypotheses: HypothesisSet,
    subject: str | None = None,
    grades: Mapping[str, Grade] | None = None,
    rulings: Sequence[Ruled] = (),
) -> tuple[TrendStep, ...]:
    """Weigh the case as it grew, report by report, at the point values (no band).

    Events are those that fusion makes of all reports; a day sees only what had been published by then.
    Whom the question is about is settled once.

    Args:
        fused: Events of all reports.
        published: The day of each report, None where it is not known: such reports come last.
        hypotheses: What is asked.
        subject: Whom the question is about; else as `weigh` finds it.
        grades: A person's grades.
        rulings: What people ruled about the case.

    Returns:
        One step for each day with reports, the last one for reports without a date.

    Raises:
        HypothesesError: There is no event.
        InputError: One body is graded twice.
    """
    if not fused.events:
        raise HypothesesError("wanted events to weigh, found none: nothing can be judged; add reports first")
    setting = set_question(
        fused, hypotheses, subject=subject, grades=grades, rulings=rulings, model=load_model()
    )
    told: dict[str, list[Event]] = {report: [] for report in sorted(published)}
    for event in sorted(fused.events, key=lambda e: e.id):
        for report in sorted({t.report for t in event.mentions}):
            told.setdefault(report, []).append(event)
    by_day: dict[dt.date | None, list[str]] = {}
    for report in told:
        by_day.setdefault(published.get(report), []).append(report)
    items: dict[str, Item] = {}
    seen: set[str] = set()
    steps = []
    for day in sorted(by_day, key=lambda d: (d is None, d or dt.date.min)):
        seen.update(by_day[day])
        for event in (event for report in by_day[day] for event in told[report]):
            _renew(items, event, seen, setting=setting)
        steps.append(_step(day, by_day[day], items, told=told, seen=seen, setting=setting))
    return tuple(steps)


def _as_told(event: Event, reports: Collection[str]) -> Event:
    """Return an event as some reports tell it."""
    return msgspec.structs.replace(event, mentions=tuple(t for t in event.mentions if t.report in reports))


def _renew(items: dict[str, Item], event: Event, seen: Collection[str], *, setting: Setting) -> None:
    item = make_item(_as_told(event, seen), setting)
    if item is not None:
        items[event.id] = item


def _step(
    day: dt.date | None,
    reports: list[str],
    items: Mapping[str, Item],
    *,
    told: Mapping[str, list[Event]],
    seen: Collection[str],
    setting: Setting,
) -> TrendStep:
    matrix = make_matrix(items, setting)
    now = matrix.posterior()
    place = {item.event.id: n for n, item in enumerate(matrix.items)}
    moves = {}
    for report in sorted(reports):
        numbers = {place[e.id]: e for e in told[report] if e.id in place}
        if numbers:
            others = {r for e in numbers.values() for t in e.mentions if (r := t.report) in seen} - {report}
            moves[report] = 0.5 * float(
                np.abs(now - _without(matrix, numbers, others, setting=setting)).sum()
            )
    moved = min(moves, key=lambda report: (-moves[report], report), default=None)
    return TrendStep(
        day=day,
        values={h: float(p) for h, p in zip(matrix.ids, now, strict=True)},
        leading=matrix.ids[int(now.argmax())],
        reports=len(reports),
        moved=moved if moved is not None and moves[moved] > 0.0 else None,
        by=moves[moved] if moved is not None else 0.0,
    )


def _without(
    matrix: Matrix, numbers: Mapping[int, Event], others: Collection[str], *, setting: Setting
) -> Floats:
    """Return the posterior with some items as other reports tell them."""
    order = sorted(numbers)
    made = [make_item(_as_told(numbers[n], others), setting) for n in order]
    return matrix.posterior(
        np.array(order, dtype=np.intp),
        ratio=np.array([1.0 if item is None else item.ratio for item in made]),
        gone=np.array([item is None for item in made]),
    )
