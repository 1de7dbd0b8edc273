"""Replies of a language model: their shape, and what of them stands in the report word for word."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from tarjih.lexicons import load
from tarjih.records.page import Page
from tarjih.records.reading import Attribution, Certainty, EventMention, Mode, Source, Status
from tarjih.records.span import Span

__all__ = ["RULE", "Located", "Reply", "event_types", "locate", "paragraphs_of", "reply_schema"]

RULE = "llm"
_SourceKind = Literal[
    "anonymous",
    "official",
    "military",
    "armed_group",
    "monitor",
    "witness",
    "expert",
    "document",
    "outlet",
    "person",
]
_PARTICLES = frozenset("\u0648\u0641\u0628\u0644\u0643\u0633\u0627")  # w f b l k s and the article's alef
_MOST_PARTICLES = 4


class Voice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One source of a statement."""

    words: str
    kind: _SourceKind


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place where the report gives words or a belief to somebody."""

    paragraph: int
    cue: str
    sources: tuple[Voice, ...]
    content: str
    mode: Mode
    certainty: Certainty


class Happening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event as one word tells it."""

    paragraph: int
    trigger: str
    type: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    time: str | None
    quantity: str | None
    status: Status


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a model is asked for."""

    statements: tuple[Statement, ...]
    events: tuple[Happening, ...]


class Located(msgspec.Struct, frozen=True):
    """What of a reply stands in the report; `refused` lists what does not, in the model's words."""

    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    refused: tuple[str, ...] = ()


class _TypeRow(msgspec.Struct, frozen=True):
    id: str
    family: str
    name_en: str
    name_ar: str
    source: str
    plover: str = ""
    plover_mode: str = ""
    acled_event: str = ""
    acled_sub_event: str = ""
    actor_interest: str = ""
    target_interest: str = ""


@cache
def event_types() -> tuple[str, ...]:
    """Return the ids of all types of event. Source: lexicons/event_types.tsv."""
    return tuple(row.id for row in load("event_types.tsv", _TypeRow))


@cache
def reply_schema() -> dict[str, Any]:
    """Return the JSON Schema of a reply."""
    schema = msgspec.json.schema(Reply)
    schema["$defs"]["Happening"]["properties"]["type"] = {"enum": list(event_types())}
    return schema


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text that hold something; the first is the title."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def locate(replies: Sequence[Reply], page: Page) -> Located:
    """Keep what stands in the report word for word, and say where; the rest is refused.

    A statement needs its cue and its content, an event its trigger; a source or argument that is not
    found is left out, and refused by itself. An event belongs to the shortest statement that holds it.
    """
    finder = _Finder(page)
    said = [made for reply in replies for s in reply.statements if (made := finder.statement(s))]
    said.sort(key=lambda made: (made.cue.start, made.content.start))
    attributions = tuple(
        msgspec.structs.replace(made, id=f"A{n}") for n, made in enumerate(_distinct(said), 1)
    )
    attributions = tuple(
        msgspec.structs.replace(a, parent=_holder(attributions, a.cue, but=a.id)) for a in attributions
    )
    told = [event for reply in replies for h in reply.events if (event := finder.happening(h))]
    told.sort(key=lambda event: event.trigger.start)
    events = tuple(
        msgspec.structs.replace(event, id=f"V{n}", attribution=_holder(attributions, event.trigger))
        for n, event in enumerate(told, 1)
    )
    return Located(attributions, events, tuple(finder.refused))


def _distinct(said: Sequence[Attribution]) -> Iterator[Attribution]:
    """Leave out what a model said twice of one cue."""
    before: Attribution | None = None
    for made in said:
        if before is None or (made.cue, made.content) != (before.cue, before.content):
            yield made
        before = made


def _holder(attributions: Sequence[Attribution], span: Span, *, but: str = "") -> str | None:
    """Return the id of the shortest statement that holds a span, of two the one with more sources."""
    holding = [a for a in attributions if a.id != but and a.content.contains(span)]
    best = min(holding, key=lambda a: (len(a.content), -len(a.sources), a.content.start), default=None)
    return best.id if best is not None else None


