"""Hand-marked reports: read them, and check that what they mark stands in the text."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from tarjih.errors import InputError
from tarjih.records.reading import Attribution, EventMention, Quantity
from tarjih.records.report import Report
from tarjih.records.span import Span

__all__ = ["Gold", "GoldEntity", "GoldTime", "read_gold"]


ShapeT = TypeVar("ShapeT")


class GoldEntity(msgspec.Struct, frozen=True):
    """An entity as a coder marked it."""

    id: str
    name: str
    kind: str
    mentions: tuple[Span, ...]
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class GoldTime(msgspec.Struct, frozen=True):
    """A time expression as a coder marked it."""

    span: Span
    value: str


class Gold(msgspec.Struct, frozen=True):
    """The marks of one report."""

    report: str
    entities: tuple[GoldEntity, ...] = ()
    times: tuple[GoldTime, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()


class _IndexRow(msgspec.Struct, frozen=True):
    id: str
    outlet: str | None = None
    published: dt.date | None = None
    byline: str | None = None


def read_gold(folder: Path) -> Iterator[tuple[Report, Gold]]:
    """Yield each marked report of `folder` with its marks, by id.

    The folder holds ID.gold.json, txt/ID.txt and index.json (id, outlet, published, byline).

    Raises:
        InputError: The folder is no gold, or a file in it is wrong.
    """
    paths = sorted(folder.glob("*.gold.json"))
    if not paths:
        raise InputError(
            f"wanted a folder with ID.gold.json and txt/ID.txt, found none in {folder}; check the path"
        )
    index = {row.id: row for row in _decoded(folder / "index.json", list[_IndexRow])}
    for path in paths:
        name = path.name.removesuffix(".gold.json")
        gold = _decoded(path, Gold)
        text = _text(folder / "txt" / f"{name}.txt")
        row = index.get(name, _IndexRow(id=name))
        report = Report(
            id=name,
            title=text.split("\n", 1)[0],
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            outlet=row.outlet,
            published=row.published,
            byline=row.byline,
        )
        yield report, gold


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"wanted the text of a marked report in {path}, found none: {error.strerror}"
        ) from error


def _decoded(path: Path, shape: type[ShapeT]) -> ShapeT:
    try:
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except OSError as error:
        raise InputError(f"wanted {path}, found none: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise InputError(f"{path}: {error}") from error
