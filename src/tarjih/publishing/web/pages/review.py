"""Review: claims that nobody has looked at, the most doubtful first, one key for each decision."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from tarjih.publishing.web.claims import Claim, Undo, claims_of
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.records.ruling import Reviewed
from tarjih.store.entries import Decision
from tarjih.store.shelf.shelf import Row
from tarjih.weighing.model import event_types

__all__ = ["router"]

router = APIRouter()
_QUEUE = 12
_LOOKED_THROUGH = 400  # of the most doubtful claims, to leave out those that were looked at
_DONE = 40
_SETTLED = {"reviewed", "second review", "final"}
_ORDERS = {
    "doubt": "claim.doubt DESC, claim.no",
    "conflict": "coalesce(event.conflicts, 0) DESC, claim.doubt DESC, claim.no",
    "newest": "report.published DESC, claim.no",
}
_AMONG = {
    "doubt": "",
    "conflict": f"WHERE claim.event IN (SELECT no FROM event ORDER BY conflicts DESC, reports DESC, id"
    f" LIMIT {_LOOKED_THROUGH})",
    "newest": "WHERE claim.report IN (SELECT no FROM report ORDER BY published DESC, id"
    f" LIMIT {_LOOKED_THROUGH})",
}


@router.get("/review")
def show(
    page: AnyPage, order: str = "doubt", at: Annotated[int, Query(ge=0, le=1_000_000)] = 0
) -> HTMLResponse:
    """Show the queue and the claim that comes next."""
    order = order if order in _ORDERS else "doubt"
    queue = _waiting(page, order)[at : at + _QUEUE]
    card = None
    for row in queue:
        card = next((c for c in _claims(page, row["report_id"]) if c.ref == row["ref"]), None)
        if card is not None:
            queue = queue[queue.index(row) :]
            break
    reading = page.desk.reading(queue[0]["report_id"]) if card is not None else None
    done = [d for d in page.desk.decisions() if isinstance(d.ruling, Reviewed)]
    return page.draw(
        "review.html",
        here="review",
        queue=queue,
        claim=card,
        reading=reading,
        order=order,
        orders=list(_ORDERS),
        at=at,
        done=done[::-1][:_DONE],
        undo=_last(done),
        counts=_counts([d.ruling for d in done if d.stands() and isinstance(d.ruling, Reviewed)]),
        waiting=page.desk.shelf.count("SELECT count(*) FROM claim"),
        types=sorted(event_types(), key=page.type),
        back=page.to("review", order=order if order != "doubt" else ""),
    )


def _queue(page: Page, order: str) -> list[Row]:
    # Few claims are sorted: only those of the newest reports, or of the most disputed events.
    return page.desk.shelf.ask(
        "SELECT claim.*, report.id AS report_id, report.title, report.outlet, event.id AS event_id FROM claim"
        f" JOIN report ON report.no = claim.report LEFT JOIN event ON event.no = claim.event {_AMONG[order]}"
        f" ORDER BY {_ORDERS[order]} LIMIT ?",
        [_LOOKED_THROUGH],
    )


def _waiting(page: Page, order: str) -> list[Row]:
    """Return what nobody has settled: first what nobody has looked at, then what was flagged or assigned."""
    new, again = [], []
    for row in _queue(page, order):
        last = _last_look(page, row)
        if last is None:
            new.append(row)
        elif last.verdict == "flag" or last.state not in _SETTLED:
            again.append(row)
    return new + again


def _last_look(page: Page, row: Row) -> Reviewed | None:
    """Return the review of a claim that stands, None where nobody has looked at it."""
    for ruled in reversed(page.desk.reviews(row["report_id"])):
        ruling = ruled.ruling
        if isinstance(ruling, Reviewed) and ruling.claim == row["kind"] and _is(ruling, row):
            return ruling
    return None


def _is(ruling: Reviewed, row: Row) -> bool:
    """Say whether a review is of this claim: an event by its words, an attribution by a cue inside."""
    span = ruling.place.span
    if row["kind"] == "event":
        return (span.start, span.end) == (row["first"], row["last"])
    return bool(row["first"] <= span.start and span.end <= row["last"])


def _claims(page: Page, report: str) -> list[Claim]:
    reading = page.desk.reading(report)
    return [] if reading is None else claims_of(reading, page.desk.reviews(report))


def _last(done: list[Decision]) -> Undo | None:
    """Return the last decision that stands, which one key takes back."""
    for one in reversed(done):
        if one.stands() and isinstance(one.ruling, Reviewed):
            return Undo(report=one.ruling.place.report, number=one.id)
    return None


def _counts(reviews: list[Reviewed]) -> dict[str, int]:
    found = dict.fromkeys(("accept", "reject", "flag"), 0)
    for one in reviews:
        found[one.verdict] += 1
    return found
