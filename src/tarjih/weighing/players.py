"""Players: who acts and who suffers in the events, and who among them the question is about."""

import datetime as dt
import math
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
from tarjih.weighing.model import event_types

__all__ = ["Cast", "bare", "players_of", "rows_called"]

_WORD = re.compile(r"[^\W_]+")
_ARTICLE: Final = "\u0627\u0644"
_SHORTEST: Final = 4  # letters of a word that can begin with the article
_CANDIDATES: Final = 40  # those who play most often are looked at as subjects
# How readily a kind of player is what a question is about. Source: own; a question that asks for a
# subject asks about a side in the fighting, seldom about a person, never about a newsroom or "gunmen".
_FITNESS: Final = {"ARMED_GROUP": 1.0, "MILITARY": 0.4, "GOVERNMENT": 0.3, "ORGANISATION": 0.3, "PERSON": 0.1}
_HOSTILE: Final = frozenset(("battle", "strike", "explosion", "harm", "territory", "detention"))
_TAKES: Final = frozenset(("capture", "siege"))  # types by which ground changes hands
_DAYS: Final = dt.timedelta(days=3)
_PERSON: Final = "PERSON"
_NO_KIND: Final = 0.05
# Losing parts say more about whom a question on decline or defeat is about than winning ones, which
# belong to the other side as well. By the interest of the part in the type of event; source: own.
_LOSING: Final = {"-": 1.0, "": 0.75, "+": 0.5}
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
        self._events = tuple(events)
        self._kinds: dict[str, str] = {}
        keys: set[str] = set()
        for event in self._events:
            self._kinds.update(event.kinds)
            keys.update(event.actors, event.targets)
        self._bare = {key: bare(key) for key in sorted(keys) if key}
        self._called: dict[str, frozenset[str]] = {}
        self._foes: dict[str, frozenset[str]] = {}

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
        played: dict[str, dict[str, float]] = {}
        for event in events:
            for player, (indicator, weight) in _parts(event, asking).items():
                parts = played.setdefault(player, {})
                parts[indicator] = parts.get(indicator, 0.0) + weight
        often = sorted(played, key=lambda key: (-self._fitness(key) * sum(played[key].values()), key))
        scores = {key: self._score(key, played) for key in often[:_CANDIDATES]}
        return min(scores, key=lambda key: (-scores[key], key), default=None)

    def _fitness(self, key: str) -> float:
        return _FITNESS.get(self._kinds.get(key, ""), _NO_KIND) if self._kinds else 1.0

    def _score(self, key: str, played: Mapping[str, Mapping[str, float]]) -> float:
        sums: dict[str, float] = {}
        for name in sorted(self.called(key)):
            for indicator, weight in played.get(name, {}).items():
                sums[indicator] = sums.get(indicator, 0.0) + weight
        return self._fitness(key) * math.fsum(1.0 - math.pow(_SATURATION, weight) for weight in sums.values())

    def foes(self, subject: str) -> frozenset[str]:
        """Return who fights the subject: named players whom some event sets against it.

        Also who takes a place within days of the subject's leaving it. Nobody who is as often beside it.
        """
        if subject not in self._foes:
            own = self.called(subject)
            against: Counter[str] = Counter()
            for event in self._events:
                for player in _opposite(event, own):
                    against[player] += 1
                if own & set(event.actors):
                    against.subtract(event.actors)
            left = [
                e for e in self._events if e.place and own & set(e.actors) and _interest(e, "actor") == "-"
            ]
            for event in self._events:
                if event.type in _TAKES and any(_is_near(event, other) for other in left):
                    against.update(event.actors)
            self._foes[subject] = frozenset(
                key
                for key, n in against.items()
                if n > 0 and key not in own and self._names_somebody(key, key)
            )
        return self._foes[subject]

    def loses_unnamed(self, event: Event, subject: str) -> bool:
        """Say whether ground changes hands to a foe of the subject, and nobody is named who loses it."""
        if event.type not in _TAKES or event.targets:
            return False
        return not self.foes(subject).isdisjoint(event.actors)


def _interest(event: Event, part: str) -> str:
    kind = event_types().get(event.type)
    if kind is None or part == "either":
        return ""
    return kind.actor_interest if part == "actor" else kind.target_interest


def _parts(event: Event, asking: Iterable[Indicator]) -> dict[str, tuple[str, float]]:
    """Return for each player of an event the first indicator whose part it plays, and how telling that is."""
    found: dict[str, tuple[str, float]] = {}
    for indicator in asking:
        if event.type in indicator.types:
            part = indicator.subject_as or "either"
            for player in players_of(event, part):
                found.setdefault(player, (indicator.id, _LOSING[_interest(event, part)]))
    return found


def _opposite(event: Event, own: frozenset[str]) -> tuple[str, ...]:
    """Return who stands against some players in an event of violence."""
    kind = event_types().get(event.type)
    if kind is None or kind.family not in _HOSTILE:
        return ()
    acts, suffers = not own.isdisjoint(event.actors), not own.isdisjoint(event.targets)
    return event.targets if acts and not suffers else event.actors if suffers and not acts else ()


def _is_near(one: Event, two: Event) -> bool:
    """Say whether two events are told of one place within days of each other."""
    if one.place != two.place or one.first_day is None or two.first_day is None:
        return False
    return abs(one.first_day - two.first_day) <= _DAYS


def players_of(event: Event, part: str) -> tuple[str, ...]:
    """Return who plays a part in an event: "actor", "target" or "either"."""
    if part == "actor":
        return event.actors
    return event.targets if part == "target" else event.actors + event.targets
