"""Readings against gold: precision, recall and F1 of each measure, over all reports together.

A found span matches a wanted one if the shorter lies mostly in the longer, or touches it (cues,
triggers), and if it is not much longer than what was wanted. The measures are those of the gold's own
scorer, and a test holds the two together.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from tarjih.evaluation.gold import Gold, GoldEntity
from tarjih.records.reading import Attribution, Entity, EventMention, Reading
from tarjih.records.span import Span

__all__ = ["MEASURES", "Score", "score_readings"]

GoldT = TypeVar("GoldT")
FoundT = TypeVar("FoundT")
Pairs = list[tuple[int, int]]

MEASURES = (
    "entity mention",
    "entity link",
    "place on the map",
    "time found",
    "time found and valued",
    "quantity",
    "attribution found",
    "attribution source",
    "attribution content",
    "attribution whole chain",
    "certainty other than asserted",
    "mode other than indirect",
    "event trigger",
    "event type",
    "event argument",
    "event whole (type, who, whom, where)",
    "event status other than occurred",
    "event said by (of found)",
)
_WIDE = (
    "Governorate",
    "Province",
    "Region",
    "Desert",
    "Sea",
    "River",
    "Tigris",
    "Euphrates",
    "Strip",
    "Sinai",
    "Kurdistan",
)
_NEAR, _WIDE_NEAR = 50.0, 400.0  # kilometres: the same place, the same wide place
_EQUAL_LENGTHS = {
    "P7D": "P1W",
    "P14D": "P2W",
    "P21D": "P3W",
    "P24H": "P1D",
    "PT24H": "P1D",
    "PT48H": "P2D",
    "P12M": "P1Y",
}


class Score(msgspec.Struct, frozen=True):
    """Counts of one measure; precision, recall and F1 follow."""

    right: int
    wanted: int
    found: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class _Tally:
    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def add(self, measure: str, right: int, wanted: int, found: int) -> None:
        self.right[measure] += right
        self.wanted[measure] += wanted
        self.found[measure] += found

    def add_marked(self, measure: str, values: Iterable[tuple[str, str]], usual: str) -> None:
        """Count labels other than the usual one, which alone would score well without any work."""
        for wanted, found in values:
            self.add(measure, int(wanted == found != usual), int(wanted != usual), int(found != usual))


def _overlap(a: Span, b: Span) -> float:
    """Return the code points shared by two spans, over the length of the longer one."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(shared, 0) / max(len(a), len(b), 1)


def _not_much_longer(wanted: Span, found: Span) -> bool:
    return len(found) <= 2 * len(wanted) + 15


def _touch(wanted: Span, found: Span) -> bool:
    return wanted.overlaps(found) and _not_much_longer(wanted, found)


def _contains_half(wanted: Span, found: Span, shortest: int = 2) -> bool:
    """Say whether the shorter span lies mostly inside the longer one: a head noun and its phrase."""
    if len(found) < shortest or not _not_much_longer(wanted, found):
        return False
    shared = min(wanted.end, found.end) - max(wanted.start, found.start)
    return shared >= 0.8 * min(len(wanted), len(found))


def _pair_up(gold: Sequence[GoldT], found: Sequence[FoundT], same: Callable[[GoldT, FoundT], bool]) -> Pairs:
    """Pair greedily, one to one, in text order."""
    free, pairs = list(range(len(found))), []
    for i, wanted in enumerate(gold):
        for j in free:
            if same(wanted, found[j]):
                pairs.append((i, j))
                free.remove(j)
                break
    return pairs


def _same_kind(a: str, b: str) -> bool:
    """A state's name may stand for its territory or its government: coders differ."""
    return a == b or {a, b} == {"PLACE", "GOVERNMENT"}


def _links(ids: Sequence[str]) -> set[tuple[int, int]]:
    return {(a, b) for a in range(len(ids)) for b in range(a) if ids[a] == ids[b]}


def _score_entities(tally: _Tally, gold: Gold, reading: Reading) -> None:
    wanted = [(m, e) for e in gold.entities for m in e.mentions]
    found = [(m, e) for e in reading.entities for m in e.mentions]
    pairs = _pair_up(
        wanted, found, lambda a, b: _contains_half(a[0], b[0]) and _same_kind(a[1].kind, b[1].kind)
    )
    tally.add("entity mention", len(pairs), len(wanted), len(found))
    gold_links = _links([wanted[i][1].id for i, _ in pairs])
    found_links = _links([found[j][1].id for _, j in pairs])
    tally.add("entity link", len(gold_links & found_links), len(gold_links), len(found_links))
    places = [e for e in gold.entities if e.kind == "PLACE" and e.lat is not None]
    others = [m for e in gold.entities if e.kind != "PLACE" for m in e.mentions]
    on_map = [
        e
        for e in reading.entities
        if e.kind == "PLACE"
        and e.lat is not None
        and not all(any(_contains_half(o, m) for o in others) for m in e.mentions)
    ]
    tally.add("place on the map", len(_pair_up(places, on_map, _same_place)), len(places), len(on_map))


def _same_place(wanted: GoldEntity, found: Entity) -> bool:
    if not any(_contains_half(x, y) for x in wanted.mentions for y in found.mentions):
        return False
    same_country = wanted.country is not None and wanted.country == found.country
    wide = any(word in wanted.name for word in _WIDE) or found.precision in {"country", "region"}
    if same_country and found.precision == "country":
        return True
    distance = _kilometres((wanted.lat or 0.0, wanted.lon or 0.0), (found.lat or 0.0, found.lon or 0.0))
    return distance <= _NEAR or (same_country and distance <= _WIDE_NEAR and wide)


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    p1, p2 = math.radians(a[0]), math.radians(b[0])
    turn = math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * turn))


