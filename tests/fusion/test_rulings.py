"""What a person rules about sameness and origins goes before every sign."""

import datetime as dt
from itertools import combinations, permutations

from tarjih.fusion.fuse import fuse
from tarjih.records.event import Event, Fused
from tarjih.records.ruling import Joined, OneBody, Parted, Place, Ruled, Ruling, Struck, Traced
from tests.fusion.test_fuse import POOL

MACHINE = fuse(POOL)


def ruled(*rulings: Ruling) -> list[Ruled]:
    return [
        Ruled(number=n, ruling=r, who="an analyst", day=dt.date(2021, 5, 4), reason="seen it")
        for n, r in enumerate(rulings, 1)
    ]


def places(event: Event, *reports: str) -> tuple[Place, ...]:
    found = {
        Place(report=t.report, span=t.span) for t in event.mentions if not reports or t.report in reports
    }
    return tuple(sorted(found, key=str))


def told_together(event: Event, *, by: int) -> bool:
    return len({t.report for t in event.mentions}) >= by


def holding(fused: Fused, place: Place, kind: str) -> Event:
    return next(e for e in fused.events if e.type == kind and place in places(e))


SHARED = next(e for e in MACHINE.events if told_together(e, by=2) and e.cause is None and len(e.origins) > 1)


def test_without_rulings_nothing_changes() -> None:
    assert fuse(POOL, rulings=ruled(Struck(body="nobody"))) == MACHINE


def test_an_event_that_a_person_parts_is_two() -> None:
    report = SHARED.mentions[0].report
    one, rest = places(SHARED, report), tuple(p for p in places(SHARED) if p.report != report)
    made = fuse(POOL, rulings=ruled(Parted(mentions=one, others=rest)))
    assert holding(made, one[0], SHARED.type).id != holding(made, rest[0], SHARED.type).id


def test_events_that_a_person_joins_are_one_and_say_why() -> None:
    first, second = next(
        (one, two)
        for one, two in combinations(MACHINE.events, 2)
        if one.type == two.type and one.cause is None and two.cause is None
    )
    one, two = places(first)[0], places(second)[0]
    made = fuse(POOL, rulings=ruled(Joined(mentions=(one, two))))
    event = holding(made, one, first.type)
    assert two in places(event)
    assert any("decision 1 of an analyst" in reason for reason in event.reasons)


def test_a_joined_event_can_still_be_parted_elsewhere() -> None:
    report = SHARED.mentions[0].report
    one, rest = places(SHARED, report), tuple(p for p in places(SHARED) if p.report != report)
    rulings = ruled(Parted(mentions=one, others=rest), Joined(mentions=(one[0], rest[0])))
    for order in permutations(rulings):
        made = fuse(POOL, rulings=order)
        assert holding(made, one[0], SHARED.type).id != holding(made, rest[0], SHARED.type).id


def test_a_traced_account_rests_on_the_body_a_person_named() -> None:
    report = SHARED.mentions[0].report
    made = fuse(POOL, rulings=ruled(Traced(mentions=places(SHARED, report), body="لجنة المصابيح")))
    event = holding(made, places(SHARED, report)[0], SHARED.type)
    (origin,) = [o for o in event.origins if o.name == "لجنة المصابيح"]
    assert origin.reports == (report,)
    assert {t.origin for t in event.mentions if t.report == report} == {origin.id}
    assert report not in event.unknown
    assert all(report not in o.reports for o in event.origins if o.id != origin.id)


def test_bodies_that_a_person_calls_one_are_one_origin() -> None:
    first, second, *_ = SHARED.origins
    names = (first.key or first.name, second.key or second.name)
    made = fuse(POOL, rulings=ruled(OneBody(names=names)))
    event = holding(made, places(SHARED)[0], SHARED.type)
    assert len(event.origins) == len(SHARED.origins) - 1
    one = next(o for o in event.origins if o.id == first.id)
    assert set(one.reports) >= set(first.reports) | set(second.reports)


def test_a_struck_word_counts_nowhere_and_leaves_no_empty_event() -> None:
    body = SHARED.origins[0]
    made = fuse(POOL, rulings=ruled(Struck(body=body.key or body.name)))
    assert all(o.id != body.id for e in made.events for o in e.origins)
    assert all(t.origin != body.id for e in made.events for t in e.mentions)
    assert all(e.mentions for e in made.events)


def test_every_report_of_a_settled_event_is_traced_or_unknown_never_both() -> None:
    body = SHARED.origins[0]
    rulings = ruled(
        Traced(mentions=places(SHARED, SHARED.mentions[0].report), body="لجنة المصابيح"),
        Struck(body=body.key or body.name),
    )
    for event in fuse(POOL, rulings=rulings).events:
        traced = {r for o in event.origins for r in o.reports}
        assert traced.isdisjoint(event.unknown)
        assert traced | set(event.unknown) == {t.report for t in event.mentions}
