"""How events, origins and reports are named to a reader of one language."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from tarjih.arabic.orthography import fold
from tarjih.publishing.terminal.sheet import Language
from tarjih.publishing.terminal.texts import Texts, texts
from tarjih.records.assessment import Assessment, Chain, Grade
from tarjih.records.event import Event, EventTelling, Fused
from tarjih.records.reading import Reading
from tarjih.records.span import Span
from tarjih.weighing.counting import Case
from tarjih.weighing.model import event_types, kinds, letters

__all__ = ["Naming", "is_arabic"]

_UNKNOWN = "unknown"
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_ONE_DAY = dt.timedelta(days=1)
_AT_LEAST = " at least"  # how fusion ends a number that is open upwards
_TYPE_WORDS = 2  # at most so many before a name: "the human rights" of an office


def is_arabic(text: str) -> bool:
    """Say whether most letters of a text are Arabic."""
    letters_ = [c for c in text if c.isalpha()]
    arabic = sum(unicodedata.bidirectional(c) == "AL" for c in letters_)
    return 2 * arabic > len(letters_)


class Naming:
    """Names in one language; the words of the reports themselves where a neutral name is in the other."""

    def __init__(self, fused: Fused, readings: Mapping[str, Reading], *, language: Language) -> None:
        self.language: Language = language
        self.texts: Texts = texts(language)
        self.events = {event.id: event for event in fused.events}
        self._readings = readings
        self._tellings: dict[str, list[EventTelling]] = {}
        self._bodies: dict[str, str] = {}
        self._whole = _whole_names(readings)
        for event in fused.events:
            for telling in event.mentions:
                self._tellings.setdefault(telling.origin or "", []).append(telling)
            for origin in event.origins:
                self._bodies.setdefault(origin.key or origin.name, origin.id)

    def reading(self, report: str) -> Reading | None:
        """Return the reading of a report, None where there is none at hand."""
        return self._readings.get(report)

    def words(self, report: str, span: Span | None) -> str:
        """Return the words of a report under a span, "" where they are not at hand."""
        reading = self._readings.get(report)
        if reading is None or span is None:
            return ""
        return " ".join(span.within(reading.text).split())

    def outlet(self, report: str) -> str:
        """Return the outlet of a report, else its id."""
        reading = self._readings.get(report)
        return (reading.outlet if reading else None) or report

    def type(self, name: str) -> str:
        """Return the name of a type of event."""
        row = event_types().get(name)
        if row is None:
            return name
        return row.name_ar if self.language == "ar" else row.name_en

    def kind(self, name: str) -> str:
        """Return the name of a kind of source."""
        row = kinds().get(name)
        if row is None:
            return name
        return row.name_ar if self.language == "ar" else row.name_en

    def grade(self, grade: Grade) -> tuple[str, str]:
        """Return letter and digit, and what they mean."""
        row = letters()[grade.letter]
        meaning = row.name_ar if self.language == "ar" else row.name_en
        if grade.digit is None:
            return grade.letter, meaning
        return (
            f"{grade.letter}{grade.digit}",
            f"{meaning}{self.texts.comma}{self.texts.confirmed[str(grade.digit)]}",
        )

    def place(self, event: Event) -> str:
        """Return where an event happened, "" where it is unresolved."""
        if not event.place or self.language == "en" or is_arabic(event.place):
            return event.place or ""
        for telling in event.mentions:
            reading = self._readings.get(telling.report)
            for entity in reading.entities if reading else ():
                if entity.name == event.place and entity.mentions:
                    return self.words(telling.report, entity.mentions[0])
        return event.place

    def days(self, event: Event) -> str:
        """Return when an event happened, "" where it is unresolved; the end of its interval is excluded."""
        if event.first_day is None:
            return ""
        last = event.last_day - _ONE_DAY if event.last_day else event.first_day
        return self.texts.days(event.first_day, max(event.first_day, last))

    def title(self, event: Event) -> tuple[str, ...]:
        """Return what names an event: its type, where and when, as far as known."""
        return tuple(part for part in (self.type(event.type), self.place(event), self.days(event)) if part)

    def origin(self, origin: str | None, name: str) -> str:
        """Return the name of an origin, as the reports write it where the neutral name is foreign."""
        if name == _UNKNOWN or not name:
            return self.texts.say("unknown_origin" if name == _UNKNOWN else "unnamed")
        if self.language == "en" or is_arabic(name):
            return self._whole.get(fold(name), name)
        for telling in self._tellings.get(origin or "", ()):
            written = self.words(telling.report, telling.source)
            if written:
                return written
        return name

    def body(self, body: str, name: str) -> str:
        """Return the name of a body that stands behind origins of several events."""
        if name == _UNKNOWN:
            return self.texts.say("unknown_body")
        return self.origin(self._bodies.get(body), name)

    def subject(self, subject: str) -> str:
        """Return whom the question is about, as reports write it where only a key is known."""
        for reading in self._readings.values():
            for entity in reading.entities:
                written = (span.within(reading.text) for span in entity.mentions)
                if subject == entity.row:
                    readable = self.language == "en" or is_arabic(entity.name)
                    return entity.name if readable else next(written, entity.name)
                for name in (entity.name, *written):
                    if fold(name) == subject:
                        return " ".join(name.split())
        return subject

    def hypothesis(self, assessment: Assessment, hypothesis: str) -> str:
        """Return the name of a hypothesis."""
        judged = next((j for j in assessment.judged if j.hypothesis == hypothesis), None)
        if judged is None:
            return hypothesis
        return judged.name_ar if self.language == "ar" else judged.name_en

    def value(self, value: str) -> str:
        """Return one side of a conflict to a reader, "" where it has no name in the language.

        Days and ways to be (planned, denied) are put in words, numbers stand as they are.
        """
        said, _, note = value.removesuffix(")").partition(" (")
        if value.endswith(")") and note in self.texts.hedge:
            return f"{self._plain_value(said)} ({self.texts.hedge[note]})"
        return self._plain_value(value)

    def _plain_value(self, value: str) -> str:
        if value in self.texts.status:
            return self.texts.status[value]
        if _DAY.fullmatch(value):
            return self.texts.day(dt.date.fromisoformat(value))
        if value.endswith(_AT_LEAST):
            return self.texts.say("at_least", n=value.removesuffix(_AT_LEAST))
        if self.language == "en" or not any(c.isascii() and c.isalpha() for c in value):
            return value
        counted = value.split(" ")[0]
        return counted if counted[:1].isdecimal() else ""

    def rests_on(
        self, reports: int, origins: float, *, key: str = "rests_on", case: Case = "nominative"
    ) -> str:
        """Return how many reports there are, of how many independent origins."""
        return self.texts.say(
            key,
            reports=self.texts.count("report", reports),
            origins=self.texts.count("origin", origins, case=case),
        )

    def voices(self, chain: Chain, way: tuple[str, ...]) -> list[str]:
        """Return the voices between a report and the origin, the nearest to the report first.

        A fuller name of the origin itself ("the spokesman, Colonel ...") is no voice between.
        """
        own = fold(chain.name)
        between = [name for name in way if not name or not _same(fold(name), own)]
        return [self.origin(None, name) for name in between]


def _same(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _whole_names(readings: Mapping[str, Reading]) -> dict[str, str]:
    """Return how reports write the names of bodies with their type words, by the folded name.

    "The Plain" alone is nobody to a reader, "the Plain observatory" is. The commonest way wins, then the
    shortest.
    """
    written: dict[str, Counter[str]] = {}
    for report in sorted(readings):
        for entity in readings[report].entities:
            if entity.kind in {"PERSON", "PLACE"}:
                continue
            ways = (" ".join(span.within(readings[report].text).split()) for span in entity.mentions)
            fitting = [way for way in ways if _is_whole(way, name=entity.name)]
            written.setdefault(fold(entity.name), Counter()).update(fitting)
    return {
        name: min(ways, key=lambda way: (-ways[way], len(way), way)) for name, ways in written.items() if ways
    }


def _is_whole(way: str, *, name: str) -> bool:
    """Say whether a mention is a name with up to two words before it."""
    before = fold(way).removesuffix(fold(name))
    return before.endswith(" ") and len(before.split()) <= _TYPE_WORDS
