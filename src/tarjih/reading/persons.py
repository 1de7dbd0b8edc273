"""Names of persons: where one begins, how far it goes, and which title stands before it.

Arabic has no capitals. What speaks for a person is a given name, a word such as "son of" or "father
of", a title before it, and that no word list knows the word.
"""

from collections.abc import Sequence

from tarjih.reading.bodies import CLOSERS, OPENERS, Found
from tarjih.reading.chains import has_cue
from tarjih.reading.name_facts import Facts, facts_of
from tarjih.records.page import Word, Words

__all__ = ["Setting", "find_initials", "find_person", "is_spoken", "may_speak", "may_stand_alone", "name_end"]

_LONGEST = 6  # words of one name
_YEH = "\u064a"
_ARTICLE = "\u0627\u0644"
_LEADS = frozenset(("kunya", "son", "house", "servant", "foreign"))
_SHORTEST = 3
_BEHALF = "behalf"
_NAMES_OF_TWO = frozenset(("kunya", "servant"))
_TA_MARBUTA = "\u0629"
_OUR = "\u0646\u0627"
# of adjectives of relation
_PLURALS = ("\u064a\u0648\u0646", "\u064a\u064a\u0646", "\u064a\u0627\u0646", "\u064a\u0627\u062a")
_AND = "\u0648"
_FATHER = "\u0627\u0628"
# What one word adds to the belief that a person is named here; a name is accepted from 2 on.
_GIVEN = {"strong": 2.0, "weak": 1.0, "": 0.0}
_ENOUGH = 2.0
_FOREIGN = 0.5
_INITIALS = 4
_POINT = "."
_INTRODUCES = "introduces"
_ORDINAL = "ordinal"
_FAMILY = "name_families"  # nouns for trades, ranks and looks that are family names too
_TO = "\u0644"
_POSSESSED = ("\u0627\u062a\u0647", "\u0647\u0627", "\u0647\u0645")  # "his -s", "her", "their"
_ALI = "\u0639\u0644\u064a"
_DOTTED = (" \u0627\u0644\u064a ", " \u0625\u0644\u064a ", " \u062d\u062a\u064a ")
_ALEF = "\u0627"
_PARTICIPLE = "\u0627\u0644\u0645"
_LONG_PARTICIPLE = 6
_UN = "\u0648\u0646"
# Letters that begin verbs of the present and of derived stems, and stuck particles.
_VERBAL = frozenset("\u0627\u062a\u064a\u0633\u0648\u0644\u0628\u0641")
_ORDINARY = frozenset(("thing_nouns", "masdars", "counted_nouns", "quantity_words"))


class Setting:
    """What stands before a word where a name may begin.

    `titled`: a title stands before in the same noun phrase; `beside`: it, or its adjective of nationality,
    is the word before, and `open` says that the title has no article: "king of" a place, "players of" a
    club; `spoken`: a verb of saying is the word before.
    """

    __slots__ = ("beside", "open", "spoken", "titled")

    def __init__(
        self,
        *,
        titled: bool = False,
        beside: bool = False,
        open: bool = False,  # noqa: A002 - the word of the trade
        spoken: bool = False,
    ) -> None:
        self.titled = titled
        self.beside = beside
        self.open = open
        self.spoken = spoken

    @property
    def backed(self) -> bool:
        """Say whether anything speaks for a name before its first word is read."""
        return self.titled or self.spoken


def is_spoken(words: Words, i: int, first: int) -> bool:
    """Say whether word i may be who speaks: behind a verb of saying in a sentence that begins at `first`."""
    return i > first and facts_of(words.words[i - 1]).says != ""


def _is_family(key: str, facts: Facts) -> bool:
    """Say whether a word with the article has the shape of a family name, and not of a participle."""
    if facts.unknown and not facts.family and key.startswith(_PARTICIPLE) and len(key) > _LONG_PARTICIPLE:
        return False
    return facts.unknown or (key.endswith(_YEH) and facts.nisba is None and not facts.listed)


def _step(
    words: Words, j: int, facts: Sequence[Facts], *, count: int, sure: bool, setting: Setting
) -> tuple[int, float]:
    """Return (words taken, belief added) for going on with a name at word j; (0, 0) where it ends.

    `facts[n]` belongs to word j + n; `sure` says that the name began with a sure given name.
    """
    fact = facts[0]
    word = words.words[j]
    if count and has_cue(words, j, _ORDINAL) and facts_of(words.words[j - 1]).given:
        return 1, 1.0
    following = facts[1] if len(facts) > 1 else None
    if count == 1 and _FAMILY in words.hits[j] and _ends_name(following):
        return 1, 1.0
    if fact.link in _LEADS and following is not None:
        return _link_step(word.key, facts, count=count)
    if word.kind != "word" or (fact.ends and not fact.link and not fact.given):
        return 0, 0.0
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
        return _family_step(word.key, fact, count=count, sure=sure or setting.titled, ordinary=ordinary)
    if fact.unknown and len(word.key) >= _SHORTEST and not (count and word.key[0] == _AND):
        return 1, 1.0 + _FOREIGN * fact.foreign
    behind = words.words[j + 1].key if following is not None else ""
    led = following is not None and following.article and _is_family(behind, following)
    return _loose_step(word.key, facts, count=count, sure=sure, setting=setting, led=led)


