"""Two processes on one case, a full disk, kill -9 and Ctrl-C: with real processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.store.arrivals import AT, make_arrival

from tarjih.errors import CaseError
from tarjih.store.log import find_break
from tarjih.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
    import os, sys, time
    from pathlib import Path
    from tarjih.store.store import Store
    from tests.store.arrivals import AT, make_arrival
    folder = Path(sys.argv[1])
"""


@contextmanager
def running(code: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run Python code beside us, and never leave it behind."""
    script = textwrap.dedent(BEGIN) + textwrap.dedent(code)
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src:."},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Store.create(tmp_path / "case", at=AT).close()
    return tmp_path / "case"


def check_whole(folder: Path) -> int:
    """Check that database, originals and log agree; return the number of reports."""
    connection = sqlite3.connect(folder / "case.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with Store.open(folder) as store:
        for report in store.reports():
            assert store.originals.read(report.sha256) == report.text.encode()
        assert find_break(store.log()) is None
        return store.counts().reports


HOLD_THE_LOCK = """
    with Store.open(folder) as store, store.locked():
        print("holding", flush=True)
        sys.stdin.readline()
        store.add_report(make_arrival(1), at=AT)
"""


def test_a_second_writer_waits_a_bounded_time_and_is_told_who_writes(folder: Path) -> None:
    with running(HOLD_THE_LOCK, folder) as first:
        assert wait_for_line(first) == "holding"
        with Store.open(folder) as store:
            store.wait_seconds = 0.2
            with pytest.raises(CaseError) as caught, store.locked():
                pass
            assert f"found process {first.pid} writing to it (waited 0.2 s)" in str(caught.value)
            assert store.counts().reports == 0  # reading is free meanwhile
        first.communicate("go on\n")
        assert first.returncode == 0
    assert check_whole(folder) == 1


def test_a_second_writer_goes_on_when_the_first_is_done(folder: Path) -> None:
    with running(HOLD_THE_LOCK, folder) as first:
        assert wait_for_line(first) == "holding"
        assert first.stdin is not None
        first.stdin.write("go on\n")
        first.stdin.flush()
        with Store.open(folder) as store, store.locked():
            store.add_report(make_arrival(2), at=AT)
            assert store.counts().reports == 2
    assert check_whole(folder) == 2


def test_a_lock_is_free_when_its_holder_is_killed(folder: Path) -> None:
    with running(HOLD_THE_LOCK, folder) as first:
        assert wait_for_line(first) == "holding"
        first.kill()
        first.wait()
        with Store.open(folder) as store, store.locked():
            store.add_report(make_arrival(2), at=AT)
    assert check_whole(folder) == 1


def test_a_database_locked_by_another_program_is_one_line(folder: Path) -> None:
    """Another program knows nothing of our lock file; SQLite's own lock stops us then."""
    other = sqlite3.connect(folder / "case.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(folder) as store:
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with pytest.raises(CaseError, match="locked by another program"):
            store.add_report(make_arrival(1), at=AT)
    other.rollback()
    other.close()
    assert check_whole(folder) == 0


ADD_UNTIL_STOPPED = """
    try:
        with Store.open(folder) as store, store.locked():
            for batch in range(1_000):
                with store.transaction():
                    store.add_reports([make_arrival(batch * 20 + n) for n in range(20)], at=AT)
                print(batch, flush=True)
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("batches", [1, 7])
def test_a_process_stopped_while_adding_loses_no_batch_it_told_of(
    folder: Path, stop: signal.Signals, batches: int
) -> None:
    with running(ADD_UNTIL_STOPPED, folder) as process:
        for _ in range(batches):
            told = int(wait_for_line(process))
        process.send_signal(stop)
        rest, errors = process.communicate()
        told = max([told, *map(int, rest.split())])
        assert errors == ""
        assert process.returncode == (130 if stop == signal.SIGINT else -signal.SIGKILL)
    count = check_whole(folder)
    assert count % 20 == 0
    assert count >= (told + 1) * 20
    with Store.open(folder) as store, store.locked():
        store.add_reports([make_arrival(n) for n in range(count + 20)], at=AT)
        assert list((folder / "originals" / "incoming").iterdir()) == []
    assert check_whole(folder) == count + 20


FILL_THE_DISK = """
    import resource
    from tarjih.errors import CaseError
    from tests.store.arrivals import make_arrival
    import msgspec, hashlib
    raw = b"x" * 2_000_000
    sha256 = hashlib.sha256(raw).hexdigest()
    arrival = make_arrival(2)
    original = msgspec.structs.replace(arrival.original, sha256=sha256, size=len(raw))
    report = msgspec.structs.replace(arrival.report, sha256=sha256)
    big = msgspec.structs.replace(arrival, original=original, report=report, raw=raw)
    with Store.open(folder) as store, store.locked():
        store.add_report(make_arrival(1), at=AT)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
        try:
            store.add_report(big, at=AT)
        except CaseError as error:
            print(error)
            print(len(list((folder / "originals" / "incoming").iterdir())))
"""


def test_a_disk_without_room_for_an_original_is_one_line_and_leaves_the_case_whole(folder: Path) -> None:
    """A limit on the size of files makes the system refuse the write for real."""
    with running(FILL_THE_DISK, folder) as process:
        out, errors = process.communicate()
    line, left = out.strip().split("\n")
    assert errors == ""
    assert "found no space left on its disk: make room" in line
    assert left == "0"
    assert check_whole(folder) == 1
