"""The numbers of the model, read from `lexicons/weighing`, each with its reason there."""

from functools import cache
from typing import Literal

import msgspec

from tarjih.lexicons import load, load_toml

__all__ = [
    "EventType",
    "KindRow",
    "Letter",
    "Model",
    "OutletRow",
    "event_types",
    "kinds",
    "letters",
    "model",
    "outlets",
]


class Bias(msgspec.Struct, frozen=True):
    """P(a source asserts something when it does not track the truth), by its interest."""

    neutral: float
    interest: float
    against: float
    spread: float


class Model(msgspec.Struct, frozen=True):
    """All tunable numbers; probabilities in [0, 1]. Source: lexicons/weighing/model.toml."""

    base: float
    relay_assert: float
    family_tempering: float
    cell_spread: float
    prior_spread: float
    other_least: float
    fresh_unknown: float
    misattributed: float
    grade_trust: float
    implied_loser: float
    accused_actor: float
    draws: int
    seed: int
    certainty: dict[str, float]
    relay: dict[str, float]
    bias: Bias


class Letter(msgspec.Struct, frozen=True):
    """An Admiralty letter as a Beta distribution of reliability."""

    id: str
    alpha: float
    beta: float
    name_en: str
    name_ar: str
    source: str

    @property
    def mean(self) -> float:
        """Return the mean reliability."""
        return self.alpha / (self.alpha + self.beta)


class KindRow(msgspec.Struct, frozen=True):
    """The letter and access that a kind of source starts with."""

    id: str
    letter: Literal["A", "B", "C", "D", "E", "F"]
    access: float
    name_en: str
    name_ar: str
    source: str


class OutletRow(msgspec.Struct, frozen=True):
    """The letter that one named body starts with, and why; `id` is its row in the actors' lexicon."""

    id: str
    letter: Literal["A", "B", "C", "D", "E", "F"]
    reason: str
    source: str


class EventType(msgspec.Struct, frozen=True):
    """One type of the ontology; interests say whom its telling flatters (+) or embarrasses (-)."""

    id: str
    family: str
    name_en: str
    name_ar: str
    source: str
    plover: str = ""
    plover_mode: str = ""
    acled_event: str = ""
    acled_sub_event: str = ""
    actor_interest: Literal["", "+", "-"] = ""
    target_interest: Literal["", "+", "-"] = ""


@cache
def model() -> Model:
    """Load the model's numbers."""
    loaded: Model = load_toml("weighing/model.toml", Model)
    return loaded


@cache
def letters() -> dict[str, Letter]:
    """Load the six letters by name."""
    return {row.id: row for row in load("weighing/letters.tsv", Letter)}


@cache
def kinds() -> dict[str, KindRow]:
    """Load the kinds of sources by name."""
    return {row.id: row for row in load("weighing/kinds.tsv", KindRow)}


@cache
def outlets() -> dict[str, OutletRow]:
    """Load the bodies that have a letter of their own, by their row in the actors' lexicon."""
    return {row.id: row for row in load("weighing/outlets.tsv", OutletRow)}


@cache
def event_types() -> dict[str, EventType]:
    """Load the types of the ontology by name."""
    return {row.id: row for row in load("event_types.tsv", EventType)}
