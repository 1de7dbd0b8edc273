"""Sheet: lines of mixed text, wrapped to a width, running from the left or from the right."""

import os
import shutil
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TextIO

from tarjih.publishing.documents import explain_output
from tarjih.publishing.terminal.bidirectional import (
    FIRST_STRONG,
    LEFT_TO_RIGHT,
    POP,
    Direction,
    levels,
    mirror,
    visual_order,
)
from tarjih.publishing.terminal.right_to_left import (
    Order,
    choose_order,
    clean,
    is_vte,
    right_to_left_line,
    shape,
)

__all__ = ["Cell", "Language", "Piece", "Sheet", "command", "data", "number", "open_sheet", "words"]

Language = Literal["en", "ar"]

_NARROWEST, _WIDEST, _FILE_WIDTH = 60, 110, 100
_GROUPS: dict[str | None, str] = {"data": FIRST_STRONG, "number": LEFT_TO_RIGHT, "command": LEFT_TO_RIGHT}
_LATIN = "x"  # stands for the letters of a command while a line is put in order


class Piece(NamedTuple):
    """Some words of a line; `kind` keeps apart what has a direction of its own.

    "data" comes from outside and runs as its letters do, "number" runs from left to right, "command"
    stays letter by letter as it is typed, so that it can be copied.
    """

    text: str
    style: str = ""
    kind: Literal["data", "number", "command"] | None = None


class Cell(NamedTuple):
    """One cell of a row: `width` in terminal cells, `end` puts words at its end and numbers at its right."""

    piece: Piece
    width: int
    end: bool = False


class _Run(NamedTuple):
    """Words of one style inside one isolate; `group` numbers the isolate, 0 for none."""

    text: str
    style: str
    group: int
    kind: str | None


_Segments = list[tuple[str, str]]


def words(text: str, style: str = "") -> Piece:
    """Return words of our own, in the language of the sheet."""
    return Piece(text, style)


def data(text: str, style: str = "") -> Piece:
    """Return words from outside, whose direction is their own."""
    return Piece(clean(text), style, "data")


def number(text: str, style: str = "") -> Piece:
    """Return a number with its sign or unit, which runs from left to right in any text."""
    return Piece(clean(text), style, "number")


def command(text: str, style: str = "") -> Piece:
    """Return a command to be typed."""
    return Piece(clean(text), style, "command")


