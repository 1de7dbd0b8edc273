"""Names and offices by the day of the report."""

import pytest

from tarjih.pipeline import read
from tarjih.records.reading import Entity

GROUP = "أعلنت هيئة تحرير الشام، جبهة النصرة سابقا، أنها انسحبت."


def listed(text: str, published: str | None, row: str) -> list[Entity]:
    return [e for e in read(text, published=published).entities if e.row == row]


@pytest.mark.parametrize(
    ("published", "name"),
    [
        ("2015-03-01", "Al-Nusra Front"),
        ("2016-07-27", "Al-Nusra Front"),
        ("2016-07-28", "Jabhat Fateh al-Sham"),
        ("2017-01-28", "Hayat Tahrir al-Sham"),
        ("2019-05-05", "Hayat Tahrir al-Sham"),
        (None, "Al-Nusra Front"),
    ],
)
def test_one_group_bears_the_name_of_its_day_and_keeps_its_id(published: str | None, name: str) -> None:
    [group] = listed(GROUP, published, "al-nusra-front")
    assert group.name == name
    assert len(group.mentions) == 2


def test_a_short_name_counts_only_while_it_was_given() -> None:
    text = "قال شهود في اليمن إن المقاومة سيطرت على عدن."
    assert listed(text, "2015-07-01", "popular-resistance-yemen")
    assert not listed(text, "2012-07-01", "popular-resistance-yemen")
    assert listed(text, None, "popular-resistance-yemen")


@pytest.mark.parametrize(
    ("published", "role"),
    [
        ("2015-01-01", "president"),
        ("2023-01-01", "former president"),
        ("2011-06-01", None),
        (None, "president"),
    ],
)
def test_an_office_holds_from_its_first_year_to_its_last(published: str | None, role: str | None) -> None:
    [person] = listed("التقى عبد ربه منصور هادي المبعوث.", published, "x-abdrabbuh-mansur-hadi")
    assert person.role == role
