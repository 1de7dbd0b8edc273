"""Find expressions of time and put them on the calendar."""

import datetime as dt
from collections import Counter

from tarjih.reading.calendar import Setting, resolve
from tarjih.reading.time_meanings import Shift
from tarjih.reading.time_phrases import Phrase, TimeGrammar
from tarjih.reading.time_words import TIME_TABLES, Pieces, pieces_of
from tarjih.reading.traces import time_rows
from tarjih.records.page import Words
from tarjih.records.reading import Time

__all__ = ["find_times"]

_REACH_OF_FUTURE = 12  # words before an expression in which a future verb colours it
_FUTURE = "\u0633"
_NEAR = 14  # days from the day of writing within which "minutes later" may belong to a day
_DAY_LENGTH = len("2015-07-20")
_NO_DATE = "no publication date"
_NO_VALUE = "not on any calendar"


def find_times(words: Words, *, published: dt.date | None) -> tuple[Time, ...]:
    """Find every expression of time in the text, with its ISO 8601 value.

    Args:
        words: The text laid out in words.
        published: Day of publication in the outlet's own time zone; None leaves relative times open.

    Returns:
        Times in the order of the text, none overlapping. Where the text's own "today, Monday" shows that
        it was written on another day than it was published, values count from that day and `reason` says so.
    """
    pieces = pieces_of(words)
    phrases = _phrases(words, pieces)
    if not phrases:
        return ()
    written = _day_of_writing([p.meaning for p in phrases if isinstance(p.meaning, Shift)], published)
    last, last_day, near_day = None, None, None
    times = []
    for phrase in phrases:
        assert phrase.meaning is not None  # noqa: S101 - names are left out by _phrases
        setting = Setting(
            written,
            last=last,
            last_day=last_day,
            near_day=near_day,
            future=_is_future(words, pieces, phrase.first),
        )
        value = resolve(phrase.meaning, setting)
        reason = _reason(phrase, value, published, written)
        times.append(
            Time(
                span=words.span(phrase.first, phrase.end),
                value=value,
                reason=reason,
                rule=phrase.rule,
                rows=time_rows(words, phrase.first, phrase.end, rule=phrase.rule),
            )
        )
        if value is not None and value[0].isdigit():
            last = value
            if len(value) >= _DAY_LENGTH and "/" not in value:
                last_day = dt.date.fromisoformat(value[:_DAY_LENGTH])
                if written is None or abs((last_day - written).days) <= _NEAR:
                    near_day = last_day
    return tuple(times)


def _phrases(words: Words, pieces: list[Pieces]) -> list[Phrase]:
    """Return the expressions in the order of the text, the first and longest where they overlap."""
    grammar = TimeGrammar(words, pieces)
    found = []
    sentences, sentence_of = words.sentences, words.sentence_of
    behind = 0
    beginnings = {i for table in (*TIME_TABLES, "number_words") for i in words.at(table)}
    for i in sorted(beginnings.union(words.numbers)):
        if i < behind:
            continue
        phrase = grammar.phrase_at(i, sentences[sentence_of[i]].end)
        if phrase is not None:
            if phrase.meaning is not None:
                found.append(phrase)
            behind = phrase.end
    return found


def _day_of_writing(shifts: list[Shift], published: dt.date | None) -> dt.date | None:
    """Return the day that the text calls today.

    Feeds and crawlers date a report up to some days late; "today, Monday" shows it.
    """
    if published is None:
        return None
    offsets = Counter[int]()
    for shift in shifts:
        if shift.weekday is not None:
            meant = dt.date.fromisoformat(resolve(shift, Setting(published)) or "")
            offsets[(meant - published).days - shift.days] += 1
    if not offsets or 0 in offsets:
        return published
    return published + dt.timedelta(offsets.most_common(1)[0][0])


def _is_future(words: Words, pieces: list[Pieces], first: int) -> bool:
    """Say whether a verb of the future or a plan stands shortly before word `first` in its sentence."""
    begin = max(words.sentences[words.sentence_of[first]].first, first - _REACH_OF_FUTURE)
    for i in range(first - 1, begin - 1, -1):
        if "future" in pieces[i]:
            return True
        if words.words[i].form[0] == _FUTURE and _is_future_verb(words, i):
            return True
    return False


def _is_future_verb(words: Words, i: int) -> bool:
    return any(
        hit.before.endswith(_FUTURE) and any(feature.startswith("ind") for feature in hit.features)
        for hits in words.hits[i].values()
        for hit in hits
    )


def _reason(
    phrase: Phrase, value: str | None, published: dt.date | None, written: dt.date | None
) -> str | None:
    """Say why there is no value, or on what ground it departs from the day of publication."""
    if value is None:
        return _NO_DATE if published is None else _NO_VALUE
    if isinstance(phrase.meaning, Shift) and phrase.meaning.weekday is not None and published is not None:
        said = resolve(Shift(phrase.meaning.days), Setting(published))
        if said != value:
            return f"weekday against the publication date {published}: written on {written}"
    return None
