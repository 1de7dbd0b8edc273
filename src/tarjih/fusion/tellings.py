"""Tellings: each event mention of a reading with its slots filled: when, where, who and how many."""

import datetime as dt
from collections import Counter

import msgspec

from tarjih.arabic.lookup import look_up
from tarjih.arabic.orthography import fold
from tarjih.fusion.passages import lay_passages, stem
from tarjih.fusion.signs import all_signs, hints, type_rows
from tarjih.fusion.slots import (
    COMMON,
    RADIUS,
    UNLISTED,
    Days,
    Sheet,
    Spot,
    Telling,
    days_of_value,
    entity_key,
    name_key,
)
from tarjih.records.reading import Entity, EventMention, Reading
from tarjih.records.span import Span

__all__ = ["sheet_of"]

_NO_RADIUS = 15.0  # km, for a place of unknown kind
_STANDS_OUT = 3  # mentions
_PLANNED = frozenset(("planned", "hypothetical"))
_NARROW = 31  # days
_DAY = 2
_CARRIES = 3  # sentences over which one teller stays with one day
_OPENING = 3  # sentences in which a report says when it plays
_LEAD = 2  # the title and the first sentence tell the report's own event
_ARTICLE = "\u0627\u0644"
_LAM_ARTICLE = "\u0644\u0644"
_VERBAL = ("past", "ind", "sub", "juss", "imp")


def _days(sheet: Sheet, span: Span | None, *, soft: bool) -> Days | None:
    if span is None:
        return None
    for time in sheet.reading.times:
        if time.span.overlaps(span) and (found := days_of_value(time.value)):
            p = sheet.passages
            first, end = p.word_at(time.span.start), p.word_at(time.span.end - 1) + 1
            marks = sheet.signs_in(max(first - 1, 0), end + 1, "fusion_hints", "weekdays")
            senses = {hints().get(f"fusion_hints/{s.row}") for s in marks if s.table == "fusion_hints"}
            weekday = any(s.table == "weekdays" for s in marks)
            relative = "relative_day" in senses and not weekday
            return Days(found[0], found[1], relative=relative, soft=soft, night="night" in senses)
    return None


def _spot(entity: Entity, *, soft: bool) -> Spot:
    radius = RADIUS.get(entity.precision or "", _NO_RADIUS)
    return Spot(entity_key(entity), entity.name, entity.country, entity.lat, entity.lon, radius, soft)


def _place(sheet: Sheet, span: Span | None) -> Spot | None:
    if span is None:
        return None
    found = [e for _, e in sheet.named_in(span.start, span.end) if e.kind == "PLACE"]
    noun = _lone_area(sheet, span)
    if noun:
        named = _area_before(sheet, span, noun)
        if named is not None:
            agreed = any(entity_key(e) == named.key for e in found)
            return msgspec.structs.replace(named, soft=not agreed)
        return sheet.scene or (_spot(found[0], soft=True) if found else None)
    if not found:
        return _unlisted(sheet, span)
    # the innermost place says most: a town in a province
    spot = _spot(min(found, key=lambda e: (RADIUS.get(e.precision or "", _NO_RADIUS), e.id)), soft=False)
    if spot.radius > RADIUS["district"]:
        spot = _town_in(sheet, span, spot) or spot
    # a name that alone of all lies in another country may be a namesake's
    far = sheet.home is not None and spot.country not in {None, sheet.home}
    return msgspec.structs.replace(spot, soft=True) if far else spot


def _town_in(sheet: Sheet, span: Span, area: Spot) -> Spot | None:
    """Return the town that stands right before an area ("the town of X in the province of Y")."""
    low = sheet.passages.word_at(span.start)
    start = sheet.passages.starts[max(low - 3, 0)]
    for mention, entity in reversed(sheet.named_in(start, span.start)):
        radius = RADIUS.get(entity.precision or "", _NO_RADIUS)
        if entity.kind == "PLACE" and radius < area.radius and entity.country == area.country:
            return _spot(entity, soft=False) if mention.end <= span.start else None
    return None


