"""Records are frozen, and nonsense does not become one."""

import msgspec
import pytest

from tarjih.records.assessment import Probability
from tarjih.records.identity import content_id
from tarjih.records.reading import Quantity, Reading
from tarjih.records.report import Original, Report, Segment
from tarjih.records.span import Span

SHA = "0" * 64


def report(**fields: object) -> Report:
    return Report(**({"id": "r", "title": "t", "text": "t\n\nx", "sha256": SHA} | fields))  # type: ignore[arg-type]


def test_records_are_frozen() -> None:
    with pytest.raises(AttributeError):
        report().title = "other"  # type: ignore[misc]


@pytest.mark.parametrize("name", ["", "../up", "a/b", "a\\b", "..", "."])
def test_an_id_that_could_leave_its_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        report(id=name)


def test_a_hash_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Original(sha256="abc", size=1, name="n", media="text/plain")


def test_bounds_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="min <= max"):
        Quantity(span=Span(0, 1), min=5, max=3)


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_what_is_no_probability_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"\[0, 1\]"):
        Probability(value=value, low=0.0, high=1.0, word_en="", word_ar="")


def test_ids_come_from_content_and_know_where_one_part_ends() -> None:
    assert content_id("X", "ab", "c") == content_id("X", "ab", "c")
    assert content_id("X", "ab", "c") != content_id("X", "a", "bc")
    assert content_id("X", "\ud800").startswith("X")


def test_a_report_knows_where_its_words_stood() -> None:
    made = report(segments=(Segment(0, 10, 5),))
    assert made.original_span(Span(1, 3)) == Span(11, 13)
    assert made.original_span(Span(3, 7)) is None


def test_a_reading_written_and_read_again_is_the_same() -> None:
    made = Reading.of(report(notes=("a",)))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Reading) == made
