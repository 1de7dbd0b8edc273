"""Gazetteers that a user brings: dumps of GeoNames and administrative tables of OCHA.

A file is taken whole or refused with the row and column that is wrong. What has no Arabic name, and
what our own gazetteer has already, is left out and counted.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, hypot, radians

from tarjih.arabic.orthography import fold
from tarjih.arabic.tables import form_table
from tarjih.errors import InputError
from tarjih.lexicons.own_places import OwnPlaces
from tarjih.reading.naming import places
from tarjih.reading.spellings import arabic_spellings, may_be_word
from tarjih.reading.wordlist import is_listed_whole
from tarjih.records.place import Place
from tarjih.records.record import Record

__all__ = ["Gathered", "gather_places", "join_tables", "read_alternates", "read_gazetteer"]

_GEONAMES_COLUMNS = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude"),
    *("feature_class", "feature_code", "country_code", "cc2"),
    *("admin1_code", "admin2_code", "admin3_code", "admin4_code"),
    *("population", "elevation", "dem", "timezone", "modification_date"),
)
_ALTERNATES_COLUMNS = 4  # id, geonameid, language, name; then flags that newer dumps have more of
_HISTORIC = 7
_ARABIC_TONGUE = "ar"
# Kinds by GeoNames' class and code, the code first; other codes are no places that reports name.
_KINDS = {
    "P": "town",
    "A.ADM1": "province",
    "A.ADM2": "district",
    "A.ADM3": "district",
    "A.ADM4": "district",
    "L.RGN": "region",
    "L.OILF": "point",
    "L.PRT": "point",
    "H.STM": "river",
    "H.LK": "region",
    "H.WAD": "river",
    "T.ISL": "region",
    "T.MT": "point",
    "T.MTS": "region",
    "T.HLL": "point",
    "T.VAL": "region",
    "T.PASS": "point",
}
_POINTS = frozenset("AIRB AIRF AIRP BDG CMPRF CSTM DAM HSP INSM MILB MSQE OILR PRN RECG SQR".split())  # noqa: SIM905
_LEVEL = re.compile(r"adm(?:in)?_?(\d)_?(name)?_?(ar|en|pcode|code)?(?:_?\d*)?", re.IGNORECASE)
_LATITUDES = ("lat", "latitude", "y", "point_y", "centroid_y", "centroid_lat", "center_lat", "y_coord")
_LONGITUDES = tuple(
    "lon long lng longitude x point_x centroid_x centroid_lon center_lon x_coord".split()  # noqa: SIM905
)
_ARABIC_NAMES = ("name_ar", "namear", "arabic_name", "name_arabic", "ppl_ar", "featurename_ar")
_ENGLISH_NAMES = ("name_en", "nameen", "english_name", "name", "ppl_en", "featurename_en")
_CODES = ("pcode", "p_code", "ppl_pcode", "code")
_SAME_KM = 10.0
_WIDE = frozenset(("province", "region", "country", "river"))
_TABLES = frozenset(("places", "places_extra", "countries"))


class Gathered(Record, frozen=True, kw_only=True):
    """What a file held: rows in all, places taken, and rows left out for want of a name or as known."""

    table: OwnPlaces
    rows: int
    taken: int
    nameless: int
    known: int


class _Row(Record, frozen=True, kw_only=True):
    """One row of either kind of file, read but not yet judged."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    kind: str
    lat: float
    lon: float
    population: int = 0


def read_alternates(text: str, *, name: str) -> Mapping[str, tuple[str, ...]]:
    """Read the Arabic names of GeoNames' file of alternate names, by geonameid; historic names are left out.

    Raises:
        InputError: A row has too few columns.
    """
    names: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if len(cells) < _ALTERNATES_COLUMNS:
            raise InputError(
                f"{name}, row {number}: wanted the columns of GeoNames' alternateNames, at least "
                f"{_ALTERNATES_COLUMNS} parted by tabs, found {len(cells)}"
            )
        if cells[2] == _ARABIC_TONGUE and cells[_HISTORIC : _HISTORIC + 1] != ["1"]:
            names[cells[1]] = (*names.get(cells[1], ()), cells[3])
    return names


