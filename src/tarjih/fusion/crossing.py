"""Crossing: names, numbers and days of a report, reduced so that two scripts can be compared."""

import datetime as dt
import re
from functools import cache, lru_cache

import msgspec

from tarjih.fusion.slots import Sheet, days_of_value
from tarjih.lexicons import load_toml

__all__ = ["Crossing", "consonants", "crossing_of", "crossing_score"]

_NAME = re.compile(r"\b(?:[Aa]l-)?[A-Z][a-z]+")
_ENGLISH = re.compile(r"[a-z]+|\d+")
_ARABIC = re.compile(r"[^\W\d_]+")
_SHORTEST = 3  # consonants; shorter names meet by chance
_NAMES = 3
_LAG = 3  # days
_ARTICLE = "\u0627\u0644"


class _Rules(msgspec.Struct, frozen=True):
    arabic: dict[str, str]
    latin: dict[str, str]
    days: dict[str, int]
    numbers: dict[str, int]


class Crossing(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """What of a report survives translation: consonants of names, numbers above two, days."""

    names: frozenset[str]
    numbers: frozenset[float]
    days: frozenset[int]
    published: int | None


@cache
def _rules() -> _Rules:
    rules: _Rules = load_toml("fusion/crossing.toml", _Rules)
    return rules


@cache
def _letters() -> tuple[dict[str, str], list[tuple[str, str]]]:
    rules = _rules()
    arabic = {letter: key for key, letters in rules.arabic.items() for letter in letters}
    latin = [(sound, key) for key, sounds in rules.latin.items() for sound in sounds.split()]
    return arabic, sorted(latin, key=lambda pair: (-len(pair[0]), pair[0]))


@lru_cache(maxsize=1 << 16)
def consonants(name: str) -> str:
    """Reduce one word of a name to coarse consonants, doubled ones once.

    >>> consonants("السكاف"), consonants("al-Sakkaf"), consonants("Kilis") == consonants("كيليس")
    ('skf', 'skf', True)
    """
    arabic, latin = _letters()
    word = name.removeprefix(_ARTICLE) if len(name) > 4 else name
    word = word.lower().removeprefix("al-")
    found: list[str] = []
    place = 0
    while place < len(word):
        sound = next((pair for pair in latin if word.startswith(pair[0], place)), None)
        key = sound[1] if sound is not None else arabic.get(word[place], "")
        place += len(sound[0]) if sound is not None else 1
        if key and (not found or found[-1] != key):
            found.append(key)
    return "".join(found).rstrip("h") if len(found) > _SHORTEST else "".join(found)


def crossing_of(sheet: Sheet) -> Crossing:
    """Reduce a report to what survives translation: from the reading, or from the words if English."""
    reading = sheet.reading
    published = reading.published.toordinal() if reading.published else None
    if reading.language != "ar":
        return _from_english(reading.text, published)
    words = {
        word
        for e in reading.entities
        if e.kind not in {"OUTLET"}
        for m in e.mentions
        for word in _ARABIC.findall(m.within(reading.text))
    }
    days = (days_of_value(t.value) for t in reading.times)
    return Crossing(
        names=frozenset(k for w in words if len(k := consonants(w)) >= _SHORTEST),
        numbers=frozenset(float(q.min) for q in reading.quantities if q.min is not None and q.min > 2),
        days=frozenset(d[0].toordinal() for d in days if d and (d[1] - d[0]).days == 1),
        published=published,
    )


def _from_english(text: str, published: int | None) -> Crossing:
    rules = _rules()
    words = _ENGLISH.findall(text.lower())
    numbers: set[float] = set()
    for i, word in enumerate(words):
        value = float(word) if word.isdigit() else float(rules.numbers.get(word, 0))
        after = float(rules.numbers.get(words[i + 1], 0)) if i + 1 < len(words) else 0.0
        if value >= 20 and value % 10 == 0 and 0 < after < 10:
            value += after
        numbers.add(value)
    days = {rules.days[w] for w in words if w in rules.days}
    names = {consonants(name) for name in _NAME.findall(text)}
    return Crossing(
        names=frozenset(n for n in names if len(n) >= _SHORTEST),
        numbers=frozenset(n for n in numbers if n > 2),
        days=frozenset(_last(day, published) for day in days) if published is not None else frozenset(),
        published=published,
    )


def _last(weekday: int, published: int) -> int:
    """Return the last such weekday up to the day of publication."""
    return published - (dt.date.fromordinal(published).weekday() - weekday) % 7


def crossing_score(left: Crossing, right: Crossing) -> float:
    """Score two reports of two languages: the share of names in common; 0 where too few facts agree."""
    dated = left.published is not None and right.published is not None
    if dated and abs((left.published or 0) - (right.published or 0)) > _LAG:
        return 0.0
    names = left.names & right.names
    if len(names) < _NAMES or not left.numbers & right.numbers or not left.days & right.days:
        return 0.0
    return len(names) / max(min(len(left.names), len(right.names)), 1)
