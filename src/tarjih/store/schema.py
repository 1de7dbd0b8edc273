"""Which version a case is of, and how an older one becomes today's.

Alembic costs a fifth of a second to import: a case of today's version is opened without it.
"""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from tarjih.errors import CaseError

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["HEAD", "find_version", "is_older", "upgrade"]

HEAD = "0002"  # the newest module in migrations/versions; a test holds the two together

_TABLES_OF_A_CASE = {"alembic_version", "originals", "reports"}


def find_version(database: Path) -> str | None:
    """Read the version of a case without changing anything.

    Args:
        database: An existing file.

    Returns:
        The version, None when the file is a database but no case.

    Raises:
        sqlite3.DatabaseError: The file is no database, or a damaged one.
    """
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)
    try:
        names = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if not names >= _TABLES_OF_A_CASE:
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if row is None else str(row[0])
    finally:
        connection.close()


def is_older(version: str) -> bool:
    """Say whether this Tarjih knows the version and can bring it up to today's."""
    from alembic.script import ScriptDirectory  # late: see the module's first lines

    known = {script.revision for script in ScriptDirectory.from_config(_settings()).walk_revisions()}
    return version in known - {HEAD}


def upgrade(connection: sa.Connection) -> None:
    """Bring a database, an empty one too, to today's version inside the connection's transaction."""
    from alembic import command  # late: see the module's first lines

    settings = _settings()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    if connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() != HEAD:
        raise CaseError(
            f"wanted a case of version {HEAD} after the upgrade, found another: report this as a bug"
        )


def _settings() -> "Config":
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", "tarjih.store:migrations")
    return settings
