"""Likely pairs: those of very many pairs of accounts whose slots can add up to one event.

Kind, day and place are few values that very many accounts share: each pair of values is compared once, and
the pairs of accounts are then looked up in arrays. What is let through is judged slot by slot elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from tarjih.fusion.cards import Card
from tarjih.fusion.sameness import (
    ANCHOR,
    UNDATED,
    UNSURE,
    Slots,
    Verdict,
    are_kin,
    compare_days,
    compare_lasting,
    compare_players,
    compare_spots,
    compare_words,
    is_lasting,
)
from tarjih.fusion.slots import Days

__all__ = ["likely_pairs"]

V = TypeVar("V")
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_REACH = 3  # days
_FOREVER = 4_000_000
_NEVER = -99.0
_WORDS, _PLAYERS, _COUNTS, _TOLD_LATE = 2.55, 2.0, 1.0, 0.3  # the most that these slots add


def likely_pairs(cards: Sequence[Card], pairs: Numbers) -> Iterator[tuple[int, int]]:
    """Let through the pairs of accounts of two reports whose slots can make a link or a doubt.

    A place, a name or many words must bring them together: kind, day and number are the same for many
    events of one day.

    Args:
        cards: The accounts.
        pairs: Two columns of their numbers.
    """
    if not len(pairs):
        return
    slots = [card.slots for card in cards]
    one, two = pairs[:, 0], pairs[:, 1]
    reports = _Column([card.report for card in cards]).ids
    ranges = np.array([_day_range(s.days) for s in slots], np.int64).reshape(-1, 2)
    near = (ranges[one, 0] <= ranges[two, 1] + _REACH) & (ranges[two, 0] <= ranges[one, 1] + _REACH)
    near &= reports[one] != reports[two]
    one, two = one[near], two[near]
    most = _most(slots, one, two)
    kept = most >= UNSURE
    for a, b, limit in zip(one[kept].tolist(), two[kept].tolist(), most[kept].tolist(), strict=True):
        if _adds_up(slots[a], slots[b], limit=limit):
            yield a, b


def _adds_up(left: Slots, right: Slots, *, limit: float) -> bool:
    """Look at words and players, too; `limit` is the most that all slots can add up to."""
    words = compare_words(left.words, right.words).score
    if limit - _WORDS + words < UNSURE:
        return False
    if words >= ANCHOR or compare_spots(left.spot, right.spot).score >= ANCHOR or _share_places(left, right):
        return True
    doers = compare_players(left.actors, right.actors, "actor")
    return doers.score >= 1.0 or compare_players(left.targets, right.targets, "target").score >= 1.0


def _share_places(left: Slots, right: Slots) -> bool:
    if left.spot is None or right.spot is None:
        return False
    return {left.spot.key, right.spot.key} <= left.places & right.places


def _day_range(days: Days | None) -> tuple[int, int]:
    """Return the first and last day as numbers, wide open where no day is given."""
    return (0, _FOREVER) if days is None else (days.first.toordinal(), days.end.toordinal() - 1)


class _Column(Generic[V]):
    """One slot of many accounts: the values, each once, and the number of each account's value."""

    def __init__(self, values: Sequence[V]) -> None:
        known: dict[V, int] = {}
        self.ids = np.array([known.setdefault(value, len(known)) for value in values], np.int64)
        self.values = list(known)

    def scores(self, one: Numbers, two: Numbers, score: Callable[[V, V], float]) -> Floats:
        """Return the score of the values of each pair; each pair of values is compared once."""
        codes, places = np.unique(self.ids[one] * len(self.values) + self.ids[two], return_inverse=True)
        rows = (divmod(code, len(self.values)) for code in codes.tolist())
        found = np.array([score(self.values[a], self.values[b]) for a, b in rows], np.float64)
        return np.asarray(found[places]) if len(codes) else np.zeros(len(one))


def _or_never(found: Verdict) -> float:
    return _NEVER if found.veto is not None else found.score


def _score_types(left: str, right: str) -> float:
    return (1.5 if left == right else 0.8) if are_kin(left, right) else _NEVER


def _most(slots: Sequence[Slots], one: Numbers, two: Numbers) -> Floats:
    """Return the most that the slots of each pair can add up to; far below zero where a slot forbids it."""
    kinds, days = _Column([s.type for s in slots]), _Column([s.days for s in slots])
    spots = _Column([s.spot for s in slots])
    types = kinds.scores(one, two, _score_types)
    where = spots.scores(one, two, lambda a, b: _or_never(compare_spots(a, b)))
    wide = np.array([len(s.places) > 1 for s in slots])
    where = np.where((where == _NEVER) & wide[one] & wide[two], 1.0, where)  # "from X to Y"
    when = days.scores(one, two, lambda a, b: _or_never(compare_days(a, b)))
    lasting = np.array([is_lasting(s.type) for s in slots])
    long = lasting[one] & (kinds.ids[one] == kinds.ids[two])
    when[long] = days.scores(one[long], two[long], lambda a, b: _or_never(compare_lasting(a, b)))
    total = types + where + when + _lag(slots, one, two) + _WORDS
    total += _COUNTS * _both([s.quantity is not None for s in slots], one, two)
    total += 0.5 * _PLAYERS * _both([bool(s.actors) for s in slots], one, two)
    total += 0.5 * _PLAYERS * _both([bool(s.targets) for s in slots], one, two)
    return np.asarray(total)


def _both(has: Sequence[bool], one: Numbers, two: Numbers) -> NDArray[np.bool_]:
    held = np.array(has)
    return np.asarray(held[one] & held[two])


def _lag(slots: Sequence[Slots], one: Numbers, two: Numbers) -> Floats:
    """Return the most that publication adds where a side gives no day."""
    dated = np.array([s.days is not None for s in slots])
    lead = np.array([s.lead for s in slots])
    published = np.array([s.published or 0 for s in slots], np.int64)
    gap = np.abs(published[one] - published[two])
    known = (published[one] > 0) & (published[two] > 0)
    open_end = np.where(
        known & (gap > _REACH), -2.0, np.where(known & lead[one] & lead[two], _TOLD_LATE, UNDATED)
    )
    return np.where(dated[one] & dated[two], 0.0, open_end)
