"""One cached, checked reader of the lexicon files.

TSV holds lists (first column an ASCII id, last column the source), TOML nested things. A wrong row is
refused with its file, row and column.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from tarjih.errors import LexiconError

__all__ = ["load", "load_compiled", "load_toml", "parse_rows", "read_text"]

RowT = TypeVar("RowT", bound=msgspec.Struct)


def read_text(name: str) -> str:
    """Return the text of one lexicon file, `name` relative to this folder.

    Raises:
        LexiconError: There is no such file.
    """
    path = resources.files(__name__).joinpath(*name.split("/"))
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"wanted the lexicon file {name}, found none; reinstall Tarjih") from error


def parse_rows(text: str, *, row: type[RowT], name: str) -> tuple[RowT, ...]:
    """Parse the text of a TSV into rows of type `row`; empty cells become the field's default.

    Raises:
        LexiconError: A row does not fit; the message names file, line and column.
    """
    lines = text.splitlines()
    header = lines[0].split("\t") if lines else []
    wanted = [field.encode_name for field in msgspec.structs.fields(row)]
    missing = [
        f.encode_name for f in msgspec.structs.fields(row) if f.required and f.encode_name not in header
    ]
    if missing or not set(header) <= set(wanted):
        raise LexiconError(f"{name}, line 1: wanted the columns {wanted}, found {header}")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise LexiconError(f"{name}, line {number}: wanted {len(header)} columns, found {len(cells)}")
        filled = {column: cell for column, cell in zip(header, cells, strict=True) if cell}
        try:
            rows.append(msgspec.convert(filled, row, strict=False))
        except msgspec.ValidationError as error:
            raise LexiconError(f"{name}, line {number} ({cells[0]}): {error}") from error
    return tuple(rows)


@cache
def load(name: str, row: type[RowT]) -> tuple[RowT, ...]:
    """Load the TSV `name` as rows of type `row` (a msgspec.Struct with the columns as fields).

    Raises:
        LexiconError: No such file, or a row that does not fit.
    """
    return parse_rows(read_text(name), row=row, name=name)


ShapeT = TypeVar("ShapeT")


@cache
def load_toml(name: str, shape: type[ShapeT]) -> ShapeT:
    """Load the TOML file `name` in the given shape.

    Raises:
        LexiconError: No such file, or it has another shape; the message names the path inside it.
    """
    try:
        return msgspec.convert(tomllib.loads(read_text(name)), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LexiconError(f"{name}: {error}") from error


@cache
def load_compiled(name: str, shape: type[ShapeT]) -> ShapeT:
    """Load a table that `tools/build_tables.py` compiled, `compiled.NAME.msgpack`, in the given shape.

    Raises:
        LexiconError: It was never built, or by another version.
    """
    path = resources.files(__name__).joinpath(f"compiled.{name}.msgpack")
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=shape)
    except FileNotFoundError as error:
        raise LexiconError(
            f"wanted compiled.{name}.msgpack, found none; run `make` or reinstall Tarjih"
        ) from error
    except msgspec.DecodeError as error:
        raise LexiconError(
            f"compiled.{name}.msgpack is of another version: {error}; run `make` again"
        ) from error
