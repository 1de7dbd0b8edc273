"""Retellings: which event mention tells again what an earlier one told.

An event is told again by a definite noun ("the attack"), in the body after the headline, or with the
same count or the same names; whatever speaks against it (another count, place or victim) wins.
"""

from tarjih.arabic.forms import PerForm
from tarjih.claims.chunks import Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import VIOLENT
from tarjih.records.page import Word, Words

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
    """One event told; the words of its victims and of its place are gathered when they are asked for."""

    __slots__ = ("_place", "_targets", "_words", "draft", "identity", "sentence", "title")

    def __init__(self, draft: Draft, words: Words, *, identity: str) -> None:
        self.draft = draft
        self.identity = identity
        self.sentence = words.sentence_of[draft.chunk.first]
        self.title = words.sentences[self.sentence].paragraph == 0
        self._words = words
        self._targets: set[str] | None = None
        self._place: set[str] | None = None

    def targets(self) -> set[str]:
        """Return the stems of the words that name its victims."""
        if self._targets is None:
            self._targets = _stems(self.draft.targets, self._words)
        return self._targets

    def place(self) -> set[str]:
        """Return the stems of the words that name its place."""
        if self._place is None:
            place = self.draft.place
            self._place = _stems([place], self._words) if place is not None else set()
        return self._place


class Retellings:
    """The events told so far on one page."""

    __slots__ = ("_titles", "_told", "_words")

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: list[_Told] = []
        self._titles: list[int] = []  # which of them the headline tells

    def tell(self, draft: Draft, *, identity: str) -> str | None:
        """Remember an event and return the id of the one that it tells again, None if it is new."""
        every = self._told
        told = _Told(draft, self._words, identity=identity)
        number = len(every)
        nearest = max(number - _REACH, 0)
        found = None
        for i in range(number - 1, nearest - 1, -1):
            if _is_told_by(every[i], told):
                found = every[i].identity
                break
        else:
            for i in reversed(self._titles):
                if i < nearest and _is_told_by(every[i], told):
                    found = every[i].identity
                    break
        every.append(told)
        if told.title:
            self._titles.append(number)
        return found


def _is_told_by(earlier: _Told, told: _Told) -> bool:
    """Say whether an event tells an earlier one of another sentence again."""
    return earlier.sentence != told.sentence and _may_be(earlier, told) and _speaks_for(earlier, told)


def _stems(chunks: list[Chunk], words: Words) -> set[str]:
    stems: set[str] = set()
    for chunk in chunks:
        for word in words.words[chunk.first : chunk.end]:
            stems |= _STEMS.of(word)
    return stems


def _bare_stems(word: Word) -> frozenset[str]:
    return frozenset(stem for _, stem, after in word.stems if not after and len(stem) > 2)


_STEMS = PerForm(_bare_stems)


def _may_be(earlier: _Told, told: _Told) -> bool:
    """Say whether nothing speaks against one happening: kind, count, place and names agree."""
    before, now = earlier.draft.type, told.draft.type
    if before != now and not (before in _ATTACKS and now in _ATTACKS and _is_definite(told.draft)):
        return False
    one, other = earlier.draft.quantity, told.draft.quantity
    if one is not None and other is not None and (one.min, one.max) != (other.min, other.max):
        return False
    if _are_apart(earlier.place(), told.place()):
        return False
    return not _are_apart(earlier.targets(), told.targets())


def _are_apart(one: set[str], other: set[str]) -> bool:
    """Say whether both name something, and nothing alike."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def _speaks_for(earlier: _Told, told: _Told) -> bool:
    """Say whether something speaks for one happening."""
    draft = told.draft
    if _is_definite(draft):
        return draft.type in VIOLENT or draft.row.id == earlier.draft.row.id
    if earlier.title:
        return True
    return draft.type in _ONCE and not earlier.targets().isdisjoint(told.targets())


def _is_definite(draft: Draft) -> bool:
    """Say whether a noun points back: it bears the article or a pronoun."""
    if draft.chunk.kind != "noun_event":
        return False
    hit = draft.chunk.hit
    return draft.chunk.article or (hit is not None and bool(hit.after))
