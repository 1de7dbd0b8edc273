"""The reader: a report with everything that was read in it marked, and its claims beside it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tarjih.errors import InputError
from tarjih.publishing.web.claims import Claim, Undo, claims_of
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.publishing.web.segments import KINDS, marks_of, paragraphs
from tarjih.records.reading import Reading
from tarjih.records.ruling import Added, Corrected, Place, Reviewed, Ruling
from tarjih.records.span import Span
from tarjih.weighing.model import event_types

__all__ = ["router"]

router = APIRouter()
Tab = Literal["text", "original", "cut", "log"]
Status = Literal["occurred", "ongoing", "planned", "attempted", "denied", "hypothetical"]


@router.get("/reports/{report}")
def show(
    page: AnyPage,
    report: str,
    claim: str = "",
    tab: Tab = "text",
) -> HTMLResponse:
    """Show a report; `claim` is the one that is looked at."""
    reading = _reading(page, report)
    reviews = page.desk.reviews(report)
    claims = claims_of(reading, reviews)
    chosen = next((c for c in claims if c.ref == claim), claims[0] if claims else None)
    at = claims.index(chosen) if chosen is not None else 0
    return page.draw(
        "reader.html",
        here="library",
        reading=reading,
        paragraphs=paragraphs(reading.text, marks_of(reading)),
        claims=claims,
        chosen=chosen,
        number_of={c.ref: n for n, c in enumerate(claims, 1)},
        before=claims[at - 1].ref if at > 0 else "",
        after=claims[at + 1].ref if at + 1 < len(claims) else "",
        kinds=KINDS,
        tab=tab,
        event_of=_events(page, report),
        original=_original(page, report) if tab == "original" else "",
        sightings=page.desk.store.sightings(report) if tab == "log" else [],
        reviews=reviews,
        undo=Undo(report=report, number=reviews[-1].number) if reviews else None,
        types=sorted(event_types(), key=page.type),
    )


@router.post("/reports/{report}/review")
def review(
    page: AnyPage,
    report: str,
    ref: Annotated[str, Form()],
    verdict: Annotated[Literal["accept", "reject", "flag"], Form()],
    state: Annotated[Literal["assigned", "reviewed", "second review", "final"], Form()] = "reviewed",
    reason: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Say what a claim is worth, and go on with the next one."""
    reading = _reading(page, report)
    claims = claims_of(reading, ())
    at = next((n for n, c in enumerate(claims) if c.ref == ref), None)
    if at is None:
        raise HTTPException(404, page.say("reader.no_claim"))
    claim = claims[at]
    ruling = Reviewed(place=_place(report, claim), claim=claim.kind, verdict=verdict, state=state)
    page.desk.rule(ruling, about=f"{report} {ref}", reason=reason or page.say(f"reader.did_{verdict}"))
    following = claims[at + 1].ref if at + 1 < len(claims) else ref
    return RedirectResponse(
        _inner(page, back) or page.to("reports", report, claim=following), status_code=303
    )


@router.post("/reports/{report}/correct")
def correct(
    page: AnyPage,
    report: str,
    ref: Annotated[str, Form()],
    event_type: Annotated[str, Form()],
    status: Annotated[Status, Form()],
    reason: Annotated[str, Form(max_length=2000)],
) -> Response:
    """Give an event another type or status."""
    claim = next(
        (c for c in claims_of(_reading(page, report), ()) if c.ref == ref and c.kind == "event"), None
    )
    if claim is None or event_type not in event_types():
        raise HTTPException(404, page.say("reader.no_claim"))
    _rule(
        page,
        Corrected(place=_place(report, claim), event_type=event_type, status=status),
        report,
        ref,
        reason,
    )
    return RedirectResponse(page.to("reports", report, claim=ref), status_code=303)


@router.post("/reports/{report}/add")
def add(
    page: AnyPage,
    report: str,
    start: Annotated[int, Form(ge=0)],
    end: Annotated[int, Form(ge=1)],
    event_type: Annotated[str, Form()],
    reason: Annotated[str, Form(max_length=2000)],
) -> Response:
    """Add an event that the machine passed over."""
    reading = _reading(page, report)
    if not start < end <= len(reading.text) or event_type not in event_types():
        raise InputError(page.say("reader.no_words"))
    place = Place(report=report, span=Span(start, end))
    _rule(page, Added(place=place, event_type=event_type), report, str(place), reason)
    return RedirectResponse(page.to("reports", report), status_code=303)


@router.post("/reports/{report}/undo")
def undo(
    page: AnyPage,
    report: str,
    number: Annotated[int | None, Form()] = None,
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Take back a review of this report, the last one if none is named."""
    standing = [r.number for r in page.desk.reviews(report)]
    if not standing or (number is not None and number not in standing):
        raise HTTPException(404, page.say("reader.nothing_to_undo"))
    page.desk.undo(standing[-1] if number is None else number)
    return RedirectResponse(_inner(page, back) or page.to("reports", report), status_code=303)


def _rule(page: Page, ruling: Ruling, report: str, ref: str, reason: str) -> None:
    if not reason.strip():
        raise InputError(page.say("reader.no_reason"))
    page.desk.rule(ruling, about=f"{report} {ref}", reason=reason)


def _reading(page: Page, report: str) -> Reading:
    reading = page.desk.reading(report)
    if reading is None:
        raise HTTPException(404, page.say("reader.no_report", report=report))
    return reading


def _place(report: str, claim: Claim) -> Place:
    return Place(report=report, span=claim.at)


def _events(page: Page, report: str) -> dict[str, str]:
    """Return the events of the case that the claims of a report tell, by claim."""
    rows = page.desk.shelf.ask(
        "SELECT claim.ref, event.id FROM claim JOIN report ON report.no = claim.report"
        " JOIN event ON event.no = claim.event WHERE report.id = ?",
        [report],
    )
    return {row["ref"]: row["id"] for row in rows}


def _original(page: Page, report: str) -> str:
    """Return the original as text, whatever cannot be read in it replaced; it is shown, never run."""
    held = page.desk.store.report(report)
    if held is None:
        return ""
    raw = page.desk.store.originals.read(held.sha256)
    return raw.decode(held.encoding or "utf-8", "replace")


def _inner(page: Page, back: str) -> str:
    """Return an address of our own pages, "" for any other."""
    return back if back.startswith(f"/{page.language}/") and "//" not in back and "\\" not in back else ""
