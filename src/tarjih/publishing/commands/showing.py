"""`tarjih show`: what a case holds."""

import sys
from pathlib import Path

import msgspec

from tarjih.engine.case import fuse
from tarjih.errors import CaseError
from tarjih.publishing.commands.deciding import retractions
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.case_view import draw_case, draw_event, draw_origin, draw_retraction
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.report_view import draw_report
from tarjih.publishing.terminal.sheet import Language, Sheet, open_sheet
from tarjih.records.assessment import Assessment, Chain
from tarjih.records.event import Event, Fused, Origin
from tarjih.records.failure import Failure
from tarjih.records.reading import Reading
from tarjih.records.record import Record
from tarjih.store.entries import Counts, Decision
from tarjih.store.store import Store

__all__ = ["show_case"]


class _ReportRow(Record, frozen=True, kw_only=True):
    id: str
    title: str
    outlet: str | None
    published: str | None
    language: str


class _CaseDocument(Record, frozen=True, kw_only=True):
    counts: Counts
    reports: tuple[_ReportRow, ...]
    events: tuple[Event, ...]
    failures: tuple[Failure, ...]
    retracted: tuple[Decision, ...]
    assessments: tuple[Assessment, ...]


class _OriginDocument(Record, frozen=True, kw_only=True):
    origin: Origin
    events: tuple[Event, ...]


def show_case(folder: Path, name: str | None, *, language: Language = "en", as_json: bool = False) -> None:
    """Show a case, or one report, event or origin of it by its id or the beginning of it.

    Raises:
        CaseError: The folder is no case, or holds nothing of that name.
    """
    with Store.open(folder) as store:
        readings = {reading.report: reading for reading in store.readings()}
        fused = fuse(store)
        retracted = retractions(store)
        # A report that is taken out can still be looked at by its id, with its mark.
        taken_out = {report: reading for report in retracted if (reading := store.reading(report))}
        found = _find(name, readings=readings | taken_out, fused=fused, folder=folder) if name else None
        if as_json:
            write_to_output(
                to_json(found.document if found else _document(store, readings, fused, retracted))
            )
            return
        sheet = open_sheet(sys.stdout, language=language)
        naming = Naming(fused, readings | taken_out, language=language)
        if found is not None:
            if isinstance(found.document, Reading) and (why := retracted.get(found.document.report)):
                draw_retraction(sheet, why, naming=naming)
            found.draw(sheet, naming=naming, judged=store.assessments())
        else:
            draw_case(
                sheet,
                store.counts(),
                failures=store.failures(),
                assessments=store.assessments(),
                readings=readings,
                retracted=retracted,
                naming=naming,
            )
    sheet.print(sys.stdout)


class _Found(msgspec.Struct, frozen=True):
    """One thing of a case: a reading, an event, or an origin with what rests on it."""

    document: Reading | Event | _OriginDocument

    def draw(self, sheet: Sheet, *, naming: Naming, judged: list[Assessment]) -> None:
        """Draw it on a sheet."""
        if isinstance(self.document, Reading):
            draw_report(sheet, self.document, naming=naming)
        elif isinstance(self.document, Event):
            draw_event(sheet, self.document, chains=_chains(self.document, judged), naming=naming)
        else:
            draw_origin(sheet, self.document.origin, events=self.document.events, naming=naming)


def _chains(event: Event, judged: list[Assessment]) -> tuple[Chain, ...]:
    """Return the graded chains of an event as it was last judged."""
    evidence = [e for assessment in judged for e in assessment.evidence if e.event == event.id]
    return evidence[-1].chains if evidence else ()


def _find(name: str, *, readings: dict[str, Reading], fused: Fused, folder: Path) -> _Found:
    events = {event.id: event for event in fused.events}
    origins = {origin.id: origin for event in fused.events for origin in event.origins}
    for exact in (True, False):
        ids = [i for i in (*readings, *events, *origins) if i == name or (not exact and i.startswith(name))]
        if len(ids) == 1:
            (found,) = ids
            if found in readings:
                return _Found(readings[found])
            if found in events:
                return _Found(events[found])
            rest = tuple(e for e in fused.events if any(o.id == found for o in e.origins))
            return _Found(_OriginDocument(origin=origins[found], events=rest))
    raise CaseError(
        f"wanted a report, an event or an origin of the case {folder}, found {len(ids) or 'none'} called "
        f"{name!r}; list them with: tarjih show {folder}"
    )


def _document(
    store: Store, readings: dict[str, Reading], fused: Fused, retracted: dict[str, Decision]
) -> _CaseDocument:
    return _CaseDocument(
        counts=store.counts(),
        reports=tuple(
            _ReportRow(
                id=r.report,
                title=r.title,
                outlet=r.outlet,
                published=r.published.isoformat() if r.published else None,
                language=r.language,
            )
            for r in readings.values()
        ),
        events=fused.events,
        failures=tuple(store.failures()),
        retracted=tuple(retracted.values()),
        assessments=tuple(store.assessments()),
    )
