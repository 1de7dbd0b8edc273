"""Status: did it happen, does it go on, is it planned, tried, denied or only thought of."""

from collections.abc import Sequence
from typing import Literal

from tarjih.claims.chunks import Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.facets import Facet
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
_SPEECH = frozenset(("accusation", "demand", "refusal", "threat"))
_LASTING = frozenset(("clash", "support", "siege", "negotiation", "aid"))  # efforts in which one is engaged
_HELD = frozenset(("held", "accused"))
_NOT_A_PURPOSE = frozenset(("accusation", "support", "demand", "aid", "siege"))
_WISHED = frozenset(("demand", "threat", "negotiation", "refusal"))
_BARE_THAT = frozenset((
    "\u0627\u0646",
    "\u0648\u0627\u0646",
    "\u0628\u0627\u0646",
))  # an, before a subjunctive
_MAY = frozenset(("\u0642\u062f", "\u0648\u0642\u062f", "\u0641\u0642\u062f", "\u0644\u0642\u062f"))  # qad
_BEFORE_THAT = frozenset(("\u0642\u0628\u0644", "\u0648\u0642\u0628\u0644"))  # qabla an
_SO_THAT = frozenset((
    "\u0643\u064a",
    "\u0644\u0643\u064a",
    "\u062d\u062a\u064a",
))  # kay, li-kay, hatta
_AND_THAT = 8  # chunks between two verbs that "and" ties together
_PREDICATE = 10  # chunks between a verbal noun and the verb of which it is the subject
_PRESENT = "present"  # told in the present: a headline's past
_GAP = 2  # words between "without" and what does not happen: "without any of the dead falling"
_REACH = 6  # chunks between a verbal noun and the word that governs it
_AFTER = 3  # chunks behind an event in which "imminent" or "continuing" is said of it


def set_statuses(
    chunks: list[Chunk],
    drafts: list[Draft],
    *,
    facets: Sequence[Facet],
    where: Literal["title", "body"],
) -> None:
    """Set the status of each draft of one sentence from the words that govern it.

    Args:
        chunks: The chunks of the sentence.
        drafts: Its events, with their arguments bound.
        facets: The facets of the page's words.
        where: A headline tells in the present what happened.
    """
    done: dict[int, Draft] = {}
    for draft in drafts:
        if draft.chunk.kind == "verb_event":
            status = _verb_status(chunks, draft, where=where)
        else:
            first = draft.chunk.first
            pointed = first > 0 and facets[first - 1].pointing
            status = _noun_status(chunks, draft, done, pointed=pointed)
            if status == _PRESENT:
                status = "ongoing" if where == "body" else ""
        draft.status = _STATUSES.get(status, draft.status)
        done[draft.index] = draft


def _mood(chunks: list[Chunk], index: int) -> str:
    """Return what stands before a verb says of it: a status, "not" for a negation, "" for nothing."""
    chunk = chunks[index]
    if chunk.facet.future:
        return "planned"
    found = tenses(chunk)
    is_present = bool(found) and "past" not in found
    passed = False
    for i in range(index - 1, max(index - 4, -1), -1):
        before = chunks[i]
        if before.kind == "effect":
            if before.facet.key in _MAY:
                return "hypothetical" if is_present else ""
            if before.facet.effect_pos == "noun" or _is_without(before):
                break  # a plan or "without" governs nouns, not the verb of the next clause
            return "" if before.cls == "not" and passed else before.cls  # "not" stands before its verb
        if before.kind == "verb" and before.cls == "be" and before.status:
            return before.status
        if before.kind == "verb" and before.cls == "control" and before.status and is_present and not passed:
            return before.status  # "began to shell", "all but fell"
        if before.kind == "open":
            return _opened(chunks, i, is_present=is_present)
        if before.kind not in {"time", "np"}:
            break
        passed = passed or before.kind == "np"
    if is_present and chunk.hit is not None and chunk.hit.before.endswith("\u0644"):
        return "planned"
    return _shared_mood(chunks, index) if is_present and chunk.joined else ""


def _is_without(effect: Chunk) -> bool:
    """Say whether a word denies nouns only: "without", "lack of", but "without that" a verb."""
    return effect.cls == "denied" and effect.facet.length == 1 and effect.facet.effect_pos != "verb"


