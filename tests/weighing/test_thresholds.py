import pytest

from tarjih.weighing.probability import word_of
from tarjih.weighing.sensitivity import turn_one
from tarjih.weighing.thresholds import word_thresholds
from tests.weighing.builders import event, telling
from tests.weighing.test_properties import bodies_of


def test_the_word_changes_at_the_threshold_and_not_before() -> None:
    bodies = bodies_of(
        event("X1", telling("r1", "a"), telling("r2", "b")),
        event("X2", telling("r3", "b"), kind="surrender"),
    )
    leading = int(bodies.matrix.posterior().argmax())
    now = word_of(float(bodies.matrix.posterior()[leading]))
    found = word_thresholds(bodies)
    assert found
    for threshold in found:
        beyond = float(bodies.at_reliability(threshold.origin, threshold.at)[leading])
        nearer = threshold.at + (0.002 if threshold.at < threshold.now else -0.002)
        before = float(bodies.at_reliability(threshold.origin, nearer)[leading])
        assert word_of(beyond) == (threshold.word_en, threshold.word_ar) != now
        assert word_of(before) == now


def test_a_body_at_its_own_reliability_changes_nothing() -> None:
    bodies = bodies_of(event("X1", telling("r1", "a"), telling("r2", "b")))
    assert bodies.at_reliability("a", 0.6).tolist() == pytest.approx(bodies.matrix.posterior().tolist())


def test_a_wrong_origin_lowers_what_it_raised() -> None:
    bodies = bodies_of(event("X1", telling("r1", "a"), telling("r2", "b")))
    full = bodies.matrix.posterior()
    turned = turn_one(bodies)
    assert {t.origin for t in turned} == {"a", "b"}
    assert all(t.value < full.max() for t in turned)
    assert bodies.turned("a").argmax() == bodies.without({"a", "b"}).argmax()
