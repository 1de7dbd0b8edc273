"""The sample case from end to end, held against what its author says is in it."""

import re
from collections import Counter
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from tarjih.intake.known import Known
from tarjih.pipeline import fuse, hypotheses, read_report, take_file, weigh
from tarjih.records.assessment import Assessment
from tarjih.records.event import Event, Fused
from tarjih.records.reading import Reading
from tarjih.records.report import Report
from tarjih.weighing.probability import word_of

SAMPLES = Path(str(resources.files("tarjih.samples")))


class Telling(msgspec.Struct):
    """Where the truth says that a report tells an event: the trigger, with #n for its n-th occurrence."""

    report: str
    quote: str


class TrueEvent(msgspec.Struct):
    id: str
    type: str
    told_in: list[Telling]
    independent_origins: int


class Judgement(msgspec.Struct):
    hypotheses: str
    leading: str
    word_en: str


class Truth(msgspec.Struct):
    events: list[TrueEvent]
    judgement: Judgement
    subject: str = "تنظيم راية الشرق"


@pytest.fixture(scope="module")
def truth() -> Truth:
    return msgspec.json.decode((SAMPLES / "truth.json").read_bytes(), type=Truth)


@pytest.fixture(scope="module")
def readings() -> Mapping[str, Reading]:
    taken = list(take_file(SAMPLES / "reports", Known()))
    assert all(isinstance(report, Report) for report in taken), "every file of the sample is a report"
    return {report.id: read_report(report) for report in taken if isinstance(report, Report)}


@pytest.fixture(scope="module")
def fused(readings: Mapping[str, Reading]) -> Fused:
    return fuse(readings.values())


@pytest.fixture(scope="module")
def assessment(fused: Fused, truth: Truth) -> Assessment:
    return weigh(fused, hypotheses=hypotheses(truth.judgement.hypotheses), subject=truth.subject)


def places(text: str, quote: str) -> tuple[int, int]:
    """Return where a quote of the truth stands in a text."""
    match = re.fullmatch(r"(.*?)#(\d+)", quote, re.DOTALL)
    words, count = (match[1], int(match[2])) if match else (quote, 1)
    start = -1
    for _ in range(count):
        start = text.index(words, start + 1)
    return start, start + len(words)


def told_as(event: TrueEvent, fused: Fused, readings: Mapping[str, Reading]) -> Counter[str]:
    """Count in which fused events the tellings of a true event ended up."""
    found: Counter[str] = Counter()
    for telling in event.told_in:
        start, end = places(readings[telling.report].text, telling.quote)
        ids = {
            e.id
            for e in fused.events
            for m in e.mentions
            if m.report == telling.report and m.span.start < end and start < m.span.end
        }
        found.update(ids)
    return found


def main_event(event: TrueEvent, fused: Fused, readings: Mapping[str, Reading]) -> Event | None:
    counted = told_as(event, fused, readings)
    if not counted:
        return None
    best = max(counted, key=lambda name: (counted[name], name))
    return next(e for e in fused.events if e.id == best)


def test_it_holds_what_a_sample_must(readings: Mapping[str, Reading]) -> None:
    assert len(readings) >= 24
    assert {r.encoding for r in readings.values()} >= {"utf-8", "windows-1256"}
    assert any(r.published is None for r in readings.values())
    assert any(r.language == "en" and not r.events for r in readings.values())
    assert any("W3Schools" in cut.text for r in readings.values() for cut in r.cut)


def test_no_fused_event_joins_two_true_ones(
    truth: Truth, fused: Fused, readings: Mapping[str, Reading]
) -> None:
    joined: dict[str, set[str]] = {}
    for event in truth.events:
        for name in told_as(event, fused, readings):
            joined.setdefault(name, set()).add(event.id)
    assert {name: ids for name, ids in joined.items() if len(ids) > 1} == {}


def test_nine_of_ten_events_have_the_right_number_of_origins(
    truth: Truth, fused: Fused, readings: Mapping[str, Reading]
) -> None:
    wrong = []
    told_often = [e for e in truth.events if len({t.report for t in e.told_in}) > 1]
    for event in told_often:
        made = main_event(event, fused, readings)
        if made is None or len(made.origins) != event.independent_origins:
            wrong.append((
                event.id,
                event.independent_origins,
                [o.name for o in made.origins] if made else None,
            ))
    assert len(told_often) >= 10
    assert len(wrong) <= 0.1 * len(told_often), wrong


def test_the_judgement_is_the_right_one_in_words(assessment: Assessment, truth: Truth) -> None:
    assert assessment.leading == truth.judgement.leading
    leading = next(j for j in assessment.judged if j.hypothesis == assessment.leading)
    assert word_of(leading.probability.value)[0] == truth.judgement.word_en


def test_history_and_editorial_move_nothing(fused: Fused, assessment: Assessment) -> None:
    counted = {e.event for e in assessment.evidence}
    for event in fused.events:
        if event.id in counted:
            reports = {m.report for m in event.mentions}
            assert not reports & {"27-editorial", "28-history-marj-dabiq"}
