"""Ask the shelf for reports: by words, by what they tell, copies folded under the first of them."""

from collections.abc import Mapping, Sequence

import msgspec

from tarjih.arabic.search import search_words
from tarjih.records.record import Record
from tarjih.store.shelf.shelf import Row, Shelf

__all__ = ["FACETS", "Found", "Wanted", "chosen_facets", "find_reports", "match_of"]

FACETS = ("outlet", "type", "place", "actor", "origin", "told", "happened")
_BY_VALUE = {"told", "happened"}  # months stand in their order, the rest by how many reports they have
_MOST_VALUES = 12
_FACET_ROWS = """
SELECT facet.kind, facet.value, count(*) AS reports,
    coalesce(actor.name, origin.name, facet.value) AS name
FROM facet
LEFT JOIN actor ON facet.kind = 'actor' AND actor.key = facet.value
LEFT JOIN origin ON facet.kind = 'origin' AND origin.id = facet.value
{where}
GROUP BY facet.kind, facet.value
"""


class Wanted(Record, frozen=True, kw_only=True):
    """What is asked for: words, all of them, and values of facets, one of each kind."""

    words: str = ""
    facets: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    page: int = 1
    size: int = 40


class Found(Record, frozen=True, kw_only=True):
    """What was found: one row for each text, with how many reports carry it, and how to narrow it down."""

    rows: tuple[Row, ...]
    texts: int
    reports: int
    facets: dict[str, tuple[Row, ...]]


def find_reports(shelf: Shelf, wanted: Wanted) -> Found:
    """Find reports, the newest first.

    Args:
        shelf: The shelf of the case.
        wanted: What is asked for; words that hold no letter ask for nothing.
    """
    where, values = _conditions(wanted)
    counted = shelf.one(
        f"SELECT count(DISTINCT leader) AS texts, count(*) AS reports FROM report {where}", values
    )
    rows = shelf.ask(
        "SELECT first.*, found.copies FROM (SELECT leader, count(*) AS copies, max(published) AS newest"
        f" FROM report {where} GROUP BY leader ORDER BY newest DESC, leader LIMIT ? OFFSET ?) AS found"
        " JOIN report AS first ON first.id = found.leader ORDER BY found.newest DESC, found.leader",
        [*values, wanted.size, (wanted.page - 1) * wanted.size],
    )
    return Found(
        rows=tuple(rows),
        texts=counted["texts"] if counted else 0,
        reports=counted["reports"] if counted else 0,
        facets=_facets(shelf, where, values),
    )


def match_of(words: str) -> str:
    """Return the words as the index is asked for them, "" where there are none."""
    return " ".join(f'"{word}"' for word in search_words(words))


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    if match := match_of(wanted.words):
        parts.append("no IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(match)
    for kind, chosen in sorted(wanted.facets.items()):
        marks = ", ".join("?" * len(chosen))
        parts.append(f"no IN (SELECT report FROM facet WHERE kind = ? AND value IN ({marks}))")
        values += [kind, *chosen]
    return (f"WHERE {' AND '.join(parts)}" if parts else "", values)


def _facets(shelf: Shelf, where: str, values: Sequence[object]) -> dict[str, tuple[Row, ...]]:
    inside = f"WHERE facet.report IN (SELECT no FROM report {where})" if where else ""
    found: dict[str, list[Row]] = {}
    for row in shelf.ask(_FACET_ROWS.format(where=inside), values):
        found.setdefault(row["kind"], []).append(row)
    return {kind: _first(found[kind], kind=kind) for kind in FACETS if kind in found}


def _first(rows: Sequence[Row], *, kind: str) -> tuple[Row, ...]:
    if kind in _BY_VALUE:
        return tuple(sorted(rows, key=lambda r: str(r["value"]), reverse=True)[:_MOST_VALUES])
    return tuple(sorted(rows, key=lambda r: (-r["reports"], str(r["name"])))[:_MOST_VALUES])


def chosen_facets(query: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the values of facets that an address asks for."""
    return {kind: tuple(sorted(set(query[kind]))) for kind in FACETS if query.get(kind)}
