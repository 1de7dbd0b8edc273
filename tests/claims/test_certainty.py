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
    (attribution,) = find_attributions(Page(report=report, words=lay_out(text)))
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
    ],
)
def test_keeps_the_distance_of_the_reporter(sentence: str, distance: str | None) -> None:
    """Distance is the reporter's and stands beside the certainty of the source."""
    assert read(sentence).distance == distance
