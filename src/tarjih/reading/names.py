"""Find everything that a report names: persons, armed groups, states' bodies, outlets, places.

One pass over the words proposes mentions, the longest at each word; a second pass settles what hangs on
the rest of the report: homonyms, short names of persons, and nouns that point back at something named.
"""

from bisect import bisect_left
from collections import Counter

from tarjih.reading.bodies import (
    OPENERS,
    Found,
    find_actor,
    find_body,
    find_homonym,
    find_typed,
)
from tarjih.reading.chains import has_cue, is_adjective
from tarjih.reading.name_bearers import find_bearers
from tarjih.reading.name_facts import Facts, facts_in, facts_of, is_dull, nisba_counts, place_hits
from tarjih.reading.name_quotes import find_quoted_again, find_quoted_outlet
from tarjih.reading.name_short import find_short_names
from tarjih.reading.naming import actors, nominals, places, titles
from tarjih.reading.nominals import kind_of, resolve_nominals
from tarjih.reading.offices import find_offices
from tarjih.reading.persons import Setting, find_initials, find_person, is_spoken, may_speak
from tarjih.reading.place_cues import has_place_cue, opens_dateline
from tarjih.reading.traces import mention_rows
from tarjih.reading.wordlist import is_listed_whole
from tarjih.records.page import Hit, Words
from tarjih.records.reading import Mention, Time

__all__ = ["find_mentions"]

_TITLE_REACH = 8  # words between a title and the name it belongs to
_PREPOSITIONS = ("\u0628", "\u0644", "\u0648\u0628", "\u0648\u0644")
_AGAINST = "\u0639\u0644\u064a"  # "the putting an end to" is no district
_STATE = "n-state"
_AGENCY = "n-agency"
_CENTRE = "n-centre"
_DISTRICT = "n-district"
_TA_MARBUTA = "\u0629"
_WEAK_DOUBTS = frozenset(("type", "quote", "title"))
_FEMININE = "\u0647"
_SMALL_TOWN = 100_000
_TENURE = "tenure"
_MEMBER = "member"
_AND = "\u0648"
_JOINED = frozenset(("PERSON", "ARMED_GROUP"))
_DEFINABLE = frozenset(("office", "profession", "rank"))


def find_mentions(words: Words, *, times: tuple[Time, ...]) -> tuple[Mention, ...]:
    """Find the mentions of a report, in the order of the text, none inside another.

    Args:
        words: The report laid out in words.
        times: Its expressions of time, in which nothing is named.

    Returns:
        Mentions; a place with several candidates carries their ids in `row`, joined by "|".
    """
    timed = _timed(words, times)
    idle = _idle(words)
    found: list[Found] = []
    for sentence in words.sentences:
        scanner = _Scanner(words, sentence.first, sentence.end, found=found)
        i = sentence.first
        while i < sentence.end:
            if idle[i] and i != scanner.title_end:
                i += 1
            else:
                i = scanner.step(i, timed=i in timed)
    nisbas = nisba_counts(words)
    found += find_quoted_again(words, found)
    found.sort(key=lambda f: f.first)
    kept = _settle(words, found, evidence=_evidence(found, nisbas))
    kept += find_short_names(words, kept, timed=timed)
    kept.sort(key=lambda f: f.first)
    kept += find_offices(words, kept)
    kept.sort(key=lambda f: f.first)
    kept += find_bearers(words, kept)
    kept.sort(key=lambda f: f.first)
    kept = resolve_nominals(words, kept, evidence=_evidence(kept, nisbas))
    return tuple(_mention(words, f) for f in kept)


def _timed(words: Words, times: tuple[Time, ...]) -> set[int]:
    """Return the words that belong to an expression of time."""
    timed: set[int] = set()
    for time in times:
        i = bisect_left(words.starts, time.span.start)
        while i < len(words) and words.starts[i] < time.span.end:
            timed.add(i)
            i += 1
    return timed


def _idle(words: Words) -> list[bool]:
    """Say of each word whether it changes nothing in a scan, unless it stands right behind a title."""
    column = facts_in(words)
    idle = [
        facts.dull and not (facts.ends or (facts.plain and facts.rare)) and len(word.key) > 1
        for facts, word in zip(column, words.words, strict=True)
    ]
    for i in words.phrased:
        idle[i] = False
    for i in words.at("cues"):
        if column[i].says and i + 1 < len(idle):
            idle[i + 1] = False
    return idle


