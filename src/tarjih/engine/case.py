"""Pipeline and store joined: reports into a case, a judgement out of it, nothing done twice."""

import datetime as dt
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tarjih.engine.engine import Engine
from tarjih.engine.fusing import as_asked, is_kept, kept_state, kept_whole
from tarjih.engine.local import LocalEngine
from tarjih.engine.reviewing import as_reviewed, reviews_by_report
from tarjih.engine.steps import Steps, own_steps
from tarjih.engine.tasks import Task, make_tasks, name_report, name_task, read_to_json, take_reports
from tarjih.intake.known import Known
from tarjih.intake.sources import Source, original_of
from tarjih.records.assessment import Assessment, HypothesisSet
from tarjih.records.event import Fused
from tarjih.records.failure import Failure
from tarjih.records.identity import content_id
from tarjih.records.record import Record
from tarjih.records.report import Report
from tarjih.records.ruling import Ruled
from tarjih.store.entries import Arrival, NewReading
from tarjih.store.store import Store

if TYPE_CHECKING:
    from tarjih.weighing.probability import Scale

__all__ = [
    "AddResult",
    "Progress",
    "Renewed",
    "add",
    "asked_digest",
    "fuse",
    "fused_digest",
    "renew",
    "weigh",
]

# Stage ("intake" or "reading"), items done, items in all; None where nobody knows before the end.
Progress = Callable[[str, int, int | None], None]

_BATCH = 200  # reports saved together: at most these are done again after an interruption
_BATCH_BYTES = 32_000_000  # of originals, so that 200 big ones do not fill the memory
_IN_A_LIST = re.compile(r"(.+):\[\d+\]", re.DOTALL)
_NOTHING = Known()


class AddResult(Record, frozen=True, kw_only=True):
    """What `add` did.

    `new` lists the ids of reports the case did not have; `known` counts sources that were taken before
    and were passed over, `duplicates` new sources that hold a report the case has. `foreign` lists new
    reports in another language, kept and not read; `read` counts readings made or renewed. `failures`
    are those of this run.
    """

    new: tuple[str, ...] = ()
    known: int = 0
    duplicates: int = 0
    foreign: tuple[str, ...] = ()
    read: int = 0
    failures: tuple[Failure, ...] = ()


class Renewed(Record, frozen=True, kw_only=True):
    """What `renew` did: how many reports were read, and which could not be."""

    read: int = 0
    failures: tuple[Failure, ...] = ()


def add(
    store: Store,
    paths: Iterable[str | Path],
    *,
    at: dt.datetime,
    known: Known = _NOTHING,
    engine: Engine | None = None,
    steps: Steps | None = None,
    on_progress: Progress | None = None,
) -> AddResult:
    """Take files and folders into a case and read the reports in them.

    A source is known by its bytes, its name and what is said of it: it is taken once. Work is saved
    every 200 reports; what was interrupted is finished by the next call.

    Args:
        store: The open case.
        paths: Files and folders of reports.
        at: The time of adding, with its zone.
        known: What the user says of all the reports.
        engine: What to run the work on, None for this machine.
        steps: What to do, None for Tarjih's own pipeline.
        on_progress: Called as work goes on.

    Raises:
        CaseError: Another process writes to the case, the disk is full, or the case is damaged.
    """
    engine = engine or LocalEngine()
    steps = steps or own_steps()
    with store.locked():
        taken = _Intake(store, at=at, on_progress=on_progress)
        taken.run(make_tasks(paths, known=known), engine=engine)
        renewed = _renew(store, at=at, engine=engine, steps=steps, on_progress=on_progress)
    return AddResult(
        new=tuple(taken.new),
        known=taken.known,
        duplicates=taken.duplicates,
        foreign=tuple(taken.foreign),
        read=renewed.read,
        failures=(*taken.failures, *renewed.failures),
    )


def renew(
    store: Store,
    *,
    at: dt.datetime,
    engine: Engine | None = None,
    steps: Steps | None = None,
    on_progress: Progress | None = None,
) -> Renewed:
    """Read those reports of a case that today's reader and lexicons have not read.

    Raises:
        CaseError: Another process writes to the case, the disk is full, or the case is damaged.
    """
    steps = steps or own_steps()
    if not store.unread(version=steps.version):
        return Renewed()
    with store.locked():
        return _renew(store, at=at, engine=engine or LocalEngine(), steps=steps, on_progress=on_progress)


