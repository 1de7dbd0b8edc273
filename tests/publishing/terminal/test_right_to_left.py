"""Arabic is written as the terminal at hand needs it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.errors import InputError
from tarjih.publishing.terminal.right_to_left import choose_order, clean, shape

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئء"


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, "visual"),
        ({"TERM": "xterm-256color"}, "visual"),
        ({"VTE_VERSION": "5600"}, "visual"),
        ({"VTE_VERSION": "5800"}, "logical"),
        ({"VTE_VERSION": "7600"}, "logical"),
        ({"VTE_VERSION": "new"}, "visual"),
        ({"KONSOLE_VERSION": "220401"}, "logical"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "logical"),
        ({"TERM_PROGRAM": "iTerm.app"}, "visual"),
        ({"TARJIH_BIDI": "logical"}, "logical"),
        ({"TARJIH_BIDI": "visual", "VTE_VERSION": "7600"}, "visual"),
        ({"TARJIH_BIDI": "auto", "VTE_VERSION": "7600"}, "logical"),
    ],
)
def test_the_terminal_decides_the_order(environment: dict[str, str], wanted: str) -> None:
    assert choose_order(to_terminal=True, environment=environment) == wanted


def test_files_and_pipes_get_text_in_the_order_of_reading() -> None:
    assert choose_order(to_terminal=False, environment={}) == "logical"
    assert choose_order(to_terminal=False, environment={"TARJIH_BIDI": "visual"}) == "visual"


def test_a_wrong_wish_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(InputError, match="auto, visual, logical"):
        choose_order(to_terminal=True, environment={"TARJIH_BIDI": "right"})


def test_letters_are_joined_and_lam_alef_is_one_character() -> None:
    joined = shape("سلام")
    assert [unicodedata.name(c) for c in joined] == [
        "ARABIC LETTER SEEN INITIAL FORM",
        "ARABIC LIGATURE LAM WITH ALEF FINAL FORM",
        "ARABIC LETTER MEEM ISOLATED FORM",
    ]


@given(st.text(ARABIC + " 123abc"))
def test_joined_letters_are_the_same_letters(text: str) -> None:
    assert unicodedata.normalize("NFKC", shape(text)) == text


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_latin_is_not_shaped(text: str) -> None:
    assert shape(text) == text


@given(st.text())
def test_nothing_that_is_shown_can_move_the_cursor_or_turn_a_line(text: str) -> None:
    for character in clean(text):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRO",
            "RLO",
            "LRE",
            "RLE",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }


def test_half_characters_become_visible() -> None:
    assert clean("a\ud800b") == "a\ufffdb"
