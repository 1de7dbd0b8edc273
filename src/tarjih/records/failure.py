"""Failure: which stage refused which report, and why."""

from typing import Literal

from tarjih.records.record import Record

__all__ = ["Failure"]


class Failure(Record, frozen=True, kw_only=True):
    """A report, or a file that should have held one, that could not be used; the run goes on."""

    report: str
    stage: Literal["intake", "reading", "claims", "fusion", "weighing"]
    reason: str
    sha256: str | None = None
