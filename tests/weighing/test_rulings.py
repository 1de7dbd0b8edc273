"""What a person sets goes before the machine's value, which stays beside it."""

import datetime as dt

import pytest

from tarjih.errors import InputError
from tarjih.records.assessment import Assessment
from tarjih.records.ruling import CellSet, Graded, Place, Ruled, Ruling
from tarjih.records.span import Span
from tarjih.weighing.weigh import weigh
from tests.weighing.builders import event, fused, question, telling

CASE = fused(
    event("X1", telling("a", "ministry"), telling("b", None)),
    event("X2", telling("c", "monitor"), kind="surrender", origins={"monitor": "monitor"}),
)


def ruled(ruling: Ruling, *, number: int = 1, who: str = "an analyst") -> Ruled:
    return Ruled(number=number, ruling=ruling, who=who, day=dt.date(2021, 5, 4), reason="seen it myself")


def cell(**fields: object) -> CellSet:
    return CellSet(**{"set_id": "rain", "hypothesis": "yes", "expected": 0.3, "indicator": "lost", **fields})  # type: ignore[arg-type]


def judge(*rulings: Ruled) -> Assessment:
    return weigh(CASE, hypotheses=question(), rulings=rulings)


def value(assessment: Assessment, hypothesis: str = "yes") -> float:
    return next(j.probability.value for j in assessment.judged if j.hypothesis == hypothesis)


def test_a_grade_goes_before_the_rule_and_shows_the_rule_s_letter() -> None:
    plain, graded = judge(), judge(ruled(Graded(body="ministry", letter="A")))
    chain = next(c for e in graded.evidence for c in e.chains if c.origin == "ministry")
    ours = next(c for e in plain.evidence for c in e.chains if c.origin == "ministry").grade
    assert (chain.grade.letter, chain.grade.set_by) == ("A", "person")
    assert "seen it myself" in chain.grade.reason
    assert chain.proposed is not None
    assert chain.proposed.letter == ours.letter != "A"
    assert value(graded) > value(plain)
    (applied,) = graded.rulings
    assert (applied.about, applied.person, applied.machine) == ("ministry", "A", ours.letter)


def test_a_line_of_the_ledger_says_that_a_person_had_a_hand_in_it() -> None:
    set_by = {line.id: line.set_by for line in judge(ruled(Graded(body="ministry", letter="A"))).ledger}
    assert (set_by["X1"], set_by["X2"], set_by["prior"]) == ("person", "rule", "rule")


def test_a_cell_of_an_indicator_changes_each_event_on_it() -> None:
    plain, changed = judge(), judge(ruled(cell()))
    (row,) = [c for c in changed.cells if c.machine is not None]
    assert (row.evidence, row.hypothesis, row.expected) == ("X1", "yes", 0.3)
    assert row.machine == next(c.expected for c in plain.cells if (c.evidence, c.hypothesis) == ("X1", "yes"))
    assert value(changed) < value(plain)


def test_a_cell_of_one_event_leaves_the_indicator_alone() -> None:
    place = Place(report="c", span=Span(0, 4))
    changed = judge(ruled(cell(indicator=None, event=place, expected=0.1)))
    assert {c.evidence for c in changed.cells if c.machine is not None} == {"X2"}
    assert changed.look_next == judge().look_next or value(changed) != value(judge())
    assert [r.about for r in changed.rulings] == ["X2 / yes"]


def test_cells_of_several_analysts_are_pooled_by_their_odds() -> None:
    one = ruled(cell(expected=0.8))
    two = ruled(cell(expected=0.5), number=2, who="another analyst")
    (row,) = [c for c in judge(one, two).cells if c.machine is not None]
    assert row.expected == pytest.approx(2 / 3)
    assert judge(one, two).judged == judge(two, one).judged


@pytest.mark.parametrize(
    "stale",
    [
        cell(set_id="snow"),
        cell(indicator="gone"),
        cell(hypothesis="gone"),
        cell(indicator=None, event=Place(report="gone", span=Span(0, 4))),
        Graded(body="nobody", letter="A"),
    ],
)
def test_a_ruling_on_what_is_not_there_changes_nothing_and_is_not_shown(stale: Ruling) -> None:
    assert judge(ruled(stale)) == judge()


def test_one_body_with_two_letters_under_two_spellings_is_refused() -> None:
    with pytest.raises(InputError, match="one letter"):
        judge(ruled(Graded(body="هيئة", letter="A")), ruled(Graded(body="هيئه", letter="C"), number=2))


def test_the_ledger_still_sums_to_the_number_shown() -> None:
    judged = judge(ruled(Graded(body="ministry", letter="E")), ruled(cell(), number=2))
    for hypothesis in ("yes", "no", "other"):
        total = sum(line.decibans.get(hypothesis, 0.0) for line in judged.ledger)
        assert 10 ** (total / 10) == pytest.approx(value(judged, hypothesis))


@pytest.mark.parametrize("wrong", [{"expected": 0.0}, {"expected": 1.0}, {"indicator": None}])
def test_a_cell_without_a_row_or_a_probability_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="cell"):
        cell(**wrong)
