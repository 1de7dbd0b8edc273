"""The store: saves the records of a case and finds them again."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from tarjih.errors import CaseError
from tarjih.records.assessment import Assessment, HypothesisSet
from tarjih.records.event import Fused
from tarjih.records.failure import Failure
from tarjih.records.reading import Reading
from tarjih.records.report import Original, Report
from tarjih.records.ruling import Ruled, Ruling
from tarjih.store import folder as folders
from tarjih.store import rows as laid_out
from tarjih.store import tables
from tarjih.store.database import explain_trouble
from tarjih.store.entries import Added, Arrival, Counts, Decision, NewReading, Sighting, tell_apart
from tarjih.store.lock import WAIT_SECONDS, hold
from tarjih.store.log import Act, LogLine, add_acts, log_lines
from tarjih.store.originals import Originals

__all__ = ["Store"]

_HELD = 200  # reports, whole texts among them


class Store:
    """One case, open: records in, records out.

    Times are handed in, never taken from a clock. Every method that writes is one transaction, or part
    of the one that `transaction` opens. Only one thread may write.

    Every method raises CaseError where the disk or the database does not do its part.
    """

    wait_seconds = WAIT_SECONDS  # for another process that writes to the case

    def __init__(self, folder: Path, engine: sa.Engine) -> None:
        """Use `Store.create` or `Store.open`."""
        self.folder = folder
        self.originals = Originals(folder / folders.ORIGINALS)
        self._engine = engine
        self._current: sa.Connection | None = None

    @classmethod
    def create(cls, folder: Path, *, at: dt.datetime) -> Self:
        """Make a new case in a folder that is empty or not there yet, and open it.

        Raises:
            CaseError: The folder holds something, or cannot be made.
        """
        folders.make(folder)
        store = cls.open(folder)
        with store.locked(), store._writing() as connection:
            add_acts(connection, [Act(act="init", subject=folder.name)], at=at)
        return store

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a case; one of an older version is brought up to today's first.

        Raises:
            CaseError: The folder is no case, or one of a newer version, or damaged, or in use.
        """
        return cls(folder, folders.open_database(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the case; everything saved is in `case.db` then."""
        self._engine.dispose()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only process that writes to the case while the block runs.

        Raises:
            CaseError: Another process still writes after `self.wait_seconds`.
        """
        with explain_trouble(self.folder), hold(self.folder, wait_seconds=self.wait_seconds):
            self.originals.clear_incoming()
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Save everything written inside the block together, or nothing of it."""
        with self._writing() as connection:
            self._current = connection
            try:
                yield
            finally:
                self._current = None

    # --- what came in

    def add_report(self, arrival: Arrival, *, at: dt.datetime) -> Added:
        """Add one report with its original; see `add_reports`."""
        return self.add_reports([arrival], at=at)[0]

    def add_reports(self, arrivals: Sequence[Arrival], *, at: dt.datetime) -> list[Added]:
        """Add reports with their originals; a known report is counted as seen once more, not stored.

        The originals are on the disk before the transaction ends, so that no row lacks its bytes.

        Returns:
            One for each. Its id is its own; that of the same report if it is known; its own with a piece
            of its hash behind it where another report has that id already.
        """
        with self._writing() as connection:
            self.originals.keep_all(arrival.raw for arrival in arrivals if arrival.raw is not None)
            laid_out.insert_new(
                connection, tables.originals, [laid_out.original_row(a.original, at=at) for a in arrivals]
            )
            contents = [tell_apart(arrival.report) for arrival in arrivals]
            known = laid_out.find_pairs(connection, tables.reports.c.content, tables.reports.c.id, contents)
            taken = set(
                laid_out.find_pairs(
                    connection, tables.reports.c.id, tables.reports.c.id, [a.report.id for a in arrivals]
                )
            )
            added: list[Added] = []
            rows, acts = [], []
            for arrival, content in zip(arrivals, contents, strict=True):
                is_new = content not in known
                if is_new:
                    known[content] = laid_out.free_id(arrival.report.id, content=content, taken=taken)
                    taken.add(known[content])
                    rows.append(
                        laid_out.report_row(arrival.report, id=known[content], content=content, at=at)
                    )
                    acts.append(Act(act="add", subject=known[content], detail=arrival.report.sha256))
                added.append(Added(id=known[content], is_new=is_new))
            laid_out.insert_new(connection, tables.reports, rows)
            seen = [
                laid_out.sighting_row(a, report=r.id, at=at) for a, r in zip(arrivals, added, strict=True)
            ]
            laid_out.insert_new(connection, tables.sightings, seen)
            add_acts(connection, acts, at=at)
        return added

    def reports(self, *, as_of: dt.date | None = None) -> list[Report]:
        """Return the reports by id, as the case stood at the end of a day (UTC) if asked; none retracted."""
        query = (
            sa
            .select(*laid_out.report_columns())
            .where(laid_out.standing(as_of))
            .order_by(tables.reports.c.id)
        )
        return [Report(**row) for row in self._rows(query)]

    def report(self, report: str) -> Report | None:
        """Return one report, also a retracted one; None where the case has none of that id."""
        rows = self._rows(sa.select(*laid_out.report_columns()).where(tables.reports.c.id == report))
        return Report(**rows[0]) if rows else None

    def each_report(self, reports: Sequence[str]) -> Iterator[Report]:
        """Give the reports with these ids, in the order of the ids, a few held in memory at a time."""
        for first in range(0, len(reports), _HELD):
            some = reports[first : first + _HELD]
            query = sa.select(*laid_out.report_columns()).where(tables.reports.c.id.in_(some))
            found = {row["id"]: Report(**row) for row in self._rows(query)}
            yield from (found[report] for report in some if report in found)

    def original(self, sha256: str) -> Original | None:
        """Return what is known of an original; its bytes come from `originals.read`."""
        columns = [c for c in tables.originals.c if c.name != "added_at"]
        rows = self._rows(sa.select(*columns).where(tables.originals.c.sha256 == sha256))
        return Original(**rows[0]) if rows else None

    def known_sources(self, sources: Iterable[str]) -> set[str]:
        """Return those of the sources that were taken before."""
        with explain_trouble(self.folder), self._engine.connect() as connection:
            column = tables.sightings.c.source
            return set(laid_out.find_pairs(connection, column, column, list(sources)))

    def sightings(self, report: str | None = None) -> list[Sighting]:
        """Return when and under which names reports were given, oldest first; of one report if named."""
        query = sa.select(tables.sightings)
        if report is not None:
            query = query.where(tables.sightings.c.report == report)
        order = (tables.sightings.c.seen_at, tables.sightings.c.report, tables.sightings.c.source)
        return [Sighting(**row) for row in self._rows(query.order_by(*order))]

    # --- what was found

    def add_reading(self, reading: Reading, *, version: str, at: dt.datetime) -> None:
        """Save the reading of a report, in the place of an older one."""
        self.add_readings([NewReading(report=reading.report, reading=reading)], version=version, at=at)

    def add_readings(self, readings: Sequence[NewReading], *, version: str, at: dt.datetime) -> None:
        """Save readings, each in the place of an older one of its report.

        Args:
            readings: Of reports that are in the case.
            version: Of the reader and its lexicons: `unread` lists what an older one has read.
            at: When they were read.
        """
        rows = []
        for new in readings:
            raw = (
                bytes(new.reading)
                if isinstance(new.reading, msgspec.Raw)
                else msgspec.json.encode(new.reading)
            )
            digest = hashlib.sha256(raw).hexdigest()
            row = {"report": new.report, "version": version, "digest": digest, "read_at": at}
            rows.append(row | {"reading": msgspec.Raw(raw)})
        if not rows:
            return
        statement = insert(tables.readings)
        fresh = {c.name: statement.excluded[c.name] for c in tables.readings.c if not c.primary_key}
        statement = statement.on_conflict_do_update(index_elements=["report"], set_=fresh)
        with self._writing() as connection:
            connection.execute(statement, rows)
            detail = f"{len(rows)} readings"
            add_acts(connection, [Act(act="read", subject=version, detail=detail)], at=at)

    def reading(self, report: str) -> Reading | None:
        """Return the reading of one report, None where it was not read."""
        rows = self._rows(sa.select(tables.readings.c.reading).where(tables.readings.c.report == report))
        return rows[0]["reading"] if rows else None

    def readings(self, *, as_of: dt.date | None = None) -> list[Reading]:
        """Return the readings by report id, as the case stood at the end of a day (UTC) if asked."""
        query = (
            sa
            .select(tables.readings.c.reading)
            .join(tables.reports, tables.reports.c.id == tables.readings.c.report)
            .where(laid_out.standing(as_of))
            .order_by(tables.readings.c.report)
        )
        return [row["reading"] for row in self._rows(query)]

    def each_reading(self, reports: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Give the readings of some reports as JSON, a few held in memory at a time, with their reports."""
        for first in range(0, len(reports), _HELD):
            some = reports[first : first + _HELD]
            column = sa.type_coerce(tables.readings.c.reading, sa.Text).label("reading")
            query = sa.select(tables.readings.c.report, column).where(tables.readings.c.report.in_(some))
            found = {row["report"]: row["reading"].encode() for row in self._rows(query)}
            yield from ((report, found[report]) for report in some if report in found)

    def reading_digests(self, *, as_of: dt.date | None = None) -> dict[str, str]:
        """Return the SHA-256 of each reading that `readings` would return, by report id."""
        query = (
            sa
            .select(tables.readings.c.report, tables.readings.c.digest)
            .join(tables.reports, tables.reports.c.id == tables.readings.c.report)
            .where(laid_out.standing(as_of))
            .order_by(tables.readings.c.report)
        )
        return {row["report"]: row["digest"] for row in self._rows(query)}

    def unread(self, *, version: str) -> list[str]:
        """Return the ids of reports that this version of the reader has not read."""
        done = sa.and_(tables.readings.c.report == tables.reports.c.id, tables.readings.c.version == version)
        query = sa.select(tables.reports.c.id).where(~sa.exists().where(done)).order_by(tables.reports.c.id)
        return [row["id"] for row in self._rows(query)]

    def settle_failures(
        self, failures: Iterable[Failure], *, tried: Iterable[str], stage: str, at: dt.datetime
    ) -> None:
        """Save what could not be used, and mark as over what no longer fails.

        Args:
            failures: Those of this run; one that stands already stays as it is.
            tried: The names of all reports or files of this run, failed or not.
            stage: Failures of other stages under these names are let be.
            at: When they were tried.
        """
        rows = {row["id"]: row for row in (laid_out.failure_row(failure, at=at) for failure in failures)}
        table = tables.failures.c
        statement = insert(tables.failures)
        again = {"failed_at": statement.excluded.failed_at, "cleared_at": None}
        with self._writing() as connection:
            for names in laid_out.portions(tried):
                stands = table.report.in_(names) & (table.stage == stage) & table.cleared_at.is_(None)
                found = set(connection.execute(sa.select(table.id).where(stands)).scalars())
                for over in laid_out.portions(sorted(found - set(rows))):
                    change = sa.update(tables.failures).where(table.id.in_(over))
                    connection.execute(change.values(cleared_at=at))
            if rows:
                upsert = statement.on_conflict_do_update(
                    index_elements=["id"], set_=again, where=table.cleared_at.is_not(None)
                )
                connection.execute(upsert, list(rows.values()))

    def failures(self) -> list[Failure]:
        """Return what cannot be used as things stand, by name."""
        columns = (tables.failures.c[name] for name in ("report", "stage", "reason", "sha256"))
        query = sa.select(*columns).where(tables.failures.c.cleared_at.is_(None))
        order = (tables.failures.c.report, tables.failures.c.stage, tables.failures.c.id)
        return [Failure(**row) for row in self._rows(query.order_by(*order))]

    # --- what was made of it

    def save_fused(self, fused: Fused, *, digest: str, at: dt.datetime) -> None:
        """Save what was fused from the inputs with this digest."""
        with self._writing() as connection:
            laid_out.insert_new(connection, tables.fused, [{"digest": digest, "fused": fused, "made_at": at}])

    def fused(self, digest: str) -> Fused | None:
        """Return what was fused from the inputs with this digest, None where nothing was."""
        rows = self._rows(sa.select(tables.fused.c.fused).where(tables.fused.c.digest == digest))
        return rows[0]["fused"] if rows else None

    def save_assessment(
        self, assessment: Assessment, *, digest: str, fused: str, hypotheses: HypothesisSet, at: dt.datetime
    ) -> None:
        """Save a judgement under the digest of its inputs, with the digest of what it weighed."""
        row = {
            "digest": digest,
            "fused": fused,
            "hypotheses": hypotheses,
            "as_of": assessment.as_of,
            "assessment": assessment,
            "made_at": at,
        }
        with self._writing() as connection:
            laid_out.insert_new(connection, tables.assessments, [row])
            add_acts(connection, [Act(act="weigh", subject=assessment.set_id, detail=digest)], at=at)

    def assessment(self, digest: str) -> Assessment | None:
        """Return the judgement made from the inputs with this digest, None where none was."""
        column = tables.assessments.c.assessment
        rows = self._rows(sa.select(column).where(tables.assessments.c.digest == digest))
        return rows[0]["assessment"] if rows else None

    def assessments(self) -> list[Assessment]:
        """Return every judgement that was made, oldest first."""
        order = (tables.assessments.c.made_at, tables.assessments.c.digest)
        return [
            row["assessment"]
            for row in self._rows(sa.select(tables.assessments.c.assessment).order_by(*order))
        ]

    # --- what people decided

    def decide(
        self,
        act: str,
        subject: str,
        *,
        reason: str,
        who: str,
        at: dt.datetime,
        ruling: Ruling | None = None,
    ) -> int:
        """Save a person's decision, such as "retract" about a report id, and return its number.

        It is on the disk when this returns, a power cut included.
        """
        row = {"act": act, "subject": subject, "reason": reason, "who": who, "decided_at": at}
        row |= {"ruling": ruling}
        with self._writing(safe=True) as connection:
            made = connection.execute(sa.insert(tables.decisions).values(row))
            number = 0 if made.inserted_primary_key is None else int(made.inserted_primary_key[0])
            add_acts(connection, [Act(act=act, subject=subject, detail=f"{who}: {reason}")], at=at)
        return number

    def undo(self, decision: int, *, who: str, at: dt.datetime) -> None:
        """Undo a decision from now on; what it did before stays seen in `as_of`.

        Raises:
            CaseError: There is no such decision, or it is undone already.
        """
        standing = (tables.decisions.c.id == decision) & tables.decisions.c.undone_at.is_(None)
        with self._writing(safe=True) as connection:
            change = sa.update(tables.decisions).where(standing).values(undone_by=who, undone_at=at)
            if connection.execute(change).rowcount != 1:
                raise CaseError(
                    f"wanted to undo decision {decision} of the case {self.folder}, found none of that "
                    "number that still stands: list the decisions to see their numbers"
                )
            add_acts(connection, [Act(act="undo", subject=str(decision), detail=who)], at=at)

    def decisions(self) -> list[Decision]:
        """Return every decision, undone ones too, oldest first."""
        return [
            Decision(**row) for row in self._rows(sa.select(tables.decisions).order_by(tables.decisions.c.id))
        ]

    def rulings(self, *, as_of: dt.date | None = None) -> tuple[Ruled, ...]:
        """Return what people ruled and stands now, or stood at the end of a day (UTC), oldest first."""
        return tuple(
            Ruled(
                number=decision.id,
                ruling=decision.ruling,
                who=decision.who,
                day=decision.decided_at.date(),
                reason=decision.reason,
            )
            for decision in self.decisions()
            if decision.ruling is not None and decision.stands(as_of)
        )

    # --- about the case

    def counts(self) -> Counts:
        """Count what the case holds."""

        def count(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
            return sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()

        columns = {
            "originals": count(tables.originals),
            "reports": count(tables.reports),
            "duplicates": count(tables.sightings) - count(tables.reports),
            "readings": count(tables.readings),
            "failures": count(tables.failures, tables.failures.c.cleared_at.is_(None)),
            "retracted": count(tables.reports, tables.reports.c.id.in_(laid_out.retracted(None))),
            "assessments": count(tables.assessments),
        }
        return Counts(**self._rows(sa.select(*(column.label(name) for name, column in columns.items())))[0])

    def log(self) -> list[LogLine]:
        """Return the log, oldest line first."""
        with explain_trouble(self.folder), self._engine.connect() as connection:
            return log_lines(connection)

    # --- ways to the database

    @contextmanager
    def _writing(self, *, safe: bool = False) -> Iterator[sa.Connection]:
        if self._current is not None:
            yield self._current
            return
        options = {"writing": "safe" if safe else "yes"}
        with (
            explain_trouble(self.folder),
            self._engine.connect() as connection,
            connection.execution_options(**options).begin(),
        ):
            yield connection

    def _rows(self, query: sa.Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
        with explain_trouble(self.folder), self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]
