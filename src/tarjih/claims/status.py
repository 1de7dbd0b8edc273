"""Status: did it happen, does it go on, is it planned, tried, denied or only thought of."""

from typing import Literal

from tarjih.claims.chunks import Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.verb_forms import is_first_person, tenses
from tarjih.records.reading import Status

__all__ = ["set_statuses"]

_STATUSES: dict[str, Status] = {
    "occurred": "occurred",
    "ongoing": "ongoing",
    "planned": "planned",
    "attempted": "attempted",
    "denied": "denied",
    "hypothetical": "hypothetical",
}
_NOT_A_PURPOSE = frozenset(("accusation", "support", "demand", "aid", "defeat", "siege"))
_WISHED = frozenset(("demand", "threat", "negotiation", "refusal"))
_BARE_THAT = frozenset((
    "\u0627\u0646",
    "\u0648\u0627\u0646",
    "\u0628\u0627\u0646",
))  # an, before a subjunctive
_MAY = frozenset(("\u0642\u062f", "\u0648\u0642\u062f", "\u0641\u0642\u062f", "\u0644\u0642\u062f"))  # qad
_REACH = 6  # chunks between a verbal noun and the word that governs it
_AFTER = 3  # chunks behind an event in which "imminent" or "continuing" is said of it


def set_statuses(chunks: list[Chunk], drafts: list[Draft], *, where: Literal["title", "body"]) -> None:
    """Set the status of each draft of one sentence from the words that govern it."""
    done: dict[int, Draft] = {}
    for draft in drafts:
        if draft.chunk.kind == "verb_event":
            status = _verb_status(chunks, draft, where=where)
        else:
            status = _noun_status(chunks, draft, done)
        draft.status = _STATUSES.get(status, draft.status)
        done[draft.index] = draft


def _mood(chunks: list[Chunk], index: int) -> str:
    """Return what stands before a verb says of it: a status, "not" for a negation, "" for nothing."""
    chunk = chunks[index]
    if chunk.facet.future:
        return "planned"
    found = tenses(chunk)
    is_present = bool(found) and "past" not in found
    for i in range(index - 1, max(index - 4, -1), -1):
        before = chunks[i]
        if before.kind == "effect":
            if before.facet.key in _MAY:
                return "hypothetical" if is_present else ""
            return before.cls
        if before.kind == "verb" and before.cls == "be" and before.status:
            return before.status
        if before.kind == "open":
            return _opened(chunks, i, is_present=is_present)
        if before.kind not in {"time", "np"}:
            break
    if is_present and chunk.hit is not None and chunk.hit.before.endswith("\u0644"):
        return "planned"
    return ""


def _opened(chunks: list[Chunk], opener: int, *, is_present: bool) -> str:
    """Return what the word that opens its clause says of a verb."""
    if chunks[opener].cls == "condition":
        return "hypothetical"
    if chunks[opener].facet.key not in _BARE_THAT or not is_present:
        return ""
    for i in range(opener - 1, max(opener - _REACH, -1), -1):
        governor = chunks[i]
        if governor.kind == "verb":
            return governor.status or ("" if governor.cls == "say" else "hypothetical")
        if governor.kind == "effect":
            return "hypothetical" if governor.cls in {"planned", "not"} else governor.cls
        if governor.kind in {"verb_event", "noun_event"}:
            return "hypothetical"
        if governor.kind == "stop":
            break
    return "hypothetical"


def _verb_status(chunks: list[Chunk], draft: Draft, *, where: str) -> str:
    mood = _mood(chunks, draft.index)
    if mood:
        return "denied" if mood == "not" else mood
    chunk = draft.chunk
    found = tenses(chunk)
    if not found or "past" in found or where == "title" or is_first_person(chunk):
        return "occurred"
    return "ongoing"


def _noun_status(chunks: list[Chunk], draft: Draft, done: dict[int, Draft]) -> str:
    behind = _said_behind(chunks, draft)
    if behind:
        return behind
    chunk = draft.chunk
    governor = _governor(chunks, draft.index)
    if governor is not None:
        found = _governed(chunks, governor, draft, done)
        if found:
            return found
    is_suffered = governor is not None and chunks[governor].cls == "suffer"
    event = done.get(governor) if governor is not None else None
    is_suffered = is_suffered or (event is not None and event.row.frame == "oppose")
    if chunk.prep == "l" and not chunk.article and not is_suffered and draft.type not in _NOT_A_PURPOSE:
        return "planned"
    return draft.status


