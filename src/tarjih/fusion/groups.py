"""Groups: accounts of many reports joined into events, the surest pair first, each join checked."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations, product

import msgspec
import numpy as np
from numpy.typing import NDArray

from tarjih.fusion.candidates import ACCOUNTS, find_pairs, order_of, slots_keys
from tarjih.fusion.cards import Card
from tarjih.fusion.likely import likely_pairs
from tarjih.fusion.sameness import (
    LINK,
    Slots,
    Verdict,
    are_kin,
    compare,
    compare_days,
    kilometres,
)
from tarjih.fusion.slots import Spot

__all__ = [
    "Group",
    "Link",
    "Pair",
    "Ties",
    "components",
    "join_component",
    "judge_pair",
    "link_cards",
    "meeting_pairs",
]

_ALIGNED = 4.0  # the same words in a copied text are the same mention
_TIED = 2.5  # tolls of one attack are one toll, unless something speaks against it
_CHECKED = 48  # pairs looked at before two groups are joined
_DAYS_APART = 2
_KM_APART = 30.0
_TOWN = 10.0  # km
_RULED = 99.0  # what a person joined goes before every sign
_WEAKEST = 1.0  # mean score of the other pairs of a join

Pair = tuple[int, int]


class Ties(msgspec.Struct, frozen=True, eq=False):
    """What binds pairs beside their slots.

    `aligned` counts the mentions that two accounts tell in the same words of copied texts; `tied` holds
    pairs of tolls that belong to one attack. `joined` and `parted` are what people ruled, with the reason.
    """

    aligned: Mapping[Pair, int] = {}
    tied: Set[Pair] = frozenset()
    joined: Mapping[Pair, str] = {}
    parted: Mapping[Pair, str] = {}

    @property
    def pairs(self) -> set[Pair]:
        """Return all pairs that are bound in any way."""
        return {*self.aligned, *self.tied, *self.joined}


class Link(msgspec.Struct, frozen=True, array_like=True):
    """Two accounts that are one event, or may be; `first` and `second` are numbers of cards."""

    first: int
    second: int
    score: float


class Group(msgspec.Struct, frozen=True, eq=False):
    """The numbers of the cards of one event, in order; `reasons` say why they were joined."""

    members: tuple[int, ...]
    reasons: tuple[str, ...] = ()


def _latitude(spot: Spot) -> tuple[float, float, str]:
    return (spot.lat or 0.0, spot.lon or 0.0, spot.key)


def _longitude(spot: Spot) -> tuple[float, float, str]:
    return (spot.lon or 0.0, spot.lat or 0.0, spot.key)


def judge_pair(pair: Pair, cards: Sequence[Card], *, ties: Ties) -> Verdict:
    """Compare two accounts; words copied one to one outweigh what the dates seem to say."""
    if pair in ties.parted:
        return Verdict(0.0, (), ties.parted[pair])
    if pair in ties.joined:
        return Verdict(_RULED, (ties.joined[pair],))
    left, right = cards[pair[0]], cards[pair[1]]
    found = compare(left.slots, right.slots)
    if count := ties.aligned.get(pair, 0):
        score = max(found.score, 0.0) + _ALIGNED + 0.1 * min(count, 9)
        veto = found.veto if _excludes(left.slots, right.slots) else None
        return Verdict(round(score, 4), ("told in the same words", *found.reasons), veto)
    if pair in ties.tied:
        return Verdict(found.score + _TIED, ("tolls of one attack", *found.reasons), found.veto)
    if left.report == right.report and found.veto is None:
        apart = right.number in left.apart or left.number in right.apart
        return Verdict(found.score, found.reasons, "told apart in one report" if apart else None)
    return found


class _Joiner:
    """Joins accounts greedily; a group never holds two that exclude each other."""

    def __init__(
        self,
        numbers: Sequence[int],
        cards: Sequence[Card],
        *,
        ties: Ties,
        known: dict[Pair, Verdict],
    ) -> None:
        self.cards, self.ties, self.known = cards, ties, known
        self.members = {n: [n] for n in numbers}
        self.home = {n: n for n in numbers}
        self.reasons: dict[int, list[str]] = {n: [] for n in numbers}
        self.refused: set[Pair] = set()

    def verdict(self, a: int, b: int) -> Verdict:
        """Compare two accounts."""
        pair = (min(a, b), max(a, b))
        found = self.known.get(pair)
        if found is None:
            found = self.known[pair] = judge_pair(pair, self.cards, ties=self.ties)
        return found

    def is_too_wide(self, members: Sequence[int]) -> bool:
        """Say whether firm days or towns of a group would lie too far apart, however it is chained."""
        slots = [self.cards[n].slots for n in members]
        days = [s.days for s in slots if s.days is not None and s.days.length <= 2]
        firm = [d.first for d in days if not (d.soft or d.relative)]
        if firm and (max(firm) - min(firm)).days > _DAYS_APART:
            return True
        spots = [s.spot for s in slots if s.spot is not None and s.spot.lat is not None]
        towns = [spot for spot in spots if not spot.soft and spot.radius <= _TOWN]
        if len(towns) < 2:
            return False
        corners = [end(towns, key=by) for end in (min, max) for by in (_latitude, _longitude)]
        return any((kilometres(a, b) or 0.0) > _KM_APART for a, b in combinations(corners, 2))

    def force(self, a: int, b: int) -> None:
        """Join the groups of two accounts as a person ruled, unless another ruling parts them."""
        left, right = self.home[a], self.home[b]
        if left != right and not self._is_parted(product(self.members[left], self.members[right])):
            self._merge(a, b)

    def _is_parted(self, across: Iterable[Pair]) -> bool:
        parted = self.ties.parted
        return bool(parted) and any((min(pair), max(pair)) in parted for pair in across)

    def join(self, a: int, b: int) -> bool:
        """Join the groups of two accounts, unless any pair across excludes it."""
        left, right = self.home[a], self.home[b]
        if left == right:
            return True
        if (left, right) in self.refused:
            return False
        if self.is_too_wide(self.members[left] + self.members[right]):
            self.refused |= {(left, right), (right, left)}
            return False
        across = list(product(self.members[left], self.members[right]))
        if self._is_parted(across):
            return False
        across = across[:: max(1, len(across) // _CHECKED)]
        verdicts = [self.verdict(x, y) for x, y in across]
        if any(v.veto is not None for v in verdicts):
            self.refused |= {(left, right), (right, left)}
            return False
        if sum(v.score for v in verdicts) / len(verdicts) < _WEAKEST:
            return False
        self._merge(a, b)
        return True

    def _merge(self, a: int, b: int) -> None:
        first, second = sorted((self.home[a], self.home[b]))
        for member in self.members[second]:
            self.home[member] = first
        self.members[first] = sorted(self.members[first] + self.members.pop(second))
        said = self.reasons.pop(second) + list(self.verdict(a, b).reasons)
        self.reasons[first] += said


def _excludes(left: Slots, right: Slots) -> bool:
    """Say whether kind, or days that hang on no publication date, exclude that copied words are one event."""
    if not are_kin(left.type, right.type):
        return True
    if left.days is None or right.days is None or left.days.relative or right.days.relative:
        return False
    return compare_days(left.days, right.days).veto is not None


def meeting_pairs(cards: Sequence[Card]) -> NDArray[np.int64]:
    """Return the pairs of accounts that meet at a key, as two columns of their numbers."""
    return find_pairs(
        [slots_keys(card.slots) for card in cards],
        order=[order_of(card.report, card.number) for card in cards],
        window=ACCOUNTS,
    )


def link_cards(
    cards: Sequence[Card], pairs: NDArray[np.int64], *, ties: Ties
) -> tuple[list[Link], dict[Pair, Verdict]]:
    """Find the accounts that are one event or may be.

    Args:
        cards: Sorted by key, so that the order of the input does not matter.
        pairs: Those that meet.
        ties: What binds pairs beside their slots.

    Returns:
        The links, and the verdict on each pair that was judged.
    """
    bound = ties.pairs
    links: list[Link] = []
    known: dict[Pair, Verdict] = {}
    for pair in likely_pairs(cards, pairs):
        if pair not in bound:
            _keep(links, known, pair, judge_pair(pair, cards, ties=ties))
    for pair in sorted(bound):
        _keep(links, known, pair, judge_pair(pair, cards, ties=ties))
    return links, known


def _keep(links: list[Link], known: dict[Pair, Verdict], pair: Pair, verdict: Verdict) -> None:
    if verdict.decision != "leave":
        known[pair] = verdict
        links.append(Link(pair[0], pair[1], verdict.score))


def components(links: Iterable[Link]) -> list[list[Link]]:
    """Cut the links that join into parts that have no account in common, in the order of their first ones.

    Whatever is decided inside one part changes nothing in another.
    """
    leader: dict[int, int] = {}

    def find(number: int) -> int:
        while (above := leader.get(number, number)) != number:
            leader[number] = number = leader.get(above, above)
        return number

    firm = sorted((link for link in links if link.score >= LINK), key=lambda k: (k.first, k.second))
    for link in firm:
        one, two = sorted((find(link.first), find(link.second)))
        leader[two] = one
    parts: dict[int, list[Link]] = {}
    for link in firm:
        parts.setdefault(find(link.first), []).append(link)
    return [parts[number] for number in sorted(parts)]


def join_component(
    links: Sequence[Link], cards: Sequence[Card], *, ties: Ties, known: dict[Pair, Verdict]
) -> list[Group]:
    """Join the accounts of one component into events, the surest link first."""
    numbers = sorted({n for link in links for n in (link.first, link.second)})
    joiner = _Joiner(numbers, cards, ties=ties, known=known)
    here = set(numbers)
    for a, b in sorted(pair for pair in ties.joined if pair[0] in here):
        joiner.force(a, b)
    for link in sorted(links, key=lambda k: (-k.score, k.first, k.second)):
        joiner.join(link.first, link.second)
    return [
        Group(tuple(joiner.members[n]), tuple(dict.fromkeys(joiner.reasons[n])))
        for n in sorted(joiner.members)
    ]
