"""Candidates: keys by which likely pairs meet, so that hardly any of all pairs is ever looked at.

Members of a key stand in the order of their days; each meets the next few whose days overlap its own. What
a member's keys are hangs on nothing but the member, and which pairs meet on nothing but the members of a
key: one report more changes only pairs that stand beside it.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import msgspec
import numpy as np
from numpy.typing import NDArray

from tarjih.fusion.crossing import Crossing
from tarjih.fusion.facts import Facts
from tarjih.fusion.sameness import Slots
from tarjih.fusion.slots import COMMON

__all__ = [
    "ACCOUNTS",
    "REPORTS",
    "TEXTS",
    "Keyed",
    "crossing_keys",
    "facts_keys",
    "find_pairs",
    "order_of",
    "slots_keys",
    "text_keyed",
]

# How many of the next members of a key one meets.
ACCOUNTS = 32
REPORTS = 24
TEXTS = 16
_SHORT = 3  # days; longer intervals reach to their end, but not over more than a season
_SEASON = 123
_LAG = 2  # days that "yesterday" may lie before what the publication date makes of it
_NEAR = 4  # days between two publications of one story
_CELLS = 2.0  # cells per degree
_PRECISE = 60.0  # km
_PLAYERS = 4
_WORDS = 5
_FACTS = 6  # of a kind and report
_MASK = (1 << 63) - 1
_ODD = 0x9E3779B97F4A7C15


class Keyed(msgspec.Struct, frozen=True, array_like=True):
    """One member's keys, and the days from `first` to `last` over which it meets others."""

    first: int
    last: int
    keys: tuple[int, ...]


@lru_cache(maxsize=1 << 18)
def _hash(*parts: object) -> int:
    """Return 63 bits that are the same in every process."""
    raw = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "little") & _MASK


def order_of(report: str, number: int = -1) -> int:
    """Return what orders the members of one day: by chance, but the same chance everywhere."""
    return _hash("member", report, number)


def _reach(slots: Slots) -> tuple[int, int]:
    """Return the days on which an account may meet another."""
    days = slots.days
    if days is None:
        return (slots.published - _LAG, slots.published + 1) if slots.published is not None else (0, 0)
    first, end = days.first.toordinal(), days.end.toordinal()
    if days.length > _SHORT:
        return first, min(end, first + _SEASON)
    return first - (_LAG if days.relative else 0), end


def _cells(slots: Slots) -> list[int]:
    """Return the cell of a place and the three that lie nearest, so that neighbours share one."""
    spot = slots.spot
    if spot is None or spot.lat is None or spot.lon is None or spot.radius > _PRECISE:
        return []
    row, column = math.floor(spot.lat * _CELLS - 0.5), math.floor(spot.lon * _CELLS - 0.5)
    return [_hash("cell", slots.family, row + i, column + j) for i in (0, 1) for j in (0, 1)]


def slots_keys(slots: Slots) -> Keyed:
    """Return the keys of an account: its family with near cells, its place, names and a few of its words."""
    first, last = _reach(slots)
    family = _hash("family", slots.family)
    named = sorted(k for k in slots.actors | slots.targets if not k.startswith(COMMON))[:_PLAYERS]
    keys = _cells(slots)
    keys += [_hash("name", slots.family, name) for name in named]
    if slots.spot is not None:
        keys.append(_hash("place", slots.family, slots.spot.key))
    # the smallest hashes of two sets meet as often as the sets overlap
    keys += sorted(((word * _ODD) ^ family) & _MASK for word in slots.words)[:_WORDS]
    return Keyed(first, last, tuple(dict.fromkeys(keys)))


def facts_keys(facts: Facts) -> Keyed:
    """Return the keys of a report: a number with a name, a day or a place."""
    numbers = sorted(facts.numbers, reverse=True)[:_FACTS]
    others = [*sorted(facts.days)[:_FACTS], *sorted(facts.names)[:_FACTS], *sorted(facts.places)[:_FACTS]]
    published = facts.published
    return Keyed(
        published or 0,
        published + _NEAR if published is not None else 0,
        tuple(_hash("fact", number, other) for number in numbers for other in others),
    )


def crossing_keys(crossing: Crossing) -> Keyed:
    """Return the keys of a report that hold in every language: a number with a day."""
    published = crossing.published
    return Keyed(
        published or 0,
        published + _NEAR if published is not None else 0,
        tuple(
            _hash("cross", number, day)
            for number in sorted(crossing.numbers)[:_FACTS]
            for day in sorted(crossing.days)[:_FACTS]
        ),
    )


def text_keyed(keys: NDArray[np.uint64]) -> Keyed:
    """Return the keys of a text, which hold on all days."""
    return Keyed(0, 0, tuple((keys & np.uint64(_MASK)).tolist()))


def _once(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sort and drop repetitions; numpy's own `unique` hashes and is slower."""
    codes.sort()
    return codes[np.concatenate(([True], codes[1:] != codes[:-1]))]


def find_pairs(members: Sequence[Keyed], *, order: Sequence[int], window: int) -> NDArray[np.int64]:
    """Return the pairs of members that meet at any key.

    Args:
        members: By number.
        order: What orders members of one day; see `order_of`.
        window: How many of the next members at a key each meets.

    Returns:
        Two columns of numbers, the smaller first, sorted, each pair once.
    """
    sizes = [len(member.keys) for member in members]
    total = sum(sizes)
    keys = np.fromiter((k for member in members for k in member.keys), np.int64, total)
    owner = np.repeat(np.arange(len(members)), sizes)
    first = np.array([member.first for member in members], np.int64)
    last = np.array([member.last for member in members], np.int64)
    ties = np.array(order, np.int64)
    sort = np.lexsort((ties[owner], first[owner], keys)) if total else np.empty(0, np.int64)
    keys, owner = keys[sort], owner[sort]
    found = []
    here = np.arange(len(keys))
    for step in range(1, window + 1):
        here = here[here + step < len(keys)]
        there = here + step
        meets = (keys[here] == keys[there]) & (first[owner[there]] <= last[owner[here]])
        here = here[meets]
        if not len(here):
            break
        one, two = owner[here], owner[here + step]
        found.append(np.minimum(one, two) * len(members) + np.maximum(one, two))
        if len(found) > 4:
            found = [_once(np.concatenate(found))]
    if not found:
        return np.empty((0, 2), np.int64)
    codes = _once(np.concatenate(found))
    codes = codes[codes // len(members) != codes % len(members)]
    return np.stack((codes // len(members), codes % len(members)), axis=1)
