"""Cursor: where the cutting of one sentence stands, and how it takes a chunk."""

from tarjih.claims.chunks import Chunk, Ground
from tarjih.claims.phrases import ends_phrase, is_plain, may_describe
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
        self.end = sentence.end
        self.i = sentence.first
        self.chunks: list[Chunk] = []
        self.prep = ""
        self.under = False  # an unknown noun stands between the preposition and what follows
        self.joined = False
        self.glued_prep = -1  # the word right behind a preposition
        self.glued = False  # the last chunk ended right before word i

    def _add(self, chunk: Chunk) -> Chunk:
        if chunk.kind in {"np", "noun_event", "time"}:
            chunk.prep = chunk.facet.prefix or self.prep
            if chunk.facet.prefix:
                self._note_sense(chunk.facet.prefix)
            chunk.under = self.under
            chunk.joined = chunk.joined or self.joined
        self.prep, self.under, self.joined = "", False, False
        self.chunks.append(chunk)
        self.i = chunk.end
        self.glued = True
        return chunk

    def _note_sense(self, sense: str) -> None:
        """Note a preposition at the verb before it, for verbs that mean an event only with theirs."""
        for chunk in reversed(self.chunks):
            if chunk.kind in {"verb_event", "verb"}:
                chunk.senses.append(sense)
                return
            if chunk.kind in {"stop", "open"}:
                return

    def _tail(self, end: int) -> tuple[int, bool]:
        """Return the end of a noun phrase with the unknown words that follow its head, and if it is closed.

        An open noun takes one definite unknown noun as its genitive, a closed one adjectives that agree.
        """
        head = self.facets[end - 1]
        article = head.article
        closed = end - 1 in self.ground.mentions or ends_phrase(
            self.words.words[end - 1].form, article=article
        )
        for _ in range(_LONGEST_TAIL):
            if end >= self.end or end in self.ground.times or end in self.ground.mentions:
                break
            following = self.facets[end]
            if end in self.ground.quantities or not is_plain(following):
                break
            if following.article and not closed:
                article = closed = True
            elif closed and following.key.endswith(_FEMININE_PLURAL):
                break  # "the authorities the measures" are two
            elif following.article != article or not (article or may_describe(following.key)):
                break
            end += 1
        return end, closed
