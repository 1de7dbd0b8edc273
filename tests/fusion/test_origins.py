"""Who stands behind an account: bodies seen through titles, statements and spokesmen."""

from typing import Any

import pytest

from tarjih.fusion.bodies import Body, body_of
from tarjih.fusion.fuse import fuse
from tarjih.fusion.likeness import compare_bodies
from tarjih.fusion.tellings import sheet_of
from tarjih.records.event import Event
from tests.fusion.builders import read

PLACES = {"منبج": ("p-manbij", 36.53, 37.95), "الرقة": ("p-raqqa", 35.95, 39.01)}
SENTENCES = (
    "إن سيارة ملغومة انفجرت في سوق المدينة قرب الجسر القديم",
    "أن العبوة التي انفجرت كانت مخبأة تحت عربة لبيع الخضار",
    "أن المركبة انفجرت بعدما أوقفها رجلان أمام دكان للأقمشة",
)


def places_in(text: str) -> list[dict[str, Any]]:
    return [
        {
            "id": row,
            "name": place,
            "kind": "PLACE",
            "mentions": [place] + [f"{place}#{n}" for n in range(2, text.count(place) + 1)],
            "row": row,
            "lat": lat,
            "lon": lon,
            "country": "SY",
            "precision": "town",
        }
        for place, (row, lat, lon) in PLACES.items()
        if place in text
    ]


def report(name: str, *said: tuple[str, str], skip: int = 0) -> dict[str, Any]:
    """One report on one bombing; each of `said` is a source and its kind, in a sentence of its own."""
    text = f"تفجير في منبج\n\nانفجرت سيارة في منبج الأربعاء ({name}).\n"
    attributions: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = [
        {"type": "bombing", "trigger": "انفجرت", "place": "منبج#2", "time": "الأربعاء"}
    ]
    for number, (source, kind) in enumerate(said):
        statement = SENTENCES[number + skip]
        text += f"\nوقال {source} {statement}.\n"
        attributions.append({
            "id": f"A{number}",
            "cue": f"وقال#{number + 1}",
            "sources": [[source, None, kind]],
            "content": [statement, statement],
        })
        events.append({"type": "bombing", "trigger": f"انفجرت#{number + 2}", "attribution": f"A{number}"})
    return {
        "report": name,
        "outlet": f"صحيفة {name}",
        "published": "2019-03-14",
        "text": text,
        "entities": places_in(text),
        "times": [["الأربعاء", "2019-03-13"]],
        "attributions": attributions,
        "events": events,
    }


def fused(*reports: dict[str, Any]) -> Event:
    (event,) = fuse(read(row) for row in reports).events
    return event


def body(words: str, kind: str, name: str = "a") -> Body:
    sheet = sheet_of(read(report(name, (words, kind))))
    (attribution,) = sheet.attributions.values()
    found = body_of(sheet, attribution.sources[0])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("المتحدث باسم شرطة منبج سامر الزيات", "official"), ("الزيات", "person")),
        (("المتحدث باسم شرطة منبج", "official"), ("شرطة منبج", "military")),
        (("محافظ الرقة", "official"), ("مكتب محافظ الرقة", "official")),
        (("سلطات الرقة", "official"), ("محافظ الرقة", "official")),
        (("وزارة الداخلية السورية", "official"), ("وزير الداخلية السوري", "official")),
        (("مدير المستشفى هيثم الفوال", "person"), ("هيثم الفوال", "person")),
        (("مصدر أمني تركي", "anonymous"), ("مصادر تركية رسمية", "anonymous")),
    ],
)
def test_two_descriptions_can_be_one_body(one: tuple[str, str], other: tuple[str, str]) -> None:
    left, right = body(*one), body(*other, "b")
    found = compare_bodies(left, right)
    assert found is not None
    assert found.probability >= 0.5
    assert compare_bodies(right, left) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("شرطة منبج", "military"), ("شهود", "witness")),
        (("شرطة منبج", "military"), ("شرطة الرقة", "military")),
        (("محافظ الرقة", "official"), ("الجيش السوري", "military")),
        (("وزارة الداخلية السورية", "official"), ("وزارة الدفاع السورية", "official")),
        (("قائد الشرطة سامر الزيات", "official"), ("قائد الشرطة نادر الطحان", "official")),
        (("الجيش السوري", "military"), ("مسؤول عسكري تركي", "official")),
        (("مصادر", "anonymous"), ("مصادر", "anonymous")),
        (("شهود", "witness"), ("شهود عيان", "witness")),
    ],
)
def test_two_bodies_of_two_reports_stay_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    found = compare_bodies(body(*one), body(*other, "b"))
    assert found is None or found.probability < 0.5


def test_vague_officials_are_the_body_named_beside_them_with_less_than_certainty() -> None:
    (origin,) = fused(report("a", ("مصادر رسمية", "official"), ("محافظ الرقة", "official"))).origins
    assert origin.name == "محافظ الرقة"
    assert origin.probability < 1.0
    assert any("مصادر رسمية" in reason for reason in origin.reasons)


def test_a_vague_word_is_no_bridge_between_two_bodies() -> None:
    said = (("محافظ الرقة", "official"), ("مصادر رسمية", "official"), ("شرطة منبج", "military"))
    assert len(fused(report("a", *said)).origins) == 2


def test_unnamed_voices_of_one_report_may_be_one() -> None:
    (origin,) = fused(report("a", ("مصادر إعلامية", "anonymous"), ("تقارير غربية", "anonymous"))).origins
    assert origin.probability < 1.0


def test_agreement_on_a_number_makes_no_origin_of_two() -> None:
    one, two = report("a", ("شرطة منبج", "military")), report("b", ("شهود", "witness"), skip=1)
    assert len(fused(one, two).origins) == 2


def test_one_body_has_one_id_in_all_events() -> None:
    (one,) = fused(report("a", ("شرطة منبج", "military"))).origins
    (two,) = fused(report("b", ("شرطة منبج", "military"), skip=1)).origins
    assert one.id == two.id
