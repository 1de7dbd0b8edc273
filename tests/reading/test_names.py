"""What a report names, case by case, and what must hold for any text."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tarjih.reading.names import find_mentions
from tarjih.reading.tokens import lay_out

CASES = Path(__file__).resolve().parents[1] / "cases" / "reading"
VOCABULARY = """
قال داعش صحيفة « » سمير الخباز في حلب الجيش اليمني التنظيم
، . العميد أبو على الباب ( ) مدينة و بن ملك الملك سلمان السعودية رئيس الوزراء الكندي القوات
"""
WORDS = VOCABULARY.split()


def cases(name: str) -> list[dict[str, Any]]:
    lines = (CASES / f"names.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def named(text: str) -> list[list[str]]:
    return [[m.span.within(text), m.kind] for m in find_mentions(lay_out(text), times=())]


@pytest.mark.parametrize("case", cases("made_up") + cases("in_the_wild"), ids=lambda c: c["why"])
def test_finds_what_is_named(case: dict[str, Any]) -> None:
    assert named(case["text"]) == case["mentions"]


@pytest.mark.parametrize("case", cases("must_not_match"), ids=lambda c: c["why"])
def test_finds_no_name_in_ordinary_words(case: dict[str, Any]) -> None:
    assert named(case["text"]) == []


@pytest.mark.parametrize("case", cases("known_failures"), ids=lambda c: c["why"])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_finds_what_is_not_found_yet(case: dict[str, Any]) -> None:
    assert named(case["text"]) == case["mentions"]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_mentions_stand_in_order_and_apart(text: str) -> None:
    """Mentions never overlap, stand in the order of the text, and hold their head unless they point back."""
    mentions = find_mentions(lay_out(text), times=())
    for before, behind in pairwise(mentions):
        assert before.span.end <= behind.span.start
    for mention in mentions:
        assert mention.span.within(text).strip()
        assert mention.nominal or mention.head is None or mention.span.contains(mention.head)


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text: str) -> None:
    assert find_mentions(lay_out(text), times=()) == find_mentions(lay_out(text), times=())
