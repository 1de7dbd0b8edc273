"""Names of persons: where one begins, how far it goes, and which title stands before it.

Arabic has no capitals. What speaks for a person is a given name, a word such as "son of" or "father
of", a title before it, and that no word list knows the word.
"""

from collections.abc import Sequence

from tarjih.reading.bodies import CLOSERS, OPENERS, Found
from tarjih.reading.naming import Facts, facts_of
from tarjih.records.page import Words

__all__ = ["find_person"]

_LONGEST = 6  # words of one name
_YEH = "\u064a"
_ARTICLE = "\u0627\u0644"
_LEADS = frozenset(("kunya", "son", "house", "servant", "foreign"))
_SHORTEST = 3
_BEHALF = "behalf"
_NAMES_OF_TWO = frozenset(("kunya", "servant"))
_TA_MARBUTA = "\u0629"
_OUR = "\u0646\u0627"
_PLURALS = ("\u064a\u0648\u0646", "\u064a\u064a\u0646", "\u064a\u0627\u0646")  # of adjectives of relation
_AND = "\u0648"
_FATHER = "\u0627\u0628"
# What one word adds to the belief that a person is named here; a name is accepted from 2 on.
_GIVEN = {"strong": 2.0, "weak": 1.0, "": 0.0}
_ENOUGH = 2.0
_ORDINARY = frozenset(("thing_nouns", "masdars", "counted_nouns", "quantity_words"))


def _is_family(key: str, facts: Facts) -> bool:
    """Say whether a word with the article has the shape of a family name."""
    return facts.unknown or (key.endswith(_YEH) and facts.nisba is None and not facts.listed)


def _step(
    words: Words, j: int, facts: Sequence[Facts], *, count: int, sure: bool, titled: bool
) -> tuple[int, float]:
    """Return (words taken, belief added) for going on with a name at word j; (0, 0) where it ends.

    `facts[n]` belongs to word j + n; `sure` says that the name began with a sure given name.
    """
    fact = facts[0]
    word = words.words[j]
    if word.kind != "word" or (fact.ends and not fact.link and not fact.given):
        return 0, 0.0
    following = facts[1] if len(facts) > 1 else None
    if fact.link in _LEADS and following is not None:
        return _link_step(word.key, facts, count=count)
    if fact.link == "second" and count:
        return 1, 1.0
    if fact.given and not (count and fact.before):
        return 1, _GIVEN[fact.given]
    if (fact.title and count) or (count and fact.before):
        return 0, 0.0
    if fact.article:
        if count == 0 or not word.key.startswith(_ARTICLE):
            return 0, 0.0
        closed = following is None or following.ends or following.verb
        ordinary = closed and word.hits.keys() <= _ORDINARY
        return _family_step(word.key, fact, count=count, sure=sure or titled, ordinary=ordinary)
    if fact.unknown and len(word.key) >= _SHORTEST and not (count and word.key[0] == _AND):
        return 1, 1.0
    if count == 1 and (sure or titled) and _may_be_loose(fact, following):
        return 1, 0.5 if sure else 1.0
    return 0, 0.0


def _may_be_loose(fact: Facts, following: Facts | None) -> bool:
    """Say whether an ordinary word that nothing else claims ends a name: a mark, verb or particle follows."""
    if fact.listed or fact.verb or fact.starter or fact.nisba is not None:
        return False
    return following is None or following.ends or following.verb


def _link_step(key: str, facts: Sequence[Facts], *, count: int) -> tuple[int, float]:
    """Return the step over a word such as "son of" with what follows it."""
    fact, following = facts[0], facts[1]
    if count == 0 and fact.link in {"son", "foreign", "house"}:
        return 0, 0.0
    if following.ends and not following.given and not following.link and fact.link != "house":
        return 0, 0.0
    if fact.link == "servant" and not following.article:
        return (1, 1.0) if fact.given else (0, 0.0)
    if fact.link == "kunya" and not _may_follow_kunya(key, following):
        return 0, 0.0
    taken = 3 if following.link in {"kunya", "servant"} and len(facts) > 2 and not facts[2].ends else 2
    return taken, 2.0 if fact.link in {"kunya", "son", "servant"} else 1.0


