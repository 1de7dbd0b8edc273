"""Certainty: how sure the source is, and the distance that the reporter keeps."""

from functools import cache

from tarjih.arabic.affixes import CONJUNCTIONS
from tarjih.claims.cues import Cue
from tarjih.claims.outline import Outline, Role
from tarjih.claims.tables import HedgeRow
from tarjih.lexicons import load
from tarjih.records.page import Word, Words
from tarjih.records.reading import Certainty

__all__ = ["HedgeRow", "certainty_of", "distance_of", "hedge_rows", "lead_of"]

_TEH = "\u062a"
_LEAD = 3  # words in which a hedge weakens the whole statement, whatever they are
_LONGEST_SUBJECT = 8  # words that may stand before the verb which "may" or "probably" is said of
_AFTER = 30  # words behind a statement in which the report says that nobody could check it
_LONGEST_SCARE = 2  # words in quotation marks that only hold off
_PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645")
_UNVERIFIED = "unverified"
_VERBS = ("cues", "light_verbs", "triggers")
_FINITE = ("past_", "ind_", "sub_")


@cache
def hedge_rows() -> dict[str, HedgeRow]:
    """Return the rows of the hedge list by id."""
    return {row.id: row for row in load("claims/hedges.tsv", HedgeRow)}


def _hedge_at(outline: Outline, j: int, *, leads: bool) -> Certainty | None:
    """Return the certainty that a hedge at word j gives, None where there is no hedge or a denied one.

    "qad" with the past asserts, with the present it is possible.
    """
    for hit in outline.words.hits[j].get("hedges", ()):
        row = hedge_rows()[hit.row]
        if (row.lead and not leads) or (not hit.last and j and outline.roles[j - 1] & Role.NEG):
            continue
        if row.certainty == "qad":
            if _is_present(outline, j + 1):
                return "possible"
        elif row.certainty == "probable":
            return "probable"
        elif row.certainty == "possible":
            return "possible"
        elif row.certainty == "alleged":
            return "alleged"
    return None


def lead_of(words: Words, start: int, end: int) -> int:
    """Return the word behind the lead of a statement: its subject and its verb, or what comes before a sign.

    A hedge there weakens the whole statement; a later one weakens but a part of it.
    """
    for j in range(start, min(start + _LONGEST_SUBJECT, end)):
        word = words.words[j]
        if j > start + 1 and (word.kind == "mark" or "clause_openers" in word.hits):
            return max(j, min(start + _LEAD, end))
        if j > start and "hedges" not in word.hits and _is_finite(word):
            return max(j + 1, min(start + _LEAD, end))
    return min(start + _LEAD, end)


def _is_finite(word: Word) -> bool:
    """Say whether a word is known as a finite verb and as no noun of an event."""
    found = [hit for table in _VERBS for hit in word.hits.get(table, ())]
    return bool(found) and all(hit.features and hit.features[0].startswith(_FINITE) for hit in found)


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
    for j in range(start, lead_of(outline.words, start, end)):
        hedge = _hedge_at(outline, j, leads=j == start)
        if hedge is not None and (j <= start + 1 or not _is_joined(outline, j)):
            return hedge
    return "asserted"


def _is_joined(outline: Outline, j: int) -> bool:
    """Say whether word j carries "and": a hedge of another clause."""
    return any(
        hit.before[:1] in CONJUNCTIONS for hit in outline.words.hits[j].get("hedges", ()) if hit.before
    )


def distance_of(outline: Outline, cue: Cue, start: int, end: int) -> str | None:
    """Return the reporter's distance from the statement in words `[start, end)`.

    The cue gives it, else "so-called" inside the statement, else a common noun in quotation marks there,
    else "this could not be checked" right behind.
    """
    if cue.row.distance:
        return cue.row.distance
    roles = outline.roles
    for j in range(start, end):
        if roles[j] & Role.HEDGE:
            distance = _distance_at(outline, j)
            if distance:
                return distance
    if any(start <= j < end and _is_scare(outline, j) for j in outline.closing):
        return "scare_quotes"
    return _unchecked(outline, end)


def _distance_at(outline: Outline, j: int) -> str:
    """Return the distance that a hedge at word j keeps, "" where none stands."""
    for hit in outline.words.hits[j].get("hedges", ()):
        distance = hedge_rows()[hit.row].distance
        if distance:
            return distance
    return ""


def _is_scare(outline: Outline, j: int) -> bool:
    """Say whether the quotation at word j holds off a word that is no name: "their «capital»"."""
    close = outline.closing[j]
    if close - j - 1 > _LONGEST_SCARE or any(outline.in_name[j : close + 1]):
        return False
    before = outline.roles[j - 1] if j else 0
    if before & (Role.NAMING | Role.ADDRESSEE | Role.SOURCE | Role.COLON):
        return False
    first = outline.words.words[j + 1]
    return (
        first.kind == "word"
        and close == j + 2
        and first.form.endswith(_PRONOUNS)
        and len(first.key) > _LEAD + 1
    )


def _unchecked(outline: Outline, end: int) -> str | None:
    """Return "unverified" if the report says behind a statement that nobody could check it."""
    if end >= len(outline.words):
        return None
    paragraph = outline.paragraph_of(end)
    for j in range(end, min(end + _AFTER, len(outline.words))):
        bits = outline.roles[j]
        if bits & Role.COMP:
            return None
        if bits & Role.HEDGE and _distance_at(outline, j) == _UNVERIFIED:
            return _UNVERIFIED if outline.paragraph_of(j) == paragraph else None
    return None
