"""Ask the shelf for reports: by words, by what they tell, copies folded under the first of them."""

from collections.abc import Mapping, Sequence

import msgspec

from tarjih.arabic.search import search_words
from tarjih.records.record import Record
from tarjih.store.shelf.counting import FacetCount
from tarjih.store.shelf.shelf import Row, Shelf

__all__ = ["FACETS", "Found", "Wanted", "chosen_facets", "find_reports", "match_of"]

FACETS = ("outlet", "type", "place", "actor", "origin", "told", "happened")
_BY_VALUE = {"told", "happened"}  # months stand in their order, the rest by how many reports they have
_MOST_VALUES = 12


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
    facets: dict[str, tuple[FacetCount, ...]]


def find_reports(shelf: Shelf, wanted: Wanted) -> Found:
    """Find reports, the newest first.

    Args:
        shelf: The shelf of the case.
        wanted: What is asked for; words that hold no letter ask for nothing.
    """
    index = shelf.index()
    chosen = index.every()
    if match := match_of(wanted.words):
        chosen &= index.matching(match, shelf)
    for kind, values in wanted.facets.items():
        chosen &= index.having(kind, values)
    texts, copies = index.texts(chosen)
    start = (wanted.page - 1) * wanted.size
    shown = slice(start, start + wanted.size)
    counts = index.count(chosen)
    return Found(
        rows=_rows(shelf, texts[shown].tolist(), copies[shown].tolist()),
        texts=len(texts),
        reports=int(chosen.sum()),
        facets={kind: _first(counts[kind], kind=kind) for kind in FACETS if kind in counts},
    )


def _rows(shelf: Shelf, numbers: Sequence[int], copies: Sequence[int]) -> tuple[Row, ...]:
    """Return the rows of some reports in the order given, each with how many carry its text."""
    if not numbers:
        return ()
    marks = ", ".join(["(?, ?, ?)"] * len(numbers))
    found = shelf.ask(
        f"WITH found (no, copies, place) AS (VALUES {marks})"
        " SELECT report.*, found.copies FROM found JOIN report USING (no) ORDER BY place",
        [v for place, pair in enumerate(zip(numbers, copies, strict=True)) for v in (*pair, place)],
    )
    return tuple(found)


def match_of(words: str) -> str:
    """Return the words as the index is asked for them, "" where there are none."""
    return " ".join(f'"{word}"' for word in search_words(words))


def _first(counts: Sequence[FacetCount], *, kind: str) -> tuple[FacetCount, ...]:
    if kind in _BY_VALUE:
        return tuple(sorted(counts, key=lambda c: c.value, reverse=True)[:_MOST_VALUES])
    return tuple(sorted(counts, key=lambda c: (-c.reports, c.name))[:_MOST_VALUES])


def chosen_facets(query: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the values of facets that an address asks for."""
    return {kind: tuple(sorted(set(query[kind]))) for kind in FACETS if query.get(kind)}
