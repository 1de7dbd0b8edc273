"""Reports that tell another again in other words, by their facts."""

import msgspec

from tarjih.fusion.cards import Leaf, Mark
from tarjih.fusion.facts import Facts
from tarjih.fusion.passages import lay_passages, wording_of
from tarjih.fusion.retellings import find_retellings, may_retell
from tarjih.fusion.slots import name_key
from tarjih.records.event import Copy

FACTS = Facts(
    days=frozenset({"2019-03-13"}),
    numbers=frozenset({17.0, 40.0}),
    names=frozenset({"brigade-rock"}),
    places=frozenset({"p-manbij"}),
    outlets=frozenset(),
    stems=frozenset(range(40)),
    common=frozenset(range(100, 120)),
    published=737_000,
)


CITED = frozenset({name_key("منارة الفرات")})


def leaf(name: str, facts: Facts | None, outlet: str = "") -> Leaf:
    return Leaf(
        report=name,
        outlet=outlet or f"صحيفة {name}",
        published=None,
        language="ar",
        mark=Mark(None, "outlet"),
        text=wording_of(lay_passages("")),
        anchors=b"",
        facts=facts,
        crossing=None,
        cards=(),
        judgements=(),
    )


def changed(**values: object) -> Facts:
    return msgspec.structs.replace(FACTS, **values)


def kinds(*leaves: Leaf, copies: tuple[Copy, ...] = ()) -> dict[tuple[str, str], str]:
    names = sorted(one.report for one in leaves)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    found = find_retellings({one.report: one for one in leaves}, pairs=pairs, copies=copies)
    return {copy.reports: copy.kind for copy in found}


def test_who_cites_the_paper_retells_it() -> None:
    citing = changed(outlets=CITED)
    assert kinds(leaf("a", FACTS, "منارة الفرات"), leaf("b", citing)) == {("a", "b"): "summary"}


def test_two_that_cite_a_third_retell_it() -> None:
    citing = changed(outlets=CITED)
    assert kinds(leaf("a", citing), leaf("b", citing)) == {("a", "b"): "summary"}


def test_same_facts_without_a_citation_share_an_origin_at_most() -> None:
    assert kinds(leaf("a", FACTS), leaf("b", FACTS)) == {("a", "b"): "shared origin"}


def test_same_numbers_in_other_words_prove_nothing() -> None:
    assert kinds(leaf("a", FACTS), leaf("b", changed(stems=frozenset(range(500, 560))))) == {}


def test_same_words_with_other_facts_prove_nothing() -> None:
    other = changed(numbers=frozenset({3.0, 9.0}), names=frozenset({"x"}), places=frozenset({"y"}))
    assert kinds(leaf("a", FACTS), leaf("b", other)) == {}


def test_a_text_too_short_to_have_facts_is_left_alone() -> None:
    assert kinds(leaf("a", FACTS), leaf("b", None)) == {}
    assert not may_retell(leaf("a", FACTS), leaf("b", None))


def test_a_copy_found_word_for_word_stays_what_it_is() -> None:
    known = Copy(reports=("a", "b"), kind="edited", score=0.5)
    assert kinds(leaf("a", FACTS), leaf("b", FACTS), copies=(known,)) == {}


def test_what_retells_one_carrier_of_a_text_retells_the_other() -> None:
    citing = changed(outlets=CITED)
    carrier = changed(numbers=frozenset(), days=frozenset(), names=frozenset())
    known = Copy(reports=("a", "c"), kind="verbatim", score=0.9)
    found = kinds(leaf("a", FACTS, "منارة الفرات"), leaf("b", citing), leaf("c", carrier), copies=(known,))
    assert found == {("a", "b"): "summary", ("b", "c"): "summary"}


def test_common_words_weigh_little() -> None:
    few = changed(stems=frozenset(range(500, 540)))
    assert FACTS.share(few) < 0.1 < FACTS.share(FACTS) == 1.0
