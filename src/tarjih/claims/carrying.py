"""Carrying: who is meant where the text of a paragraph no longer says it.

A speaker of an earlier paragraph goes on speaking, and "the statement" or "the source" points at
whoever was named with it before. The gold does not score it; fusion and readers need it.
"""

from tarjih.arabic.affixes import CONJUNCTIONS
from tarjih.claims.drafts import IMPERSONAL, Draft, Phrase, is_nested
from tarjih.claims.outline import Outline, Role
from tarjih.claims.sources import head_kind

__all__ = ["carried_speakers"]

_ARTICLE, _LAM = "\u0627\u0644", "\u0644"
_SILENT_KINDS = IMPERSONAL | {"hedge", "rumour", "suspect"}
_POINTERS = frozenset({"anonymous", "document", "official", "military", "witness", "person", "outlet"})
_LONGEST_POINTER = 2
_FARTHEST = 60  # drafts back: a report's speakers, not those of another text pasted behind it


def carried_speakers(seen: Outline, drafts: list[Draft]) -> dict[int, list[Phrase]]:
    """Return the carried chain by the first word of the cue, for the drafts that have one.

    Args:
        seen: The page.
        drafts: All drafts of the page in the order of their cues, silent ones too.
    """
    carried: dict[int, list[Phrase]] = {}
    for n, draft in enumerate(drafts):
        if draft.frame == "silent":
            continue
        before = drafts[max(0, n - _FARTHEST) : n]
        if draft.chain:
            chain = _resolve(seen, draft.chain, before)
        else:
            chain = _last_speaker(seen, draft, before, carried)
        if chain:
            carried[draft.cue.at] = chain
    return carried


def _last_speaker(
    seen: Outline, draft: Draft, before: list[Draft], carried: dict[int, list[Phrase]]
) -> list[Phrase]:
    """Return the last speaker of the report if the form of the cue agrees, else nobody."""
    cue = draft.cue
    if cue.row.kind in _SILENT_KINDS or cue.passive or cue.voice == "noun" or not _drops_subject(seen, draft):
        return []
    for earlier in reversed(before):
        if earlier.cue.voice == "participle":
            continue  # it goes on with a speaker itself
        if not earlier.speaks or is_nested(earlier, before) or seen.paragraph_of(earlier.cue.at) == 0:
            continue
        chain = carried.get(earlier.cue.at) or earlier.chain
        if not chain:
            continue
        return list(chain) if earlier.feminine == draft.feminine else []
    return []


def _drops_subject(seen: Outline, draft: Draft) -> bool:
    """Say whether a cue goes on with a speaker: joined by "and", a participle, or first in its sentence."""
    cue = draft.cue
    first, _ = seen.sentence_bounds(cue.at)
    also = cue.at > first and bool(seen.roles[cue.at - 1] & (Role.ALSO | Role.WAS | Role.TURN))
    return cue.joined or cue.voice == "participle" or cue.at == first or also


def _resolve(seen: Outline, chain: list[Phrase], before: list[Draft]) -> list[Phrase]:
    """Return whom "the statement", "the source", "the spokesman" stands for, [] if it stands for itself."""
    first, end = chain[-1]
    if len(chain) > 1 or end - first > _LONGEST_POINTER or not seen.roles[first] & Role.DEFINITE:
        return []
    kind = head_kind(seen, first)
    if kind not in _POINTERS or any(_is_person(seen, j) for j in range(first, end)):
        return []
    head = _bare(seen, first)
    for earlier in reversed(before):
        for n, (start, stop) in enumerate(earlier.chain):
            if _bare(seen, start) != head:
                continue
            if kind == "document" and n + 1 < len(earlier.chain):
                return earlier.chain[n + 1 :]
            if kind != "document" and stop - start > end - first:
                return [(start, stop)]
        itself = bool(earlier.chain) and _bare(seen, earlier.chain[0][0]) == head
        if kind == "document" and earlier.chain and not itself and _speaks_in(seen, earlier, head):
            return list(earlier.chain)
    return []


def _is_person(seen: Outline, j: int) -> bool:
    """Say whether a person's name begins at word j: who is named is no pointer."""
    name = seen.named.get(j)
    return name is not None and name.entity.kind == "PERSON" and not seen.roles[j] & Role.SOURCE


def _speaks_in(seen: Outline, draft: Draft, head: str) -> bool:
    """Say whether somebody spoke "in a statement": the medium stands between cue and statement."""
    first, last = sorted((draft.cue.end, draft.start))
    return any(_bare(seen, j) == head for j in range(first, min(last, first + 30)))


def _bare(seen: Outline, i: int) -> str:
    """Return the key of a word without conjunction, preposition and article."""
    key = seen.words.words[i].key
    if key[:1] in CONJUNCTIONS and key[1:3] == _ARTICLE:
        key = key[1:]
    if key.startswith(_LAM + _LAM):
        return key[2:]
    return key.removeprefix(_ARTICLE)
