"""Persons by one of their names, where the report names them in full elsewhere."""

from tarjih.reading.bodies import Found
from tarjih.reading.name_facts import facts_of
from tarjih.reading.naming import actors
from tarjih.reading.persons import may_stand_alone
from tarjih.records.page import Words

__all__ = ["find_short_names"]

_SHORT_NAME = 3
_PARTICLES = frozenset("\u0648\u0641\u0628\u0644\u0643")
_PREPOSITIONS = ("\u0628", "\u0644")


def find_short_names(words: Words, found: list[Found], *, timed: set[int]) -> list[Found]:
    """Find persons named in full elsewhere in the report by one of their names."""
    keys: dict[str, Found] = {}
    for f in found:
        if f.kind != "PERSON" and not ((f.row or "") in actors() and actors()[f.row or ""].kind == "PERSON"):
            continue
        for i in dict.fromkeys((f.end - 1, f.first)):
            facts = facts_of(words.words[i])
            key = words.words[i].key
            if (
                facts.link
                or len(key) < _SHORT_NAME
                or (i == f.first and facts.given == "weak" and f.end - f.first > 1)
                or facts.title
            ):
                continue
            if i == f.first and facts.before:
                key = key[len(facts.before) :]
            keys.setdefault(key, f)
    if not keys:
        return []
    taken = {i for f in found for i in range(f.first, f.end)}
    short = []
    for i, word in enumerate(words.words):
        if i in taken or i in timed or word.kind != "word":
            continue
        full = keys.get(word.key) or _behind_particles(word.key, keys)
        if full is None:
            continue
        facts = facts_of(word)
        if facts.verb and not facts.given:
            continue
        if not (full.row in actors() or may_stand_alone(word) or _opens_phrase(words, i)):
            continue
        first = i - (i > 0 and i - 1 not in taken and facts_of(words.words[i - 1]).link == "son")
        short.append(
            Found(
                first=first,
                end=i + 1,
                kind="PERSON",
                name=full.name,
                rule="short-name",
                row=full.row,
                head=(i, i + 1),
            )
        )
    return short


def _opens_phrase(words: Words, i: int) -> bool:
    """Say whether word i begins a noun phrase: behind a verb, particle, title or mark."""
    if i == 0:
        return True
    before = facts_of(words.words[i - 1])
    return before.ends or before.verb or bool(before.title)


def _behind_particles(key: str, keys: dict[str, Found]) -> Found | None:
    """Return the person whose short name is `key` without one or two particles in front."""
    if key[0] not in _PARTICLES:
        return None
    found = keys.get(key[1:])
    return found or (keys.get(key[2:]) if key[1:2] in _PREPOSITIONS else None)
