"""Amounts of time, years alone, ages and hours: the counted part of the grammar of time."""

from tarjih.arabic.numerals import number_word, ordinal_at
from tarjih.arabic.orthography import western_digits
from tarjih.reading.time_dates import CLOSERS, DASHES, OPENERS, DateReader
from tarjih.reading.time_meanings import Between, Date, Meaning

__all__ = ["AmountReader", "on_clock_of_24"]

_COMMAS = frozenset("\u060c,")
_YEH = "\u064a"
_HALF_MARK = 0.5
_NOON, _HOURS, _MINUTES = 12, 24, 60
_EVENING = 6
_AGE_REACH = 5  # words before a number of years in which a word of age makes it one


class AmountReader(DateReader):
    """Reads what counts time."""

    # ------------------------------------------------------------------ amounts of time

    def amount(self, i: int) -> tuple[float | None, str, int, bool] | None:
        """Return (amount, unit, end, sure) at word i; the amount is None where vague ("أسابيع").

        `sure`: the amount is written, so that it needs no word of time before it.
        """
        start = i
        i = self.skip(i, "approx")
        approximate = i > start
        number = self.cardinal(i)
        if number is not None:
            end = self.skip(number[1], "few")
            unit = self.piece(end, "unit")
            if unit is None or unit.value == "X" or (unit.definite and unit.number != 0):
                return None
            end = self.skip(end + unit.width, "few")
            return self._with_half(number[0], unit.value, end)
        if (several := self.piece(i, "several")) is not None:
            unit = self.piece(i + several.width, "unit")
            if unit is None or unit.number:
                return None
            return None, unit.value, self.skip(i + several.width + 1, "few"), False
        unit = self.piece(i, "unit")
        if unit is None or unit.definite or unit.value == "X":
            return None
        end = i + unit.width
        if unit.number == 2:
            if self.list[i].key.endswith(_YEH):  # construct: "عامي 2011 و2013", "يومي"
                return None
            return self._with_half(2, unit.value, self.skip(end, "few"))
        if unit.number == 1:
            if approximate and self.is_named(end):
                return None  # "the end of the month of Ramadan"
            found = self._with_half(1, unit.value, end)
            return found if found[2] > end else (1, unit.value, end, approximate)
        if self.piece(end, "named"):
            return None  # "the days of the feast"
        return None, unit.value, self.skip(end, "few"), False

    def _with_half(self, amount: float, unit: str, end: int) -> tuple[float, str, int, bool]:
        """Add "and a half", a qualifying word and nothing else."""
        word = number_word(self.list[end]) if end < self.limit else None
        if word is not None and word.kind == "fraction" and word.joined and word.value == _HALF_MARK:
            amount += _HALF_MARK
            end += 1
            again = self.piece(end, "unit")
            if again is not None and again.value == unit and again.definite:
                end += 1
        end = self.skip(end, "approx_after")
        return amount, unit, end, True

    def modified(self, i: int) -> tuple[str, int] | None:
        """Return "last", "next", "this" at word i, behind words such as "few"."""
        i = self.skip(i, "few")
        modifier = self.piece(i, "modifier")
        if modifier is None:
            return None
        return modifier.value, self.skip(i + modifier.width, "few")

    # ------------------------------------------------------------------ years alone

    def whole_year(self, i: int) -> tuple[Meaning, int] | None:
        """Return "عام 2015", "العام الماضي", "2015", "عامي 2011 و2013", "2011-2013" at word i."""
        noun = self.piece(i, "unit")
        j = i
        if noun is not None and noun.value == "Y":
            j = i + noun.width
            if (sign := self.piece(j, "sign")) is not None:
                j += sign.width
        elif noun is not None:
            return None
        first = self.year(j, cued=j > i)
        if first is None:
            return None
        year, end, hijri = first
        meaning: Meaning = Date(year=year, hijri=hijri)
        until = self.piece(end, "until")
        if until is not None or self.mark(end, DASHES):
            second = self.year(end + (until.width if until else 1), cued=True)
            if second is not None and second[0] > year:
                return Between(meaning, Date(year=second[0], hijri=second[2])), second[1]
        return meaning, end

    # ------------------------------------------------------------------ ages and hours

    def is_named(self, i: int) -> bool:
        """Say whether a name of the calendar follows at word i."""
        if i >= self.limit:
            return False
        here = self.pieces[i]
        return self.is_number(i) or any(kind in here for kind in ("weekday", "month", "day", "named"))

    def is_age(self, i: int, end: int, unit: str) -> bool:
        """Say whether an amount at words `[i, end)` is somebody's age."""
        if unit not in "YM":
            return False
        if self.piece(end, "age_after") is not None:
            return True
        if any("age" in self.pieces[n] for n in range(max(i - _AGE_REACH, 0), i)):
            return True
        if i and "age_beside" in self.pieces[i - 1]:
            return True
        closed = (self.mark(i - 1, OPENERS) and self.mark(end, CLOSERS)) or (
            self.mark(i - 1, _COMMAS) and self.mark(end, _COMMAS)
        )
        return i > 0 and unit == "Y" and closed

    def hour(self, j: int, *, sure: bool) -> tuple[int, int, int] | None:
        """Return (hour, minute, word behind) of an hour in digits or as an ordinal at word j."""
        if self.is_number(j):
            text = western_digits(self.list[j].form).replace(".", ":").replace(",", ":")
            hours, colon, minutes = text.partition(":")
            if not colon and len(text) == len("0424"):
                hours, minutes = text[:2], text[2:]
            elif not colon and not sure:
                return None
            if not (hours.isdecimal() and (minutes or "0").isdecimal()) or len(hours) > 2:
                return None
            hour, minute = int(hours), int(minutes or 0)
            return (hour, minute, j + 1) if hour < _HOURS and minute < _MINUTES else None
        found = ordinal_at(self.list, j, self.limit) if sure and j < self.limit else None
        if found is None and sure and j < self.limit:  # one o'clock alone is no ordinal
            one = number_word(self.list[j])
            found = (1, j + 1) if one is not None and one.kind == "unit" and one.value == 1 else None
        if found is None or found[0] > _NOON:
            return None
        hour, j = found
        word = number_word(self.list[j]) if j < self.limit else None
        if word is not None and word.joined:
            if word.kind == "fraction":
                return hour, int(word.value * _MINUTES), j + 1
            minutes_found = self.cardinal(j)
            unit = self.piece(minutes_found[1], "unit") if minutes_found else None
            if minutes_found and unit and unit.value == "m":
                return hour, int(minutes_found[0]) % _MINUTES, minutes_found[1] + 1
        return hour, 0, j


def on_clock_of_24(hour: int, part: str) -> int:
    """Return the hour of 24 for an hour of twelve in this part of the day."""
    if part == "am":
        return 0 if hour == _NOON else hour
    if part == "pm" or (part == "night" and hour >= _EVENING):
        return hour + _NOON if hour < _NOON else hour
    if part == "night":
        return 0 if hour == _NOON else hour
    if part == "noon" and hour < _EVENING:
        return hour + _NOON
    return hour
