"""Make a big case of invented reports: `python -m tools.big_case CASE --reports 100000`.

Reading and fusing 100,000 reports takes long and is timed elsewhere; this is for timing what is done with a
case that is big already. So some hundred texts are put together from the paragraphs of the sample, with
places changed for one another and other figures, and read; from these ten weeks of reports are made and
fused, each week for itself. The weeks are then told again, later, with other ids. The question is weighed
with the first weeks only. All goes into the case through the store, as if everything had been read, fused
and weighed. The same seed gives the same case.
"""

import argparse
import datetime as dt
import hashlib
import random
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import resources
from itertools import islice
from pathlib import Path

import msgspec

from tarjih.engine.case import asked_digest, fused_digest
from tarjih.engine.steps import own_steps
from tarjih.lexicons import load_toml
from tarjih.pipeline import fuse, hypotheses, read_report
from tarjih.publishing.commands.weighing import Question
from tarjih.records.event import Fused
from tarjih.records.identity import content_id
from tarjih.records.reading import Reading
from tarjih.records.report import Original, Report
from tarjih.store.entries import Arrival, NewReading
from tarjih.store.shelf.fill import fill
from tarjih.store.shelf.shelf import Shelf
from tarjih.store.store import Store

__all__ = ["make_big_case", "renew_marks"]

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_FIRST_DAY = dt.date(2012, 1, 2)
_WEEK = 200  # reports that are fused with each other
_COPIED = 0.1
_PARAGRAPHS = 4
_PLACES = ("الباب", "منبج", "تدمر", "مسكنة", "كلس", "الطبقة", "جرابلس", "الشدادي", "تل أبيض", "عين عيسى")
_OUTLETS = 120
_WEEKS = 10  # that differ; the others tell them again
_WEIGHED = 3  # weeks that the question is weighed with
_REPORT = re.compile(r"(?<=big-)\d{7}|(?<=رقم )\d{7}")
_EVENT = re.compile(r"\bX[0-9a-f]{16}\b")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def make_big_case(folder: Path, *, reports: int, moulds: int, seed: int) -> None:
    """Make a case.

    Args:
        folder: Where, a new folder.
        reports: How many it holds.
        moulds: How many different texts they are put together from.
        seed: Of what is drawn by lot.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
    started = time.perf_counter()
    read = [read_report(report) for report in _moulds(moulds, chance)]
    _say(f"{len(read)} texts read", started)
    first = list(_weeks(read, min(reports, _WEEKS * _WEEK), chance))
    fused = [fuse(week) for week in first]
    _say(f"{sum(map(len, first))} reports fused", started)
    steps = own_steps()
    whole: list[Fused] = []
    with Store.create(folder, at=AT) as store:
        for week in range(-(-reports // _WEEK)):
            turn, place = divmod(week, len(first))
            again = _Again(turn=turn, weeks=len(first))
            made = [again.reading(reading) for reading in first[place]][: reports - week * _WEEK]
            _add(store, made, version=steps.version, week=week)
            whole.append(again.fused(fused[place]))
        _say(f"{reports} reports saved", started)
        _judge(store, fused[:_WEIGHED])
        shelf = Shelf(folder)
        events = tuple(event for week in whole for event in week.events)
        copies = tuple(copy for week in whole for copy in week.copies)
        fill(shelf, store, Fused(events=events, copies=copies), state=fused_digest(store))
        claims = shelf.count("SELECT count(*) FROM claim")
        shelf.close()
    _say(f"{reports} reports, {claims} claims, {len(events)} events in {folder}", started)


class _Again:
    """Tells weeks again: reports under other numbers, days later, events under other ids."""

    def __init__(self, *, turn: int, weeks: int) -> None:
        self.turn = turn
        self.number = turn * weeks * _WEEK
        self.days = dt.timedelta(7 * turn * weeks)

    def reading(self, reading: Reading) -> Reading:
        return msgspec.json.decode(self._changed(msgspec.json.encode(reading).decode()), type=Reading)

    def fused(self, fused: Fused) -> Fused:
        raw = msgspec.json.encode(Fused(events=fused.events, copies=fused.copies)).decode()
        if self.turn:
            new = {event.id: content_id("X", event.id, str(self.turn)) for event in fused.events}
            raw = _EVENT.sub(lambda m: new.get(m[0], m[0]), raw)
        return msgspec.json.decode(self._changed(raw), type=Fused)

    def _changed(self, raw: str) -> str:
        if not self.turn:
            return raw
        raw = _REPORT.sub(lambda m: f"{int(m[0]) + self.number:07}", raw)
        return _DAY.sub(lambda m: _later(m[0], self.days), raw)


def _moulds(count: int, chance: random.Random) -> Iterator[Report]:
    """Yield reports put together from paragraphs of the sample, places changed for one another."""
    folder = resources.files("tarjih.samples").joinpath("reports")
    texts = [f.read_text(encoding="utf-8") for f in sorted(folder.iterdir(), key=str) if _is_text(f.name)]
    parts = [[p.strip() for p in text.split("\n") if p.strip()] for text in texts]
    titles = [part[0] for part in parts]
    paragraphs = [p for part in parts for p in part[1:] if len(p) > 80]
    for number in range(count):
        chosen = [chance.choice(titles), *chance.sample(paragraphs, _PARAGRAPHS)]
        other = dict(zip(_PLACES, chance.sample(_PLACES, len(_PLACES)), strict=True))
        title, *rest = (_swapped(part, other) for part in chosen)
        text = "\n\n".join([title, *rest])
        yield Report(
            id=f"mould-{number}",
            title=title,
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            published=_FIRST_DAY + dt.timedelta(chance.randrange(7)),
        )


def _is_text(name: str) -> bool:
    return name.endswith(".txt") and "english" not in name


def _swapped(text: str, other: dict[str, str]) -> str:
    for number, name in enumerate(other):
        text = text.replace(name, f"\x00{number}\x00")
    for number, name in enumerate(other.values()):
        text = text.replace(f"\x00{number}\x00", name)
    return text


def _weeks(read: Sequence[Reading], reports: int, chance: random.Random) -> Iterator[list[Reading]]:
    """Yield the reports week by week; one in ten is another outlet's copy of one of its week."""

    def told() -> Iterator[Reading]:
        number = 0
        while True:
            week, chosen = number // _WEEK, chance.sample(read, min(_WEEK, len(read)))
            for place in range(_WEEK):
                mould = chosen[0 if chance.random() < _COPIED else place % len(chosen)]
                yield _told_again(mould, number, week=week, chance=chance)
                number += 1

    endless = told()
    for first in range(0, reports, _WEEK):
        yield list(islice(endless, min(_WEEK, reports - first)))


