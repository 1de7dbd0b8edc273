"""Records as rows, and the pieces of SQL that several questions share."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from tarjih.records.failure import Failure
from tarjih.records.identity import content_id
from tarjih.records.report import Original, Report
from tarjih.store import tables
from tarjih.store.entries import Arrival

__all__ = [
    "failure_row",
    "find_pairs",
    "free_id",
    "insert_new",
    "original_row",
    "portions",
    "report_columns",
    "report_row",
    "retracted",
    "sighting_row",
    "standing",
]

_MOST_PARAMETERS = 10_000  # of one SQL statement; SQLite takes 32,766, PostgreSQL 65,535
_PIECE_OF_HASH = 8


def original_row(original: Original, *, at: dt.datetime) -> dict[str, Any]:
    """Lay out an original for its table."""
    return msgspec.structs.asdict(original) | {"added_at": at}


def report_row(report: Report, *, id: str, content: str, at: dt.datetime) -> dict[str, Any]:  # noqa: A002
    """Lay out a report for its table, under the id it has in the case."""
    return msgspec.structs.asdict(report) | {"id": id, "content": content, "added_at": at}


def sighting_row(arrival: Arrival, *, report: str, at: dt.datetime) -> dict[str, Any]:
    """Lay out one time that a report was given."""
    return {
        "source": arrival.source,
        "report": report,
        "sha256": arrival.original.sha256,
        "name": arrival.name,
        "outlet": arrival.report.outlet,
        "url": arrival.report.url,
        "seen_at": at,
    }


def failure_row(failure: Failure, *, at: dt.datetime) -> dict[str, Any]:
    """Lay out a failure; its id is the same whenever the same thing fails for the same reason."""
    told = (failure.report, failure.stage, failure.reason, failure.sha256 or "")
    return msgspec.structs.asdict(failure) | {
        "id": content_id("F", *told),
        "failed_at": at,
        "cleared_at": None,
    }


def report_columns() -> list[sa.Column[Any]]:
    """Return the columns that make up a Report."""
    return [tables.reports.c[name] for name in Report.__struct_fields__]


def free_id(wanted: str, *, content: str, taken: set[str]) -> str:
    """Return the id wanted, with a piece of the content's hash behind it where it is taken."""
    if wanted not in taken:
        return wanted
    shorter = f"{wanted}-{content[1 : 1 + _PIECE_OF_HASH]}"
    return shorter if shorter not in taken else f"{wanted}-{content[1:]}"


def retracted(as_of: dt.date | None) -> sa.Select[tuple[str]]:
    """Ask for the ids of reports retracted now, or at the end of a day (UTC)."""
    decided = tables.decisions.c
    query = sa.select(decided.subject).where(decided.act == "retract")
    if as_of is None:
        return query.where(decided.undone_at.is_(None))
    end = _end_of(as_of)
    return query.where(
        decided.decided_at < end, sa.or_(decided.undone_at.is_(None), decided.undone_at >= end)
    )


def standing(as_of: dt.date | None) -> sa.ColumnElement[bool]:
    """Say which reports stand: not retracted, and there already at the end of a day (UTC) if given."""
    condition = tables.reports.c.id.not_in(retracted(as_of))
    return condition if as_of is None else condition & (tables.reports.c.added_at < _end_of(as_of))


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert those rows whose key is not there yet."""
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def find_pairs(
    connection: sa.Connection, key: sa.Column[str], value: sa.Column[str], wanted: Sequence[str]
) -> dict[str, str]:
    """Look up the value beside each key that is there."""
    found: dict[str, str] = {}
    for some in portions(wanted):
        found.update((k, v) for k, v in connection.execute(sa.select(key, value).where(key.in_(some))))
    return found


def portions(items: Iterable[str]) -> Iterator[list[str]]:
    """Cut a list into pieces that fit into one SQL statement each."""
    whole = list(items)
    for start in range(0, len(whole), _MOST_PARAMETERS):
        yield whole[start : start + _MOST_PARAMETERS]


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)
