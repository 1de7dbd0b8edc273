"""Retellings: one report told again in other words, or in another language.

No run of words betrays a retelling. What it keeps are facts: names, numbers, days and places. Reports that
share several facts of several kinds are compared by the weight of the words in common; who cites the
other's newsroom, or the same third one, retells it, and others only share an origin.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from tarjih.fusion.crossing import Crossing, crossing_of, crossing_score
from tarjih.fusion.passages import stem
from tarjih.fusion.slots import RADIUS, Sheet, days_of_value, entity_key, name_key
from tarjih.records.event import Copy

__all__ = ["find_retellings"]

# Checked on the sample case and the gold clusters: pairs without a common origin stay below.
_COMMON = 0.22  # weighted share of one side's words that the other has, with many facts in common
_MUCH = 0.5  # with few facts in common
_DENSE = 0.5  # share of one side's facts; round-ups of one day share some of theirs
_CARRIED = 0.15  # where another carrier of the text is retold
_FACTS = (1, 2, 1, 1)  # days, numbers, names, places
_FEWEST_WORDS = 30
_CROWDED = 40
_NEIGHBOURS = 6
_KEYS = 6  # of a kind and report
_LAG = 4  # days between two publications


class _Facts(msgspec.Struct, frozen=True, eq=False):
    days: frozenset[str]
    numbers: frozenset[float]
    names: frozenset[str]
    places: frozenset[str]
    outlets: frozenset[str]
    stems: frozenset[str]
    published: int | None

    @property
    def count(self) -> int:
        """Return how many facts a report has."""
        return len(self.days) + len(self.numbers) + len(self.names) + len(self.places)

    def shared(self, other: "_Facts") -> tuple[int, int, int, int]:
        """Count the facts of each kind that two reports share."""
        return (
            len(self.days & other.days),
            len(self.numbers & other.numbers),
            len(self.names & other.names),
            len(self.places & other.places),
        )


def _facts(sheet: Sheet) -> _Facts:
    reading = sheet.reading
    entities = reading.entities
    dated = [t.value[:10] for t in reading.times if t.value and (d := days_of_value(t.value)) and _is_day(d)]
    near = {k for k, radius in RADIUS.items() if radius <= RADIUS["district"]}
    cited = {s.entity for a in reading.attributions for s in a.sources}
    outlets = {name_key(e.name) for e in entities if e.kind == "OUTLET" and e.id in cited}
    outlets |= {name_key(p.name) for p in reading.provenance if p.kind == "outlet"}
    outlets -= {name_key(reading.outlet or "")}
    return _Facts(
        days=frozenset(dated),
        numbers=frozenset(
            float(q.min) for q in reading.quantities if q.min is not None and q.min == q.max and q.min > 2
        ),
        names=frozenset(entity_key(e) for e in entities if e.kind not in {"OUTLET", "PLACE"}),
        places=frozenset(entity_key(e) for e in entities if e.kind == "PLACE" and e.precision in near),
        outlets=frozenset(outlets - {""}),
        stems=frozenset(stem(key) for key in sheet.passages.keys if len(key) > 2),
        published=reading.published.toordinal() if reading.published else None,
    )


def _is_day(days: tuple[dt.date, dt.date]) -> bool:
    first, end = days
    return (end - first).days == 1


def _keys(facts: _Facts) -> Iterator[tuple[object, ...]]:
    """Yield pairs of facts by which two reports meet: a number with a name, a day or a place."""
    numbers = sorted(facts.numbers, reverse=True)[:_KEYS]
    others = [*sorted(facts.days)[:_KEYS], *sorted(facts.names)[:_KEYS], *sorted(facts.places)[:_KEYS]]
    for number in numbers:
        for other in others:
            yield number, other


def _pairs(facts: Mapping[str, _Facts]) -> list[tuple[str, str]]:
    buckets: dict[tuple[object, ...], list[str]] = {}
    for report, row in facts.items():
        for key in _keys(row):
            buckets.setdefault(key, []).append(report)
    found: set[tuple[str, str]] = set()
    for members in buckets.values():
        members.sort(key=lambda r: (facts[r].published or 0, r))
        if len(members) <= _CROWDED:
            found.update((min(p), max(p)) for p in combinations(members, 2))
        else:
            for i, one in enumerate(members):
                found.update((min(one, o), max(one, o)) for o in members[i + 1 : i + 1 + _NEIGHBOURS])
    return sorted(p for p in found if _is_near(facts[p[0]], facts[p[1]]))


def _is_near(left: _Facts, right: _Facts) -> bool:
    if left.published is None or right.published is None:
        return True
    return abs(left.published - right.published) <= _LAG


def _weights(facts: Sequence[_Facts]) -> dict[str, float]:
    counts = Counter(word for row in facts for word in row.stems)
    return {word: math.log((len(facts) + 1) / (n + 0.5)) for word, n in counts.items()}


def _share(left: _Facts, right: _Facts, weights: Mapping[str, float], totals: tuple[float, float]) -> float:
    """Return the larger of the two weighted shares of words in common."""
    common = math.fsum(weights[word] for word in left.stems & right.stems)
    return common / max(min(totals), 1.0)


def find_retellings(sheets: Mapping[str, Sheet], *, copies: Sequence[Copy]) -> tuple[Copy, ...]:
    """Find reports that retell another or rest on the same statement, in other words.

    Args:
        sheets: The reports by id.
        copies: What was found word for word; pairs in it are left alone unless only "shared origin".
    """
    long = {r: s for r, s in sheets.items() if len(s.passages) >= _FEWEST_WORDS}
    facts = {r: _facts(s) for r, s in sorted(long.items()) if s.reading.language == "ar"}
    weights = _weights(list(facts.values()))
    totals = {r: math.fsum(weights[w] for w in sorted(f.stems)) for r, f in facts.items()}
    known = {c.reports: c for c in copies}
    group = _groups(copies)
    found: list[Copy] = []

    def shares(a: str, b: str) -> float:
        if a not in facts or b not in facts:
            return 0.0
        return _share(facts[a], facts[b], weights, (totals[a], totals[b]))

    for a, b in _pairs(facts):
        earlier = known.get((a, b))
        if earlier is not None and earlier.kind != "shared origin":
            continue
        left, right = facts[a], facts[b]
        shared = left.shared(right)
        many = all(n >= wanted for n, wanted in zip(shared, _FACTS, strict=True))
        dense = sum(shared) >= _DENSE * min(left.count, right.count)
        if not dense or (not many and (shared[2] == 0 or earlier is not None)):
            continue
        share = shares(a, b)
        if share < (_COMMON if many else _MUCH):
            continue
        cited = many and _cites(a, b, facts=facts, sheets=sheets, group=group)
        if cited or earlier is None:
            score = round(min(share, 1.0), 4)
            found.append(Copy(reports=(a, b), kind="summary" if cited else "shared origin", score=score))
    found += _carried(found, known, group, shares=shares)
    return tuple(sorted([*found, *_translations(long)], key=lambda c: c.reports))


def _carried(
    found: Sequence[Copy],
    known: Mapping[tuple[str, str], Copy],
    group: Mapping[str, set[str]],
    *,
    shares: Callable[[str, str], float],
) -> list[Copy]:
    """Let what retells one carrier of a text retell the other carriers."""
    taken = {*known, *(c.reports for c in found)}
    more = []
    for copy in found:
        for one, other in (copy.reports, copy.reports[::-1]) if copy.kind == "summary" else ():
            for carrier in sorted(group.get(one, set()) - {other}):
                pair = (min(carrier, other), max(carrier, other))
                share = shares(carrier, other) if pair not in taken else 0.0
                if share >= _CARRIED:
                    taken.add(pair)
                    more.append(Copy(reports=pair, kind="summary", score=round(min(share, 1.0), 4)))
    return more


def _groups(copies: Sequence[Copy]) -> dict[str, set[str]]:
    """Return for each report those that carry its text."""
    found: dict[str, set[str]] = {}
    for copy in copies:
        if copy.kind in {"verbatim", "edited"}:
            for one, other in (copy.reports, copy.reports[::-1]):
                found.setdefault(one, set()).add(other)
    return found


def _cites(
    a: str, b: str, *, facts: Mapping[str, _Facts], sheets: Mapping[str, Sheet], group: Mapping[str, set[str]]
) -> bool:
    """Say whether one report names the other's newsroom, that of a copy of it, or both name a third one."""
    if facts[a].outlets & facts[b].outlets:
        return True
    for one, other in ((a, b), (b, a)):
        own = [sheets[r].reading.outlet for r in sorted({other, *group.get(other, ())})]
        keys = {name_key(name) for name in own if name}
        if any(cited in key for cited in facts[one].outlets if len(cited) > 4 for key in keys):
            return True
    return False


def _translations(sheets: Mapping[str, Sheet]) -> list[Copy]:
    """Pair reports of two languages by their names, numbers and days."""
    rows: dict[str, Crossing] = {r: crossing_of(s) for r, s in sorted(sheets.items())}
    foreign = [r for r in rows if sheets[r].reading.language == "en"]
    if not foreign:
        return []
    named: dict[str, list[str]] = {}
    for report, row in rows.items():
        if sheets[report].reading.language == "ar":
            for name in row.names:
                named.setdefault(name, []).append(report)
    found = []
    for one in foreign:
        met = Counter(other for name in sorted(rows[one].names) for other in named.get(name, ())[:_CROWDED])
        for other, count in met.items():
            score = crossing_score(rows[one], rows[other]) if count > 1 else 0.0
            if score > 0.0:
                pair = (min(one, other), max(one, other))
                found.append(Copy(reports=pair, kind="shared origin", score=round(score, 4)))
    return found
