"""What the command line says, in English and in Arabic."""

import datetime as dt
from functools import cache
from string import Formatter

import msgspec

from tarjih.lexicons import load_toml
from tarjih.publishing.terminal.sheet import Language, Piece, words
from tarjih.weighing.counting import Case, Counted

__all__ = ["Texts", "in_language", "points", "texts"]


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is said in one language. Source: lexicons/publishing/terminal.toml."""

    comma: str
    colon: str
    date: str
    dates: str
    month: tuple[str, ...]
    text: dict[str, str]
    act: dict[str, str]
    conflict: dict[str, str]
    status: dict[str, str]
    certainty: dict[str, str]
    kind: dict[str, str]
    hedge: dict[str, str]
    confirmed: dict[str, str]
    counted: dict[str, Counted]

    def say(self, key: str, **filled: object) -> str:
        """Return one text, filled in."""
        return self.text[key].format(**filled)

    def fill(self, key: str, **filled: Piece) -> list[Piece]:
        """Return one text as pieces, so that what is filled in keeps its own direction and style."""
        pieces: list[Piece] = []
        for before, field, _, _ in Formatter().parse(self.text[key]):
            pieces += [words(before)] if before else []
            pieces += [filled[field]] if field else []
        return pieces

    def count(self, thing: str, number: float, *, case: Case = "nominative") -> str:
        """Return a number of things in words that agree with it."""
        return self.counted[thing].say(number, case=case)

    def day(self, day: dt.date) -> str:
        """Return a day in words."""
        return self.date.format(day=day.day, month=self.month[day.month - 1], year=day.year)

    def days(self, first: dt.date, last: dt.date) -> str:
        """Return an interval of days in words; `last` is the last day of it."""
        if first == last:
            return self.day(first)
        after = last + dt.timedelta(days=1)
        if first.day == after.day == 1 and first.year == last.year:
            if first.month == last.month:
                return f"{self.month[first.month - 1]} {first.year}"
            if (first.month, last.month) == (1, 12):
                return f"{first.year}"
        return self.dates.format(first=self.day(first), last=self.day(last))

    def percent(self, value: float) -> str:
        """Return a probability as points of a hundred, never quite 0 or 100."""
        return self.say("percent", value=points(value))


def in_language(language: Language, *, en: str, ar: str) -> str:
    """Return the one of two texts that is in the language."""
    return ar if language == "ar" else en


def points(value: float) -> int:
    """Return a probability as whole points of a hundred; nothing is ever called impossible or certain."""
    return min(99, max(1, round(100 * value)))


@cache
def texts(language: Language) -> Texts:
    """Load the texts of one language."""
    loaded: dict[str, Texts] = load_toml("publishing/terminal.toml", dict[str, Texts])
    return loaded[language]
