"""A big case made small: it stands as it says, and its facets are counted as SQL counts them."""

from pathlib import Path

import pytest

from tarjih.engine.case import fused_digest
from tarjih.store.shelf.library import Wanted, find_reports
from tarjih.store.shelf.shelf import Shelf
from tarjih.store.store import Store
from tools.big_case import make_big_case, renew_marks


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("big") / "case"
    make_big_case(folder, reports=30, moulds=12, seed=1)
    return folder


def test_its_shelf_is_up_to_date(case: Path) -> None:
    renew_marks(case)
    shelf = Shelf(case)
    with Store.open(case) as store:
        assert shelf.state() == fused_digest(store)
        assert len(store.reading_digests()) == shelf.count("SELECT count(*) FROM report") == 30
    shelf.close()


@pytest.mark.parametrize("words", ["", "مدينة"])
def test_facets_are_counted_among_what_is_found(case: Path, words: str) -> None:
    shelf = Shelf(case)
    found = find_reports(shelf, Wanted(words=words, size=100))
    reports = sum(row["copies"] for row in found.rows)
    assert found.reports == reports > 0
    assert found.texts == len(found.rows)
    for kind, counts in found.facets.items():
        for count in counts:
            narrowed = find_reports(shelf, Wanted(words=words, facets={kind: (count.value,)}))
            assert narrowed.reports == count.reports
    shelf.close()


def test_texts_stand_by_their_newest_copy(case: Path) -> None:
    shelf = Shelf(case)
    asked = "SELECT leader FROM report GROUP BY leader ORDER BY max(published) DESC, leader"
    expected = [row["leader"] for row in shelf.ask(asked)]
    assert [row["id"] for row in find_reports(shelf, Wanted(size=100)).rows] == expected
    second = find_reports(shelf, Wanted(page=2, size=10)).rows
    assert [row["id"] for row in second] == expected[10:20]
    shelf.close()
