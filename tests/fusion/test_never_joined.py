"""Two tellings that differ in type family, or in place and day, are never one event."""

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tarjih.fusion.cards import Card
from tarjih.fusion.fuse import Part
from tarjih.fusion.groups import Ties, meeting_pairs
from tarjih.fusion.sameness import Slots, compare_days, compare_spots
from tarjih.fusion.signs import type_rows
from tarjih.fusion.slots import Days, Spot

DAY = dt.date(2019, 3, 7)
TOWNS = (
    Spot("p-tabqa", "الطبقة", "SY", 35.84, 38.55),
    Spot("p-raqqa", "الرقة", "SY", 35.95, 39.01),
    Spot("p-manbij", "منبج", "SY", 36.53, 37.95),
    Spot("p-raqqa-province", "محافظة الرقة", "SY", 35.95, 39.01, radius=120.0),
    Spot("?x", "خربة الزيتون", "SY"),
)
TYPES = ("attack", "bombing", "airstrike", "clash", "capture", "withdrawal", "killing", "arrest")


@st.composite
def slots(draw: st.DrawFn) -> Slots:
    kind = draw(st.sampled_from(TYPES))
    first = draw(st.dates(DAY, DAY + dt.timedelta(6)))
    days = st.just(
        Days(first, first + dt.timedelta(1), relative=draw(st.booleans()), soft=draw(st.booleans()))
    )
    return Slots(
        type=kind,
        family=type_rows()[kind].family,
        days=draw(st.none() | days),
        spot=draw(st.none() | st.sampled_from(TOWNS)),
        actors=draw(st.frozensets(st.sampled_from(["a", "b", "~c"]), max_size=2)),
        words=draw(st.frozensets(st.integers(0, 12), max_size=9)),
        published=DAY.toordinal() + draw(st.integers(0, 8)),
        lead=draw(st.booleans()),
    )


def card(number: int, filled: Slots) -> Card:
    return Card(
        report=f"r{number:02}",
        number=0,
        start=0,
        end=1,
        first_type=filled.type,
        types=(filled.type,),
        slots=filled,
        cause=None,
        apart=(),
        at=((0, filled.type),),
        words=(),
        kinds={},
        tolls=(),
        days=(),
        places=(),
        doers=(),
        claims=(),
    )


def together(cards: list[Card]) -> list[tuple[Slots, Slots]]:
    part = Part(cards, meeting_pairs(cards), ties=Ties())
    return [
        (cards[a].slots, cards[b].slots)
        for group in part.groups
        for a in group.members
        for b in group.members
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(slots(), min_size=2, max_size=14))
def test_no_event_holds_two_families_or_two_places_and_days(filled: list[Slots]) -> None:
    for left, right in together([card(n, one) for n, one in enumerate(filled)]):
        assert left.family == right.family
        apart = compare_spots(left.spot, right.spot).veto and compare_days(left.days, right.days).veto
        assert not apart


@settings(max_examples=30, deadline=None)
@given(st.lists(slots(), min_size=2, max_size=10))
def test_every_account_is_in_one_event(filled: list[Slots]) -> None:
    cards = [card(n, one) for n, one in enumerate(filled)]
    part = Part(cards, meeting_pairs(cards), ties=Ties())
    assert sorted(n for group in part.groups for n in group.members) == list(range(len(cards)))


def test_nothing_meets_nothing() -> None:
    assert np.array_equal(meeting_pairs([]), np.empty((0, 2)))
