"""Groups: accounts of many reports joined into events, the surest pair first, each join checked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, product

import msgspec

from tarjih.fusion.accounts import Account
from tarjih.fusion.candidates import candidate_pairs, rare_words
from tarjih.fusion.sameness import LINK, Slots, Verdict, compare

__all__ = ["Group", "Pair", "group_accounts"]

_ALIGNED = 4.0  # the same words in a copied text are the same mention
_CHECKED = 200  # pairs looked at before two groups are joined
_WEAKEST = 0.5  # mean score of the other pairs of a join

Pair = tuple[int, int]


class Group(msgspec.Struct, frozen=True, eq=False):
    """Accounts of one event, sorted; `reasons` say why they were joined, `unsure` names doubtful others."""

    accounts: tuple[Account, ...]
    reasons: tuple[str, ...] = ()
    unsure: tuple[tuple[int, str], ...] = ()


class _Joiner:
    """Joins accounts greedily; a group never holds two that exclude each other."""

    def __init__(
        self, accounts: Sequence[Account], slots: Sequence[Slots], aligned: Mapping[Pair, int]
    ) -> None:
        self.accounts, self.slots, self.aligned = accounts, slots, aligned
        self.members = {n: [n] for n in range(len(accounts))}
        self.home = list(range(len(accounts)))
        self.reasons: dict[int, list[str]] = {n: [] for n in range(len(accounts))}
        self.known: dict[Pair, Verdict] = {}

    def verdict(self, a: int, b: int) -> Verdict:
        """Compare two accounts; words copied one to one outweigh what the dates seem to say."""
        pair = (min(a, b), max(a, b))
        found = self.known.get(pair)
        if found is None:
            found = compare(self.slots[pair[0]], self.slots[pair[1]])
            if count := self.aligned.get(pair, 0):
                reason = "told in the same words"
                score = max(found.score, 0.0) + _ALIGNED + 0.1 * min(count, 9)
                found = Verdict(round(score, 4), (reason, *found.reasons), None)
            elif self.accounts[a].report == self.accounts[b].report:
                found = Verdict(found.score, found.reasons, found.veto or "told apart in one report")
            self.known[pair] = found
        return found

    def join(self, a: int, b: int) -> bool:
        """Join the groups of two accounts, unless any pair across excludes it."""
        left, right = self.home[a], self.home[b]
        if left == right:
            return True
        across = list(islice(product(self.members[left], self.members[right]), _CHECKED))
        verdicts = [self.verdict(x, y) for x, y in across]
        if any(v.veto is not None for v in verdicts):
            return False
        if sum(v.score for v in verdicts) / len(verdicts) < _WEAKEST:
            return False
        first, second = min(left, right), max(left, right)
        for member in self.members[second]:
            self.home[member] = first
        self.members[first] = sorted(self.members[first] + self.members.pop(second))
        said = self.reasons.pop(second) + list(self.verdict(a, b).reasons)
        self.reasons[first] += said
        return True


def group_accounts(
    accounts: Sequence[Account], *, aligned: Mapping[Pair, int], also: Iterable[Pair] = ()
) -> list[Group]:
    """Join accounts into events.

    Args:
        accounts: Sorted by key, so that the order of the input does not matter.
        aligned: How many mentions two accounts tell in the same words of copied texts.
        also: Further pairs to compare (tolls of one attack).

    Returns:
        One group for each event; `unsure` holds numbers of accounts that may belong to it.
    """
    slots = [account.slots() for account in accounts]
    slots = [
        msgspec.structs.replace(one, words=words) for one, words in zip(slots, rare_words(slots), strict=True)
    ]
    pairs = set(candidate_pairs(slots, keep=lambda a, b: accounts[a].report != accounts[b].report))
    joiner = _Joiner(accounts, slots, aligned)
    scored = []
    for a, b in sorted(pairs | set(aligned) | set(also)):
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
