"""Readers by the names that users give them, and what is loaded for them."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tarjih.engine.steps import own_steps
from tarjih.errors import InputError, MissingExtraError
from tarjih.pipeline import name_readers, read
from tarjih.readers import chat, token_models
from tarjih.readers.choosing import choose_claims, choose_names, choose_reader
from tarjih.reading.names import find_mentions
from tarjih.records.page import Page, Words
from tarjih.records.reading import Mention, Reading, Time
from tests.publishing.runs import environment, run
from tests.readers.stub import Stub, serving
from tests.readers.test_llm import GOOD, REPORT

EXTRAS = {"torch", "transformers", "httpx", "tarjih.readers.transformers", "tarjih.readers.llm"}


def name_nothing(words: Words, *, times: tuple[Time, ...]) -> tuple[Mention, ...]:
    return ()


def claim_nothing(page: Page) -> Reading:
    return Reading.of(page.report)


@pytest.mark.parametrize("asked", ["transformers", "transformers:", "bert:folder", "", "llm:x"])
def test_a_wrong_reader_of_names_is_told(asked: str) -> None:
    with pytest.raises(InputError, match="transformers:FOLDER"):
        choose_names(asked)


@pytest.mark.parametrize("asked", ["llm", "llm:", "llm:http://127.0.0.1/v1", "llm:#model", "gpt:x#y"])
def test_a_wrong_reader_of_claims_is_told(asked: str) -> None:
    with pytest.raises(InputError, match="llm:URL#MODEL"):
        choose_claims(asked)


def test_a_wrong_reader_is_told() -> None:
    with pytest.raises(InputError, match="for a reader"):
        choose_reader("oracle")


def test_rules_are_the_default_everywhere() -> None:
    assert choose_names("rules") is None
    assert choose_claims("rules") is None
    assert choose_reader("rules").names is None
    assert read(REPORT).reader == "rules"


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="check the path"):
        choose_names(f"transformers:{tmp_path / 'none'}")


def test_a_function_may_take_the_place_of_ours() -> None:
    reading = read(REPORT, names=name_nothing, claims=claim_nothing)
    assert not reading.entities
    assert not reading.attributions
    here = name_nothing.__module__
    assert reading.reader == f"names={here}.name_nothing; claims={here}.claim_nothing"


def test_a_report_in_another_language_is_read_by_nobody() -> None:
    text = "The governor said that the road had been open since Monday, and that the town was quiet. " * 3
    assert read(text, names=name_nothing).reader == "rules"


def test_other_readers_make_another_version_of_a_case() -> None:
    ours = own_steps()
    assert own_steps(names=find_mentions).version == own_steps(names=find_mentions).version
    versions = {ours.version, own_steps(names=name_nothing).version, own_steps(claims=claim_nothing).version}
    assert len(versions) == 3
    assert name_readers(names=find_mentions) == "rules"


@pytest.mark.parametrize(
    "code",
    [
        "import tarjih",
        f"import tarjih; tarjih.read({REPORT!r})",
        "from tarjih.publishing.cli import app; app(['read', 'report.txt'], standalone_mode=False)",
    ],
    ids=["import", "read", "command"],
)
def test_nothing_of_the_extras_is_loaded_unless_asked_for(code: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    check = f"import sys\n{code}\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", check],
        cwd=tmp_path,
        env=environment(tmp_path, PYTHONPATH=":".join(sys.path)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert not EXTRAS & set(done.stdout.splitlines()[-1].split())


def without(missing: set[str], name: str) -> object:
    if name in missing:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return import_module(name)


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_models, "import_module", lambda name: without({"torch"}, name))
    monkeypatch.setattr(chat, "import_module", lambda name: without({"httpx"}, name))
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "tokenizer.json").write_text("{}")
    names = choose_names(f"transformers:{tmp_path}")
    assert names is not None
    with pytest.raises(MissingExtraError, match=r"no torch.*tarjih\[transformers\]"):
        read(REPORT, names=names)
    claims = choose_claims("llm:http://127.0.0.1:1/v1#model")
    assert claims is not None
    with pytest.raises(MissingExtraError, match=r"tarjih\[llm\]"):
        read(REPORT, claims=claims)


# ------------------------------------------------------------------ on the command line


def test_read_takes_a_model_for_the_claims(tmp_path: Path, own_ports: set[int]) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    with serving(Stub(GOOD), own_ports) as stub:
        done = run("read", "report.txt", "--claims", f"llm:{stub.address}#my-model", home=tmp_path)
        explained = run(
            "read", "report.txt", "--explain", "--claims", f"llm:{stub.address}#my-model", home=tmp_path
        )
    assert done.code == 0
    assert '"reader":"claims=llm:my-model@' in done.out
    assert "A language model gave this event" in explained.out


def test_a_report_that_a_model_cannot_read_stops_no_run(tmp_path: Path, own_ports: set[int]) -> None:
    for n in range(2):
        (tmp_path / f"{n}.txt").write_text(REPORT.replace("40", f"4{n}"), encoding="utf-8")
    with serving(Stub("no", "no", GOOD), own_ports) as stub:
        done = run("read", "0.txt", "1.txt", "--claims", f"llm:{stub.address}#my-model", home=tmp_path)
    assert done.code == 0
    assert len(done.out.splitlines()) == 1
    assert "0: wanted JSON" in done.err


def test_another_machine_is_refused_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    done = run("read", "report.txt", "--claims", "llm:https://example.org/v1#model", home=tmp_path)
    assert done.code == 1
    assert "--allow-remote" in done.err


def test_a_case_is_read_anew_by_another_reader(tmp_path: Path, own_ports: set[int]) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    run("init", "case", home=tmp_path)
    with serving(Stub(GOOD), own_ports) as stub:
        asked = ("--claims", f"llm:{stub.address}#my-model")
        run("add", "case", "report.txt", "--published", "2019-03-05", *asked, home=tmp_path)
        run("add", "case", "report.txt", "--published", "2019-03-05", *asked, home=tmp_path)
        assert len(stub.asked) == 1
    shown = run("show", "case", "report", "--json", home=tmp_path)
    assert '"reader":"claims=llm:my-model@' in shown.out
    run("add", "case", "report.txt", "--published", "2019-03-05", home=tmp_path)
    assert '"reader":"rules"' in run("show", "case", "report", "--json", home=tmp_path).out


def test_readers_are_compared_side_by_side(tmp_path: Path, own_ports: set[int]) -> None:
    gold = tmp_path / "gold"
    (gold / "txt").mkdir(parents=True)
    (gold / "txt" / "one.txt").write_text(REPORT, encoding="utf-8")
    at = REPORT.index("قصفوا")
    event = {"id": "V1", "type": "shelling", "trigger": [at, at + 5]}
    marks = json.dumps({"report": "one", "events": [event]})
    (gold / "one.gold.json").write_text(marks, encoding="utf-8")
    (gold / "index.json").write_text('[{"id":"one","published":"2019-03-05"}]', encoding="utf-8")
    with serving(Stub(GOOD), own_ports) as stub:
        model = f"llm:{stub.address}#my-model"
        done = run("evaluate", "gold", "--reader", "rules", "--reader", model, home=tmp_path)
        as_json = run("evaluate", "gold", "--reader", "rules", "--reader", model, "--json", home=tmp_path)
    assert done.code == 0
    assert done.out.splitlines()[0] == f"(2) {model}"
    assert done.out.splitlines()[1].split() == ["F1,", "1", "report", "rules", "(2)", "wanted"]
    (row,) = (line.split() for line in done.out.splitlines() if line.startswith("event type"))
    assert row[-1] == "1"
    assert f'"{model}":{{' in as_json.out


def test_the_commands_that_a_judgement_shows_repeat_the_readers(tmp_path: Path, own_ports: set[int]) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    run("init", "case", home=tmp_path)
    with serving(Stub(GOOD), own_ports) as stub:
        asked = ("--claims", f"llm:{stub.address}#my-model")
        run("add", "case", "report.txt", "--published", "2019-03-05", *asked, home=tmp_path)
        done = run("weigh", "case", *asked, home=tmp_path, COLUMNS="200")
        assert len(stub.asked) == 1
    assert done.code == 0, done.err
    assert f"tarjih weigh case --claims '{asked[1]}' --why" in done.out
