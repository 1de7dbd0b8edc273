"""Reports written against whoever opens them: a page shows their text and runs nothing of it."""

import csv
import io
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.publishing.web.served import LANGUAGES, Served, serve, watch

from tarjih.engine.case import add
from tarjih.publishing.commands.cases import now
from tarjih.store.store import Store

SCRIPT = "<script>window.hacked = 1; alert(1)</script>"
PAYLOADS = {
    "tags": f"{SCRIPT}<style>body {{ display: none }}</style><img src=x onerror='window.hacked = 1'>",
    "drawing": "<svg onload='window.hacked = 1'><animate onbegin='window.hacked = 1'></animate></svg>",
    "links": "[here](javascript:window.hacked=1) data:text/html,<script>window.hacked=1</script>",
    "breaking-out": "</bdi></p></title></textarea></pre>\"'><iframe src='https://evil.invalid/'></iframe>",
    "templates": "{{ 7 * 191 }}{% raw %} ${7 * 191} <!-- --!> ]]> &lt;script&gt; &#x3c;b&#x3e;",
    "overrides": "\u202egnp.exe\u202d \u2066\u2067\u2068 \u200f\u200e\u061c",
    "nulls": "a\x00b\x01c\x1bd\u2028e\ufffff",
    "cells": '=HYPERLINK("https://evil.invalid")\n@SUM(1)\n+1\n-1\n\t=1',
}
OUTLET = f"=cmd|'/C calc'!A0 \"><b onmouseover='window.hacked = 1'>{SCRIPT}</b>"
MARKS = "ا" + "\u0651" * 2_500_000  # 5 MB


