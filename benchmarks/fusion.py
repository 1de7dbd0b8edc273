"""How fast a case is fused, weighed and grown: `python -m benchmarks.fusion REPORTS.jsonl --count 10000`.

Real reports are few, so that they are told again: the reports of a JSONL file (`title`, `text`, `outlet`,
`published`) between two days are read once and repeated in turns until there are COUNT. Each turn has new
ids and other outlets and lies wholly behind the one before, so that as many reports tell of one place on one
day as in the file. Three of five words that are no function words are spelt backwards, the same ones in a
whole turn: who copies whom in a turn is as in the file, and no turn copies another.

What is timed: fusing and weighing the whole case, then adding one report and weighing again, several times.
Reading is left out; `benchmarks/reading.py` times that.
"""

import argparse
import datetime as dt
import hashlib
import json
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import msgspec

from tarjih.engine import case
from tarjih.fusion.passages import common_words, short_hash
from tarjih.pipeline import hypotheses, read_report, version
from tarjih.records.reading import Reading
from tarjih.records.report import Original, Report
from tarjih.store.entries import Arrival, NewReading
from tarjih.store.store import Store

__all__ = ["repeat"]

_CHANGED = 60  # of a hundred words
_LETTERS = 3
_BATCH = 500
AT = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def _reports(path: Path, *, first: dt.date, last: dt.date) -> Iterator[Report]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        try:
            published = dt.date.fromisoformat((row.get("published") or "")[:10])
        except ValueError:
            continue  # some crawls give impossible days
        if first <= published <= last:
            text = f"{row.get('title') or ''}\n\n{row['text']}"
            digest = hashlib.sha256(text.encode()).hexdigest()
            yield Report(
                id=str(row.get("id") or digest[:16]),
                title=row.get("title") or "",
                text=text,
                sha256=digest,
                outlet=row.get("outlet"),
                published=published,
            )


def _later(value: str | None, days: int) -> str | None:
    """Move the days of an ISO value; what is no day stays."""
    parts = (value or "").split("/")
    try:
        return "/".join(
            (dt.date.fromisoformat(part[:10]) + dt.timedelta(days)).isoformat() + part[10:] for part in parts
        )
    except ValueError:
        return value


def _is_changed(word: str, turn: int) -> bool:
    if len(word) <= _LETTERS or short_hash(word) in common_words():
        return False
    return short_hash(f"{word}/{turn}") % 100 < _CHANGED


def _again(reading: Reading, turn: int, days: int) -> Reading:
    words = [w[::-1] if _is_changed(w, turn) else w for w in reading.text.split(" ")]
    published = reading.published + dt.timedelta(days) if reading.published else None
    return msgspec.structs.replace(
        reading,
        report=f"{reading.report}-{turn}",
        outlet=f"{reading.outlet} {turn}" if reading.outlet else None,
        text=" ".join(words),
        times=tuple(msgspec.structs.replace(t, value=_later(t.value, days)) for t in reading.times),
        published=published,
    )


def repeat(readings: Sequence[Reading], *, step: int) -> Iterator[Reading]:
    """Yield the readings again and again, changed at each turn and so many days later."""
    for turn in count():
        for reading in readings:
            yield _again(reading, turn, turn * step) if turn else reading


def _arrival(reading: Reading) -> Arrival:
    raw = reading.text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    report = Report(
        id=reading.report,
        title=reading.title,
        text=reading.text,
        sha256=digest,
        outlet=reading.outlet,
        published=reading.published,
    )
    original = Original(sha256=digest, size=len(raw), name=reading.report, media="text/plain")
    return Arrival(report=report, original=original, source=digest[:32], name=reading.report)


def _put_in(store: Store, readings: Iterable[Reading]) -> None:
    rest = iter(readings)
    while some := list(islice(rest, _BATCH)):
        with store.transaction():
            store.add_reports([_arrival(reading) for reading in some], at=AT)
            made = [NewReading(report=reading.report, reading=reading) for reading in some]
            store.add_readings(made, version=version(), at=AT)


def _weigh(store: Store) -> float:
    begin, cpu = time.perf_counter(), time.process_time()
    made = case.weigh(store, hypotheses("decline"), at=AT, subject="islamic-state")
    seconds, own = time.perf_counter() - begin, time.process_time() - cpu
    print(
        f"  {seconds:7.2f} s ({own:.2f} s of this process), {len(made.evidence)} events are evidence",
        flush=True,
    )
    return seconds


def main() -> None:
    """Make a case, weigh it, and grow it by single reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=dt.date.fromisoformat, default=dt.date(2015, 7, 21))
    parser.add_argument("--last", type=dt.date.fromisoformat, default=dt.date(2015, 7, 31))
    parser.add_argument("--more", type=int, default=10, help="reports added one by one")
    options = parser.parse_args()
    span = (options.last - options.first).days + 1
    source = [read_report(r) for r in _reports(options.reports, first=options.first, last=options.last)]
    told = repeat(source, step=span)
    print(f"{len(source)} reports of {span} days, told again until there are {options.count}")
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "case", at=AT) as store:
        _put_in(store, islice(told, options.count))
        print("fuse and weigh all:", flush=True)
        _weigh(store)
        print("one report more, and weigh:")
        times = []
        for reading in islice(told, options.more):
            _put_in(store, [reading])
            times.append(_weigh(store))
        print(f"  longest {max(times):.2f} s, mean {sum(times) / len(times):.2f} s")
        size = sum(file.stat().st_size for file in store.folder.glob("*.db*")) / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(f"memory {peak:.0f} MB, case {size:.0f} MB")


if __name__ == "__main__":
    main()
