"""One writer at a time: an advisory lock on a file of the case, freed by the system when its holder dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tarjih.errors import CaseError

__all__ = ["LOCK_NAME", "WAIT_SECONDS", "hold"]

LOCK_NAME = ".lock"
WAIT_SECONDS = 5.0  # longer than any weighing of a small case; a long add is told of instead of waited for

_LOOK_AGAIN_SECONDS = 0.05


@contextmanager
def hold(folder: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Be the only writer of a case while the block runs.

    The file stays: removing it would let two processes lock two different files of one name. Programs
    started by a holder do not inherit the lock.

    Raises:
        CaseError: Another process still wrote after `wait_seconds`.
        OSError: The lock file cannot be opened.
    """
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait_for(descriptor, folder=folder, until=time.monotonic() + wait_seconds, waited=wait_seconds)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, *, folder: Path, until: float, waited: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise _in_use(descriptor, folder=folder, waited=waited) from None
            time.sleep(_LOOK_AGAIN_SECONDS)
        else:
            return


def _in_use(descriptor: int, *, folder: Path, waited: float) -> CaseError:
    holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return CaseError(
        f"wanted to write to the case {folder}, found process {holder or 'of unknown number'} writing to it "
        f"(waited {waited:g} s): wait until it is done and run the command again; nothing was changed"
    )
