"""Cheap keys that bring likely pairs together: type family, neighbouring day, near place or rare word."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from tarjih.fusion.sameness import Slots
from tarjih.fusion.slots import COMMON

__all__ = ["candidate_pairs", "rare_words"]

_SHORT = 3  # days; longer intervals are looked up by month
_LAG = 2  # days that "yesterday" may lie before what the publication date makes of it
_CELLS = 2.0  # cells per degree
_PRECISE = 60.0  # km
_PLAYERS = 4
_RARE = 3  # words of an account that serve as keys
_CROWDED = 60
_NEIGHBOURS = 8
_COMMON = 0.1  # of all accounts: words above say nothing
_FEW = 40  # accounts, below which no word is called common

Key = tuple[object, ...]


def rare_words(slots: Sequence[Slots]) -> list[frozenset[str]]:
    """Return for each account its words without those that very many accounts have."""
    counts = Counter(word for one in slots for word in one.words)
    limit = max(len(slots) * _COMMON, _FEW)
    return [frozenset(w for w in one.words if counts[w] <= limit) for one in slots]


def _day_keys(slots: Slots) -> Iterator[object]:
    days = slots.days
    if days is None:
        if slots.published is not None:
            yield from range(slots.published - _LAG, slots.published + 2)
        else:
            yield "undated"
        return
    first = days.first.toordinal()
    if days.length > _SHORT:
        month = days.first.replace(day=1)
        for _ in range(4):
            if month < days.end:
                yield f"{month:%Y-%m}"
            month = (month + dt.timedelta(32)).replace(day=1)
        return
    yield from range(first - (_LAG if days.relative else 0), days.end.toordinal() + 1)
    yield f"{days.first:%Y-%m}"


def _cells(slots: Slots) -> Iterator[tuple[int, int]]:
    """Yield the cell of a place and the three that lie nearest, so that neighbours share one."""
    spot = slots.spot
    if spot is None or spot.lat is None or spot.lon is None or spot.radius > _PRECISE:
        return
    lat, lon = spot.lat * _CELLS - 0.5, spot.lon * _CELLS - 0.5
    for row in (math.floor(lat), math.floor(lat) + 1):
        for column in (math.floor(lon), math.floor(lon) + 1):
            yield row, column


def _keys(slots: Slots, words: Sequence[str]) -> Iterator[Key]:
    named = sorted(k for k in slots.actors | slots.targets if not k.startswith(COMMON))[:_PLAYERS]
    wheres: list[object] = [*_cells(slots), *words, *named]
    if slots.spot is not None:
        wheres.append(slots.spot.key)
    for day in dict.fromkeys(_day_keys(slots)):
        for where in dict.fromkeys(wheres):
            yield slots.family, day, where


def candidate_pairs(slots: Sequence[Slots], *, keep: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """Return pairs of accounts (by number in `slots`) that share a key and that `keep` lets through.

    In a crowded bucket each account meets only its next few by date, so that the work stays linear.
    """
    counts = Counter(word for one in slots for word in one.words)
    buckets: dict[Key, list[int]] = {}
    for number, one in enumerate(slots):
        rarest = sorted((w for w in one.words if counts[w] > 1), key=lambda w: (counts[w], w))[:_RARE]
        for key in _keys(one, rarest):
            buckets.setdefault(key, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for members in buckets.values():
        if len(members) <= _CROWDED:
            pairs.update(combinations(members, 2))
        else:
            pairs.update((a, b) for i, a in enumerate(members) for b in members[i + 1 : i + 1 + _NEIGHBOURS])
    return sorted((a, b) for a, b in pairs if keep(a, b))
