"""Files and folders to bytes: one source for each file, or for each line of a .jsonl."""

import codecs
import datetime as dt
import hashlib
import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from tarjih.errors import EncodingError
from tarjih.intake.encoding import refuse_binary, utf16_name
from tarjih.records.failure import Failure
from tarjih.records.record import Record
from tarjih.records.report import Original

__all__ = [
    "LARGEST_FILE",
    "LARGEST_REPORT",
    "SUFFIXES",
    "Source",
    "file_failure",
    "files",
    "json_lines",
    "original_of",
]

LARGEST_REPORT = 20_000_000  # bytes of one report: a book has 2 million, the largest news page 6 million
LARGEST_FILE = 50_000_000  # bytes of a .json list of reports; more of them belong into a .jsonl
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson")
_LINES = (".jsonl", ".ndjson")
_MEDIA = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".json": "application/json",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
}
_PEEK = 1 << 16
_BOMS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


class Source(Record, frozen=True, kw_only=True):
    """The bytes of one original: a file, or one line of a .jsonl.

    `path` is as it was given, `name` the file's own name, `line` the line's number from 1, None for a whole
    file, `sidecar` the bytes of the JSON beside it.
    """

    path: str
    name: str
    raw: bytes
    line: int | None = None
    sidecar: bytes | None = None


def original_of(
    raw: bytes, *, name: str, acquired: dt.datetime | None = None, url: str | None = None
) -> Original:
    """Describe the bytes of one source as an original."""
    return Original(
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        name=name,
        media=_MEDIA.get(Path(name).suffix.lower(), "application/octet-stream"),
        acquired=acquired,
        url=url,
    )


def files(paths: Iterable[str | Path]) -> Iterator[Source | Failure]:
    """Read files and folders, one source after the other; what cannot be read gives a Failure.

    Folders are walked in the order of their names. Hidden files are passed over, and so is the sidecar
    `NAME.txt.json` of a `NAME.txt`. A .jsonl is read line by line, so that its size does not matter. A named
    pipe or device is refused, never waited for.
    """
    for path in paths:
        yield from _under(Path(path))


def file_failure(path: str, reason: str, *, sha256: str | None = None) -> Failure:
    """Say that a file could not be used."""
    return Failure(report=_printable(path), stage="intake", reason=reason, sha256=sha256)


def _under(path: Path) -> Iterator[Source | Failure]:
    """Read one file, or all reports in one folder."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield file_failure(str(path), f"wanted a file or folder, found {_why(error)}; check the path")
        return
    if not stat.S_ISDIR(mode):
        yield from _read(path)
        return
    found = False
    for file in _walk(path):
        if isinstance(file, Failure):
            yield file
            continue
        found = True
        if file.suffix.lower() in SUFFIXES:
            yield from _read(file)
        else:
            yield file_failure(
                str(file),
                f"wanted {', '.join(SUFFIXES[:-1])} in a folder, found {file.suffix or 'no suffix'}; "
                "name the file itself to read it as text",
            )
    if not found:
        yield file_failure(str(path), "wanted a folder with reports, found an empty one; check the path")


def _walk(folder: Path) -> Iterator[Path | Failure]:
    """Yield the files of a folder and its folders by name; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield file_failure(str(folder), f"wanted a readable folder, found {_why(error)}; check its rights")
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name)
        elif not entry.is_dir():
            yield folder / entry.name


def _is_sidecar(path: Path) -> bool:
    """Say whether `path` is the NAME.txt.json of a NAME.txt beside it."""
    if path.suffix.lower() != ".json":
        return False
    beside = path.with_suffix("")
    return beside.suffix.lower() in SUFFIXES and beside.is_file()


def _read(path: Path) -> Iterator[Source | Failure]:
    """Read one file: all of it, or line by line."""
    if _is_sidecar(path):
        return
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield file_failure(
                str(path),
                f"wanted a regular file, found {_kind(status.st_mode)}; copy its content into a file",
            )
            return
        with path.open("rb") as stream:
            if path.suffix.lower() in _LINES:
                yield from _read_lines(path, stream)
                return
            limit = LARGEST_FILE if path.suffix.lower() == ".json" else LARGEST_REPORT
            raw = stream.read(limit + 1)
        if len(raw) > limit:
            yield file_failure(
                str(path),
                f"wanted at most {limit // 10**6} MB in one file, found {status.st_size / 10**6:.0f} MB; "
                "split it, or give one report a line in a .jsonl file",
            )
            return
        sidecar = path.with_name(path.name + ".json")
        beside = sidecar.read_bytes() if sidecar.is_file() else None
        yield Source(path=_printable(str(path)), name=_printable(path.name), raw=raw, sidecar=beside)
    except OSError as error:
        yield file_failure(str(path), f"wanted a readable file, found {_why(error)}; check path and rights")


def _read_lines(path: Path, stream: IO[bytes]) -> Iterator[Source | Failure]:
    """Yield the lines of a .jsonl as sources."""
    for number, raw in json_lines(stream):
        if isinstance(raw, str):
            where = f"{path}:{number}" if number else str(path)
            yield file_failure(where, raw)
        else:
            yield Source(path=_printable(str(path)), name=_printable(path.name), raw=raw, line=number)


def json_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | str]]:
    """Yield the number of each line that is not empty with its bytes, or with why it was refused.

    The line end does not belong to the line. The lines of a UTF-16 file each get a byte order mark, so that
    they can be read alone. Number 0 refuses the file as a whole.
    """
    peeked = stream.read(_PEEK)
    stream.seek(0)
    try:
        refuse_binary(peeked)
    except EncodingError as error:
        yield 0, str(error)
        return
    name = utf16_name(peeked)
    found = False
    lines = _byte_lines(stream) if name is None else _utf16_lines(stream, name)
    for number, line in enumerate(lines, 1):
        if line is None:
            yield (
                number,
                (
                    f"wanted at most {LARGEST_REPORT // 10**6} MB in one line, found more; "
                    "give each report a line of its own"
                ),
            )
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line
        else:
            continue
        found = True
    if not found:
        yield 0, "wanted one JSON object a line, found an empty file; check how it was made"


def _byte_lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines of a file, None for one that is too long."""
    while line := stream.readline(LARGEST_REPORT + 2):
        if len(line) > LARGEST_REPORT + 1 or (len(line) > LARGEST_REPORT and not line.endswith(b"\n")):
            yield None
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST_REPORT)
        else:
            yield line.rstrip(b"\r\n")


def _utf16_lines(stream: IO[bytes], name: str) -> Iterator[bytes | None]:
    """Yield the lines of a UTF-16 file, each with a byte order mark; an empty one without."""
    most = LARGEST_REPORT // 2
    text = io.TextIOWrapper(stream, encoding=name, errors="replace", newline="\n")
    while line := text.readline(most + 1):
        if len(line) > most:
            yield None
            while line and not line.endswith("\n"):
                line = text.readline(most)
            continue
        line = line.lstrip("\ufeff").rstrip("\r\n")
        yield _BOMS[name] + line.encode(name, "replace") if line.strip() else b""


def _kind(mode: int) -> str:
    """Name what stands in the place of a regular file."""
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device" if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) else "something else"


def _why(error: Exception) -> str:
    """Say in two words why the system refused."""
    reason = error.strerror if isinstance(error, OSError) else None
    return (reason or str(error)).lower() or "an error"


def _printable(path: str) -> str:
    """Return a path without bytes that no UTF-8 holds."""
    return os.fsencode(path).decode("utf-8", "replace")
