"""`tarjih fuse`: readings to events, nothing stored."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tarjih.pipeline import fuse
from tarjih.publishing.documents import as_json, write_to_output, write_whole
from tarjih.publishing.terminal.messages import tell
from tarjih.publishing.terminal.progress import follow
from tarjih.records.reading import Reading

__all__ = ["fuse_files", "load_readings"]


def fuse_files(files: Sequence[Path], *, out: Path | None = None) -> bool:
    """Fuse the readings in files and write the events, their origins, copies and conflicts.

    Returns:
        Whether there was a reading to fuse.

    Raises:
        InputError: The result cannot be written.
    """
    readings = list(load_readings(files))
    if not readings:
        tell("wanted readings to fuse, found none; make them with: tarjih read FILE... --out DIR")
        return False
    raw = as_json(fuse(readings))
    if out is None:
        write_to_output(raw)
    else:
        write_whole(out, raw)
    return True


def load_readings(files: Sequence[Path]) -> Iterator[Reading]:
    """Yield the readings in `.json` files, in the lines of `.jsonl` files and in folders of them.

    What is no reading, and a second reading of one report, is told and left out.
    """
    first_seen: dict[str, str] = {}
    for name, raw in follow(_documents(files), label="Loading"):
        try:
            reading = msgspec.json.decode(raw, type=Reading)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            tell(f"{name}: wanted a reading as `tarjih read` writes it, found: {error}; make it anew")
            continue
        if reading.report in first_seen:
            tell(
                f"{name}: wanted one reading for each report, found {reading.report} in "
                f"{first_seen[reading.report]} already; this one is left out"
            )
            continue
        first_seen[reading.report] = name
        yield reading


def _documents(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for given in files:
        inside = [*given.glob("*.json"), *given.glob("*.jsonl")] if given.is_dir() else [given]
        if not inside:
            tell(f"{given}: wanted a file or a folder of readings, found an empty folder")
        for file in sorted(inside):
            try:
                raw = file.read_bytes()
            except OSError as error:
                tell(
                    f"{file}: wanted a file that can be read, found: {error.strerror}; check name and rights"
                )
                continue
            if file.suffix == ".jsonl":
                lines = enumerate(raw.splitlines(), 1)
                yield from ((f"{file}, line {number}", line) for number, line in lines if line.strip())
            else:
                yield f"{file}", raw
