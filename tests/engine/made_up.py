"""Steps of our own for a case: quick, countable, and open to being interrupted."""

import datetime as dt
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from tarjih.engine.steps import Steps
from tarjih.errors import InputError
from tarjih.records.assessment import Assessment, Hypothesis, HypothesisSet, Indicator
from tarjih.records.event import Copy, Fused
from tarjih.records.reading import Reading
from tarjih.records.report import Report

AT = dt.datetime(2019, 3, 9, 12, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=2)


def read(report: Report) -> Reading:
    if "ممنوع" in report.text:
        raise InputError("wanted a report we can read, found a forbidden word: leave it out")
    return Reading(report=report.id, title=report.title, text=report.text, outlet=report.outlet)


def read_and_interrupt(report: Report) -> Reading:
    """Press Ctrl-C on the report that says so."""
    if "قاطعني" in report.text:
        os.kill(os.getpid(), signal.SIGINT)
    return read(report)


def fuse(readings: Sequence[Reading], *, rulings: object = ()) -> Fused:
    ids = [reading.report for reading in readings]
    return Fused(copies=tuple(Copy(reports=(ids[0], i), kind="edited", score=0.5) for i in ids[1:]))


def weigh(
    fused: Fused,
    *,
    hypotheses: HypothesisSet,
    subject: str | None,
    rulings: object,
    as_of: dt.date | None,
    scale: str,
) -> Assessment:
    if not fused.copies:
        raise InputError("wanted something to weigh, found nothing: add reports")
    return Assessment(
        set_id=hypotheses.id,
        question_en=hypotheses.question_en,
        question_ar=hypotheses.question_ar,
        leading=hypotheses.hypotheses[0].id,
        judged=(),
        confidence="low",
        confidence_en=f"{len(fused.copies)} copies",
        confidence_ar=f"{len(fused.copies)}",
        as_of=as_of,
        notes=(subject or "", scale),
    )


def make_steps(version: str = "1") -> Steps:
    return Steps(version=version, read=read, fuse=fuse, weigh=weigh)


def make_set(prior: float = 0.5) -> HypothesisSet:
    return HypothesisSet(
        id="bridge",
        question_en="Is the bridge open?",
        question_ar="هل الجسر مفتوح؟",
        hypotheses=(
            Hypothesis(id="open", name_en="open", name_ar="مفتوح", prior=prior),
            Hypothesis(id="other", name_en="other", name_ar="غير ذلك", prior=1 - prior),
        ),
        indicators=(
            Indicator(
                id="I1",
                name_en="a closure is told",
                name_ar="خبر إغلاق",
                types=("closure",),
                expected={"open": 0.1, "other": 0.6},
            ),
        ),
    )


def write_report(folder: Path, number: int, *, word: str = "") -> Path:
    """Write a report of which nothing but the number is its own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number:05}.txt"
    body = f"قالت بلدية المدينة إن الجسر رقم {number} أغلق صباح أمس أمام حركة السير. {word}"
    path.write_text(f"إغلاق الجسر رقم {number}\n\n{body}\n", encoding="utf-8")
    return path
