"""The sample case as its truth tells it: events, origins and conflicts without any reading."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

from tarjih.lexicons import read_text
from tarjih.records.assessment import Assessment, HypothesisSet
from tarjih.records.event import Conflict, Copy, Event, EventTelling, Fused, Origin, Value
from tarjih.records.reading import Reading
from tarjih.records.span import Span
from tarjih.weighing.hypotheses import parse_hypotheses
from tarjih.weighing.weigh import weigh

SAMPLES = Path(__file__).resolve().parents[2] / "src" / "tarjih" / "samples"
ORGANISATION = "تنظيم راية الشرق"
_LEFT = {"withdrawal", "surrender", "relocation", "defection", "bombing", "attack"}


@cache
def truth() -> dict:
    return json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


@cache
def readings() -> dict[str, Reading]:
    made = {}
    for report in truth()["reports"]:
        file = SAMPLES / "reports" / report["file"]
        text = file.read_text(encoding="utf-8") if file.suffix == ".txt" else ""
        published = report["published"] and dt.date.fromisoformat(report["published"])
        made[report["report"]] = Reading(
            report=report["report"],
            title=text.split("\n", 1)[0],
            outlet=report["outlet"],
            published=published,
            language=report["language"],
            text=text,
        )
    return made


def span_of(report: str, quote: str) -> Span:
    """Find the n-th place of `word#n` in a report."""
    word, _, number = quote.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = readings()[report].text.find(word, at + 1)
    return Span(max(at, 0), max(at, 0) + len(word))


def _event(row: dict) -> Event:
    origins: dict[str, list[str]] = {}
    mentions = []
    for told in row["told_in"]:
        origin = told.get("origin")
        origins.setdefault(origin, []).append(told["report"])
        mentions.append(
            EventTelling(
                report=told["report"],
                span=span_of(told["report"], told["quote"]),
                origin=origin,
                certainty={"denied": "denied", "alleged": "alleged"}.get(told.get("stance"), "asserted"),
                chain=(name_of(origin),) if origin else (),
            )
        )
    day = row.get("date")
    first = dt.date.fromisoformat(day) if day and len(day) == 10 else None
    return Event(
        id=row["id"],
        type=row["type"],
        mentions=tuple(mentions),
        origins=tuple(
            Origin(id=o, name=name_of(o), kind=row_of(o)["kind"], reports=tuple(reports), key=name_of(o))
            for o, reports in origins.items()
            if o
        ),
        unknown=tuple(origins.get(None, ())),
        conflicts=tuple(_conflict(c, row) for c in truth()["conflicts"] if c["event"] == row["id"]),
        place=row.get("place"),
        first_day=first,
        last_day=first and first + dt.timedelta(days=1),
        actors=(ORGANISATION,) if row["type"] in _LEFT else (),
        targets=() if row["type"] in _LEFT else (ORGANISATION,),
    )


def row_of(origin: str) -> dict:
    return next(row for row in truth()["origins"] if row["id"] == origin)


def name_of(origin: str) -> str:
    return row_of(origin)["name"].split(":")[0].split("(")[0].split("،")[0].strip()


def _conflict(card: dict, row: dict) -> Conflict:
    origin_of = {told["report"]: told.get("origin") for told in row["told_in"]}
    values = []
    for value in card["values"]:
        shown = value["value"]
        bounds = [float(part) for part in shown.split(" ")[0].split("-") if part.isdigit()]
        values.append(
            Value(
                report=value["report"],
                span=span_of(value["report"], value["quote"]),
                value=shown,
                origin=origin_of.get(value["report"]),
                min=bounds[0] if bounds else None,
                max=bounds[-1] if bounds else None,
            )
        )
    return Conflict(about=card["about"], values=tuple(values))


@cache
def fused() -> Fused:
    copies = [
        Copy(reports=(c["reports"][0], c["reports"][1]), kind=c["kind"], score=0.9)
        for c in truth()["copies"]
        if c["kind"] in {"verbatim", "edited", "summary"}
    ]
    return Fused(events=tuple(_event(row) for row in truth()["events"]), copies=tuple(copies))


@cache
def hypotheses() -> HypothesisSet:
    return parse_hypotheses(read_text("weighing/hypotheses/decline.toml"), name="decline")


@cache
def assessment() -> Assessment:
    return weigh(fused(), hypotheses=hypotheses(), subject=ORGANISATION, as_of=dt.date(2019, 3, 15))
