"""Every lexicon file is well formed, whatever it is about."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

LEXICONS = Path(__file__).resolve().parents[2] / "src" / "tarjih" / "lexicons"
TABLES = sorted(LEXICONS.rglob("*.tsv"))
NESTED = sorted(LEXICONS.rglob("*.toml"))
PRESENTATION_FORMS = re.compile("[\\ufb50-\\ufdff\\ufe70-\\ufeff]")
BIDI_CONTROLS = re.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")


def name_of(path: Path) -> str:
    return path.relative_to(LEXICONS).as_posix()


def faults_of_characters(text: str) -> list[str]:
    """Characters that make two rows look alike and differ, each with its line."""
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        if unicodedata.normalize("NFC", line) != line:
            faults.append(f"line {number}: wanted NFC")
        if PRESENTATION_FORMS.search(line):
            faults.append(f"line {number}: wanted letters of the ordinary block, found a presentation form")
        if BIDI_CONTROLS.search(line):
            faults.append(f"line {number}: wanted no bidi control character")
        if "\r" in line:
            faults.append(f"line {number}: wanted a bare line feed, found a carriage return")
    return faults


def faults_of_header(header: list[str]) -> list[str]:
    faults = []
    if header[0] != "id":
        faults.append(f"line 1: wanted the first column to be id, found {header[0]!r}")
    if header[-1] != "source":
        faults.append(f"line 1: wanted the last column to be source, found {header[-1]!r}")
    if len(set(header)) != len(header):
        faults.append(f"line 1: wanted each column once, found {header}")
    return faults


def faults_of_row(cells: list[str], header: list[str]) -> list[str]:
    if len(cells) != len(header):
        return [f"wanted {len(header)} columns, found {len(cells)}"]
    faults = []
    if not cells[0] or not cells[0].isascii():
        faults.append(f"column id: wanted an ASCII id, found {cells[0]!r}")
    if not cells[-1]:
        faults.append("column source: wanted where the row comes from, found nothing")
    spaced = [name for name, cell in zip(header, cells, strict=True) if cell != cell.strip()]
    if spaced:
        faults.append(f"columns {spaced}: wanted no spaces at the edges")
    return faults


def faults_of_table(text: str) -> list[str]:
    """Everything wrong with the text of one TSV, each fault with its line."""
    if not text.endswith("\n"):
        return ["wanted a line feed at the end"]
    lines = text[:-1].split("\n")
    header = lines[0].split("\t")
    rows = [line.split("\t") for line in lines[1:]]
    faults = faults_of_characters(text) + faults_of_header(header)
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(rows, 2):
        faults += [f"line {number}: {fault}" for fault in faults_of_row(cells, header)]
        first = seen.setdefault(tuple(cells[:-1]), number)
        if first != number:
            faults.append(f"line {number}: the same row as line {first}")
        if number > 2 and cells[0] < rows[number - 3][0]:
            faults.append(f"line {number}: wanted rows sorted by id, found {cells[0]!r}")
    return faults


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_every_table_is_well_formed(path: Path) -> None:
    assert faults_of_table(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", NESTED, ids=name_of)
def test_every_nested_file_is_well_formed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert faults_of_characters(text) == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a\tقال\tnews\n", None),
        ("a\tقال\n", "columns"),
        ("a\tقال\t\n", "source"),
        ("ا\tقال\tnews\n", "ASCII"),
        ("b\tقال\tnews\na\tذكر\tnews\n", "sorted"),
        ("a\tقال\tnews\na\tقال\tother\n", "same row"),
        ("a\t\ufed7ال\tnews\n", "presentation"),
        ("a\tقال\u200f\tnews\n", "bidi"),
        ("a\tا\u0653\tnews\n", "NFC"),
        ("a\tقال \tnews\n", "edges"),
        ("a\tقال\tnews", "line feed"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(rows: str, fault: str | None) -> None:
    faults = faults_of_table("id\tform\tsource\n" + rows)
    if fault is None:
        assert faults == []
    else:
        assert len(faults) == 1
        assert fault in faults[0]
