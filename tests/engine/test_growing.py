"""A case that grew report by report is the case that was fused at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fusion.test_fuse import POOL

from tarjih.engine import fusing, growing
from tarjih.engine.fusing import as_asked, as_whole
from tarjih.engine.growing import grow, keep_all
from tarjih.engine.kept import CARDS, CROSSING, FACTS, TEXT, Kept
from tarjih.fusion import copying, groups
from tarjih.fusion.cards import Leaf
from tarjih.fusion.fuse import fuse_leaves, join_leaves
from tarjih.fusion.leaves import leaf_of
from tarjih.pipeline import hypotheses, weigh
from tarjih.records.event import Fused

LEAVES = [leaf_of(reading) for reading in POOL]


@pytest.fixture
def kept() -> Iterator[Kept]:
    state = Kept(None)
    yield state
    state.close()


def grown(numbers: Sequence[int], *, at_once: int) -> Fused:
    """Fuse the first few at once and grow the others into them, one by one."""
    leaves = [LEAVES[n] for n in numbers]
    state = Kept(None)
    try:
        first = join_leaves(leaves[:at_once])
        keep_all(state, first, digests={leaf.report: "" for leaf in leaves})
        for leaf in leaves[at_once:]:
            with state.transaction():
                grow(state, leaf, digest="")
        return as_whole(state)
    finally:
        state.close()


orders = st.lists(st.integers(0, len(LEAVES) - 1), min_size=1, max_size=14, unique=True)
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(orders, st.integers(0, 14))
def test_reports_added_in_any_order_give_what_all_at_once_give(order: list[int], at_once: int) -> None:
    assert grown(order, at_once=at_once) == fuse_leaves(LEAVES[n] for n in order)


@quick
@given(orders)
def test_so_they_do_where_more_meet_than_a_window_holds(
    monkeypatch: pytest.MonkeyPatch, order: list[int]
) -> None:
    for module in (copying, groups, growing):
        for name in ("TEXTS", "REPORTS", "ACCOUNTS"):
            monkeypatch.setattr(module, name, 2, raising=False)
    monkeypatch.setattr(growing, "_WINDOWS", dict.fromkeys((TEXT, FACTS, CROSSING, CARDS), 2))
    assert grown(order, at_once=1) == fuse_leaves(LEAVES[n] for n in order)


def test_the_whole_pool_grown_backwards_is_the_whole_pool() -> None:
    assert grown(range(len(LEAVES) - 1, -1, -1), at_once=0) == fuse_leaves(LEAVES)


def test_a_question_is_judged_the_same_from_what_it_asks_for(kept: Kept) -> None:
    keep_all(kept, join_leaves(LEAVES), digests={leaf.report: "" for leaf in LEAVES})
    for name in ("decline", "truce"):
        asked = hypotheses(name)
        assert weigh(as_asked(kept, asked), hypotheses=asked) == weigh(as_whole(kept), hypotheses=asked)


def test_a_leaf_survives_being_kept() -> None:
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(LEAVES), type=list[Leaf])
    assert fuse_leaves(again) == fuse_leaves(LEAVES)


def test_what_fails_half_way_leaves_no_trace(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_all(kept, join_leaves(LEAVES[:8]), digests={leaf.report: "" for leaf in LEAVES})
    before = as_whole(kept)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(growing, "event_of", fail)
    with pytest.raises(RuntimeError), kept.transaction():
        grow(kept, LEAVES[9], digest="")
    assert as_whole(kept) == before
    assert LEAVES[9].report not in kept.digests()


def test_a_kept_state_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    state = Kept(tmp_path / fusing.FILE)
    keep_all(state, join_leaves(LEAVES), digests={leaf.report: "" for leaf in LEAVES})
    state.note("version", "1")
    before = as_whole(state)
    state.close()
    again = Kept(tmp_path / fusing.FILE)
    assert again.about("version") == "1"
    assert as_whole(again) == before
    again.close()
