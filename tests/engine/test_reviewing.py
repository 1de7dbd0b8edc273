"""What people made of claims is laid over a reading, and outlives a new reading of the same words."""

import datetime as dt

from tarjih.engine.reviewing import as_reviewed, reviews_by_report
from tarjih.records.reading import Attribution, EventMention, Reading, Source
from tarjih.records.ruling import Added, Corrected, Graded, Place, Reviewed, Ruled, Ruling
from tarjih.records.span import Span

READING = Reading(
    report="r",
    title="",
    text="x" * 100,
    attributions=(
        Attribution(id="A1", cue=Span(0, 4), sources=(Source(span=Span(5, 9)),), content=Span(10, 90)),
        Attribution(
            id="A2", cue=Span(12, 16), sources=(Source(span=Span(17, 19)),), content=Span(20, 80), parent="A1"
        ),
    ),
    events=(
        EventMention(id="V1", type="attack", trigger=Span(30, 34), attribution="A2"),
        EventMention(id="V2", type="killing", trigger=Span(40, 44), attribution="A2"),
    ),
)


def reviewed(*rulings: Ruling) -> Reading:
    ruled = [
        Ruled(number=n, ruling=r, who="an analyst", day=dt.date(2021, 5, 4), reason="read it")
        for n, r in enumerate(rulings, 1)
    ]
    return as_reviewed(READING, reviews_by_report(ruled).get("r", ()))


def at(first: int, end: int, report: str = "r") -> Place:
    return Place(report=report, span=Span(first, end))


def test_without_a_review_a_reading_stays_as_it_is() -> None:
    assert reviewed() is READING
    assert reviewed(Graded(body="b", letter="A")) is READING
    assert reviewed(Reviewed(place=at(30, 34, "another"), claim="event", verdict="reject")) is READING


def test_a_rejected_event_is_out_and_an_accepted_one_stays() -> None:
    made = reviewed(
        Reviewed(place=at(30, 34), claim="event", verdict="reject"),
        Reviewed(place=at(40, 44), claim="event", verdict="accept"),
    )
    assert [e.id for e in made.events] == ["V2"]
    assert made.attributions == READING.attributions


def test_the_last_look_at_a_claim_counts() -> None:
    made = reviewed(
        Reviewed(place=at(30, 34), claim="event", verdict="reject"),
        Reviewed(place=at(30, 34), claim="event", verdict="accept"),
    )
    assert made.events == READING.events


def test_what_a_rejected_attribution_held_belongs_to_the_one_around_it() -> None:
    made = reviewed(Reviewed(place=at(12, 16), claim="attribution", verdict="reject"))
    assert [a.id for a in made.attributions] == ["A1"]
    assert {e.attribution for e in made.events} == {"A1"}


def test_a_correction_changes_what_it_names_and_says_that_a_person_did_it() -> None:
    (first, second) = reviewed(Corrected(place=at(30, 34), event_type="shelling")).events
    assert (first.type, first.status, first.rule) == ("shelling", "occurred", "person")
    assert second == READING.events[1]


def test_an_added_event_belongs_to_the_innermost_attribution_around_it() -> None:
    added = reviewed(Added(place=at(60, 66), event_type="flight")).events[-1]
    assert (added.type, added.attribution, added.rule) == ("flight", "A2", "person")
    assert reviewed(Added(place=at(95, 98), event_type="flight")).events[-1].attribution is None
