"""Sources: the noun phrases that name who speaks, before, behind or around a cue."""

from functools import cache

import msgspec

from tarjih.claims.cues import Cue
from tarjih.claims.outline import Named, Outline, Role
from tarjih.claims.quotations import QUOTES
from tarjih.lexicons import load
from tarjih.records.reading import Source

__all__ = ["Phrase", "chain_of", "describe", "follow_name", "subject_behind", "subject_before"]

Phrase = tuple[int, int]

_LONGEST_NAME = 16
_LONGEST_APPOSITION = 8
_LAM, _ALEF = "\u0644", "\u0627"
_NISBA = ("\u064a", "\u064a\u0647")
_DASHES = frozenset("-\u2013\u2014")
_KIND_OF_ENTITY = {
    "PERSON": "person",
    "ARMED_GROUP": "armed_group",
    "MILITARY": "military",
    "GOVERNMENT": "official",
    "OUTLET": "outlet",
    "ORGANISATION": "monitor",
    "PLACE": "official",
}


class SourceNounRow(msgspec.Struct, frozen=True):
    """A noun that may head the name of a source, and the kind of source it makes."""

    id: str
    pos: str
    forms: str
    kind: str
    source: str


@cache
def _kinds() -> dict[str, str]:
    return {row.id: row.kind for row in load("claims/source_nouns.tsv", SourceNounRow)}


def _noun_kind(outline: Outline, i: int) -> str | None:
    for hit in outline.words.hits[i].get("source_nouns", ()):
        return _kinds()[hit.row]
    return None


def _skip(outline: Outline, j: int, limit: int) -> int:
    """Skip what may stand between a verb and its subject: times, adverbs, "for his part", addressees."""
    roles = outline.roles
    while j < limit:
        bits = roles[j]
        if bits & Role.SIDE and j in outline.phrase_ends:
            j = outline.phrase_ends[j]
        elif bits & (Role.ADVERB | Role.TIME) or outline.words.words[j].kind == "number":
            j += 1
        elif bits & Role.COMMA or outline.words.words[j].form in "()":
            j += 1
        elif bits & Role.FOR and bits & Role.ADDRESSEE or outline.words.words[j].key == _LAM:
            j = _behind_addressee(outline, j, limit)
        else:
            return j
    return j


def _behind_addressee(outline: Outline, j: int, limit: int) -> int:
    """Return the word behind an addressee that begins at word j."""
    for k in (j, j + 1):
        if k in outline.named:
            return outline.named[k].end
        if k in outline.closing:
            return outline.closing[k] + 1
    if j + 1 < limit and j + 1 in outline.closing:
        return outline.closing[j + 1] + 1
    return j + 1


def subject_behind(outline: Outline, cue: Cue, limit: int) -> Phrase | None:
    """Find the subject behind a verb, before word `limit`; None if it is dropped or stands before."""
    first = _skip(outline, cue.end, limit)
    if first >= limit:
        return None
    bits = outline.roles[first]
    if bits & (
        _BREAKS
        | Role.IN
        | Role.FROM
        | Role.ABOUT
        | Role.TO
        | Role.ON
        | Role.COMP
        | Role.NEG
        | Role.THEREBY
        | Role.AND
    ):
        return None
    if bits & (Role.BY | Role.FOR) or (
        bits & Role.CUE and not bits & Role.SOURCE and not outline.in_name[first]
    ):
        return None
    if outline.words.words[first].form in QUOTES and first not in outline.closing:
        return None
    if _is_circumstance(outline, first):
        return None
    return first, follow_name(outline, first, limit)


def _is_circumstance(outline: Outline, j: int) -> bool:
    """Say whether word j looks like a participle in the accusative: no subject has that ending."""
    key = outline.words.words[j].key
    known = outline.roles[j] & (Role.SOURCE | Role.DEFINITE) or outline.in_name[j]
    return key.endswith(_ALEF) and len(key) > 3 and not known


