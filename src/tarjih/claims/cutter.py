"""Cutter: cut a sentence into chunks, a shallow parse in one pass.

Names, times and quantities come from the page, other noun phrases from lists of people and things; a
word that is in no list ends or widens what stands before it.
"""

from tarjih.claims.chunks import Chunk, Ground
from tarjih.claims.facets import Facet
from tarjih.claims.names_numbers import KIND_CLASS, NamesNumbers
from tarjih.claims.phrases import describes_event, goes_on
from tarjih.claims.tables import triggers
from tarjih.records.page import Sentence

__all__ = ["cut_sentence"]

_PEOPLE = frozenset(("fighter", "civilian", "official"))
_LONGEST_TAIL = 3  # unknown words that may follow a head
_TANWIN = "\u064b"
_ALEF = "\u0627"
_FULL_PLURALS = ("\u064a\u0646", "\u0648\u0646")
_LONE_PREFIXES = {"\u0628": "b", "\u0644": "l", "\u0643": "k"}
_CONJUNCTIONS = "\u0648\u0641"
_JOINING = tuple(_CONJUNCTIONS)
_ACCUSATIVES = (_TANWIN, _ALEF + _TANWIN)
_MA = "\u0645\u0627"
_SHORTEST_ADVERB = 4
_BARE_THAT = "\u0646"
_NISBA = ("\u064a", "\u064a\u0629", "\u064a\u0627", "\u064a\u0627\u064b", "\u064a\u064b\u0627")
_AMONG = frozenset(("between", "from", "in"))


