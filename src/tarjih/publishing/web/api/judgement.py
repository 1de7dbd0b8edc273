"""Judgements, decisions and failures as JSON, and a text that is read and not kept."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field

from tarjih.errors import TarjihError
from tarjih.pipeline import SHIPPED, read
from tarjih.publishing.web.api.asked import AnyDesk, Problem

__all__ = ["router"]

router = APIRouter(tags=["judgement"])
_WRONG: dict[int | str, dict[str, Any]] = {400: {"model": Problem}, 403: {"model": Problem}}


class Text(BaseModel):
    """A report to be read and not kept."""

    text: str = Field(max_length=400_000)
    published: str | None = Field(default=None, max_length=40, description="its day, as in 2019-03-05")


@router.get("/judgement", responses={400: {"model": Problem}})
def show_judgement(
    desk: AnyDesk,
    set: Annotated[str | None, Query(description="decline or truce; the case's own if not given")] = None,  # noqa: A002
) -> dict[str, Any]:
    """Return the judgement of the case as it stands, with everything it rests on."""
    if set is not None and set not in SHIPPED:
        raise HTTPException(400, f"wanted one of {', '.join(SHIPPED)}, found {set!r}")
    try:
        found: dict[str, Any] = msgspec.to_builtins(desk.assessment(set))
    except TarjihError as error:
        raise HTTPException(400, str(error)) from error
    return found


@router.get("/decisions")
def list_decisions(desk: AnyDesk) -> list[dict[str, Any]]:
    """List what people decided about the case, undone decisions too, oldest first."""
    found: list[dict[str, Any]] = msgspec.to_builtins(desk.store.decisions())
    return found


@router.get("/failures")
def list_failures(desk: AnyDesk) -> list[dict[str, Any]]:
    """List what could not be used, with the reason."""
    found: list[dict[str, Any]] = msgspec.to_builtins(desk.store.failures())
    return found


@router.post("/try", responses=_WRONG)
def try_text(text: Text) -> dict[str, Any]:
    """Read a text and return what was found; nothing is stored."""
    try:
        found: dict[str, Any] = msgspec.to_builtins(read(text.text, published=text.published or None))
    except TarjihError as error:
        raise HTTPException(400, str(error)) from error
    return found
