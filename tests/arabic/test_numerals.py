"""Numbers in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.arabic.numerals import numeral_at, ordinal_at, written_number
from tarjih.reading.tokens import lay_out

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
FEW = range(3, 11)


def below_hundred(number: int) -> str:
    tens, units = divmod(number, 10)
    if number < 10:
        return UNITS[number]
    if number == 10:
        return TENS[1]
    if tens == 1:
        return {11: "أحد عشر", 12: "اثنا عشر"}.get(number, f"{UNITS[units]} عشر")
    return f"{UNITS[units]} و{TENS[tens]}" if units else TENS[tens]


def below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [HUNDREDS[hundreds], below_hundred(rest)]
    return " و".join(part for part in parts if part)


def scaled(count: int, *, one: str, two: str, few: str) -> str:
    if count == 1:
        return one
    if count == 2:
        return two
    return f"{below_thousand(count)} {few if count in FEW else one}"


def spelled(number: int) -> str:
    """Write a number below a thousand million in words, as a careful writer would."""
    millions, rest = divmod(number, 10**6)
    thousands, rest = divmod(rest, 1000)
    parts = []
    if millions:
        parts.append(scaled(millions, one="مليون", two="مليونان", few="ملايين"))
    if thousands:
        parts.append(scaled(thousands, one="ألف", two="ألفان", few="آلاف"))
    if rest:
        parts.append(below_thousand(rest))
    return " و".join(parts)


def value(text: str) -> tuple[float, float] | None:
    words = lay_out(text).words
    numeral = numeral_at(words, 0, len(words))
    return (numeral.low, numeral.high) if numeral is not None and numeral.end == len(words) else None


@given(st.integers(1, 999_999_999))
def test_a_number_spelled_out_reads_back(number: int) -> None:
    assert value(spelled(number)) == (number, number)


@given(st.integers(0, 10**14))
def test_digits_read_back_in_three_scripts(number: int) -> None:
    for zero in ("0", "\u0660", "\u06f0"):
        written = str(number).translate({48 + n: ord(zero) + n for n in range(10)})
        assert written_number(written) == number


@given(st.integers(1000, 10**12))
def test_thousands_marks_do_not_change_a_number(number: int) -> None:
    assert written_number(f"{number:,}") == number
    assert written_number(f"{number:,}".replace(",", "\u066c")) == number
    assert written_number(f"{number:,}".replace(",", ".")) == number


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_digits(text: str) -> None:
    number = written_number(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("عشرات", 20, 99),
        ("العشرات", 20, 99),
        ("مئات", 200, 999),
        ("آلاف", 2000, 9999),
        ("عشرات الآلاف", 20000, 99999),
        ("مئات آلاف", 200000, 999999),
        ("ملايين", 2 * 10**6, 10**7 - 1),
        ("مليارات", 2 * 10**9, 10**10 - 1),
        ("نصف مليون", 500000, 500000),
        ("مليون ونصف", 1500000, 1500000),
        ("مليون ونصف المليون", 1500000, 1500000),
        ("ألفين", 2000, 2000),
        ("مليوني", 2000000, 2000000),
        ("2.5 مليون", 2500000, 2500000),
        ("85 ألف", 85000, 85000),
        ("خمس مئة", 500, 500),
        ("مائة", 100, 100),
        ("ثمانمائة", 800, 800),
        ("إحدى عشرة", 11, 11),
        ("اثنتي عشرة", 12, 12),
        ("3 ملايين و200 ألف", 3200000, 3200000),
    ],
)
def test_number_words_stand_for(text: str, low: int, high: int) -> None:
    assert value(text) == (low, high)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("100 ألف و50 جريحا", 2),
        ("خمسة وثلاثة جرحى", 1),
        ("مئة و50 جريحا", 1),
        ("ثلاثة جنود", 1),
        ("خمسة وعشرون جنديا", 2),
    ],
)
def test_a_number_ends_where_another_begins(text: str, words: int) -> None:
    numeral = numeral_at(lay_out(text).words, 0, len(lay_out(text).words))
    assert numeral is not None
    assert numeral.end == words


@pytest.mark.parametrize("text", ["نصف السيارات", "أحد الرجال", "كميات", "03:00", "التي", "أسد"])
def test_what_is_no_number(text: str) -> None:
    words = lay_out(text).words
    assert numeral_at(words, 0, len(words)) is None


@pytest.mark.parametrize(
    ("text", "number", "end"),
    [
        ("الثامن من الشهر", 8, 1),
        ("الحادي عشر", 11, 2),
        ("الخامس والعشرين", 25, 2),
        ("العشرين", 20, 1),
        ("أول", 1, 1),
        ("الثالثة عشرة", 13, 2),
    ],
)
def test_ordinals(text: str, number: int, end: int) -> None:
    words = lay_out(text).words
    assert ordinal_at(words, 0, len(words)) == (number, end)


@pytest.mark.parametrize("form", ["1:30", "1.2.3", "1,2,3,4", "", "1.", "²"])
def test_other_forms_are_no_number(form: str) -> None:
    assert written_number(form) is None
