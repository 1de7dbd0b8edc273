"""What holds for every page: both languages, no error, nothing foreign, nothing scrolls sideways."""

import http.client
import re
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext
from tests.publishing.web.served import LANGUAGES, PAGES, Served, watch

from tarjih.lexicons import load_toml, read_text
from tarjih.publishing.web.pages.frame import _FILES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_opens_quietly_and_does_not_scroll_sideways(
    served: Served, context: BrowserContext, language: str, path: str, width: int
) -> None:
    page, wrong = watch(context, served)
    page.set_viewport_size({"width": width, "height": 860})
    page.goto(f"{served.address}/{language}/{path}", wait_until="networkidle")
    html = page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == {"ar": "rtl", "en": "ltr"}[language]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wrong == []


@pytest.mark.parametrize("file", _FILES)
def test_every_text_stands_in_both_languages_with_the_same_gaps(file: str) -> None:
    texts = load_toml(f"publishing/web/{file}.toml", dict[str, dict[str, str]])
    assert set(texts) == {"ar", "en"}
    assert set(texts["ar"]) == set(texts["en"])
    for key, english in texts["en"].items():
        assert set(re.findall(r"{\w+", english)) == set(re.findall(r"{\w+", texts["ar"][key])), key


Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(served: Served, own_ports: set[int]) -> Ask:
    """Return a function that asks the server as a program would, and gives status and body."""
    where = urlsplit(served.address)
    own_ports.add(where.port or 0)

    def send(path: str, *, method: str = "GET", body: str = "", **headers: str) -> tuple[int, str]:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", where.port, timeout=20)) as connection:
            connection.request(method, path, body=body.encode() or None, headers=given)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    return send


def test_a_foreign_host_name_is_refused(ask: Ask) -> None:
    status, _ = ask("/en/", Host="evil.invalid")
    assert status == 421


@pytest.mark.parametrize("origin", ["http://evil.invalid", "https://127.0.0.1"])
def test_a_form_of_another_site_is_refused(ask: Ask, origin: str) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": origin}
    status, _ = ask("/en/try", method="POST", body="token=x", **form)
    assert status == 403


def test_a_form_without_its_token_is_refused(ask: Ask) -> None:
    status, _ = ask("/en/try", method="POST", body="text=x")
    assert status == 403


def test_an_unknown_page_is_told_on_a_page(ask: Ask) -> None:
    status, body = ask("/ar/nothing-here")
    assert status == 404
    assert 'dir="rtl"' in body


def test_the_texts_are_where_a_translator_finds_them() -> None:
    assert "[ar]" in read_text("publishing/web/common.toml")
