"""The same data as JSON: each module gives a `router` that is mounted under /api."""

from fastapi import APIRouter

__all__ = ["routers"]


def routers() -> list[APIRouter]:
    """Return the routers of all data."""
    from tarjih.publishing.web.api import events, judgement, reports

    return [reports.router, events.router, judgement.router]
