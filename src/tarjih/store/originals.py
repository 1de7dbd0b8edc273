"""Originals: bytes by their SHA-256, written once, read-only, never rewritten."""

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tarjih.errors import CaseError

__all__ = ["Originals"]

_HASH = re.compile(r"[0-9a-f]{64}")
_READ_ONLY = 0o444
_INCOMING = "incoming"


class Originals:
    """The files under `folder`: `ab/abcdef...` holds the bytes whose SHA-256 is abcdef....

    A file gets its name only when all its bytes are on the disk; half-written ones lie in `incoming`
    until `clear_incoming`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, raw: bytes) -> str:
        """Keep bytes, unless they are there already, and return their SHA-256.

        Raises:
            CaseError: A file of that name and another size is there: somebody changed it.
            OSError: The disk is full, or the folder cannot be written.
        """
        return self.keep_all([raw])[0]

    def keep_all(self, raws: Iterable[bytes]) -> list[str]:
        """Keep several pieces at once, which is quicker: names are made safe once per folder.

        Returns:
            Their SHA-256, in the order given.
        """
        hashes: list[str] = []
        folders: set[Path] = set()
        for raw in raws:
            sha256 = hashlib.sha256(raw).hexdigest()
            hashes.append(sha256)
            path = self.path(sha256)
            if path.exists():
                self._refuse_changed(path, size=len(raw))
                continue
            self._write(path, raw)
            folders.add(path.parent)
        for folder in sorted(folders):
            _sync_folder(folder)
        return hashes

    def read(self, sha256: str) -> bytes:
        """Return the bytes, having checked that they are still the same.

        Raises:
            CaseError: The file is missing, or its bytes have changed.
        """
        path = self.path(sha256)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            raise CaseError(
                f"wanted the original {sha256[:12]} in {self.folder}, found no such file: put back "
                f"{path.name} from a copy of the case, or add the source again"
            ) from None
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise _changed(path)
        return raw

    def path(self, sha256: str) -> Path:
        """Return where the bytes with this SHA-256 lie.

        Raises:
            ValueError: It is no SHA-256; it could lead out of the folder.
        """
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"an original is named by 64 hexadecimal digits, found {sha256!r}")
        return self.folder / sha256[:2] / sha256

    def clear_incoming(self) -> None:
        """Remove what an interrupted run left half-written; only for who holds the case's lock."""
        with suppress(FileNotFoundError):
            for path in sorted((self.folder / _INCOMING).iterdir()):
                path.unlink(missing_ok=True)

    def _write(self, path: Path, raw: bytes) -> None:
        incoming = self.folder / _INCOMING / f"{path.name}.{os.getpid()}"
        incoming.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True)
        try:
            with incoming.open("xb") as file:
                file.write(raw)
                file.flush()
                os.fchmod(file.fileno(), _READ_ONLY)
                os.fsync(file.fileno())
            incoming.rename(path)
        except BaseException:  # also Ctrl-C: no half-written file stays, and the error goes on
            incoming.unlink(missing_ok=True)
            raise

    def _refuse_changed(self, path: Path, *, size: int) -> None:
        # A size is free to look at; the bytes themselves are checked whenever they are read.
        if path.stat().st_size != size:
            raise _changed(path)


def _changed(path: Path) -> CaseError:
    return CaseError(
        f"wanted the original {path.name[:12]} as it came in, found other bytes in {path}: put the file back "
        "from a copy of the case; nothing was overwritten"
    )


def _sync_folder(folder: Path) -> None:
    # Without this a power cut could take the new name away again.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
