"""What the lexicons of names say of one written form; worked out once per form.

The grammar of names reads these facts only, never the lexicon rows themselves.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from tarjih.arabic.forms import PerForm
from tarjih.reading.naming import endings, given_keys, given_names, links, nisbas
from tarjih.reading.wordlist import is_listed_whole, is_ordinary
from tarjih.records.page import Hit, Word, Words

__all__ = ["Facts", "facts_in", "facts_of", "is_dull", "nisba_counts", "place_hits"]


class Facts:
    """What may be said of one form in a name, wherever it stands.

    `ends` says that a name cannot go on at this word; `given` is "" or "weak" or "strong"; `link` the
    kind of a word inside names; `nisba` the country of an adjective of nationality ("~kurd" for those
    of no state, None if it is no such adjective). `article` says that the word stands with the article,
    `unknown` that no word list knows it, `dull` that nothing in it can begin a name. `verb` says that it
    may be a finite verb, `family` that it is a given name with the article, as family names are,
    `listed` that lexicons of other things than names know it, `starter` that it may be a name listed whole.
    `plain` says that nothing claims the word, though the word list may know it, `rare` that it knows a plain
    word only without its endings and particles, `foreign` that a plain word ends as names from abroad do,
    and `says` that it is a verb of saying, of "m" or "f".
    """

    __slots__ = (
        "article",
        "before",
        "cue",
        "dull",
        "ends",
        "family",
        "foreign",
        "given",
        "link",
        "listed",
        "nisba",
        "plain",
        "rare",
        "says",
        "starter",
        "title",
        "unknown",
        "verb",
    )

    def __init__(
        self,
        *,
        ends: bool = False,
        given: Literal["", "weak", "strong"] = "",
        link: str = "",
        title: str = "",
        nisba: str | None = None,
        article: bool = False,
        unknown: bool = False,
        dull: bool = True,
        verb: bool = False,
        family: bool = False,
        listed: bool = False,
        starter: bool = False,
        plain: bool = False,
        rare: bool = False,
        foreign: bool = False,
        says: Literal["", "m", "f"] = "",
        before: str = "",
        cue: str = "",
    ) -> None:
        self.ends = ends
        self.given: Literal["", "weak", "strong"] = given
        self.link = link
        self.title = title
        self.nisba = nisba
        self.article = article
        self.unknown = unknown
        self.dull = dull
        self.verb = verb
        self.family = family
        self.listed = listed
        self.starter = starter
        self.plain = plain
        self.rare = rare
        self.foreign = foreign
        self.says: Literal["", "m", "f"] = says
        self.before = before
        self.cue = cue


_ALI = "\u0639\u0644\u064a"  # the name is written with yeh, the preposition mostly without dots
_KAF = "\u0643"
_TA_MARBUTA = "\u0629"
_MAQSURA = "\u0649"
_ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_NAME_BEFORE = frozenset((
    "",
    "\u0648",
    "\u0644",
    "\u0628",
    "\u0641",
    "\u0643",
    "\u0648\u0644",
    "\u0648\u0628",
))
_CLOSED = ("name_stops", "prepositions", "clause_openers", "joints")
_STARTERS = ("actors", "homonyms", "bodies", "name_types", "places", "places_extra", "countries", "nominals")
_NAME_TABLES = frozenset((*_STARTERS, "given_names", "name_links", "nisbas", "titles", "place_cues"))
# a baker is a witness and a family name: lists of people by trade say nothing against a name
_UNTELLING = _NAME_TABLES | {"source_nouns", "human_nouns", "agencies", "credits", "name_families"}
_SHORTEST_FOREIGN = 4
_TANWIN = ("\u064b", "\u064b\u0627")


def facts_of(word: Word) -> Facts:
    """Return the facts of a written form; remembered by form."""
    return _FACTS.of(word)


def facts_in(words: Words) -> list[Facts]:
    """Return the facts of each word of a text."""
    return _FACTS.column(words.words)


def _is_verb(word: Word) -> bool:
    """Say whether some hit of the cues or triggers is a finite verb; none ends in ta marbuta."""
    return word.form[-1] != _TA_MARBUTA and any(
        feature.startswith(("past", "ind", "sub", "juss"))
        for table in ("cues", "triggers")
        for hit in word.hits.get(table, ())
        for feature in hit.features
    )


def _given(word: Word) -> tuple[Literal["", "weak", "strong"], str]:
    """Return how sure a form is a given name, and the particles before it."""
    best: tuple[Literal["", "weak", "strong"], str] = ("", "")
    for hit in word.hits.get("given_names", ()):
        if hit.before not in _NAME_BEFORE:
            continue
        weak, forms = given_names()[hit.row]
        # the key makes no difference between the name Ali and the particle "on"; the writing does
        if word.form[-1] == _MAQSURA and not any(form.endswith(_MAQSURA) for form in forms):
            continue
        if hit.before and hit.before != "\u0648":
            weak = True
        if not weak:
            return "strong", hit.before
        best = ("weak", hit.before)
    return best


def _nisba(word: Word) -> str | None:
    for hit in word.hits.get("nisbas", ()):
        if not hit.after:
            return nisbas()[hit.row]
    return None


_SAYS_M = frozenset(("past_3ms", "ind_3ms"))
_SAYS_F = frozenset(("past_3fs", "ind_3fs"))


def _says(word: Word) -> Literal["", "m", "f"]:
    """Say whether a word is a verb of saying whose subject, in the singular, may stand right behind it."""
    for hit in word.hits.get("cues", ()):
        if hit.after or hit.last:
            continue
        if not _SAYS_M.isdisjoint(hit.features):
            return "m"
        if not _SAYS_F.isdisjoint(hit.features):
            return "f"
    return ""


def _is_foreign(key: str) -> bool:
    """Say whether a word that nothing claims is written as no Arabic word is."""
    return len(key) > _SHORTEST_FOREIGN and key.endswith(endings())


def _cue(hits: Mapping[str, tuple[Hit, ...]]) -> str:
    """Return the row of place_cues.tsv that a word is, "" if none."""
    return next(
        (
            h.row
            for h in hits.get("place_cues", ())
            if h.before in {"", "\u0648", "\u0641", "\u0628", "\u0644"}
        ),
        "",
    )


def _is_listed(word: Word, *, whole: bool) -> bool:
    """Say whether lexicons of other things than names know a word; `whole`: the word list has it unpeeled."""
    return word.form.endswith(_TANWIN) or any(
        table not in _UNTELLING and (whole or any(_KAF not in hit.before for hit in found))
        for table, found in word.hits.items()
    )


def _work_out(word: Word) -> Facts:
    if word.kind != "word":
        return Facts(ends=True, dull=word.kind != "latin" or not any(t in word.hits for t in _STARTERS))
    hits = word.hits
    stop = any(
        hit.before in {"", "\u0648", "\u0641"} and not hit.after and not hit.features
        for table in _CLOSED
        for hit in hits.get(table, ())
    )
    given, before = _given(word)
    if stop and given == "weak" and word.form != _ALI:
        given = ""
    verb = _is_verb(word)
    link = next((links()[h.row] for h in hits.get("name_links", ()) if h.before in _NAME_BEFORE), "")
    title = next((h.row for h in hits.get("titles", ()) if not h.after), "")
    nisba = _nisba(word)
    article = word.key.startswith(_ARTICLES) or any(
        s[0].endswith(_ARTICLES) for s in word.stems if len(s[1]) > 2
    )
    starter = any(table in hits for table in _STARTERS)
    bare = any(hit.before in {"", "\u0648"} for table in _STARTERS for hit in hits.get(table, ()))
    whole = is_listed_whole(word.key)
    listed = _is_listed(word, whole=whole)
    unknown = not (
        stop
        or verb
        or given
        or bare
        or listed
        or title
        or nisba is not None
        or is_ordinary(word.key, word.stems)
    )
    plain = not (stop or verb or bare or listed or title or article or nisba is not None)
    return Facts(
        ends=stop or (verb and not given),
        given=given,
        link=link,
        title=title,
        nisba=nisba,
        article=article,
        unknown=unknown,
        dull=not (starter or given or link or title or unknown),
        verb=verb,
        family=any(b.endswith(_ARTICLES) and not a and stem in given_keys() for b, stem, a in word.stems),
        listed=listed,
        starter=bare,
        plain=plain,
        rare=plain and not unknown and not whole,
        foreign=plain and _is_foreign(word.key),
        says=_says(word) if verb else "",
        before=before,
        cue=_cue(hits),
    )


_FACTS = PerForm(_work_out)
_PLACE_TABLES = ("places_extra", "countries", "places")
_NAMING = frozenset((*_STARTERS, "titles", "given_names", "name_links"))


def is_dull(words: Words, i: int, facts: Facts) -> bool:
    """Say whether neither word i nor a phrase that begins there can begin a name."""
    return facts.dull and (words.hits[i] is words.words[i].hits or words.hits[i].keys().isdisjoint(_NAMING))


def nisba_counts(words: Words) -> Counter[str]:
    """Count the countries of the adjectives of nationality in a report."""
    counts: Counter[str] = Counter()
    for i in words.at("nisbas"):
        nisba = facts_of(words.words[i]).nisba
        if nisba:
            counts[nisba] += 1
    return counts


def place_hits(words: Words, i: int) -> list[Hit]:
    """Return the gazetteer hits that begin at word i, the longest first, own rows before towns at large."""
    hits = words.hits[i]
    if hits.keys().isdisjoint(_PLACE_TABLES):
        return []
    found = [hit for table in _PLACE_TABLES for hit in hits.get(table, ()) if _KAF not in hit.before]
    found.sort(key=lambda hit: (-hit.last, len(hit.before)))
    return found
