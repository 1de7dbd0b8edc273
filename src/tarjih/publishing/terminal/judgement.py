"""The judgement in the terminal: what is likely, how sure, and what it rests on."""

import re
from collections.abc import Mapping, Sequence

from tarjih.publishing.terminal.conflicts import draw_conflicts
from tarjih.publishing.terminal.decisions import draw_rulings
from tarjih.publishing.terminal.evidence import draw_evidence
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.outlook import draw_commands, draw_flips, draw_look_next
from tarjih.publishing.terminal.sheet import Cell, Piece, Sheet, data, number, words
from tarjih.publishing.terminal.texts import in_language, points
from tarjih.records.assessment import Assessment, Probability
from tarjih.records.event import Fused
from tarjih.records.reading import Reading

__all__ = ["draw_judgement"]

_SHORTEST_BAR, _LONGEST_BAR = 14, 30
_NARROW_BAR = 8  # where the words stand on lines of their own
_INDENT = "  "
_UNDER = "     "
_UNKNOWN_NAME = re.compile(r"found nobody called ['\"](.+)['\"];")


def draw_judgement(
    sheet: Sheet,
    assessment: Assessment,
    *,
    fused: Fused,
    readings: Mapping[str, Reading],
    commands: Sequence[tuple[str, str]] = (),
) -> None:
    """Draw a whole judgement.

    Args:
        sheet: Where to draw, which says in what language.
        assessment: The judgement.
        fused: The events that were weighed.
        readings: Readings by report id, for outlets and words.
        commands: How to look further: what for, and the command.
    """
    naming = Naming(fused, readings, language=sheet.language)
    _draw_question(sheet, assessment, naming=naming, reports=len(readings))
    _draw_hypotheses(sheet, assessment, naming=naming)
    draw_evidence(sheet, assessment, naming=naming)
    draw_conflicts(sheet, assessment, events=fused.events, naming=naming)
    draw_rulings(sheet, assessment)
    draw_flips(sheet, assessment, naming=naming)
    draw_look_next(sheet, assessment, naming=naming)
    draw_commands(sheet, commands, naming=naming)


def _draw_question(sheet: Sheet, assessment: Assessment, *, naming: Naming, reports: int) -> None:
    sheet.line(
        words(in_language(sheet.language, en=assessment.question_en, ar=assessment.question_ar), "bold")
    )
    pieces: list[Piece] = []
    if assessment.subject:
        pieces += [
            words(f"{naming.texts.say('about')} "),
            data(naming.subject(assessment.subject), "magenta"),
        ]
        pieces.append(words(" · "))
    if assessment.evidence:
        origins = assessment.independent
        in_all = naming.rests_on(reports, origins, key="rests_on_in_all", case="oblique")
        pieces.append(words(in_all))
    else:
        pieces.append(words(naming.texts.count("report", reports)))
    if assessment.as_of is not None:
        pieces.append(words(f" · {naming.texts.say('as_of')} {naming.texts.day(assessment.as_of)}"))
    sheet.line(*pieces)
    sheet.blank()


def _draw_hypotheses(sheet: Sheet, assessment: Assessment, *, naming: Naming) -> None:
    judged = sorted(assessment.judged, key=lambda j: -j.probability.value)
    names = [in_language(sheet.language, en=j.name_en, ar=j.name_ar) for j in judged]
    likely = [in_language(sheet.language, en=j.probability.word_en, ar=j.probability.word_ar) for j in judged]
    bands = [
        naming.texts.say("band", low=points(j.probability.low), high=points(j.probability.high))
        for j in judged
    ]
    width, band = max(map(sheet.measure, names)), max(map(sheet.measure, bands))
    taken = sum(map(len, (_INDENT, "  ", "  ", "  ", "  "))) + width + len("99 %") + band
    free = sheet.width - taken - max(map(sheet.measure, likely))
    one_line = free >= _SHORTEST_BAR
    bar = min(max(free if one_line else sheet.width - taken, _NARROW_BAR), _LONGEST_BAR)
    for n, (j, name) in enumerate(zip(judged, names, strict=True)):
        style = "bold" if n == 0 else ""
        cells = [
            Cell(words(name, style), width),
            Cell(words(_bar(j.probability, bar), "cyan" if n == 0 else "dim"), bar),
            Cell(number(naming.texts.percent(j.probability.value), style), len("99 %"), end=True),
            Cell(words(bands[n]), band),
        ]
        word = words(likely[n], style)
        sheet.row([*cells, Cell(word, 0)] if one_line else cells, lead=_INDENT)
        if not one_line:
            sheet.line(word, lead=_UNDER)
    sheet.line(words(naming.texts.say("scale"), "dim"), lead=_INDENT)
    sheet.blank()
    sheet.line(words(in_language(sheet.language, en=assessment.confidence_en, ar=assessment.confidence_ar)))
    if not assessment.evidence:
        sheet.line(words(naming.texts.say("no_evidence")))
    for name in dict.fromkeys(found[1] for found in map(_UNKNOWN_NAME.search, assessment.notes) if found):
        sheet.line(*naming.texts.fill("unknown_name", name=data(name)))
    sheet.line(words(naming.texts.say("machine_and_people" if assessment.rulings else "machine"), "dim"))


def _bar(probability: Probability, width: int) -> str:
    """Draw a probability on a line from 0 to 1: the band as a stroke, the value as a point."""

    def at(value: float) -> int:
        return min(width - 1, max(0, int(value * width)))

    first, last = at(probability.low), at(probability.high)
    strokes = ["·"] * first + ["─"] * (last - first + 1) + ["·"] * (width - last - 1)
    strokes[at(probability.value)] = "●"
    return "".join(strokes)
