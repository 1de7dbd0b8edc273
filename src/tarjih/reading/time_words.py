"""What each word may be inside an expression of time: a month, a weekday, a unit, "last", "ago"...

A word's pieces are gathered from the lexicon tables once per written form and remembered.
"""

from functools import cache

from tarjih.arabic.forms import PerForm
from tarjih.arabic.numerals import numeral_at
from tarjih.arabic.orthography import western_digits
from tarjih.lexicons import load
from tarjih.reading.tables import MonthRow, NamedDayRow, NotTimeRow, RelativeRow, UnitRow, WeekdayRow
from tarjih.records.page import Hit, Word, Words

__all__ = ["NOTHING", "TIME_TABLES", "Piece", "Pieces", "TimeReader", "pieces_of"]

_ARTICLE_ALONE = "\u0627\u0644"  # an article before digits ("الـ24 ساعة")
_LONGEST_PLAIN = 4  # digits of a year or an hour
TIME_TABLES = (
    "not_times",
    "relative_dates",
    "named_days",
    "months",
    "weekdays",
    "time_units",
    "time_words",
)


class Piece:
    """One thing that a word, or the phrase it begins, may be in an expression of time.

    `value` says which (the row's own value), `number` counts (month, weekday, how many of a unit),
    `flag` is the row's last column that matters (the calendar of a month). `width` is the number of
    words, `before` the peeled particles.
    """

    __slots__ = ("before", "flag", "number", "value", "width")

    def __init__(
        self,
        value: str,
        number: int = 0,
        flag: str = "",
        width: int = 1,
        before: str = "",
    ) -> None:
        self.value = value
        self.number = number
        self.flag = flag
        self.width = width
        self.before = before

    @property
    def definite(self) -> bool:
        """Say whether the article was peeled off."""
        return self.before.endswith(("\u0627\u0644", "\u0644\u0644"))


Pieces = dict[str, Piece]
NOTHING: Pieces = {}


@cache
def _meanings() -> dict[tuple[str, str], tuple[str, Piece]]:
    """Return (table, row id) -> (kind, piece) for all rows that matter here."""
    found: dict[tuple[str, str], tuple[str, Piece]] = {}
    for month in load("reading/months.tsv", MonthRow):
        flag = month.calendar + (" homonym" if month.homonym else "")
        found["months", month.id] = ("month", Piece("", month.number, flag))
    for weekday in load("reading/weekdays.tsv", WeekdayRow):
        found["weekdays", weekday.id] = ("weekday", Piece("", weekday.number))
    for unit in load("reading/time_units.tsv", UnitRow):
        found["time_units", unit.id] = ("unit", Piece(unit.unit, unit.count))
    for table in ("relative_dates", "time_words"):
        for row in load(f"reading/{table}.tsv", RelativeRow):
            found[table, row.id] = (row.kind, Piece(row.value))
    for day in load("reading/named_days.tsv", NamedDayRow):
        found["named_days", day.id] = ("named", Piece(day.value, flag=day.calendar))
    for name in load("reading/not_times.tsv", NotTimeRow):
        found["not_times", name.id] = ("not_time", Piece(""))
    return found


def _gather(hits: dict[str, tuple[Hit, ...]]) -> Pieces:
    """Return kind -> piece, the longest phrase first and the whole word before its splits."""
    found: dict[str, Piece] = {}
    for table in TIME_TABLES:
        for hit in hits.get(table, ()):
            kind, piece = _meanings()[table, hit.row]
            if kind not in found:
                found[kind] = Piece(piece.value, piece.number, piece.flag, hit.last + 1, hit.before)
    return found or NOTHING


def pieces_of(words: Words) -> list[Pieces]:
    """Return for each word what it may be, `NOTHING` for most."""
    found = [NOTHING] * len(words)
    for table in TIME_TABLES:
        for i in words.at(table):
            word, hits = words.words[i], words.hits[i]
            found[i] = _PIECES.of(word) if hits is word.hits else _gather(hits)
    return found


def _pieces_of(word: Word) -> Pieces:
    return _gather(word.hits)


_PIECES = PerForm(_pieces_of)


class TimeReader:
    """Looks at the words of one sentence and at their pieces; `limit` is the word behind the sentence."""

    def __init__(self, words: Words, pieces: list[Pieces]) -> None:
        self.list = words.words
        self.pieces = pieces
        self.limit = len(words)

    def piece(self, i: int, kind: str) -> Piece | None:
        """Return the piece of this kind at word i, None where there is none or the sentence ends."""
        return self.pieces[i].get(kind) if i < self.limit else None

    def mark(self, i: int, marks: frozenset[str]) -> bool:
        """Say whether word i is one of these marks."""
        return i < self.limit and self.list[i].form in marks

    def is_number(self, i: int) -> bool:
        """Say whether word i is written in digits."""
        return i < self.limit and self.list[i].kind == "number"

    def digits(self, i: int) -> int | None:
        """Return the value of plain digits at word i."""
        if not self.is_number(i):
            return None
        text = western_digits(self.list[i].form)
        return int(text) if text.isdecimal() and len(text) <= _LONGEST_PLAIN else None

    def cardinal(self, i: int) -> tuple[float, int] | None:
        """Return an exact number at word i and the word behind it, with an article set apart."""
        if i < self.limit and self.list[i].key == _ARTICLE_ALONE:
            i += 1
        if i >= self.limit:
            return None
        found = numeral_at(self.list, i, self.limit)
        return (found.low, found.end) if found is not None and found.exact else None

    def skip(self, i: int, kind: str) -> int:
        """Return the word behind all pieces of this kind."""
        while (piece := self.piece(i, kind)) is not None:
            i += piece.width
        return i
