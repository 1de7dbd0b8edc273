"""Lines fit their width, in both directions, and lose nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.publishing.terminal.sheet import Cell, Sheet, command, data, number, words

WORD = st.text("abcجدهوزح123", min_size=1, max_size=9)


def page(language: str, order: str, width: int = 60) -> Sheet:
    return Sheet(width=width, language=language, order=order)


@given(st.lists(WORD, max_size=40), st.sampled_from(["en", "ar"]), st.sampled_from(["visual", "logical"]))
def test_no_line_is_wider_than_the_page(some: list[str], language: str, order: str) -> None:
    sheet = page(language, order, width=40)
    sheet.line(data(" ".join(some)), words(" · "), words(" ".join(some)), lead="  ├─ ", hang="  │  ")
    for line in sheet.text().splitlines():
        assert sheet.cells(line) <= 40


@given(st.lists(WORD, max_size=30), st.sampled_from(["en", "ar"]))
def test_no_letter_is_lost_on_the_way_to_the_terminal(some: list[str], language: str) -> None:
    text = " ".join(some)
    sheet = page(language, "visual")
    sheet.line(data(text))
    shown = unicodedata.normalize("NFKC", "".join(sheet.text().split()))
    assert sorted(shown) == sorted("".join(some))


@given(st.lists(st.text("abcdef123", min_size=1), min_size=1))
def test_latin_lines_are_the_same_in_any_order(some: list[str]) -> None:
    shown = []
    for order in ("visual", "logical"):
        sheet = page("en", order)
        sheet.line(data(" ".join(some)))
        shown.append(sheet.text())
    assert shown[0] == shown[1]


def test_arabic_pages_stand_on_the_right() -> None:
    sheet = page("ar", "visual")
    sheet.line(words("نص قصير"))
    assert sheet.text().rstrip("\n").startswith(" " * 50)
    assert sheet.cells(sheet.text().rstrip("\n")) == 60


def test_a_tree_from_the_right_has_its_branch_on_the_right() -> None:
    sheet = page("ar", "visual")
    sheet.line(words("نص"), lead="┤─ ")
    assert sheet.text().rstrip("\n").endswith("─┤")


def test_names_from_outside_do_not_run_into_each_other() -> None:
    sheet = page("en", "visual")
    sheet.line(data("دج"), words(", "), data("وه"))
    first, second = sheet.text().rstrip("\n").split(", ")
    assert unicodedata.normalize("NFKC", first) == "جد"
    assert unicodedata.normalize("NFKC", second) == "هو"


def test_a_sign_stays_before_its_number_in_arabic() -> None:
    for order in ("visual", "logical"):
        sheet = page("ar", order)
        sheet.row([Cell(words("سطر"), 10), Cell(number("\u22123.20"), 7, end=True)])
        assert "\u22123.20" in sheet.text()
    assert "\u200e\u2212" in sheet.text()


def test_a_command_can_be_copied_from_an_arabic_page() -> None:
    sheet = page("ar", "visual", width=90)
    sheet.line(words("الأمر: "), command("tarjih weigh my-case --subject 'تنظيم راية'"))
    assert "tarjih weigh my-case --subject 'تنظيم راية'" in sheet.text()


def test_rows_of_a_table_stand_below_each_other() -> None:
    sheet = page("en", "visual")
    sheet.row([Cell(data("سطر"), 10), Cell(number("7"), 4, end=True)])
    sheet.row([Cell(data("row"), 10), Cell(number("12"), 4, end=True)])
    assert [len(line) for line in sheet.text().splitlines()] == [16, 16]


def test_two_empty_lines_never_follow_each_other() -> None:
    sheet = page("en", "logical")
    sheet.line(words("a"))
    sheet.blank()
    sheet.blank()
    sheet.heading("b")
    assert sheet.text() == "a\n\nb\n"


@pytest.mark.parametrize("order", ["visual", "logical"])
def test_a_report_cannot_send_codes_to_the_terminal(order: str) -> None:
    sheet = page("en", order)
    sheet.line(data("a\x1b[2J\u202eb"))
    assert sheet.text() == "a[2Jb\n"
