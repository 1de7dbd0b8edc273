import re
import sqlite3
import stat
from pathlib import Path

import pytest
from tests.store.arrivals import AT, make_arrival

from tarjih.errors import CaseError
from tarjih.store.schema import HEAD
from tarjih.store.store import Store


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def refusal(folder: Path) -> str:
    """What opening the folder says; it must be one line with what was wanted, found and is to be done."""
    with pytest.raises(CaseError) as caught:
        Store.open(folder)
    return check_line(str(caught.value))


def check_line(message: str) -> str:
    assert "\n" not in message
    assert re.fullmatch(r"wanted .+ found .+[:;] .+", message)
    return message


def make_case(folder: Path) -> Path:
    with Store.create(folder, at=AT) as store:
        store.add_report(make_arrival(1), at=AT)
    return folder


def test_a_new_case_is_a_database_beside_its_originals_for_its_owner_only(tmp_path: Path) -> None:
    folder = make_case(tmp_path / "deep" / "case")
    assert {p.name for p in folder.iterdir()} == {"case.db", "originals", ".lock"}
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


def test_a_case_can_be_made_in_an_empty_folder(tmp_path: Path) -> None:
    make_case(tmp_path)
    with Store.open(tmp_path) as store:
        assert store.counts().reports == 1


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "originals/x"])
def test_a_case_is_not_made_in_a_folder_that_holds_something(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(CaseError, match="wanted an empty folder") as caught:
        Store.create(tmp_path, at=AT)
    check_line(str(caught.value))
    assert contents(tmp_path) == before


def test_a_case_is_not_made_over_a_case_or_a_file(tmp_path: Path) -> None:
    folder = make_case(tmp_path / "case")
    with pytest.raises(CaseError, match="found a case in"):
        Store.create(folder, at=AT)
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(CaseError, match="found a file at"):
        Store.create(file, at=AT)


def test_making_a_case_that_was_interrupted_can_be_done_again(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    (folder / "originals").mkdir(parents=True)
    (folder / ".lock").touch()
    (folder / ".case.db.new").write_bytes(b"half")
    (folder / ".case.db.new-journal").write_bytes(b"half")
    assert "case folder" in refusal(folder)
    make_case(folder)
    assert {p.name for p in folder.iterdir()} == {"case.db", "originals", ".lock"}


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path) -> None:
    assert "found nothing at" in refusal(tmp_path / "none")
    assert "tarjih init" in refusal(tmp_path / "none")
    assert "found none of its files" in refusal(tmp_path)
    (tmp_path / "file").touch()
    assert "found a file at" in refusal(tmp_path / "file")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "case.db")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = contents(tmp_path)
    assert "not Tarjih's" in refusal(tmp_path)
    assert contents(tmp_path) == before


def test_an_empty_file_instead_of_a_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.db").touch()
    assert "not Tarjih's" in refusal(tmp_path)
    assert contents(tmp_path) == {"case.db": b""}


def test_a_case_of_a_newer_version_is_refused_and_untouched(tmp_path: Path) -> None:
    folder = make_case(tmp_path / "case")
    connection = sqlite3.connect(folder / "case.db")
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    before = contents(folder)
    assert f"wanted a case of version {HEAD} or older, found version 0999" in refusal(folder)
    assert contents(folder) == before


@pytest.mark.parametrize("where", ["head", "middle", "short"])
def test_a_damaged_database_is_refused_and_untouched(tmp_path: Path, where: str) -> None:
    folder = make_case(tmp_path / "case")
    path = folder / "case.db"
    raw = path.read_bytes()
    noise = bytes(range(1, 256)) * 20
    if where == "head":
        path.write_bytes(noise[:200] + raw[200:])
    elif where == "middle":
        path.write_bytes(raw[:100] + noise + raw[100 + len(noise) :])
    else:
        path.write_bytes(raw[: len(raw) // 3])
    before = contents(folder)
    assert "damaged" in refusal(folder)
    assert contents(folder) == before


def test_damage_found_while_working_is_one_line_too(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Store.create(folder, at=AT) as store:
        store.add_reports([make_arrival(n) for n in range(300)], at=AT)
    path = folder / "case.db"
    raw = bytearray(path.read_bytes())
    half = len(raw) // 2
    raw[half:] = b"\xff" * (len(raw) - half)
    path.write_bytes(raw)
    with Store.open(folder) as store, pytest.raises(CaseError) as caught:
        store.reports()
    assert "damaged" in check_line(str(caught.value))


def test_a_full_database_is_one_line_and_leaves_what_was_saved(tmp_path: Path) -> None:
    """SQLite's own limit of pages gives the same error as a disk that is full."""
    folder = tmp_path / "case"
    with Store.create(folder, at=AT) as store:
        store.add_reports([make_arrival(n) for n in range(10)], at=AT)
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(CaseError) as caught:
            store.add_reports([make_arrival(n) for n in range(10, 200)], at=AT)
        assert "no space left" in check_line(str(caught.value))
        assert store.counts().reports == 10
    with Store.open(folder) as store:
        assert store.counts().reports == 10
        store.add_reports([make_arrival(n) for n in range(10, 200)], at=AT)
        assert store.counts().reports == 200
