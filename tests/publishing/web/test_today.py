"""Today tells what came in, what waits and what moved the judgement, in both languages."""

import pytest
from playwright.sync_api import BrowserContext
from tests.publishing.web.served import LANGUAGES, Served, watch


@pytest.mark.parametrize("language", LANGUAGES)
def test_today_says_what_waits_and_what_moved(served: Served, context: BrowserContext, language: str) -> None:
    opened, wrong = watch(context, served)
    opened.goto(f"{served.address}/{language}/")
    page = opened.content()
    assert not wrong
    assert f'href="/{language}/review"' in page
    assert f'href="/{language}/hypotheses"' in page
    assert "<time datetime=" in page
    judged = served.desk.assessment()
    assert all((j.name_ar if language == "ar" else j.name_en) in page for j in judged.judged)
    moved = next(step.moved for step in reversed(served.desk.course()) if step.moved)
    assert f"/{language}/reports/{moved}" in page
