import pytest

from tarjih.errors import HypothesesError
from tarjih.lexicons import read_text
from tarjih.weighing.hypotheses import parse_hypotheses
from tests.weighing.builders import QUESTION


@pytest.mark.parametrize("name", ["decline", "truce"])
def test_the_shipped_sets_are_right(name: str) -> None:
    made = parse_hypotheses(read_text(f"weighing/hypotheses/{name}.toml"), name=name)
    assert made.id == name
    assert sum(h.prior for h in made.hypotheses) == pytest.approx(1.0)


def test_words_of_expectation_become_numbers() -> None:
    made = parse_hypotheses(QUESTION, name="rain.toml")
    assert made.indicators[0].expected == {"yes": 0.95, "no": 0.25, "other": 0.5}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("prior = 0.10", "prior = 0.30", "sum of 1.2"),
        ("prior = 0.10", "prior = 0.0", "positive priors"),
        ("prior = 0.10", "prior = nan", "sum of nan"),
        ("prior = 0.10", "prior = inf", "sum of inf"),
        ('id = "other"\n', 'id = "else"\n', '"other"'),
        ('types = ["capture"]', 'types = ["rainfall"]', r"indicators\[0\] \(lost\).types"),
        ('types = ["capture"]', "types = []", r"indicators\[0\] \(lost\).types"),
        ('no = "I"', 'no = "X"', r"indicators\[0\] \(lost\).expected.no"),
        ('no = "I", ', "", r"indicators\[0\] \(lost\).expected: wanted one value for each"),
        ('id = "left"', 'id = "lost"', "found it twice"),
        ("prior = 0.10", 'prior = "much"', r"hypotheses\[...\].prior|hypotheses"),
        ("[question]", "[question", "no valid TOML"),
        ('subject_as = "target"', 'subject_as = "victim"', "subject_as"),
    ],
)
def test_a_wrong_file_is_refused_with_its_path(old: str, new: str, told: str) -> None:
    assert old in QUESTION
    with pytest.raises(HypothesesError, match=told):
        parse_hypotheses(QUESTION.replace(old, new, 1), name="rain.toml")


def test_a_set_without_indicators_is_refused() -> None:
    with pytest.raises(HypothesesError, match="indicators"):
        parse_hypotheses(QUESTION[: QUESTION.index("[[indicators]]")] + "indicators = []", name="rain.toml")
