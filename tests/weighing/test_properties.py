"""What must hold of any case: weighing.md, "How it is proved"."""

import itertools
import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tarjih.records.assessment import Assessment
from tarjih.records.event import Event, EventTelling, Fused
from tarjih.weighing.items import make_item, make_matrix, set_question
from tarjih.weighing.model import letters, model
from tarjih.weighing.sensitivity import Bodies, drop_one, flip_set
from tarjih.weighing.weigh import weigh
from tests.weighing.builders import event, fused, question, telling

KINDS = ("capture", "surrender", "defection")
TOLD = st.tuples(
    st.sampled_from("abcde"),
    st.sampled_from((None, "o1", "o2", "o3")),
    st.sampled_from(("asserted", "possible", "unknown")),
    st.sampled_from(("occurred", "ongoing", "denied", "planned")),
)
EVENTS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.lists(TOLD, min_size=1, max_size=4)), min_size=1, max_size=5
)
QUICK = settings(max_examples=25, deadline=None)


def make(drawn: list[tuple[str, list[tuple[str, str | None, str, str]]]]) -> list[Event]:
    return [
        event(
            f"X{n}",
            *(telling(r, o, certainty=certain, status=status) for r, o, certain, status in tellings),
            kind=kind,
        )
        for n, (kind, tellings) in enumerate(drawn)
    ]


def values(made: Assessment) -> list[float]:
    return [j.probability.value for j in made.judged]


def bodies_of(*events: Event) -> Bodies:
    setting = set_question(fused(*events), question(), subject=None, grades=None, model=model())
    made = {e.id: make_item(e, setting) for e in events}
    matrix = make_matrix({name: item for name, item in made.items() if item is not None}, setting)
    return Bodies(matrix, model())


def without(events: list[Event], origins: set[str]) -> list[Event]:
    kept = (
        msgspec.structs.replace(e, mentions=tuple(t for t in e.mentions if t.origin not in origins))
        for e in events
    )
    return [e for e in kept if e.mentions]


@given(EVENTS)
@QUICK
def test_replaying_the_reasons_gives_the_number(drawn: list) -> None:  # type: ignore[type-arg]
    made = weigh(fused(*make(drawn)), hypotheses=question())
    lines = {line.id: line for line in made.ledger}
    for judged in made.judged:
        total = math.fsum(line.decibans[judged.hypothesis] for line in made.ledger)
        assert 10.0 ** (total / 10.0) == pytest.approx(judged.probability.value)
        assert lines["prior"].decibans[judged.hypothesis] == pytest.approx(10.0 * math.log10(judged.prior))
    for item in made.evidence:
        assert item.ratio == pytest.approx(math.prod(chain.ratio for chain in item.chains))
        for cell in (c for c in made.cells if c.evidence == item.event):
            told = 10.0 * math.log10(cell.expected * item.ratio + 1.0 - cell.expected)
            assert cell.decibans == pytest.approx(item.weight * told, abs=1e-9)


@given(EVENTS)
@QUICK
def test_other_names_give_the_same_judgement(drawn: list) -> None:  # type: ignore[type-arg]
    events = make(drawn)

    def renamed(telling: EventTelling) -> EventTelling:
        origin = f"z{telling.origin}" if telling.origin else None
        return msgspec.structs.replace(telling, report=f"q{telling.report}", origin=origin)

    others = [
        event(f"Y{9 - n}", *(renamed(t) for t in e.mentions), kind=e.type) for n, e in enumerate(events)
    ]
    first, second = (weigh(fused(*some), hypotheses=question()) for some in (events, others))
    assert values(second) == pytest.approx(values(first))
    assert second.independent == first.independent


@given(EVENTS, st.sampled_from(KINDS))
@QUICK
def test_a_word_that_says_nothing_changes_nothing(drawn: list, kind: str) -> None:  # type: ignore[type-arg]
    events = make(drawn)
    idle = event("X99", telling("z", "o9", certainty="unknown"), kind=kind)
    before, after = (weigh(fused(*some), hypotheses=question()) for some in (events, [*events, idle]))
    assert values(after) == pytest.approx(values(before))


