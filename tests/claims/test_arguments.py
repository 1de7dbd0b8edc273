"""Arguments: who, whom, where, when and how many, and what must be left empty."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tarjih.claims.events import find_events
from tests.claims.pages import page_of

CASES = Path(__file__).resolve().parents[1] / "cases" / "claims"


def cases(name: str) -> list[Any]:
    lines = (CASES / f"arguments.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["why"]) for case in map(msgspec.json.decode, lines)]


def arguments(case: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of the event whose trigger the case names, without empty ones."""
    page = page_of(
        case["text"],
        names=case.get("names", ()),
        quantities=case.get("quantities", ()),
        times=case.get("times", ()),
    )
    text = page.words.text
    found = find_events(page, attributions=())
    event = next(event for event in found if event.trigger.within(text) == case["event"])
    slots = {
        "actors": [span.within(text) for span in event.actors],
        "targets": [span.within(text) for span in event.targets],
        "place": event.place.within(text) if event.place else None,
        "time": event.time.within(text) if event.time else None,
        "quantity": event.quantity.within(text) if event.quantity else None,
    }
    return {name: value for name, value in slots.items() if value}


@pytest.mark.parametrize("case", [*cases("in_the_wild"), *cases("made_up")])
def test_binds(case: dict[str, Any]) -> None:
    assert arguments(case) == case["arguments"]


@pytest.mark.parametrize("case", cases("must_not_match"))
def test_binds_nothing_without_ground(case: dict[str, Any]) -> None:
    """What stands in the case is all that may be bound; the rest of the sentence is of something else."""
    assert arguments(case) == case["arguments"]


@pytest.mark.xfail(strict=True, reason="known failure: a cure is noticed here")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert arguments(case) == case["arguments"]
