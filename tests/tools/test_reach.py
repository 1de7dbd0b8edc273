"""The reach of the lexicons: what is counted, and how before and after stand side by side."""

import json
from pathlib import Path

import pytest

from tarjih.pipeline import read
from tools.reach import Counts, count, main, reach, table

ONE = "أعلن الجيش أمس أنه قصف بلدة سراقب.\n\nكان الطقس جميلا."
TWO = "وصل الوفد إلى دمشق."


def test_counts_what_fires_and_what_is_bare() -> None:
    counts = count(read(ONE, published="2019-03-05", outlet="one"))
    assert (counts.reports, counts.cues, counts.events, counts.times) == (1, 1, 1, 1)
    assert (counts.places, counts.placed, counts.paragraphs, counts.bare) == (1, 1, 2, 1)
    assert counts.words == len(ONE.split())


def test_sums_by_outlet_with_all_at_the_end() -> None:
    readings = [read(ONE, outlet="b"), read(TWO, outlet="a"), read(TWO, outlet="b")]
    counts = reach(readings)
    assert list(counts) == ["a", "b", "all"]
    assert counts["all"] == counts["a"] + counts["b"]


def test_gives_rates_per_thousand_words_and_nothing_for_nothing() -> None:
    rates = Counts(words=500, cues=2, places=4, placed=3, paragraphs=4, bare=1).rates()
    assert rates == (4.0, 0.0, 0.0, 8.0, 0.0, 75.0, 25.0)
    assert set(Counts().rates()) == {0.0}


def test_shows_before_and_after_side_by_side() -> None:
    shown = table({"all": Counts(words=1000, cues=3)}, {"all": Counts(words=1000, cues=2)})
    assert "2.0 > 3.0" in shown


def test_reads_a_corpus_and_keeps_the_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": f"r{n}", "outlet": "x", "title": "خبر", "text": text} for n, text in enumerate((ONE, TWO))]
    corpus, kept = tmp_path / "reports.jsonl", tmp_path / "kept.json"
    corpus.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    main(["--corpus", str(corpus), "--json", str(kept)])
    assert capsys.readouterr().out.splitlines()[-1].startswith("all")
    main(["--corpus", str(corpus), "--count", "1", "--against", str(kept)])
    assert " > " in capsys.readouterr().out
