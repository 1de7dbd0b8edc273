import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.engine.made_up import (
    AT,
    LATER,
    make_set,
    make_steps,
    read,
    read_and_interrupt,
    write_report,
)
from tests.engine.made_up import fuse as join
from tests.engine.made_up import weigh as judge

from tarjih.engine.case import AddResult, Renewed, add, fuse, renew, weigh
from tarjih.engine.local import LocalEngine
from tarjih.engine.steps import Steps
from tarjih.errors import CaseError, InputError
from tarjih.intake.known import Known
from tarjih.store.log import find_break
from tarjih.store.store import Store

HERE = LocalEngine(processes=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "case", at=AT) as store:
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(5):
        write_report(tmp_path / "in", number)
    return tmp_path / "in"


def put(store: Store, *paths: Path, version: str = "1", at: dt.datetime = AT) -> AddResult:
    return add(store, paths, at=at, engine=HERE, steps=make_steps(version))


def dump(store: Store) -> list[str]:
    """Everything a case holds: its database as SQL, its originals by name and time of change."""
    connection = sqlite3.connect(store.folder / "case.db")
    lines = list(connection.iterdump())
    connection.close()
    files = sorted((store.folder / "originals").rglob("*"))
    return lines + [f"{path} {path.stat().st_mtime_ns}" for path in files if path.is_file()]


def test_reports_are_taken_read_and_kept_with_their_bytes(store: Store, folder: Path) -> None:
    result = put(store, folder)
    assert result == AddResult(new=("00000", "00001", "00002", "00003", "00004"), read=5)
    assert [reading.report for reading in store.readings()] == list(result.new)
    report = store.report("00003")
    assert report is not None
    assert store.originals.read(report.sha256) == (folder / "00003.txt").read_bytes()
    assert find_break(store.log()) is None


def test_adding_again_changes_nothing(store: Store, folder: Path) -> None:
    put(store, folder)
    before = dump(store)
    assert put(store, folder, at=LATER) == AddResult(known=5)
    assert dump(store) == before


def test_only_what_is_new_is_taken(store: Store, folder: Path) -> None:
    put(store, folder)
    write_report(folder, 7)
    assert put(store, folder) == AddResult(new=("00007",), known=5, read=1)


def test_a_folder_that_was_moved_is_known(store: Store, folder: Path) -> None:
    put(store, folder)
    moved = folder.rename(folder.with_name("moved"))
    assert put(store, moved) == AddResult(known=5)


def test_the_same_file_under_another_name_is_stored_once_and_counted(store: Store, folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "00000.txt").read_bytes())
    result = put(store, folder)
    assert (len(result.new), result.duplicates) == (5, 1)
    assert store.counts().duplicates == 1
    assert put(store, folder) == AddResult(known=6)


def test_the_same_line_twice_is_stored_once_and_counted(store: Store, tmp_path: Path) -> None:
    line = json.dumps({"title": "إغلاق الجسر", "text": "قالت البلدية إن الجسر أغلق صباح أمس أمام السير."})
    file = tmp_path / "list.jsonl"
    file.write_text(f"{line}\n{line}\n", encoding="utf-8")
    result = put(store, file)
    assert (len(result.new), result.duplicates) == (1, 1)
    other = line.replace("أمس", "اليوم").replace(json.dumps("أمس")[1:-1], json.dumps("اليوم")[1:-1])
    file.write_text(f"{other}\n{line}\n{line}\n", encoding="utf-8")
    again = put(store, file)
    assert (len(again.new), again.known, again.duplicates) == (1, 2, 0)


def test_the_same_file_with_another_outlet_is_another_report(store: Store, folder: Path) -> None:
    put(store, folder)
    result = add(store, [folder], at=AT, known=Known(outlet="صدى الوادي"), engine=HERE, steps=make_steps())
    assert len(result.new) == 5
    assert all(report[5] == "-" for report in result.new)
    assert store.counts().originals == 5
    assert {reading.report: reading.outlet for reading in store.readings()} == {
        **dict.fromkeys(["00000", "00001", "00002", "00003", "00004"]),
        **dict.fromkeys(result.new, "صدى الوادي"),
    }


