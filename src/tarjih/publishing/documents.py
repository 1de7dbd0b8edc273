"""Documents: records as JSON, written whole or not at all."""

import os
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tarjih.errors import InputError

__all__ = ["as_json", "explain_output", "make_folder", "write_to_output", "write_whole"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def as_json(record: object) -> bytes:
    """Return a record as one line of JSON in UTF-8; half characters become U+FFFD, one for one."""
    try:
        return msgspec.json.encode(record) + b"\n"
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole_characters(msgspec.to_builtins(record))) + b"\n"


def _whole_characters(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [_whole_characters(inner) for inner in value]
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(inner) for key, inner in value.items()}
    return value


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        InputError: The disk is full, the folder is not there or may not be written to.
    """
    with _explain_writing(path):
        descriptor, name = tempfile.mkstemp(prefix=".tarjih-", dir=path.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
            unfinished.chmod(0o666 & ~_umask())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def make_folder(folder: Path) -> None:
    """Make a folder for results if it is not there yet.

    Raises:
        InputError: It cannot be made, or a file has that name.
    """
    with _explain_writing(folder):
        folder.mkdir(parents=True, exist_ok=True)


def write_to_output(raw: bytes) -> None:
    """Write bytes to standard output; Ctrl-C waits until they are out, so that no line is cut in two.

    Raises:
        InputError: It cannot take them, as on a full disk.
        BrokenPipeError: Who read them went away.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with explain_output():
            sys.stdout.flush()
            sys.stdout.buffer.write(raw)
            sys.stdout.buffer.flush()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def explain_output() -> Iterator[None]:
    """Turn trouble with standard output into one clear line.

    Raises:
        InputError: It cannot take what is written, as on a full disk.
        BrokenPipeError: Who read it went away.
    """
    try:
        yield
    except OSError as error:
        # What is left in the buffers must not be tried once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise InputError(
            f"wanted to write to the standard output, found: {error.strerror}; write to another place"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _explain_writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"wanted to write {path}, found: {error.strerror or error}; "
            "free some space or name another place, then run the command again"
        ) from error
