"""`tarjih evaluate`: how well reports are read that people have marked."""

import sys
from pathlib import Path

import msgspec

from tarjih.evaluation.gold import read_gold
from tarjih.evaluation.scores import Score, score_readings
from tarjih.pipeline import read_report
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.progress import follow
from tarjih.publishing.terminal.sheet import Cell, number, open_sheet, words
from tarjih.publishing.terminal.texts import texts

__all__ = ["evaluate_gold"]

_COLUMNS = ("F1", "precision", "recall", "wanted")


class _Measured(msgspec.Struct, frozen=True):
    right: int
    wanted: int
    found: int
    precision: float
    recall: float
    f1: float


def evaluate_gold(folder: Path, *, as_json: bool = False) -> None:
    """Read the marked reports of a folder and print the scores.

    Raises:
        InputError: The folder is no gold, or a file in it is wrong.
    """
    marked = list(read_gold(folder))
    pairs = [
        (gold, read_report(report)) for report, gold in follow(marked, label="Reading", total=len(marked))
    ]
    scores = score_readings(pairs)
    if as_json:
        write_to_output(to_json({measure: _measured(score) for measure, score in scores.items()}))
        return
    sheet = open_sheet(sys.stdout)
    width = max(map(len, scores))
    header = [Cell(words(name, "bold"), len("precision"), end=True) for name in _COLUMNS]
    sheet.row([Cell(words(texts("en").count("report", len(pairs))), width), *header])
    for measure, score in scores.items():
        shown = (f"{score.f1:.3f}", f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.wanted}")
        cells = [Cell(number(value), len("precision"), end=True) for value in shown]
        sheet.row([Cell(words(measure), width), *cells])
    sheet.print(sys.stdout)


def _measured(score: Score) -> _Measured:
    return _Measured(
        right=score.right,
        wanted=score.wanted,
        found=score.found,
        precision=score.precision,
        recall=score.recall,
        f1=score.f1,
    )
