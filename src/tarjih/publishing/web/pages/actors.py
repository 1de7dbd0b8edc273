"""Actors: groups, forces, governments and outlets - what each did, what was done to it, by whose word.

Persons have no page: nothing here profiles anybody.
"""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import HTMLResponse

from tarjih.lexicons import load
from tarjih.publishing.web.pages.frame import AnyPage
from tarjih.reading.naming import ActorRow
from tarjih.store.shelf.shelf import Row

__all__ = ["router"]

router = APIRouter()
_SHOWN = 80
_EVENTS = 50
_FARTHEST = 100_000


@router.get("/actors")
def list_actors(
    page: AnyPage, number: Annotated[int, Query(alias="page", ge=1, le=_FARTHEST)] = 1
) -> HTMLResponse:
    """List whom the events of the case name."""
    shelf = page.desk.shelf
    count = shelf.count("SELECT count(*) FROM actor")
    return page.draw(
        "actors.html",
        here="actors",
        actors=shelf.ask(
            "SELECT * FROM actor ORDER BY events DESC, name, key LIMIT ? OFFSET ?",
            [_SHOWN, (number - 1) * _SHOWN],
        ),
        number=number,
        last=max(1, -(-count // _SHOWN)),
    )


@router.get("/actors/{key:path}")
def show(page: AnyPage, key: str) -> HTMLResponse:
    """Show one actor."""
    shelf = page.desk.shelf
    actor = shelf.one("SELECT * FROM actor WHERE key = ?", [key])
    if actor is None:
        raise HTTPException(404, page.say("actors.none", key=key))
    row = next((r for r in load("reading/actors.tsv", ActorRow) if r.id == key), None)
    return page.draw(
        "actor.html",
        here="actors",
        actor=actor,
        row=row,
        forms=row.forms.split("|") if row is not None else [],
        did=_events(page, key, "actor"),
        suffered=_events(page, key, "target"),
        words=shelf.ask(
            "SELECT origin.id, origin.name, origin.kind, voice.events FROM voice JOIN origin ON id = origin"
            " WHERE voice.key = ? ORDER BY voice.events DESC, origin.name LIMIT 20",
            [key],
        ),
    )


def _events(page: AnyPage, key: str, role: str) -> list[Row]:
    return page.desk.shelf.ask(
        "SELECT event.* FROM (SELECT no FROM event WHERE no IN (SELECT event FROM player WHERE key = ? AND"
        " role = ?) ORDER BY first_day DESC, id LIMIT ?) JOIN event USING (no) ORDER BY first_day DESC, id",
        [key, role, _EVENTS],
    )
