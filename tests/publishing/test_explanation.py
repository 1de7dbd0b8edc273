"""What `tarjih read --explain` prints."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.publishing.runs import run

from tarjih.lexicons import read_text
from tarjih.pipeline import read
from tarjih.publishing.rules import Layer, explain_row, explain_rule, rule_keys, rule_rows
from tarjih.publishing.terminal.explanation import draw_explanation
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Language, Sheet
from tarjih.records.event import Fused
from tarjih.records.reading import Reading

GOLDEN = Path(__file__).parent / "golden"
SOURCE = GOLDEN.parents[2] / "src" / "tarjih"
SAMPLES = sorted((SOURCE / "samples" / "reports").glob("*.txt"))


@pytest.mark.parametrize("width", [80, 110])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_reading_is_explained_as_it_was(language: Language, width: int) -> None:
    """A change of these pages is looked at; then TARJIH_GOLDEN=write writes them anew.

    They are drawn from a reading that is kept, so that a better reader does not change them.
    """
    reading = msgspec.json.decode((GOLDEN / "reading.json").read_bytes(), type=Reading)
    sheet = Sheet(width=width, language=language)
    draw_explanation(sheet, reading, naming=Naming(Fused(), {reading.report: reading}, language=language))
    page = GOLDEN / f"explained.{language}.{width}.txt"
    if os.environ.get("TARJIH_GOLDEN") == "write":
        page.write_text(sheet.text(), encoding="utf-8")
    assert sheet.text() == page.read_text(encoding="utf-8")


def test_every_result_of_a_report_is_explained(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes((GOLDEN / "report.txt").read_bytes())
    done = run("read", "report.txt", "--published", "2019-03-05", "--explain", home=tmp_path, COLUMNS="80")
    reading = read(tmp_path / "report.txt", published="2019-03-05")
    assert done.err == ""
    assert max(map(len, done.out.splitlines())) <= 80
    numbers = re.findall(r"^ +(\d+) \w", done.out, re.M)
    assert numbers == [str(n) for n in range(1, len([*results(reading)]) - len(reading.entities) + 1)]
    assert all(f"{number}]" in done.out or f"{number}," in done.out for number in numbers)


def test_explaining_writes_no_files(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes((GOLDEN / "report.txt").read_bytes())
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
    ("time", time_rules()),
    ("name", name_rules()),
    ("quantity", quantity_rules()),
    ("forecast", {"sign+warn"}),
]
BESIDE_RULES = ("certainty.", "part.", "prep.", "role.", "status.")
OF_PLUGGED_IN = {"claim.llm", "event.llm", "name.transformers"}


@pytest.mark.parametrize(("layer", "rules"), FOUND_IN_CODE, ids=[layer for layer, _ in FOUND_IN_CODE])
def test_every_rule_of_the_code_has_a_text(layer: Layer, rules: set[str]) -> None:
    assert rules
    without = {key for rule in rules for key in rule_keys(layer, rule)} - set(rule_rows())
    assert without == set(), f"add a row to lexicons/publishing/rules.tsv for each of {without}"


def test_every_text_explains_a_rule_of_the_code() -> None:
    used = {key for layer, rules in FOUND_IN_CODE for rule in rules for key in rule_keys(layer, rule)}
    told = {key for key in rule_rows() if "." in key and not key.startswith(BESIDE_RULES)}
    assert told - used - OF_PLUGGED_IN == set()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_frame_of_events_is_told(language: Language) -> None:
    """A new preposition or role of frames.toml needs a row in lexicons/publishing/rules.tsv."""
    frames = tomllib.loads(read_text("claims/frames.toml"))
    assert [name for name in frames if not explain_rule("event", f"row/{name}", language=language)] == []


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
