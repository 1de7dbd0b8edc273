"""The course of a judgement: day by day, and which report moved it."""

from collections.abc import Sequence

from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Cell, Sheet, data, number, words
from tarjih.records.assessment import Assessment, TrendStep

__all__ = ["draw_course"]

_INDENT = "  "
_UNDER = "     "
_COLUMN = len("99 %")
_A_POINT = 0.005  # what rounds to a point of a hundred
_MOST_DAYS = 30


def draw_course(sheet: Sheet, assessment: Assessment, *, steps: Sequence[TrendStep], naming: Naming) -> None:
    """Draw the judgement after each day that moved it, with the report that moved it most.

    The columns are numbered as in the ledger.
    """
    say = naming.texts
    sheet.heading(say.say("course"))
    ids = [judged.hypothesis for judged in sorted(assessment.judged, key=lambda j: -j.probability.value)]
    moving = [step for step in steps if step.moved is not None and step.by >= _A_POINT]
    names = [say.day(step.day) if step.day else say.say("no_date") for step in moving]
    width = max(map(sheet.measure, names), default=0)
    if moving:
        heads = [Cell(number(f"[{n}]", "bold"), _COLUMN, end=True) for n in range(1, len(ids) + 1)]
        sheet.row([Cell(words(""), width), *heads], lead=_INDENT)
    for step, name in list(zip(moving, names, strict=True))[-_MOST_DAYS:]:
        cells = [_percent(step, hypothesis, naming=naming) for hypothesis in ids]
        sheet.row([Cell(words(name), width), *cells], lead=_INDENT)
        _draw_mover(sheet, step, naming=naming)
    still = len(steps) - len(moving)
    if still:
        sheet.line(words(say.say("no_move", days=say.count("day", still)), "dim"), lead=_INDENT)


def _percent(step: TrendStep, hypothesis: str, *, naming: Naming) -> Cell:
    style = "bold" if hypothesis == step.leading else ""
    return Cell(number(naming.texts.percent(step.values[hypothesis]), style), _COLUMN, end=True)


def _draw_mover(sheet: Sheet, step: TrendStep, *, naming: Naming) -> None:
    reading = naming.reading(step.moved or "")
    pieces = naming.texts.fill(
        "moved_by",
        outlet=data(naming.outlet(step.moved or ""), "magenta"),
        title=data(reading.title if reading and reading.title else step.moved or ""),
        points=words(naming.texts.count("point", round(100 * step.by))),
    )
    sheet.line(*pieces, lead=_UNDER)
