"""The library: every report of the case, searched and sorted out by what it tells."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from tarjih.publishing.web.pages.frame import AnyPage

__all__ = ["router"]

router = APIRouter()
_SHOWN = 40


@router.get("/library")
def show(page: AnyPage, q: str = "") -> HTMLResponse:
    """List reports."""
    rows = page.desk.shelf.ask("SELECT * FROM report ORDER BY published DESC, id LIMIT ?", [_SHOWN])
    return page.draw("library.html", here="library", q=q, reports=rows)