def _shared_mood(chunks: list[Chunk], index: int) -> str:
    """Return the mood of the verb to which "and" ties a present verb: "will enter the town and hold it"."""
    for i in range(index - 1, max(index - _AND_THAT, -1), -1):
        before = chunks[i]
        if before.kind == "stop" or (before.kind == "open" and before.cls != "relative"):
            return ""
        if before.kind in {"verb", "verb_event"}:
            if "past" in tenses(before) or before.cls == "say":
                return ""
            mood = _mood(chunks, i)
            return mood if mood in {"planned", "hypothetical"} else ""
    return ""


def _opened(chunks: list[Chunk], opener: int, *, is_present: bool) -> str:
    """Return what the word that opens its clause says of a verb."""
    if chunks[opener].cls == "condition":
        return "hypothetical"
    key = chunks[opener].facet.key
    if key in _BEFORE_THAT and is_present:
        return "occurred"
    if key in _SO_THAT:
        return "planned" if is_present else ""
    if key not in _BARE_THAT or not is_present:
        return ""
    for i in range(opener - 1, max(opener - _REACH, -1), -1):
        governor = chunks[i]
        if governor.kind == "verb":
            if governor.cls == "control" and not governor.status and "past" in tenses(governor):
                return "occurred"  # "managed to ..."
            return governor.status or ("" if governor.cls == "say" else "hypothetical")
        if governor.kind == "effect":
            is_set = governor.facet.effect_pos == "adjective"  # "it is planned that ..."
            return "hypothetical" if governor.cls in {"planned", "not"} and not is_set else governor.cls
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
    if draft.row.status in {"attempted", "planned"}:
        return ""  # the word itself says so: "disarmed a bomb"
    if not found or "past" in found or where == "title" or is_first_person(chunk):
        return "occurred"
    return "ongoing"


def _noun_status(chunks: list[Chunk], draft: Draft, done: dict[int, Draft], *, pointed: bool) -> str:
    behind = _said_behind(chunks, draft) or _predicated(chunks, draft.index)
    if behind:
        return behind
    chunk = draft.chunk
    governor = _governor(chunks, draft.index)
    if draft.row.part == "participle" or draft.row.frame in _HELD:
        is_still = governor is not None and chunks[governor].cls == "be"
        return chunks[governor].status if is_still and governor is not None else ""
    if governor is not None and not pointed:
        found = _governed(chunks, governor, draft, done)
        if found:
            return found
    is_suffered = _is_outcome(chunks, draft.index)
    event = done.get(governor) if governor is not None else None
    is_suffered = is_suffered or (event is not None and event.row.frame == "oppose")
    if chunk.prep == "l" and not chunk.article and not is_suffered and draft.type not in _NOT_A_PURPOSE:
        return "planned"
    if draft.type == "siege" and chunk.prep == "after":
        return "occurred"
    return draft.status


def _is_outcome(chunks: list[Chunk], index: int) -> bool:
    """Say whether what a verb behind which an event stands tells is that it came about or was suffered."""
    for chunk in reversed(chunks[max(index - _REACH, 0) : index]):
        if chunk.kind in {"verb", "verb_event", "stop"}:
            return chunk.cls in {"suffer", "cause"}
    return False


