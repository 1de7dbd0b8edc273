"""What `tarjih read --explain` prints."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.publishing.runs import run

from tarjih.lexicons import read_text
from tarjih.pipeline import read
from tarjih.publishing.rules import Layer, explain_row, explain_rule, rule_keys, rule_rows
from tarjih.records.reading import Reading

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src" / "tarjih"
SAMPLES = sorted((SOURCE / "samples" / "reports").glob("*.txt"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_is_explained_as_it_was(language: str, tmp_path: Path) -> None:
    """A change of this page is looked at; then write it anew with the command below, COLUMNS=80."""
    arguments = ("read", "report.txt", "--published", "2019-03-05", "--explain", "--lang", language)
    (tmp_path / "report.txt").write_bytes((HERE / "golden" / "report.txt").read_bytes())
    done = run(*arguments, home=tmp_path, COLUMNS="80")
    assert done.err == ""
    assert done.out == (HERE / "golden" / f"explained.{language}.txt").read_text(encoding="utf-8")


def test_explaining_writes_no_files(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes((HERE / "golden" / "report.txt").read_bytes())
    done = run("read", "report.txt", "--explain", "--out", "out", home=tmp_path)
    assert done.code == 2
    assert "--explain" in done.err
    assert not (tmp_path / "out").exists()


def test_a_report_in_another_language_is_told_so(tmp_path: Path) -> None:
    text = "The governor said that the road had been open since Monday, and that the town was quiet. " * 3
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    done = run("read", "report.txt", "--explain", home=tmp_path)
    assert "another language" in done.out


# ------------------------------------------------------------------ every rule has a text


def modules(folder: str) -> Iterator[ast.Module]:
    for path in sorted((SOURCE / folder).glob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def calls(folder: str) -> Iterator[ast.Call]:
    for module in modules(folder):
        yield from (node for node in ast.walk(module) if isinstance(node, ast.Call))


def texts_in(node: ast.expr | None) -> set[str]:
    """Return the strings that an expression may be, with "*" for what is filled in."""
    match node:
        case ast.Constant(value=str(value)):
            return {value}
        case ast.JoinedStr(values=values):
            parts = [str(v.value) if isinstance(v, ast.Constant) else "*" for v in values]
            return {"".join(parts)}
        case ast.IfExp(body=body, orelse=orelse):
            return texts_in(body) | texts_in(orelse)
        case ast.BinOp(left=left, op=ast.Add(), right=ast.BinOp(left=more, op=ast.Mult())):
            return texts_in(left) | {one + two for one in texts_in(left) for two in texts_in(more)}
        case ast.BinOp(left=left, op=ast.Add()):
            return texts_in(left)
        case _:
            return set()


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((k.value for k in call.keywords if k.arg == name), None)


def claim_rules() -> set[str]:
    found = set()
    for call in calls("claims"):
        name = getattr(call.func, "id", "")
        if name == "Opening" and len(call.args) == 3:
            found |= texts_in(call.args[2])
        elif name == "_finder_of":
            found |= texts_in(call.args[1])
        elif name == "Draft":
            found |= texts_in(keyword(call, "frame"))
    return {f"cue+{frame}" for frame in found - {"silent"}}


def event_rules() -> set[str]:
    return {f"row/{frame}" for frame in tomllib.loads(read_text("claims/frames.toml"))}


def time_rules() -> set[str]:
    found = set()
    for call in calls("reading"):
        if getattr(call.func, "id", "") == "Phrase" and not (
            isinstance(call.args[2], ast.Constant) and call.args[2].value is None
        ):
            found |= texts_in(call.args[3])
    return found


def name_rules() -> set[str]:
    found = set()
    for call in calls("reading"):
        if getattr(call.func, "id", "") == "Found" or getattr(call.func, "attr", "") == "replace":
            found |= texts_in(keyword(call, "rule"))
    choices = set()
    for call in calls("reading"):
        if getattr(call.func, "id", "") == "PlaceChoice":
            choices |= texts_in(keyword(call, "rule"))
    assert choices
    return found | {f"place {choice}" for choice in choices}


def quantity_rules() -> set[str]:
    found = set()
    for call in calls("reading"):
        if getattr(call.func, "id", "") == "Quantity":
            found |= texts_in(keyword(call, "rule"))
    source = (SOURCE / "reading" / "quantities.py").read_text(encoding="utf-8")
    for name in ("_BOUNDS", "_SOME"):
        kinds = ast.literal_eval(re.search(rf"^{name} = (\(.*?\))", source, re.M | re.S)[1])  # type: ignore[index]
        found |= {f"number digits, {kind}" for kind in kinds} if name == "_BOUNDS" else set(kinds)
    return found


FOUND_IN_CODE: list[tuple[Layer, set[str]]] = [
    ("claim", claim_rules()),
    ("event", event_rules()),
    ("time", time_rules()),
    ("name", name_rules()),
    ("quantity", quantity_rules()),
    ("forecast", {"sign+warn"}),
]
OF_PLUGGED_IN = {"claim.llm", "event.llm", "name.transformers"}


@pytest.mark.parametrize(("layer", "rules"), FOUND_IN_CODE, ids=[layer for layer, _ in FOUND_IN_CODE])
def test_every_rule_of_the_code_has_a_text(layer: Layer, rules: set[str]) -> None:
    assert rules
    without = {rule for rule in rules for key in rule_keys(layer, rule) if key not in rule_rows()}
    assert without == set()


def test_every_text_explains_a_rule_of_the_code() -> None:
    used = {key for layer, rules in FOUND_IN_CODE for rule in rules for key in rule_keys(layer, rule)}
    assert set(rule_rows()) - used - OF_PLUGGED_IN == set()


def results(reading: Reading) -> Iterator[tuple[Layer, str, tuple[str, ...]]]:
    yield from (("claim", a.rule, a.rows) for a in reading.attributions)
    yield from (("event", e.rule, e.rows) for e in reading.events)
    yield from (("forecast", f.rule, f.rows) for f in reading.assessments)
    yield from (("time", t.rule, t.rows) for t in reading.times)
    yield from (("quantity", q.rule, q.rows) for q in reading.quantities)
    for entity in reading.entities:
        assert len(entity.reasons) == len(entity.mentions)
        yield from (("name", reason.rule, reason.rows) for reason in entity.reasons)
        yield "name", entity.rule, ()


@pytest.mark.parametrize("path", SAMPLES[::3], ids=lambda path: path.stem)
def test_every_result_names_its_rule_and_rows_that_exist(path: Path) -> None:
    for layer, rule, rows in results(read(path)):
        assert rule
        assert explain_rule(layer, rule, language="en") != rule
        assert explain_rule(layer, rule, language="ar") != rule
        for row in rows:
            file, id_ = explain_row(row)
            if file != "GeoNames":
                holds = f"[{id_}]" if file.endswith(".toml") else f"{id_}\t"
                assert any(line.startswith(holds) for line in read_text(file).splitlines()), row
