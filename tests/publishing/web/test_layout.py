"""How text lies on the pages: scripts in order, letters joined, nothing sideways, all without scripts."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.publishing.web.served import LANGUAGES, PAGES, Served, all_pages, watch

# Words of a line, each with where its first letter and its last one stand.
ENDS = """(element) => {
  const node = element.firstChild;
  const edge = (n) => {
    const range = document.createRange();
    range.setStart(node, n);
    range.setEnd(node, n + 1);
    return range.getBoundingClientRect().left;
  };
  return [edge(0), edge(node.length - 1)];
}"""
WIDTHS = """([word, at, kind]) => {
  const line = document.querySelector("article.text p");
  const width = (...pieces) => {
    line.replaceChildren(...pieces.map(([text, name]) => {
      const span = document.createElement("span");
      span.className = name;
      span.textContent = text;
      return span;
    }));
    const range = document.createRange();
    range.selectNodeContents(line);
    return range.getBoundingClientRect().width;
  };
  return [width([word, ""]), width([word.slice(0, at), ""], [word.slice(at), `seg ${kind}`]),
          width([word.slice(0, at), "seg k-claim"], [word.slice(at), `seg k-claim on ${kind}`])];
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_that_the_case_fills_do_not_scroll_sideways(
    served: Served, context: BrowserContext, language: str, width: int
) -> None:
    page, wrong = watch(context, served)
    page.set_viewport_size({"width": width, "height": 860})
    for path in all_pages(served)[len(PAGES) :]:
        page.goto(f"{served.address}/{language}/{path}", wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert wrong == []


@pytest.mark.parametrize("path", ["hypotheses", "judgement"])
def test_a_range_in_arabic_stays_in_order(served: Served, context: BrowserContext, path: str) -> None:
    page, _ = watch(context, served)
    page.goto(f"{served.address}/ar/{path}")
    ranges = page.locator("table.likely bdi[dir=ltr]", has_text="–").all()
    assert len(ranges) > 1
    for one in ranges:
        first, last = one.evaluate(ENDS)
        assert first < last, one.inner_text()


def test_codes_and_latin_names_in_arabic_stay_in_order(served: Served, context: BrowserContext) -> None:
    page, _ = watch(context, served)
    for path in all_pages(served):
        page.goto(f"{served.address}/ar/{path}", wait_until="load")
        for one in page.locator("bdi[dir=ltr]:visible:not(:has(*))").all()[:12]:
            text = one.inner_text()
            if len(text) > 1 and text.isascii() and one.evaluate("(e) => e.getClientRects().length") == 1:
                first, last = one.evaluate(ENDS)
                assert first < last, (path, text)


@pytest.mark.parametrize("word", ["الرقة", "بالقصف", "فستقاتلهم", "لمنبج", "الباب"])
@pytest.mark.parametrize("kind", ["k-place", "k-event", "k-time", "k-source k-cue k-number"])
def test_a_highlight_that_begins_in_a_word_keeps_its_letters_joined(
    reader: Page, word: str, kind: str
) -> None:
    for at in range(1, len(word)):
        whole, cut, laid = reader.evaluate(WIDTHS, [word, at, kind])
        assert abs(whole - cut) < 0.5, (word, at)
        assert abs(whole - laid) < 0.5, (word, at)


@pytest.fixture
def reader(served: Served, context: BrowserContext) -> Page:
    page, _ = watch(context, served)
    page.goto(f"{served.address}/ar/reports/17-kilis-witness", wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_of_use_without_scripts(served: Served, browser: Browser, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    here = f"{served.address}/{language}"

    def shown(path: str, selector: str) -> int:
        if not page.url.endswith(path):
            page.goto(f"{here}/{path}")
        return page.locator(selector).locator("visible=true").count()

    assert shown("library", "li[data-row] a") > 5
    assert shown("events", "tbody tr") > 5
    assert shown("events", "main form select, main form button") == 3
    assert shown("map", "tbody tr") > 5
    assert shown("chains", "tbody tr") > 5
    assert shown("actors", "tbody tr") > 3
    assert shown("hypotheses", "table.matrix tbody tr") > 3
    assert shown("judgement", "ol.notes li") > 3
    assert shown("review", "[data-review] button") == 3
    assert shown("help", "table.keys tr") > 20
    assert shown("help", "[data-keys-switch]") == 0
    assert shown("reports/17-kilis-witness", "a[data-key=BracketRight]") == 1
    page.locator("a[data-key=BracketRight]").click()
    assert "claim=" in page.url
    assert page.locator("a[data-key=BracketLeft]").is_visible()
    page.goto(f"{here}/try")
    page.locator("#text").fill("قالت مصادر محلية إن قصفا أصاب بلدة الباب يوم السبت.")
    page.locator("button.main").click()
    assert page.locator(".seg").count() > 2
    context.close()
