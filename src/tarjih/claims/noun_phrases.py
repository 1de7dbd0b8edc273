"""Noun phrases: where the name of a speaker ends, through titles, places and appositions."""

from tarjih.claims.outline import Outline, Role

__all__ = ["BREAKS", "follow_name", "has_pronoun", "is_finite_cue"]

_LONGEST_NAME = 16
_LONGEST_APPOSITION = 8
_ALEF, _BEH, _LAM, _WAW = "\u0627", "\u0628", "\u0644", "\u0648"
_NOUNS = ("joints", "masdars", "source_nouns", "triggers")
_TANWIN, _FEMININE = "\u064b", "\u0647"
_ITS = ("\u062a\u0647", "\u062a\u0647\u0627", "\u062a\u0647\u0645")
_NISBA = ("\u064a", "\u064a\u0647")
_DASHES = frozenset("-\u2013\u2014")
_LINKS = Role.IN | Role.FROM | Role.ON | Role.TO | Role.ABOUT
# what ends a noun phrase wherever it stands
BREAKS = (
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
    | Role.ANY
)


def follow_name(outline: Outline, first: int, limit: int) -> int:
    """Return the word behind the noun phrase that begins at word `first`."""
    limit = min(limit, first + _LONGEST_NAME)
    j = first
    while j < limit:
        name = outline.named.get(j)
        if name is not None and name.end > j and name.end <= limit:
            told = outline.roles[j] & Role.FOR or outline.words.words[j].key.startswith(_LAM)
            if j > first and told and name.entity.kind == "OUTLET":
                break
            if name.entity.kind == "PERSON" and j > first and _is_behind_name(outline, j):
                break
            j = name.end
            continue
        if j in outline.closing and outline.closing[j] < limit and outline.closing[j] - j <= 6:
            j = outline.closing[j] + 1
            if j + 1 < limit and outline.words.words[j].key == _WAW and _is_short_quote(outline, j + 1):
                j += 1  # one name in quotation marks and another
                continue
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


def _is_behind_name(outline: Outline, j: int) -> bool:
    """Say whether a person at word j is another than the speaker: behind a preposition, or a whole name."""
    before = outline.named_ends.get(j)
    return bool(outline.roles[j - 1] & Role.STOP) or (before is not None and before.entity.kind == "PERSON")


def _is_short_quote(outline: Outline, j: int) -> bool:
    """Say whether a quotation no longer than a name begins at word j."""
    return outline.closing.get(j, j + _LONGEST_APPOSITION) - j < _LONGEST_APPOSITION


def _describes(outline: Outline, j: int) -> bool:
    """Say whether word j may follow a name in quotation marks inside one phrase: an adjective, a place."""
    bits = outline.roles[j]
    name = outline.named.get(j)
    if (name is not None and name.entity.kind == "PERSON") or bits & (
        Role.IN | Role.FROM | Role.FOR | Role.COMMA | Role.SOURCE
    ):
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
    if _is_object(outline, j) or bits & (BREAKS | Role.TIME | Role.ADVERB | Role.SIDE | Role.VERB):
        return False
    if bits & Role.MEDIUM and not bits & Role.SOURCE and _is_other_noun(outline, j):
        return False
    complete = bool(outline.roles[j - 1] & Role.DEFINITE) or j in outline.named_ends
    bare = not bits & (Role.DEFINITE | Role.IN_NAMES) and not outline.in_name[j]
    if bits & (Role.FINITE | Role.MASDAR | Role.MEDIUM) and complete and bare:
        return False  # the verb behind its subject, the object behind a subject
    if j in outline.named_ends and _begins_genitive(outline, j, limit):
        return False  # "(according) to the agency the stances of the state"
    if bits & Role.POINTING:  # "one of these", but "the ministry denounced these words"
        return j == first + 1 and not outline.roles[first] & Role.DEFINITE and j not in outline.named_ends
    if (
        bits & Role.CUE
        and not bits & (Role.SOURCE | Role.DEFINITE)
        and word.hits.get("cues")
        and is_finite_cue(outline, j)
    ):
        return False
    if bits & _LINKS and not bits & Role.MEDIUM:
        return _links_on(outline, j, first, limit)
    if bits & Role.FOR and (bits & Role.ADDRESSEE or word.key == _LAM or _addresses_outlet(outline, j)):
        return False
    return not (word.kind == "number" and j > first + 1)


def _begins_genitive(outline: Outline, j: int, limit: int) -> bool:
    """Say whether an unknown noun behind the name of a body heads a phrase of its own."""
    name = outline.named_ends[j]
    if name.entity.kind == "PERSON" or outline.roles[j] & (Role.SOURCE | Role.DEFINITE | Role.FOR | _LINKS):
        return False
    own = outline.words.words[j].kind == "word" and not outline.in_name[j] and not outline.roles[j] & Role.AND
    after = outline.roles[j + 1] if j + 1 < limit else 0
    return own and (bool(after & Role.DEFINITE) or j + 1 in outline.named)


