"""Quantities: the language cases, and what holds for any text."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.reading.quantities import find_quantities
from tarjih.reading.times import find_times
from tarjih.reading.tokens import lay_out
from tarjih.records.reading import Quantity

CASES = Path(__file__).resolve().parents[1] / "cases" / "reading"
WEDNESDAY = dt.date(2016, 5, 18)
VOCABULARY = """
مقتل قتل أكثر من أقل نحو بين إلى أو و ثلاثة عشر خمسة وعشرون مئة ألف آلاف مليون ونصف عشرات مئات
شخصا جنديين قتيلا آخرين على الأقل عدد بعض 12 1,500 2.5 ١٢ - / ( ) « » ، . عاما اليوم اللواء
أحد عناصر اثنين مسلحين العشرين الثالث في المئة كيلومترا دولار سيارة واحدة ألفا
"""
WORDS = st.sampled_from(VOCABULARY.split())


def cases(name: str) -> list[Any]:
    lines = (CASES / f"quantities.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["why"]) for case in map(msgspec.json.decode, lines)]


def quantities(text: str) -> tuple[Quantity, ...]:
    words = lay_out(text)
    return find_quantities(words, times=find_times(words, published=WEDNESDAY))


def found(case: dict[str, Any]) -> list[list[Any]]:
    return [
        [quantity.span.within(case["text"]), quantity.min, quantity.max]
        for quantity in quantities(case["text"])
    ]


@pytest.mark.parametrize("case", [*cases("in_the_wild"), *cases("made_up")])
def test_matches(case: dict[str, Any]) -> None:
    assert found(case) == case["quantities"]


@pytest.mark.parametrize("case", cases("must_not_match"))
def test_leaves_alone(case: dict[str, Any]) -> None:
    assert found(case) == case["quantities"] == []


@pytest.mark.xfail(strict=True, reason="known failure: a cure is noticed here")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert found(case) == case["quantities"]


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_quantities_of_any_words_are_ordered_and_clear_of_times(text: str) -> None:
    """Spans neither overlap each other nor hold a number inside an expression of time."""
    words = lay_out(text)
    times = find_times(words, published=WEDNESDAY)
    end = 0
    for quantity in find_quantities(words, times=times):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.number is not None
        assert not any(quantity.number.overlaps(time.span) for time in times)
        assert quantity.min is not None or quantity.max is not None
        end = quantity.span.end


@given(st.text(max_size=80))
def test_any_text_is_read_twice_the_same(text: str) -> None:
    assert quantities(text) == quantities(text)


@given(st.integers(3, 10**8))
def test_digits_are_counted_as_written(number: int) -> None:
    (quantity,) = quantities(f"قال إن {number} شخصا نزحوا")
    assert (quantity.min, quantity.max, quantity.of) == (number, number, "شخصا")


@given(st.integers(1000, 10**8))
def test_digits_of_three_scripts_and_thousands_marks_mean_the_same(number: int) -> None:
    eastern = str(number).translate({48 + n: 0x660 + n for n in range(10)})
    persian = str(number).translate({48 + n: 0x6F0 + n for n in range(10)})
    for written in (eastern, persian, f"{number:,}"):
        (quantity,) = quantities(f"قال إن {written} شخصا نزحوا")
        assert quantity.min == quantity.max == number


@pytest.mark.parametrize(
    ("text", "number", "of"),
    [
        ("مقتل أكثر من ثلاثة عشر جنديا", "ثلاثة عشر", "جنديا"),
        ("مقتل 15 من عناصر التنظيم", "15", "عناصر"),
        ("مقتل جنديين تركيين اثنين", "اثنين", "جنديين"),
        ("أسر عدد من المقاتلين", "عدد من", "المقاتلين"),
        ("مقتل 35 في حادث", "35", None),
    ],
)
def test_a_quantity_tells_its_number_and_what_is_counted(text: str, number: str, of: str | None) -> None:
    (quantity,) = quantities(text)
    assert quantity.number is not None
    assert (quantity.number.within(text), quantity.of) == (number, of)
