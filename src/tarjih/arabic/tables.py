"""Tables: the compiled table of forms, and the rows of number words.

A module of its own: rows are read by msgspec, which needs classes that mypyc leaves alone.
"""

from functools import cache
from typing import Literal

import msgspec

from tarjih.lexicons import load, load_compiled

__all__ = ["Entry", "FormTable", "NumberKind", "NumberRow", "form_table", "number_rows"]

NumberKind = Literal[
    "digits",
    "unit",
    "one_of",
    "ten",
    "tens",
    "hundred",
    "scale",
    "scale_alef",
    "scale_two",
    "scales",
    "vague",
    "fraction",
    "ordinal",
]


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One way to write one row: its table, id, part of speech and what the inflection says.

    `article` says that the form lost its article's alef behind the preposition lam ("للرقة").
    """

    table: str
    row: str
    pos: str
    features: tuple[str, ...] = ()
    article: bool = False


class FormTable(msgspec.Struct, frozen=True):
    """The compiled table: `words` by key, `phrases` by the key of their first word.

    A phrase is the keys of its further words and the number of its entry.
    """

    entries: tuple[Entry, ...]
    words: dict[str, tuple[int, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]


class NumberRow(msgspec.Struct, frozen=True):
    """One row of number_words.tsv."""

    id: str
    pos: str
    forms: str
    kind: NumberKind
    value: float
    source: str


@cache
def form_table() -> FormTable:
    """Load the table of all forms that the lexicons list.

    Raises:
        LexiconError: It was never built, or by another version.
    """
    table: FormTable = load_compiled("forms", FormTable)
    return table


@cache
def number_rows() -> dict[str, NumberRow]:
    """Return the rows of the number words by id."""
    return {row.id: row for row in load("reading/number_words.tsv", NumberRow)}