def reports() -> Iterator[dict[str, str]]:
    """Give the sample's reports with something hostile in the title, the text, the outlet and the address."""
    folder = resources.files("tarjih.samples").joinpath("reports")
    samples = sorted((f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
    for sample, (name, payload) in zip(samples, PAYLOADS.items(), strict=False):
        title, _, text = sample.read_text(encoding="utf-8").partition("\n")
        first, _, rest = text.strip().partition("\n")
        yield {
            "id": name,
            "title": f"{title} {payload}",
            "text": f"{title} {payload}\n\n{first} {payload}\n{rest}\n\n{payload}\n",
            "outlet": f"{OUTLET} {name}",
            "published": "2019-03-06",
            "url": "javascript:window.hacked=1",
        }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    lines = folder / "reports.jsonl"
    lines.write_text("".join(f"{json.dumps(r)}\n" for r in reports()), encoding="utf-8")
    (folder / "page.html").write_text(
        f"<html><head><title>خبر {SCRIPT}</title><base href='https://evil.invalid/'></head><body onload="
        f"'window.hacked = 1'><article><p>قالت مصادر محلية إن قصفا أصاب بلدة الباب.</p>{SCRIPT}</article>"
        "</body></html>",
        encoding="utf-8",
    )
    with Store.create(folder / "case", at=now()) as store:
        assert add(store, [lines, folder / "page.html"], at=now()).failures == ()
    yield from serve(folder / "case")


@pytest.fixture
def opened(hostile: Served, context: BrowserContext) -> Iterator[Page]:
    """A page; at the end nothing may have run, been asked for, or been refused by the policy."""
    page, wrong = watch(context, hostile)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    yield page
    assert wrong == []


def look(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    assert page.evaluate("window.hacked") is None, address
    # Nothing that came with a report became an element.
    assert (
        page.evaluate(
            """[...document.querySelectorAll("script:not([src^='/static/']),style,iframe,img,base,bdi b,"""
            """[onload],[onerror],[onmouseover],[href^='javascript:'],[href^='data:text'],[src^='javascript:']")]"""
            """.map((found) => found.outerHTML.slice(0, 200))"""
        )
        == []
    ), address
    assert page.locator("main").is_visible(), address
    assert page.locator("footer.foot").is_visible(), address


def names(served: Served, query: str) -> list[str]:
    """Return the first column of what a query of the shelf finds, as it stands in an address."""
    return [quote(row[0], safe="") for row in served.desk.shelf.ask(query)]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_report_runs_on_any_page(hostile: Served, opened: Page, language: str) -> None:
    pages = ["", "library", f"library?q={quote('script hacked')}", "events", "chains", "actors", "map"]
    pages += ["hypotheses", "review", "judgement", f"library?q={quote(SCRIPT)}&outlet={quote(OUTLET)}"]
    for report in names(hostile, "SELECT id FROM report ORDER BY 1"):
        pages += [f"reports/{report}{tab}" for tab in ("", "?tab=original", "?tab=cut", "?tab=log")]
    for event in names(hostile, "SELECT id FROM event ORDER BY 1 LIMIT 6"):
        pages += [f"events/{event}", f"chains?event={event}"]
    pages += [
        f"chains?body={origin}" for origin in names(hostile, "SELECT id FROM origin ORDER BY 1 LIMIT 6")
    ]
    pages += [f"actors/{actor}" for actor in names(hostile, "SELECT key FROM actor ORDER BY 1 LIMIT 4")]
    for path in pages:
        look(opened, f"{hostile.address}/{language}/{path}")
    opened.wait_for_load_state("networkidle")


@pytest.mark.parametrize("name", ["tags", "drawing", "links", "breaking-out", "templates"])
def test_what_a_report_says_stays_visible_as_text(hostile: Served, opened: Page, name: str) -> None:
    look(opened, f"{hostile.address}/ar/reports/{name}")
    shown = " ".join(opened.locator("article.text").inner_text().split())
    assert shown.count(" ".join(PAYLOADS[name].split())) == 3


def test_an_outlet_of_markup_is_a_name(hostile: Served, opened: Page) -> None:
    look(opened, f"{hostile.address}/en/reports/tags")
    assert f"{OUTLET} tags" in opened.locator("main").inner_text()


def test_overrides_turn_nothing_outside_of_their_report(hostile: Served, opened: Page) -> None:
    look(opened, f"{hostile.address}/en/library")
    boxes = opened.evaluate(
        """() => {
          const line = document.querySelector("a[href$='/reports/overrides']").parentElement;
          const range = document.createRange();
          range.selectNodeContents(line.querySelector(".soft"));
          return [line.querySelector("a").getClientRects()[0].left, range.getClientRects()[0].left];
        }"""
    )
    assert boxes[0] < boxes[1]


def test_pasted_text_runs_nothing(hostile: Served, opened: Page) -> None:
    for payload in (text for name, text in PAYLOADS.items() if name != "nulls"):  # those are refused
        opened.goto(f"{hostile.address}/ar/try")
        opened.locator("#text").fill(f"خبر {payload}\nقالت مصادر محلية إن قصفا أصاب الباب. {payload}")
        with opened.expect_navigation():
            opened.locator("button.main").click()
        assert opened.evaluate("window.hacked") is None
        assert opened.locator("footer.foot").is_visible()


def test_downloads_hold_no_formula_and_are_no_pages(hostile: Served, opened: Page) -> None:
    for name in ("judgement.csv", "judgement.json", "map.geojson"):
        answer = opened.request.get(f"{hostile.address}/en/{name}")
        assert answer.status == 200, answer.text()
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"]
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(answer.text().lstrip("\ufeff"))) for cell in row]
            assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
        else:
            json.loads(answer.text())


@pytest.mark.slow
def test_five_megabytes_of_marks_on_one_letter_are_shown_in_bounded_time(
    tmp_path: Path, context: BrowserContext
) -> None:
    text = f"تفجير في بلدة\n\nقالت مصادر محلية في أعزاز إن ستة مقاتلين قتلوا في {MARKS} يوم السبت.\n"
    (tmp_path / "marks.txt").write_text(text, encoding="utf-8")
    with Store.create(tmp_path / "case", at=now()) as store:
        add(store, [tmp_path / "marks.txt"], at=now())
    serving = serve(tmp_path / "case")
    served = next(serving)
    page, wrong = watch(context, served)
    page.set_default_timeout(30_000)
    for path in ("library", "reports/marks", "reports/marks?tab=original", "events", "review", "judgement"):
        look(page, f"{served.address}/ar/{path}")
    assert wrong == []
    serving.close()
