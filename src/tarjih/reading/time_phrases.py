"""The grammar of expressions of time: which words form one, and what it means.

Each rule tries to read one kind of expression at a word; the longest reading wins. Rules know words only
through their pieces (`reading/time_words.py`) and give meanings (`reading/calendar.py`), never values.
"""

from collections.abc import Callable

import msgspec

from tarjih.arabic.numerals import number_word, ordinal_at
from tarjih.arabic.orthography import western_digits
from tarjih.reading.calendar import (
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
    Whole,
)
from tarjih.reading.time_dates import CLOSERS, DASHES, OPENERS, SHIFTS, DateReader

__all__ = ["Phrase", "TimeGrammar"]

_REFERENCES = {-2: "PAST_REF", -1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF", 2: "FUTURE_REF"}
_COMMAS = frozenset("\u060c,")
_COLON = frozenset(":")
_LAM = "\u0644"
_YEH = "\u064a"
_HALF_MARK = 0.5
_NOON, _HOURS, _MINUTES = 12, 24, 60
_EVENING = 6
_AGE_REACH = 5  # words before a number of years in which a word of age makes it one
_PLAIN_YEARS = (1950, 2049)  # of four digits without a word for year


class Phrase(msgspec.Struct, frozen=True):
    """Words `[first, end)` that express a time; `meaning` None: they only look like one."""

    first: int
    end: int
    meaning: Meaning | None
    rule: str


class TimeGrammar(DateReader):
    """Reads expressions of time on the words of one text."""

    def phrase_at(self, i: int, limit: int) -> Phrase | None:
        """Return the longest expression that begins at word `i` and ends before word `limit`.

        Its first word may be a later one: "بعد عامين" begins at "عامين".
        """
        self.limit = limit
        here = self.pieces[i]
        if blocked := here.get("not_time"):
            return Phrase(i, i + blocked.width, None, "name")
        best: Phrase | None = None
        for kind in here:
            for rule in _RULES.get(kind, ()):
                found = rule(self, i)
                if found is not None and (best is None or found.end > best.end):
                    best = found
        if number_word(self.list[i]) is not None:
            for rule in _NUMBER_RULES:
                found = rule(self, i)
                if found is not None and (best is None or found.end > best.end):
                    best = found
        return best

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
            if approximate and self._is_named(end):
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

    # ------------------------------------------------------------------ rules

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
            return Phrase(i, end, Fixed(_REFERENCES[shift]), "reference") if unit.number != 1 else None
        if counted:
            return Phrase(i, end, Length(counted[0], unit.value), "length")
        if modifier == "same":  # "the same day" is a row of its own
            return Phrase(i, end, Again(), "same") if unit.value != "D" else None
        if unit.number == 2:
            return Phrase(i, end, Length(2, unit.value), "length")
        if unit.number and unit.value not in "hmsX":
            return Phrase(i, end, Whole(unit.value, shift), "unit")
        return Phrase(i, end, Fixed(_REFERENCES[shift]), "reference")

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

    def on_edge(self, i: int) -> Phrase | None:
        """Read the beginning, middle or end of something: "أواخر مارس", "مطلع 2014", "نهاية العام"."""
        edge = self.pieces[i]["edge"]
        j = i + edge.width
        if (of := self.piece(j, "of")) is not None:
            j += of.width
        if j >= self.limit:
            return None
        found = self._inner(j)
        if found is None:
            return None
        meaning, end = found
        if edge.value and isinstance(meaning, Date) and meaning.month and not meaning.day:
            meaning = msgspec.structs.replace(meaning, day=int(edge.value))
        elif edge.value and isinstance(meaning, Feast) and meaning.month:
            meaning = msgspec.structs.replace(meaning, day=meaning.day + int(edge.value) - 1)
        return Phrase(i, end, meaning, "edge")

    def _inner(self, j: int) -> tuple[Meaning, int] | None:
        """Return what an edge may belong to at word j."""
        here = self.pieces[j]
        for kind in ("month_noun", "month", "unit", "this", "that", "decade", "named", "weekday"):
            if kind not in here:
                continue
            for rule in _RULES[kind]:
                found = rule(self, j)
                if found is not None and found.meaning is not None and found.first == j:
                    return found.meaning, found.end
        if "unit" in here:
            unit = here["unit"]
            if unit.definite and unit.number == 1 and unit.value in "YMWC":
                return Whole(unit.value, 0), j + unit.width
        return self.whole_year(j) if self.is_number(j) else None

    def on_lasting(self, i: int) -> Phrase | None:
        """Read a length that stays open: "لسنوات", "أيام قليلة"."""
        unit = self.pieces[i]["unit"]
        if unit.number or unit.definite or unit.value == "X" or self.piece(i + 1, "named"):
            return None
        end = self.skip(i + unit.width, "few")
        if unit.before.endswith(_LAM) or end > i + unit.width:
            return Phrase(i, end, Later(), "vague")
        return None

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

    def on_part(self, i: int) -> Phrase | None:
        """Read a part of a day: "فجر اليوم", "مساء السبت", "ليل الثلاثاء الأربعاء", "صلاة الجمعة"."""
        here = self.pieces[i]
        j = i + (here.get("part") or here["late"]).width
        if (of := self.piece(j, "of")) is not None:
            j += of.width
        if j >= self.limit:
            return None
        found = self.night_pair(j) or self.day(j)
        if found is None and ("part" in self.pieces[j] or "late" in self.pieces[j]):
            inner = self.on_part(j)
            found = (inner.meaning, inner.end) if inner and inner.meaning else None
        return Phrase(i, found[1], found[0], "part") if found else None

    def on_lead(self, i: int) -> Phrase | None:
        """Read an amount behind "before", "since", "after", "within"."""
        lead = self.pieces[i]["lead"]
        first = i + lead.width
        found = self.amount(first) if first < self.limit else None
        if found is None:
            return None
        amount, unit, end, sure = found
        if not sure and amount and self._is_named(end):
            return None  # "before the day of Friday", "since the year 2015"
        of = self.piece(end, "of")
        after_of = self.pieces[end + of.width] if of and end + of.width < self.limit else {}
        from_now = of is None or "day" in after_of or "ref" in after_of
        if lead.value == "ago" and amount and not from_now:
            return Phrase(first, end, Length(amount, unit), "length")
        if lead.value in {"ago", "since"}:
            return Phrase(i, end, Ago(amount, unit) if amount else Fixed("PAST_REF"), "ago")
        if self.is_age(first, end, unit):
            return None
        if amount is None:
            again = lead.value == "after" and unit in "hms"
            return Phrase(i, end, Again(near=True) if again else Later(), "vague")
        if (modified := self.modified(end)) is not None:
            end = modified[1]
        return Phrase(first, end, Length(amount, unit), "length")

    def _is_named(self, i: int) -> bool:
        """Say whether a name of the calendar follows at word i."""
        if i >= self.limit:
            return False
        here = self.pieces[i]
        return self.is_number(i) or any(kind in here for kind in ("weekday", "month", "day", "named"))

    def on_amount(self, i: int) -> Phrase | None:
        """Read an amount that is written out: "24 ساعة", "نحو عامين", "الـ48 ساعة الماضية"."""
        found = self.amount(i)
        if found is None:
            return None
        amount, unit, end, sure = found
        modified = self.modified(end)
        if amount is None or not sure:
            if modified is None:
                return None
            return Phrase(i, modified[1], Fixed(_REFERENCES[SHIFTS[modified[0]]]), "reference")
        if self.is_age(i, end, unit):
            return Phrase(i, end, None, "age")
        return Phrase(i, modified[1] if modified else end, Length(amount, unit), "length")

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

    def on_clock(self, i: int) -> Phrase | None:
        """Read an hour: "الساعة 0424", "الساعة السادسة والنصف صباحا بتوقيت غرينتش"."""
        clock = self.pieces[i].get("clock")
        j = i + clock.width if clock else i
        found = self._hour(j, sure=clock is not None)
        if found is None:
            return None
        hour, minute, j = found
        end, zone, known = j, "", clock is not None
        on: Meaning | None = None
        for _ in range(3):
            if (adverb := self.piece(end, "adverb")) is not None:
                if on is None and (part := self._part_of(end)) is not None:
                    on, after = part
                    hour, end = _on_clock(hour, adverb.value), after
                else:
                    hour, end = _on_clock(hour, adverb.value), end + adverb.width
            elif (named := self.piece(end, "zone")) is not None:
                zone, end = named.value, end + named.width
            elif (of := self.piece(end, "zone_of")) is not None:
                end = min(end + of.width + 1, self.limit)
            else:
                break
            known = True
        if not known or hour >= _HOURS:
            return None
        if on is None:
            j = end + 1 if self.piece(end, "of") else end
            part = self._part_of(j) or (self.day(j) if j < self.limit else None)
            if part is not None and not isinstance(part[0], Date | Between):
                on, end = part
        return Phrase(i, end, Clock(hour, minute, zone, on), "clock")

    def _part_of(self, j: int) -> tuple[Meaning, int] | None:
        if (of := self.piece(j, "of")) is not None:
            j += of.width
        part = self.on_part(j) if self.piece(j, "part") else None
        return (part.meaning, part.end) if part and part.meaning else None

    def _hour(self, j: int, *, sure: bool) -> tuple[int, int, int] | None:
        """Return (hour, minute, word behind) of an hour in digits or as an ordinal at word j."""
        if self.is_number(j):
            text = western_digits(self.list[j].form).replace(".", ":").replace(",", ":")
            hours, colon, minutes = text.partition(":")
            if not colon and len(text) == len("0424"):
                hours, minutes = text[:2], text[2:]
            elif not colon and not sure:
                return None
            if not (hours.isdigit() and (minutes or "0").isdigit()) or len(hours) > 2:
                return None
            hour, minute = int(hours), int(minutes or 0)
            return (hour, minute, j + 1) if hour < _HOURS and minute < _MINUTES else None
        found = ordinal_at(self.list, j, self.limit) if sure and j < self.limit else None
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

    def on_reference(self, i: int) -> Phrase | None:
        """Read a vague reference: "الآن", "مؤخرا", "وقت لاحق"."""
        here = self.pieces[i]
        if (reference := here.get("ref")) is not None:
            return Phrase(i, i + reference.width, Fixed(reference.value), "reference")
        later = here["later"]
        return Phrase(i, i + later.width, Later(), "reference")

    def on_named(self, i: int) -> Phrase | None:
        """Read a named day: a feast, or a day that the whole world dates."""
        named = self.pieces[i]["named"]
        end = i + named.width
        if named.flag == "absolute":
            end = self.twin(end, int(named.value[5:7])) or end
            year = self.year_tail(end)
            same = year is not None and str(year[0].year) == named.value[:4]
            return Phrase(i, year[1] if same and year else end, Fixed(named.value), "named")
        if named.flag == "same_feast":
            return Phrase(i, end, Feast(0, 0, hijri=True), "named")
        month, day = (int(part) for part in named.value.split("-"))
        hijri = named.flag == "hijri"
        tail = self.year_tail(end)
        if tail is not None and (tail[0].year or tail[0].year_shift is not None) and not hijri:
            return Phrase(i, tail[1], msgspec.structs.replace(tail[0], month=month, day=day), "named")
        return Phrase(
            i, tail[1] if tail and tail[0].direction else end, Feast(month, day, hijri=hijri), "named"
        )

    def on_portion(self, i: int) -> Phrase | None:
        """Read a half or quarter of a year: "الربع الأول من عام 2015", "النصف الثاني من العام الماضي"."""
        portion = self.pieces[i]["portion"]
        j = i + portion.width
        found = ordinal_at(self.list, j, self.limit) if j < self.limit else None
        length = int(portion.value)
        if found is None or found[0] * length > _NOON or not (of := self.piece(found[1], "of")):
            return None
        year = self._inner(found[1] + of.width)
        if year is None:
            return None
        date = Date(year_shift=year[0].shift) if isinstance(year[0], Whole) else year[0]
        if not isinstance(date, Date) or date.month or date.hijri:
            return None
        first = msgspec.structs.replace(date, month=(found[0] - 1) * length + 1)
        last = msgspec.structs.replace(date, month=found[0] * length)
        return Phrase(i, year[1], Between(first, last), "portion")

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


def _on_clock(hour: int, part: str) -> int:
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


_Rule = Callable[[TimeGrammar, int], Phrase | None]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "day": (TimeGrammar.on_day,),
    "day_noun": (TimeGrammar.on_day,),
    "weekday": (TimeGrammar.on_day,),
    "same": (TimeGrammar.on_day,),
    "month": (TimeGrammar.on_month,),
    "month_noun": (TimeGrammar.on_month,),
    "unit": (TimeGrammar.on_unit, TimeGrammar.on_amount, TimeGrammar.on_lasting),
    "this": (TimeGrammar.on_this,),
    "this_in": (TimeGrammar.on_this,),
    "that": (TimeGrammar.on_this,),
    "that_in": (TimeGrammar.on_this,),
    "edge": (TimeGrammar.on_edge,),
    "season": (TimeGrammar.on_season,),
    "part": (TimeGrammar.on_part,),
    "late": (TimeGrammar.on_part,),
    "lead": (TimeGrammar.on_lead,),
    "approx": (TimeGrammar.on_amount,),
    "several": (TimeGrammar.on_amount,),
    "clock": (TimeGrammar.on_clock,),
    "ref": (TimeGrammar.on_reference,),
    "later": (TimeGrammar.on_reference,),
    "named": (TimeGrammar.on_named,),
    "portion": (TimeGrammar.on_portion,),
    "decade": (TimeGrammar.on_decade,),
    "from": (TimeGrammar.on_range,),
}
_NUMBER_RULES: tuple[_Rule, ...] = (
    TimeGrammar.on_date,
    TimeGrammar.on_amount,
    TimeGrammar.on_plain_year,
    TimeGrammar.on_clock,
)
