"""Reports as JSON."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request

from tarjih.publishing.web.desk import Desk

__all__ = ["router"]

router = APIRouter(tags=["reports"])


@router.get("/reports")
def list_reports(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> list[dict[str, Any]]:
    """List the reports of the case, newest first."""
    desk: Desk = request.app.state.desk
    rows = desk.shelf.ask(
        "SELECT id, title, outlet, published, language, attributions, events FROM report"
        " ORDER BY published DESC, id LIMIT ? OFFSET ?",
        [limit, offset],
    )
    return [dict(row) for row in rows]


@router.get("/reports/{report}")
def show_report(request: Request, report: str) -> dict[str, Any]:
    """Return the reading of one report, as `tarjih read` writes it."""
    desk: Desk = request.app.state.desk
    reading = desk.reading(report)
    if reading is None:
        raise HTTPException(404, f"wanted a report of the case, found none called {report!r}")
    found: dict[str, Any] = msgspec.to_builtins(reading)
    return found
