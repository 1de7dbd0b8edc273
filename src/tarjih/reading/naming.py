"""The rows of the lexicons of names, each table loaded once."""

from collections.abc import Mapping
from functools import cache

import msgspec

from tarjih.arabic.orthography import fold
from tarjih.lexicons import load, load_compiled
from tarjih.lexicons.own_places import own_places
from tarjih.records.place import Place
from tarjih.records.reading import Kind

__all__ = [
    "ActorRow",
    "BodyRow",
    "CountryRow",
    "EndingRow",
    "HomonymRow",
    "NominalRow",
    "TitleRow",
    "TypeRow",
    "UsualRow",
    "actors",
    "bodies",
    "capitals",
    "countries",
    "endings",
    "given_keys",
    "given_names",
    "homonyms",
    "links",
    "nisbas",
    "nominals",
    "places",
    "titles",
    "type_stops",
    "types",
    "usual_rows",
]


class ActorRow(msgspec.Struct, frozen=True):
    """A named body or person: kind, PLOVER actor code, side of the conflict, home country, office."""

    id: str
    pos: str
    forms: str
    name: str
    name_ar: str
    kind: Kind
    source: str
    code: str = ""
    side: str = ""
    country: str = ""
    role: str = ""
    since: str = ""
    until: str = ""


class HomonymRow(msgspec.Struct, frozen=True):
    """A form of an actor that counts only with something beside it.

    `needs`: "type" (a word such as "newspaper" before), "quote" (quotation marks or a type word),
    "title" (a title before, or the full name earlier), "country=XX" (the report is about XX),
    "none" (nothing: a family name that no ordinary word is written like).
    """

    id: str
    pos: str
    forms: str
    actor: str
    needs: str
    source: str
    since: str = ""
    until: str = ""


class BodyRow(msgspec.Struct, frozen=True):
    """A body that every state has; the country comes from the words behind it.

    `needs` is "country" where the form alone is no name. What follows a point in the id only tells rows
    of one body apart.
    """

    id: str
    pos: str
    forms: str
    name: str
    kind: Kind
    code: str
    source: str
    needs: str = ""


class TypeRow(msgspec.Struct, frozen=True):
    """A word that says what kind of thing the name behind it is.

    Before one of the words of `stops` it is an ordinary noun: "the movement of goods".
    """

    id: str
    pos: str
    forms: str
    kind: Kind
    code: str
    extent: str
    source: str
    stops: str = ""


class NominalRow(msgspec.Struct, frozen=True):
    """A definite noun that points back at something named: "the newspaper".

    `needs` is "noun" where only something named with the same noun fits, and "never" for phrases such as
    "the first station" that point at nothing.
    """

    id: str
    pos: str
    forms: str
    kind: Kind
    noun: str
    source: str
    needs: str = ""


class TitleRow(msgspec.Struct, frozen=True):
    """A title, rank, profession or kinship word that stands before a person's name."""

    id: str
    pos: str
    forms: str
    role: str
    kind: str
    source: str


class NisbaRow(msgspec.Struct, frozen=True):
    """An adjective of nationality."""

    id: str
    pos: str
    forms: str
    source: str
    country: str = ""


class GivenRow(msgspec.Struct, frozen=True):
    """A given name; `weak` where it is an ordinary word too."""

    id: str
    pos: str
    forms: str
    tongue: str
    source: str
    gender: str = ""
    weak: str = ""


class EndingRow(msgspec.Struct, frozen=True):
    """How transliterated names end: "-ov", "-ski"."""

    id: str
    ending: str
    source: str


class LinkRow(msgspec.Struct, frozen=True):
    """A word inside names: son of, father of, house of."""

    id: str
    pos: str
    forms: str
    kind: str
    source: str


@cache
def actors() -> Mapping[str, ActorRow]:
    """Return the rows of actors.tsv by id."""
    return {row.id: row for row in load("reading/actors.tsv", ActorRow)}


@cache
def homonyms() -> Mapping[str, HomonymRow]:
    """Return the rows of homonyms.tsv by id."""
    return {row.id: row for row in load("reading/homonyms.tsv", HomonymRow)}


@cache
def bodies() -> Mapping[str, BodyRow]:
    """Return the rows of bodies.tsv by id."""
    return {row.id: row for row in load("reading/bodies.tsv", BodyRow)}


@cache
def types() -> Mapping[str, TypeRow]:
    """Return the rows of name_types.tsv by id."""
    return {row.id: row for row in load("reading/name_types.tsv", TypeRow)}


@cache
def type_stops() -> Mapping[str, frozenset[str]]:
    """Return the keys of the words before which a type word is an ordinary noun, by type."""
    return {row.id: frozenset(fold(word) for word in row.stops.split("|")) for row in types().values()}


@cache
def nominals() -> Mapping[str, NominalRow]:
    """Return the rows of nominals.tsv by id."""
    return {row.id: row for row in load("reading/nominals.tsv", NominalRow)}


class UsualRow(msgspec.Struct, frozen=True):
    """What a noun means in reports about one country even where nobody is named before."""

    id: str
    nominal: str
    country: str
    row: str
    source: str


@cache
def usual_rows() -> Mapping[tuple[str, str], str]:
    """Return the row that a noun means in reports about a country, by (noun, country)."""
    return {(row.nominal, row.country): row.row for row in load("reading/usual.tsv", UsualRow)}


@cache
def titles() -> Mapping[str, TitleRow]:
    """Return the rows of titles.tsv by id."""
    return {row.id: row for row in load("reading/titles.tsv", TitleRow)}


@cache
def places() -> Mapping[str, Place]:
    """Return the gazetteer by id."""
    rows: list[Place] = load_compiled("places", list[Place])
    return {row.id: row for row in (*rows, *own_places().places)}


class CountryRow(msgspec.Struct, frozen=True):
    """A country: `id` is ISO 3166-1 alpha-2, `code` alpha-3."""

    id: str
    pos: str
    forms: str
    name: str
    code: str
    lat: float
    lon: float
    source: str
    needs: str = ""


@cache
def countries() -> Mapping[str, CountryRow]:
    """Return the rows of countries.tsv by ISO code."""
    return {row.id: row for row in load("reading/countries.tsv", CountryRow)}


@cache
def capitals() -> Mapping[str, str]:
    """Return the country whose capital a place is, by place id."""
    return {key: row.country for key, row in places().items() if row.capital and row.country}


@cache
def nisbas() -> Mapping[str, str]:
    """Return the country of each row of nisbas.tsv, "~id" for adjectives of no state."""
    return {row.id: row.country or f"~{row.id}" for row in load("reading/nisbas.tsv", NisbaRow)}


@cache
def given_names() -> Mapping[str, tuple[bool, frozenset[str]]]:
    """Return for each given name whether it is an ordinary word too, and how it may end as written."""
    return {
        row.id: (bool(row.weak), frozenset(row.forms.split("|")))
        for row in load("reading/given_names.tsv", GivenRow)
    }


@cache
def given_keys() -> frozenset[str]:
    """Return the folded forms of all given names."""
    return frozenset(
        fold(form) for row in load("reading/given_names.tsv", GivenRow) for form in row.forms.split("|")
    )


@cache
def links() -> Mapping[str, str]:
    """Return the kind of each row of name_links.tsv."""
    return {row.id: row.kind for row in load("reading/name_links.tsv", LinkRow)}


@cache
def endings() -> tuple[str, ...]:
    """Return how names from abroad end, folded."""
    return tuple(fold(row.ending) for row in load("reading/name_endings.tsv", EndingRow))
