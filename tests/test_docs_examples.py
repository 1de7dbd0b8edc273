"""The examples of README.md, CONTRIBUTING.md, docs/ and of all docstrings run and print what they show.

In Markdown a `python` block is run (names last to the end of the file); of a `console` block every line
`$ COMMAND` is run by the shell in a folder that lasts to the end of the file, and what is shown below it
is compared with what it prints, where `...` stands for anything. Blocks without a language are not run.
"""

import doctest
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Document, Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCES = [p for p in sorted((ROOT / "src").rglob("*.py")) if ">>> " in p.read_text(encoding="utf-8")]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with what is shown below it; a backslash joins lines."""
    command, shown = "", []
    for line in block.replace("\\\n", "").splitlines():
        if line.startswith("$ "):
            if command:
                yield command, "\n".join(shown)
            command, shown = line.removeprefix("$ "), []
        else:
            shown.append(line)
    if command:
        yield command, "\n".join(shown)


def run(command: str) -> str:
    """Run one command as a newcomer would, in a home of its own; return all it prints."""
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    quiet = {"PATH": search, "HOME": str(Path.cwd()), "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(
        ["sh", "-c", command],
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}\nexit code {done.returncode}"
    return done.stdout


def evaluate_console(example: Example) -> None:
    checker = doctest.OutputChecker()
    for command, shown in steps(example.parsed):
        printed = run(command)
        if shown.strip() and not checker.check_output(f"{shown}\n", printed, FLAGS):
            raise AssertionError(f"$ {command}\nwanted:\n{shown}\nfound:\n{printed}")


PARSERS = (
    PythonCodeBlockParser(doctest_optionflags=FLAGS),
    CodeBlockParser("console", evaluate_console),
    SkipParser(),
)


@pytest.mark.parametrize("page", [p for p in PAGES if p.is_file()], ids=name_of)
def test_examples_of_a_page_hold(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for example in Document.parse(str(page), *PARSERS).examples():
        example.evaluate()


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_examples_of_docstrings_hold(source: Path) -> None:
    parts = source.relative_to(ROOT / "src").with_suffix("").parts
    module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
    done = doctest.testmod(module, optionflags=FLAGS)
    assert done.attempted
    assert not done.failed


def test_a_console_block_falls_into_commands_with_what_they_show(tmp_path: Path) -> None:
    block = "$ printf 'a\\nb\\n' \\\n  > made.txt\n$ cat made.txt\na\n...\n"
    assert [shown for _, shown in steps(block)] == ["", "a\n..."]


def test_a_wrong_output_in_a_page_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one\ntwo\n```\n", encoding="utf-8")
    (example,) = Document.parse(str(page), *PARSERS).examples()
    with pytest.raises(AssertionError, match="wanted"):
        example.evaluate()
