"""The grammar of expressions of time: which words form one, and what it means.

Each rule tries to read one kind of expression at a word; the longest reading wins. Rules know words only
through their pieces (`reading/time_words.py`) and give meanings (`reading/time_meanings.py`), never values.
"""

from collections.abc import Callable

import msgspec

from tarjih.arabic.numerals import number_word, ordinal_at
from tarjih.reading.time_amounts import on_clock_of_24
from tarjih.reading.time_dates import SHIFTS
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
    Whole,
)
from tarjih.reading.time_rules import REFERENCES, CalendarRules, Phrase

__all__ = ["Phrase", "TimeGrammar"]

_COMMAS = frozenset("\u060c,")
_COLON = frozenset(":")
_LAM = "\u0644"
_YEH = "\u064a"
_HALF_MARK = 0.5
_NOON, _HOURS, _MINUTES = 12, 24, 60
_EVENING = 6
_AGE_REACH = 5  # words before a number of years in which a word of age makes it one


class TimeGrammar(CalendarRules):
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
        if self.is_number(i) or number_word(self.list[i]) is not None:
            for rule in _NUMBER_RULES:
                found = rule(self, i)
                if found is not None and (best is None or found.end > best.end):
                    best = found
        return best

    # ------------------------------------------------------------------ rules

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
        if not sure and amount and self.is_named(end):
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
            return Phrase(i, modified[1], Fixed(REFERENCES[SHIFTS[modified[0]]]), "reference")
        if self.is_age(i, end, unit):
            return Phrase(i, end, None, "age")
        return Phrase(i, modified[1] if modified else end, Length(amount, unit), "length")

    def on_clock(self, i: int) -> Phrase | None:
        """Read an hour: "الساعة 0424", "الساعة السادسة والنصف صباحا بتوقيت غرينتش"."""
        clock = self.pieces[i].get("clock")
        j = i + clock.width if clock else i
        found = self.hour(j, sure=clock is not None)
        if found is None:
            return None
        hour, minute, j = found
        end, zone, known = j, "", clock is not None
        on: Meaning | None = None
        for _ in range(3):
            if (adverb := self.piece(end, "adverb")) is not None:
                if on is None and (part := self._part_of(end)) is not None:
                    on, after = part
                    hour, end = on_clock_of_24(hour, adverb.value), after
                else:
                    hour, end = on_clock_of_24(hour, adverb.value), end + adverb.width
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
        if found is None and (final := self.piece(j, "modifier")) is not None and final.value == "past":
            found = (_NOON // length, j + final.width)  # "the last quarter of"
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
