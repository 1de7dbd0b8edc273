"""Forms of speech: verbs with a participle that says the same, and verbs behind what was said."""

import msgspec

from tarjih.claims.cues import Cue
from tarjih.claims.outline import Outline, Role
from tarjih.claims.quotations import QUOTES
from tarjih.claims.sources import is_thing, subject_behind
from tarjih.claims.speakers import is_speaker

__all__ = ["closes_statement", "join_participles"]

_REACH = 14  # words between a verb and the participle that repeats it
_SPEAKING = frozenset({"add", "announce", "inform", "say"})
_OF_ITS_OWN = frozenset({"accuse", "agree", "deny", "describe", "own", "relay"})
_BARRIER = Role.COMP | Role.COLON | Role.STOPPER
_SAYING = "act-qail"
_LINKS = Role.ABOUT | Role.ON | Role.TO | Role.FROM
_ENDS = Role.COMMA | Role.STOPPER | Role.REL | Role.AND


def join_participles(seen: Outline, cues: list[Cue]) -> list[Cue]:
    """Join a verb of saying and the participle that only repeats it: "went on, saying: ...".

    The participle follows without a comma and opens the statement; the verb takes its complements, and
    its cue covers both where they stand side by side.
    """
    joined: list[Cue] = []
    for cue in cues:
        verb = joined[-1] if joined else None
        if verb is not None and _is_subject(seen, verb, cue):
            continue  # "forecasts point to": one cue
        if verb is not None and _repeats(seen, verb, cue):
            frames = " ".join(dict.fromkeys((*verb.row.frames, *cue.row.frames)))
            row = msgspec.structs.replace(verb.row, frame=frames, needs="")
            end = cue.end if cue.at == verb.end else verb.end
            joined[-1] = verb.widened(row, end)
        else:
            joined.append(cue)
    return joined


def _is_subject(seen: Outline, verb: Cue, cue: Cue) -> bool:
    """Say whether a noun of saying is but the subject of the verb right before it."""
    return (
        cue.voice == "noun"
        and verb.voice == "verb"
        and cue.at == verb.end
        and verb.row.kind in _SPEAKING
        and bool(seen.roles[cue.at] & (Role.DEFINITE | Role.SOURCE))
    )


def _repeats(seen: Outline, verb: Cue, cue: Cue) -> bool:
    """Say whether a participle repeats the verb before it and opens what both say."""
    if verb.voice != "verb" or verb.negated or verb.passive or verb.row.kind not in _SPEAKING or verb.after:
        return False
    if cue.voice != "participle" or cue.joined or cue.row.kind in _OF_ITS_OWN:
        return False
    if cue.row.kind not in _SPEAKING and cue.at != verb.end and not _colon_follows(seen, cue.end):
        return False
    if not 0 <= cue.at - verb.end <= _REACH or not _opens(seen, cue.end):
        return False
    if seen.words.sentence_of[verb.at] != seen.words.sentence_of[cue.at]:
        return False
    between = range(verb.end, cue.at)
    told = _LINKS | Role.MASDAR  # the verb has told something before the participle
    if cue.row.id != _SAYING and any(seen.roles[j] & told and not seen.roles[j] & Role.FOR for j in between):
        return False
    if any(seen.roles[j] & _BARRIER or (j in seen.closing and seen.closing[j] - j > _REACH) for j in between):
        return False
    return not seen.roles[cue.at - 1] & Role.COMMA


def _colon_follows(seen: Outline, j: int) -> bool:
    """Say whether a colon stands at word j: what was said comes behind."""
    return j < len(seen.roles) and bool(seen.roles[j] & Role.COLON)


def _opens(seen: Outline, j: int) -> bool:
    """Say whether a statement begins at word j, maybe behind a comma."""
    while j < len(seen.roles) and seen.roles[j] & Role.COMMA:
        j += 1
    if j >= len(seen.roles):
        return False
    return bool(seen.roles[j] & (Role.COMP | Role.COLON)) or seen.words.words[j].form in QUOTES


def closes_statement(seen: Outline, cue: Cue) -> bool:
    """Say whether a verb with its subject stands behind what was said: "..., says X."."""
    if cue.joined or cue.after or cue.passive or cue.row.kind not in _SPEAKING or cue.row.needs:
        return False
    first, limit = seen.sentence_bounds(cue.at)
    quoted = cue.at - 1 in seen.opening or (
        cue.at > 1 and bool(seen.roles[cue.at - 1] & Role.COMMA) and cue.at - 2 in seen.opening
    )
    if not quoted and not (cue.present and seen.roles[cue.at - 1] & Role.COMMA and cue.at - first > 2):
        return False
    phrase = subject_behind(seen, cue, limit)
    if phrase is None or phrase[0] != cue.end:
        return False
    if not is_speaker(seen, phrase) and (not quoted or is_thing(seen, phrase[0])):
        return False
    return quoted or phrase[1] >= limit or bool(seen.roles[phrase[1]] & _ENDS)
