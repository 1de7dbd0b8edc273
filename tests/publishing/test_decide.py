"""`tarjih decide`: a person's word, kept with its reason, followed by everything downstream."""

import json
from pathlib import Path

import pytest
from tests.publishing.runs import REPORTS, run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert run("init", "small", home=tmp_path).code == 0
    reports = [REPORTS / name for name in ("13-kilis-statement.txt", "17-kilis-witness.txt")]
    assert run("add", "small", *reports, home=tmp_path).code == 0
    return tmp_path


def judged(home: Path, *options: str) -> dict:
    return json.loads(run("weigh", "small", "--json", *options, home=home).out)


def events(home: Path) -> list[dict]:
    return json.loads(run("show", "small", "--json", home=home).out)["events"]


def with_origin(home: Path) -> dict:
    """An event of the case that bears on the question and names an origin."""
    weighed = {e["event"] for e in judged(home)["evidence"]}
    return next(e for e in events(home) if e["origins"] and e["id"] in weighed)


def test_a_grade_moves_the_judgement_and_undoing_it_moves_it_back(home: Path) -> None:
    before = judged(home)
    origin = with_origin(home)["origins"][0]
    done = run("decide", "grade", "small", origin["id"], "E", "--reason", "made up twice", home=home)
    assert (done.code, done.out) == (0, "")
    assert done.told == [
        f"tarjih: decision 1: {origin['name']}; what follows from it comes with the next: tarjih weigh small"
    ]
    after = judged(home)
    assert after["judged"] != before["judged"]
    assert [(r["person"], r["reason"]) for r in after["rulings"]] == [("E", "made up twice")]
    assert run("decide", "undo", "small", "1", "--reason", "a mix-up", home=home).code == 0
    assert judged(home)["judged"] == before["judged"]
    listed = json.loads(run("decide", "list", "small", "--json", home=home).out)
    assert [(d["act"], d["undone_at"] is not None) for d in listed] == [("grade", True)]


def test_a_cell_moves_the_judgement(home: Path) -> None:
    evidence = judged(home)["evidence"][0]
    before = judged(home)
    for row in (evidence["indicator"], evidence["event"]):
        done = run("decide", "cell", "small", row, "collapse", "II", "--reason", "a ruse", home=home)
        assert done.code == 0, done.err
        after = judged(home)
        assert after["judged"] != before["judged"]
        before = after
    assert len(after["rulings"]) == 2


def test_a_struck_origin_counts_no_more(home: Path) -> None:
    origin = with_origin(home)["origins"][0]
    done = run("retract", "small", origin["name"], "--reason", "the office denies it", home=home)
    assert done.code == 0, done.err
    assert all(o["id"] != origin["id"] for e in events(home) for o in e["origins"])
    assert origin["name"] in run("decide", "list", "small", home=home).out


def test_an_account_can_be_traced(home: Path) -> None:
    event = with_origin(home)
    report = event["mentions"][0]["report"]
    done = run(
        "decide", "origin", "small", event["id"], report, "لجنة المصابيح", "--reason", "asked them", home=home
    )
    assert done.code == 0, done.err
    (changed,) = [e for e in events(home) if e["id"] == event["id"]]
    assert "لجنة المصابيح" in [o["name"] for o in changed["origins"]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("grade", "small", "nobody at all", "A"), "wanted an origin of the case"),
        (("grade", "small", "{origin}", "G"), "wanted a letter from A to F"),
        (("cell", "small", "no-such-row", "collapse", "C"), "wanted an event of the case or one of"),
        (("cell", "small", "{event}", "victory", "C"), "wanted one of the hypotheses"),
        (("cell", "small", "{event}", "collapse", "1.5"), "wanted CC, C, N, I, II or a number"),
        (("same", "small", "{event}"), "wanted two events or more"),
        (("same", "small", "{event}", "Xnothing"), "wanted an event of the case"),
        (("apart", "small", "{event}", "no-report"), "wanted some of the reports"),
        (("origin", "small", "{event}", "no-report", "somebody"), "wanted one of the reports"),
        (("one-body", "small", "{origin}"), "wanted two bodies or more"),
        (("undo", "small", "7"), "wanted to undo decision 7"),
    ],
)
def test_a_wrong_decision_is_refused_in_one_line_and_changes_nothing(
    home: Path, arguments: tuple[str, ...], told: str
) -> None:
    event = with_origin(home)
    filled = [a.format(event=event["id"], origin=event["origins"][0]["id"]) for a in arguments]
    done = run("decide", *filled, "--reason", "because", home=home)
    assert (done.code, len(done.told)) == (1, 1)
    assert told in done.err
    assert json.loads(run("decide", "list", "small", "--json", home=home).out) == []


def test_a_body_is_graded_once_and_only_with_a_reason(home: Path) -> None:
    origin = with_origin(home)["origins"][0]["id"]
    empty = run("decide", "grade", "small", origin, "B", "--reason", " ", home=home)
    assert (empty.code, len(empty.told)) == (1, 1)
    assert run("decide", "grade", "small", origin, "B", home=home).code == 2
    assert run("decide", "grade", "small", origin, "B", "--reason", "known", home=home).code == 0
    again = run("decide", "grade", "small", origin, "C", "--reason", "doubtful", home=home)
    assert (again.code, len(again.told)) == (1, 1)
    assert "number 1" in again.err


@pytest.mark.parametrize(("language", "mark"), [("en", "set by a person"), ("ar", "قرّرها شخص")])
def test_the_judgement_shows_a_person_s_grade_beside_the_machine_s(
    home: Path, language: str, mark: str
) -> None:
    origin = with_origin(home)["origins"][0]
    run("decide", "grade", "small", origin["id"], "E", "--reason", "made up twice", home=home)
    shown = run("weigh", "small", "--lang", language, home=home).out
    assert mark in shown
    assert "made up twice" in shown
    assert run("decide", "list", "small", "--lang", language, home=home).out.count("made up twice") == 1


def test_several_analysts_matrices_are_pooled(home: Path, tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "src/tarjih/lexicons/weighing/hypotheses/decline.toml"
    text = source.read_text(encoding="utf-8")
    mine, yours = tmp_path / "mine.toml", tmp_path / "yours.toml"
    mine.write_text(text, encoding="utf-8")
    yours.write_text(text.replace('collapse = "CC"', 'collapse = "I"'), encoding="utf-8")

    def leads(*files: Path) -> float:
        options = [part for file in files for part in ("--hypotheses", str(file))]
        made = judged(home, *options)
        return next(j["probability"]["value"] for j in made["judged"] if j["hypothesis"] == "collapse")

    low, pooled, high = leads(yours), leads(mine, yours), leads(mine)
    assert low < pooled < high
    other = run("weigh", "small", "--hypotheses", mine, "--hypotheses", "truce", home=home)
    assert (other.code, len(other.told)) == (1, 1)
