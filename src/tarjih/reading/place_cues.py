"""What speaks for a place around its name: the word before it, a phrase, a dateline."""

from tarjih.reading.bodies import OPENERS, Found
from tarjih.reading.name_facts import facts_of, place_hits
from tarjih.records.page import Words

__all__ = ["has_place_cue", "opens_dateline"]

_LONGEST_CUE = 3  # further words of a phrase that introduces a place
_DASHES = frozenset("-\u2013\u2014")
_PREPOSITIONS = ("\u0628", "\u0644", "\u0648\u0628", "\u0648\u0644")


def has_place_cue(words: Words, i: int) -> bool:
    """Say whether what stands before word i, or is stuck to it, introduces a place."""
    hits = place_hits(words, i)
    if hits and hits[0].before in _PREPOSITIONS:
        return True
    before = i - 1
    if before >= 0 and words.words[before].form in OPENERS:
        before -= 1
    if before < 0:
        return False
    return facts_of(words.words[before]).cue == "in" or _ends_place_phrase(words, before)


def _ends_place_phrase(words: Words, i: int) -> bool:
    """Say whether word i ends a phrase such as "in the vicinity of"."""
    return any(
        hit.last == back and hit.row == "in"
        for back in range(1, min(i, _LONGEST_CUE) + 1)
        for hit in words.hits[i - back].get("place_cues", ())
    )


def opens_dateline(words: Words, f: Found) -> bool:
    """Say whether a place opens a paragraph before a dash, as a dateline does: "الباب - من مراسلنا"."""
    sentence = words.sentences[words.sentence_of[f.first]]
    return (
        f.kind == "PLACE"
        and sentence.paragraph > 0
        and sentence.first == f.first
        and f.end < sentence.end
        and words.words[f.end].form in _DASHES
    )
