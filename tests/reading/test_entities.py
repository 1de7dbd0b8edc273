"""Mentions gathered into entities: one body, person or place, one cluster."""

import pytest

from tarjih.reading.entities import gather_entities
from tarjih.reading.names import find_mentions
from tarjih.reading.naming import actors, homonyms, usual_rows
from tarjih.reading.tokens import lay_out
from tarjih.records.reading import Entity


def entities_of(text: str, *, outlet: str | None = None) -> tuple[Entity, ...]:
    words = lay_out(text)
    return gather_entities(words, mentions=find_mentions(words, times=()), outlet=outlet)


def clusters(text: str) -> list[list[str]]:
    return [[span.within(text) for span in entity.mentions] for entity in entities_of(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("هاجم داعش القرية، وقال تنظيم الدولة إنه انسحب.", [["داعش", "تنظيم الدولة"]]),
        ("قال سمير الخباز إنه رآه، وأضاف الخباز أنه هرب.", [["سمير الخباز", "الخباز"]]),
        ("قالت السلطات التركية إن الطريق مغلق. وأضافت السلطات أنه خطر.", [["السلطات التركية", "السلطات"]]),
        ("قال سمير الخباز لفهد الكندري إن السوق مغلق.", [["سمير الخباز"], ["لفهد الكندري"]]),
        (
            "اعتقلت الشرطة سمير الخباز الملقب بـ«أبو عكرمة». وقال أبو عكرمة إنه بريء.",
            [["الشرطة"], ["سمير الخباز", "أبو عكرمة", "أبو عكرمة"]],
        ),
        ("وصل سمير الخباز مع أبو عكرمة.", [["سمير الخباز"], ["أبو عكرمة"]]),
        ("وأضاف كارتر أن الجسر سليم. وقال جون كارتر إنه سعيد.", [["كارتر", "جون كارتر"]]),
        ("قصف الجيش السوري مواقع، ورد الجيش التركي.", [["الجيش السوري"], ["الجيش التركي"]]),
    ],
)
def test_gathers_the_names_of_one_and_no_other(text: str, wanted: list[list[str]]) -> None:
    assert clusters(text) == wanted


def test_gives_a_state_body_its_country_and_code() -> None:
    [entity] = entities_of("أعلن الجيش اليمني تقدمه.")
    assert (entity.name, entity.kind, entity.country, entity.code) == (
        "Yemen armed forces",
        "MILITARY",
        "YE",
        "YEMMIL",
    )


def test_gives_a_listed_group_its_neutral_name() -> None:
    [entity] = entities_of("انسحبت عصابات داعش.")
    assert (entity.name, entity.kind, entity.row) == ("Islamic State", "ARMED_GROUP", "islamic-state")


def test_tells_the_publisher_among_the_outlets() -> None:
    [entity] = entities_of("قال مصدر لرويترز إن الطريق مفتوح.", outlet="رويترز")
    assert entity.role == "publisher"


def test_numbers_entities_in_the_order_of_the_text() -> None:
    entities = entities_of("وصل سمير الخباز من حلب إلى دمشق.")
    assert [entity.id for entity in entities] == ["E1", "E2", "E3"]


def test_rows_that_point_at_rows_point_at_some() -> None:
    assert {row.actor for row in homonyms().values()} <= set(actors())
    assert {row for row in usual_rows().values() if len(row) > 2} <= set(actors())


def test_the_list_of_actors_is_wide() -> None:
    assert len(actors()) >= 1000


def test_a_person_has_the_office_that_stands_before_the_name_and_the_body_is_named_too() -> None:
    words = lay_out("قال المتحدث باسم وزارة الدفاع الليبية العقيد سمير الخباز إن الطريق مغلق.")
    entities = gather_entities(words, mentions=find_mentions(words, times=()), outlet=None)
    assert [(e.kind, e.role) for e in entities] == [("GOVERNMENT", None), ("PERSON", "spokesman")]


def test_a_name_that_two_persons_bear_stays_open() -> None:
    entities = entities_of("وصل سمير الخباز مع شقيقه فهد الخباز. وقال الخباز إن الطريق مغلق.")
    assert [entity.name for entity in entities] == ["سمير الخباز", "فهد الخباز", "الخباز"]
    assert len(entities[2].candidates) == 2


def test_gives_an_office_that_stands_behind_the_name() -> None:
    [entity] = [
        e for e in entities_of("قال سمير الخباز، المتحدث باسم النقابة، إن السوق مغلق.") if e.kind == "PERSON"
    ]
    assert entity.role == "spokesman"


def test_the_mosque_is_the_one_named_before() -> None:
    assert clusters("وقع انفجار في مسجد الزعفران. وأغلق المسجد أمس.") == [["مسجد الزعفران", "المسجد"]]