class _Scanner:
    """Reads one sentence word by word; keeps where the last title began and its noun phrase ended so far."""

    __slots__ = ("first", "found", "limit", "title_at", "title_end", "words")

    def __init__(self, words: Words, first: int, limit: int, *, found: list[Found]) -> None:
        self.words = words
        self.first = first
        self.limit = limit
        self.found = found
        self.title_at = self.title_end = -_TITLE_REACH

    def step(self, i: int, *, timed: bool) -> int:
        """Propose what word i begins, if anything, and return the word to go on with."""
        words = self.words
        facts = facts_of(words.words[i])
        if self.title_end == i and has_cue(words, i, _TENURE):
            self.title_end = i + 1
            return i + 1
        spoken = facts.plain and is_spoken(words, i, self.first)
        names = facts.plain and (spoken or self.title_end == i or _leads(words, i, self.limit, facts))
        if timed or (not names and is_dull(words, i, facts)):
            return self._pass(i, facts)
        setting = self._setting(i, spoken=spoken or is_spoken(words, i, self.first))
        best = _best_at(words, i, self.limit, facts=facts, setting=setting)
        if best is not None:
            self.found.append(best)
            if best.kind != "PERSON" and setting.titled and self.title_end == best.first:
                self.title_end = best.end
            return best.end
        title = words.hits[i].get("titles")
        if not title:
            return self._pass_over(i, facts)
        self.title_at = i
        self.title_end = max(self.title_end, i + 1 + title[0].last)
        return self.title_end if _swallows(title[0]) else i + 1

    def _setting(self, i: int, *, spoken: bool) -> Setting:
        beside = self.title_end == i
        return Setting(
            titled=i - self.title_at <= _TITLE_REACH,
            beside=beside,
            open=beside and _is_open(self.words, self.title_at, i),
            spoken=spoken,
        )

    def _pass(self, i: int, facts: Facts) -> int:
        """Pass a word that begins no listed name, unless it is a mark or letter that makes one."""
        opens = facts.ends and self.words.words[i].form in OPENERS
        outlet = find_quoted_outlet(self.words, i, self.first, self.limit) if opens else None
        if outlet is not None:
            self.found.append(outlet)
            return outlet.end + 1
        if opens:
            return i + 1
        word = self.words.words[i]
        initials = None
        if len(word.key) == 1 and word.kind == "word":
            initials = find_initials(self.words, i, self.limit)
        if initials is not None:
            self.found.append(initials)
            return initials.end
        return self._pass_over(i, facts)

    def _pass_over(self, i: int, facts: Facts) -> int:
        """Go on behind word i: a title ends at a mark or verb and goes on over its nationality."""
        if facts.ends:
            self.title_at = self.title_end = -_TITLE_REACH
        elif facts.nisba is not None and self.title_end == i:
            self.title_end = i + 1
        return i + 1


def _leads(words: Words, i: int, limit: int, facts: Facts) -> bool:
    """Say whether a rare word at i may be the first name before a foreign one."""
    return facts.rare and i + 1 < limit and facts_of(words.words[i + 1]).foreign


def _is_open(words: Words, first: int, end: int) -> bool:
    """Say whether the office in words `[first, end)` has no article, so that what follows defines it."""
    hits = words.hits[first].get("titles")
    if not hits or titles()[hits[0].row].kind not in _DEFINABLE:
        return False
    return not any(facts_of(word).article for word in words.words[first:end])


def _swallows(title: Hit) -> bool:
    """Say whether a title's own words name nothing: the ministry in "minister of the interior"."""
    return titles()[title.row].role.endswith("minister")


def _best_at(words: Words, i: int, limit: int, *, facts: Facts, setting: Setting) -> Found | None:
    """Return the longest thing named at word i; None where nothing is, or where a title begins."""
    best: Found | None = None
    title = words.hits[i].get("titles")
    reach = i + 1 + title[0].last if title else i
    tables = words.hits[i].keys()
    for wanted, find in _FINDERS:
        if tables.isdisjoint(wanted):
            continue
        proposal = find(words, i, limit)
        if proposal is None or proposal.end <= reach:
            continue
        if proposal.doubt == "title" and (
            setting.beside or (setting.spoken and may_speak(words, i, proposal.end))
        ):
            proposal = proposal.trusted()
        if (
            best is None
            or proposal.end > best.end
            or (best.doubt in _WEAK_DOUBTS and proposal.end == best.end)
        ):
            best = proposal
    if (
        facts.given
        or facts.link
        or facts.unknown
        or facts.foreign
        or facts.rare
        or setting.beside
        or setting.spoken
    ):
        person = find_person(words, i, limit, setting=setting)
        if (
            person is not None
            and person.end > reach
            and (
                best is None
                or person.end > best.end
                or (best.doubt in _WEAK_DOUBTS and person.end == best.end)
            )
        ):
            best = person
    if (
        best is not None
        and (setting.backed or setting.beside)
        and _is_person(words, i, best, setting=setting)
    ):
        return Found(
            first=i, end=i + 1, kind="PERSON", name=words.string(i, i + 1), rule="person", head=(i, i + 1)
        )
    return best