class _Cutter(NamesNumbers):
    """Cuts one sentence."""

    def run(self) -> list[Chunk]:
        """Cut the whole sentence and return its chunks."""
        facets, found, end = self.facets, self.found, self.end
        while self.i < end:
            facet = facets[self.i]
            if facet.mark:
                self._take_mark(facet)
            elif found[self.i] and self._take_found(facet):
                continue
            elif facet.way == "idle":
                if self.prep:
                    self.under = not facet.article
                    if facet.article:
                        self.prep = ""
                self.i += 1
            elif facet.way == "preposition":
                self._take_preposition(facet)
            else:
                self._take_word(facet)
        return self.chunks

    def _take_found(self, facet: Facet) -> bool:
        """Take the time, the quantity or the name that begins here; say whether it was taken."""
        if self.i in self.ground.times:
            self._take_time(facet)
            return True
        if self.i in self.ground.quantities:
            self._take_quantity(facet)
            return True
        return self._take_named(facet)

    def _take_mark(self, facet: Facet) -> None:
        if facet.mark in {"stop", "comma"}:
            self._add(Chunk("stop" if facet.mark == "stop" else "comma", self.i, self.i + 1, facet))
        else:
            last = self.chunks[-1] if self.chunks else None
            if facet.mark == "quote" and last is not None and last.end + last.gap == self.i:
                last.gap += 1
            self.i += 1

    def _take_time(self, facet: Facet) -> None:
        found = self.ground.times[self.i]
        chunk = Chunk("time", self.i, min(found[0], self.end), facet)
        chunk.span = found[1]
        self._add(chunk)

    def _take_word(self, facet: Facet) -> None:
        way = facet.way
        if way == "pass":
            self._pass_unknown(facet)
        elif way == "noun":
            self._take_noun(facet)
        elif way == "event":
            self._take_event(facet)
        elif way == "verb":
            self._take_verb(facet)
        elif way == "particle":
            self._take_particle(facet)
        elif way == "determiner":
            self._pass_determiner(facet)
        elif self._is_named_by_idiom(facet):
            self._take_noun(facet)
        else:
            self.i += facet.length

    def _is_named_by_idiom(self, facet: Facet) -> bool:
        """Say whether an idiom names somebody or something: "training camp"."""
        is_verb = facet.verb is not None and self._stands_as_verb(facet)
        return bool(facet.human or facet.thing) and not is_verb

    def _take_preposition(self, facet: Facet) -> None:
        self.prep, self.under, self.joined = facet.sense, False, facet.joined
        self._note_sense(facet.sense)
        self.i += facet.length
        self.glued_prep = self.i

    def _take_particle(self, facet: Facet) -> None:
        if facet.opener == "relative" and self._is_filler():
            self.i += facet.length
        elif facet.opener and not (facet.sense and facet.opener == "relative"):
            self._add(Chunk("open", self.i, self.i + facet.length, facet, cls=facet.opener))
        elif facet.sense_of:
            back = self._add(Chunk("back", self.i, self.i + facet.length, facet))
            back.prep = facet.sense
            self._note_sense(facet.sense)
            if facet.sense in _AMONG and (facet.sense == "between" or self._follows_comma()):
                self.prep, self.under = "some", True  # "among them a child": some of those named before
        elif facet.sense:
            self._take_preposition(facet)
        elif facet.modifier == "self":
            self._add(Chunk("effect", self.i, self.i + facet.length, facet, cls="self"))
        else:
            self._add(Chunk("effect", self.i, self.i + facet.length, facet, cls=facet.effect))

    def _is_filler(self) -> bool:
        """Say whether "ma" opens no clause: "is still", "often"."""
        if self.words.words[self.i].key != _MA:
            return False
        follows = self.facets[self.i + 1] if self.i + 1 < self.end else None
        before = self.words.words[self.i - 1].key if self.i else ""
        is_still = follows is not None and follows.light == "be" and follows.light_status == "ongoing"
        return is_still or (len(before) > _SHORTEST_ADVERB and before.endswith(_ALEF))

    def _follows_comma(self) -> bool:
        return len(self.chunks) > 1 and self.chunks[-2].kind == "comma"

    def _is_captive(self, facet: Facet) -> bool:
        """Say whether a participle names people, "the detainees", rather than tells what befell them."""
        hit = facet.noun or facet.participle
        if hit is None or not facet.human or triggers()[hit.row].condition != "predicate":
            return False
        last = self.chunks[-1] if self.chunks else None
        if last is None or facet.prefix or self.prep:
            return True
        if facet.article:
            follows = last.kind == "np" and last.end == self.i and (last.article or last.mention is not None)
            return not follows or (facet.key.endswith(_FULL_PLURALS) and last.cls not in _PEOPLE)
        lately = self.chunks[-2:]
        return not any(c.kind == "verb" and c.cls == "be" for c in lately)

    def _take_event(self, facet: Facet) -> None:
        may_be_noun = facet.noun is not None or facet.participle is not None
        is_listed = bool(facet.human or facet.thing) and not may_be_noun
        if (facet.verb is None and self._is_captive(facet)) or (
            is_listed and not self._stands_as_verb(facet)
        ):
            self._take_noun(facet)
            return
        is_verb = facet.verb is not None and (not may_be_noun or self._stands_as_verb(facet))
        if is_verb and self._is_stray_jussive(facet) and not may_be_noun:
            self._take_verb(facet)
            return
        if is_verb and not may_be_noun and not facet.joined and self._may_be_object(facet):
            self._pass_unknown(facet)  # "carried out a sentence": written like "sentenced"
            return
        if not self._may_fall(facet, is_verb=is_verb):
            self._take_verb(facet)
            return
        hit = facet.verb if is_verb else (facet.noun or facet.participle)
        if is_verb and self._is_governed(facet):
            is_verb = False  # no preposition stands before a finite verb: "during the advance"
        chunk = Chunk("verb_event" if is_verb else "noun_event", self.i, self.i + facet.length, facet)
        chunk.hit = hit
        prep = self.prep
        self._add(chunk)
        if not is_verb:
            chunk.prep = facet.prefix or prep or self._sense_of_doer(chunk)
            self._note_nation(chunk)
            self._note_inner(chunk)

    def _note_inner(self, event: Chunk) -> None:
        """Note the people whom the words of the event name themselves: "exchange of prisoners"."""
        for n in range(event.first + 1, event.end):
            facet, named = self.facets[n], self.ground.mentions.get(n)
            if facet.sense or facet.prefix:
                return
            if named is not None or (facet.human and not self.words.words[n].form.endswith(_NISBA)):
                cls = KIND_CLASS.get(named[1].kind, "agent") if named is not None else facet.human
                event.inner = Chunk("np", n, max(named[0] if named else n + 1, event.end), facet, cls=cls)
                event.inner.mention = named[1] if named is not None else None
                return

    def _sense_of_doer(self, event: Chunk) -> str:
        """Return the preposition that ends the phrase before: "responsible for"."""
        before = self.chunks[-2] if len(self.chunks) > 1 else None
        is_doer = before is not None and before.cls == "doer" and before.end == event.first
        return self.facets[event.first - 1].sense if is_doer else ""

    def _note_nation(self, event: Chunk) -> None:
        """Note the adjective that says whose an event is, behind other adjectives: "an American strike"."""
        for n in range(event.end, min(event.end + _LONGEST_TAIL, self.end)):
            facet = self.facets[n]
            if facet.mark or facet.prefix or facet.joined or facet.sense or n in self.ground.mentions:
                return
            if facet.nation and facet.article == event.article:
                event.nation = Chunk("np", n, n + 1, facet, cls="agent")
            if not (facet.unknown or facet.modifier) or event.nation is not None:
                return

    def _is_governed(self, facet: Facet) -> bool:
        hit = facet.verb
        is_bare = hit is not None and not hit.after and not hit.last
        return is_bare and bool(self.prep) and not self.under and self.glued_prep == self.i

    def _may_fall(self, facet: Facet, *, is_verb: bool) -> bool:
        """Say whether a place stands next to "fall", for it falls otherwise of shells, men and prices."""
        hit = facet.verb if is_verb else (facet.noun or facet.participle)
        if hit is None or triggers()[hit.row].condition != "placed":
            return True
        at = self.i + facet.length
        named = self.ground.mentions.get(at)
        if at < self.end and (self.facets[at].thing == "area" or (named and named[1].kind == "PLACE")):
            return True
        last = self.chunks[-1] if self.chunks else None
        return is_verb and last is not None and last.cls in {"place", "area"} and not last.prep

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
        is_joined = verb is not None and verb.before.startswith(_JOINING)
        if facet.human and is_joined and not facet.joined:
            return False  # "minister" is not "and was visited"
        last = self.chunks[-1] if self.chunks else None
        if verb is not None and verb.after and last is not None and last.kind not in {"open", "stop"}:
            return facet.joined and last.kind != "noun_event"
        if verb is not None and verb.features and not any(f.startswith("past") for f in verb.features):
            return True
        word = self.words.words[self.i].form
        if word.endswith(_ACCUSATIVES):
            return False
        last = self.chunks[-1] if self.chunks else None
        if last is None or last.kind == "stop":
            return self.words.sentences[self.words.sentence_of[self.i]].paragraph > 0
        if last.kind == "open":
            # a noun follows "that", except with a pronoun; no verb in the past does
            is_bare = last.cls == "complement" and last.facet.key.endswith(_BARE_THAT)
            return not is_bare or last.end != self.i
        if last.kind == "noun_event" and facet.joined and last.end == self.i:
            return False
        if last.kind in {"verb", "verb_event", "noun_event"} and last.end == self.i:
            return facet.joined
        if last.kind == "np" and not facet.joined and self._awaits_object():
            return False
        return last.kind in {"np", "time", "comma"} or facet.joined

    def _may_be_object(self, facet: Facet) -> bool:
        """Say whether what looks like a verb in the past is rather the object of a light verb."""
        features = facet.verb.features if facet.verb else ()
        is_bare = facet.verb is not None and not facet.verb.after and "past_3ms" in features
        return is_bare and not facet.key.endswith(_ALEF) and self._awaits_object(named=True)

    def _awaits_object(self, *, named: bool = False) -> bool:
        """Say whether the noun phrase before is the subject of a light verb that still lacks its object.

        With `named` only a definite one counts: a clause may describe an indefinite one.
        """
        last = self.chunks[-1] if self.chunks else None
        is_open = last is None or last.kind != "np" or last.end != self.i or bool(last.prep)
        if named and (is_open or last is None or not (last.mention or last.article)):
            return False
        verb = self.chunks[-2] if len(self.chunks) > 1 else None
        if named and (verb is None or verb.hit is None or verb.hit.after):
            return False
        return verb is not None and verb.kind == "verb" and verb.cls in {"control", "carry", "foil"}

    def _take_noun(self, facet: Facet) -> None:
        last = self.chunks[-1] if self.chunks else None
        before = self.words.words[self.i - 1].form if self.i else ""
        if describes_event(last, facet, at=self.i) and last is not None:
            last.end = self.i = self.i + facet.length
            return
        end, closed = self._tail(self.i + facet.length)
        if (
            goes_on(
                last,
                facet,
                at=self.i,
                before=before,
                article=bool(self.i) and self.facets[self.i - 1].article,
            )
            and last is not None
        ):
            last.end = self.i = end
            last.closed = closed
            return
        chunk = Chunk("np", self.i, end, facet, cls=facet.human or facet.thing)
        chunk.closed = closed
        self._add(chunk)

    def _take_verb(self, facet: Facet) -> None:
        hit, light = facet.light_hit, facet.light
        is_verb = facet.light_finite
        if is_verb and facet.light_noun is not None and (self.prep or facet.prefix):
            (light, hit), is_verb = facet.light_noun, False  # "after being exposed to"
        if hit is None or (is_verb and self.prep and not self.under):
            self._pass_unknown(facet)
            return
        if not is_verb and light in {"control", "carry", "suffer"} and (facet.prefix or self.prep):
            self.under = True  # "to carry out an attack": what follows is governed all the same
        prep, under = facet.prefix or self.prep, self.under
        chunk = Chunk("verb", self.i, self.i + facet.length, facet, cls=light)
        chunk.hit = hit
        self._add(chunk)
        if not is_verb:
            self.prep, self.under = prep, under

    def _take_people(self, facet: Facet) -> None:
        """Take people whom no list knows, by their full plural; behind other people they are adjectives."""
        last = self.chunks[-1] if self.chunks else None
        end, _ = self._tail(self.i + 1)
        if (
            last is not None
            and last.kind == "np"
            and last.end == self.i
            and not facet.prefix
            and not facet.joined
            and (not last.closed or facet.article in {last.article, self.facets[self.i - 1].article})
        ):
            last.end = self.i = end
            last.closed = True
            return
        chunk = Chunk("np", self.i, end, facet, cls="civilian")
        chunk.closed = True
        self._add(chunk)

    def _pass_determiner(self, facet: Facet) -> None:
        """Pass "one of", "all", "this": what they govern stands where they stand."""
        if facet.prefix:
            self.prep, self.under = facet.prefix, False
        self.joined = self.joined or facet.joined
        self.i += 1
        if self.glued_prep == self.i - 1:
            self.glued_prep = self.i

    def _pass_unknown(self, facet: Facet) -> None:
        """Pass a word that no list knows; it keeps a waiting preposition if it may govern what follows."""
        if facet.key in _LONE_PREFIXES:  # written apart, before a quotation mark or a figure
            self.prep, self.under = _LONE_PREFIXES[facet.key], False
            self.i += 1
            return
        if facet.key in _CONJUNCTIONS:  # written apart, before a figure
            self.joined = True
            self.i += 1
            return
        if facet.people:
            self._take_people(facet)
            return
        if facet.prefix and not facet.article:
            self.prep = facet.prefix
        if self.prep:
            self.under = True
            if facet.article:
                self.prep, self.under = "", False
        self.i += 1


def cut_sentence(ground: Ground, sentence: Sentence) -> list[Chunk]:
    """Cut one sentence into chunks, in text order."""
    return _Cutter(ground, sentence).run()
