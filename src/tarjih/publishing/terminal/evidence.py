"""The evidence that counts most: each event with what it speaks for and whose word it rests on."""

from tarjih.publishing.terminal.chains import draw_chains
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Sheet, data, number, words
from tarjih.publishing.terminal.texts import in_language, points
from tarjih.records.assessment import Assessment, Evidence

__all__ = ["draw_evidence"]

_MOST = 5
_HARDLY_DECIBANS = 0.5
_SURELY = 0.995  # what rounds to less than 100 %
_INDENT = "  "
_UNDER = "     "


def draw_evidence(sheet: Sheet, assessment: Assessment, *, naming: Naming) -> None:
    """Draw the evidence that counts most, each piece with its chains."""
    if not assessment.evidence:
        return
    sheet.heading(naming.texts.say("evidence"))
    for n, evidence in enumerate(assessment.evidence[:_MOST], 1):
        event = naming.events.get(evidence.event)
        title = naming.title(event) if event else (evidence.event,)
        pieces = [number(f"{n}", "bold"), words("  ")]
        for m, part in enumerate(title):
            pieces += [words(" · " if m else ""), data(part, "bold" if m == 0 else "")]
        sheet.line(*pieces, lead=_INDENT, hang=_UNDER)
        sheet.line(words(_speaks(assessment, evidence, naming=naming)), lead=_UNDER)
        sheet.line(
            words(naming.rests_on(evidence.reports, evidence.origins), "bold"),
            words(" · "),
            words(_happened(sheet, evidence, naming=naming)),
            lead=_UNDER,
        )
        if evidence.relevance < _SURELY:
            share = naming.texts.percent(evidence.relevance)
            sheet.line(words(naming.texts.say("relevance", value=share)), lead=_UNDER)
        draw_chains(sheet, evidence.chains, naming=naming, lead=_UNDER)
    more = len(assessment.evidence) - _MOST
    if more > 0:
        sheet.line(
            words(naming.texts.say("also", things=naming.texts.count("event", more)), "dim"), lead=_INDENT
        )
    sheet.line(words(naming.texts.say("reading_grades"), "dim"), lead=_INDENT)


def _speaks(assessment: Assessment, evidence: Evidence, *, naming: Naming) -> str:
    cells = {c.hypothesis: c.decibans for c in assessment.cells if c.evidence == evidence.event}
    if not cells or evidence.diagnosticity < _HARDLY_DECIBANS:
        return naming.texts.say("neutral")
    best = max(sorted(cells), key=lambda hypothesis: cells[hypothesis])
    return naming.texts.say(
        "speaks", hypothesis=naming.hypothesis(assessment, best), value=f"{evidence.diagnosticity:.1f}"
    )


def _happened(sheet: Sheet, evidence: Evidence, *, naming: Naming) -> str:
    probability = evidence.probability
    word = in_language(sheet.language, en=probability.word_en, ar=probability.word_ar)
    return naming.texts.say("probability", word=word, value=points(probability.value))
