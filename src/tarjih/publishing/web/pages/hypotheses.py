"""Hypotheses: the matrix with its evidence, what it adds up to, what would turn it, and how it moved."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tarjih.engine.rulings import set_cell
from tarjih.errors import TarjihError
from tarjih.pipeline import SHIPPED
from tarjih.pipeline import hypotheses as load_hypotheses
from tarjih.publishing.terminal.texts import points
from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.records.assessment import Assessment, Evidence, Judged, TrendStep
from tarjih.records.event import Event
from tarjih.records.record import Record

__all__ = ["Line", "bars_of", "course_of", "events_of", "router"]

router = APIRouter()
_STRONG, _WEAK = 2.0, 0.4  # decibans of a cell: what is shown as two signs, and as one
_WIDE, _HIGH = 640, 180  # of the drawing of the course, in its own units


class Bar(Record, frozen=True, kw_only=True):
    """One hypothesis with its point and band in points of a hundred."""

    judged: Judged
    low: int
    value: int
    high: int


class Line(Record, frozen=True, kw_only=True):
    """The course of one hypothesis as points of a line in a drawing of 640 by 180."""

    hypothesis: str
    points: str


@router.get("/hypotheses")
def show(page: AnyPage) -> HTMLResponse:
    """Show the matrix of a set of hypotheses."""
    name = page.request.query_params.get("set") or page.desk.question
    try:
        judged = page.desk.assessment(name)
    except TarjihError as error:
        return page.draw("cannot.html", here="hypotheses", reason=str(error), sets=SHIPPED, name=name)
    steps = page.desk.course(name)
    cells = {(c.evidence, c.hypothesis): c for c in judged.cells}
    middle = {e.event: _middle(judged, e.event) for e in judged.evidence}
    return page.draw(
        "hypotheses.html",
        here="hypotheses",
        judged=judged,
        asked=load_hypotheses(name),
        bars=bars_of(judged),
        events=events_of(page, judged.evidence),
        cells=cells,
        middle=middle,
        sign=_sign,
        steps=steps,
        lines=course_of(steps, [j.hypothesis for j in judged.judged]),
        names={j.hypothesis: _name(page, j) for j in judged.judged},
        sets=SHIPPED,
        name=name,
    )


@router.post("/hypotheses/cell")
def change(
    page: AnyPage,
    name: Annotated[str, Form()],
    row: Annotated[str, Form()],
    hypothesis: Annotated[str, Form()],
    value: Annotated[str, Form()],
    reason: Annotated[str, Form()],
) -> Response:
    """Set a cell of the matrix, with a reason."""
    ruling, about = set_cell(
        page.desk.fused_of(row), load_hypotheses(name), row=row, hypothesis=hypothesis, value=value
    )
    page.desk.rule(ruling, about=about, reason=reason)
    return RedirectResponse(page.to("hypotheses", set=name), status_code=303)


def bars_of(judged: Assessment) -> list[Bar]:
    """Return the hypotheses with their bands, the likeliest first."""
    ordered = sorted(judged.judged, key=lambda j: -j.probability.value)
    return [
        Bar(
            judged=j,
            low=points(j.probability.low),
            value=points(j.probability.value),
            high=points(j.probability.high),
        )
        for j in ordered
    ]


def events_of(page: Page, evidence: tuple[Evidence, ...]) -> dict[str, Event]:
    """Return the events that are evidence, by id."""
    return {e.event: found for e in evidence if (found := page.desk.event(e.event)) is not None}


def course_of(steps: tuple[TrendStep, ...], hypotheses: list[str]) -> list[Line]:
    """Return the line of each hypothesis through the days of a trend."""
    across = max(1, len(steps) - 1)
    return [
        Line(
            hypothesis=name,
            points=" ".join(
                f"{_WIDE * n / across:.1f},{_HIGH * (1 - step.values[name]):.1f}"
                for n, step in enumerate(steps)
            ),
        )
        for name in hypotheses
    ]


def _middle(judged: Assessment, event: str) -> float:
    """Return what an event adds to the hypotheses on the average: only the differences tell them apart."""
    added = [cell.decibans for cell in judged.cells if cell.evidence == event]
    return sum(added) / len(added) if added else 0.0


def _sign(decibans: float) -> str:
    """Return what a cell does to its hypothesis, in signs that need no colour."""
    if abs(decibans) < _WEAK:
        return "·"
    return ("+" if decibans > 0 else "\u2212") * (2 if abs(decibans) >= _STRONG else 1)


def _name(page: Page, judged: Judged) -> str:
    return judged.name_ar if page.language == "ar" else judged.name_en