def weigh(
    store: Store,
    hypotheses: HypothesisSet,
    *,
    at: dt.datetime,
    as_of: dt.date | None = None,
    subject: str | None = None,
    scale: "Scale" = "icd203",
    engine: Engine | None = None,
    steps: Steps | None = None,
    on_progress: Progress | None = None,
) -> Assessment:
    """Judge hypotheses by the reports of a case; the same question on the same reports is judged once.

    Args:
        store: The open case; reports that today's reader has not read are read first.
        hypotheses: What is asked.
        at: The time of weighing, with its zone.
        as_of: Leave out what came into the case, or was retracted or restored, after this day (UTC).
        subject: Whom the question is about, where the set asks for somebody.
        scale: The vocabulary of likelihood.
        engine: What to run the reading on, None for this machine.
        steps: What to do, None for Tarjih's own pipeline.
        on_progress: Called while reports are read.

    Raises:
        HypothesesError: There is nothing to weigh.
        CaseError: Another process writes to the case, the disk is full, or the case is damaged.
    """
    steps = steps or own_steps()
    renew(store, at=at, engine=engine, steps=steps, on_progress=on_progress)
    inputs = fused_digest(store, as_of=as_of, steps=steps)
    rulings = store.rulings(as_of=as_of)
    digest = _asked_digest(
        inputs, hypotheses, subject=subject, as_of=as_of, scale=scale, rulings=rulings, steps=steps
    )
    stored = store.assessment(digest)
    if stored is not None:
        return stored
    with store.locked():
        fused, saved = _fuse_for(
            store, hypotheses, digest=inputs, at=at, as_of=as_of, engine=engine, steps=steps
        )
        assessment = steps.weigh(
            fused, hypotheses=hypotheses, subject=subject, rulings=rulings, as_of=as_of, scale=scale
        )
        store.save_assessment(assessment, digest=digest, fused=saved, hypotheses=hypotheses, at=at)
    return assessment


def fuse(store: Store, *, as_of: dt.date | None = None, steps: Steps | None = None) -> Fused:
    """Fuse the readings of a case as they stand: what `weigh` saved of them, else anew, saving nothing.

    Args:
        store: The open case.
        as_of: Leave out what came into the case, or was retracted or restored, after this day (UTC).
        steps: What to do, None for Tarjih's own pipeline.
    """
    steps = steps or own_steps()
    digest = fused_digest(store, as_of=as_of, steps=steps)
    saved = store.fused(digest)
    if saved is not None:
        return saved
    rulings = store.rulings(as_of=as_of)
    if as_of is None and is_kept(steps, reports=store.counts().readings, rulings=rulings):
        kept = kept_whole(store, version=steps.version)
        if kept is not None:
            return kept
    reviews = reviews_by_report(rulings)
    readings = [as_reviewed(r, reviews.get(r.report, ())) for r in store.readings(as_of=as_of)]
    return steps.fuse(readings, rulings=rulings)


def _fuse_for(
    store: Store,
    hypotheses: HypothesisSet,
    *,
    digest: str,
    at: dt.datetime,
    as_of: dt.date | None,
    engine: Engine | None,
    steps: Steps,
) -> tuple[Fused, str]:
    """Return what a question is weighed with, and the digest it is saved under.

    Of a big case the state is kept beside it instead.
    """
    rulings = store.rulings(as_of=as_of)
    if as_of is None and is_kept(steps, reports=store.counts().readings, rulings=rulings):
        # The judgement needs a row to hang on; what it rests on stands in the kept state.
        elsewhere = content_id("G", digest)
        store.save_fused(Fused(), digest=elsewhere, at=at)
        with kept_state(store, version=steps.version, engine=engine) as kept:
            return as_asked(kept, hypotheses), elsewhere
    fused = fuse(store, as_of=as_of, steps=steps)
    store.save_fused(fused, digest=digest, at=at)
    return fused, digest


def fused_digest(store: Store, *, as_of: dt.date | None = None, steps: Steps | None = None) -> str:
    """Return what tells one state of a case from another: its readings, its rulings, and who reads them."""
    steps = steps or own_steps()
    read = store.reading_digests(as_of=as_of)
    ruled = msgspec.json.encode(store.rulings(as_of=as_of), order="sorted").decode()
    return content_id("F", steps.version, ruled, *(part for pair in read.items() for part in pair))


def asked_digest(
    store: Store,
    hypotheses: HypothesisSet,
    *,
    subject: str | None = None,
    scale: "Scale" = "icd203",
    inputs: str | None = None,
) -> str:
    """Return under what `weigh` saves the judgement of a question on the case as it stands now.

    `inputs` is its `fused_digest`, where that is known.
    """
    steps, rulings = own_steps(), store.rulings()
    return _asked_digest(
        inputs or fused_digest(store, steps=steps),
        hypotheses,
        subject=subject,
        as_of=None,
        scale=scale,
        rulings=rulings,
        steps=steps,
    )


def _asked_digest(
    inputs: str,
    hypotheses: HypothesisSet,
    *,
    subject: str | None,
    as_of: dt.date | None,
    scale: "Scale",
    rulings: Sequence[Ruled],
    steps: Steps,
) -> str:
    asked = msgspec.json.encode((hypotheses, subject, as_of, scale, rulings), order="sorted").decode()
    return content_id("J", inputs, steps.version, asked)


