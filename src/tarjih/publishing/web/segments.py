"""A text with overlapping marks, cut into flat pieces: one element each, never one inside another.

Letters of one Arabic word stay joined across pieces because a piece is plain inline text.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tarjih.publishing.web.marks import pile_ends
from tarjih.records.reading import Reading
from tarjih.records.record import Record
from tarjih.records.span import Span

__all__ = ["Mark", "Piece", "marks_of", "paragraphs"]

KINDS = ("claim", "source", "cue", "event", "place", "time", "number")
_PARAGRAPH = "\n"


class Mark(Record, frozen=True, kw_only=True):
    """Words of the text with what they were read as; `ref` is the claim that they belong to."""

    span: Span
    kind: str
    ref: str = ""


class Piece(Record, frozen=True, kw_only=True):
    """A run of the text with the kinds and claims that all of it belongs to; `first` tells where it begins.

    `opens` lists the claims whose first piece this is.
    """

    text: str
    start: int
    kinds: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


def marks_of(reading: Reading) -> list[Mark]:
    """Return all that a reading marks in its text."""
    marks = []
    for claim in reading.attributions:
        marks.append(Mark(span=claim.content, kind="claim", ref=claim.id))
        marks.append(Mark(span=claim.cue, kind="cue", ref=claim.id))
        marks += [Mark(span=source.span, kind="source", ref=claim.id) for source in claim.sources]
    marks += [Mark(span=event.trigger, kind="event", ref=event.id) for event in reading.events]
    marks += [Mark(span=time.span, kind="time") for time in reading.times]
    marks += [Mark(span=quantity.span, kind="number") for quantity in reading.quantities]
    marks += [
        Mark(span=span, kind="place")
        for entity in reading.entities
        if entity.kind == "PLACE"
        for span in entity.mentions
    ]
    return marks


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """Cut a text at line ends into paragraphs, and each of them at the ends of marks into pieces.

    Args:
        text: The text.
        marks: Spans of it; they may overlap in any way.

    Returns:
        Paragraphs that are not empty; the pieces of one give its text back.

    >>> [[(p.text, p.kinds) for p in one] for one in paragraphs("ab", [Mark(span=Span(1, 2), kind="cue")])]
    [[('a', ()), ('b', ('cue',))]]
    """
    ordered = sorted(marks, key=lambda m: (m.span, m.kind, m.ref))
    found = []
    at = 0
    for line in text.split(_PARAGRAPH):
        end = at + len(line)
        if line.strip():
            inside = [m for m in ordered if m.span.start < end and m.span.end > at]
            found.append(_pieces(text, Span(at, end), inside))
        at = end + len(_PARAGRAPH)
    return found


def _pieces(text: str, line: Span, marks: Sequence[Mark]) -> list[Piece]:
    # Behind a pile of marks, which a page cuts short, a new piece begins: its place in the text stays right.
    ends = {line.start, line.end, *pile_ends(text, line.start, line.end)}
    for mark in marks:
        ends |= {max(mark.span.start, line.start), min(mark.span.end, line.end)}
    pieces = []
    edges = sorted(ends)
    for start, end in pairwise(edges):
        here = [m for m in marks if m.span.start <= start and m.span.end >= end]
        kinds = {m.kind for m in here}
        pieces.append(
            Piece(
                text=text[start:end],
                start=start,
                kinds=tuple(k for k in KINDS if k in kinds),
                refs=tuple(dict.fromkeys(m.ref for m in here if m.ref)),
                opens=tuple(
                    dict.fromkeys(
                        m.ref
                        for m in here
                        if m.ref and m.kind in {"claim", "event"} and m.span.start == start
                    )
                ),
            )
        )
    return pieces
