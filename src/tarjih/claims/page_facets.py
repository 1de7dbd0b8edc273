"""Page facets: the facet of each word of a text.

A word is judged once per written form, and where phrases begin once for these phrases; both are remembered.
"""

from functools import cache

from tarjih.arabic.forms import PerForm
from tarjih.arabic.orthography import fold
from tarjih.claims.facets import STOPS, Facet, has_phrase, judged, make_facet
from tarjih.claims.tables import triggers
from tarjih.records.page import Hit, Hits, Word, Words

__all__ = ["lay_facets"]

_FIXED_REACH = 10  # words in which the fixed further word of a phrase may follow


def _facet_of(word: Word) -> Facet:
    return make_facet(word, word.hits)


_FACETS = PerForm(_facet_of)


def lay_facets(words: Words) -> list[Facet]:
    """Return the facet of the word or phrase that begins at each word of a text."""
    facets = _FACETS.column(words.words)
    for at in words.phrased:
        facets[at] = _of_phrase(words.words[at], words.hits[at])
    for at in words.at("triggers"):
        if facets[at].fixed:
            facets[at] = _fixed(facets[at], words, at)
    return facets


_PHRASE_FACETS: dict[tuple[Word, tuple[Hit, ...]], Facet] = {}
_FIXED_FACETS: dict[tuple[Facet, Hit | None, Hit | None], Facet] = {}
_MOST_PHRASES = 50_000  # remembered


def _of_phrase(word: Word, hits: Hits) -> Facet:
    """Return the facet of a word at which phrases begin, remembered by the word and these phrases."""
    phrases = []
    for found in hits.values():
        for hit in found:
            if not hit.last:
                break
            phrases.append(hit)
    key = (word, tuple(phrases))
    facet = _PHRASE_FACETS.get(key)
    if facet is None:
        if len(_PHRASE_FACETS) >= _MOST_PHRASES:
            _PHRASE_FACETS.clear()
        facet = make_facet(word, hits) if has_phrase(hits) else _FACETS.of(word)
        _PHRASE_FACETS[key] = facet
    return facet


@cache
def _fixed_keys(row: str) -> frozenset[str]:
    return frozenset(fold(form) for form in triggers()[row].fixed.split("|"))


def _fixed(facet: Facet, words: Words, at: int) -> Facet:
    """Take the reading whose fixed further word follows in the clause, with its subject in between."""
    verb = noun = None
    for hit in facet.fixed:
        if _is_followed(words, at, keys=_fixed_keys(hit.row), skipped=hit.last):
            if triggers()[hit.row].part == "verb":
                verb = verb or hit
            else:
                noun = noun or hit
    if verb is None and noun is None:
        return facet
    key = (facet, verb, noun)
    if key not in _FIXED_FACETS:
        if len(_FIXED_FACETS) >= _MOST_PHRASES:
            _FIXED_FACETS.clear()
        _FIXED_FACETS[key] = _make_fixed(facet, words, at, verb=verb, noun=noun)
    return _FIXED_FACETS[key]


def _make_fixed(facet: Facet, words: Words, at: int, *, verb: Hit | None, noun: Hit | None) -> Facet:
    is_nominal = noun or facet.noun or facet.participle or facet.human or facet.thing or facet.sense
    is_finite = verb is not None and not (is_nominal or facet.prefix or facet.article)
    word, hits = words.words[at], words.hits[at]
    fixed = make_facet(word, hits if has_phrase(hits) else word.hits)  # the other may be shared
    fixed.verb, fixed.noun = verb or facet.verb, noun or facet.noun
    fixed.unknown, fixed.finite = False, is_finite
    return judged(fixed, word)


def _is_followed(words: Words, at: int, *, keys: frozenset[str], skipped: int) -> bool:
    """Say whether one of the keys stands in the sentence soon behind word `at`."""
    for n in range(at + 1 + skipped, min(at + _FIXED_REACH, len(words.words))):
        word = words.words[n]
        if word.key in keys:
            return True
        if word.form in STOPS:
            break
    return False
