"""Events, origins and actors as JSON."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Path, Query

from tarjih.publishing.web.api.asked import AnyDesk, Limit, Listed, Offset, Problem, listed

__all__ = ["router"]

router = APIRouter(tags=["events"])
_COLUMNS = (
    "id, type, first_day, last_day, place, country, lat, lon, radius, reports, origins, unknown, conflicts,"
    " unsure, cause"
)
_NONE: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}
_DAY = Query(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a day, as in 2019-03-05")


@router.get("/events")
def list_events(
    desk: AnyDesk,
    type: Annotated[str, Query(max_length=60, description="a type of the ontology")] = "",  # noqa: A002
    place: Annotated[str, Query(max_length=300)] = "",
    first: Annotated[str | None, _DAY] = None,
    last: Annotated[str | None, _DAY] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Listed:
    """List the events of the case by id; `first` and `last` are days between which they happened."""
    asked = [
        (condition, value)
        for condition, value in (
            ("type = ?", type),
            ("place = ?", place),
            ("first_day >= ?", first),
            ("first_day <= ?", last),
        )
        if value
    ]
    inside = " AND ".join(["1", *(condition for condition, _ in asked)])
    values = [value for _, value in asked]
    total = desk.shelf.count(f"SELECT count(*) FROM event WHERE {inside}", values)
    rows = desk.shelf.ask(
        f"SELECT {_COLUMNS} FROM event WHERE {inside} ORDER BY id LIMIT ? OFFSET ?", [*values, limit, offset]
    )
    return listed(rows, total=total, offset=offset)


@router.get("/events/{event}", responses=_NONE)
def show_event(desk: AnyDesk, event: Annotated[str, Path(max_length=60)]) -> dict[str, Any]:
    """Return one event with its mentions, origins and conflicts, as `tarjih fuse` writes it."""
    found = desk.event(event)
    if found is None:
        raise HTTPException(404, f"wanted an event of the case, found none called {event!r}")
    record: dict[str, Any] = msgspec.to_builtins(found)
    return record


@router.get("/origins")
def list_origins(desk: AnyDesk, limit: Limit = 50, offset: Offset = 0) -> Listed:
    """List the bodies on whose word accounts rest."""
    total = desk.shelf.count("SELECT count(*) FROM origin")
    rows = desk.shelf.ask("SELECT * FROM origin ORDER BY id LIMIT ? OFFSET ?", [limit, offset])
    return listed(rows, total=total, offset=offset)


@router.get("/actors")
def list_actors(desk: AnyDesk, limit: Limit = 50, offset: Offset = 0) -> Listed:
    """List the groups, forces, governments and outlets that events name; persons are left out."""
    total = desk.shelf.count("SELECT count(*) FROM actor")
    rows = desk.shelf.ask("SELECT * FROM actor ORDER BY key LIMIT ? OFFSET ?", [limit, offset])
    return listed(rows, total=total, offset=offset)