class _Intake:
    """Sources on their way into a case, saved batch by batch."""

    def __init__(self, store: Store, *, at: dt.datetime, on_progress: Progress | None) -> None:
        self.store = store
        self.at = at
        self.on_progress = on_progress
        self.new: list[str] = []
        self.foreign: list[str] = []
        self.failures: list[Failure] = []
        self.known = 0
        self.duplicates = 0
        self._done = 0
        self._arrivals: list[Arrival] = []
        self._refused: list[Failure] = []
        self._tried: list[str] = []
        self._bytes = 0
        # Failures of single reports in a list, by their file: `list.json` for `list.json:[3]`.
        self._stood: dict[str, list[str]] = {}
        for failure in store.failures():
            if (place := _IN_A_LIST.fullmatch(failure.report)) is not None:
                self._stood.setdefault(place[1], []).append(failure.report)

    def run(self, tasks: Iterator[Task], *, engine: Engine) -> None:
        """Take all sources that the case does not know."""
        sent: deque[Task] = deque()
        try:
            with closing(
                engine.each(take_reports, self._send(tasks, sent), stage="intake", name=name_task)
            ) as outcomes:
                for outcome in outcomes:
                    self._receive(sent.popleft(), (outcome,) if isinstance(outcome, Failure) else outcome)
                    if len(self._tried) >= _BATCH or self._bytes >= _BATCH_BYTES:
                        self._save()
        except KeyboardInterrupt:
            self._save()  # what was taken is kept; a second Ctrl-C while saving drops this batch whole
            raise
        self._save()

    def _send(self, tasks: Iterator[Task], sent: deque[Task]) -> Iterator[Task]:
        """Pass on what is new, and remember it: the engine gives outcomes in the same order."""
        while some := list(islice(tasks, _BATCH)):
            known = self.store.known_sources([task.key for task in some if task.key])
            for task in some:
                if task.key in known:
                    self.known += 1
                    self._advance()
                else:
                    sent.append(task)
                    yield task

    def _receive(self, task: Task, outcomes: Iterable[Report | Failure]) -> None:
        source, name = task.source, name_task(task)
        arrivals = []
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._refused.append(outcome)
            elif isinstance(source, Source):
                arrivals.append(_arrival(source, outcome, key=task.key, at=self.at))
        if isinstance(source, Source):
            self._bytes += len(source.raw)
        # All reports of a source at once: Ctrl-C between two would make the source known without the second.
        self._arrivals += arrivals
        self._tried += [name, *self._stood.get(name, ())]
        self._advance()

    def _save(self) -> None:
        with self.store.transaction():
            added = self.store.add_reports(self._arrivals, at=self.at)
            self.store.settle_failures(self._refused, tried=self._tried, stage="intake", at=self.at)
        for report, arrival in zip(added, self._arrivals, strict=True):
            if not report.is_new:
                self.duplicates += 1
                continue
            self.new.append(report.id)
            if arrival.report.language != "ar":
                self.foreign.append(report.id)
        self.failures += self._refused
        self._arrivals, self._refused, self._tried, self._bytes = [], [], [], 0

    def _advance(self) -> None:
        self._done += 1
        if self.on_progress is not None:
            self.on_progress("intake", self._done, None)


def _arrival(source: Source, report: Report, *, key: str, at: dt.datetime) -> Arrival:
    return Arrival(
        report=report,
        original=original_of(source.raw, name=source.name, acquired=at, url=report.url),
        source=key,
        name=source.name if source.line is None else f"{source.name}:{source.line}",
        raw=source.raw,
    )


def _renew(
    store: Store, *, at: dt.datetime, engine: Engine, steps: Steps, on_progress: Progress | None
) -> Renewed:
    """Read what is unread, saving batch by batch; the caller holds the lock."""
    unread = store.unread(version=steps.version)
    outcomes = engine.each(
        partial(read_to_json, steps.read), store.each_report(unread), stage="reading", name=name_report
    )
    read = 0
    failures: list[Failure] = []
    batch: list[NewReading | Failure] = []

    def save() -> None:
        nonlocal read
        readings = [made for made in batch if isinstance(made, NewReading)]
        refused = [made for made in batch if isinstance(made, Failure)]
        with store.transaction():
            store.add_readings(readings, version=steps.version, at=at)
            tried = [made.report for made in batch]
            store.settle_failures(refused, tried=tried, stage="reading", at=at)
        read += len(readings)
        failures.extend(refused)
        batch.clear()

    try:
        with closing(outcomes):
            for done, outcome in enumerate(outcomes, 1):
                batch.append(outcome)
                if len(batch) >= _BATCH:
                    save()
                if on_progress is not None:
                    on_progress("reading", done, len(unread))
    except KeyboardInterrupt:
        save()  # see _Intake.run
        raise
    save()
    return Renewed(read=read, failures=tuple(failures))
