import pytest

from tarjih.weighing.probability import bins_crossed, put_in_words, word_of


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        (0.0, "almost no chance", "شبه معدوم الاحتمال"),
        (0.05, "very unlikely", "مستبعد جدا"),
        (0.2, "unlikely", "مستبعد"),
        (0.4999, "roughly even chance", "متكافئ الاحتمال تقريبا"),
        (0.55, "likely", "مرجّح"),
        (0.95, "almost certain", "شبه مؤكد"),
        (1.0, "almost certain", "شبه مؤكد"),
    ],
)
def test_each_range_has_its_word_in_both_languages(value: float, english: str, arabic: str) -> None:
    assert word_of(value) == (english, arabic)


def test_a_second_vocabulary_can_be_chosen() -> None:
    assert word_of(0.45, scale="phia")[0] == "realistic possibility"


def test_a_band_over_more_than_two_words_is_given_as_a_range() -> None:
    wide = put_in_words(0.5, low=0.31, high=0.75)
    assert bins_crossed(0.31, 0.75) == 3
    assert wide.word_en == "unlikely to likely"
    assert wide.word_ar == "من مستبعد إلى مرجّح"


def test_a_band_over_two_words_keeps_the_word_of_the_point() -> None:
    assert put_in_words(0.6, low=0.56, high=0.82).word_en == "likely"
