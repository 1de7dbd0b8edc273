"""The desk: one open case as the pages need it, with its shelf brought up to date."""

import datetime as dt
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

from tarjih.engine.case import asked_digest, fuse, fused_digest
from tarjih.engine.case import weigh as weigh_case
from tarjih.engine.reviewing import as_reviewed, reviews_by_report
from tarjih.engine.rulings import rule
from tarjih.errors import HypothesesError, TarjihError
from tarjih.pipeline import hypotheses as load_hypotheses
from tarjih.publishing.commands.cases import now
from tarjih.publishing.commands.deciding import user_name
from tarjih.publishing.terminal.messages import tell
from tarjih.records.assessment import Assessment, TrendStep
from tarjih.records.event import Event, Fused
from tarjih.records.reading import Reading
from tarjih.records.ruling import Ruled, Ruling
from tarjih.store.entries import Decision
from tarjih.store.shelf.fill import fill
from tarjih.store.shelf.shelf import Shelf
from tarjih.store.store import Store
from tarjih.weighing.trend import trend

__all__ = ["Desk"]

_LARGE = 5_000  # reports: above, nothing is weighed while a page waits


class Desk:
    """A case that is served: `store` holds its records, `shelf` what pages look up.

    Pages ask from several threads; whoever writes holds `writing`.
    """

    def __init__(self, folder: Path, *, question: str = "decline", subject: str | None = None) -> None:
        """Open a case.

        Args:
            folder: The case.
            question: The set of hypotheses that is shown first, a shipped name or a file.
            subject: Whom it is about, None to find out.

        Raises:
            CaseError: The folder is no case, or cannot be used.
        """
        self.folder = folder
        self.store = Store.open(folder)
        self.shelf = Shelf(folder)
        self.question, self.subject = question, subject
        self.writing = threading.RLock()
        self._event = lru_cache(maxsize=512)(self._load_event)
        self._reading = lru_cache(maxsize=1_000)(self._load_reading)
        self._state = ""
        self._courses: dict[str, tuple[TrendStep, ...]] = {}
        self._judged: dict[str, Assessment] = {}
        self._weighing: dict[str, threading.Thread] = {}
        self._reviews: dict[str, list[Ruled]] | None = None
        self._decisions: list[Decision] | None = None
        self._made: list[Assessment] | None = None

    def close(self) -> None:
        """Close the case."""
        self.shelf.close()
        self.store.close()

    def refresh(self) -> None:
        """Bring the shelf up to what the case holds now."""
        with self.writing:
            state = fused_digest(self.store)
            if self.shelf.state() != state:
                fill(self.shelf, self.store, fuse(self.store), state=state)
            self._state = state
            self._event.cache_clear()
            self._reading.cache_clear()
            self._reviews = None
            self._decisions = None
            self._courses.clear()
            self._judged.clear()
            self._made = None

    def event(self, name: str) -> Event | None:
        """Return an event by its id, None where there is none."""
        return self._event(name)

    def reading(self, report: str) -> Reading | None:
        """Return the reading of a report as people reviewed it, None where the case has none."""
        return self._reading(report)

    def reviews(self, report: str) -> tuple[Ruled, ...]:
        """Return what people made of the claims of a report, oldest first."""
        if self._reviews is None:
            self._reviews = reviews_by_report(self.store.rulings())
        return tuple(self._reviews.get(report, ()))

    def decisions(self) -> list[Decision]:
        """Return every decision, undone ones too, oldest first."""
        if self._decisions is None:
            self._decisions = self.store.decisions()
        return self._decisions

    def forget(self, number: int) -> None:
        """Take back a note; no result changes."""
        with self.writing, self.store.locked():
            self.store.undo(number, who=user_name(), at=now())
            self._decisions = None

    def rule(self, ruling: Ruling, *, about: str, reason: str) -> None:
        """Save a person's ruling and bring the shelf up to it.

        Raises:
            InputError: There is no reason, or another ruling says something else of the same.
        """
        self.write(lambda store: rule(store, ruling, about=about, reason=reason, who=user_name(), at=now()))

    def undo(self, number: int) -> None:
        """Take a decision back and bring the shelf up to that.

        Raises:
            CaseError: There is no such decision, or it is undone already.
        """
        self.write(lambda store: store.undo(number, who=user_name(), at=now()))

    def tolls(self, event: str) -> list[Event]:
        """Return the tolls that an event caused."""
        rows = self.shelf.ask("SELECT record FROM event WHERE cause = ? ORDER BY id", [event])
        return [msgspec.json.decode(row["record"], type=Event) for row in rows]

    def fused_of(self, *events: str) -> Fused:
        """Return some events as fusion gives them, for who rules about them."""
        found = (self.event(name) for name in events)
        return Fused(events=tuple(event for event in found if event is not None))

    def latest(self) -> Assessment | None:
        """Return the judgement of the case as it stands, None where there is nothing to judge."""
        try:
            return self.assessment()
        except HypothesesError:
            return None

    def assessment(self, question: str | None = None) -> Assessment:
        """Return the judgement of the case as it stands, or of a big case the last one until that is made.

        The same question is judged once for each state; a big case is weighed behind the pages, and
        `is_weighing` says so.

        Raises:
            HypothesesError: The set is wrong, there is nothing to weigh, or a big case was never weighed.
        """
        key = question or self.question
        found = self._judged.get(key)
        if found is not None:
            return found
        asked = load_hypotheses(key)
        if not self.is_large():
            return self._weigh(key)
        if not self.is_weighing(key):
            digest = asked_digest(self.store, asked, subject=self.subject, inputs=self._state)
            found = self.store.assessment(digest)
            if found is not None:
                self._judged[key] = found
                return found
            self._behind(key)
        before = self.judgements(asked.id)
        if not before:
            raise HypothesesError(
                f"wanted a judgement by {key}, found a big case that is still being weighed: come back later"
            )
        return before[-1]

    def judgements(self, name: str) -> list[Assessment]:
        """Return the judgements that were made by one set of hypotheses, oldest first."""
        if self._made is None:
            self._made = self.store.assessments()
        return [found for found in self._made if found.set_id == name and found.as_of is None]

    def is_large(self) -> bool:
        """Say whether the case is too big to be weighed while a page waits."""
        return self.shelf.count("SELECT count(*) FROM report") > _LARGE

    def is_weighing(self, question: str | None = None) -> bool:
        """Say whether a question is being weighed behind the pages."""
        thread = self._weighing.get(question or self.question)
        return thread is not None and thread.is_alive()

    def _weigh(self, key: str) -> Assessment:
        with self.writing:
            found = self._judged.get(key)
            if found is None:
                found = weigh_case(self.store, load_hypotheses(key), at=now(), subject=self.subject)
                self._judged[key] = found
                self._made = None
            return found

    def _behind(self, key: str) -> None:
        def work() -> None:
            try:
                self._weigh(key)
            except TarjihError as error:
                tell(str(error))

        self._weighing[key] = threading.Thread(target=work, daemon=True, name=f"weigh {key}")
        self._weighing[key].start()

    def course(self, question: str | None = None) -> tuple[TrendStep, ...]:
        """Return the judgement day by day; it is worked out once for each state of the case.

        Of a big case it follows from the events that were weighed.
        """
        key = question or self.question
        with self.writing:
            found = self._courses.get(key)
            if found is None:
                fused = self._weighed(key) if self.is_large() else fuse(self.store)
                found = self._courses[key] = trend(
                    fused,
                    published=self._days(fused),
                    hypotheses=load_hypotheses(key),
                    subject=self.subject,
                    rulings=self.store.rulings(),
                )
            return found

    def _weighed(self, key: str) -> Fused:
        return self.fused_of(*(evidence.event for evidence in self.assessment(key).evidence))

    def _days(self, fused: Fused) -> dict[str, dt.date | None]:
        told = {telling.report for event in fused.events for telling in event.mentions}
        found = self.shelf.pairs("SELECT id, published FROM report")
        large = self.is_large()
        return {report: _day(published) for report, published in found if not large or report in told}

    def warm(self) -> None:
        """Work out beforehand what the first pages would wait for; to be called behind them."""
        try:
            self.shelf.index()
            self.assessment()
            self.course()
        except TarjihError as error:
            tell(str(error))

    def write(self, act: Callable[[Store], object]) -> None:
        """Do something to the case and bring the shelf up to it."""
        with self.writing:
            with self.store.locked():
                act(self.store)
            self.refresh()

    def note(self, act: str, subject: str, *, reason: str, who: str, at: dt.datetime) -> int:
        """Save a decision that changes no result, such as a search that is kept; return its number."""
        with self.writing, self.store.locked():
            self._decisions = None
            return self.store.decide(act, subject, reason=reason, who=who, at=at)

    def _load_reading(self, report: str) -> Reading | None:
        reading = self.store.reading(report)
        return None if reading is None else as_reviewed(reading, self.reviews(report))

    def _load_event(self, name: str) -> Event | None:
        row = self.shelf.one("SELECT record FROM event WHERE id = ?", [name])
        return None if row is None else msgspec.json.decode(row["record"], type=Event)


def _day(published: str | None) -> dt.date | None:
    return dt.date.fromisoformat(published) if published else None
