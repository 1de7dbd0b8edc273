"""Chains: who cites whom for an event, and the card of one source with its grade and what rests on it."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tarjih.engine.rulings import grade as grade_body
from tarjih.engine.rulings import name_one_body
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.web.graph import draw_chains
from tarjih.publishing.web.pages.events import naming_of
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.records.event import Event, EventTelling, Origin
from tarjih.records.reading import Reading
from tarjih.records.ruling import Graded, OneBody
from tarjih.store.shelf.shelf import Row
from tarjih.weighing.grades import grade_origin
from tarjih.weighing.model import letters

__all__ = ["router"]

router = APIRouter()
_SHOWN = 60
_EVENTS = 40
_FARTHEST = 100_000


@router.get("/chains")
def show(
    page: AnyPage,
    event: str = "",
    body: str = "",
    number: Annotated[int, Query(alias="page", ge=1, le=_FARTHEST)] = 1,
) -> HTMLResponse:
    """List the sources; or show the chains of an event, or the card of a source."""
    if event:
        return _event_chains(page, event)
    if body:
        return _source_card(page, body)
    shelf = page.desk.shelf
    count = shelf.count("SELECT count(*) FROM origin")
    return page.draw(
        "sources.html",
        here="chains",
        origins=shelf.ask(
            "SELECT * FROM origin ORDER BY events DESC, name, id LIMIT ? OFFSET ?",
            [_SHOWN, (number - 1) * _SHOWN],
        ),
        events=shelf.ask("SELECT * FROM event WHERE origins > 0 ORDER BY reports DESC, id LIMIT 12"),
        number=number,
        last=max(1, -(-count // _SHOWN)),
    )


@router.post("/chains/grade")
def grade(
    page: AnyPage,
    body: Annotated[str, Form()],
    letter: Annotated[str, Form()],
    reason: Annotated[str, Form()],
) -> Response:
    """Say how reliable a source is."""
    events = [row["id"] for row in _events_of(page, body)]
    ruling, about = grade_body(page.desk.fused_of(*events), body, letter=letter)
    page.desk.rule(ruling, about=about, reason=reason)
    return RedirectResponse(page.to("chains", body=body), status_code=303)


@router.post("/chains/one")
def one(
    page: AnyPage, body: Annotated[str, Form()], other: Annotated[str, Form()], reason: Annotated[str, Form()]
) -> Response:
    """Say that two sources are one body."""
    events = [row["id"] for name in (body, other) for row in _events_of(page, name)]
    ruling, about = name_one_body(page.desk.fused_of(*events), [body, other])
    page.desk.rule(ruling, about=about, reason=reason)
    return RedirectResponse(page.to("chains", body=body), status_code=303)


def _event_chains(page: Page, name: str) -> HTMLResponse:
    event = page.desk.event(name)
    if event is None:
        raise HTTPException(404, page.say("event.none", event=name))
    readings = _readings(page, event)
    naming = naming_of(page, event, readings)
    names = {o.id: naming.origin(o.id, o.name) for o in event.origins}
    outlets = {report: naming.outlet(report) for report in readings}
    return page.draw(
        "chains.html",
        here="chains",
        event=event,
        naming=naming,
        names=names,
        drawn=draw_chains(event, names=names, outlets=outlets, mirrored=page.language == "ar"),
        links=[(t, outlets.get(t.report, t.report), _words(t, readings)) for t in event.mentions if t.origin],
    )


def _source_card(page: Page, name: str) -> HTMLResponse:
    rows = _events_of(page, name)
    events = [event for row in rows if (event := page.desk.event(row["id"])) is not None]
    origin = next((o for event in events for o in event.origins if o.id == name), None)
    if origin is None:
        raise HTTPException(404, page.say("chains.none", body=name))
    readings = {r: reading for e in events[:1] for r, reading in _readings(page, e).items()}
    naming: Naming = naming_of(page, events[0], readings)
    key = origin.key or origin.name
    history = [
        d
        for d in page.desk.decisions()
        if (isinstance(d.ruling, Graded) and d.ruling.body == key)
        or (isinstance(d.ruling, OneBody) and key in d.ruling.names)
    ]
    return page.draw(
        "source.html",
        here="chains",
        origin=origin,
        shown=naming.origin(origin.id, origin.name),
        machine=grade_origin(origin, graded={}),
        history=history,
        standing=next((d for d in reversed(history) if d.stands() and isinstance(d.ruling, Graded)), None),
        rows=rows,
        total=page.desk.shelf.count("SELECT coalesce(sum(events), 0) FROM origin WHERE id = ?", [name]),
        reports=_reports(events, origin),
        letters=list(letters()),
        others=page.desk.shelf.ask(
            "SELECT id, name FROM origin WHERE id != ? ORDER BY events DESC LIMIT 200", [name]
        ),
    )


def _events_of(page: Page, origin: str) -> list[Row]:
    """Return the newest events that rest on the word of an origin."""
    return page.desk.shelf.ask(
        "SELECT event.* FROM (SELECT no FROM event WHERE no IN (SELECT event FROM telling WHERE origin = ?)"
        " ORDER BY first_day DESC, id LIMIT ?) JOIN event USING (no) ORDER BY first_day DESC, id",
        [origin, _EVENTS],
    )


def _reports(events: list[Event], origin: Origin) -> list[str]:
    return sorted({t.report for e in events for t in e.mentions if t.origin == origin.id})


def _readings(page: Page, event: Event) -> dict[str, Reading]:
    reports = sorted({t.report for t in event.mentions})
    return {r: reading for r in reports if (reading := page.desk.reading(r)) is not None}


def _words(telling: EventTelling, readings: dict[str, Reading]) -> str:
    """Return the words that show a link: the source and its words of saying."""
    reading = readings.get(telling.report)
    if reading is None:
        return ""
    spans = sorted(span for span in (telling.cue, telling.source) if span is not None)
    return " … ".join(" ".join(span.within(reading.text).split()) for span in spans)
