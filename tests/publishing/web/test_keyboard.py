"""The keyboard alone does the review, on a Latin and on an Arabic layout, and writes in fields."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.publishing.web.served import LANGUAGES, Served, watch

from tarjih.publishing.commands.deciding import user_name
from tarjih.records.ruling import Reviewed

VERDICTS = {"KeyA": "accept", "KeyR": "reject", "KeyF": "flag"}
ARABIC = {"KeyA": "ش", "KeyR": "ق", "KeyF": "ب", "KeyU": "ع", "KeyG": "ل"}  # what those keys write there
PRESSED = ["KeyA", "KeyR", "KeyF", "KeyA", "KeyA", "KeyR", "KeyF", "KeyA", "KeyR", "KeyA"]


def press(page: Page, code: str, *, layout: str) -> None:
    """Press a key at its place on the keyboard, which writes another letter on an Arabic layout."""
    key = ARABIC[code] if layout == "ar" else code[-1].lower()
    keyboard = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        keyboard.send("Input.dispatchKeyEvent", {"type": kind, "code": code, "key": key})


def reviews(served: Served) -> list[Reviewed]:
    return [d.ruling for d in served.desk.store.decisions() if d.stands() and isinstance(d.ruling, Reviewed)]


@pytest.mark.slow
@pytest.mark.parametrize("layout", LANGUAGES)
def test_ten_claims_are_reviewed_by_keys_alone(
    served_copy: Served, context: BrowserContext, layout: str
) -> None:
    page, wrong = watch(context, served_copy)
    page.goto(f"{served_copy.address}/{layout}/review")
    asked = []
    for code in PRESSED:
        asked.append(page.locator(".claim").get_attribute("data-claim"))
        with page.expect_navigation():
            press(page, code, layout=layout)
    decided = [d for d in served_copy.desk.store.decisions() if isinstance(d.ruling, Reviewed)]
    assert [d.ruling.verdict for d in decided if isinstance(d.ruling, Reviewed)] == [
        VERDICTS[code] for code in PRESSED
    ]
    assert [d.subject.split()[-1] for d in decided] == asked
    assert len({d.subject for d in decided}) == 10
    assert {d.who for d in decided} == {user_name()}
    assert all(d.reason and d.decided_at.tzinfo for d in decided)
    status = page.get_by_role("status").inner_text()
    assert re.findall(r"\d+", status)[:3] == ["5", "3", "2"]
    with page.expect_navigation():
        press(page, "KeyU", layout=layout)
    assert [d.id for d in served_copy.desk.store.decisions() if not d.stands()] == [decided[-1].id]
    assert page.locator(".claim").get_attribute("data-claim") == asked[-1]
    assert "review" in page.url
    assert wrong == []


def test_keys_write_in_fields_and_jump_without_deciding(served_copy: Served, context: BrowserContext) -> None:
    page, wrong = watch(context, served_copy)
    page.goto(f"{served_copy.address}/en/review")
    page.keyboard.press("/")
    page.keyboard.type("far")
    assert page.locator("#search").input_value() == "far"
    page.locator("#main").focus()
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.url.endswith("/en/actors")
    assert reviews(served_copy) == []
    assert wrong == []


def test_a_held_key_decides_one_claim(served_copy: Served, context: BrowserContext) -> None:
    page, _ = watch(context, served_copy)
    page.goto(f"{served_copy.address}/en/review")
    with page.expect_navigation():
        page.evaluate(
            """for (const repeat of [false, true, true, false]) document.body.dispatchEvent(
                 new KeyboardEvent("keydown", {code: "KeyA", key: "a", repeat, bubbles: true}))"""
        )
    assert len(reviews(served_copy)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_listed_and_can_be_switched_off(
    served: Served, context: BrowserContext, language: str
) -> None:
    page, wrong = watch(context, served)
    page.goto(f"{served.address}/{language}/help")
    listed = page.locator(".keys kbd").all_inner_texts()
    assert set("gtlvsamhrj/k?fue[]") <= set(listed)
    switch = page.locator("[data-keys-switch]")
    assert switch.is_checked()
    switch.uncheck()
    page.goto(f"{served.address}/{language}/review")
    page.keyboard.press("/")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") != "search"
    assert reviews(served) == []
    page.goto(f"{served.address}/{language}/help")
    assert not page.locator("[data-keys-switch]").is_checked()
    page.locator("[data-keys-switch]").check()
    page.locator("#main").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    assert wrong == []
