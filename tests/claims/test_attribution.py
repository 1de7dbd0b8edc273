"""Attribution: who says what on whose word, on sentences of our own."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tarjih.claims.attribution import find_attributions
from tarjih.reading.tokens import lay_out
from tarjih.records.page import Page
from tarjih.records.reading import Attribution
from tarjih.records.report import Report

CASES = Path(__file__).resolve().parents[1] / "cases" / "claims"
TITLE = "عنوان"


def cases(name: str) -> list[Any]:
    lines = (CASES / f"attribution.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case := json.loads(line), id=case["text"][:40]) for line in lines]


def page_of(text: str) -> Page:
    report = Report(id="r", title=text.split("\n", 1)[0], text=text, sha256="0" * 64)
    return Page(report=report, words=lay_out(text))


def text_of(case: dict[str, Any]) -> str:
    return case["text"] if case.get("title") else f"{TITLE}\n\n{case['text']}"


def read(text: str) -> tuple[Attribution, ...]:
    return find_attributions(page_of(text))


def check(case: dict[str, Any]) -> None:
    text = text_of(case)
    found = {a.cue.within(text): a for a in read(text)}
    assert case["cue"] in found, f"found the cues {sorted(found)}"
    attribution = found[case["cue"]]
    assert [s.span.within(text) for s in attribution.sources] == case["sources"]
    assert attribution.content.within(text).strip('"') == case["content"].strip('"')
    for field in ("mode", "certainty", "distance"):
        if field in case:
            assert getattr(attribution, field) == case[field]


@pytest.mark.parametrize("case", cases("made_up"))
def test_finds_source_and_statement(case: dict[str, Any]) -> None:
    """Each way of giving words to somebody yields its cue, chain and statement."""
    check(case)


@pytest.mark.parametrize("case", cases("in_the_wild"))
def test_finds_what_reports_do(case: dict[str, Any]) -> None:
    """Patterns met in real reports, retold."""
    check(case)


@pytest.mark.parametrize("case", cases("must_not_match"))
def test_leaves_other_uses_of_the_words_alone(case: dict[str, Any]) -> None:
    """Homonyms, denials of speech, plans and the reporter's own background are no attributions."""
    text = text_of(case)
    assert [a.cue.within(text) for a in read(text)] == []


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="not read yet")
def test_known_failures(case: dict[str, Any]) -> None:
    """What is not read yet: a cure is noticed."""
    check(case)


def test_nests_what_a_source_says_somebody_said() -> None:
    """An attribution inside the statement of another one has it for a parent."""
    text = f"{TITLE}\n\nقال محافظ الوادي إن رئيس البلدية أكد أن الجسر سليم."
    outer, inner = read(text)
    assert outer.parent is None
    assert inner.parent == outer.id
    assert outer.content.contains(inner.content)


def test_forgets_the_speaker_in_a_new_paragraph() -> None:
    """A speaker is carried on inside one paragraph only."""
    text = f"{TITLE}\n\nقال قائد اللواء إن الجيش تقدم.\n\nوأضاف أن البلدة آمنة."
    assert read(text)[-1].sources == ()


def carried_in(*paragraphs: str) -> list[list[str]]:
    text = "\n\n".join((TITLE, *paragraphs))
    return [[s.span.within(text) for s in a.carried] for a in read(text)]


def test_carries_a_speaker_into_the_next_paragraph() -> None:
    """Whoever goes on speaking is named apart from the sources of the paragraph."""
    assert carried_in("قال قائد اللواء إن الجيش تقدم.", "وأضاف أن البلدة آمنة.") == [[], ["قائد اللواء"]]


def test_carries_nobody_across_a_speaker_who_does_not_agree() -> None:
    """A masculine "he added" does not go back beyond a feminine speaker."""
    found = carried_in(
        "قال قائد اللواء إن الجيش تقدم.", "وقالت الوزارة إن السد آمن.", "وأضاف أن البلدة آمنة."
    )
    assert found[-1] == []


def test_resolves_a_statement_to_the_body_that_spoke_in_it() -> None:
    """ "The statement" and "the source" stand for whoever was named with them."""
    found = carried_in("أعلن المجلس المحلي في بيان أن السد آمن.", "وأكد البيان أن الطريق مفتوح.")
    assert found == [[], ["المجلس المحلي"]]
    found = carried_in("قال مصدر طبي إن المستشفى يعمل.", "وأوضح المصدر أن الأدوية كافية.")
    assert found == [[], ["مصدر طبي"]]


def test_names_the_row_and_frame_that_fired() -> None:
    """The rule says why, so that a user can see it."""
    text = f"{TITLE}\n\nقال محافظ الوادي إن الطريق فتح."
    assert read(text)[0].rule == "say-qala+an"


WORDS = [
    "قال",
    "إن",
    "وأضاف",
    "أن",
    "،",
    ".",
    "«",
    "»",
    '"',
    ":",
    "بحسب",
    "وفق",
    "ما",
    "المتحدث",
    "مشيرا",
    "إلى",
    "نقلا",
    "عن",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "الجيش", "في", "بيان", "(", ")", "\n\n", "لم"]), max_size=40))
def test_spans_lie_in_the_text_whatever_it_is(parts: list[str]) -> None:
    """Any string of cues and signs is read without an error, and every span is sound."""
    text = f"{TITLE}\n\n{' '.join(parts)}"
    found = read(text)
    ids = {a.id for a in found}
    assert len(ids) == len(found)
    for attribution in found:
        spans = [attribution.cue, attribution.content, *(s.span for s in attribution.sources)]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert attribution.parent is None or attribution.parent in ids - {attribution.id}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Text of any kind gives attributions or none, never an error."""
    read(f"{TITLE}\n\n{text}")
