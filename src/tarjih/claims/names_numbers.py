"""Names and numbers: take the mentions and the quantities of the page with what belongs to them."""

from tarjih.arabic.forms import PerForm
from tarjih.claims.chunks import Chunk
from tarjih.claims.cursor import Cursor
from tarjih.claims.facets import Facet
from tarjih.claims.phrases import ends_phrase, is_counted, names_on
from tarjih.claims.tables import triggers
from tarjih.records.page import Word
from tarjih.records.reading import Mention, Quantity

__all__ = ["KIND_CLASS", "NamesNumbers"]

KIND_CLASS = {"PLACE": "place", "OUTLET": "outlet"}
_OF_PEOPLE = frozenset(("held", "accused", "dead", "victim"))  # frames of nouns that name people
_FROM = "\u0645\u0646"
_PREFIXES = {"\u0628": "b", "\u0643": "k", "\u0644": "l"}
_CONJUNCTIONS = "\u0648\u0641"
_CONSTRUCT = "\u064a"
_COUNTING = ("number_words", "quantity_words", "counted_nouns")
_STUCK = "\u0648\u0641\u0628\u0644\u0643"
_NAMES = ("name_types", "thing_nouns", "human_nouns", "titles", "given_names", "countries", "nisbas")


_ANY = "*"  # stands for the rows of names and titles, where the mention's own is not listed


def _fronts_of(word: Word) -> dict[str, str]:
    """Return the particles before a name by the row that it is of: the shortest that a reading has."""
    fronts: dict[str, str] = {}
    for found in word.hits.values():
        for hit in found:
            _note_front(fronts, hit.row, hit.before)
    for phrases in word.phrases.values():
        for _, hit in phrases:
            _note_front(fronts, hit.row, hit.before)
    for table in _NAMES:
        for hit in word.hits.get(table, ()):
            _note_front(fronts, _ANY, hit.before)
    return fronts


def _note_front(fronts: dict[str, str], row: str, before: str) -> None:
    known = fronts.get(row)
    if known is None or len(before) < len(known):
        fronts[row] = before


_FRONTS = PerForm(_fronts_of)