def test_a_changed_sidecar_makes_another_report(store: Store, folder: Path) -> None:
    put(store, folder)
    (folder / "00001.txt.json").write_text(json.dumps({"outlet": "صدى الوادي"}), encoding="utf-8")
    result = put(store, folder)
    assert (len(result.new), result.known) == (1, 4)


def test_a_report_in_another_language_is_kept_and_named(store: Store, tmp_path: Path) -> None:
    english = tmp_path / "english.txt"
    english.write_text("The bridge is closed\n\nThe mayor said that the bridge was closed to all traffic.\n")
    assert put(store, english).foreign == ("english",)
    report = store.report("english")
    assert report is not None
    assert report.language == "en"


def test_what_cannot_be_used_is_told_with_its_path_and_costs_nothing_else(store: Store, folder: Path) -> None:
    (folder / "empty.txt").touch()
    write_report(folder, 8, word="ممنوع")
    (folder / "lines.jsonl").write_text('{"text": "قالت البلدية إن الجسر أغلق."}\n{"text": 3}\n')
    result = put(store, folder, folder / "none.txt")
    assert len(result.new) == 7
    assert result.read == 6
    told = {failure.report: failure.stage for failure in result.failures}
    assert told == {
        str(folder / "empty.txt"): "intake",
        str(folder / "lines.jsonl:2"): "intake",
        str(folder / "none.txt"): "intake",
        "00008": "reading",
    }
    assert {failure.report for failure in store.failures()} == set(told)
    before = dump(store)
    assert {failure.report for failure in put(store, folder, folder / "none.txt").failures} == set(told)
    assert dump(store) == before


