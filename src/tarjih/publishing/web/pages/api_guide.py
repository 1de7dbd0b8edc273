"""What the API offers, as a page: made from its OpenAPI description, without a script."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from tarjih.publishing.web.pages.frame import AnyPage

__all__ = ["router"]

router = APIRouter()


@router.get("/docs")
def show(page: AnyPage) -> HTMLResponse:
    """List the routes with their parameters and answers."""
    described = page.request.app.openapi()
    routes = [
        (path, method.upper(), operation)
        for path, methods in sorted(described["paths"].items())
        for method, operation in methods.items()
    ]
    return page.draw("api.html", here="help", routes=routes, version=described["info"]["version"])
