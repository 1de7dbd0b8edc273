"""Original and Report: the bytes as they came, and the text that is read."""

import datetime as dt
from typing import Literal

import msgspec

from tarjih.records.record import Record
from tarjih.records.span import Span

__all__ = ["Cut", "Original", "Report", "Segment"]


class Original(Record, frozen=True, kw_only=True):
    """Bytes as they came in; never edited."""

    sha256: str
    size: int
    name: str
    media: str
    acquired: dt.datetime | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse a hash that is none."""
        if len(self.sha256) != 64 or any(c not in "0123456789abcdef" for c in self.sha256):
            raise ValueError(f"an original needs a SHA-256 in 64 hexadecimal digits, found {self.sha256!r}")


class Cut(Record, frozen=True, kw_only=True):
    """A piece of junk taken out of the text, kept with the reason."""

    text: str
    reason: str
    at: Literal["start", "end", "inside"]


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """`length` code points at `start` of the text stand at `origin` of the decoded original."""

    start: int
    origin: int
    length: int


class Report(Record, frozen=True, kw_only=True):
    """One report as it is read: title, a blank line, the paragraphs.

    `published` is the day of publication in the outlet's own time zone, None where nobody says.
    `segments` map the text back to the decoded original; pieces that the original does not hold
    word for word (an HTML entity, say) have none. `notes` tell what intake had to guess.
    """

    id: str
    title: str
    text: str
    sha256: str
    language: str = "ar"
    encoding: str = "utf-8"
    outlet: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    url: str | None = None
    cut: tuple[Cut, ...] = ()
    segments: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an id that could leave its folder."""
        if not self.id or any(c in self.id for c in "/\\\0") or self.id in {".", ".."}:
            raise ValueError(f"a report's id is a plain name without a path, found {self.id!r}")

    def original_span(self, span: Span) -> Span | None:
        """Return where `span` stands in the decoded original, None where it does not stand whole."""
        for segment in self.segments:
            if segment.start <= span.start and span.end <= segment.start + segment.length:
                shift = segment.origin - segment.start
                return Span(span.start + shift, span.end + shift)
        return None
