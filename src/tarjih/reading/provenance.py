"""Provenance: the datelines, bylines and agency marks at the edges of a text.

Only what stands in the text is found here; `Report.byline` is read where origins are told apart.
"""

from functools import cache
from typing import Literal

import msgspec

from tarjih.lexicons import load
from tarjih.records.page import Words
from tarjih.records.reading import Provenance
from tarjih.records.report import Report

__all__ = ["CreditRow", "credit_rows", "find_provenance"]

_LONGEST_LEAD = 16  # words of a dateline with a byliner, an outlet and a place
_LONGEST_SEGMENT = 5
_TAIL = 14  # words at the end of a text among which a closing mark stands
_DASHES = frozenset("-\u2013\u2014\u2015\u0640/|\u2500")
_QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d\u2018\u2019")
_BREAKS = frozenset(".!?\u061f\u2026")
_COMMAS = frozenset("\u060c,")

_BEFORE_VERB = frozenset(("", "\u0648", "\u0641"))
_PLACES = ("places", "places_extra", "countries")

_Kind = Literal["dateline", "byline", "agency", "outlet"]


class CreditRow(msgspec.Struct, frozen=True):
    """A mark of an agency, an outlet or a desk ("agencies", "follow-up"), with all its spellings."""

    id: str
    pos: str
    forms: str
    name: str = ""
    kind: str = ""
    source: str = ""


class _Part(msgspec.Struct, frozen=True):
    """A piece of a dateline between two signs: words `[first, end)`, and its credit row if it is one."""

    first: int
    end: int
    row: CreditRow | None
    bracketed: bool = False


@cache
def credit_rows() -> dict[str, CreditRow]:
    """Return the rows of the credit list by id."""
    return {row.id: row for row in load("reading/credits.tsv", CreditRow)}


def find_provenance(report: Report, *, words: Words) -> tuple[Provenance, ...]:
    """Find datelines, bylines and agency marks at the start and the end of a text.

    Args:
        report: The report; its `byline` is not repeated here, one in another language is not read.
        words: The words of its text.

    Returns:
        Marks in the order of the text, the agencies and outlets among them with their lexicon row.
    """
    found: list[Provenance] = []
    if report.language != "ar":
        return ()
    for first in _leads(words):
        found += _read_lead(words, first)
    found += _read_tail(words, after=found[-1].span.end if found else 0)
    return tuple(sorted(set(found), key=lambda p: (p.span, p.kind)))


def _leads(words: Words) -> list[int]:
    """Return the first words of the first two paragraphs behind the title."""
    firsts: dict[int, int] = {}
    for sentence in words.sentences:
        firsts.setdefault(sentence.paragraph, sentence.first)
        if sentence.paragraph > 2:
            break
    return [first for paragraph, first in firsts.items() if 1 <= paragraph <= 2]


def _credit_at(words: Words, i: int) -> tuple[CreditRow, int] | None:
    """Return the longest credit that begins at word i as written, and the word behind it."""
    for hit in words.hits[i].get("credits", ()):
        if not hit.before and not hit.after:
            return credit_rows()[hit.row], i + 1 + hit.last
    return None


def _paragraph_end(words: Words, first: int) -> int:
    paragraph = words.sentences[words.sentence_of[first]].paragraph
    end = first
    for sentence in words.sentences[words.sentence_of[first] :]:
        if sentence.paragraph != paragraph:
            break
        end = sentence.end
    return end


def _read_lead(words: Words, first: int) -> list[Provenance]:
    """Read the parts that open a paragraph, up to the colon or dash that closes them."""
    end = _paragraph_end(words, first)
    while first < end and words.words[first].kind == "latin" and _credit_at(words, first) is None:
        first += 1  # what is left of a page's buttons
    whole = end - first <= _LONGEST_LEAD
    if _tells(words, first):
        return []
    signed = _read_signature(words, first, end, whole=whole)
    if signed is not None:
        return [signed]
    parts, closed = _parts(words, first, min(end, first + _LONGEST_LEAD), whole=whole)
    credited = [p for p in parts if p.row is not None]
    if not credited or not (closed or (whole and parts[-1].end >= end - 1)):
        return []
    if len(parts) == 1 and not parts[0].bracketed and not closed:
        return [_mark(words, parts[0])] if whole else []
    return [
        *(_mark(words, p) for p in parts if p.row is not None or _is_writer(words, p, parts)),
        *_dateline(words, parts),
    ]


