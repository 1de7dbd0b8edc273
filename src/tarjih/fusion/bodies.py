"""Bodies: who a source is, once titles, statements and spokesmen are seen through.

"Ahmad X, spokesman of the governor of Y" is the governor's office of Y; "a statement of Z" is Z. Two
descriptions are one body by name, by office and area, or, with less than certainty, because nothing in
their words tells them apart ("a Turkish security source" and "official Turkish sources").
"""

import re
from collections.abc import Sequence

import msgspec

from tarjih.fusion.passages import stem
from tarjih.fusion.signs import OrganRow, Sign, hints, organ_rows, signs
from tarjih.fusion.slots import Sheet, entity_key, name_key
from tarjih.records.reading import Entity, Source
from tarjih.records.span import Span

__all__ = ["POINTER", "Body", "body_of", "is_newsroom", "stands_behind"]

_WORD = re.compile(r"[^\W_]+")
POINTER = "pointer"  # "the spokesman", "the statement": somebody named elsewhere in the report
_ARTICLE = "\u0627\u0644"
_AREAS = frozenset(("province", "district"))
_TRIED = 4  # mentions of a name looked at
_WINDOW = 7  # words around a person's name that can hold the office
_KINDS = {
    "ARMED_GROUP": "armed group statement",
    "MILITARY": "military statement",
    "GOVERNMENT": "official statement",
    "ORGANISATION": "monitor",
    "OUTLET": "outlet",
    "PERSON": "person",
}
_SOURCE_KINDS = {
    "anonymous": "anonymous",
    "official": "official statement",
    "military": "military statement",
    "armed_group": "armed group statement",
    "monitor": "monitor",
    "witness": "witness",
    "expert": "expert",
    "document": "document",
    "outlet": "outlet",
    "person": "person",
}


class Body(msgspec.Struct, frozen=True, array_like=True):
    """One described source.

    `key` names the body itself (a lexicon row or folded name), None where only an office or a role is
    given. `organ` is the kind of office, `areas` the folded places it stands for, `countries` their
    codes. `person` is who speaks. `vague` marks descriptions that fit many bodies, `title` those that a
    headline gives in short. `heads` are the stems of the words by which the source is called.
    """

    name: str
    kind: str
    report: str
    span: Span
    key: str | None = None
    organ: str | None = None
    areas: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    person: str | None = None
    side: str | None = None
    vague: bool = False
    title: bool = False
    heads: frozenset[str] = frozenset()

    @property
    def identity(self) -> str:
        """Return a stable string by which equal bodies are equal."""
        if self.key:
            return self.key
        if self.organ and not self.vague and (self.areas or self.countries):
            return f"{self.organ}@{'+'.join(sorted(self.areas or self.countries))}"
        if self.person:
            return self.person
        where = "+".join(sorted(self.areas or self.countries))
        return f"{self.organ or name_key(self.name)}@{where}"


def is_newsroom(source: Source, entity: Entity | None) -> bool:
    """Say whether a link of a chain is an outlet or agency, which relays and does not know by itself."""
    return source.kind == "outlet" or (entity is not None and entity.kind == "OUTLET")


def stands_behind(words: str) -> bool:
    """Say whether a source can know something: a toll or a piece of news is nobody."""
    marks = signs(_WORD.findall(words)[:2], "fusion_hints")
    return not any(hints()[f"fusion_hints/{s.row}"] in {"toll", "first_toll", "news"} for s in marks)


class _Found(msgspec.Struct, frozen=True):
    organ: OrganRow | None
    areas: frozenset[str]
    countries: frozenset[str]
    entity: Entity | None
    speaks: bool
    local: bool