def _may_follow_kunya(key: str, following: Facts) -> bool:
    """Say whether what follows "father of" or "mother of" may be a name; "mother" is a common noun too."""
    named = bool(following.given or following.link or following.unknown or following.article)
    return named or (key.startswith(_FATHER) and not following.listed and following.nisba is None)


def _family_step(key: str, fact: Facts, *, count: int, sure: bool, ordinary: bool) -> tuple[int, float]:
    """Return the step over a word with the article behind at least one word of a name.

    `ordinary` says that it is a noun for a thing or an act which nothing goes on with: "the builder", "the
    gardener" are family names too.
    """
    if fact.unknown or fact.family or _is_family(key, fact):
        return 1, 1.0
    if count > 2 or not sure or fact.starter or fact.nisba is not None or (fact.listed and not ordinary):
        return 0, 0.0
    return 1, 0.5


def find_person(words: Words, i: int, limit: int, *, titled: bool, beside: bool) -> Found | None:
    """Find the name of a person that begins at word i.

    Args:
        words: The report.
        i: Where the name would begin.
        limit: End of the sentence.
        titled: A title stands before in the same noun phrase.
        beside: The title, or its adjective of nationality, is the word before.

    Returns:
        The name without its title; None where nothing speaks for a person.
    """
    first = facts_of(words.words[i])
    if not (first.given or first.link or first.unknown or (beside and first.article)):
        return None
    if _is_on_behalf(words, i, limit, beside=beside):
        return None
    if first.verb and first.given == "weak" and words.sentences[words.sentence_of[i]].first == i:
        return None
    j, count, belief = i, 0, 1.0 if titled else 0.0
    sure = first.given == "strong" or first.link in {"kunya", "servant"}
    if beside and first.article and not first.given:
        if first.ends or not _is_family(words.words[i].key, first) or first.title:
            return None
        j, count, belief = i + 1, 1, 2.0
    given = bool(first.given)
    parts = count
    while j < limit and count < _LONGEST:
        facts = [facts_of(word) for word in words.words[j : min(j + 3, limit)]]
        taken, more = _step(words, j, facts, count=parts, sure=sure, titled=titled)
        if not taken and parts == 1 and (first.link in _NAMES_OF_TWO) and facts[0].nisba is not None:
            taken, more = 1, 0.0
        if not taken or (taken > 1 and j + taken > limit):
            break
        compound = facts[0].link in {"second", "servant"}
        sure = sure or compound
        # "Abd al-Karim" and "Saad al-Din" are one name each
        parts += facts[0].link != "second"
        j, count, belief = j + taken, count + taken, belief + more
    if not _is_enough(words, i, j, count=count, belief=belief, titled=titled, beside=beside, given=given):
        return None
    return Found(
        first=i,
        end=j,
        kind="PERSON",
        name=words.string(i, j),
        rule="person" + "-titled" * titled,
        head=(i, j),
    )


def _is_on_behalf(words: Words, i: int, limit: int, *, beside: bool) -> bool:
    """Say whether word i is "in the name of" and not the given name that is written alike."""
    if not any(hit.row == _BEHALF for hit in words.hits[i].get("name_cues", ())):
        return False
    if beside or i + 1 >= limit:
        return True
    following = facts_of(words.words[i + 1])
    return following.article and not following.unknown


def _is_enough(
    words: Words, i: int, j: int, *, count: int, belief: float, titled: bool, beside: bool, given: bool
) -> bool:
    """Say whether what was gathered over words `[i, j)` makes a name."""
    if count == 0 or (not given and words.words[i].key.endswith(_PLURALS)):
        return False
    if count == 1:
        nisba = facts_of(words.words[i]).nisba
        ends = words.words[i].form.endswith(_TA_MARBUTA) and not given
        return beside and nisba is None and belief >= _ENOUGH and not ends and not _is_quoted(words, i, j)
    if given:
        return belief >= _ENOUGH
    if not facts_of(words.words[i]).link and any(
        w.form.endswith((_TA_MARBUTA, _OUR)) and not facts_of(w).given for w in words.words[i:j]
    ):
        return False
    if titled:
        return belief >= _ENOUGH
    return belief >= _ENOUGH and (count == 2 or count == 3)


def _is_quoted(words: Words, i: int, j: int) -> bool:
    """Say whether quotation marks stand right around words `[i, j)`."""
    return i > 0 and words.words[i - 1].form in OPENERS and j < len(words) and words.words[j].form in CLOSERS
