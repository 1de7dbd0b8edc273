"""Arabic in terminals: those that join and order letters by themselves, and those that do not.

Most terminals show characters one by one from left to right. For them letters are joined here (by
arabic-reshaper) and each line is put in the order in which it is seen. Terminals that do this by
themselves, files and pipes get plain text in the order in which it is read.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal, Protocol, get_args

from tarjih.errors import InputError
from tarjih.publishing.terminal.bidirectional import levels, mirror, visual_order

__all__ = ["VARIABLE", "Order", "arrange", "choose_order", "clean", "right_to_left_line", "shape"]

Order = Literal["visual", "logical"]

VARIABLE = "TARJIH_BIDI"
_FIRST_VTE_WITH_BIDI = 5800  # VTE 0.58. Source: its release notes
# Variables that terminals which order text by themselves set, with a value where others set them too.
_BIDI_TERMINALS = (
    ("KONSOLE_VERSION", None),
    ("MLTERM", None),
    ("TERM_PROGRAM", "Apple_Terminal"),
    ("TERM_PROGRAM", "mintty"),
)
_NO_CONTROLS = {"Cc", "Cf", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


def choose_order(*, to_terminal: bool, environment: Mapping[str, str]) -> Order:
    """Choose how Arabic is written: as it is seen, or as it is read.

    Args:
        to_terminal: Whether the output goes to a terminal rather than to a file or a pipe.
        environment: The process's variables; TARJIH_BIDI=visual or logical decides, auto is the default.

    Raises:
        InputError: TARJIH_BIDI has another value.
    """
    wish = environment.get(VARIABLE, "") or "auto"
    if wish == "visual":
        return "visual"
    if wish == "logical":
        return "logical"
    if wish != "auto":
        allowed = ", ".join(("auto", *get_args(Order)))
        raise InputError(f"wanted {VARIABLE} to be one of {allowed}, found {wish!r}")
    if not to_terminal or does_bidi(environment):
        return "logical"
    return "visual"


def does_bidi(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal joins and orders Arabic by itself."""
    if is_vte(environment):
        return True
    return any(
        environment.get(name) == value if value else environment.get(name) for name, value in _BIDI_TERMINALS
    )


def is_vte(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal is built on a VTE that orders text and can be told a line's direction."""
    version = environment.get("VTE_VERSION", "")
    return version.isdecimal() and int(version) >= _FIRST_VTE_WITH_BIDI


def clean(text: str) -> str:
    """Take out what could move the cursor, change the order or break the output; tabs become spaces."""
    if text.isprintable():
        return text
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if character in "\t\n\r" or category in {"Zl", "Zp"}:
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category not in _NO_CONTROLS or character in _JOINERS:
            kept.append(character)
    return "".join(kept)


class _Reshaper(Protocol):
    def reshape(self, text: str) -> str: ...


@cache
def _reshaper() -> _Reshaper:
    # Imported late: only terminals that do not join letters need it.
    reshaping = import_module("arabic_reshaper")
    made: _Reshaper = reshaping.ArabicReshaper(
        configuration={"delete_harakat": False, "delete_tatweel": False, "ARABIC LIGATURE ALLAH": False}
    )
    return made


def shape(text: str) -> str:
    """Join Arabic letters: each becomes the presentation form it has in its word, lam-alef one character."""
    if text.isascii():
        return text
    return _reshaper().reshape(text)


def arrange(text: str) -> str:
    """Return one line that begins from the left as a terminal that does not order text should get it."""
    joined = shape(text)
    depth = levels(joined, base="ltr")
    order = visual_order(joined, base="ltr")
    return "".join(mirror(joined[n]) if depth[n] % 2 else joined[n] for n in order)


def right_to_left_line() -> tuple[str, str]:
    """Return what tells a VTE that lines run from right to left, and what takes it back.

    Source: ECMA-48, SELECT CHARACTER PATH; terminal-wg "BiDi in terminal emulators".
    """
    return "\x1b[2 k", "\x1b[0 k"
