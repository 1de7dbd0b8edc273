"""Try it: paste a text or drop a file, and see what is read in it; nothing is stored."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse

from tarjih.errors import TarjihError
from tarjih.pipeline import read
from tarjih.publishing.web.claims import claims_of
from tarjih.publishing.web.pages.frame import AnyPage
from tarjih.publishing.web.segments import KINDS, marks_of, paragraphs

__all__ = ["router"]

router = APIRouter()
_LONGEST = 400_000  # code points


@router.get("/try")
def show(page: AnyPage) -> HTMLResponse:
    """Ask for a text."""
    return page.draw("trial.html", here="trial", text="", published="", reading=None)


@router.post("/try")
def try_text(
    page: AnyPage,
    text: Annotated[str, Form(max_length=_LONGEST)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
) -> HTMLResponse:
    """Read a text and show what was found."""
    try:
        reading = read(text, published=published or None)
    except TarjihError as error:
        return page.draw(
            "trial.html",
            here="trial",
            text=text,
            published=published,
            reading=None,
            wrong=str(error),
            status=400,
        )
    return page.draw(
        "trial.html",
        here="trial",
        text=text,
        published=published,
        reading=reading,
        paragraphs=paragraphs(reading.text, marks_of(reading)),
        claims=claims_of(reading, ()),
        kinds=KINDS,
    )
