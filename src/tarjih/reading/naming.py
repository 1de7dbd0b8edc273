"""What the lexicons of names say of one written form; worked out once per form.

The grammar of names reads these facts only, never the lexicon rows themselves.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from tarjih.arabic.orthography import fold
from tarjih.lexicons import load, load_compiled
from tarjih.reading.wordlist import is_ordinary
from tarjih.records.page import Hit, Word, Words
from tarjih.records.place import Place
from tarjih.records.reading import Kind

__all__ = [
    "ActorRow",
    "BodyRow",
    "CountryRow",
    "Facts",
    "HomonymRow",
    "NominalRow",
    "TitleRow",
    "TypeRow",
    "UsualRow",
    "actors",
    "bodies",
    "capitals",
    "countries",
    "facts_of",
    "homonyms",
    "is_dull",
    "nisba_counts",
    "nominals",
    "place_hits",
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
    "title" (a title before, or the full name earlier), "country=XX" (the report is about XX).
    """

    id: str
    pos: str
    forms: str
    actor: str
    needs: str
    source: str


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
    return {row.id: row for row in rows}


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
def _nisbas() -> Mapping[str, str]:
    return {row.id: row.country or f"~{row.id}" for row in load("reading/nisbas.tsv", NisbaRow)}


@cache
def _given_names() -> Mapping[str, tuple[bool, frozenset[str]]]:
    """Return for each given name whether it is an ordinary word too, and how it may end as written."""
    return {
        row.id: (bool(row.weak), frozenset(row.forms.split("|")))
        for row in load("reading/given_names.tsv", GivenRow)
    }


@cache
def _given_keys() -> frozenset[str]:
    return frozenset(
        fold(form) for row in load("reading/given_names.tsv", GivenRow) for form in row.forms.split("|")
    )


@cache
def _links() -> Mapping[str, str]:
    return {row.id: row.kind for row in load("reading/name_links.tsv", LinkRow)}


class Facts(msgspec.Struct, frozen=True):
    """What may be said of one form in a name, wherever it stands.

    `ends` says that a name cannot go on at this word; `given` is "" or "weak" or "strong"; `link` the
    kind of a word inside names; `nisba` the country of an adjective of nationality ("~kurd" for those
    of no state, None if it is no such adjective). `article` says that the word stands with the article,
    `unknown` that no word list knows it, `dull` that nothing in it can begin a name. `verb` says that it
    may be a finite verb, `family` that it is a given name with the article, as family names are,
    `listed` that lexicons of other things than names know it, `starter` that it may be a name listed whole.
    """

    ends: bool = False
    given: Literal["", "weak", "strong"] = ""
    link: str = ""
    title: str = ""
    nisba: str | None = None
    article: bool = False
    unknown: bool = False
    dull: bool = True
    verb: bool = False
    family: bool = False
    listed: bool = False
    starter: bool = False
    before: str = ""
    cue: str = ""


_ALI = "\u0639\u0644\u064a"  # the name is written with yeh, the preposition mostly without dots
_KAF = "\u0643"
_TA_MARBUTA = "\u0629"
_MAQSURA = "\u0649"
_ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_NAME_BEFORE = frozenset((
    "",
    "\u0648",
    "\u0644",
    "\u0628",
    "\u0641",
    "\u0643",
    "\u0648\u0644",
    "\u0648\u0628",
))
_CLOSED = ("name_stops", "prepositions", "clause_openers", "joints")
_STARTERS = ("actors", "homonyms", "bodies", "name_types", "places", "places_extra", "countries", "nominals")
_NAME_TABLES = frozenset((*_STARTERS, "given_names", "name_links", "nisbas", "titles", "place_cues"))
# a baker is a witness and a family name: lists of people by trade say nothing against a name
_UNTELLING = _NAME_TABLES | {"source_nouns", "human_nouns"}
_TANWIN = ("\u064b", "\u064b\u0627")
_memory: dict[str, Facts] = {}
_LARGEST_MEMORY = 200_000


def facts_of(word: Word) -> Facts:
    """Return the facts of a written form; remembered by form."""
    facts = _memory.get(word.form)
    if facts is None:
        if len(_memory) >= _LARGEST_MEMORY:
            _memory.clear()
        facts = _memory[word.form] = _work_out(word)
    return facts


