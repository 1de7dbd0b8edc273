"""Certainty: what the source is sure of, and the distance that the reporter keeps."""

import pytest

from tarjih.claims.attribution import find_attributions
from tarjih.reading.tokens import lay_out
from tarjih.records.page import Page
from tarjih.records.reading import Attribution
from tarjih.records.report import Report


def read(sentence: str) -> Attribution:
    text = f"عنوان\n\n{sentence}"
    report = Report(id="r", title="عنوان", text=text, sha256="0" * 64)
    attribution, *_ = find_attributions(Page(report=report, words=lay_out(text)))
    return attribution


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("قال محافظ الوادي إن الطريق فتح.", "asserted"),
        ("قال محافظ الوادي إن القافلة قد وصلت.", "asserted"),
        ("قال محافظ الوادي إن من المحتمل إغلاق الطريق.", "possible"),
        ("قال محافظ الوادي إنه ربما أغلق الطريق.", "possible"),
        ("قال محافظ الوادي إن من المرجح إغلاق الطريق.", "probable"),
        ("توقع محافظ الوادي أن يغلق الطريق.", "probable"),
        ("ويبدو أن الطريق أغلق.", "probable"),
        ("زعم محافظ الوادي أن الطريق فتح.", "alleged"),
        ("نفى محافظ الوادي أن الطريق فتح.", "denied"),
        ("لم يستبعد محافظ الوادي أن يغلق الطريق.", "possible"),
        ("قال محافظ الوادي إن القافلة قد تصل غدا.", "possible"),
        ("قال محافظ الوادي إن لعل القافلة تصل غدا.", "possible"),
        ("قال محافظ الوادي إن قوافل الإغاثة القادمة قد تصل غدا.", "possible"),
        ("قال محافظ الوادي إن القافلة وصلت وقد تعود غدا.", "asserted"),
        ("قال محافظ الوادي إن من الوارد إغلاق الطريق.", "possible"),
        ("قال محافظ الوادي إن من غير المستبعد إغلاق الطريق.", "possible"),
        ("قال محافظ الوادي إنه يمكن إغلاق الطريق.", "possible"),
        ("قال محافظ الوادي إنه لا يمكن إغلاق الطريق.", "asserted"),
        ("قال محافظ الوادي إن هناك مخاوف من إغلاق الطريق.", "possible"),
        ("قال محافظ الوادي إنه يفترض فتح الطريق اليوم.", "possible"),
        ("قال محافظ الوادي إن القافلة على الأرجح في الوادي.", "probable"),
        ("قال محافظ الوادي إن القافلة على ما يبدو في الوادي.", "probable"),
        ("قال محافظ الوادي إن من شبه المؤكد إغلاق الطريق.", "probable"),
        ("قال محافظ الوادي إنه يعتقد أن الطريق أغلق.", "probable"),
        ("قال محافظ الوادي إن في أغلب الظن أن الطريق أغلق.", "probable"),
        ("قال محافظ الوادي إن القافلة أشبه ما تكون بموكب.", "probable"),
        ("قال محافظ الوادي إن غالبا ما يغلق الطريق.", "probable"),
        ("قال محافظ الوادي إنه يقال إن الطريق أغلق.", "alleged"),
        ("قال محافظ الوادي إنه قيل إن الطريق أغلق.", "alleged"),
        ("قال محافظ الوادي إن من غير الواضح سبب الحريق.", "asserted"),
        ("قال محافظ الوادي إن القافلة على وشك الوصول.", "asserted"),
        ("قال محافظ الوادي إن القافلة تعتزم العودة.", "asserted"),
        ("قال محافظ الوادي إن من المقرر فتح الطريق.", "asserted"),
        ("قال محافظ الوادي إن الطريق فتح كأنه جديد.", "asserted"),
        ("قال محافظ الوادي إن القائد كان على علم بالقافلة.", "asserted"),
    ],
)
def test_cue_and_leading_hedge_decide(sentence: str, certainty: str) -> None:
    """The strength of the cue counts; a hedge that leads the statement weakens an assertion."""
    assert read(sentence).certainty == certainty


@pytest.mark.parametrize(
    ("sentence", "distance"),
    [
        ("قال محافظ الوادي إن الطريق فتح.", None),
        ("زعم محافظ الوادي أن الطريق فتح.", "claimed"),
        ("قال محافظ الوادي إن ما يسمى مجلس الظل حل نفسه.", "so_called"),
        ("قال محافظ الوادي إن الهجوم المزعوم لم يقع.", "alleged"),
        ("قال محافظ الوادي إن ما بات يعرف بمجلس الظل حل نفسه.", "known_as"),
        ("قال محافظ الوادي إن المجلس في «عاصمته» حل نفسه.", "scare_quotes"),
        ("قال محافظ الوادي إن الجسر سقط. ولم يتسن التأكد من النبأ.", "unverified"),
        ("قال محافظ الوادي إن الجسر سقط. ولم يتضرر السوق.", None),
        ("قال محافظ الوادي إن حزب «الفجر» حل نفسه.", None),
        ("قال محافظ الوادي إن المجلس المعروف حل نفسه.", None),
    ],
)
def test_keeps_the_distance_of_the_reporter(sentence: str, distance: str | None) -> None:
    """Distance is the reporter's and stands beside the certainty of the source."""
    assert read(sentence).distance == distance
