"""Put the places of a report on the map: choose among namesakes, or leave them open.

The type word ("محافظة", "بلدة"), then the other places of the report decide. What is still open after
that stays unresolved, with its candidates: there is no silent fall-back to the best-known namesake.
"""

from collections import Counter
from collections.abc import Mapping

from tarjih.reading.naming import places, types
from tarjih.records.place import Place
from tarjih.records.reading import Mention
from tarjih.records.record import Record

__all__ = ["PlaceChoice", "choose_place", "count_countries"]

# A namesake this many times larger wins inside one country: "حلب" is the city.
_LARGER = 5
_PROVINCE_TYPES = frozenset(("t-governorate",))
_TOWN_TYPES = frozenset(("t-city", "t-town", "t-village"))
_WIDE = frozenset(("province", "region", "country", "river"))


class PlaceChoice(Record, frozen=True, kw_only=True):
    """What a mention stands for: one place, or the candidates that could not be told apart."""

    place: Place | None
    precision: str | None
    candidates: tuple[str, ...] = ()
    rule: str = ""


def _type_of(mention: Mention) -> str:
    """Return the id of the type word that stands before a place, "" where none does."""
    head, _, row = mention.rule.partition(":")
    return row if head == "typed" else ""


def count_countries(mentions: tuple[Mention, ...]) -> Counter[str]:
    """Count the countries of the places that have one candidate, and of states' bodies."""
    table = places()
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.row is None or mention.nominal:
            continue
        if mention.kind == "PLACE":
            countries = {table[row].country for row in mention.row.split("|") if row in table}
            if len(countries) == 1:
                counts[countries.pop() or ""] += 1
        elif "/" in mention.row:
            counts[mention.row.partition("/")[2]] += 1
    del counts[""]
    return counts


def _fitting_type(rows: list[Place], type_row: str) -> list[Place]:
    """Keep the places that the type word allows; all of them where it allows none."""
    if type_row in _PROVINCE_TYPES:
        kept = [p for p in rows if p.kind == "province"]
    elif type_row in _TOWN_TYPES:
        kept = [p for p in rows if p.kind not in _WIDE]
    else:
        kept = []
    return kept or rows


def _in_country(rows: list[Place], counts: Mapping[str, int]) -> list[Place]:
    """Keep the places in the country that the report speaks of most."""
    most = max(counts.get(p.country or "", 0) for p in rows)
    return [p for p in rows if counts.get(p.country or "", 0) == most] if most else rows


def _largest(rows: list[Place]) -> list[Place]:
    """Keep one place of several in one country if it is far larger than the others."""
    if len({p.country for p in rows}) > 1:
        return rows
    own = [p for p in rows if not p.id.startswith("g")]
    if own:
        rows = own
    ranked = sorted(rows, key=lambda p: (-p.population, p.id))
    if len(ranked) > 1 and ranked[0].population >= _LARGER * max(ranked[1].population, 1):
        return ranked[:1]
    return rows


def _precision(place: Place, type_row: str) -> str:
    if type_row in _PROVINCE_TYPES and place.kind == "town":
        return "province"
    return place.kind


def choose_place(mention: Mention, counts: Mapping[str, int]) -> PlaceChoice:
    """Choose the place that a mention stands for.

    Args:
        mention: A mention of kind PLACE; its `row` holds the ids of the candidates.
        counts: How often the report speaks of each country.

    Returns:
        The place with its precision; without a place where no list knows it or several are left.
    """
    table = places()
    type_row = _type_of(mention)
    rows = [table[row] for row in (mention.row or "").split("|") if row in table]
    if not rows:
        kind = types()[type_row].code if type_row in types() else None
        return PlaceChoice(place=None, precision=kind, rule="unlisted")
    for narrow in (lambda r: _fitting_type(r, type_row), lambda r: _in_country(r, counts), _largest):
        if len(rows) > 1:
            rows = narrow(rows)
    if len(rows) == 1:
        return PlaceChoice(place=rows[0], precision=_precision(rows[0], type_row), rule="chosen")
    return PlaceChoice(place=None, precision=None, candidates=tuple(p.id for p in rows), rule="open")
