"""Whether two tellings are of one event."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.fusion.sameness import Slots, are_kin, compare, compare_days, compare_spots
from tarjih.fusion.signs import type_rows
from tarjih.fusion.slots import Days, Spot, days_of_value, names_agree

DAY = dt.date(2019, 3, 7)
TABQA = Spot("p-tabqa", "الطبقة", "SY", 35.84, 38.55)
RAQQA = Spot("p-raqqa", "الرقة", "SY", 35.95, 39.01)
PROVINCE = Spot("p-raqqa-province", "محافظة الرقة", "SY", 35.95, 39.01, radius=120.0)


def days(first: dt.date, length: int = 1, *, relative: bool = False) -> Days:
    return Days(first, first + dt.timedelta(length), relative=relative)


def slots(**given: object) -> Slots:
    filled: dict[str, object] = {"type": "airstrike", "family": "force", "days": days(DAY), "spot": TABQA}
    return Slots(**(filled | given))  # type: ignore[arg-type]


def test_links_one_kind_one_day_one_place() -> None:
    verdict = compare(slots(), slots())
    assert verdict.decision == "link"
    assert any("الطبقة" in reason for reason in verdict.reasons)


def test_links_a_town_with_its_province_by_name() -> None:
    named = frozenset({"charter"})
    assert compare(slots(actors=named), slots(spot=PROVINCE, actors=named)).decision == "link"


@pytest.mark.parametrize(
    "other",
    [
        slots(spot=RAQQA),
        slots(days=days(DAY + dt.timedelta(9))),
        slots(type="capture", family="capture"),
        slots(type="bombing"),
    ],
)
def test_leaves_what_excludes_itself(other: Slots) -> None:
    verdict = compare(slots(), other)
    assert verdict.decision == "leave"
    assert verdict.veto


def test_day_and_kind_alone_are_not_enough() -> None:
    assert compare(slots(spot=None), slots(spot=None)).decision != "link"


def test_yesterday_may_lag_a_little_but_a_weekday_may_not() -> None:
    late = days(DAY + dt.timedelta(2), relative=True)
    assert compare_days(days(DAY), late).veto is None
    assert compare_days(days(DAY), days(DAY + dt.timedelta(2))).veto


def test_two_towns_of_one_province_are_two_places() -> None:
    assert compare_spots(TABQA, RAQQA).veto
    assert compare_spots(TABQA, PROVINCE).veto is None


@given(st.sampled_from(sorted(type_rows())), st.sampled_from(sorted(type_rows())))
def test_kinship_is_symmetric_and_stays_in_the_family(left: str, right: str) -> None:
    assert are_kin(left, right) == are_kin(right, left)
    if are_kin(left, right):
        assert type_rows()[left].family == type_rows()[right].family


SPOTS = st.sampled_from([None, TABQA, RAQQA, PROVINCE, Spot("?x", "س", "SY")])
SLOTS = st.builds(
    Slots,
    type=st.sampled_from(["attack", "bombing", "airstrike", "killing"]),
    family=st.just("force"),
    days=st.none() | st.builds(days, st.dates(DAY, DAY + dt.timedelta(9)), st.integers(1, 40)),
    spot=SPOTS,
    actors=st.frozensets(st.sampled_from(["a", "b", "~c"]), max_size=2),
    words=st.frozensets(st.integers(0, 9), max_size=9),
)


@given(SLOTS, SLOTS)
def test_comparing_is_symmetric(left: Slots, right: Slots) -> None:
    one, two = compare(left, right), compare(right, left)
    assert (one.score, one.decision, bool(one.veto)) == (two.score, two.decision, bool(two.veto))


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("2019-03-07", 1),
        ("2019-03", 31),
        ("2019", 365),
        ("2019-W10", 7),
        ("2019-03-01/2019-03-10", 10),
        ("2019-03-07T06:00", 1),
    ],
)
def test_puts_values_on_the_calendar(value: str, length: int) -> None:
    found = days_of_value(value)
    assert found is not None
    assert (found[1] - found[0]).days == length


@given(
    st.text(max_size=14) | st.sampled_from(["P2Y", "PAST_REF", "2019-02-31", "2019-W60", "2019-13", "0000"])
)
def test_no_value_breaks_the_calendar(value: str) -> None:
    found = days_of_value(value)
    assert found is None or found[0] < found[1]


@given(st.text(max_size=20), st.text(max_size=20))
def test_names_agree_both_ways(left: str, right: str) -> None:
    assert names_agree(left, right) == names_agree(right, left)
