"""Events as evidence: how many reports, how many independent origins, how likely, how telling."""

import math

from tarjih.records.assessment import Chain, Evidence, Grade, Probability
from tarjih.weighing.claim import independent_roots, odds_to_probability, product
from tarjih.weighing.grades import digit_of
from tarjih.weighing.matrix import Item, Matrix
from tarjih.weighing.model import Model
from tarjih.weighing.probability import Scale, put_in_words
from tarjih.weighing.roots import Root
from tarjih.weighing.simulation import Draws

__all__ = ["list_evidence"]

_DECIBANS = 10.0 / math.log(10.0)


def _probability(item: Item, number: int, *, draws: Draws, model: Model, scale: Scale) -> Probability:
    odds = model.base / (1.0 - model.base) * item.ratio
    low, high = draws.claim_band(number)
    return put_in_words(odds_to_probability(odds), low=low, high=high, scale=scale)


def list_evidence(matrix: Matrix, draws: Draws, *, model: Model, scale: Scale) -> tuple[Evidence, ...]:
    """Return the items as evidence, the most diagnostic first."""
    terms = matrix.terms() * _DECIBANS
    weights = matrix.weights()
    found = []
    for n, item in enumerate(matrix.items):
        chains = tuple(_chain(item, m, model) for m in range(len(item.roots)))
        strongest = max(chains, key=lambda c: (abs(math.log(c.ratio)), c.origin))
        found.append(
            Evidence(
                event=item.event.id,
                indicator=item.indicator.id,
                reports=len({report for root in item.roots for report in root.reports}),
                origins=independent_roots(item.roots),
                probability=_probability(item, n, draws=draws, model=model, scale=scale),
                ratio=item.ratio,
                digit=strongest.grade.digit or 6,
                diagnosticity=float(terms[n].max() - terms[n].min()),
                weight=float(weights[n]),
                relevance=item.relevance,
                chains=chains,
            )
        )
    return tuple(sorted(found, key=lambda e: (-e.diagnosticity, e.event)))


def _chain(item: Item, number: int, model: Model) -> Chain:
    """Return one root with its letter, and its digit by the other roots only."""
    root = item.roots[number]
    others: tuple[Root, ...] = item.roots[:number] + item.roots[number + 1 :]
    ratios = item.ratios[:number] + item.ratios[number + 1 :]
    probability = odds_to_probability(model.base / (1.0 - model.base) * product(ratios))
    if root.denies:
        probability = 1.0 - probability
    digit = digit_of(probability, others=independent_roots(others))
    return Chain(
        origin=root.id,
        name=root.name,
        kind=root.kind,
        grade=Grade(
            source=root.grade.source,
            letter=root.grade.letter,
            digit=digit,
            reason=root.grade.reason,
            set_by=root.grade.set_by,
        ),
        ratio=item.ratios[number],
        reports=root.reports,
        relays=tuple((*relay.reports, *way) for relay, way in zip(root.relays, root.ways, strict=True)),
        denies=root.denies,
        proposed=root.proposed,
    )
