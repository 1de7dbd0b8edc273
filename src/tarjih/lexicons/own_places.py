"""A gazetteer of the user's own beside the compiled one: `tarjih places import` writes it.

A process reads with one table at most, chosen before its first report. The choice travels to further
processes by the environment, and its digest belongs to the version of every reading.
"""

import hashlib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from tarjih.errors import LexiconError
from tarjih.records.place import Place
from tarjih.records.record import Record

__all__ = ["VARIABLE", "OwnPlaces", "load_places", "own_places", "places_digest", "use_places"]

VARIABLE = "TARJIH_PLACES"
_FORMAT = 1
_loaded: list[str] = []


class OwnPlaces(Record, frozen=True, kw_only=True):
    """Places with the ways to write them: for each place its forms, each the folded keys of its words.

    `sources` names the files that were imported, each with its digest.
    """

    places: tuple[Place, ...] = ()
    forms: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    sources: Mapping[str, str] = {}
    format: int = _FORMAT


def load_places(path: Path) -> OwnPlaces:
    """Load a table that `tarjih places import` wrote.

    Raises:
        LexiconError: It is not there, or is no such table.
    """
    try:
        table = msgspec.msgpack.decode(path.read_bytes(), type=OwnPlaces)
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise LexiconError(f"wanted a table of places, found {reason}: {path}; check the path") from error
    except msgspec.DecodeError as error:
        raise LexiconError(
            f"wanted a table of places, found something else in {path}; make one with: tarjih places import"
        ) from error
    if table.format != _FORMAT:
        raise LexiconError(
            f"wanted a table of places of format {_FORMAT}, found {table.format} in {path}; import it again"
        )
    return table


def use_places(path: Path | None) -> None:
    """Read with the table at `path` from now on, in this process and those that it starts; None for none.

    Raises:
        LexiconError: It is no table, or this process has begun to read with another.
    """
    wanted = "" if path is None else str(path.resolve())
    if _loaded and _loaded[0] != wanted:
        raise LexiconError(
            f"wanted one table of places a process, found that this one reads with {_loaded[0] or 'none'}; "
            f"set {VARIABLE} before the first report, or start another process"
        )
    if path is None:
        os.environ.pop(VARIABLE, None)
    else:
        load_places(path)
        os.environ[VARIABLE] = wanted


@cache
def own_places() -> OwnPlaces:
    """Return the user's own table, an empty one where none was chosen.

    Raises:
        LexiconError: The environment names a file that is no table.
    """
    chosen = os.environ.get(VARIABLE, "")
    _loaded.append(chosen)
    return load_places(Path(chosen)) if chosen else OwnPlaces()


def places_digest() -> str:
    """Return the digest of the table in use, "" where there is none."""
    chosen = os.environ.get(VARIABLE, "")
    return hashlib.sha256(Path(chosen).read_bytes()).hexdigest() if chosen else ""
