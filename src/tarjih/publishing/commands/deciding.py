"""`tarjih retract`: what a person decides about a case."""

import getpass
from pathlib import Path

from tarjih.errors import CaseError, InputError
from tarjih.publishing.commands.cases import now
from tarjih.publishing.terminal.messages import tell
from tarjih.store.entries import Decision
from tarjih.store.store import Store

__all__ = ["retract_report", "retractions"]

_RETRACT = "retract"


def retract_report(folder: Path, report: str, *, reason: str) -> None:
    """Take a report out of a case from now on; it stays on the record, and so does the reason.

    Args:
        folder: The case.
        report: The whole id of the report.
        reason: Why, for whoever looks at the case later.

    Raises:
        InputError: No reason is given.
        CaseError: The folder is no case, has no such report, or it is retracted already.
    """
    if not reason.strip():
        raise InputError("wanted a reason for taking the report out, found none; give it with --reason TEXT")
    with Store.open(folder) as store, store.locked():
        if store.report(report) is None:
            raise CaseError(
                f"wanted a report of the case {folder}, found none called {report!r}; list them with: "
                f"tarjih show {folder}"
            )
        before = retractions(store).get(report)
        if before is not None:
            raise CaseError(
                f"wanted a report that stands, found {report} retracted on "
                f"{before.decided_at.date().isoformat()} already ({before.reason}); nothing was changed"
            )
        store.decide(_RETRACT, report, reason=reason.strip(), who=_user(), at=now())
    tell(f"retracted {report}; what rests on it follows with the next: tarjih weigh {folder}")


def retractions(store: Store) -> dict[str, Decision]:
    """Return the standing decisions that took a report out, by report id."""
    standing = (d for d in store.decisions() if d.act == _RETRACT and d.undone_at is None)
    return {decision.subject: decision for decision in standing}


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in some containers
        return "unknown"
