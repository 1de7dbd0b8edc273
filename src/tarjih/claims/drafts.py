"""Drafts: attributions in the making, by words, before they are written as records."""

from tarjih.claims.cues import Cue
from tarjih.claims.objects import Opening

__all__ = ["DENYING", "IMPERSONAL", "INNER", "STANCE", "Accepted", "Draft", "Phrase", "is_nested"]

Phrase = tuple[int, int]

# kinds of cue: beliefs that need nobody who holds them
IMPERSONAL = frozenset({"expect", "believe", "seem", "suspect", "fear", "hedge"})
# kinds that mostly stand inside what somebody else says
INNER = frozenset({
    "admit",
    "believe",
    "deny",
    "describe",
    "fear",
    "hedge",
    "issue",
    "own",
    "seem",
    "suspect",
})
# kinds that give words only if they are quoted, but name a speaker all the same
STANCE = frozenset({"agree", "demand", "pledge", "praise"})
DENYING = frozenset({"deny", "doubt"})


class Accepted:
    """A cue with the opening that its frame found; None if it stands behind its statement or is silent.

    A silent cue gives no words ("welcomed", "did not confirm") and only names who speaks on.
    """

    __slots__ = ("cue", "opening", "trailing")

    def __init__(self, cue: Cue, opening: Opening | None, *, trailing: bool = False) -> None:
        self.cue = cue
        self.opening = opening
        self.trailing = trailing


class Draft:
    """An attribution by words: statement `[start, end)`, sources from the nearest voice to the deepest."""

    __slots__ = ("chain", "cue", "end", "feminine", "frame", "speaks", "start")

    def __init__(
        self,
        cue: Cue,
        start: int,
        end: int,
        chain: list[Phrase],
        frame: str,
        *,
        speaks: bool = True,
        feminine: bool = False,
    ) -> None:
        self.cue = cue
        self.start = start
        self.end = end
        self.chain = chain
        self.frame = frame
        self.speaks = speaks
        self.feminine = feminine


def is_nested(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether the cue of a draft stands inside the statement of an earlier one."""
    at = draft.cue.at
    return any(
        d.start <= at < d.end and d.cue.at < at and d.frame != "silent" and d is not draft
        for d in reversed(drafts[-8:])
    )
