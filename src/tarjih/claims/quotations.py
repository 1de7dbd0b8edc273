"""Pairs of quotation marks, of all shapes, in one text.

Straight marks open and close alike, and closing marks are often written for opening ones: the space
around a mark decides, then whether something is open.
"""

from tarjih.records.page import Words

__all__ = ["OPENERS", "QUOTES", "may_open", "pair_quotes"]

OPENERS = frozenset("\u00ab\u201c\u201e\u2018\u2039")
_CLOSERS = frozenset("\u00bb\u201d\u2019\u203a")
_STRAIGHT = frozenset("\"'`\u201f")
QUOTES = OPENERS | _CLOSERS | _STRAIGHT
_AFTER = frozenset(".,:;!?)\u060c\u061b\u061f\u2026-")
_LONGEST = 260  # words: what stands longer open was never closed


def _is_opening(words: Words, i: int) -> bool | None:
    """Say whether mark i opens by the space around it, None where the space does not tell."""
    form = words.words[i].form
    gap_before = i == 0 or words.starts[i] > words.ends[i - 1] or words.words[i - 1].form in "(-:\u2013\u0640"
    gap_after = (
        i + 1 >= len(words) or words.starts[i + 1] > words.ends[i] or words.words[i + 1].form in _AFTER
    )
    after_colon = i > 0 and words.words[i - 1].form == ":"
    if after_colon or (form in OPENERS and not (gap_after and not gap_before)):
        return True
    if gap_before == gap_after:
        return None
    return gap_before


def may_open(words: Words, i: int) -> bool:
    """Say whether mark i may open a quotation: space before it, or space that does not tell."""
    return _is_opening(words, i) is not False


def pair_quotes(words: Words) -> dict[int, int]:
    """Return {opening word: closing word} for the quotations of a text, inside one paragraph each.

    A quotation inside another of the same mark ends the first one, which was never closed.

    >>> from tarjih.reading.tokens import lay_out
    >>> pair_quotes(lay_out("قال «لا»"))
    {1: 3}
    """
    pairs: dict[int, int] = {}
    opened = -1
    paragraph = -1
    sentence_of, sentences, items = words.sentence_of, words.sentences, words.words
    for i, word in enumerate(items):
        if word.kind != "mark" or word.form not in QUOTES:
            continue
        if word.form in "'\u2019\u2018`" and not _stands_alone(words, i):
            continue
        here = sentences[sentence_of[i]].paragraph
        if here != paragraph or i - opened > _LONGEST:
            opened, paragraph = -1, here
        opening = _is_opening(words, i)
        if opened < 0:
            if opening is not False:
                opened = i
        elif opening and (word.form in OPENERS) == (items[opened].form in OPENERS):
            opened = i
        elif opening and word.form in _STRAIGHT and items[opened].form in OPENERS:
            continue
        else:
            pairs[opened] = i
            opened = -1
    return pairs


def _stands_alone(words: Words, i: int) -> bool:
    """Say whether an apostrophe stands at an edge of a word, not inside one."""
    before = i > 0 and words.ends[i - 1] == words.starts[i] and words.words[i - 1].kind != "mark"
    after = i + 1 < len(words) and words.starts[i + 1] == words.ends[i] and words.words[i + 1].kind != "mark"
    return not (before and after)
