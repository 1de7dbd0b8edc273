"""Page: one report laid out in words, with the names, times and quantities found on it.

A page goes from reading to claims and is never stored: what is kept is the Reading.
"""

from bisect import bisect_right
from typing import Literal

from tarjih.records.reading import Entity, Mention, Provenance, Quantity, Time
from tarjih.records.report import Report
from tarjih.records.span import Span

__all__ = ["Hit", "Hits", "Page", "Phrases", "Sentence", "Word", "WordKind", "Words"]


class Hit:
    """One lexicon row that a word or phrase may be an instance of; never changed.

    `row` is the row's id in lexicon table `table`, `before` and `after` the particles and pronouns
    peeled off ("و", "ال", "هم"), `features` what the inflected form says ("past.3ms.active", empty
    for a listed form). `last` is the number of words that follow the first one in a phrase.
    """

    __slots__ = ("after", "before", "features", "last", "row", "table")

    def __init__(
        self,
        table: str,
        row: str,
        before: str = "",
        after: str = "",
        features: tuple[str, ...] = (),
        last: int = 0,
    ) -> None:
        self.table = table
        self.row = row
        self.before = before
        self.after = after
        self.features = features
        self.last = last


Hits = dict[str, tuple[Hit, ...]]
Phrases = dict[str, tuple[tuple[tuple[str, ...], Hit], ...]]
WordKind = Literal["word", "number", "latin", "mark"]


class Word:
    """What is known of one written form, wherever it stands; made once per form, shared and never changed.

    `key` is the folded form for look-ups, `hits` the single-word rows by table, `stems` all (before, stem,
    after) readings. `phrases` holds the phrases that may begin here, by the key of their second word:
    the keys of the words after that, and the hit it would be.
    """

    __slots__ = ("form", "hits", "key", "kind", "phrases", "stems")

    def __init__(
        self,
        form: str,
        key: str,
        kind: WordKind,
        hits: Hits,
        stems: tuple[tuple[str, str, str], ...],
        phrases: Phrases,
    ) -> None:
        self.form = form
        self.key = key
        self.kind: WordKind = kind
        self.hits = hits
        self.stems = stems
        self.phrases = phrases


_NOWHERE: list[int] = []


class Sentence:
    """Words `[first, end)` of one sentence, and the number of its paragraph (0 is the title)."""

    __slots__ = ("end", "first", "paragraph")

    def __init__(self, first: int, end: int, paragraph: int) -> None:
        self.first = first
        self.end = end
        self.paragraph = paragraph


class Words:
    """The words of one text in columns: `starts[i]`, `ends[i]` and `words[i]` belong together.

    Punctuation marks are words of kind "mark". `hits[i]` holds the phrase and single-word hits that
    begin at word i, longest first within a table; it is the very `words[i].hits` unless a phrase begins
    there, at the words listed in `phrased`. `numbers` lists the words written in digits;
    `sentence_of[i]` is the index of the sentence of word i.
    """

    __slots__ = (
        "_at",
        "ends",
        "hits",
        "numbers",
        "phrased",
        "sentence_of",
        "sentences",
        "starts",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        *,
        starts: list[int],
        ends: list[int],
        words: list[Word],
        hits: list[Hits],
        phrased: list[int],
        sentences: list[Sentence],
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.words = words
        self.hits = hits
        self.phrased = phrased
        self.numbers = [i for i, word in enumerate(words) if word.kind == "number"]
        self.sentences = sentences
        sentence_of: list[int] = []
        for n, s in enumerate(sentences):
            sentence_of += [n] * (s.end - s.first)
        self.sentence_of = sentence_of
        at: dict[str, list[int]] = {}
        for i, found in enumerate(hits):
            for table in found:
                if table in at:
                    at[table].append(i)
                else:
                    at[table] = [i]
        self._at = at

    def at(self, table: str) -> list[int]:
        """Return the words at which a row of this lexicon table may begin, in order."""
        return self._at.get(table, _NOWHERE)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, end: int) -> Span:
        """Return the span from word `first` up to, not including, word `end`."""
        return Span(self.starts[first], self.ends[end - 1])

    def string(self, first: int, end: int) -> str:
        """Return the text from word `first` up to, not including, word `end`."""
        return self.text[self.starts[first] : self.ends[end - 1]]


class Page:
    """One report laid out in words, with what reading found on it."""

    __slots__ = ("entities", "mentions", "provenance", "quantities", "report", "times", "words")

    def __init__(
        self,
        *,
        report: Report,
        words: Words,
        mentions: tuple[Mention, ...] = (),
        entities: tuple[Entity, ...] = (),
        times: tuple[Time, ...] = (),
        quantities: tuple[Quantity, ...] = (),
        provenance: tuple[Provenance, ...] = (),
    ) -> None:
        self.report = report
        self.words = words
        self.mentions = mentions
        self.entities = entities
        self.times = times
        self.quantities = quantities
        self.provenance = provenance

    def word_at(self, offset: int) -> int:
        """Return the index of the word that holds or follows code point `offset`."""
        return bisect_right(self.words.ends, offset)
