"""The sample case is made once, and anew when the sample has changed."""

from pathlib import Path

import pytest
from tests.publishing.runs import run, write

from tarjih.errors import CaseError
from tarjih.publishing.commands.demo import MARK, make_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "sample"
    assert make_sample(folder)
    return folder


def test_the_demo_prints_a_judgement_in_both_languages(sample: Path) -> None:
    for language, question in (("en", "Is the armed organisation at its end?"), ("ar", "هل اقتربت نهاية")):
        done = run("demo", "--case", sample, "--lang", language, home=sample.parent)
        assert done.code == 0, done.err
        assert done.out.startswith(question)


def test_the_sample_is_made_once(sample: Path) -> None:
    assert not make_sample(sample)


def test_the_sample_is_made_anew_when_it_has_changed(sample: Path) -> None:
    digest = (sample / MARK).read_text(encoding="ascii")
    (sample / MARK).write_text("older", encoding="ascii")
    assert make_sample(sample)
    assert (sample / MARK).read_text(encoding="ascii") == digest
    assert sorted(path.name for path in sample.parent.iterdir()) == ["sample"]


def test_nothing_but_the_sample_is_ever_replaced(tmp_path: Path) -> None:
    write(tmp_path, "mine.txt")
    with pytest.raises(CaseError, match="nothing was changed"):
        make_sample(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_a_folder_it_goes_to_the_users_data(tmp_path: Path) -> None:
    done = run("demo", home=tmp_path, XDG_DATA_HOME=str(tmp_path / "data"))
    assert done.code == 0, done.err
    assert (tmp_path / "data/tarjih/sample" / MARK).is_file()
