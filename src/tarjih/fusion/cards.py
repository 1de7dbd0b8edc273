"""Cards: what fusion keeps of a report once it is laid out, small enough to be stored and sent about.

A leaf is one report, a card one of its accounts. Nothing in them hangs on any other report, so that a leaf
is made once for a reading, in any process, and used whenever reports are fused.
"""

import datetime as dt
from functools import cached_property

import msgspec

from tarjih.fusion.bodies import Body
from tarjih.fusion.crossing import Crossing
from tarjih.fusion.facts import Facts
from tarjih.fusion.passages import Wording
from tarjih.fusion.sameness import Slots
from tarjih.fusion.slots import Spot
from tarjih.fusion.tolls import Toll
from tarjih.records.event import Judgement
from tarjih.records.reading import Status
from tarjih.records.span import Span

__all__ = ["Card", "Leaf", "Mark", "Row", "Word"]


class Word(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """One place where a report tells an event, and on whose word.

    `mention` is "" where somebody vouches for the event without telling it. `content` is the range of
    words of the statement, `newsroom` the deepest newsroom of the chain but the outlet's own.
    """

    report: str
    mention: str
    status: Status
    span: Span
    certainty: str
    mode: str
    chain: tuple[str, ...]
    cue: Span | None
    source: Span | None
    denied: bool
    body: Body | None
    content: tuple[int, int] | None
    newsroom: str | None


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One value that a mention gives; `side` groups values that agree."""

    mention: str
    span: Span
    value: str
    side: str = ""
    spot: Spot | None = None


class Card(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """What one report tells of one event.

    `cause` is the number of the account of the attack that a toll belongs to, `apart` lists accounts of the
    same report that it cannot be one with. `at` holds the trigger word and type of each mention, `accused`
    the actors whom only accusations name.
    """

    report: str
    number: int
    start: int
    end: int
    first_type: str
    types: tuple[str, ...]
    slots: Slots
    cause: int | None
    apart: tuple[int, ...]
    at: tuple[tuple[int, str], ...]
    words: tuple[Word, ...]
    kinds: dict[str, str]
    tolls: tuple[Toll, ...]
    days: tuple[Row, ...]
    places: tuple[Row, ...]
    doers: tuple[Row, ...]
    claims: tuple[Row, ...]
    accused: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Return what orders and names an account: its first telling."""
        return (self.report, self.start, self.end, self.first_type)

    @property
    def name(self) -> tuple[str, int]:
        """Return what finds an account again: report and number."""
        return (self.report, self.number)


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Who gathered one report, by which sign; `name` is None where only the outlet itself is known."""

    name: str | None
    basis: str


class Leaf(msgspec.Struct, frozen=True, eq=False, array_like=True, dict=True):
    """One report as fusion sees it; `facts` and `crossing` are None for texts too short to be retold."""

    report: str
    outlet: str | None
    published: dt.date | None
    language: str
    mark: Mark
    text: Wording
    anchors: bytes
    facts: Facts | None
    crossing: Crossing | None
    cards: tuple[Card, ...]
    judgements: tuple[Judgement, ...]

    @cached_property
    def at(self) -> dict[tuple[int, str], int]:
        """Return the number of the account that tells an event at a word."""
        return {place: card.number for card in self.cards for place in card.at}
