"""The tables of a case, in types that SQLite and PostgreSQL both have."""

import datetime as dt
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from tarjih.records.assessment import Assessment, HypothesisSet
from tarjih.records.event import Fused
from tarjih.records.reading import Reading
from tarjih.records.report import Cut, Segment
from tarjih.records.ruling import Ruling

__all__ = [
    "Encoded",
    "Moment",
    "assessments",
    "decisions",
    "failures",
    "fused",
    "log",
    "metadata",
    "originals",
    "readings",
    "reports",
    "sightings",
]


class Moment(TypeDecorator[dt.datetime]):
    """A point in time, kept as UTC; one without a time zone is refused."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Turn a time of any zone into UTC, without saying so in the column."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time in a case needs its time zone, found {value.isoformat()}")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Give the time back as UTC."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Encoded(TypeDecorator[Any]):
    """A record, or a tuple of records, kept as JSON and checked against its type when it is read.

    A value may be given as `msgspec.Raw`: then it was encoded before, in the process that made it.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._decoder = msgspec.json.Decoder(kind)

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """Write the record as JSON."""
        if value is None:
            return None
        raw = bytes(value) if isinstance(value, msgspec.Raw) else msgspec.json.encode(value)
        return raw.decode()

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> Any:  # noqa: ARG002
        """Read the record back."""
        return None if value is None else self._decoder.decode(value)


# Constraints need names: without them a later version could not change them.
metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

originals = sa.Table(
    "originals",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media", sa.Text, nullable=False),
    sa.Column("acquired", Moment),
    sa.Column("url", sa.Text),
    sa.Column("added_at", Moment, nullable=False),
)

# `content` tells reports apart: the same text of the same outlet and day is one report, seen twice.
reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("content", sa.String(32), nullable=False, unique=True),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("encoding", sa.Text, nullable=False),
    sa.Column("outlet", sa.Text),
    sa.Column("byline", sa.Text),
    sa.Column("published", sa.Date),
    sa.Column("url", sa.Text),
    sa.Column("cut", Encoded(tuple[Cut, ...]), nullable=False),
    sa.Column("segments", Encoded(tuple[Segment, ...]), nullable=False),
    sa.Column("notes", Encoded(tuple[str, ...]), nullable=False),
    sa.Column("added_at", Moment, nullable=False, index=True),
)

# `source` is the digest of the bytes given and of what was said beside them: a known one is not taken again.
sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("source", sa.String(32), primary_key=True),
    sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), primary_key=True),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("outlet", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Index("ix_sightings_report", "report"),
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), primary_key=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("reading", Encoded(Reading), nullable=False),
    sa.Column("read_at", Moment, nullable=False),
)

# A failure stays when its cause is gone: `cleared_at` says since when.
failures = sa.Table(
    "failures",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("report", sa.Text, nullable=False, index=True),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64)),
    sa.Column("failed_at", Moment, nullable=False),
    sa.Column("cleared_at", Moment),
)

# `digest` is that of everything the snapshot was made from, so that the same input is fused once.
fused = sa.Table(
    "fused",
    metadata,
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("fused", Encoded(Fused), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
)

assessments = sa.Table(
    "assessments",
    metadata,
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("fused", sa.String(32), sa.ForeignKey("fused.digest"), nullable=False, index=True),
    sa.Column("hypotheses", Encoded(HypothesisSet), nullable=False),
    sa.Column("as_of", sa.Date),
    sa.Column("assessment", Encoded(Assessment), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
)

# What a person decided; nothing is deleted, an undone decision says when and by whom.
decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("decided_at", Moment, nullable=False),
    sa.Column("undone_by", sa.Text),
    sa.Column("undone_at", Moment),
    sa.Column("ruling", Encoded(Ruling)),
)

log = sa.Table(
    "log",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("logged_at", Moment, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
