"""Say how far the lexicons reach: `python -m tools.reach --corpus FILE [--count N] [--against OLD.json]`.

Reads unmarked reports and counts what fires per 1,000 words: cues of reporting, events, times, mentions
of places and of other entities; further the share of place mentions that got coordinates, and of
paragraphs without a claim, that is with neither attribution nor event. One row an outlet, and one for
all. High figures are no proof of being right: they show where the lists end, and what a change moved.
"""

import argparse
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tarjih.intake.known import Known
from tarjih.pipeline import read_report, take_file
from tarjih.records.failure import Failure
from tarjih.records.reading import Reading

__all__ = ["Counts", "count", "reach", "table"]

_ALL = "all"
_PER = 1000
_HEAD = ("outlet", "reports", "words", "cues", "events", "times", "places", "entities", "on map", "no claim")


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: `placed` of the `places` have coordinates, `bare` of the `paragraphs` no claim."""

    reports: int = 0
    words: int = 0
    cues: int = 0
    events: int = 0
    times: int = 0
    places: int = 0
    placed: int = 0
    entities: int = 0
    paragraphs: int = 0
    bare: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__})

    def rates(self) -> tuple[float, ...]:
        """Return the five rates per 1,000 words, then two shares in percent; 0 where nothing was read."""
        found = (self.cues, self.events, self.times, self.places, self.entities)
        return (
            *(_PER * number / self.words if self.words else 0.0 for number in found),
            100 * self.placed / self.places if self.places else 0.0,
            100 * self.bare / self.paragraphs if self.paragraphs else 0.0,
        )


def count(reading: Reading) -> Counts:
    """Count what a reading found."""
    lines = reading.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    claims = [a.cue.start for a in reading.attributions] + [e.trigger.start for e in reading.events]
    claimed = {bisect_right(starts, start) - 1 for start in claims}
    paragraphs = [number for number, line in enumerate(lines) if line.strip()]
    places = [entity for entity in reading.entities if entity.kind == "PLACE"]
    return Counts(
        reports=1,
        words=len(reading.text.split()),
        cues=len(reading.attributions),
        events=len(reading.events),
        times=len(reading.times),
        places=sum(len(entity.mentions) for entity in places),
        placed=sum(len(entity.mentions) for entity in places if entity.lat is not None),
        entities=sum(len(entity.mentions) for entity in reading.entities if entity.kind != "PLACE"),
        paragraphs=len(paragraphs),
        bare=sum(number not in claimed for number in paragraphs),
    )


def reach(readings: Iterable[Reading]) -> dict[str, Counts]:
    """Count readings by outlet, the sum of all under "all"."""
    counts: dict[str, Counts] = {}
    for reading in readings:
        found = count(reading)
        for key in (reading.outlet or "", _ALL):
            counts[key] = counts.get(key, Counts()) + found
    return {key: counts[key] for key in sorted(counts, key=lambda key: (key == _ALL, key))}


def table(counts: dict[str, Counts], before: dict[str, Counts] | None = None) -> str:
    """Write counts as a table, one row an outlet; with `before` each figure reads "old > new"."""
    rows: list[tuple[str, ...]] = [_HEAD]
    for key, now in counts.items():
        cells = [f"{rate:.1f}" for rate in now.rates()]
        if before is not None:
            old = before.get(key, Counts()).rates()
            cells = [f"{rate:.1f} > {cell}" for rate, cell in zip(old, cells, strict=True)]
        rows.append((key, str(now.reports), str(now.words), *cells))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not number else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _readings(corpus: Path, limit: int | None) -> Iterator[Reading]:
    done = 0
    for taken in take_file(corpus, Known()):
        if limit is not None and done >= limit:
            return
        if isinstance(taken, Failure):
            print(f"{taken.report}: {taken.reason}", file=sys.stderr)
            continue
        done += 1
        yield read_report(taken)


def main(arguments: list[str] | None = None) -> None:
    """Read the corpus and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tools.reach", description=__doc__.split("\n\n")[0])
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/reports.jsonl"))
    parser.add_argument("--count", type=int, help="read so many reports only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the counts into this file too")
    parser.add_argument("--against", type=Path, metavar="OLD.json", help="show before and after")
    chosen = parser.parse_args(arguments)
    before = None
    if chosen.against is not None:
        before = msgspec.json.decode(chosen.against.read_bytes(), type=dict[str, Counts])
    counts = reach(_readings(chosen.corpus, chosen.count))
    if chosen.json is not None:
        chosen.json.write_bytes(msgspec.json.encode(counts) + b"\n")
    print(table(counts, before))


if __name__ == "__main__":
    main()
