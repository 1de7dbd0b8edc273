"""Groups: accounts of many reports joined into events, the surest pair first, each join checked."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations, product

import msgspec

from tarjih.fusion.accounts import Account, fit
from tarjih.fusion.candidates import candidate_pairs, rare_words
from tarjih.fusion.rulings import Pair, forced_pairs
from tarjih.fusion.sameness import LINK, Slots, Verdict, are_kin, compare, compare_days, kilometres
from tarjih.fusion.slots import Spot
from tarjih.records.ruling import Ruled

__all__ = ["Group", "Pair", "group_accounts"]

_ALIGNED = 4.0  # the same words in a copied text are the same mention
_TIED = 2.5  # tolls of one attack are one toll, unless something speaks against it
_CHECKED = 48  # pairs looked at before two groups are joined
_REACH = 3  # days
_FOREVER = 4_000_000
_DAYS_APART = 2
_KM_APART = 30.0
_TOWN = 10.0  # km
_WEAKEST = 1.0  # mean score of the other pairs of a join
_RULED = 100.0  # what a person joined


def _latitude(spot: Spot) -> tuple[float, float, str]:
    return (spot.lat or 0.0, spot.lon or 0.0, spot.key)


def _longitude(spot: Spot) -> tuple[float, float, str]:
    return (spot.lon or 0.0, spot.lat or 0.0, spot.key)


class Group(msgspec.Struct, frozen=True, eq=False):
    """Accounts of one event, sorted; `reasons` say why they were joined, `unsure` names doubtful others."""

    accounts: tuple[Account, ...]
    reasons: tuple[str, ...] = ()
    unsure: tuple[tuple[int, str], ...] = ()


def _day_range(slots: Slots) -> tuple[int, int]:
    """Return the first and last day as numbers, wide open where no day is given."""
    if slots.days is None:
        return 0, _FOREVER
    return slots.days.first.toordinal(), slots.days.end.toordinal() - 1


class _Joiner:
    """Joins accounts greedily; a group never holds two that exclude each other."""

    def __init__(
        self,
        accounts: Sequence[Account],
        slots: Sequence[Slots],
        *,
        aligned: Mapping[Pair, int],
        tied: Set[Pair],
        joined: Mapping[Pair, str],
        parted: Mapping[Pair, str],
    ) -> None:
        self.accounts, self.slots, self.aligned, self.tied = accounts, slots, aligned, tied
        self.joined, self.parted = joined, parted
        self.members = {n: [n] for n in range(len(accounts))}
        self.home = list(range(len(accounts)))
        self.reasons: dict[int, list[str]] = {n: [] for n in range(len(accounts))}
        self.known: dict[Pair, Verdict] = {}
        self.refused: set[Pair] = set()

    def verdict(self, a: int, b: int) -> Verdict:
        """Compare two accounts; words copied one to one outweigh what the dates seem to say."""
        pair = (min(a, b), max(a, b))
        found = self.known.get(pair)
        if found is None and pair in self.parted:
            found = self.known[pair] = Verdict(0.0, (), self.parted[pair])
        elif found is None and pair in self.joined:
            found = self.known[pair] = Verdict(_RULED, (self.joined[pair],), None)
        elif found is None:
            found = compare(self.slots[pair[0]], self.slots[pair[1]])
            if count := self.aligned.get(pair, 0):
                score = max(found.score, 0.0) + _ALIGNED + 0.1 * min(count, 9)
                veto = found.veto if _excludes(self.slots[pair[0]], self.slots[pair[1]]) else None
                found = Verdict(round(score, 4), ("told in the same words", *found.reasons), veto)
            elif pair in self.tied:
                found = Verdict(found.score + _TIED, ("tolls of one attack", *found.reasons), found.veto)
            elif self.accounts[a].report == self.accounts[b].report:
                apart = None if fit(self.accounts[a], self.accounts[b]) else "told apart in one report"
                found = Verdict(found.score, found.reasons, found.veto or apart)
            self.known[pair] = found
        return found

    def is_too_wide(self, members: Sequence[int]) -> bool:
        """Say whether firm days or towns of a group would lie too far apart, however it is chained."""
        slots = [self.slots[n] for n in members]
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
        across = product(self.members[left], self.members[right])
        if left != right and not any((min(x, y), max(x, y)) in self.parted for x, y in across):
            self._merge(a, b)

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
        if self.parted and any((min(pair), max(pair)) in self.parted for pair in across):
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


def group_accounts(
    accounts: Sequence[Account],
    *,
    aligned: Mapping[Pair, int],
    tied: Iterable[Pair] = (),
    rulings: Sequence[Ruled] = (),
) -> list[Group]:
    """Join accounts into events.

    Args:
        accounts: Sorted by key, so that the order of the input does not matter.
        aligned: How many mentions two accounts tell in the same words of copied texts.
        tied: Pairs of tolls that belong to one attack.
        rulings: What people ruled; what they joined or parted stays so.

    Returns:
        One group for each event; `unsure` holds numbers of accounts that may belong to it.
    """
    slots = [account.slots() for account in accounts]
    slots = [
        msgspec.structs.replace(one, words=words) for one, words in zip(slots, rare_words(slots), strict=True)
    ]

    ranges = [_day_range(one) for one in slots]

    def keep(a: int, b: int) -> bool:
        if accounts[a].report == accounts[b].report or not are_kin(slots[a].type, slots[b].type):
            return False
        (first, end), (other_first, other_end) = ranges[a], ranges[b]
        return first <= other_end + _REACH and other_first <= end + _REACH

    pairs = set(candidate_pairs(slots, keep=keep))
    bound = {(min(pair), max(pair)) for pair in tied}
    joined, parted = forced_pairs(accounts, rulings)
    joiner = _Joiner(accounts, slots, aligned=aligned, tied=bound, joined=joined, parted=parted)
    for a, b in sorted(joined):
        joiner.force(a, b)
    scored = []
    for a, b in sorted(pairs | set(aligned) | bound):
        verdict = joiner.verdict(a, b)
        if verdict.decision != "leave":
            scored.append((-verdict.score, a, b))
    scored.sort()
    doubts: list[tuple[int, int, str]] = []
    for score, a, b in scored:
        if -score < LINK or not joiner.join(a, b):
            doubts.append((a, b, "; ".join(joiner.verdict(a, b).reasons)))
    unsure: dict[int, dict[int, str]] = {}
    for a, b, reason in doubts:
        left, right = joiner.home[a], joiner.home[b]
        if left != right:
            unsure.setdefault(left, {}).setdefault(b, reason)
            unsure.setdefault(right, {}).setdefault(a, reason)
    return [
        Group(
            tuple(accounts[m] for m in joiner.members[n]),
            tuple(dict.fromkeys(joiner.reasons[n])),
            tuple(sorted(unsure.get(n, {}).items())),
        )
        for n in sorted(joiner.members)
    ]
