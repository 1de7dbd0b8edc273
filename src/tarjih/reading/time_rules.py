"""Rules for expressions of time that point at the calendar: days, months, years, seasons, "last week"."""

import msgspec

from tarjih.arabic.numerals import number_word, ordinal_at
from tarjih.reading.time_amounts import AmountReader
from tarjih.reading.time_dates import CLOSERS, OPENERS, SHIFTS
from tarjih.reading.time_meanings import Again, Between, Date, Fixed, Length, Meaning, Whole

__all__ = ["REFERENCES", "CalendarRules", "Phrase"]

# what is known of "the last days", by how far they lie from the day of writing
REFERENCES = {-2: "PAST_REF", -1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF", 2: "FUTURE_REF"}
_YEH = "\u064a"
_PLAIN_YEARS = (1950, 2049)  # of four digits without a word for year


class Phrase:
    """Words `[first, end)` that express a time; `meaning` None: they only look like one."""

    __slots__ = ("end", "first", "meaning", "rule")

    def __init__(self, first: int, end: int, meaning: Meaning | None, rule: str) -> None:
        self.first = first
        self.end = end
        self.meaning = meaning
        self.rule = rule


class CalendarRules(AmountReader):
    """Each rule reads one kind of expression at word i; None where there is none."""

    def on_day(self, i: int) -> Phrase | None:
        """Read a day: "اليوم", "يوم الأحد", "السبت الماضي"."""
        found = self.day(i)
        return Phrase(i, found[1], found[0], "day") if found else None

    def on_month(self, i: int) -> Phrase | None:
        """Read a month: "تموز/يوليو الماضي", "شهر رمضان", "شهري أيار وحزيران"."""
        noun = self.piece(i, "month_noun")
        j = i + noun.width if noun else i
        found = self.month(j, dated=noun is not None)
        if found is None:
            return None
        date, end = found
        second = self.piece(end, "month") if noun and self.list[i].key.endswith(_YEH) else None
        if second is not None and second.before:
            last = self.month(end, dated=True)
            if last is not None:
                first = msgspec.structs.replace(date, year=last[0].year, direction=last[0].direction)
                return Phrase(i, last[1], Between(first, last[0]), "month")
        if date.hijri:
            end = self.skip(end, "few")
        return Phrase(i, end, date, "month")

    def on_date(self, i: int) -> Phrase | None:
        """Read a date that begins with its day: "11 يوليو/تموز 2015", "الثامن من الشهر الجاري"."""
        found = self.date(i)
        return Phrase(i, found[1], found[0], "date") if found else None

    def on_plain_year(self, i: int) -> Phrase | None:
        """Read a year in plain digits where a preposition, a range or brackets make it one."""
        if not self.is_number(i):
            return None
        found = self.whole_year(i)
        if found is None:
            return None
        meaning, end = found
        if isinstance(meaning, Between):
            return Phrase(i, end, meaning, "years")
        year = self.digits(i)
        if year is None or (end == i + 1 and not _PLAIN_YEARS[0] <= year <= _PLAIN_YEARS[1]):
            return None
        if end > i + 1:  # a sign of the era stands behind it
            return Phrase(i, end, meaning, "year")
        if self.piece(end, "unit") or (end < self.limit and number_word(self.list[end]) is not None):
            return None
        before = self.pieces[i - 1] if i else {}
        bracketed = i > 0 and self.mark(i - 1, OPENERS) and self.mark(end, CLOSERS)
        if bracketed or any(kind in before for kind in ("lead_year", "lead", "edge", "until")):
            return Phrase(i, end, meaning, "year")
        return None

    def on_unit(self, i: int) -> Phrase | None:
        """Read a unit of the calendar: "عام 2015", "الأسبوع الماضي", "الأيام القليلة الماضية"."""
        unit = self.pieces[i]["unit"]
        if unit.value == "Y" and (year := self.whole_year(i)) is not None:
            return Phrase(i, year[1], year[0], "year")
        j = i + unit.width
        counted = self.cardinal(j) if not unit.number else None
        modified = self.modified(counted[1] if counted else j)
        if modified is None:
            return None
        modifier, end = modified
        shift = SHIFTS[modifier]
        if not unit.definite:
            return Phrase(i, end, Fixed(REFERENCES[shift]), "reference") if unit.number != 1 else None
        if counted:
            return Phrase(i, end, Length(counted[0], unit.value), "length")
        if modifier == "same":  # "the same day" is a row of its own
            return Phrase(i, end, Again(), "same") if unit.value != "D" else None
        if unit.number == 2:
            return Phrase(i, end, Length(2, unit.value), "length")
        if unit.number and unit.value not in "hmsX":
            return Phrase(i, end, Whole(unit.value, shift), "unit")
        return Phrase(i, end, Fixed(REFERENCES[shift]), "reference")

    def on_this(self, i: int) -> Phrase | None:
        """Read "هذا العام", "هذه الأيام", and "تلك السنة"."""
        here = self.pieces[i]
        word = here.get("this") or here.get("this_in") or here.get("that") or here["that_in"]
        unit = self.piece(i + word.width, "unit")
        if unit is None or not unit.definite or unit.number == 2:
            return None
        end = self.skip(i + word.width + unit.width, "few")
        if "that" in here or "that_in" in here:
            return Phrase(i, end, Again(), "same")
        if unit.number and unit.value not in "hmsX":
            return Phrase(i, end, Whole(unit.value, 0), "unit")
        return Phrase(i, end, Fixed("PRESENT_REF"), "reference")

    def on_season(self, i: int) -> Phrase | None:
        """Read a season with its year: "صيف 2014", "الشتاء الماضي"."""
        season = self.pieces[i]["season"]
        end = i + season.width
        this = i > 0 and ("this" in self.pieces[i - 1] or "this_in" in self.pieces[i - 1])
        tail = (Date(year_shift=0), end) if this and season.definite else self.year_tail(end)
        if tail is None:
            return None
        date, end = tail
        first, last = (int(month) for month in season.value.split("/"))
        start = msgspec.structs.replace(date, month=first)
        if last < first and not date.direction:  # winter ends in the next year
            date = msgspec.structs.replace(
                date,
                year=date.year + 1 if date.year else None,
                year_shift=date.year_shift + 1 if date.year_shift is not None else None,
            )
        return Phrase(i, end, Between(start, msgspec.structs.replace(date, month=last)), "season")

    def on_decade(self, i: int) -> Phrase | None:
        """Read a decade: "ثمانينيات القرن الماضي", "التسعينات"."""
        decade = self.pieces[i]["decade"]
        end = i + decade.width
        if self.piece(end, "age_after"):
            return Phrase(i, end, None, "age")
        of = self.piece(end, "of")
        if of is not None and (century := self.piece(end + of.width, "unit")) and century.value == "C":
            end += of.width
        unit = self.piece(end, "unit")
        if unit is not None and unit.value == "C":
            numbered = ordinal_at(self.list, end + 1, self.limit) if end + 1 < self.limit else None
            modifier = self.piece(end + 1, "modifier")
            end = numbered[1] if numbered else end + 2 if modifier else end + 1
        elif not decade.definite and not self.piece(end, "unit"):
            return None
        first = int(decade.value)
        return Phrase(i, end, Fixed(f"{first}/{first + 9}"), "decade")

    def on_range(self, i: int) -> Phrase | None:
        """Read "من الأحد إلى الثلاثاء", "بين السبت والاثنين"."""
        first = i + self.pieces[i]["from"].width
        start = self.day(first) if first < self.limit and self.piece(first, "weekday") else None
        if start is None:
            return None
        j = start[1]
        if (until := self.piece(j, "until")) is not None:
            j += until.width
        elif not ((following := self.piece(j, "weekday")) and following.before):
            return None
        last = self.day(j) if self.piece(j, "weekday") else None
        return Phrase(first, last[1], Between(start[0], last[0]), "range") if last else None
