"""How fast reports are fused: `python -m benchmarks.fusion REPORTS.jsonl [COUNT]`.

The reports of a JSONL file (`title`, `text`, `outlet`, `published`) are read once and repeated with changed
words and shifted dates until there are COUNT of them (10,000 unless told).
"""

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import msgspec

from benchmarks.reading import reports_of
from tarjih.pipeline import fuse, read_report
from tarjih.records.reading import Reading

_READ = 400
_CHANGED = 0.12  # share of words that differ between two repetitions
_STEP = 5  # days between two repetitions
_COUNT = 10_000


def _readings(path: Path) -> list[Reading]:
    return [read_report(report) for report in reports_of(path, count=_READ)]


def _shift(value: str | None, days: int) -> str | None:
    try:
        return (dt.date.fromisoformat(value or "") + dt.timedelta(days)).isoformat()
    except ValueError:
        return value


def _changed(reading: Reading, turn: int) -> Reading:
    """Repeat a reading: some words spelt backwards, so that spans still hold, and all days later."""
    chance = random.Random(f"{reading.report}/{turn}")  # noqa: S311  # no secret hangs on it
    words = [w[::-1] if chance.random() < _CHANGED else w for w in reading.text.split(" ")]
    days = turn * _STEP
    times = tuple(msgspec.structs.replace(t, value=_shift(t.value, days)) for t in reading.times)
    published = reading.published + dt.timedelta(days) if reading.published else None
    return msgspec.structs.replace(
        reading, report=f"{reading.report}-{turn}", text=" ".join(words), times=times, published=published
    )


def repeat(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings again and again, changed at each turn."""
    for turn in count():
        for reading in readings:
            yield _changed(reading, turn) if turn else reading


if __name__ == "__main__":
    source = _readings(Path(sys.argv[1]))
    total = int(sys.argv[2]) if len(sys.argv) > 2 else _COUNT
    for size in (total // 4, total):
        corpus = list(islice(repeat(source), size))
        begin = time.perf_counter()
        fused = fuse(corpus)
        seconds = time.perf_counter() - begin
        print(
            f"{size:6} reports: {seconds:6.1f} s, {len(fused.events)} events, {len(fused.copies)} copies,"
            f" {1000 * seconds / size:.2f} ms a report"
        )
