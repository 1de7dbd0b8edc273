"""Names of two scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.fusion.crossing import Crossing, consonants, crossing_score


@pytest.mark.parametrize(
    ("arabic", "latin"), [("السكاف", "al-Sakkaf"), ("كيليس", "Kilis"), ("كمال", "Kamal")]
)
def test_one_name_has_one_skeleton(arabic: str, latin: str) -> None:
    assert consonants(arabic) == consonants(latin)


@pytest.mark.parametrize(("arabic", "latin"), [("منبج", "Kilis"), ("الطحان", "al-Sakkaf")])
def test_other_names_have_others(arabic: str, latin: str) -> None:
    assert consonants(arabic) != consonants(latin)


def test_names_alone_are_not_enough() -> None:
    names = frozenset(("skf", "kml", "kls"))
    full = Crossing(names, frozenset((43.0,)), frozenset((1,)), None)
    bare = Crossing(names, frozenset(), frozenset((1,)), None)
    assert crossing_score(full, full) == 1.0
    assert crossing_score(full, bare) == 0.0


@given(st.text(max_size=40))
def test_any_word_has_a_skeleton(word: str) -> None:
    assert len(consonants(word)) <= 2 * len(word)