def _inspect(sheet: Sheet, first: int, end: int, *, person: Entity | None) -> _Found:
    """Look for an office, an area and a named body among the words `[first, end)`."""
    p = sheet.passages
    marks = sheet.signs_in(first, end, "organs", "body_links", "nisbas")
    low, high = p.starts[first], p.ends[end - 1]
    areas: set[str] = set()
    # the row of a nationality begins with its country's code
    countries = {s.row[:2] for s in marks if s.table == "nisbas"}
    body: Entity | None = None
    inside = {e.id: e for m, e in sheet.named_in(low, high) if low <= m.start and m.end <= high}
    for entity in inside.values():
        if entity is person:
            continue
        if entity.kind == "PLACE":
            areas |= _area_keys(sheet, entity, low, high)
            countries.add(entity.country or "")
        elif entity.kind not in {"PERSON", "OUTLET"} and (body is None or entity.row):
            body = entity
    organ = _organ(marks)
    if not areas and any(s.row == "area_word" and s.definite for s in marks):
        areas, country = _area_before(sheet, low)
        countries.add(country)
    senses = {hints()[f"body_links/{s.row}"] for s in marks if s.table == "body_links"}
    if body is None:
        body = _taken_up(sheet, marks)
    return _Found(
        organ,
        frozenset(areas),
        frozenset(c for c in countries if c),
        body,
        bool(senses & {"speaks_for", "speaks_for_it", "document", "part_of", "head_of"}),
        "area" in senses,
    )


def _taken_up(sheet: Sheet, marks: Sequence[Sign]) -> Entity | None:
    """Resolve "its spokesman" and "the spokesman of the forces": the body of that kind named before."""
    for mark in marks:
        sense = hints()[f"body_links/{mark.row}"] if mark.table == "body_links" else ""
        if sense == "speaks_for_it":
            return _named_before(sheet, mark.first, "")
        if sense in {"speaks_for", "head_of"} and mark.end < len(sheet.passages):
            noun = sheet.passages.keys[mark.end]
            if noun.startswith(_ARTICLE) and len(noun) > 4:
                found = _named_before(sheet, mark.first, noun.removeprefix(_ARTICLE))
                if found is not None:
                    return found
    return None


def _named_before(sheet: Sheet, word: int, kind: str) -> Entity | None:
    """Return the body named last before a word, else first behind it, whose name opens with `kind`."""
    p = sheet.passages
    before: list[tuple[int, Entity]] = []
    behind: list[tuple[int, Entity]] = []
    for mention, entity in sheet.named:
        if entity.kind in {"PLACE", "PERSON", "OUTLET"}:
            continue
        first = p.word_at(mention.start)
        opening = {_bare(k) for k in p.keys[max(first - 1, 0) : first + 1]}
        if kind and kind not in opening:
            continue
        (before if first < word else behind).append((first, entity))
    if before:
        return before[-1][1]
    return behind[0][1] if behind and kind else None


def _bare(key: str) -> str:
    for particle in ("\u0648", "\u0628", "\u0644", ""):
        if key.startswith(particle + _ARTICLE) and len(key) > 4:
            return key[len(particle) + 2 :]
    return key[1:] if key[:1] == "\u0644" and len(key) > 4 else key


def _area_before(sheet: Sheet, offset: int) -> tuple[set[str], str]:
    """Resolve "the province": the area named last before, else the first one named at all."""
    named = [
        (m.start, entity)
        for entity in sheet.entities.values()
        if entity.kind == "PLACE" and entity.precision in _AREAS
        for m in entity.mentions
    ]
    if not named:
        return set(), ""
    before = [pair for pair in named if pair[0] < offset]
    start, entity = max(before, key=lambda p: p[0]) if before else min(named, key=lambda p: p[0])
    stop = next(m.end for m in entity.mentions if m.start == start)
    return _area_keys(sheet, entity, start, stop), entity.country or ""


def _area_keys(sheet: Sheet, entity: Entity, low: int, high: int) -> set[str]:
    """Return the row of a place and its names as written, without "province of"."""
    keys = {entity.row} if entity.row else set()
    for mention in entity.mentions:
        if low <= mention.start and mention.end <= high:
            forms = _WORD.findall(mention.within(sheet.reading.text))
            marks = {i for s in signs(forms, "body_links", "organs") for i in range(s.first, s.end)}
            keys.add(name_key(" ".join(f for i, f in enumerate(forms) if i not in marks)))
    return {key for key in keys if key}


def _organ(marks: Sequence[Sign]) -> OrganRow | None:
    rows = organ_rows()
    found = [
        (bool(rows[s.row].vague), -(s.end - s.first), s.first, s.row) for s in marks if s.table == "organs"
    ]
    if not found:
        return None
    vague = [f for f in found if f[0]]
    plain = [f for f in found if not f[0]]
    if plain:
        return rows[min(plain)[3]]
    # "a security source": the adjective says more than the noun
    telling = [f for f in vague if rows[f[3]].organ not in {"source", "official", "local"}]
    official = [f for f in vague if rows[f[3]].organ == "official"]
    return rows[min(telling or official or vague)[3]]


