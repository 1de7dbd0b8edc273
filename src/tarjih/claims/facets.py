"""Facets: what the claim lexicons say of the word or phrase that begins at one place."""

from typing import Literal

from tarjih.claims.tables import triggers, values
from tarjih.records.page import Hit, Hits, Word

__all__ = ["STOPS", "Facet", "has_phrase", "judged", "make_facet"]

_ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_CONJUNCTIONS = ("\u0648", "\u0641")
_PREFIXES = {"\u0628": "b", "\u0643": "k", "\u0644": "l"}
_SEATED_HAMZA = "\u0623"
_KAF = "\u0643"
_FUTURE = "\u0633"
_LAM = "\u0644"
_YEH = "\u064a"
_OF_US = frozenset((_YEH, "\u0643"))  # me and you are not told of in reports
_NISBA_ENDS = ("\u064a", "\u064a\u0647")
_MANY = frozenset(("dual", "plural", "dual_or_plural"))
_POINTING = "this"  # the row of demonstratives
_COUNTABLE = frozenset(("attack", "bombing", "suicide_attack", "airstrike"))  # "the two blasts of ..."
_TEH_MARBUTA = "\u0629"
_APART = frozenset((
    "",
    "\u0648",
    "\u0641",
    "\u0648\u0641",
    *_PREFIXES,
))  # particles written apart, before a figure
_NUMBERS = frozenset(("number_words", "time_units", "time_words", "quantity_words", "masdars"))
_ALEF = "\u0627"
_ARTICLE = "\u0627\u0644"
_AND_THE = "\u0648\u0627\u0644"
_PLURAL_ENDS = ("\u064a\u0646", "\u0648\u0646")
_VERB_FRONTS = "\u064a\u062a"
_SHORTEST_PEOPLE = 5
_BROKEN_LENGTH = 6
STOPS = frozenset(".!?\u061f\u2026:;\u061b|")
_PEOPLE = frozenset(("human_nouns", "thing_nouns"))  # their construct plurals are listed, not inflected
_COMMAS = frozenset(",\u060c-\u2013\u2014")


Way = Literal["idle", "determiner", "pass", "idiom", "preposition", "particle", "event", "noun", "verb"]


class Facet:
    """All that the roles, the types and the status need to know of one word or phrase.

    `mark` is "stop", "comma", "open", "close", "quote" or "". `prefix` is the preposition that sticks to
    the word ("b", "k", "l") and `joined` says that "and" does. Table values are "" where no row matches;
    `sense_of` is the pronoun stuck to a preposition. `length` is the number of words that the longest
    matched row covers. `finite` says that the word can only be a finite verb, `light_finite` that its
    light verb is conjugated, `unknown` that no table which the cutter asks knows it, `plain` that it is in
    no list and may be an adjective, `idle` that an unknown word only widens or ends what stands before it.
    `people` marks unlisted people by their full plural, and `way` is how the cutter takes the word.
    `pointing` marks demonstratives. A `determiner` counts or points at the noun behind it: "one of", "all",
    "this". An `adjectival` noun of people may stand as the adjective of another ("foreign"), and `nation`
    marks an adjective of nationality.
    """

    __slots__ = (
        "adjectival", "article", "cue", "determiner", "effect", "effect_pos", "finite", "fixed",
        "future", "human", "idiom", "idle", "joined", "key", "length", "light", "light_finite", "light_hit",
        "light_noun", "light_status", "mark", "modifier", "modifier_noun", "nation", "noun", "noun_hit",
        "opener", "participle", "passive_sign", "people", "plain", "pointing", "prefix", "sense", "sense_of",
        "thing", "unknown", "verb", "way",
    )  # fmt: skip

    def __init__(self, key: str) -> None:
        self.key = key
        self.mark = ""
        self.joined = False
        self.prefix = ""
        self.article = False
        self.future = False
        self.verb: Hit | None = None
        self.noun: Hit | None = None
        self.participle: Hit | None = None
        self.light = ""
        self.light_hit: Hit | None = None
        self.light_status = ""
        self.light_noun: tuple[str, Hit] | None = None
        self.human = ""
        self.thing = ""
        self.noun_hit: Hit | None = None
        self.sense = ""
        self.sense_of = ""
        self.opener = ""
        self.modifier = ""
        self.modifier_noun = False
        self.effect = ""
        self.effect_pos = ""
        self.idiom = ""
        self.cue = False
        self.length = 1
        self.passive_sign = False
        self.fixed: tuple[Hit, ...] = ()
        self.finite = False
        self.unknown = False
        self.determiner = False
        self.pointing = False
        self.adjectival = False
        self.plain = False
        self.people = False
        self.idle = False
        self.way: Way = "pass"
        self.light_finite = False
        self.nation = False


