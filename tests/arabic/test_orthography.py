"""Folded keys: writers who spell alike carelessly meet in one key; the stored text is never folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.arabic.orthography import arabic_share, fold, western_digits

LETTERS = "".join(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))
ARABIC = st.text(alphabet=LETTERS, min_size=1, max_size=12)
SIGNS = st.sampled_from([*map(chr, (0x640, *range(0x64B, 0x653), 0x670, 0x200C, 0x200F, 0xFEFF))])


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ARABIC, st.lists(SIGNS, max_size=6), st.randoms(use_true_random=False))
def test_signs_without_a_letter_do_not_matter(word: str, signs: list[str], random: object) -> None:
    marked = word
    for n, sign in enumerate(signs):
        place = (n * 7) % (len(marked) + 1)
        marked = marked[:place] + sign + marked[place:]
    assert fold(marked) == fold(word)


@given(ARABIC)
def test_a_key_is_never_longer_than_its_word(word: str) -> None:
    assert len(fold(word)) <= len(word)


@given(st.text(alphabet="0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", max_size=20))
def test_digits_of_three_scripts_fold_to_ascii(text: str) -> None:
    assert fold(text) == western_digits(text)
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)


@given(st.text(max_size=40))
def test_western_digits_keep_every_offset(text: str) -> None:
    written = western_digits(text)
    assert len(written) == len(text)
    assert all(a == b or b.isascii() for a, b in zip(text, written, strict=True))


@given(st.text(max_size=40))
def test_the_share_of_arabic_letters_is_a_share(text: str) -> None:
    assert 0.0 <= arabic_share(text) <= 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إصابة", "اصابه"),
        ("أمس", "امس"),
        ("آلاف", "الاف"),
        ("مسؤول", "مسوول"),
        ("طائرة", "طايرة"),
        ("مستشفى", "مستشفي"),
        ("قتــــل", "قتل"),
        ("قُتِلَ", "قتل"),
        ("کركوک", "كركوك"),
        ("یوم", "يوم"),
        ("٢٠١٥", "2015"),
        ("۲۰۱۵", "2015"),
        ("\ufed7\ufe98\ufede", "قتل"),
        ("CNN", "cnn"),
        ("هـ", "ه"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("قتل", "قاتل"), ("سوريا", "سوري"), ("عين", "غين"), ("سماء", "سما"), ("حلب", "حلبا")],
)
def test_spellings_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "share"), [("", 0.0), ("123 ؟", 0.0), ("abc", 0.0), ("قال", 1.0), ("قال abc", 0.5)]
)
def test_shares(text: str, share: float) -> None:
    assert arabic_share(text) == share
