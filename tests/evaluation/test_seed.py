"""What the article that it all began with must give: chains, places, junk cut and kept."""

import os
from pathlib import Path

import pytest

from tarjih.pipeline import read
from tarjih.records.reading import Reading

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "seed.txt"


@pytest.fixture(scope="module")
def reading() -> Reading:
    if not SEED.is_file():
        if os.environ.get("CI"):
            pytest.fail("wanted the seed article beside the checkout: ../shared/seed/seed.txt")
        pytest.skip("the seed article does not stand beside this checkout")
    return read(SEED, published="2017-04-27")


def chains(reading: Reading) -> list[list[str]]:
    return [[source.span.within(reading.text) for source in a.sources] for a in reading.attributions]


def test_the_newspaper_rests_on_sources(reading: Reading) -> None:
    assert ["الصحيفة", "مصادر"] in chains(reading)


def test_official_sources_stand_behind_the_guardian(reading: Reading) -> None:
    assert ["الغارديان", "مصادر تركية وأوروبية وصفتها بالرسمية"] in chains(reading)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("كيليس", 36.72, 37.12), ("الباب", 36.37, 37.52), ("الرقة", 35.95, 39.01), ("لارنكا", 34.92, 33.63)],
)
def test_its_towns_are_on_the_map(reading: Reading, name: str, lat: float, lon: float) -> None:
    places = [
        e
        for e in reading.entities
        if any(name in m.within(reading.text) for m in e.mentions) and e.lat is not None
    ]
    assert any(e.lat == pytest.approx(lat, abs=0.2) and e.lon == pytest.approx(lon, abs=0.2) for e in places)


def test_junk_leaves_the_text_and_not_the_record(reading: Reading) -> None:
    assert "W3Schools" not in reading.text
    assert [cut.text for cut in reading.cut] == ["Go to W3Schools!"]


def test_the_headline_forecast_is_an_assessment_and_never_told_as_having_happened(reading: Reading) -> None:
    (headline,) = [a for a in reading.assessments if a.span.end <= len(reading.title)]
    assert headline.tendency == "collapse"
    assert headline.certainty == "probable"
    assert all(e.status == "planned" for e in reading.events if e.trigger.end <= len(reading.title))
