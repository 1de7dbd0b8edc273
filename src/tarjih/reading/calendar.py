"""Put the meaning of an expression of time on the calendar, once the day of writing is known."""

import datetime as dt
from calendar import monthrange

from tarjih.reading.time_meanings import (
    Again,
    Ago,
    Between,
    Clock,
    Date,
    Feast,
    Fixed,
    Later,
    Length,
    Meaning,
    Shift,
    Weekday,
    Whole,
)

__all__ = ["Setting", "resolve"]

_WEEK = 7
_MONTHS = 12
_DECADE = 10
_CENTURY = 100
_LOOK_BACK = 240  # days: a bare month longer ago than this is the next one ("elections in January")
_LATEST_YEAR = 9998
_DAY_LENGTH = len("2015-07-20")


class Setting:
    """What a value depends on.

    `written` is the day of writing, `last` the last value and `last_day` the last day spoken of,
    `near_day` the last one close to the day of writing; `future` is the tense.
    """

    __slots__ = ("future", "last", "last_day", "near_day", "written")

    def __init__(
        self,
        written: dt.date | None = None,
        last: str | None = None,
        last_day: dt.date | None = None,
        near_day: dt.date | None = None,
        *,
        future: bool = False,
    ) -> None:
        self.written = written
        self.last = last
        self.last_day = last_day
        self.near_day = near_day
        self.future = future


def resolve(meaning: Meaning, setting: Setting) -> str | None:
    """Return the value of `meaning`: ISO 8601 or a reference, None where it cannot be known.

    >>> resolve(Weekday(3), Setting(dt.date(2017, 4, 27)))
    '2017-04-26'

    Source: ISO 8601; TIMEX3 for PAST_REF, PRESENT_REF and FUTURE_REF.
    """
    try:
        return _resolve(meaning, setting)
    except (ValueError, OverflowError):  # the 31st of February, a year beyond the calendar
        return None


def _resolve(meaning: Meaning, setting: Setting) -> str | None:  # noqa: C901 - one line per meaning
    match meaning:
        case Fixed(value):
            return value
        case Later():
            return "FUTURE_REF" if setting.future else "PAST_REF"
        case Length(amount, unit):
            return _length(amount, unit)
        case Again():
            return _again(meaning, setting)
        case Clock():
            return _clock(meaning, setting)
        case Between(first, last):
            return _between(first, last, setting)
        case Date() if meaning.hijri:
            return _hijri(meaning, setting)
        case Date():
            return _date(meaning, setting)
    if setting.written is None:
        return None
    match meaning:
        case Shift():
            return str(_shifted(meaning, setting.written))
        case Weekday():
            return str(_weekday(meaning, setting.written, future=setting.future))
        case Whole(unit, shift):
            return _whole(unit, shift, setting.written)
        case Ago(amount, unit):
            return _ago(amount, unit, setting.written)
        case Feast():
            return _feast(meaning, setting.written)


def _length(amount: float, unit: str) -> str | None:
    scale, letter = {"N": (1, "D"), "E": (_DECADE, "Y"), "C": (_CENTURY, "Y")}.get(unit, (1, unit))
    amount *= scale
    whole = int(amount)
    halves = {"Y": "6M", "M": "15D", "W": "", "D": "T12H", "h": "30M", "m": "30S"}
    rest = halves.get(letter, "") if amount != whole else ""
    if letter == "W" and amount != whole:
        return f"P{int(amount * _WEEK)}D"
    if letter in "hms":
        return f"PT{whole}{letter.upper()}{rest}" if whole else f"PT{rest}" if rest else None
    if not whole:
        return f"P{rest}" if rest else None
    return f"P{whole}{letter}{rest}"


def _again(meaning: Again, setting: Setting) -> str | None:
    if meaning.near:
        near = setting.near_day or setting.written
        return str(near) if near else None
    if not meaning.days and not meaning.day:
        return setting.last or (str(setting.written) if setting.written else None)
    day = setting.last_day or setting.written
    return str(day + dt.timedelta(meaning.days)) if day else None


def _clock(meaning: Clock, setting: Setting) -> str | None:
    if meaning.on is not None:
        day = resolve(meaning.on, setting)
    else:
        known = setting.near_day or setting.written
        day = str(known) if known else None
    if day is None or len(day) != _DAY_LENGTH:
        return None
    return f"{day}T{meaning.hour:02}:{meaning.minute:02}{meaning.zone}"


def _between(first: Meaning, last: Meaning, setting: Setting) -> str | None:
    """Resolve both ends; a first day without month and year takes them from the last."""
    end = resolve(last, setting)
    if isinstance(first, Date) and first.day and not first.month and end and len(end) == _DAY_LENGTH:
        start: str | None = str(dt.date.fromisoformat(end).replace(day=first.day))
    else:
        start = resolve(first, setting)
    if not (start and end) or start.endswith("REF") or end.endswith("REF"):
        return None
    start, end = start.split("/")[0], end.split("/")[-1]
    if isinstance(first, Weekday) and isinstance(last, Weekday) and start > end:
        start = str(dt.date.fromisoformat(start) - dt.timedelta(_WEEK))
    if isinstance(first, Date) and isinstance(last, Date) and first.direction and start > end:
        start = f"{int(start[:4]) - 1:04}{start[4:]}"  # a season that is over began before it ended
    return f"{start}/{end}" if start < end else None


def _shifted(meaning: Shift, written: dt.date) -> dt.date:
    day = written + dt.timedelta(meaning.days)
    if meaning.weekday is None:
        return day
    # the weekday written beside it is the surer sign: the nearest one not later than tomorrow
    offset = (meaning.weekday - day.isoweekday() + 5) % _WEEK - 5
    return day + dt.timedelta(offset)


