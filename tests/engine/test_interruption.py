"""A real process that adds to a case, killed in the middle, and a run over it again."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engine.made_up import AT, make_steps, write_report

from tarjih.engine.case import add
from tarjih.engine.local import LocalEngine
from tarjih.store.log import find_break
from tarjih.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
COUNT = 900
ADD = """
import sys
from pathlib import Path
from tarjih.engine.case import add
from tarjih.engine.local import LocalEngine
from tarjih.store.store import Store
from tests.engine.made_up import AT, make_steps

def tell(stage, done, total):
    print(stage, done, flush=True)

if __name__ == "__main__":
    engine = LocalEngine(processes=int(sys.argv[3]), patience_seconds=0)
    try:
        with Store.open(Path(sys.argv[1])) as store:
            add(store, [sys.argv[2]], at=AT, engine=engine, steps=make_steps(), on_progress=tell)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def content(folder: Path) -> list[str]:
    """Everything but the log, whose order tells of the interruption, as SQL."""
    connection = sqlite3.connect(folder / "case.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    lines = [line for line in connection.iterdump() if 'INTO "log"' not in line]
    connection.close()
    return lines


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("uninterrupted")
    for number in range(COUNT):
        write_report(folder / "in", number)
    with Store.create(folder / "case", at=AT) as store:
        add(store, [folder / "in"], at=AT, engine=LocalEngine(processes=1), steps=make_steps())
    return folder / "in", content(folder / "case")


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize(("processes", "when"), [(1, "intake 250"), (1, "reading 450"), (2, "reading 250")])
def test_a_run_after_an_interrupted_one_ends_where_an_uninterrupted_one_does(
    tmp_path: Path,
    uninterrupted: tuple[Path, list[str]],
    stop: signal.Signals,
    processes: int,
    when: str,
) -> None:
    reports, wanted = uninterrupted
    folder = tmp_path / "case"
    Store.create(folder, at=AT).close()
    script = tmp_path / "add.py"
    script.write_text(ADD, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), str(reports), str(processes)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == when:
                break
        if stop == signal.SIGINT:
            os.killpg(process.pid, stop)
        else:
            process.kill()
        _, errors = process.communicate(timeout=120)
    finally:
        process.kill()
    assert "Traceback" not in errors
    assert process.returncode == (130 if stop == signal.SIGINT else -signal.SIGKILL)
    with Store.open(folder) as store:
        counts = store.counts()
        assert counts.reports >= 200
        assert counts.readings >= (200 if when.startswith("reading") else 0)
        assert counts.readings < COUNT
        again = add(store, [reports], at=AT, engine=LocalEngine(processes=1), steps=make_steps())
        assert again.known == counts.reports
        assert again.read == COUNT - counts.readings
        assert find_break(store.log()) is None
    assert content(folder) == wanted
