"""Traces: the lexicon rows that made a claim, each as "table:row".

They are looked up once more where a claim is written, from the words that settled it, so that no rule of
the grammar has to carry them along.
"""

from collections.abc import Iterable, Sequence

from tarjih.claims.certainty import hedge_rows, lead_of
from tarjih.claims.chunks import Chunk
from tarjih.claims.drafts import Draft
from tarjih.claims.event_drafts import Draft as EventDraft
from tarjih.records.page import Words

__all__ = ["attribution_rows", "event_rows", "status_rows"]

_ASSERTED = "asserted"
_REACH = 6  # chunks between an event and the word that governs it
_AFTER = 3  # chunks behind an event in which "imminent" or "continuing" is said of it
_GOVERNING = ("negations", "light_verbs", "clause_openers", "triggers")
_MODIFIERS = "event_modifiers"
_INTRODUCING = ("joints:comp", "joints:prep-")
_LASTING = frozenset(("be", "carry", "control", "happen"))  # verbs whose tense is that of what they carry


def attribution_rows(words: Words, draft: Draft, *, certainty: str, distance: str | None) -> tuple[str, ...]:
    """Return the rows of an attribution: its cue, its joint, its hedges, and what its speakers are."""
    row = draft.cue.row
    rows = [f"cues:{row.id}"] if draft.frame != "colon" else []
    if draft.cue.end <= draft.start - 1:
        joints = _rows_at(words, draft.start - 1, ("joints",))
        rows += [joint for joint in joints if joint.startswith(_INTRODUCING)]
    for first, _ in draft.chain:
        rows += _rows_at(words, first, ("source_nouns",))
    if certainty != _ASSERTED and certainty != row.certainty:
        rows += _hedges(words, draft.start, lead_of(words, draft.start, draft.end), distance=False)
    if distance is not None and not row.distance:
        rows += _hedges(words, draft.start, draft.end, distance=True)
    return tuple(dict.fromkeys(rows))


def _hedges(words: Words, first: int, end: int, *, distance: bool) -> list[str]:
    """Return the first hedge at words `[first, end)` that weakens what follows, or that holds it off."""
    table = hedge_rows()
    for i in range(first, end):
        for hit in words.hits[i].get("hedges", ()):
            if table[hit.row].distance if distance else table[hit.row].certainty:
                return [f"hedges:{hit.row}"]
    return []


def event_rows(words: Words, draft: EventDraft) -> tuple[str, ...]:
    """Return the rows of an event: trigger and frame, what settled type and status, its prepositions."""
    rows = [f"triggers:{draft.row.id}", f"frames:{draft.row.frame}"]
    if draft.type != draft.row.type:
        rows += _modifier(words, draft)
    rows += draft.governors
    for chunk in (*draft.actors, *draft.targets, draft.place):
        if chunk is not None and chunk.prep and chunk.first > 0:
            rows += _rows_at(words, chunk.first - 1, ("prepositions",))
    return tuple(dict.fromkeys(rows))


def _modifier(words: Words, draft: EventDraft) -> list[str]:
    """Return the nearest word of the sentence that says what kind of attack it was."""
    sentence = words.sentences[words.sentence_of[draft.chunk.first]]
    near = sorted(range(sentence.first, sentence.end), key=lambda i: abs(i - draft.chunk.head))
    return next((found for i in near if (found := _rows_at(words, i, (_MODIFIERS,)))), [])


def status_rows(words: Words, chunks: Sequence[Chunk], draft: EventDraft) -> list[str]:
    """Return the rows of the word that gave an event another status than its own.

    That is the nearest word that governs it in its clause, else one that is said of it right behind.
    """
    if draft.status == draft.row.status:
        return []
    before = range(draft.index - 1, max(draft.index - 1 - _REACH, -1), -1)
    for index in before:
        chunk = chunks[index]
        if chunk.kind == "stop":
            break
        if _may_govern(chunk, draft) and (rows := _rows_at(words, chunk.head, _GOVERNING)):
            return rows[:1]
    for chunk in chunks[draft.index + 1 : draft.index + 1 + _AFTER]:
        if chunk.kind == "effect" or (chunk.kind == "verb" and _may_govern(chunk, draft)):
            return _rows_at(words, chunk.head, _GOVERNING)[:1]
    return []


def _may_govern(chunk: Chunk, draft: EventDraft) -> bool:
    """Say whether a piece before an event can have given it its status; a tense of its own needs no row."""
    match chunk.kind:
        case "effect":
            return True
        case "verb":
            return chunk.status == draft.status or chunk.cls in _LASTING
        case "open":
            return draft.status == "hypothetical"
        case "verb_event" | "noun_event":
            return draft.status != "ongoing"
        case _:
            return False


def _rows_at(words: Words, i: int, tables: Iterable[str]) -> list[str]:
    """Return the longest row of each table at word i."""
    hits = words.hits[i]
    return [f"{table}:{hits[table][0].row}" for table in tables if table in hits] if hits else []
