"""The matrix of hypotheses: which events bear on which indicator, and what follows.

Source: weighing model, section 7 (likelihood-ratio ACH with Pearl's virtual evidence).
"""

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from tarjih.records.assessment import HypothesisSet, Indicator
from tarjih.records.event import Event
from tarjih.records.record import Record
from tarjih.weighing.claim import product
from tarjih.weighing.players import Cast, players_of
from tarjih.weighing.roots import TELLS, Root

__all__ = ["Item", "Matrix", "matching_indicator"]

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
_NOTHING: Final = 1e-9
_NOBODY: Final[Numbers] = np.zeros(0, dtype=np.intp)


class Item(Record, frozen=True, kw_only=True):
    """One event as evidence on one indicator, with its roots and their ratios at the means.

    `relevance` is the probability that the event concerns the subject, below 1 where that is inferred.
    `cells` are those that a person set for this event: P(it | hypothesis) by hypothesis.
    """

    event: Event
    indicator: Indicator
    roots: tuple[Root, ...]
    ratios: tuple[float, ...]
    relevance: float = 1.0
    cells: dict[str, float] = msgspec.field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """Return the likelihood ratio of all its roots together."""
        return product(self.ratios)


def matching_indicator(
    event: Event,
    hypotheses: HypothesisSet,
    *,
    subject: str | None,
    cast: Cast,
    implied: float,
    accused: float,
) -> tuple[Indicator, float] | None:
    """Return the first indicator that an event bears on and with what relevance, None where on none.

    Reports often say who took a town and leave out from whom: where a foe of the subject takes ground
    and nobody is named who loses it, the subject does with probability `implied`. Where nobody names the
    subject as the actor but who accuses it, it did it with probability `accused`: that the thing happened
    may be well confirmed, and who did it not at all.
    """
    if not any(t.status in TELLS for t in event.mentions):
        return None
    asking = [i for i in hypotheses.indicators if event.type in i.types]
    for indicator in asking:
        if _fits(event, indicator, subject=subject, cast=cast):
            return indicator, accused if _is_accused(event, indicator, subject, cast) else 1.0
    if subject and asking and cast.loses_unnamed(event, subject):
        for indicator in asking:
            if indicator.subject_as == "target" and not indicator.target:
                return indicator, implied
    return None


def _is_accused(event: Event, indicator: Indicator, subject: str | None, cast: Cast) -> bool:
    """Say whether the subject plays its part by nothing but an accusation."""
    if subject is None or indicator.subject_as == "target" or not event.accused:
        return False
    keys = cast.called(subject)
    parts = [key for key in players_of(event, indicator.subject_as or "either") if key in keys]
    return bool(parts) and all(key in event.accused and key not in event.targets for key in parts)


def _fits(event: Event, indicator: Indicator, *, subject: str | None, cast: Cast) -> bool:
    """Say whether everybody whom an indicator asks for plays the part it asks for."""
    if indicator.subject_as and not subject:
        return False
    asked = (
        (subject if indicator.subject_as else None, indicator.subject_as or "either"),
        (indicator.actor, "actor"),
        (indicator.target, "target"),
    )
    return all(
        name is None or not cast.called(name).isdisjoint(players_of(event, part)) for name, part in asked
    )