_BREAKS = (
    Role.STOP
    | Role.COMP
    | Role.REL
    | Role.WHAT
    | Role.COLON
    | Role.STOPPER
    | Role.SAYING
    | Role.CONTRAST
    | Role.BUT
    | Role.WITHOUT
    | Role.TURN
    | Role.ALSO
    | Role.WAS
    | Role.BECAME
    | Role.THEREBY
    | Role.NEG
)


def follow_name(outline: Outline, first: int, limit: int) -> int:
    """Return the word behind the noun phrase that begins at word `first`."""
    limit = min(limit, first + _LONGEST_NAME)
    j = first
    while j < limit:
        name = outline.named.get(j)
        if name is not None and name.end > j and name.end <= limit:
            if j > first and outline.roles[j] & Role.FOR and name.entity.kind == "OUTLET":
                break
            if name.entity.kind == "PERSON" and j > first and outline.roles[j - 1] & Role.STOP:
                break
            j = name.end
            continue
        if j in outline.closing and outline.closing[j] < limit and outline.closing[j] - j <= 6:
            j = outline.closing[j] + 1
            if j < limit and not _describes(outline, j):
                break
            continue
        if j > first and not _goes_on(outline, j, first, limit):
            break
        if outline.roles[j] & Role.COMMA:
            j += 1
            continue
        if outline.words.words[j].form == "(":
            j = _behind_bracket(outline, j, limit)
            continue
        j += 1
    while j > first + 1 and _cannot_end(outline, j - 1):
        j -= 1
    return max(j, first + 1)


def _describes(outline: Outline, j: int) -> bool:
    """Say whether word j may follow a name in quotation marks inside one phrase: an adjective, a place."""
    bits = outline.roles[j]
    if j in outline.named or bits & (Role.IN | Role.FROM | Role.FOR | Role.COMMA | Role.SOURCE):
        return True
    key = outline.words.words[j].key
    return outline.words.words[j].form == "(" or (bool(bits & Role.DEFINITE) and key.endswith(_NISBA))


def _cannot_end(outline: Outline, j: int) -> bool:
    bits = outline.roles[j]
    if outline.words.words[j].form == ")" or j in outline.opening:
        return False
    return (
        bool(bits & (Role.MARK | Role.IN | Role.FROM | Role.ON | Role.ABOUT | Role.REL))
        and j + 1 not in outline.named_ends
    )


def _behind_bracket(outline: Outline, j: int, limit: int) -> int:
    for k in range(j + 1, min(limit, j + 8)):
        if outline.words.words[k].form == ")":
            return k + 1
    return limit


def _goes_on(outline: Outline, j: int, first: int, limit: int) -> bool:
    """Say whether word j can still belong to the noun phrase that began at `first`."""
    bits = outline.roles[j]
    word = outline.words.words[j]
    if bits & Role.COMMA:
        return _is_apposition(outline, j, first, limit)
    if bits & Role.MARK:
        return (
            word.form in {"(", "/"} or (word.form in _DASHES and _glued(outline, j)) or j in outline.closing
        )
    if bits & (_BREAKS | Role.TIME | Role.ADVERB | Role.SIDE) or bits & Role.VERB:
        return False
    if bits & Role.MEDIUM and not bits & Role.SOURCE and _has_pronoun(outline, j):
        return False
    if (
        bits & Role.CUE
        and not bits & (Role.SOURCE | Role.DEFINITE)
        and word.hits.get("cues")
        and _is_verb_cue(outline, j)
    ):
        return False
    if bits & (Role.TO | Role.ABOUT):
        return False
    if bits & Role.ON:
        return bool(outline.roles[j - 1] & Role.FOR)
    if bits & Role.IN and not bits & Role.MEDIUM:
        return _is_place_phrase(outline, j, limit)
    if bits & Role.FROM:
        return j == first + 1 or (j == first + 2 and not outline.roles[j - 1] & Role.TIME)
    if bits & Role.FOR and (bits & Role.ADDRESSEE or word.key == _LAM):
        return False
    if bits & Role.FOR and _addresses_outlet(outline, j):
        return False
    return not (word.kind == "number" and j > first + 1)


