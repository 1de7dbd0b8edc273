"""Event, Origin, Conflict: what many reports tell together."""

import datetime as dt
from typing import Literal

import msgspec

from tarjih.records.reading import Status
from tarjih.records.record import Record
from tarjih.records.span import Span

__all__ = ["Conflict", "Copy", "Event", "EventTelling", "Fused", "Gatherer", "Judgement", "Origin", "Value"]


class EventTelling(Record, frozen=True, kw_only=True):
    """One event mention of one report, and the origin it rests on (None where unknown).

    `chain` names the sources from the report inwards, `cue` and `source` show the words. `certainty`
    and `status` are the mention's own, `mode` how the words were relayed.
    """

    report: str
    span: Span
    origin: str | None = None
    mention: str = ""
    status: Status = "occurred"
    certainty: str = "asserted"
    mode: str = "indirect"
    chain: tuple[str, ...] = ()
    cue: Span | None = None
    source: Span | None = None


class Origin(Record, frozen=True, kw_only=True):
    """An independent body on whose word an account rests.

    `kind` is one of official statement, military statement, armed group statement, monitor, witness,
    document, expert, outlet, person, anonymous. `probability` is how sure it is that the reports share
    this one origin; `reasons` show the words.
    """

    id: str
    name: str
    kind: str
    reports: tuple[str, ...]
    key: str | None = None
    side: str | None = None
    probability: float = 1.0
    reasons: tuple[str, ...] = ()


class Gatherer(Record, frozen=True, kw_only=True):
    """The newsroom or agency that collected an account."""

    name: str
    reports: tuple[str, ...]
    basis: str = ""


class Value(Record, frozen=True, kw_only=True):
    """One side of a conflict: what one report says, on whose word."""

    report: str
    span: Span
    value: str
    origin: str | None = None
    min: float | None = None
    max: float | None = None


class Conflict(Record, frozen=True, kw_only=True):
    """Values that cannot all hold; both stand, nothing is averaged."""

    about: str
    values: tuple[Value, ...]
    reasons: tuple[str, ...] = ()


class Event(Record, frozen=True, kw_only=True):
    """One happening as several reports tell it.

    `unknown` lists reports whose origin cannot be known; weighing pools them as one root. `day` is an
    interval of days, end excluded; `radius` is how far around its coordinates it may have been, in km;
    `actors` and `targets` are entity keys (lexicon rows or folded names),
    `kinds` says what kind of entity a key names and leaves out common nouns ("gunmen"); `accused` are the
    actors whom nobody names but who accuses them.
    `unsure` lists events that may be the same one ("id: reasons"). `cause` is the attack that a toll
    (killing, injury, destruction, displacement) belongs to; numbers that differ stand on its card.
    `circular` lists those of `unknown` that only cite each other in a circle: nobody stands behind them.
    """

    id: str
    type: str
    mentions: tuple[EventTelling, ...]
    origins: tuple[Origin, ...] = ()
    gatherers: tuple[Gatherer, ...] = ()
    unknown: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    reasons: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius: float | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    kinds: dict[str, str] = msgspec.field(default_factory=dict)
    accused: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    cause: str | None = None
    circular: tuple[str, ...] = ()


class Copy(Record, frozen=True, kw_only=True):
    """Two reports with words in common beyond chance; `score` is the share of the shorter one."""

    reports: tuple[str, str]
    kind: Literal["verbatim", "edited", "summary", "shared origin"]
    score: float


class Judgement(Record, frozen=True, kw_only=True):
    """A quoted forecast with the report it stands in; shown, never counted as an event."""

    report: str
    span: Span
    about: str | None
    tendency: str
    certainty: str
    origin: str | None = None


class Fused(Record, frozen=True, kw_only=True):
    """What `tarjih fuse` writes."""

    events: tuple[Event, ...] = ()
    copies: tuple[Copy, ...] = ()
    judgements: tuple[Judgement, ...] = ()
