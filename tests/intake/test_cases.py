"""The language cases of intake: what is cut at the edges, and which language a text is in."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tarjih.intake.cleaning import clean
from tarjih.intake.language import language_of
from tarjih.intake.mapped import Mapped

CASES = Path(__file__).resolve().parents[1] / "cases" / "intake"


def cases(name: str) -> list[Any]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["why"]) for case in map(msgspec.json.decode, lines)]


def found(case: dict[str, Any]) -> dict[str, Any]:
    if case["step"] == "language":
        return {"language": language_of(case["text"])}
    kept, cut = clean(case["title"], [Mapped(line) for line in case["lines"]])
    return {"kept": [part.text for part in kept], "cut": [[piece.text, piece.at] for piece in cut]}


def wanted(case: dict[str, Any]) -> dict[str, Any]:
    return {key: case[key] for key in ("language", "kept", "cut") if key in case}


@pytest.mark.parametrize("case", [*cases("made_up"), *cases("in_the_wild")])
def test_matches(case: dict[str, Any]) -> None:
    assert found(case) == wanted(case)


@pytest.mark.parametrize("case", cases("must_not_match"))
def test_leaves_alone(case: dict[str, Any]) -> None:
    assert found(case) == wanted(case)


@pytest.mark.xfail(strict=True, reason="known failure: a cure is noticed here")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert found(case) == wanted(case)