def _said_behind(chunks: list[Chunk], draft: Draft) -> str:
    """Return the status that an adjective or a relative clause in the present gives the event."""
    end = min(draft.index + 1 + _AFTER, len(chunks))
    for i in range(draft.index + 1, end):
        chunk = chunks[i]
        if (
            chunk.kind == "effect"
            and chunk.cls in {"planned", "ongoing", "attempted"}
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
            return chunk.status if relates and not past else ""
        if chunk.kind == "verb" and chunk.cls == "be" and chunk.status and chunks[i - 1].kind == "open":
            return chunk.status  # "the raids that still go on"
        if chunk.kind not in {"np", "open", "verb", "back"} or chunk.cls == "complement":
            return ""
    return ""


def _is_subject(chunks: list[Chunk], index: int) -> bool:
    """Say whether a verbal noun can be the subject of a verb behind it: it opens its clause."""
    if chunks[index].prep or chunks[index].joined:
        return False
    before = index - 1
    if before >= 0 and chunks[before].kind == "verb" and not tenses(chunks[before]):
        before -= 1  # "carrying out the attack was ..."
    return before < 0 or chunks[before].kind in {"open", "stop"}


def _predicated(chunks: list[Chunk], index: int) -> str:
    """Return the status that the verb of which a verbal noun is the subject gives it.

    "The operations will go on", "retaking the town is one of the priorities", "its end is near".
    """
    if not _is_subject(chunks, index):
        return ""
    is_inside = is_said = False
    for i in range(index + 1, min(index + _PREDICATE, len(chunks))):
        chunk = chunks[i]
        if chunk.kind in {"stop", "verb_event"} or (chunk.kind == "open" and chunk.cls != "relative"):
            if chunk.kind != "verb_event" or not is_inside:
                return ""
            is_inside = False
        elif chunk.kind == "open":
            is_inside = True
        elif chunk.kind == "effect" and is_said and chunk.cls in {"planned", "hypothetical", "ongoing"}:
            return chunk.cls
        elif chunk.kind == "verb" and is_inside:
            is_inside = False
        elif chunk.kind == "verb":
            if chunk.facet.future and chunk.cls in {"happen", "carry", "be", "control"}:
                return "ongoing" if chunk.status == "ongoing" and chunk.cls == "happen" else "planned"
            if chunk.status == "ongoing" and "past" not in tenses(chunk):
                return "ongoing"
            if chunk.cls != "be":
                return ""
            is_said = True
    return ""


def _governor(chunks: list[Chunk], index: int) -> int | None:
    """Return the verb, event or modal word that governs the verbal noun at `index`, in its clause."""
    for i in range(index - 1, max(index - 1 - _REACH, -1), -1):
        chunk = chunks[i]
        if chunk.kind == "stop" or (chunk.kind == "open" and chunk.cls != "relative"):
            return None
        if chunk.kind == "comma" and not chunks[index].joined and chunks[i - 1].kind != "time":
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
        is_verb = word.facet.effect_pos == "verb"
        if word.cls == "denied" and not is_verb and not _is_complement(chunks, governor, draft.index):
            return ""
        if word.cls == "effort" and draft.chunk.prep in {"of", "from"}:
            return ""  # what the efforts led to
        if word.cls == "effort":
            return "ongoing" if draft.type in _LASTING else "planned"
        if draft.type == "clash" and draft.status == "ongoing" and draft.chunk.article:
            return ""  # fear or need of the war does not put it off
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
    if status == "occurred" or (word.cls == "be" and status == "attempted"):
        return ""
    if status in {"planned", "attempted", "hypothetical"}:
        return status if word.cls not in {"say", "cause"} or mood else ""
    if status == "ongoing":
        return status
    if word.cls in {"carry", "happen"} and _goes_on(word) and not chunk.prep:
        return _PRESENT
    if word.cls in {"carry", "control", "suffer"} and "past" in tenses(word) and chunk.prep != "l":
        return "occurred"
    return ""


def _is_complement(chunks: list[Chunk], effect: int, event: int) -> bool:
    """Say whether a verbal noun is what "without" or "lack of" itself denies, not a noun further on."""
    is_phrase = chunks[effect].facet.effect_pos == "phrase"  # "no truth in (literally: to) the shelling"
    if chunks[event].prep and not (is_phrase and chunks[event].prep == "l"):
        return False
    if chunks[event].first - chunks[effect].end > _GAP:
        return False
    return not any(c.kind == "np" for c in chunks[effect + 1 : event])


def _goes_on(verb: Chunk) -> bool:
    """Say whether a verb can only be of the present, in the third person."""
    features = verb.hit.features if verb.hit is not None else ()
    return any(f.startswith("ind_") and "_3" in f for f in features) and "past" not in tenses(verb)


def _governed_by_event(event: Draft, draft: Draft) -> str:
    chunk = draft.chunk
    if chunk.joined and event.status in {"planned", "attempted", "hypothetical", "ongoing"}:
        return event.status if event.chunk.kind == "noun_event" else ""
    bound = chunk.prep in {"b", "on", "to", "l", "of"} or (not chunk.prep and not chunk.joined)
    if event.type == "threat":
        bound = chunk.prep in {"b", "on", "l", "from"}  # what is threatened itself is there
    elif event.type == "negotiation":
        bound = bound and (bool(chunk.prep) or chunk.first == event.chunk.end)
    if event.type in _WISHED and bound and event.type != draft.type:
        return "planned" if event.status != "denied" else ""
    if (
        event.type == "agreement"
        and draft.type not in _SPEECH
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
