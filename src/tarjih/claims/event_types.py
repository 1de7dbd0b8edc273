"""Event types: settle what kind of attack a general word means, from its modifiers and the report."""

from collections.abc import Sequence

from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.facets import Facet
from tarjih.claims.verb_forms import is_armed, is_passive_only
from tarjih.records.page import Words

__all__ = ["Evidence", "is_accident", "settle_movers", "settle_sufferers", "settle_types"]

_GENERAL = frozenset(("attack", "bombing", "airstrike", "shelling", "suicide_attack"))
_FLYING = frozenset(("airstrike", "air_force"))
_OTHERS = "civilian_akhr"  # "others" are as those told of before
_NEAR = 8  # words behind a trigger in which a modifier counts as its own


class Evidence:
    """Which kinds of attack the report speaks of: (word, type, whether a noun says so) by sentence."""

    __slots__ = ("seen",)

    def __init__(self, words: Words, facets: Sequence[Facet]) -> None:
        self.seen: list[list[tuple[int, str, bool]]] = [[] for _ in words.sentences]
        for i in words.at("event_modifiers"):
            facet = facets[i]
            if facet.modifier:
                self.seen[words.sentence_of[i]].append((i, facet.modifier, facet.modifier_noun))


def settle_types(drafts: list[Draft], number: int, evidence: Evidence, last: dict[str, str]) -> None:
    """Settle the types of the drafts of sentence `number`; `last` remembers the last attack's type."""
    for draft in drafts:
        if draft.row.condition == "anaphor":
            hit = draft.chunk.hit
            is_plural = hit is not None and "plural" in hit.features
            if draft.actors and draft.targets and not draft.chunk.article:
                continue  # "launched an operation against the militants"
            draft.type = "attack" if is_plural and "attack" in last else last.get("attack", "")
            if not draft.type:
                draft.dropped = True
            continue
        if draft.type in _GENERAL and not draft.dropped and draft.row.frame != "storm":
            draft.type = _settle(draft, evidence.seen[number], last)
            if draft.chunk.kind == "noun_event" or draft.type != "attack":
                last["attack"] = draft.type


def settle_movers(drafts: list[Draft]) -> None:
    """Let who moves decide what a move is: civilians who flee are displaced, fighters who leave withdraw."""
    for draft in drafts:
        is_front = draft.place is not None and draft.place.facet.human == "force"
        is_front = is_front or any(t.under and t.cls in AGENTS for t in draft.targets)
        if draft.type == "flight" and draft.actors and not is_front:
            if all(c.cls == "civilian" and not _are_others(c) for c in draft.actors):
                draft.type = "displacement"
        elif draft.row.frame == "depart" and draft.actors and all(is_armed(c) for c in draft.actors):
            draft.type = "withdrawal"
        elif draft.row.condition == "gathering" and draft.actors and all(is_armed(c) for c in draft.actors):
            draft.type = "deployment"


def _are_others(chunk: Chunk) -> bool:
    hit = chunk.facet.noun_hit
    return hit is not None and hit.row == _OTHERS


def settle_sufferers(drafts: list[Draft]) -> None:
    """Let who suffers decide what was done: captives are set free, civilians driven out, a few wiped out."""
    for draft in drafts:
        if draft.row.frame == "condemn" and is_passive_only(draft.chunk):
            draft.type = "trial"  # found guilty
        elif draft.row.frame == "wipe":
            draft.type = "killing" if draft.quantity is not None else "defeat"
        elif draft.type != "capture" or not draft.targets or draft.place is not None:
            continue
        elif all(c.cls == "civilian" for c in draft.targets):
            if draft.row.frame == "take":
                draft.type = "release"
            elif draft.row.frame == "drive":
                draft.type = "displacement"


def _settle(draft: Draft, found: list[tuple[int, str, bool]], last: dict[str, str]) -> str:
    own = draft.type
    if own == "suicide_attack" or (draft.itself and own == "bombing"):
        return "suicide_attack"
    if own == "shelling" and _is_flown(draft, found):
        return "airstrike"
    near = [t for at, t, _ in found if draft.chunk.first <= at <= draft.chunk.end + _NEAR]
    anywhere = {t for _, t, _ in found}
    if own in {"bombing", "attack"} and ("suicide_attack" in near or "suicide_attack" in anywhere):
        return "suicide_attack"
    if own == "bombing":
        return _inherit(draft, own, last)
    for type_ in near:
        if type_ in {"bombing", "airstrike", "shelling"} and own in {"attack", "shelling"}:
            return type_
    if own == "shelling" and "airstrike" in anywhere and "shelling" not in anywhere:
        return "airstrike"
    if own == "attack" and draft.chunk.kind == "verb_event" and "airstrike" in anywhere:
        return "airstrike"
    return _inherit(draft, own, last)


def _is_flown(draft: Draft, found: list[tuple[int, str, bool]]) -> bool:
    """Say whether those who shell fly: aircraft, an air force, a coalition that fights from the air."""
    return any(
        chunk.first <= at < chunk.end and type_ in _FLYING for chunk in draft.actors for at, type_, _ in found
    )


def _inherit(draft: Draft, own: str, last: dict[str, str]) -> str:
    """A definite word in the singular without a modifier means the attack told before."""
    is_definite = draft.chunk.article and draft.chunk.kind == "noun_event"
    earlier = last.get("attack", "")
    if is_definite and earlier in {"suicide_attack", "bombing"}:
        return earlier
    return own


def is_accident(found: list[tuple[int, str, bool]], drafts: list[Draft]) -> bool:
    """Say whether a sentence tells of an accident or a disaster and of no attack."""
    if not any(t == "accident" for _, t, _ in found):
        return False
    return not any(d.type in _GENERAL or d.type == "clash" for d in drafts)
