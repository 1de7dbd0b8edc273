"""Weigh hypotheses against events: every number with the reasons that give it back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from tarjih.errors import HypothesesError
from tarjih.records.assessment import (
    Assessment,
    CountEstimate,
    DropOne,
    Grade,
    HypothesisSet,
    Judged,
    Probability,
)
from tarjih.records.event import Fused
from tarjih.records.ruling import Ruled
from tarjih.weighing.claim import odds_to_probability
from tarjih.weighing.confidence import Basis, confidence_of
from tarjih.weighing.counts import estimate_counts
from tarjih.weighing.evidence import list_evidence
from tarjih.weighing.grades import grade_unknown, reliability_of
from tarjih.weighing.items import Setting, make_item, make_matrix, set_question
from tarjih.weighing.ledger import fill_cells, keep_ledger
from tarjih.weighing.matrix import Item, Matrix
from tarjih.weighing.model import model as load_model
from tarjih.weighing.players import rows_called
from tarjih.weighing.probability import Scale, bins_crossed, put_in_words
from tarjih.weighing.rulings import use_rulings
from tarjih.weighing.sensitivity import Bodies, drop_one, flip_set, look_next, turn_one
from tarjih.weighing.simulation import Draws, simulate
from tarjih.weighing.thresholds import word_thresholds

__all__ = ["weigh"]

_SHOWN: Final = 20  # bodies for which "if it is wrong" and the reliability of another word are worked out


def weigh(
    fused: Fused,
    *,
    hypotheses: HypothesisSet,
    subject: str | None = None,
    grades: Mapping[str, Grade] | None = None,
    rulings: Sequence[Ruled] = (),
    as_of: dt.date | None = None,
    scale: Scale = "icd203",
) -> Assessment:
    """Judge a set of hypotheses by fused events.

    Args:
        fused: Events with their origins, as fusion writes them.
        hypotheses: What is asked, with priors and indicators.
        subject: Whom the question is about, by name or lexicon id; else as the set says, else who fits
            the indicators' parts best, armed groups first.
        grades: A person's grades, by an origin's key, id or name; they go before the rules.
        rulings: What people ruled about this case: grades and cells bear on the weighing.
        as_of: The day as of which the case stood; written into the assessment only.
        scale: The vocabulary of likelihood.

    Returns:
        The assessment; with no event on any indicator the priors stand, and a note says so.

    Raises:
        HypothesesError: There is nothing to weigh at all, or only reports that cite each other in a circle.
        InputError: One body is graded twice.
    """
    if not fused.events:
        raise HypothesesError("wanted events to weigh, found none: nothing can be judged; add reports first")
    model = load_model()
    setting = set_question(fused, hypotheses, subject=subject, grades=grades, rulings=rulings, model=model)
    made = ((event.id, make_item(event, setting)) for event in fused.events)
    matrix = make_matrix({name: item for name, item in made if item is not None}, setting)
    circles = _circles(fused, hypotheses)
    if circles and not matrix.items:
        raise HypothesesError(f"wanted evidence, found none that anybody stands behind; {'; '.join(circles)}")
    draws = simulate(matrix, model=model)
    posterior = matrix.posterior()
    judged = tuple(_judged(matrix, n, posterior[n], draws=draws, scale=scale) for n in range(len(matrix.ids)))
    leading = int(posterior.argmax())
    bodies = Bodies(matrix, model)
    dropped = drop_one(bodies)
    basis = _basis(matrix, judged[leading].probability, dropped=dropped, scale=scale)
    level, english, arabic = confidence_of(basis)
    return Assessment(
        set_id=hypotheses.id,
        question_en=hypotheses.question_en,
        question_ar=hypotheses.question_ar,
        leading=matrix.ids[leading],
        judged=judged,
        confidence=level,
        confidence_en=english,
        confidence_ar=arabic,
        evidence=list_evidence(matrix, draws, model=model, scale=scale),
        cells=fill_cells(matrix, asked=hypotheses),
        ledger=keep_ledger(matrix),
        drop_one=dropped,
        flip_set=flip_set(bodies, dropped),
        turn_one=turn_one(bodies)[:_SHOWN],
        thresholds=word_thresholds(bodies, among=[d.origin for d in dropped[:_SHOWN]], scale=scale),
        look_next=look_next(matrix),
        counts=tuple(c for item in matrix.items for c in _counts(item)),
        independent=basis.independent,
        as_of=as_of,
        subject=setting.subject,
        notes=(*_notes(setting, matrix), *circles),
        rulings=use_rulings(rulings, matrix.items, asked=hypotheses),
    )


def _basis(matrix: Matrix, leads: Probability, *, dropped: tuple[DropOne, ...], scale: Scale) -> Basis:
    """Gather what confidence in the leading hypothesis rests on."""
    return Basis(
        independent=_independent(matrix),
        good=len({r.body for i in matrix.items for r in i.roots if r.grade.letter in {"A", "B"}}),
        band=100.0 * (leads.high - leads.low),
        flipping=tuple(d for d in dropped if d.flips),
        words=bins_crossed(leads.low, leads.high, scale=scale),
    )


def _notes(setting: Setting, matrix: Matrix) -> tuple[str, ...]:
    """Say what the judgement could not take into account."""
    indicators = setting.hypotheses.indicators
    asked = [("subject", setting.subject)] if any(i.subject_as for i in indicators) else []
    for indicator in indicators:
        asked += [(f"{indicator.id}.actor", indicator.actor), (f"{indicator.id}.target", indicator.target)]
    notes = [
        f"{where}: wanted a player of the events, found nobody called {name!r}; "
        + (
            "the lexicon knows the name"
            if rows_called(name)
            else "the lexicon does not either: is it spelt so?"
        )
        for where, name in asked
        if name and not setting.cast.called(name)
    ]
    if not matrix.items:
        notes.append("no event bears on any indicator: the priors stand")
    return tuple(notes)


def _circles(fused: Fused, hypotheses: HypothesisSet) -> list[str]:
    """Say which events cannot be judged, since the reports of them only cite each other."""
    asked = {kind for indicator in hypotheses.indicators for kind in indicator.types}
    return [
        f"{event.id}: cannot be judged from {', '.join(event.circular)}: they only cite each other in a "
        "circle, and nobody stands behind them"
        for event in sorted(fused.events, key=lambda e: e.id)
        if event.circular and event.type in asked
    ]


def _independent(matrix: Matrix) -> float:
    """Count the independent bodies behind all items; pooled unknown reports count as one in all at most."""
    roots = [root for item in matrix.items for root in item.roots]
    named = {root.body for root in roots if root.kind != "unknown"}
    return len(named) + max((root.fresh for root in roots if root.kind == "unknown"), default=0.0)


def _judged(matrix: Matrix, number: int, value: float, *, draws: Draws, scale: Scale) -> Judged:
    hypothesis = matrix.hypotheses.hypotheses[number]
    low, high = draws.band(number)
    return Judged(
        hypothesis=hypothesis.id,
        name_en=hypothesis.name_en,
        name_ar=hypothesis.name_ar,
        prior=hypothesis.prior,
        probability=put_in_words(float(value), low=low, high=high, scale=scale),
        heuer=_heuer(matrix, number),
    )


def _heuer(matrix: Matrix, number: int) -> float:
    """Return Heuer's inconsistency score: I counts 1, II counts 2, weighted by P(claim)."""
    score = 0.0
    for n, item in enumerate(matrix.items):
        expected = matrix.expected[n, number]
        weight = 2.0 if expected <= 0.10 else 1.0 if expected <= 0.30 else 0.0
        score += weight * odds_to_probability(item.ratio)
    return score


def _counts(item: Item) -> tuple[CountEstimate, ...]:
    """Estimate the numbers that the reports of one event differ on."""
    alpha, beta = reliability_of(grade_unknown())
    reliability = {"": alpha / (alpha + beta)}
    for root in item.roots:
        alpha, beta = reliability_of(root.grade)
        reliability[root.id] = alpha / (alpha + beta) * root.access
    return estimate_counts(item.event, reliability=reliability)
