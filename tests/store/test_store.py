import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.store.arrivals import AT, LATER, make_arrival, make_reading, make_report

from tarjih.errors import CaseError
from tarjih.records.assessment import Assessment, Hypothesis, HypothesisSet, Indicator
from tarjih.records.event import Event, EventTelling, Fused
from tarjih.records.failure import Failure
from tarjih.records.span import Span
from tarjih.store.entries import Added, NewReading
from tarjih.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "case", at=AT) as store:
        yield store


def dump(folder: Path) -> list[str]:
    """Everything in the database of a case, as SQL."""
    connection = sqlite3.connect(folder / "case.db")
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_report_comes_back_as_it_went_in(store: Store) -> None:
    arrival = make_arrival(1)
    assert store.add_report(arrival, at=AT) == Added(id="report-00001", is_new=True)
    assert store.reports() == [arrival.report]
    assert store.report("report-00001") == arrival.report
    assert store.original(arrival.original.sha256) == arrival.original
    assert store.originals.read(arrival.original.sha256) == arrival.raw


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.report("x") is None
    assert store.reading("x") is None
    assert store.original("a" * 64) is None
    assert store.fused("x") is None
    assert store.assessment("x") is None


def test_everything_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case", at=AT) as store:
        store.add_report(make_arrival(1), at=AT)
        store.add_reading(make_reading(1), version="1", at=AT)
    with Store.open(tmp_path / "case") as store:
        assert store.reports() == [make_report(1)]
        assert store.reading("report-00001") == make_reading(1)
    assert {p.name for p in (tmp_path / "case").iterdir()} == {"case.db", "originals", ".lock"}


def test_adding_the_same_again_changes_nothing(store: Store) -> None:
    def add() -> None:
        store.add_reports([make_arrival(n) for n in range(5)], at=AT)

    add()
    before = dump(store.folder)
    add()
    assert dump(store.folder) == before


def test_the_same_report_under_another_name_is_stored_once_and_counted(store: Store) -> None:
    first = store.add_report(make_arrival(1), at=AT)
    second = store.add_report(make_arrival(1, name="copy.txt"), at=LATER)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.id == second.id
    assert store.counts().reports == 1
    assert store.counts().duplicates == 1
    assert [s.name for s in store.sightings(first.id)] == ["1.txt", "copy.txt"]


def test_the_same_report_twice_in_one_batch_is_stored_once_and_counted(store: Store) -> None:
    added = store.add_reports([make_arrival(1), make_arrival(1, name="copy.txt")], at=AT)
    assert [(a.id, a.is_new) for a in added] == [("report-00001", True), ("report-00001", False)]
    assert (store.counts().reports, store.counts().duplicates) == (1, 1)


def test_the_same_words_of_another_outlet_are_another_report(store: Store) -> None:
    added = store.add_reports([make_arrival(1), make_arrival(1, outlet="صدى الوادي")], at=AT)
    assert len({a.id for a in added}) == 2
    assert store.counts().originals == 1
    assert store.counts().reports == 2


def test_an_unknown_outlet_is_not_an_outlet_without_a_name(store: Store) -> None:
    added = store.add_reports([make_arrival(1, outlet=None), make_arrival(1, outlet="")], at=AT)
    assert [a.is_new for a in added] == [True, True]


def test_another_report_of_the_same_id_gets_a_longer_one(store: Store) -> None:
    one, other = make_arrival(1), make_arrival(2)
    other = msgspec.structs.replace(other, report=make_report(2, called="report-00001"))
    ids = [added.id for added in store.add_reports([one, other], at=AT)]
    assert ids[0] == "report-00001"
    assert ids[1].startswith("report-00001-")
    assert [added.id for added in store.add_reports([other, one], at=AT)] == ids[::-1]


def test_known_sources_are_told_from_new_ones(store: Store) -> None:
    arrival = make_arrival(1)
    store.add_report(arrival, at=AT)
    assert store.known_sources([arrival.source, "new"]) == {arrival.source}


def test_an_original_known_already_needs_no_bytes(store: Store) -> None:
    store.add_report(make_arrival(1), at=AT)
    again = msgspec.structs.replace(make_arrival(1, name="copy.txt"), raw=None)
    assert store.add_report(again, at=AT) == Added(id="report-00001", is_new=False)


def test_a_reading_given_as_json_is_the_same_as_one_given_as_record(store: Store) -> None:
    store.add_reports([make_arrival(1), make_arrival(2)], at=AT)
    store.add_reading(make_reading(1), version="1", at=AT)
    raw = msgspec.Raw(msgspec.json.encode(make_reading(2)))
    store.add_readings([NewReading(report="report-00002", reading=raw)], version="1", at=AT)
    assert store.readings() == [make_reading(1), make_reading(2)]
    assert store.reading_digests()["report-00002"] == hashlib.sha256(bytes(raw)).hexdigest()


def test_a_reading_of_a_newer_version_takes_the_place_of_the_older(store: Store) -> None:
    store.add_report(make_arrival(1), at=AT)
    assert store.unread(version="1") == ["report-00001"]
    store.add_reading(make_reading(1), version="1", at=AT)
    assert store.unread(version="1") == []
    assert store.unread(version="2") == ["report-00001"]
    newer = msgspec.structs.replace(make_reading(1), events=())
    store.add_reading(newer, version="2", at=LATER)
    assert store.readings() == [newer]


def test_a_reading_without_its_report_is_refused(store: Store) -> None:
    with pytest.raises(CaseError, match="FOREIGN KEY"):
        store.add_reading(make_reading(1), version="1", at=AT)


