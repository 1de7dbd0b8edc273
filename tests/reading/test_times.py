"""Expressions of time: the language cases, and what holds for any text."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.reading.calendar import Setting, resolve
from tarjih.reading.time_meanings import Ago, Date, Feast, Length, Shift, Weekday, Whole
from tarjih.reading.times import find_times
from tarjih.reading.tokens import lay_out

CASES = Path(__file__).resolve().parents[1] / "cases" / "reading"
WEDNESDAY = dt.date(2016, 5, 18)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
VOCABULARY = """
اليوم أمس غدا الأحد الثلاثاء الماضي المقبل قبل منذ بعد خلال عام العام شهر يومين ثلاثة أيام
تموز يوليو آب رمضان 2015 12 / - ( ) ، . الساعة صباحا مساء نهاية مطلع من إلى بين و هذا
الشهر الجاري الأسبوع عيد الفطر الأضحى نحو أكثر العشرين الثامن 1436 هـ 03:00 بتوقيت غرينتش
صيف ونصف القرن الربع الأول أول ليل فجر يوم
"""
WORDS = st.sampled_from(VOCABULARY.split())
VALUE = re.compile(
    r"\d{4}(-\d\d(-\d\d(T\d\d:\d\dZ?)?)?|-W\d\d)?"
    r"|\d{4}(-\d\d){0,2}/\d{4}(-\d\d){0,2}"
    r"|P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?"
    r"|(PAST|PRESENT|FUTURE)_REF"
)


def cases(name: str) -> list[Any]:
    lines = (CASES / f"times.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["why"]) for case in map(msgspec.json.decode, lines)]


def found(case: dict[str, Any]) -> list[list[str | None]]:
    published = dt.date.fromisoformat(case["published"]) if case["published"] else None
    times = find_times(lay_out(case["text"]), published=published)
    return [[time.span.within(case["text"]), time.value] for time in times]


@pytest.mark.parametrize("case", [*cases("in_the_wild"), *cases("made_up")])
def test_matches(case: dict[str, Any]) -> None:
    assert found(case) == case["times"]


@pytest.mark.parametrize("case", cases("must_not_match"))
def test_leaves_alone(case: dict[str, Any]) -> None:
    assert found(case) == case["times"] == []


@pytest.mark.xfail(strict=True, reason="known failure: a cure is noticed here")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert found(case) == case["times"]


@given(st.lists(WORDS, max_size=30).map(" ".join), st.none() | DAYS)
def test_times_of_any_words_are_ordered_and_well_formed(text: str, published: dt.date | None) -> None:
    """Spans neither overlap nor leave the text, and every value is ISO 8601 or says why there is none."""
    end = 0
    for time in find_times(lay_out(text), published=published):
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.value is None or VALUE.fullmatch(time.value), time
        assert time.value is not None or time.reason
        end = time.span.end


@given(st.text(max_size=80))
def test_any_text_is_read_twice_the_same(text: str) -> None:
    words = lay_out(text)
    assert find_times(words, published=WEDNESDAY) == find_times(words, published=WEDNESDAY)


@given(DAYS, st.integers(1, 7))
def test_a_bare_weekday_is_at_most_six_days_back(written: dt.date, number: int) -> None:
    value = dt.date.fromisoformat(resolve(Weekday(number), Setting(written)) or "")
    assert value.isoweekday() == number
    assert 0 <= (written - value).days <= 6


@given(DAYS, st.integers(1, 7))
def test_last_and_next_weekdays_lie_on_either_side(written: dt.date, number: int) -> None:
    last = resolve(Weekday(number, "past"), Setting(written)) or ""
    following = resolve(Weekday(number, "next"), Setting(written)) or ""
    assert last < str(written) < following
    assert (dt.date.fromisoformat(following) - dt.date.fromisoformat(last)).days in {7, 14}


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_date_of_last_time_lies_behind(written: dt.date, month: int, day: int) -> None:
    value = resolve(Date(month=month, day=day, direction="past"), Setting(written)) or ""
    assert 0 < (written - dt.date.fromisoformat(value)).days <= 366


@given(DAYS, st.integers(0, 400), st.sampled_from("DWMY"))
def test_longer_ago_is_never_later(written: dt.date, amount: int, unit: str) -> None:
    setting = Setting(written)
    assert (resolve(Ago(amount + 1, unit), setting) or "") <= (resolve(Ago(amount, unit), setting) or "")


@given(DAYS)
def test_a_feast_is_the_nearest_one(written: dt.date) -> None:
    value = resolve(Feast(10, 1, hijri=True), Setting(written)) or ""
    assert abs((dt.date.fromisoformat(value) - written).days) <= 178


@given(DAYS, st.integers(-2, 2))
def test_weeks_are_seven_days_apart(written: dt.date, shift: int) -> None:
    moved = resolve(Whole("W", shift), Setting(written))
    assert moved == resolve(Whole("W", 0), Setting(written + dt.timedelta(7 * shift)))


@pytest.mark.parametrize(
    "meaning", [Shift(-1), Weekday(3), Ago(2, "D"), Whole("Y", -1), Feast(10, 1, hijri=True)]
)
def test_nothing_relative_is_known_without_a_day_of_writing(meaning: Any) -> None:
    assert resolve(meaning, Setting()) is None


@pytest.mark.parametrize(
    ("length", "value"),
    [
        (Length(2, "Y"), "P2Y"),
        (Length(1.5, "Y"), "P1Y6M"),
        (Length(24, "h"), "PT24H"),
        (Length(2.5, "h"), "PT2H30M"),
        (Length(3, "N"), "P3D"),
        (Length(2, "E"), "P20Y"),
        (Length(0.5, "h"), "PT30M"),
    ],
)
def test_lengths_are_iso_durations(length: Length, value: str) -> None:
    assert resolve(length, Setting()) == value


@pytest.mark.parametrize("date", [Date(2015, 2, 30), Date(0), Date(2015, 13), Date(1342, 1, 1, hijri=True)])
def test_what_no_calendar_knows_has_no_value(date: Date) -> None:
    assert resolve(date, Setting(WEDNESDAY)) is None


def test_a_weekday_against_the_publication_date_is_told() -> None:
    """The text's own today wins over the crawler's date for all its times, and the reason says so."""
    words = lay_out("أعلن المتحدث اليوم الاثنين وقف النار، وكان قد رفضه أمس.")
    today, yesterday = find_times(words, published=WEDNESDAY)
    assert (today.value, yesterday.value) == ("2016-05-16", "2016-05-15")
    assert today.reason is not None
    assert "2016-05-18" in today.reason


def test_one_agreeing_weekday_keeps_the_publication_date() -> None:
    words = lay_out("قال اليوم الأربعاء إنه باق. وفي خبر سابق قال اليوم الاثنين إنه راحل.")
    assert [t.value for t in find_times(words, published=WEDNESDAY)] == [
        "2016-05-18",
        "PAST_REF",
        "2016-05-16",
    ][::2]


def test_times_carry_the_rule_that_found_them() -> None:
    (time,) = find_times(lay_out("وصل الوفد في 11 يوليو 2015"), published=None)
    assert (time.rule, time.reason) == ("date", None)
