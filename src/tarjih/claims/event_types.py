"""Event types: settle what kind of attack a general word means, from its modifiers and the report."""

from tarjih.claims.chunks import Chunk
from tarjih.claims.facets import facet_at
from tarjih.claims.roles import Draft
from tarjih.records.page import Sentence, Words

__all__ = ["Evidence", "settle_types"]

_GENERAL = frozenset(("attack", "bombing", "airstrike", "shelling", "suicide_attack"))
_NEAR = 8  # words behind a trigger in which a modifier counts as its own


class Evidence:
    """Which kinds of attack the report speaks of, sentence by sentence."""

    __slots__ = ("accident", "first", "seen", "words")

    def __init__(self, words: Words) -> None:
        self.words = words
        self.seen: list[list[tuple[int, str, bool]]] = []
        self.first: dict[str, int] = {}
        for sentence in words.sentences:
            self.seen.append(self._sentence(sentence))
        for found in self.seen:
            for at, type_, _ in found:
                self.first.setdefault(type_, at)

    def _sentence(self, sentence: Sentence) -> list[tuple[int, str, bool]]:
        found = []
        for i in range(sentence.first, sentence.end):
            facet = facet_at(self.words, i)
            if facet.modifier:
                found.append((i, facet.modifier, facet.modifier_noun))
        return found


def settle_types(drafts: list[Draft], number: int, evidence: Evidence, last: dict[str, str]) -> None:
    """Settle the types of the drafts of sentence `number`; `last` remembers the last attack's type."""
    for draft in drafts:
        if draft.row.condition == "anaphor":
            hit = draft.chunk.hit
            is_plural = hit is not None and "plural" in hit.features
            draft.type = "attack" if is_plural and "attack" in last else last.get("attack", "")
            if not draft.type:
                draft.dropped = True
            continue
        if draft.type in _GENERAL and not draft.dropped:
            draft.type = _settle(draft, evidence.seen[number], evidence, last)
            if draft.chunk.kind == "noun_event" or draft.type != "attack":
                last["attack"] = draft.type


def _settle(
    draft: Draft, found: list[tuple[int, str, bool]], evidence: Evidence, last: dict[str, str]
) -> str:
    own = draft.type
    if own == "suicide_attack":
        return own
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


def chunk_words(chunk: Chunk) -> range:
    """Return the words of a chunk."""
    return range(chunk.first, chunk.end)
