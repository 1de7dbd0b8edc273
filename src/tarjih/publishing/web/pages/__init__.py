"""The pages: each module gives a `router` of HTML routes that are mounted under /ar and /en."""

from importlib import import_module

from fastapi import APIRouter

__all__ = ["routers"]

_PAGES = (
    "today",
    "library",
    "reader",
    "events",
    "chains",
    "actors",
    "atlas",
    "hypotheses",
    "review",
    "judgement",
    "trial",
    "guide",
)


def routers() -> list[APIRouter]:
    """Return the routers of all pages."""
    modules = (import_module(f"tarjih.publishing.web.pages.{name}") for name in _PAGES)
    return [module.router for module in modules]