def _ends_name(following: Facts | None) -> bool:
    """Say whether nothing goes on here that would make the word before it a title or an adjective."""
    return following is None or following.ends or following.verb


def _loose_step(
    key: str, facts: Sequence[Facts], *, count: int, sure: bool, setting: Setting, led: bool
) -> tuple[int, float]:
    """Return the step over a word that the word list may know and nothing else claims.

    `led` says that a family name with the article follows.
    """
    fact = facts[0]
    following = facts[1] if len(facts) > 1 else None
    if fact.foreign and not (count and key[0] == _AND):
        return 1, 1.0
    if count == 0 and fact.plain and following is not None and following.unknown and not following.article:
        return (1, 0.5) if setting.backed or (fact.rare and following.foreign) else (0, 0.0)
    if count == 0 and setting.beside and not setting.open and _is_no_verb(key, fact, following):
        return 1, 1.0
    if led and sure and count and count <= 2 and fact.plain and not fact.verb and len(key) > _SHORTEST:
        return 1, 0.5
    fits = count == 1 or (count == 2 and sure and fact.rare)
    fits = fits and not key.endswith(_POSSESSED)
    if fits and (sure or setting.backed) and _may_be_loose(fact, following):
        return 1, 0.5 if sure else 1.0
    if sure and count <= 2 and fact.plain and key.endswith(_YEH) and len(key) > _SHORTEST:
        return 1, 0.5
    return 0, 0.0


def _is_no_verb(key: str, fact: Facts, following: Facts | None) -> bool:
    """Say whether a word right behind a definite title, so neither adjective nor genitive, is no verb either.

    Verbs of two derived stems are told by their second letter or their first, present ones by theirs.
    """
    if not fact.plain or key[0] in _VERBAL or key.endswith((_ALEF, _UN)) or fact.cue:
        return False
    if len(key) <= _SHORTEST or (len(key) == _SHORTEST + 1 and key[1] == _ALEF):
        return False
    return following is None or following.ends or following.verb


def _may_be_loose(fact: Facts, following: Facts | None) -> bool:
    """Say whether an ordinary word that nothing else claims ends a name: a mark, verb or title follows."""
    if fact.listed or fact.verb or fact.starter or fact.nisba is not None:
        return False
    return following is None or following.ends or following.verb or bool(following.title)


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
    definite = following.article and not following.listed and not following.starter
    named = bool(following.given or following.link or following.unknown or definite)
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


def find_person(words: Words, i: int, limit: int, *, setting: Setting) -> Found | None:
    """Find the name of a person that begins at word i.

    Args:
        words: The report.
        i: Where the name would begin.
        limit: End of the sentence.
        setting: What stands before word i.

    Returns:
        The name without its title; None where nothing speaks for a person.
    """
    beside = setting.beside
    first = facts_of(words.words[i])
    if not (
        first.given
        or first.link
        or first.unknown
        or first.foreign
        or first.rare
        or _is_backed(first, setting)
    ):
        return None
    if _is_on_behalf(words, i, limit, beside=beside):
        return None
    if words.words[i].key.endswith(_ALI) and not beside and _is_particle(words, i, limit):
        return None
    if first.verb and first.given == "weak" and words.sentences[words.sentence_of[i]].first == i:
        return None
    j, count, belief = i, 0, 1.0 if setting.backed else 0.0
    sure = first.given == "strong" or first.link in {"kunya", "servant"}
    if beside and first.article and not first.given:
        if first.ends or not _is_family(words.words[i].key, first) or first.title:
            return None
        j, count, belief = i + 1, 1, 2.0
    given = bool(first.given)
    parts = count
    while j < limit and count < _LONGEST:
        facts = [facts_of(word) for word in words.words[j : min(j + 3, limit)]]
        taken, more = _step(words, j, facts, count=parts, sure=sure, setting=setting)
        if not taken and parts == 1 and (first.link in _NAMES_OF_TWO) and facts[0].nisba is not None:
            taken, more = 1, 0.0
        if not taken or (taken > 1 and j + taken > limit):
            break
        compound = facts[0].link in {"second", "servant"}
        sure = sure or compound
        # "Abd al-Karim" and "Saad al-Din" are one name each
        parts += facts[0].link != "second"
        j, count, belief = j + taken, count + taken, belief + more
        if count > 1 and has_cue(words, j - 1, _ORDINAL):
            break
    if not _is_enough(words, i, j, count=count, belief=belief, setting=setting, given=given):
        return None
    return Found(
        first=i,
        end=j,
        kind="PERSON",
        name=words.string(i, j),
        rule="person" + "-titled" * setting.titled,
        head=(i, j),
    )


