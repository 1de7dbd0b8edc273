import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tarjih
from tarjih.errors import HypothesesError, InputError
from tarjih.pipeline import version

TEXT = "أعلن المتحدث باسم الشرطة ماهر النجار أمس مقتل ثلاثة مسلحين في حلب.\n\nوأضاف أن اثنين أصيبا."


def test_the_public_names_are_these() -> None:
    assert sorted(tarjih.__all__) == ["fuse", "hypotheses", "read", "weigh"]
    assert all(callable(getattr(tarjih, name)) for name in tarjih.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        _ = tarjih.guess


def test_a_text_is_read_and_its_spans_hold_its_words() -> None:
    reading = tarjih.read(TEXT, published=dt.date(2019, 3, 5), outlet="صحيفة مخترعة")
    assert reading.outlet == "صحيفة مخترعة"
    assert [e.type for e in reading.events][:1] == ["killing"]
    assert [t.value for t in reading.times] == ["2019-03-04"]
    assert reading.attributions[0].cue.within(reading.text) == "أعلن"


def test_the_same_input_gives_the_same_bytes() -> None:
    one, two = (msgspec.json.encode(tarjih.read(TEXT, published="2019-03-05")) for _ in range(2))
    assert one == two


def test_a_report_in_another_language_is_kept_and_not_read() -> None:
    reading = tarjih.read(
        "The council said on Tuesday that three men had given themselves up at the crossing."
    )
    assert reading.language == "en"
    assert reading.text
    assert reading.events == reading.attributions == ()


def test_a_wrong_day_is_told_with_what_was_wanted() -> None:
    with pytest.raises(InputError, match="2017-13-45"):
        tarjih.read(TEXT, published="2017-13-45")


def test_a_file_with_many_reports_is_not_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(
        '{"title": "أ", "text": "قال زيد إنه ذهب."}\n{"title": "ب", "text": "قال عمرو إنه ذهب."}\n', "utf-8"
    )
    with pytest.raises(InputError, match="wanted one report, found 2"):
        tarjih.read(path)


def test_hypotheses_that_are_not_there_are_told() -> None:
    with pytest.raises(HypothesesError, match="decline, truce or a TOML file"):
        tarjih.hypotheses("nowhere.toml")


def test_the_whole_way_gives_a_judgement() -> None:
    readings = [tarjih.read(TEXT, published="2019-03-05", outlet=name) for name in ("أ", "ب")]
    readings = [msgspec.structs.replace(r, report=f"r{n}") for n, r in enumerate(readings)]
    judged = tarjih.weigh(tarjih.fuse(readings), hypotheses=tarjih.hypotheses("truce"))
    assert sum(j.probability.value for j in judged.judged) == pytest.approx(1.0)


def test_the_version_is_stable() -> None:
    assert version() == version()


@given(st.text(alphabet=st.characters(codec="utf-16"), max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_ends_in_a_reading_or_in_one_clear_error(text: str) -> None:
    told, reading = "", None
    try:
        reading = tarjih.read(text)
    except InputError as error:
        told = str(error)
    assert "\n" not in told
    assert told or (reading and all(m.end <= len(reading.text) for e in reading.entities for m in e.mentions))


@pytest.mark.parametrize("letter", ["ا", "و", "«", "5", "\u202e", "😀", "a", "."])
def test_a_long_run_of_one_letter_ends(letter: str) -> None:
    reading = tarjih.read("قال زيد إن " + letter * 100_000)
    assert len(reading.text) >= 100_000


def test_a_text_without_full_stops_is_read_in_pieces() -> None:
    reading = tarjih.read("قال الناطق إن الطريق مغلق " * 500)
    assert len(reading.attributions) > 100
    assert max(a.content.end - a.content.start for a in reading.attributions) < len(reading.text) / 2
