import datetime as dt

import msgspec
import pytest

from tarjih.errors import InputError
from tarjih.lexicons import read_text
from tarjih.records.assessment import Grade
from tarjih.records.event import Event
from tarjih.weighing.hypotheses import parse_hypotheses
from tarjih.weighing.players import Cast
from tarjih.weighing.weigh import weigh
from tests.weighing.builders import event, fused, question, telling

GROUP, FORCE = "تنظيم رايه الشرق", "قوات سهل الفرات"
DECLINE = parse_hypotheses(read_text("weighing/hypotheses/decline.toml"), name="decline")


def told(name: str, kind: str, actors: tuple[str, ...] = (), targets: tuple[str, ...] = ()) -> Event:
    kinds = {GROUP: "ARMED_GROUP", FORCE: "MILITARY", "islamic-state": "ARMED_GROUP"}
    return Event(
        id=name,
        type=kind,
        mentions=(telling("r1", "o1"),),
        actors=actors,
        targets=targets,
        kinds={key: kinds[key] for key in (*actors, *targets) if key in kinds},
    )


CASE = (
    told("X1", "capture", (FORCE,), (GROUP,)),
    told("X2", "attack", (FORCE,), (GROUP,)),
    told("X3", "capture", (FORCE,)),
    told("X4", "siege", (FORCE,)),
    told("X5", "withdrawal", (GROUP,)),
    told("X6", "bombing", ("مسلحين",), ("سوق",)),
)


def test_an_armed_group_in_many_parts_is_the_subject() -> None:
    assert Cast(CASE).choose_subject(CASE, DECLINE) == GROUP


def test_a_subject_that_is_named_goes_before_the_choice() -> None:
    named = msgspec.structs.replace(DECLINE, subject="قوات سهل الفرات")
    assert Cast(CASE).choose_subject(CASE, named) == "قوات سهل الفرات"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("تنظيم راية الشرق", {GROUP}),
        ("راية الشرق", {GROUP}),
        ("رايةُ الشرق", {GROUP}),
        ("الراية", set()),
        ("تنظيم", {GROUP}),
        ("سهل", {FORCE}),
        ("قوات سهل الفرات المشتركة", {FORCE}),
        ("راية الغرب", set()),
    ],
)
def test_a_name_means_players_by_whole_words(name: str, wanted: set[str]) -> None:
    assert Cast(CASE).called(name) == wanted


@pytest.mark.parametrize(
    "name", ["داعش", "تنظيم الدولة", "Islamic State", "islamic-state", "تنظيم الدولة الإسلامية"]
)
def test_a_name_of_the_lexicon_means_its_row(name: str) -> None:
    events = (told("X1", "attack", ("islamic-state",)),)
    assert Cast(events).called(name) == {"islamic-state"}


def test_a_common_noun_is_not_named_by_a_longer_name() -> None:
    events = (told("X1", "surrender", ("تنظيم", GROUP)),)
    assert Cast(events).called("تنظيم راية الشرق") == {GROUP}


def test_a_definite_noun_does_not_mean_what_begins_with_it() -> None:
    events = (told("X1", "attack", ("جيش الاسلام", "جيش")),)
    assert Cast(events).called("الجيش") == {"جيش"}


def test_an_unknown_actor_is_told() -> None:
    indicator = msgspec.structs.replace(question().indicators[0], actor="قوات لا وجود لها")
    asked = msgspec.structs.replace(question(), indicators=(indicator, question().indicators[1]))
    (note,) = weigh(fused(event("X1", telling("r1", "a"), kind="surrender")), hypotheses=asked).notes
    assert note.startswith(
        "lost.actor: wanted a player of the events, found nobody called 'قوات لا وجود لها'"
    )


def test_one_body_with_two_letters_is_refused() -> None:
    grades = {"وكالة الأفق": Grade(source="o", letter="B"), "وكالة الافق": Grade(source="o", letter="D")}
    with pytest.raises(InputError, match="one letter"):
        weigh(fused(event("X1", telling("r1", "a"))), hypotheses=question(), grades=grades)


def test_a_grade_finds_its_origin_whatever_the_spelling() -> None:
    told_by = event("X1", telling("r1", "الأفق"))
    made = weigh(fused(told_by), hypotheses=question(), grades={"الافق": Grade(source="o", letter="B")})
    assert made.evidence[0].chains[0].grade.letter == "B"


def test_who_takes_what_the_subject_leaves_is_its_foe() -> None:
    left = msgspec.structs.replace(
        told("X1", "withdrawal", (GROUP,)), place="Al-Bab", first_day=dt.date(2019, 3, 4)
    )
    taken = msgspec.structs.replace(
        told("X2", "capture", (FORCE,)), place="Al-Bab", first_day=dt.date(2019, 3, 5)
    )
    later = msgspec.structs.replace(taken, id="X3", first_day=dt.date(2019, 5, 5))
    assert Cast((left, taken)).foes(GROUP) == {FORCE}
    assert Cast((left, later)).foes(GROUP) == frozenset()


def test_an_ally_is_no_foe() -> None:
    beside = told("X1", "attack", (FORCE, GROUP), ("islamic-state",))
    assert Cast((beside,)).foes(GROUP) == {"islamic-state"}


def test_ground_that_a_foe_takes_from_nobody_in_name_counts_less() -> None:
    named, unnamed = (told("X9", "capture", (FORCE,), targets) for targets in ((GROUP,), ()))
    judged = [
        weigh(fused(told("X1", "attack", (FORCE,), (GROUP,)), e), hypotheses=DECLINE, subject=GROUP)
        for e in (named, unnamed)
    ]
    sure, implied = (next(e for e in made.evidence if e.event == "X9") for made in judged)
    assert (sure.indicator, sure.relevance) == ("lost_ground", 1.0)
    assert (implied.indicator, implied.relevance) == ("lost_ground", 0.7)
    assert 0.0 < implied.diagnosticity < sure.diagnosticity


def test_ground_that_a_third_side_takes_says_nothing_of_the_subject() -> None:
    case = (told("X1", "withdrawal", (GROUP,)), told("X2", "capture", (FORCE,)))
    assert [e.event for e in weigh(fused(*case), hypotheses=DECLINE, subject=GROUP).evidence] == ["X1"]
