"""What goes into a case beside the stages' own records, and what a case tells about itself."""

import datetime as dt

import msgspec

from tarjih.records.identity import content_id
from tarjih.records.reading import Reading
from tarjih.records.record import Record
from tarjih.records.report import Original, Report
from tarjih.records.ruling import Ruling

__all__ = ["Added", "Arrival", "Counts", "Decision", "NewReading", "Sighting", "tell_apart"]


class Arrival(Record, frozen=True, kw_only=True):
    """A report on its way into a case, with the bytes it was taken from.

    `source` is the digest of those bytes and of what was said beside them; `name` is the file or
    address they came under. `raw` is None when the original is in the case already.
    """

    report: Report
    original: Original
    source: str
    name: str
    raw: bytes | None = None


class Added(Record, frozen=True, kw_only=True):
    """What became of a report that was added: its id in the case, and whether the case did not have it."""

    id: str
    is_new: bool


class NewReading(Record, frozen=True, kw_only=True):
    """A reading on its way into a case, as JSON where it was encoded in another process."""

    report: str
    reading: Reading | msgspec.Raw


class Sighting(Record, frozen=True, kw_only=True):
    """One time that a report was given: under which name, from which bytes."""

    source: str
    report: str
    sha256: str
    name: str
    outlet: str | None
    url: str | None
    seen_at: dt.datetime


class Decision(Record, frozen=True, kw_only=True):
    """What a person decided, and whether it was undone.

    `subject` is what it is about, as a person reads it; `ruling` says what to do, None for a report that
    is taken out (act "retract", the subject is its id).
    """

    id: int
    act: str
    subject: str
    reason: str
    who: str
    decided_at: dt.datetime
    undone_by: str | None = None
    undone_at: dt.datetime | None = None
    ruling: Ruling | None = None

    def stands(self, as_of: dt.date | None = None) -> bool:
        """Say whether it stands now, or stood at the end of a day (UTC)."""
        if as_of is None:
            return self.undone_at is None
        return self.decided_at.date() <= as_of and (self.undone_at is None or self.undone_at.date() > as_of)


class Counts(Record, frozen=True, kw_only=True):
    """How much a case holds; `duplicates` are sightings of a report beyond its first."""

    originals: int
    reports: int
    duplicates: int
    readings: int
    failures: int
    retracted: int
    assessments: int


def tell_apart(report: Report) -> str:
    """Derive what makes a report this report, whatever it is called and wherever it was found.

    The same words under another outlet or day are another report: who copied whom is for fusion to
    find. The address is left out, since one article has many.
    """
    published = None if report.published is None else report.published.isoformat()
    parts = (report.title, report.text, report.language, report.outlet, report.byline, published)
    # JSON tells an unknown outlet (null) from one without a name ("").
    return content_id("C", msgspec.json.encode(parts).decode())
