"""What each word may be in a quantity: a bound, a word for victims, a noun that is counted..."""

from collections.abc import Mapping
from functools import cache

from tarjih.arabic.forms import PerForm
from tarjih.lexicons import load
from tarjih.reading.tables import CountedNounRow, QuantityWordRow
from tarjih.records.page import Hit, Word, Words

__all__ = ["ARTICLE", "NO_USE", "Use", "is_dual_verb", "is_joined", "is_verb", "use_at"]

ARTICLE = "\u0627\u0644"
_ARTICLES = (ARTICLE, "\u0644\u0644")
_AND = "\u0648"
_SHORTEST_NOUN = 5  # letters of an unknown word that begins with waw and may be a noun


class Use:
    """What one word, or the phrase it begins, may be in a quantity: kind -> (row's value, words)."""

    __slots__ = ("before", "definite", "dual", "noun", "roles")

    def __init__(
        self,
        roles: Mapping[str, tuple[str, int]],
        noun: CountedNounRow | None = None,
        dual: str = "",
        *,
        definite: bool = False,
        before: str = "",
    ) -> None:
        self.roles = roles
        self.noun = noun
        self.dual = dual
        self.definite = definite
        self.before = before


NO_USE = Use({})


@cache
def _words_rows() -> dict[str, QuantityWordRow]:
    return {row.id: row for row in load("reading/quantity_words.tsv", QuantityWordRow)}


@cache
def _noun_rows() -> dict[str, CountedNounRow]:
    return {row.id: row for row in load("reading/counted_nouns.tsv", CountedNounRow)}


def use_at(words: Words, i: int) -> Use:
    """Return what word i may be in a quantity; remembered by form where it begins no phrase."""
    word, hits = words.words[i], words.hits[i]
    if hits is word.hits:
        return _USES.of(word) if hits else NO_USE
    return _gather(hits)


def _use_of(word: Word) -> Use:
    return _gather(word.hits)


_USES = PerForm(_use_of)


def _gather(hits: dict[str, tuple[Hit, ...]]) -> Use:
    rows = hits.get("quantity_words")
    nouns = hits.get("counted_nouns")
    if rows is None and nouns is None:
        return NO_USE
    roles: dict[str, tuple[str, int]] = {}
    for hit in rows or ():
        row = _words_rows()[hit.row]
        if hit.after:
            continue  # "among them" is no "between"
        roles.setdefault(row.kind, (row.value, hit.last + 1))
    if not nouns:
        return Use(roles)
    hit = next((hit for hit in nouns if not hit.after), nouns[0])
    noun = _noun_rows()[hit.row]
    dual = "" if hit.after else next((feature for feature in hit.features if feature in _DUAL_FEATURES), "")
    if "not_dual" in roles:
        dual = ""
    definite = hit.before.endswith(_ARTICLES) or bool(hit.after)
    return Use(roles, noun, dual, definite=definite, before=hit.before)


_DUAL_FEATURES = frozenset(("dual", "dual_or_plural", "construct"))


def is_joined(word: Word) -> bool:
    """Say whether a word begins with a conjunction, not with a letter of its own ("وزارات")."""
    if word.key[0] != _AND:
        return False
    known = [hit.before for hits in word.hits.values() for hit in hits]
    return any(before.startswith(_AND) for before in known) or len(word.key) < _SHORTEST_NOUN


def is_verb(word: Word) -> bool:
    """Say whether a lexicon knows the word as a verb in the past or present and as nothing nominal."""
    verbal = False
    for hits in word.hits.values():
        for hit in hits:
            if not hit.after and hit.features and hit.features[0].startswith(("past", "ind", "sub", "juss")):
                verbal = True
            elif hit.table == "counted_nouns":
                return False
    return verbal


def is_dual_verb(word: Word) -> bool:
    """Say whether a lexicon knows the word as a verb in the dual."""
    return any(
        feature.endswith(("3md", "3fd"))
        for hits in word.hits.values()
        for hit in hits
        for feature in hit.features
    )
