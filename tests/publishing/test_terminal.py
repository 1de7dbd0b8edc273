"""What a terminal gets: colours if it wants them, and Arabic as it needs it."""

import os
import pty
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.publishing.runs import environment


def at_a_terminal(*arguments: str, home: Path, **more: str) -> str:
    """Run a command whose standard output is a terminal; return all that it got."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tarjih", *arguments],
        cwd=home,
        env=environment(home, TERM="xterm-256color", **more),
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    got = b""
    try:
        while piece := os.read(ours, 65536):
            got += piece
    except OSError:  # Linux says EIO where the other end is closed
        pass
    finally:
        os.close(ours)
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    return got.decode("utf-8").replace("\r\n", "\n")


def forms(text: str) -> set[str]:
    return {
        unicodedata.name(c).rsplit(" ", 2)[-1] for c in text if "ARABIC LETTER" in unicodedata.name(c, "")
    }


def test_a_plain_terminal_gets_joined_letters_on_the_right(tmp_path: Path) -> None:
    got = at_a_terminal("hypotheses", "check", "decline", "--lang", "ar", home=tmp_path, NO_COLOR="1")
    assert forms(got) == {"FORM"}
    assert got.startswith((" " * 20, "\x1b"))


def test_a_terminal_that_orders_text_gets_plain_text_and_the_direction(tmp_path: Path) -> None:
    got = at_a_terminal("hypotheses", "check", "decline", "--lang", "ar", home=tmp_path, VTE_VERSION="7600")
    assert "FORM" not in forms(got)
    assert got.startswith("\x1b[2 k")
    assert got.endswith("\x1b[0 k")


@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_can_be_switched_off(more: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    got = at_a_terminal("doctor", home=tmp_path, **more)
    assert ("\x1b[32m" in got) == coloured
