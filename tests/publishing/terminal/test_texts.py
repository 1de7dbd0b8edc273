"""Both languages say the same things, each by its own grammar."""

import datetime as dt
import inspect
import re
from pathlib import Path
from string import Formatter

import pytest

from tarjih.publishing.terminal.texts import Texts, points, texts

GROUPS = ("text", "conflict", "status", "certainty", "hedge", "confirmed", "counted")


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("group", GROUPS)
def test_both_languages_have_the_same_keys(group: str) -> None:
    assert getattr(texts("en"), group).keys() == getattr(texts("ar"), group).keys()


def test_both_languages_fill_in_the_same_things() -> None:
    for key, text in texts("en").text.items():
        assert fields(text) == fields(texts("ar").text[key]), key


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (0, "0 خبر"),
        (1, "خبر واحد"),
        (2, "خبران"),
        (3, "3 أخبار"),
        (10, "10 أخبار"),
        (11, "11 خبرا"),
        (99, "99 خبرا"),
        (100, "100 خبر"),
        (102, "102 خبر"),
        (103, "103 أخبار"),
        (2.7, "2.7 خبر"),
    ],
)
def test_arabic_counts_agree(number: float, wanted: str) -> None:
    assert texts("ar").count("report", number) == wanted


def test_an_arabic_dual_follows_its_preposition() -> None:
    say = texts("ar")
    assert say.count("origin", 2, case="oblique") == "أصلين مستقلين"
    assert say.count("origin", 2) == "أصلان مستقلان"
    assert say.count("origin", 3, case="oblique") == say.count("origin", 3)


def test_no_origin_at_all_is_said_in_words() -> None:
    assert [texts(language).count("origin", 0) for language in ("en", "ar")] == [
        "no known origin",
        "بلا أصل معروف",
    ]


def test_english_counts_agree() -> None:
    said = [texts("en").count("origin", n) for n in (1, 2, 1.7)]
    assert said == [
        "1 independent origin",
        "2 independent origins",
        "1.7 independent origins",
    ]


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2019-03-05", "2019-03-05", "5 March 2019"),
        ("2019-03-05", "2019-03-07", "5 March 2019 to 7 March 2019"),
        ("2019-03-01", "2019-03-31", "March 2019"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-03-01", "2019-04-30", "1 March 2019 to 30 April 2019"),
    ],
)
def test_days_are_as_wide_as_they_are_known(first: str, last: str, wanted: str) -> None:
    assert texts("en").days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == wanted


def test_nothing_is_called_certain_or_impossible() -> None:
    assert (points(0.0), points(0.004), points(0.5), points(0.999), points(1.0)) == (1, 1, 50, 99, 99)


def test_texts_know_twelve_months() -> None:
    for language in ("en", "ar"):
        said: Texts = texts(language)
        assert len(set(said.month)) == 12


def test_every_text_is_used() -> None:
    package = Path(inspect.getfile(Texts)).parents[1]
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py")))
    keys = [*texts("en").text, *texts("en").counted]
    assert [key for key in keys if not re.search(f"""["']{key}["']""", source)] == []
