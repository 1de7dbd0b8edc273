"""Quoted assessments: forecasts and judgements on somebody's word."""

import pytest

from tarjih.claims.assessments import find_assessments
from tarjih.claims.attribution import find_attributions
from tarjih.reading.tokens import lay_out
from tarjih.records.page import Page
from tarjih.records.reading import Entity, QuotedAssessment
from tarjih.records.report import Report
from tarjih.records.span import Span

GROUP = "جماعة السيل"


def read(sentence: str) -> tuple[QuotedAssessment, ...]:
    text = f"عنوان\n\n{sentence}"
    start = text.find(GROUP)
    mentions = (Span(start, start + len(GROUP)),) if start >= 0 else ()
    entities = (Entity(id="E1", name="Sayl", kind="ARMED_GROUP", mentions=mentions),) if mentions else ()
    report = Report(id="r", title="عنوان", text=text, sha256="0" * 64)
    page = Page(report=report, words=lay_out(text), entities=entities)
    return find_assessments(page, attributions=find_attributions(page))


@pytest.mark.parametrize(
    ("sentence", "tendency", "about", "certainty"),
    [
        ("تقارير محلية ترجح بداية النهاية لجماعة السيل في الوادي.", "collapse", "E1", "probable"),
        ("يتوقع خبراء انهيار جماعة السيل قريبا.", "collapse", "E1", "probable"),
        ("ويبدو أن بداية نهاية جماعة السيل قد اقتربت.", "collapse", "E1", "probable"),
        ("حذر خبير من أن البلاد على شفا حرب أهلية.", "escalation", None, "asserted"),
        ("رجح محللون تمديد الهدنة شهرا.", "truce_holds", None, "probable"),
        ("يعتقد خبراء أن جماعة السيل لا تزال تشكل تهديدا.", "adaptation", "E1", "probable"),
        ("قال خبير إن المحادثات وصلت إلى طريق مسدود.", "stalemate", None, "asserted"),
        ("توقع محللون تراجع جماعة السيل.", "decline", "E1", "probable"),
        ("قال خبير إن جماعة السيل ستصمد طويلا.", "adaptation", "E1", "asserted"),
        ("قال خبير إن جماعة السيل سوف تصمد طويلا.", "adaptation", "E1", "asserted"),
        ("قال خبير إن جماعة السيل على وشك انهيار تام.", "collapse", "E1", "asserted"),
    ],
)
def test_finds_judgement(sentence: str, tendency: str, about: str | None, certainty: str) -> None:
    """A judgement has a tendency, the body it is about, and the certainty of its source."""
    (found,) = read(sentence)
    assert (found.tendency, found.certainty) == (tendency, certainty)
    assert found.about == about
    assert found.attribution is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "قال الحارس إن سقف المتجر سقط.",
        "توقع مهندسون انهيار جسر قديم.",
        "قال التاجر إن السوق يغلق نهاية الشهر.",
        "أعلن الجيش تراجع المسافة بين النقطتين.",
        "انهارت جماعة السيل في الوادي.",
        "قال محافظ الوادي إن الطريق فتح.",
        "قالت الشرطة إن جماعة السيل هاجمت المخفر.",
        "وصل الحجاج بداية الأسبوع.",
        "قال البائع إن أسعار القمح في تراجع.",
    ],
)
def test_leaves_events_and_things_alone(sentence: str) -> None:
    """What happened, or happens to buildings, prices and dates, is no assessment."""
    assert read(sentence) == ()


def test_turns_round_behind_a_negation() -> None:
    """A denied collapse is no collapse."""
    (found,) = read("يعتقد خبراء أن لا انهيار في صفوف جماعة السيل.")
    assert found.tendency == "adaptation"
