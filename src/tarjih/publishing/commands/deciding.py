"""`tarjih retract`: what a person decides about a case."""

import getpass
from pathlib import Path

from tarjih.engine.case import fuse
from tarjih.engine.rulings import rule, strike
from tarjih.errors import CaseError, InputError
from tarjih.publishing.commands.cases import now
from tarjih.publishing.terminal.messages import tell
from tarjih.store.entries import Decision
from tarjih.store.store import Store

__all__ = ["retract", "retractions", "user_name"]

_RETRACT = "retract"


def retract(folder: Path, name: str, *, reason: str) -> None:
    """Take a report, or the word of an origin, out of a case from now on; both stay on the record.

    Args:
        folder: The case.
        name: The whole id of a report, or an origin's id or name.
        reason: Why, for whoever looks at the case later.

    Raises:
        InputError: No reason is given.
        CaseError: The folder is no case, has no such report, or it is retracted already.
    """
    if not reason.strip():
        raise InputError("wanted a reason for taking the report out, found none; give it with --reason TEXT")
    with Store.open(folder) as store, store.locked():
        if store.report(name) is None:
            _retract_origin(store, name, reason=reason)
        else:
            _retract_report(store, name, reason=reason)
    tell(f"retracted {name}; what rests on it follows with the next: tarjih weigh {folder}")


def _retract_report(store: Store, report: str, *, reason: str) -> None:
    before = retractions(store).get(report)
    if before is not None:
        raise CaseError(
            f"wanted a report that stands, found {report} retracted on "
            f"{before.decided_at.date().isoformat()} already ({before.reason}); nothing was changed"
        )
    store.decide(_RETRACT, report, reason=reason.strip(), who=user_name(), at=now())


def _retract_origin(store: Store, origin: str, *, reason: str) -> None:
    try:
        ruling, about = strike(fuse(store), origin)
    except CaseError:
        raise CaseError(
            f"wanted a report or an origin of the case {store.folder}, found none called {origin!r}; list "
            f"them with: tarjih show {store.folder}"
        ) from None
    rule(store, ruling, about=about, reason=reason, who=user_name(), at=now())


def retractions(store: Store) -> dict[str, Decision]:
    """Return the standing decisions that took a report out, by report id."""
    standing = (d for d in store.decisions() if d.act == _RETRACT and d.undone_at is None)
    return {decision.subject: decision for decision in standing}


def user_name() -> str:
    """Return the name under which this user's decisions are kept."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in some containers
        return "unknown"
