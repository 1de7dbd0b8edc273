"""What the routes of the API share: the case, and how lists are paged."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field

from tarjih.publishing.web.desk import Desk
from tarjih.store.shelf.shelf import Row

__all__ = ["AnyDesk", "Limit", "Listed", "Offset", "Problem", "listed"]


class Problem(BaseModel):
    """Why nothing is given: what was wanted, what was found."""

    detail: str


class Listed(BaseModel):
    """One page of a list: its items, how many there are in all, and where the next page begins."""

    total: int = Field(ge=0)
    offset: int = Field(ge=0)
    next: int | None = Field(description="the offset of the next page, null on the last one")
    items: list[dict[str, Any]]


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AnyDesk = Annotated[Desk, Depends(_desk)]
Limit = Annotated[int, Query(ge=1, le=500, description="at most so many items")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="so many items are passed over")]


def listed(rows: list[Row], *, total: int, offset: int) -> Listed:
    """Return rows of the shelf as one page of a list."""
    after = offset + len(rows)
    return Listed(
        total=total,
        offset=offset,
        next=after if rows and after < total else None,
        items=[dict(row) for row in rows],
    )
