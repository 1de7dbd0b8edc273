"""What only the engine of one machine has to stand: processes that die, Ctrl-C, a killed parent."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engine import work

from tarjih.engine.local import LocalEngine
from tarjih.records.failure import Failure

ROOT = Path(__file__).resolve().parents[2]


def test_a_report_that_kills_its_process_costs_only_itself() -> None:
    engine = LocalEngine(processes=2, patience_seconds=0, chunk=4)
    results = list(engine.each(work.die, range(20), stage="reading", name=work.name))
    failed = [result.report for result in results if isinstance(result, Failure)]
    assert failed == ["report-6", "report-13"]
    assert [r for r in results if not isinstance(r, Failure)] == [n for n in range(20) if n not in {6, 13}]


def test_a_result_that_cannot_be_sent_costs_only_itself() -> None:
    engine = LocalEngine(processes=2, patience_seconds=0, chunk=4)
    results = list(engine.each(work.give_what_cannot_be_sent, range(10), stage="reading", name=work.name))
    assert [number for number, result in enumerate(results) if isinstance(result, Failure)] == [4]


def test_ctrl_c_is_as_it_was_after_a_run() -> None:
    before = signal.getsignal(signal.SIGINT)
    list(
        LocalEngine(processes=2, patience_seconds=0).each(
            work.double, range(9), stage="reading", name=work.name
        )
    )
    assert signal.getsignal(signal.SIGINT) is before


ENDLESS = """
import itertools, sys
from tarjih.engine.local import LocalEngine
from tests.engine import work
if __name__ == "__main__":
    seen = set()
    try:
        for pid in LocalEngine(processes=2, patience_seconds=0, chunk=1).each(
            work.tell_process, itertools.count(), stage="reading", name=work.name
        ):
            if pid not in seen:
                seen.add(pid)
                print(pid, flush=True)
    except KeyboardInterrupt:
        print("ended", flush=True)
        sys.exit(130)
"""


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_a_run_that_is_stopped(tmp_path: Path, stop: signal.Signals) -> None:
    """Ctrl-C reaches the whole group, as in a terminal; kill -9 only the parent."""
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        workers = [int(process.stdout.readline())]
        if stop == signal.SIGINT:
            os.killpg(process.pid, stop)
        else:
            process.kill()
        # The workers hold our ends of the pipes too: this returns when the last of them is gone.
        out, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    if stop == signal.SIGINT:
        assert errors == ""
    # After kill -9 Python's own resource tracker tells that it tidied up; our processes say nothing.
    assert "Traceback" not in errors
    workers += [int(line) for line in out.split() if line.isdecimal()]
    assert process.returncode == (130 if stop == signal.SIGINT else -signal.SIGKILL)
    assert [pid for pid in workers if is_alive(pid)] == []