def _is_verb(word: Word) -> bool:
    """Say whether some hit of the cues or triggers is a finite verb; none ends in ta marbuta."""
    return word.form[-1] != _TA_MARBUTA and any(
        feature.startswith(("past", "ind", "sub", "juss"))
        for table in ("cues", "triggers")
        for hit in word.hits.get(table, ())
        for feature in hit.features
    )


def _given(word: Word) -> tuple[Literal["", "weak", "strong"], str]:
    """Return how sure a form is a given name, and the particles before it."""
    best: tuple[Literal["", "weak", "strong"], str] = ("", "")
    for hit in word.hits.get("given_names", ()):
        if hit.before not in _NAME_BEFORE:
            continue
        weak, forms = _given_names()[hit.row]
        # the key makes no difference between the name Ali and the particle "on"; the writing does
        if word.form[-1] == _MAQSURA and not any(form.endswith(_MAQSURA) for form in forms):
            continue
        if hit.before and hit.before != "\u0648":
            weak = True
        if not weak:
            return "strong", hit.before
        best = ("weak", hit.before)
    return best


def _nisba(word: Word) -> str | None:
    for hit in word.hits.get("nisbas", ()):
        if not hit.after:
            return _nisbas()[hit.row]
    return None


def _work_out(word: Word) -> Facts:
    if word.kind != "word":
        return Facts(ends=True, dull=word.kind != "latin" or not any(t in word.hits for t in _STARTERS))
    hits = word.hits
    stop = any(
        hit.before in {"", "\u0648", "\u0641"} and not hit.after and not hit.features
        for table in _CLOSED
        for hit in hits.get(table, ())
    )
    given, before = _given(word)
    if stop and given == "weak" and word.form != _ALI:
        given = ""
    verb = _is_verb(word)
    link = next((_links()[h.row] for h in hits.get("name_links", ()) if h.before in _NAME_BEFORE), "")
    title = next((h.row for h in hits.get("titles", ()) if not h.after), "")
    nisba = _nisba(word)
    article = word.key.startswith(_ARTICLES) or any(
        s[0].endswith(_ARTICLES) for s in word.stems if len(s[1]) > 2
    )
    starter = any(table in hits for table in _STARTERS)
    bare = any(hit.before in {"", "\u0648"} for table in _STARTERS for hit in hits.get(table, ()))
    listed = any(table not in _UNTELLING for table in hits) or word.form.endswith(_TANWIN)
    unknown = not (
        stop
        or verb
        or given
        or bare
        or listed
        or title
        or nisba is not None
        or is_ordinary(word.key, word.stems)
    )
    cue = next(
        (
            h.row
            for h in hits.get("place_cues", ())
            if h.before in {"", "\u0648", "\u0641", "\u0628", "\u0644"}
        ),
        "",
    )
    return Facts(
        ends=stop or (verb and not given),
        given=given,
        link=link,
        title=title,
        nisba=nisba,
        article=article,
        unknown=unknown,
        dull=not (starter or given or link or title or unknown),
        verb=verb,
        family=any(b.endswith(_ARTICLES) and not a and stem in _given_keys() for b, stem, a in word.stems),
        listed=listed,
        starter=bare,
        before=before,
        cue=cue,
    )


_PLACE_TABLES = ("places_extra", "countries", "places")
_NAMING = frozenset((*_STARTERS, "titles", "given_names", "name_links"))


def is_dull(words: Words, i: int, facts: Facts) -> bool:
    """Say whether neither word i nor a phrase that begins there can begin a name."""
    return facts.dull and (not words.words[i].phrases or words.hits[i].keys().isdisjoint(_NAMING))


def nisba_counts(words: Words) -> Counter[str]:
    """Count the countries of the adjectives of nationality in a report."""
    counts: Counter[str] = Counter()
    for word in words.words:
        if "nisbas" in word.hits:
            nisba = facts_of(word).nisba
            if nisba:
                counts[nisba] += 1
    return counts


def place_hits(words: Words, i: int) -> list[Hit]:
    """Return the gazetteer hits that begin at word i, the longest first, own rows before towns at large."""
    hits = words.hits[i]
    if hits.keys().isdisjoint(_PLACE_TABLES):
        return []
    found = [hit for table in _PLACE_TABLES for hit in hits.get(table, ()) if _KAF not in hit.before]
    found.sort(key=lambda hit: (-hit.last, len(hit.before)))
    return found
