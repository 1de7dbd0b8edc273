"""Slots: what one event mention says of when, where, who and how many, ready to be compared."""

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter

import msgspec
from rapidfuzz.distance import Levenshtein

from tarjih.arabic.lookup import look_up
from tarjih.arabic.orthography import fold
from tarjih.fusion.passages import Passages, lay_passages
from tarjih.fusion.signs import Sign, all_signs, hints, type_rows
from tarjih.records.reading import Attribution, Entity, EventMention, Quantity, Reading
from tarjih.records.span import Span

__all__ = [
    "COMMON",
    "Days",
    "Sheet",
    "Spot",
    "Telling",
    "days_of_value",
    "entity_key",
    "name_key",
    "sheet_of",
]

_RADIUS = {
    "point": 3.0,
    "town": 8.0,
    "district": 30.0,
    "province": 120.0,
    "river": 200.0,
    "region": 400.0,
    "country": 800.0,
}
_NO_RADIUS = 15.0  # km, for a place of unknown kind
_VOWELS = re.compile("[\u0627\u0648\u064a\u0621]")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")
_STANDS_OUT = 3  # mentions
_NARROW = 31  # days
_LEAD = 2  # the title and the first sentence tell the report's own event
_ARTICLE = "\u0627\u0644"
_VERBAL = ("past", "ind", "sub", "juss", "imp")
_LAM_ARTICLE = "\u0644\u0644"
UNLISTED = "?"  # in front of the key of a place that no gazetteer has
COMMON = "~"  # in front of the key of a player without a name


class Days(msgspec.Struct, frozen=True):
    """An interval of days, end excluded.

    `relative` marks "today" and "yesterday", which hang on a publication date that may lag behind;
    `soft` marks days that stand near the mention but are not bound to it.
    """

    first: dt.date
    end: dt.date
    relative: bool = False
    soft: bool = False
    night: bool = False

    @property
    def length(self) -> int:
        """Return the number of days."""
        return (self.end - self.first).days


class Spot(msgspec.Struct, frozen=True):
    """A place: its key, and where it is as far as known; `radius` in km says how far it reaches."""

    key: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius: float = 8.0
    soft: bool = False


