"""Chunks: a sentence cut into noun phrases, event words, verbs, times and the joints between them.

A shallow parse in one pass. Names, times and quantities come from the page, other noun phrases from
lists of people and things; a word that is in no list ends or widens what stands before it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from tarjih.claims.facets import Facet, triggers
from tarjih.records.page import Hit, Page, Sentence
from tarjih.records.reading import Mention, Quantity
from tarjih.records.span import Span

__all__ = ["AGENTS", "Chunk", "Ground", "cut_sentence", "lay_ground"]

ChunkKind = Literal["np", "noun_event", "verb_event", "verb", "time", "open", "comma", "stop", "effect"]
AGENTS = frozenset(("agent", "fighter", "force", "civilian", "official"))
_KIND_CLASS = {"PLACE": "place", "OUTLET": "outlet"}
_SINGULAR_HEADS = frozenset(("official", "fighter", "civilian"))
_LONGEST_TAIL = 3  # unknown words that may follow a head
_LONGEST_PHRASE = 14
_ARTICLE = "\u0627\u0644"
_TANWIN = "\u064b"
_ALEF = "\u0627"
_DUAL = ("\u064a\u0646", "\u0627\u0646")
_FROM = "\u0645\u0646"
_ADJECTIVE_ENDS = ("\u064a", "\u064a\u0647", "\u064a\u0627", "\u064a\u062a\u064a\u0646")
_LONE_PREFIXES = {"\u0628": "b", "\u0644": "l", "\u0643": "k"}


class Chunk:
    """One piece of a sentence: words `[first, end)` and what they are.

    `cls` is the class of a noun phrase (agent, fighter, force, civilian, official, place, site, area,
    vehicle, weapon, thing) or the role of a light verb; `prep` the sense of the preposition before it;
    `joined` says that "and" ties it to the chunk before; `head` is the word that names an event.
    """

    __slots__ = (
        "article",
        "cls",
        "end",
        "facet",
        "first",
        "head",
        "hit",
        "joined",
        "kind",
        "mention",
        "prep",
        "quantity",
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
        self.quantity: Quantity | None = None
        self.span: Span | None = None
        self.status = facet.light_status
        self.under = False

    def __repr__(self) -> str:
        return f"{self.kind}[{self.first}:{self.end}] {self.cls} {self.prep}{' +' if self.joined else ''}"


class Ground:
    """What reading found on the page, by the word at which it begins."""

    __slots__ = ("facets", "mentions", "page", "quantities", "times")

    def __init__(self, page: Page, facets: Sequence[Facet]) -> None:
        self.page = page
        self.facets = facets
        self.mentions: dict[int, tuple[int, Mention]] = {}
        self.quantities: dict[int, tuple[int, Quantity]] = {}
        self.times: dict[int, tuple[int, Span]] = {}


def _words_of(ends: list[int], starts: list[int], span: Span) -> tuple[int, int]:
    first = bisect_right(ends, span.start)
    end = bisect_right(starts, span.end - 1)
    return first, max(end, first + 1)


def lay_ground(page: Page, facets: Sequence[Facet]) -> Ground:
    """Put the names, times and quantities of a page at the words where they begin, the longest first."""
    ground = Ground(page, facets)
    starts, ends = page.words.starts, page.words.ends
    for mention in page.mentions:
        first, end = _words_of(ends, starts, mention.span)
        while first < end - 1 and page.words.words[first].kind == "mark":
            first += 1
        if first not in ground.mentions or ground.mentions[first][0] < end:
            ground.mentions[first] = (end, mention)
    for quantity in page.quantities:
        first, end = _words_of(ends, starts, quantity.span)
        ground.quantities[first] = (end, quantity)
    for time in page.times:
        first, end = _words_of(ends, starts, time.span)
        ground.times[first] = (end, time.span)
    return ground


class _Cutter:
    """Cuts one sentence; remembers the preposition that waits for its noun."""

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
        self.glued = False  # the last chunk ended right before word i

    def run(self) -> list[Chunk]:
        """Cut the whole sentence and return its chunks."""
        while self.i < self.end:
            facet = self.facets[self.i]
            if facet.mark:
                self._take_mark(facet)
            elif not (self._take_time(facet) or self._take_quantity(facet) or self._take_named(facet)):
                self._take_word(facet)
        return self.chunks

    def _add(self, chunk: Chunk) -> Chunk:
        if chunk.kind in {"np", "noun_event", "time"}:
            chunk.prep = chunk.facet.prefix or self.prep
            chunk.under = self.under
            chunk.joined = chunk.joined or self.joined
        self.prep, self.under, self.joined = "", False, False
        self.chunks.append(chunk)
        self.i = chunk.end
        self.glued = True
        return chunk

    def _take_mark(self, facet: Facet) -> None:
        if facet.mark in {"stop", "comma"}:
            self._add(Chunk("stop" if facet.mark == "stop" else "comma", self.i, self.i + 1, facet))
            self.glued = False
        else:
            self.i += 1

    def _take_time(self, facet: Facet) -> bool:
        found = self.ground.times.get(self.i)
        if found is None:
            return False
        chunk = Chunk("time", self.i, min(found[0], self.end), facet)
        chunk.span = found[1]
        self._add(chunk)
        return True

    def _take_quantity(self, facet: Facet) -> bool:
        """Take a quantity with what it counts: people, things, or the dead and the wounded."""
        found = self.ground.quantities.get(self.i)
        if found is None:
            return False
        end, quantity = min(found[0], self.end), found[1]
        counted = [n for n in range(self.i, end) if self._counts_losses(n)]
        if counted:
            return self._take_counted(facet, counted, quantity=quantity)
        cls = ""
        for n in range(self.i, end):
            inner = self.facets[n]
            cls = cls or inner.human or inner.thing
        if end + 1 < self.end and self.words.words[end].key == _FROM:
            end, cls = self._widen(end + 1, cls)
        else:
            following = self.facets[end] if end < self.end else None
            if following and not cls and _is_counted(following):
                cls, end = following.human or following.thing, end + following.length
        chunk = Chunk("np", self.i, min(end, self.end), facet, cls=cls or "counted")
        chunk.quantity = quantity
        self._add(chunk)
        return True

    def _widen(self, start: int, cls: str) -> tuple[int, str]:
        """Widen "nineteen of" by the noun phrase that follows."""
        inner = self.facets[start]
        end = start + inner.length
        named = self.ground.mentions.get(start)
        cls = cls or inner.human or inner.thing or ("agent" if named else "")
        if named:
            return named[0], cls
        follow = self.ground.mentions.get(end)
        if follow and inner.human and not self.facets[end].prefix:
            end = follow[0]
        return end, cls

    def _counts_losses(self, n: int) -> bool:
        """Say whether word n counts the dead or the wounded, not the captives."""
        facet = self.facets[n]
        hit = facet.noun or facet.participle
        return hit is not None and triggers()[hit.row].frame in {"dead", "victim"}

    def _take_counted(self, facet: Facet, counted: list[int], *, quantity: Quantity) -> bool:
        """Take "a hundred dead and wounded": events whose target and quantity are the quantity itself."""
        first = self.i
        for number, n in enumerate(counted):
            inner = self.facets[n]
            chunk = Chunk("noun_event", first, n + inner.length, inner)
            chunk.hit, chunk.head, chunk.quantity = inner.noun or inner.participle, n, quantity
            prep = facet.prefix or self.prep
            self._add(chunk)
            chunk.prep = prep if number == 0 else ""
            chunk.joined = (facet.joined or inner.joined) if number == 0 else True
        return True

    def _take_named(self, facet: Facet) -> bool:
        found = self.ground.mentions.get(self.i)
        if found is None or facet.idiom:
            return False
        end, mention = min(found[0], self.end), found[1]
        last = self.chunks[-1] if self.chunks else None
        prefix = facet.prefix or self._prefix_of(mention)
        joined = facet.joined or self._is_joined(mention)
        cls = _KIND_CLASS.get(mention.kind, "agent")
        if last is not None and not prefix and not joined and self._runs_on(last, mention):
            last.end = self.i = end
            last.mention = last.mention or mention
            if last.cls in {"area", "site"} and cls == "place":
                last.cls = "place" if last.cls == "area" else "site"
            return True
        chunk = Chunk("np", self.i, self._tail(end), facet, cls=cls)
        chunk.mention = mention
        prep = self.prep
        self._add(chunk)
        chunk.prep = prefix or prep
        chunk.joined = joined or chunk.joined
        return True

    def _prefix_of(self, mention: Mention) -> str:
        """Return the preposition that sticks to the first word of a mention."""
        word = self.words.words[self.i]
        cut = mention.span.start - self.words.starts[self.i]
        front = self.words.text[self.words.starts[self.i] : mention.span.start] if cut > 0 else ""
        if not front:
            for found in word.hits.values():
                for hit in found:
                    if hit.row == mention.row:
                        front = hit.before
        front = front.lstrip("\u0648\u0641")
        return {"\u0628": "b", "\u0643": "k", "\u0644": "l"}.get(front[:1], "")

    def _is_joined(self, mention: Mention) -> bool:
        start = self.words.starts[self.i]
        return mention.span.start > start and self.words.text[start] in "\u0648\u0641"

    def _runs_on(self, last: Chunk, mention: Mention) -> bool:
        """Say whether a name goes on with the noun phrase right before it: "fighters of the group"."""
        if last.kind != "np" or last.end != self.i or last.end - last.first > _LONGEST_PHRASE:
            return False
        if last.mention is None:
            if last.quantity is not None:
                return False
            form = self.words.words[last.end - 1].form
            is_open = not last.article and not form.endswith((_TANWIN, "\u0627\u064b"))
            is_title = last.cls in _SINGULAR_HEADS and mention.kind == "PERSON"
            return is_open or is_title
        return mention.kind == "PERSON" and last.cls in _SINGULAR_HEADS

    def _tail(self, end: int) -> int:
        """Return the end of a noun phrase with the unknown adjectives that follow its head."""
        head = self.facets[end - 1]
        for _ in range(_LONGEST_TAIL):
            if end >= self.end or end in self.ground.times or end in self.ground.mentions:
                break
            if end in self.ground.quantities:
                break
            following = self.facets[end]
            if not _is_plain(following) or following.article != head.article:
                break
            if not head.article and not _may_describe(following.key):
                break
            end += 1
        return end

    def _take_word(self, facet: Facet) -> None:
        if facet.idiom:
            self.i += facet.length
            self.glued = False
        elif self._is_particle(facet):
            self._take_particle(facet)
        elif facet.verb or facet.noun or facet.participle:
            self._take_event(facet)
        elif facet.human or facet.thing:
            self._take_noun(facet)
        elif facet.light or facet.cue:
            self._take_verb(facet)
        else:
            self._pass_unknown(facet)

    @staticmethod
    def _is_particle(facet: Facet) -> bool:
        if not (facet.sense or facet.opener or facet.effect):
            return False
        return not (facet.noun or facet.verb or facet.participle) or facet.sense != "" or facet.opener != ""

    def _take_particle(self, facet: Facet) -> None:
        if facet.opener and not (facet.sense and facet.opener == "relative"):
            self._add(Chunk("open", self.i, self.i + facet.length, facet, cls=facet.opener))
        elif facet.sense:
            self.prep, self.under, self.joined = facet.sense, False, facet.joined
            self.i += facet.length
        else:
            self._add(Chunk("effect", self.i, self.i + facet.length, facet, cls=facet.effect))
        self.glued = False

    def _is_captive(self, facet: Facet) -> bool:
        """Say whether a participle names people, "the detainees", rather than tells what befell them."""
        hit = facet.noun or facet.participle
        if hit is None or not facet.human or triggers()[hit.row].condition != "predicate":
            return False
        last = self.chunks[-1] if self.chunks else None
        if last is None or facet.prefix or self.prep:
            return True
        if facet.article:
            return not (
                last.kind == "np" and last.end == self.i and (last.article or last.mention is not None)
            )
        return last.kind not in {"np", "verb", "effect"} or (last.kind == "verb" and last.cls != "be")

    def _take_event(self, facet: Facet) -> None:
        if facet.verb is None and self._is_captive(facet):
            self._take_noun(facet)
            return
        may_be_noun = facet.noun is not None or facet.participle is not None
        is_verb = facet.verb is not None and (not may_be_noun or self._stands_as_verb(facet))
        if is_verb and self._is_stray_jussive(facet) and not may_be_noun:
            self._pass_unknown(facet)
            return
        hit = facet.verb if is_verb else (facet.noun or facet.participle)
        chunk = Chunk("verb_event" if is_verb else "noun_event", self.i, self.i + facet.length, facet)
        chunk.hit = hit
        prep = self.prep
        self._add(chunk)
        if not is_verb:
            chunk.prep = facet.prefix or prep

    def _is_stray_jussive(self, facet: Facet) -> bool:
        """Say whether the form is a jussive only and nothing before it asks for one."""
        features = facet.verb.features if facet.verb else ()
        if not features or not all(f.startswith("juss") for f in features):
            return False
        last = self.chunks[-1] if self.chunks else None
        return not (last is not None and last.kind in {"effect", "open"} and last.end == self.i)

    def _stands_as_verb(self, facet: Facet) -> bool:
        """Decide for a form that is verb and noun alike, by the word before it."""
        if facet.prefix or facet.article or self.prep:
            return False
        verb = facet.verb
        last = self.chunks[-1] if self.chunks else None
        if verb is not None and verb.after and last is not None and last.kind not in {"open", "stop"}:
            return facet.joined and last.kind != "noun_event"
        if verb is not None and verb.features and not any(f.startswith("past") for f in verb.features):
            return True
        word = self.words.words[self.i].form
        if word.endswith((_TANWIN, _ALEF + _TANWIN)):
            return False
        last = self.chunks[-1] if self.chunks else None
        if last is None or last.kind == "stop":
            return self.words.sentences[self.words.sentence_of[self.i]].paragraph > 0
        if last.kind == "open":
            return True
        if last.kind == "noun_event" and facet.joined and last.end == self.i:
            return False
        if last.kind in {"verb", "verb_event", "noun_event"} and last.end == self.i:
            return facet.joined
        return last.kind in {"np", "time", "comma"} or facet.joined

    def _take_noun(self, facet: Facet) -> None:
        cls = facet.human or facet.thing
        last = self.chunks[-1] if self.chunks else None
        end = self._tail(self.i + facet.length)
        grows = (
            last is not None
            and last.kind == "np"
            and last.end == self.i
            and not facet.prefix
            and not facet.joined
            and last.mention is None
            and not last.article
            and last.quantity is None
            and not _is_closed(self.words.words[last.end - 1].form)
        )
        describes = (
            last is not None
            and last.kind == "np"
            and last.end == self.i
            and last.article == facet.article
            and not facet.prefix
            and not facet.joined
            and _is_nisba(facet)
        )
        is_apposed = (
            last is not None
            and last.kind == "np"
            and last.end == self.i
            and last.mention is not None
            and last.mention.kind == "PERSON"
            and facet.article
            and facet.human == "official"
            and not (facet.prefix or facet.joined)
        )
        if last is not None and (grows or describes or is_apposed):
            last.end = self.i = end
            return
        if last is not None and last.kind == "noun_event" and self._describes_event(last, facet):
            last.end = self.i = self.i + facet.length
            return
        chunk = Chunk("np", self.i, end, facet, cls=cls)
        self._add(chunk)

    def _describes_event(self, last: Chunk, facet: Facet) -> bool:
        """Say whether a word is the adjective of the event before it: "a terrorist attack"."""
        if last.end != self.i or facet.prefix or facet.joined or last.hit is None:
            return False
        row = triggers()[last.hit.row]
        if row.frame in {"victim", "held", "free", "send", "recruit"} and not last.article:
            return False
        is_definite = last.article or bool(last.hit.after)
        return is_definite == facet.article and facet.key.endswith(_ADJECTIVE_ENDS) and facet.human != "force"

    def _take_verb(self, facet: Facet) -> None:
        hit = facet.light_hit
        is_verb = hit is not None and any("_" in f for f in hit.features)
        if hit is None or (is_verb and self.prep and not self.under):
            self._pass_unknown(facet)
            return
        if not is_verb and facet.light in {"control", "carry"} and (facet.prefix or self.prep):
            self.under = True  # "to carry out an attack": what follows is governed all the same
        prep, under = facet.prefix or self.prep, self.under
        chunk = Chunk("verb", self.i, self.i + facet.length, facet, cls=facet.light)
        chunk.hit = hit
        self._add(chunk)
        if not is_verb:
            self.prep, self.under = prep, under

    def _pass_unknown(self, facet: Facet) -> None:
        """Pass a word that no list knows; it keeps a waiting preposition if it may govern what follows."""
        if facet.key in _LONE_PREFIXES:  # written apart, before a quotation mark or a figure
            self.prep, self.under = _LONE_PREFIXES[facet.key], False
            self.i += 1
            return
        if facet.prefix and not facet.article:
            self.prep = facet.prefix
        if self.prep:
            self.under = True
            if facet.article:
                self.prep, self.under = "", False
        self.i += 1
        self.glued = False


def _is_plain(facet: Facet) -> bool:
    """Say whether a word is in no list, so that it may be an adjective."""
    known = (
        facet.mark
        or facet.prefix
        or facet.verb
        or facet.noun
        or facet.participle
        or facet.light
        or facet.human
    )
    return not (
        known or facet.thing or facet.sense or facet.opener or facet.effect or facet.joined or facet.cue
    )


def _may_describe(key: str) -> bool:
    """Say whether an indefinite word has the shape of a nisba or a participle in -a."""
    return len(key) > 3 and key.endswith((
        "\u064a\u0647",
        "\u064a\u064a\u0646",
        "\u064a\u0627",
        "\u064a",
        "\u0647",
    ))


def _is_counted(facet: Facet) -> bool:
    """Say whether a noun behind a number may be what it counts."""
    return not facet.prefix and bool(facet.human or (facet.thing and facet.thing != "area"))


def _is_nisba(facet: Facet) -> bool:
    """Say whether a listed noun has the shape of an adjective of nationality."""
    return facet.human in {"civilian", "fighter"} and facet.key.endswith((
        "\u064a",
        "\u064a\u0647",
        "\u064a\u064a\u0646",
        "\u064a\u064a\u0646",
    ))


def _is_closed(form: str) -> bool:
    """Say whether a noun cannot govern another: it ends in tanwin or in the ending of the dual."""
    return form.endswith((_TANWIN, _ALEF, *_DUAL)) and len(form) > 3


def cut_sentence(ground: Ground, sentence: Sentence) -> list[Chunk]:
    """Cut one sentence into chunks, in text order."""
    return _Cutter(ground, sentence).run()
