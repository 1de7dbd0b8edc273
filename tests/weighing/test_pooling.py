import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.errors import HypothesesError
from tarjih.weighing.pooling import make_coherent, pool_probabilities, pool_sets
from tests.weighing.builders import question

JUDGED = st.fixed_dictionaries({h: st.floats(0.0, 1.0) for h in ("a", "b", "other")})


@given(JUDGED)
def test_a_coherent_judgement_sums_to_one_and_stays_as_it_is(judged: dict[str, float]) -> None:
    made = make_coherent(judged)
    assert math.fsum(made.values()) == pytest.approx(1.0)
    assert min(made.values()) >= 0.0
    assert make_coherent(made) == pytest.approx(made, abs=1e-9)


@given(JUDGED, JUDGED)
def test_pooling_does_not_ask_who_comes_first(one: dict[str, float], two: dict[str, float]) -> None:
    assert pool_probabilities([one, two]) == pytest.approx(pool_probabilities([two, one]))


def test_analysts_who_agree_are_pooled_to_what_they_say() -> None:
    judged = {"a": 0.6, "b": 0.3, "other": 0.1}
    assert pool_probabilities([judged, judged, judged]) == pytest.approx(judged)


def test_a_weight_of_nothing_leaves_an_analyst_out() -> None:
    one, two = {"a": 0.6, "other": 0.4}, {"a": 0.1, "other": 0.9}
    assert pool_probabilities([one, two], weights=[1.0, 0.0]) == pytest.approx(one)


def test_pooled_sets_keep_other_and_meet_between_their_cells() -> None:
    first = question()
    lost = msgspec.structs.replace(first.indicators[0], expected={"yes": 0.5, "no": 0.75, "other": 0.5})
    bold = [
        msgspec.structs.replace(h, prior=p) for h, p in zip(first.hypotheses, (0.9, 0.1, 0.0), strict=True)
    ]
    second = msgspec.structs.replace(first, hypotheses=tuple(bold), indicators=(lost, first.indicators[1]))
    made = pool_sets([first, second])
    assert math.fsum(h.prior for h in made.hypotheses) == pytest.approx(1.0)
    assert made.hypotheses[2].prior >= 0.05 - 1e-12
    assert made.indicators[0].expected["no"] == pytest.approx(0.5)
    assert made.indicators[1].expected == pytest.approx(first.indicators[1].expected)


@pytest.mark.parametrize("judged", [[], [{"a": 1.0}, {"b": 1.0}]])
def test_what_cannot_be_pooled_is_refused(judged: list[dict[str, float]]) -> None:
    with pytest.raises(HypothesesError, match="analyst"):
        pool_probabilities(judged)


def test_a_judgement_without_number_is_refused() -> None:
    with pytest.raises(HypothesesError, match="probability for each"):
        make_coherent({"a": math.nan, "b": 0.5})
