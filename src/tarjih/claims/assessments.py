"""Quoted assessments: forecasts and judgements that a report gives on somebody's word.

"Reports foresee the beginning of the end of X" says nothing that happened; it is a claim of its own kind.
"""

from bisect import bisect_left
from functools import cache

import msgspec

from tarjih.claims.attribution import cue_kind
from tarjih.claims.certainty import hedge_rows
from tarjih.lexicons import load
from tarjih.records.page import Hit, Page
from tarjih.records.reading import Attribution, Entity, QuotedAssessment

__all__ = ["TendencyRow", "find_assessments", "tendency_rows"]

# kinds of cue whose statements judge or foresee
_JUDGING = frozenset({"believe", "expect", "fear", "hedge", "seem", "warn"})
_NEAR = 7  # words behind a tendency in which the body it is about stands
_BESIDE = 4  # the same for a plain noun, whose genitive says what it is about
_NEGATION_REACH = 3
_PLAN_REACH = 3  # words between a word of a plan and what is planned
_PLANNED = "planned"
_SEEN = "\u0633"  # the particle of the future
_SUBJECTS = frozenset({"ARMED_GROUP", "GOVERNMENT", "MILITARY", "ORGANISATION"})
_BODILESS = frozenset({"de-escalation", "escalation", "stalemate", "truce_fails", "truce_holds"})
_TRUCE = {"adaptation": "truce_holds", "collapse": "truce_fails", "decline": "truce_fails"}


class TendencyRow(msgspec.Struct, frozen=True):
    """A word for the way things go.

    `judgement` marks what is a judgement under any verb ("the beginning of the end"); other rows count
    only where somebody judges or foresees. `negated` is the tendency of its denial.
    """

    id: str
    pos: str
    forms: str
    tendency: str
    judgement: str = ""
    negated: str = ""
    source: str = ""


class _Sign(msgspec.Struct, frozen=True):
    """A tendency where it stands: words `[at, end)` and its row."""

    at: int
    end: int
    row: TendencyRow
    foreseen: bool


@cache
def tendency_rows() -> dict[str, TendencyRow]:
    """Return the rows of the tendency list by id."""
    return {row.id: row for row in load("claims/tendencies.tsv", TendencyRow)}


def find_assessments(page: Page, *, attributions: tuple[Attribution, ...]) -> tuple[QuotedAssessment, ...]:
    """Find the forecasts and judgements among the attributed statements.

    Args:
        page: The page with its entities.
        attributions: Its attributions; each statement gives one assessment at most.

    Returns:
        Assessments in the order of the attributions; `about` is None where no body is named.
    """
    signs = _signs(page)
    if not signs:
        return ()
    found = []
    for attribution in attributions:
        assessment = _assess(page, attribution, signs=signs, attributions=attributions)
        if assessment is not None:
            found.append(assessment)
    return tuple(found)


def _signs(page: Page) -> list[_Sign]:
    """Return the tendency words of a page, the longest at each word."""
    found = []
    rows = tendency_rows()
    for i in page.words.at("tendencies"):
        hit = _best(page.words.hits[i]["tendencies"])
        if hit is not None:
            row = rows[hit.row]
            foreseen = _SEEN in hit.before or _is_planned(page, i)
            found.append(_Sign(i, i + 1 + hit.last, row, foreseen))
    return found


def _is_planned(page: Page, i: int) -> bool:
    """Say whether "will", "is about to" or another word of a plan stands right before word i."""
    rows = hedge_rows()
    return any(
        rows[hit.row].certainty == _PLANNED and j + hit.last < i
        for j in range(max(0, i - _PLAN_REACH), i)
        for hit in page.words.hits[j].get("hedges", ())
    )


def _best(hits: tuple[Hit, ...]) -> Hit | None:
    for hit in hits:
        if hit.last or not hit.features or hit.features[0].startswith(("past", "ind", "sub")):
            return hit
        if hit.features[0] in {"plural", "accusative", "construct"}:
            return hit
    return None


