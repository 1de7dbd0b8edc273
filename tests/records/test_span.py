import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.records.span import Span

OFFSETS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end"), [(3, 2), (-1, 4)])
def test_a_span_that_runs_backwards_or_before_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


@given(OFFSETS, OFFSETS)
def test_overlap_means_a_code_point_in_common(one: Span, two: Span) -> None:
    assert one.overlaps(two) == bool(set(range(one.start, one.end)) & set(range(two.start, two.end)))
    assert one.overlaps(two) == two.overlaps(one)


@given(OFFSETS, OFFSETS)
def test_containing_means_no_code_point_outside(one: Span, two: Span) -> None:
    if len(two):
        assert one.contains(two) == (set(range(two.start, two.end)) <= set(range(one.start, one.end)))


@given(OFFSETS)
def test_a_span_is_a_pair_in_json_and_comes_back(span: Span) -> None:
    raw = msgspec.json.encode(span)
    assert msgspec.json.decode(raw) == [span.start, span.end]
    assert msgspec.json.decode(raw, type=Span) == span


def test_a_wrong_span_in_json_is_refused_too() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b"[5, 2]", type=Span)
