"""Counted things in words: the form of the noun that its number wants.

Source: Unicode CLDR, plural rules for Arabic and English.
"""

from typing import Literal

import msgspec

__all__ = ["Case", "Counted"]

Case = Literal["nominative", "oblique"]


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One counted thing in the plural forms of its language; `{n}` is the number.

    `oblique` is the Arabic dual after a preposition or in a construct, the one form whose case is
    written; `zero` stands for none at all. What is empty is said as `other`.
    """

    one: str
    other: str
    two: str = ""
    few: str = ""
    many: str = ""
    zero: str = ""
    oblique: str = ""

    def say(self, number: float, *, case: Case = "nominative") -> str:
        """Return a number of these things in words that agree with it.

        >>> form = Counted(one="خبر واحد", two="خبران", few="{n} أخبار", other="{n} خبر", oblique="خبرين")
        >>> form.say(2), form.say(2, case="oblique"), form.say(7)
        ('خبران', 'خبرين', '7 أخبار')
        """
        shown = f"{number:.1f}".removesuffix(".0")
        form = _form(int(shown)) if shown.isdecimal() else "other"
        if form == "two" and case == "oblique" and self.oblique:
            form = "oblique"
        found: str = getattr(self, form) or self.other
        return found.format(n=shown)


def _form(number: int) -> str:
    """Return the Arabic plural form, whose first is the English one too."""
    if number <= 2:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
