"""Sources: the noun phrases that name who speaks, before, behind or around a cue."""

from functools import cache

from tarjih.claims.cues import Cue
from tarjih.claims.noun_phrases import BREAKS, follow_name, has_pronoun, is_finite_cue
from tarjih.claims.outline import Outline, Role
from tarjih.claims.quotations import QUOTES
from tarjih.claims.tables import SourceNounRow
from tarjih.lexicons import load

__all__ = [
    "Phrase",
    "chain_of",
    "head_kind",
    "is_thing",
    "noun_before",
    "subject_before",
    "subject_behind",
]

Phrase = tuple[int, int]

_LONGEST_NAME = 16
_LONGEST_APPOSITION = 8
_SHORT_LEAD = 3  # words before a verb that are surely its subject
_LAM, _ALEF, _TANWIN, _HEH = "\u0644", "\u0627", "\u064b", "\u0647"
_ARTICLE = _ALEF + _LAM
_DOER = 4  # letters of an active participle
_LINKS = Role.IN | Role.FROM | Role.ON | Role.TO | Role.ABOUT
_PLURAL = ("\u0648\u0646", "\u064a\u0646")
_SILENT_THINGS = ("vehicle_", "weapon_")


@cache
def _kinds() -> dict[str, str]:
    return {row.id: row.kind for row in load("claims/source_nouns.tsv", SourceNounRow)}


def head_kind(outline: Outline, i: int) -> str | None:
    """Return the kind of source that word i makes as the head of a name, None if it makes none."""
    if outline.roles[i] & (Role.POINTING | Role.SELF) and i + 1 < len(outline.roles):
        i += 1
    for hit in outline.words.hits[i].get("source_nouns", ()):
        return _kinds()[hit.row]
    return None


def is_thing(outline: Outline, i: int) -> bool:
    """Say whether word i is a time, a number, an event or a weapon, which cannot speak; houses can."""
    if outline.roles[i] & (Role.SOURCE | Role.SELF) or outline.in_name[i] or i in outline.closing:
        return False
    if outline.roles[i] & Role.POINTING:  # "this spokesman" speaks, "this" does not
        behind = i + 1 < len(outline.roles) and bool(outline.roles[i + 1] & Role.DEFINITE)
        return not behind or is_thing(outline, i + 1)
    if outline.roles[i] & (Role.TIME | Role.RULE | Role.ATTACK) or outline.words.words[i].kind == "number":
        return True
    found = outline.words.hits[i]
    if any(not hit.last and hit.row.startswith(_SILENT_THINGS) for hit in found.get("thing_nouns", ())):
        return True
    if _is_doer(outline.words.words[i].key):
        return False
    return any(not hit.last and not hit.features for hit in found.get("triggers", ()))


def _is_doer(key: str) -> bool:
    """Say whether a key with the article is an active participle: a person, or a surname."""
    bare = key.removeprefix(_ARTICLE)
    return bare != key and len(bare) == _DOER and bare[1] == _ALEF and not bare.endswith(_HEH)


def _skip(outline: Outline, j: int, limit: int) -> int:
    """Skip what may stand between a verb and its subject: times, adverbs, "for his part", addressees."""
    roles = outline.roles
    while j < limit:
        bits = roles[j]
        if bits & Role.SIDE and j in outline.phrase_ends:
            j = outline.phrase_ends[j]
        elif bits & Role.FROM and j + 1 < limit and outline.roles[j - 1] & outline.roles[j + 1] & Role.TIME:
            j += 2  # "the first from yesterday": the day before
        elif (
            bits & (Role.ADVERB | Role.TIME)
            or (bits & _LINKS and has_pronoun(outline, j))
            or outline.words.words[j].kind == "number"
            or bits & Role.COMMA
            or outline.words.words[j].form in "()"
        ):
            j += 1
        elif (bits & Role.FOR and bits & Role.ADDRESSEE) or outline.words.words[j].key == _LAM:
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
    if first >= limit or not _may_follow(outline, first, cue):
        return None
    return first, follow_name(outline, first, limit)


def _may_follow(outline: Outline, first: int, cue: Cue) -> bool:
    """Say whether the subject of a verb may begin at word `first`."""
    bits = outline.roles[first]
    if bits & Role.MEDIUM and not bits & Role.SOURCE and has_pronoun(outline, first):
        return False  # "went on with her talk"
    name = outline.named.get(first)
    if name is not None and name.entity.kind == "PERSON" and name.end > first + 1:
        return True  # a full name may begin with a word that is a preposition elsewhere
    if bits & _NO_SUBJECT or (_is_circumstance(outline, first) and not _is_foreign_name(outline, first, cue)):
        return False
    if bits & Role.CUE and not bits & (Role.SOURCE | Role.DEFINITE) and not outline.in_name[first]:
        return False
    if outline.words.words[first].form in QUOTES and first not in outline.closing:
        return False
    if bits & Role.BY:  # a verb that takes no beh is followed by a name that begins with that letter
        return not (bits & Role.DEFINITE or "bi" in cue.row.frames or outline.in_name[first])
    return not bits & Role.FOR


