"""The sample case as its author tells it, weighed: what a perfect reading would be judged."""

import json
from importlib import resources

import pytest

from tarjih.lexicons import read_text
from tarjih.records.event import Event, Fused, Origin
from tarjih.weighing.hypotheses import parse_hypotheses
from tarjih.weighing.probability import word_of
from tarjih.weighing.weigh import weigh
from tests.weighing.builders import telling

TRUTH = json.loads(resources.files("tarjih.samples").joinpath("truth.json").read_text(encoding="utf-8"))
KINDS = {origin["id"]: origin["kind"] for origin in TRUTH["origins"]}
GROUP, FORCES, COALITION = "تنظيم رايه الشرق", "قوات سهل الفرات", "تحالف الميثاق"
# Who acts and who suffers, by the glosses of truth.json; nobody is named who loses the town in X1.
PLAYERS: dict[str, tuple[str | None, str | None]] = {
    "X1": (FORCES, None),
    "X2": (GROUP, None),
    "X3": (FORCES, GROUP),
    "X4": (FORCES, GROUP),
    "X5": (GROUP, FORCES),
    "X6": (FORCES, GROUP),
    "X8": (COALITION, GROUP),
    "X9": (COALITION, GROUP),
    "X10": (GROUP, None),
    "X11": (GROUP, None),
    "X12": (GROUP, None),
    "X19": (GROUP, None),
    "X20": (FORCES, GROUP),
    "X22": (GROUP, FORCES),
    "X23": (GROUP, FORCES),
}
DENIALS = {("X12", "O3"), ("X7", "O1")}


def as_told(row: dict) -> Event:  # type: ignore[type-arg]
    name = row["id"]
    actor, target = PLAYERS.get(name, (None, None))
    tellings = tuple(
        telling(
            told["report"],
            told["origin"],
            status="denied" if (name, told["origin"]) in DENIALS else "occurred",
        )
        for told in row["told_in"]
    )
    origins = tuple(
        Origin(
            id=o,
            name=o,
            key=o,
            kind=KINDS[o],
            reports=tuple(sorted({t.report for t in tellings if t.origin == o})),
        )
        for o in sorted({t.origin for t in tellings if t.origin})
    )
    return Event(
        id=name,
        type=row["type"],
        mentions=tellings,
        origins=origins,
        place=row["place"],
        actors=(actor,) if actor else (),
        targets=(target,) if target else (),
        kinds={key: "ARMED_GROUP" for key in (actor, target) if key},
    )


@pytest.mark.parametrize("subject", [None, "تنظيم راية الشرق"])
def test_what_the_author_tells_is_judged_as_the_author_does(subject: str | None) -> None:
    case = Fused(events=tuple(as_told(row) for row in TRUTH["events"]))
    asked = parse_hypotheses(read_text("weighing/hypotheses/decline.toml"), name="decline")
    made = weigh(case, hypotheses=asked, subject=subject)
    assert made.subject == (subject or GROUP)
    assert made.leading == TRUTH["judgement"]["leading"]
    value = next(j.probability.value for j in made.judged if j.hypothesis == made.leading)
    assert word_of(value)[0] in TRUTH["judgement"]["acceptable_words"]
    assert {e.event for e in made.evidence} >= {"X1", "X2", "X10", "X19"}
