"""The wheel holds what users need, and the tables in it are those of the lexicon rows."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEXICONS = ROOT / "src" / "tarjih" / "lexicons"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], zipfile.Path]:
    """The compiled tables as they were before, and a wheel, whose build compiles them anew."""
    before = {path.name: path.read_bytes() for path in sorted(LEXICONS.glob("compiled.*"))}
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    environment = os.environ | {"TARJIH_PURE": "1"}  # what is compiled has tests of its own
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return before, zipfile.Path(wheel)


@pytest.mark.slow
def test_compiled_tables_are_those_of_the_rows_byte_for_byte(
    built: tuple[dict[str, bytes], zipfile.Path],
) -> None:
    before, wheel = built
    tables = {
        p.name: p.read_bytes() for p in (wheel / "tarjih" / "lexicons").iterdir() if "compiled." in p.name
    }
    assert tables
    assert sorted(tables) == sorted(before)
    assert [name for name in tables if tables[name] != before[name]] == []


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_beside_it(
    built: tuple[dict[str, bytes], zipfile.Path],
) -> None:
    wheel = built[1]
    assert {entry.name.partition("-")[0] for entry in wheel.iterdir()} == {"tarjih"}
    assert (wheel / "tarjih" / "py.typed").exists()


@pytest.mark.slow
def test_the_wheel_holds_every_lexicon_and_every_sample(
    built: tuple[dict[str, bytes], zipfile.Path],
) -> None:
    package = ROOT / "src" / "tarjih"
    data = [p for folder in ("lexicons", "samples") for p in (package / folder).rglob("*") if p.is_file()]
    wanted = {p.relative_to(ROOT / "src").as_posix() for p in data if "__pycache__" not in p.parts}
    assert wanted <= set(built[1].root.namelist())
