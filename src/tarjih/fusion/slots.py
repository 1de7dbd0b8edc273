"""Slots: what one event mention says of when, where, who and how many, ready to be compared."""

import datetime as dt
import re
from bisect import bisect_left

import msgspec
from rapidfuzz.distance import Levenshtein

from tarjih.arabic.orthography import fold
from tarjih.fusion.passages import Passages, common_words, short_hash
from tarjih.fusion.signs import Sign, hints
from tarjih.records.reading import Attribution, Entity, EventMention, Quantity, Reading
from tarjih.records.span import Span

__all__ = [
    "COMMON",
    "RADIUS",
    "UNLISTED",
    "Days",
    "Sheet",
    "Spot",
    "Telling",
    "days_of_value",
    "entity_key",
    "name_key",
    "names_agree",
    "rank_days",
    "rank_spot",
]

RADIUS = {
    "point": 3.0,
    "town": 8.0,
    "district": 30.0,
    "province": 120.0,
    "river": 200.0,
    "region": 400.0,
    "country": 800.0,
}
_VOWELS = re.compile("[\u0627\u0648\u064a\u0621]")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")
_NARROW = 31  # days
_LETTERS = 3  # longer words tell
_ARTICLE = "\u0627\u0644"
UNLISTED = "?"  # in front of the key of a place that no gazetteer has
COMMON = "~"  # in front of the key of a player without a name


class Days(msgspec.Struct, frozen=True, array_like=True):
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


class Spot(msgspec.Struct, frozen=True, array_like=True):
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
    planned: bool = False
    places: frozenset[str] = frozenset()

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
    signs: dict[str, tuple[list[int], list[Sign]]] = {}
    named: list[tuple[Span, Entity]] = []
    named_starts: list[int] = []
    longest: int = 0
    speakers: list[Span] = []
    scene: Spot | None = None
    date: Days | None = None
    hinted: dict[int, list[Sign]] = {}
    worded: dict[int, frozenset[int]] = {}

    def words_in(self, sentence: int) -> frozenset[int]:
        """Return hashes of the telling words of a sentence."""
        found = self.worded.get(sentence)
        if found is None:
            first, end = self.passages.bounds[sentence]
            keys = [key for key in self.passages.keys[first:end] if len(key) > _LETTERS]
            found = self.worded[sentence] = frozenset(map(short_hash, keys)) - common_words()
        return found

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
        found: list[Sign] = []
        several = 0
        for table in tables:
            laid = self.signs.get(table)
            if laid is None:
                continue
            starts, signs = laid
            low = bisect_left(starts, first)
            if low < len(starts) and starts[low] < end:
                inside = [s for s in signs[low : bisect_left(starts, end)] if s.end <= end]
                if inside:
                    found += inside
                    several += 1
        if several > 1:
            found.sort(key=lambda s: (s.first, -s.end, s.table, s.row))
        return found

    def sentence_signs(self, sentence: int) -> list[Sign]:
        """Return the hints of one sentence, at word numbers of the text."""
        found = self.hinted.get(sentence)
        if found is None:
            first, end = self.passages.bounds[sentence]
            found = self.signs_in(first, end, "fusion_hints", "counted_heads", "weekdays")
            self.hinted[sentence] = found
        return found

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
    return (spot.radius >= RADIUS["region"], spot.soft, spot.lat is None, spot.radius, spot.key)


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
