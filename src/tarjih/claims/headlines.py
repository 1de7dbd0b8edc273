"""Headlines: a speaker before a colon."""

from tarjih.claims.contents import trim
from tarjih.claims.cues import Cue
from tarjih.claims.outline import Outline, Role
from tarjih.claims.tables import CueRow

__all__ = ["Headline", "find_headlines"]

_LONGEST_SPEAKER = 12
_LONGEST_UNKNOWN = 2
_AND_THE = "\u0648\u0627\u0644"
_COLON_ROW = CueRow(id="colon", pos="particle", forms=":", kind="say", frame="quote")


class Headline:
    """A speaker, the colon as a cue, and the words `[start, end)` behind it."""

    __slots__ = ("cue", "end", "speaker", "start")

    def __init__(self, cue: Cue, speaker: tuple[int, int], start: int, end: int) -> None:
        self.cue = cue
        self.speaker = speaker
        self.start = start
        self.end = end


def find_headlines(outline: Outline) -> list[Headline]:
    """Find statements with a colon for a verb: in the headline, and where a quotation follows."""
    found = []
    for sentence in outline.words.sentences:
        title = sentence.paragraph == 0
        for j in range(sentence.first + 1, min(sentence.first + _LONGEST_SPEAKER, sentence.end - 1)):
            if not outline.roles[j] & Role.COLON:
                continue
            if not title and not _is_quoted_speaker(outline, sentence.first, j):
                continue
            end = _end_of_speaker(outline, sentence.first, j)
            first = sentence.first
            if end > first and _is_speaker(outline, first, end, j):
                found.append(_headline(outline, j, first=first, end=end, limit=sentence.end))
            break
    return found


def _is_quoted_speaker(outline: Outline, first: int, colon: int) -> bool:
    """Say whether a sentence of the text is a known speaker, a colon and a quotation."""
    if colon + 1 not in outline.closing or outline.roles[first] & Role.AND:
        return False
    return first in outline.named or bool(outline.roles[first] & Role.SOURCE)


def _headline(outline: Outline, colon: int, *, first: int, end: int, limit: int) -> Headline:
    start = colon + 1
    close = outline.closing.get(start)
    stop = close + 1 if close is not None and close + 3 < limit else limit
    cue = Cue(at=colon, end=colon + 1, row=_COLON_ROW, voice="particle")
    return Headline(cue=cue, speaker=(first, end), start=start, end=trim(outline, start, stop))


def _end_of_speaker(outline: Outline, first: int, colon: int) -> int:
    """Return the end of the speaker: before "to NEWSPAPER", without trailing marks."""
    for j in range(first + 1, colon):
        if outline.roles[j] & Role.IN and outline.roles[j + 1] & Role.MEDIUM:
            return j  # "X in his speech:"
        if outline.words.words[j].key == "\u0644" or (
            outline.roles[j] & Role.FOR and (j in outline.named or outline.roles[j] & Role.ADDRESSEE)
        ):
            return j
    end = colon
    while end > first and outline.roles[end - 1] & Role.MARK and end - 1 not in outline.opening:
        end -= 1
    return end


def _is_joined(outline: Outline, j: int) -> bool:
    """Say whether word j is "and the ...": two subjects of a title are no speakers."""
    return outline.words.words[j].key.startswith(_AND_THE)


def _is_speaker(outline: Outline, first: int, end: int, colon: int) -> bool:
    """Say whether words `[first, end)` name somebody who can speak, not a place or a label."""
    bits = outline.roles[first]
    after = outline.roles[colon + 1]
    if any(hit.features for hit in outline.words.hits[colon + 1].get("cues", ())):
        return False
    for j in range(first, end):
        if (
            (
                outline.roles[j] & (Role.CUE | Role.STOP | Role.COMP | Role.TIME | Role.LABEL)
                and outline.roles[j] & ~Role.SOURCE
            )
            and not outline.roles[j] & Role.SOURCE
            and j not in outline.named
        ):
            return False
    if outline.words.words[first].kind == "number" or bits & (
        Role.IN | Role.FROM | Role.BY | Role.MASDAR | Role.NEG
    ):
        return False
    name = outline.named.get(first)
    spoken = bool(after & Role.NEG) or colon + 1 in outline.closing
    if name is not None and name.end >= end:
        if name.entity.kind != "PLACE":
            return True
        return spoken or (
            bool(bits & Role.CAPITAL)
            and not after & Role.MASDAR
            and (not after & Role.SOURCE or bool(after & Role.DEFINITE))
            and outline.words.words[colon + 1].kind == "word"
        )
    if bits & Role.CAPITAL and end == first + 1:
        return spoken or (not after & Role.MASDAR and outline.words.words[colon + 1].kind == "word")
    if bits & Role.SOURCE:
        return True
    if name is not None:
        return name.entity.kind != "PLACE"
    known = outline.words.words[first].hits
    if (
        any(_is_joined(outline, j) for j in range(first + 1, end))
        or "triggers" in known
        or "masdars" in known
        or "thing_nouns" in known
    ):
        return False
    return end - first <= _LONGEST_UNKNOWN and not after & Role.MASDAR
