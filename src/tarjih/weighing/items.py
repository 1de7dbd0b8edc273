"""Items: the events that bear on an indicator, with the roots behind them."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from tarjih.records.assessment import Grade, HypothesisSet
from tarjih.records.event import Event, Fused
from tarjih.records.ruling import Ruled
from tarjih.weighing.claim import ratio_of
from tarjih.weighing.grades import settle_grades
from tarjih.weighing.matrix import Item, Matrix, matching_indicator
from tarjih.weighing.model import Model
from tarjih.weighing.players import Cast
from tarjih.weighing.roots import TELLS, copy_groups, roots_of
from tarjih.weighing.rulings import cells_by_event, grades_of, rule_indicators

__all__ = ["Setting", "make_item", "make_matrix", "set_question"]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a question is asked with: about whom, by which grades and numbers, among which players.

    `hypotheses` has the cells that a person set for whole indicators, `cells` those for single events.
    """

    hypotheses: HypothesisSet
    subject: str | None
    cast: Cast
    group_of: Mapping[str, str]
    graded: Mapping[str, Grade]
    model: Model
    since: dt.date | None
    cells: Mapping[str, Mapping[str, float]]


def set_question(
    fused: Fused,
    hypotheses: HypothesisSet,
    *,
    subject: str | None,
    grades: Mapping[str, Grade] | None,
    rulings: Sequence[Ruled] = (),
    model: Model,
) -> Setting:
    """Settle whom a question is about and how sources are graded.

    Raises:
        InputError: One body is graded twice.
    """
    cast = Cast(fused.events)
    return Setting(
        hypotheses=rule_indicators(hypotheses, rulings),
        subject=subject or cast.choose_subject(fused.events, hypotheses),
        cast=cast,
        group_of=copy_groups(fused.copies),
        graded=settle_grades(grades_of(rulings, given=grades)),
        model=model,
        since=_since(fused, hypotheses),
        cells=cells_by_event(fused.events, hypotheses, rulings),
    )


def _since(fused: Fused, hypotheses: HypothesisSet) -> dt.date | None:
    """Return the day before which events are history; None where no event has a day."""
    days = [
        event.first_day
        for event in fused.events
        if event.first_day is not None and any(t.status in TELLS for t in event.mentions)
    ]
    return max(days) - dt.timedelta(days=hypotheses.window_days) if days else None


def make_item(event: Event, setting: Setting) -> Item | None:
    """Return an event as evidence, None where it is history, bears on no indicator or nobody tells it."""
    if setting.since is not None and event.last_day is not None and event.last_day <= setting.since:
        return None
    found = matching_indicator(
        event,
        setting.hypotheses,
        subject=setting.subject,
        cast=setting.cast,
        implied=setting.model.implied_loser,
        accused=setting.model.accused_actor,
    )
    if found is None:
        return None
    indicator, relevance = found
    roots = roots_of(event, group_of=setting.group_of, graded=setting.graded, model=setting.model)
    if not roots:
        return None
    ratios = tuple(ratio_of(root, setting.model) for root in roots)
    return Item(
        event=event,
        indicator=indicator,
        roots=roots,
        ratios=ratios,
        relevance=relevance,
        cells=dict(setting.cells.get(event.id, {})),
    )


def make_matrix(items: Mapping[str, Item], setting: Setting) -> Matrix:
    """Lay out items, by event, against the hypotheses."""
    rows = [items[name] for name in sorted(items)]
    return Matrix(rows, setting.hypotheses, tempering=setting.model.family_tempering)
