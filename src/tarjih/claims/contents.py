"""Contents: where an attributed statement ends, what stands before its cue, and how much of it is quoted."""

from typing import Literal

from tarjih.claims.outline import Outline, Role
from tarjih.claims.quotations import QUOTES
from tarjih.claims.sources import head_kind
from tarjih.records.reading import Mode

Brevity = Literal["", "clause", "noun", "phrase"]

__all__ = ["Brevity", "end_of_statement", "mode_of", "trim"]

_PREPOSITIONS = Role.IN | Role.FROM | Role.ON | Role.TO | Role.ABOUT | Role.STOP
_LONGEST_QUOTED_NAME = 4  # from mark to mark
# how adjectives end: a single one in quotation marks is somebody's word
_ADJECTIVES = ("\u0647", "\u064a", "\u064a\u0646", "\u0648\u0646")


def end_of_statement(
    outline: Outline, start: int, *, breaks: frozenset[int], free: bool, short: Brevity
) -> int:
    """Return the word behind a statement that begins at word `start`.

    Args:
        outline: The page.
        start: First word of the statement.
        breaks: Words at which a cue opens a statement of its own beside this one, not inside it.
        free: Whether it is direct speech without quotation marks, which runs on over sentences.
        short: "phrase" if it is a verbal noun's phrase, which ends at the next circumstance, "clause" if it
            ends at the next clause of circumstance, "noun" if at the next comma, "" if at none of these.
    """
    _, end = outline.sentence_bounds(start)
    if free:
        end = _end_of_free_speech(outline, start, breaks)
    if start in outline.closing:
        close = outline.closing[start]
        named = close - start <= _LONGEST_QUOTED_NAME and close + 1 < end
        if named and _is_bare_subject(outline, start, close):
            pass  # "that the «evil state», and others, must"
        elif named and not outline.roles[close + 1] & (Role.MARK | Role.CUE | Role.WITHOUT):
            pass  # a name in quotation marks leads the statement
        elif outline.roles[close - 1] & Role.STOPPER or not _flows_on(outline, close, breaks):
            return close + 1
        _, end = outline.sentence_bounds(close)
    elif outline.words.words[start].form in QUOTES and start not in outline.opening:
        return trim(outline, start, _next_break(outline, start + 1, end, breaks))
    roles = outline.roles
    j = start
    while j < end:
        if j in outline.closing and j + 1 < len(outline.roles):
            close = outline.closing[j]
            if close >= end:
                _, end = outline.sentence_bounds(close)
            quoted = close - j > 5 and close - start > 4
            j = close + 1
            if quoted and j < end and roles[j] & Role.COMMA and not _goes_on(outline, j + 1, end):
                end = j
                break
            continue
        if j > start and (j in breaks or _ends_before(outline, j, end, breaks, short=short)):
            end = j
            break
        j += 1
    return trim(outline, start, end)


def _is_bare_subject(outline: Outline, start: int, close: int) -> bool:
    """Say whether a quotation behind "that" is but a noun and its adjective, with "and" behind a comma."""
    roles = outline.roles
    noun = close == start + 3 and bool(roles[start + 1] & roles[start + 2] & Role.DEFINITE)
    goes_on = close + 2 < len(roles) and roles[close + 1] & Role.COMMA and roles[close + 2] & Role.DEFINITE
    return noun and start > 0 and bool(roles[start - 1] & Role.COMP) and bool(goes_on)


def _goes_on(outline: Outline, j: int, end: int) -> bool:
    """Say whether what follows a comma is "and that": the statement goes on."""
    bits = outline.roles[j] if j < end else 0
    return bool(bits & Role.COMP and bits & Role.AND)


def _next_break(outline: Outline, first: int, end: int, breaks: frozenset[int]) -> int:
    words = outline.words
    for j in range(first, end):
        if j in breaks:
            return j
        if outline.roles[j] & Role.STOPPER and j + 1 < end and words.starts[j + 1] > words.ends[j]:
            return j
    return end


def _end_of_free_speech(outline: Outline, start: int, breaks: frozenset[int]) -> int:
    """Return the end of speech behind a colon: the paragraph's, or the next sentence with a cue."""
    sentences = outline.words.sentences
    number = outline.words.sentence_of[start]
    paragraph = sentences[number].paragraph
    end = sentences[number].end
    for sentence in sentences[number + 1 :]:
        if sentence.paragraph != paragraph:
            break
        if any(j in breaks for j in range(sentence.first, min(sentence.first + 8, sentence.end))):
            break
        end = sentence.end
    return end


def _flows_on(outline: Outline, close: int, breaks: frozenset[int]) -> bool:
    """Say whether a statement goes on behind the quotation that it began with."""
    j = close + 1
    if j >= len(outline.roles) or outline.words.sentence_of[j] != outline.words.sentence_of[close]:
        return False
    bits = outline.roles[j]
    if bits & Role.COMMA and j + 1 < len(outline.roles):
        after = outline.roles[j + 1]
        return bool(after & Role.COMP and after & Role.AND)
    if j in breaks or bits & (
        Role.MARK | Role.CUE | Role.TURN | Role.CONTRAST | Role.WITHOUT | Role.BUT | Role.ALSO | Role.SIDE
    ):
        return False
    if bits & Role.AND or bits & (Role.STOP | Role.TIME) or bits & Role.THEREBY:
        return False
    if bits & (Role.IN | Role.ON) and j + 1 < len(outline.roles):
        return not outline.roles[j + 1] & (Role.MEDIUM | Role.CUE)
    return True


