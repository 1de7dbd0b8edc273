"""Binding: the state of one sentence while roles are bound, and what all kinds of words bind alike."""

from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import POLITICAL
from tarjih.claims.surroundings import Reach, Surroundings
from tarjih.claims.verb_forms import is_plural_only

__all__ = ["LOSSES", "Binding"]

LOSSES = frozenset(("killing", "injury", "arrest", "execution", "abduction"))
_OF_EVENTS = frozenset(("accusation", "violation"))
_SUFFIXES = ("\u0646\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0645\u0627")
_HIM = "\u0647"
_THEM = ("\u0647\u0645", "\u0647\u0645\u0627")


def _is_light(chunk: Chunk) -> bool:
    return chunk.kind == "verb" and chunk.cls in {"carry", "control", "foil"}


def _is_ground(chunk: Chunk) -> bool:
    """Say whether one can leave it: a place, or a front, which is an armed body by its other name."""
    return chunk.cls in {"place", "area"} or (chunk.mention is None and chunk.facet.thing == "area")


class Binding(Surroundings):
    """One sentence while its events are bound.

    `subject` is the subject of the last finite verb, for verbs joined by "and"; `acting` who acts, by the
    index of the verb; `speaker` who spoke last, on the page and not only in this sentence.
    """

    def __init__(self, chunks: list[Chunk], speaker: list[Chunk], before: list[Chunk]) -> None:
        super().__init__(chunks)
        self.speaker = speaker
        self.drafts: list[Draft] = []
        # "And they attacked ..." at the head of a sentence goes on with the subject of the one before
        self.subject = list(before) if chunks and chunks[0].joined and _is_light(chunks[0]) else []
        self.carried = list(before)
        self.acting: dict[int, list[Chunk]] = {}

    def bind_behind(self, draft: Draft, reach: Reach) -> None:
        """Bind what stands behind prepositions."""
        # where one goes is told rather than where one is or where one comes from
        by = draft.frame.by
        for group in sorted(reach.behind, key=lambda g: (by.get(g[0].prep) == "origin", g[0].prep == "in")):
            role = by.get(group[0].prep, "")
            if (
                role == "target"
                and group[0].prep == "b"
                and _is_ground(group[0])
                and draft.type not in POLITICAL
            ):
                continue  # "joined ... in Y"
            leaves = role == "origin" and group[0].cls in AGENTS  # "fled the ranks of"
            if group[0].under and group[0].cls != "place" and role != "target" and not leaves:
                continue
            if role == "origin":
                if draft.place is None and _is_ground(group[0]):
                    draft.place = group[0]
                elif group[0].cls in AGENTS:
                    draft.fill("target", group)
            elif (
                draft.type == "destruction" and group[0].prep == "in" and group[0].cls in {"site", "vehicle"}
            ):
                draft.fill("target", [] if draft.targets else group)  # "damage to the bridge"
            elif draft.type == "execution" and group[0].prep == "in" and group[0].cls in AGENTS:
                draft.fill("target", group)  # the sentence is carried out "in" those executed
            elif role == "actor" and group[0].prep == "between" and draft.type == "clash":
                draft.fill("actor", group[:1])
                draft.fill("target", group[1:])
            elif role == "target" and draft.targets and (group[0].prep in {"b", "l"} or group[0].under):
                continue
            elif role:
                draft.fill(role, group)

    def bind_told(self, draft: Draft, reach: Reach) -> None:
        """Let an accusation or a breach be of what happened: "condemned the attack"."""
        if draft.targets or draft.type not in _OF_EVENTS:
            return
        at = reach.object_event if reach.object_event is not None else reach.stop
        if at < len(self.chunks) and self.chunks[at].kind == "noun_event":
            chunk = self.chunks[at]
            if chunk.prep in {"", "b", "on"} and not chunk.joined:
                draft.targets.append(chunk)

    def claiming(self, index: int) -> list[Chunk]:
        """Return who says in the clause of chunk `index` that they bear responsibility."""
        for i in range(index - 1, -1, -1):
            if self.chunks[i].kind == "verb":
                return self.acting.get(i, [])
            if self.chunks[i].kind not in {"np", "time", "comma"}:
                return []
        return []

    def carried_by(self, index: int) -> list[Chunk]:
        """Return the subject that the verb at `index` goes on with; "they" do not go on with one man."""
        only = self.subject[0] if len(self.subject) == 1 else None
        is_one = only is not None and only.mention is not None and only.mention.kind == "PERSON"
        return [] if is_one and is_plural_only(self.chunks[index]) else self.subject

    def owner(self, index: int) -> list[Chunk]:
        """Return whom the pronoun of a verbal noun means: the nearest people who do not stand aside."""
        hit = self.chunks[index].hit
        them = hit is not None and hit.after in _THEM
        him = hit is not None and hit.after == _HIM
        for i in range(index - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "stop":
                return []
            if chunk.kind == "np" and chunk.cls in AGENTS and not chunk.prep and not chunk.under:
                is_one = chunk.mention is not None and chunk.mention.kind == "PERSON"
                is_feminine = not is_one and chunk.facet.key.endswith(_HIM)  # keys fold teh marbuta
                if not (them and is_one) and not (him and is_feminine):
                    met = next((d for d in self.drafts if chunk in d.targets and d.actors), None)
                    is_met = met is not None and met.type not in {"accusation", "demand"}
                    return met.actors[:1] if met is not None and is_met else [chunk]
        return []

    def parties(self, index: int) -> list[Chunk]:
        """Return the parties "between" whom the talk, truce or fight at chunk `index` is told."""
        for step in (1, -1):
            i = index + step
            while 0 <= i < len(self.chunks):
                chunk = self.chunks[i]
                if chunk.kind in {"stop", "open", "verb_event"} or (step > 0 and chunk.kind == "verb"):
                    break
                if chunk.kind == "np" and chunk.prep == "between":
                    while i and self.chunks[i].joined and self.chunks[i - 1].kind == "np":
                        i -= 1
                    return [self.chunks[i], *self._also_between(i)]
                i += step
        return []

    def _also_between(self, at: int) -> list[Chunk]:
        found = []
        for chunk in self.chunks[at + 1 :]:
            if chunk.kind != "np" or not chunk.joined:
                break
            found.append(chunk)
        return found

    def said_of(self, opener: int) -> list[Chunk]:
        """Return whom "that he ..." speaks of: the last actor or victim told of, else the last one named."""
        if not self.chunks[opener].facet.key.endswith(_SUFFIXES):
            return []
        for draft in reversed([d for d in self.drafts if d.index < opener and not d.dropped]):
            if draft.targets and draft.targets[0].cls in AGENTS:
                return draft.targets[:1]
            if draft.actors:
                return draft.actors
        if self.chunks[opener].facet.key.endswith(_THEM):
            return self.carried  # one who speaks does not speak of himself as "they"
        return self.speaker[:1]

    def controller_over(self, opener: int) -> list[Chunk]:
        """Return who acts in a clause behind "that" without a subject of its own."""
        if self.chunks[opener].facet.key.endswith(_THEM):
            return []
        for i in range(opener - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "stop":
                return []
            draft = self.by_index.get(i)
            if draft is not None and chunk.kind == "verb_event":
                return draft.targets if draft.type == "demand" and draft.targets else draft.actors
            if chunk.kind == "verb":
                return self.acting.get(i, [])
        return []
