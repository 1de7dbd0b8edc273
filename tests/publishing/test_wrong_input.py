"""Wrong input gets one clear line and costs nothing else; the case is whole afterwards."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publishing.runs import Done, environment, run, run_apart, write

from tarjih.store.store import Store

GOOD = "قال رئيس البلدية ماجد الزين إن الجسر أغلق أمس."


def loop(folder: Path) -> Path:
    path = folder / "loop.txt"
    path.symlink_to("loop.txt")
    return path


def long_line(folder: Path) -> Path:
    path = folder / "long.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n')
    return path


WRONG: dict[str, Callable[[Path], Path]] = {
    "an empty file": lambda folder: write(folder, "empty.txt", ""),
    "a file of blanks": lambda folder: write(folder, "blank.txt", " \n\t\n"),
    "a binary file": lambda folder: write(folder, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(256)),
    "a line of 50 MB": long_line,
    "no encoding": lambda folder: write(folder, "none.txt", b"\x81\x8d\x8f\x90\x9d" * 9),
    "a page without text": lambda folder: write(folder, "page.html", "<html><body><script>x</script></body>"),
    "JSON without its fields": lambda folder: write(folder, "fields.json", '{"headline": "x"}'),
    "JSON of another kind": lambda folder: write(folder, "kind.json", '{"text": 7}'),
    "half a JSON": lambda folder: write(folder, "cut.json", '{"text": "'),
    "an unreadable file": loop,
    "no file": lambda folder: folder / "nothing.txt",
    "an empty folder": lambda folder: (folder / "empty").mkdir() or folder / "empty",
}


def told_once(done: Done, name: str) -> None:
    lines = [line for line in done.told if name in line]
    assert len(lines) == 1, done.err
    assert lines[0].startswith("tarjih: ")
    assert len(lines[0]) < 600
    assert "Traceback" not in done.err
    assert "should not have happened" not in done.err


@pytest.mark.parametrize("kind", WRONG)
def test_one_wrong_file_is_told_and_the_others_are_read(kind: str, tmp_path: Path) -> None:
    wrong = WRONG[kind](tmp_path)
    write(tmp_path, "good.txt", GOOD)
    alone = run("read", wrong, home=tmp_path)
    assert (alone.code, alone.out) == (1, "")
    told_once(alone, wrong.name)
    beside = run("read", wrong, "good.txt", home=tmp_path)
    assert beside.code == 0
    assert json.loads(beside.out)["report"] == "good"
    told_once(beside, wrong.name)


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_file_leaves_the_case_whole(kind: str, tmp_path: Path) -> None:
    wrong = WRONG[kind](tmp_path)
    write(tmp_path, "good.txt", GOOD)
    run("init", "case", home=tmp_path)
    done = run("add", "case", wrong, "good.txt", home=tmp_path)
    assert done.code == 0
    told_once(done, wrong.name)
    with Store.open(tmp_path / "case") as store:
        assert [report.id for report in store.reports()] == ["good"]
        assert len(store.failures()) == 1
    assert run("show", "case", home=tmp_path).code == 0


def test_a_day_that_does_not_exist_is_told_and_left_unknown(tmp_path: Path) -> None:
    write(tmp_path, "day.json", json.dumps({"text": GOOD, "published": "2017-13-45"}))
    done = run("read", "day.json", home=tmp_path)
    assert done.code == 0
    assert json.loads(done.out)["published"] is None
    told_once(done, "day.json")
    run("init", "case", home=tmp_path)
    added = run("add", "case", "day.json", home=tmp_path)
    assert added.code == 0
    told_once(added, "day.json")


def test_extra_fields_are_let_be(tmp_path: Path) -> None:
    write(tmp_path, "more.json", json.dumps({"text": GOOD, "score": 3, "nested": {"a": [1]}}))
    done = run("read", "more.json", home=tmp_path)
    assert (done.code, done.err) == (0, "")


def test_a_wrong_day_on_the_command_line_stops_before_anything_is_done(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", GOOD)
    for arguments in (("read", "good.txt"), ("weigh", "case", "--as-of")):
        options = ("2017-13-45",) if arguments[-1] == "--as-of" else ("--published", "2017-13-45")
        done = run(*arguments, *options, home=tmp_path)
        assert (done.code, done.out) == (1, "")
        told_once(done, "2017-13-45")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", GOOD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tarjih", "read", "good.txt"],
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert "No space left" in done.stderr.decode()


def test_a_result_that_does_not_fit_leaves_nothing_half(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", f"{GOOD}\n\n" * 200)
    (tmp_path / "out").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tarjih", "read", "good.txt", "--out", "out"],
        cwd=tmp_path,
        env=environment(tmp_path, PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("command", [("weigh",), ("show",), ("add", "good.txt")])
@pytest.mark.parametrize("case", ["nothing", "folder", "good.txt"])
def test_a_folder_that_is_no_case_is_told(command: tuple[str, ...], case: str, tmp_path: Path) -> None:
    write(tmp_path, "good.txt", GOOD)
    (tmp_path / "folder").mkdir()
    done = run(command[0], case, *command[1:], home=tmp_path)
    assert (done.code, done.out) == (1, "")
    told_once(done, case)
    assert "tarjih init" in done.err


def test_a_case_is_never_made_over_something(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", GOOD)
    done = run("init", ".", home=tmp_path)
    assert done.code == 1
    assert len(done.told) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["good.txt"]


def test_a_case_of_a_newer_version_is_told_and_not_touched(tmp_path: Path) -> None:
    run("init", "case", home=tmp_path)
    database = sqlite3.connect(tmp_path / "case/case.db")
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    before = (tmp_path / "case/case.db").read_bytes()
    done = run("show", "case", home=tmp_path)
    assert done.code == 1
    told_once(done, "newer")
    assert (tmp_path / "case/case.db").read_bytes() == before


@pytest.mark.slow
def test_two_processes_do_not_write_to_one_case_at_once(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", GOOD)
    run("init", "case", home=tmp_path)
    with Store.open(tmp_path / "case") as store, store.locked():
        done = run_apart("add", "case", "good.txt", home=tmp_path)
    assert done.code == 1
    told_once(done, f"process {os.getpid()}")
    assert run("add", "case", "good.txt", home=tmp_path).code == 0


def test_an_empty_case_says_what_to_do(tmp_path: Path) -> None:
    run("init", "case", home=tmp_path)
    done = run("weigh", "case", home=tmp_path)
    assert done.code == 1
    told_once(done, "add reports")
    assert run("show", "case", home=tmp_path).code == 0


@pytest.mark.parametrize("name", [b"caf\xe9.txt", "تقرير.txt".encode(), b"a\x1b[2Jb.txt"])
def test_odd_file_names_are_no_mistake(name: bytes, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_text(GOOD, encoding="utf-8")
    done = run_apart("read", os.fsdecode(path), "--outlet", os.fsdecode(b"\xff"), home=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["title"]


def test_a_terminal_that_knows_no_arabic_gets_escapes(tmp_path: Path) -> None:
    write(tmp_path, "تقرير.txt", "")
    done = run_apart("read", "تقرير.txt", home=tmp_path, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.code == 1
    assert len(done.told) == 1
    assert done.err.isascii()
