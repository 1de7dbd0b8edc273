import pytest

from tarjih.evaluation.gold import Gold, GoldEntity, GoldTime
from tarjih.evaluation.scores import MEASURES, score_readings
from tarjih.records.reading import Attribution, Entity, EventMention, Quantity, Reading, Source, Time
from tarjih.records.span import Span

GOLD = Gold(
    report="r",
    entities=(
        GoldEntity(
            id="E1", name="Aleppo", kind="PLACE", mentions=(Span(10, 13),), country="SY", lat=36.2, lon=37.16
        ),
    ),
    times=(GoldTime(span=Span(20, 24), value="2019-03-05"),),
    quantities=(Quantity(span=Span(30, 35), min=3, max=3),),
    attributions=(
        Attribution(
            id="A1", cue=Span(0, 3), sources=(Source(span=Span(4, 9)),), content=Span(10, 60), mode="mixed"
        ),
    ),
    events=(
        EventMention(
            id="V1",
            type="killing",
            trigger=Span(26, 29),
            targets=(Span(30, 35),),
            place=Span(10, 13),
            attribution="A1",
        ),
    ),
)


def same_reading() -> Reading:
    entity = GOLD.entities[0]
    return Reading(
        report="r",
        title="",
        entities=(
            Entity(
                id="E9", name="x", kind="PLACE", mentions=entity.mentions, country="SY", lat=36.21, lon=37.15
            ),
        ),
        times=(Time(span=Span(20, 24), value="2019-03-05"),),
        quantities=GOLD.quantities,
        attributions=GOLD.attributions,
        events=GOLD.events,
    )


def test_the_gold_itself_scores_one() -> None:
    scores = score_readings([(GOLD, same_reading())])
    assert tuple(scores) == MEASURES
    assert all(scores[m].f1 == 1.0 for m in MEASURES if scores[m].wanted)


def test_an_empty_reading_scores_nothing() -> None:
    scores = score_readings([(GOLD, Reading(report="r", title=""))])
    assert all(score.f1 == 0.0 for score in scores.values())


@pytest.mark.parametrize(
    ("measure", "change"),
    [
        ("time found and valued", {"times": (Time(span=Span(20, 24), value="2019-03-06"),)}),
        ("quantity", {"quantities": (Quantity(span=Span(30, 35), min=3, max=None),)}),
        ("event type", {"events": (EventMention(id="V1", type="injury", trigger=Span(26, 29)),)}),
        (
            "event said by (of found)",
            {"events": (EventMention(id="V1", type="killing", trigger=Span(26, 29)),)},
        ),
        (
            "attribution content",
            {"attributions": (Attribution(id="A1", cue=Span(0, 3), sources=(), content=Span(50, 60)),)},
        ),
        (
            "place on the map",
            {
                "entities": (
                    Entity(id="E1", name="x", kind="PLACE", mentions=(Span(10, 13),), lat=30.0, lon=30.0),
                )
            },
        ),
    ],
)
def test_what_is_wrong_costs_its_measure(measure: str, change: dict[str, tuple[object, ...]]) -> None:
    fields = {name: getattr(same_reading(), name) for name in Reading.__struct_fields__} | change
    assert score_readings([(GOLD, Reading(**fields))])[measure].right == 0