class Matrix:
    """Items against hypotheses, as arrays: `expected[item, hypothesis]`, `ratio[item]`, `family[item]`.

    A family is all items of one indicator: they say partly the same thing, so that each of m counts
    w = 1 / (1 + (m - 1) r). Items count in m by what they tell, s = |ln ratio|: m = (sum s)^2 / sum s^2 is
    the number of items where all tell as much, and one that tells nothing changes nothing. Items with a
    root in common are no family: decisions/0023.
    """

    def __init__(self, items: Sequence[Item], hypotheses: HypothesisSet, *, tempering: float) -> None:
        self.items = tuple(items)
        self.hypotheses = hypotheses
        self.ids = tuple(h.id for h in hypotheses.hypotheses)
        self.priors = np.array([h.prior for h in hypotheses.hypotheses])
        self.tempering = tempering
        rows = [[i.expected[h] for h in self.ids] for i in hypotheses.indicators]
        number = {indicator.id: n for n, indicator in enumerate(hypotheses.indicators)}
        self.cells = np.array(rows).reshape(-1, len(self.ids))
        self.family = np.array([number[i.indicator.id] for i in items], dtype=np.intp)
        self.relevance = np.array([i.relevance for i in items], dtype=float)
        self.expected = self.blur(self.cells[self.family], self.relevance[:, None])
        for n, item in enumerate(items):
            for hypothesis, value in item.cells.items():
                self.expected[n, self.ids.index(hypothesis)] = value
        self.ratio = np.array([i.ratio for i in items], dtype=float)
        self._moves = self.moves(np.arange(len(items)), self.ratio)
        self._sums = np.zeros_like(self.cells)
        np.add.at(self._sums, self.family, self._moves)
        self._tells = _told(self.ratio)
        self._totals = self._total(np.arange(len(items)), self._tells)
        self.sizes = _size(self._totals)
        quiet = [[i.silence.get(h, 1.0) for h in self.ids] for i in hypotheses.indicators]
        self._quiet = np.log(np.array(quiet).reshape(-1, len(self.ids)))
        self.silent = [
            i for i, m in zip(hypotheses.indicators, self.sizes, strict=True) if i.silence and not m
        ]

    def blur(self, cells: Floats, relevance: float | Floats) -> Floats:
        """Return cells of items that may not concern the subject: then they tell no hypothesis apart."""
        return np.asarray(relevance * cells + (1.0 - relevance) * cells.mean(axis=-1, keepdims=True))

    def moves(self, numbers: Numbers, ratio: Floats) -> Floats:
        """Return ln P(the reports of an item | hypothesis), up to what is common to all, for some items."""
        expected = self.expected[numbers]
        return np.asarray(np.log(expected * ratio[:, None] + 1.0 - expected))

    def weight(self, sizes: Floats) -> Floats:
        """Return what one item of a family of so many counts."""
        return np.asarray(1.0 / (1.0 + (np.maximum(sizes, 1.0) - 1.0) * self.tempering))

    def _total(self, numbers: Numbers, tells: Floats) -> Floats:
        """Return for each family: how many items tell something, what they tell in sum, and in squares."""
        family, most = self.family[numbers], len(self.cells)
        rows = [np.bincount(family, w, minlength=most) for w in (tells > 0.0, tells, tells * tells)]
        return np.asarray(rows)

    def weights(self) -> Floats:
        """Return w_g for each item."""
        return np.asarray(self.weight(self.sizes)[self.family])

    def terms(self) -> Floats:
        """Return what each item adds to ln P of each hypothesis."""
        return np.asarray(self.weights()[:, None] * self._moves)

    def silence(self) -> Floats:
        """Return what silence on expected things adds to ln P, one row for each silent indicator."""
        silent = {indicator.id for indicator in self.silent}
        rows = [n for n, i in enumerate(self.hypotheses.indicators) if i.id in silent]
        return np.asarray(self._quiet[rows])

    def posterior(
        self,
        numbers: Numbers = _NOBODY,
        *,
        ratio: Floats | None = None,
        gone: NDArray[np.bool_] | None = None,
    ) -> Floats:
        """Return P(hypothesis | all), summing to one.

        Args:
            numbers: Items that are looked at anew, each once; none for the matrix as it stands.
            ratio: Their ratios, None for none of them left.
            gone: Which of them are no evidence any more.
        """
        log = np.log(self.priors) + self._log_evidence(numbers, ratio, gone)
        weight = np.exp(log - log.max())
        return np.asarray(weight / weight.sum())

    def _log_evidence(self, numbers: Numbers, ratio: Floats | None, gone: NDArray[np.bool_] | None) -> Floats:
        sums, sizes = self._sums, self.sizes
        if len(numbers):
            family = self.family[numbers]
            if gone is None:
                gone = np.full(len(numbers), ratio is None)
            sums, totals = sums.copy(), self._totals - self._total(numbers, self._tells[numbers])
            np.subtract.at(sums, family, self._moves[numbers])
            if ratio is not None:
                left, kept = numbers[~gone], ratio[~gone]
                np.add.at(sums, family[~gone], self.moves(left, kept))
                totals += self._total(left, _told(kept))
            sizes = _size(totals)
        told = np.where((sizes > 0.0)[:, None], self.weight(sizes)[:, None] * sums, self._quiet)
        return np.asarray(told.sum(axis=0))


def _told(ratio: Floats) -> Floats:
    """Return what items tell, |ln ratio|; nothing where a ratio is 1 but for rounding."""
    tells = np.abs(np.log(ratio))
    return np.asarray(np.where(tells > _NOTHING, tells, 0.0))


def _size(totals: Floats) -> Floats:
    """Return m for each family: 0 without items that tell something, else between 1 and their number."""
    count, told, squared = totals
    count = np.rint(count)
    return np.asarray(
        np.where(
            count > 0.0, np.clip(told**2 / np.maximum(squared, _NOTHING**2), 1.0, np.maximum(count, 1.0)), 0.0
        )
    )