def _is_person(words: Words, i: int, best: Found, *, setting: Setting) -> bool:
    """Say whether a town's name stands where only a person's can: as who speaks, or right behind a title."""
    if best.rule != "place" or best.end != i + 1 or facts_of(words.words[i]).ends:
        return False
    rows = [places()[row] for row in (best.row or "").split("|")]
    if any(row.kind != "town" or row.capital for row in rows) or has_place_cue(words, i):
        return False
    if setting.beside and not setting.open and not facts_of(words.words[i]).article:
        return True
    return setting.spoken and facts_of(words.words[i - 1]).says == "m" and may_speak(words, i, best.end)


def find_place(words: Words, i: int, limit: int) -> Found | None:
    """Find a place of the gazetteer at word i."""
    hits = place_hits(words, i)
    if not hits:
        return None
    last = hits[0].last
    rows = {hit.row: hit for hit in hits if hit.last == last}
    table = places()
    open_rows = [row for row in rows if table[row].needs != "type" and not _is_chance(words, i, rows[row])]
    if not open_rows:
        return None
    end = min(i + 1 + last, limit)
    doubt = ""
    if last == 0 and all(table[row].needs == "cue" for row in open_rows):
        doubt = "cue"
    elif last == 0 and any(not hit.after for hit in words.words[i].hits.get("name_stops", ())):
        doubt = "particle"
    elif all(table[row].needs == "context" for row in open_rows):
        doubt = "context"
    elif all(table[row].needs for row in open_rows):
        doubt = "hint"
    elif last == 0 and facts_of(words.words[i]).nisba is not None and words.words[i].key.endswith(_FEMININE):
        doubt = "cue"
    elif last == 0 and all(row.startswith("g") for row in open_rows):
        doubt = "coherence"
    return Found(
        first=i,
        end=end,
        kind="PLACE",
        name=words.string(i, end),
        rule="place",
        row="|".join(open_rows),
        head=(i, end),
        doubt=doubt,
    )


def _is_chance(words: Words, i: int, hit: Hit) -> bool:
    """Say whether a town of the wide gazetteer is more likely an ordinary word or noun here."""
    if not hit.row.startswith("g") or hit.last:
        return False
    word = words.words[i]
    facts = facts_of(word)
    if facts.ends or (hit.before and facts.nisba is not None):
        return True
    return "nominals" in word.hits or (bool(hit.before) and is_listed_whole(word.key))


def find_nominal(words: Words, i: int, limit: int) -> Found | None:
    """Find a definite noun that may point back at something named."""
    hits = words.hits[i].get("nominals")
    if not hits:
        return None
    hit = hits[0]
    end = min(i + 1 + hit.last, limit)
    if hit.row == _DISTRICT and end < limit and words.words[end].key.startswith(_AGAINST):
        return None
    if hit.row == _AGENCY and hit.before:
        return None  # "by proxy"
    if end < limit and (nominals()[hit.row].needs or hit.row == _CENTRE) and is_adjective(words, end):
        return None
    # "his town" and "a town" fold to one key
    if hit.row == _STATE and words.words[end - 1].form[-1] == _TA_MARBUTA:
        return None
    row = nominals()[hit.row]
    return Found(
        first=i,
        end=end,
        kind=row.kind,
        name=row.noun,
        rule="nominal",
        row=hit.row,
        head=(i, end),
        nominal=True,
    )


def _evidence(found: list[Found], nisbas: Counter[str]) -> Counter[str]:
    """Count what speaks for each country in a report: safe names, adjectives of nationality, actors."""
    evidence = Counter(nisbas)
    table = places()
    for f in found:
        if f.doubt or not f.row:
            continue
        if f.kind == "PLACE" and not f.nominal:
            countries = {table[row].country for row in f.row.split("|") if row in table}
            if len(countries) == 1:
                evidence[next(iter(countries)) or ""] += 1
        elif f.rule == "body":
            evidence[f.row.partition("/")[2]] += 1
        elif f.row in actors():
            evidence[actors()[f.row].country] += 1
    del evidence[""]
    return evidence


