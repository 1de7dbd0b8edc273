"""Words as search compares them: folded, without particles and without the commonest endings.

The text keeps its own words: only what is indexed and asked is stemmed.
"""

import re
from functools import lru_cache

from tarjih.arabic.orthography import fold

__all__ = ["WORD", "search_words", "stem"]

# Letters with the signs above and below them, which `fold` takes off.
WORD = re.compile(r"(?:[^\W_]|[\u0610-\u061a\u0640\u064b-\u065f\u0670])+")
_ARTICLE = "\u0627\u0644"
_LAM_ARTICLE = "\u0644\u0644"
_JOINED = ("\u0648", "\u0641")
_STUCK = ("\u0628", "\u0643", "\u0644")
_ENDINGS = (
    "\u062a\u0647\u0645\u0627",  # behind a teh marbuta: their (two), her, their, his
    "\u062a\u0647\u0627",
    "\u062a\u0647\u0645",
    "\u062a\u0647",
    "\u0647\u0645\u0627",  # their (two)
    "\u0647\u0627",
    "\u0647\u0645",
    "\u0647\u0646",
    "\u0627\u062a",  # feminine plural
    "\u0648\u0646",  # masculine plural
    "\u064a\u0646",
    "\u0627\u0646",
    "\u064a\u0647",  # nisba
    "\u0647",
    "\u064a",
)
_SHORTEST = 3  # letters that a stem keeps


def search_words(text: str) -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem(word) for word in WORD.findall(fold(text))]


@lru_cache(maxsize=1 << 17)
def stem(key: str) -> str:
    """Return the stem of one folded word.

    >>> stem("بالموصل") == stem("الموصل") == stem("موصل")
    True
    """
    if key.isascii():
        return key
    word = _without_particles(key)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def _without_particles(key: str) -> str:
    for start in ("", *_JOINED):
        if not key.startswith(start):
            continue
        rest = key[len(start) :]
        for head in (_ARTICLE, _LAM_ARTICLE, *(particle + _ARTICLE for particle in _STUCK)):
            if rest.startswith(head) and len(rest) - len(head) >= _SHORTEST:
                return rest[len(head) :]
    return key
