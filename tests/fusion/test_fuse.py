"""The whole of fusion: what must hold whatever the reports say and in whatever order they come."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.errors import InputError
from tarjih.fusion.fuse import fuse
from tarjih.records.event import Event, Fused
from tarjih.records.reading import Reading
from tests.fusion.builders import read

CASES = Path(__file__).resolve().parents[1] / "cases" / "fusion"


def renamed(reading: Reading, name: str, **changes: Any) -> Reading:
    return msgspec.structs.replace(reading, report=name, **changes)


def pool() -> list[Reading]:
    """All reports of all cases, each under a name of its own."""
    found = []
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            found += [renamed(read(row), f"{case['name']}-{row['report']}") for row in case["reports"]]
    return found


POOL = pool()

STATEMENT: dict[str, Any] = {
    "report": "a",
    "published": "2019-03-14",
    "outlet": "صحيفة الدفتر",
    "byline": "منبج - وكالات",
    "text": (
        "قتلى في تفجير بسوق منبج\n\n"
        "قال المتحدث باسم شرطة منبج سامر الزيات إن سيارة ملغومة انفجرت في سوق منبج صباح الأربعاء، "
        "فقتل خمسة أشخاص وأصيب عشرة من الباعة والمتسوقين الذين كانوا في المكان.\n\n"
        "وأضاف الزيات أن السيارة كانت متوقفة منذ الليل أمام متجر للحبوب في طرف السوق.\n"
    ),
    "entities": [
        {
            "id": "E1",
            "name": "منبج",
            "kind": "PLACE",
            "mentions": ["منبج#2", "منبج#3"],
            "row": "p-manbij",
            "lat": 36.53,
            "lon": 37.95,
            "country": "SY",
            "precision": "town",
        },
        {"id": "E2", "name": "سامر الزيات", "kind": "PERSON", "mentions": ["سامر الزيات", "الزيات#2"]},
    ],
    "times": [["صباح الأربعاء", "2019-03-13"]],
    "quantities": [["خمسة أشخاص", 5, 5], ["عشرة", 10, 10]],
    "attributions": [
        {
            "id": "A1",
            "cue": "قال",
            "sources": [["المتحدث باسم شرطة منبج سامر الزيات", "E2", "official"]],
            "content": ["سيارة", "المكان"],
        }
    ],
    "events": [
        {
            "type": "bombing",
            "trigger": "انفجرت",
            "place": "منبج#3",
            "time": "صباح الأربعاء",
            "attribution": "A1",
        },
        {"type": "killing", "trigger": "فقتل", "quantity": "خمسة أشخاص", "attribution": "A1"},
        {"type": "injury", "trigger": "وأصيب", "quantity": "عشرة", "attribution": "A1"},
    ],
}


def bombing(fused: Fused) -> Event:
    (found,) = [event for event in fused.events if event.type == "bombing"]
    return found


@given(st.permutations(range(12)), st.integers(0, len(POOL) - 13))
def test_order_does_not_matter(order: list[int], first: int) -> None:
    some = POOL[first : first + 12]
    assert fuse(some[i] for i in order) == fuse(some)


@given(st.lists(st.sampled_from(POOL), max_size=16, unique_by=lambda r: r.report))
def test_never_joins_what_differs_in_kind_and_loses_no_mention(readings: list[Reading]) -> None:
    fused = fuse(readings)
    told = {(r.report, e.id) for r in readings for e in r.events}
    types = {(r.report, e.id): e.type for r in readings for e in r.events}
    kept = [(t.report, t.mention) for event in fused.events for t in event.mentions if t.mention]
    assert sorted(kept) == sorted(told)
    for event in fused.events:
        kinds = {types[t.report, t.mention] for t in event.mentions if t.mention}
        assert not ({"killing"} & kinds and {"bombing", "airstrike"} & kinds)
        assert not {"displacement", "arrest"} <= kinds
        assert {o.id for o in event.origins} >= {t.origin for t in event.mentions if t.origin}


@given(st.integers(1, 6))
def test_a_copied_report_adds_no_origin_and_no_gatherer(copies: int) -> None:
    first = read(STATEMENT)
    others = [renamed(first, f"copy{n}", outlet=f"صحيفة {n}", byline=None) for n in range(copies)]
    event = bombing(fuse([first, *others]))
    assert [o.kind for o in event.origins] == ["official statement"]
    assert event.origins[0].reports == tuple(sorted(r.report for r in [first, *others]))
    assert [g.name for g in event.gatherers] == ["unnamed text a"]
    assert event.unknown == ()


def test_a_copy_without_its_source_inherits_the_origin() -> None:
    first = read(STATEMENT)
    mute = renamed(
        first,
        "mute",
        attributions=(),
        events=tuple(msgspec.structs.replace(e, attribution=None) for e in first.events),
    )
    event = bombing(fuse([first, mute]))
    assert event.origins[0].reports == ("a", "mute")
    assert event.unknown == ()
    assert any("copies a text" in reason for reason in event.origins[0].reasons)


def test_a_report_that_names_nobody_is_unknown() -> None:
    row = {**STATEMENT, "attributions": []}
    row["events"] = [{k: v for k, v in e.items() if k != "attribution"} for e in STATEMENT["events"]]
    event = bombing(fuse([read(row)]))
    assert (event.origins, event.unknown) == ((), ("a",))


def test_tolls_are_events_of_their_own_tied_to_their_cause() -> None:
    fused = fuse([read(STATEMENT)])
    cause = bombing(fused).id
    assert {e.type: e.cause for e in fused.events} == {"bombing": None, "killing": cause, "injury": cause}


def test_fills_the_slots_of_an_event() -> None:
    event = bombing(fuse([read(STATEMENT)]))
    assert (event.place, event.country, event.lat) == ("منبج", "SY", 36.53)
    assert str(event.first_day) == "2019-03-13"
    telling = next(t for t in event.mentions if t.mention)
    assert telling.chain == ("المتحدث باسم شرطة منبج سامر الزيات",)
    assert telling.certainty == "asserted"
    assert telling.cue is not None


def test_the_same_reading_twice_counts_once() -> None:
    assert fuse([read(STATEMENT), read(STATEMENT)]) == fuse([read(STATEMENT)])


def test_two_readings_of_one_name_are_refused() -> None:
    first = read(STATEMENT)
    with pytest.raises(InputError, match="one reading for each report"):
        fuse([first, msgspec.structs.replace(first, outlet="صحيفة أخرى")])


def test_nothing_gives_nothing() -> None:
    assert fuse([]) == Fused()


def test_a_report_without_words_is_no_trouble() -> None:
    empty = Reading(report="empty", title="", text="")
    assert bombing(fuse([read(STATEMENT), empty])).origins


def test_carries_quoted_judgements_along() -> None:
    text = "توقعات\n\nرجح خبير أن ينهار التنظيم قريبا.\n"
    row = {
        "report": "j",
        "text": text,
        "attributions": [
            {"id": "A1", "cue": "رجح", "sources": [["خبير", None, "expert"]], "content": ["ينهار", "قريبا"]}
        ],
        "assessments": [
            {
                "span": "رجح",
                "about": None,
                "tendency": "collapse",
                "certainty": "probable",
                "attribution": "A1",
            }
        ],
    }
    (judgement,) = fuse([read(row)]).judgements
    assert (judgement.tendency, judgement.certainty, judgement.origin) == ("collapse", "probable", "خبير")
