"""Today tells what came in, what waits and what moved the judgement, in both languages."""

import pytest
from starlette.testclient import TestClient
from tests.publishing.web.served import LANGUAGES, Served

from tarjih.publishing.web.app import make_app


@pytest.mark.parametrize("language", LANGUAGES)
def test_today_says_what_waits_and_what_moved(served: Served, language: str) -> None:
    page = TestClient(make_app(served.desk, hosts=["testserver"])).get(f"/{language}/").text
    assert f'href="/{language}/review"' in page
    assert f'href="/{language}/hypotheses"' in page
    assert "<time datetime=" in page
    judged = served.desk.assessment()
    assert all((j.name_ar if language == "ar" else j.name_en) in page for j in judged.judged)
    moved = next(step.moved for step in reversed(served.desk.course()) if step.moved)
    assert f"/{language}/reports/{moved}" in page
