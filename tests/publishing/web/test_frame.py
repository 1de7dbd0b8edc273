"""What holds for every page: both languages, no error, nothing foreign, nothing scrolls sideways."""

import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext
from tests.publishing.web.served import LANGUAGES, Served, watch

from tarjih.lexicons import load_toml, read_text
from tarjih.publishing.web.pages.frame import _FILES

PAGES = ("", "library", "help")


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


def asked(
    served: Served, path: str, *, method: str = "GET", body: str = "", **headers: str
) -> Iterator[object]:
    where = urlsplit(served.address)
    connection = http.client.HTTPConnection(where.hostname or "", where.port or 0, timeout=20)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body.encode() or None, headers=given)
    answer = connection.getresponse()
    yield answer.status
    yield answer.read().decode()
    connection.close()


def test_a_foreign_host_name_is_refused(served: Served) -> None:
    status, _ = asked(served, "/en/", Host="evil.invalid")
    assert status == 421


@pytest.mark.parametrize("origin", ["http://evil.invalid", "https://127.0.0.1"])
def test_a_form_of_another_site_is_refused(served: Served, origin: str) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": origin}
    status, _ = asked(served, "/en/try", method="POST", body="token=x", **form)
    assert status == 403


def test_a_form_without_its_token_is_refused(served: Served) -> None:
    status, _ = asked(served, "/en/try", method="POST", body="text=x")
    assert status == 403


def test_an_unknown_page_is_told_on_a_page(served: Served) -> None:
    status, body = asked(served, "/ar/nothing-here")
    assert status == 404
    assert 'dir="rtl"' in body


def test_the_texts_are_where_a_translator_finds_them() -> None:
    assert "[ar]" in read_text("publishing/web/common.toml")
