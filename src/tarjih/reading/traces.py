"""Traces: the lexicon rows that made a result of reading, each as "table:row".

They are looked up once more where a result is written, from its words and its rule, so that no rule of
the grammar has to carry them along.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from tarjih.lexicons import load
from tarjih.reading.bodies import Found
from tarjih.reading.naming import UsualRow, actors
from tarjih.records.page import Words

__all__ = ["mention_rows", "quantity_rows", "time_rows"]

_PLACE_TABLES = ("places_extra", "countries", "places")
_TITLE_REACH = 8  # words between a title and the name it belongs to
# which tables a name's own words may come from, by the part of its rule before ":"
_TABLES: Mapping[str, tuple[str, ...]] = {
    "actor": ("actors",),
    "homonym": ("homonyms", "actors"),
    "body": ("bodies",),
    "place": _PLACE_TABLES,
    "nominal": ("nominals",),
    "person": ("given_names", "name_links"),
    "person-titled": ("given_names", "name_links"),
}
_OFFICE = "nominal:office"
_TIME_TABLES = (
    "relative_dates",
    "named_days",
    "months",
    "weekdays",
    "time_units",
    "time_words",
    "number_words",
)
# rules that read a word for a unit as a length or a whole, not as the day that is written alike
_OF_UNITS = frozenset(("unit", "length", "ago", "vague", "year", "years", "portion", "decade"))
_CLOCK = "clock"
_UNITS_FIRST = ("time_units", *(table for table in _TIME_TABLES if table != "time_units"))
_WORDS_FIRST = ("time_words", *(table for table in _TIME_TABLES if table != "time_words"))
_QUANTITY_TABLES = ("quantity_words", "number_words", "counted_nouns")


def mention_rows(words: Words, f: Found) -> tuple[str, ...]:
    """Return the rows that made a name: its type word or title first, then the name's own."""
    kind, _, detail = f.rule.partition(":")
    rows: list[str] = []
    if kind == "typed":
        rows.append(f"name_types:{detail}")
    elif f.rule == _OFFICE:
        return _first_rows(words, f.first, f.end, tables=("titles", "nisbas"))
    elif kind == "person-titled":
        rows += _title_before(words, f.first)
    rows += _first_rows(words, f.first, f.end, tables=_TABLES.get(kind, ()))
    if kind == "body":
        rows += _country_rows(words, f)
    elif f.row:
        rows += _named_rows(words, f, noun=detail if kind == "nominal" else "")
    return tuple(dict.fromkeys(rows))


def time_rows(words: Words, first: int, end: int, *, rule: str) -> tuple[str, ...]:
    """Return the rows that an expression of time is made of, word by word, one for each."""
    tables = _UNITS_FIRST if rule in _OF_UNITS else _WORDS_FIRST if rule == _CLOCK else _TIME_TABLES
    return _first_rows(words, first, end, tables=tables, one_each=True)


def quantity_rows(words: Words, first: int, end: int) -> tuple[str, ...]:
    """Return the rows for the number, its bound and what is counted."""
    return _first_rows(words, first, end, tables=_QUANTITY_TABLES, one_each=True)


def _first_rows(
    words: Words, first: int, end: int, *, tables: Iterable[str], one_each: bool = False
) -> tuple[str, ...]:
    """Return the longest row of each table at words `[first, end)`, or of the first table that has one."""
    rows: list[str] = []
    i = first
    while i < end:
        hits, width = words.hits[i], 1
        if hits:
            for table in tables:
                found = hits.get(table)
                if found is None or i + found[0].last >= end:
                    continue
                rows.append(f"{table}:{found[0].row}")
                if one_each:
                    width = 1 + found[0].last
                    break
        i += width
    return tuple(dict.fromkeys(rows))


def _title_before(words: Words, first: int) -> list[str]:
    """Return the title that stands before a person, the nearest one."""
    start = words.sentences[words.sentence_of[first]].first
    for i in range(first - 1, max(start, first - _TITLE_REACH) - 1, -1):
        if found := words.hits[i].get("titles"):
            return [f"titles:{found[0].row}"]
    return []


def _country_rows(words: Words, f: Found) -> list[str]:
    """Return the row that gives a state's body its country."""
    if f.head is None or f.head[1] >= f.end:
        return []
    return list(_first_rows(words, f.head[1], f.end, tables=("nisbas", "countries", "places_extra")))


def _named_rows(words: Words, f: Found, *, noun: str) -> list[str]:
    """Return the row of the one who is named: an actor, the candidates of a place, what a noun stands for."""
    row = f.row or ""
    # a noun that points back at nobody means what it usually does in reports on one country
    rows = [f"usual:{usual}" for usual in _usual_ids().get((noun, row), ())] if f.head is None else []
    if row in actors():
        rows.append(f"actors:{row}")
    if f.nominal or f.head is None:
        return rows
    wanted = row.split("|")
    hits = words.hits[f.head[0]]
    return rows + [f"{t}:{hit.row}" for t in _PLACE_TABLES for hit in hits.get(t, ()) if hit.row in wanted]


@cache
def _usual_ids() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the ids of the rows of usual.tsv by noun and what it means."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in load("reading/usual.tsv", UsualRow):
        key = (row.nominal, row.row)
        found[key] = (*found.get(key, ()), row.id)
    return found