def _addresses_outlet(outline: Outline, j: int) -> bool:
    name = outline.named.get(j)
    return name is not None and name.entity.kind == "OUTLET"


def _has_pronoun(outline: Outline, j: int) -> bool:
    return all(hit.after for hit in outline.words.hits[j].get("joints", ()))


def _glued(outline: Outline, j: int) -> bool:
    words = outline.words
    return (
        j + 1 < len(words) and words.starts[j] == words.ends[j - 1] and words.starts[j + 1] == words.ends[j]
    )


def _is_verb_cue(outline: Outline, j: int) -> bool:
    return any(hit.features or not hit.before for hit in outline.words.hits[j]["cues"])


def _is_place_phrase(outline: Outline, j: int, limit: int) -> bool:
    """Say whether "in ..." goes on naming the speaker, not the occasion: no speech, no time behind it."""
    if j + 1 >= limit:
        return False
    after = outline.roles[j + 1]
    if after & (Role.MEDIUM | Role.TIME | Role.SELF | Role.COMP | Role.MASDAR) and not after & Role.IN_NAMES:
        return False
    return (
        j + 1 in outline.named
        or bool(after & (Role.DEFINITE | Role.SOURCE))
        or outline.words.words[j + 1].kind == "word"
    )


def _is_apposition(outline: Outline, j: int, first: int, limit: int) -> bool:
    """Say whether the comma at word j only parts a title from a name (or a name from a title)."""
    if outline.words.sentence_of[j] != outline.words.sentence_of[first] or j + 1 >= limit:
        return False
    after = outline.roles[j + 1]
    blocked = (
        _BREAKS
        | Role.TIME
        | Role.IN
        | Role.FROM
        | Role.ON
        | Role.TO
        | Role.ABOUT
        | Role.AND
        | Role.ADVERB
        | Role.MARK
    )
    if after & blocked or after & Role.MASDAR or (after & Role.CUE and _is_verb_cue(outline, j + 1)):
        return False
    name = outline.named.get(j + 1)
    if name is not None and name.entity.kind == "PERSON":
        return True
    if _holds_person(outline, first, j) and not after & Role.SOURCE:
        return False
    if name is not None and name.entity.kind != "PERSON":
        return False
    _, end = outline.sentence_bounds(j)
    for k in range(j + 2, min(end, j + 2 + _LONGEST_APPOSITION)):
        bits = outline.roles[k]
        if bits & (Role.COMMA | Role.COMP | Role.COLON) or k in outline.closing:
            return bool(outline.roles[first] & Role.SOURCE or after & Role.SOURCE)
        if bits & (Role.STOPPER | Role.REL):
            return False
    return False


def _holds_person(outline: Outline, first: int, end: int) -> bool:
    return any(j in outline.named and outline.named[j].entity.kind == "PERSON" for j in range(first, end))


def subject_before(outline: Outline, cue: Cue) -> Phrase | None:
    """Find the subject that stands before a verb in the same clause, None if there is none.

    Behind a relative pronoun it is the noun that the clause belongs to.
    """
    start, _ = outline.sentence_bounds(cue.at)
    end = cue.at
    roles = outline.roles
    while end > start and roles[end - 1] & (Role.ADVERB | Role.TIME | Role.NEG | Role.COLON):
        end -= 1
    if end > start and roles[end - 1] & Role.REL:
        end -= 1
        while end > start and roles[end - 1] & Role.COMMA:
            end -= 1
    first: int | None = _skip_lead(outline, _clause_start(outline, end, start), end)
    if first is None or first >= end:
        return None
    if not _may_lead(outline, first, end):
        first = _last_source(outline, first, end)
        if first is None:
            return None
    bits = roles[first]
    if (
        bits & (Role.IN | Role.FROM | Role.ON | Role.TO | Role.ABOUT | Role.STOP | Role.MASDAR)
        and first not in outline.named
    ):
        return None
    if bits & (Role.BY | Role.FOR):
        return None
    return (first, end) if end - first <= _LONGEST_NAME else None


