"""Tables: the rows of the claim lexicons that facets, cues and sources are found with.

A module of its own: rows are read by msgspec, which needs classes that mypyc leaves alone.
"""

from functools import cache
from typing import Literal

import msgspec

from tarjih.lexicons import load
from tarjih.records.reading import Status

__all__ = [
    "CueRow",
    "Frame",
    "HedgeRow",
    "JointRow",
    "MasdarRow",
    "ShapeRow",
    "SourceNounRow",
    "TriggerRow",
    "triggers",
    "values",
]


class TriggerRow(msgspec.Struct, frozen=True):
    """One word or phrase that names an event, and the frame that says where its arguments stand.

    `status` is the status it has unless the sentence says otherwise, `condition` what must hold for
    it to be an event, `head` the place in a phrase of the word that names the event most directly.
    `fixed` lists words of which one must follow, with others in between if need be: "freed X's way".
    """

    id: str
    type: str
    pos: str
    forms: str
    frame: str
    source: str
    status: Status = "occurred"
    condition: str = ""
    head: int = 0
    part: Literal["verb", "noun", "participle"] = "noun"
    fixed: str = ""


@cache
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


class JointRow(msgspec.Struct, frozen=True):
    """A function word, or a noun that belongs to the setting of speech."""

    id: str
    pos: str
    forms: str
    role: str
    source: str


class MasdarRow(msgspec.Struct, frozen=True):
    """A verbal noun that opens a statement; `in_names` if names of bodies hold it too."""

    id: str
    pos: str
    forms: str
    in_names: str = ""
    source: str = ""


class ShapeRow(msgspec.Struct, frozen=True):
    """A pattern of verbal nouns, with a mark for any letter; of the form as written or of its key.

    `in_names` as for verbal nouns.
    """

    id: str
    shape: str
    of: str
    in_names: str = ""
    source: str = ""


class CueRow(msgspec.Struct, frozen=True, rename={"kind": "class"}):
    """One way to give words or a belief to somebody.

    `frame` lists the complements it takes ("an" that, "quote", "about", "obj" a verbal noun, "from" a
    source and its words ...), `certainty` is the source's, `distance` the reporter's, `needs` what must
    stand beside it ("strict": the complement follows at once).
    """

    id: str
    pos: str
    forms: str
    kind: str
    frame: str = ""
    certainty: str = "asserted"
    distance: str = ""
    needs: str = ""
    source: str = ""

    @property
    def frames(self) -> tuple[str, ...]:
        """Return the complements, in the order of the row."""
        return _split(self.frame)


class SourceNounRow(msgspec.Struct, frozen=True):
    """A noun that may head the name of a source, and the kind of source it makes."""

    id: str
    pos: str
    forms: str
    kind: str
    source: str


class HedgeRow(msgspec.Struct, frozen=True):
    """A word that weakens what follows (`certainty`) or that holds it off (`distance`).

    `certainty` is "possible", "probable" or "alleged"; "qad" hangs on the verb behind it; "conditional",
    "open" and "planned" say that what follows has not happened or is not known, which is itself asserted.
    `lead` marks verbs of belief: "it is thought that", but "the army thinks that" is somebody's own.
    """

    id: str
    pos: str
    forms: str
    certainty: str = ""
    distance: str = ""
    lead: str = ""
    source: str = ""


class Frame(msgspec.Struct, frozen=True):
    """The roles of one frame; "" where a position fills none."""

    subject: str = ""
    object: str = ""
    genitive: str = ""
    pronoun: str = ""
    by: dict[str, str] = msgspec.field(default_factory=dict)


@cache
def triggers() -> dict[str, TriggerRow]:
    """Return the trigger rows by id."""
    return {row.id: row for row in load("claims/triggers.tsv", TriggerRow)}


class _LightRow(msgspec.Struct, frozen=True):
    id: str
    pos: str
    forms: str
    role: str
    source: str
    status: str = ""


class _ClassRow(msgspec.Struct, frozen=True, rename={"value": "class"}):
    id: str
    pos: str
    forms: str
    value: str
    source: str


class _KindRow(msgspec.Struct, frozen=True):
    id: str
    pos: str
    forms: str
    kind: str
    source: str


class _SenseRow(msgspec.Struct, frozen=True):
    id: str
    pos: str
    forms: str
    sense: str
    source: str


class _TypeRow(msgspec.Struct, frozen=True):
    id: str
    pos: str
    forms: str
    type: str
    source: str


class _EffectRow(msgspec.Struct, frozen=True):
    id: str
    pos: str
    forms: str
    effect: str
    source: str


@cache
def values(table: str) -> dict[str, tuple[str, str, str]]:
    """Return row id -> (value, part of speech, status) of one of the small tables."""
    match table:
        case "light_verbs":
            return {r.id: (r.role, r.pos, r.status) for r in load("claims/light_verbs.tsv", _LightRow)}
        case "human_nouns" | "thing_nouns":
            return {r.id: (r.value, r.pos, "") for r in load(f"claims/{table}.tsv", _ClassRow)}
        case "clause_openers":
            return {r.id: (r.kind, r.pos, "") for r in load("claims/clause_openers.tsv", _KindRow)}
        case "prepositions":
            return {r.id: (r.sense, r.pos, "") for r in load("claims/prepositions.tsv", _SenseRow)}
        case "event_modifiers":
            return {r.id: (r.type, r.pos, "") for r in load("claims/event_modifiers.tsv", _TypeRow)}
        case _:
            return {r.id: (r.effect, r.pos, "") for r in load("claims/negations.tsv", _EffectRow)}
