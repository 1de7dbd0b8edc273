"""Names that examples taught: found where no rule finds them, never over what a rule found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tarjih.reading.name_learned import find_learned
from tarjih.reading.names import find_mentions
from tarjih.reading.tokens import lay_out

WORDS = [
    "قال",
    "وقالت",
    "ريتشارد",
    "كارلسون",
    "في",
    "الرئيس",
    "حلب",
    "مستشفى",
    "عائشة",
    "،",
    ".",
    "كيم",
    "إن",
    "أمس",
    "ديبورا",
]


def learned(text: str) -> list[str]:
    mentions = find_mentions(lay_out(text), times=())
    return [m.span.within(text) for m in mentions if m.rule == "person-learned"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("استقبل الوزير ضيفه زولكوفيتش، الذي وصل أمس.", ["زولكوفيتش"]),
        ("وقالت ديبورا إن الطريق مغلق.", []),  # a rule finds her
        ("قصف مستشفى عائشة.", []),
        ("هذا واجب ديني عظيم.", []),
        ("اشترى بيتا كبيرا ثم باعه.", []),
    ],
)
def test_finds_names_and_no_ordinary_words(text: str, names: list[str]) -> None:
    assert learned(text) == names


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_never_takes_a_word_that_is_taken_or_timed(text: str) -> None:
    words = lay_out(text)
    assert find_learned(words, [], timed=set(range(len(words)))) == []
    for f in find_learned(words, [], timed=set()):
        assert 0 <= f.first < f.end <= len(words)
