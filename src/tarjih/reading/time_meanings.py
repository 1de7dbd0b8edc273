"""What an expression of time means, read from the words alone; `reading/calendar.py` gives it a value."""

import msgspec

__all__ = [
    "Again",
    "Ago",
    "Between",
    "Clock",
    "Date",
    "Feast",
    "Fixed",
    "Later",
    "Length",
    "Meaning",
    "Shift",
    "Weekday",
    "Whole",
]


class Shift(msgspec.Struct, frozen=True, tag=True):
    """So many days from the day of writing, with the weekday that the text adds ("أمس الجمعة")."""

    days: int
    weekday: int | None = None


class Weekday(msgspec.Struct, frozen=True, tag=True):
    """A weekday (Monday is 1): the nearest past one, unless `direction` says otherwise."""

    number: int
    direction: str = ""


class Date(msgspec.Struct, frozen=True, tag=True):
    """A date, month or year; what is None is left open or taken from the day of writing.

    `month_shift` and `year_shift` count from the day of writing ("the eighth of this month").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    direction: str = ""
    month_shift: int | None = None
    year_shift: int | None = None


class Whole(msgspec.Struct, frozen=True, tag=True):
    """The whole week, month, year, decade or century, `shift` away from that of the day of writing."""

    unit: str
    shift: int


class Ago(msgspec.Struct, frozen=True, tag=True):
    """So long before the day of writing."""

    amount: float
    unit: str


class Length(msgspec.Struct, frozen=True, tag=True):
    """A length of time."""

    amount: float
    unit: str


class Fixed(msgspec.Struct, frozen=True, tag=True):
    """A value that needs no day of writing: ISO 8601 or one of the three references."""

    value: str


class Later(msgspec.Struct, frozen=True, tag=True):
    """A vague time that lies ahead if its sentence does, else behind."""


class Again(msgspec.Struct, frozen=True, tag=True):
    """The time spoken of last, or so many days after it ("that day", "the next day").

    `near`: only a day close to the day of writing will do ("minutes later"); `day`: no month or year will.
    """

    days: int = 0
    day: bool = False
    near: bool = False


class Feast(msgspec.Struct, frozen=True, tag=True):
    """A feast or named day that comes back each year; the nearest one. Month 0: either Eid."""

    month: int
    day: int
    hijri: bool = False


class Clock(msgspec.Struct, frozen=True, tag=True):
    """An hour of the day meant by `on`, of the last near day spoken of where that is None."""

    hour: int
    minute: int
    zone: str = ""
    on: "Meaning | None" = None


class Between(msgspec.Struct, frozen=True, tag=True):
    """From the beginning of one meaning to the end of another."""

    first: "Meaning"
    last: "Meaning"


Meaning = Shift | Weekday | Date | Whole | Ago | Length | Fixed | Later | Again | Feast | Clock | Between
