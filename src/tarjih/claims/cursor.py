"""Cursor: where the cutting of one sentence stands, and how it takes a chunk."""

from tarjih.claims.chunks import Chunk, Ground
from tarjih.claims.phrases import ends_phrase, may_describe
from tarjih.records.page import Sentence

__all__ = ["Cursor"]

_LONGEST_TAIL = 3  # unknown words that may follow a head
_FEMININE_PLURAL = "\u0627\u062a"


class Cursor:
    """One sentence while it is cut; remembers the preposition that waits for its noun."""

    def __init__(self, ground: Ground, sentence: Sentence) -> None:
        self.ground = ground
        self.words = ground.page.words
        self.facets = ground.facets
        self.found = ground.found
        self.end = sentence.end
        self.i = sentence.first
        self.chunks: list[Chunk] = []
        self.prep = ""
        self.under = False  # an unknown noun stands between the preposition and what follows
        self.joined = False
        self.glued_prep = -1  # the word right behind a preposition

    def _add(self, chunk: Chunk) -> Chunk:
        if chunk.kind in {"np", "noun_event", "time"}:
            prefix = chunk.facet.prefix
            chunk.prep = prefix or self.prep
            if prefix:
                self._note_sense(prefix)
            chunk.under = self.under
            chunk.joined = chunk.joined or self.joined
        self.prep, self.under, self.joined = "", False, False
        self.chunks.append(chunk)
        self.i = chunk.end
        return chunk

    def _note_sense(self, sense: str) -> None:
        """Note a preposition at the verb before it, for verbs that mean an event only with theirs."""
        for chunk in reversed(self.chunks):
            if chunk.kind in {"verb_event", "verb"}:
                chunk.senses = [*chunk.senses, sense]
                return
            if chunk.kind in {"stop", "open"}:
                return

    def _tail(self, end: int) -> tuple[int, bool]:
        """Return the end of a noun phrase with the unknown words that follow its head, and if it is closed.

        An open noun takes one definite unknown noun as its genitive, a closed one adjectives that agree.
        """
        facets, found, limit = self.facets, self.found, min(end + _LONGEST_TAIL, self.end)
        article = facets[end - 1].article
        closed = (found[end - 1] and end - 1 in self.ground.mentions) or ends_phrase(
            self.words.words[end - 1].form, article=article
        )
        while end < limit and not found[end]:
            following = facets[end]
            if not following.plain:
                break
            if following.article and not closed:
                article = closed = True
            elif closed and following.key.endswith(_FEMININE_PLURAL):
                break  # "the authorities the measures" are two
            elif following.article != article or not (article or may_describe(following.key)):
                break
            end += 1
        return end, closed
