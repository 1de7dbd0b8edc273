"""What people decided about a case, in the terminal."""

from collections.abc import Sequence

from tarjih.publishing.terminal.sheet import Piece, Sheet, data, number, words
from tarjih.publishing.terminal.texts import Texts, texts
from tarjih.records.assessment import Assessment
from tarjih.records.ruling import CellSet, Graded
from tarjih.store.entries import Decision

__all__ = ["draw_decisions", "draw_rulings"]

_INDENT = "  "
_UNDER = "     "


def draw_decisions(sheet: Sheet, decisions: Sequence[Decision]) -> None:
    """Draw every decision with its number, day, person and reason; undone ones are marked."""
    say = texts(sheet.language)
    sheet.line(words(say.count("decision", len(decisions)), "bold"))
    for decision in decisions:
        undone = decision.undone_at is not None
        pieces: list[Piece] = [words(say.day(decision.decided_at.date())), words(" · ")]
        pieces += [data(decision.who, "magenta"), words(" · ")]
        pieces += [words(say.act[decision.act], "dim" if undone else "bold"), words(say.colon)]
        pieces += [data(decision.subject), *_value(decision, say=say)]
        sheet.line(number(f"{decision.id}", "cyan"), words("  "), *pieces, lead=_INDENT, hang=_UNDER)
        sheet.line(data(decision.reason, "dim"), lead=_UNDER)
        if decision.undone_at is not None:
            day = words(say.day(decision.undone_at.date()))
            sheet.line(*say.fill("undone_on", day=day, who=data(decision.undone_by or "")), lead=_UNDER)


def draw_rulings(sheet: Sheet, assessment: Assessment) -> None:
    """Draw the values that persons set, each beside the machine's own."""
    if not assessment.rulings:
        return
    say = texts(sheet.language)
    sheet.heading(say.say("rulings"))
    for applied in assessment.rulings:
        pieces = say.fill(
            "ruling",
            about=data(applied.about, "bold"),
            person=number(applied.person, "bold"),
            machine=number(applied.machine or "–"),
        )
        sheet.line(*pieces, lead=_INDENT, hang=_UNDER)
        sheet.line(
            words(f"{say.day(applied.day)} · "),
            data(applied.who, "magenta"),
            words(say.colon),
            data(applied.reason),
            lead=_UNDER,
        )


def _value(decision: Decision, *, say: Texts) -> list[Piece]:
    ruling = decision.ruling
    if isinstance(ruling, Graded):
        return [words(say.comma), number(ruling.letter, "bold")]
    if isinstance(ruling, CellSet):
        return [words(say.comma), number(f"{ruling.expected:g}", "bold")]
    return []
