"""Conflicts as cases: what must be shown, and what must not."""

import json
from pathlib import Path
from typing import Any

import pytest

from tarjih.fusion.fuse import fuse
from tests.fusion.builders import read

CASES = Path(__file__).resolve().parents[1] / "cases" / "fusion"


def rows(name: str) -> list[Any]:
    path = CASES / f"{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [pytest.param(json.loads(line), id=json.loads(line)["name"]) for line in lines]


def shown(case: dict[str, Any]) -> list[str]:
    """What the conflict cards of all events of a case are about."""
    fused = fuse(read(row) for row in case["reports"])
    return sorted(conflict.about for event in fused.events for conflict in event.conflicts)


@pytest.mark.parametrize("case", rows("made_up"))
def test_shows_what_cannot_all_hold(case: dict[str, Any]) -> None:
    assert shown(case) == case["conflicts"], case["why"]


@pytest.mark.parametrize("case", rows("must_not_match"))
def test_shows_no_conflict_where_there_is_none(case: dict[str, Any]) -> None:
    assert shown(case) == [], case["why"]


@pytest.mark.xfail(reason="known failures")
@pytest.mark.parametrize("case", rows("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert shown(case) == case["conflicts"], case["why"]