def _around(sheet: Sheet, mention: Span) -> tuple[int, int]:
    """Return the words around a mention in its sentence that may hold a title or an apposition."""
    p = sheet.passages
    first, last = p.word_at(mention.start), p.word_at(mention.end - 1)
    begin, stop = p.bounds[p.sentence_of[first]]
    text = sheet.reading.text
    low = first
    while (
        low > begin
        and first - low < _WINDOW
        and not _breaks(text[p.ends[low - 1] : p.starts[low]], strict=True)
        and not _opens_clause(sheet, low - 1)
    ):
        low -= 1
    high, commas = last + 1, 0
    while high < stop and high - last <= _WINDOW:
        between = text[p.ends[high - 1] : p.starts[high]]
        if _breaks(between, strict=False) or _opens_clause(sheet, high):
            break
        if "\u060c" in between or "," in between:
            commas += 1
            if commas > 1:
                break
        high += 1
    return low, high


def _opens_clause(sheet: Sheet, word: int) -> bool:
    """Say whether a word ("that") opens what somebody says: behind it stands no title of the speaker."""
    return any(
        hints()[f"fusion_hints/{s.row}"] == "that" for s in sheet.signs_in(word, word + 1, "fusion_hints")
    )


def _breaks(between: str, *, strict: bool) -> bool:
    marks = set(between) - set(" \u200f\u200e")
    return bool(marks & set('"\u00ab\u00bb\u201c\u201d:()[]')) or (
        strict and bool(marks & set("\u060c,;\u061b"))
    )


def body_of(sheet: Sheet, source: Source) -> Body | None:
    """Say who a link of a chain is; None for newsrooms and for a bare statement without a body."""
    body = _body_of(sheet, source)
    p = sheet.passages
    if body is None:
        return None
    called = range(p.word_at(source.span.start), p.word_at(max(source.span.end - 1, 0)) + 1)
    body = msgspec.structs.replace(body, heads=frozenset(stem(p.keys[i]) for i in called))
    if p.sentence_at(source.span.start) or len(p.bounds) < 2:
        return body
    # headlines cut names short ("an aid organisation"): what the text says in full goes first
    organ = body.organ if body.key or (body.organ and not body.vague) else POINTER
    return msgspec.structs.replace(body, title=True, vague=True, organ=organ)


def _body_of(sheet: Sheet, source: Source) -> Body | None:
    entity = sheet.entities.get(source.entity or "")
    if is_newsroom(source, entity) or not sheet.passages.keys:
        return None
    p = sheet.passages
    if entity is None and not stands_behind(source.span.within(sheet.reading.text)):
        return None
    first, end = p.word_at(source.span.start), p.word_at(max(source.span.end - 1, source.span.start)) + 1
    found = _inspect(sheet, first, end, person=entity)
    name = source.span.within(sheet.reading.text)
    if entity is not None and entity.kind not in {"PERSON", "PLACE"}:
        return _named(sheet, source, entity, found)
    if entity is not None and entity.kind == "PERSON":
        return _person(sheet, source, entity, found)
    if found.entity is not None and (found.speaks or found.organ is None):
        return _named(sheet, source, found.entity, found)
    if (
        source.kind == "person"
        and (found.organ is None or not found.organ.vague)
        and _spoken_name(sheet, first, end)
    ):
        return _person(sheet, source, None, found)
    organ = found.organ
    kind = _SOURCE_KINDS.get(source.kind or "", "anonymous")
    if kind == "document" and (organ is None or organ.vague):
        return None
    if organ is not None and kind in {"anonymous", "person", "document", "official statement"}:
        kind = organ.kind if organ.kind != "anonymous" else kind
    spoken = _spoken_name(sheet, first, end)
    person = spoken if spoken and _has_given_name(sheet, first, end) else None
    if organ is None and not spoken:
        return Body(
            name=name, kind=kind, report=sheet.reading.report, span=source.span, organ=POINTER, vague=True
        )
    return Body(
        name=name,
        kind=kind,
        report=sheet.reading.report,
        span=source.span,
        organ=organ.organ if organ else None,
        areas=found.areas,
        countries=found.countries,
        person=person,
        vague=person is None and _is_vague(organ, kind, found),
    )


