"""Commands run as a user runs them."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from tarjih.publishing.cli import app

REPORTS = Path(__file__).resolve().parents[2] / "src" / "tarjih" / "samples" / "reports"
REPORT = """تعزيزات تصل إلى البلدة

قال المتحدث باسم المجلس المحلي سامر الوادي إن ثلاثة مسلحين قتلوا أمس في بلدة الراعي.
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        **more,
    }


def start(*arguments: str | Path, home: Path, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tarjih", *map(str, arguments)],
        cwd=home,
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


class Done(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        return self.err.splitlines()


def run_apart(*arguments: str | Path, home: Path, **more: str) -> Done:
    """Run a command in a process of its own."""
    process = start(*arguments, home=home, **more)
    out, err = process.communicate(timeout=120)
    return Done(process.returncode, out.decode("utf-8"), err.decode("utf-8"))


def run(*arguments: str | Path, home: Path, **more: str) -> Done:
    """Run a command in this process, which takes a tenth of the time."""
    with contextlib.chdir(home):
        done = CliRunner(env=environment(home, **more)).invoke(app, [*map(str, arguments)])
    return Done(done.exit_code, done.stdout, done.stderr)


def write(folder: Path, name: str, content: str | bytes = REPORT) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
