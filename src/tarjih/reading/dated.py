"""What holds of a listed body on the day of a report: its name, an office held, a name others give it.

Days are written as 2016, 2016-07 or 2016-07-28; a year or month counts whole. Without a day of
publication nothing is changed.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache

import msgspec

from tarjih.lexicons import load
from tarjih.reading.naming import actors, homonyms
from tarjih.records.reading import Entity, Mention

__all__ = ["date_entities", "drop_outdated", "holds_on"]

_HOMONYM = "homonyms:"
_FORMER = "former "
_PUBLISHER = "publisher"


class DatedNameRow(msgspec.Struct, frozen=True):
    """One row of dated_names.tsv: what an actor was called between two days."""

    id: str
    actor: str
    name: str
    name_ar: str
    source: str
    since: str = ""
    until: str = ""


def holds_on(day: dt.date, *, since: str, until: str) -> bool:
    """Say whether a day lies between two others, both counted in; "" is open.

    >>> holds_on(dt.date(2016, 7, 28), since="2016-07-28", until="2017")
    True
    >>> holds_on(dt.date(2018, 1, 1), since="2016-07-28", until="2017")
    False
    """
    said = day.isoformat()
    return (not since or said[: len(since)] >= since) and (not until or said[: len(until)] <= until)


@cache
def _dated_names() -> Mapping[str, tuple[DatedNameRow, ...]]:
    rows: dict[str, tuple[DatedNameRow, ...]] = {}
    for row in load("reading/dated_names.tsv", DatedNameRow):
        rows[row.actor] = (*rows.get(row.actor, ()), row)
    return rows


def drop_outdated(mentions: tuple[Mention, ...], *, published: dt.date | None) -> tuple[Mention, ...]:
    """Drop mentions by a name that nobody gave to their bearer at the time: "the ousted" before 2012.

    Source: columns `since` and `until` of homonyms.tsv.
    """
    if published is None:
        return mentions
    return tuple(mention for mention in mentions if not _is_outdated(mention, published))


def _is_outdated(mention: Mention, published: dt.date) -> bool:
    rows = [row.removeprefix(_HOMONYM) for row in mention.rows if row.startswith(_HOMONYM)]
    found = [homonyms()[row] for row in rows if row in homonyms()]
    return any(not holds_on(published, since=row.since, until=row.until) for row in found)


def date_entities(entities: tuple[Entity, ...], *, published: dt.date | None) -> tuple[Entity, ...]:
    """Give listed bodies the name they bore and listed persons the office they held on that day.

    A body keeps one id through all its names; an office that ended is a "former" one, one that had not
    begun is none.

    Source: dated_names.tsv; columns `since` and `until` of actors.tsv.
    """
    if published is None:
        return entities
    return tuple(_dated(entity, published) for entity in entities)


def _dated(entity: Entity, published: dt.date) -> Entity:
    row = actors().get(entity.row or "")
    if row is None:
        return entity
    for dated in _dated_names().get(row.id, ()):
        if holds_on(published, since=dated.since, until=dated.until):
            entity = msgspec.structs.replace(entity, name=dated.name)
    if (
        not row.role
        or entity.role in {None, _PUBLISHER}
        or holds_on(published, since=row.since, until=row.until)
    ):
        return entity
    began = holds_on(published, since=row.since, until="")
    return msgspec.structs.replace(entity, role=_FORMER + row.role if began else None)
