"""`tarjih places import` as a user runs it, and reading with what it wrote."""

import json
from pathlib import Path

from tests.publishing.runs import run_apart

TABLE = "ADM2_EN,ADM2_AR,ADM2_PCODE,ADM0_PCODE,lat,lon\nSahlan,سهلان الغيمة,YE9901,YE,14.1,44.2\n"
TEXT = "قصفت الطائرات اليمنية سهلان الغيمة أمس.\n"


def place_of(raw: str) -> tuple[float | None, float | None]:
    [found] = [e for e in json.loads(raw)["entities"] if e["kind"] == "PLACE" and "سهلان" in TEXT]
    return found.get("lat"), found.get("lon")


def test_reads_with_a_table_that_is_named_or_is_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    before = run_apart("read", "one.txt", home=tmp_path)
    assert '"PLACE"' not in before.out
    done = run_apart("places", "import", "areas.csv", "--into", "own", "--json", home=tmp_path)
    assert (done.code, json.loads(done.out)["taken"]) == (0, 1)
    named = run_apart("read", "one.txt", "--places", "own", home=tmp_path)
    assert place_of(named.out) == (14.1, 44.2)
    assert run_apart("read", "one.txt", home=tmp_path).out == before.out
    assert run_apart("places", "import", "areas.csv", home=tmp_path).code == 0
    assert run_apart("read", "one.txt", home=tmp_path).out == named.out
    assert run_apart("read", "one.txt", home=tmp_path, TARJIH_PLACES=str(tmp_path / "own")).out == named.out


def test_a_case_reads_its_reports_anew_with_its_own_table(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    run_apart("init", "case", home=tmp_path)
    run_apart("add", "case", "one.txt", home=tmp_path)
    assert run_apart("places", "import", "areas.csv", "--into", "case", home=tmp_path).code == 0
    added = run_apart("add", "case", "one.txt", "--json", home=tmp_path)
    assert json.loads(added.out)["read"] == 1
    again = run_apart("add", "case", "one.txt", "--json", home=tmp_path)
    assert json.loads(again.out)["read"] == 0


def test_tells_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(TABLE.replace("14.1", "north"), encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes("ADM1_AR\n\xe9\n".encode("latin-1"))
    (tmp_path / "folder").mkdir()
    for arguments, said in [
        (("areas.csv",), "areas.csv, row 2, column lat: wanted degrees between -90 and 90, found 'north'"),
        (("latin.csv",), "latin.csv, row 2: wanted UTF-8"),
        (("none.csv",), "wanted a gazetteer, found no such file"),
        (("areas.csv", "--into", "folder"), "wanted a case or a file to write, found a folder"),
    ]:
        done = run_apart("places", "import", *arguments, home=tmp_path)
        assert (done.code, done.out, len(done.told)) == (1, "", 1)
        assert said in done.err
    wrong = run_apart("read", "areas.csv", "--places", "areas.csv", home=tmp_path)
    assert "wanted a table of places, found something else" in wrong.err
