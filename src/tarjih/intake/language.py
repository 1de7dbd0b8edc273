"""The language of a text: scripts and function words decide, a statistical model only in doubt."""

import re
from functools import cache

from tarjih.arabic.orthography import ARABIC_LETTER, arabic_share
from tarjih.lexicons import load
from tarjih.records.record import Record

__all__ = ["language_of"]

_GLANCE = 400  # characters that show plain Arabic for what it is
_SAMPLE = 3_000  # characters: enough for 500 words, and a report changes its language seldom
_ARABIC_SCRIPT = 0.5  # share of Arabic letters from which a text counts as one in Arabic script
# Letters of Persian, Urdu, Kurdish, Pashto and Uighur that Arabic does not write; names may hold some.
_FOREIGN = re.compile("[\u0679-\u06a8\u06aa-\u06cb\u06cd-\u06d3\u06d5]")
# Persian keheh and yeh: some keyboards write Arabic with them, so they only raise a doubt.
_KEYBOARD = str.maketrans({"\u0643": "\u06a9", "\u064a": "\u06cc", "\u0649": "\u06cc"})
_DOUBTFUL = re.compile("[\u06a9\u06cc]")
_LETTER_RUN = re.compile(ARABIC_LETTER.pattern + "+")
_MOST_FOREIGN = 0.02
_MANY_FOREIGN = 0.08
_SURE = 3  # function words by which a language must lead
_WORD = re.compile("[^\\W\\d_]+(?:[\u064b-\u065f\u0670\u200c]+[^\\W\\d_]*)*")
# Marks of Arabic that its neighbours in the same script hardly write: the article, teh marbuta.
_ARTICLE = "\u0627\u0644"
_TEH_MARBUTA = "\u0629"
_ARABIC = ("ar",)


# Spoken varieties that the model tells apart; written reports in them are read as Arabic.
_SPOKEN_ARABIC = frozenset((
    "abv",
    "acm",
    "acq",
    "acw",
    "acx",
    "aeb",
    "afb",
    "ajp",
    "apc",
    "apd",
    "arb",
    "ars",
    "ary",
    "arz",
    "avl",
    "ayh",
    "ayl",
    "ayn",
    "ayp",
))


class FunctionWords(Record, frozen=True, kw_only=True):
    """The most frequent function words of one language, as they are written."""

    id: str
    forms: str
    source: str


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text` (639-3 where there is none).

    "und" stands for a text without letters. Source: lexicons/intake/function_words.tsv.
    """
    return _plain_arabic(text[:_GLANCE]) or _weighed(text[:_SAMPLE])


def _plain_arabic(sample: str) -> str | None:
    """Return "ar" where a glance suffices, None where it does not."""
    words = _WORD.findall(sample)
    letters = sum(map(len, _LETTER_RUN.findall(sample)))
    if not letters or letters < _ARABIC_SCRIPT * sum(map(len, words)) or _FOREIGN.search(sample):
        return None
    votes = _votes(words)
    arabic = votes.pop("ar", 0)
    return "ar" if arabic >= _SURE * (1 + max(votes.values(), default=0)) else None


def _weighed(sample: str) -> str:
    """Weigh scripts, foreign letters and function words of a longer sample."""
    words = _WORD.findall(sample.lower())
    if not words:
        return "und"
    votes = _votes(words)
    letters = sum(map(len, _LETTER_RUN.findall(sample)))
    if letters < _ARABIC_SCRIPT * sum(map(len, words)):
        votes = {code: n for code, n in votes.items() if code not in _in_arabic_script()}
        return _leader(votes, words=len(words)) or _classify(sample)
    votes = {code: n for code, n in votes.items() if code in _in_arabic_script()}
    arabic = votes.pop("ar", 0)
    other = max(votes.values(), default=0)
    foreign = len(_FOREIGN.findall(sample)) / letters
    if arabic >= other + _SURE and foreign < _MANY_FOREIGN:
        return "ar"
    if other >= arabic + _SURE:
        return _leader(votes, words=len(words)) or _classify(sample)
    if foreign < _MOST_FOREIGN and arabic >= other and (arabic or not _DOUBTFUL.search(sample)):
        return "ar"
    return _classify(sample)


def _votes(words: list[str]) -> dict[str, int]:
    """Count the function words of each language; a word of two languages counts for both."""
    table = _languages_by_word()
    votes: dict[str, int] = {}
    for word in words:
        found = table.get(word)
        if found is None and (word.startswith(_ARTICLE) or word.endswith(_TEH_MARBUTA)):
            found = _ARABIC
        for code in found or ():
            votes[code] = votes.get(code, 0) + 1
    return votes


def _leader(votes: dict[str, int], *, words: int) -> str | None:
    """Return the language that leads clearly, None where none does."""
    ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    clear = ranked[0][1] >= second + max(_SURE, second // 2) and ranked[0][1] * 10 >= words
    return ranked[0][0] if clear else None


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in load("intake/function_words.tsv", FunctionWords):
        forms = row.forms.split("|")
        if row.id == "ar":
            forms += [form.translate(_KEYBOARD) for form in forms if form.translate(_KEYBOARD) != form]
        for form in dict.fromkeys(forms):
            table[form] = (*table.get(form, ()), row.id)
    return table


@cache
def _in_arabic_script() -> frozenset[str]:
    return frozenset(
        row.id
        for row in load("intake/function_words.tsv", FunctionWords)
        if arabic_share(row.forms) > _ARABIC_SCRIPT
    )


def _classify(sample: str) -> str:
    """Ask the statistical model; it is imported here because its first call costs half a second."""
    import py3langid  # type: ignore[import-untyped]

    code: str = py3langid.classify(sample)[0]
    return "ar" if code in _SPOKEN_ARABIC else code