def _is_circumstance(outline: Outline, j: int) -> bool:
    """Say whether word j looks like a participle in the accusative: no subject has that ending."""
    key = outline.words.words[j].key
    if not key.endswith(_ALEF) or len(key) <= 3 or outline.roles[j] & Role.DEFINITE or outline.in_name[j]:
        return False
    nouns = outline.words.hits[j].get("source_nouns", ())
    return all("accusative" in hit.features for hit in nouns)


def _is_foreign_name(outline: Outline, j: int, cue: Cue) -> bool:
    """Say whether a word in alef behind a feminine verb is a name: a participle would have its feminine."""
    form = outline.words.words[j].form
    return cue.voice == "verb" and cue.feminine and not cue.impersonal and _TANWIN not in form


_NO_SUBJECT = BREAKS | Role.IN | Role.FROM | Role.ABOUT | Role.TO | Role.ON | Role.AND


def subject_before(outline: Outline, cue: Cue) -> Phrase | None:
    """Find the subject that stands before a verb in the same clause, None if there is none.

    Behind a relative pronoun it is the noun that the clause belongs to.
    """
    start, _ = outline.sentence_bounds(cue.at)
    end = cue.at
    roles = outline.roles
    while end > start and roles[end - 1] & (Role.ADVERB | Role.TIME | Role.NEG | Role.COLON):
        end -= 1
    if end > start and roles[end - 1] & Role.COMMA:
        aside = _before_aside(outline, _skip_lead(outline, _behind_that(outline, start, end), end), end - 1)
        if aside is not None:
            return aside
    if end - 1 > start and roles[end - 1] & Role.COMMA and end - 1 in outline.named_ends:
        end -= 1  # a comma between a named subject and its verb
    if end - 2 > start and roles[end - 2] & Role.SIDE and outline.phrase_ends.get(end - 2) == end:
        end -= 2
    if end > start and roles[end - 1] & Role.REL:
        return _antecedent(outline, end - 1, start)
    return _subject_of_clause(outline, cue, start, end)


def _subject_of_clause(outline: Outline, cue: Cue, start: int, end: int) -> Phrase | None:
    """Return the subject that leads the clause which words before `end` belong to, None if none does."""
    first: int | None = _skip_lead(outline, _clause_start(outline, end, start), end)
    if first is None or first >= end:
        return None
    if not _may_lead(outline, first, end) and not (cue.plural and _is_plural(outline, first, end)):
        first = _last_source(outline, first, end)
        if first is None:
            return None
    bits = outline.roles[first]
    verbal = bits & Role.MASDAR and not bits & Role.SOURCE
    if (verbal or bits & (_LINKS | Role.STOP)) and first not in outline.named:
        return None
    if bits & (Role.BY | Role.FOR):
        return None
    if end - first <= _SHORT_LEAD:
        return first, end
    return _cut(outline, first, end)


def _behind_that(outline: Outline, start: int, end: int) -> int:
    """Return the word behind the last "that" of words `[start, end)`, `start` if there is none."""
    opens = (j + 1 for j in range(end - 1, start - 1, -1) if outline.roles[j] & (Role.COMP | Role.COLON))
    return next(opens, start)


def _before_aside(outline: Outline, first: int, comma: int) -> Phrase | None:
    """Find a subject that commas part from its verb, with what it is between them: "X, who leads Y, said"."""
    if first >= comma or not (outline.roles[first] & Role.SOURCE or outline.in_name[first]):
        return None
    if outline.roles[first] & (Role.BY | Role.FOR | Role.AND | _LINKS) or is_thing(outline, first):
        return None
    stop = follow_name(outline, first, comma)
    if stop < comma and not outline.roles[stop] & Role.COMMA:
        return None
    described = stop + 1 < comma and bool(outline.roles[stop + 1] & Role.REL)
    verbs = Role.FINITE | Role.CUE | Role.COMP
    if not described and any(outline.roles[j] & verbs for j in range(stop, comma)):
        return None
    return first, stop


def _cut(outline: Outline, first: int, end: int) -> Phrase | None:
    """Return the name that leads the words before a verb, None if its own object follows it there."""
    stop = follow_name(outline, first, end)
    if stop < end and outline.roles[stop] & Role.MASDAR and outline.roles[stop] & Role.DEFINITE:
        return None  # "sources the finding of a grave that is thought to"
    return (first, stop) if stop - first <= _LONGEST_NAME else None


def _antecedent(outline: Outline, end: int, start: int) -> Phrase | None:
    """Find the noun phrase of a relative clause that begins at word `end`, None if it cannot speak."""
    phrase = noun_before(outline, end, start)
    if phrase is None or is_thing(outline, phrase[0]):
        return None
    first, end = phrase
    bits = outline.roles[first]
    if bits & (Role.BY | Role.FOR) and not bits & Role.SOURCE:
        return None
    somebody = bits & Role.SOURCE or first in outline.closing or any(outline.in_name[first:end])
    return phrase if somebody else None