class Sheet:
    """A page for the terminal; `lines` holds what was laid out, as runs of text with their style."""

    def __init__(self, *, width: int, language: Language = "en", order: Order = "logical") -> None:
        self.width = width
        self.language: Language = language
        self.order: Order = order
        self.direction: Direction = "rtl" if language == "ar" else "ltr"
        self.lines: list[_Segments] = []

    def blank(self) -> None:
        """Leave one line empty; never two."""
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def heading(self, text: str) -> None:
        """Start a section."""
        self.blank()
        self.line(words(text, "bold"))

    def line(self, *pieces: Piece, lead: str = "", hang: str | None = None) -> None:
        """Write pieces one after the other, wrapped at spaces.

        Args:
            pieces: What to write; they touch unless one of them holds a space.
            lead: What stands before the first line (indentation, the branch of a tree).
            hang: What stands before the further lines, as wide as `lead`; None for as many spaces.
        """
        first = self._guide(lead)
        rest = self._guide(" " * self.cells(lead) if hang is None else hang)
        for number_, line in enumerate(self._wrap(pieces, width=self.width - self.cells(lead))):
            self._write([rest if number_ else first, *line])

    def row(self, cells: Sequence[Cell], *, lead: str = "", gap: str = "  ") -> None:
        """Write one row of a table, each cell padded to its width."""
        runs = [self._guide(lead)]
        for n, cell in enumerate(cells):
            text = self._shaped(cell.piece.text, kind=cell.piece.kind)
            padding = _Run(" " * max(0, cell.width - self.cells(text)), "", 0, None)
            words_ = _Run(text, cell.piece.style, n + 1 if cell.piece.kind else 0, cell.piece.kind)
            at_end = cell.end and not (self.direction == "rtl" and cell.piece.kind == "number")
            runs += [
                _Run(gap if n else "", "", 0, None),
                *((padding, words_) if at_end else (words_, padding)),
            ]
        self._write(runs)

    def cells(self, text: str) -> int:
        """Return how many cells of the terminal a text takes."""
        # Imported late: Rich takes a tenth of a second, and only pages need it.
        from rich.cells import cell_len

        return cell_len(text)

    def measure(self, text: str) -> int:
        """Return how many cells a text takes once its letters are joined as this sheet joins them."""
        return self.cells(self._shaped(clean(text)))

    def text(self) -> str:
        """Return everything as plain text."""
        return "".join(f"{''.join(text for text, _ in line).rstrip()}\n" for line in self.lines)

    def print(self, stream: TextIO) -> None:
        """Write everything to standard output: with colours to a terminal, plain to anything else.

        Raises:
            InputError: The stream cannot take it.
        """
        with explain_output():
            if stream.isatty():
                self._print_to_terminal(stream)
            else:
                stream.write(self.text())
            stream.flush()

    def _print_to_terminal(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.text import Text

        console = Console(file=stream, highlight=False, markup=False, emoji=False)
        leftward = self.direction == "rtl" and self.order == "logical" and is_vte(os.environ)
        start, end = right_to_left_line() if leftward else ("", "")
        stream.write(start)
        for line in self.lines:
            console.print(Text.assemble(*line), soft_wrap=True)
        stream.write(end)

    def _shaped(self, text: str, *, kind: str | None = None) -> str:
        return shape(text) if self.order == "visual" and kind != "command" else text

    def _guide(self, text: str) -> _Run:
        return _Run(text, "dim", 0, None)

    def _wrap(self, pieces: Iterable[Piece], *, width: int) -> list[list[_Run]]:
        """Break pieces into lines of at most `width` cells; a longer word stands alone."""
        lines: list[list[_Run]] = [[]]
        used = 0
        for space, atom in self._atoms(pieces):
            size = sum(self.cells(run.text) for run in atom)
            if used and used + self.cells(space.text) + size > width:
                lines.append([])
                used = 0
            if used:
                lines[-1].append(space)
                used += self.cells(space.text)
            lines[-1] += atom
            used += size
        return lines

    def _atoms(self, pieces: Iterable[Piece]) -> list[tuple[_Run, list[_Run]]]:
        """Split pieces at spaces into what may not be broken, each with the space before it."""
        nothing = _Run("", "", 0, None)
        atoms: list[tuple[_Run, list[_Run]]] = [(nothing, [])]
        for group, piece in enumerate(pieces, 1):
            inside = group if piece.kind else 0
            for n, part in enumerate(piece.text.split(" ")):
                if n:
                    atoms.append((_Run(" ", piece.style, inside, piece.kind), []))
                if part:
                    atoms[-1][1].append(
                        _Run(self._shaped(part, kind=piece.kind), piece.style, inside, piece.kind)
                    )
        return [(space, atom) for space, atom in atoms if atom]

    def _write(self, runs: Iterable[_Run]) -> None:
        runs = [run for run in runs if run.text]
        if self.order == "logical":
            self.lines.append(self._guard_signs(runs))
            return
        segments = _in_visual_order(runs, base=self.direction)
        if self.direction == "rtl" and segments:
            used = sum(self.cells(text) for text, _ in segments)
            segments.insert(0, (" " * max(0, self.width - used), ""))
        self.lines.append(segments)

    def _guard_signs(self, runs: list[_Run]) -> _Segments:
        """Keep the sign of a negative number before it where a reader orders the line from the right."""
        mark = "\u200e" if self.direction == "rtl" else ""
        return [
            (
                f"{mark}{run.text}" if run.kind == "number" and run.text[0] in "-+\u2212" else run.text,
                run.style,
            )
            for run in runs
        ]


def _in_visual_order(runs: list[_Run], *, base: Direction) -> _Segments:
    """Return runs in the order in which they are seen, isolates kept apart, brackets mirrored."""
    characters: list[str] = []
    stand_ins: list[str] = []
    styles: list[str] = []
    for (_, kind), group in groupby(runs, key=lambda run: (run.group, run.kind)):
        inside = list(group)
        opening = _GROUPS.get(kind, "")
        for run in inside:
            characters += opening + run.text
            stand_ins += opening + (_LATIN * len(run.text) if kind == "command" else run.text)
            styles += [run.style] * (len(opening) + len(run.text))
            opening = ""
        if kind in _GROUPS:
            characters.append(POP)
            stand_ins.append(POP)
            styles.append("")
    text = "".join(stand_ins)
    if base == "ltr" and text.isascii():
        return [(run.text, run.style) for run in runs]
    depth = levels(text, base=base)
    seen = [
        (mirror(text[n]) if depth[n] % 2 else characters[n], styles[n])
        for n in visual_order(text, base=base)
        if text[n] not in {FIRST_STRONG, LEFT_TO_RIGHT, POP}
    ]
    return [
        ("".join(character for character, _ in group_), style)
        for style, group_ in groupby(seen, key=lambda pair: pair[1])
    ]


def open_sheet(stream: TextIO, *, language: Language = "en") -> Sheet:
    """Return an empty sheet that fits a stream: its width, and the order in which it wants Arabic."""
    to_terminal = stream.isatty()
    order = choose_order(to_terminal=to_terminal, environment=os.environ)
    columns = shutil.get_terminal_size((_FILE_WIDTH, 24)).columns if to_terminal else _file_width()
    return Sheet(width=min(max(columns, _NARROWEST), _WIDEST), language=language, order=order)


def _file_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() else _FILE_WIDTH
