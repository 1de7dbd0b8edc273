"""Rules in plain words: what found a result, and in which lexicon files its rows stand.

The rule of an event is its frame, which is told from what frames.toml says of it.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from tarjih.claims.frames import frame_of
from tarjih.lexicons import load
from tarjih.records.reading import Attribution, EventMention

__all__ = [
    "Layer",
    "explain_certainty",
    "explain_frame",
    "explain_row",
    "explain_rule",
    "explain_status",
    "rule_keys",
    "rule_rows",
]

Layer = Literal["claim", "event", "name", "time", "quantity", "forecast"]
_Language = Literal["en", "ar"]

_GAZETTEER = "places"  # compiled from GeoNames, no file of ours
_FOLDERS = ("claims", "reading")
_ROLES = ("actor", "target", "place")
_PARTS = ("subject", "object", "genitive", "pronoun")
_OF_TRIGGER = ("triggers", "frames")  # the rows with which every event begins
_GOVERNING = ("negations:", "light_verbs:", "clause_openers:", "triggers:")
_BY_KIND = ("kind", "backer")  # roles that the kind of noun, or the preposition before, decides


class RuleRow(msgspec.Struct, frozen=True):
    """One rule in both languages; `id` is its layer and what the `rule` of a result says."""

    id: str
    en: str
    ar: str
    source: str


@cache
def rule_rows() -> Mapping[str, RuleRow]:
    """Return the texts of all rules by id. Source: lexicons/publishing/rules.tsv."""
    return {row.id: row for row in load("publishing/rules.tsv", RuleRow)}


def rule_keys(layer: Layer, rule: str) -> tuple[str, ...]:
    """Return the ids of the texts that explain the `rule` of a result, the most telling one first.

    >>> rule_keys("claim", "say-qala+an")
    ('claim.an',)
    >>> rule_keys("name", "typed:t-town chosen")
    ('name.typed', 'place.chosen')
    """
    match layer:
        case "claim":
            return (f"claim.{rule.rpartition('+')[2]}",)
        case "event":
            return (f"event.{rule.rpartition('/')[2]}",)
        case "forecast":
            return ("forecast.sign",)
        case "name":
            return _name_keys(rule)
        case "quantity":
            number, _, bound = rule.partition(", ")
            first = "quantity.number" if number.startswith("number ") else f"quantity.{number}"
            return (first, f"quantity.{bound}") if bound else (first,)
        case _:
            return (f"{layer}.{rule}",)


def _name_keys(rule: str) -> tuple[str, ...]:
    found, _, chosen = rule.partition(" ")
    kind = found if f"name.{found}" in rule_rows() else found.partition(":")[0]
    return (f"name.{kind}", f"place.{chosen}") if chosen else (f"name.{kind}",)


def explain_rule(layer: Layer, rule: str, *, language: _Language) -> str:
    """Return the rule of a result in plain words; the rule itself where a plugged-in reader has its own."""
    keys = rule_keys(layer, rule)
    if all(key in rule_rows() for key in keys):
        return " ".join(_text(key, language) for key in keys)
    if layer == "event":
        try:
            return explain_frame(rule.rpartition("/")[2], language=language)
        except KeyError:
            return rule
    return rule


def explain_status(event: EventMention, *, language: _Language) -> str:
    """Return what gave an event its status, "" where it simply happened or no rule of ours read it."""
    if event.status == "occurred" or len(event.rows) < len(_OF_TRIGGER):
        return ""
    governed = any(row.startswith(_GOVERNING) for row in event.rows[len(_OF_TRIGGER) :])
    return _text("status.word" if governed else "status.form", language)


def explain_certainty(claim: Attribution, *, language: _Language) -> str:
    """Return what gave a claim its certainty, "" where it is asserted or no rule of ours read it."""
    if claim.certainty == "asserted" or not claim.rows:
        return ""
    hedged = any(row.startswith("hedges:") for row in claim.rows)
    return _text("certainty.hedge" if hedged else "certainty.cue", language)


def explain_frame(name: str, *, language: _Language) -> str:
    """Return in plain words where the arguments of an event of this frame stand.

    Raises:
        KeyError: No such frame.

    >>> explain_frame("die", language="en")
    "Who does it: behind “by”. To whom: the verb's subject."
    """
    frame = frame_of(name)
    comma = _text("comma", language)
    sentences = []
    for role in _ROLES:
        where = [f"part.{part}" for part in _PARTS if getattr(frame, part) == role]
        if frame.genitive in _BY_KIND:
            where.append("part.to_kind")
        where += [f"prep.{preposition}" for preposition, filled in frame.by.items() if filled == role]
        if where:
            listed = f"{comma} ".join(_text(key, language) for key in where)
            sentences.append(f"{_text(f'role.{role}', language)}: {listed}.")
    return " ".join(sentences)


def _text(key: str, language: _Language) -> str:
    row = rule_rows()[key]
    return row.ar if language == "ar" else row.en


def explain_row(row: str) -> tuple[str, str]:
    """Return the file of a row "table:id", below lexicons/, and its id in that file.

    >>> explain_row("cues:say-qala")
    ('claims/cues.tsv', 'say-qala')
    """
    table, _, id_ = row.partition(":")
    return _files().get(table, "GeoNames" if table == _GAZETTEER else table), id_


@cache
def _files() -> Mapping[str, str]:
    """Return the files whose rows may fire, by their stem."""
    root = resources.files("tarjih.lexicons")
    return {
        path.name.partition(".")[0]: f"{folder}/{path.name}"
        for folder in _FOLDERS
        for path in _listed(root.joinpath(folder))
    }


def _listed(folder: Traversable) -> list[Traversable]:
    paths = [path for path in folder.iterdir() if path.name.endswith((".tsv", ".toml"))]
    return sorted(paths, key=lambda path: path.name)
