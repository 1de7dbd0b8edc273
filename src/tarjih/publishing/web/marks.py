"""Marks piled on one letter: a browser lays them out as one cluster, and megabytes of them stop it."""

import re
import unicodedata
from functools import cache

from markupsafe import Markup

__all__ = ["fold_marks", "pile_ends"]

_MOST = 24  # on one letter; fully pointed Arabic has 3, the Quran's signs some 6
_SHOWN = 8
_BEYOND = 0x10000  # marks outside of the basic plane are so rare that nobody piles them by accident
_TAGS = "\U000e0000-\U000e0fff"


@cache
def _pile() -> re.Pattern[str]:
    """Return what finds a pile: combining marks and format characters, which take no room of their own."""
    marks = (chr(n) for n in range(_BEYOND) if unicodedata.category(chr(n)) in {"Mn", "Me", "Mc", "Cf"})
    return re.compile(f"[{''.join(map(re.escape, marks))}{_TAGS}]{{{_MOST + 1},}}")


def fold_marks(value: object) -> object:
    r"""Return a text of a page with each pile of marks cut to the first ones and how many more there are.

    Texts keep whether they are HTML: no mark is part of a tag. What is no text is returned as it is.

    >>> fold_marks("a" + "\u0301" * 108) == "a" + "\u0301" * 8 + "[+100]"
    True
    """
    if not isinstance(value, str) or len(value) <= _MOST or value.isascii():
        return value
    folded = _pile().sub(_cut, value)
    return Markup(folded) if isinstance(value, Markup) else folded  # noqa: S704 - it was HTML before


def pile_ends(text: str, start: int, end: int) -> list[int]:
    """Return where the piles of marks in a part of a text end, in code points of the text."""
    return [pile.end() for pile in _pile().finditer(text, start, end)]


def _cut(pile: re.Match[str]) -> str:
    return f"{pile[0][:_SHOWN]}[+{len(pile[0]) - _SHOWN}]"