def _mark(form: str) -> str:
    if form in STOPS:
        return "stop"
    if form in _COMMAS:
        return "comma"
    if form in "([{":
        return "open"
    return "close" if form in ")]}" else "quote"


def _longest(hits: Hits, table: str) -> Hit | None:
    found = hits.get(table)
    return found[0] if found else None


def _trigger_hits(hits: Hits) -> tuple[Hit | None, Hit | None, Hit | None]:
    """Return the verb, the noun and the participle that the longest trigger hits offer."""
    found = hits.get("triggers", ())
    if not found:
        return None, None, None
    longest = found[0].last
    verb = noun = participle = None
    rows = triggers()
    for hit in found:
        if hit.last < longest:
            break
        part = rows[hit.row].part
        if rows[hit.row].fixed:
            continue
        if part == "verb":
            verb = hit if verb is None or (_is_far_fetched(verb) and not _is_far_fetched(hit)) else verb
        elif part == "participle":
            if rows[hit.row].frame == "ask" and hit.before.endswith(_ARTICLES):
                continue  # "the preacher" calls for nothing here
            participle = hit if participle is None or _is_speaking(hit, participle) else participle
        else:
            noun = noun or hit
    return verb, noun, participle


def _is_far_fetched(hit: Hit) -> bool:
    """Say whether a form is of this verb only in a jussive or in the first person."""
    return bool(hit.features) and all(
        f.startswith("juss_") or f.endswith(("_1s", "_1p")) for f in hit.features
    )


def _is_speaking(hit: Hit, other: Hit) -> bool:
    """Say whether a participle listed as it stands, "accusing", wins over one that is only inflected so."""
    return triggers()[hit.row].frame == "ask" and bool(other.features) and not hit.features


def _fitting(word: Word, hits: Hits) -> Hits:
    """Leave out the readings that the written form rules out.

    A final teh marbuta is no pronoun, though folding writes both alike; a construct bears no article.
    """
    has_teh = word.form.endswith(_TEH_MARBUTA)
    found = {}
    for table, readings in hits.items():
        kept = tuple(
            h
            for h in readings
            if not (has_teh and h.after and not h.last)
            and not ("construct" in h.features and (table in _PEOPLE or _is_adjective(h)))
            and not (h.after in _OF_US and table == "triggers")
            and not (h.before.endswith(_LAM) and _is_past_only(h))
            and not _is_said_of_me(h)
            and not (_FUTURE in h.before and _is_past_only(h))
            and not (h.before.endswith(_KAF) and table == "thing_nouns")
        )
        if kept:
            found[table] = kept
    return found


def _is_past_only(hit: Hit) -> bool:
    """Say whether a verb form is of the past alone; then no lam can stand before it."""
    return bool(hit.features) and all(f.startswith("past_") for f in hit.features)


def _is_said_of_me(hit: Hit) -> bool:
    """Say whether a verb form can only be a passive of the first person, which reports never use."""
    return bool(hit.features) and all("_pass_1" in f for f in hit.features)


def _is_adjective(hit: Hit) -> bool:
    """Say whether a seeming construct is rather an adjective in -i: its noun is not told by twos."""
    if hit.before.endswith(_ARTICLES):
        return True
    row = triggers().get(hit.row) if hit.table == "triggers" else None
    return row is not None and row.type not in _COUNTABLE


def _value(hits: Hits, table: str) -> tuple[str, Hit | None, str, str]:
    hit = _longest(hits, table)
    if hit is None:
        return "", None, "", ""
    if table == "light_verbs" and not _tells(hit):
        alike = [h for h in hits[table] if h.last == hit.last]
        apt = [h for h in alike if _tells(h)] or [h for h in alike if not _is_far_fetched(h)]
        hit = apt[0] if apt else hit
    value, pos, status = values(table)[hit.row]
    return value, hit, pos, status


def _tells(hit: Hit) -> bool:
    """Say whether a form is of the past in the third person, which reports use most."""
    return any(f.startswith("past_") and "_3" in f for f in hit.features)


def _marked(word: Word) -> Facet:
    facet = Facet(word.key)
    facet.mark = _mark(word.form)
    return facet


def _unknown(word: Word) -> Facet:
    """Make the facet of a word of which the claim lexicons say nothing."""
    facet = Facet(word.key)
    _read_front(facet, word, None, is_noun=False)
    facet.unknown = facet.modifier_noun = True
    return judged(facet, word)


