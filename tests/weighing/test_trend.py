import datetime as dt

import pytest

from tarjih.errors import HypothesesError
from tarjih.records.event import Fused
from tarjih.weighing.trend import trend
from tarjih.weighing.weigh import weigh
from tests.weighing.builders import event, fused, question, telling

DAYS = [dt.date(2019, 3, day) for day in (4, 5, 6)]


def test_the_last_day_is_the_judgement_and_each_day_names_its_report() -> None:
    case = fused(
        event("X1", telling("r1", "a"), telling("r2", "b")),
        event("X2", telling("r3", "c", status="denied"), kind="surrender"),
    )
    published = {"r1": DAYS[0], "r2": DAYS[1], "r3": DAYS[2], "r4": DAYS[0]}
    steps = trend(case, published=published, hypotheses=question())
    assert [s.day for s in steps] == DAYS
    assert [s.moved for s in steps] == ["r1", "r2", "r3"]
    assert steps[0].reports == 2
    assert steps[1].values["yes"] > steps[0].values["yes"] > steps[2].values["yes"] - 1.0
    whole = weigh(case, hypotheses=question())
    assert steps[-1].values == pytest.approx({j.hypothesis: j.probability.value for j in whole.judged})


def test_a_copy_moves_nothing_and_a_report_without_date_comes_last() -> None:
    case = fused(event("X1", telling("r1", "a"), telling("r2", None)))
    steps = trend(case, published={"r1": DAYS[0], "r2": None}, hypotheses=question())
    assert [s.day for s in steps] == [DAYS[0], None]
    assert steps[1].by < steps[0].by


def test_a_day_of_reports_that_bear_on_nothing_moves_nothing() -> None:
    case = fused(event("X1", telling("r1", "a")))
    steps = trend(case, published={"r1": DAYS[0], "r2": DAYS[1]}, hypotheses=question())
    assert steps[1].moved is None
    assert steps[1].values == steps[0].values


def test_an_empty_case_has_no_trend() -> None:
    with pytest.raises(HypothesesError, match="nothing can be judged"):
        trend(Fused(), published={}, hypotheses=question())
