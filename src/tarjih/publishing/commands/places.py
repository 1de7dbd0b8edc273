"""`tarjih places import`: a gazetteer of the user's own."""

import hashlib
from pathlib import Path

import msgspec

from tarjih.errors import InputError
from tarjih.lexicons.own_places import OwnPlaces, load_places, use_places
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import make_folder, write_to_output, write_whole
from tarjih.publishing.place_tables import TABLE, find_home
from tarjih.publishing.terminal.messages import tell
from tarjih.reading.gazetteers import Gathered, gather_places, join_tables, read_alternates, read_gazetteer
from tarjih.records.record import Record

__all__ = ["Imported", "import_places"]

_CASE = "case.db"  # the file by which a folder is known for a case


class Imported(Record, frozen=True, kw_only=True):
    """What `tarjih places import` did, as `--json` writes it."""

    file: str
    into: str
    rows: int
    taken: int
    nameless: int
    known: int
    places: int


def import_places(
    file: Path, *, alternates: Path | None = None, into: Path | None = None, as_json: bool = False
) -> None:
    """Import a dump of GeoNames or a table of OCHA into a table of places.

    Args:
        file: The dump or table.
        alternates: GeoNames' file of alternate names, where the Arabic ones stand there.
        into: A case, or the file to write; None for the user's own table. What it holds is kept.
        as_json: Whether to write what was done as JSON.

    Raises:
        InputError: A file cannot be read, or a row of it is wrong.
        LexiconError: What is to be added to is no table of places.
    """
    target = _target(into)
    raw = _bytes(file)
    names, sources = None, {file.name: hashlib.sha256(raw).hexdigest()}
    if alternates is not None:
        more = _bytes(alternates)
        names = read_alternates(_text(more, alternates), name=alternates.name)
        sources[alternates.name] = hashlib.sha256(more).hexdigest()
    before = load_places(target) if target.exists() else OwnPlaces()
    use_places(None)  # what the new table adds is told apart by the compiled gazetteer alone
    total, rows = read_gazetteer(_text(raw, file), name=file.name, alternates=names)
    gathered = gather_places(rows, total=total, sources=sources)
    table = join_tables(before, gathered.table)
    make_folder(target.parent)
    write_whole(target, msgspec.msgpack.encode(table, order="deterministic"))
    done = Imported(
        file=str(file),
        into=str(target),
        rows=gathered.rows,
        taken=gathered.taken,
        nameless=gathered.nameless,
        known=gathered.known,
        places=len(table.places),
    )
    if as_json:
        write_to_output(to_json(done))
    else:
        tell(_summary(gathered, target))


def _summary(gathered: Gathered, target: Path) -> str:
    return (
        f"took {gathered.taken} of {gathered.rows} rows into {target}: {gathered.nameless} have no Arabic "
        f"name or are no place that reports name, {gathered.known} were known"
    )


def _target(into: Path | None) -> Path:
    if into is None:
        return find_home()
    if not into.is_dir():
        return into
    if not (into / _CASE).is_file():
        raise InputError(f"wanted a case or a file to write, found a folder that is no case: {into}")
    return into / TABLE


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise InputError(f"wanted a gazetteer, found {reason}: {file}; check the path") from error


def _text(raw: bytes, file: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise InputError(
            f"{file.name}, row {row}: wanted UTF-8, found the byte {raw[error.start]:#04x}; "
            "save the file as UTF-8"
        ) from error
