"""Reports as JSON: the list with its filters, and the reading of each."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Path, Query

from tarjih.publishing.web.api.asked import AnyDesk, Limit, Listed, Offset, Problem, listed
from tarjih.store.shelf.library import match_of

__all__ = ["router"]

router = APIRouter(tags=["reports"])
_COLUMNS = "id, title, outlet, published, language, added, attributions, events, leader"
_NONE: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}


@router.get("/reports")
def list_reports(
    desk: AnyDesk,
    q: Annotated[str, Query(max_length=500, description="words that a report holds, all of them")] = "",
    outlet: Annotated[str, Query(max_length=300)] = "",
    since: Annotated[dt.datetime | None, Query(description="what came into the case after this time")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Listed:
    """List the reports of the case by id; `since` gives what is new since a time."""
    where, values = ["1"], []
    if match := match_of(q):
        where.append("no IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(match)
    if outlet:
        where.append("outlet = ?")
        values.append(outlet)
    if since is not None:
        where.append("added > ?")
        values.append(_utc(since))
    inside = " AND ".join(where)
    total = desk.shelf.count(f"SELECT count(*) FROM report WHERE {inside}", values)
    rows = desk.shelf.ask(
        f"SELECT {_COLUMNS} FROM report WHERE {inside} ORDER BY added, id LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return listed(rows, total=total, offset=offset)


@router.get("/reports/{report}", responses=_NONE)
def show_report(desk: AnyDesk, report: Annotated[str, Path(max_length=500)]) -> dict[str, Any]:
    """Return the reading of one report, as `tarjih read` writes it, with people's reviews laid over it."""
    reading = desk.reading(report)
    if reading is None:
        raise HTTPException(404, f"wanted a report of the case, found none called {report!r}")
    found: dict[str, Any] = msgspec.to_builtins(reading)
    return found


def _utc(moment: dt.datetime) -> str:
    """Return a time as the shelf writes it; one without a zone is taken as UTC."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    try:
        return aware.astimezone(dt.UTC).isoformat()
    except OverflowError:  # the first and last day of the calendar, in a zone that leads beyond them
        return aware.replace(tzinfo=dt.UTC).isoformat()
