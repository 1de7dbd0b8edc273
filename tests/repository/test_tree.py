"""What holds for every tracked file, whatever it says."""

import ast
import io
import re
import subprocess
import tokenize
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 500
LONGEST_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {
    "base",
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "util",
    "utils",
}

# Put together from pieces, so that this file does not hold what it forbids.
MACHINE_PATH = re.compile(
    r"(?<![\w.:/-])/(?:{})/".format("|".join(["work", "tmp", "home", "root", "Users", "opt"]))
)
REGISTRY = re.compile(
    "|".join([r"pypi\.(?:org|io)", "python" + "hosted", r"registry\.npm", r"registry\.yarn"])
)
UNFINISHED = re.compile(r"\b(?:{})\b".format("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3])))
BIDI_CONTROLS = re.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
ARABIC_LETTERS = re.compile("[\\u0620-\\u064a\\u066e-\\u06d3\\ufb50-\\ufdff\\ufe70-\\ufefc]")


@cache
def tracked() -> dict[str, str]:
    """Every text file that git tracks, or would once it is added, by its path."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    texts = {}
    for name in sorted(filter(None, names)):
        path = ROOT / name
        if path.is_file():
            raw = path.read_bytes()
            if b"\0" not in raw:
                texts[name] = raw.decode("utf-8", errors="replace")
    return texts


@cache
def modules() -> dict[str, str]:
    return {name: text for name, text in tracked().items() if name.endswith(".py")}


def lines_with(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]!a}"
        for name, text in texts.items()
        for number, line in enumerate(text.split("\n"), 1)
        if pattern.search(line)
    ]


def test_git_tracks_the_package() -> None:
    assert "src/tarjih/errors.py" in tracked()


def test_no_file_names_a_path_of_some_machine() -> None:
    assert lines_with(MACHINE_PATH, tracked()) == []


def test_no_file_names_the_host_of_a_registry() -> None:
    assert lines_with(REGISTRY, tracked()) == []


def test_no_source_file_holds_bidi_control_characters() -> None:
    """Data that stands for the outside world may: samples and language cases."""
    data = ("src/tarjih/samples/", "tests/cases/")
    assert lines_with(BIDI_CONTROLS, {n: t for n, t in tracked().items() if not n.startswith(data)}) == []


def test_nothing_is_left_for_later_in_the_source() -> None:
    assert lines_with(UNFINISHED, modules()) == []


def docstring_lines(text: str) -> set[int]:
    """The numbers of all lines that belong to a docstring."""
    found: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return found


def arabic_in_code(name: str, text: str) -> list[str]:
    documented = docstring_lines(text)
    return [
        f"{name}:{token.start[0]}: {token.string[:40]!a}"
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type != tokenize.COMMENT
        and token.start[0] not in documented
        and ARABIC_LETTERS.search(token.string)
    ]


def test_arabic_words_stand_in_lexicons_and_not_in_python() -> None:
    package = {name: text for name, text in modules().items() if name.startswith("src/")}
    assert [place for name, text in package.items() for place in arabic_in_code(name, text)] == []


def test_arabic_is_found_in_code_and_allowed_in_docstrings_and_comments() -> None:
    assert arabic_in_code("a.py", '"""قال."""\n# قال\n') == []
    assert len(arabic_in_code("a.py", 'cue = "قال"\n')) == 1


def test_no_module_is_longer_than_it_may_be() -> None:
    counts = {name: text.count("\n") for name, text in modules().items()}
    assert {name: count for name, count in counts.items() if count > LONGEST_MODULE} == {}


def length_without_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


def test_no_function_is_longer_than_it_may_be() -> None:
    long = {
        f"{name}:{node.lineno} {node.name}": length_without_docstring(node)
        for name, text in modules().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length_without_docstring(node) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_has_a_name_that_says_something() -> None:
    parts = {name: set(re.split(r"[/_.]", name)) for name in modules()}
    assert {name for name, words in parts.items() if words & NAMES_THAT_SAY_NOTHING} == set()
