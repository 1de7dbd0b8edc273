"""Reading: everything that was found in one report, as `tarjih read` writes it.

Every result carries the `rule` that found it and the lexicon `rows` that fired, each as "table:row".
"""

import datetime as dt
from typing import Literal

from tarjih.records.record import Record
from tarjih.records.report import Cut, Report
from tarjih.records.span import Span

__all__ = [
    "Attribution",
    "Certainty",
    "Entity",
    "EventMention",
    "Kind",
    "Mention",
    "Mode",
    "Provenance",
    "Quantity",
    "QuotedAssessment",
    "Reading",
    "Reason",
    "Source",
    "Status",
    "Time",
]

Kind = Literal["PERSON", "ARMED_GROUP", "MILITARY", "GOVERNMENT", "OUTLET", "ORGANISATION", "PLACE"]
Mode = Literal["direct", "mixed", "indirect"]
Certainty = Literal["asserted", "probable", "possible", "alleged", "denied"]
Status = Literal["occurred", "ongoing", "planned", "attempted", "denied", "hypothetical"]


class Reason(Record, frozen=True, kw_only=True):
    """Why something was found: the rule, and the lexicon rows that fired, each as "table:row"."""

    rule: str
    rows: tuple[str, ...] = ()


class Mention(Record, frozen=True, kw_only=True):
    """One place in the text that names something, before mentions are gathered into entities.

    `row` is the id of the lexicon row that is named, None for a name found by grammar alone. `head` is
    the span without titles and type words, by which later mentions are recognised. `nominal` marks
    "the newspaper", "the group": a mention that resolves inside the report.
    """

    span: Span
    kind: Kind
    name: str
    rule: str
    row: str | None = None
    head: Span | None = None
    nominal: bool = False
    rows: tuple[str, ...] = ()


class Entity(Record, frozen=True, kw_only=True):
    """Somebody, some body or some place, with all its mentions in this report.

    `name` is the neutral name. Coordinates are degrees, None where unresolved; `precision` says what
    they stand for (point, town, district, province, country, river, region). `candidates` lists the
    lexicon rows among which a homonym could not be decided. `code` is a PLOVER actor code, `side` the
    party it belongs to, `role` an office held ("spokesman"), each None where unknown. `reasons` says why
    each of the `mentions` was found; `rule` is that of the first, with how a place was chosen.
    """

    id: str
    name: str
    kind: Kind
    mentions: tuple[Span, ...]
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    row: str | None = None
    code: str | None = None
    side: str | None = None
    role: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""
    reasons: tuple[Reason, ...] = ()


class Time(Record, frozen=True, kw_only=True):
    """An expression of time; `value` is ISO 8601 or PAST_REF, PRESENT_REF, FUTURE_REF.

    None means unresolved, and `reason` says why ("no publication date").
    """

    span: Span
    value: str | None
    reason: str | None = None
    rule: str = ""
    rows: tuple[str, ...] = ()


class Quantity(Record, frozen=True, kw_only=True):
    """How many: between `min` and `max`, None where open; `of` is the head of what is counted."""

    span: Span
    min: int | float | None
    max: int | float | None
    of: str | None = None
    number: Span | None = None
    rule: str = ""
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse bounds that run backwards."""
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"a quantity needs min <= max, found {self.min} and {self.max}")


class Provenance(Record, frozen=True, kw_only=True):
    """A dateline, byline or agency mark: who gathered the report, where and when."""

    span: Span
    kind: Literal["dateline", "byline", "agency", "outlet"]
    name: str
    row: str | None = None


class Source(Record, frozen=True, kw_only=True):
    """One link of a chain of attribution: the words that name it, and the entity if it is one."""

    span: Span
    entity: str | None = None
    kind: str | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """One place where the report gives words or a belief to a source.

    `sources` runs from the voice nearest to the report to the deepest. `parent` is the attribution
    whose content holds this one. `certainty` is the source's; `distance` is the reporter's own
    ("so-called", "claimed"), None where the reporter keeps none. `carried` is whoever is meant where
    the text no longer says it: the speaker of an earlier paragraph who goes on speaking, or the body
    whose "statement" is quoted; it never repeats `sources`.
    """

    id: str
    cue: Span
    sources: tuple[Source, ...]
    content: Span
    mode: Mode = "indirect"
    certainty: Certainty = "asserted"
    parent: str | None = None
    distance: str | None = None
    rule: str = ""
    carried: tuple[Source, ...] = ()
    rows: tuple[str, ...] = ()


class EventMention(Record, frozen=True, kw_only=True):
    """One telling of one happening, with the words that fill its slots."""

    id: str
    type: str
    trigger: Span
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    place: Span | None = None
    time: Span | None = None
    quantity: Span | None = None
    status: Status = "occurred"
    attribution: str | None = None
    same_as: str | None = None
    rule: str = ""
    rows: tuple[str, ...] = ()


class QuotedAssessment(Record, frozen=True, kw_only=True):
    """A forecast or judgement that the report quotes; a claim of its own kind, never an event."""

    span: Span
    about: str | None
    tendency: str
    certainty: Certainty
    attribution: str | None = None
    rule: str = ""
    rows: tuple[str, ...] = ()


class Reading(Record, frozen=True, kw_only=True):
    """Everything found in one report; spans point into `text`.

    `reader` says who read it: "rules", or what was put in the place of our own reading of names and claims.
    """

    report: str
    title: str
    outlet: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    language: str = "ar"
    encoding: str = "utf-8"
    sha256: str = ""
    url: str | None = None
    text: str = ""
    cut: tuple[Cut, ...] = ()
    notes: tuple[str, ...] = ()
    reader: str = "rules"
    provenance: tuple[Provenance, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    assessments: tuple[QuotedAssessment, ...] = ()

    @classmethod
    def of(cls, report: Report) -> "Reading":
        """Return a reading of `report` in which nothing was found yet."""
        return cls(
            report=report.id,
            title=report.title,
            outlet=report.outlet,
            byline=report.byline,
            published=report.published,
            language=report.language,
            encoding=report.encoding,
            sha256=report.sha256,
            url=report.url,
            text=report.text,
            cut=report.cut,
            notes=report.notes,
        )
