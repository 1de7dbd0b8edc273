"""Clauses: the language cases, and that they cover any text once."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.claims.clauses import split_clauses
from tarjih.reading.tokens import lay_out

CASES = Path(__file__).resolve().parents[1] / "cases" / "claims"
WORDS = st.sampled_from((
    "قال",
    "إن",
    "الجيش",
    "الذي",
    "قصف",
    "المدينة",
    "،",
    "وقتل",
    "بعد",
    "أن",
    "لكن",
    ":",
    ".",
))


def cases(name: str) -> list[Any]:
    lines = (CASES / f"clauses.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["why"]) for case in map(msgspec.json.decode, lines)]


def found(text: str) -> list[list[str]]:
    words = lay_out(text)
    return [[words.string(c.first, c.end), c.kind] for c in split_clauses(words).clauses]


@pytest.mark.parametrize("case", [*cases("in_the_wild"), *cases("made_up")])
def test_splits(case: dict[str, Any]) -> None:
    assert found(case["text"]) == case["clauses"]


@pytest.mark.parametrize("case", cases("must_not_match"))
def test_keeps_whole(case: dict[str, Any]) -> None:
    assert len(found(case["text"])) == 1


def test_a_relative_clause_stays_in_the_statement_it_describes() -> None:
    words = lay_out("انسحب الجيش الذي حاصر المدينة لكن المسلحين عادوا.")
    clauses = split_clauses(words)
    assert [(c.kind, c.statement) for c in clauses.clauses] == [
        ("main", 0),
        ("relative", 0),
        ("coordinate", 1),
    ]


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_covers_any_text_once_and_never_crosses_a_sentence(text: str) -> None:
    words = lay_out(text)
    found = split_clauses(words)
    assert [i for c in found.clauses for i in range(c.first, c.end)] == list(range(len(words)))
    assert len(found.clause_of) == len(found.statement_of) == len(words)
    for clause in found.clauses:
        assert len({words.sentence_of[i] for i in range(clause.first, clause.end)}) == 1
