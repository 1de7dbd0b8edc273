"""Objects: statements that are the object of a cue: a verbal noun, a number, what somebody is deemed."""

from tarjih.claims.cues import Cue
from tarjih.claims.noun_phrases import follow_name
from tarjih.claims.outline import Outline, Role
from tarjih.claims.sources import head_kind, noun_before

__all__ = ["Opening", "find_count", "find_object", "find_owned", "find_shown", "find_two_objects"]

_NOUN_GAP = 8
_COUNT_REACH = 12
_NISBA = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646")
_PRONOUN_ENDS = ("\u0647", "\u0647\u0627", "\u0647\u0645")
_PREPOSITIONS = Role.IN | Role.FROM | Role.ON | Role.TO | Role.ABOUT | Role.STOP | Role.COMP
_NO_OBJECT = _PREPOSITIONS | Role.MARK | Role.AND | Role.BY | Role.FOR | Role.ADVERB | Role.TIME
# nouns that another noun completes
_OPEN_NOUNS = _PREPOSITIONS | Role.SOURCE | Role.ADDRESSEE | Role.MEDIUM


class Opening:
    """Where a statement begins: its first word, the word before which the subject ends, the frame."""

    __slots__ = ("frame", "start", "subject_end")

    def __init__(self, start: int, subject_end: int, frame: str) -> None:
        self.start = start
        self.subject_end = subject_end
        self.frame = frame


def _is_closed(outline: Outline, j: int, cue: Cue) -> bool:
    """Say whether a name can end before word j, so that word j opens the object."""
    if j == cue.end or j in outline.phrase_ends.values():
        return True
    before = outline.roles[j - 1]
    if before & _PREPOSITIONS:
        return False
    if (
        before & (Role.DEFINITE | Role.TIME | Role.MARK | Role.ADVERB | Role.MEDIUM)
        or j in outline.named_ends
    ):
        return True
    key = outline.words.words[j - 1].key
    return key.endswith(_NISBA) or (j - 1 == cue.end and bool(before & Role.SOURCE))


