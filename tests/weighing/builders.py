"""Small events to weigh, built by hand."""

from tarjih.records.assessment import HypothesisSet
from tarjih.records.event import Event, EventTelling, Fused, Origin
from tarjih.records.span import Span
from tarjih.weighing.hypotheses import parse_hypotheses

QUESTION = """
id = "rain"
subject = "group"
[question]
en = "Does it rain?"
ar = "هل تمطر؟"
[[hypotheses]]
id = "yes"
name = { en = "Yes", ar = "نعم" }
prior = 0.45
[[hypotheses]]
id = "no"
name = { en = "No", ar = "لا" }
prior = 0.45
[[hypotheses]]
id = "other"
name = { en = "Other", ar = "غير ذلك" }
prior = 0.10
[[indicators]]
id = "lost"
name = { en = "Ground is lost", ar = "خسارة أرض" }
types = ["capture"]
subject_as = "target"
expected = { yes = "CC", no = "I", other = "N" }
[[indicators]]
id = "left"
name = { en = "Fighters leave", ar = "مقاتلون يغادرون" }
types = ["surrender", "defection"]
subject_as = "actor"
expected = { yes = 0.8, no = 0.2, other = "N" }
"""


def question() -> HypothesisSet:
    """Return the set of hypotheses that the tests weigh."""
    return parse_hypotheses(QUESTION, name="rain.toml")


def telling(report: str, origin: str | None, **fields: object) -> EventTelling:
    """Return one telling of an event in a report."""
    return EventTelling(report=report, span=Span(0, 4), origin=origin, **fields)  # type: ignore[arg-type]


def event(
    name: str,
    *tellings: EventTelling,
    kind: str = "capture",
    origins: dict[str, str] | None = None,
    same: float = 1.0,
) -> Event:
    """Return an event with its origins; `origins` gives the kind of each by id."""
    ids = sorted({t.origin for t in tellings if t.origin})
    made = tuple(
        Origin(
            id=o,
            name=o,
            kind=(origins or {}).get(o, "official statement"),
            key=o,
            reports=tuple(sorted({t.report for t in tellings if t.origin == o})),
            probability=same,
        )
        for o in ids
    )
    unknown = tuple(sorted({t.report for t in tellings if t.origin is None}))
    sides = {"actors": ("group",)} if kind != "capture" else {"targets": ("group",)}
    return Event(id=name, type=kind, mentions=tellings, origins=made, unknown=unknown, **sides)


def fused(*events: Event) -> Fused:
    """Return events as fusion gives them."""
    return Fused(events=events)
