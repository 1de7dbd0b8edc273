"""Quotations: marks of all shapes are paired by the space around them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.claims.quotations import pair_quotes
from tarjih.reading.tokens import lay_out


def quoted(text: str) -> list[str]:
    words = lay_out(text)
    return [words.string(first + 1, last) for first, last in pair_quotes(words).items()]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("قال «نعم» ثم ذهب", ["نعم"]),
        ("قال “نعم” ثم ذهب", ["نعم"]),
        ('قال "نعم" ثم ذهب', ["نعم"]),
        ("قال: ”نعم” ثم ذهب", ["نعم"]),
        ('قال " نعم " ثم ذهب', ["نعم"]),
        ('قال "نعم. لا شك".', ["نعم. لا شك"]),
        ("تنظيم «السيل» و«الريح»", ["السيل", "الريح"]),
        ("قال «نعم ثم ذهب", []),
        ("ذهب» ثم عاد", []),
        ('قال "نعم وأضاف "لا" ثم ذهب', ["لا"]),
    ],
)
def test_pairs_marks(text: str, inside: list[str]) -> None:
    """Each mark is paired once; what was never closed is no quotation."""
    assert quoted(text) == inside


@given(st.text(alphabet="قال نعم«»“”\"'\n.", max_size=60))
def test_pairs_never_overlap(text: str) -> None:
    """Quotations follow each other and never cross, whatever the text."""
    words = lay_out(text)
    pairs = sorted(pair_quotes(words).items())
    assert all(first < last for first, last in pairs)
    assert all(a[1] < b[0] for a, b in pairwise(pairs))