def _lone_area(sheet: Sheet, span: Span) -> str:
    """Return "town" of "the town" or "in the town", a place that was named before; "" for names."""
    p = sheet.passages
    first, end = p.word_at(span.start), p.word_at(max(span.end - 1, 0)) + 1
    marks = sheet.signs_in(first, end, "body_links")
    if end - first != 1 or not any(s.row == "area_word" and s.definite for s in marks):
        return ""
    return stem(p.keys[first])


def _area_before(sheet: Sheet, span: Span, noun: str) -> Spot | None:
    """Return the place that was called by the same noun last before ("the town of X"), softly bound."""
    p = sheet.passages
    best = None
    for mention, entity in sheet.named:
        if mention.start >= span.start:
            break
        if entity.kind != "PLACE":
            continue
        first = p.word_at(mention.start)
        words = p.keys[max(first - 1, 0) : p.word_at(max(mention.end - 1, 0)) + 1]
        if len(words) > 1 and any(stem(w) == noun for w in words[:2]) and entity.lat is not None:
            best = entity
    return _spot(best, soft=True) if best is not None else None


def _unlisted(sheet: Sheet, span: Span) -> Spot | None:
    """Name a place that the gazetteer lacks ("the village of X"); None for "the market", "a checkpoint"."""
    p = sheet.passages
    first, end = p.word_at(span.start), p.word_at(max(span.end - 1, 0)) + 1
    before = max(first - 1, p.bounds[p.sentence_of[first]][0])
    marks = [s for s in sheet.signs_in(before, end, "body_links") if s.row == "area_word"]
    begin = max((s.end for s in marks), default=end)
    if marks and begin >= end:
        end = min(begin + 1, p.bounds[p.sentence_of[first]][1])  # the name itself was not recognised
    if begin >= end:
        return None
    name = " ".join(sheet.forms(begin, end))
    return Spot(UNLISTED + name_key(name), name, sheet.home, radius=RADIUS["town"])


