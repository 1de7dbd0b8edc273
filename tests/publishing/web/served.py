"""What a test knows of a server, and how it watches a page."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import uvicorn
from playwright.sync_api import BrowserContext, Page

from tarjih.publishing.web.app import make_app
from tarjih.publishing.web.desk import Desk

LANGUAGES = ("ar", "en")
PAGES = (
    "",
    "library",
    "library?q=%D9%82%D9%88%D8%A7%D8%AA",
    "reports/17-kilis-witness",
    "reports/17-kilis-witness?tab=original",
    "reports/17-kilis-witness?tab=cut",
    "reports/17-kilis-witness?tab=log",
    "events",
    "chains",
    "actors",
    "map",
    "hypotheses",
    "review",
    "judgement",
    "try",
    "help",
)


class Served(NamedTuple):
    """A case behind a real server."""

    address: str
    desk: Desk


class Watched(NamedTuple):
    """A page with what went wrong on it: console errors, CSP violations, requests to another host."""

    page: Page
    wrong: list[str]


def serve(case: Path) -> Iterator[Served]:
    """Serve a case until the generator is asked again."""
    desk = Desk(case, subject="تنظيم راية الشرق")
    desk.refresh()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # who asks before the server runs waits instead of being refused
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(make_app(desk, hosts=[host]), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield Served(address=f"http://{host}", desk=desk)
        server.should_exit = True
        thread.join(timeout=10)
    desk.close()


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


def all_pages(served: Served) -> list[str]:
    """Return every page: those that always stand there, and one of each kind that the case fills."""
    ask = served.desk.shelf.one
    event = ask("SELECT id FROM event ORDER BY conflicts DESC, reports DESC, id LIMIT 1")
    origin = ask("SELECT id FROM origin ORDER BY events DESC, id LIMIT 1")
    actor = ask("SELECT key FROM actor ORDER BY events DESC, key LIMIT 1")
    assert event is not None
    assert origin is not None
    assert actor is not None
    name = quote(event["id"], safe="")
    return [
        *PAGES,
        f"events/{name}",
        f"chains?event={name}",
        f"chains?body={quote(origin['id'], safe='')}",
        f"actors/{quote(actor['key'], safe='')}",
    ]
