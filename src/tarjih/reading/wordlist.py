"""The ordinary words of Arabic: a word that is none of them may be a name.

Source: simplemma's Arabic table, compiled by `tools/build_tables.py` into a memory-mapped trie.
"""

from functools import cache
from importlib import resources

import marisa_trie  # type: ignore[import-not-found]

from tarjih.errors import LexiconError

__all__ = ["is_listed_whole", "is_ordinary"]

_NAME = "compiled.wordlist.marisa"
_ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_PLURALS = ("\u0627\u062a", "\u0648\u0646", "\u064a\u0646", "\u064a\u0647")  # -at, -un, -in, -iyya
_ADVERB = "\u064a\u0627"  # the accusative of an adjective in -i
_ALEF = "\u0627"  # the accusative of a noun without the article
_THEIR = ("\u0647\u0645", "\u0647\u0645\u0627")
_SHORTEST = 3


@cache
def _trie() -> "marisa_trie.Trie[str]":
    path = str(resources.files("tarjih.lexicons").joinpath(_NAME))
    try:
        return marisa_trie.Trie().mmap(path)
    except OSError as error:
        raise LexiconError(f"wanted {_NAME}, found none; run `make` or reinstall Tarjih") from error


def is_listed_whole(key: str) -> bool:
    """Say whether a folded key stands in the word list as it is, nothing peeled."""
    return key in _trie()


def is_ordinary(key: str, stems: tuple[tuple[str, str, str], ...]) -> bool:
    """Say whether a folded key is an ordinary word, with or without particles and endings.

    Long words with the ending of a regular plural or of an abstract noun count as ordinary behind the
    article: the word list lacks many of them.
    """
    trie = _trie()
    if key in trie or (key.endswith(_ADVERB) and (key[:-1] in trie or key[:-2] in trie)):
        return True
    if key.endswith(_ALEF) and len(key) > _SHORTEST + 1 and key[:-1] in trie:
        return True
    if key.endswith(_THEIR) and len(key) > _SHORTEST + 2:
        return True
    for before, stem, after in stems:
        if len(stem) < _SHORTEST:
            continue
        if (before or after) and stem in trie:
            return True
        if before.endswith(_ARTICLES) and stem.endswith(_PLURALS):
            return True
        if stem.endswith(_PLURALS) and len(stem) > _SHORTEST + 2 and _has_base(trie, stem[:-2]):
            return True
    return False


def _has_base(trie: "marisa_trie.Trie[str]", base: str) -> bool:
    return base in trie or base + "\u0647" in trie or base + "\u064a" in trie
