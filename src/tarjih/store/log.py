"""The log of a case: each line seals the one before it, so that no line can be changed unseen."""

import datetime as dt
import hashlib
from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from tarjih.records.record import Record
from tarjih.store import tables

__all__ = ["Act", "LogLine", "add_acts", "find_break", "log_lines"]

_BEFORE_THE_FIRST = "0" * 64


class Act(Record, frozen=True, kw_only=True):
    """Something that was done in a case: to what, and with which detail (a hash, a reason)."""

    act: str
    subject: str
    detail: str = ""


class LogLine(Record, frozen=True, kw_only=True):
    """One line of the log; `hash` covers all the rest and, through `previous`, all lines before."""

    number: int
    logged_at: dt.datetime
    act: str
    subject: str
    detail: str
    previous: str
    hash: str


def add_acts(connection: sa.Connection, acts: Iterable[Act], *, at: dt.datetime) -> None:
    """Add lines at the end of the log, inside the connection's transaction."""
    last = connection.execute(
        sa.select(tables.log.c.number, tables.log.c.hash).order_by(tables.log.c.number.desc()).limit(1)
    ).one_or_none()
    number, previous = (0, _BEFORE_THE_FIRST) if last is None else (last.number, last.hash)
    lines = []
    for act in acts:
        number += 1
        line = LogLine(
            number=number,
            logged_at=at.astimezone(dt.UTC),
            act=act.act,
            subject=act.subject,
            detail=act.detail,
            previous=previous,
            hash="",
        )
        previous = _seal(line)
        lines.append(msgspec.structs.asdict(line) | {"hash": previous})
    if lines:
        connection.execute(sa.insert(tables.log), lines)


def log_lines(connection: sa.Connection) -> list[LogLine]:
    """Return the whole log, oldest line first."""
    rows = connection.execute(sa.select(tables.log).order_by(tables.log.c.number))
    return [LogLine(**row) for row in rows.mappings()]


def find_break(lines: Iterable[LogLine]) -> int | None:
    """Find the first line that was changed, put in or taken out.

    Returns:
        The number the line should have, None when the log is whole. Lines cut off at the end cannot be
        missed by the log alone.
    """
    previous = _BEFORE_THE_FIRST
    for number, line in enumerate(lines, 1):
        if line.number != number or line.previous != previous or line.hash != _seal(line):
            return number
        previous = line.hash
    return None


def _seal(line: LogLine) -> str:
    content = (line.number, line.logged_at, line.act, line.subject, line.detail, line.previous)
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()
