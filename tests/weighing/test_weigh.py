import datetime as dt
import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tarjih.errors import HypothesesError
from tarjih.records.assessment import Assessment, Grade
from tarjih.records.event import Copy, Fused
from tarjih.weighing.weigh import weigh
from tests.weighing.builders import event, fused, question, telling


def value(assessment: Assessment, hypothesis: str) -> float:
    return next(j.probability.value for j in assessment.judged if j.hypothesis == hypothesis)


def judge(*events: object, **options: object) -> Assessment:
    return weigh(fused(*events), hypotheses=question(), **options)  # type: ignore[arg-type]


def test_hypotheses_sum_to_one_and_evidence_moves_the_right_one() -> None:
    made = judge(
        event("X1", telling("r1", "ministry"), telling("r2", "monitor"), origins={"monitor": "monitor"})
    )
    assert math.fsum(j.probability.value for j in made.judged) == pytest.approx(1.0)
    assert made.leading == "yes"
    assert value(made, "yes") > 0.45 > value(made, "no")


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("pqrs")), min_size=1, max_size=6, unique=True)
)
@settings(max_examples=20, deadline=None)
def test_the_ledger_sums_to_the_number_shown(pairs: list[tuple[str, str]]) -> None:
    events = [event(f"X{n}", telling(report, origin)) for n, (report, origin) in enumerate(pairs)]
    made = judge(*events)
    for judged in made.judged:
        total = math.fsum(line.decibans[judged.hypothesis] for line in made.ledger)
        assert total == pytest.approx(10.0 * math.log10(judged.probability.value), abs=1e-9)


def test_the_ledger_replayed_gives_the_cells_back() -> None:
    made = judge(
        event("X1", telling("r1", "ministry")), event("X2", telling("r2", "group"), kind="surrender")
    )
    for cell in made.cells:
        line = next(line for line in made.ledger if line.evidence == cell.evidence)
        assert line.decibans[cell.hypothesis] == pytest.approx(cell.decibans)


def test_order_of_events_does_not_matter() -> None:
    one, two = event("X1", telling("r1", "a")), event("X2", telling("r2", "b"), kind="defection")
    assert judge(one, two) == judge(two, one)


def test_five_outlets_with_one_origin_weigh_hardly_more_than_one() -> None:
    single = judge(event("X1", telling("r1", "a")))
    five = judge(event("X1", *(telling(f"r{n}", "a") for n in range(5))))
    three = judge(event("X1", *(telling(f"r{n}", f"o{n}") for n in range(3))))
    assert five.evidence[0].origins == 1.0
    assert five.evidence[0].ratio < 1.1 * single.evidence[0].ratio
    assert three.evidence[0].ratio > 5 * five.evidence[0].ratio


def test_copies_of_one_text_are_one_relay() -> None:
    tellings = [telling("r1", "a", mode="indirect"), telling("r2", "a", mode="indirect")]
    apart = Fused(events=(event("X1", *tellings),))
    copied = Fused(events=apart.events, copies=(Copy(reports=("r1", "r2"), kind="verbatim", score=0.99),))
    alone = Fused(events=(event("X1", tellings[0]),))
    ratios = [weigh(f, hypotheses=question()).evidence[0].ratio for f in (alone, copied, apart)]
    assert ratios[0] == pytest.approx(ratios[1])
    assert ratios[1] < ratios[2]


def test_reports_of_unknown_origin_are_one_root() -> None:
    made = judge(event("X1", *(telling(f"r{n}", None) for n in range(4))))
    assert made.evidence[0].origins == 1.0
    assert made.evidence[0].reports == 4
    assert made.evidence[0].chains[0].grade.letter == "F"


def test_a_denial_lowers_what_an_assertion_raised() -> None:
    asserted = judge(event("X1", telling("r1", "a")))
    disputed = judge(event("X1", telling("r1", "a"), telling("r2", "b", status="denied")))
    assert disputed.evidence[0].ratio < asserted.evidence[0].ratio
    assert any(chain.denies for chain in disputed.evidence[0].chains)


def test_a_hedged_word_moves_less() -> None:
    firm = judge(event("X1", telling("r1", "a")))
    hedged = judge(event("X1", telling("r1", "a", certainty="possible")))
    assert value(hedged, "yes") < value(firm, "yes")


