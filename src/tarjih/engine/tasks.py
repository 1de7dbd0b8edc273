"""What a process does with one source or one report; it needs no store for that, and does not load one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from tarjih.intake.known import Known
from tarjih.intake.sources import Source, files, original_of
from tarjih.intake.take import take
from tarjih.records.failure import Failure
from tarjih.records.identity import content_id
from tarjih.records.reading import Reading
from tarjih.records.record import Record
from tarjih.records.report import Report
from tarjih.store.entries import NewReading

__all__ = ["Task", "make_tasks", "name_report", "name_task", "read_to_json", "take_reports"]


class Task(Record, frozen=True, kw_only=True):
    """One source on its way through intake; a failure where there was nothing to take.

    `key` is the digest by which the case knows the source again, "" for a failure.
    """

    source: Source | Failure
    key: str = ""
    known: Known = Known()


def make_tasks(paths: Iterable[str | Path], *, known: Known) -> Iterator[Task]:
    """Turn files and folders into tasks, each source with the key it is known by."""
    said = msgspec.json.encode(known).decode()
    seen: Counter[str] = Counter()
    for source in files(paths):
        if isinstance(source, Failure):
            yield Task(source=source)
            continue
        sidecar = "-" if source.sidecar is None else source.sidecar.decode("utf-8", "surrogateescape")
        key = content_id("S", source.name, original_of(source.raw, name=source.name).sha256, sidecar, said)
        # The second source that is wholly the same is a duplicate to be counted. Neither folder nor line
        # goes into the key: a folder that was moved, a line put in further up, make nothing new.
        seen[key] += 1
        number = seen[key]
        yield Task(source=source, key=key if number == 1 else content_id("S", key, str(number)), known=known)


def take_reports(task: Task) -> tuple[Report | Failure, ...]:
    """Take the reports of one source; failures get the path as it was given."""
    source = task.source
    if isinstance(source, Failure):
        return (source,)
    outcomes = take(source.raw, name=source.name, known=task.known, sidecar=source.sidecar)
    return tuple(_place(outcome, source) if isinstance(outcome, Failure) else outcome for outcome in outcomes)


def name_task(task: Task) -> str:
    """Name a source by path and line."""
    if isinstance(task.source, Failure):
        return task.source.report
    return task.source.path if task.source.line is None else f"{task.source.path}:{task.source.line}"


def read_to_json(read: Callable[[Report], Reading], report: Report) -> NewReading:
    """Read one report, and encode the reading: JSON travels between processes far quicker than records."""
    return NewReading(report=report.id, reading=msgspec.Raw(msgspec.json.encode(read(report))))


def name_report(report: Report) -> str:
    """Name a report by its id."""
    return report.id


def _place(failure: Failure, source: Source) -> Failure:
    """Say where a failure is: path and line, or path and number in a list."""
    if source.line is not None:
        return msgspec.structs.replace(failure, report=f"{source.path}:{source.line}")
    return msgspec.structs.replace(failure, report=source.path + failure.report.removeprefix(source.name))