def _read_front(facet: Facet, word: Word, hit: Hit | None, *, is_noun: bool) -> None:
    """Note what sticks to the front of a word, by a reading of it or, for want of one, by a guess."""
    before = hit.before if hit else _guess(word)
    bare = before.lstrip("".join(_CONJUNCTIONS)) if before not in _ARTICLES else before
    facet.joined = before[:1] in _CONJUNCTIONS
    facet.prefix = _PREFIXES.get(bare[:1], "") if not bare.startswith("\u0627") else ""
    facet.article = before.endswith(_ARTICLES) or (not is_noun and word.key.startswith(_ARTICLES[0]))
    facet.future = _FUTURE in before
    facet.passive_sign = "\u064f" in word.form[1:3]


def make_facet(word: Word, hits: Hits) -> Facet:
    """Make the facet of a word from the rows that may begin there."""
    if word.kind == "mark":
        return _marked(word)
    if hits.keys().isdisjoint(_ASKED):
        return _unknown(word)
    hits = _fitting(word, hits)
    verb, noun, participle = _trigger_hits(hits)
    light, light_hit, _, light_status = _value(hits, "light_verbs")
    if light == "be" and word.form.endswith(_SEATED_HAMZA):
        light, light_hit, light_status = _beginning(hits) or (light, light_hit, light_status)
    human, human_hit, human_pos, _ = _value(hits, "human_nouns")
    thing, thing_hit, _, _ = _value(hits, "thing_nouns")
    sense, sense_hit, _, _ = _value(hits, "prepositions")
    opener, opener_hit, _, _ = _value(hits, "clause_openers")
    sense, _, told = sense.partition("+")  # a row of pronouns as they are written: "to them"
    modifier, modifier_hit, modifier_pos, _ = _value(hits, "event_modifiers")
    effect, effect_hit, effect_pos, _ = _value(hits, "negations")
    idiom = _longest(hits, "idioms")
    if human_pos == "adjective" and human_hit and "feminine" in human_hit.features:
        human, human_hit = "", None  # "Turkish" of a thing; women are listed as such
    if thing_hit and human_hit and thing_hit.last > human_hit.last:
        human, human_hit = "", None
    determiner = _determiner(hits) if not (verb or noun or participle or human or thing) else None
    if determiner is not None:
        light, light_hit = "", None
    if effect_hit and sense_hit and effect_hit.last and effect_hit.last >= sense_hit.last:
        sense, sense_hit = "", None  # "on the verge of" is a status, not a place
    if effect_hit and opener_hit and effect_hit.last > opener_hit.last:
        opener, opener_hit = "", None
    every = (verb, noun, participle, light_hit, human_hit, thing_hit, sense_hit, opener_hit, idiom)
    if participle is not None and triggers()[participle.row].frame == "ask":
        human, human_hit = "", None
    named = next((h for h in (noun, participle, human_hit, thing_hit, modifier_hit, determiner) if h), None)
    verbal = verb or light_hit
    facet = Facet(word.key)
    _read_front(facet, word, named or verbal, is_noun=named is not None)
    _read_tables(facet, word, hits)
    is_nominal = noun or participle or human or thing or sense or facet.prefix or facet.article
    facet.finite = verbal is not None and any("_" in f for f in verbal.features) and not is_nominal
    listed = any(every) or determiner is not None or effect or modifier == "self" or "cues" in hits
    facet.unknown = not listed
    facet.determiner = determiner is not None
    facet.pointing = determiner is not None and determiner.row == _POINTING
    facet.adjectival = bool(human) and human_pos == "adjective"
    facet.verb, facet.noun, facet.participle = verb, noun, participle
    facet.light, facet.light_hit = light, light_hit
    facet.light_status = light_status
    facet.light_finite = light_hit is not None and any("_" in f for f in light_hit.features)
    facet.human, facet.thing = human, thing
    facet.noun_hit = human_hit or thing_hit
    facet.sense = sense
    facet.sense_of = told or (sense_hit.after if sense_hit else "")
    facet.opener = opener
    facet.modifier = modifier
    facet.modifier_noun = modifier_pos != "adjective"
    facet.effect, facet.effect_pos = effect, effect_pos
    facet.idiom = idiom.row if idiom else ""
    facet.length = 1 + max((h.last for h in (*every, effect_hit) if h), default=0)
    return judged(facet, word)


def judged(facet: Facet, word: Word) -> Facet:
    """Note what the cutter asks of words that no list knows."""
    facet.plain = _is_plain(facet)
    facet.people = _are_people(facet, facet.key) and _NUMBERS.isdisjoint(word.hits)
    passed = facet.unknown and not (facet.prefix or facet.people or facet.determiner)
    facet.idle = passed and facet.key not in _APART
    facet.way = _way_of(facet)
    return facet


