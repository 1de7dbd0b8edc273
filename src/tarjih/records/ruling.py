"""Ruling: what a person decided about a case; the machine's own value always stays beside it."""

import datetime as dt
from typing import Literal

from tarjih.records.reading import Status
from tarjih.records.record import Record
from tarjih.records.span import Span

__all__ = [
    "Added",
    "Applied",
    "CellSet",
    "Corrected",
    "Graded",
    "Joined",
    "OneBody",
    "Parted",
    "Place",
    "ReviewState",
    "Reviewed",
    "Ruled",
    "Ruling",
    "Struck",
    "Traced",
]

Letter = Literal["A", "B", "C", "D", "E", "F"]
ReviewState = Literal["assigned", "reviewed", "second review", "final"]


class Place(Record, frozen=True, kw_only=True):
    """The words of one event mention in one report: they stay where events get other ids."""

    report: str
    span: Span

    def __str__(self) -> str:
        return f"{self.report}:{self.span.start}-{self.span.end}"


class Graded(Record, frozen=True, kw_only=True, tag="grade"):
    """How reliable a body is; `body` is an origin's key, id or name."""

    body: str
    letter: Letter


class CellSet(Record, frozen=True, kw_only=True, tag="cell"):
    """How expected something is under one hypothesis: P(it | hypothesis).

    It is an indicator, with everything that bears on it, or the one event that is told at `event`.
    """

    set_id: str
    hypothesis: str
    expected: float
    indicator: str | None = None
    event: Place | None = None

    def __post_init__(self) -> None:
        """Refuse what is no probability, and a cell of nothing or of two rows."""
        if not 0.0 < self.expected < 1.0:
            raise ValueError(f"a cell needs a probability between 0 and 1, found {self.expected}")
        if (self.indicator is None) == (self.event is None):
            raise ValueError("a cell belongs to an indicator or to an event, found both or none")


class Joined(Record, frozen=True, kw_only=True, tag="same"):
    """These mentions tell one event."""

    mentions: tuple[Place, ...]


class Parted(Record, frozen=True, kw_only=True, tag="apart"):
    """The mentions of the one side tell another event than those of the other."""

    mentions: tuple[Place, ...]
    others: tuple[Place, ...]


class Traced(Record, frozen=True, kw_only=True, tag="origin"):
    """What these mentions tell rests on the word of `body` (an origin's key or name, or a new name)."""

    mentions: tuple[Place, ...]
    body: str


class OneBody(Record, frozen=True, kw_only=True, tag="one-body"):
    """These names or keys are one body; the first is what it is called."""

    names: tuple[str, ...]


class Struck(Record, frozen=True, kw_only=True, tag="strike"):
    """The word of a body counts no more; `body` is an origin's key or name."""

    body: str


class Reviewed(Record, frozen=True, kw_only=True, tag="review"):
    """What a person makes of a claim that the machine read: it stands, it is none, or somebody else looks.

    `place` holds the trigger of an event or the cue of an attribution. `state` is how far the claim has
    come: each state is set by a person, the first one ("machine") is that of a claim nobody has looked at.
    """

    place: Place
    claim: Literal["event", "attribution"]
    verdict: Literal["accept", "reject", "flag"]
    state: ReviewState = "reviewed"


class Corrected(Record, frozen=True, kw_only=True, tag="correct"):
    """The event told at `place` is of another type or status than the machine read; None leaves it."""

    place: Place
    event_type: str | None = None
    status: Status | None = None


class Added(Record, frozen=True, kw_only=True, tag="add-claim"):
    """An event that a person found in the words at `place`, which the machine passed over."""

    place: Place
    event_type: str
    status: Status = "occurred"


Ruling = Graded | CellSet | Joined | Parted | Traced | OneBody | Struck | Reviewed | Corrected | Added


class Ruled(Record, frozen=True, kw_only=True):
    """A ruling that stands: its number in the case, who made it, when (UTC), and why."""

    number: int
    ruling: Ruling
    who: str
    day: dt.date
    reason: str


class Applied(Record, frozen=True, kw_only=True):
    """A person's value as an assessment used it, beside what the machine had.

    `about` names the body or the cell; `machine` is None where the machine had none. `number` is the
    ruling's in the case.
    """

    number: int
    about: str
    person: str
    machine: str | None
    who: str
    day: dt.date
    reason: str
