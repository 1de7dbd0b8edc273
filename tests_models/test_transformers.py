"""Names read by a real token classifier, tiny and made on the spot, from a folder and without a network."""

import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tarjih.errors import InputError
from tarjih.pipeline import read
from tarjih.publishing.cli import app
from tarjih.readers.transformers import TransformersNames
from tarjih.records.reading import Reading

from .conftest import LABELS, make_model

REPORT = "قال سامر الوادي إن الطريق إلى الراعي مغلق."


def named(reading: Reading) -> list[tuple[str, str]]:
    return [(span.within(reading.text), e.kind) for e in reading.entities for span in e.mentions]


def test_names_are_those_that_the_model_marks(model: Path) -> None:
    reading = read(REPORT, names=TransformersNames(model))
    assert named(reading) == [("سامر الوادي", "PERSON"), ("الراعي", "PLACE")]
    assert {reason.rule for entity in reading.entities for reason in entity.reasons} == {"transformers"}


def test_a_place_of_the_gazetteer_gets_its_coordinates(model: Path) -> None:
    (place,) = (e for e in read(REPORT, names=TransformersNames(model)).entities if e.kind == "PLACE")
    assert place.country == "SY"
    assert place.lat is not None


def test_claims_rest_on_the_names_of_the_model(model: Path) -> None:
    reading = read(REPORT, names=TransformersNames(model))
    (claim,) = reading.attributions
    (source,) = claim.sources
    assert source.span.within(reading.text) == "سامر الوادي"
    assert source.entity == "E1"


def test_a_particle_that_sticks_to_a_name_is_in_the_mention_and_not_in_the_name(model: Path) -> None:
    reading = read("وصل سامر الوادي ونادر الطحان.", names=TransformersNames(model))
    assert ("ونادر الطحان", "PERSON") in named(reading)
    assert "نادر الطحان" in {entity.name for entity in reading.entities}


def test_a_report_longer_than_the_model_can_see_is_read_in_windows(model: Path) -> None:
    once = "قال سامر الوادي إن الطريق إلى الراعي مغلق. "
    reading = read(once * 40, names=TransformersNames(model))
    found = named(reading)
    assert found.count(("سامر الوادي", "PERSON")) >= 38
    assert found.count(("الراعي", "PLACE")) >= 38


def test_reading_twice_gives_the_same(model: Path) -> None:
    assert read(REPORT, names=TransformersNames(model)) == read(REPORT, names=TransformersNames(model))


def test_a_reading_says_who_read(model: Path) -> None:
    reader = read(REPORT, names=TransformersNames(model)).reader
    assert reader.startswith("names=transformers:tiny-ner@")


def test_other_weights_are_another_reader(model: Path, tmp_path: Path) -> None:
    other = make_model(tmp_path / "tiny-ner", steps=1)
    assert TransformersNames(other).identity != TransformersNames(model).identity


def test_a_reader_goes_to_other_processes_without_its_model(model: Path) -> None:
    reader = TransformersNames(model)
    read(REPORT, names=reader)
    sent = pickle.dumps(reader)
    assert len(sent) < 1000
    assert read(REPORT, names=pickle.loads(sent)) == read(REPORT, names=reader)


def test_labels_that_are_not_known_are_listed(tmp_path: Path) -> None:
    labels = (*LABELS[:-1], "B-WEAPON")
    folder = make_model(tmp_path / "odd", labels=labels, steps=1)
    with pytest.raises(InputError, match="found B-WEAPON among O, B-PER"):
        read(REPORT, names=TransformersNames(folder))


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="weights"):
        read(REPORT, names=TransformersNames(tmp_path))


def copy_without(model: Path, folder: Path, name: str) -> Path:
    for path in model.iterdir():
        if path.name != name:
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_model_without_its_tokenizer_is_told(model: Path, tmp_path: Path) -> None:
    folder = copy_without(model, tmp_path, "tokenizer.json")
    with pytest.raises(InputError, match=r"wanted tokenizer\.json"):
        read(REPORT, names=TransformersNames(folder))


@pytest.mark.parametrize("config", ["{", '{"model_type": "no-such-model"}'])
def test_a_model_that_cannot_be_loaded_is_told_and_nothing_is_downloaded(
    config: str, model: Path, tmp_path: Path
) -> None:
    folder = copy_without(model, tmp_path, "config.json")
    (folder / "config.json").write_text(config)
    with pytest.raises(InputError, match="without a network"):
        read(REPORT, names=TransformersNames(folder))


def test_the_command_line_takes_a_model(model: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    done = CliRunner().invoke(app, ["read", str(report), "--names", f"transformers:{model}"])
    assert done.exit_code == 0
    assert '"reader":"names=transformers:tiny-ner@' in done.stdout
