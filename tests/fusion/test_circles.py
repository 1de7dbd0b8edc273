"""Reports that cite each other in a circle: nobody stands behind them, and no number comes out of them."""

import pytest

from tarjih.errors import HypothesesError
from tarjih.fusion.fuse import fuse
from tarjih.pipeline import hypotheses, weigh
from tarjih.records.event import Event
from tarjih.records.reading import Reading
from tests.fusion.builders import read

SENTENCES = ("انسحب لواء الصخرة من منبج الأربعاء", "ترك لواء الصخرة بلدة منبج خاليا منها الأربعاء ظهرا")


def report(name: str, outlet: str, *, cites: str | None, number: int = 0) -> Reading:
    """One report that a group left a town, on the word of another newspaper or on its own."""
    opening = f"نقلت صحيفة {cites} أن" if cites else "شهد مراسلنا كيف"
    said = SENTENCES[number % 2]
    verb = said.split(" ")[0]
    text = f"لواء الصخرة\n\n{opening} {said} ({name}).\n"
    named = (
        [{"id": "E", "name": f"صحيفة {cites}", "kind": "OUTLET", "mentions": [f"صحيفة {cites}"]}]
        if cites
        else []
    )
    told = {
        "type": "withdrawal",
        "trigger": verb,
        "actors": ["لواء الصخرة#2"],
        "place": "منبج",
        "time": "الأربعاء",
    }
    source = [f"صحيفة {cites}", "E", "outlet"]
    return read({
        "report": name,
        "outlet": f"صحيفة {outlet}",
        "published": "2019-03-14",
        "text": text,
        "entities": [
            {
                "id": "P",
                "name": "منبج",
                "kind": "PLACE",
                "mentions": ["منبج"],
                "row": "p-manbij",
                "lat": 36.53,
                "lon": 37.95,
                "country": "SY",
                "precision": "town",
            },
            {
                "id": "G",
                "name": "لواء الصخرة",
                "kind": "ARMED_GROUP",
                "mentions": ["لواء الصخرة", "لواء الصخرة#2"],
            },
            *named,
        ],
        "times": [["الأربعاء", "2019-03-13"]],
        "attributions": [{"id": "A1", "cue": "نقلت", "sources": [source], "content": [said, said]}]
        if cites
        else [],
        "events": [told | ({"attribution": "A1"} if cites else {})],
    })


def event(*reports: Reading) -> Event:
    (found,) = fuse(reports).events
    return found


def test_two_papers_that_cite_each_other_are_a_circle() -> None:
    told = event(report("a", "الدفتر", cites="القنديل"), report("b", "القنديل", cites="الدفتر", number=1))
    assert told.circular == ("a", "b")
    assert told.origins == ()


def test_a_longer_circle_is_one_too() -> None:
    names = ("الدفتر", "القنديل", "المرفأ")
    reports = [report(n, names[i], cites=names[(i + 1) % 3], number=i) for i, n in enumerate("abc")]
    assert event(*reports).circular == ("a", "b", "c")


def test_a_chain_that_ends_at_an_own_word_is_none() -> None:
    own = report("b", "القنديل", cites=None)
    assert event(report("a", "الدفتر", cites="القنديل"), own).circular == ()


def test_a_paper_that_nobody_has_may_have_a_source() -> None:
    assert event(report("a", "الدفتر", cites="القنديل")).circular == ()


def test_who_repeats_a_circle_is_in_it() -> None:
    told = event(
        report("a", "الدفتر", cites="القنديل"),
        report("b", "القنديل", cites="الدفتر", number=1),
        report("c", "المرفأ", cites="الدفتر"),
    )
    assert told.circular == ("a", "b", "c")


def test_a_circle_alone_gives_no_number() -> None:
    fused = fuse([report("a", "الدفتر", cites="القنديل"), report("b", "القنديل", cites="الدفتر", number=1)])
    with pytest.raises(HypothesesError, match="cannot be judged from a, b"):
        weigh(fused, hypotheses=hypotheses("decline"), subject="لواء الصخرة")


def test_one_word_of_its_own_makes_the_same_event_evidence() -> None:
    fused = fuse([report("a", "الدفتر", cites="القنديل"), report("b", "القنديل", cites=None)])
    made = weigh(fused, hypotheses=hypotheses("decline"), subject="لواء الصخرة")
    assert len(made.evidence) == 1
    assert not any("cannot be judged" in note for note in made.notes)
