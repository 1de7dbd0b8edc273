"""Places on the map: chosen by type word and by the rest of the report, or left open."""

import json
from pathlib import Path
from typing import Any

import pytest

from tarjih.reading.entities import gather_entities
from tarjih.reading.names import find_mentions
from tarjih.reading.naming import places
from tarjih.reading.tokens import lay_out
from tarjih.records.reading import Entity

CASES = Path(__file__).resolve().parents[1] / "cases" / "reading"


def cases(name: str) -> list[dict[str, Any]]:
    lines = (CASES / f"places.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def place_of(case: dict[str, Any]) -> Entity:
    words = lay_out(case["text"])
    entities = gather_entities(words, mentions=find_mentions(words, times=()), outlet=None)
    [entity] = [e for e in entities if any(s.within(case["text"]) == case["place"] for s in e.mentions)]
    return entity


def check(case: dict[str, Any]) -> None:
    entity = place_of(case)
    assert (entity.kind, entity.country, entity.precision) == ("PLACE", case["country"], case["precision"])
    assert entity.lat == pytest.approx(case["near"][0], abs=0.15)
    assert entity.lon == pytest.approx(case["near"][1], abs=0.15)


@pytest.mark.parametrize("case", cases("made_up"), ids=lambda c: c["why"])
def test_puts_a_place_on_the_map(case: dict[str, Any]) -> None:
    check(case)


MUST_NOT = cases("must_not_match")


@pytest.mark.parametrize("case", [c for c in MUST_NOT if c["place"]], ids=lambda c: c["why"])
def test_leaves_a_place_open_that_nothing_decides(case: dict[str, Any]) -> None:
    entity = place_of(case)
    assert (entity.lat, entity.lon) == (None, None)


@pytest.mark.parametrize("case", [c for c in MUST_NOT if not c["place"]], ids=lambda c: c["why"])
def test_takes_an_ordinary_word_for_no_place(case: dict[str, Any]) -> None:
    words = lay_out(case["text"])
    found = [m for m in find_mentions(words, times=()) if m.kind == "PLACE" and m.row not in case["besides"]]
    assert found == []


@pytest.mark.parametrize("case", cases("known_failures"), ids=lambda c: c["why"])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_puts_a_place_on_the_map_some_day(case: dict[str, Any]) -> None:
    check(case)


def test_keeps_the_candidates_of_an_open_place() -> None:
    entity = place_of({"text": "وصل الوفد إلى طرابلس.", "place": "طرابلس"})
    assert {places()[row].country for row in entity.candidates} == {"LB", "LY"}


def test_every_place_stands_on_the_globe() -> None:
    rows = places().values()
    assert len(rows) > 3000
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 for row in rows)
    kinds = {"point", "town", "district", "province", "country", "river", "region"}
    assert {row.kind for row in rows} <= kinds
