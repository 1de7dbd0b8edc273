import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.weighing.witness import ratio, root_ratio

INSIDE = st.floats(0.01, 0.99)
GARBLE = 0.3


@pytest.mark.parametrize(
    ("reliability", "wanted"),
    [(0.95, 21.7), (0.80, 7.6), (0.60, 3.7), (0.35, 2.0), (0.05, 1.1), (0.40, 2.25)],
)
def test_letters_have_the_ratios_of_the_model(reliability: float, wanted: float) -> None:
    assert ratio(reliability, certainty=0.98, bias=0.5) == pytest.approx(wanted, rel=0.04)


@pytest.mark.parametrize(
    ("bias", "certainty", "wanted"), [(0.9, 0.98, 4.9), (0.1, 0.98, 22.3), (0.5, 0.8, 2.85), (0.5, 0.6, 1.38)]
)
def test_interest_and_hedging_change_what_a_word_is_worth(
    bias: float, certainty: float, wanted: float
) -> None:
    assert ratio(0.8, certainty=certainty, bias=bias) == pytest.approx(wanted, rel=0.02)


@pytest.mark.parametrize(("outlets", "wanted"), [(1, 3.42), (2, 3.71), (5, 3.72), (20, 3.72)])
def test_twenty_outlets_with_one_report_say_what_one_says(outlets: int, wanted: float) -> None:
    links = [(0.92, True)] * outlets
    assert root_ratio(0.6, certainty=0.98, bias=0.5, links=links, garble=GARBLE) == pytest.approx(
        wanted, abs=0.01
    )


@given(INSIDE, INSIDE, INSIDE, st.lists(INSIDE, min_size=1, max_size=12))
def test_agreeing_relays_never_say_more_than_their_root(
    reliability: float, certainty: float, bias: float, faiths: list[float]
) -> None:
    links = [(faith, True) for faith in faiths]
    relayed = root_ratio(reliability, certainty=certainty, bias=bias, links=links, garble=GARBLE)
    assert abs(math.log(relayed)) <= abs(math.log(ratio(reliability, certainty=certainty, bias=bias))) + 1e-9


@given(INSIDE, INSIDE, INSIDE, st.lists(st.tuples(INSIDE, st.booleans()), min_size=1, max_size=8))
def test_disagreeing_relays_stay_between_denial_and_assertion(
    reliability: float, certainty: float, bias: float, links: list[tuple[float, bool]]
) -> None:
    asserts = ratio(reliability, certainty=certainty, bias=bias)
    denies = 1.0 / ratio(reliability, certainty=certainty, bias=1.0 - bias)
    relayed = root_ratio(reliability, certainty=certainty, bias=bias, links=links, garble=GARBLE)
    assert min(asserts, denies) - 1e-9 <= relayed <= max(asserts, denies) + 1e-9


@given(INSIDE, INSIDE, INSIDE)
def test_a_denial_mirrors_an_assertion_with_the_bias_turned(
    reliability: float, certainty: float, bias: float
) -> None:
    denied = root_ratio(reliability, certainty=certainty, bias=bias, links=[(1.0, False)], garble=GARBLE)
    assert denied == pytest.approx(1.0 / ratio(reliability, certainty=certainty, bias=1.0 - bias))


@given(INSIDE, INSIDE, INSIDE, INSIDE)
def test_more_reliable_means_stronger_in_the_direction_of_the_certainty(
    one: float, two: float, certainty: float, bias: float
) -> None:
    low, high = sorted((one, two))
    weaker, stronger = (ratio(r, certainty=certainty, bias=bias) for r in (low, high))
    if certainty > 0.5:
        assert stronger >= weaker - 1e-9
    elif certainty < 0.5:
        assert stronger <= weaker + 1e-9
    else:
        assert stronger == pytest.approx(1.0)


@given(INSIDE, INSIDE)
def test_noise_moves_nothing(certainty: float, bias: float) -> None:
    assert ratio(0.0, certainty=certainty, bias=bias) == pytest.approx(1.0)
