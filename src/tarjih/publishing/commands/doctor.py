"""`tarjih doctor`: what is installed, what is missing and how to get it."""

import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from importlib import resources
from importlib.metadata import PackageNotFoundError, version

from tarjih.errors import TarjihError
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.right_to_left import VARIABLE, choose_order
from tarjih.publishing.terminal.sheet import Cell, data, open_sheet, words
from tarjih.records.record import Record

__all__ = ["Finding", "examine"]

_PYTHON = (3, 11)
_SQLITE = (3, 35, 0)  # the oldest that has RETURNING
_PACKAGES = (
    "alembic",
    "arabic-reshaper",
    "charset-normalizer",
    "hijridate",
    "marisa-trie",
    "msgspec",
    "numpy",
    "platformdirs",
    "py3langid",
    "rapidfuzz",
    "rensa",
    "resiliparse",
    "rich",
    "sqlalchemy",
    "trafilatura",
    "typer",
)
_EXTRAS = {"transformers": ("tokenizers", "torch", "transformers"), "llm": ("httpx",)}


class Finding(Record, frozen=True, kw_only=True):
    """One thing that was looked at; `remedy` says what to do where it is not right."""

    name: str
    found: str
    is_right: bool
    remedy: str = ""


def examine(*, as_json: bool = False) -> bool:
    """Look at everything Tarjih needs and print what was found.

    Returns:
        Whether all is right.
    """
    findings = [
        look() for look in (_tarjih, _python, _packages, _extras, _sqlite, _tables, _folder, _terminal)
    ]
    if as_json:
        write_to_output(to_json(findings))
        return all(finding.is_right for finding in findings)
    sheet = open_sheet(sys.stdout)
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        mark = words("ok", "green") if finding.is_right else words("--", "red")
        sheet.row([Cell(mark, 2), Cell(words(finding.name), width), Cell(data(finding.found), 0)])
        if not finding.is_right:
            sheet.line(words(finding.remedy), lead=" " * (width + 6))
    sheet.print(sys.stdout)
    return all(finding.is_right for finding in findings)


def _tarjih() -> Finding:
    from tarjih.pipeline import version as digest

    try:
        found = f"{version('tarjih')}, code and lexicons {digest()}"
    except PackageNotFoundError:
        return Finding(name="tarjih", found="not installed", is_right=False, remedy="run: make demo")
    return Finding(name="tarjih", found=found, is_right=True)


def _python() -> Finding:
    return Finding(
        name="Python",
        found=f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        is_right=sys.version_info[:2] >= _PYTHON,
        remedy="install Python 3.11 or newer",
    )


def _packages() -> Finding:
    missing = [name for name in _PACKAGES if not _is_installed(name)]
    found = f"{len(_PACKAGES) - len(missing)} of {len(_PACKAGES)}"
    if missing:
        found += f", missing: {', '.join(missing)}"
    remedy = "delete .venv and run make demo, or install Tarjih again"
    return Finding(name="packages", found=found, is_right=not missing, remedy=remedy)


def _extras() -> Finding:
    """Say which optional readers could be asked; none is needed."""
    found = []
    for extra, needed in _EXTRAS.items():
        missing = [name for name in needed if not _is_installed(name)]
        found.append(
            f"{extra}: no {', '.join(missing)} (pip install 'tarjih[{extra}]')" if missing else extra
        )
    return Finding(name="other readers", found="; ".join(found), is_right=True)


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _sqlite() -> Finding:
    return Finding(
        name="SQLite",
        found=sqlite3.sqlite_version,
        is_right=sqlite3.sqlite_version_info >= _SQLITE,
        remedy="install a Python with SQLite 3.35 or newer",
    )


def _tables() -> Finding:
    """Read the first report of the sample, which needs every table."""
    from tarjih.pipeline import hypotheses, read

    def look() -> str:
        hypotheses("decline")
        report = resources.files("tarjih.samples").joinpath("reports", "01-bab-statement.txt")
        return f"{len(read(report.read_bytes()).events)} events found in a sample report"

    return _tried("lexicons", look, remedy="run make, or install Tarjih again")


def _folder() -> Finding:
    from platformdirs import user_data_path

    def look() -> str:
        folder = user_data_path("tarjih", appauthor=False)
        above = next(path for path in (folder, *folder.parents) if path.exists())
        if not os.access(above, os.W_OK):
            raise PermissionError(f"{above} may not be written to")
        return str(folder)

    return _tried("data folder", look, remedy="set XDG_DATA_HOME, or use: tarjih demo --case DIR")


def _terminal() -> Finding:
    def look() -> str:
        order = choose_order(to_terminal=sys.stdout.isatty(), environment=os.environ)
        place = "terminal" if sys.stdout.isatty() else "file or pipe"
        return (
            f"{place}, {sys.stdout.encoding}, Arabic in {order} order ({VARIABLE}=visual|logical changes it)"
        )

    return _tried("output", look, remedy=f"unset {VARIABLE}")


def _tried(name: str, look: Callable[[], str], *, remedy: str) -> Finding:
    try:
        return Finding(name=name, found=look(), is_right=True)
    except (TarjihError, OSError) as error:
        return Finding(name=name, found=str(error), is_right=False, remedy=remedy)
