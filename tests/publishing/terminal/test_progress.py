"""Bars show for long work at a terminal, and never elsewhere."""

import io

import pytest

from tarjih.publishing.terminal import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")


def test_items_pass_through_in_order() -> None:
    assert list(progress.follow(range(5), label="Reading")) == [0, 1, 2, 3, 4]


@pytest.mark.usefixtures("no_patience")
def test_a_terminal_sees_how_far_long_work_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    assert list(progress.follow(range(5), label="Reading", total=5)) == [0, 1, 2, 3, 4]
    assert "Reading" in terminal.getvalue()


@pytest.mark.usefixtures("no_patience")
def test_a_file_sees_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", file := io.StringIO())
    list(progress.follow(range(5), label="Reading", total=5))
    assert file.getvalue() == ""


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    list(progress.follow(range(5), label="Reading", total=5))
    assert terminal.getvalue() == ""
