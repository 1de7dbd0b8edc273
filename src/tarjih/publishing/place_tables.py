"""Which table of places a command reads with: the one named, the case's, or the user's own."""

import os
from pathlib import Path

from tarjih.lexicons.own_places import VARIABLE, use_places

__all__ = ["TABLE", "choose_places", "find_home"]

TABLE = "places.msgpack"


def choose_places(named: Path | None = None, *, case: Path | None = None) -> None:
    """Choose the table that this command reads with; what the environment names comes after `named` only.

    Raises:
        LexiconError: It is no table, or this process reads with another already.
    """
    if named is not None:
        use_places(named)
    elif not os.environ.get(VARIABLE):
        for path in (*((case / TABLE,) if case is not None else ()), find_home()):
            if path.is_file():
                use_places(path)
                return


def find_home() -> Path:
    """Return where the user's own table is, or would be."""
    # Imported late: whoever names a table does not need it.
    from platformdirs import user_data_path

    return user_data_path("tarjih", appauthor=False) / TABLE