def _is_other_noun(outline: Outline, j: int) -> bool:
    """Say whether a medium at word j is no part of the name: "his statement", or behind an adjective."""
    return has_pronoun(outline, j) or outline.words.words[j - 1].key.endswith(_NISBA)


def _links_on(outline: Outline, j: int, first: int, limit: int) -> bool:
    """Say whether the preposition at word j goes on naming the speaker."""
    bits = outline.roles[j]
    name = outline.named_ends.get(j)
    if name is not None and name.entity.kind == "PERSON" and bits & (Role.IN | Role.FROM):
        return bool(bits & Role.NAMING)  # "X, in the garden, said", "X from Jakarta"
    if bits & Role.ABOUT:
        return bool(outline.roles[j - 1] & Role.DEFENDER)
    if bits & Role.TO:
        return False
    if bits & Role.ON:  # "responsible for the", "those arrested"
        held = j == first + 1 and has_pronoun(outline, j) and bool(outline.roles[first] & Role.DEFINITE)
        return held or bool(outline.roles[j - 1] & Role.FOR)
    if bits & Role.IN:
        return _is_place_phrase(outline, j, limit)
    return j == first + 1 or _describes_with_from(outline, j, first, limit)


def _describes_with_from(outline: Outline, j: int, first: int, limit: int) -> bool:
    """Say whether "from" at word j belongs to the name: "a source from", "the agency close to X"."""
    if outline.roles[j - 1] & Role.TIME:
        return False
    if j == first + 2:
        return True
    before = outline.words.words[j - 1].key
    adjective = bool(outline.roles[j - 1] & Role.DEFINITE) and before.endswith(_FEMININE)
    return adjective and j + 1 < limit and j + 1 in outline.named and j not in outline.named_ends


def _is_object(outline: Outline, j: int) -> bool:
    """Say whether word j is an object, no part of a name: an accusative, an event behind a person."""
    key = outline.words.words[j].key
    own = (
        key.endswith(_ITS)
        and bool(outline.roles[j - 1] & Role.DEFINITE)
        and not outline.roles[j] & Role.SOURCE
    )
    if not outline.in_name[j] and (
        own or _TANWIN in outline.words.words[j].form or _is_accusative(outline, j)
    ):
        return True
    if outline.roles[j] & Role.BY and outline.roles[j] & Role.DEFINITE and not outline.in_name[j]:
        found = outline.words.hits[j].get("masdars", ())
        if any(hit.before.startswith(_BEH) for hit in found):
            return True  # "praised the achievement": what the verb takes with beh
    closed = bool(outline.roles[j - 1] & Role.DEFINITE) or j in outline.named_ends
    if closed and any(hit.after for hit in outline.words.hits[j].get("masdars", ())):
        return True  # "the brigade expressed its readiness"
    follows = outline.roles[j + 1] if j + 1 < len(outline.roles) else 0
    if outline.roles[j] & Role.CUE and (follows & Role.OPENING or outline.roles[j] & Role.BY):
        return True  # "asking not to be named", "by saying"
    name = outline.named_ends.get(j)
    if name is None or name.entity.kind == "PLACE" or not outline.roles[j] & Role.DEFINITE:
        return False
    if outline.roles[j] & Role.MEDIUM and not outline.roles[j] & Role.SOURCE:
        return True
    found = outline.words.hits[j].get("triggers", ())
    event = name.entity.kind == "PERSON" and any(not hit.features for hit in found)
    return event or bool(outline.words.hits[j].get("masdars"))


def _is_accusative(outline: Outline, j: int) -> bool:
    """Say whether word j has the ending of an object under every reading of it as a noun."""
    key = outline.words.words[j].key
    if not key.endswith(_ALEF) or outline.roles[j] & Role.DEFINITE:
        return False
    found = [hit for table in _NOUNS for hit in outline.words.hits[j].get(table, ())]
    return bool(found) and all("accusative" in hit.features for hit in found)


def _addresses_outlet(outline: Outline, j: int) -> bool:
    name = outline.named.get(j)
    return name is not None and name.entity.kind == "OUTLET"


def has_pronoun(outline: Outline, j: int) -> bool:
    """Say whether a function word carries a pronoun under every reading: "on her", "his statement"."""
    return all(hit.after for hit in outline.words.hits[j].get("joints", ()))


def _glued(outline: Outline, j: int) -> bool:
    words = outline.words
    return (
        j + 1 < len(words) and words.starts[j] == words.ends[j - 1] and words.starts[j + 1] == words.ends[j]
    )


def is_finite_cue(outline: Outline, j: int) -> bool:
    """Say whether word j may be a verb or particle of saying as it stands."""
    return any(hit.features or not hit.before for hit in outline.words.hits[j]["cues"])


def _is_place_phrase(outline: Outline, j: int, limit: int) -> bool:
    """Say whether "in ..." goes on naming the speaker, not the occasion: no speech, no time behind it."""
    if j + 1 >= limit:
        return False
    if outline.roles[j] & Role.NAMING:
        return True  # "in the name of" whatever body
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
        BREAKS
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
    if after & blocked or after & Role.MASDAR or (after & Role.CUE and is_finite_cue(outline, j + 1)):
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
