"""The Arabic spellings of a place that a gazetteer gives, and whether one is an ordinary word too."""

import re
from collections.abc import Callable, Iterable, Iterator

from tarjih.arabic.affixes import splits
from tarjih.arabic.orthography import fold

__all__ = ["arabic_spellings", "may_be_word"]

_SHORTEST = 3
_ENDINGS = ("\u0627\u062a", "\u0648\u0646", "\u064a\u0646", "\u064a\u0647")  # -at, -un, -in, -iyya
_ARTICLE = "\u0627\u0644"
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u06a4\u06af\u06a9\u06cc\u0640 -]+")


def arabic_spellings(names: Iterable[str]) -> Iterator[str]:
    """Yield those of a place's names that are wholly Arabic, each key once.

    >>> list(arabic_spellings(["Taiz", "تعز", "تـعز", "تعز (Taiz)"]))
    ['تعز']
    """
    seen = set()
    for name in names:
        plain = " ".join(name.replace("-", " ").split())
        key = fold(plain)
        if _ARABIC.fullmatch(plain) and len(key) >= _SHORTEST and key not in seen:
            seen.add(key)
            yield plain


def may_be_word(spelling: str, *, listed: Callable[[str], bool]) -> bool:
    """Say whether a spelling may be an ordinary word, with or without particles and endings.

    Args:
        spelling: One spelling of a place.
        listed: Says whether a folded key stands in the word list.
    """
    key = fold(spelling)
    bare = key.removeprefix(_ARTICLE)
    if listed(key) or listed(bare) or (bare.endswith(_ENDINGS) and listed(bare[:-2])):
        return True
    # "for the first time" and Laval fold to one key
    return any(before and not after and listed(stem) for before, stem, after in splits(key))
