"""The first version of a case.

Types are written out here and not taken from `tables`: this module says for ever what version 0001 was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of version 0001."""
    _make_what_came_in()
    _make_what_was_found()
    _make_what_was_done()


def _make_what_came_in() -> None:
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media", sa.Text, nullable=False),
        sa.Column("acquired", sa.DateTime),
        sa.Column("url", sa.Text),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_originals"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("content", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("encoding", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("url", sa.Text),
        sa.Column("cut", sa.Text, nullable=False),
        sa.Column("segments", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("content", name="uq_reports_content"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name="fk_reports_sha256"),
    )
    op.create_index("ix_reports_sha256", "reports", ["sha256"])
    op.create_index("ix_reports_added_at", "reports", ["added_at"])
    op.create_table(
        "sightings",
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("source", "report", name="pk_sightings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_sightings_report"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name="fk_sightings_sha256"),
    )
    op.create_index("ix_sightings_report", "sightings", ["report"])


def _make_what_was_found() -> None:
    op.create_table(
        "readings",
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
        sa.Column("read_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_readings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_readings_report"),
    )
    op.create_table(
        "failures",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("failed_at", sa.DateTime, nullable=False),
        sa.Column("cleared_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_failures"),
    )
    op.create_index("ix_failures_report", "failures", ["report"])
    op.create_table(
        "fused",
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("fused", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_fused"),
    )
    op.create_table(
        "assessments",
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("fused", sa.String(32), nullable=False),
        sa.Column("hypotheses", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date),
        sa.Column("assessment", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_assessments"),
        sa.ForeignKeyConstraint(["fused"], ["fused.digest"], name="fk_assessments_fused"),
    )
    op.create_index("ix_assessments_fused", "assessments", ["fused"])


def _make_what_was_done() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("decided_at", sa.DateTime, nullable=False),
        sa.Column("undone_by", sa.Text),
        sa.Column("undone_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_subject", "decisions", ["subject"])
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("logged_at", sa.DateTime, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_log"),
    )