def test_a_plan_is_no_evidence() -> None:
    made = judge(event("X1", telling("r1", "a", status="planned")))
    assert made.evidence == ()
    assert value(made, "yes") == pytest.approx(0.45)
    assert made.notes


def test_an_admission_weighs_more_than_a_boast() -> None:
    admitted = judge(event("X1", telling("r1", "group"), kind="surrender"))
    told = judge(event("X1", telling("r1", "ministry"), kind="surrender"))
    assert admitted.evidence[0].ratio > told.evidence[0].ratio


def test_the_digit_comes_from_the_other_roots_only() -> None:
    alone = judge(event("X1", telling("r1", "a")))
    assert alone.evidence[0].chains[0].grade.digit == 6
    kinds = {"a": "official statement", "b": "monitor", "c": "monitor"}
    confirmed = judge(event("X1", *(telling(f"r{o}", o) for o in "abc"), origins=kinds))
    assert confirmed.evidence[0].chains[0].grade.digit == 1


def test_a_persons_grade_goes_before_the_rule() -> None:
    grade = Grade(source="a", letter="E", reason="caught twice", set_by="person")
    made = judge(event("X1", telling("r1", "a")), grades={"a": grade})
    assert made.evidence[0].chains[0].grade.letter == "E"
    assert made.evidence[0].chains[0].grade.set_by == "person"
    assert made.evidence[0].ratio == pytest.approx(1.0, abs=0.1)


def test_two_items_of_one_indicator_are_tempered() -> None:
    one = judge(event("X1", telling("r1", "a")))
    two = judge(event("X1", telling("r1", "a")), event("X2", telling("r2", "b")))
    assert two.evidence[0].weight == pytest.approx(1.0 / 1.5)
    assert value(one, "yes") < value(two, "yes")


def test_the_band_holds_the_number_and_is_the_same_each_time() -> None:
    events = [event("X1", telling("r1", "a"), telling("r2", "b"))]
    first, second = judge(*events), judge(*events)
    assert first == second
    for judged in first.judged:
        assert judged.probability.low <= judged.probability.value <= judged.probability.high


def test_dropping_the_only_origin_gives_the_priors_back() -> None:
    made = judge(event("X1", telling("r1", "a")))
    assert made.drop_one[0].origin == "a"
    assert made.drop_one[0].value == pytest.approx(0.45)


def test_a_single_origin_that_turns_the_judgement_means_low_confidence() -> None:
    made = judge(event("X1", telling("r1", "a")))
    assert made.confidence == "low"
    assert "one origin alone" in made.confidence_en or "independent origins" in made.confidence_en


def test_sources_that_may_be_one_count_between_one_and_all() -> None:
    made = judge(event("X1", telling("r1", "a"), telling("r2", "a"), same=0.6))
    assert made.evidence[0].origins == pytest.approx(1.4)


def test_an_empty_case_is_refused_and_never_given_a_number() -> None:
    with pytest.raises(HypothesesError, match="nothing can be judged"):
        weigh(Fused(), hypotheses=question())


def test_history_that_a_report_recalls_is_no_evidence() -> None:
    old = msgspec.structs.replace(
        event("X1", telling("r1", "a")), first_day=dt.date(2016, 3, 1), last_day=dt.date(2016, 3, 2)
    )
    new = msgspec.structs.replace(
        event("X2", telling("r2", "b"), kind="defection"),
        first_day=dt.date(2019, 3, 1),
        last_day=dt.date(2019, 3, 2),
    )
    assert [e.event for e in judge(old, new).evidence] == ["X2"]


def test_an_accusation_says_less_of_who_than_a_statement() -> None:
    plain = event("X1", telling("a", "ministry"), kind="surrender")
    accused = msgspec.structs.replace(plain, accused=("group",))
    (sure,) = weigh(fused(plain), hypotheses=question()).evidence
    (doubtful,) = weigh(fused(accused), hypotheses=question()).evidence
    assert (sure.relevance, doubtful.relevance) == (1.0, 0.5)
    assert doubtful.probability == sure.probability  # that it happened is as sure as before
    assert doubtful.diagnosticity < sure.diagnosticity


def test_who_is_accused_by_one_and_named_by_another_is_no_mere_suspect() -> None:
    other = msgspec.structs.replace(
        event("X1", telling("a", "ministry"), kind="surrender"), accused=("somebody else",)
    )
    (evidence,) = weigh(fused(other), hypotheses=question()).evidence
    assert evidence.relevance == 1.0