def read_gazetteer(
    text: str, *, name: str, alternates: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[int, list["_Row"]]:
    """Read a dump of GeoNames or a table of OCHA, told apart by the first row.

    Returns:
        How many rows there are, and those of kinds that reports name.

    Raises:
        InputError: It is neither, or a row is wrong; the message names file, row and column.
    """
    head = text.split("\n", 1)[0]
    if head.count("\t") == len(_GEONAMES_COLUMNS) - 1 and head.split("\t", 1)[0].isdigit():
        lines = text.splitlines()
        return len(lines), list(_geonames(lines, name=name, alternates=alternates or {}))
    if alternates:
        raise InputError(
            f"wanted a dump of GeoNames to go with the alternate names, found another file: {name}"
        )
    return _administrative(text, name=name)


def _geonames(
    lines: Sequence[str], *, name: str, alternates: Mapping[str, tuple[str, ...]]
) -> Iterator["_Row"]:
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) != len(_GEONAMES_COLUMNS):
            raise InputError(
                f"{name}, row {number}: wanted the {len(_GEONAMES_COLUMNS)} columns of a GeoNames dump, "
                f"found {len(cells)}"
            )
        row = dict(zip(_GEONAMES_COLUMNS, cells, strict=True))
        where = f"{name}, row {number}"
        key = str(_whole(row, "geonameid", where=where))
        lat, lon = _degrees(row, "latitude", where=where), _degrees(row, "longitude", where=where)
        population = _whole(row, "population", where=where) if row["population"] else 0
        code = row["feature_code"]
        kind = _KINDS.get(row["feature_class"]) or _KINDS.get(f"{row['feature_class']}.{code}")
        kind = "point" if kind is None and code in _POINTS else kind
        if kind is not None:
            yield _Row(
                id=f"g{key}o",
                name=row["name"],
                names=(row["name"], *row["alternatenames"].split(","), *alternates.get(key, ())),
                country=row["country_code"] or None,
                kind=kind,
                lat=lat,
                lon=lon,
                population=population,
            )


def _whole(row: Mapping[str, str], column: str, *, where: str) -> int:
    value = row[column].strip()
    if not value.isascii() or not value.isdigit():
        raise InputError(f"{where}, column {column}: wanted a whole number, found {value!r}")
    return int(value)


def _degrees(row: Mapping[str, str], column: str, *, where: str, furthest: float = 0.0) -> float:
    value = row[column].strip()
    furthest = furthest or (90.0 if column == "latitude" else 180.0)
    try:
        degrees = float(value)
    except ValueError:
        degrees = 1000.0
    if not -furthest <= degrees <= furthest:
        raise InputError(
            f"{where}, column {column}: wanted degrees between {-furthest:.0f} and {furthest:.0f}, "
            f"found {value!r}"
        )
    return round(degrees, 4)


class _Columns(Record, frozen=True, kw_only=True):
    """Which column of a table of OCHA holds what; "" for one that it lacks."""

    arabic: str
    english: str
    code: str
    country: str
    lat: str
    lon: str
    level: int


def _administrative(text: str, *, name: str) -> tuple[int, list["_Row"]]:
    """Read a table of OCHA: a header, then a row for each area or town."""
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=mark, restkey="")
    columns = _columns([column.strip() for column in reader.fieldnames or ()], name=name)
    reader.fieldnames = [column.strip() for column in reader.fieldnames or ()]
    rows = []
    number = 1
    for number, cells in enumerate(reader, 2):
        where = f"{name}, row {number}"
        if "" in cells or None in cells.values():
            raise InputError(f"{where}: wanted {len(reader.fieldnames)} columns, found another number")
        country = cells[columns.country].strip()[:2].upper() if columns.country else ""
        code = cells[columns.code].strip() if columns.code else ""
        rows.append(
            _Row(
                id=f"go-{(code or f'{country}-{columns.level}-{number}').lower()}",
                name=(cells[columns.english] if columns.english else "") or cells[columns.arabic],
                names=(cells[columns.arabic],),
                country=country or (code[:2].upper() if code[:2].isalpha() else None),
                kind={1: "province", 2: "district", 3: "district"}.get(columns.level, "town"),
                lat=_degrees(cells, columns.lat, where=where, furthest=90.0),
                lon=_degrees(cells, columns.lon, where=where, furthest=180.0),
            )
        )
    return number - 1, rows


