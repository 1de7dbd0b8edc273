"""Today: what came in, what waits for review, new conflicts, judgements that moved and why, failures."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from tarjih.errors import TarjihError
from tarjih.pipeline import hypotheses as load_hypotheses
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.records.assessment import Assessment, Judged, TrendStep
from tarjih.records.record import Record
from tarjih.records.ruling import Reviewed
from tarjih.store.shelf.shelf import Row

__all__ = ["router"]

router = APIRouter()
_MOST = 8
_NEW = 200  # reports that came in last: conflicts they have a part in are new


class Change(Record, frozen=True, kw_only=True):
    """One hypothesis: as it was judged before, None where it was not, and as it is judged now."""

    before: Judged | None
    now: Judged


class Moved(Record, frozen=True, kw_only=True):
    """What became of a question: its hypotheses, and the day that moved it last with the report that did."""

    judged: Assessment
    changes: tuple[Change, ...]
    is_new: bool
    step: TrendStep | None
    report: str
    title: str


@router.get("/")
def show(page: AnyPage) -> HTMLResponse:
    """Show what an analyst should look at first."""
    shelf, desk = page.desk.shelf, page.desk
    reviewed = sum(d.stands() and isinstance(d.ruling, Reviewed) for d in desk.decisions())
    return page.draw(
        "today.html",
        here="today",
        reports=shelf.ask("SELECT * FROM report ORDER BY added DESC, id LIMIT ?", [_MOST]),
        waiting=max(0, shelf.count("SELECT count(*) FROM claim") - reviewed),
        doubtful=shelf.count("SELECT count(*) FROM claim WHERE doubt >= 0.7"),
        conflicts=_conflicts(page),
        moved=_moved(page),
        weighing=desk.is_weighing(),
        failures=desk.store.failures()[:_MOST],
        counts={
            "report": shelf.count("SELECT count(*) FROM report"),
            "event": shelf.count("SELECT count(*) FROM event"),
        },
    )


def _conflicts(page: Page) -> list[Row]:
    """Return the events in conflict that the newest reports tell, most told first."""
    return page.desk.shelf.ask(
        "SELECT event.* FROM (SELECT DISTINCT telling.event AS no FROM (SELECT no FROM report"
        " ORDER BY added DESC, id LIMIT ?) AS fresh JOIN telling ON telling.report = fresh.no)"
        " JOIN event USING (no) WHERE conflicts > 0 ORDER BY reports DESC, id LIMIT ?",
        [_NEW, _MOST],
    )


def _moved(page: Page) -> Moved | None:
    """Return what became of the question that the case is asked, None where nothing can be judged."""
    desk = page.desk
    try:
        judged = desk.assessment()
        made = desk.judgements(load_hypotheses(desk.question).id)
        steps = desk.course()
    except TarjihError:
        return None
    earlier = [found for found in made if found != judged and found.subject == judged.subject]
    before = {j.hypothesis: j for j in earlier[-1].judged} if earlier else {}
    step = next((step for step in reversed(steps) if step.moved is not None), None)
    report = step.moved or "" if step is not None else ""
    reading = desk.reading(report) if report else None
    return Moved(
        judged=judged,
        changes=tuple(
            Change(before=before.get(j.hypothesis), now=j)
            for j in sorted(judged.judged, key=lambda j: (-j.probability.value, j.hypothesis))
        ),
        is_new=not earlier,
        step=step,
        report=report,
        title=reading.title if reading is not None else report,
    )
