"""Years, months, dates and days: the part of the grammar of time that points at the calendar."""

import msgspec

from tarjih.arabic.numerals import number_word, ordinal_at
from tarjih.arabic.orthography import western_digits
from tarjih.reading.time_meanings import Again, Between, Date, Meaning, Shift, Weekday
from tarjih.reading.time_words import Piece, TimeReader

__all__ = ["CLOSERS", "DASHES", "OPENERS", "SHIFTS", "DateReader"]

# how far from the day of writing "last", "this" and "next" lie
SHIFTS = {
    "past": -1,
    "before_last": -2,
    "this": 0,
    "same": 0,
    "next": 1,
    "following": 1,
    "next_but_one": 2,
}
DASHES = frozenset("-\u2013\u2014\u2212/")
OPENERS = frozenset("([")
CLOSERS = frozenset(")]")
_COMMAS = frozenset("\u060c,")
_COLON = frozenset(":")
_HAMZA_BELOW = "\u0625"
_BARE_LETTERS = frozenset("\u0627\u0628")  # bare alef or a preposition: "اب" and "باب" are seldom August
_AND = "\u0648"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EARLIEST_YEAR = 1000  # of a year that a word announces
_FIRST_HIJRI, _LAST_HIJRI = 1343, 1500  # what the calendar tables of hijridate know
_YEAR_DIGITS = 4
_SHORT_YEAR = 2
_MONTHS = 12
_LONGEST_MONTH = 31
_WEEK = 7


