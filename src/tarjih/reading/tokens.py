"""Lay a text out in words and sentences, with the lexicon rows that may stand at each word."""

import re
from collections.abc import Mapping

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
    paragraph_firsts = []
    offset = 0
    for line in text.split("\n"):
        first = len(words)
        for match in _TOKEN.finditer(text, offset, offset + len(line)):
            starts.append(match.start())
            ends.append(match.end())
            words.append(look_up(match.group()))
        if len(words) > first:
            paragraph_firsts.append(first)
        offset += len(line) + 1
    hits = [_hits_at(words, i) if word.phrases else word.hits for i, word in enumerate(words)]
    sentences = _sentences(words, ends, starts, firsts=paragraph_firsts)
    return Words(text, starts=starts, ends=ends, words=words, hits=hits, sentences=sentences)


def _hits_at(words: list[Word], i: int) -> Mapping[str, tuple[Hit, ...]]:
    """Join the phrases that begin at word i with its single-word hits, the longest first."""
    phrases = phrases_at(words, i)
    single = words[i].hits
    if not phrases:
        return single
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
