"""The folder of a case: `case.db` beside `originals/`; made whole or not at all, opened only if it is one."""

from pathlib import Path

import sqlalchemy as sa

from tarjih.errors import CaseError
from tarjih.store.database import connect, explain_trouble
from tarjih.store.lock import LOCK_NAME, hold
from tarjih.store.schema import HEAD, find_version, is_older, upgrade

__all__ = ["DATABASE", "ORIGINALS", "make", "open_database"]

DATABASE = "case.db"
ORIGINALS = "originals"

_UNFINISHED = ".case.db.new"
_OWNER_ONLY = 0o700  # what a case holds can hurt people if it leaks


def make(folder: Path) -> None:
    """Make a new case in a folder that is empty or not there yet.

    The database gets its name last: a folder without one is no case, and making it can be tried again.

    Raises:
        CaseError: The folder holds something, is a file, or cannot be made.
    """
    if folder.exists() and not folder.is_dir():
        raise CaseError(f"wanted a folder for a new case, found a file at {folder}: name another folder")
    with explain_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
        _refuse_full(folder)
        with hold(folder):
            _refuse_full(folder)  # somebody may have made one while we waited
            for left in folder.glob(f"{_UNFINISHED}*"):
                left.unlink()
            (folder / ORIGINALS).mkdir(exist_ok=True)
            _build(folder / _UNFINISHED)
            (folder / _UNFINISHED).rename(folder / DATABASE)


def open_database(folder: Path) -> sa.Engine:
    """Open the database of a case; bring one of an older version up to today's.

    Raises:
        CaseError: The folder is no case, or one of a newer version, or damaged, or in use.
    """
    database = folder / DATABASE
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        raise CaseError(
            f"wanted a case folder, found {found} at {folder}: make a case with: tarjih init {folder}"
        )
    if not database.is_file():
        raise CaseError(
            f"wanted a case folder, found none of its files ({DATABASE}) in {folder}: check the name, or "
            "make a case in a new folder with: tarjih init FOLDER"
        )
    with explain_trouble(folder):
        version = find_version(database)
        if version is None:
            raise CaseError(
                f"wanted a case folder, found a {DATABASE} in {folder} that is not Tarjih's: check the name; "
                "the file was not touched"
            )
        engine = connect(database)
        if version != HEAD:
            _bring_up(engine, folder=folder, version=version)
    return engine


def _bring_up(engine: sa.Engine, *, folder: Path, version: str) -> None:
    if not is_older(version):
        raise CaseError(
            f"wanted a case of version {HEAD} or older, found version {version} in {folder}: it was made by "
            "a newer Tarjih, install that one; the case was not touched"
        )
    with hold(folder), engine.connect() as connection, connection.execution_options(writing=True).begin():
        upgrade(connection)


def _build(database: Path) -> None:
    # WAL is switched on at the end: then the file can be renamed without any file beside it.
    engine = connect(database, journal="delete")
    try:
        with engine.connect() as connection, connection.execution_options(writing=True).begin():
            upgrade(connection)
    finally:
        engine.dispose()
    connect(database).dispose()


def _refuse_full(folder: Path) -> None:
    ours = {LOCK_NAME, ORIGINALS}
    held = sorted(
        p.name for p in folder.iterdir() if p.name not in ours and not p.name.startswith(_UNFINISHED)
    )
    originals = folder / ORIGINALS
    if DATABASE in held:
        raise CaseError(
            f"wanted an empty folder for a new case, found a case in {folder}: add to it, or name another"
        )
    if not held and originals.is_dir() and any(originals.iterdir()):
        held = [ORIGINALS]
    if held:
        raise CaseError(
            f"wanted an empty folder for a new case, found {len(held)} other things in {folder} (such as "
            f"{held[0]}): name an empty or a new folder"
        )