def _ends_before(outline: Outline, j: int, end: int, breaks: frozenset[int], *, short: Brevity) -> bool:
    """Say whether the reporter's own words begin at word j."""
    roles = outline.roles
    bits = roles[j]
    before = roles[j - 1]
    if bits & Role.TURN and not bits & Role.SIDE and j in outline.phrase_ends:
        return True
    after_comma = bool(before & (Role.COMMA | Role.STOPPER))
    ends_noun = before & Role.COMMA and not bits & (Role.AND | Role.REL)
    if short == "noun" and ends_noun and "masdars" not in outline.words.words[j].hits:
        return True
    apart = after_comma or "clause_openers" in outline.words.words[j].hits
    circumstance = bits & Role.STOP and not before & Role.FROM and not _names_place(outline, j)
    if circumstance and (short == "phrase" or (short == "clause" and apart)):
        return True
    if bits & Role.WITHOUT:
        ends = outline.phrase_ends.get(j, j + 1)
        return ends < end and bool(roles[ends] & Role.CUE)
    if bits & (Role.CONTRAST | Role.BUT) and after_comma:
        if bits & Role.BUT and any(roles[k] & Role.WITHOUT for k in range(j, min(j + 3, end))):
            return True
        return bool(bits & Role.CONTRAST) or any(k in breaks for k in range(j, min(j + 9, end)))
    if bits & Role.IN and j + 1 < end and roles[j + 1] & Role.MEDIUM and after_comma:
        return True
    if (bits & Role.THEREBY and bits & Role.AND) or (bits & Role.THEREBY and before & Role.AND):
        return j + 2 < end and bool(roles[j + 1] & Role.IN) and bool(roles[j + 2] & Role.MEDIUM)
    if after_comma and bits & Role.WAS and bits & Role.AND:
        return True
    near = range(j, min(j + 8, end))
    return after_comma and bool(bits & (Role.WAS | Role.ALSO)) and any(k in breaks for k in near)


def _names_place(outline: Outline, j: int) -> bool:
    return j + 1 in outline.named and outline.named[j + 1].entity.kind == "PLACE"


def trim(outline: Outline, start: int, end: int) -> int:
    """Return `end` without the marks and joining words that trail a statement."""
    roles = outline.roles
    words = outline.words.words
    while end > start + 1:
        bits = roles[end - 1]
        form = words[end - 1].form
        if bits & Role.MARK and (end - 1 not in outline.opening or outline.opening[end - 1] < start):
            if form in ")%" or (form in QUOTES and end - 1 in outline.opening):
                break
            end -= 1
        elif bits & (Role.ALSO | Role.CONTRAST | Role.WAS) and end - 1 not in outline.named:
            end -= 1
        else:
            break
    return end


def mode_of(outline: Outline, start: int, end: int) -> Mode:
    """Say how much of words `[start, end)` the report quotes.

    Names and single nouns in quotation marks are no speech.
    """
    if start >= 1 and outline.closing.get(start - 1, -1) >= end - 1:
        return "direct"
    around = outline.quoted_in[start]
    if around >= 0 and outline.closing[around] >= end - 1:
        return "direct"
    quoted = False
    j = start
    while j < end:
        close = outline.closing.get(j)
        if close is None or close > end:
            j += 1
            continue
        if close >= end - 1 and (j == start or (j == start + 1 and _is_clitic(outline, start))):
            return "direct"
        quoted = quoted or _is_speech(outline, j, close, end)
        j = close + 1
    if not quoted and outline.words.words[start].form in QUOTES and start not in outline.opening:
        return "direct" if start not in outline.closing else "indirect"
    return "mixed" if quoted else "indirect"


def _is_clitic(outline: Outline, j: int) -> bool:
    """Say whether word j is a sign or a particle that is written apart from the quotation behind it."""
    return bool(outline.roles[j] & (Role.MARK | Role.COMP)) or len(outline.words.words[j].key) == 1


def _is_speech(outline: Outline, first: int, close: int, end: int) -> bool:
    """Say whether the quotation [first, close] inside a statement quotes words, not a name."""
    length = close - first - 1
    named = outline.named.get(first + 1) or outline.named.get(first)
    if named is not None and named.end >= close - 1:
        return False
    before = outline.roles[first - 1] if first else 0
    if length <= 1 and _is_quoted_word(outline, first + 1, before=before):
        return True
    longest = 2 if before & Role.DEFINITE else 4
    if length <= longest and before & (Role.NAMING | Role.ADDRESSEE | Role.SOURCE):
        return False
    if length <= 1:
        return close + 1 >= end - 1 and not outline.roles[first + 1] & Role.DEFINITE
    return True


def _is_quoted_word(outline: Outline, j: int, *, before: int) -> bool:
    """Say whether the single word in quotation marks is somebody's adjective, not a name."""
    key = outline.words.words[j].key
    if before & (Role.NAMING | Role.ADDRESSEE) or outline.in_name[j] or len(key) <= _LONGEST_QUOTED_NAME:
        return False
    if before & Role.SOURCE and head_kind(outline, j - 2) != "anonymous":
        return False
    return key.endswith(_ADJECTIVES)
