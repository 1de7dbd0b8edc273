"""Facts: what a retelling keeps of a report when no run of words is left: days, numbers, names and places."""

import datetime as dt

import msgspec

from tarjih.fusion.passages import common_stems, stem_hash
from tarjih.fusion.slots import RADIUS, Sheet, days_of_value, entity_key, name_key

__all__ = ["FEWEST_WORDS", "Facts", "facts_of"]

FEWEST_WORDS = 30  # shorter texts have too few facts to be known by
_COMMON_WEIGHT = 0.2  # of a word that most reports have, against 1 for the others


class Facts(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """The facts of one report, and hashes of the stems of its words: `stems` tell, `common` hardly do."""

    days: frozenset[str]
    numbers: frozenset[float]
    names: frozenset[str]
    places: frozenset[str]
    outlets: frozenset[str]
    stems: frozenset[int]
    common: frozenset[int]
    published: int | None

    @property
    def count(self) -> int:
        """Return how many facts a report has."""
        return len(self.days) + len(self.numbers) + len(self.names) + len(self.places)

    @property
    def weight(self) -> float:
        """Return the weight of all words of a report."""
        return len(self.stems) + _COMMON_WEIGHT * len(self.common)

    def shared(self, other: "Facts") -> tuple[int, int, int, int]:
        """Count the facts of each kind that two reports share."""
        return (
            len(self.days & other.days),
            len(self.numbers & other.numbers),
            len(self.names & other.names),
            len(self.places & other.places),
        )

    def share(self, other: "Facts") -> float:
        """Return the larger of the two weighted shares of words in common."""
        both = len(self.stems & other.stems) + _COMMON_WEIGHT * len(self.common & other.common)
        return both / max(min(self.weight, other.weight), 1.0)


def facts_of(sheet: Sheet) -> Facts:
    """Gather the facts of one report."""
    reading = sheet.reading
    entities = reading.entities
    dated = [t.value[:10] for t in reading.times if t.value and (d := days_of_value(t.value)) and _is_day(d)]
    near = {k for k, radius in RADIUS.items() if radius <= RADIUS["district"]}
    cited = {s.entity for a in reading.attributions for s in a.sources}
    outlets = {name_key(e.name) for e in entities if e.kind == "OUTLET" and e.id in cited}
    outlets |= {name_key(p.name) for p in reading.provenance if p.kind == "outlet"}
    outlets -= {name_key(reading.outlet or "")}
    stems = {stem_hash(key) for key in sheet.passages.keys if len(key) > 2}
    return Facts(
        days=frozenset(dated),
        numbers=frozenset(
            float(q.min) for q in reading.quantities if q.min is not None and q.min == q.max and q.min > 2
        ),
        names=frozenset(entity_key(e) for e in entities if e.kind not in {"OUTLET", "PLACE"}),
        places=frozenset(entity_key(e) for e in entities if e.kind == "PLACE" and e.precision in near),
        outlets=frozenset(outlets - {""}),
        stems=frozenset(stems - common_stems()),
        common=frozenset(stems & common_stems()),
        published=reading.published.toordinal() if reading.published else None,
    )


def _is_day(days: tuple[dt.date, dt.date]) -> bool:
    first, end = days
    return (end - first).days == 1
