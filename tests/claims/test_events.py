"""Events: the language cases, the lexicon behind them, and what holds for any text."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.claims.conditions import CONDITIONS
from tarjih.claims.events import find_events
from tarjih.claims.frames import frame_of
from tarjih.claims.tables import triggers
from tarjih.lexicons import read_text
from tarjih.records.page import Page
from tarjih.records.reading import Attribution, EventMention
from tarjih.records.span import Span
from tests.claims.pages import page_of, span_of

CASES = Path(__file__).resolve().parents[1] / "cases" / "claims"
VOCABULARY = """
قتل مقتل هجوم الهجوم انتحاري في من على إلى ، . : الجيش كتائب جندي مدنيين الذي التي أن استهدف شن
تفجير أصيب وإصابة اعتقلت داعيا القوات سيطرت بلدة سوق ( ) « » لم سوف نفسه بعد و 15 قتيلا بين وبين لـ
مدعومة محاصرة طالبت بالإفراج عن المعتقلين تبنى عملية العملية عسكرية
"""
TEXTS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=40).map(" ".join)


def cases(name: str) -> list[Any]:
    lines = (CASES / f"events.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["why"]) for case in map(msgspec.json.decode, lines)]


def page_of_case(case: dict[str, Any]) -> Page:
    return page_of(
        case["text"],
        names=case.get("names", ()),
        quantities=case.get("quantities", ()),
        times=case.get("times", ()),
    )


def as_told(event: EventMention, text: str) -> dict[str, Any]:
    """Write an event as the cases do: its words, and no empty slots."""
    slots = {
        "type": event.type,
        "trigger": event.trigger.within(text),
        "actors": [span.within(text) for span in event.actors],
        "targets": [span.within(text) for span in event.targets],
        "place": event.place.within(text) if event.place else None,
        "time": event.time.within(text) if event.time else None,
        "quantity": event.quantity.within(text) if event.quantity else None,
        "status": event.status,
    }
    return {name: value for name, value in slots.items() if value}


def found(case: dict[str, Any]) -> list[dict[str, Any]]:
    page = page_of_case(case)
    return [as_told(event, page.words.text) for event in find_events(page, attributions=())]


@pytest.mark.parametrize("case", [*cases("in_the_wild"), *cases("made_up")])
def test_tells_who_did_what_to_whom_and_where(case: dict[str, Any]) -> None:
    assert found(case) == case["events"]


@pytest.mark.parametrize("case", cases("must_not_match"))
def test_leaves_alone(case: dict[str, Any]) -> None:
    assert found(case) == case["events"] == []


@pytest.mark.xfail(strict=True, reason="known failure: a cure is noticed here")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert found(case) == case["events"]


@pytest.mark.parametrize("row", triggers().values(), ids=lambda row: row.id)
def test_every_trigger_names_a_type_a_frame_and_a_condition_that_exist(row: Any) -> None:
    types = {line.split("\t", 1)[0] for line in read_text("event_types.tsv").splitlines()[1:]}
    assert row.type in types
    assert frame_of(row.frame) is not None
    assert not row.condition or row.condition in CONDITIONS
    assert 0 <= row.head < max(len(form.split()) for form in row.forms.split("|"))


def test_has_triggers_for_every_type() -> None:
    types = {line.split("\t", 1)[0] for line in read_text("event_types.tsv").splitlines()[1:]}
    assert {row.type for row in triggers().values()} == types


def test_has_a_case_and_a_counter_case_for_every_type() -> None:
    """Each type is found in some case, and something that looks like it is left alone."""
    types = {line.split("\t", 1)[0] for line in read_text("event_types.tsv").splitlines()[1:]}
    told = [case.values[0] for name in ("in_the_wild", "made_up") for case in cases(name)]
    assert {event["type"] for case in told for event in case["events"]} == types
    left_alone = {str(case.id).split(":", 1)[0].replace(" ", "_") for case in cases("must_not_match")}
    assert types <= left_alone


def test_knows_what_puts_an_event_off() -> None:
    """At least sixty words of plan, attempt, negation and supposition, each with its source."""
    rows = [line.split("\t") for line in read_text("claims/negations.tsv").splitlines()[1:]]
    words = {form for row in rows if row[3] != "ongoing" and row[4] for form in row[2].split("|")}
    assert len(words) >= 60


def test_knows_seven_hundred_event_verbs() -> None:
    """Each verb, a root and its form, counts once, alone or in a phrase that it heads."""
    verbs = {
        item.split("-")[0]
        for row in triggers().values()
        for pattern in row.forms.split("|")
        for item in pattern.split()
        if ":" in item
    }
    assert len(verbs) >= 700


def attribution(identity: str, page: Page, first: str, last: str, *, chain: int = 1) -> Attribution:
    text = page.words.text
    from_, to = span_of(text, first), span_of(text, last)
    sources = tuple({"span": from_} for _ in range(chain))
    return msgspec.convert(
        {"id": identity, "cue": from_, "sources": sources, "content": Span(from_.start, to.end)},
        Attribution,
        from_attributes=True,
    )


def test_belongs_to_the_innermost_attribution() -> None:
    page = page_of("وقالت الوزارة إن شهودا أكدوا أن مسلحين قتلوا مدنيا أمس.")
    outer = attribution("A1", page, "إن شهودا", "أمس")
    inner = attribution("A2", page, "أن مسلحين", "مدنيا")
    (event,) = find_events(page, attributions=(outer, inner))
    assert event.attribution == "A2"


def test_belongs_to_the_longer_chain_when_two_hold_the_same_words() -> None:
    page = page_of("وقالت الوزارة إن مسلحين قتلوا مدنيا أمس.")
    short = attribution("A1", page, "إن مسلحين", "أمس")
    long = attribution("A2", page, "إن مسلحين", "أمس", chain=2)
    (event,) = find_events(page, attributions=(short, long))
    assert event.attribution == "A2"


def test_points_back_to_the_event_told_before() -> None:
    page = page_of("شن مسلحون هجوما على معسكر القلعة. وقال شهود إن الهجوم بدأ ليلا.")
    first, second = find_events(page, attributions=())
    assert (first.same_as, second.same_as) == (None, first.id)


def test_takes_the_kind_of_attack_from_what_was_told_before() -> None:
    page = page_of("فجر شاب نفسه في سوق المدينة. وندد الوزير بالهجوم.")
    types = [event.type for event in find_events(page, attributions=())]
    assert types == ["suicide_attack", "accusation", "suicide_attack"]


@given(TEXTS)
def test_reads_any_text_twice_alike_with_spans_inside_it(text: str) -> None:
    page = page_of(text)
    events = find_events(page, attributions=())
    assert events == find_events(page, attributions=())
    assert [event.id for event in events] == [f"V{n}" for n in range(1, len(events) + 1)]
    for event in events:
        spans = (event.trigger, *event.actors, *event.targets, event.place, event.time, event.quantity)
        assert all(0 <= s.start < s.end <= len(page.words.text) for s in spans if s is not None)