def _weekday(meaning: Weekday, written: dt.date, *, future: bool) -> dt.date:
    back = (written.isoweekday() - meaning.number) % _WEEK
    match meaning.direction:
        case "past":
            return written - dt.timedelta(back or _WEEK)
        case "before_last":
            return written - dt.timedelta((back or _WEEK) + _WEEK)
        case "next" | "following":
            return written + dt.timedelta(_WEEK - back)
        case "next_but_one":
            return written + dt.timedelta(2 * _WEEK - back)
    if future and back:
        return written + dt.timedelta(_WEEK - back)
    return written - dt.timedelta(back)


def _month_from(written: dt.date, shift: int) -> tuple[int, int]:
    months = written.year * _MONTHS + written.month - 1 + shift
    return months // _MONTHS, months % _MONTHS + 1


def _whole(unit: str, shift: int, written: dt.date) -> str | None:
    match unit:
        case "Y":
            return f"{written.year + shift:04}"
        case "M":
            year, month = _month_from(written, shift)
            return f"{year:04}-{month:02}"
        case "W":
            year, week, _ = (written + dt.timedelta(shift * _WEEK)).isocalendar()
            return f"{year:04}-W{week:02}"
        case "D" | "N":
            return str(written + dt.timedelta(shift))
        case "E":
            first = (written.year // _DECADE + shift) * _DECADE
            return f"{first}/{first + _DECADE - 1}"
        case "C":
            first = ((written.year - 1) // _CENTURY + shift) * _CENTURY + 1
            return f"{first}/{first + _CENTURY - 1}"
    return "PRESENT_REF" if not shift else "PAST_REF" if shift < 0 else "FUTURE_REF"


def _ago(amount: float, unit: str, written: dt.date) -> str | None:
    if amount != int(amount):  # a year and a half ago is a month, a month and a half ago a week
        amount, unit = {
            "Y": (amount * _MONTHS, "M"),
            "M": (amount * 30 // _WEEK, "W"),
            "W": (amount * _WEEK, "D"),
        }.get(unit, (amount, unit))
    if unit in "hms":
        return str(written)
    if unit in "EC":
        return f"{int(written.year - amount * (_DECADE if unit == 'E' else _CENTURY)):04}"
    return _whole(unit, -int(amount), written)


def _date(meaning: Date, setting: Setting) -> str | None:
    written = setting.written
    year, month, day = meaning.year, meaning.month, meaning.day
    if meaning.month_shift is not None:
        if written is None:
            return None
        year, month = _month_from(written, meaning.month_shift)
    elif meaning.year_shift is not None:
        if written is None:
            return None
        year = written.year + meaning.year_shift
    if year is None:
        if written is None or month is None:
            return None
        year = _nearest_year(month, day, written, direction=meaning.direction, future=setting.future)
    if not 1 <= year <= _LATEST_YEAR:
        return None
    if month is None:
        return f"{year:04}"
    first = dt.date(year, month, day or 1)
    return str(first) if day else f"{year:04}-{month:02}"


def _nearest_year(month: int, day: int | None, written: dt.date, *, direction: str, future: bool) -> int:
    """Return the year of a date that is written without one."""
    here = (month, day) if day else (month,)
    now = (written.month, written.day) if day else (written.month,)
    passed = here < now
    if direction in {"past", "before_last"}:
        return written.year - (0 if passed else 1) - (direction == "before_last")
    if direction in {"next", "following", "next_but_one"}:
        return written.year + (1 if passed or here == now else 0)
    if direction in {"this", "same"} or here == now:
        return written.year
    if future:
        return written.year + (1 if passed else 0)
    last = written.year if passed else written.year - 1
    back = (written - dt.date(last, month, min(day or 28, monthrange(last, month)[1]))).days
    return last if back <= _LOOK_BACK else last + 1


def _hijri(meaning: Date, setting: Setting) -> str | None:
    """Return a Hijri date in the Gregorian calendar; a month or year is the range of its days."""
    from hijridate import Gregorian, Hijri

    year, month, day = meaning.year, meaning.month, meaning.day
    if year is None:
        written = setting.written
        if written is None or month is None:
            return None
        now = Gregorian.fromdate(written).to_hijri()
        passed = (month, day or 1) <= (now.month, now.day if day else 1)
        match meaning.direction:
            case "past" | "before_last":
                year = now.year if (month, day or 30) < (now.month, now.day) else now.year - 1
            case "next" | "following":
                year = now.year + 1 if passed else now.year
            case "this" | "same":
                year = now.year
            case _:
                starts = [
                    (abs((_gregorian(y, month, day or 15) - written).days), y)
                    for y in range(now.year - 1, now.year + 2)
                ]
                year = min(starts)[1]
    if day and month:
        return str(_gregorian(year, month, day))
    first = Hijri(year, month or 1, 1)
    last_month = month or _MONTHS
    last = Hijri(year, last_month, Hijri(year, last_month, 1).month_length())
    return f"{first.to_gregorian().isoformat()}/{last.to_gregorian().isoformat()}"


def _gregorian(year: int, month: int, day: int) -> dt.date:
    from hijridate import Hijri

    return dt.date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())


def _feast(meaning: Feast, written: dt.date) -> str:
    """Return the feast nearest to the day of writing."""
    if not meaning.hijri:
        days = [dt.date(written.year + n, meaning.month, meaning.day) for n in (-1, 0, 1)]
    else:
        from hijridate import Gregorian

        year = Gregorian.fromdate(written).to_hijri().year
        dates = [(meaning.month, meaning.day)] if meaning.month else [(10, 1), (12, 10)]
        days = [_gregorian(year + n, month, day) for n in (-1, 0, 1) for month, day in dates]
    return str(min(days, key=lambda day: abs((day - written).days)))
