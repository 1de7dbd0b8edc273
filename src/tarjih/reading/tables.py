"""Tables: the rows of the lexicons of times and quantities.

A module of its own: rows are read by msgspec, which needs classes that mypyc leaves alone.
"""

import msgspec

__all__ = [
    "CountedNounRow",
    "MonthRow",
    "NamedDayRow",
    "NotTimeRow",
    "QuantityWordRow",
    "RelativeRow",
    "UnitRow",
    "WeekdayRow",
]


class MonthRow(msgspec.Struct, frozen=True):
    """One name of a month."""

    id: str
    pos: str
    forms: str
    number: int
    calendar: str
    source: str
    homonym: str = ""


class WeekdayRow(msgspec.Struct, frozen=True):
    """One day of the week."""

    id: str
    pos: str
    forms: str
    number: int
    source: str


class UnitRow(msgspec.Struct, frozen=True):
    """One unit of time, or a dual of one."""

    id: str
    pos: str
    forms: str
    unit: str
    count: int
    source: str


class RelativeRow(msgspec.Struct, frozen=True):
    """One word or phrase that means a time, or helps to."""

    id: str
    pos: str
    forms: str
    kind: str
    source: str
    value: str = ""


class NamedDayRow(msgspec.Struct, frozen=True):
    """One day with a name of its own."""

    id: str
    pos: str
    forms: str
    calendar: str
    source: str
    value: str = ""


class NotTimeRow(msgspec.Struct, frozen=True):
    """One name that only looks like a time."""

    id: str
    pos: str
    forms: str
    source: str


class CountedNounRow(msgspec.Struct, frozen=True):
    """One row of counted_nouns.tsv; `plural` is "sound" where the dual looks like the plural."""

    id: str
    pos: str
    forms: str
    kind: str
    plural: str
    source: str


class QuantityWordRow(msgspec.Struct, frozen=True):
    """One row of quantity_words.tsv."""

    id: str
    pos: str
    forms: str
    kind: str
    source: str
    value: str = ""
