"""`tarjih evaluate`: how well reports are read that people have marked, by one reader or by several."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tarjih.engine.steps import own_steps
from tarjih.errors import TarjihError
from tarjih.evaluation.gold import Gold, read_gold
from tarjih.evaluation.scores import Score, score_readings
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.messages import tell
from tarjih.publishing.terminal.progress import follow
from tarjih.publishing.terminal.sheet import Cell, Sheet, data, number, open_sheet, words
from tarjih.publishing.terminal.texts import texts
from tarjih.readers.choosing import Readers
from tarjih.records.reading import Reading
from tarjih.records.report import Report

__all__ = ["evaluate_gold"]

_COLUMNS = ("F1", "precision", "recall", "wanted")
_OWN: Mapping[str, Readers] = {"rules": Readers()}
_NARROWEST, _WIDEST = 9, 24  # cells of a reader's column
_Marked = Sequence[tuple[Report, Gold]]
_Scores = Mapping[str, Score]


class _Measured(msgspec.Struct, frozen=True):
    right: int
    wanted: int
    found: int
    precision: float
    recall: float
    f1: float


def evaluate_gold(folder: Path, *, readers: Mapping[str, Readers] = _OWN, as_json: bool = False) -> None:
    """Read the marked reports of a folder and print the scores, those of several readers side by side.

    A report that a reader cannot read counts as one in which it found nothing, and is told.

    Args:
        folder: The gold.
        readers: Who reads, by the name shown.
        as_json: Print JSON instead: measures with their counts, for several readers by their names.

    Raises:
        InputError: The folder is no gold, or a file in it is wrong.
    """
    marked = list(read_gold(folder))
    scores = {name: _scores(marked, reader, name=name) for name, reader in readers.items()}
    if as_json:
        shown = {name: {m: _measured(s) for m, s in of.items()} for name, of in scores.items()}
        write_to_output(to_json(shown if len(shown) > 1 else next(iter(shown.values()))))
        return
    sheet = open_sheet(sys.stdout)
    reports = texts("en").count("report", len(marked))
    if len(scores) > 1:
        _draw_side_by_side(sheet, scores, reports=reports)
    else:
        _draw_one(sheet, next(iter(scores.values())), reports=reports)
    sheet.print(sys.stdout)


def _scores(marked: _Marked, reader: Readers, *, name: str) -> _Scores:
    """Read all marked reports with one reader and score what it found."""
    read = own_steps(names=reader.names, claims=reader.claims).read
    pairs = []
    for report, gold in follow(marked, label=f"Reading ({name})", total=len(marked)):
        try:
            pairs.append((gold, read(report)))
        except TarjihError as error:
            tell(f"{name}: {report.id}: {error}")
            pairs.append((gold, Reading.of(report)))
    return score_readings(pairs)


def _draw_one(sheet: Sheet, scores: _Scores, *, reports: str) -> None:
    width = max(map(len, scores))
    header = [Cell(words(name, "bold"), len("precision"), end=True) for name in _COLUMNS]
    sheet.row([Cell(words(reports), width), *header])
    for measure, score in scores.items():
        shown = (f"{score.f1:.3f}", f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.wanted}")
        cells = [Cell(number(value), len("precision"), end=True) for value in shown]
        sheet.row([Cell(words(measure), width), *cells])


def _draw_side_by_side(sheet: Sheet, scores: Mapping[str, _Scores], *, reports: str) -> None:
    """Draw one column of F1 for each reader; long names are written above, by number."""
    names = list(scores)
    measures = next(iter(scores.values()))
    heads = [name if len(name) <= _WIDEST else f"({n})" for n, name in enumerate(names, 1)]
    for head, name in zip(heads, names, strict=True):
        if head != name:
            sheet.line(words(f"{head} "), data(name))
    width = max(map(len, measures))
    columns = [max(_NARROWEST, len(head)) for head in heads]
    header = [Cell(data(head, "bold"), column, end=True) for head, column in zip(heads, columns, strict=True)]
    wanted = Cell(words("wanted", "bold"), _NARROWEST, end=True)
    sheet.row([Cell(words(f"F1, {reports}"), width), *header, wanted])
    for measure in measures:
        best = max(round(of[measure].f1, 3) for of in scores.values())
        cells = []
        for of, column in zip(scores.values(), columns, strict=True):
            f1 = of[measure].f1
            cells.append(Cell(number(f"{f1:.3f}", "green" if round(f1, 3) == best else ""), column, end=True))
        count = Cell(number(f"{measures[measure].wanted}"), _NARROWEST, end=True)
        sheet.row([Cell(words(measure), width), *cells, count])


def _measured(score: Score) -> _Measured:
    return _Measured(
        right=score.right,
        wanted=score.wanted,
        found=score.found,
        precision=score.precision,
        recall=score.recall,
        f1=score.f1,
    )
