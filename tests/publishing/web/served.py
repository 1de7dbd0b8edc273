"""What a test knows of a server, and how it watches a page."""

from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page

from tarjih.publishing.web.desk import Desk

LANGUAGES = ("ar", "en")


class Served(NamedTuple):
    """A case behind a real server."""

    address: str
    desk: Desk


class Watched(NamedTuple):
    """A page with what went wrong on it: console errors, CSP violations, requests to another host."""

    page: Page
    wrong: list[str]


def watch(context: BrowserContext, served: Served) -> Watched:
    """Open a page that notes everything that a page must not do."""
    page, wrong = context.new_page(), []
    page.on(
        "console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on(
        "request",
        lambda r: None if r.url.startswith((served.address, "data:")) else wrong.append(f"asked {r.url}"),
    )
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    return Watched(page, wrong)
