"""Offices that stand for their holder: "the prime minister" where the report names him.

Such a noun phrase is a mention only if somebody named in the report holds the office, by a title beside
the name or by the lexicon of office holders, and the countries do not disagree.
"""

from collections.abc import Iterator

from tarjih.reading.bodies import Found
from tarjih.reading.chains import has_cue
from tarjih.reading.name_facts import facts_of
from tarjih.reading.naming import TitleRow, actors, titles
from tarjih.records.page import Words

__all__ = ["find_offices"]

_REACH = 9  # words between a title and the name behind it
# Offices that one person at a time holds; the first ones are told apart even without a country.
_TENURE = "tenure"
_ALONE = frozenset(("president", "prime minister", "king", "crown prince", "vice-president", "chancellor"))
_ROLES = _ALONE | {
    "foreign minister",
    "interior minister",
    "defence minister",
    "justice minister",
    "chief of staff",
    "secretary-general",
    "spokesman",
    "governor",
    "envoy",
}
_ARTICLES = ("\u0627\u0644", "\u0644\u0644")


class Holder:
    """A person named in the report and an office that the report or the lexicon gives him."""

    __slots__ = ("country", "person", "role")

    def __init__(self, *, role: str, country: str, person: Found) -> None:
        self.role = role
        self.country = country
        self.person = person


def find_offices(words: Words, found: list[Found]) -> list[Found]:
    """Find offices without a name that stand for somebody named in the report.

    Args:
        words: The report.
        found: What is named in it, in order.

    Returns:
        Nominal mentions of persons, in order.
    """
    holders = list(_holders(words, found))
    if not holders:
        return []
    taken = {i for f in found for i in range(f.first, f.end)}
    starts = {f.first: f for f in found}
    ends = {f.end for f in found if _is_person(f)}
    offices = []
    blocked = -1
    for i in words.at("titles"):
        if i in taken or i < blocked:
            continue
        hits = words.hits[i]["titles"]
        title = titles()[hits[0].row]
        end = i + 1 + hits[0].last
        country, behind = _country_at(words, end, starts)
        blocked = end
        definite = hits[0].before.endswith(_ARTICLES) or hits[0].last or country
        if (
            title.role not in _ROLES
            or not (country or title.role in _ALONE)
            or not definite
            or _names_somebody(words, behind, starts)
        ):
            continue
        holder = _holder_of(title.role, country, holders, before=i)
        if (
            holder is not None
            and not _is_apposition(i, ends, words)
            and not any(j in taken for j in range(i, max(end, behind)))
        ):
            offices.append(_nominal(i, max(end, behind) if country else end, holder.person))
    return offices


def _nominal(first: int, end: int, person: Found) -> Found:
    return Found(
        first=first,
        end=end,
        kind="PERSON",
        name=person.name,
        rule="nominal:office",
        row=person.row,
        head=person.head,
        nominal=True,
    )


def _country_at(words: Words, i: int, starts: dict[int, Found]) -> tuple[str, int]:
    """Return the country that an adjective of nationality gives an office, and the index behind it."""
    if i < len(words):
        facts = facts_of(words.words[i])
        if facts.nisba is not None and facts.article:
            return facts.nisba, i + 1
        found = starts.get(i)
        if found is not None and found.row in actors():
            return actors()[found.row or ""].country, i
        if found is not None and found.rule == "body":
            return (found.row or "").partition("/")[2], i
    return "", i


def _names_somebody(words: Words, i: int, starts: dict[int, Found]) -> bool:
    """Say whether a name follows in the same noun phrase."""
    for j in range(i, min(i + _REACH, len(words))):
        found = starts.get(j)
        if found is not None and _is_person(found):
            return True
        if facts_of(words.words[j]).ends and j > i and not has_cue(words, j, _TENURE):
            return False
    return False


def _is_apposition(i: int, ends: set[int], words: Words) -> bool:
    """Say whether an office stands right behind a person's name, with or without a mark between."""
    return i in ends or (i - 1 in ends and words.words[i - 1].kind == "mark")


def _title_over(words: Words, i: int) -> TitleRow | None:
    """Return the office whose words end at word i: the longest phrase, else the word itself."""
    for first in range(max(i - 2, 0), i + 1):
        for hit in words.hits[first].get("titles", ()):
            if first + hit.last == i and titles()[hit.row].kind == "office":
                return titles()[hit.row]
    return None


def _is_person(f: Found) -> bool:
    """Say whether what was found names a person."""
    row = actors().get(f.row or "")
    return not f.nominal and (row.kind if row is not None else f.kind) == "PERSON"


def _holders(words: Words, found: list[Found]) -> Iterator[Holder]:
    """Yield the offices of the persons named, from the titles before them and from the lexicon."""
    for f in found:
        if not _is_person(f):
            continue
        row = actors().get(f.row or "")
        if row is not None and row.role:
            yield Holder(role=row.role, country=row.country, person=f)
        country = ""
        for i in range(f.first - 1, max(f.first - 1 - _REACH, -1), -1):
            facts = facts_of(words.words[i])
            if facts.nisba is not None and facts.article:
                country = country or facts.nisba
            title = _title_over(words, i)
            if title is not None:
                yield Holder(role=title.role, country=country, person=f)
                break
            if facts.ends:
                break


def _holder_of(role: str, country: str, holders: list[Holder], *, before: int) -> Holder | None:
    """Return who holds an office: the one last named before word `before`, else the first behind it."""
    fitting = [
        h for h in holders if h.role == role and (not country or not h.country or h.country == country)
    ]
    earlier = [h for h in fitting if h.person.first < before]
    if earlier:
        return earlier[-1]
    return fitting[0] if fitting and country else None