def _plain_time(value: str | None) -> str:
    """Write a value without zone mark and seconds, lengths in their largest unit."""
    plain = (value or "").removesuffix("Z")
    if "T" in plain and plain.count(":") == 2:
        plain = plain.rsplit(":", 1)[0]
    return _EQUAL_LENGTHS.get(plain, plain)


def _score_times(tally: _Tally, gold: Gold, reading: Reading) -> None:
    pairs = _pair_up(gold.times, reading.times, lambda a, b: _contains_half(a.span, b.span))
    tally.add("time found", len(pairs), len(gold.times), len(reading.times))
    right = sum(_plain_time(gold.times[i].value) == _plain_time(reading.times[j].value) for i, j in pairs)
    tally.add("time found and valued", right, len(gold.times), len(reading.times))


def _score_quantities(tally: _Tally, gold: Gold, reading: Reading) -> None:
    pairs = _pair_up(
        gold.quantities,
        reading.quantities,
        lambda a, b: _contains_half(a.span, b.span, 1) and (a.min, a.max) == (b.min, b.max),
    )
    tally.add("quantity", len(pairs), len(gold.quantities), len(reading.quantities))


def _paired_attributions(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Pairs:
    """Pair by cue and content first, then by cue alone."""
    pairs = _pair_up(gold, found, lambda a, b: _touch(a.cue, b.cue) and _overlap(a.content, b.content) >= 0.3)
    taken_i, taken_j = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            if i not in taken_i and j not in taken_j and _touch(a.cue, b.cue):
                pairs.append((i, j))
                taken_i.add(i)
                taken_j.add(j)
    return pairs


def _score_attributions(tally: _Tally, gold: Gold, reading: Reading) -> Pairs:
    wanted, found = gold.attributions, reading.attributions
    pairs = _paired_attributions(wanted, found)
    tally.add("attribution found", len(pairs), len(wanted), len(found))

    def sources(attribution: Attribution) -> list[Span]:
        return [s.span for s in attribution.sources]

    def same_sources(i: int, j: int) -> int:
        return len(_pair_up(sources(wanted[i]), sources(found[j]), _contains_half))

    tally.add(
        "attribution source",
        sum(same_sources(i, j) for i, j in pairs),
        sum(len(a.sources) for a in wanted),
        sum(len(a.sources) for a in found),
    )
    content = [(i, j) for i, j in pairs if _overlap(wanted[i].content, found[j].content) >= 0.7]
    tally.add("attribution content", len(content), len(wanted), len(found))
    whole = sum(len(wanted[i].sources) == len(found[j].sources) == same_sources(i, j) for i, j in content)
    tally.add("attribution whole chain", whole, len(wanted), len(found))
    tally.add_marked(
        "certainty other than asserted",
        [(wanted[i].certainty, found[j].certainty) for i, j in pairs],
        "asserted",
    )
    tally.add_marked(
        "mode other than indirect", [(wanted[i].mode, found[j].mode) for i, j in pairs], "indirect"
    )
    return pairs


def _arguments(event: EventMention) -> list[tuple[str, Span]]:
    rows = [("actor", s) for s in event.actors] + [("target", s) for s in event.targets]
    rows += [
        (r, s) for r, s in (("place", event.place), ("time", event.time), ("quantity", event.quantity)) if s
    ]
    return rows


def _same_argument(a: tuple[str, Span], b: tuple[str, Span]) -> bool:
    return a[0] == b[0] and _contains_half(a[1], b[1])


def _score_events(tally: _Tally, gold: Gold, reading: Reading, said: Pairs) -> None:
    wanted, found = gold.events, reading.events
    pairs = _pair_up(wanted, found, lambda a, b: _touch(a.trigger, b.trigger) and a.type == b.type)
    tally.add("event type", len(pairs), len(wanted), len(found))
    touched = _pair_up(wanted, found, lambda a, b: _touch(a.trigger, b.trigger))
    tally.add("event trigger", len(touched), len(wanted), len(found))
    arguments = [(_arguments(wanted[i]), _arguments(found[j])) for i, j in pairs]
    tally.add(
        "event argument",
        sum(len(_pair_up(a, b, _same_argument)) for a, b in arguments),
        sum(len(_arguments(e)) for e in wanted),
        sum(len(_arguments(e)) for e in found),
    )
    parts = [
        tuple([x for x in side if x[0] in {"actor", "target", "place"}] for side in pair)
        for pair in arguments
    ]
    whole = sum(len(a) == len(b) == len(_pair_up(a, b, _same_argument)) for a, b in parts)
    tally.add("event whole (type, who, whom, where)", whole, len(wanted), len(found))
    statuses = [(str(wanted[i].status), str(found[j].status)) for i, j in pairs]
    tally.add_marked("event status other than occurred", statuses, "occurred")
    gold_of = {reading.attributions[j].id: gold.attributions[i].id for i, j in said}
    linked = sum(wanted[i].attribution == gold_of.get(found[j].attribution or "") for i, j in pairs)
    tally.add("event said by (of found)", linked, len(pairs), len(pairs))


def score_readings(pairs: Iterable[tuple[Gold, Reading]]) -> Mapping[str, Score]:
    """Score readings against the gold of the same text; offsets of both point into it.

    Returns:
        The counts of every measure, by name, in the order of `MEASURES`.
    """
    tally = _Tally()
    for gold, reading in pairs:
        _score_entities(tally, gold, reading)
        _score_times(tally, gold, reading)
        _score_quantities(tally, gold, reading)
        said = _score_attributions(tally, gold, reading)
        _score_events(tally, gold, reading, said)
    return {m: Score(right=tally.right[m], wanted=tally.wanted[m], found=tally.found[m]) for m in MEASURES}