def _assess(
    page: Page, attribution: Attribution, *, signs: list[_Sign], attributions: tuple[Attribution, ...]
) -> QuotedAssessment | None:
    """Make the assessment that one statement holds, None if it holds none."""
    first = page.word_at(attribution.content.start)
    end = page.word_at(max(attribution.content.end - 1, attribution.content.start)) + 1
    judging = cue_kind(attribution) in _JUDGING or attribution.certainty in {"probable", "possible"}
    within = slice(bisect_left(signs, first, key=_place), bisect_left(signs, end, key=_place))
    for sign in signs[within]:
        if sign.row.tendency in {"truce", "concrete"}:
            continue
        if not (judging or sign.row.judgement or sign.foreseen) or _is_concrete(sign, signs):
            continue
        if _innermost(page, sign, attributions) is not attribution:
            continue
        tendency = _tendency(page, sign, signs=signs, first=first)
        if not tendency:
            continue
        about = _about(page, sign, first=first, end=end)
        free = sign.row.judgement or tendency in _BODILESS
        if about is None and not free:
            continue
        return QuotedAssessment(
            span=attribution.content,
            about=about.id if about is not None else None,
            tendency=tendency,
            certainty=attribution.certainty,
            attribution=attribution.id,
            rule=f"{sign.row.id}+{cue_kind(attribution)}",
            rows=(f"tendencies:{sign.row.id}",),
        )
    return None


def _place(sign: _Sign) -> int:
    return sign.at


def _innermost(page: Page, sign: _Sign, attributions: tuple[Attribution, ...]) -> Attribution | None:
    """Return the attribution with the shortest statement that holds a sign."""
    start = page.words.starts[sign.at]
    holding = [a for a in attributions if a.content.start <= start < a.content.end]
    return min(holding, key=lambda a: (len(a.content), a.content.start), default=None)


def _is_concrete(sign: _Sign, signs: list[_Sign]) -> bool:
    """Say whether a word is about a thing or a date: "collapse of a building", "end of the month"."""
    return sign.end == sign.at + 1 and any(
        other.row.tendency == "concrete" and other.at == sign.end for other in signs
    )


def _tendency(page: Page, sign: _Sign, *, signs: list[_Sign], first: int) -> str:
    """Return the way things go, turned round behind a negation and bound to a truce that stands by."""
    tendency = sign.row.tendency
    near_truce = any(
        other.row.tendency == "truce" and sign.at - 2 <= other.at <= sign.end + 2 for other in signs
    )
    negated = _is_negated(page, sign, first=first)
    if near_truce and tendency in _TRUCE:
        holds = (_TRUCE[tendency] == "truce_holds") != negated
        return "truce_holds" if holds else "truce_fails"
    return sign.row.negated if negated else tendency


def _is_negated(page: Page, sign: _Sign, *, first: int) -> bool:
    for j in range(sign.at - 1, max(first, sign.at - _NEGATION_REACH) - 1, -1):
        if page.words.words[j].kind == "mark":
            return False
        if any(hit.row in {"neg", "lack"} for hit in page.words.hits[j].get("joints", ())):
            return True
    return False


def _about(page: Page, sign: _Sign, *, first: int, end: int) -> Entity | None:
    """Return the body that a tendency is about: the first one behind it, else the last one before it."""
    words = page.words
    plain = not sign.row.judgement and sign.row.pos == "noun"
    behind = words.ends[min(sign.end + (_BESIDE if plain else _NEAR), end) - 1]
    start, stop = words.starts[sign.at], words.ends[end - 1]
    after: tuple[int, Entity] | None = None
    before: tuple[int, Entity] | None = None
    for entity in page.entities:
        if entity.kind not in _SUBJECTS:
            continue
        for span in entity.mentions:
            if start <= span.start < min(behind, stop) and (after is None or span.start < after[0]):
                after = (span.start, entity)
            elif words.starts[first] <= span.start < start and (before is None or span.start > before[0]):
                before = (span.start, entity)
    # "is about to collapse": the body stands before it
    chosen = after if plain and not sign.foreseen else after or before
    return chosen[1] if chosen is not None else None