def _way_of(facet: Facet) -> Way:
    """Return how the cutter takes a word at which nothing begins that reading found."""
    if facet.idle:
        return "idle"
    if facet.determiner:
        return "determiner"
    if facet.unknown:
        return "pass"
    if facet.idiom:
        return "idiom"
    may_be_event = facet.noun is not None or facet.verb is not None or facet.participle is not None
    if facet.sense or facet.opener or (not may_be_event and (facet.effect or facet.modifier == "self")):
        is_simple = facet.sense and not facet.opener and not facet.sense_of
        return "preposition" if is_simple else "particle"
    if may_be_event:
        return "event"
    if facet.human or facet.thing:
        return "noun"
    return "verb" if facet.light or facet.cue else "pass"


def _is_plain(facet: Facet) -> bool:
    """Say whether a word is in no list, so that it may be an adjective."""
    known = facet.mark or facet.prefix or facet.verb or facet.noun or facet.participle or facet.light
    listed = facet.human or facet.thing or facet.sense or facet.opener or facet.effect
    return not (known or listed or facet.idiom or facet.joined or facet.cue or facet.modifier == "self")


def _are_people(facet: Facet, key: str) -> bool:
    """Say whether an unlisted word has the full plural of people: "the separatists", no verb, no dual."""
    stem = key.removeprefix(_AND_THE)
    if facet.article or stem != key:
        stem = stem.removeprefix(_ARTICLE)
    elif key.endswith(_PLURAL_ENDS[1]) and key[0] in _VERB_FRONTS:
        return False
    if len(stem) < _SHORTEST_PEOPLE or not stem.endswith(_PLURAL_ENDS):
        return False
    is_broken = len(stem) == _BROKEN_LENGTH and stem[2] == _ALEF and stem.endswith(_PLURAL_ENDS[0])
    return not is_broken  # "laws", "millions"


def _beginning(hits: Hits) -> tuple[str, Hit | None, str] | None:
    """Return the reading of a verb as "began", which folding writes like "seemed"."""
    for hit in hits.get("light_verbs", ()):
        role, _, status = values("light_verbs")[hit.row]
        if role == "control":
            return role, hit, status
    return None


def _read_tables(facet: Facet, word: Word, hits: Hits) -> None:
    """Note what single tables say, whatever the others do."""
    facet.nation = _is_nation(word, hits)
    facet.light_noun = _light_noun(hits)
    facet.cue = "cues" in hits
    facet.fixed = tuple(h for h in hits.get("triggers", ()) if triggers()[h.row].fixed)


def _light_noun(hits: Hits) -> tuple[str, Hit] | None:
    """Return role and reading of a word as the verbal noun of a light verb, None where it is none."""
    for hit in hits.get("light_verbs", ()):
        if not any("_" in f for f in hit.features):
            return values("light_verbs")[hit.row][0], hit
    return None


def _determiner(hits: Hits) -> Hit | None:
    """Return the reading as a word that counts or points at the noun behind it, None for none."""
    found = hits.get("determiners", ())
    return next((h for h in found if not (h.after or h.before.endswith(_ARTICLES))), None)


def _is_nation(word: Word, hits: Hits) -> bool:
    """Say whether a word is an adjective of nationality in the singular, as events bear it."""
    return word.key.endswith(_NISBA_ENDS) and any(
        h.row.isupper() and not (h.after or (h.features and h.features[0] in _MANY))
        for h in hits.get("nisbas", ())
    )


def _guess(word: Word) -> str:
    """Guess the particles before a word that no claim lexicon knows, from the article alone."""
    key = word.key
    for front in ("\u0648", "\u0641", ""):
        for middle in ("\u0628\u0627\u0644", "\u0643\u0627\u0644", "\u0644\u0644", "\u0627\u0644"):
            if key.startswith(front + middle) and len(key) > len(front + middle) + 1:
                return front + middle
    return ""


def has_phrase(hits: Hits) -> bool:
    """Say whether a phrase of which facets tell begins at a word with these rows."""
    return any(found[0].last and table in _TABLES for table, found in hits.items())


_TABLES = frozenset((
    "triggers",
    "prepositions",
    "clause_openers",
    "idioms",
    "human_nouns",
    "thing_nouns",
    "event_modifiers",
    "negations",
    "light_verbs",
))
_ASKED = _TABLES | {"cues", "determiners", "nisbas"}
