"""Where the name of a person begins and ends."""

import pytest

from tarjih.reading.persons import Setting, find_person
from tarjih.reading.tokens import lay_out


def person(text: str, *, titled: bool = False, beside: bool = False) -> str | None:
    words = lay_out(text)
    found = find_person(words, 0, len(words), setting=Setting(titled=titled, beside=beside))
    return None if found is None else words.string(found.first, found.end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("سمير الخباز قال", "سمير الخباز"),
        ("سمير الخباز، الذي", "سمير الخباز"),
        ("مروان عبد الكريم الطحان يؤكد", "مروان عبد الكريم الطحان"),
        ("أبو عكرمة في", "أبو عكرمة"),
        ("حمود بن زاهر الكندري إلى", "حمود بن زاهر الكندري"),
        ("سمير في", None),
        ("الخباز قال", None),
        ("سلام الشجعان", None),
    ],
)
def test_a_name_ends_at_verbs_particles_and_marks(text: str, name: str | None) -> None:
    assert person(text) == name


def test_one_word_is_a_name_only_beside_a_title() -> None:
    assert person("تشودوفيك قال") is None
    assert person("تشودوفيك قال", titled=True, beside=True) == "تشودوفيك"


def test_an_adjective_of_nationality_beside_a_title_is_no_name() -> None:
    assert person("تركي قال", titled=True, beside=True) is None
    assert person("الذي قال", titled=True, beside=True) is None
