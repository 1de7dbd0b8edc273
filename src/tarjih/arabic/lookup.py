"""Look a written form up in all lexicon tables at once.

`tools/build_tables.py` compiles every TSV that has the columns `pos` and `forms` into one table of forms.
Here a form is folded, its particles and pronouns are peeled in every way, and a split counts only if
some row knows the stem and its part of speech may carry those particles.
"""

from sys import intern
from typing import Literal

from tarjih.arabic.affixes import splits
from tarjih.arabic.orthography import fold
from tarjih.arabic.tables import Entry, form_table
from tarjih.records.page import Hit, Word

__all__ = ["look_up", "phrases_at", "without_particles"]

_ARTICLE = "\u0627\u0644"
_LAM_ARTICLE = "\u0644\u0644"
_ARTICLES = (_ARTICLE, _LAM_ARTICLE)
_FUTURE = "\u0633"
_WITH_PRONOUN = frozenset(("noun", "adjective"))
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
_NO_HITS: dict[str, tuple[Hit, ...]] = {}
_NO_PHRASES: dict[str, tuple[tuple[tuple[str, ...], Hit], ...]] = {}
_NO_NUMBERS: tuple[int, ...] = ()
_NO_FURTHER: tuple[tuple[tuple[str, ...], int], ...] = ()
_LARGEST_MEMORY = 200_000  # distinct forms kept; about 100 MB


def _may_carry(entry: Entry, before: str, after: str) -> bool:
    """Say whether a word of this part of speech may carry these particles and this pronoun."""
    if entry.article:
        return before.endswith(_LAM_ARTICLE)
    if not before and not after:
        return True
    pos = entry.pos
    if pos == "verb":
        return before in _BEFORE_VERB
    if pos == "particle":
        return before in _BEFORE_PARTICLE
    if before.endswith(_FUTURE) or (pos == "name" and before.endswith(_ARTICLES)):
        return False
    return not after or (pos in _WITH_PRONOUN and not before.endswith(_ARTICLES))


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
    found = splits(key)
    return found if hidden is None else tuple([split for split in found if split[2] != hidden])


def _look_up(form: str) -> Word:
    kind = _kind(form)
    key = fold(form) or form
    if key == form:
        key = form  # one string in memory, not two
    if kind == "mark":
        return Word(form, key, kind, _NO_HITS, (), _NO_PHRASES)
    table = form_table()
    entries = table.entries
    stems = _stems(form, key) if kind == "word" else (("", key, ""),)
    hits: dict[str, tuple[Hit, ...]] = {}
    phrases: dict[str, tuple[tuple[tuple[str, ...], Hit], ...]] = {}
    for before, stem, after in stems:
        for number in table.words.get(stem, _NO_NUMBERS):
            entry = entries[number]
            if _may_carry(entry, before, after):
                name = intern(entry.table)
                hits[name] = (*hits.get(name, ()), Hit(name, entry.row, before, after, entry.features))
        for rest, number in table.phrases.get(stem, _NO_FURTHER):
            entry = entries[number]
            if _may_carry(entry, before, after):
                name = intern(entry.table)
                hit = Hit(name, entry.row, before, after, entry.features, len(rest))
                phrases[rest[0]] = (*phrases.get(rest[0], ()), (rest[1:], hit))
    return Word(form, key, kind, hits or _NO_HITS, stems, phrases or _NO_PHRASES)


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
