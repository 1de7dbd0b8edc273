"""Particles and pronouns: every split is offered, and every split adds up to its word again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.arabic.affixes import splits
from tarjih.arabic.orthography import fold

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
KEYS = st.text(alphabet=LETTERS, min_size=1, max_size=12)
NOUNS = "كتاب مدينة رئيس حكومة قائد طائرة معركة بيت لجنة ليبيا"
STEMS = st.sampled_from([fold(word) for word in NOUNS.split()])
PRONOUNS = st.sampled_from(["ه", "ها", "هم", "هما", "هن", "نا", "كم"])


@given(KEYS)
def test_the_whole_word_comes_first(key: str) -> None:
    assert splits(key)[0] == ("", key, "")


@given(KEYS)
def test_no_split_stands_twice(key: str) -> None:
    assert len(set(splits(key))) == len(splits(key))


@given(KEYS)
def test_pieces_add_up_to_the_word(key: str) -> None:
    """But for letters that the spelling hides: the article behind lam, and the end before a pronoun."""
    for before, stem, after in splits(key):
        assert key.startswith(before.removesuffix("لل")) or before.endswith("لل")
        assert key.endswith(after)
        assert len(stem) >= 1
        hidden = abs(len(before) + len(stem) + len(after) - len(key))
        assert hidden <= 1


@given(KEYS)
def test_the_middle_is_never_eaten_whole(key: str) -> None:
    assert all(stem for _, stem, _ in splits(key))


@given(
    st.sampled_from(["", "و", "ف"]),
    st.sampled_from(["", "ال", "ب", "ل", "ك", "بال", "كال"]),
    STEMS,
)
def test_particles_in_their_order_are_peeled(conjunction: str, preposition: str, stem: str) -> None:
    before = conjunction + preposition
    assert (before, stem, "") in splits(before + stem)


@given(
    st.sampled_from(["", "و", "ف", "ب", "ل"]),
    STEMS,
    st.sampled_from(["ه", "ها", "هم", "هما", "هن", "نا", "كم"]),
)
def test_pronouns_are_peeled(before: str, stem: str, pronoun: str) -> None:
    """Teh marbuta opens before a pronoun and is put back."""
    written = stem[:-1] + "ت" if stem.endswith("ه") else stem
    assert (before, stem, pronoun) in splits(before + written + pronoun)


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("وبالمدينة", ("وبال", "مدينه", "")),
        ("للحكومة", ("لل", "حكومه", "")),
        ("وللرئيس", ("ولل", "رييس", "")),
        ("لليبيا", ("لل", "ليبيا", "")),
        ("لليبيا", ("ل", "ليبيا", "")),
        ("سيعلن", ("س", "يعلن", "")),
        ("وسيعلن", ("وس", "يعلن", "")),
        ("قواتها", ("", "قوات", "ها")),
        ("حكومتهم", ("", "حكومه", "هم")),
        ("مبناها", ("", "مبني", "ها")),
        ("فكتابه", ("ف", "كتاب", "ه")),
        ("قتلوه", ("", "قتلوا", "ه")),
    ],
)
def test_known_words(word: str, split: tuple[str, str, str]) -> None:
    assert split in splits(fold(word))


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("سيارة", ("سي", "اره", "")),
        ("قال", ("ق", "ال", "")),
        ("مدينة", ("م", "دينه", "")),
        ("يد", ("ي", "د", "")),
        ("ولد", ("ول", "د", "")),
    ],
)
def test_letters_that_are_no_particles_stay(word: str, split: tuple[str, str, str]) -> None:
    assert split not in splits(fold(word))
