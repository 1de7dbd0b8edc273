"""The steps of the pipeline as a case uses them, and the version that tells when to take them again."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypedDict

from tarjih.records.assessment import Assessment, HypothesisSet
from tarjih.records.event import Fused
from tarjih.records.identity import content_id
from tarjih.records.readers import ReadClaims, ReadNames
from tarjih.records.reading import Reading
from tarjih.records.report import Report
from tarjih.records.ruling import Ruled

if TYPE_CHECKING:
    from tarjih.weighing.probability import Scale

__all__ = ["Fuse", "Steps", "Weigh", "own_steps"]


class Fuse(Protocol):
    """A function that fuses readings."""

    def __call__(self, readings: Sequence[Reading], *, rulings: Sequence[Ruled]) -> Fused:
        """Fuse; see `tarjih.pipeline.fuse`."""
        ...


class Weigh(Protocol):
    """A function that judges hypotheses by fused events."""

    def __call__(
        self,
        fused: Fused,
        *,
        hypotheses: HypothesisSet,
        subject: str | None,
        rulings: Sequence[Ruled],
        as_of: dt.date | None,
        scale: "Scale",
    ) -> Assessment:
        """Judge; see `tarjih.pipeline.weigh`."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """What is done to the reports of a case.

    `version` changes with the code and lexicons of any step: readings and judgements of another version
    are made anew. `read` can be pickled, as a named function of a module can, for another process to find it.
    """

    version: str
    read: Callable[[Report], Reading]
    fuse: Fuse
    weigh: Weigh
    grows: bool = False


class _Readers(TypedDict, total=False):
    names: ReadNames
    claims: ReadClaims


def own_steps(*, names: ReadNames | None = None, claims: ReadClaims | None = None) -> Steps:
    """Return the steps of Tarjih's own pipeline.

    Args:
        names: What finds names, None for our own rules. Another process must be able to unpickle it.
        claims: What finds claims, in the same way.

    Returns:
        Steps whose version names the readers too, so that a case reads anew where they change.
    """
    # Late: the pipeline loads every stage with its lexicons, which whoever brings own steps may not need.
    from tarjih.pipeline import fuse, name_readers, read_report, version, weigh

    others: _Readers = {}
    if names is not None:
        others["names"] = names
    if claims is not None:
        others["claims"] = claims
    if not others:
        return Steps(version=version(), read=read_report, fuse=fuse, weigh=weigh, grows=True)
    made_by = content_id("R", version(), name_readers(**others))
    return Steps(version=made_by, read=partial(read_report, **others), fuse=fuse, weigh=weigh, grows=True)
