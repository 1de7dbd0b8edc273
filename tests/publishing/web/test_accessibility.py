"""No page breaks a rule of WCAG 2.0-2.2, A or AA, that axe can check: both languages, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.publishing.web.served import LANGUAGES, Served, all_pages

# The build fetches it beside what it bundles; no wheel holds it.
AXE = Path(__file__).resolve().parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"]});
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`
    + (node.any[0]?.data?.contrastRatio ? ` ${node.any[0].data.contrastRatio}` : "")));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page into which axe may be put; everything else about the policy is tested without this."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, bypass_csp=True)
    yield context.new_page()
    context.close()


def run_axe(page: Page) -> list[str]:
    page.emulate_media(color_scheme="light")
    wrong = page.evaluate(RUN, {"type": "tag", "values": TAGS})
    # Only colours can differ in the dark.
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(RUN, {"type": "rule", "values": ["color-contrast"]})
    return [*wrong, *(f"dark {one}" for one in dark)]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_breaks_a_rule(served: Served, page: Page, language: str) -> None:
    wrong = {}
    for path in all_pages(served):
        page.goto(f"{served.address}/{language}/{path}", wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        if found := run_axe(page):
            wrong[path] = found
    assert wrong == {}


def test_an_error_page_breaks_no_rule(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/ar/nothing-here")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert run_axe(page) == []


def test_axe_finds_what_is_wrong_in_both_schemes(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/en/help")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"data:,\"><p>pale</p>'")
    page.evaluate("document.querySelector('main p').style.color = 'light-dark(#eee, #222)'")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert {one.split(":")[0] for one in run_axe(page)} == {
        "image-alt",
        "color-contrast",
        "dark color-contrast",
    }
