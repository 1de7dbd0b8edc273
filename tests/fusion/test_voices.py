"""Who speaks in a chain, and whose forces "his forces" are."""

from typing import Any

from tarjih.fusion.players import resolve_own
from tarjih.fusion.slots import Sheet
from tarjih.fusion.tellings import sheet_of
from tarjih.fusion.voices import chain_of, deepest
from tests.fusion.builders import read


def laid(text: str, **rows: Any) -> Sheet:
    return sheet_of(read({"report": "a", "text": text, **rows}))


def attribution(
    name: str, cue: str, source: list[Any] | None, content: list[str], **more: Any
) -> dict[str, Any]:
    return {"id": name, "cue": cue, "sources": [source] if source else [], "content": content, **more}


def names(sheet: Sheet, number: str) -> list[str]:
    return [v.source.span.within(sheet.reading.text) for v in chain_of(sheet, number)]


NESTED = "خبر\n\nذكرت وكالة المنارة أن قائد شرطة منبج قال إن اللصوص فروا من السوق.\n"


def nested() -> Sheet:
    return laid(
        NESTED,
        entities=[{"id": "E1", "name": "وكالة المنارة", "kind": "OUTLET", "mentions": ["وكالة المنارة"]}],
        attributions=[
            attribution("A1", "ذكرت", ["وكالة المنارة", "E1", "outlet"], ["قائد", "السوق"]),
            attribution("A2", "قال", ["قائد شرطة منبج", None, "official"], ["اللصوص", "السوق"], parent="A1"),
        ],
    )


def test_a_chain_runs_from_the_report_to_the_deepest_voice() -> None:
    assert names(nested(), "A2") == ["وكالة المنارة", "قائد شرطة منبج"]


def test_the_deepest_body_of_a_chain_is_no_newsroom() -> None:
    body = deepest(nested(), chain_of(nested(), "A2"))
    assert body is not None
    assert body.name == "قائد شرطة منبج"
    assert deepest(nested(), chain_of(nested(), "A1")) is None


def test_no_attribution_is_no_chain() -> None:
    assert chain_of(nested(), None) == ()
    assert deepest(nested(), ()) is None


def test_attributions_that_are_each_others_parents_end() -> None:
    sheet = laid(
        NESTED,
        attributions=[
            attribution("A1", "ذكرت", ["وكالة المنارة", None, "outlet"], ["قائد", "السوق"], parent="A2"),
            attribution("A2", "قال", ["قائد شرطة منبج", None, "official"], ["اللصوص", "السوق"], parent="A1"),
        ],
    )
    assert sorted(names(sheet, "A1")) == sorted(names(sheet, "A2")) == ["قائد شرطة منبج", "وكالة المنارة"]


def test_a_cue_without_a_speaker_carries_the_last_one_on() -> None:
    text = "خبر\n\nقال قائد شرطة منبج إن اللصوص فروا.\n\nوأضاف أن السوق فتح أبوابه من جديد.\n"
    sheet = laid(
        text,
        attributions=[
            attribution("A1", "قال", ["قائد شرطة منبج", None, "official"], ["اللصوص", "فروا"]),
            attribution("A2", "وأضاف", None, ["السوق", "جديد"]),
        ],
    )
    assert names(sheet, "A2") == ["قائد شرطة منبج"]


def test_a_cue_far_below_carries_nobody_on() -> None:
    filler = "\n\n".join(f"هذه جملة أخرى عن الطقس رقم {n} في البلاد." for n in range(6))
    text = f"خبر\n\nقال قائد شرطة منبج إن اللصوص فروا.\n\n{filler}\n\nوأضاف أن السوق فتح أبوابه.\n"
    sheet = laid(
        text,
        attributions=[
            attribution("A1", "قال", ["قائد شرطة منبج", None, "official"], ["اللصوص", "فروا"]),
            attribution("A2", "وأضاف", None, ["السوق", "أبوابه"]),
        ],
    )
    assert names(sheet, "A2") == []


def owned(name: str, kind: str) -> frozenset[str]:
    """Return who takes a town in "NAME said that its forces entered it"."""
    entity = {"id": "E1", "name": name, "kind": kind, "row": "who-speaks", "mentions": [name]}
    sheet = laid(
        f"خبر\n\nقال {name} إن قواته دخلت منبج الأربعاء.\n",
        entities=[entity],
        attributions=[attribution("A1", "قال", [name, "E1", None], ["قواته", "الأربعاء"])],
        events=[{"type": "capture", "trigger": "دخلت", "actors": ["قواته"], "attribution": "A1"}],
    )
    return resolve_own(sheet, sheet.tellings[0]).actors


def test_his_forces_are_those_of_the_group_that_speaks() -> None:
    assert owned("لواء الصخرة", "ARMED_GROUP") == {"who-speaks"}


def test_an_aid_office_that_speaks_has_no_forces() -> None:
    assert "who-speaks" not in owned("مكتب الإغاثة", "ORGANISATION")
