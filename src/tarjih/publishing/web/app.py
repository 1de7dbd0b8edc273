"""The application: pages under /ar and /en, data under /api, files under /static."""

from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import msgspec
from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from tarjih.errors import TarjihError
from tarjih.publishing.web.api import routers as api_routers
from tarjih.publishing.web.desk import Desk
from tarjih.publishing.web.pages import api_guide
from tarjih.publishing.web.pages import routers as page_routers
from tarjih.publishing.web.pages.frame import Page
from tarjih.publishing.web.security import Guard

__all__ = ["make_app"]

LANGUAGES = ("ar", "en")
_YEAR = 31_536_000


class _Files(StaticFiles):
    """Files of the package, their brotli twins to whoever takes them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self.folder = folder

    async def get_response(self, path: str, scope: Scope) -> Response:
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")
        twin = self.folder / f"{path}.br"
        if "br" in accepted and twin.is_file() and self.folder in twin.resolve().parents:
            media = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
            headers = {"content-encoding": "br", "vary": "accept-encoding"}
            return FileResponse(twin, media_type=media.get(Path(path).suffix), headers=headers)
        return await super().get_response(path, scope)


def make_app(desk: Desk, *, hosts: Iterable[str]) -> FastAPI:
    """Make the application that serves a case.

    Args:
        desk: The open case.
        hosts: What the `Host` header may say, with the port ("127.0.0.1:8000").
    """
    app = FastAPI(title="Tarjih", version="1", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.desk = desk
    with resources.as_file(resources.files("tarjih.publishing.web").joinpath("static")) as folder:
        app.mount("/static", _Files(folder), name="static")
    for router in api_routers():
        app.include_router(router, prefix="/api")
    app.include_router(api_guide.router, prefix="/api", include_in_schema=False)
    for language in LANGUAGES:
        for router in page_routers():
            app.include_router(router, prefix=f"/{language}", include_in_schema=False)

    @app.get("/", include_in_schema=False)
    def start(request: Request) -> RedirectResponse:
        wanted = request.headers.get("accept-language", "").lower()
        return RedirectResponse("/ar/" if wanted.startswith("ar") else "/en/", status_code=302)

    app.add_exception_handler(HTTPException, _explain)
    app.add_exception_handler(TarjihError, _explain)
    app.add_middleware(Guard, hosts=tuple(hosts))
    return app


def _explain(request: Request, error: Exception) -> Response:
    """Answer an error: one clear line, on a page or as JSON."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    reason = str(error.detail) if isinstance(error, HTTPException) else str(error)
    if request.url.path.startswith("/api/"):
        return Response(
            msgspec.json.encode({"detail": reason}), status_code=status, media_type="application/json"
        )
    return Page(request).draw("error.html", status=status, reason=reason, code=status)
