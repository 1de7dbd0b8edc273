"""`--why`: the ledger whose columns sum to the judgement."""

import math

from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Cell, Piece, Sheet, data, number, words
from tarjih.publishing.terminal.texts import in_language
from tarjih.records.assessment import Assessment, LedgerLine

__all__ = ["draw_ledger"]

_INDENT = "  "
_COLUMN = 7
_FEWEST_LABEL_CELLS = 24


def draw_ledger(sheet: Sheet, assessment: Assessment, *, naming: Naming) -> None:
    """Draw every line of the ledger, its sums, and the probabilities that they are."""
    sheet.heading(naming.texts.say("ledger"))
    sheet.line(words(naming.texts.say("ledger_note"), "dim"), lead=_INDENT)
    ids = [judged.hypothesis for judged in sorted(assessment.judged, key=lambda j: -j.probability.value)]
    for n, hypothesis in enumerate(ids, 1):
        name = words(naming.hypothesis(assessment, hypothesis))
        sheet.line(number(f"[{n}]", "bold"), words(" "), name, lead=_INDENT)
    width = max(_FEWEST_LABEL_CELLS, sheet.width - len(_INDENT) - len(ids) * (_COLUMN + 2))
    _row(sheet, words(""), [f"[{n}]" for n in range(1, len(ids) + 1)], width=width, style="bold")
    sums = dict.fromkeys(ids, 0.0)
    for line in assessment.ledger:
        for hypothesis in ids:
            sums[hypothesis] += line.decibans.get(hypothesis, 0.0)
        label = data(_cut(sheet, _label(line, naming=naming), width=width))
        _row(sheet, label, [_signed(line.decibans.get(h, 0.0)) for h in ids], width=width)
    _row(
        sheet,
        words(naming.texts.say("sum"), "bold"),
        [_signed(sums[h]) for h in ids],
        width=width,
        style="bold",
    )
    percents = [naming.texts.percent(math.pow(10.0, sums[h] / 10.0)) for h in ids]
    _row(sheet, words(naming.texts.say("as_percent"), "bold"), percents, width=width, style="bold")


def _label(line: LedgerLine, *, naming: Naming) -> str:
    event = naming.events.get(line.evidence or "")
    if event is not None:
        return " · ".join(naming.title(event))
    return in_language(naming.language, en=line.label_en, ar=line.label_ar)


def _cut(sheet: Sheet, label: str, *, width: int) -> str:
    kept = label
    while sheet.measure(kept) > width and " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    return kept if kept == label else f"{kept} …" if sheet.measure(f"{kept} …") <= width else kept


def _signed(decibans: float) -> str:
    shown = f"{decibans:+.2f}"
    return "0.00" if shown in {"+0.00", "-0.00"} else shown.replace("-", "\u2212")


def _row(sheet: Sheet, label: Piece, numbers: list[str], *, width: int, style: str = "") -> None:
    columns = [Cell(number(shown, style), _COLUMN, end=True) for shown in numbers]
    sheet.row([Cell(label, width), *columns], lead=_INDENT)
