"""Status: did it happen, does it go on, is it planned, tried, denied or only thought of."""

from typing import get_args

from tarjih.claims.chunks import Chunk
from tarjih.claims.roles import Draft
from tarjih.records.reading import Status

__all__ = ["set_statuses"]

_KNOWN: frozenset[str] = frozenset(get_args(Status))
_PURPOSE_TYPES_NOT = frozenset(("accusation", "support", "demand", "aid"))


def set_statuses(chunks: list[Chunk], drafts: list[Draft]) -> None:
    """Set the status of each draft of one sentence from the words that govern it."""
    done: dict[int, Draft] = {}
    for draft in drafts:
        status = (
            _verb_status(draft, chunks)
            if draft.chunk.kind == "verb_event"
            else _noun_status(draft, chunks, done)
        )
        if status in _KNOWN:
            draft.status = status
        done[draft.index] = draft


def _effect_before(chunks: list[Chunk], index: int, reach: int) -> str:
    """Return the effect of a negation or modal word close before chunk `index`."""
    for i in range(index - 1, max(index - 1 - reach, -1), -1):
        chunk = chunks[i]
        if chunk.kind == "effect":
            return chunk.cls
        if chunk.kind not in {"time"}:
            return ""
    return ""


def _opener_before(chunks: list[Chunk], index: int) -> str:
    """Return the kind of the word that opens the clause of chunk `index`."""
    for i in range(index - 1, -1, -1):
        chunk = chunks[i]
        if chunk.kind == "open":
            return chunk.cls
        if chunk.kind in {"stop", "comma", "verb", "verb_event"}:
            return ""
    return ""


def _tenses(chunk: Chunk) -> set[str]:
    hit = chunk.hit
    return {f.split("_", 1)[0] for f in hit.features} if hit else set()


def _verb_status(draft: Draft, chunks: list[Chunk]) -> str:
    chunk = draft.chunk
    effect = _effect_before(chunks, draft.index, 2)
    if effect in {"denied", "attempted", "hypothetical"}:
        return effect
    if _opener_before(chunks, draft.index) == "condition":
        return "hypothetical"
    if chunk.facet.future or effect == "planned":
        return "planned"
    tenses = _tenses(chunk)
    if tenses and "past" not in tenses:
        return _present_status(draft, chunks)
    return "occurred"


def _present_status(draft: Draft, chunks: list[Chunk]) -> str:
    """Judge a verb in the present: an order or wish behind "that", else going on or told vividly."""
    previous = chunks[draft.index - 1] if draft.index else None
    if previous is not None and previous.kind == "open" and previous.cls == "complement":
        verb = next((c for c in reversed(chunks[: draft.index]) if c.kind in {"verb", "verb_event"}), None)
        if verb is not None and verb.status in {"planned", "attempted"}:
            return verb.status
        if previous.facet.key in _AN:
            return "hypothetical"
    if draft.chunk.hit is not None and draft.chunk.hit.before.endswith("\u0644"):
        return "planned"
    return draft.row.status if draft.row.status != "occurred" else "occurred"


_AN = frozenset(("\u0627\u0646", "\u0628\u0627\u0646"))


def _noun_status(draft: Draft, chunks: list[Chunk], done: dict[int, Draft]) -> str:
    index, chunk = draft.index, draft.chunk
    effect = _effect_before(chunks, index, 2)
    if effect:
        return effect
    governor = _governor(chunks, index)
    if governor is not None:
        if governor.kind == "verb":
            if governor.status:
                return governor.status
            if governor.facet.future:
                return "planned"
        if governor.kind == "effect":
            return governor.cls
    if chunk.prep == "l" and not chunk.article and draft.type not in _PURPOSE_TYPES_NOT:
        return "planned"
    before = done.get(index - 1) if chunk.joined else None
    if before is not None and before.status in {"planned", "attempted", "hypothetical"}:
        return before.status
    return draft.status


def _governor(chunks: list[Chunk], index: int) -> Chunk | None:
    """Return the verb or modal noun that governs the event noun at `index`, in its clause."""
    for i in range(index - 1, max(index - 5, -1), -1):
        chunk = chunks[i]
        if chunk.kind in {"stop", "open", "comma", "noun_event", "verb_event"}:
            return None
        if chunk.kind in {"verb", "effect"}:
            return chunk
    return None
