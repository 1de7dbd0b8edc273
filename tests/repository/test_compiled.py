"""Compiled modules say what the sources say, byte for byte; without a compiler a wheel is pure."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import compile_modules

ROOT = Path(__file__).resolve().parents[2]
READ = """
import hashlib, json, sys
from pathlib import Path
import msgspec
from tarjih.pipeline import read_report
from tarjih.reading import tokens
from tarjih.records.report import Report

readings = {}
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    text = path.read_text(encoding="utf-8")
    for published in (None, "2024-03-11"):
        report = msgspec.convert(
            dict(id=path.stem, title=text.split("\\n")[0], text=text, published=published,
                 sha256=hashlib.sha256(text.encode()).hexdigest()), Report)
        readings[f"{path.stem} {published}"] = msgspec.json.encode(read_report(report)).decode()
print(json.dumps([Path(tokens.__file__).suffix, readings]))
"""


def readings(*paths: Path, samples: Path) -> tuple[str, dict[str, str]]:
    """How the module of tokens is kept, and what is read of every sample, with these folders on the path."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", READ, str(samples)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    suffix, found = json.loads(done.stdout)
    return suffix, found


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the sample case, and one of numbers, times and names of all kinds."""
    folder = tmp_path_factory.mktemp("samples")
    reports = sorted((ROOT / "src" / "tarjih" / "samples").rglob("*.txt"))
    for number, path in enumerate(reports):
        (folder / f"{number}.txt").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    rows = [
        json.loads(line)
        for path in sorted((ROOT / "tests" / "cases").rglob("*in_the_wild.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    cases = [row["text"] for row in rows if isinstance(row.get("text"), str)]
    assert cases
    (folder / "cases.txt").write_text("\n".join(cases), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_compiled_modules_read_the_same_as_the_sources(samples: Path, tmp_path: Path) -> None:
    """Where nothing can be compiled, a wheel is the sources, and the wheel's test below holds that."""
    source = ROOT / "src"
    wanted = readings(source, samples=samples)
    assert wanted[0] == ".py"
    if compile_modules.obstacle() is not None:
        assert readings(source, samples=samples) == wanted
        return
    libraries = compile_modules.compile_modules(source, tmp_path / "out")
    package = tmp_path / "package"
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = package / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(path)
    for path, name in libraries.items():
        (package / name).symlink_to(path)
    suffix, found = readings(package, samples=samples)
    assert suffix != ".py"
    assert found == wanted[1]


def test_modules_that_make_records_are_left_to_msgspec() -> None:
    """mypyc ignores how a record is declared."""
    package = ROOT / "src" / "tarjih"
    names = {path.relative_to(package).as_posix() for path in compile_modules.modules(package)}
    assert "reading/tokens.py" in names
    assert "claims/tables.py" not in names
    assert not [name for name in names if name.endswith("__init__.py")]


def test_says_what_keeps_it_from_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TARJIH_PURE", "0")
    monkeypatch.setenv("CC", "no-such-compiler -O1")
    assert compile_modules.obstacle() == "no C compiler (no-such-compiler) was found"
    monkeypatch.setenv("TARJIH_PURE", "1")
    assert compile_modules.obstacle() == "TARJIH_PURE=1 asks for none"


@pytest.mark.slow
def test_a_wheel_without_compiler_is_pure(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    environment = os.environ | {"TARJIH_PURE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*-py3-none-any.whl")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".so")]
    assert "pure Python" in done.stdout + done.stderr
