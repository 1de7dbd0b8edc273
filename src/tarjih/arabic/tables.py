"""Tables: the compiled table of forms, and the rows of number words.

A module of its own: rows are read by msgspec, which needs classes that mypyc leaves alone.
"""

from functools import cache
from typing import Literal

import msgspec

from tarjih.lexicons import load, load_compiled
from tarjih.lexicons.own_places import own_places

__all__ = ["Entry", "FormTable", "NumberKind", "NumberRow", "form_table", "number_rows"]

_ARTICLE = "\u0627\u0644"
_SHORTEST = 3  # of a name with its article
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
    return _with_own_places(table)


def _with_own_places(table: FormTable) -> FormTable:
    """Add the forms of the user's own places; names that have the article count without it behind lam."""
    own = own_places().forms
    if not own:
        return table
    entries = list(table.entries)
    words, phrases = dict(table.words), dict(table.phrases)
    for row, forms in own.items():
        whole, cut = Entry("places", row, "name"), Entry("places", row, "name", (), article=True)
        number = len(entries)
        entries += (whole, cut)
        for first, *rest in forms:
            ways = [(first, number)]
            if first.startswith(_ARTICLE) and len(first) > _SHORTEST:
                ways.append((first[len(_ARTICLE) :], number + 1))
            for key, entry in ways:
                if rest:
                    phrases[key] = (*phrases.get(key, ()), (tuple(rest), entry))
                else:
                    words[key] = (*words.get(key, ()), entry)
    return FormTable(entries=tuple(entries), words=words, phrases=phrases)


@cache
def number_rows() -> dict[str, NumberRow]:
    """Return the rows of the number words by id."""
    return {row.id: row for row in load("reading/number_words.tsv", NumberRow)}
