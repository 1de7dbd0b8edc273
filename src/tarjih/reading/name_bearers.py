"""Nouns that stand for a person named elsewhere by rank, profession or deed: "the officer", "the bomber".

A title with the article points at the last person who was named with the same title. A noun for who did
or suffered something points at the one person of the report who neither speaks nor holds an office.
"""

from tarjih.arabic.orthography import fold
from tarjih.reading.bodies import Found
from tarjih.reading.chains import has_cue
from tarjih.reading.name_facts import facts_of
from tarjih.reading.naming import actors, titles
from tarjih.records.page import Words

__all__ = ["find_bearers", "is_alias"]

_REACH = 5  # words between a title and the name that it belongs to
_FAR = 10  # words in which an office still says that its holder is no culprit
_CULPRIT_OF = "culprit-of"
_ARTICLES = ("\u0627\u0644", "\u0648\u0627\u0644", "\u0644\u0644", "\u0628\u0627\u0644")
_YEH = "\u064a"
_ALIAS = "alias"
_CULPRIT = "culprit"
_SUSPECT = "suspect"
_RELATIVE = "relative"
# Offices that `find_offices` settles, with their countries.
_SETTLED = frozenset(("president", "prime minister", "king", "crown prince", "vice-president", "chancellor"))
_POINTING = frozenset(("office", "rank", "profession"))


class Bearer:
    """A person named in the report: the first words of the titles beside the name, and whether they speak.

    `country` is that of the lexicon or of the nationality in the title, "" if none.
    """

    __slots__ = ("country", "heads", "official", "person", "speaks")

    def __init__(
        self,
        *,
        person: Found,
        heads: frozenset[str],
        country: str,
        speaks: bool,
        official: bool,
    ) -> None:
        self.person = person
        self.heads = heads
        self.country = country
        self.speaks = speaks
        self.official = official


def find_bearers(words: Words, found: list[Found]) -> list[Found]:
    """Find ranks, professions and deeds that stand for somebody named in the report.

    Args:
        words: The report.
        found: What is named in it, in order.

    Returns:
        Nominal mentions of persons, in order.
    """
    persons = [f for f in found if _is_person(f)]
    bearers = [
        _bearer(words, f, after=before.end if before is not None else 0)
        for before, f in zip([None, *persons], persons, strict=False)
    ]
    if not bearers:
        return []
    culprit = _only_culprit(words, bearers)
    taken = {i for f in found for i in range(f.first, f.end)}
    starts = {f.first for f in found if _is_person(f)}
    ends = {f.end for f in found if _is_person(f)}
    places = {f.first for f in found if f.kind == "PLACE"}
    nouns: list[Found] = []
    blocked = -1
    for i in sorted({*words.at("titles"), *words.at("name_cues")}):
        if i in taken or i < blocked or _belongs(words, i, ends):
            continue
        person, end = _deed(words, i, culprit, places=places) if culprit is not None else (None, i)
        if person is None:
            person, end = _titled(words, i, bearers)
        blocked = end
        if person is None or any(j in taken for j in range(i, end)) or _names_somebody(words, end, starts):
            continue
        nouns.append(
            Found(
                first=i,
                end=end,
                kind="PERSON",
                name=person.name,
                rule="nominal:bearer",
                row=person.row,
                head=person.head,
                nominal=True,
            )
        )
    return nouns


def _is_person(f: Found) -> bool:
    row = actors().get(f.row or "")
    return not f.nominal and (row.kind if row is not None else f.kind) == "PERSON"


def _bearer(words: Words, f: Found, *, after: int) -> Bearer:
    """Gather what stands beside a person's name; what stands before word `after` belongs to another."""
    heads: set[str] = set()
    official = f.row in actors()
    country = actors()[f.row or ""].country if official else ""
    near = True
    for i in range(f.first - 1, max(f.first - 1 - _FAR, after - 1, -1), -1):
        near = near and f.first - i <= _REACH
        if near:
            country = country or facts_of(words.words[i]).nisba or ""
        for hit in words.hits[i].get("titles", ()):
            if near and not _is_inside(words, i):
                heads.add(_head(words.words[i].key))
            official = official or titles()[hit.row].role not in {_SUSPECT, _RELATIVE}
        if words.words[i].kind == "mark" or facts_of(words.words[i]).verb:
            break
        # an official of the administration of somebody is another
        near = near and (not facts_of(words.words[i]).ends or "name_cues" in words.hits[i])
    behind = f.end + (f.end < len(words) and words.words[f.end].kind == "mark")
    if behind < len(words):
        for hit in words.hits[behind].get("titles", ()):
            heads.add(_head(words.words[behind].key))
            official = official or titles()[hit.row].role not in {_SUSPECT, _RELATIVE}
    speaks = f.first > 0 and bool(facts_of(words.words[f.first - 1]).says)
    speaks = speaks or (f.end < len(words) and bool(facts_of(words.words[f.end]).says))
    return Bearer(person=f, heads=frozenset(heads), country=country, speaks=speaks, official=official)