def _settle(words: Words, found: list[Found], *, evidence: Counter[str]) -> list[Found]:
    """Drop what the rest of the report does not bear out."""
    table = places()
    named = {f.row for f in found if f.row and (not f.doubt or opens_dateline(words, f))}
    kept: list[Found] = []
    for f in found:
        need, _, country = f.doubt.partition("=")
        rows = (f.row or "").split("|")
        if need == "context":
            countries = {table[row].country or "" for row in rows}
            stands = f.row in named or (
                (has_place_cue(words, f.first) or _is_listed(f, kept))
                and (any(evidence[c] for c in countries) or not countries - {""} or _is_seat(rows))
            )
        elif need == "hint":
            stands = (
                has_place_cue(words, f.first)
                or _is_listed(f, kept)
                or any(evidence[table[row].country or ""] for row in rows)
            )
        elif need == "particle":
            stands = has_place_cue(words, f.first) and words.words[f.first].kind == "word"
        elif need == "cue":
            stands = _stands_as_place(words, f.first) or _is_listed(f, kept)
        elif need == "coherence":
            stands = any(
                evidence[table[row].country or ""] or table[row].population >= _SMALL_TOWN for row in rows
            ) and not _is_weak_town(words, f)
        elif need == "country":
            stands = evidence[country] > 0
        elif need == "whole":
            stands = not _is_direction(words, f)
        elif need == "quote":
            stands = f.row in named and "homonyms" in words.hits[f.first] and _is_addressed(words, f.first)
        elif need in {"type", "title"}:
            member = f.first > 0 and has_cue(words, f.first - 1, _MEMBER)
            stands = member if need == "type" else f.row in named or _is_joined(words, f, kept)
        else:
            stands = True
        if stands:
            kept.append(f)
    return kept


def _is_seat(rows: list[str]) -> bool:
    """Say whether one of the places is a capital or country, which reports of any country name."""
    return any(places()[row].capital or places()[row].kind == "country" for row in rows if row in places())


def _is_joined(words: Words, f: Found, kept: list[Found]) -> bool:
    """Say whether a family name is joined by "and" to the person or group named right before it."""
    joined = any(hit.before == _AND for hit in words.hits[f.first].get("homonyms", ()))
    return joined and bool(kept) and kept[-1].end == f.first and kind_of(kept[-1]) in _JOINED


def _is_direction(words: Words, f: Found) -> bool:
    """Say whether a point of the compass is meant: "to the west of" a place."""
    behind = f.end < len(words) and facts_of(words.words[f.end]).cue == "from"
    return behind or (f.first > 0 and bool(facts_of(words.words[f.first - 1]).cue))


def _is_addressed(words: Words, i: int) -> bool:
    """Say whether the particle "to" stands before word i, as in a statement to a newspaper."""
    return any(hit.before.endswith(_PREPOSITIONS[1]) for hit in words.hits[i]["homonyms"]) or (
        i > 0 and words.words[i - 1].key == _PREPOSITIONS[1]
    )


def _stands_as_place(words: Words, i: int) -> bool:
    """Say whether word i, a country or an adjective of nationality, is the country here."""
    if has_place_cue(words, i) or i == 0:
        return True
    before = facts_of(words.words[i - 1])
    if bool(before.cue) or before.ends or before.verb:
        return True
    return facts_of(words.words[i]).article and not before.article


def _is_listed(f: Found, kept: list[Found]) -> bool:
    """Say whether a doubtful place goes on with a list of places, or stands alone before a comma."""
    return bool(kept) and kept[-1].kind == "PLACE" and f.first - kept[-1].end <= 1


def _is_weak_town(words: Words, f: Found) -> bool:
    """Say whether a small town's name is more likely something else here: a given or family name."""
    facts = facts_of(words.words[f.first])
    return bool(facts.given) and not has_place_cue(words, f.first)


_FINDERS = (
    (("actors",), find_actor),
    (("homonyms",), find_homonym),
    (("bodies",), find_body),
    (("places_extra", "countries", "places"), find_place),
    (("name_types",), find_typed),
    (("nominals",), find_nominal),
)


def _mention(words: Words, f: Found) -> Mention:
    """Make a mention of what was found."""
    row = actors().get(f.row or "")
    name = row.name if row is not None else f.name
    head = words.span(*f.head) if f.head is not None else None
    return Mention(
        span=words.span(f.first, f.end),
        kind=kind_of(f),
        name=name,
        rule=f.rule,
        row=f.row,
        head=head,
        nominal=f.nominal,
        rows=mention_rows(words, f),
    )
