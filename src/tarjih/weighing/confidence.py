"""Confidence in the basis of a judgement, apart from its likelihood and in a sentence of its own.

Source: weighing model, section 8; ICD 203.
"""

from typing import Literal

import msgspec

from tarjih.lexicons import load_toml
from tarjih.records.assessment import DropOne
from tarjih.records.record import Record
from tarjih.weighing.counting import Counted

__all__ = ["Basis", "Phrases", "confidence_of", "phrases"]

_MANY, _FEW = 3.0, 1.5
_GOOD = 2
_NARROW, _WIDE = 20.0, 40.0
_MOST_WORDS = 2


class Sentences(msgspec.Struct, frozen=True):
    """The sentences of confidence in one language."""

    high: str
    moderate: str
    low: str
    few: str
    wide: str
    words: str
    flip: str
    unknown: str
    separator: str
    origin: Counted
    point: Counted


class LedgerNames(msgspec.Struct, frozen=True):
    """The names of ledger lines in one language."""

    prior: str
    norm: str
    silence: str


class Phrases(msgspec.Struct, frozen=True):
    """What weighing says in words. Source: lexicons/weighing/phrases.toml."""

    confidence: dict[str, Sentences]
    ledger: dict[str, LedgerNames]
    ranges: dict[str, str]


class Basis(Record, frozen=True, kw_only=True):
    """What confidence rests on; `band` in points of a hundred, `words` of likelihood that it touches."""

    independent: float
    good: int
    band: float
    flipping: tuple[DropOne, ...]
    words: int = 1


def phrases() -> Phrases:
    """Load the sentences."""
    loaded: Phrases = load_toml("weighing/phrases.toml", Phrases)
    return loaded


def confidence_of(basis: Basis) -> tuple[Literal["high", "moderate", "low"], str, str]:
    """Return the level and its sentence in English and Arabic."""
    level: Literal["high", "moderate", "low"] = "moderate"
    if basis.independent < _FEW or _is_wide(basis) or basis.flipping:
        level = "low"
    elif basis.independent >= _MANY and basis.good >= _GOOD and basis.band <= _NARROW:
        level = "high"
    english, arabic = (_sentence(basis, level, phrases().confidence[language]) for language in ("en", "ar"))
    return level, english, arabic


def _is_wide(basis: Basis) -> bool:
    return basis.band > _WIDE or basis.words > _MOST_WORDS


def _sentence(basis: Basis, level: str, words: Sentences) -> str:
    band = words.point.say(round(basis.band))
    if level != "low":
        # Arabic puts the origins behind a preposition.
        origins = words.origin.say(basis.independent, case="oblique")
        return getattr(words, level).format(origins=origins, good=basis.good, band=band)  # type: ignore[no-any-return]
    reasons = []
    if basis.independent < _FEW:
        reasons.append(words.few)
    if basis.band > _WIDE:
        reasons.append(words.wide.format(band=band))
    elif basis.words > _MOST_WORDS:
        reasons.append(words.words.format(words=basis.words))
    if basis.flipping:
        reasons.append(words.unknown if basis.flipping[0].name == "unknown" else words.flip)
    return words.low.format(reasons=words.separator.join(reasons))