class NamesNumbers(Cursor):
    """A cursor that takes names and numbers."""

    def _take_quantity(self, facet: Facet) -> None:
        """Take a quantity with what it counts: people, things, or the dead and the wounded."""
        found = self.ground.quantities[self.i]
        end, quantity = min(found[0], self.end), found[1]
        counted = [n for n in range(self.i, end) if self._counts_losses(n)]
        if counted:
            self._take_counted(facet, counted, quantity=quantity)
            return
        told = next((n for n in range(self.i, end) if self._counts_events(n)), None)
        if told is not None:
            self._take_told(facet, told)
            return
        cls = ""
        for n in range(self.i, end):
            inner = self.facets[n]
            cls = cls or inner.human or inner.thing
            if n in self.ground.mentions:
                end = max(end, min(self.ground.mentions[n][0], self.end))
        if end + 2 < self.end and self.facets[end].mark == "quote" and self.words.words[end + 1].key == _FROM:
            end += 1
        if end + 1 < self.end and self.words.words[end].key == _FROM:
            if self._is_of_people(end + 1):
                end, cls = self._widen(end + 1, cls)
        else:
            following = self.facets[end] if end < self.end else None
            if following and not cls and is_counted(following):
                cls, end = following.human or following.thing, end + following.length
        chunk = Chunk("np", self.i, min(end, self.end), facet, cls=cls or "counted")
        chunk.quantity, chunk.closed = quantity, not self._is_open(chunk.end - 1)
        chunk.joined = chunk.joined or self._joins_number()
        self._add(chunk)

    def _joins_number(self) -> bool:
        """Say whether "and" sticks to the number or the counting noun at this word."""
        hits = self.words.words[self.i].hits
        found = [h for name in _COUNTING if name in hits for h in hits[name]]
        return (
            bool(found)
            and all(h.before[:1] in _CONJUNCTIONS for h in found if h.before)
            and all(h.before for h in found)
        )

    def _is_open(self, last: int) -> bool:
        """Say whether the last word of a counted phrase governs a noun: "nineteen of the fighters of"."""
        form, facet = self.words.words[last].form, self.facets[last]
        is_construct = form.endswith(_CONSTRUCT) and facet.human in {"fighter", "civilian", "official"}
        of_them = any(self.words.words[n].key == _FROM for n in range(self.i, last))
        return is_construct or (
            of_them and bool(facet.human) and not ends_phrase(form, article=facet.article)
        )

    def _is_of_people(self, at: int) -> bool:
        """Say whether people or a body of them begin at a word: "nineteen of the fighters"."""
        named = self.ground.mentions.get(at)
        return bool(self.facets[at].human) or (named is not None and named[1].kind != "PLACE")

    def _widen(self, start: int, cls: str) -> tuple[int, str]:
        """Widen "nineteen of" by the noun phrase that follows."""
        inner = self.facets[start]
        end = start + inner.length
        named = self.ground.mentions.get(start)
        cls = cls or inner.human or inner.thing or ("agent" if named else "")
        if named:
            return named[0], cls
        for at in range(start + 1, end + 1):
            follow = self.ground.mentions.get(at)
            if follow and inner.human and not self.facets[at].prefix:
                return follow[0], cls
        return end, cls

    def _counts_losses(self, n: int) -> bool:
        """Say whether word n counts the dead or the wounded, not the captives."""
        facet = self.facets[n]
        hit = facet.noun or facet.participle
        return hit is not None and triggers()[hit.row].frame in {"dead", "victim"}

    def _counts_events(self, n: int) -> bool:
        """Say whether word n counts what was done: "fifteen raids"."""
        hit = self.facets[n].noun
        return hit is not None and triggers()[hit.row].frame not in _OF_PEOPLE

    def _take_told(self, facet: Facet, n: int) -> None:
        """Take "fifteen raids": an event, whose number counts no victims."""
        inner = self.facets[n]
        prep = facet.prefix or self.prep
        chunk = Chunk("noun_event", self.i, n + inner.length, inner)
        chunk.hit, chunk.head, chunk.article = inner.noun, n, False
        self._add(chunk)
        chunk.prep, chunk.joined = prep, facet.joined

    def _take_counted(self, facet: Facet, counted: list[int], *, quantity: Quantity) -> None:
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

    def _take_named(self, facet: Facet) -> bool:
        found = self.ground.mentions.get(self.i)
        if found is None or (facet.idiom and found[0] < self.i + facet.length):
            return False
        end, mention = min(found[0], self.end), found[1]
        last = self.chunks[-1] if self.chunks else None
        front = self._front_of(mention)
        prefix = _PREFIXES.get(front.lstrip(_CONJUNCTIONS)[:1], "")
        joined = front[:1] in _CONJUNCTIONS if front else False
        cls = "doer" if facet.human == "doer" else KIND_CLASS.get(mention.kind, "agent")
        if not prefix and not joined and names_on(last, mention, at=self.i) and last is not None:
            last.end = self.i = end
            last.closed = True
            last.mention = last.mention or mention
            if cls == "place" and last.facet.thing == "area":
                last.cls = "place"
            elif last.cls in {"area", "site"} and cls == "place":
                last.cls = "place" if last.cls == "area" else "site"
            return True
        chunk = Chunk("np", self.i, self._tail(end)[0], facet, cls=cls)
        chunk.mention, chunk.closed = mention, True
        prep = self.prep
        self._add(chunk)
        chunk.prep = prefix or prep
        chunk.joined = joined or chunk.joined
        return True

    def _front_of(self, mention: Mention) -> str:
        """Return the particles that stick to the first word of a mention."""
        word = self.words.words[self.i]
        start = self.words.starts[self.i]
        if mention.span.start > start:
            return self.words.text[start : mention.span.start]
        if word.key[0] not in _STUCK:
            return ""
        fronts = _FRONTS.of(word)
        listed = fronts.get(mention.row or "", fronts.get(_ANY))
        if listed is not None:
            return listed
        letter = self.words.text[start : start + 1]
        is_stuck = letter in _STUCK and mention.rule == "person" and not mention.name.startswith(letter)
        is_stuck = is_stuck or bool(self.facets[self.i].prefix or self.facets[self.i].joined)
        return letter if is_stuck else ""
