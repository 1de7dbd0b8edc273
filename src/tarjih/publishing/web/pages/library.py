"""The library: every report of the case, searched and sorted out by what it tells."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tarjih.errors import InputError
from tarjih.publishing.commands.cases import now
from tarjih.publishing.commands.deciding import user_name
from tarjih.publishing.web.excerpt import excerpt
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.store.entries import Decision
from tarjih.store.shelf.library import Wanted, chosen_facets, find_reports

__all__ = ["router"]

router = APIRouter()
_SAVE = "save-search"
_FARTHEST = 100_000
_MONTHS = {"told", "happened"}


@router.get("/library")
def show(
    page: AnyPage, q: str = "", number: Annotated[int, Query(alias="page", ge=1, le=_FARTHEST)] = 1
) -> HTMLResponse:
    """List reports that hold some words and tell some things."""
    query = page.request.query_params
    facets = chosen_facets({key: query.getlist(key) for key in query})
    wanted = Wanted(words=q, facets=facets, page=number)
    found = find_reports(page.desk.shelf, wanted)
    excerpts = {}
    for row in found.rows:
        reading = page.desk.reading(row["id"])
        excerpts[row["id"]] = excerpt(reading.text[len(row["title"]) :], q) if reading else []
    return page.draw(
        "library.html",
        here="library",
        q=q,
        wanted=wanted,
        found=found,
        excerpts=excerpts,
        value_name=lambda kind, value, name: _name(page, kind, value, name),
        saved=_saved(page),
        query=page.request.url.query,
        last=max(1, -(-found.texts // wanted.size)),
    )


@router.post("/library/saved")
def save(page: AnyPage, query: Annotated[str, Form()], name: Annotated[str, Form()]) -> Response:
    """Keep a search under a name."""
    if not name.strip():
        raise InputError(page.say("library.no_name"))
    page.desk.note(_SAVE, query[:2000], reason=name.strip()[:200], who=user_name(), at=now())
    return RedirectResponse(page.to("library") + f"?{query}", status_code=303)


@router.post("/library/forget")
def forget(page: AnyPage, number: Annotated[int, Form()]) -> Response:
    """Forget a search that was kept."""
    if number not in {d.id for d in _saved(page)}:
        raise InputError(page.say("library.no_search"))
    page.desk.forget(number)
    return RedirectResponse(page.to("library"), status_code=303)


def _saved(page: Page) -> list[Decision]:
    return [d for d in page.desk.decisions() if d.act == _SAVE and d.stands()]


def _name(page: Page, kind: str, value: str, name: str) -> str:
    """Return how a value of a facet is shown."""
    if kind == "type":
        return page.type(value)
    if kind in _MONTHS:
        year, _, month = value.partition("-")
        return f"{page.texts.month[int(month) - 1]} {year}" if month else year
    return name