def _columns(header: Sequence[str], *, name: str) -> _Columns:
    """Tell the columns of a table of OCHA by their names: the deepest level that has Arabic names counts.

    Raises:
        InputError: Arabic names or coordinates are missing.
    """
    plain = {column.casefold(): column for column in header}
    levels: dict[tuple[int, str], str] = {}
    for column in header:
        match = _LEVEL.fullmatch(column)
        if match is not None:
            said = (match[3] or ("name" if match[2] else "")).casefold().replace("pcode", "code")
            levels.setdefault((int(match[1]), said), column)
    arabic = _first(plain, _ARABIC_NAMES)
    level = 0 if arabic else max((number for number, said in levels if said == "ar"), default=0)
    arabic = arabic or levels.get((level, "ar"), "")
    lat, lon = _first(plain, _LATITUDES), _first(plain, _LONGITUDES)
    for found, wanted in ((arabic, "ADM2_AR or admin2Name_ar"), (lat, "lat"), (lon, "lon")):
        if not found:
            raise InputError(
                f"{name}, row 1: wanted a dump of GeoNames ({len(_GEONAMES_COLUMNS)} columns parted by tabs) "
                f"or a table with a column such as {wanted}, found the columns {', '.join(header)[:200]}"
            )
    return _Columns(
        arabic=arabic,
        english=(levels.get((level, "en")) or levels.get((level, "name")) or _first(plain, _ENGLISH_NAMES)),
        code=levels.get((level, "code"), "") if level else _first(plain, _CODES),
        country=levels.get((0, "code"), ""),
        lat=lat,
        lon=lon,
        level=level,
    )


def _first(plain: Mapping[str, str], names: Iterable[str]) -> str:
    return next((plain[name] for name in names if name in plain), "")


def gather_places(rows: Sequence["_Row"], *, total: int, sources: Mapping[str, str]) -> Gathered:
    """Make a table of the rows that have an Arabic name and that the compiled gazetteer does not have.

    A name that is an ordinary word too counts only behind a word such as "village".

    Args:
        rows: What `read_gazetteer` read.
        total: How many rows the file has.
        sources: The digest of each file that was read, by its name.
    """
    listed = _listed_places()
    kept: dict[str, Place] = {}
    forms: dict[str, tuple[tuple[str, ...], ...]] = {}
    nameless = total - len(rows)
    known = 0
    for row in rows:
        spellings = list(arabic_spellings(row.names))
        if not spellings:
            nameless += 1
            continue
        new = [s for s in spellings if not _is_listed(fold(s), row, listed=listed)]
        if not new:
            known += 1
            continue
        plain = [s for s in new if " " in s or not may_be_word(s, listed=is_listed_whole)]
        for needs, some in (("", plain), ("type", [s for s in new if s not in plain])):
            if some:
                key = row.id + needs[:1]
                kept[key] = _place(row, key, needs=needs)
                forms[key] = tuple(dict.fromkeys(tuple(fold(s).split()) for s in some))
    table = OwnPlaces(
        places=tuple(kept[key] for key in sorted(kept)),
        forms={key: forms[key] for key in sorted(forms)},
        sources=dict(sorted(sources.items())),
    )
    return Gathered(table=table, rows=total, taken=total - nameless - known, nameless=nameless, known=known)


def _place(row: "_Row", key: str, *, needs: str) -> Place:
    return Place(
        id=key,
        name=row.name.strip(),
        country=row.country,
        kind=row.kind,
        lat=row.lat,
        lon=row.lon,
        population=row.population,
        needs=needs,
    )


def _listed_places() -> Mapping[str, tuple[Place, ...]]:
    """Return the compiled places by their folded forms."""
    table = form_table()
    found: dict[str, tuple[Place, ...]] = {}
    gazetteer = places()
    for first, numbers in table.words.items():
        for entry in (table.entries[number] for number in numbers):
            if entry.table in _TABLES and not entry.article:
                found[first] = (*found.get(first, ()), gazetteer[entry.row])
    for first, rests in table.phrases.items():
        for rest, number in rests:
            entry = table.entries[number]
            if entry.table in _TABLES and not entry.article:
                key = " ".join((first, *rest))
                found[key] = (*found.get(key, ()), gazetteer[entry.row])
    return found


def _is_listed(key: str, row: "_Row", *, listed: Mapping[str, tuple[Place, ...]]) -> bool:
    """Say whether the compiled gazetteer has a place of this name and sort about here."""
    return any(
        (place.kind in _WIDE) == (row.kind in _WIDE)
        and (place.kind in _WIDE or _kilometres(place, row) <= _SAME_KM)
        and place.country in {row.country, None}
        for place in listed.get(key, ())
    )


def _kilometres(place: Place, row: "_Row") -> float:
    return 111.2 * hypot(place.lat - row.lat, (place.lon - row.lon) * cos(radians(row.lat)))


def join_tables(old: OwnPlaces, new: OwnPlaces) -> OwnPlaces:
    """Join two tables; of a place that both have, the new row counts."""
    kept = {place.id: place for place in (*old.places, *new.places)}
    forms = {**old.forms, **new.forms}
    return OwnPlaces(
        places=tuple(kept[key] for key in sorted(kept)),
        forms={key: forms[key] for key in sorted(forms)},
        sources=dict(sorted({**old.sources, **new.sources}.items())),
    )