class _Finder:
    """Finds the words of one model in one report."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.words.text
        self.paragraphs = paragraphs_of(self.text)
        self.refused: list[str] = []
        self._taken: set[tuple[Span, str]] = set()
        self._names = {span: entity.id for entity in page.entities for span in entity.mentions}

    def statement(self, said: Statement) -> Attribution | None:
        """Find a statement; None, and refused, where its cue or content is not in the report."""
        here = self._paragraph(said.paragraph)
        content = next((s for where in self._nearby(here) for s in self._places(said.content, where)), None)
        cue = self._nearest(said.cue, here, to=content.start if content else here.start)
        if content is None or cue is None:
            self.refused.append(f"statement {said.cue!r}: {said.content!r}")
            return None
        found = ((voice, self._argument(voice.words, here, to=cue.start)) for voice in said.sources)
        return Attribution(
            id="",
            cue=cue,
            sources=tuple(
                Source(span=span, entity=self._entity(span), kind=voice.kind) for voice, span in found if span
            ),
            content=content,
            mode=said.mode,
            certainty=said.certainty,
            rule=RULE,
        )

    def happening(self, told: Happening) -> EventMention | None:
        """Find an event; None, and refused, where its trigger is not in the report or its type is none."""
        here = self._paragraph(told.paragraph)
        free = (s for s in self._places(told.trigger, here) if (s, told.type) not in self._taken)
        trigger = next(free, None)
        if trigger is None or told.type not in event_types():
            self.refused.append(f"event {told.type}: {told.trigger!r}")
            return None
        self._taken.add((trigger, told.type))
        at = trigger.start
        return EventMention(
            id="",
            type=told.type,
            trigger=trigger,
            actors=self._arguments(told.actors, here, to=at),
            targets=self._arguments(told.targets, here, to=at),
            place=self._argument(told.place, here, to=at),
            time=self._of(tuple(t.span for t in self.page.times), told.time, here, to=at),
            quantity=self._of(tuple(q.span for q in self.page.quantities), told.quantity, here, to=at),
            status=told.status,
            rule=RULE,
        )

    def _paragraph(self, number: int) -> Span:
        """Return a paragraph by its number; the whole text where there is none of that number."""
        if 0 <= number < len(self.paragraphs):
            return self.paragraphs[number]
        return Span(0, len(self.text))

    def _nearby(self, here: Span) -> tuple[Span, Span]:
        return here, Span(0, len(self.text))

    def _arguments(self, asked: Sequence[str], here: Span, *, to: int) -> tuple[Span, ...]:
        found = (self._argument(words, here, to=to) for words in asked)
        return tuple(dict.fromkeys(span for span in found if span is not None))

    def _argument(self, asked: str | None, here: Span, *, to: int) -> Span | None:
        """Find the words of an argument nearest to its event; refused where they are not in the report."""
        if not asked or not asked.strip():
            return None
        for where in self._nearby(here):
            span = self._nearest(asked, where, to=to)
            if span is not None:
                return span
        self.refused.append(f"argument {asked!r}")
        return None

    def _of(self, known: tuple[Span, ...], asked: str | None, here: Span, *, to: int) -> Span | None:
        """Find a time or quantity, and return the one that was read there; refused where none was."""
        span = self._argument(asked, here, to=to)
        if span is None:
            return None
        for other in known:
            if other.overlaps(span):
                return other
        self.refused.append(f"argument {asked!r}")
        return None

    def _nearest(self, asked: str, where: Span, *, to: int) -> Span | None:
        """Return the nearest place of words, those first that reading found to be a name."""
        return min(
            self._places(asked, where), key=lambda s: (s not in self._names, abs(s.start - to)), default=None
        )

    def _places(self, asked: str, where: Span) -> Iterator[Span]:
        """Yield where words stand, as whole words; particles may stick to the first."""
        words = self.page.words
        asked = asked.strip()
        at = self.text.find(asked, where.start, where.end) if asked else -1
        while at >= 0:
            end = at + len(asked)
            first = bisect_right(words.ends, at)
            last = bisect_left(words.ends, end)
            if first < len(words) and last < len(words):
                before = self.text[words.starts[first] : at]
                sticks = len(before) <= _MOST_PARTICLES and _PARTICLES.issuperset(before)
                if sticks and words.ends[last] == end:
                    yield Span(words.starts[first], end)
            at = self.text.find(asked, at + 1, where.end)

    def _entity(self, span: Span) -> str | None:
        """Return the entity that a source is: the one named first in its words."""
        named = [(mention.start, id_) for mention, id_ in self._names.items() if span.contains(mention)]
        return min(named)[1] if named else None
