"""Labels of a token classifier brought onto our words, without any model."""

import pytest

from tarjih.errors import InputError
from tarjih.readers.alignment import Tagged, join_windows, mentions_of, read_labels
from tarjih.reading.tokens import lay_out
from tarjih.records.reading import Mention, Time
from tarjih.records.span import Span

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC")


def tagged(text: str, marked: dict[str, str]) -> list[Tagged]:
    """Tokens of a text: every word with its label, O where none is given."""
    tokens, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(Tagged(start, at, marked.get(word, "O")))
    return tokens


def found(text: str, tokens: list[Tagged], *, times: tuple[Time, ...] = ()) -> tuple[Mention, ...]:
    return mentions_of(lay_out(text), tokens, labels=read_labels(LABELS), times=times)


def test_neighbouring_labels_make_one_name() -> None:
    text = "قال سامر الوادي ذلك"
    (mention,) = found(text, tagged(text, {"سامر": "B-PER", "الوادي": "I-PER"}))
    assert mention.span.within(text) == "سامر الوادي"
    assert (mention.kind, mention.rule) == ("PERSON", "transformers")


def test_a_beginning_ends_the_name_before_it() -> None:
    text = "التقى سامر ماجد"
    names = found(text, tagged(text, {"سامر": "B-PER", "ماجد": "B-PER"}))
    assert [m.span.within(text) for m in names] == ["سامر", "ماجد"]


def test_another_kind_ends_the_name_before_it() -> None:
    text = "غادر سامر مسكنة"
    names = found(text, tagged(text, {"سامر": "B-PER", "مسكنة": "I-LOC"}))
    assert [(m.span.within(text), m.kind) for m in names] == [("سامر", "PERSON"), ("مسكنة", "PLACE")]


def test_a_particle_belongs_to_the_mention_and_not_to_the_name() -> None:
    text = "التقى وماجد الزين"
    tokens = [Tagged(6, 7, "O"), Tagged(7, 11, "B-PER"), Tagged(12, 17, "I-PER")]
    (mention,) = found(text, tokens)
    assert mention.span.within(text) == "وماجد الزين"
    assert mention.name == "ماجد الزين"
    assert mention.head == Span(7, 17)


def test_marks_at_the_edges_are_no_part_of_a_name() -> None:
    text = "صحيفة «الوادي» اليومية"
    tokens = [Tagged(6, 7, "B-ORG"), Tagged(7, 13, "I-ORG"), Tagged(13, 14, "I-ORG")]
    (mention,) = found(text, tokens)
    assert mention.span.within(text) == "الوادي"


def test_a_place_gets_the_rows_of_the_gazetteer() -> None:
    text = "وصلوا إلى الرقة"
    (mention,) = found(text, tagged(text, {"الرقة": "B-LOC"}))
    assert "p-sy-raqqa" in (mention.row or "")
    assert "places_extra:p-sy-raqqa" in mention.rows


def test_a_listed_actor_gets_its_row_and_kind() -> None:
    text = "أعلن حزب الله ذلك"
    (mention,) = found(text, tagged(text, {"حزب": "B-ORG", "الله": "I-ORG"}))
    assert mention.kind == "ARMED_GROUP"
    assert mention.rows == (f"actors:{mention.row}",)


def test_nothing_is_named_inside_a_time() -> None:
    text = "غادر يوم سامر"
    time = Time(span=Span(5, 13), value=None)
    assert found(text, tagged(text, {"سامر": "B-PER"}), times=(time,)) == ()


def test_labels_that_name_none_of_our_kinds_are_left_out() -> None:
    text = "فاز سامر"
    assert found(text, tagged(text, {"سامر": "B-MISC"})) == ()


def test_of_two_windows_the_deeper_one_counts() -> None:
    tokens = [Tagged(0, 4, "O", 1), Tagged(0, 4, "B-PER", 9), Tagged(0, 4, "B-LOC", 3)]
    assert join_windows(tokens) == [Tagged(0, 4, "B-PER", 9)]


def test_tokens_that_cover_nothing_are_passed_over() -> None:
    assert join_windows([Tagged(0, 0, "B-PER", 9)]) == []


@pytest.mark.parametrize(
    ("label", "kind", "begins"),
    [
        ("O", None, False),
        ("B-PERS", "PERSON", True),
        ("I-GPE", "PLACE", False),
        ("ORG", "ORGANISATION", False),
        ("S-loc", "PLACE", True),
        ("PER-B", "PERSON", True),
        ("I-MISC", None, False),
    ],
)
def test_labels_of_usual_shapes_are_understood(label: str, kind: str | None, begins: bool) -> None:
    meaning = read_labels([label])[label]
    assert (meaning.kind, meaning.begins) == (kind, begins)


def test_labels_that_are_not_known_are_listed_with_all_others() -> None:
    with pytest.raises(InputError, match="found LABEL_0, LABEL_1 among O, LABEL_0, LABEL_1"):
        read_labels(["O", "LABEL_0", "LABEL_1"])
