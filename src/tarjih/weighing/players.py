"""Players: who acts and who suffers in the events, and who among them the question is about."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

import msgspec

from tarjih.arabic.orthography import fold
from tarjih.lexicons import load
from tarjih.records.assessment import HypothesisSet, Indicator
from tarjih.records.event import Event

__all__ = ["Cast", "bare", "players_of", "rows_called"]

_WORD = re.compile(r"[^\W_]+")
_ARTICLE: Final = "\u0627\u0644"
_SHORTEST: Final = 4  # letters of a word that can begin with the article
_CANDIDATES: Final = 40  # those who play most often are looked at as subjects
# How readily a kind of player is what a question is about. Source: own; a question that asks for a
# subject asks about a side in the fighting, seldom about a person, never about a newsroom or "gunmen".
_FITNESS: Final = {"ARMED_GROUP": 1.0, "MILITARY": 0.4, "GOVERNMENT": 0.3, "ORGANISATION": 0.3, "PERSON": 0.1}
_PERSON: Final = "PERSON"
_NO_KIND: Final = 0.05
_SATURATION: Final = 0.5  # each further event of one indicator says half as much about who is meant


class _ActorRow(msgspec.Struct, frozen=True):
    """One row of the actors' lexicon; only its id and its names are used here."""

    id: str
    pos: str
    forms: str
    name: str
    name_ar: str
    kind: str
    source: str
    code: str = ""
    side: str = ""
    country: str = ""
    role: str = ""
    since: str = ""
    until: str = ""


@lru_cache(maxsize=1 << 16)
def bare(name: str) -> str:
    """Fold a name, without the article on its first word.

    >>> bare("الجيش الحر") == bare("جيش الحرّ")
    True
    """
    words = _WORD.findall(fold(name))
    if words and words[0].startswith(_ARTICLE) and len(words[0]) > _SHORTEST:
        words[0] = words[0][len(_ARTICLE) :]
    return " ".join(words)


@cache
def _rows() -> Mapping[str, frozenset[str]]:
    rows: dict[str, set[str]] = {}
    for row in load("reading/actors.tsv", _ActorRow):
        for form in (row.id, row.name, row.name_ar, *row.forms.split("|")):
            rows.setdefault(bare(form), set()).add(row.id)
    return {form: frozenset(ids) for form, ids in rows.items()}


def rows_called(name: str) -> frozenset[str]:
    """Return the rows of the actors' lexicon that a name can mean, empty where none."""
    return _rows().get(bare(name), frozenset())


def _stands_in(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


class Cast:
    """All players of some events, found by name."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._kinds: dict[str, str] = {}
        keys: set[str] = set()
        for event in events:
            self._kinds.update(event.kinds)
            keys.update(event.actors, event.targets)
        self._bare = {key: bare(key) for key in sorted(keys) if key}
        self._called: dict[str, frozenset[str]] = {}

    def called(self, name: str) -> frozenset[str]:
        """Return the players that a name means: by lexicon row, or by whole words whatever the spelling.

        "راية الشرق" means the player "تنظيم راية الشرق" too; a longer name means a shorter one only
        where that one names somebody, as "تنظيم" alone does not.
        """
        if name not in self._called:
            rows, wanted, written = rows_called(name), bare(name), " ".join(_WORD.findall(fold(name)))
            several = " " in wanted
            self._called[name] = frozenset(
                key
                for key, words in self._bare.items()
                if key in rows
                or words == wanted
                or _stands_in(written, words)
                or (several and _stands_in(wanted, words))
                or (self._names_somebody(key, words) and _stands_in(words, wanted))
            )
        return self._called[name]

    def _names_somebody(self, key: str, words: str) -> bool:
        """Say whether a key is a name and no common noun; by its length where kinds are not known."""
        return self._kinds.get(key, _PERSON) != _PERSON if self._kinds else " " in words

    def choose_subject(self, events: Iterable[Event], hypotheses: HypothesisSet) -> str | None:
        """Return who the question is about: as the set says, else who fits its indicators' parts best.

        Armed groups go before other players, and who plays in many indicators before who plays often
        in one. None where no indicator asks for a subject, or nobody plays a part.
        """
        asking = [i for i in hypotheses.indicators if i.subject_as]
        if hypotheses.subject is not None or not asking:
            return hypotheses.subject
        played: dict[str, Counter[str]] = {}
        for event in events:
            for player, indicator in _parts(event, asking):
                played.setdefault(player, Counter())[indicator] += 1
        often = sorted(played, key=lambda key: (-self._fitness(key) * played[key].total(), key))
        scores = {key: self._score(key, played) for key in often[:_CANDIDATES]}
        return min(scores, key=lambda key: (-scores[key], key), default=None)

    def _fitness(self, key: str) -> float:
        return _FITNESS.get(self._kinds.get(key, ""), _NO_KIND) if self._kinds else 1.0

    def _score(self, key: str, played: Mapping[str, Counter[str]]) -> float:
        counts: Counter[str] = Counter()
        for name in sorted(self.called(key)):
            counts.update(played.get(name, {}))
        return self._fitness(key) * sum(1.0 - _SATURATION**n for n in counts.values())


def _parts(event: Event, asking: Iterable[Indicator]) -> dict[tuple[str, str], None]:
    """Return each player of an event with the first indicator in which it plays the subject's part."""
    found: dict[str, str] = {}
    for indicator in asking:
        if event.type in indicator.types:
            for player in players_of(event, indicator.subject_as or "either"):
                found.setdefault(player, indicator.id)
    return dict.fromkeys(found.items())


def players_of(event: Event, part: str) -> tuple[str, ...]:
    """Return who plays a part in an event: "actor", "target" or "either"."""
    if part == "actor":
        return event.actors
    return event.targets if part == "target" else event.actors + event.targets
