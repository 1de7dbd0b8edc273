"""`tarjih init` and `tarjih add`: a case and what goes into it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from tarjih.engine.case import AddResult, add
from tarjih.engine.steps import own_steps
from tarjih.intake.known import known
from tarjih.publishing.commands.reading import tell_notes
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.messages import tell
from tarjih.publishing.terminal.progress import Bar
from tarjih.publishing.terminal.texts import texts
from tarjih.readers.choosing import Readers
from tarjih.store.store import Store

__all__ = ["add_sources", "make_case", "now"]

_RULES = Readers()
_LABELS = {"intake": "Taking in", "reading": "Reading"}


def now() -> dt.datetime:
    """Return the time; only commands ask for it."""
    return dt.datetime.now(dt.UTC)


def make_case(folder: Path) -> None:
    """Make a new case.

    Raises:
        CaseError: The folder holds something, or cannot be made.
    """
    Store.create(folder, at=now()).close()
    tell(f"made a case in {folder}; add reports with: tarjih add {folder} SOURCE...")


def add_sources(
    folder: Path,
    sources: Sequence[Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    readers: Readers = _RULES,
    as_json: bool = False,
) -> bool:
    """Add reports to a case and read them; what cannot be used is told, kept in mind and left out.

    Returns:
        Whether at least one source could be used, or there was none.

    Raises:
        InputError: An option is wrong.
        CaseError: The folder is no case, or it cannot be written to.
    """
    said = known(published=published, outlet=outlet, byline=byline)
    with Store.open(folder) as store, Bar() as bar:
        result = add(
            store,
            sources,
            at=now(),
            known=said,
            steps=own_steps(names=readers.names, claims=readers.claims),
            on_progress=lambda stage, done, total: bar.advance(_LABELS[stage], done, total),
        )
        for report in store.each_report(result.new):
            if report.notes:
                tell_notes(report, file=Path(store.sightings(report.id)[0].name))
    for failure in result.failures:
        tell(f"{failure.report}: {failure.reason}")
    if as_json:
        write_to_output(to_json(result))
    else:
        tell(_summary(result))
    used = len(result.new) + result.known + result.duplicates
    return bool(used) or not result.failures


def _summary(result: AddResult) -> str:
    say = texts("en")
    parts = [f"{say.count('report', len(result.new))} added"]
    if result.known:
        parts.append(f"{result.known} known already")
    if result.duplicates:
        parts.append(say.count("duplicate", result.duplicates))
    if result.foreign:
        parts.append(f"{len(result.foreign)} in another language: kept, not read")
    if result.failures:
        parts.append(say.count("failure", len(result.failures)))
    return ", ".join(parts)
