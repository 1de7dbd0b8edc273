"""Voices: the chain of sources behind words, and the deepest body in it.

A saying without a speaker carries on the last one; "the statement" is the word of whoever issued it.
"""

from collections.abc import Sequence

import msgspec

from tarjih.fusion.bodies import POINTER, Body, body_of, is_newsroom, stands_behind
from tarjih.fusion.signs import hints
from tarjih.fusion.slots import Sheet
from tarjih.records.reading import Attribution, Source

__all__ = ["Voice", "chain_of", "deepest"]

_MOST_LINKS = 12  # a chain longer than this is a cycle
_CARRIES = 3  # sentences over which a speaker is carried on
_ISSUES = 8  # sentences over which "the statement" is that of the speaker


class Voice(msgspec.Struct, frozen=True):
    """One link of a chain of attribution."""

    source: Source
    attribution: Attribution


def chain_of(sheet: Sheet, attribution: str | None) -> tuple[Voice, ...]:
    """Return the links from the voice nearest to the report to the deepest one, parents first."""
    rows = _rows(sheet, attribution)
    if rows and not any(row.sources or row.carried for row in rows):
        # a cue further on in its sentence has its speaker there
        opens = _opens_sentence(sheet, rows[0])
        earlier = _earlier(sheet, rows[0], within=_CARRIES if opens else 0)
        if earlier:
            rows = [rows[0], *_rows(sheet, earlier[0].id)]
    return tuple(Voice(source, row) for row in reversed(rows) for source in (*row.sources, *row.carried))


def _opens_sentence(sheet: Sheet, row: Attribution) -> bool:
    p = sheet.passages
    word = p.word_at(row.cue.start)
    return word - p.bounds[p.sentence_of[word]][0] <= 1


def _rows(sheet: Sheet, attribution: str | None) -> list[Attribution]:
    rows: list[Attribution] = []
    current = sheet.attributions.get(attribution or "")
    while current is not None and current not in rows and len(rows) < _MOST_LINKS:
        rows.append(current)
        current = sheet.attributions.get(current.parent or "")
    return rows


def _earlier(sheet: Sheet, row: Attribution, *, within: int) -> list[Attribution]:
    """Return the attributions with a speaker before one, the last first; headlines speak for themselves."""
    p = sheet.passages
    here = p.sentence_at(row.cue.start)
    found = [
        other
        for other in sheet.reading.attributions
        if other.sources
        and other.cue.start < row.cue.start
        and p.sentence_at(other.cue.start) > 0
        and here - p.sentence_at(other.cue.start) <= within
        and not other.content.contains(row.cue)
    ]
    return sorted(found, key=lambda other: (-other.cue.start, other.id))


def deepest(sheet: Sheet, voices: Sequence[Voice]) -> Body | None:
    """Return the deepest identifiable body of a chain; a nameless document where nothing else is left."""
    for voice in reversed(voices):
        body = body_of(sheet, voice.source)
        if body is not None:
            return body
    for voice in reversed(voices):
        name = voice.source.span.within(sheet.reading.text)
        if is_newsroom(voice.source, sheet.entities.get(voice.source.entity or "")) or not stands_behind(
            name
        ):
            continue
        issuer = _issuer(sheet, voice)
        if issuer is not None:
            return issuer
        organ = POINTER if len(name.split()) == 1 else None
        span = voice.source.span
        return Body(
            name=name, kind="document", report=sheet.reading.report, span=span, organ=organ, vague=True
        )
    return None


def _issuer(sheet: Sheet, voice: Voice) -> Body | None:
    """Return who issued "the statement": the speaker of a sentence that tells of one, else the last."""
    if not _is_document(sheet, voice.source.span.start, voice.source.span.end):
        return None
    p = sheet.passages
    fallback = None
    for other in _earlier(sheet, voice.attribution, within=_ISSUES):
        body = body_of(sheet, other.sources[-1])
        if body is None or body.vague:
            continue
        first, end = p.bounds[p.sentence_at(other.cue.start)]
        if _is_document(sheet, p.starts[first], p.ends[end - 1]):
            return body
        fallback = fallback or body
    return fallback


def _is_document(sheet: Sheet, low: int, high: int) -> bool:
    p = sheet.passages
    marks = sheet.signs_in(p.word_at(low), p.word_at(max(high - 1, 0)) + 1, "body_links")
    return any(hints()[f"body_links/{s.row}"] == "document" for s in marks)