def _told_again(mould: Reading, number: int, *, week: int, chance: random.Random) -> Reading:
    """Return a reading in another week: its days later, its figures of two digits others."""
    days = dt.timedelta(7 * week)
    text, quantities = mould.text, []
    for quantity in mould.quantities:
        at = quantity.number
        if at is not None and at.end - at.start == 2 and at.within(text).isascii() and chance.random() < 0.5:
            value = chance.randrange(10, 100)
            text = f"{text[: at.start]}{value}{text[at.end :]}"
            quantity = msgspec.structs.replace(quantity, min=value, max=value)
        quantities.append(quantity)
    return msgspec.structs.replace(
        mould,
        report=f"big-{number:07}",
        outlet=f"صحيفة المثال {chance.randrange(_OUTLETS) + 1}",
        published=(mould.published or _FIRST_DAY) + days,
        text=f"{text}\n\nخبر رقم {number:07}",  # no two reports of an outlet and a day are the same
        quantities=tuple(quantities),
        times=tuple(
            msgspec.structs.replace(
                t, value=_DAY.sub(lambda m: _later(m[0], days), t.value) if t.value else None
            )
            for t in mould.times
        ),
    )


def _later(value: str, days: dt.timedelta) -> str:
    """Move a day in ISO form; what is no day stays."""
    try:
        return (dt.date.fromisoformat(value) + days).isoformat()
    except ValueError:
        return value


def _add(store: Store, made: Sequence[Reading], *, version: str, week: int) -> None:
    """Save the reports of a week with their readings; the original of each is its text."""
    at = AT + dt.timedelta(minutes=week)
    with store.transaction():
        store.add_reports([_arrival(reading, at) for reading in made], at=at)
        new = [NewReading(report=reading.report, reading=reading) for reading in made]
        store.add_readings(new, version=version, at=at)


def _arrival(reading: Reading, at: dt.datetime) -> Arrival:
    raw = reading.text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    name = f"{reading.report}.txt"
    return Arrival(
        report=Report(
            id=reading.report,
            title=reading.title,
            text=reading.text,
            sha256=digest,
            outlet=reading.outlet,
            published=reading.published,
        ),
        original=Original(sha256=digest, size=len(raw), name=name, media="text/plain", acquired=at),
        source=hashlib.sha256(f"{name} {digest}".encode()).hexdigest()[:32],
        name=name,
    )


def _judge(store: Store, weighed: Sequence[Fused]) -> None:
    """Save a judgement from some weeks as that of the whole case."""
    question, steps = load_toml("publishing/demo.toml", Question), own_steps()
    asked = hypotheses(question.hypotheses[0])
    fused = Fused(events=tuple(event for week in weighed for event in week.events))
    judged = steps.weigh(
        fused, hypotheses=asked, subject=question.subject, rulings=(), as_of=None, scale="icd203"
    )
    digest = asked_digest(store, asked, subject=question.subject)
    saved = f"G{digest[1:]}"
    store.save_fused(Fused(), digest=saved, at=AT)
    store.save_assessment(judged, digest=digest, fused=saved, hypotheses=asked, at=AT)


def renew_marks(folder: Path) -> None:
    """Say of a big case that today's code and lexicons made it, so that nothing in it is made anew."""
    question, version = load_toml("publishing/demo.toml", Question), own_steps().version
    with closing(sqlite3.connect(folder / "case.db")) as connection, connection:
        connection.execute("UPDATE readings SET version = ?", [version])
    with Store.open(folder) as store:
        asked = hypotheses(question.hypotheses[0])
        digest, state = asked_digest(store, asked, subject=question.subject), fused_digest(store)
    with closing(sqlite3.connect(folder / "case.db")) as connection, connection:
        connection.execute("UPDATE assessments SET digest = ?", [digest])
    with closing(sqlite3.connect(folder / "shelf.db")) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'state'", [state])


def _say(text: str, started: float) -> None:
    print(f"{time.perf_counter() - started:7.1f} s  {text}", flush=True)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Make a big case of invented reports.")
    parser.add_argument("case", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--moulds", type=int, default=600, help="different texts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-new", action="store_true", help="take a case that is there as today's")
    given = parser.parse_args()
    if given.as_new:
        renew_marks(given.case)
        return
    make_big_case(given.case, reports=given.reports, moulds=given.moulds, seed=given.seed)


if __name__ == "__main__":
    main()
