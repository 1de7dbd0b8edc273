"""`tarjih decide`: what people decide about a case, each with a reason, each to be undone."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tarjih.engine import rulings
from tarjih.engine.case import fuse
from tarjih.errors import InputError
from tarjih.pipeline import hypotheses as load_hypotheses
from tarjih.publishing.commands.cases import now
from tarjih.publishing.commands.deciding import user_name
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.decisions import draw_decisions
from tarjih.publishing.terminal.messages import tell
from tarjih.publishing.terminal.sheet import Language, open_sheet
from tarjih.records.event import Fused
from tarjih.records.ruling import Ruling
from tarjih.store.store import Store

__all__ = [
    "decide_body",
    "decide_cell",
    "decide_grade",
    "decide_origin",
    "decide_parts",
    "decide_same",
    "list_decisions",
    "undo_decision",
]


def decide_grade(folder: Path, body: str, letter: str, *, reason: str) -> None:
    """Set how reliable a body is; see `tarjih.engine.rulings.grade` for what is refused."""
    _decide(folder, lambda fused: rulings.grade(fused, body, letter=letter), reason=reason)


def decide_cell(folder: Path, row: str, hypothesis: str, value: str, *, hypotheses: str, reason: str) -> None:
    """Set a cell of the matrix; see `tarjih.engine.rulings.set_cell` for what is refused."""
    asked = load_hypotheses(hypotheses)
    _decide(
        folder,
        lambda fused: rulings.set_cell(fused, asked, row=row, hypothesis=hypothesis, value=value),
        reason=reason,
    )


def decide_same(folder: Path, events: Sequence[str], *, reason: str) -> None:
    """Join events; see `tarjih.engine.rulings.join` for what is refused."""
    _decide(folder, lambda fused: rulings.join(fused, events), reason=reason)


def decide_parts(folder: Path, event: str, reports: Sequence[str], *, reason: str) -> None:
    """Part an event; see `tarjih.engine.rulings.part` for what is refused."""
    _decide(folder, lambda fused: rulings.part(fused, event, reports), reason=reason)


def decide_origin(folder: Path, event: str, report: str, body: str, *, reason: str) -> None:
    """Say on whose word an account rests; see `tarjih.engine.rulings.trace` for what is refused."""
    _decide(folder, lambda fused: rulings.trace(fused, event, report, body=body), reason=reason)


def decide_body(folder: Path, names: Sequence[str], *, reason: str) -> None:
    """Make several origins one body; see `tarjih.engine.rulings.name_one_body` for what is refused."""
    _decide(folder, lambda fused: rulings.name_one_body(fused, names), reason=reason)


def undo_decision(folder: Path, number: int, *, reason: str) -> None:
    """Take a decision back from now on; what it did before stays on the record.

    Raises:
        CaseError: The case has no such decision, or it is undone already.
        InputError: No reason is given.
    """
    if not reason.strip():
        raise InputError("wanted a reason for undoing it, found none; give it with --reason TEXT")
    with Store.open(folder) as store, store.locked():
        store.undo(number, who=f"{user_name()}: {reason.strip()}", at=now())
    tell(f"undid decision {number}; what follows from that comes with the next: tarjih weigh {folder}")


def list_decisions(folder: Path, *, language: Language = "en", as_json: bool = False) -> None:
    """Print every decision, undone ones too, oldest first."""
    with Store.open(folder) as store:
        decisions = store.decisions()
    if as_json:
        write_to_output(to_json(tuple(decisions)))
        return
    sheet = open_sheet(sys.stdout, language=language)
    draw_decisions(sheet, decisions)
    sheet.print(sys.stdout)


def _decide(folder: Path, make: Callable[[Fused], tuple[Ruling, str]], *, reason: str) -> None:
    with Store.open(folder) as store, store.locked():
        ruling, about = make(fuse(store))
        number = rulings.rule(store, ruling, about=about, reason=reason, who=user_name(), at=now())
    tell(f"decision {number}: {about}; what follows from it comes with the next: tarjih weigh {folder}")