def _tells(words: Words, first: int) -> bool:
    """Say whether a paragraph begins with a verb of saying: running text, no dateline."""
    credit = _credit_at(words, first)
    verbs = [hit for hit in words.hits[first].get("cues", ()) if hit.features]
    return credit is None and any(hit.before in _BEFORE_VERB for hit in verbs)


def _read_signature(words: Words, first: int, end: int, *, whole: bool) -> Provenance | None:
    """Read "By NAME" where it fills a short paragraph or stands before a colon."""
    credit = _credit_at(words, first)
    if credit is None or credit[0].kind != "byline":
        return None
    start = credit[1]
    while start < end and words.words[start].form in _DASHES | {":"}:
        start += 1
    stop = start
    while stop < end and stop - start < _LONGEST_SEGMENT and words.words[stop].kind == "word":
        stop += 1
    closed = stop < end and words.words[stop].form == ":"
    if stop == start or not (closed or (whole and stop == end)):
        return None
    return Provenance(span=words.span(first, stop), kind="byline", name=words.string(start, stop))


def _parts(words: Words, first: int, end: int, *, whole: bool) -> tuple[list[_Part], bool]:
    """Part the words at dashes, commas and brackets; say whether a sign closed the line.

    A part that is neither a credit nor short ends the line at the sign before it.
    """
    parts: list[_Part] = []
    j = first
    closed = False
    while j < end:
        form = words.words[j].form
        if form == ":" and not (whole and _credit_follows(words, j + 1, end)):
            return _up_to_last_sign(parts, named=True), bool(parts)
        closed = closed or form == ":"
        if form in _BREAKS:
            break
        if form in _DASHES or form in _QUOTES or form in _COMMAS or form in "()[]:":
            closed = closed or (form in _DASHES and bool(parts))
            j += 1
            continue
        part = _part_at(words, j, end, whole=whole)
        if part is None:
            break
        parts.append(part)
        closed = closed and part.row is not None and _is_followed_by_text(words, part.end, end)
        j = part.end
    return _up_to_last_sign(parts, named=whole and j >= end), closed or _ends_with_dash(words, parts)


def _part_at(words: Words, j: int, end: int, *, whole: bool) -> _Part | None:
    """Return the part that begins at word j: a credit, or a few words up to the next sign."""
    bracketed = j > 0 and words.words[j - 1].form in "(["
    credit = _credit_at(words, j)
    if credit is not None and credit[0].kind not in {"byline", "source"}:
        return _Part(j, credit[1], credit[0], bracketed)
    stop = j
    while stop < end and words.words[stop].kind != "mark":
        stop += 1
    if stop == j or (stop >= end and not whole) or stop - j > _LONGEST_SEGMENT:
        return None
    return _Part(j, stop, None, bracketed)


def _is_followed_by_text(words: Words, j: int, end: int) -> bool:
    """Say whether running text follows a part at once: "Outlet - Agency the ministry said"."""
    return j < end and words.words[j].kind != "mark"


def _up_to_last_sign(parts: list[_Part], *, named: bool) -> list[_Part]:
    """Drop trailing parts that no credit follows, except a place behind it that a sign closes (`named`)."""
    last = max((n for n, part in enumerate(parts) if part.row is not None), default=-1)
    if last >= 0 and named and not parts[last].bracketed:
        return [
            p
            for p in parts[: last + 2]
            if p.row is not None or p.first < parts[last].first or p.end - p.first <= 3
        ]
    return parts[: last + 1]


