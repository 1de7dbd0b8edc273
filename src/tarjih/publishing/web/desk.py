"""The desk: one open case as the pages need it, with its shelf brought up to date."""

import datetime as dt
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

from tarjih.engine.case import fuse, fused_digest
from tarjih.engine.case import weigh as weigh_case
from tarjih.pipeline import hypotheses as load_hypotheses
from tarjih.publishing.commands.cases import now
from tarjih.records.assessment import Assessment
from tarjih.records.event import Event
from tarjih.records.reading import Reading
from tarjih.store.shelf.fill import fill
from tarjih.store.shelf.shelf import Shelf
from tarjih.store.store import Store

__all__ = ["Desk"]


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
        self._state = ""

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

    def event(self, name: str) -> Event | None:
        """Return an event by its id, None where there is none."""
        return self._event(name)

    def reading(self, report: str) -> Reading | None:
        """Return the reading of a report, None where the case has none."""
        return self.store.reading(report)

    def assessment(self, question: str | None = None) -> Assessment:
        """Return the judgement of the case as it stands; the same question is judged once.

        Raises:
            HypothesesError: The set is wrong, or there is nothing to weigh.
        """
        asked = load_hypotheses(question or self.question)
        with self.writing:
            return weigh_case(self.store, asked, at=now(), subject=self.subject)

    def write(self, act: Callable[[Store], None]) -> None:
        """Do something to the case and bring the shelf up to it."""
        with self.writing:
            with self.store.locked():
                act(self.store)
            self.refresh()

    def note(self, act: str, subject: str, *, reason: str, who: str, at: dt.datetime) -> int:
        """Save a decision that changes no result, such as a search that is kept; return its number."""
        with self.writing, self.store.locked():
            return self.store.decide(act, subject, reason=reason, who=who, at=at)

    def _load_event(self, name: str) -> Event | None:
        row = self.shelf.one("SELECT record FROM event WHERE id = ?", [name])
        return None if row is None else msgspec.json.decode(row["record"], type=Event)
