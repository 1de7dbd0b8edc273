"""The commands do what they say, and what they print can be used."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from tests.publishing.runs import REPORTS, environment, run, run_apart, start, write
from typer.testing import CliRunner

from tarjih.publishing.cli import app
from tarjih.records.assessment import Assessment
from tarjih.records.event import Fused
from tarjih.records.reading import Reading

HEAVY = {
    "numpy",
    "sqlalchemy",
    "rich",
    "trafilatura",
    "resiliparse",
    "arabic_reshaper",
    "msgspec",
    "tarjih.pipeline",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    assert run("init", "case", home=home).code == 0
    added = run("add", "case", REPORTS, home=home)
    assert added.code == 0, added.err
    assert run("weigh", "case", home=home).code == 0
    return home / "case"


def write_many(path: Path, *, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            report = {"id": f"r{n}", "text": f"قال المسؤول رقم {n} إن الطريق مغلق."}
            file.write(json.dumps(report) + "\n")


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from tarjih.publishing.cli import app; "
        "app(['--help'], standalone_mode=False); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(done.stdout.split())


INNER = {"hypotheses": ["check"], "decide": ["grade"], "places": ["import"]}


def test_every_command_helps_with_an_example() -> None:
    runner = CliRunner()
    commands = re.findall(r"^  (\w+)  ", runner.invoke(app, ["--help"]).output, re.MULTILINE)
    assert set(commands) >= {"read", "fuse", "init", "add", "weigh", "show", "evaluate", "doctor", "demo"}
    for command in commands:
        arguments = [command, *INNER.get(command, ())]
        helped = runner.invoke(app, [*arguments, "--help"])
        assert helped.exit_code == 0
        assert f"$ tarjih {' '.join(arguments)}" in helped.output


def test_no_line_of_the_overview_is_cut() -> None:
    assert "..." not in CliRunner().invoke(app, ["--help"]).output.replace("[ARGS]...", "")


def test_it_says_which_version_it_is(tmp_path: Path) -> None:
    assert re.fullmatch(r"tarjih \d+\.\d+\.\d+\n", run("--version", home=tmp_path).out)


def test_a_wrong_option_is_a_matter_of_usage(tmp_path: Path) -> None:
    done = run("read", "--wrong", home=tmp_path)
    assert done.code == 2
    assert "--wrong" in done.err


def test_read_writes_one_report_a_line(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    write(tmp_path, "two.txt")
    options = ("--published", "2017-04-27", "--outlet", "صوت السهول")
    done = run("read", "one.txt", "two.txt", *options, home=tmp_path)
    readings = [msgspec.json.decode(line, type=Reading) for line in done.out.splitlines()]
    assert [reading.report for reading in readings] == ["one", "two"]
    assert {reading.outlet for reading in readings} == {"صوت السهول"}
    assert (done.code, done.err) == (0, "")


def test_read_names_files_after_reports(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    lines = [json.dumps({"id": name, "text": "قال المسؤول إن الطريق مغلق."}) for name in ("first", "second")]
    write(tmp_path, "list.jsonl", "\n".join(lines))
    done = run("read", "one.txt", "list.jsonl", "--out", "out/readings", home=tmp_path)
    assert done.code == 0
    assert sorted(p.name for p in (tmp_path / "out/readings").iterdir()) == [
        "first.json",
        "one.json",
        "second.json",
    ]
    assert done.told == ["tarjih: read 3 reports into out/readings"]


def test_read_takes_from_the_sidecar_what_the_options_do_not_say(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    write(tmp_path, "one.txt.json", json.dumps({"outlet": "صوت السهول", "published": "2017-04-27"}))
    by_itself = json.loads(run("read", "one.txt", home=tmp_path).out)
    assert (by_itself["outlet"], by_itself["published"]) == ("صوت السهول", "2017-04-27")
    unknown = json.loads(run("read", "one.txt", "--outlet", "", "--published", "", home=tmp_path).out)
    assert (unknown["outlet"], unknown["published"]) == (None, None)


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    report = REPORTS / "01-bab-statement.txt"
    assert run_apart("read", report, home=tmp_path).out == run_apart("read", report, home=tmp_path).out


def test_fuse_takes_files_lines_and_folders(tmp_path: Path) -> None:
    reports = [REPORTS / "01-bab-statement.txt", REPORTS / "02-bab-verbatim.txt"]
    run("read", *reports, "--out", "readings", home=tmp_path)
    write(tmp_path, "all.jsonl", run("read", *reports, home=tmp_path).out)
    of_files = run("fuse", *sorted((tmp_path / "readings").iterdir()), home=tmp_path)
    assert (
        of_files.out
        == run("fuse", "readings", home=tmp_path).out
        == run("fuse", "all.jsonl", home=tmp_path).out
    )
    assert run("fuse", "readings", "--out", "fused.json", home=tmp_path).code == 0
    fused = msgspec.json.decode((tmp_path / "fused.json").read_bytes(), type=Fused)
    assert fused.copies
    assert of_files.out == (tmp_path / "fused.json").read_text(encoding="utf-8")


def test_fuse_names_the_place_of_what_is_wrong_and_goes_on(tmp_path: Path) -> None:
    good = json.loads(run("read", write(tmp_path, "one.txt"), home=tmp_path).out)
    write(tmp_path, "good.json", json.dumps(good | {"score": 1}))
    write(tmp_path, "bad.json", json.dumps(good | {"title": 7}))
    write(tmp_path, "half.json", '{"report": "x"')
    done = run("fuse", "bad.json", "half.json", "good.json", home=tmp_path)
    assert done.code == 0
    assert [line.split(":")[1].strip() for line in done.told] == ["bad.json", "half.json"]
    assert "$.title" in done.told[0]
    assert run("fuse", "bad.json", home=tmp_path).code == 1


def test_adding_twice_adds_nothing(case: Path) -> None:
    done = run("add", case, REPORTS, home=case.parent)
    assert done.code == 0
    assert done.told == ["tarjih: 0 reports added, 30 known already"]


def test_add_tells_programs_what_it_did(case: Path) -> None:
    told = json.loads(run("add", case, REPORTS, "--json", home=case.parent).out)
    assert (told["new"], told["known"]) == ([], 30)


def test_weigh_prints_the_same_judgement_twice(case: Path) -> None:
    first, second = (run_apart("weigh", case, home=case.parent) for _ in range(2))
    assert first.code == 0, first.err
    assert first.out == second.out
    assert "Is the armed organisation at its end?" in first.out
    assert f"tarjih weigh {case} --why".replace(str(case.parent), "~") in first.out


def test_weigh_speaks_arabic(case: Path) -> None:
    done = run("weigh", case, "--lang", "ar", "--why", home=case.parent)
    assert done.code == 0, done.err
    assert done.out.startswith("هل اقتربت نهاية التنظيم المسلح؟")
    assert "لماذا: كل سبب ووزنه" in done.out


def test_weigh_gives_programs_the_whole_assessment(case: Path) -> None:
    done = run("weigh", case, "--json", "--hypotheses", "truce", home=case.parent)
    assert msgspec.json.decode(done.out, type=Assessment).set_id == "truce"


def test_nothing_can_be_judged_as_of_a_day_before_the_case(case: Path) -> None:
    done = run("weigh", case, "--as-of", "2001-01-01", home=case.parent)
    assert done.code == 1
    assert len(done.told) == 1


def test_show_lists_what_the_case_holds(case: Path) -> None:
    shown = run("show", case, home=case.parent)
    assert shown.code == 0, shown.err
    assert shown.out.startswith("30 reports, ")
    assert "01-bab-statement" in shown.out


def test_show_finds_report_event_and_origin(case: Path) -> None:
    document = json.loads(run("show", case, "--json", home=case.parent).out)
    event = max(document["events"], key=lambda e: len(e["origins"]))
    origin = event["origins"][0]
    for name, wanted in (("01-bab-statement", "Who says what"), (event["id"], "As the reports tell it")):
        assert wanted in run("show", case, name, home=case.parent).out
    assert origin["id"] in run("show", case, origin["id"], home=case.parent).out
    assert json.loads(run("show", case, event["id"], "--json", home=case.parent).out) == event
    reading = run("show", case, "01-bab-statement", "--json", home=case.parent).out
    assert msgspec.json.decode(reading, type=Reading).report == "01-bab-statement"
    rests = json.loads(run("show", case, origin["id"], "--json", home=case.parent).out)
    assert event["id"] in [e["id"] for e in rests["events"]]


@pytest.mark.parametrize("name", ["01-bab-statement", "14-kilis-english", "27-editorial", None])
def test_show_speaks_arabic(case: Path, name: str | None) -> None:
    done = run("show", case, *([name] if name else []), "--lang", "ar", home=case.parent)
    assert (done.code, done.err) == (0, "")
    assert re.search("[\u0600-\u06ff]", done.out)


def test_show_says_what_it_did_not_find(case: Path) -> None:
    done = run("show", case, "nothing", home=case.parent)
    assert done.code == 1
    assert done.told == [f"tarjih: {done.told[0].removeprefix('tarjih: ')}"]
    assert "tarjih show" in done.err


def test_hypotheses_are_checked_and_shown(tmp_path: Path) -> None:
    done = run("hypotheses", "check", "decline", home=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "4 hypotheses" in done.out
    write(tmp_path, "mine.toml", 'id = "mine"\n')
    wrong = run("hypotheses", "check", "mine.toml", home=tmp_path)
    assert wrong.code == 1
    assert len(wrong.told) == 1
    assert "mine.toml" in wrong.err


def test_doctor_finds_everything_in_order(tmp_path: Path) -> None:
    done = run("doctor", home=tmp_path)
    assert done.code == 0, done.out
    assert all(finding["is_right"] for finding in json.loads(run("doctor", "--json", home=tmp_path).out))


def test_evaluate_scores_marked_reports(tmp_path: Path) -> None:
    (tmp_path / "gold/txt").mkdir(parents=True)
    write(tmp_path, "gold/txt/one.txt")
    write(tmp_path, "gold/one.gold.json", json.dumps({"report": "one"}))
    write(tmp_path, "gold/index.json", json.dumps([{"id": "one", "published": "2017-04-27"}]))
    done = run("evaluate", "gold", home=tmp_path)
    assert done.code == 0, done.err
    assert "attribution found" in done.out
    assert json.loads(run("evaluate", "gold", "--json", home=tmp_path).out)["quantity"]["wanted"] == 0
    assert run("evaluate", "txt", home=tmp_path).code == 1


def test_ctrl_c_is_one_line_and_leaves_nothing_half(tmp_path: Path) -> None:
    lines = (
        json.dumps({"id": f"r{n}", "text": f"قال المسؤول رقم {n} إن الطريق مغلق."}) for n in range(20_000)
    )
    write(tmp_path, "many.jsonl", "\n".join(lines))
    process = start("read", "many.jsonl", home=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().splitlines() == ["tarjih: interrupted; what was finished is kept"]
    for line in (first + rest).splitlines():
        msgspec.json.decode(line, type=Reading)


def test_a_reader_that_goes_away_is_no_mistake(tmp_path: Path) -> None:
    lines = (
        json.dumps({"id": f"r{n}", "text": f"قال المسؤول رقم {n} إن الطريق مغلق."}) for n in range(2_000)
    )
    write(tmp_path, "many.jsonl", "\n".join(lines))
    process = start("read", "many.jsonl", home=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_an_unforeseen_error_is_one_line_unless_details_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("tarjih.publishing.commands.checking.check_hypotheses", fail)
    short = CliRunner().invoke(app, ["hypotheses", "check", "decline"])
    assert short.exit_code == 1
    assert "a wheel came off" in short.stderr
    assert "report it" in short.stderr
    assert len(short.stderr.splitlines()) == 1
    monkeypatch.setenv("TARJIH_DEBUG", "1")
    assert "Traceback" in CliRunner().invoke(app, ["hypotheses", "check", "decline"]).stderr


def test_reports_of_one_stem_in_two_folders_are_both_read(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "one.txt", f"قال رئيس بلدية {name} إن الطريق أغلق أمس.")
    done = run("read", "north/one.txt", "south/one.txt", "--out", "readings", home=tmp_path)
    first, second = sorted(path.stem for path in (tmp_path / "readings").iterdir())
    assert first == "one"
    assert re.fullmatch(r"one-[0-9a-f]{8}", second)
    assert done.code == 0
    assert done.told == [
        f"tarjih: south/one.txt ({second}): id one is taken by north/one.txt; named {second}",
        "tarjih: read 2 reports into readings",
    ]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    done = run("read", "one.txt", "one.txt", home=tmp_path)
    assert len(done.out.splitlines()) == 1
    assert "given twice" in done.told[0]


def test_weigh_speaks_in_the_vocabulary_that_is_asked_for(case: Path) -> None:
    words = {}
    for scale in ("icd203", "phia"):
        made = msgspec.json.decode(
            run("weigh", case, "--scale", scale, "--json", home=case.parent).out, type=Assessment
        )
        words[scale] = " ".join(judged.probability.word_en for judged in made.judged)
    assert words["icd203"] != words["phia"]
    assert "--scale phia" in run("weigh", case, "--scale", "phia", home=case.parent).out
    assert run("weigh", case, "--scale", "mood", home=case.parent).code == 2


def test_why_shows_margins_and_course(case: Path) -> None:
    shown = run("weigh", case, "--why", home=case.parent).out
    assert "How near the judgement is to another" in shown
    assert "The judgement day by day" in shown


@pytest.fixture
def small_case(tmp_path: Path) -> Path:
    assert run("init", "small", home=tmp_path).code == 0
    reports = [REPORTS / name for name in ("13-kilis-statement.txt", "17-kilis-witness.txt")]
    assert run("add", "small", *reports, home=tmp_path).code == 0
    return tmp_path / "small"


def test_a_retracted_report_counts_no_more_and_stays_on_record(small_case: Path) -> None:
    home = small_case.parent
    before = run("weigh", "small", "--json", home=home).out
    done = run("retract", "small", "17-kilis-witness", "--reason", "withdrawn by its outlet", home=home)
    assert (done.code, done.out) == (0, "")
    assert done.told == [
        "tarjih: retracted 17-kilis-witness; what rests on it follows with the next: tarjih weigh small"
    ]
    after = run("weigh", "small", "--json", home=home).out
    assert "17-kilis-witness" in before
    assert "17-kilis-witness" not in after
    listed = json.loads(run("show", "small", "--json", home=home).out)
    assert [report["id"] for report in listed["reports"]] == ["13-kilis-statement"]
    assert [d["reason"] for d in listed["retracted"]] == ["withdrawn by its outlet"]


@pytest.mark.parametrize(("language", "mark"), [("en", "retracted on"), ("ar", "سُحب يوم")])
def test_show_marks_a_retracted_report(small_case: Path, language: str, mark: str) -> None:
    home = small_case.parent
    run("retract", "small", "17-kilis-witness", "--reason", "سحبته قناته", home=home)
    listed = run("show", "small", "--lang", language, home=home).out
    (line,) = [line for line in listed.splitlines() if "17-kilis-witness" in line]
    assert mark in line
    assert "سحبته قناته" in line
    alone = run("show", "small", "17-kilis", "--lang", language, home=home).out
    assert mark in alone.splitlines()[0]


def test_retract_wants_a_known_standing_report_and_a_reason(small_case: Path) -> None:
    home = small_case.parent
    unknown = run("retract", "small", "17-kilis", "--reason", "false", home=home)
    assert (unknown.code, len(unknown.told)) == (1, 1)
    assert "tarjih show small" in unknown.err
    empty = run("retract", "small", "17-kilis-witness", "--reason", " ", home=home)
    assert (empty.code, len(empty.told)) == (1, 1)
    assert run("retract", "small", "17-kilis-witness", home=home).code == 2
    assert run("retract", "small", "17-kilis-witness", "--reason", "false", home=home).code == 0
    again = run("retract", "small", "17-kilis-witness", "--reason", "false", home=home)
    assert (again.code, len(again.told)) == (1, 1)
    assert "already (false)" in again.err
