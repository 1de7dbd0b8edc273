"""The judgement on one page that prints well: each statement with the words it rests on."""

import csv
import io

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from tarjih.errors import TarjihError
from tarjih.pipeline import SHIPPED
from tarjih.publishing.documents import as_json
from tarjih.publishing.web.pages.events import naming_of
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.publishing.web.pages.hypotheses import bars_of, events_of
from tarjih.records.assessment import Assessment, Evidence
from tarjih.records.event import Event
from tarjih.records.record import Record

__all__ = ["router"]

router = APIRouter()
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "event", "indicator", "type", "place", "first_day", "last_day", "reports", "origins", "probability",
    "probability_low", "probability_high", "word_en", "word_ar", "decibans", "grades", "report_ids",
    "judged_by",
)  # fmt: skip


class Note(Record, frozen=True, kw_only=True):
    """A footnote: the words of one report on which a statement rests, and where they stand."""

    number: int
    report: str
    claim: str
    outlet: str
    words: str
    origin: str


class Statement(Record, frozen=True, kw_only=True):
    """One piece of evidence as a statement with its footnotes."""

    evidence: Evidence
    event: Event
    place: str
    notes: tuple[Note, ...]


@router.get("/judgement")
def show(page: AnyPage) -> HTMLResponse:
    """Show the whole judgement."""
    name = page.request.query_params.get("set") or page.desk.question
    try:
        judged = page.desk.assessment(name)
    except TarjihError as error:
        return page.draw("cannot.html", here="judgement", reason=str(error), sets=SHIPPED, name=name)
    return page.draw(
        "judgement.html",
        here="judgement",
        judged=judged,
        bars=bars_of(judged),
        statements=_statements(page, judged),
        name=name,
        reports=page.desk.shelf.count("SELECT count(*) FROM report"),
    )


@router.get("/judgement.json")
def download_json(page: AnyPage) -> Response:
    """Give the assessment as a record."""
    judged = page.desk.assessment(page.request.query_params.get("set"))
    return _download(as_json(judged), "application/json", f"{judged.set_id}.json")


@router.get("/judgement.csv")
def download_csv(page: AnyPage) -> Response:
    """Give the evidence as a table, one row for each event; cells that a program would run are quoted."""
    judged = page.desk.assessment(page.request.query_params.get("set"))
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(_COLUMNS)
    for evidence, event in _pairs(page, judged):
        rows.writerow([_safe(value) for value in _row(evidence, event)])
    return _download(b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv", f"{judged.set_id}.csv")


def _pairs(page: Page, judged: Assessment) -> list[tuple[Evidence, Event]]:
    events = events_of(page, judged.evidence)
    return [(e, events[e.event]) for e in judged.evidence if e.event in events]


def _row(evidence: Evidence, event: Event) -> list[object]:
    probability = evidence.probability
    grades = " ".join(f"{c.name}={c.grade.letter}{c.grade.digit or ''}" for c in evidence.chains)
    by = "person" if any(c.proposed is not None for c in evidence.chains) else "machine"
    return [
        event.id, evidence.indicator, event.type, event.place or "", event.first_day or "",
        event.last_day or "", evidence.reports, f"{evidence.origins:g}",
        f"{probability.value:.4f}", f"{probability.low:.4f}",
        f"{probability.high:.4f}", probability.word_en, probability.word_ar, f"{evidence.diagnosticity:.3f}",
        grades, " ".join(sorted({t.report for t in event.mentions})), by,
    ]  # fmt: skip


def _safe(value: object) -> object:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _statements(page: Page, judged: Assessment) -> list[Statement]:
    found = []
    number = 0
    for evidence, event in _pairs(page, judged):
        reports = sorted({t.report for t in event.mentions})
        readings = {r: reading for r in reports if (reading := page.desk.reading(r)) is not None}
        naming = naming_of(page, event, readings)
        origins = {o.id: o.name for o in event.origins}
        notes: list[Note] = []
        for telling in event.mentions:
            if telling.mention and telling.report not in {n.report for n in notes}:
                number += 1
                notes.append(
                    Note(
                        number=number,
                        report=telling.report,
                        claim=telling.mention,
                        outlet=naming.outlet(telling.report),
                        words=_sentence(readings[telling.report].text, telling.span.start)
                        if telling.report in readings
                        else "",
                        origin=naming.origin(telling.origin, origins.get(telling.origin or "", "unknown")),
                    )
                )
        found.append(Statement(evidence=evidence, event=event, place=naming.place(event), notes=tuple(notes)))
    return found


def _sentence(text: str, at: int) -> str:
    """Return the paragraph around a place, at most some 200 code points of it."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    first, last = max(start, at - 100), min(end, at + 120)
    first = text.find(" ", first) + 1 if first > start else start
    last = text.rfind(" ", first, last) if last < end else end
    return f"{'… ' if first > start else ''}{text[first:last]}{' …' if last < end else ''}"


def _download(raw: bytes, media: str, name: str) -> Response:
    return Response(raw, media_type=media, headers={"content-disposition": f'attachment; filename="{name}"'})
