"""Certainty: how sure the source is, and the distance that the reporter keeps."""

from functools import cache

from tarjih.claims.cues import Cue
from tarjih.claims.outline import Outline
from tarjih.claims.tables import HedgeRow
from tarjih.lexicons import load
from tarjih.records.reading import Certainty

__all__ = ["HedgeRow", "certainty_of", "distance_of", "hedge_rows"]

_TEH = "\u062a"
_LEAD = 3  # a hedge counts for the whole statement only if it leads it


@cache
def hedge_rows() -> dict[str, HedgeRow]:
    """Return the rows of the hedge list by id."""
    return {row.id: row for row in load("claims/hedges.tsv", HedgeRow)}


def _hedge_at(outline: Outline, j: int) -> Certainty | None:
    """Return the certainty that a hedge at word j gives, None where there is no hedge.

    "qad" with the past asserts, with the present it is possible.
    """
    for hit in outline.words.hits[j].get("hedges", ()):
        row = hedge_rows()[hit.row]
        if row.certainty == "qad":
            if _is_present(outline, j + 1):
                return "possible"
        elif row.certainty == "probable":
            return "probable"
        elif row.certainty == "possible":
            return "possible"
    return None


def _is_present(outline: Outline, j: int) -> bool:
    if j >= len(outline.words):
        return False
    word = outline.words.words[j]
    features = [hit.features for found in word.hits.values() for hit in found if hit.features]
    verbs = [f[0] for f in features if f[0].startswith(("past_", "ind_", "sub_", "juss_"))]
    if verbs:
        return all(v.startswith("ind_") for v in verbs)
    return (
        not word.key.endswith(_TEH)
        and word.kind == "word"
        and word.key[0] in "\u064a\u062a"
        and len(word.key) in {4, 5, 6}
    )


def certainty_of(outline: Outline, cue: Cue, start: int, end: int) -> Certainty:
    """Return how sure the source is of the statement in words `[start, end)`.

    The cue decides; a hedge that leads the statement weakens an assertion. A denial denied is possible.
    """
    if cue.negated and cue.row.kind in {"deny", "doubt"}:
        return "possible"
    match cue.row.certainty:
        case "probable":
            return "probable"
        case "possible":
            return "possible"
        case "alleged":
            return "alleged"
        case "denied":
            return "denied"
    for j in range(start, min(start + _LEAD, end)):
        hedge = _hedge_at(outline, j)
        if hedge is not None:
            return hedge
    return "asserted"


def distance_of(outline: Outline, cue: Cue, start: int, end: int) -> str | None:
    """Return the reporter's distance from the statement: by the cue, else by "so-called" inside it."""
    if cue.row.distance:
        return cue.row.distance
    for j in range(start, end):
        for hit in outline.words.hits[j].get("hedges", ()):
            distance = hedge_rows()[hit.row].distance
            if distance:
                return distance
    return None
