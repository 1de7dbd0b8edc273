"""Numbers to words of likelihood, in two vocabularies and two languages."""

from functools import cache
from typing import Literal

import msgspec

from tarjih.lexicons import load
from tarjih.records.assessment import Probability
from tarjih.weighing.confidence import phrases

__all__ = ["Scale", "WordRow", "bins_crossed", "put_in_words", "word_of", "words"]

Scale = Literal["icd203", "phia"]
_LEAST, _MOST = 0.01, 0.99  # nothing is ever called impossible or certain


class WordRow(msgspec.Struct, frozen=True):
    """One word of likelihood with its half-open range [low, high)."""

    id: str
    scale: Scale
    low: float
    high: float
    word_en: str
    word_ar: str
    source: str


@cache
def _bins(scale: Scale) -> tuple[WordRow, ...]:
    return tuple(
        sorted((r for r in load("weighing/words.tsv", WordRow) if r.scale == scale), key=lambda r: r.low)
    )


def words(scale: Scale = "icd203") -> tuple[WordRow, ...]:
    """Return the words of a vocabulary, the least likely first."""
    return _bins(scale)


def _bin(value: float, scale: Scale) -> int:
    clipped = min(max(value, _LEAST), _MOST)
    return max(n for n, row in enumerate(_bins(scale)) if row.low <= clipped)


def word_of(value: float, *, scale: Scale = "icd203") -> tuple[str, str]:
    """Return the English and the Arabic word for a probability.

    >>> word_of(0.8)[0]
    'very likely'
    """
    row = _bins(scale)[_bin(value, scale)]
    return row.word_en, row.word_ar


def bins_crossed(low: float, high: float, *, scale: Scale = "icd203") -> int:
    """Count the words that a band touches with its two ends and between them."""
    return _bin(high, scale) - _bin(low, scale) + 1


def put_in_words(value: float, *, low: float, high: float, scale: Scale = "icd203") -> Probability:
    """Give a probability with its band the word it has earned.

    The word is that of the point value; a band over more than two words gives the range of words
    instead, since "roughly even chance" must never stand for "we do not know".

    Source: weighing model, section 8; ICD 203.
    """
    english, arabic = word_of(value, scale=scale)
    if bins_crossed(low, high, scale=scale) > 2:
        first, last = word_of(low, scale=scale), word_of(high, scale=scale)
        ranges = phrases().ranges
        english = ranges["en"].format(first=first[0], last=last[0])
        arabic = ranges["ar"].format(first=first[1], last=last[1])
    return Probability(value=value, low=low, high=high, word_en=english, word_ar=arabic)