def _may_lead(outline: Outline, first: int, end: int) -> bool:
    """Say whether words `[first, end)` can be a subject: headed by a noun, and somebody in it."""
    roles = outline.roles
    if end - first > _LONGEST_NAME or roles[first] & (Role.VERB | Role.AND | Role.NEG):
        return first in outline.named
    if not (
        roles[first] & (Role.DEFINITE | Role.SOURCE) or outline.in_name[first] or first in outline.closing
    ):
        return _is_short_lead(outline, first, end)
    if roles[first] & Role.CUE and _is_verb_cue(outline, first) and not outline.in_name[first]:
        return bool(roles[first] & Role.SOURCE)
    foreign = Role.CUE | Role.STOP | Role.THEREBY
    return not any(roles[j] & foreign and not roles[j] & Role.SOURCE for j in range(first + 1, end))


def _is_short_lead(outline: Outline, first: int, end: int) -> bool:
    """Say whether a few unknown words lead a headline or the clause behind "that": a name, likely."""
    leads = outline.paragraph_of(first) == 0 or (first > 0 and bool(outline.roles[first - 1] & Role.COMP))
    known = Role.CUE | Role.STOP | Role.IN | Role.MASDAR
    return leads and end - first <= 3 and not any(outline.roles[j] & known for j in range(first, end))


def _last_source(outline: Outline, first: int, end: int) -> int | None:
    """Return the last noun of a source that heads what directly precedes the verb, None if none does."""
    links = Role.IN | Role.FROM | Role.ON | Role.TO | Role.ABOUT | Role.STOP
    for j in range(end - 1, first, -1):
        bits = outline.roles[j]
        if bits & Role.SOURCE and not bits & (Role.AND | Role.DEFINITE) and outline.roles[j - 1] & links:
            return j
        if bits & Role.MARK:
            return None
    return None


def _clause_start(outline: Outline, end: int, start: int) -> int:
    """Return the first word of the clause whose subject may end before word `end`."""
    roles = outline.roles
    in_title = outline.paragraph_of(start) == 0
    j = end
    while j > start:
        before = roles[j - 1]
        if before & Role.COLON and in_title:
            j -= 1
            continue
        if before & (
            Role.COMMA | Role.COLON | Role.STOPPER | Role.COMP | Role.CONTRAST | Role.BUT | Role.WHAT
        ):
            if before & Role.COMMA and _title_before(outline, j - 1, end, start):
                j -= 1
                continue
            return j
        if before & (Role.WAS | Role.BECAME | Role.ALSO | Role.REL | Role.SAYING):
            return j
        if (
            before & Role.MARK
            and j - 1 not in outline.opening
            and j - 1 not in outline.closing
            and outline.words.words[j - 1].form not in "()"
        ):
            return j
        j -= 1
    return j


def _title_before(outline: Outline, j: int, end: int, start: int) -> bool:
    """Say whether a comma before a name only parts it from its title, at the start of a clause."""
    name = outline.named.get(j + 1)
    return (
        name is not None and name.entity.kind == "PERSON" and name.end == end and j - start <= _LONGEST_NAME
    )


def _skip_lead(outline: Outline, first: int, end: int) -> int:
    """Skip phrases that lead a clause: "on the other hand", "that"."""
    while first < end:
        bits = outline.roles[first]
        ends = outline.phrase_ends.get(first)
        if ends is not None and bits & (Role.TURN | Role.SIDE | Role.BUT | Role.CONTRAST):
            first = ends
        elif (
            bits & (Role.COMP | Role.COMMA | Role.ADVERB | Role.WAS | Role.BECAME | Role.BUT | Role.CONTRAST)
            and first not in outline.named
        ):
            first += 1
        else:
            break
    return first


