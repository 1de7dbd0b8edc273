"""Documents are whole, or they are not there."""

import os
from pathlib import Path

import msgspec
import pytest

from tarjih.errors import InputError
from tarjih.publishing.documents import as_json, make_folder, write_whole
from tarjih.records.reading import Reading


def test_half_characters_become_replacement_characters_one_for_one() -> None:
    reading = Reading(report="r", title="قال \ud800", text="a\udfffb")
    back = msgspec.json.decode(as_json(reading), type=Reading)
    assert (back.title, back.text) == ("قال \ufffd", "a\ufffdb")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert [p.name for p in tmp_path.iterdir()] == ["one.json"]


def test_a_file_has_the_rights_that_others_have(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_whole(tmp_path / "one.json", b"x")
    assert (tmp_path / "one.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one.json"
    write_whole(path, b"first")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(InputError, match="No space left"):
        write_whole(path, b"second")
    assert path.read_bytes() == b"first"
    assert [p.name for p in tmp_path.iterdir()] == ["one.json"]


def test_a_folder_is_not_made_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match="wanted to write"):
        make_folder(tmp_path / "out")
