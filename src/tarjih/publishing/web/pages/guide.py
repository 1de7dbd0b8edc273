"""Help: the keys, and a glossary of grades and of the words of likelihood."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from tarjih.publishing.web.pages.frame import AnyPage
from tarjih.weighing.model import letters

__all__ = ["router"]

router = APIRouter()


@router.get("/help")
def show(page: AnyPage) -> HTMLResponse:
    """Explain keys, grades and words."""
    return page.draw("help.html", here="help", letters=letters())