def _is_vague(organ: OrganRow | None, kind: str, found: _Found) -> bool:
    """Say whether a description without a name fits many bodies; "the authorities of X" fits one."""
    if organ is None:
        return kind in {"anonymous", "witness"}
    return bool(organ.vague) and not (organ.organ == "official" and found.areas)


def _named(sheet: Sheet, source: Source, entity: Entity, found: _Found) -> Body:
    """Make a body of an entity; "police/TR" names an office of a country, not one body."""
    organ = found.organ or _organ(signs(_WORD.findall(entity.name), "organs"))
    if entity.kind == "ARMED_GROUP":
        organ = None  # "the military wing of X" is no army
    kind = _KINDS.get(entity.kind, "official statement")
    if organ is not None and not organ.vague and entity.kind in {"GOVERNMENT", "ORGANISATION", "MILITARY"}:
        kind = organ.kind
    is_office = organ is not None and "/" in (entity.row or "/")
    return Body(
        name=entity.name,
        kind=kind,
        report=sheet.reading.report,
        span=source.span,
        key=None if is_office and organ is not None else entity_key(entity),
        organ=organ.organ if organ else None,
        areas=found.areas,
        countries=found.countries | _country(entity),
        side=entity.side,
        vague=bool(is_office and organ and organ.vague and not found.areas),
    )


def _country(entity: Entity) -> frozenset[str]:
    return frozenset({entity.country}) if entity.country else frozenset()


def _spoken_name(sheet: Sheet, first: int, end: int) -> str:
    """Return what is left of a source's words without office, rank, place and the agency spoken to."""
    p = sheet.passages
    marks = sheet.signs_in(first, end, "organs", "body_links", "nisbas", "agencies", "titles")
    stop = min((s.first for s in marks if s.table == "agencies"), default=end)
    taken = {i for s in marks for i in range(s.first, s.end)}
    for mention, entity in sheet.named_in(p.starts[first], p.ends[end - 1]):
        if entity.kind == "PLACE":
            taken.update(range(p.word_at(mention.start), p.word_at(mention.end - 1) + 1))
    return name_key(
        " ".join(sheet.forms(i, i + 1)[0] for i in range(first, min(stop, end)) if i not in taken)
    )


def _has_given_name(sheet: Sheet, first: int, end: int) -> bool:
    return bool(sheet.signs_in(first, end, "given_names"))


def _person(sheet: Sheet, source: Source, entity: Entity | None, found: _Found) -> Body:
    """Find the office of a person: in the source's words, else around any mention of the name."""
    p = sheet.passages
    first, end = p.word_at(source.span.start), p.word_at(max(source.span.end - 1, source.span.start)) + 1
    spoken = _spoken_name(sheet, first, end)
    person = spoken or (name_key(entity.name) if entity is not None else "")
    best = found
    seen = [found] if _is_telling(found) else []
    for span in _mentions_of(sheet, person, entity) if not (seen and found.speaks) else ():
        near = _inspect(sheet, *_around(sheet, span), person=entity)
        if _is_telling(near):
            seen.append(near)
        if near.speaks and near.entity is not None:
            break
    # "the spokesman of X" says more than that X stands beside the name
    best = max(seen, key=lambda f: (f.speaks and f.entity is not None, f.organ is not None), default=found)
    organ = best.organ
    name = entity.name if entity is not None else source.span.within(sheet.reading.text)
    if best.entity is not None and (best.speaks or organ is None):
        named = _named(sheet, source, best.entity, best)
        return msgspec.structs.replace(named, person=person or None, vague=False)
    return Body(
        name=name,
        kind=organ.kind if organ is not None and organ.kind != "anonymous" else "person",
        report=sheet.reading.report,
        span=source.span,
        organ=organ.organ if organ else None,
        areas=best.areas,
        countries=best.countries | (_country(entity) if entity is not None else frozenset()),
        person=person or None,
        side=entity.side if entity is not None else None,
    )


def _is_telling(found: _Found) -> bool:
    return found.organ is not None or found.entity is not None


def _mentions_of(sheet: Sheet, person: str, entity: Entity | None) -> list[Span]:
    """Return where a person is named: the entity's mentions, else the places of the last word of the name."""
    if entity is not None:
        return list(entity.mentions)
    words = person.split()
    if not words:
        return []
    p = sheet.passages
    return [Span(p.starts[i], p.ends[i]) for i, key in enumerate(p.keys) if key == words[-1]][:_TRIED]
