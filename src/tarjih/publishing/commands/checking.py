"""`tarjih hypotheses check`: a hypotheses file, and what it asks."""

import sys

from tarjih.pipeline import hypotheses
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.sheet import Cell, Language, data, number, open_sheet, words
from tarjih.publishing.terminal.texts import in_language, texts

__all__ = ["check_hypotheses"]

_INDENT = "  "


def check_hypotheses(name: str, *, language: Language = "en", as_json: bool = False) -> None:
    """Show what a set of hypotheses asks.

    Raises:
        HypothesesError: There is none of that name, or the file is wrong.
    """
    asked = hypotheses(name)
    if as_json:
        write_to_output(to_json(asked))
        return
    sheet, say = open_sheet(sys.stdout, language=language), texts(language)
    sheet.line(words(in_language(language, en=asked.question_en, ar=asked.question_ar), "bold"))
    counted = (
        say.count("hypothesis", len(asked.hypotheses)),
        say.count("indicator", len(asked.indicators)),
    )
    sheet.line(words(say.comma.join(counted)))
    sheet.blank()
    names = [in_language(language, en=h.name_en, ar=h.name_ar) for h in asked.hypotheses]
    width = max(map(sheet.measure, names))
    for hypothesis, shown in zip(asked.hypotheses, names, strict=True):
        cells = [
            Cell(words(shown), width),
            Cell(number(say.percent(hypothesis.prior)), len("99 %"), end=True),
            Cell(data(hypothesis.id, "dim"), 0),
        ]
        sheet.row(cells, lead=_INDENT)
    sheet.blank()
    for indicator in asked.indicators:
        sheet.line(words(in_language(language, en=indicator.name_en, ar=indicator.name_ar)), lead=_INDENT)
    sheet.print(sys.stdout)