class Telling(msgspec.Struct, frozen=True, eq=False):
    """One event mention with its slots filled; `word` is its trigger's first word, `lead` its prominence."""

    report: str
    mention: EventMention
    word: int
    sentence: int
    family: str
    days: Days | None
    spot: Spot | None
    actors: frozenset[str]
    targets: frozenset[str]
    quantity: Quantity | None
    anaphoric: bool
    introduces: bool
    genitive: bool
    plural: bool
    lead: bool
    elsewhere: bool
    words: frozenset[str]

    @property
    def type(self) -> str:
        """Return the event type."""
        return self.mention.type

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Return what orders and names a telling: report, trigger, type."""
        return (self.report, self.mention.trigger.start, self.mention.trigger.end, self.mention.type)


class Sheet(msgspec.Struct, eq=False):
    """One reading with everything that fusion looks up in it."""

    reading: Reading
    passages: Passages
    entities: dict[str, Entity]
    attributions: dict[str, Attribution]
    tellings: list[Telling]
    home: str | None = None
    signs: list[Sign] = []
    sign_starts: list[int] = []
    named: list[tuple[Span, Entity]] = []
    named_starts: list[int] = []
    longest: int = 0
    speakers: list[Span] = []

    def named_in(self, low: int, high: int) -> list[tuple[Span, Entity]]:
        """Return the mentions that overlap code points `[low, high)` with their entities, in order."""
        first = bisect_left(self.named_starts, low - self.longest)
        last = bisect_left(self.named_starts, high)
        return [(m, e) for m, e in self.named[first:last] if m.end > low]

    def entity_at(self, span: Span) -> Entity | None:
        """Return the entity with the longest mention that overlaps `span`; places last."""
        found = self.named_in(span.start, span.end)
        if not found:
            return None
        return max(found, key=lambda pair: (pair[1].kind != "PLACE", len(pair[0]), -pair[0].start))[1]

    def forms(self, first: int, end: int) -> list[str]:
        """Return the words `[first, end)` as written."""
        text, p = self.reading.text, self.passages
        return [text[p.starts[i] : p.ends[i]] for i in range(max(first, 0), min(end, len(p)))]

    def signs_in(self, first: int, end: int, *tables: str) -> list[Sign]:
        """Return the signs of the given tables that lie within words `[first, end)`, at word numbers."""
        low, high = bisect_left(self.sign_starts, max(first, 0)), bisect_left(self.sign_starts, end)
        return [s for s in self.signs[low:high] if s.end <= end and s.table in tables]

    def sentence_signs(self, sentence: int) -> list[Sign]:
        """Return the hints of one sentence, at word numbers of the text."""
        return self.signs_in(*self.passages.bounds[sentence], "fusion_hints", "counted_heads", "weekdays")

    def senses(self, sentence: int) -> set[str]:
        """Return the senses of all hints in a sentence."""
        return {
            hints()[f"{s.table}/{s.row}"] for s in self.sentence_signs(sentence) if s.table == "fusion_hints"
        }


def names_agree(left: str, right: str) -> bool:
    """Say whether two folded names can be one: a shared part, or spellings one letter or long vowel apart.

    >>> names_agree("نادر الطحان", "طحان"), names_agree("فرياب", "فارياب"), names_agree("الباب", "منبج")
    (True, True, False)
    """
    if left == right:
        return True
    a, b = _bare_words(left), _bare_words(right)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return False
    return all(any(_same_word(x, y) for y in long) for x in short)


def _bare_words(name: str) -> list[str]:
    return [w.removeprefix(_ARTICLE) if len(w) > 4 else w for w in name.split()]


def _same_word(left: str, right: str) -> bool:
    if left == right:
        return True
    if len(left) < 4 or len(right) < 4:
        return False
    bare = _VOWELS.sub("", left), _VOWELS.sub("", right)
    if bare[0] == bare[1] and len(bare[0]) >= 2:
        return True
    return len(left) >= 6 and Levenshtein.distance(left, right) <= 1


def rank_days(days: Days) -> tuple[bool, bool, bool, bool, int, dt.date]:
    """Order days by how much they say: narrow, bound to the mention, said in full, short."""
    return (days.length > _NARROW, days.soft, days.length > 2, days.relative, days.length, days.first)


def rank_spot(spot: Spot) -> tuple[bool, bool, bool, float, str]:
    """Order places by how much they say: no mere country, bound to the mention, on the map, small."""
    return (spot.radius >= _RADIUS["region"], spot.soft, spot.lat is None, spot.radius, spot.key)


def name_key(name: str) -> str:
    """Fold a name for comparison: without article on its first word, marks and doubled spaces.

    >>> name_key("المرصد السوري") == name_key("مرصد السوري")
    True
    """
    words = re.findall(r"[^\W_]+", fold(name))
    if words and words[0].startswith(_ARTICLE) and len(words[0]) > 4:
        words[0] = words[0][2:]
    return " ".join(words)


def entity_key(entity: Entity) -> str:
    """Return what names an entity across reports: its lexicon row, else its folded name."""
    return entity.row or name_key(entity.name)


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _one(value: str) -> tuple[dt.date, dt.date] | None:
    if found := _DATE.match(value):
        day = _calendar(*map(int, found.groups()))
        return (day, day + dt.timedelta(1)) if day else None
    if found := _MONTH.match(value):
        year, month = map(int, found.groups())
        first, end = _calendar(year, month, 1), _calendar(year + month // 12, month % 12 + 1, 1)
        return (first, end) if first and end else None
    if found := _WEEK.match(value):
        year, week = map(int, found.groups())
        if not 1 <= week <= 53:
            return None
        try:
            monday = dt.date.fromisocalendar(year, week, 1)
        except ValueError:
            return None
        return monday, monday + dt.timedelta(7)
    if found := _YEAR.match(value):
        first, end = _calendar(int(value), 1, 1), _calendar(int(value) + 1, 1, 1)
        return (first, end) if first and end else None
    return None


def days_of_value(value: str | None) -> tuple[dt.date, dt.date] | None:
    """Put an ISO 8601 value on the calendar as days, end excluded; None for lengths and open references.

    >>> days_of_value("2017-04")
    (datetime.date(2017, 4, 1), datetime.date(2017, 5, 1))
    """
    if not value:
        return None
    if "/" in value:
        begin, _, stop = value.partition("/")
        first, last = _one(begin), _one(stop)
        if first is None or last is None:
            return first or last
        return (first[0], last[1]) if first[0] < last[1] else None
    return _one(value)


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
    radius = _RADIUS.get(entity.precision or "", _NO_RADIUS)
    return Spot(entity_key(entity), entity.name, entity.country, entity.lat, entity.lon, radius, soft)


def _place(sheet: Sheet, span: Span | None) -> Spot | None:
    if span is None:
        return None
    found = [e for _, e in sheet.named_in(span.start, span.end) if e.kind == "PLACE"]
    if not found:
        return _unlisted(sheet, span)
    # the innermost place says most: a town in a province
    return _spot(min(found, key=lambda e: (_RADIUS.get(e.precision or "", _NO_RADIUS), e.id)), soft=False)


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
    return Spot(UNLISTED + name_key(name), name, sheet.home, radius=_RADIUS["town"])


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


def _is_dated(value: str | None) -> bool:
    """Say whether a value is narrow enough to date an event that it is not bound to."""
    days = days_of_value(value)
    return days is not None and (days[1] - days[0]).days <= _NARROW


def _near_days(sheet: Sheet, sentence: int, word: int) -> Days | None:
    """Return the one day that a sentence gives, or the nearest before the trigger where it gives several."""
    p = sheet.passages
    first, end = p.bounds[sentence]
    low, high = p.starts[first], p.ends[end - 1]
    inside = [t for t in sheet.reading.times if low <= t.span.start < high and _is_dated(t.value)]
    before = [t for t in inside if t.span.start < p.starts[word]]
    if not inside or (len(inside) > 1 and not before):
        return None
    return _days(sheet, (before[-1] if before else inside[0]).span, soft=True)


def _near_spot(sheet: Sheet, sentence: int) -> Spot | None:
    """Return the smallest place named in a sentence, in the country that the report is about."""
    p = sheet.passages
    first, end = p.bounds[sentence]
    low, high = p.starts[first], p.ends[end - 1]
    # the governor of X need not speak of X
    speakers = [span for span in sheet.speakers if low <= span.start < high]
    found = [
        (_RADIUS.get(e.precision or "", _NO_RADIUS), m.start, e)
        for m, e in sheet.named_in(low, high)
        if e.kind == "PLACE"
        and (e.country is None or sheet.home in {None, e.country})
        and not any(m.overlaps(s) for s in speakers)
    ]
    return _spot(min(found, key=lambda row: row[:2])[2], soft=True) if found else None


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
    days = _days(sheet, mention.time, soft=False)
    if days is None and p.keys:
        days = _near_days(sheet, sentence, word)
        if days is None and "then" in senses and sentence:
            days = _near_days(sheet, sentence - 1, p.bounds[sentence][0])
    spot = _place(sheet, mention.place) or (_near_spot(sheet, sentence) if p.keys else None)
    is_noun = _is_noun(sheet.reading.text[p.starts[word] : p.ends[word]]) if p.keys else False
    genitive = is_noun and _has_genitive(sheet, word)
    quantity = next(
        (q for q in sheet.reading.quantities if mention.quantity and q.span.overlaps(mention.quantity)), None
    )
    first, end = p.bounds[sentence] if p.keys else (0, 0)
    row = type_rows().get(mention.type)
    anaphoric = _is_anaphoric(sheet, word, form)
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
        words=frozenset(k for k in p.keys[first:end] if len(k) > 3),
    )


def _home(sheet: Sheet) -> str | None:
    """Return the country that most places of a report lie in; None where none stands out."""
    counts = Counter(
        e.country for e in sheet.entities.values() if e.kind == "PLACE" and e.country for _ in e.mentions
    )
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _STANDS_OUT or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


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
    sheet.signs = all_signs(sheet.forms(0, len(sheet.passages)))
    sheet.sign_starts = [sign.first for sign in sheet.signs]
    sheet.named = sorted(((m, e) for e in reading.entities for m in e.mentions), key=lambda pair: pair[0])
    sheet.named_starts = [mention.start for mention, _ in sheet.named]
    sheet.longest = max((len(mention) for mention, _ in sheet.named), default=0)
    sheet.speakers = [source.span for a in reading.attributions for source in a.sources]
    sheet.home = _home(sheet)
    sheet.tellings = sorted((_telling(sheet, m) for m in reading.events), key=lambda t: t.key)
    return sheet
