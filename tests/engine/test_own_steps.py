"""Tarjih's own pipeline on a case, with the sample reports."""

import datetime as dt
from importlib import resources
from pathlib import Path

import pytest

from tarjih.engine.case import AddResult, add, weigh
from tarjih.engine.local import LocalEngine
from tarjih.pipeline import hypotheses
from tarjih.store.store import Store

AT = dt.datetime(2019, 3, 9, 12, 0, tzinfo=dt.UTC)


@pytest.mark.slow
def test_the_sample_reports_are_read_and_weighed_once(tmp_path: Path) -> None:
    engine = LocalEngine(processes=2, patience_seconds=0)
    with (
        resources.as_file(resources.files("tarjih") / "samples" / "reports") as reports,
        Store.create(tmp_path / "case", at=AT) as store,
    ):
        first = add(store, [reports], at=AT, engine=engine)
        assert first.failures == ()
        assert len(first.new) == first.read == store.counts().reports >= 30
        assert len(first.foreign) == 1
        judgement = weigh(store, hypotheses("decline"), at=AT)
        assert judgement.evidence
        again = add(store, [reports], at=AT, engine=engine)
        assert again == AddResult(known=again.known)
        assert again.known == len(first.new) + first.duplicates
        assert weigh(store, hypotheses("decline"), at=AT) == judgement
        assert store.counts().assessments == 1
