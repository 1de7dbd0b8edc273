"""The connection to a case's database, and the one line that each of its troubles becomes."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, StatementError

from tarjih.errors import CaseError

__all__ = ["BUSY_SECONDS", "connect", "explain_trouble"]

BUSY_SECONDS = 5.0  # a batch of 200 reports is written in well under a second

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def connect(database: Path, *, journal: str = "wal", busy_seconds: float = BUSY_SECONDS) -> sa.Engine:
    """Make the way to a SQLite file: foreign keys on, write-ahead log, bounded waiting.

    A transaction on a connection with the option `writing` takes the write lock at its start, so that
    two writers wait for each other instead of failing half-way. With `writing="safe"` it is on the disk
    when it ends, where others survive a killed process but maybe not a power cut.
    """
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(database.absolute())),
        hide_parameters=True,  # no words of a report in a traceback that somebody mails
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _: object) -> None:
        raw.isolation_level = None  # Python's own BEGIN would come too late, and never before a SELECT
        for setting in (
            f"busy_timeout = {int(busy_seconds * 1000)}",
            f"journal_mode = {journal}",
            "foreign_keys = ON",
        ):
            raw.execute(f"PRAGMA {setting}").close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        if writing:
            # Measured: 2,238 small commits a second with NORMAL, 83 with FULL.
            connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if writing == 'safe' else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def explain_trouble(folder: Path) -> Iterator[None]:
    """Turn what a disk or SQLite reports about a case into one clear line.

    Raises:
        CaseError: The disk is full, the database is damaged, in use or read-only.
    """
    try:
        yield
    except DBAPIError as error:
        raise CaseError(_explain_sqlite(error.orig, folder)) from error
    except StatementError as error:
        # A value that no column takes is our caller's mistake and no trouble of the case.
        raise (error.orig or error) from None
    except sqlite3.Error as error:
        raise CaseError(_explain_sqlite(error, folder)) from error
    except OSError as error:
        raise CaseError(_explain_disk(error, folder)) from error


def _explain_sqlite(error: Any, folder: Path) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL") or name == "SQLITE_IOERR_WRITE":
        return _explain_full(folder)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return (
            f"wanted to use the case {folder}, found its database locked by another program: "
            "close that program, or wait until it is done, and run the command again"
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return (
            f"wanted the database of the case {folder}, found case.db damaged ({error}): put a copy of it "
            "back, or make a new case and add the files under originals again"
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return (
            f"wanted to open and write case.db in {folder}, found that this is not allowed ({error}): "
            "make folder and file writable, or copy the case to where you may write"
        )
    return (
        f"wanted to use the database of the case {folder}, found trouble ({error}): check the disk it is on"
    )


def _explain_disk(error: OSError, folder: Path) -> str:
    if error.errno in _NO_SPACE:
        return _explain_full(folder)
    return (
        f"wanted to read and write in the case {folder}, found {error.strerror or error}"
        f"{f' at {error.filename}' if error.filename else ''}: check that you may use the folder and that "
        "its disk is well"
    )


def _explain_full(folder: Path) -> str:
    return (
        f"wanted to write to the case {folder}, found no space left on its disk: make room and run the "
        "command again; what was finished is kept and is not done again"
    )
