"""Gather the mentions of one report into entities: one body, person or place, one cluster."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import msgspec

from tarjih.arabic.orthography import fold
from tarjih.reading.name_bearers import is_alias
from tarjih.reading.name_facts import facts_of, nisba_counts, place_hits
from tarjih.reading.naming import actors, bodies, capitals, countries, places, titles
from tarjih.reading.places import PlaceChoice, choose_place, count_countries
from tarjih.records.page import Words
from tarjih.records.reading import Entity, Kind, Mention, Reason
from tarjih.records.span import Span

__all__ = ["gather_entities"]

_ARTICLE = "\u0627\u0644"
_PREPOSITIONS = ("\u0628", "\u0644", "\u0644\u0644")
_STATE = "government"
_TITLED = "person-titled"
_COMMAS = frozenset("\u060c,")
_ALIAS_REACH = 6  # words between a name and another name of the same person
_TITLE_REACH = 8  # words between a title and the name it belongs to
_Key = tuple[str, ...]


def gather_entities(words: Words, *, mentions: tuple[Mention, ...], outlet: str | None) -> tuple[Entity, ...]:
    """Gather mentions into entities, in the order of their first mention.

    Args:
        words: The report laid out in words.
        mentions: What `find_mentions` found.
        outlet: The outlet that publishes the report; an entity of that name gets the role "publisher".

    Returns:
        Entities "E1", "E2", ...; a place without coordinates is unlisted, or open among `candidates`.
    """
    counts = count_countries(mentions)
    counts.update(nisba_counts(words))
    keys = _keys(words, mentions, counts=counts)
    clusters: dict[_Key, list[Mention]] = {}
    for mention, key in zip(mentions, keys, strict=True):
        clusters.setdefault(key, []).append(mention)
    return tuple(
        _entity(
            f"E{number}",
            key,
            members,
            counts=counts,
            outlet=outlet,
            role=_role(words, members),
            text=words.text,
        )
        for number, (key, members) in enumerate(clusters.items(), 1)
    )


def _keys(words: Words, mentions: tuple[Mention, ...], *, counts: Counter[str]) -> list[_Key]:
    """Return the cluster key of each mention."""
    persons = _PersonNames()
    by_head: dict[Span, _Key] = {}
    keys: list[_Key] = []
    for mention in mentions:
        if mention.nominal and mention.head in by_head:
            keys.append(by_head[mention.head])
            continue
        key = _key(words, mention, counts=counts, persons=persons)
        if mention.head is not None:
            by_head[mention.head] = key
        keys.append(key)
    return _fill_countries(_merge_names(_merge_persons(words, mentions, keys, persons=persons)), counts)


def _key(words: Words, mention: Mention, *, counts: Counter[str], persons: "_PersonNames") -> _Key:
    row = mention.row or ""
    if row in actors():
        return ("actor", row)
    if mention.kind == "PLACE":
        return _place_key(words, mention, counts=counts)
    if "/" in row:
        body, _, country = row.partition("/")
        return ("state", country) if body == _STATE and country else ("body", body, country)
    name = (mention.head or mention.span).within(words.text)
    if mention.kind == "PERSON":
        persons.add(name)
        return ("person", _plain(name))
    return ("name", mention.kind, _plain(name))


def _plain(name: str) -> str:
    return " ".join(part.removeprefix(_ARTICLE) for part in fold(name).split())


def _place_key(words: Words, mention: Mention, *, counts: Counter[str]) -> _Key:
    choice = choose_place(mention, counts)
    if choice.place is None:
        head = (mention.head or mention.span).within(words.text)
        return ("place", _plain(head), *choice.candidates)
    place = choice.place
    state = place.country if place.kind == "country" else capitals().get(place.id)
    if state and _acts(words, mention.span):
        return ("state", state)
    wide = "province" if choice.precision == "province" and place.kind == "town" else ""
    return ("place", place.id, wide) if wide else ("place", place.id)


def _acts(words: Words, span: Span) -> bool:
    """Say whether a place's name does something here: a verb right before or behind it, no preposition."""
    first = bisect_left(words.starts, span.start)
    end = bisect_right(words.ends, span.end)
    if any(hit.before.endswith(_PREPOSITIONS) for hit in place_hits(words, first)[:1]):
        return False
    if first > 0 and facts_of(words.words[first - 1]).cue:
        return False
    return (first > 0 and facts_of(words.words[first - 1]).verb) or (
        end < len(words) and facts_of(words.words[end]).verb
    )


