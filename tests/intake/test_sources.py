"""Files and folders to bytes."""

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

import pytest

from tarjih.intake.known import known
from tarjih.intake.sources import Source, files, original_of
from tarjih.intake.take import take_files
from tarjih.records.failure import Failure
from tarjih.records.report import Report

TEXT = "قصف على أطراف بلدة النهر\n\nقال سكان في بلدة النهر إن قصفا طال أطراف البلدة منذ الفجر."


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def the_failure(path: Path) -> Failure:
    (taken,) = files([path])
    assert isinstance(taken, Failure)
    assert "wanted" in taken.reason
    assert ", found " in taken.reason
    assert "\n" not in taken.reason
    return taken


def test_folders_are_walked_by_name_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/.hidden.txt", ".git/x.txt", "c.jsonl"):
        write(tmp_path / name, '{"text": "نص"}' if name.endswith("jsonl") else TEXT)
    found = [source for source in files([tmp_path]) if isinstance(source, Source)]
    assert [Path(source.path).relative_to(tmp_path).as_posix() for source in found] == [
        "a/z.html",
        "b.txt",
        "c.jsonl",
    ]


def test_a_sidecar_goes_with_its_report(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "a.txt.json", '{"outlet": "شبكة المثال", "published": "2019-03-04"}')
    (taken,) = take_files([tmp_path])
    assert isinstance(taken.outcome, Report)
    assert (taken.outcome.id, taken.outcome.outlet) == ("a", "شبكة المثال")
    assert taken.outcome.published == dt.date(2019, 3, 4)
    assert list(take_files([tmp_path / "a.txt.json"])) == []


def test_a_sidecar_alone_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt.json", '{"outlet": "شبكة المثال"}')
    (taken,) = take_files([tmp_path])
    assert isinstance(taken.outcome, Failure)
    assert "wanted a field text or html" in taken.outcome.reason


def test_lines_are_sources_of_their_own(tmp_path: Path) -> None:
    lines = [json.dumps({"id": x, "text": TEXT}, ensure_ascii=False) for x in "ab"]
    path = write(tmp_path / "a.jsonl", "\n".join([lines[0], "", lines[1]]) + "\n")
    found = [source for source in files([path]) if isinstance(source, Source)]
    assert [(source.line, source.raw.decode()) for source in found] == [(1, lines[0]), (3, lines[1])]
    taken = [outcome.outcome for outcome in take_files([path])]
    assert [outcome.sha256 for outcome in taken] == [hashlib.sha256(x.encode()).hexdigest() for x in lines]


def test_an_original_knows_its_bytes() -> None:
    when = dt.datetime(2019, 3, 4, tzinfo=dt.UTC)
    original = original_of(b"abc", name="a.html", acquired=when)
    assert (original.size, original.media, original.acquired) == (3, "text/html", when)
    assert original.sha256 == hashlib.sha256(b"abc").hexdigest()


def test_what_the_user_says_holds_for_all(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", TEXT + " ثم")
    taken = [item.outcome for item in take_files([tmp_path], known=known(outlet="شبكة"))]
    assert {outcome.outlet for outcome in taken if isinstance(outcome, Report)} == {"شبكة"}


def test_two_files_of_one_stem_are_kept_apart(tmp_path: Path) -> None:
    first = write(tmp_path / "1" / "a.txt")
    second = write(tmp_path / "2" / "a.txt", TEXT + " ثم")
    one, two = (item.outcome for item in take_files([first, second]))
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert (one.id, two.id) == ("a", f"a-{two.sha256[:8]}")
    assert f"id a is taken by {first}; named {two.id}" in two.notes


def test_two_lines_of_one_id_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": "x", "text": "نص أول"}\n{"id": "x", "text": "نص ثان"}\n')
    _, taken = take_files([path])
    assert isinstance(taken.outcome, Failure)
    assert "which a.jsonl:1 has" in taken.outcome.reason


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (taken,) = take_files([write(tmp_path / name, "")])
    assert isinstance(taken.outcome, Failure)
    assert "found an empty file" in taken.outcome.reason


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in the_failure(tmp_path / "none.txt").reason
    assert the_failure(Path("a\0b")).reason


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(tmp_path / "none")
    assert "no such file" in the_failure(link).reason
    assert "no such file" in the_failure(tmp_path).reason


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert "symbolic links" in the_failure(tmp_path / "a.txt").reason


def test_folders_that_link_to_themselves_end(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(files([tmp_path]))) == 1


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "a named pipe" in the_failure(tmp_path / "a.txt").reason
    assert "a named pipe" in the_failure(tmp_path).reason


def test_a_file_that_cannot_be_read_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt")

    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied; check path and rights" in the_failure(path).reason


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "an empty one" in the_failure(tmp_path).reason


def test_a_file_of_another_kind_in_a_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.pdf", "%PDF-1.7")
    _, failure = files([tmp_path])
    assert isinstance(failure, Failure)
    assert "found .pdf" in failure.reason


def test_a_file_of_50_mb(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert "wanted at most 20 MB in one file, found 50 MB" in the_failure(path).reason


def test_a_line_of_50_mb_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = b'{"text": "\xd9\x86\xd8\xb5"}'
    path.write_bytes(good + b"\n" + b"x" * 50_000_000 + b"\n" + good)
    first, failure, last = files([path])
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert last.line == 3
    assert isinstance(failure, Failure)
    assert failure.report == f"{path}:2"
    assert failure.reason.startswith("wanted at most 20 MB in one line, found more; ")


def test_a_binary_jsonl_is_refused_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(bytes(range(256)) * 100)
    assert "binary data" in the_failure(path).reason


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(TEXT, encoding="utf-8")
    (taken,) = take_files([path])
    assert isinstance(taken.outcome, Report)
    taken.outcome.id.encode()
