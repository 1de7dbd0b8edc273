from pathlib import Path

import msgspec
import pytest
from tests.store.arrivals import AT, make_arrival

from tarjih.store.log import LogLine, find_break
from tarjih.store.store import Store


@pytest.fixture
def lines(tmp_path: Path) -> list[LogLine]:
    with Store.create(tmp_path / "case", at=AT) as store:
        for number in range(4):
            store.add_report(make_arrival(number), at=AT)
        return store.log()


def test_each_report_is_logged_once_with_the_hash_of_its_original(lines: list[LogLine]) -> None:
    assert [line.act for line in lines] == ["init", "add", "add", "add", "add"]
    assert lines[1].detail == make_arrival(0).original.sha256


def test_an_untouched_log_is_whole(lines: list[LogLine]) -> None:
    assert find_break(lines) is None
    assert find_break([]) is None


@pytest.mark.parametrize("field", ["act", "subject", "detail", "previous", "hash"])
def test_a_changed_line_is_found(lines: list[LogLine], field: str) -> None:
    lines[2] = msgspec.structs.replace(lines[2], **{field: "other"})
    assert find_break(lines) == 3


def test_a_line_taken_out_or_put_in_another_place_is_found(lines: list[LogLine]) -> None:
    assert find_break(lines[:2] + lines[3:]) == 3
    assert find_break([lines[0], lines[2], lines[1], *lines[3:]]) == 2
    assert find_break(lines[1:]) == 1
