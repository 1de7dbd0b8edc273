"""Inflection at build time: verbs by root and form, nouns and adjectives by their endings."""

import pytest

from tarjih.arabic.orthography import fold
from tarjih.lexicons import read_text
from tools.inflect import inflect_nominal, inflect_verb, is_verb_item


@pytest.mark.parametrize(
    ("item", "form", "slot"),
    [
        ("قتل:I", "قتل", "past_3ms"),
        ("قتل:I", "قُتل", "past_pass_3ms"),
        ("قتل:I", "يقتلون", "ind_3mp"),
        ("حصر:III", "يحاصر", "ind_3ms"),
        ("حصر:III", "حوصر", "past_pass_3ms"),
        ("ءسر:I", "أسروا", "past_3mp"),
        ("قول:I", "قالت", "past_3fs"),
        ("قول:I", "يقل", "juss_3ms"),
        ("لقي:I", "لقوا", "past_3mp"),
        ("لقي:IV", "ألقت", "past_3fs"),
        ("فرر:I", "فروا", "past_3mp"),
        ("عود:X", "استعادت", "past_3fs"),
        ("صوب:IV", "أصيب", "past_pass_3ms"),
        ("سيطر:QI", "يسيطر", "ind_3ms"),
        ("وفق:VIII", "اتفقا", "past_3md"),
        ("دعو:I", "دعت", "past_3fs"),
    ],
)
def test_writes_out_the_forms_of_a_verb(item: str, form: str, slot: str) -> None:
    """Sound, hollow, doubled, hamzated and defective roots, derived forms and quadriliterals."""
    assert slot in inflect_verb(item)[fold(form)]


def test_leaves_out_forms_that_are_better_known_as_other_words() -> None:
    """The ruler is a noun; the verb "to try" keeps its other forms."""
    forms = inflect_verb("حكم:III-حاكم-حاكما")
    assert fold("حاكم") not in forms
    assert fold("حاكمت") in forms
    assert is_verb_item("حكم:III-حاكم")


def test_refuses_to_leave_out_what_the_verb_has_not() -> None:
    """A form left out is checked, else a spelling error would keep it in."""
    with pytest.raises(ValueError, match="leave out"):
        inflect_verb("حكم:III-محكمة")


def test_keeps_jussives_apart_from_other_verbs_written_alike() -> None:
    """The jussive of "regain" is written like the present of "prepare": the slot tells them apart."""
    assert set(inflect_verb("عود:X")[fold("يستعد")]) == {"juss_3ms", "juss_pass_3ms"}


@pytest.mark.parametrize("item", ["قتل:XI", "قتل:", "كلب:Q"])
def test_refuses_an_unknown_form(item: str) -> None:
    """A misspelt code must not become a word of its own."""
    with pytest.raises(ValueError, match="form"):
        is_verb_item(item)


@pytest.mark.parametrize("item", ["قتل", "ألقى القبض", "10:30", "CNN:"])
def test_takes_other_items_for_words(item: str) -> None:
    """Words, phrases, hours and Latin names are no verbs."""
    assert not is_verb_item(item)


def test_refuses_a_root_without_a_verb() -> None:
    """A root of form I must be attested, else every spelling error would conjugate."""
    with pytest.raises(ValueError, match="attested"):
        inflect_verb("ززز:I")


@pytest.mark.parametrize(
    ("lemma", "pos", "form", "feature"),
    [
        ("جندي", "noun", "جنديين", "dual_or_plural"),
        ("جندي", "noun", "جنديا", "accusative"),
        ("غارة", "noun", "غارات", "plural"),
        ("غارة", "noun", "غارتين", "dual"),
        ("انتحاري", "adjective", "انتحارية", "feminine"),
        ("محاصر", "adjective", "محاصرين", "dual_or_plural"),
        ("محاصر", "adjective", "محاصرات", "plural"),
    ],
)
def test_writes_out_the_endings_of_a_noun(lemma: str, pos: str, form: str, feature: str) -> None:
    """Duals, sound plurals, feminines and the alef of the accusative."""
    assert feature in inflect_nominal(lemma, pos=pos)[fold(form)]


def test_leaves_a_listed_plural_alone() -> None:
    """A full plural takes no further ending."""
    assert set(inflect_nominal("مقاتلون", pos="noun")) == {fold("مقاتلون")}


def test_every_verb_of_the_event_lexicons_conjugates() -> None:
    """Each root and form in the lists is one that can be conjugated, and its keys are folded."""
    items = {
        word
        for table in ("triggers", "light_verbs")
        for line in read_text(f"claims/{table}.tsv").splitlines()[1:]
        for pattern in line.split("\t")[3 if table == "triggers" else 2].split("|")
        for word in pattern.split()
        if is_verb_item(word)
    }
    assert len(items) > 500
    for item in sorted(items):
        forms = inflect_verb(item)
        assert all(key == fold(key) for key in forms)
        assert "-" in item or any("past_3ms" in slots for slots in forms.values())
