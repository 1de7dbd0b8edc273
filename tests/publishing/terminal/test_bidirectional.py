"""Mixed text is put in the order in which Unicode says it is seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.publishing.terminal.bidirectional import levels, mirror, visual_order

LETTERS = "abجدهو 12٣.,:-+%()[]«»\u064bé"


def seen(text: str, base: str) -> str:
    depth = levels(text, base=base)
    return "".join(mirror(text[n]) if depth[n] % 2 else text[n] for n in visual_order(text, base=base))


@pytest.mark.parametrize(
    ("read", "base", "wanted"),
    [
        ("abc", "ltr", "abc"),
        ("جدهـ", "rtl", "ـهدج"),
        ("ab جد ef", "ltr", "ab دج ef"),
        ("جد ab هو", "rtl", "وه ab دج"),
        ("جد 12 هو", "rtl", "وه 12 دج"),
        ("جد 1,200 هو", "rtl", "وه 1,200 دج"),
        ("2019-03-05 جد", "rtl", "دج 2019-03-05"),
        ("جد 2019-03-05", "rtl", "05-03-2019 دج"),  # after Arabic letters a hyphen joins no numbers
        ("جد ٣٫٥", "rtl", "٣٫٥ دج"),
        ("12 جد", "ltr", "12 دج"),
        ("جد (ab) هو", "rtl", "وه (ab) دج"),
        ("جد ab (ef)", "rtl", "ab (ef) دج"),
        ("(جد)", "rtl", "(دج)"),
        ("ab (جد) ef", "ltr", "ab (دج) ef"),
        ("«جد»", "rtl", "«دج»"),
        ("جد!", "rtl", "!دج"),
        ("جد! ", "ltr", "دج! "),
        ("ab, جد, هو", "ltr", "ab, وه ,دج"),
    ],
)
def test_lines_are_seen_as_the_standard_says(read: str, base: str, wanted: str) -> None:
    assert seen(read, base) == wanted


def test_isolates_keep_names_apart() -> None:
    read = "ab: \u2068جد\u2069, \u2068هو\u2069"
    assert seen(read, "ltr").translate({0x2068: None, 0x2069: None}) == "ab: دج, وه"


def test_a_sign_stays_before_its_number_inside_an_isolate() -> None:
    assert "-3.2" in seen("\u2066-3.2\u2069 نقطة", "rtl")


def test_marks_follow_the_letter_that_carries_them() -> None:
    assert seen("مرجّح", "rtl") == "حجّرم"


@given(st.text(LETTERS + "\u2066\u2068\u2069"), st.sampled_from(["ltr", "rtl"]))
def test_the_visual_order_is_a_permutation(text: str, base: str) -> None:
    assert sorted(visual_order(text, base=base)) == list(range(len(text)))


@given(st.text(), st.sampled_from(["ltr", "rtl"]))
def test_any_text_has_an_order(text: str, base: str) -> None:
    assert sorted(visual_order(text, base=base)) == list(range(len(text)))


@given(st.text(st.characters(codec="latin-1", categories=["L", "P", "Zs"])))
def test_latin_is_left_alone(text: str) -> None:
    assert visual_order(text, base="ltr") == list(range(len(text)))


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"))
def test_arabic_letters_are_turned_round(text: str) -> None:
    assert visual_order(text, base="rtl") == list(range(len(text)))[::-1]


@given(st.text(LETTERS), st.sampled_from(["ltr", "rtl"]))
def test_digits_of_a_number_keep_their_order(text: str, base: str) -> None:
    read = f"{text} 4567 {text}"
    assert "4567" in seen(read, base)


@pytest.mark.parametrize(("one", "other"), ["()", "[]", "{}", "<>", "«»", "‹›"])
def test_brackets_have_a_twin(one: str, other: str) -> None:
    assert (mirror(one), mirror(other)) == (other, one)


@given(st.characters())
def test_a_twin_of_a_twin_is_itself(character: str) -> None:
    if unicodedata.mirrored(character) and mirror(character) != character:
        assert mirror(mirror(character)) == character
