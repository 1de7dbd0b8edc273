"""Weights learned from tagged text: the same text gives the same table."""

from pathlib import Path

from tarjih.reading.name_learned import BIAS
from tools.train_names import read_sentences, train

TAGGED = """وصل O
درامبول B-PERS
زاركوني I-PERS
إلى O
البيت O
. O

عاد O
غرمبل B-PERS
زاركوني I-PERS
من O
البيت O
. O

بيع O
البيت O
. O
"""


def sentences(tmp_path: Path) -> Path:
    path = tmp_path / "tagged.txt"
    path.write_text(TAGGED * 4, encoding="utf-8")
    return path


def test_reads_sentences_with_their_names(tmp_path: Path) -> None:
    words, labels = read_sentences(sentences(tmp_path))[0]
    assert [words.string(i, i + 1) for i, named in enumerate(labels) if named] == ["درامبول", "زاركوني"]


def test_learns_the_same_from_the_same_text(tmp_path: Path) -> None:
    path = sentences(tmp_path)
    table = train(read_sentences(path))
    assert table == train(read_sentences(path))
    assert table[BIAS] < 0


def test_what_names_look_like_weighs_for_them(tmp_path: Path) -> None:
    table = train(read_sentences(sentences(tmp_path)))
    assert table["0=زاركوني"] > 0 > table.get("0=البيت", -1)