def _credit_follows(words: Words, j: int, end: int) -> bool:
    """Say whether a credit stands behind a colon, in quotation marks perhaps, and ends the line."""
    while j < end and words.words[j].form in _QUOTES:
        j += 1
    credit = _credit_at(words, j) if j < end else None
    if credit is None or credit[0].kind in {"byline", "source"}:
        return False
    return all(word.kind == "mark" for word in words.words[credit[1] : end])


def _ends_with_dash(words: Words, parts: list[_Part]) -> bool:
    """Say whether a dash follows the credits, behind a bracket perhaps."""
    if not parts or not any(part.row is not None for part in parts):
        return False
    j = max(part.end for part in parts if part.row is not None)
    while j < len(words) and words.words[j].form in ')]\u00bb\u201d"':
        j += 1
    return j < len(words) and words.words[j].form in _DASHES


def _mark(words: Words, part: _Part) -> Provenance:
    """Make the record of one part: an agency, an outlet, a desk, or the name of a writer."""
    span = words.span(part.first, part.end)
    if part.row is None:
        return Provenance(span=span, kind="byline", name=words.string(part.first, part.end))
    kind: _Kind = "outlet" if part.row.kind == "outlet" else "agency"
    if part.row.kind == "desk" and part.row.id != "agencies":
        kind = "byline"
    return Provenance(span=span, kind=kind, name=part.row.name, row=part.row.id)


def _is_writer(words: Words, part: _Part, parts: list[_Part]) -> bool:
    """Say whether a part without a credit is the writer: a given name, or several words before the credit."""
    hits = words.hits[part.first]
    if part.row is not None:
        return False
    if "given_names" in hits and part.end > part.first + 1:
        return True
    if any(table in hits for table in _PLACES):
        return False
    credit = next(p.first for p in parts if p.row is not None)
    return part.end - part.first in {2, 3} and part.first < credit


def _dateline(words: Words, parts: list[_Part]) -> list[Provenance]:
    """Return the whole line as a dateline if it holds a place beside its credit."""
    places = [p for p in parts if p.row is None and not _is_writer(words, p, parts)]
    if not places or len(parts) < 2:
        return []
    end = parts[-1].end
    closed = parts[-1].bracketed and end < len(words) and words.words[end].form in ")]"
    span = words.span(parts[0].first, end + closed)
    return [Provenance(span=span, kind="dateline", name=words.string(places[0].first, places[0].end))]


def _read_tail(words: Words, *, after: int) -> list[Provenance]:
    """Read marks that close the text: in brackets, between dashes, or alone behind the last full stop."""
    found = []
    end = len(words)
    for j in range(max(end - _TAIL, 0), end):
        credit = _credit_at(words, j)
        if credit is None or words.starts[j] < after or j == 0:
            continue
        row, stop = credit
        if row.kind in {"byline", "source", "desk"} and not (row.kind == "desk" and stop >= end - 1):
            continue
        if _is_enclosed(words, j, stop) or (stop >= end - 1 and _stands_alone(words, j)):
            found.append(_mark(words, _Part(j, stop, row)))
    return found


def _is_enclosed(words: Words, first: int, end: int) -> bool:
    before, behind = words.words[first - 1].form, words.words[end].form if end < len(words) else ""
    if before in "([" and behind in {")", "]"}:
        return _closes_sentence(words, first - 2) or end + 1 >= len(words) - 1
    return before in _DASHES and behind in _DASHES and end + 1 >= len(words)


def _stands_alone(words: Words, first: int) -> bool:
    """Say whether a credit begins a sentence or paragraph of its own, or follows "Source:"."""
    if words.sentences[words.sentence_of[first]].first == first or _closes_sentence(words, first - 1):
        return True
    j = first - 1
    while j > 0 and words.words[j].form in {":", *_DASHES}:
        j -= 1
    credit = _credit_at(words, j)
    return j < first - 1 and credit is not None and credit[0].kind == "source"


def _closes_sentence(words: Words, i: int) -> bool:
    while i > 0 and words.words[i].form in _QUOTES:
        i -= 1
    return i >= 0 and words.words[i].form in _BREAKS
