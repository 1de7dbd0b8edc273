"""Grade, Probability, Hypothesis, Assessment: what weighing makes of events."""

import datetime as dt
from typing import Literal

import msgspec

from tarjih.records.record import Record
from tarjih.records.ruling import Applied

__all__ = [
    "Assessment",
    "Cell",
    "Chain",
    "CountEstimate",
    "DropOne",
    "Evidence",
    "Grade",
    "Hypothesis",
    "HypothesisSet",
    "Indicator",
    "Judged",
    "LedgerLine",
    "LookNext",
    "Probability",
    "Threshold",
    "TrendStep",
]


class Grade(Record, frozen=True, kw_only=True):
    """Admiralty letter (A-F, the source) and digit (1-6, the information), each with its reason."""

    source: str
    letter: Literal["A", "B", "C", "D", "E", "F"]
    digit: Literal[1, 2, 3, 4, 5, 6] | None = None
    reason: str = ""
    set_by: Literal["rule", "model", "person"] = "rule"


class Probability(Record, frozen=True, kw_only=True):
    """A probability with its band and its word in both languages; all in [0, 1]."""

    value: float
    low: float
    high: float
    word_en: str
    word_ar: str

    def __post_init__(self) -> None:
        """Refuse what is no probability."""
        for name, number in (("value", self.value), ("low", self.low), ("high", self.high)):
            if not 0.0 <= number <= 1.0:
                raise ValueError(f"a probability's {name} lies in [0, 1], found {number}")


class Indicator(Record, frozen=True, kw_only=True):
    """What one would expect to see, and how expected it is under each hypothesis.

    `expected` maps a hypothesis id to P(such an event | hypothesis), `silence` to P(no such report |
    hypothesis), empty where silence says nothing. `subject_as` is the part that the set's subject plays;
    `actor` and `target` name somebody else (a lexicon id or a name), None for anybody.
    """

    id: str
    name_en: str
    name_ar: str
    types: tuple[str, ...]
    expected: dict[str, float]
    subject_as: Literal["actor", "target", "either"] | None = None
    actor: str | None = None
    target: str | None = None
    silence: dict[str, float] = msgspec.field(default_factory=dict)


class Hypothesis(Record, frozen=True, kw_only=True):
    """One exclusive answer to the question, with its prior."""

    id: str
    name_en: str
    name_ar: str
    prior: float


class HypothesisSet(Record, frozen=True, kw_only=True):
    """A question with hypotheses that exclude each other and together cover everything.

    `window_days` is how far back from the last event an event counts as evidence: history that a report
    recalls says nothing about today.
    """

    id: str
    question_en: str
    question_ar: str
    hypotheses: tuple[Hypothesis, ...]
    indicators: tuple[Indicator, ...]
    subject: str | None = None
    window_days: int = 180


class Cell(Record, frozen=True, kw_only=True):
    """One cell of the matrix: what a piece of evidence does to one hypothesis, in decibans.

    `machine` is what `expected` would be but for a person who set it, None where nobody did.
    """

    evidence: str
    hypothesis: str
    expected: float
    decibans: float
    machine: float | None = None


class LedgerLine(Record, frozen=True, kw_only=True):
    """One line of the ledger: decibans added to each hypothesis, and what they rest on."""

    id: str
    label_en: str
    label_ar: str
    decibans: dict[str, float]
    evidence: str | None = None
    formula: str = ""
    inputs: tuple[str, ...] = ()
    set_by: Literal["rule", "model", "person"] = "rule"


class Chain(Record, frozen=True, kw_only=True):
    """How one origin's word reached the reports: its grade, likelihood ratio and relays.

    `proposed` is the machine's grade where a person set another.
    """

    origin: str
    name: str
    kind: str
    grade: Grade
    ratio: float
    reports: tuple[str, ...]
    relays: tuple[tuple[str, ...], ...] = ()
    denies: bool = False
    proposed: Grade | None = None


class Evidence(Record, frozen=True, kw_only=True):
    """One event as evidence: how many reports, how many independent origins, how likely.

    `relevance` is the probability that it concerns the subject: below 1 where no report names who lost.
    """

    event: str
    indicator: str
    reports: int
    origins: float
    probability: Probability
    ratio: float
    digit: Literal[1, 2, 3, 4, 5, 6]
    diagnosticity: float
    weight: float
    relevance: float = 1.0
    chains: tuple[Chain, ...] = ()


class Judged(Record, frozen=True, kw_only=True):
    """One hypothesis with its posterior."""

    hypothesis: str
    name_en: str
    name_ar: str
    prior: float
    probability: Probability
    heuer: float = 0.0


class LookNext(Record, frozen=True, kw_only=True):
    """What to look for next: the indicator whose report would lower uncertainty most, in bits."""

    indicator: str
    name_en: str
    name_ar: str
    gain: float


class CountEstimate(Record, frozen=True, kw_only=True):
    """How many, where reports differ: a distribution, not an average.

    `low` and `high` bound the conservative range (90 %), `best` is the median, all in the unit that
    the reports count. `contradiction` says that no one number fits what both sides say.
    """

    event: str
    about: str
    low: int
    best: int
    high: int
    contradiction: bool
    decibans: float


class DropOne(Record, frozen=True, kw_only=True):
    """What the judgement would be without one origin, or in `turn_one` if it is wrong in all it says."""

    origin: str
    name: str
    leading: str
    value: float
    flips: bool


class Threshold(Record, frozen=True, kw_only=True):
    """The reliability of one body, nearest to its own (`now`), at which the judgement gets another word."""

    origin: str
    name: str
    now: float
    at: float
    word_en: str
    word_ar: str


class TrendStep(Record, frozen=True, kw_only=True):
    """The judgement as it stood after one day's reports (day None: reports without date, put last).

    `values` is P by hypothesis; `moved` names the report of that day without which the judgement would
    differ most, None where none of them bears on it, and `by` how far: half the sum of the differences.
    """

    day: dt.date | None
    values: dict[str, float]
    leading: str
    reports: int
    moved: str | None = None
    by: float = 0.0


class Assessment(Record, frozen=True, kw_only=True):
    """A judgement with everything it rests on."""

    set_id: str
    question_en: str
    question_ar: str
    leading: str
    judged: tuple[Judged, ...]
    confidence: Literal["high", "moderate", "low"]
    confidence_en: str
    confidence_ar: str
    evidence: tuple[Evidence, ...] = ()
    cells: tuple[Cell, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    drop_one: tuple[DropOne, ...] = ()
    look_next: tuple[LookNext, ...] = ()
    counts: tuple[CountEstimate, ...] = ()
    subject: str | None = None
    flip_set: tuple[str, ...] = ()
    turn_one: tuple[DropOne, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    independent: float = 0.0
    as_of: dt.date | None = None
    notes: tuple[str, ...] = ()
    rulings: tuple[Applied, ...] = ()