def test_a_failure_is_over_when_its_file_is_mended(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    items = [{"text": "قالت البلدية إن الجسر أغلق صباح أمس."}, {"text": 3}]
    file.write_text(json.dumps(items), encoding="utf-8")
    put(store, file)
    assert [failure.report for failure in store.failures()] == [f"{file}:[1]"]
    items[1] = {"text": "قالت البلدية إن الجسر فتح صباح اليوم."}
    file.write_text(json.dumps(items), encoding="utf-8")
    result = put(store, file)
    assert (len(result.new), result.duplicates) == (1, 1)
    assert store.failures() == []


def test_readings_are_renewed_when_the_reader_has_changed(store: Store, folder: Path) -> None:
    put(store, folder)
    assert renew(store, at=AT, engine=HERE, steps=make_steps("1")) == Renewed()
    assert put(store, folder, version="2") == AddResult(known=5, read=5)
    assert renew(store, at=AT, engine=HERE, steps=make_steps("2")) == Renewed()


def test_processes_and_this_process_make_the_same_case(tmp_path: Path, folder: Path) -> None:
    write_report(folder, 8, word="ممنوع")
    (folder / "empty.txt").touch()
    dumps = []
    for engine in (HERE, LocalEngine(processes=2, patience_seconds=0, chunk=2)):
        with Store.create(tmp_path / f"case{len(dumps)}", at=AT) as store:
            add(store, [folder], at=AT, engine=engine, steps=make_steps())
            dumps.append([line for line in dump(store) if "'init'" not in line and 'INTO "log"' not in line])
            dumps[-1] = [line for line in dumps[-1] if line.startswith(("INSERT", "CREATE"))]
    assert dumps[0] == dumps[1]


def test_progress_is_told_for_each_source_and_each_report(store: Store, folder: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    add(store, [folder], at=AT, engine=HERE, steps=make_steps(), on_progress=lambda *step: told.append(step))
    assert told == [("intake", n, None) for n in range(1, 6)] + [("reading", n, 5) for n in range(1, 6)]


def test_ctrl_c_keeps_what_was_read_and_the_next_call_finishes(store: Store, folder: Path) -> None:
    write_report(folder, 3, word="قاطعني")
    steps = Steps(version="1", read=read_and_interrupt, fuse=join, weigh=judge)
    with pytest.raises(KeyboardInterrupt):
        add(store, [folder], at=AT, engine=HERE, steps=steps)
    assert store.counts().reports == 5
    assert 0 < store.counts().readings < 5
    left = 5 - store.counts().readings
    assert put(store, folder) == AddResult(known=5, read=left)
    assert find_break(store.log()) is None


def test_ctrl_c_in_intake_keeps_what_was_taken(store: Store, folder: Path) -> None:
    def interrupt(stage: str, done: int, total: int | None) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(store, [folder], at=AT, engine=HERE, steps=make_steps(), on_progress=interrupt)
    assert store.counts().reports == 3
    assert put(store, folder) == AddResult(new=("00003", "00004"), known=3, read=5)


def test_a_judgement_is_made_once_for_the_same_question_and_reports(store: Store, folder: Path) -> None:
    put(store, folder)
    made = []

    def count(*args: object, **kwargs: object) -> object:
        made.append(kwargs)
        return judge(*args, **kwargs)

    steps = Steps(version="1", read=read, fuse=join, weigh=count)

    def ask(**options: object) -> object:
        return weigh(store, options.pop("set", make_set()), at=AT, engine=HERE, steps=steps, **options)

    first = ask()
    before = dump(store)
    assert ask() == first
    assert dump(store) == before
    assert len(made) == 1
    ask(set=make_set(0.7))
    ask(subject="البلدية")
    ask(scale="phia")
    assert len(made) == 4
    write_report(folder, 9)
    put(store, folder)
    assert ask() != first
    assert len(made) == 5
    assert len(store.assessments()) == 5


def test_a_case_is_weighed_as_it_stood_on_a_day(store: Store, folder: Path) -> None:
    put(store, folder)
    write_report(folder, 9)
    put(store, folder, at=LATER)
    store.decide("retract", "00000", reason="a forgery", who="an analyst", at=LATER)

    def copies(as_of: dt.date | None) -> str:
        answer = weigh(store, make_set(), at=LATER, as_of=as_of, engine=HERE, steps=make_steps())
        assert answer.as_of == as_of
        return answer.confidence_en

    assert copies(AT.date()) == "4 copies"
    assert copies(None) == "4 copies"
    store.decide("retract", "00001", reason="a forgery", who="an analyst", at=LATER)
    assert copies(None) == copies(LATER.date()) == "3 copies"
    assert copies(AT.date()) == "4 copies"


def test_fusing_a_case_takes_what_weighing_saved_and_saves_nothing(store: Store, folder: Path) -> None:
    put(store, folder)
    before = dump(store)
    fused = fuse(store, steps=make_steps())
    assert fused == join(store.readings())
    assert dump(store) == before
    weigh(store, make_set(), at=AT, engine=HERE, steps=make_steps())
    refusing = Steps(version="1", read=read, fuse=lambda readings: pytest.fail("fused again"), weigh=judge)
    assert fuse(store, steps=refusing) == fused
    assert len(fuse(store, as_of=AT.date() - dt.timedelta(days=1), steps=make_steps()).copies) == 0


def test_weighing_reads_what_the_reader_of_today_has_not_read(store: Store, folder: Path) -> None:
    put(store, folder)
    weigh(store, make_set(), at=AT, engine=HERE, steps=make_steps("2"))
    assert store.unread(version="2") == []


def test_an_empty_case_gets_the_error_of_weighing_and_stays_whole(store: Store) -> None:
    with pytest.raises(InputError, match="nothing"):
        weigh(store, make_set(), at=AT, engine=HERE, steps=make_steps())
    assert store.counts().assessments == 0


def test_a_judgement_that_is_there_can_be_read_while_another_process_adds(store: Store, folder: Path) -> None:
    put(store, folder)
    first = weigh(store, make_set(), at=AT, engine=HERE, steps=make_steps())
    with Store.open(store.folder) as other, other.locked():
        assert weigh(store, make_set(), at=AT, engine=HERE, steps=make_steps()) == first


def test_two_who_add_at_once_are_told(store: Store, folder: Path) -> None:
    store.wait_seconds = 0.1
    with (
        Store.open(store.folder) as other,
        other.locked(),
        pytest.raises(CaseError, match="writing to it"),
    ):
        put(store, folder)


def test_a_reading_travels_as_json_and_is_the_same(store: Store, folder: Path) -> None:
    put(store, folder)
    report = store.report("00002")
    assert report is not None
    assert store.reading("00002") == msgspec.json.decode(
        msgspec.json.encode(read(report)), type=type(read(report))
    )
