"""Readings as a perfect reader would make them, written down shortly."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from tarjih.records.reading import (
    Attribution,
    Entity,
    EventMention,
    Quantity,
    QuotedAssessment,
    Reading,
    Source,
    Time,
)
from tarjih.records.span import Span

__all__ = ["read", "span_of"]


def span_of(text: str, words: str) -> Span:
    """Find `words` ("words#2" is the second place) in `text`."""
    form, _, number = words.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.find(form, at + 1)
        if at < 0:
            raise ValueError(f"wanted {words!r} in the text, found none")
    return Span(at, at + len(form))


def _spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    return tuple(span_of(text, w) for w in words)


def _optional(text: str, words: str | None) -> Span | None:
    return span_of(text, words) if words else None


def read(row: Mapping[str, Any]) -> Reading:
    """Make a reading of one row of a case.

    `entities` are {id, name, kind, mentions, ...}; `times` [words, value]; `quantities` [words, min, max];
    `attributions` {id, cue, sources: [[words, entity, kind]], content: [first words, last words]};
    `events` {id, type, trigger, actors, targets, place, time, quantity, status, attribution, same_as}.
    """
    text = row["text"]
    published = row.get("published")
    return Reading(
        report=row["report"],
        title=text.split("\n", 1)[0],
        text=text,
        outlet=row.get("outlet"),
        byline=row.get("byline"),
        published=dt.date.fromisoformat(published) if published else None,
        language=row.get("language", "ar"),
        entities=tuple(
            Entity(**{**e, "mentions": _spans(text, e["mentions"])}) for e in row.get("entities", ())
        ),
        times=tuple(Time(span=span_of(text, words), value=value) for words, value in row.get("times", ())),
        quantities=tuple(
            Quantity(span=span_of(text, words), min=low, max=high)
            for words, low, high in row.get("quantities", ())
        ),
        attributions=tuple(_attribution(text, a) for a in row.get("attributions", ())),
        events=tuple(_event(text, number, e) for number, e in enumerate(row.get("events", ()), 1)),
        assessments=tuple(
            QuotedAssessment(**{**a, "span": span_of(text, a["span"])}) for a in row.get("assessments", ())
        ),
    )


def _attribution(text: str, row: Mapping[str, Any]) -> Attribution:
    first, last = row["content"]
    content = Span(span_of(text, first).start, span_of(text, last).end)
    sources = tuple(
        Source(span=span_of(text, words), entity=entity, kind=kind) for words, entity, kind in row["sources"]
    )
    rest = {k: v for k, v in row.items() if k not in {"content", "sources", "cue"}}
    return Attribution(cue=span_of(text, row["cue"]), sources=sources, content=content, **rest)


def _event(text: str, number: int, row: Mapping[str, Any]) -> EventMention:
    plain = {k: v for k, v in row.items() if k in {"status", "attribution", "same_as"}}
    return EventMention(
        id=row.get("id", f"V{number}"),
        type=row["type"],
        trigger=span_of(text, row["trigger"]),
        actors=_spans(text, row.get("actors", ())),
        targets=_spans(text, row.get("targets", ())),
        place=_optional(text, row.get("place")),
        time=_optional(text, row.get("time")),
        quantity=_optional(text, row.get("quantity")),
        **plain,
    )