def _inside(sheet: Sheet, mention: EventMention, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out players that stand outside the statement which tells the event, such as its speaker."""
    attribution = sheet.attributions.get(mention.attribution or "")
    if attribution is None or not attribution.content.contains(mention.trigger):
        return spans
    said_by = [source.span for source in attribution.sources]
    return tuple(span for span in spans if not any(span.overlaps(one) for one in said_by))


def _parts(sheet: Sheet, spans: tuple[Span, ...]) -> frozenset[str]:
    """Key the players: entities by row or name, common nouns ("gunmen") marked by COMMON in front."""
    keys = set()
    for span in spans:
        entity = sheet.entity_at(span)
        if entity is not None and entity.kind != "PLACE":
            keys.add(entity_key(entity))
        elif key := name_key(span.within(sheet.reading.text)):
            keys.add(COMMON + key)
    return frozenset(keys - {""})


def _is_dated(value: str | None, *, most: int = _NARROW) -> bool:
    """Say whether a value is narrow enough to date an event that it is not bound to."""
    days = days_of_value(value)
    return days is not None and (days[1] - days[0]).days <= most


def _statement(sheet: Sheet, mention: EventMention) -> Span | None:
    """Return the statement that tells an event; None where the report tells it itself."""
    attribution = sheet.attributions.get(mention.attribution or "")
    if attribution is None or not attribution.content.contains(mention.trigger):
        return None
    return attribution.content


def _bound_days(sheet: Sheet, mention: EventMention) -> Days | None:
    """Return the days bound to a mention, unless they say when somebody spoke ("said on Friday that")."""
    content = _statement(sheet, mention)
    if content is not None and mention.time is not None and not content.overlaps(mention.time):
        return None
    if mention.time is not None and mention.time.start < mention.trigger.start:
        word, said = (sheet.passages.word_at(x.start) for x in (mention.trigger, mention.time))
        # "on Tuesday, a day after the fighting": the day is that of what came after
        if any(s.row == "apart_eve" for s in sheet.signs_in(said, word, "fusion_hints")):
            return None
    return _days(sheet, mention.time, soft=False)


def _near_days(sheet: Sheet, sentence: int, mention: EventMention) -> Days | None:
    """Return the one day that a sentence gives, or the nearest before the trigger where it gives several.

    What stands inside the statement goes before what says when somebody spoke.
    """
    p = sheet.passages
    first, end = p.bounds[sentence]
    low, high = p.starts[first], p.ends[end - 1]
    inside = [
        t
        for t in sheet.reading.times
        if low <= t.span.start < high and _is_dated(t.value) and not _is_in_name(sheet, t.span)
    ]
    content = _statement(sheet, mention)
    told = [t for t in inside if content is not None and content.overlaps(t.span)]
    spoken = content is not None and not told  # only the day of the statement is known
    inside = told or inside
    short = [t for t in inside if _is_dated(t.value, most=_DAY)]
    inside = short or inside
    before = [t for t in inside if t.span.start < mention.trigger.start]
    if not inside or (len(inside) > 1 and not before):
        return None
    found = _days(sheet, (before[-1] if before else inside[0]).span, soft=True)
    if found is None:
        return None
    found = msgspec.structs.replace(found, relative=found.relative or spoken)
    return _day_before(found) if _is_eve(sheet, sentence, mention) else found


def _is_in_name(sheet: Sheet, span: Span) -> bool:
    """Say whether words of time are part of a name (an outlet called "Tomorrow")."""
    return any(m.contains(span) and m != span for m, e in sheet.named_in(span.start, span.end))


def _is_eve(sheet: Sheet, sentence: int, mention: EventMention) -> bool:
    """Say whether a sentence tells an event as that of the day before another ("a day after fighting")."""
    word = sheet.passages.word_at(mention.trigger.start)
    first = sheet.passages.bounds[sentence][0]
    return any(s.row == "apart_eve" for s in sheet.signs_in(max(first, word - 12), word, "fusion_hints"))


def _day_before(days: Days) -> Days:
    one = dt.timedelta(1)
    return msgspec.structs.replace(days, first=days.first - one, end=days.end - one, soft=True)


def _near_spot(sheet: Sheet, sentence: int) -> Spot | None:
    """Return the smallest place named in a sentence, in the country that the report is about."""
    p = sheet.passages
    first, end = p.bounds[sentence]
    low, high = p.starts[first], p.ends[end - 1]
    # the governor of X need not speak of X
    speakers = [span for span in sheet.speakers if low <= span.start < high]
    found = [
        (RADIUS.get(e.precision or "", _NO_RADIUS), m.start, e)
        for m, e in sheet.named_in(low, high)
        if e.kind == "PLACE"
        and (e.country is None or sheet.home in {None, e.country})
        and not any(m.overlaps(s) for s in speakers)
        and not _is_goal(sheet, m)
        and not any(m.overlaps(d.span) for d in sheet.reading.provenance)  # where the reporter sits
    ]
    return _spot(min(found, key=lambda row: row[:2])[2], soft=True) if found else None


def _is_goal(sheet: Sheet, mention: Span) -> bool:
    """Say whether a place is where a road or a march leads ("towards X")."""
    word = sheet.passages.word_at(mention.start)
    around = sheet.signs_in(word - 2, word, "fusion_hints")
    return any(hints()[f"fusion_hints/{s.row}"] == "towards" for s in around)


def _is_anaphoric(sheet: Sheet, word: int, form: str) -> bool:
    """Say whether a trigger takes up an event told before: "the attack", "this strike", "an incident"."""
    if form.startswith((_ARTICLE, _LAM_ARTICLE)) or form[1:3] == _ARTICLE:
        return True
    around = sheet.signs_in(word - 1, word + 1, "fusion_hints")
    return any(hints()[f"fusion_hints/{s.row}"] in {"this", "happening"} for s in around)


def _is_noun(form: str) -> bool:
    """Say whether a trigger is a noun in every reading, alone or as the start of a phrase."""
    if not form:
        return False
    word = look_up(form)
    hits = list(word.hits.get("triggers", ()))
    hits += [hit for found in word.phrases.values() for _, hit in found if hit.table == "triggers"]
    return bool(hits) and not any(f.startswith(_VERBAL) for hit in hits for f in hit.features)


def _has_genitive(sheet: Sheet, word: int) -> bool:
    """Say whether a noun is made definite by the next word ("the shooting", "the army's attack")."""
    following = sheet.forms(word + 1, word + 2)
    return bool(following) and fold(following[0]).startswith(_ARTICLE)


def _is_elsewhere(sheet: Sheet, word: int) -> bool:
    """Say whether the next words mark another event of the kind ("a similar attack")."""
    around = sheet.signs_in(word + 1, word + 3, "fusion_hints")
    return any(hints()[f"fusion_hints/{s.row}"] == "elsewhere" for s in around)


def _telling(sheet: Sheet, mention: EventMention) -> Telling:
    p = sheet.passages
    word = p.word_at(mention.trigger.start)
    sentence = p.sentence_of[word] if p.keys else 0
    form = p.keys[word] if p.keys else ""
    senses = sheet.senses(sentence) if p.keys else set()
    anaphoric = _is_anaphoric(sheet, word, form)
    days = _bound_days(sheet, mention)
    if days is not None and anaphoric and days.length > _NARROW:
        days = None  # "the attack shows what the war has cost for 13 years": the years date the war
    if days is None and p.keys:
        days = _near_days(sheet, sentence, mention)
        if days is None and sentence <= _OPENING + 1:
            days = sheet.date
        if days is None and "then" in senses and sentence:
            days = _near_days(sheet, sentence - 1, mention)
    spot = _place(sheet, mention.place) or (_near_spot(sheet, sentence) if p.keys else None) or sheet.scene
    is_noun = _is_noun(sheet.reading.text[p.starts[word] : p.ends[word]]) if p.keys else False
    genitive = is_noun and _has_genitive(sheet, word)
    quantity = next(
        (q for q in sheet.reading.quantities if mention.quantity and q.span.overlaps(mention.quantity)), None
    )
    row = type_rows().get(mention.type)
    return Telling(
        report=sheet.reading.report,
        mention=mention,
        word=word,
        sentence=sentence,
        family=row.family if row else mention.type,
        days=days,
        spot=spot,
        actors=_parts(sheet, _inside(sheet, mention, mention.actors)),
        targets=_parts(sheet, _inside(sheet, mention, mention.targets)),
        quantity=quantity,
        anaphoric=anaphoric,
        introduces=is_noun and not anaphoric and not genitive,
        genitive=genitive,
        plural=form.endswith("\u0627\u062a"),
        lead=sentence < _LEAD,
        elsewhere="then" in senses or _is_elsewhere(sheet, word),
        planned=_is_planned(sheet, mention, days),
        places=_places_in(sheet, sentence) if p.keys else frozenset(),
    )


def _places_in(sheet: Sheet, sentence: int) -> frozenset[str]:
    p = sheet.passages
    first, end = p.bounds[sentence]
    named = sheet.named_in(p.starts[first], p.ends[end - 1])
    return frozenset(entity_key(e) for _, e in named if e.kind == "PLACE")


def _is_planned(sheet: Sheet, mention: EventMention, days: Days | None) -> bool:
    """Say whether a mention only looks ahead; what was ordered for a day gone by counts as done."""
    if mention.status not in _PLANNED:
        return False
    published = sheet.reading.published
    gone = days is not None and not days.soft and published is not None and days.end <= published
    return not gone


def _home(sheet: Sheet) -> str | None:
    """Return the country that most places of a report lie in; None where none stands out."""
    counts = Counter(
        e.country for e in sheet.entities.values() if e.kind == "PLACE" and e.country for _ in e.mentions
    )
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _STANDS_OUT or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


def _scene(sheet: Sheet) -> Spot | None:
    """Return the one town that a headline names: where the report plays unless it says otherwise."""
    first, end = sheet.passages.bounds[0]
    p = sheet.passages
    named = [e for m, e in sheet.named_in(p.starts[first], p.ends[end - 1]) if e.kind == "PLACE"]
    towns = {e.id: e for e in named if RADIUS.get(e.precision or "", _NO_RADIUS) <= RADIUS["district"]}
    return _spot(next(iter(towns.values())), soft=True) if len(towns) == 1 else None


def sheet_of(reading: Reading) -> Sheet:
    """Lay out one reading for fusion."""
    sheet = Sheet(
        reading=reading,
        passages=lay_passages(reading.text),
        entities={e.id: e for e in reading.entities},
        attributions={a.id: a for a in reading.attributions},
        tellings=[],
    )
    if not sheet.passages.keys:
        return sheet
    for sign in all_signs(sheet.forms(0, len(sheet.passages))):
        starts, signs = sheet.signs.setdefault(sign.table, ([], []))
        starts.append(sign.first)
        signs.append(sign)
    sheet.named = sorted(((m, e) for e in reading.entities for m in e.mentions), key=lambda pair: pair[0])
    sheet.named_starts = [mention.start for mention, _ in sheet.named]
    sheet.longest = max((len(mention) for mention, _ in sheet.named), default=0)
    sheet.speakers = [source.span for a in reading.attributions for source in a.sources]
    sheet.home = _home(sheet)
    sheet.scene = _scene(sheet)
    sheet.date = _date(sheet)
    sheet.tellings = _carry_days(
        sheet, sorted((_telling(sheet, m) for m in reading.events), key=lambda t: t.key)
    )
    return sheet


def _date(sheet: Sheet) -> Days | None:
    """Return the one day that the opening of a report gives, softly and with the lag of "yesterday"."""
    p = sheet.passages
    stop = p.ends[p.bounds[min(_OPENING, len(p.bounds)) - 1][1] - 1]
    times = [
        t
        for t in sheet.reading.times
        if t.span.start < stop and _is_dated(t.value, most=1) and not _is_in_name(sheet, t.span)
    ]
    if len({t.value[:10] for t in times if t.value}) != 1:
        return None
    found = _days(sheet, times[0].span, soft=True)
    return msgspec.structs.replace(found, relative=True) if found is not None else None


def _has_one_teller(sheet: Sheet, left: Telling, right: Telling) -> bool:
    """Say whether one named source tells two events."""
    rows = [sheet.attributions.get(t.mention.attribution or "") for t in (left, right)]
    sources = [[*row.sources, *row.carried] if row is not None else [] for row in rows]
    if not all(sources):
        return False
    first, second = (side[-1] for side in sources)
    return first.entity is not None and first.entity == second.entity


def _carry_days(sheet: Sheet, tellings: list[Telling]) -> list[Telling]:
    """Let an undated event happen, softly, on the day of what its teller told shortly before."""
    found: list[Telling] = []
    latest: Telling | None = None
    for telling in tellings:
        days = latest.days if latest is not None else None
        if (
            telling.days is None
            and latest is not None
            and days is not None
            and not (telling.elsewhere or telling.planned or telling.plural)
            and 0 <= telling.sentence - latest.sentence <= _CARRIES
            and latest.sentence
            and _has_one_teller(sheet, latest, telling)
        ):
            days = msgspec.structs.replace(days, soft=True, relative=True)
            found.append(msgspec.structs.replace(telling, days=days))
            continue
        if telling.days is not None:
            latest = telling
        found.append(telling)
    return found