def test_a_failure_is_kept_once_and_cleared_when_it_is_over(store: Store) -> None:
    failure = Failure(report="a.txt", stage="intake", reason="wanted text, found none")
    other = Failure(report="b.txt", stage="intake", reason="wanted text, found none")

    def settle(failures: list[Failure], at: dt.datetime) -> list[Failure]:
        store.settle_failures(failures, tried=["a.txt"], stage="intake", at=at)
        return store.failures()

    store.settle_failures([other], tried=["b.txt"], stage="intake", at=AT)
    assert settle([failure, failure], AT) == [failure, other]
    before = dump(store.folder)
    assert settle([failure], LATER) == [failure, other]
    assert dump(store.folder) == before
    assert settle([], LATER) == [other]
    assert settle([failure], LATER) == [failure, other]
    changed = msgspec.structs.replace(failure, reason="wanted text, found a picture")
    assert settle([changed], LATER) == [changed, other]
    store.settle_failures([], tried=["a.txt", "b.txt"], stage="reading", at=LATER)
    assert store.counts().failures == 2


def test_reports_are_given_one_by_one_in_the_order_asked(store: Store) -> None:
    store.add_reports([make_arrival(n) for n in range(450)], at=AT)
    wanted = [f"report-{n:05}" for n in reversed(range(450))]
    assert [report.id for report in store.each_report([*wanted, "none"])] == wanted


def test_a_transaction_is_saved_whole_or_not_at_all(store: Store) -> None:
    def add_and_break() -> None:
        with store.transaction():
            store.add_report(make_arrival(1), at=AT)
            store.settle_failures(
                [Failure(report="a", stage="intake", reason="b")], tried=["a"], stage="intake", at=AT
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_break()
    assert store.counts().reports == 0
    with store.transaction():
        store.add_report(make_arrival(1), at=AT)
        store.add_reading(make_reading(1), version="1", at=AT)
    assert (store.counts().reports, store.counts().readings) == (1, 1)


def make_set() -> HypothesisSet:
    return HypothesisSet(
        id="bridge",
        question_en="Is the bridge open?",
        question_ar="هل الجسر مفتوح؟",
        hypotheses=(
            Hypothesis(id="open", name_en="open", name_ar="مفتوح", prior=0.5),
            Hypothesis(id="other", name_en="other", name_ar="غير ذلك", prior=0.5),
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


def make_assessment(as_of: dt.date | None = None) -> Assessment:
    return Assessment(
        set_id="bridge",
        question_en="Is the bridge open?",
        question_ar="هل الجسر مفتوح؟",
        leading="other",
        judged=(),
        confidence="low",
        confidence_en="One origin.",
        confidence_ar="راوٍ واحد.",
        as_of=as_of,
    )


def test_what_was_fused_and_weighed_comes_back_under_its_digest(store: Store) -> None:
    telling = EventTelling(report="report-00001", span=Span(0, 4))
    fused = Fused(events=(Event(id="X1", type="closure", mentions=(telling,)),))
    assessment = make_assessment(dt.date(2019, 3, 9))
    for _ in range(2):
        store.save_fused(fused, digest="F1", at=AT)
        store.save_assessment(assessment, digest="J1", fused="F1", hypotheses=make_set(), at=AT)
    assert store.fused("F1") == fused
    assert store.assessment("J1") == assessment
    assert store.assessments() == [assessment]


def test_a_case_stands_as_it_stood_at_the_end_of_a_day(store: Store) -> None:
    store.add_report(make_arrival(1), at=AT)
    store.add_report(make_arrival(2), at=LATER)
    for number in (1, 2):
        store.add_reading(make_reading(number), version="1", at=LATER)
    decision = store.decide("retract", "report-00001", reason="a forgery", who="an analyst", at=LATER)
    day = dt.timedelta(days=1)

    def standing(as_of: dt.date | None) -> list[str]:
        ids = [report.id for report in store.reports(as_of=as_of)]
        assert ids == [reading.report for reading in store.readings(as_of=as_of)]
        assert ids == list(store.reading_digests(as_of=as_of))
        return ids

    assert standing(AT.date() - day) == []
    assert standing(AT.date()) == ["report-00001"]
    assert standing(LATER.date()) == standing(None) == ["report-00002"]
    assert store.counts().retracted == 1
    store.undo(decision, who="another analyst", at=LATER + day)
    assert standing(LATER.date()) == ["report-00002"]
    assert standing(None) == standing(LATER.date() + day) == ["report-00001", "report-00002"]
    assert [(d.subject, d.undone_by) for d in store.decisions()] == [("report-00001", "another analyst")]


def test_undoing_what_does_not_stand_is_refused(store: Store) -> None:
    with pytest.raises(CaseError, match="found none of that number"):
        store.undo(7, who="an analyst", at=AT)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="needs its time zone"):
        store.add_report(make_arrival(1), at=dt.datetime(2019, 3, 9))


def test_foreign_keys_are_on_and_the_log_is_written_ahead(store: Store) -> None:
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() > 0


@pytest.mark.slow
def test_ten_thousand_readings_are_added_in_seconds(store: Store) -> None:
    import time

    store.add_reports([make_arrival(n) for n in range(10)], at=AT)
    new = [NewReading(report=f"report-{n % 10:05}", reading=make_reading(n)) for n in range(10_000)]
    start = time.process_time()
    for first in range(0, len(new), 200):
        store.add_readings(new[first : first + 200], version="1", at=AT)
    assert time.process_time() - start < 10
