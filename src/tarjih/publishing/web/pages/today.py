"""Today: what came in, what waits for review, new conflicts, judgements that moved, failures."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from tarjih.publishing.web.pages.frame import AnyPage

__all__ = ["router"]

router = APIRouter()
_MOST = 8


@router.get("/")
def show(page: AnyPage) -> HTMLResponse:
    """Show what an analyst should look at first."""
    shelf = page.desk.shelf
    return page.draw(
        "today.html",
        here="today",
        reports=shelf.ask("SELECT * FROM report ORDER BY added DESC, id LIMIT ?", [_MOST]),
        conflicts=shelf.ask(
            "SELECT * FROM event WHERE conflicts > 0 ORDER BY reports DESC, id LIMIT ?", [_MOST]
        ),
        failures=page.desk.store.failures()[:_MOST],
        counts={
            "report": shelf.count("SELECT count(*) FROM report"),
            "event": shelf.count("SELECT count(*) FROM event"),
        },
    )