@given(
    st.lists(st.sampled_from(("direct", "indirect", "translation")), min_size=1, max_size=6),
    st.sampled_from(("direct", "indirect", "translation")),
    st.sampled_from(sorted(letters())),
)
@QUICK
def test_a_report_more_of_one_origin_adds_no_more_than_its_relay(
    modes: list[str], more: str, letter: str
) -> None:
    numbers = model()
    kinds = {"A": "monitor", "B": "monitor", "C": "official statement", "D": "anonymous"}
    origins = {"o": kinds.get(letter, "witness")}
    tellings = [telling(f"r{n}", "o", mode=mode) for n, mode in enumerate(modes)]
    one, two = (
        weigh(fused(event("X1", *some, origins=origins)), hypotheses=question()).evidence[0].ratio
        for some in (tellings, [*tellings, telling("r9", "o", mode=more)])
    )
    faith, garble = numbers.relay[more], numbers.relay_assert
    relay = math.log((faith + (1.0 - faith) * garble) / ((1.0 - faith) * garble))
    assert math.log(two / one) + 1e-12 >= 0.0
    assert math.log(two / one) <= relay
    beta = letters()[weigh_letter(origins["o"])]
    assert (
        two <= (beta.mean * 0.98 + (1 - beta.mean) * 0.5) / (beta.mean * 0.02 + (1 - beta.mean) * 0.5) + 1e-9
    )


def weigh_letter(kind: str) -> str:
    made = weigh(fused(event("X1", telling("r", "o"), origins={"o": kind})), hypotheses=question())
    return made.evidence[0].chains[0].grade.letter


@given(EVENTS)
@QUICK
def test_dropping_an_origin_is_weighing_without_its_words(drawn: list) -> None:  # type: ignore[type-arg]
    events = make(drawn)
    bodies = bodies_of(*events)
    for body in bodies.names:
        if body.endswith("unknown"):
            continue
        # A report that also tells the event on nobody's word would then stand for itself: not dropped here.
        if any(
            t.origin is None and any(o.origin == body and o.report == t.report for o in e.mentions)
            for e in events
            for t in e.mentions
        ):
            continue
        left = without(events, {body})
        if left:
            anew = weigh(fused(*left), hypotheses=question())
            assert bodies.without({body}).tolist() == pytest.approx(values(anew))


@given(EVENTS)
@QUICK
def test_no_smaller_set_of_origins_turns_the_judgement(drawn: list) -> None:  # type: ignore[type-arg]
    bodies = bodies_of(*make(drawn))
    leading = int(bodies.matrix.posterior().argmax())
    found = flip_set(bodies, drop_one(bodies))
    if found:
        assert int(bodies.without(found).argmax()) != leading
    smaller = range(1, len(found) if found else min(len(bodies.names), 3) + 1)
    for size in smaller:
        for some in itertools.combinations(bodies.names, size):
            assert int(bodies.without(some).argmax()) == leading


def test_hundreds_of_roots_and_reports_stay_numbers() -> None:
    many = event("X1", *(telling(f"r{n}", f"o{n}") for n in range(400)))
    torn = event(
        "X2",
        *(telling(f"r{n}", "o", status="denied" if n % 2 else "occurred") for n in range(1200)),
        kind="surrender",
    )
    denied = event("X3", *(telling(f"r{n}", f"d{n}", status="denied") for n in range(400)), kind="defection")
    made = weigh(fused(many, torn, denied), hypotheses=question())
    assert math.fsum(values(made)) == pytest.approx(1.0)
    assert all(math.isfinite(line.decibans[h]) for line in made.ledger for h in line.decibans)


def test_hundreds_of_items_stay_numbers() -> None:
    events = [event(f"X{n:03}", telling(f"r{n}", f"o{n % 7}"), kind=KINDS[n % 3]) for n in range(300)]
    made = weigh(fused(*events), hypotheses=question())
    assert math.fsum(values(made)) == pytest.approx(1.0)
    assert made.leading == "yes"


def test_other_keeps_some_probability() -> None:
    made = weigh(fused(*(event(f"X{n}", telling("r", f"o{n}")) for n in range(50))), hypotheses=question())
    assert all(value > 0.0 for value in values(made))


def test_a_plan_beside_an_event_is_no_assertion_of_it() -> None:
    told = event("X1", telling("r1", "o1"))
    planned = event("X1", telling("r1", "o1"), telling("r2", "o2", status="planned"))
    assert weigh(fused(planned), hypotheses=question()).evidence[0].origins == 1.0
    assert values(weigh(fused(planned), hypotheses=question())) == values(
        weigh(fused(told), hypotheses=question())
    )


def test_a_denial_marked_twice_is_one_denial() -> None:
    one = event("X1", telling("r1", "o1", status="denied"))
    two = event("X1", telling("r1", "o1", status="denied", certainty="denied"))
    judged = [weigh(Fused(events=(e,)), hypotheses=question()) for e in (one, two)]
    assert values(judged[0]) == values(judged[1])
    assert judged[0].evidence[0].ratio < 1.0
