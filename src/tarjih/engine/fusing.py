"""Fusing a big case: its state is kept beside it, and a few reports more are grown into it.

A small case is fused anew in less time than it takes to look up what is kept.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from tarjih.engine.engine import Engine
from tarjih.engine.growing import grow, keep_all
from tarjih.engine.kept import Kept
from tarjih.engine.local import LocalEngine
from tarjih.engine.steps import Steps
from tarjih.fusion.cards import Leaf
from tarjih.fusion.fuse import event_order, join_leaves, judgement_order
from tarjih.fusion.leaves import leaf_of
from tarjih.records.assessment import HypothesisSet
from tarjih.records.event import Fused
from tarjih.records.failure import Failure
from tarjih.records.reading import Reading
from tarjih.records.ruling import CellSet, Graded, Ruled
from tarjih.store.store import Store

__all__ = ["FILE", "FROM", "as_asked", "as_whole", "is_kept", "kept_state", "kept_whole", "leaf_to_bytes"]

FROM = 200  # reports: below, all are fused anew in a few seconds
FILE = "fusion.db"
_FEW = 50  # reports more than these are fused with all others at once
_SHARE = 0.02

_reading = msgspec.json.Decoder(Reading).decode
_leaf = msgspec.msgpack.Decoder(Leaf).decode


def is_kept(steps: Steps, *, reports: int, rulings: Sequence[Ruled]) -> bool:
    """Say whether a case is fused by growing: a big one, in which nobody ruled on sameness or origins."""
    plain = all(isinstance(ruled.ruling, Graded | CellSet) for ruled in rulings)
    return steps.grows and reports >= FROM and plain


@contextmanager
def kept_state(store: Store, *, version: str, engine: Engine | None = None) -> Iterator[Kept]:
    """Open the kept state of a case, brought up to its readings as they stand.

    Args:
        store: The open case, locked for writing.
        version: Of the code and lexicons; what another one kept is made anew.
        engine: What to lay reports out on, None for this machine.
    """
    kept = Kept(store.folder / FILE)
    try:
        _bring_up(kept, store, version=version, engine=engine or LocalEngine())
        yield kept
    finally:
        kept.close()


def kept_whole(store: Store, *, version: str) -> Fused | None:
    """Return everything that is kept of a case; None where it does not stand as the readings do."""
    if not (store.folder / FILE).exists():
        return None
    kept = Kept(store.folder / FILE)
    try:
        stands = kept.about("version") == version and kept.digests() == store.reading_digests()
        return as_whole(kept) if stands else None
    finally:
        kept.close()


def leaf_to_bytes(item: tuple[str, bytes]) -> bytes:
    """Lay out one reading, given as JSON, for fusion; bytes travel between processes quicker than records."""
    return msgspec.msgpack.encode(leaf_of(_reading(item[1])))


def _bring_up(kept: Kept, store: Store, *, version: str, engine: Engine) -> None:
    wanted = store.reading_digests()
    held = kept.digests() if kept.about("version") == version else {}
    new = sorted(wanted.keys() - held.keys())
    stands = all(wanted.get(report) == digest for report, digest in held.items())
    if held and stands and len(new) <= max(_FEW, _SHARE * len(held)):
        for report, raw in store.each_reading(new):
            with kept.transaction():
                grow(kept, leaf_of(_reading(raw)), digest=wanted[report])
        return
    outcomes = engine.each(leaf_to_bytes, store.each_reading(sorted(wanted)), stage="fusion", name=_name)
    leaves = [_leaf(outcome) for outcome in outcomes if not isinstance(outcome, Failure)]
    with kept.transaction():
        keep_all(kept, join_leaves(leaves), digests=wanted)
        kept.note("version", version)


def _name(item: tuple[str, bytes]) -> str:
    return item[0]


def as_whole(kept: Kept) -> Fused:
    """Return everything that is kept, as fusing all reports at once would give it."""
    return Fused(
        events=tuple(sorted(kept.events(), key=event_order)),
        copies=kept.all_copies(),
        judgements=tuple(sorted(kept.judgements(), key=judgement_order)),
    )


def as_asked(kept: Kept, hypotheses: HypothesisSet) -> Fused:
    """Return what weighing a question needs: events that bear on it whole, of the others who plays in them.

    The judgement is the same as from the whole: an event of a type that no indicator asks for is no
    evidence, and only says who stands against whom, and until when the case reaches.
    """
    asked = {kind for indicator in hypotheses.indicators for kind in indicator.types}
    events = [*kept.briefs(but=asked), *kept.events_of_types(asked)]
    return Fused(events=tuple(sorted(events, key=event_order)), copies=kept.all_copies())