def _said_behind(chunks: list[Chunk], draft: Draft) -> str:
    """Return the status that an adjective or a relative clause in the present gives the event."""
    end = min(draft.index + 1 + _AFTER, len(chunks))
    for i in range(draft.index + 1, end):
        chunk = chunks[i]
        if (
            chunk.kind == "effect"
            and chunk.cls in {"planned", "ongoing"}
            and chunk.facet.effect_pos == "adjective"
        ):
            return chunk.cls
        if chunk.kind == "verb" and chunk.cls in {"carry", "happen"}:
            relates = chunk.hit is not None and (
                chunk.hit.after or chunks[i - 1].kind == "open" or chunk.status
            )
            past = "past" in tenses(chunk)
            if relates and not past and tenses(chunk):
                return "planned" if chunk.facet.future and chunk.status != "ongoing" else "ongoing"
            return chunk.status if relates else ""
        if chunk.kind not in {"np", "open", "verb", "back"} or chunk.cls == "complement":
            return ""
    return ""


def _governor(chunks: list[Chunk], index: int) -> int | None:
    """Return the verb, event or modal word that governs the verbal noun at `index`, in its clause."""
    for i in range(index - 1, max(index - 1 - _REACH, -1), -1):
        chunk = chunks[i]
        if chunk.kind == "stop" or (chunk.kind == "open" and chunk.cls != "relative"):
            return None
        if chunk.kind == "comma" and not chunks[index].joined:
            return None
        if chunk.kind in {"verb", "effect", "verb_event", "noun_event"}:
            return i
    return None


def _governed(chunks: list[Chunk], governor: int, draft: Draft, done: dict[int, Draft]) -> str:
    """Return the status that its governor gives a verbal noun, "" where it gives none."""
    word = chunks[governor]
    if word.kind == "effect":
        if word.cls == "denied" and draft.type == "accusation":
            return ""  # who denies an accusation does not deny that it was made
        return "" if word.cls == "not" or word.facet.key in _MAY else word.cls
    event = done.get(governor)
    if event is not None:
        return _governed_by_event(event, draft)
    if word.kind != "verb":
        return ""
    if word.hit is not None and not any("_" in f for f in word.hit.features):
        if word.facet.prefix == "l":
            return "planned"  # "in order to take part in the fighting"
        higher = _governor(chunks, governor)
        return _governed(chunks, higher, draft, done) if higher is not None else ""
    return _governed_by_verb(chunks, governor, draft)


def _governed_by_verb(chunks: list[Chunk], governor: int, draft: Draft) -> str:
    """Return the status that a finite light verb gives the verbal noun that it governs."""
    word, chunk = chunks[governor], draft.chunk
    mood = _mood(chunks, governor)
    if mood == "not":
        return "denied" if word.cls in {"carry", "happen", "control", "suffer"} else ""
    if chunk.prep in {"in", "of", "after"} and word.cls not in {"control", "foil", "suffer"}:
        return ""  # "will look into the killing" plans no killing
    status = mood or word.status
    if status in {"planned", "attempted", "hypothetical"}:
        return status if word.cls not in {"say", "other", "cause"} or mood else ""
    if status == "ongoing":
        return status
    if word.cls in {"carry", "happen"} and tenses(word) == {"ind"} and not chunk.prep:
        return "ongoing"
    if word.cls in {"carry", "control", "suffer"} and "past" in tenses(word) and chunk.prep != "l":
        return "occurred"
    return ""


def _governed_by_event(event: Draft, draft: Draft) -> str:
    chunk = draft.chunk
    if chunk.joined and event.status in {"planned", "attempted", "hypothetical", "ongoing"}:
        return event.status if event.chunk.kind == "noun_event" else ""
    bound = chunk.prep in {"b", "on", "to", "l", "of"} or (not chunk.prep and not chunk.joined)
    if event.type in _WISHED and bound and event.type != draft.type:
        return "planned" if event.status != "denied" else ""
    if (
        event.type == "agreement"
        and chunk.prep in {"", "on"}
        and not chunk.joined
        and event.chunk.kind == "verb_event"
    ):
        return "planned"
    if (
        event.status in {"planned", "hypothetical"}
        and chunk.prep in {"l", "in", "b", "on"}
        and not chunk.article
    ):
        return event.status
    return ""
