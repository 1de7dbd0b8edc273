"""Commands run as a user runs them."""

import os
import subprocess
import sys
from pathlib import Path

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


class Done:
    """What a command printed and how it ended."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        out, err = process.communicate(timeout=120)
        self.code = process.returncode
        self.out = out.decode("utf-8")
        self.err = err.decode("utf-8")
        self.told = self.err.splitlines()


def run(*arguments: str | Path, home: Path, **more: str) -> Done:
    return Done(start(*arguments, home=home, **more))


def write(folder: Path, name: str, content: str | bytes = REPORT) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
