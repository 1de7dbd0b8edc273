from tarjih.records.event import Conflict, Event, EventTelling, Value
from tarjih.records.span import Span
from tarjih.weighing.counts import estimate_counts

RELIABILITY = {"": 0.4, "a": 0.8, "b": 0.6, "c": 0.6}


def conflict(*values: tuple[str, float | None, float | None]) -> Event:
    made = tuple(
        Value(report=f"r{n}", span=Span(0, 2), value="", origin=origin, min=low, max=high)
        for n, (origin, low, high) in enumerate(values)
    )
    telling = EventTelling(report="r0", span=Span(0, 2))
    return Event(
        id="X1", type="killing", mentions=(telling,), conflicts=(Conflict(about="killed", values=made),)
    )


def test_three_and_seventeen_are_a_contradiction_and_not_an_average() -> None:
    (made,) = estimate_counts(conflict(("a", 3, 3), ("b", 17, 17)), reliability=RELIABILITY)
    assert made.contradiction
    assert made.low <= 3
    assert made.high >= 17


def test_at_least_four_fits_with_five() -> None:
    (made,) = estimate_counts(conflict(("a", 4, None), ("b", 5, 5)), reliability=RELIABILITY)
    assert not made.contradiction
    assert made.best == 5


def test_dozens_hold_seventeen_for_a_soft_edge() -> None:
    (made,) = estimate_counts(conflict(("a", 20, 99), ("b", 22, 22)), reliability=RELIABILITY)
    assert not made.contradiction
    assert 20 <= made.best <= 24


def test_what_is_no_number_gives_no_estimate() -> None:
    value = Value(report="r1", span=Span(0, 2), value="north")
    telling = EventTelling(report="r1", span=Span(0, 2))
    event = Event(
        id="X1", type="clash", mentions=(telling,), conflicts=(Conflict(about="where", values=(value,)),)
    )
    assert estimate_counts(event, reliability=RELIABILITY) == ()


def test_an_origin_that_says_two_things_is_one_voice_for_both() -> None:
    (made,) = estimate_counts(conflict(("a", 3, 3), ("a", 17, 17)), reliability=RELIABILITY)
    assert not made.contradiction
    assert made.low <= 3
    assert made.high >= 17


def test_hundreds_of_origins_that_agree_give_their_number() -> None:
    many = {"": 0.4} | {f"o{n}": 0.6 for n in range(300)}
    (made,) = estimate_counts(conflict(*((f"o{n}", 12, 12) for n in range(300))), reliability=many)
    assert (made.low, made.best, made.high) == (12, 12, 12)
    assert not made.contradiction


def test_one_wrong_origin_does_not_veto_the_number_of_many() -> None:
    (made,) = estimate_counts(
        conflict(("a", 40, 40), ("b", 41, 41), ("c", 400, 400)), reliability=RELIABILITY
    )
    assert 38 <= made.best <= 43
