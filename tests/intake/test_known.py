"""What is known beside the text: options, sidecars, days."""

import datetime as dt

import pytest

from tarjih.errors import InputError
from tarjih.intake.known import WRONG, Known, known, parse_day, parse_sidecar, try_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2017-04-27", dt.date(2017, 4, 27)),
        (" 2017-04-27 ", dt.date(2017, 4, 27)),
        ("2017-04-27T23:30:00+03:00", dt.date(2017, 4, 27)),
        ("2017-04-27T23:30:00Z", dt.date(2017, 4, 27)),
        ("2017-04-27 00:10", dt.date(2017, 4, 27)),
        ("", ""),
    ],
)
def test_a_moment_counts_as_the_day_in_its_own_zone(value: str, day: object) -> None:
    assert parse_day(value, where="published") == day


@pytest.mark.parametrize(
    "value", ["2017-13-45", "2017-02-30", "27-04-2017", "2017", "20170427", "yesterday", "2017-04-27T99:00"]
)
def test_what_is_no_day_is_refused_in_one_line(value: str) -> None:
    with pytest.raises(
        InputError, match=f"--published: wanted a day such as .*, found '{value}'; "
    ) as caught:
        parse_day(value, where="--published")
    assert "\n" not in str(caught.value)


def test_a_wrong_day_of_a_report_is_unknown_and_told() -> None:
    day, notes = try_day("2017-13-45", where="published")
    assert day == ""
    assert len(notes) == 1
    assert notes[0].startswith(WRONG)
    assert "2017-13-45" in notes[0]
    assert try_day(None, where="published") == (None, ())


def test_an_empty_option_means_unknown_and_overrides() -> None:
    said = known(outlet="", published="2017-04-27")
    below = Known(outlet="شبكة المثال", byline="مراسل", published=dt.date(2000, 1, 1))
    assert said.over(below) == Known(outlet="", byline="مراسل", published=dt.date(2017, 4, 27))


def test_days_are_taken_as_days_too() -> None:
    assert known(published=dt.date(2017, 4, 27)).published == dt.date(2017, 4, 27)
    assert known(published=dt.datetime(2017, 4, 27, 5, tzinfo=dt.UTC)).published == dt.date(2017, 4, 27)
    with pytest.raises(InputError):
        known(published="2017-13-45")


def test_a_sidecar_gives_four_fields_and_lets_the_rest_be() -> None:
    raw = '\ufeff{"outlet": " شبكة\\nالمثال ", "published": null, "note": {"exercise": true}}'.encode()
    assert parse_sidecar(raw, name="a.txt.json") == (Known(outlet="شبكة المثال"), ())


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"outlet": 3}', b"\xff", b'{"x":' + b"[" * 9999])
def test_a_broken_sidecar_costs_a_note_only(raw: bytes) -> None:
    said, notes = parse_sidecar(raw, name="a.txt.json")
    assert said == Known()
    assert notes[0].startswith(f"{WRONG}a.txt.json: wanted a JSON object")
