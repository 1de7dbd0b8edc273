"""How far a name goes behind its type word: chains of nouns and adjectives, tails with "for", vouchers.

"مرصد السهل لحقوق الإنسان" is a chain in construct that a purpose goes on with. Ordinary words are a name
only where something beside their form says so: repetition, members or leaders, a verb before them.
"""

from tarjih.reading.name_facts import Facts, facts_of, place_hits
from tarjih.reading.naming import type_stops, types
from tarjih.records.page import Word, Words

__all__ = ["chain_end", "has_cue", "is_adjective", "tail_end", "unknown_end"]

_PURPOSES = ("\u0644\u0644", "\u0644\u062d\u0642\u0648\u0642")  # "for the", "for rights"
_YEH = "\u064a"
_MEEM = "\u0645"
_TEH_MARBUTA = "\u0629"
_STUCK = ("\u0644", "\u0628")
_PREPOSITIONS = frozenset((*_STUCK, "\u0644\u0644"))
_GROUP = "group"
_FREE = frozenset(("t-newspaper", "t-channel", "t-magazine", "t-radio"))
_PLURAL = "\u064a\u0646"
_AND_THE = "\u0648\u0627\u0644"
_SHORTEST_TAIL = 4
_SHORTEST_STEM = 3  # letters of the noun that an adjective of relation is made from: "راية" is none
_PRESENT = ("\u064a", "\u062a")
_STRICT = frozenset((
    "t-movement",
    "t-army",
    "t-battalion",
    "t-brigade",
    "t-coalition",
    "t-forces",
    "t-site",
    "t-channel",
    "t-radio",
))
SHY = frozenset(("t-organisation", "t-party", "t-council", "t-administration", "t-agency"))
ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_ADJECTIVES = ("\u064a", "\u064a\u0647")  # how adjectives of relation end
_MEMBER = "member"
_ADJECTIVE = "adjective"
CLAIMED = frozenset(("bodies", "actors", "nominals", "titles"))
LONGEST_CHAIN = 5


def is_adjective(words: Words, i: int) -> bool:
    """Say whether word i has the article and the shape of an adjective that belongs to a name."""
    word = words.words[i]
    if not word.key.startswith(ARTICLES[0]) or word.kind != "word":
        return False
    facts = facts_of(word)
    if facts.ends or facts.title:
        return False
    return word.key.endswith(_ADJECTIVES) or has_cue(words, i, _ADJECTIVE)


def has_cue(words: Words, i: int, row: str) -> bool:
    """Say whether word i is one of the words in a row of name_cues.tsv."""
    return any(hit.row == row for hit in words.hits[i].get("name_cues", ()))


def tail_end(words: Words, at: int, limit: int) -> int:
    """Return where a tail "for ..." of a name that begins at `at` ends; `at` where none does."""
    key = words.words[at].key
    facts = facts_of(words.words[at])
    if "name_stops" in words.hits[at]:
        return at
    if words.words[at].kind != "word" or facts.ends or facts.verb or facts.title or len(key) < _SHORTEST_TAIL:
        return at
    if key.startswith(ARTICLES[1]):
        end = at + 1
    elif key[0] == _STUCK[0] and not facts.given and at + 1 < limit and not place_hits(words, at):
        behind = facts_of(words.words[at + 1])
        if behind.ends or not (behind.article or place_hits(words, at + 1)):
            return at
        end = at + 2
    else:
        return at
    while end < min(at + LONGEST_CHAIN, limit) and (is_adjective(words, end) or _goes_on(words, end)):
        end += 1
    return end


def _goes_on(words: Words, i: int) -> bool:
    """Say whether word i goes on with what a body is for: "and the opposition", a plural adjective."""
    word = words.words[i]
    facts = facts_of(word)
    if word.kind != "word" or facts.ends or facts.starter or facts.title or facts.given:
        return False
    return word.key.startswith(_AND_THE) or (
        word.key.startswith(ARTICLES[0]) and word.key.endswith(_PLURAL) and facts.nisba is None
    )


def _is_vouched(words: Words, i: int, at: int, end: int, *, noun: str) -> bool:
    """Say whether something beside its form speaks for a name behind a type word at word i.

    It is said twice in the report, the report has "the" type word too, or members, leaders or a verb stand
    before it.
    """
    if words.text.count(f"{noun} {words.string(at, end)}") > 1:
        return True
    if end - at > 1 and any(f"{article}{noun} " in words.text for article in ARTICLES):
        return True
    if i == 0:
        return False
    before = facts_of(words.words[i - 1])
    return bool(before.title) or before.verb or has_cue(words, i - 1, _MEMBER)