def noun_before(outline: Outline, end: int, start: int) -> Phrase | None:
    """Find the noun phrase that ends before word `end` and begins at word `start` or later."""
    roles = outline.roles
    while end > start and roles[end - 1] & Role.COMMA:
        end -= 1
    links = _LINKS | Role.STOP
    apart = (
        Role.COMP | Role.COLON | Role.STOPPER | Role.COMMA | Role.VERB | Role.BUT | Role.CONTRAST | Role.REL
    )
    first = end
    headed = False  # a noun without the article was met: one with it belongs to another phrase
    while first > start and end - first < _LONGEST_NAME:
        name = outline.named_ends.get(first)
        if name is not None and name.first >= start:
            first = name.first
        else:
            bits = roles[first - 1]
            opens = first - 1 in outline.opening
            if (bits & apart or bits & links) and not (bits & Role.NAMING or opens):
                break
            if bits & Role.CUE and not bits & Role.SOURCE and is_finite_cue(outline, first - 1):
                break
            if headed and bits & Role.DEFINITE:
                break
            headed = headed or not (
                bits & (Role.DEFINITE | Role.MARK | Role.NAMING) or outline.in_name[first - 1]
            )
            first = outline.opening[first - 1] if opens else first - 1
        if roles[first] & (Role.AND | Role.FOR | Role.BY) and not roles[first] & Role.NAMING:
            break
    return (first, end) if first < end else None


def _is_plural(outline: Outline, first: int, end: int) -> bool:
    """Say whether one masculine plural stands before a plural verb: people, though no list knows them."""
    return end - first <= 2 and outline.words.words[first].key.endswith(_PLURAL)


def _may_lead(outline: Outline, first: int, end: int) -> bool:
    """Say whether words `[first, end)` can be a subject: headed by a noun, and somebody in it."""
    roles = outline.roles
    if end - first > _LONGEST_NAME or roles[first] & (Role.VERB | Role.AND | Role.NEG):
        return first in outline.named
    headed = (
        roles[first] & (Role.DEFINITE | Role.SOURCE) or outline.in_name[first] or first in outline.closing
    )
    if outline.named.get(first + 2) is not None and roles[first + 1] & Role.FROM and end > first + 2:
        return True  # "each of A and B"
    genitive = first + 1 < end and roles[first + 1] & Role.DEFINITE and not roles[first] & Role.STOP
    if not (headed or genitive):
        return _is_short_lead(outline, first, end)
    if roles[first] & Role.CUE and is_finite_cue(outline, first) and not outline.in_name[first]:
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
    links = _LINKS | Role.STOP
    for j in range(end - 1, first, -1):
        bits = outline.roles[j]
        link = outline.roles[j - 1] & (links | Role.CUE)
        if bits & Role.SOURCE and not bits & (Role.AND | Role.DEFINITE) and link:
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
            Role.COMMA
            | Role.COLON
            | Role.STOPPER
            | Role.COMP
            | Role.CONTRAST
            | Role.BUT
            | Role.WHAT
            | Role.TOPICAL
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
        if outline.words.words[first].form in QUOTES and outline.closing.get(first, end) >= end:
            first += 1  # a quotation that holds the verb too
            continue
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
    if head_kind(outline, first) != "document":
        return [phrase]
    for j in range(first + 1, end):
        bits = outline.roles[j]
        if bits & Role.FOR and not bits & Role.ADDRESSEE and _names_author(outline, j, end):
            return [(first, j), (j, end)]
        if bits & Role.FROM and j + 1 < end:
            return [(first, j), (j + 1, end)]
        if bits & Role.ABOUT and j + 1 < end:
            return [(first, j), (j + 1, end)]
    return [phrase, *_author_behind(outline, end)]


def _names_author(outline: Outline, j: int, end: int) -> bool:
    """Say whether "of" at word j names the author of a document, not its matter."""
    somebody = bool(outline.roles[j] & Role.SOURCE) or bool(outline.in_name[j])
    if head_kind(outline, j) == "document":
        return False
    if not somebody and "masdars" in outline.words.words[j].hits:
        return False  # "the first elements of the inquiry"
    return somebody or end >= len(outline.roles) or not _issues(outline, end)


def _issues(outline: Outline, j: int) -> bool:
    """Say whether word j says who made a document: "issued by", "which X conducted"."""
    return any(hit.row.startswith("say-issue") for hit in outline.words.hits[j].get("cues", ()))


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
    issued = _issues(outline, j)
    if roles[j + 1] & _LINKS and not roles[j + 1] & Role.IN and j + 2 < limit:
        rests = issued or any(hit.row.startswith("say-rest") for hit in words.hits[j].get("cues", ()))
        return [(j + 2, follow_name(outline, j + 2, limit))] if rests else []
    pronoun = any(after for _, _, after in words.words[j].stems) and words.words[j].key.endswith((
        "\u0647",
        "\u0647\u0627",
    ))
    if (roles[j - 1] & Role.REL and pronoun) or issued:
        first = _skip(outline, j + 1, limit)
        blocked = BREAKS | Role.IN | Role.FROM | Role.BY | Role.FOR
        known = first < limit and (roles[first] & Role.SOURCE or first in outline.named)
        if known and not roles[first] & blocked:
            return [(first, follow_name(outline, first, limit))]
    return []
