"""What examples taught of words in names of persons: the weights of a linear model over words.

What speaks for a word is the sum of what it says itself and of what each neighbour says, so every form's
share is worked out once. `tools/train_names.py` makes the table; decisions/0025 says what it brings.
"""

from collections.abc import Callable
from functools import cache
from importlib import resources

import msgspec

from tarjih.arabic.forms import PerForm
from tarjih.errors import LexiconError
from tarjih.reading.bodies import Found
from tarjih.reading.name_facts import Facts, facts_of
from tarjih.reading.persons import name_end
from tarjih.reading.wordlist import is_ordinary
from tarjih.records.page import Word, Words

__all__ = ["BIAS", "JOINED", "ROLES", "features_of", "find_learned", "is_refuted"]

_TABLE = "learned_names.msgpack"
# How many words behind the judged one a word stands whose features count.
ROLES = (-2, -1, 0, 1, 2)
BIAS = "bias"
JOINED = "joined"  # the word before is part of a name
_AFFIXES = (1, 2, 3)
_LONGEST = 5  # words of one name
_LONG = 9
# In hundredths of the perceptron's step; set on the last two fifths of the tagged text (decisions/0025).
_ENOUGH = 400
_REFUTED = -1000
_NAMED_AFTER = frozenset(("thing_nouns", "name_types"))  # "hospital", "rocket": things bear names of persons
_NEVER = -1_000_000


def features_of(word: Word, role: int) -> tuple[str, ...]:
    """Return the features of a word that stands `role` words behind the one that is judged.

    Its folded form, what the lexicons say of it, and for the judged word itself its beginning and end.
    """
    flags = _FLAGS.of(word)
    key = word.key
    if role:
        return (f"{role}={key}", f"{role}:{flags}", f"{role}~{key[-2:]}:{flags}")
    return (
        f"0={key}",
        f"0:{flags}",
        *(f"0<{key[:n]}" for n in _AFFIXES),
        *(f"0>{key[-n:]}" for n in _AFFIXES),
        *(f"0>{key[-n:]}:{flags}" for n in _AFFIXES),
        f"0#{min(len(key), _LONG)}:{flags}",
    )


def _flags(word: Word) -> str:
    """Return what the lexicons say of a word, one letter for each thing they know."""
    if word.kind != "word":
        return word.form if word.kind == "mark" else word.kind
    facts = facts_of(word)
    said = (
        ("G", facts.given == "strong"),
        ("g", facts.given == "weak"),
        ("L", facts.link),
        ("t", facts.title),
        ("n", facts.nisba is not None),
        ("a", facts.article),
        ("u", facts.unknown),
        ("r", facts.rare),
        ("f", facts.foreign),
        ("p", facts.plain),
        ("v", facts.verb),
        ("s", facts.says),
        ("e", facts.ends),
        ("x", facts.listed),
        ("*", facts.starter),
        ("c", facts.cue),
        ("b", facts.before),
    )
    return "".join([letter for letter, holds in said if holds])


_FLAGS = PerForm(_flags)


@cache
def _weights() -> dict[str, int]:
    """Return the weight of each feature, in hundredths."""
    try:
        table = resources.files("tarjih.lexicons").joinpath("reading", _TABLE).read_bytes()
        return msgspec.msgpack.decode(table, type=dict[str, int])
    except (FileNotFoundError, msgspec.DecodeError) as error:
        raise LexiconError(f"wanted the table {_TABLE}, found {error}; reinstall Tarjih") from error


def _worked_out(role: int) -> Callable[[Word], int]:
    """Return what works out a form's share for the word that it stands `role` words behind."""

    def share(word: Word) -> int:
        if role == 0 and not _may_name(word):
            return _NEVER
        weights = _weights()
        return sum(weights.get(feature, 0) for feature in features_of(word, role))

    return share


_OWN = PerForm(_worked_out(0))
_NEIGHBOURS = tuple((role, PerForm(_worked_out(role))) for role in ROLES if role)


def _may_name(word: Word) -> bool:
    """Say whether a word may be part of a name that no rule found: given, or claimed by nothing else."""
    facts = facts_of(word)
    if word.kind != "word" or facts.ends or facts.title or facts.nisba is not None:
        return False
    return bool(facts.given) or facts.plain or (facts.unknown and not facts.starter)


def _score(words: Words, i: int, *, joined: bool) -> int:
    """Return what speaks for word i as part of a name, all in all."""
    weights = _weights()
    score = weights.get(BIAS, 0) + _OWN.of(words.words[i])
    if joined:
        score += weights.get(JOINED, 0)
    for role, shares in _NEIGHBOURS:
        if 0 <= i + role < len(words):
            score += shares.of(words.words[i + role])
    return score


def find_learned(words: Words, found: list[Found], *, timed: set[int]) -> list[Found]:
    """Find names of persons that no rule found, where the words and their neighbours say so together.

    Args:
        words: The report.
        found: What rules found.
        timed: The words in which nothing is named.
    """
    taken = {i for f in found for i in range(f.first, f.end)} | timed
    learned: list[Found] = []
    reached = 0
    for i, share in enumerate(_OWN.column(words.words)):
        # a word that says nothing for itself is not weighed: one in forty is
        if share < 0 or i < reached or i in taken:
            continue
        limit = words.sentences[words.sentence_of[i]].end
        end = _run_end(words, i, limit, taken=taken)
        if end > i and not _is_weak(words, i, end):
            end = max(end, _free_end(i, name_end(words, end, limit), taken=taken))
            name = words.string(i, end)
            learned.append(
                Found(first=i, end=end, kind="PERSON", name=name, rule="person-learned", head=(i, end))
            )
        reached = end
    return learned


def _run_end(words: Words, i: int, limit: int, *, taken: set[int]) -> int:
    """Return where the run of words ends that all are likely in one name that begins at word i."""
    end = i
    while end < min(i + _LONGEST, limit) and end not in taken:
        if _score(words, end, joined=end > i) <= _ENOUGH or (end > i and facts_of(words.words[end]).before):
            break
        end += 1
    return end


def _free_end(first: int, end: int, *, taken: set[int]) -> int:
    """Return `end`, or where the first word behind `first` stands that is taken."""
    return next((i for i in range(first, end) if i in taken), end)


def _is_weak(words: Words, i: int, end: int) -> bool:
    """Say whether words `[i, end)` are too little: ordinary words alone, or what an open title is about."""
    first = facts_of(words.words[i])
    before = facts_of(words.words[i - 1]) if i else Facts()
    if end == i + 1:
        if first.given == "weak" or first.verb or (i and not _NAMED_AFTER.isdisjoint(words.hits[i - 1])):
            return True
        if before.title and not (before.article or first.given):
            return True
    strange = any(_is_strange(word) for word in words.words[i:end])
    return not (strange or before.says or before.title)


def _is_strange(word: Word) -> bool:
    """Say whether a word is a given name or none that everybody uses."""
    facts = facts_of(word)
    return bool(facts.given) or facts.foreign or not is_ordinary(word.key, word.stems)


def is_refuted(words: Words, f: Found) -> bool:
    """Say whether the words that a rule took for a person's name speak clearly against it, each of them."""
    if f.kind != "PERSON" or f.row or f.rule not in {"person", "person-titled"}:
        return False
    named = words.words[f.first : f.end]
    if any(facts_of(word).given == "strong" or not _may_name(word) for word in named):
        return False
    return all(_score(words, i, joined=i > f.first) < _REFUTED for i in range(f.first, f.end))
