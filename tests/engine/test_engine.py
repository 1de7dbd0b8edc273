"""What holds for every engine."""

import os
from collections.abc import Iterator

import pytest
from tests.engine import work

from tarjih.engine.engine import Engine
from tarjih.engine.local import LocalEngine
from tarjih.records.failure import Failure

ENGINES = {
    "here": LocalEngine(processes=1),
    "patient": LocalEngine(processes=2, patience_seconds=600),
    "processes": LocalEngine(processes=2, patience_seconds=0, chunk=3),
}


@pytest.fixture(params=ENGINES, name="engine")
def each_engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    results = engine.each(work.double, range(50), stage="reading", name=work.name)
    assert list(results) == [number * 2 for number in range(50)]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_any_number_of_items_will_do(engine: Engine, count: int) -> None:
    assert list(engine.each(work.double, range(count), stage="reading", name=work.name)) == [
        number * 2 for number in range(count)
    ]


def test_one_bad_report_becomes_a_failure_in_its_place_and_the_run_goes_on(engine: Engine) -> None:
    results = list(engine.each(work.stumble, range(12), stage="claims", name=work.name))
    failed = {number: result for number, result in enumerate(results) if isinstance(result, Failure)}
    assert [result for result in results if not isinstance(result, Failure)] == [0, 1, 2, 4, 6, 7, 10, 11]
    assert failed[3] == Failure(
        report="report-3", stage="claims", reason="wanted a report, found none: give one"
    )
    assert sorted(failed) == [3, 5, 8, 9]
    assert all("\n" not in failure.reason and len(failure.reason) <= 500 for failure in failed.values())
    assert "KeyError" in failed[5].reason
    assert "RecursionError" in failed[8].reason
    assert "MemoryError" in failed[9].reason


def test_groups_hold_the_items_that_share_a_key_in_their_order(engine: Engine) -> None:
    results = engine.grouped(work.add_up, [1, 4, 3, 2], key=work.parity, stage="fusion")
    assert list(results) == [("odd", 4), ("even", 6)]


def test_one_bad_group_becomes_a_failure_in_its_place(engine: Engine) -> None:
    odd, even = engine.grouped(work.add_up, range(8), key=work.parity, stage="fusion")
    assert odd == ("even", 12)
    assert isinstance(even, Failure)
    assert (even.report, even.stage) == ("odd", "fusion")


def test_items_are_taken_only_as_far_ahead_as_there_is_work(engine: Engine) -> None:
    """A corpus does not fit into memory."""
    taken = []

    def items() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    results = engine.each(work.double, items(), stage="reading", name=work.name)
    assert next(results) == 0
    assert len(taken) < 50
    results.close()


def test_every_engine_gives_the_same_results() -> None:
    given = {
        name: list(engine.each(work.stumble, range(20), stage="reading", name=work.name))
        for name, engine in ENGINES.items()
    }
    assert given["here"] == given["patient"] == given["processes"]


def test_work_is_done_here_as_long_as_patience_lasts_and_then_in_processes() -> None:
    def processes(patience: float) -> set[object]:
        engine = LocalEngine(processes=2, patience_seconds=patience, chunk=1)
        return set(engine.each(work.tell_process, range(3), stage="reading", name=work.name))

    assert processes(600) == {os.getpid()}
    assert os.getpid() not in processes(0)


def test_work_goes_over_to_processes_in_the_middle_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 0.0, 0.1, 0.2, 5.0])
    monkeypatch.setattr("tarjih.engine.local.monotonic", lambda: next(ticks, 9.0))
    engine = LocalEngine(processes=2, patience_seconds=1.0, chunk=2)
    results = list(engine.each(work.double, range(12), stage="reading", name=work.name))
    assert results == [number * 2 for number in range(12)]
