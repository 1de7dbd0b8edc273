import pytest

from tarjih.lexicons import read_text
from tarjih.records.event import Origin
from tarjih.weighing.grades import grade_origin
from tarjih.weighing.model import outlets

ACTORS = {
    line.split("\t")[0]: line.split("\t")[5] for line in read_text("reading/actors.tsv").splitlines()[1:]
}


def test_every_graded_body_is_an_actor_and_no_person() -> None:
    assert len(outlets()) >= 60
    assert [row for row in outlets() if ACTORS.get(row) in {None, "PERSON"}] == []


def test_letters_stay_between_b_and_d_and_have_their_reason() -> None:
    for row in outlets().values():
        assert row.letter in {"B", "C", "D"}
        assert row.reason
        assert row.source.startswith("own: ")


@pytest.mark.parametrize(("key", "letter"), [("sana", "D"), ("icrc", "B"), ("icrc@#r1", "B")])
def test_a_known_body_has_its_own_letter_before_that_of_its_kind(key: str, letter: str) -> None:
    origin = Origin(id="O1", name="x", kind="anonymous", key=key, reports=("r1",))
    assert grade_origin(origin, graded={}).letter == letter