class _PersonNames:
    """The written names of persons met so far, as sets of their words."""

    def __init__(self) -> None:
        self.names: list[tuple[str, ...]] = []

    def add(self, name: str) -> None:
        """Remember one name."""
        parts = tuple(_plain(name).split())
        if parts not in self.names:
            self.names.append(parts)

    def key(self, name: str) -> _Key:
        """Return the key of the one person who bears `name`; with all that may where they are several."""
        bearers = self.bearers(name)
        if len(bearers) == 1:
            return ("person", bearers[0])
        return ("person", name, *bearers)

    def bearers(self, name: str) -> tuple[str, ...]:
        """Return the fullest names of the different persons whom `name` may mean, in the order of the text.

        Names that begin and end alike are one person's: a name in the middle may be left out or misspelt.
        """
        parts = tuple(name.split())
        fuller = [other for other in self.names if len(other) > len(parts) and _is_short_form(parts, other)]
        fullest: dict[tuple[str, str], tuple[str, ...]] = {}
        for other in fuller:
            if any(len(more) > len(other) and _is_short_form(other, more) for more in fuller):
                continue
            ends = (other[0], other[-1])
            if len(other) > len(fullest.get(ends, ())):
                fullest[ends] = other
        return tuple(" ".join(other) for other in fullest.values())


def _is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether `short` is a way to write the name `full` with fewer words."""
    if not short or not set(short) <= set(full):
        return False
    return len(short) > 1 or short[0] in {full[0], full[-1]}


def _merge_persons(
    words: Words, mentions: tuple[Mention, ...], keys: list[_Key], *, persons: _PersonNames
) -> list[_Key]:
    """Join short names of persons to the fullest name in the report, and to a listed person's row."""
    listed: dict[str, _Key] = {}
    for mention, key in zip(mentions, keys, strict=True):
        if mention.kind == "PERSON" and key[0] == "actor":
            for form in actors()[key[1]].forms.split("|"):
                listed[_plain(form)] = key
            last = _plain((mention.head or mention.span).within(words.text)).split()[-1:]
            listed.setdefault("".join(last), key)
    merged: list[_Key] = []
    for key in keys:
        if key[0] == "person":
            full = persons.key(key[1])
            merged.append(listed.get(full[1]) or listed.get(key[1]) or full)
        else:
            merged.append(key)
    aliases = _aliases(words, mentions, merged)
    return [aliases.get(key, key) for key in merged]


def _aliases(words: Words, mentions: tuple[Mention, ...], keys: list[_Key]) -> dict[_Key, _Key]:
    """Return the key of the person for each name that the report says is another name of theirs."""
    aliases: dict[_Key, _Key] = {}
    for (before, known), (mention, key) in pairwise(zip(mentions, keys, strict=True)):
        if before.kind != "PERSON" or mention.kind != "PERSON" or mention.nominal or key == known:
            continue
        first, end = bisect_left(words.starts, mention.span.start), bisect_left(words.starts, before.span.end)
        if first - end <= _ALIAS_REACH and is_alias(words, first, reach=first - end):
            aliases[key] = aliases.get(known, known)
    return aliases


def _merge_names(keys: list[_Key]) -> list[_Key]:
    """Join names that grammar found to the longest in the report of one kind that begins with them."""
    names = sorted({key for key in keys if key[0] == "name"}, key=lambda key: (-len(key[2]), key))
    fullest: dict[_Key, _Key] = {}
    for key in names:
        fullest[key] = next(
            (full for full in names if full[1] == key[1] and full[2].startswith(key[2] + " ")), key
        )
    return [fullest.get(key, key) for key in keys]


def _fill_countries(keys: list[_Key], counts: Counter[str]) -> list[_Key]:
    """Give a body named without its country the one that the report gives it, or speaks of most."""
    known: dict[str, str] = {}
    for key in keys:
        if key[0] == "body" and key[2]:
            known.setdefault(key[1], key[2])
        elif key[0] == "state":
            known.setdefault(_STATE, key[1])
    focus = _focus(counts)
    filled: list[_Key] = []
    for key in keys:
        if key[0] == "body":
            country = key[2]
            if country:
                known[key[1]] = country
            country = country or known.get(key[1]) or focus
            filled.append(("state", country) if key[1] == _STATE and country else ("body", key[1], country))
            continue
        if key[0] == "state":
            known[_STATE] = key[1]
        filled.append(key)
    return filled


def _focus(counts: Counter[str]) -> str:
    """Return the country that the report clearly speaks of most, "" where none does."""
    ranked = [(n, c) for c, n in counts.items() if not c.startswith("~")]
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return ""
    return ranked[0][1]


def _role(words: Words, members: list[Mention]) -> str | None:
    """Return the office, else the rank or profession, of the titles before a person's mentions."""
    second: str | None = None
    for mention in members:
        if mention.kind != "PERSON" or mention.nominal:
            continue
        i = bisect_left(words.starts, mention.span.start)
        if mention.rule != _TITLED:
            second = second or _role_behind(words, bisect_left(words.starts, mention.span.end))
            continue
        start = words.sentences[words.sentence_of[i]].first
        for j in range(i - 1, max(start, i - _TITLE_REACH) - 1, -1):
            hits = words.hits[j].get("titles")
            if hits:
                row = titles()[hits[0].row]
                if row.kind == "office":
                    return row.role
                second = second or (row.role if row.kind != "relation" else None)
            elif facts_of(words.words[j]).ends and "name_cues" not in words.hits[j]:
                break
    return second