class DateReader(TimeReader):
    """Reads what points at the calendar; each method gives (meaning, word behind it) or None."""

    def year(self, i: int, *, cued: bool) -> tuple[int, int, bool] | None:
        """Return (year, end, hijri) at word i; `cued`: a word for year or a month stands before it."""
        value = self.digits(i)
        end = i + 1
        if value is None:
            if not cued or i >= self.limit or number_word(self.list[i]) is None:
                return None
            found = self.cardinal(i)
            if found is None:
                return None
            value, end = int(found[0]), found[1]
        elif len(self.list[i].form) != _YEAR_DIGITS:
            return None
        sign = self.piece(end, "sign")
        if sign is not None:
            end += sign.width
        if sign is not None and sign.value == "hijri":
            return (value, end, True) if _FIRST_HIJRI <= value <= _LAST_HIJRI else None
        if _FIRST_YEAR <= value <= _LAST_YEAR or (cued and _EARLIEST_YEAR <= value < _FIRST_YEAR):
            return value, end, cued and sign is None and _FIRST_HIJRI < value < _LAST_HIJRI
        return None

    def year_tail(self, i: int) -> tuple[Date, int] | None:
        """Return what follows a month: a year, or "of last year", or "last"."""
        if (modifier := self.piece(i, "modifier")) is not None:
            return Date(direction=modifier.value), i + modifier.width
        j = i + 1 if self.mark(i, _COMMAS | DASHES) else i
        if (of := self.piece(j, "of")) is not None:
            j += of.width
        if (this := self.piece(j, "this")) is not None and self._is_year_noun(j + this.width):
            return Date(year_shift=0), j + this.width + 1
        if self._is_year_noun(j):
            if (modifier := self.piece(j + 1, "modifier")) is not None:
                return Date(year_shift=SHIFTS[modifier.value]), j + 1 + modifier.width
            j += 1
        elif of is not None:
            return None
        found = self.year(j, cued=True)
        if found is None:
            return None
        year, end, hijri = found
        return Date(year=year, hijri=hijri), end

    def _is_year_noun(self, i: int) -> bool:
        unit = self.piece(i, "unit")
        return unit is not None and unit.value == "Y" and unit.number == 1

    def month(self, i: int, *, dated: bool = False) -> tuple[Date, int] | None:
        """Return a month at word i with its other name and what follows it.

        `dated`: a day stands before it, so that a homonym ("مارس", "رجب") must be the month.
        """
        first = self.piece(i, "month")
        if first is None:
            return None
        end = i + first.width
        twin = self.twin(end, first.number)
        end = twin or end
        tail = self.year_tail(end)
        if "homonym" in first.flag and not (dated or twin or tail or self._month_before(i, first)):
            return None
        if "homonym" in first.flag and _HAMZA_BELOW in self.list[i].form:
            return None  # the town of Ibb is no August
        date = Date(month=first.number, hijri=first.flag.startswith("hijri"))
        if tail is not None:
            year, end = tail
            if year.hijri and not date.hijri:  # "July 1436" is none
                return date, end
            date = msgspec.structs.replace(
                date, year=year.year, direction=year.direction, year_shift=year.year_shift
            )
        return date, end

    def _month_before(self, i: int, month: Piece) -> bool:
        """Say whether the word before a homonym makes it a month."""
        if i == 0 or self.list[i].form[0] in _BARE_LETTERS:
            return False
        before = self.pieces[i - 1]
        if any(kind in before for kind in ("month_noun", "edge", "lead_year")):
            return True
        return "lead" in before and "hijri" in month.flag

    def twin(self, i: int, number: int) -> int | None:
        """Return the word behind the same month in another calendar's name: "/تموز", "(تموز)", "تموز"."""
        opened = self.mark(i, OPENERS)
        j = i + 1 if opened or self.mark(i, DASHES) else i
        other = self.piece(j, "month")
        if other is None or other.number != number or other.flag.startswith("hijri"):
            return None
        end = j + other.width
        if opened:
            return end + 1 if self.mark(end, CLOSERS) else None
        return end

    def date(self, i: int) -> tuple[Meaning, int] | None:
        """Return a date at word i: day and month, numeric, or a day of this month."""
        if self.is_number(i):
            numeric = self.numeric_date(i)
            if numeric is not None:
                return numeric
        day = self.day_number(i)
        if day is None:
            return None
        number, end = day
        until = self.piece(end, "until")
        dash = self.mark(end, DASHES)
        if until is not None or dash:
            second = self.day_number(end + (until.width if until else 1))
        elif self.is_number(end + 1) and self.list[end].key == _AND:
            second = self.day_number(end + 1)
        else:
            second = None
        if second is not None and (last := self._of_month(second[1], second[0])) is not None:
            return Between(Date(day=number), last[0]), last[1]
        return self._of_month(end, number)

    def day_number(self, i: int) -> tuple[int, int] | None:
        """Return the number of a day of the month, in digits, words or as an ordinal."""
        if i >= self.limit:
            return None
        digits = self.digits(i)
        if digits is not None:
            return (digits, i + 1) if 1 <= digits <= _LONGEST_MONTH else None
        found = ordinal_at(self.list, i, self.limit)
        if found is None and number_word(self.list[i]) is not None:
            exact = self.cardinal(i)
            found = (int(exact[0]), exact[1]) if exact is not None else None
        return found if found is not None and 1 <= found[0] <= _LONGEST_MONTH else None

    def _of_month(self, i: int, day: int) -> tuple[Date, int] | None:
        """Return the date of this day with the month that follows at word i."""
        of = self.piece(i, "of")
        j = i + of.width if of else i
        if self.mark(j, DASHES) and self.piece(j + 1, "month"):
            j += 1  # "15-يوليو-2015"
        if (noun := self.piece(j, "month_noun")) is not None:
            month = self.month(j + noun.width, dated=True)
            if month is None:
                return self._of_this_month(j, day)
            j += noun.width
        elif (this := self.piece(j, "this")) is not None and self.piece(j + this.width, "month_noun"):
            return Date(day=day, month_shift=0), j + this.width + 1
        else:
            month = self.month(j, dated=True)
        if month is None:
            return None
        return msgspec.structs.replace(month[0], day=day), month[1]

    def _of_this_month(self, i: int, day: int) -> tuple[Date, int] | None:
        noun, modifier = self.piece(i, "month_noun"), self.piece(i + 1, "modifier")
        if noun is None or modifier is None or not noun.definite:
            return None
        return Date(day=day, month_shift=SHIFTS[modifier.value]), i + 1 + modifier.width

    def numeric_date(self, i: int) -> tuple[Meaning, int] | None:
        """Return a date in digits: "12/7/2015" (day first), "2015-07-12", "25.06.2015"."""
        text = western_digits(self.list[i].form)
        parts = text.split(".")
        end = i + 1
        if len(parts) == 1:
            if not (self.mark(i + 1, DASHES) and self.mark(i + 3, DASHES)):
                return None
            parts = [western_digits(self.list[n].form) for n in (i, i + 2, i + 4) if self.is_number(n)]
            end = i + 5
        if len(parts) != 3 or not all(part.isdecimal() for part in parts):
            return None
        if len(parts[0]) == _YEAR_DIGITS:
            parts.reverse()
        day, month, year = map(int, parts)
        if len(parts[2]) == _SHORT_YEAR:
            year += 2000
        sign = self.piece(end, "sign")
        hijri = _FIRST_HIJRI <= year <= _LAST_HIJRI
        if (
            not (hijri or _FIRST_YEAR <= year <= _LAST_YEAR)
            or not 1 <= day <= _LONGEST_MONTH
            or month > _MONTHS
        ):
            return None
        return Date(year, month, day, hijri=hijri), end + (sign.width if sign else 0)

    # ------------------------------------------------------------------ days

    def day(self, i: int) -> tuple[Meaning, int] | None:
        """Return a day at word i: "اليوم", "أمس الجمعة", "يوم الأحد المقبل", "الثلاثاء 21 يوليو"."""
        relative, same = self.piece(i, "day"), self.piece(i, "same")
        if same is not None and (relative is None or same.width > relative.width):
            day = same.value == "day"
            return Again(0 if day else int(same.value), day=day), i + same.width
        if relative is not None:
            return self._relative_day(i, relative)
        noun = self.piece(i, "day_noun")
        if noun is not None:
            j = i + noun.width
            if self.mark(j, _COLON):
                j += 1
            return self.day(j) if not self.piece(j, "day_noun") else None
        if (weekday := self.piece(i, "weekday")) is not None:
            return self._weekday(i, weekday)
        return self.date(i)

    def _relative_day(self, i: int, relative: Piece) -> tuple[Meaning, int] | None:
        end = i + relative.width
        if relative.value == "0" and (self.piece(end, "not_today") or self._ordinal_behind(end)):
            return None
        shift = Shift(int(relative.value))
        if self.mark(end, OPENERS) and (weekday := self.piece(end + 1, "weekday")) is not None:
            # "today (Saturday)": two expressions with one date
            return Shift(shift.days, weekday.number), end
        weekday = self.piece(end, "weekday")
        if weekday is None:
            return shift, self._adverb(end)
        end += weekday.width
        matched = self._matching_date(end)
        if matched is not None:
            return matched
        return Shift(shift.days, weekday.number), self._adverb(end)

    def _ordinal_behind(self, i: int) -> bool:
        word = number_word(self.list[i]) if i < self.limit else None
        return word is not None and word.article and word.ordinal is not None

    def _adverb(self, i: int) -> int:
        """Step over "in the morning" behind a day."""
        adverb = self.piece(i, "adverb")
        return i + adverb.width if adverb is not None and len(self.list[i].key) > 1 else i

    def _matching_date(self, i: int) -> tuple[Meaning, int] | None:
        """Return the date behind a weekday: "الأحد 26 يوليو", "الأحد الموافق 26/7/2015"."""
        j = i + 1 if self.mark(i, _COMMAS) else i
        if (matching := self.piece(j, "matching")) is not None:
            j += matching.width
            if (noun := self.piece(j, "day_noun")) is not None:
                j += noun.width
        return self.date(j)

    def _weekday(self, i: int, weekday: Piece) -> tuple[Meaning, int] | None:
        end = i + weekday.width
        following = number_word(self.list[end]) if end < self.limit else None
        if following is not None and following.kind == "ten" and not following.joined:
            return None  # "the eleven"
        modifier = self.piece(end, "modifier")
        if modifier is not None:
            direction = modifier.value
            after = self._matching_date(end + modifier.width)
            if after is not None:
                return after
            return Weekday(weekday.number, direction), self._adverb(end + modifier.width)
        matched = self._matching_date(end)
        if matched is not None:
            return matched
        return Weekday(weekday.number), self._adverb(end)

    def night_pair(self, i: int) -> tuple[Meaning, int] | None:
        """Return two weekdays that share a night: "ليل الثلاثاء الأربعاء"."""
        first = self.piece(i, "weekday")
        if first is None:
            return None
        j = i + first.width
        if self.mark(j, DASHES):
            j += 1
        second = self.piece(j, "weekday")
        if second is None or second.number != first.number % _WEEK + 1:
            return None
        return Between(Weekday(first.number), Weekday(second.number)), j + second.width
