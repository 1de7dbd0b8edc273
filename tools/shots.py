"""Make pictures of every page of the sample case: both languages, light and dark, wide and narrow.

    python tools/shots.py FOLDER [PAGE ...]      # all pages, or those whose name begins with PAGE

Needs Chromium: Debian's, the one that TARJIH_CHROMIUM names, or else Playwright's own.
"""

import itertools
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import sync_playwright

from tarjih.publishing.commands.demo import make_sample
from tarjih.publishing.web.app import make_app
from tarjih.publishing.web.desk import Desk

__all__ = ["main"]

_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
_SUBJECT = "تنظيم راية الشرق"
_SHOWN = {
    "today": "",
    "library": "library?q=%D9%82%D9%88%D8%A7%D8%AA",
    "reader": "reports/17-kilis-witness",
    "original": "reports/17-kilis-witness?tab=original",
    "log": "reports/17-kilis-witness?tab=log",
    "events": "events",
    "sources": "chains",
    "actors": "actors",
    "map": "map",
    "hypotheses": "hypotheses",
    "review": "review",
    "judgement": "judgement",
    "try": "try",
    "help": "help",
    "error": "nothing-here",
}


def main(folder: Path, wanted: tuple[str, ...]) -> None:
    """Write a PNG for each page, language, scheme and width."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("TARJIH_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as beside, _served(Path(beside) / "sample") as (address, desk):
        pages = {name: path for name, path in _pages(desk).items() if name.startswith(wanted or ("",))}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
            for width, language in itertools.product((1280, 390), ("ar", "en")):
                context = browser.new_context(viewport={"width": width, "height": 860})
                page = context.new_page()
                for name, path in pages.items():
                    page.goto(f"{address}/{language}/{path}", wait_until="networkidle")
                    for scheme in ("light", "dark"):
                        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                        page.screenshot(path=folder / f"{name}-{language}-{scheme}-{width}.png")
                context.close()
            browser.close()


def _pages(desk: Desk) -> dict[str, str]:
    """Return the pages that always stand there, and one of each kind that the case fills."""

    def first(query: str) -> str:
        row = desk.shelf.one(query)
        return quote(str(row[0]), safe="") if row is not None else ""

    event = first("SELECT id FROM event ORDER BY conflicts DESC, reports DESC, id")
    origin = first("SELECT id FROM origin ORDER BY events DESC, id")
    actor = first("SELECT key FROM actor ORDER BY events DESC, key")
    return _SHOWN | {
        "event": f"events/{event}",
        "chains": f"chains?event={event}",
        "source": f"chains?body={origin}",
        "actor": f"actors/{actor}",
    }


@contextmanager
def _served(case: Path) -> Iterator[tuple[str, Desk]]:
    """Serve the sample case on a free port of this machine."""
    make_sample(case)
    desk = Desk(case, subject=_SUBJECT)
    desk.refresh()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(make_app(desk, hosts=[host]), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield f"http://{host}", desk
        server.should_exit = True
        thread.join(timeout=10)
    desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]))
