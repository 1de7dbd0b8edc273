"""The pages: each module gives a `router` of HTML routes that are mounted under /ar and /en."""

from fastapi import APIRouter

__all__ = ["routers"]


def routers() -> list[APIRouter]:
    """Return the routers of all pages."""
    from tarjih.publishing.web.pages import (
        events,
        guide,
        hypotheses,
        judgement,
        library,
        reader,
        review,
        today,
        trial,
    )

    return [
        today.router,
        library.router,
        reader.router,
        events.router,
        hypotheses.router,
        judgement.router,
        review.router,
        trial.router,
        guide.router,
    ]
