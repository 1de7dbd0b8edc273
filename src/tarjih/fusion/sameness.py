"""Whether two tellings are of one event: slot by slot, with reasons; link, leave or unsure.

A score is a sum of weights, one for each slot that speaks; a veto ends the matter. Types of two families,
or two places and two days that exclude each other, are never joined.
"""

import math
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

import msgspec

from tarjih.fusion.signs import type_rows
from tarjih.fusion.slots import COMMON, UNLISTED, Days, Spot, names_agree
from tarjih.records.reading import Quantity

__all__ = [
    "ANCHOR",
    "LINK",
    "UNDATED",
    "UNSURE",
    "Slots",
    "Verdict",
    "are_kin",
    "compare",
    "compare_days",
    "compare_lasting",
    "compare_players",
    "compare_spots",
    "compare_words",
    "is_lasting",
    "kilometres",
    "verdict_of",
]

# Reasoned, then checked on the gold clusters: type and day alone stay below the line, with a place they pass.
LINK = 3.6
UNSURE = 2.6
_EARTH = 6371.0
_CLOSE = 10.0  # km
_SLACK = 5.0  # km, for coordinates of two gazetteers
_LAG = 3  # days that a report may lie before it is published
_LASTING = 2  # days
ANCHOR = 0.5  # of a place or many words: more than kind and day
UNDATED = -0.8
_WIDE = 60.0  # km: from here on a place is an area


class Verdict(msgspec.Struct, frozen=True):
    """A score with the words that explain it; `veto` says what excludes that the two are one."""

    score: float
    reasons: tuple[str, ...] = ()
    veto: str | None = None

    @property
    def decision(self) -> Literal["link", "unsure", "leave"]:
        """Return what follows from the score."""
        if self.veto is not None or self.score < UNSURE:
            return "leave"
        return "link" if self.score >= LINK else "unsure"


_NOTHING = Verdict(0.0)


