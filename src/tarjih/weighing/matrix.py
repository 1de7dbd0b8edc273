"""The matrix of hypotheses: which events bear on which indicator, and what follows.

Source: weighing model, section 7 (likelihood-ratio ACH with Pearl's virtual evidence).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tarjih.arabic.orthography import fold
from tarjih.records.assessment import HypothesisSet, Indicator
from tarjih.records.event import Event
from tarjih.records.record import Record
from tarjih.weighing.roots import Root

__all__ = ["Item", "Matrix", "choose_subject", "matching_indicator"]

Floats = NDArray[np.float64]
_TELLS = frozenset((
    "occurred",
    "ongoing",
    "denied",
))  # plans, fears and attempts say that it has not happened


class Item(Record, frozen=True, kw_only=True):
    """One event as evidence on one indicator, with its roots and their ratios at the means."""

    event: Event
    indicator: Indicator
    roots: tuple[Root, ...]
    ratios: tuple[float, ...]


def _names(name: str, among: Iterable[str]) -> bool:
    """Say whether a name, folded, is one of the keys or stands in one of them as whole words."""
    wanted = f" {fold(name)} "
    return any(wanted in f" {fold(key)} " or f" {fold(key)} " in wanted for key in among if key)


def matching_indicator(event: Event, hypotheses: HypothesisSet, *, subject: str | None) -> Indicator | None:
    """Return the first indicator that an event bears on, None where it bears on none."""
    if not any(t.status in _TELLS for t in event.mentions):
        return None
    for indicator in hypotheses.indicators:
        if event.type not in indicator.types:
            continue
        if indicator.subject_as and not (subject and _names(subject, _players(event, indicator.subject_as))):
            continue
        if indicator.actor and not _names(indicator.actor, event.actors):
            continue
        if indicator.target and not _names(indicator.target, event.targets):
            continue
        return indicator
    return None


def _players(event: Event, part: str) -> tuple[str, ...]:
    if part == "actor":
        return event.actors
    return event.targets if part == "target" else event.actors + event.targets


def choose_subject(events: Iterable[Event], hypotheses: HypothesisSet) -> str | None:
    """Return who the question is about: as the set says, else who plays its parts in most events.

    None where no indicator asks for a subject, or nobody plays a part.
    """
    if hypotheses.subject is not None or not any(i.subject_as for i in hypotheses.indicators):
        return hypotheses.subject
    played: Counter[str] = Counter()
    for event in events:
        parts = {
            player
            for i in hypotheses.indicators
            if i.subject_as and event.type in i.types
            for player in _players(event, i.subject_as)
        }
        played.update(parts)
    return min(played, key=lambda name: (-played[name], name), default=None)


class Matrix:
    """Items against hypotheses, as arrays: `expected[item, hypothesis]`, `ratio[item]`, `weight[item]`."""

    def __init__(self, items: Sequence[Item], hypotheses: HypothesisSet, *, tempering: float) -> None:
        self.items = tuple(items)
        self.hypotheses = hypotheses
        self.ids = tuple(h.id for h in hypotheses.hypotheses)
        self.priors = np.array([h.prior for h in hypotheses.hypotheses])
        self.expected = np.array([[i.indicator.expected[h] for h in self.ids] for i in items]).reshape(
            -1, len(self.ids)
        )
        self.ratio = np.array([float(np.prod(i.ratios)) for i in items])
        self.family = np.array([hypotheses.indicators.index(i.indicator) for i in items], dtype=int)
        self.tempering = tempering
        self.silent = [i for n, i in enumerate(hypotheses.indicators) if i.silence and n not in self.family]

    def weights(self, kept: NDArray[np.bool_] | None = None) -> Floats:
        """Return w_g for each item: items of one indicator say partly the same thing."""
        family = self.family if kept is None else self.family[kept]
        sizes = np.bincount(family, minlength=len(self.hypotheses.indicators))
        return np.asarray(1.0 / (1.0 + (sizes[self.family].clip(1) - 1) * self.tempering))

    def terms(self, ratio: Floats | None = None, kept: NDArray[np.bool_] | None = None) -> Floats:
        """Return what each item adds to ln P of each hypothesis; nothing for items not kept."""
        ratio = self.ratio if ratio is None else ratio
        terms = self.weights(kept)[:, None] * np.log(self.expected * ratio[:, None] + 1.0 - self.expected)
        return np.asarray(terms if kept is None else terms * kept[:, None])

    def silence(self) -> Floats:
        """Return what silence on expected things adds to ln P, one row for each silent indicator."""
        rows = [[np.log(i.silence[h]) for h in self.ids] for i in self.silent]
        return np.array(rows).reshape(-1, len(self.ids))

    def posterior(self, ratio: Floats | None = None, kept: NDArray[np.bool_] | None = None) -> Floats:
        """Return P(hypothesis | all), summing to one."""
        log = np.log(self.priors) + self.terms(ratio, kept).sum(axis=0) + self.silence().sum(axis=0)
        weight = np.exp(log - log.max())
        return np.asarray(weight / weight.sum())
