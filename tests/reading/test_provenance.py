"""Provenance: datelines, bylines and agency marks at the edges of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.reading.provenance import credit_rows, find_provenance
from tarjih.reading.tokens import lay_out
from tarjih.records.report import Report


def read(body: str) -> list[tuple[str, str, str | None]]:
    text = f"عنوان\n\n{body}"
    report = Report(id="r", title="عنوان", text=text, sha256="0" * 64)
    return [(p.span.within(text), p.kind, p.row) for p in find_provenance(report, words=lay_out(text))]


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("بغداد، العراق (CNN)-- قال سكان إن الجسر أغلق.", ("CNN", "outlet", "cnn")),
        ("عدن - رويترز\n\nقال سكان إن الجسر أغلق.", ("رويترز", "agency", "reuters")),
        ("لندن: «الشرق الأوسط»\n\nقال سكان إن الجسر أغلق.", ("الشرق الأوسط", "outlet", "aawsat")),
        ("قال سكان إن الجسر أغلق. (أ ف ب)", ("أ ف ب", "agency", "afp")),
        ("قال سكان إن الجسر أغلق. (أ.ف.ب)", ("أ.ف.ب", "agency", "afp")),
        ("واس- الرياض: فتح السوق صباحا.", ("واس", "agency", "spa")),
        ("عين اليوم – الرياض\n\nفتح السوق صباحا.", ("عين اليوم", "outlet", "ain-alyoum")),
        ("القاهرة - (د ب أ): فتح السوق صباحا.", ("د ب أ", "agency", "dpa")),
        ("فتح السوق صباحا. المصدر: رويترز", ("رويترز", "agency", "reuters")),
        ("فتح السوق صباحا.\n\n-رويترز-", ("رويترز", "agency", "reuters")),
        ("سبق- وكالات: فتح السوق صباحا.", ("وكالات", "agency", "agencies")),
        ("كتب سالم الوادي: فتح السوق صباحا.", ("كتب سالم الوادي", "byline", None)),
        ("عدن (أ ف ب) - فتح السوق صباحا.", ("عدن (أ ف ب)", "dateline", None)),
    ],
)
def test_finds_marks(body: str, mark: tuple[str, str, str | None]) -> None:
    """A credit is found in all its spellings, with its lexicon row."""
    assert mark in read(body)


@pytest.mark.parametrize(
    "body",
    [
        "قال مصدر لوكالة رويترز إن الجسر أغلق.",
        "وصلت القوات - وهي كبيرة - إلى الجسر.",
        "الرياض - فتح السوق صباحا.",
        "وقال: فتح السوق.",
        "وقال لـ «الوطن»: فتح السوق.",
        'نقلت الخبر صحيفة "بيلد" الألمانية.',
        "العراق: فتح السوق صباحا.",
        "كتب الجندي رسالة إلى أهله.",
        "فتح السوق (صورة أرشيفية).",
        "سبق أن أغلق الجسر مرتين.",
        "",
    ],
)
def test_leaves_running_text_alone(body: str) -> None:
    """An agency spoken to, a place alone or a dash in a sentence is no mark."""
    assert read(body) == []


def test_names_every_credit() -> None:
    """Every row but the words that lead a byline has the name to show."""
    assert all(row.name for row in credit_rows().values() if row.kind in {"agency", "outlet", "desk"})


@given(
    st.lists(
        st.sampled_from(["عدن", "-", "رويترز", ":", "(", ")", "{", "كتب", "،", "واس", "\n"]), max_size=20
    )
)
def test_any_line_is_read(parts: list[str]) -> None:
    """Any string of places, credits and signs is read, and spans lie in the text."""
    assert all(mark for mark, _, _ in read(" ".join(parts)))
