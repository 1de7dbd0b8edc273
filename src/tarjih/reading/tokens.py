"""Lay a text out in words and sentences, with the lexicon rows that may stand at each word."""

import re
from bisect import bisect_left

from tarjih.arabic.lookup import look_up, phrases_at
from tarjih.records.page import Hit, Sentence, Word, Words

__all__ = ["lay_out"]

# A number with its inner points, commas and colons; a word with its signs; or one mark.
_TOKEN = re.compile(
    r"\d+(?:[.,:\u066b\u066c]\d+)*"
    r"|[^\W\d_]+(?:[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d][^\W\d_]*)*"
    r"|[^\w\s]|_"
)
_ENDS = frozenset(".!?\u061f\u2026")
_CLOSERS = frozenset("\"'\u00bb\u201d\u2019)]")
_OPENERS = {"\u00ab": "\u00bb", "\u201c": "\u201d"}
_LONGEST_QUOTE = 120  # words: a quotation that long was never closed
_LONGEST_SENTENCE = 400  # words: no writer goes on so long; what follows is bounded by it


def lay_out(text: str) -> Words:
    """Lay out `text` (title, blank line, paragraphs) in words.

    Returns:
        Words in columns; spans point into `text`; marks are words too. Nothing but white space is left out.
    """
    starts: list[int] = []
    ends: list[int] = []
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        words.append(look_up(match.group()))
    hits = [word.hits for word in words]
    phrased = []
    for i in range(len(words) - 1):
        word = words[i]
        if word.phrases and words[i + 1].key in word.phrases:
            phrases = phrases_at(words, i)
            if phrases:
                hits[i] = _joined(phrases, word.hits)
                phrased.append(i)
    sentences = _sentences(words, ends, starts, firsts=_paragraphs(text, starts))
    return Words(text, starts=starts, ends=ends, words=words, hits=hits, phrased=phrased, sentences=sentences)


def _paragraphs(text: str, starts: list[int]) -> list[int]:
    """Return the first word of each line that holds words."""
    firsts: list[int] = []
    at = 0
    while at >= 0 and (first := bisect_left(starts, at)) < len(starts):
        firsts.append(first)
        at = text.find("\n", starts[first])
    return firsts


def _joined(phrases: list[Hit], single: dict[str, tuple[Hit, ...]]) -> dict[str, tuple[Hit, ...]]:
    """Join the phrases that begin at a word with its single-word hits, the longest first."""
    joined: dict[str, tuple[Hit, ...]] = {}
    for hit in phrases:
        joined[hit.table] = (*joined.get(hit.table, ()), hit)
    for table, found in single.items():
        joined[table] = joined.get(table, ()) + found
    return joined


def _sentences(words: list[Word], ends: list[int], starts: list[int], *, firsts: list[int]) -> list[Sentence]:
    """Cut paragraphs at full stops that stand outside quotation marks."""
    sentences = []
    for number, first in enumerate(firsts):
        end = firsts[number + 1] if number + 1 < len(firsts) else len(words)
        begin, i = first, first
        closer, opened_at = "", 0
        while i < end:
            form = words[i].form
            if closer and (form == closer or i - opened_at > _LONGEST_QUOTE):
                closer = ""
            elif not closer and form in _OPENERS:
                closer, opened_at = _OPENERS[form], i
            if form in _ENDS and not closer and not _is_abbreviation(words, starts, ends, i):
                while i + 1 < end and (words[i + 1].form in _ENDS or words[i + 1].form in _CLOSERS):
                    if words[i + 1].form in _CLOSERS and starts[i + 1] > ends[i]:
                        break
                    i += 1
                sentences.append(Sentence(begin, i + 1, number))
                begin = i + 1
            i += 1
            if i - begin >= _LONGEST_SENTENCE:
                sentences.append(Sentence(begin, i, number))
                begin = i
        if begin < end:
            sentences.append(Sentence(begin, end, number))
    return sentences


def _is_abbreviation(words: list[Word], starts: list[int], ends: list[int], i: int) -> bool:
    """Say whether the point at word i belongs to an abbreviation such as a single letter's."""
    if words[i].form != "." or i == 0:
        return False
    single_letter = len(words[i - 1].key) == 1 and words[i - 1].kind != "mark" and ends[i - 1] == starts[i]
    glued = i + 1 < len(words) and starts[i + 1] == ends[i] and words[i + 1].kind in {"latin", "number"}
    return single_letter or glued
