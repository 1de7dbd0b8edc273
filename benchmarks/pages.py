"""How fast the pages of a case answer: `python -m benchmarks.pages CASE [--times 50]`, or `make bench-pages`.

The case is served on this machine and asked over HTTP as a browser asks, one request after another; a page
counts from the first byte sent to the last byte received. `python -m tools.big_case CASE` makes a big case.
"""

import argparse
import http.client
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import uvicorn

from tarjih.lexicons import load_toml
from tarjih.publishing.commands.weighing import Question
from tarjih.publishing.web.app import make_app
from tarjih.publishing.web.desk import Desk

PAGE, SEARCH = 0.3, 0.2  # seconds that 95 of 100 answers may take
READER_BYTES = 260_000
_WORDS = ("الموصل", "السيطرة على مدينة", "قوات سهل الفرات", "مقتل", "النازحين", "رقم 0000123", "تنظيم")
_LINK = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_FONT = re.compile(r'url\("?([^")]+\.woff2)"?\)')


def paths_of(desk: Desk) -> dict[str, list[str]]:
    """Return the addresses that are asked, by what they show."""
    shelf = desk.shelf
    events = [r[0] for r in shelf.pairs("SELECT id FROM event ORDER BY reports DESC, id LIMIT 25")]
    events += [r[0] for r in shelf.pairs("SELECT id FROM event ORDER BY id LIMIT 25")]
    reports = [r[0] for r in shelf.pairs("SELECT id FROM report ORDER BY id LIMIT 50")]
    actors = [r[0] for r in shelf.pairs("SELECT key FROM actor ORDER BY events DESC, key LIMIT 10")]
    origins = [r[0] for r in shelf.pairs("SELECT id FROM origin ORDER BY events DESC, id LIMIT 10")]
    outlet = quote(shelf.pairs("SELECT min(outlet) FROM report")[0][0] or "")
    types = [r[0] for r in shelf.pairs("SELECT DISTINCT type FROM event ORDER BY type LIMIT 3")]
    return {
        "today": [""],
        "library": ["library", "library?page=100", "library?page=1000"],
        "library, facets": [f"library?outlet={outlet}", *(f"library?type={t}&told=2013-01" for t in types)],
        "search": [f"library?q={quote(words)}" for words in _WORDS],
        "search, facets": [f"library?q={quote(words)}&type={types[0]}" for words in _WORDS],
        "reader": [f"reports/{quote(report)}" for report in reports],
        "events": [
            *(f"events?order={order}" for order in ("reports", "newest", "conflicts", "unsure")),
            f"events?type={types[0]}",
            "events?page=500",
        ],
        "event": [f"events/{event}" for event in events],
        "chains": ["chains", "chains?page=2"],
        "chains of an event": [f"chains?event={event}" for event in events],
        "source": [f"chains?body={quote(origin)}" for origin in origins],
        "actors": ["actors"],
        "actor": [f"actors/{quote(actor, safe='')}" for actor in actors],
        "map": [
            "map",
            "map?first=2013-01-01&last=2013-02-01",
            "map?by=told&first=2013-01-01&last=2013-02-01",
        ],
        "map.geojson": ["map.geojson"],
        "hypotheses": ["hypotheses"],
        "judgement": ["judgement"],
        "review": [f"review?order={order}" for order in ("doubt", "conflict", "newest")],
    }


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Return how long an answer took, in seconds, and its body.

    Raises:
        SystemExit: The answer was no page.
    """
    started = time.perf_counter()
    connection.request("GET", path, headers={"accept-encoding": "br"})
    answer = connection.getresponse()
    body = answer.read()
    taken = time.perf_counter() - started
    if answer.status != 200:
        raise SystemExit(f"wanted a page at {path}, found {answer.status}")
    return taken, body


def high(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 answers stay under."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def reader_bytes(connection: http.client.HTTPConnection, path: str) -> int:
    """Return how much is sent for a report: the page, its scripts, its styles and all fonts they name."""
    _, body = ask(connection, path)
    total, seen = len(body), set()
    wanted = _LINK.findall(body.decode())
    while wanted:
        file = wanted.pop()
        if file in seen:
            continue
        seen.add(file)
        _, body = ask(connection, file)
        total += len(body)
        if file.endswith(".css"):
            raw = (STATIC / file.removeprefix("/static/")).read_text(encoding="utf-8")
            wanted += [
                f"/static/{name.removeprefix('/static/').removeprefix('./')}" for name in _FONT.findall(raw)
            ]
    return total


STATIC = Path(__file__).resolve().parents[1] / "src" / "tarjih" / "publishing" / "web" / "static"


def measure(
    address: tuple[str, int], paths: dict[str, list[str]], *, times: int
) -> Iterator[tuple[str, list[float]]]:
    """Ask for every page so many times and give the seconds, by what it shows."""
    connection = http.client.HTTPConnection(*address, timeout=600)
    for name, some in paths.items():
        language = cycle(("ar", "en"))
        asked = [f"/{next(language)}/{path}" for path in islice(cycle(some), times)]
        yield name, [ask(connection, path)[0] for path in asked]
    connection.close()


def main() -> None:
    """Serve a case, ask for its pages and print how long they took."""
    parser = argparse.ArgumentParser(description="How fast the pages of a case answer.")
    parser.add_argument("case", type=Path)
    parser.add_argument("--times", type=int, default=50)
    given = parser.parse_args()
    started = time.perf_counter()
    desk = Desk(given.case, subject=load_toml("publishing/demo.toml", Question).subject)
    desk.refresh()
    desk.warm()
    reports, claims = (
        desk.shelf.count(query) for query in ("SELECT count(*) FROM report", "SELECT count(*) FROM claim")
    )
    print(f"{reports} reports, {claims} claims; ready after {time.perf_counter() - started:.1f} s")
    listening = socket.create_server(("127.0.0.1", 0))
    address = listening.getsockname()
    app = make_app(desk, hosts=[f"127.0.0.1:{address[1]}"])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    threading.Thread(target=server.run, args=([listening],), daemon=True).start()
    paths = paths_of(desk)
    print(f"{'page':22}{'first':>9}{'median':>9}{'p95':>9}  asked")
    for name, taken in measure(address, paths, times=given.times):
        asked = SEARCH if name.startswith("search") else PAGE
        middle = sorted(taken)[len(taken) // 2]
        verdict = "holds" if high(taken) <= asked else "TOO SLOW"
        line = "".join(f"{value * 1000:>6.0f} ms" for value in (taken[0], middle, high(taken)))
        print(f"{name:22}{line}  {asked * 1000:.0f} ms {verdict}", flush=True)
    size = reader_bytes(http.client.HTTPConnection(*address), f"/ar/{paths['reader'][0]}")
    print(f"reader page with all it loads: {size / 1000:.0f} KB, asked {READER_BYTES // 1000} KB")
    server.should_exit = True


if __name__ == "__main__":
    main()