def find_object(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find a verbal noun that opens the object: "announced the death of"."""
    needs = {"attack": Role.ATTACK, "responsibility": Role.RESPONSIBILITY}.get(cue.row.needs.split(" ")[0], 0)
    wanted = needs or (Role.MASDAR | Role.ANY)
    if cue.voice == "participle" and not needs and _is_plain_object(outline, cue.end, limit):
        return Opening(cue.end, cue.end, "obj")
    far = 2 if cue.voice == "participle" and not needs else _NOUN_GAP if cue.voice == "noun" else 22
    for j in range(cue.end, min(limit, cue.end + far)):
        bits = outline.roles[j]
        if bits & Role.COMP and not bits & Role.AND:
            return None
        if bits & wanted and not bits & (Role.AND | Role.BY | Role.FOR):
            if not needs and (_in_relative(outline, j) or bits & Role.SOURCE or outline.in_name[j]):
                continue
            unmistakable = not bits & Role.IN_NAMES and not outline.roles[j - 1] & _OPEN_NOUNS
            unmistakable = unmistakable or bool(outline.roles[j - 1] & Role.DEFINITE)
            far_enough = unmistakable and j > cue.end + 1
            anything = bits & Role.ANY and not outline.roles[j - 1] & _PREPOSITIONS
            if cue.voice == "noun" and j == cue.end and not needs:
                return None  # "declaring a state of": an act, no word of anybody
            if needs or anything or far_enough or _is_closed(outline, j, cue):
                return Opening(j, j, "obj")
        pointed = cue.row.kind == "deny" and bits & Role.POINTING and j + 1 < limit
        if pointed and outline.roles[j + 1] & Role.DEFINITE and _is_closed(outline, j, cue):
            return Opening(j, j, "obj")  # "denied these reports"
        if bits & Role.REL and not needs:
            return _find_object_behind_clause(outline, j, limit)
    return None


def _is_plain_object(outline: Outline, j: int, limit: int) -> bool:
    """Say whether a noun follows a participle at once: always its object ("ruling out an agreement")."""
    if j >= limit or outline.words.words[j].kind != "word":
        return False
    other = _PREPOSITIONS | Role.MARK | Role.BY | Role.FOR | Role.AND | Role.WHAT | Role.NEG | Role.ADVERB
    barred = other | Role.TIME | Role.REL | Role.VERB | Role.SIDE | Role.TURN | Role.THEREBY
    return not outline.roles[j] & barred


def _in_relative(outline: Outline, j: int) -> bool:
    """Say whether word j is rather the verb of a clause about a medium: "a statement it published"."""
    before = outline.roles[j - 1]
    return (
        bool(before & Role.MEDIUM)
        and not before & Role.DEFINITE
        and outline.words.words[j].key.endswith(_PRONOUN_ENDS)
        and bool(outline.roles[j - 2] & Role.IN)
    )


def _find_object_behind_clause(outline: Outline, j: int, limit: int) -> Opening | None:
    """Find a verbal noun behind the comma that closes the subject's relative clause."""
    for k in range(j + 2, limit):
        if (
            outline.roles[k] & (Role.MASDAR | Role.ANY)
            and not outline.roles[k] & (Role.AND | Role.BY | Role.FOR)
            and (outline.roles[k - 1] & Role.COMMA or outline.roles[k] & Role.ANY)
        ):
            return Opening(k, j, "obj")
    return None


def find_owned(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find what "which X claimed" belongs to: the noun before the clause."""
    if cue.at < 2 or not cue.after or not outline.roles[cue.at - 1] & Role.REL:
        return None
    first, _ = outline.sentence_bounds(cue.at)
    phrase = noun_before(outline, cue.at - 1, first)
    if phrase is None or not any(outline.roles[j] & Role.ATTACK for j in range(*phrase)):
        return None
    return Opening(phrase[0], limit, "owned")


def find_shown(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find what a picture shows: whatever stands behind it, or behind the verb that follows it."""
    if cue.end >= limit or outline.roles[cue.end] & (Role.COMP | Role.NEG):
        return None
    if head_kind(outline, cue.end) == "document":
        j = follow_name(outline, cue.end, limit)
        return Opening(j, j, "shown") if j < limit and not outline.roles[j] & _NO_OBJECT else None
    pictured = any(head_kind(outline, j) == "document" for j in range(max(cue.at - 2, 0), cue.at))
    if not pictured or outline.roles[cue.end] & _NO_OBJECT:
        return None
    return Opening(cue.end, cue.end, "shown")


def find_count(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find a number behind a verb of counting: "counted 17 dead"."""
    starts = {outline.page.word_at(q.span.start) for q in outline.page.quantities}
    for j in range(cue.end, min(limit, cue.end + _COUNT_REACH)):
        if outline.roles[j] & (Role.COMP | Role.REL | Role.STOPPER):
            return None
        if j in starts and j > cue.end and not outline.roles[j] & (Role.BY | Role.FOR):
            return Opening(j, j, "count")
    return None


def find_two_objects(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find two objects: "deeming A B", "A, who deems B C", "which A deems B"."""
    first = cue.end
    if cue.voice == "noun" or first >= limit:
        return None
    if cue.voice == "verb" and cue.after:
        return _find_second_object(outline, cue, limit)
    verb_first = cue.voice == "verb" and not cue.joined and _leads(outline, cue.at)
    if verb_first and (outline.in_name[first] or outline.roles[first] & Role.SOURCE):
        return _find_behind_subject(outline, first, limit)
    barred = Role.COMP | Role.COMMA | Role.IN | Role.STOP
    if cue.voice == "verb":
        if (
            cue.joined
            or first + 2 >= limit
            or not (outline.in_name[first] or outline.roles[first] & Role.DEFINITE)
        ):
            return None
        before = outline.roles[cue.at - 1] if cue.at else Role.MARK
        barred |= Role.FROM | Role.MARK | (before & Role.MARK)
    if outline.roles[first] & barred:
        return None
    return Opening(first, first, "obj2")


def _leads(outline: Outline, at: int) -> bool:
    """Say whether a verb is the first word of its clause: its subject stands behind it."""
    first, _ = outline.sentence_bounds(at)
    return at == first or bool(outline.roles[at - 1] & (Role.COMMA | Role.ALSO | Role.SIDE | Role.TURN))


def _find_behind_subject(outline: Outline, first: int, limit: int) -> Opening | None:
    """Find "deems A B" behind the verb and its subject, which is a known speaker."""
    j = follow_name(outline, first, limit)
    if j + 1 >= limit or outline.roles[j] & (Role.MARK | Role.AND | _PREPOSITIONS):
        return None
    if not outline.roles[j] & (Role.MASDAR | Role.DEFINITE | Role.POINTING) and not outline.in_name[j]:
        return None
    return Opening(j, j, "obj2")


def _end_of_first(outline: Outline, first: int, end: int) -> int:
    """Return the word behind a subject: at most `end`, before an indefinite noun behind a definite one."""
    for j in range(first + 1, end):
        closed = outline.roles[j - 1] & Role.DEFINITE or j in outline.named_ends
        other = Role.DEFINITE | Role.AND | Role.FOR | Role.BY | Role.MARK | _PREPOSITIONS
        if closed and not outline.in_name[j] and not outline.roles[j] & other:
            return j
    return end


def _find_second_object(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find what somebody deems "it", behind the subject of a clause that begins with "which"."""
    if not outline.roles[cue.at - 1] & (Role.REL | Role.WHAT) or not cue.at:
        return None
    first = cue.end
    if not (outline.in_name[first] or outline.roles[first] & Role.SOURCE):
        return None
    j = _end_of_first(outline, first, follow_name(outline, first, limit))
    if j >= limit or outline.roles[j] & (Role.MARK | Role.AND | _PREPOSITIONS):
        return None
    return Opening(j, j, "obj2")
