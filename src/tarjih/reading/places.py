"""Put the places of a report on the map: choose among namesakes, or leave them open.

The type word ("محافظة", "بلدة"), then the other places of the report decide: their countries, then how
near they are. What is still open after that stays unresolved, with its candidates: there is no silent
fall-back to the best-known namesake.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from tarjih.reading.naming import places, types
from tarjih.records.place import Place
from tarjih.records.reading import Mention

__all__ = ["PlaceChoice", "Setting", "choose_place", "count_countries"]

# A namesake this many times larger wins inside one country: "حلب" is the city.
_LARGER = 5
_PROVINCE_TYPES = frozenset(("t-governorate",))
_TOWN_TYPES = frozenset(("t-city", "t-town", "t-village"))
_WIDE = frozenset(("province", "region", "country", "river"))
_GAZETTEER = "g"  # ids of towns that have no row of our own
# Beside a place this many times larger that has a row of its own, a town without one is never meant
# unless only its country is spoken of.
_FAMOUS = 100
_NEAR_KM = 60.0  # a quarter or a village and the city whose report it is
_KM_PER_DEGREE = 111.2


class PlaceChoice:
    """What a mention stands for: one place, or the candidates that could not be told apart."""

    __slots__ = ("candidates", "place", "precision", "rule")

    def __init__(
        self,
        *,
        place: Place | None,
        precision: str | None,
        candidates: tuple[str, ...] = (),
        rule: str = "",
    ) -> None:
        self.place = place
        self.precision = precision
        self.candidates = candidates
        self.rule = rule


def _is_doubtful(place: Place) -> bool:
    """Say whether a place counts only where something else speaks for it."""
    return place.needs in {"type", "context"}


def _type_of(mention: Mention) -> str:
    """Return the id of the type word that stands before a place, "" where none does."""
    head, _, row = mention.rule.partition(":")
    return row if head == "typed" else ""


class Setting(Counter[str]):
    """Where a report plays: how often it speaks of each country, and its towns that are beyond doubt."""

    def __init__(self, anchors: tuple[Place, ...] = ()) -> None:
        """Begin with no country."""
        super().__init__()
        self.anchors = anchors


def _anchors(mentions: tuple[Mention, ...]) -> tuple[Place, ...]:
    """Return the towns and quarters whose names stand for one, whatever province is called so too."""
    table = places()
    found: list[Place] = []
    for row in dict.fromkeys(m.row for m in mentions if m.kind == "PLACE" and m.row and not m.nominal):
        rows = [table[part] for part in row.split("|") if part in table]
        rows = [place for place in rows if place.kind not in _WIDE]
        if len(rows) == 1 and not _is_doubtful(rows[0]):
            found.append(rows[0])
    return tuple(found)


def count_countries(mentions: tuple[Mention, ...]) -> Setting:
    """Count the countries of the places that have one candidate, and of states' bodies."""
    table = places()
    counts = Setting(_anchors(mentions))
    for mention in mentions:
        if mention.row is None or mention.nominal:
            continue
        if mention.kind == "PLACE":
            rows = [table[row] for row in mention.row.split("|") if row in table]
            countries = {place.country for place in rows}
            # what needs the country to be spoken of cannot speak for it
            if len(countries) == 1 and not all(map(_is_doubtful, rows)):
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


def _famous(rows: list[Place], counts: Mapping[str, int]) -> list[Place]:
    """Drop towns without a row of their own beside a far larger place that has one."""
    largest = max((p.population for p in rows if not p.id.startswith(_GAZETTEER)), default=0)
    spoken = any(counts.get(p.country or "") for p in rows if p.population == largest)
    kept = [p for p in rows if not p.id.startswith(_GAZETTEER) or p.population * _FAMOUS > largest]
    return kept if kept and (spoken or not any(counts.get(p.country or "") for p in rows)) else rows


def _near(rows: list[Place], anchors: Sequence[Place]) -> list[Place]:
    """Keep the places near another place of the report, if some are and some are not."""
    kept = [p for p in rows if any(_kilometres(p, other) <= _NEAR_KM for other in anchors)]
    return kept or rows


def _kilometres(one: Place, other: Place) -> float:
    """Return about how far two places are apart."""
    north = one.lat - other.lat
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return _KM_PER_DEGREE * math.hypot(north, east)


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
        counts: How often the report speaks of each country; with a `Setting`, nearness counts too.

    Returns:
        The place with its precision; without a place where no list knows it or several are left.
    """
    table = places()
    anchors = counts.anchors if isinstance(counts, Setting) else ()
    type_row = _type_of(mention)
    rows = [table[row] for row in (mention.row or "").split("|") if row in table]
    if not rows:
        kind = types()[type_row].code if type_row in types() else None
        return PlaceChoice(place=None, precision=kind, rule="unlisted")
    for narrow in (
        lambda r: _fitting_type(r, type_row),
        lambda r: _famous(r, counts),
        lambda r: _in_country(r, counts),
        lambda r: _near(r, anchors),
        _largest,
    ):
        if len(rows) > 1:
            rows = narrow(rows)
    if len(rows) == 1 and _is_supported(rows[0], counts):
        return PlaceChoice(place=rows[0], precision=_precision(rows[0], type_row), rule="chosen")
    return PlaceChoice(place=None, precision=None, candidates=tuple(p.id for p in rows), rule="open")


def _is_supported(place: Place, counts: Mapping[str, int]) -> bool:
    """Say whether the report speaks of a doubtful place's country, or of no country at all."""
    if place.country is None or not _is_doubtful(place):
        return True
    return bool(counts.get(place.country)) or not any(counts.values())
