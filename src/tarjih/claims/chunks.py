"""Chunks: the pieces of a sentence (noun phrases, event words, verbs, times) and the ground they lie on."""

from bisect import bisect_right
from typing import Literal

from tarjih.claims.facets import Facet
from tarjih.records.page import Hit, Page
from tarjih.records.reading import Mention, Quantity
from tarjih.records.span import Span

__all__ = ["AGENTS", "Chunk", "ChunkKind", "Ground", "lay_ground"]

ChunkKind = Literal[
    "np", "noun_event", "verb_event", "verb", "time", "open", "comma", "stop", "effect", "back"
]
AGENTS = frozenset(("agent", "fighter", "force", "civilian", "official", "doer"))


_NO_SENSES: list[str] = []  # shared by all chunks without; never changed


class Chunk:
    """One piece of a sentence: words `[first, end)` and what they are.

    `cls` is the class of a noun phrase (agent, fighter, force, civilian, official, doer, place, site, area,
    vehicle, weapon, thing) or the role of a light verb; `prep` the sense of the preposition before it;
    `joined` says that "and" ties it to the chunk before; `head` is the word that names an event;
    `closed` says that a noun phrase can govern no further noun; `senses` lists the prepositions behind a
    verb; `under` says that an unknown noun stands between the preposition and the phrase. A chunk of the
    kind "back" is a preposition with its pronoun; `nation` is the adjective that says whose an event is,
    `inner` the people that its own words name, `gap` the number of quotation marks right behind a chunk.
    """

    __slots__ = (
        "article",
        "closed",
        "cls",
        "end",
        "facet",
        "first",
        "gap",
        "head",
        "hit",
        "inner",
        "joined",
        "kind",
        "mention",
        "nation",
        "prep",
        "quantity",
        "senses",
        "span",
        "status",
        "under",
    )

    def __init__(self, kind: ChunkKind, first: int, end: int, facet: Facet, *, cls: str = "") -> None:
        self.kind: ChunkKind = kind
        self.first = first
        self.end = end
        self.facet = facet
        self.cls = cls
        self.prep = ""
        self.joined = facet.joined
        self.article = facet.article
        self.hit: Hit | None = None
        self.head = first
        self.mention: Mention | None = None
        self.gap = 0
        self.inner: Chunk | None = None
        self.nation: Chunk | None = None
        self.quantity: Quantity | None = None
        self.span: Span | None = None
        self.status = facet.light_status
        self.under = False
        self.closed = False
        self.senses: list[str] = _NO_SENSES

    def __repr__(self) -> str:
        return f"{self.kind}[{self.first}:{self.end}] {self.cls} {self.prep}{' +' if self.joined else ''}"


class Ground:
    """What reading found on the page, by the word at which it begins; `found[i]` says if anything is."""

    __slots__ = ("facets", "found", "mentions", "page", "quantities", "times")

    def __init__(self, page: Page, facets: list[Facet]) -> None:
        self.page = page
        self.found = [False] * len(facets)
        self.facets = facets
        self.mentions: dict[int, tuple[int, Mention]] = {}
        self.quantities: dict[int, tuple[int, Quantity]] = {}
        self.times: dict[int, tuple[int, Span]] = {}


def _words_of(page: Page, span: Span) -> tuple[int, int]:
    """Return the words `[first, end)` that a span covers, without the marks before them."""
    words = page.words
    first = bisect_right(words.ends, span.start)
    end = max(bisect_right(words.starts, span.end - 1), first + 1)
    while first < end - 1 and words.words[first].kind == "mark":
        first += 1
    return first, end


def lay_ground(page: Page, facets: list[Facet]) -> Ground:
    """Put the names, times and quantities of a page at the words where they begin, the longest first."""
    ground = Ground(page, facets)
    for mention in page.mentions:
        first, end = _words_of(page, mention.span)
        if first not in ground.mentions or ground.mentions[first][0] < end:
            ground.mentions[first] = (end, mention)
    for quantity in page.quantities:
        first, end = _words_of(page, quantity.span)
        ground.quantities[first] = (end, quantity)
    for time in page.times:
        first, end = _words_of(page, time.span)
        ground.times[first] = (end, time.span)
    for starts in (ground.mentions, ground.quantities, ground.times):
        for first in starts:
            ground.found[first] = True
    return ground