def chain_of(outline: Outline, phrase: Phrase) -> list[Phrase]:
    """Part a phrase headed by a document into the document and the body behind it.

    "a statement by the ministry" is two voices, "an official at the ministry" one. A relative clause
    behind a document may name its author or what it rests on.
    """
    first, end = phrase
    if _noun_kind(outline, first) != "document":
        return [phrase]
    for j in range(first + 1, end):
        bits = outline.roles[j]
        if bits & Role.FOR and not bits & Role.ADDRESSEE:
            return [(first, j), (j, end)]
        if bits & Role.FROM and j + 1 < end:
            return [(first, j), (j + 1, end)]
        if bits & Role.ABOUT and j + 1 < end:
            return [(first, j), (j + 1, end)]
    return [phrase, *_author_behind(outline, end)]


def _author_behind(outline: Outline, j: int) -> list[Phrase]:
    """Find the author of a document in what follows: "issued by X", "which X prepared", "based on X"."""
    roles = outline.roles
    _, end = outline.sentence_bounds(min(j, len(roles) - 1))
    if j < end and roles[j] & Role.REL:
        j += 1
    limit = min(j + _LONGEST_APPOSITION, end)
    if j + 1 >= limit:
        return []
    words = outline.words
    issued = any(hit.row.startswith("say-issue") for hit in words.hits[j].get("cues", ()))
    if (
        roles[j + 1] & (Role.ABOUT | Role.TO | Role.ON | Role.FROM)
        and j + 2 < limit
        and (issued or roles[j + 1] & Role.TO)
    ):
        rests = issued or any(hit.row.startswith("say-rest") for hit in words.hits[j].get("cues", ()))
        if rests:
            return [(j + 2, follow_name(outline, j + 2, limit))]
        return []
    pronoun = any(after for _, _, after in words.words[j].stems) and words.words[j].key.endswith((
        "\u0647",
        "\u0647\u0627",
    ))
    if roles[j - 1] & Role.REL and pronoun or issued:
        first = _skip(outline, j + 1, limit)
        if first < limit and not roles[first] & (_BREAKS | Role.IN | Role.FROM | Role.BY | Role.FOR):
            if roles[first] & Role.SOURCE or first in outline.named:
                return [(first, follow_name(outline, first, limit))]
    return []


def describe(outline: Outline, phrase: Phrase) -> Source:
    """Make the record of a source: its span, its kind and the entity it names.

    The entity is the one whose mention heads the phrase, else a person named in it.
    """
    first, end = phrase
    named = _entity_in(outline, first, end)
    kind = _noun_kind(outline, first)
    if (
        kind in {None, "person", "anonymous", "outlet"}
        and named is not None
        and (kind is None or named.entity.kind != "PLACE")
    ):
        of_entity = _KIND_OF_ENTITY[named.entity.kind]
        kind = of_entity if kind is None or kind == "person" else kind
    if kind == "anonymous":
        kind = _refine(outline, first, end)
    return Source(
        span=outline.words.span(first, end),
        entity=named.entity.id if named is not None else None,
        kind=kind or ("outlet" if first in outline.closing else "person"),
    )


def _refine(outline: Outline, first: int, end: int) -> str:
    """Return the kind that the words behind "a source" give it."""
    for j in range(first + 1, end):
        kind = _noun_kind(outline, j)
        if kind in {"official", "military", "armed_group"}:
            return kind
    return "anonymous"


def _entity_in(outline: Outline, first: int, end: int) -> Named | None:
    head = outline.named.get(first)
    if head is not None and head.end <= end and (head.entity.kind != "PLACE" or head.end == end):
        return head
    for j in range(first + 1, end):
        name = outline.named.get(j)
        if name is not None and name.end <= end and name.entity.kind == "PERSON":
            return name
    if head is not None and head.entity.kind != "PLACE":
        return head
    last = outline.named_ends.get(end)
    return (
        last
        if last is not None and last.entity.kind != "PLACE" and _noun_kind(outline, first) is None
        else None
    )
