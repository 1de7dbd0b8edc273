"""Known: what is said about a report beside its text, by the user, its sidecar or its page."""

import datetime as dt
import re
from typing import Literal

import msgspec

from tarjih.errors import InputError
from tarjih.records.record import Record

__all__ = ["UNKNOWN", "WRONG", "Known", "known", "parse_day", "parse_sidecar", "try_day"]

UNKNOWN: Literal[""] = ""
WRONG = "wrong input: "  # how a note begins that the user should see, though the report could be used
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Known(Record, frozen=True, kw_only=True):
    """What is known of a report; None asks the next one, "" says that nobody knows.

    `published` is the day in the outlet's own time zone.
    """

    outlet: str | None = None
    byline: str | None = None
    published: dt.date | Literal[""] | None = None
    url: str | None = None

    def over(self, other: "Known") -> "Known":
        """Return what this one says, and where it is silent what `other` says."""
        return Known(
            outlet=self.outlet if self.outlet is not None else other.outlet,
            byline=self.byline if self.byline is not None else other.byline,
            published=self.published if self.published is not None else other.published,
            url=self.url if self.url is not None else other.url,
        )


def known(
    *,
    outlet: str | None = None,
    byline: str | None = None,
    published: str | dt.date | None = None,
    url: str | None = None,
) -> Known:
    """Check what a user says about a report, as options of the command line give it.

    An empty string means unknown and overrides what the report says of itself.

    Raises:
        InputError: `published` is no day.
    """
    return Known(
        outlet=_clean(outlet),
        byline=_clean(byline),
        published=parse_day(published, where="published") if isinstance(published, str) else _day(published),
        url=_clean(url),
    )


def parse_day(value: str, *, where: str) -> dt.date | Literal[""]:
    """Parse an ISO 8601 day or moment; a moment counts as the day in its own zone.

    Args:
        value: `2017-04-27`, `2017-04-27T23:30:00+03:00`, or "" for unknown.
        where: What the value stands in, for the message.

    Raises:
        InputError: It is neither, or there is no such day.
    """
    value = value.strip()
    if not value:
        return UNKNOWN
    try:
        if not _DAY.match(value):
            raise ValueError
        return dt.datetime.fromisoformat(value).date()
    except ValueError:
        raise InputError(
            f"{where}: wanted a day such as 2017-04-27, found {value[:40]!r}; correct it or leave it empty"
        ) from None


class _Sidecar(Record, frozen=True, kw_only=True):
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None


def try_day(value: str | None, *, where: str) -> tuple[dt.date | Literal[""] | None, tuple[str, ...]]:
    """Parse a day that a report gives of itself; a wrong one is unknown and told in a note.

    A report is worth keeping without its day: 45 of the 2,432 of one collected corpus give `2712-20-16`.
    """
    if value is None:
        return None, ()
    try:
        return parse_day(value, where=where), ()
    except InputError as error:
        return UNKNOWN, (f"{WRONG}{error}; day left unknown",)


def parse_sidecar(raw: bytes, *, name: str) -> tuple[Known, tuple[str, ...]]:
    """Read the JSON beside a report: outlet, byline, published and url; other fields are let be.

    Returns:
        What it says, and notes on what is wrong with it: it never costs the report.
    """
    try:
        sidecar = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=_Sidecar)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        note = (
            f"{WRONG}{name}: wanted a JSON object with outlet, byline, published and url, found one that "
            f"cannot be read ({error}); correct it or take it away"
        )
        return Known(), (note,)
    day, notes = try_day(sidecar.published, where=f"{name}, published")
    said = Known(
        outlet=_clean(sidecar.outlet), byline=_clean(sidecar.byline), published=day, url=_clean(sidecar.url)
    )
    return said, notes


def _clean(value: str | None) -> str | None:
    """Return a name on one line, without blanks around it."""
    return None if value is None else " ".join(value.encode("utf-8", "replace").decode().split())


def _day(value: dt.date | None) -> dt.date | None:
    """Return the day of a date or a moment."""
    return value.date() if isinstance(value, dt.datetime) else value