def _is_particle(words: Words, i: int, limit: int) -> bool:
    """Say whether "Ali" at word i is rather "on": this report writes the final letter of particles with dots.

    Known by "to" and "until" written so; then only a name behind it makes it the given name.
    """
    if not any(particle in words.text for particle in _DOTTED):
        return False
    following = facts_of(words.words[i + 1]) if i + 1 < limit else Facts()
    return not (following.given == "strong" or following.link in {"son", "servant"})


def name_end(words: Words, i: int, limit: int) -> int:
    """Return where a name goes on to that is sure up to word i: its further names, family and ordinals."""
    end, parts = i, 1
    while end < limit and parts < _LONGEST:
        facts = [facts_of(word) for word in words.words[end : min(end + 3, limit)]]
        taken, _ = _step(words, end, facts, count=parts, sure=True, setting=Setting())
        if not taken or end + taken > limit:
            break
        parts += facts[0].link != "second"
        end += taken
    return end


def _is_backed(first: Facts, setting: Setting) -> bool:
    """Say whether what stands before lets a name begin with a word that the word list knows."""
    return (setting.beside and (first.article or first.plain)) or (setting.spoken and first.plain)


def find_initials(words: Words, i: int, limit: int) -> Found | None:
    """Find a person of whom only initials are given at word i: two to four single letters, points between.

    They count behind a title, "he is" or "named", or alone in quotation marks or brackets. A first letter
    with a point before a given name belongs to the name.
    """
    end, letters = i, 0
    while end < limit and letters < _INITIALS and _is_letter(words.words[end]):
        letters, end = letters + 1, end + 1
        if end + 1 < limit and words.words[end].form == _POINT and words.words[end + 1].kind == "word":
            end += 1
    if letters == 1 and words.words[end - 1].form == _POINT and facts_of(words.words[end]).given == "strong":
        return _initialled(words, i, end + 1)
    if words.words[end - 1].form == _POINT and end > i:
        end -= 1
    if letters < 2 or i == 0:
        return None
    before = words.words[i - 1]
    enclosed = before.form in OPENERS and end < limit and words.words[end].form in CLOSERS
    if enclosed or facts_of(before).title or has_cue(words, i - 1, _INTRODUCES):
        return _initialled(words, i, end)
    return None


def _is_letter(word: Word) -> bool:
    return len(word.key) == 1 and word.kind == "word"


def _initialled(words: Words, first: int, end: int) -> Found:
    return Found(
        first=first,
        end=end,
        kind="PERSON",
        name=words.string(first, end),
        rule="initials",
        head=(first, end),
    )


def _is_on_behalf(words: Words, i: int, limit: int, *, beside: bool) -> bool:
    """Say whether word i is "in the name of" and not the given name that is written alike."""
    if not any(hit.row == _BEHALF for hit in words.hits[i].get("name_cues", ())):
        return False
    if beside or i + 1 >= limit:
        return True
    following = facts_of(words.words[i + 1])
    if following.article:
        return not following.unknown
    return not (following.given or following.unknown or following.foreign or following.link)


def _is_enough(
    words: Words, i: int, j: int, *, count: int, belief: float, setting: Setting, given: bool
) -> bool:
    """Say whether what was gathered over words `[i, j)` makes a name."""
    first = facts_of(words.words[i])
    if count == 0:
        return False
    if not given and words.words[i].key.endswith(_PLURALS) and not facts_of(words.words[j - 1]).foreign:
        return False
    if count == 1:
        ends = words.words[i].form.endswith(_TA_MARBUTA) and not given
        if first.nisba is not None or ends or belief < _ENOUGH or _is_quoted(words, i, j):
            return False
        if setting.beside and (given or not setting.open):
            return True
        return setting.spoken and may_speak(words, i, j)
    if given:
        return belief >= _ENOUGH
    if not first.link and any(
        w.form.endswith((_TA_MARBUTA, _OUR)) and not facts_of(w).given for w in words.words[i:j]
    ):
        return False
    if setting.titled:
        return belief >= _ENOUGH
    return belief >= _ENOUGH and (count == 2 or count == 3)


def may_speak(words: Words, i: int, j: int) -> bool:
    """Say whether the one word i behind a verb of saying is its subject: what was said comes next."""
    fact = facts_of(words.words[i])
    following = facts_of(words.words[j]) if j < len(words) else None
    goes_on = following is not None and not following.ends and not following.verb
    if goes_on or words.words[i].key[0] == _TO or fact.cue:
        return False
    if fact.starter and not fact.given:
        return True
    return bool(fact.given) or (fact.unknown and facts_of(words.words[i - 1]).says == "m")


def may_stand_alone(word: Word) -> bool:
    """Say whether a family name may stand for its bearer: no word that everybody uses."""
    facts = facts_of(word)
    if facts.title or facts.nisba is not None or "name_cues" in word.hits:
        return False
    if facts.given or facts.unknown or facts.foreign or facts.family:
        return True
    return (facts.article and word.key.endswith(_YEH)) or facts.rare


def _is_quoted(words: Words, i: int, j: int) -> bool:
    """Say whether quotation marks stand right around words `[i, j)`."""
    return i > 0 and words.words[i - 1].form in OPENERS and j < len(words) and words.words[j].form in CLOSERS
