"""Look a written form up in all lexicon tables at once.

`tools/build_tables.py` compiles every TSV that has the columns `pos` and `forms` into one table of forms.
Here a form is folded, its particles and pronouns are peeled in every way, and a split counts only if
some row knows the stem and its part of speech may carry those particles.
"""

from typing import Literal

import msgspec

from tarjih.arabic.affixes import splits
from tarjih.arabic.orthography import fold
from tarjih.lexicons import load_compiled
from tarjih.records.page import Hit, Word

__all__ = ["Entry", "FormTable", "look_up", "phrases_at", "without_particles"]

_ARTICLE = "\u0627\u0644"
_LAM_ARTICLE = "\u0644\u0644"
_ARTICLES = (_ARTICLE, _LAM_ARTICLE)
_BEFORE_VERB = frozenset((
    "",
    "\u0648",
    "\u0641",
    "\u0633",
    "\u0644",
    "\u0648\u0633",
    "\u0641\u0633",
    "\u0648\u0644",
    "\u0641\u0644",
))
_BEFORE_PARTICLE = frozenset(("", "\u0648", "\u0641"))
_NO_PRONOUN = {"\u0629": "\u0647", "\u0649": "\u064a"}  # the key folds them into the letters of pronouns
_HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_NO_MARKS: dict[str, tuple[Hit, ...]] = {}
_LARGEST_MEMORY = 200_000  # distinct forms kept; about 100 MB


class Entry(msgspec.Struct, frozen=True, array_like=True):
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


def _may_carry(entry: Entry, before: str, after: str) -> bool:
    """Say whether a word of this part of speech may carry these particles and this pronoun."""
    has_article = before.endswith(_ARTICLES)
    if entry.article:
        return before.endswith(_LAM_ARTICLE)
    if has_article and entry.pos == "name":
        return False
    if entry.pos == "verb":
        return before in _BEFORE_VERB
    if entry.pos == "particle":
        return before in _BEFORE_PARTICLE
    if after:
        return entry.pos in {"noun", "adjective"} and not has_article and not before.endswith("\u0633")
    return not before.endswith("\u0633")


def _table() -> FormTable:
    table: FormTable = load_compiled("forms", FormTable)
    return table


_memory: dict[str, Word] = {}


def _kind(form: str) -> Literal["word", "number", "latin", "mark"]:
    first = form[0]
    if first.isdigit():
        return "number"
    if first.isalpha():
        return "latin" if first < "\u0250" else "word"
    return "mark"


def look_up(form: str) -> Word:
    """Return everything the lexicons know of one written form; remembered by form."""
    word = _memory.get(form)
    if word is None:
        if len(_memory) >= _LARGEST_MEMORY:
            _memory.clear()
        word = _memory[form] = _look_up(form)
    return word


def _stems(form: str, key: str) -> tuple[tuple[str, str, str], ...]:
    """Return the splits that the written form allows: teh marbuta and alef maqsura are no pronouns."""
    hidden = _NO_PRONOUN.get(form.rstrip(_HARAKAT)[-1:])
    return splits(key) if hidden is None else tuple(split for split in splits(key) if split[2] != hidden)


def _look_up(form: str) -> Word:
    kind = _kind(form)
    key = fold(form) or form
    if kind == "mark":
        return Word(form, key, "mark", _NO_MARKS)
    table = _table()
    stems = _stems(form, key) if kind == "word" else (("", key, ""),)
    hits: dict[str, list[Hit]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Hit]]] = {}
    for before, stem, after in stems:
        for number in table.words.get(stem, ()):
            entry = table.entries[number]
            if _may_carry(entry, before, after):
                hits.setdefault(entry.table, []).append(
                    Hit(entry.table, entry.row, before, after, entry.features)
                )
        for rest, number in table.phrases.get(stem, ()):
            entry = table.entries[number]
            if _may_carry(entry, before, after):
                hit = Hit(entry.table, entry.row, before, after, entry.features, len(rest))
                phrases.setdefault(rest[0], []).append((rest[1:], hit))
    return Word(
        form,
        key,
        kind,
        {name: tuple(found) for name, found in hits.items()},
        stems,
        {second: tuple(found) for second, found in phrases.items()},
    )


def phrases_at(words: list[Word], first: int) -> list[Hit]:
    """Return the phrases that begin at word `first`, the longest first.

    Further words must be written as listed (folded); the first may carry what its part of speech may.
    """
    if first + 1 >= len(words):
        return []
    candidates = words[first].phrases.get(words[first + 1].key)
    if candidates is None:
        return []
    found = [
        hit
        for rest, hit in candidates
        if not rest
        or (
            first + 2 + len(rest) <= len(words)
            and all(words[first + 2 + n].key == key for n, key in enumerate(rest))
        )
    ]
    found.sort(key=lambda hit: (-hit.last, len(hit.before)))
    return found


def without_particles(phrase: str) -> str:
    """Write a phrase without the particles stuck to its first word, where some lexicon knows them for such.

    >>> without_particles("للمتحدث باسم القوات")
    'المتحدث باسم القوات'
    """
    first, blank, rest = phrase.partition(" ")
    stuck = {hit.before for hits in look_up(first).hits.values() for hit in hits} if first else set()
    particles = {before.removesuffix(_ARTICLE) for before in stuck}
    if len(particles) != 1:
        return phrase
    (before,) = particles
    if before.endswith(_LAM_ARTICLE):
        return f"{_ARTICLE}{first[len(before) :]}{blank}{rest}"
    return f"{first[len(before) :]}{blank}{rest}"