def _role_behind(words: Words, i: int) -> str | None:
    """Return the office in apposition at word i or behind its comma: "X, spokesman for the army"."""
    i += i < len(words) and words.words[i].form in _COMMAS
    hits = words.hits[i].get("titles", ()) if i < len(words) else ()
    if not hits or hits[0].after:
        return None
    row = titles()[hits[0].row]
    definite = hits[0].last or facts_of(words.words[i]).article
    construct = i + 1 < len(words) and not facts_of(words.words[i + 1]).ends
    return row.role if row.kind == "office" and (definite or construct) else None


def _entity(
    number: str,
    key: _Key,
    members: list[Mention],
    *,
    counts: Mapping[str, int],
    outlet: str | None,
    role: str | None,
    text: str,
) -> Entity:
    """Make the entity of one cluster."""
    found = _found_entity(number, key, members, counts=counts, outlet=outlet, role=role, text=text)
    return msgspec.structs.replace(
        found, reasons=tuple(Reason(rule=mention.rule, rows=mention.rows) for mention in members)
    )


def _found_entity(
    number: str,
    key: _Key,
    members: list[Mention],
    *,
    counts: Mapping[str, int],
    outlet: str | None,
    role: str | None,
    text: str,
) -> Entity:
    """Make the entity of one cluster without its reasons."""
    spans = tuple(mention.span for mention in members)
    rule = members[0].rule
    if key[0] == "actor":
        row = actors()[key[1]]
        role = row.role or ("publisher" if outlet and fold(outlet) in fold(row.forms) else None)
        return Entity(
            id=number,
            name=row.name,
            kind=row.kind,
            mentions=spans,
            country=row.country or None,
            row=row.id,
            code=(countries()[row.country].code if row.country in countries() else "") + row.code or None,
            side=row.side or None,
            role=role or None,
            rule=rule,
        )
    if key[0] == "place":
        return _place_entity(number, members, spans, counts=counts)
    if key[0] in {"state", "body"}:
        return _body_entity(number, key, members, spans)
    if key[0] == "person" and len(key) > 2:
        name = (members[0].head or members[0].span).within(text)
        return Entity(
            id=number,
            name=name,
            kind="PERSON",
            mentions=spans,
            role=role,
            candidates=key[2:],
            rule=f"{rule} ambiguous",
        )
    # the fullest way to say it is the name: "the Border Crossings Authority", not "the Crossings Authority"
    name = max((m for m in members if not m.nominal), key=lambda m: len(m.name), default=members[0]).name
    return Entity(id=number, name=name, kind=members[0].kind, mentions=spans, role=role, rule=rule)


def _body_entity(number: str, key: _Key, members: list[Mention], spans: tuple[Span, ...]) -> Entity:
    """Make the entity of a state or of one of its bodies."""
    country = key[-1]
    state = countries().get(country)
    adjective = country.removeprefix("~").capitalize() if country.startswith("~") else ""
    where = state.name if state is not None else adjective
    row = bodies()[_STATE if key[0] == "state" else _row_of(key[1])]
    name = f"{where} {row.name}".strip() if where else row.name.capitalize()
    kind: Kind = row.kind
    return Entity(
        id=number,
        name=name,
        kind=kind,
        mentions=spans,
        country=country if state is not None else None,
        row="/".join(key[1:]) if key[0] == "body" else f"{_STATE}/{country}",
        code=(state.code if state is not None else "") + row.code,
        rule=members[0].rule,
    )


def _row_of(body: str) -> str:
    """Return the id of a row of this body."""
    return body if body in bodies() else next(row for row in bodies() if row.partition(".")[0] == body)


def _place_entity(
    number: str, members: list[Mention], spans: tuple[Span, ...], *, counts: Mapping[str, int]
) -> Entity:
    """Make the entity of a place: resolved, unlisted, or open among its candidates."""
    choices: list[PlaceChoice] = [choose_place(mention, counts) for mention in members]
    choice = next((c for c in choices if c.place is not None), choices[0])
    place = choice.place
    if place is None:
        return Entity(
            id=number,
            name=members[0].name,
            kind="PLACE",
            mentions=spans,
            precision=choice.precision,
            candidates=choice.candidates,
            rule=f"{members[0].rule} {choice.rule}",
        )
    return Entity(
        id=number,
        name=places()[place.id].name,
        kind="PLACE",
        mentions=spans,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=choice.precision,
        row=place.id,
        rule=f"{members[0].rule} {choice.rule}",
    )
