"""Reports on their way into a case, made up for the tests."""

import datetime as dt
import hashlib

from tarjih.records.reading import EventMention, Reading
from tarjih.records.report import Cut, Original, Report, Segment
from tarjih.records.span import Span
from tarjih.store.entries import Arrival

AT = dt.datetime(2019, 3, 9, 12, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=2)


def make_report(number: int, *, outlet: str | None = "نهار المدينة", called: str | None = None) -> Report:
    text = f"خبر رقم {number}\n\nقالت بلدية المدينة إن الجسر رقم {number} أغلق صباح أمس."
    return Report(
        id=called or f"report-{number:05}",
        title=f"خبر رقم {number}",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        outlet=outlet,
        published=dt.date(2019, 3, 5),
        cut=(Cut(text="اقرأ أيضا", reason="a link to other reports", at="end"),),
        segments=(Segment(0, 0, len(text)),),
        notes=("encoding guessed",),
    )


def make_arrival(number: int, *, outlet: str | None = "نهار المدينة", name: str | None = None) -> Arrival:
    report = make_report(number, outlet=outlet)
    raw = report.text.encode()
    name = name or f"{number}.txt"
    original = Original(sha256=report.sha256, size=len(raw), name=name, media="text/plain", acquired=AT)
    return Arrival(report=report, original=original, source=f"{name} {outlet}", name=name, raw=raw)


def make_reading(number: int) -> Reading:
    report = make_report(number)
    event = EventMention(id="V1", type="closure", trigger=Span(30, 34), rule="made up")
    return Reading(
        report=report.id, title=report.title, text=report.text, sha256=report.sha256, events=(event,)
    )
