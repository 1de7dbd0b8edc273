"""Roles: who and whom the grammar gives, and what it must leave empty."""

import pytest

from tarjih.claims.events import find_events
from tarjih.records.reading import EventMention
from tests.claims.pages import page_of

NAMES = (
    ("كتائب النخيل", "ARMED_GROUP"),
    ("حكومة الوادي", "GOVERNMENT"),
    ("بلدة الزهراء", "PLACE"),
    ("بلدة السدر", "PLACE"),
    ("سالم المرزوقي", "PERSON"),
)


def events_of(text: str) -> tuple[list[EventMention], str]:
    page = page_of(text, names=[name for name in NAMES if name[0] in text])
    return list(find_events(page, attributions=())), page.words.text


def told(text: str, type_: str) -> dict[str, list[str]]:
    events, whole = events_of(text)
    event = next(event for event in events if event.type == type_)
    return {
        "actors": [span.within(whole) for span in event.actors],
        "targets": [span.within(whole) for span in event.targets],
        "place": [event.place.within(whole)] if event.place else [],
    }


@pytest.mark.parametrize(
    ("text", "type_", "actors", "targets"),
    [
        ("هاجمت كتائب النخيل معسكر القلعة.", "attack", ["كتائب النخيل"], ["معسكر القلعة"]),
        ("كتائب النخيل تهاجم معسكر القلعة", "attack", ["كتائب النخيل"], ["معسكر القلعة"]),
        ("الجنود الذين قتلتهم كتائب النخيل", "killing", ["كتائب النخيل"], ["الجنود"]),
        ("المسلح الذي قتل جنديين فر.", "killing", ["المسلح"], ["جنديين"]),
        ("قال الوزير إن كتائب النخيل قتلت مدنيا.", "killing", ["كتائب النخيل"], ["مدنيا"]),
        ("تم توقيف سالم المرزوقي من قبل الشرطة.", "arrest", ["الشرطة"], ["سالم المرزوقي"]),
        ("اعتقال الشرطة سالم المرزوقي", "arrest", ["الشرطة"], ["سالم المرزوقي"]),
        ("قامت كتائب النخيل بتفجير جسر القلعة.", "bombing", ["كتائب النخيل"], ["جسر القلعة"]),
        ("تمكنت الشرطة من قتل مسلحين.", "killing", ["الشرطة"], ["مسلحين"]),
        ("دعت حكومة الوادي كتائب النخيل إلى الانسحاب.", "withdrawal", ["كتائب النخيل"], []),
        ("اتهمت حكومة الوادي كتائب النخيل بقتل مدني.", "killing", ["كتائب النخيل"], ["مدني"]),
        ("مقتل القيادي سالم المرزوقي", "killing", [], ["القيادي سالم المرزوقي"]),
        ("مقتل جندي ومدني", "killing", [], ["جندي", "ومدني"]),
    ],
)
def test_binds_actor_and_target(text: str, type_: str, actors: list[str], targets: list[str]) -> None:
    """Order, voice, relative clauses, verbal nouns and control each have their own case."""
    found = told(text, type_)
    assert (found["actors"], found["targets"]) == (actors, targets)


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        ("قتل جندي في بلدة الزهراء.", "killing", "بلدة الزهراء"),
        ("في بلدة الزهراء قرب بلدة السدر، قتل جندي.", "killing", "بلدة الزهراء"),
        ("قتل جندي وأصيب مدني في هجوم في بلدة السدر.", "injury", "بلدة السدر"),
        ("سيطرت كتائب النخيل على بلدة السدر.", "capture", "بلدة السدر"),
        ("قصف الجيش بلدة السدر.", "shelling", "بلدة السدر"),
    ],
)
def test_binds_the_place_of_the_clause_or_of_the_incident(text: str, type_: str, place: str) -> None:
    """The nearest place of the clause, the struck place, or the place that the incident shares."""
    assert told(text, type_)["place"] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "أدى هجوم إلى مقتل جندي، وقالت حكومة الوادي إنها تحقق.",
        "قال الوزير إن هجوما وقع. ووصلت كتائب النخيل لاحقا.",
        "مقتل جندي، بحسب حكومة الوادي",
    ],
)
def test_leaves_the_actor_empty_where_nobody_is_told_to_act(text: str) -> None:
    """Whoever speaks or comes later is no attacker."""
    events, _ = events_of(text)
    assert events
    assert all(not event.actors for event in events if event.type in {"attack", "killing"})


def test_gives_both_losses_of_an_attack_its_attacker() -> None:
    """The losses of one incident share the attacker that the sentence names."""
    events, text = events_of("قتل جندي وأصيب مدني في هجوم شنته كتائب النخيل.")
    assert [[a.within(text) for a in event.actors] for event in events] == [["كتائب النخيل"]] * 3


def test_names_the_rule_that_fired() -> None:
    """Every event says which row and frame made it."""
    (event,), _ = events_of("هاجمت كتائب النخيل معسكر القلعة.")
    assert event.rule.endswith("/strike")
