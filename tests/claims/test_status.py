"""Status: what the words around an event say of whether it happened."""

import pytest

from tarjih.claims.events import find_events
from tarjih.reading.tokens import lay_out
from tarjih.records.page import Page
from tests.claims.pages import page_of


def status_of(text: str, type_: str) -> str:
    return next(event.status for event in find_events(page_of(text), attributions=()) if event.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("قصف الجيش مواقع المسلحين.", "shelling", "occurred"),
        ("قد قصف الجيش مواقع المسلحين.", "shelling", "occurred"),
        ("سيقصف الجيش مواقع المسلحين.", "shelling", "planned"),
        ("سوف يقصف الجيش مواقع المسلحين.", "shelling", "planned"),
        ("لم يقصف الجيش مواقع المسلحين.", "shelling", "denied"),
        ("لن يقصف الجيش مواقع المسلحين.", "shelling", "denied"),
        ("إذا قصف الجيش مواقع المسلحين انسحبوا.", "shelling", "hypothetical"),
        ("لو قصف الجيش مواقع المسلحين لانسحبوا.", "shelling", "hypothetical"),
        ("يقصف الجيش مواقع المسلحين.", "shelling", "ongoing"),
        ("حاول المسلحون اقتحام المعسكر.", "attack", "attempted"),
        ("فشل المسلحون في اقتحام المعسكر.", "attack", "attempted"),
        ("أحبطت الشرطة هجوما على المعسكر.", "attack", "attempted"),
        ("قرر الجيش اقتحام المعسكر.", "attack", "planned"),
        ("يخطط المسلحون لشن هجوم على المعسكر.", "attack", "planned"),
        ("وصلت القوات تمهيدا لاقتحام المعسكر.", "attack", "planned"),
        ("طالب الوزير المسلحين بالإفراج عن الرهائن.", "release", "planned"),
        ("هدد المسلحون بقتل الرهائن.", "killing", "planned"),
        ("يواصل الجيش قصف مواقع المسلحين.", "shelling", "ongoing"),
        ("لا يزال الجيش يحاصر المعسكر.", "siege", "ongoing"),
        ("غارات جوية ينفذها الجيش على مواقع المسلحين", "airstrike", "ongoing"),
        ("انتهى الهجوم دون سقوط قتلى.", "killing", "denied"),
        ("نفى الجيش قصف مواقع المدنيين.", "shelling", "denied"),
        ("قوات مدعومة من الجيش", "support", "ongoing"),
        ("القوات على وشك اقتحام المعسكر.", "attack", "planned"),
        ("من المقرر أن يقصف الجيش المعسكر.", "shelling", "planned"),
        ("سيدخل الجيش المعسكر ويقصف مواقع المسلحين.", "shelling", "planned"),
        ("تحدث القائد عن خطر هجوم على المعسكر.", "attack", "planned"),
        ("طرح القائد احتمال هجوم على المعسكر.", "attack", "hypothetical"),
        ("يجب قصف مواقع المسلحين.", "shelling", "hypothetical"),
        ("القوات قادرة على اقتحام المعسكر.", "attack", "hypothetical"),
        ("استبعد القائد قصف المعسكر.", "shelling", "hypothetical"),
        ("كادت القوات تقتحم المعسكر.", "attack", "attempted"),
        ("نفذ المسلحون هجوما فاشلا على المعسكر.", "attack", "attempted"),
        ("لا صحة لقصف المعسكر.", "shelling", "denied"),
        ("انسحبت القوات دون أن تقصف المعسكر.", "shelling", "denied"),
        ("قال القائد إن الهجوم على المعسكر سيستمر.", "attack", "ongoing"),
        ("تجري بين الجانبين مفاوضات.", "negotiation", "ongoing"),
        ("هرب المسلح قبل أن يقتل الجنود.", "killing", "occurred"),
    ],
)
def test_reads_status(text: str, type_: str, status: str) -> None:
    """Mood, tense, negation, governing verbs and nouns, adjectives and relative clauses."""
    assert status_of(text, type_) == status


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("نفى الوزير اتهامات الجيش له بالتقصير.", "accusation"),
        ("لم يعلق الوزير على مقتل الجندي.", "killing"),
        ("قال الوزير إن الشرطة سترد بعد مقتل الجندي.", "killing"),
        ("أعلن الجيش أنه سيحقق في مقتل الجندي.", "killing"),
        ("نددت الوزارة بقتل المدنيين.", "killing"),
        ("أدى القصف لمقتل مدني.", "killing"),
        ("طائرة بدون طيار قصفت مواقع المسلحين.", "airstrike"),
        ("عدم تعاون الجيران مع الشرطة بعد مقتل الجندي محزن.", "killing"),
        ("الهدف من هذا الهجوم غير معروف.", "attack"),
        ("تمكنت القوات من اقتحام المعسكر.", "attack"),
    ],
)
def test_keeps_what_happened_apart_from_the_moods_around_it(text: str, type_: str) -> None:
    """A negation, a future or a denial elsewhere in the sentence does not reach the event."""
    assert status_of(text, type_) == "occurred"


def test_reads_the_present_of_a_headline_as_past() -> None:
    """Headlines tell what happened in the present tense."""
    words = lay_out("الجيش يقصف مواقع المسلحين\n\nنص الخبر.")
    page = Page(report=page_of("نص الخبر.").report, words=words)
    assert [event.status for event in find_events(page, attributions=())] == ["occurred"]