def chain_end(words: Words, at: int, limit: int, *, row_id: str, noun: str) -> int:
    """Return where the chain of nouns and adjectives that is the name ends; `at` where there is none.

    `noun` is the type word as written, without particles.
    """
    word = words.words[at]
    first = facts_of(word)
    if (
        (first.ends and first.link != _GROUP)
        or first.title
        or word.kind != "word"
        or (first.nisba is not None and not first.article)
    ):
        return at
    strict = row_id in _STRICT
    if word.key in type_stops()[row_id] or (row_id not in _FREE and _is_indefinite(word, noun=noun)):
        return at
    if strict and not (first.unknown or first.given == "strong" or first.link in {"group", "kunya"}):
        return _vouched_end(words, at, limit, noun=noun)
    if first.unknown and not first.article:
        return unknown_end(words, at, limit)
    if not first.article and types()[row_id].kind == "OUTLET":
        return _vouched_end(words, at, limit, noun=noun)
    if not first.article and _looks_finite(word.key):
        return at
    end = _noun_chain_end(words, at, limit)
    if end - at == 1 and row_id in SHY and not first.unknown:
        vouched = CLAIMED.isdisjoint(words.hits[at]) and _is_vouched(words, at - 1, at, end, noun=noun)
        return end if vouched else at
    return end if end - at > 1 or strict or first.article else at


def _is_indefinite(word: Word, *, noun: str) -> bool:
    """Say whether a word has the shape of an adjective without article, or a preposition stuck to it."""
    if word.form.startswith(ARTICLES[0]) or "places" in word.hits or "places_extra" in word.hits:
        return False
    ending = next((len(end) for end in reversed(_ADJECTIVES) if word.key.endswith(end)), 0)
    if ending and len(word.key) >= ending + _SHORTEST_STEM and not facts_of(word).given:
        return True
    if word.form.endswith(_TEH_MARBUTA) and noun.endswith(_TEH_MARBUTA) and word.key[0] == _MEEM:
        return True  # a participle that agrees with its noun: "an armed group"
    return word.key[0] in _STUCK and any(before in _PREPOSITIONS for before, _, _ in word.stems)


def _vouched_end(words: Words, at: int, limit: int, *, noun: str) -> int:
    """Return where a chain of ordinary words ends that something vouches for as a name; `at` if none."""
    if not CLAIMED.isdisjoint(words.hits[at]) or place_hits(words, at) or facts_of(words.words[at]).verb:
        return at
    end = _noun_chain_end(words, at, limit)
    if end - at < 2 and not words.words[at].key.startswith(ARTICLES[0]):
        return at
    return end if end > at and _is_vouched(words, at - 1, at, end, noun=noun) else at


def unknown_end(words: Words, at: int, limit: int) -> int:
    """Return where a run of at most three words ends that no list knows."""
    end = at + 1
    while end < min(at + 3, limit) and facts_of(words.words[end]).unknown:
        end += 1
    return end


def _noun_chain_end(words: Words, at: int, limit: int) -> int:
    """Return where a chain in construct ends with its adjectives; `at` where it never becomes definite."""
    end, definite = at, False
    while end < min(at + LONGEST_CHAIN, limit):
        word = words.words[end]
        facts = facts_of(word)
        if (
            (facts.ends and not (end == at and facts.link == _GROUP))
            or word.kind != "word"
            or any(hit.before in _STUCK for hit in place_hits(words, end))
        ):
            break
        if end > at and (
            facts.title
            or _breaks_chain(word.key, facts, definite=definite, adjective=has_cue(words, end, _ADJECTIVE))
        ):
            break
        purpose = definite and not facts.article and _is_purpose(word.key)
        bare = purpose and not word.key.startswith(ARTICLES[1])
        definite = not bare and (definite or facts.article or facts.unknown or bool(facts.given))
        end += 1
    return end if definite else at


def _breaks_chain(key: str, facts: Facts, *, definite: bool, adjective: bool) -> bool:
    """Say whether a word without the article, a verb or a prepositional phrase, ends a chain."""
    if facts.article:
        return definite and not key.endswith(_ADJECTIVES) and not adjective
    if definite:
        return not _is_purpose(key)
    return key[0] in _STUCK or (key[0] == _YEH and not facts.given)


def _looks_finite(key: str) -> bool:
    """Say whether a word has the shape of a verb in the present, and not that of a verbal noun."""
    return len(key) > 2 and key[0] in _PRESENT and key[-2] != _YEH


def _is_purpose(key: str) -> bool:
    """Say whether a word goes on with what a body is for: "للدراسات", "لحقوق"."""
    return key.startswith(_PURPOSES)
