"""Retellings: one report told again in other words, or in another language.

No run of words betrays a retelling. What it keeps are facts: names, numbers, days and places. Reports that
share several facts of several kinds are compared by the weight of the words in common; who cites the
other's newsroom, or the same third one, retells it, and others only share an origin.
"""

from collections.abc import Iterable, Mapping, Sequence

from tarjih.fusion.cards import Leaf
from tarjih.fusion.crossing import crossing_score
from tarjih.fusion.slots import name_key
from tarjih.records.event import Copy

__all__ = ["find_retellings", "find_translations", "may_retell"]

# Checked on the sample case and the gold clusters: pairs without a common origin stay below.
_COMMON = 0.22  # weighted share of one side's words that the other has, with many facts in common
_MUCH = 0.5  # with few facts in common
_DENSE = 0.5  # share of one side's facts; round-ups of one day share some of theirs
_CARRIED = 0.15  # where another carrier of the text is retold
_FACTS = (1, 2, 1, 1)  # days, numbers, names, places
_LAG = 4  # days between two publications


def find_retellings(
    leaves: Mapping[str, Leaf], *, pairs: Iterable[tuple[str, str]], copies: Sequence[Copy]
) -> tuple[Copy, ...]:
    """Find reports that retell another or rest on the same statement, in other words.

    Args:
        leaves: The reports by id.
        pairs: Reports that share facts, the smaller id first.
        copies: What was found word for word; pairs in it are left alone unless only "shared origin".
    """
    known = {c.reports: c for c in copies}
    group = _groups(copies)
    found = [
        copy for pair in pairs if (copy := _retelling(pair, leaves, known=known, group=group)) is not None
    ]
    found += _carried(found, known, group, leaves=leaves)
    return tuple(sorted(found, key=lambda c: c.reports))


def may_retell(left: Leaf, right: Leaf) -> bool:
    """Say whether two reports share facts and words enough that one may retell the other."""
    one, two = left.facts, right.facts
    if one is None or two is None or sum(one.shared(two)) < _DENSE * min(one.count, two.count):
        return False
    return one.share(two) >= _COMMON


def _retelling(
    pair: tuple[str, str],
    leaves: Mapping[str, Leaf],
    *,
    known: Mapping[tuple[str, str], Copy],
    group: Mapping[str, set[str]],
) -> Copy | None:
    """Judge whether one of two reports retells the other, or both the same statement."""
    left, right = leaves[pair[0]].facts, leaves[pair[1]].facts
    earlier = known.get(pair)
    if left is None or right is None or (earlier is not None and earlier.kind != "shared origin"):
        return None
    if not may_retell(leaves[pair[0]], leaves[pair[1]]):
        return None
    shared = left.shared(right)
    many = all(n >= wanted for n, wanted in zip(shared, _FACTS, strict=True))
    if not many and (shared[2] == 0 or earlier is not None):
        return None
    share = left.share(right)
    if share < (_COMMON if many else _MUCH):
        return None
    cited = many and _cites(*pair, leaves=leaves, group=group)
    if not cited and earlier is not None:
        return None
    return Copy(reports=pair, kind="summary" if cited else "shared origin", score=round(min(share, 1.0), 4))


def _carried(
    found: Sequence[Copy],
    known: Mapping[tuple[str, str], Copy],
    group: Mapping[str, set[str]],
    *,
    leaves: Mapping[str, Leaf],
) -> list[Copy]:
    """Let what retells one carrier of a text retell the other carriers."""
    taken = {*known, *(c.reports for c in found)}
    more = []
    for copy in found:
        for one, other in (copy.reports, copy.reports[::-1]) if copy.kind == "summary" else ():
            for carrier in sorted(group.get(one, set()) - {other}):
                pair = (min(carrier, other), max(carrier, other))
                share = _share(leaves[carrier], leaves[other]) if pair not in taken else 0.0
                if share >= _CARRIED:
                    taken.add(pair)
                    more.append(Copy(reports=pair, kind="summary", score=round(min(share, 1.0), 4)))
    return more


def _share(left: Leaf, right: Leaf) -> float:
    return left.facts.share(right.facts) if left.facts is not None and right.facts is not None else 0.0


def _groups(copies: Sequence[Copy]) -> dict[str, set[str]]:
    """Return for each report those that carry its text."""
    found: dict[str, set[str]] = {}
    for copy in copies:
        if copy.kind in {"verbatim", "edited"}:
            for one, other in (copy.reports, copy.reports[::-1]):
                found.setdefault(one, set()).add(other)
    return found


def _cites(a: str, b: str, *, leaves: Mapping[str, Leaf], group: Mapping[str, set[str]]) -> bool:
    """Say whether one report names the other's newsroom, that of a copy of it, or both name a third one."""
    cited = {r: facts.outlets for r in (a, b) if (facts := leaves[r].facts) is not None}
    if cited[a] & cited[b]:
        return True
    for one, other in ((a, b), (b, a)):
        own = [leaves[r].outlet for r in sorted({other, *group.get(other, ())})]
        keys = {name_key(name) for name in own if name}
        if any(name in key for name in cited[one] if len(name) > 4 for key in keys):
            return True
    return False


def find_translations(leaves: Mapping[str, Leaf], *, pairs: Iterable[tuple[str, str]]) -> tuple[Copy, ...]:
    """Find reports of two languages that may be one by their names, numbers and days.

    Args:
        leaves: The reports by id.
        pairs: Reports that share a number and a day, the smaller id first.
    """
    found = []
    for one, other in pairs:
        left, right = leaves[one], leaves[other]
        if left.language == right.language or left.crossing is None or right.crossing is None:
            continue
        score = crossing_score(left.crossing, right.crossing)
        if score > 0.0:
            found.append(Copy(reports=(one, other), kind="shared origin", score=round(score, 4)))
    return tuple(found)