def _is_inside(words: Words, i: int) -> bool:
    """Say whether word i is the second word of a title: the ministers in "prime minister"."""
    return i > 0 and any(hit.last for hit in words.hits[i - 1].get("titles", ()))


def _head(key: str) -> str:
    """Return the key of a noun without its article."""
    return next((key[len(article) :] for article in _ARTICLES if key.startswith(article)), key)


def _only_culprit(words: Words, bearers: list[Bearer]) -> Found | None:
    """Return the one person of the report who neither speaks nor holds an office; None where several do."""
    spoken = {words.words[b.person.end - 1].key for b in bearers if b.speaks or b.official}
    others = [
        b.person
        for b in bearers
        if words.words[b.person.end - 1].key not in spoken and not is_alias(words, b.person.first)
    ]
    names = {words.words[f.end - 1].key for f in others if f.rule != "short-name"}
    return others[0] if len(names) == 1 else None


def is_alias(words: Words, i: int, reach: int = 3) -> bool:
    """Say whether a phrase such as "known as" stands in the `reach` words before word i."""
    return any(
        has_cue(words, j, _ALIAS)
        for j in range(max(words.sentences[words.sentence_of[i]].first, i - reach), i)
    )


def _deed(words: Words, i: int, culprit: Found | None, *, places: set[int]) -> tuple[Found | None, int]:
    """Return who is meant by a noun such as "the bomber" at word i, and the index behind it.

    `places` are the words where a place begins: "the bomber of" one needs no article.
    """
    for hit in words.hits[i].get("name_cues", ()):
        end = i + 1 + hit.last
        if hit.row == _CULPRIT or (hit.row == _CULPRIT_OF and end in places):
            # the attack in "who carried out the attack" is an event of its own
            return culprit, i + 1 if hit.last and "triggers" in words.hits[i + 1] else end
    return None, i


def _titled(words: Words, i: int, bearers: list[Bearer]) -> tuple[Found | None, int]:
    """Return who is meant by a title with the article at word i, and the index behind it."""
    word = words.words[i]
    if not word.key.startswith(_ARTICLES):
        return None, i + 1 + max((hit.last for hit in words.hits[i].get("titles", ())), default=-1)
    for hit in words.hits[i].get("titles", ()):
        row = titles()[hit.row]
        end = i + 1 + hit.last
        if hit.after or row.kind not in _POINTING or row.role in _SETTLED or row.role == _SUSPECT:
            return None, end
        form = row.forms.partition("|")[0]
        if _head(word.key) != fold(form) or not word.form.endswith(form):
            return None, end
        if form.endswith(_YEH) and i and not _opens(words, i):
            return None, end
        country = ""
        if end < len(words):
            facts = facts_of(words.words[end])
            if facts.nisba is not None and facts.article:
                country, end = facts.nisba, end + 1
            elif not (facts.ends or facts.verb or facts.cue):
                return None, end
        head = _head(word.key)
        earlier = [
            b.person
            for b in bearers
            if b.person.first < i and head in b.heads and (not country or b.country in {"", country})
        ]
        return (earlier[-1] if earlier else None), end
    return None, i


def _opens(words: Words, i: int) -> bool:
    """Say whether word i begins a noun phrase: behind a verb, particle or mark."""
    before = facts_of(words.words[i - 1])
    return before.ends or before.verb


def _belongs(words: Words, i: int, ends: set[int]) -> bool:
    """Say whether word i describes the noun before it, or the person named right before."""
    if i == 0:
        return False
    before = facts_of(words.words[i - 1])
    if before.article and not before.ends:
        return True
    return i in ends or (i - 1 in ends and words.words[i - 1].kind == "mark")


def _names_somebody(words: Words, end: int, starts: set[int]) -> bool:
    """Say whether a person is named right behind a noun phrase, or a little later in it."""
    for j in range(end, min(end + _REACH, len(words))):
        if j in starts:
            return True
        if facts_of(words.words[j]).ends and not (j == end and words.words[j].kind == "mark"):
            return has_cue(words, j, "behalf")
    return False
