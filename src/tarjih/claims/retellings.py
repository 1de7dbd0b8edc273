"""Retellings: which event mention tells again what an earlier one told.

An event is told again by a definite noun ("the attack"), in the body after the headline, or with the
same count or the same names; whatever speaks against it (another count, place or victim) wins.
"""

from tarjih.claims.chunks import Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import VIOLENT
from tarjih.records.page import Words

__all__ = ["Retellings"]

_ATTACKS = frozenset(("attack", "bombing", "suicide_attack", "airstrike", "shelling"))
_ONCE = frozenset((
    "killing",
    "arrest",
    "assassination",
    "surrender",
    "execution",
    "abduction",
    "capture",
    "release",
))
_REACH = 12  # earlier events looked at


class _Told:
    """One event told, with the words of its victims and of its place."""

    __slots__ = ("draft", "identity", "place", "sentence", "targets", "title")

    def __init__(self, draft: Draft, words: Words) -> None:
        self.draft = draft
        self.identity = ""
        self.sentence = words.sentence_of[draft.chunk.first]
        self.title = words.sentences[self.sentence].paragraph == 0
        self.targets = _stems(draft.targets, words)
        self.place = _stems([draft.place], words) if draft.place is not None else set()


class Retellings:
    """The events told so far on one page."""

    __slots__ = ("_told", "_words")

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: list[_Told] = []

    def tell(self, draft: Draft, *, identity: str) -> str | None:
        """Remember an event and return the id of the one that it tells again, None if it is new."""
        told = _Told(draft, self._words)
        told.identity = identity
        near = [*(t for t in self._told[:-_REACH] if t.title), *self._told[-_REACH:]]
        self._told.append(told)
        for earlier in reversed(near):
            if earlier.sentence != told.sentence and _may_be(earlier, told) and _speaks_for(earlier, told):
                return earlier.identity
        return None


def _stems(chunks: list[Chunk], words: Words) -> set[str]:
    return {
        stem
        for chunk in chunks
        for i in range(chunk.first, chunk.end)
        for _, stem, after in words.words[i].stems
        if not after and len(stem) > 2
    }


def _may_be(earlier: _Told, told: _Told) -> bool:
    """Say whether nothing speaks against one happening: kind, count, place and names agree."""
    kinds = {earlier.draft.type, told.draft.type}
    if len(kinds) > 1 and not (kinds <= _ATTACKS and _is_definite(told.draft)):
        return False
    one, other = earlier.draft.quantity, told.draft.quantity
    if one is not None and other is not None and (one.min, one.max) != (other.min, other.max):
        return False
    if earlier.place and told.place and not earlier.place & told.place:
        return False
    return not (earlier.targets and told.targets) or bool(earlier.targets & told.targets)


def _speaks_for(earlier: _Told, told: _Told) -> bool:
    """Say whether something speaks for one happening."""
    draft = told.draft
    if _is_definite(draft):
        return draft.type in VIOLENT or draft.row.id == earlier.draft.row.id
    if earlier.title:
        return True
    return draft.type in _ONCE and bool(earlier.targets & told.targets)


def _is_definite(draft: Draft) -> bool:
    """Say whether a noun points back: it bears the article or a pronoun."""
    if draft.chunk.kind != "noun_event":
        return False
    hit = draft.chunk.hit
    return draft.chunk.article or (hit is not None and bool(hit.after))
