"""Events: the list, and one event with its origins, its conflicts and why its tellings are one."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tarjih.engine.rulings import join, part, trace
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.records.assessment import Assessment, Chain, CountEstimate
from tarjih.records.event import Conflict, Event, EventTelling, Fused, Value
from tarjih.records.reading import Reading
from tarjih.records.record import Record

__all__ = ["Told", "chains_of", "naming_of", "router"]

router = APIRouter()
_SHOWN = 60
_AROUND = 90  # code points of a report before and after the words of an event
_ORDERS = {
    "reports": "reports DESC, id",
    "newest": "first_day DESC, id",
    "oldest": "first_day IS NULL, first_day, id",
    "conflicts": "conflicts DESC, reports DESC, id",
    "unsure": "unsure DESC, reports DESC, id",
}
_FARTHEST = 100_000


class Told(Record, frozen=True, kw_only=True):
    """One telling with the words around it: before, the trigger itself, after."""

    telling: EventTelling
    outlet: str
    day: str
    before: str
    words: str
    after: str


class Side(Record, frozen=True, kw_only=True):
    """One side of a conflict: what is said, in which words, on whose word, in which reports."""

    value: str
    words: str
    origin: str
    reports: tuple[str, ...]


@router.get("/events")
def list_events(
    page: AnyPage,
    order: str = "reports",
    type_: Annotated[str, Query(alias="type")] = "",
    place: str = "",
    number: Annotated[int, Query(alias="page", ge=1, le=_FARTHEST)] = 1,
) -> HTMLResponse:
    """List the events of the case."""
    conditions = [(column, value) for column, value in (("type", type_), ("place", place)) if value]
    where = " WHERE " + " AND ".join(f"{column} = ?" for column, _ in conditions) if conditions else ""
    values = [value for _, value in conditions]
    shelf = page.desk.shelf
    ordered = _ORDERS.get(order, _ORDERS["reports"])
    rows = shelf.ask(
        f"SELECT event.* FROM (SELECT no FROM event{where} ORDER BY {ordered} LIMIT ? OFFSET ?)"
        f" JOIN event USING (no) ORDER BY {ordered}",
        [*values, _SHOWN, (number - 1) * _SHOWN],
    )
    count = shelf.count(f"SELECT count(*) FROM event{where}", values)
    return page.draw(
        "events.html",
        here="events",
        events=rows,
        order=order if order in _ORDERS else "reports",
        orders=list(_ORDERS),
        type=type_,
        place=place,
        types=[row["type"] for row in shelf.ask("SELECT DISTINCT type FROM event ORDER BY type")],
        count=count,
        number=number,
        last=max(1, -(-count // _SHOWN)),
    )


@router.get("/events/{event}")
def show(page: AnyPage, event: str) -> HTMLResponse:
    """Show one event: what each origin says of it, and where they differ."""
    found = _event(page, event)
    readings = _readings(page, found)
    naming = naming_of(page, found, readings)
    judged = page.desk.latest()
    return page.draw(
        "event.html",
        here="events",
        event=found,
        naming=naming,
        told=[_told(page, t, readings) for t in found.mentions if t.mention],
        chains=chains_of(found, judged),
        conflicts=[(c, _sides(c, found, naming), _estimate(c, found, judged)) for c in found.conflicts],
        unsure=[(name, reason) for name, _, reason in (u.partition(": ") for u in found.unsure)],
        cause=page.desk.event(found.cause) if found.cause else None,
        tolls=page.desk.tolls(found.id),
        readings=readings,
    )


@router.post("/events/{event}/same")
def same(
    page: AnyPage, event: str, other: Annotated[str, Form()], reason: Annotated[str, Form()]
) -> Response:
    """Say that two events are one."""
    ruling, about = join(page.desk.fused_of(event, other), [event, other])
    page.desk.rule(ruling, about=about, reason=reason)
    return RedirectResponse(page.to("events", event), status_code=303)


@router.post("/events/{event}/apart")
def apart(
    page: AnyPage, event: str, report: Annotated[list[str], Form()], reason: Annotated[str, Form()]
) -> Response:
    """Say that some reports tell another event."""
    ruling, about = part(page.desk.fused_of(event), event, report)
    page.desk.rule(ruling, about=about, reason=reason)
    return RedirectResponse(page.to("events"), status_code=303)


@router.post("/events/{event}/origin")
def set_origin(
    page: AnyPage,
    event: str,
    report: Annotated[str, Form()],
    body: Annotated[str, Form()],
    reason: Annotated[str, Form()],
) -> Response:
    """Say on whose word a report's account rests."""
    ruling, about = trace(page.desk.fused_of(event), event, report, body=body)
    page.desk.rule(ruling, about=about, reason=reason)
    return RedirectResponse(page.to("events", event), status_code=303)


def naming_of(page: Page, event: Event, readings: dict[str, Reading]) -> Naming:
    """Return the names of one event's origins and places in the language of the page."""
    return Naming(Fused(events=(event,)), readings, language="ar" if page.language == "ar" else "en")


def chains_of(event: Event, judged: Assessment | None) -> tuple[Chain, ...]:
    """Return the graded chains of an event as it was last judged, none where it bears on no question."""
    found = [e for e in (judged.evidence if judged else ()) if e.event == event.id]
    return found[0].chains if found else ()


def _event(page: Page, name: str) -> Event:
    found = page.desk.event(name)
    if found is None:
        raise HTTPException(404, page.say("event.none", event=name))
    return found


def _readings(page: Page, event: Event) -> dict[str, Reading]:
    reports = sorted({t.report for t in event.mentions})
    return {report: reading for report in reports if (reading := page.desk.reading(report)) is not None}


def _told(page: Page, telling: EventTelling, readings: dict[str, Reading]) -> Told:
    reading = readings.get(telling.report)
    text = reading.text if reading else ""
    span = telling.span
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    if len(before) == _AROUND:  # no word is cut
        before = f"… {before.partition(' ')[2]}"
    if len(after) == _AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return Told(
        telling=telling,
        outlet=(reading.outlet or "") if reading else "",
        day=page.day(reading.published) if reading else "",
        before=before,
        words=span.within(text),
        after=after,
    )


def _sides(conflict: Conflict, event: Event, naming: Naming) -> list[Side]:
    sides: dict[tuple[str, str], list[Value]] = {}
    for value in conflict.values:
        sides.setdefault((value.value, value.origin or ""), []).append(value)
    origins = {o.id: o.name for o in event.origins}
    return [
        Side(
            value=naming.value(shown) or shown,
            words=naming.words(values[0].report, values[0].span),
            origin=naming.origin(origin, origins.get(origin, "unknown")),
            reports=tuple(dict.fromkeys(v.report for v in values)),
        )
        for (shown, origin), values in sides.items()
    ]


def _estimate(conflict: Conflict, event: Event, judged: Assessment | None) -> CountEstimate | None:
    counts = judged.counts if judged else ()
    return next((c for c in counts if (c.event, c.about) == (event.id, conflict.about)), None)