class Slots(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """What is compared: one side's type, days, place, players, number and words."""

    type: str
    family: str
    days: Days | None = None
    spot: Spot | None = None
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    quantity: Quantity | None = None
    words: frozenset[int] = frozenset()
    published: int | None = None
    lead: bool = False
    places: frozenset[str] = frozenset()


@cache
def are_kin(left: str, right: str) -> bool:
    """Say whether two event types can name one event.

    >>> are_kin("attack", "bombing"), are_kin("bombing", "airstrike")
    (True, False)
    """
    if left == right:
        return True
    rows = type_rows()
    a, b = rows.get(left), rows.get(right)
    if a is None or b is None or a.family != b.family:
        return False
    return bool(a.broad or b.broad) or right in a.near.split("|") or left in b.near.split("|")


def kilometres(left: Spot, right: Spot) -> float | None:
    """Return the distance of two places in km, None where one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    dlat, dlon = b - a, math.radians(right.lon - left.lon)
    h = math.sin(dlat / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(dlon / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(h)))


def _type_score(left: str, right: str) -> Verdict:
    if not are_kin(left, right):
        return Verdict(0.0, veto=f"{left} and {right} are different kinds of event")
    if left == right:
        return Verdict(1.5, (f"both tell of {left}",))
    return Verdict(0.8, (f"{left} and {right} can name one event",))


@lru_cache(maxsize=1 << 17)
def compare_spots(left: Spot | None, right: Spot | None) -> Verdict:
    """Compare two places by key, distance and how far each reaches."""
    if left is None or right is None:
        return Verdict(-0.3)
    soft = 0.5 if left.soft or right.soft else 1.0
    if left.key == right.key:
        wide = min(left.radius, right.radius) > _WIDE
        return Verdict((0.4 if wide else 2.5) * soft, (f"both at {left.name}",))
    distance = kilometres(left, right)
    if distance is None:
        if left.country and right.country and left.country != right.country:
            return _far(left, right, soft=soft)
        return _by_name(left, right, soft=soft)
    reach = left.radius + right.radius
    if distance <= _CLOSE and max(left.radius, right.radius) < _WIDE:
        return Verdict(2.2 * soft, (f"{left.name} and {right.name} lie {distance:.0f} km apart",))
    if distance <= reach + _SLACK:
        nested = max(left.radius, right.radius)
        score = 1.6 if nested <= 30 else 1.0 if nested <= 120 else 0.2
        return Verdict(score * soft, (f"{left.name} and {right.name} can be one place ({distance:.0f} km)",))
    return _far(left, right, soft=soft)


def _by_name(left: Spot, right: Spot, *, soft: float) -> Verdict:
    """Compare places of which one has no coordinates: by spelling, where both are towns or smaller."""
    if left.key.startswith(UNLISTED) == right.key.startswith(UNLISTED) and names_agree(left.key, right.key):
        return Verdict(2.0 * soft, (f"{left.name} and {right.name} are spellings of one name",))
    if max(left.radius, right.radius) > _WIDE:
        return Verdict(-0.3)
    return Verdict(-1.5 * soft)


def _far(left: Spot, right: Spot, *, soft: float) -> Verdict:
    if soft < 1.0:
        return Verdict(-1.0)
    return Verdict(-3.0, veto=f"{left.name} and {right.name} are different places")


@lru_cache(maxsize=1 << 17)
def compare_days(left: Days | None, right: Days | None) -> Verdict:
    """Compare two intervals of days; "yesterday" may lag with the publication date it hangs on."""
    if left is None or right is None:
        return Verdict(0.0)
    soft = 0.6 if left.soft or right.soft else 1.0
    gap = max((right.first - left.end).days, (left.first - right.end).days) + 1
    if gap <= 0:
        longest = max(left.length, right.length)
        score = 2.0 if longest <= 2 else 1.2 if longest <= 8 else 0.6
        return Verdict(score * soft, (f"both on {max(left.first, right.first).isoformat()}",))
    if gap == 1 and (left.night or right.night):
        return Verdict(0.8, ("the same night",))
    if (left.relative or right.relative) and gap <= _LAG:
        return Verdict(0.2 if gap == 1 else -0.8)
    if gap == 1:
        return Verdict(-0.8)
    if soft < 1.0:
        return Verdict(-1.5)
    return Verdict(-3.0, veto=f"{left.first.isoformat()} and {right.first.isoformat()} are different days")


def _spots_of(left: Slots, right: Slots) -> Verdict:
    """Compare the places of two sides; "from X to Y" is one event wherever each side puts it."""
    found = compare_spots(left.spot, right.spot)
    if found.veto is None or left.spot is None or right.spot is None:
        return found
    if {left.spot.key, right.spot.key} <= left.places & right.places:
        return Verdict(1.0, (f"both name {left.spot.name} and {right.spot.name}",))
    return found


def is_lasting(kind: str) -> bool:
    """Say whether events of a type go on for days."""
    row = type_rows().get(kind)
    return row is not None and bool(row.lasting)


def compare_lasting(left: Days | None, right: Days | None) -> Verdict:
    """Compare the days of what lasts: it may be dated by its first day or by a later one."""
    found = compare_days(left, right)
    if left is None or right is None:
        return found
    gap = max((right.first - left.end).days, (left.first - right.end).days) + 1
    return Verdict(max(found.score, 0.3), found.reasons) if gap <= _LASTING else found


def _days_of(left: Slots, right: Slots) -> Verdict:
    if left.type == right.type and is_lasting(left.type):
        return compare_lasting(left.days, right.days)
    return compare_days(left.days, right.days)


def _quantities(left: Quantity | None, right: Quantity | None) -> Verdict:
    if left is None or right is None:
        return _NOTHING
    if (left.min, left.max) == (right.min, right.max):
        rare = (left.min or 0) >= 3
        return Verdict(1.0 if rare else 0.4, (f"both count {left.min}",))
    low, high = max(left.min or 0, right.min or 0), min(left.max or math.inf, right.max or math.inf)
    return Verdict(0.2 if low <= high else -0.5)


def compare_players(left: frozenset[str], right: frozenset[str], what: str) -> Verdict:
    """Compare doers or targets; names count for more than common nouns, and only names can differ."""
    if not left or not right:
        return _NOTHING
    shared = left & right
    named = {key for key in shared if not key.startswith(COMMON)}
    # a name that one reading did not know for one
    named |= {k for k in left if COMMON + k in right} | {k for k in right if COMMON + k in left}
    if named:
        return Verdict(1.0, (f"same {what}: {min(named)}",))
    if shared:
        return Verdict(0.3, (f"same {what}: {min(shared).removeprefix(COMMON)}",))
    both = all(any(not key.startswith(COMMON) for key in side) for side in (left, right))
    return Verdict(-0.4 if both else 0.0)


def compare_words(left: frozenset[int], right: frozenset[int]) -> Verdict:
    """Compare the words around two tellings by the share of the smaller side."""
    if len(left) < 4 or len(right) < 4:
        return _NOTHING
    share = len(left & right) / min(len(left), len(right))
    score = 3.0 * max(share - 0.15, 0.0)
    if score == 0.0:
        return _NOTHING
    return Verdict(score, (f"{share:.0%} of the words in common",) if share >= 0.3 else ())


def verdict_of(parts: Iterable[Verdict]) -> Verdict:
    """Add up the verdicts on single slots."""
    score, veto = 0.0, None
    reasons: list[str] = []
    for part in parts:
        score += part.score
        reasons.extend(part.reasons)
        veto = veto or part.veto
    return Verdict(round(score, 4), tuple(reasons), veto)


def _lag(left: Slots, right: Slots) -> Verdict:
    """Judge by publication where a side gives no day.

    What opens a report happened just before it; further down an undated mention may mean any day.
    """
    if left.days is not None and right.days is not None:
        return _NOTHING
    if left.published is None or right.published is None:
        return Verdict(UNDATED)
    if abs(left.published - right.published) > _LAG:
        return Verdict(-2.0)
    return Verdict(0.3 if left.lead and right.lead else UNDATED)


def compare(left: Slots, right: Slots) -> Verdict:
    """Compare two sides slot by slot; symmetric.

    Type, day and number are the same for many events of one day: without a place, a name or many words in
    common the score stays below the line.
    """
    types = _type_score(left.type, right.type)
    if types.veto:
        return types
    spots = _spots_of(left, right)
    doers = compare_players(left.actors, right.actors, "actor")
    targets = compare_players(left.targets, right.targets, "target")
    words = compare_words(left.words, right.words)
    total = verdict_of((
        types,
        _days_of(left, right),
        spots,
        doers,
        targets,
        _quantities(left.quantity, right.quantity),
        words,
        _lag(left, right),
    ))
    anchored = spots.score >= ANCHOR or words.score >= ANCHOR or max(doers.score, targets.score) >= 1.0
    return total if anchored else Verdict(min(total.score, LINK - 0.1), total.reasons, total.veto)
