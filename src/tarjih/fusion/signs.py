"""The rows of the fusion lexicons that stand in a run of words, and what they mean."""

from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from tarjih.arabic.lookup import look_up, phrases_at
from tarjih.lexicons import load
from tarjih.records.page import Hit, Word

__all__ = [
    "OrganRow",
    "Sign",
    "TypeRow",
    "agency_name",
    "all_signs",
    "hints",
    "organ_rows",
    "signs",
    "type_rows",
]

_TABLES = (
    "fusion_hints",
    "organs",
    "body_links",
    "counted_heads",
    "agencies",
    "nisbas",
    "titles",
    "given_names",
    "weekdays",
)

_WANTED = frozenset(_TABLES)


class Sign(msgspec.Struct, frozen=True):
    """One lexicon row at words `[first, end)` of a run; `definite` where an article stands before it."""

    table: str
    row: str
    first: int
    end: int
    definite: bool = False


class _HintRow(msgspec.Struct, frozen=True):
    id: str
    sense: str
    pos: str = ""
    forms: str = ""
    source: str = ""


class OrganRow(msgspec.Struct, frozen=True):
    """One kind of body: its `organ` (two rows with one organ are one body), `kind` of origin, `vague`."""

    id: str
    organ: str
    kind: str
    vague: str = ""
    pos: str = ""
    forms: str = ""
    source: str = ""


class _CountedRow(msgspec.Struct, frozen=True):
    id: str
    head: str
    pos: str = ""
    forms: str = ""
    source: str = ""


class _AgencyRow(msgspec.Struct, frozen=True):
    id: str
    name: str = ""
    pos: str = ""
    forms: str = ""
    source: str = ""


class TypeRow(msgspec.Struct, frozen=True):
    """How fusion sees an event type: only types of one `family` can be one event.

    A `broad` type goes with every type of its family, others with themselves and those in `near`.
    `counted` is what a number beside it counts; `result` marks what an attack may cause, `lasting` what
    goes on for days, so that reports may date it differently.
    """

    id: str
    family: str
    broad: str = ""
    near: str = ""
    counted: str = "count"
    result: str = ""
    lasting: str = ""
    source: str = ""


@cache
def type_rows() -> dict[str, TypeRow]:
    """Return the event types by id."""
    return {row.id: row for row in load("fusion/types.tsv", TypeRow)}


@cache
def organ_rows() -> dict[str, OrganRow]:
    """Return the kinds of bodies by id."""
    return {row.id: row for row in load("fusion/organs.tsv", OrganRow)}


@cache
def hints() -> dict[str, str]:
    """Return the sense of each row of hints, links and counted heads, by table and id."""
    senses = {f"fusion_hints/{row.id}": row.sense for row in load("fusion/fusion_hints.tsv", _HintRow)}
    senses |= {f"body_links/{row.id}": row.sense for row in load("fusion/body_links.tsv", _HintRow)}
    return senses | {
        f"counted_heads/{row.id}": row.head for row in load("fusion/counted_heads.tsv", _CountedRow)
    }


@cache
def _agencies() -> dict[str, str]:
    return {row.id: row.name for row in load("fusion/agencies.tsv", _AgencyRow)}


def agency_name(row: str) -> str | None:
    """Return the name of an agency by the id of its row; "" for agencies left unnamed, None for others."""
    return _agencies().get(row)


def _of(hit: Hit, first: int) -> Sign:
    return Sign(
        hit.table, hit.row, first, first + 1 + hit.last, hit.before.endswith(("\u0627\u0644", "\u0644\u0644"))
    )


@lru_cache(maxsize=1 << 17)
def _of_word(form: str) -> tuple[Word, tuple[Hit, ...]]:
    """Return a word with its own hits in our tables; the same form stands in very many reports."""
    word = look_up(form)
    return word, tuple(hit for table in _TABLES for hit in word.hits.get(table, ())) if word.hits else ()


def all_signs(forms: Sequence[str]) -> list[Sign]:
    """Return the rows of all fusion tables that stand in a run of words, in their order."""
    known = [_of_word(form) for form in forms]
    words = [word for word, _ in known]
    found: dict[tuple[str, str, int], Sign] = {}
    for i, (word, single) in enumerate(known):
        if word.phrases:
            for hit in phrases_at(words, i):
                if hit.table in _WANTED:
                    found.setdefault((hit.table, hit.row, i), _of(hit, i))
        for hit in single:
            found.setdefault((hit.table, hit.row, i), _of(hit, i))
    return sorted(found.values(), key=lambda s: (s.first, -s.end, s.table, s.row))


@lru_cache(maxsize=1 << 14)
def _signs_of(forms: tuple[str, ...]) -> tuple[Sign, ...]:
    return tuple(all_signs(forms))


def signs(forms: Sequence[str], *tables: str) -> list[Sign]:
    """Return the rows of the given tables that stand in a few words, in their order; remembered."""
    return [sign for sign in _signs_of(tuple(forms)) if sign.table in tables]
