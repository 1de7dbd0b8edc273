"""Roles: bind actors, targets and places to the event words of one sentence, by frame.

Arguments are bound inside the clause; what the grammar does not give is left empty.
"""

from collections.abc import Iterator

from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.facets import TriggerRow, triggers
from tarjih.claims.frames import VIOLENT, Frame, fits, frame_of, kind_role
from tarjih.records.reading import Quantity

__all__ = ["Draft", "bind_roles"]

_PLURAL = ("3mp", "3md", "3fd", "3fp")
_OF_EVENTS = frozenset(("accusation", "violation"))
_NEED_OBJECT = frozenset((
    "accusation",
    "arrest",
    "trial",
    "abduction",
    "release",
    "execution",
    "assassination",
))
_SUFFIXES = ("\u0646\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0645\u0627")
_LOSSES = frozenset(("killing", "injury", "arrest", "execution", "abduction"))
_TRANSPARENT = frozenset(("time", "effect"))
_CONTROLLED = frozenset(("l", "b", "of", "from", "on", "to", "in", "after"))


class Draft:
    """An event in the making."""

    __slots__ = (
        "actors", "chunk", "dropped", "frame", "index", "place", "quantity", "row", "rule", "status",
        "subject_event", "targets", "time", "type",
    )  # fmt: skip

    def __init__(self, chunk: Chunk, index: int, row: TriggerRow) -> None:
        self.chunk = chunk
        self.index = index
        self.row = row
        self.frame: Frame = frame_of(row.frame)
        self.type = row.type
        self.actors: list[Chunk] = []
        self.targets: list[Chunk] = []
        self.place: Chunk | None = None
        self.time: Chunk | None = None
        self.quantity: Quantity | None = chunk.quantity
        self.status = row.status
        self.subject_event: Draft | None = None
        self.dropped = False
        self.rule = f"{row.id}/{row.frame}"

    def fill(self, role: str, group: list[Chunk]) -> bool:
        """Fill a role with a noun phrase and those joined to it; say whether it took."""
        taken = False
        for chunk in group:
            match fits(chunk, role, type_=self.type):
                case "actor" if chunk not in self.actors:
                    self.actors.append(chunk)
                    taken = True
                case "target" if chunk not in self.targets:
                    self.targets.append(chunk)
                    self.quantity = self.quantity or chunk.quantity
                    taken = True
                case "place" if self.place is None:
                    self.place = chunk
                    taken = True
                case _:
                    pass
        return taken


class _Reach:
    """What stands behind an event word: bare noun phrases and phrases behind prepositions, in groups."""

    __slots__ = ("bare", "behind", "object_event", "stop")

    def __init__(self) -> None:
        self.bare: list[list[Chunk]] = []
        self.behind: list[list[Chunk]] = []
        self.object_event: int | None = None
        self.stop = 0


class _Binder:
    """Binds the events of one sentence."""

    def __init__(self, chunks: list[Chunk], speaker: list[Chunk]) -> None:
        self.chunks = chunks
        self.speaker = speaker
        self.drafts: list[Draft] = []
        self.by_index: dict[int, Draft] = {}
        self.subject: list[Chunk] = []  # of the last finite verb, for verbs joined by "and"
        self.acting: dict[int, list[Chunk]] = {}  # who acts, by the index of the verb

    def run(self) -> list[Draft]:
        rows = triggers()
        for index, chunk in enumerate(self.chunks):
            if chunk.hit is not None and chunk.kind in {"noun_event", "verb_event"}:
                draft = Draft(chunk, index, rows[chunk.hit.row])
                self.drafts.append(draft)
                self.by_index[index] = draft
        for index, chunk in enumerate(self.chunks):
            if chunk.kind == "verb_event":
                self._bind_verb(self.by_index[index])
            elif chunk.kind == "noun_event":
                self._bind_noun(self.by_index[index])
            elif chunk.kind == "verb":
                self._bind_light(index)
        for draft in self.drafts:
            self._bind_controlled(draft)
        return self.drafts

    # implied subjects

    def _bind_controlled(self, draft: Draft) -> None:
        """Give a verbal noun without an actor the one who acts in the words that govern it."""
        if draft.actors or draft.chunk.kind != "noun_event" or not _can_be_controlled(draft):
            return
        if draft.chunk.prep not in _CONTROLLED and not draft.chunk.joined:
            return
        for actor in self._controller(draft):
            if actor not in draft.targets:
                draft.fill("actor", [actor])

    def _controller(self, draft: Draft) -> list[Chunk]:
        """Return who acts in the nearest words that can govern a verbal noun."""
        loose = draft.chunk.prep in {"in", "on", "after", "of"} or _points_back(draft)
        for i in range(draft.index - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "stop" or (chunk.kind == "open" and chunk.cls != "relative"):
                return []
            governor = self.by_index.get(i)
            if governor is not None and not governor.dropped:
                return self._handed(governor, draft, loose=loose)
            if chunk.kind == "verb":
                return self.acting.get(i, []) if chunk.cls in {"control", "carry", "foil", "suffer"} else []
        return []

    @staticmethod
    def _handed(governor: Draft, draft: Draft, *, loose: bool) -> list[Chunk]:
        """Return whom a governing event makes the actor: who is asked or sent does it, else who acts."""
        if governor.type == "accusation" and draft.chunk.prep in {"b", "on"}:
            return governor.targets
        if loose:
            return governor.actors if draft.chunk.joined and not _points_back(draft) else []
        if governor.type in {"demand", "deployment", "joining"} and any(
            t.cls in AGENTS or t.cls == "counted" for t in governor.targets
        ):
            moved = governor.type == "demand" or any(t.cls != "force" for t in governor.targets)
            return governor.targets if moved else governor.actors
        return governor.actors

    # what stands around a chunk

    def _after(self, index: int) -> _Reach:
        """Collect the noun phrases behind chunk `index` up to the end of its clause."""
        reach = _Reach()
        last: list[Chunk] | None = None
        i = index + 1
        while i < len(self.chunks):
            chunk = self.chunks[i]
            if chunk.kind in {"stop", "open", "verb", "verb_event"}:
                break
            if chunk.kind == "comma" and self._is_apposed(i, last):
                i += 2
                continue
            if chunk.kind == "comma" and not self._goes_on(i, reach):
                break
            if chunk.kind == "noun_event":
                if not chunk.prep and reach.object_event is None:
                    reach.object_event = i
                if not chunk.joined or self.chunks[index].kind == "noun_event":
                    break
            elif chunk.kind == "np":
                last = self._place_np(chunk, reach, last)
            i += 1
        reach.stop = i
        return reach

    def _is_apposed(self, comma: int, last: list[Chunk] | None) -> bool:
        """Say whether a comma brings the name of an office holder: "the minister, A B,"."""
        following = self.chunks[comma + 1] if comma + 1 < len(self.chunks) else None
        if (
            following is None
            or last is None
            or following.mention is None
            or following.prep
            or following.joined
        ):
            return False
        return (
            following.mention.kind == "PERSON"
            and last[-1].cls == "official"
            and last[-1].end == self.chunks[comma].first
        )

    @staticmethod
    def _place_np(chunk: Chunk, reach: _Reach, last: list[Chunk] | None) -> list[Chunk]:
        if chunk.joined and last is not None and (not chunk.prep or chunk.prep == last[-1].prep):
            chunk.prep = last[-1].prep
            last.append(chunk)
            return last
        group = [chunk]
        (reach.behind if chunk.prep else reach.bare).append(group)
        return group

    def _goes_on(self, comma: int, reach: _Reach) -> bool:
        """Say whether a clause goes on behind a comma: a list, or a phrase of place or time."""
        following = self.chunks[comma + 1] if comma + 1 < len(self.chunks) else None
        if following is None or following.kind in {"verb", "verb_event", "open", "stop"}:
            return False
        return following.kind == "time" or bool(following.prep) or not reach.bare

    def _before(self, index: int) -> list[Chunk]:
        """Return the subject that stands before the verb at `index`, with the nouns joined to it.

        It is the first bare noun phrase of the clause; relative clauses in between are passed over, and
        a plural verb, whose subject never follows it, looks back to the beginning of the statement.
        """
        plural = _is_plural_only(self.chunks[index])
        found: list[Chunk] = []
        i = index - 1
        while i >= 0:
            chunk = self.chunks[i]
            if chunk.kind == "stop" or (chunk.kind == "open" and chunk.cls != "relative"):
                break
            if chunk.kind in {"verb", "verb_event"} and chunk.cls != "be":
                opener = self._relative_over(i)
                if opener is None and (not plural or chunk.cls == "say"):
                    break
                found = []
                i = i - 1 if opener is None else opener - 1
                continue
            if chunk.kind == "np" and not chunk.prep and not chunk.under and not chunk.joined:
                found = [chunk, *self._joined_to(i, index)]
            i -= 1
        return found

    def _relative_over(self, verb: int) -> int | None:
        """Return the relative pronoun whose clause the verb at `verb` begins, None if there is none."""
        for i in range(verb - 1, max(verb - 3, -1), -1):
            if self.chunks[i].kind == "open":
                return i if self.chunks[i].cls == "relative" else None
            if self.chunks[i].kind not in {"effect", "time"}:
                return None
        return None

    def _joined_to(self, start: int, end: int) -> list[Chunk]:
        joined = []
        for chunk in self.chunks[start + 1 : end]:
            if chunk.kind == "np" and chunk.joined and not chunk.prep:
                joined.append(chunk)
            elif chunk.kind not in {"comma", "np"}:
                break
        return joined

    def _antecedent(self, index: int) -> int | None:
        """Return the chunk that a relative clause describes, None where chunk `index` begins none."""
        i = index - 1
        while i >= 0 and self.chunks[i].kind in _TRANSPARENT:
            i -= 1
        if i < 0 or self.chunks[i].kind != "open" or self.chunks[i].cls != "relative":
            return None
        return self._head_before(i)

    def _head_before(self, i: int) -> int | None:
        """Return the noun phrase or event before chunk i that a clause at i describes."""
        best = None
        for n in range(i - 1, max(i - 6, -1), -1):
            chunk = self.chunks[n]
            if chunk.kind in {"stop", "verb", "verb_event", "open"}:
                break
            if chunk.kind == "noun_event":
                return n
            if chunk.kind == "np" and best is None:
                best = n
                if not chunk.prep or chunk.cls in AGENTS:
                    break
        return best

    def _event_subject(self, index: int) -> Draft | None:
        """Return the event that is the subject of the verb at `index`: "the blast (that) hit ..."."""
        for n in range(index - 1, -1, -1):
            chunk = self.chunks[n]
            if chunk.kind == "open" and chunk.cls == "relative" and n > index - 3:
                continue
            if chunk.kind == "verb" and self._relative_over(n) is not None:
                continue
            if chunk.kind in {"stop", "verb_event"} or (chunk.kind == "verb" and chunk.cls != "be"):
                return None
            if chunk.kind == "open" and chunk.cls != "relative":
                return None
            if chunk.kind == "noun_event":
                draft = self.by_index[n]
                return draft if draft.type in VIOLENT else None
        return None

    # verbs

    def _bind_verb(self, draft: Draft) -> None:
        index, frame = draft.index, draft.frame
        reach = self._after(index)
        antecedent = self._antecedent(index)
        before = [] if draft.chunk.joined and antecedent is None else self._before(index)
        subject_event = None if draft.chunk.joined and antecedent is None else self._event_subject(index)
        if antecedent is not None and self.chunks[antecedent].kind == "np":
            before = [self.chunks[antecedent], *self._joined_to(antecedent, index)]
        hit = draft.chunk.hit
        pronoun = hit is not None and bool(hit.after)
        if pronoun and antecedent is not None:
            draft.fill(frame.object, before)
            before = []
        draft.subject_event = (
            subject_event if not before or before[0].first < subject_first(subject_event) else None
        )
        if self._is_aim(draft, reach):
            return
        self._bind_sides(draft, reach, before)
        self._bind_behind(draft, reach)
        self._bind_told(draft, reach)
        if pronoun and antecedent is None:
            self._bind_object_pronoun(draft)
        if not draft.actors and not reach.bare and index and self.chunks[index - 1].kind == "open":
            if self.chunks[index - 1].cls == "complement":
                told = self._said_of(index - 1)
                role = frame.subject
                if told and frame.object == "target" and draft.type in _LOSSES and _voice(draft.chunk)[1]:
                    role = "actor" if pronoun else "target"
                draft.fill(role, told or self._controller_over(index - 1))
        if draft.actors:
            self.subject = draft.actors

    def _is_aim(self, draft: Draft, reach: _Reach) -> bool:
        """Give the object of "hit" to the event that is its subject, and let the verb itself go."""
        event = draft.subject_event
        if event is None or draft.row.condition != "foe" or len(reach.bare) > 1:
            return False
        for group in reach.bare:
            event.fill("target", group)
        for group in reach.behind:
            if group[0].prep in {"in", "at", "b"} and event.place is None:
                event.fill("place", group[:1])
        draft.dropped = True
        return True

    def _bind_sides(self, draft: Draft, reach: _Reach, before: list[Chunk]) -> None:
        """Bind subject and object, for verbs whose passive is written like their active."""
        frame, bare = draft.frame, reach.bare
        passive, may_be_passive = _voice(draft.chunk)
        if not frame.object or (passive and not frame.object):
            self._bind_subject_only(draft, bare, before)
            return
        if passive:
            side = before if before and _is_plural_only(draft.chunk) else (bare[0] if bare else before)
            draft.fill(frame.object, side)
            return
        adjacent = bool(before) and self._is_adjacent(before[-1], draft.index)
        if adjacent and bare and not passive:
            self._bind_one(draft, bare[0], before=before, may_be_passive=may_be_passive)
            return
        if len(bare) >= 2 and may_be_passive and bare[0][0].quantity is not None and draft.type in _LOSSES:
            draft.fill(frame.object, bare[0])
            return
        if len(bare) >= 2 and not _is_plural_only(draft.chunk):
            draft.fill(frame.subject, bare[0])
            draft.fill(frame.object, bare[1])
            return
        if bare:
            self._bind_one(draft, bare[0], before=before, may_be_passive=may_be_passive)
        elif before:
            role = frame.subject
            if may_be_passive and draft.type in _LOSSES:
                victim = before[0].quantity is not None or not _is_force(before[0])
                needs_object = reach.object_event is None and not (draft.chunk.hit and draft.chunk.hit.after)
                role = frame.object if victim or needs_object else role
            draft.fill(role, before)
        elif draft.chunk.joined:
            draft.fill(frame.subject, self.subject)

    def _is_adjacent(self, chunk: Chunk, index: int) -> bool:
        """Say whether a noun phrase stands right before the verb at `index`."""
        i = index - 1
        while i >= 0 and self.chunks[i].kind in {"time", "effect"}:
            i -= 1
        return i >= 0 and (self.chunks[i] is chunk or self.chunks[i].cls == "be")

    def _bind_one(
        self, draft: Draft, side: list[Chunk], *, before: list[Chunk], may_be_passive: bool
    ) -> None:
        frame = draft.frame
        if before or draft.subject_event is not None or _is_plural_only(draft.chunk):
            draft.fill(frame.subject, before or (self.subject if draft.chunk.joined else []))
            draft.fill(frame.object, side)
            return
        acts = side[0].cls in AGENTS | {"place"} and side[0].quantity is None
        if may_be_passive and draft.type in _NEED_OBJECT and not _is_force(side[0]):
            acts = False
        violent = draft.type in VIOLENT or draft.type in {
            "arrest",
            "release",
            "trial",
            "siege",
            "destruction",
        }
        if acts and (not violent or _is_force(side[0])):
            draft.fill(frame.subject, side)
            return
        draft.fill(frame.object, side)
        if draft.chunk.joined and self.subject and not _is_passive_only(draft.chunk):
            draft.fill(frame.subject, self.subject)

    def _bind_subject_only(self, draft: Draft, bare: list[list[Chunk]], before: list[Chunk]) -> None:
        if before and (_is_plural_only(draft.chunk) or not bare):
            draft.fill(draft.frame.subject, before)
        elif bare:
            draft.fill(draft.frame.subject, bare[0])
        elif draft.chunk.joined:
            draft.fill(draft.frame.subject, self.subject)

    def _bind_behind(self, draft: Draft, reach: _Reach) -> None:
        """Bind what stands behind prepositions."""
        for group in reach.behind:
            role = draft.frame.by.get(group[0].prep, "")
            if group[0].under and group[0].cls != "place" and role != "target":
                continue
            if role == "origin":
                if draft.place is None and group[0].cls in {"place", "area"}:
                    draft.place = group[0]
                elif group[0].cls in AGENTS:
                    draft.fill("target", group)
            elif role == "actor" and group[0].prep == "between" and draft.type == "clash":
                draft.fill("actor", group[:1])
                draft.fill("target", group[1:])
            elif role and not (role == "target" and draft.targets and group[0].prep in {"b", "l"}):
                draft.fill(role, group)

    def _bind_told(self, draft: Draft, reach: _Reach) -> None:
        """Let an accusation or a breach be of what happened: "condemned the attack"."""
        if draft.targets or draft.type not in _OF_EVENTS:
            return
        at = reach.object_event if reach.object_event is not None else reach.stop
        if at < len(self.chunks) and self.chunks[at].kind == "noun_event":
            chunk = self.chunks[at]
            if chunk.prep in {"", "b", "on"} and not chunk.joined:
                draft.targets.append(chunk)

    def _bind_object_pronoun(self, draft: Draft) -> None:
        """Resolve an object pronoun to the nearest people named before who are not the subject."""
        for chunk in self._people_before(draft.index):
            if chunk not in draft.actors and (chunk.cls != "force" or draft.type not in {"arrest"}):
                draft.fill(draft.frame.object, [chunk])
                return

    def _people_before(self, index: int) -> Iterator[Chunk]:
        for i in range(index - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "np" and (chunk.cls in AGENTS or chunk.quantity is not None):
                yield chunk

    # nouns

    def _bind_noun(self, draft: Draft) -> None:
        index, frame, chunk = draft.index, draft.frame, draft.chunk
        hit = chunk.hit
        if hit is None:
            return
        if draft.quantity is not None and chunk.head > chunk.first:
            self._fill_counted(draft)
        if draft.row.part == "participle" or draft.row.frame in {"held", "accused"}:
            self._bind_participle(draft)
            return
        following = self.chunks[index + 1] if index + 1 < len(self.chunks) else None
        governs = not chunk.article and not hit.after and not _has_tanwin(hit)
        start = index
        if (
            following
            and following.kind == "np"
            and not following.prep
            and following.first == chunk.end
            and governs
        ):
            start = self._bind_genitive(draft, following)
        reach = self._after(start)
        if hit.after:
            self._bind_pronoun(draft)
            if reach.bare and reach.bare[0][0].first - chunk.end <= 1 and frame.pronoun == "actor":
                draft.fill(frame.object, reach.bare[0])
        self._bind_behind(draft, reach)
        self._bind_told(draft, reach)
        if draft.row.type == "support" and draft.chunk.prep == "b" and not draft.targets:
            draft.fill("target", [c for c in self.subject if c not in draft.actors])
        self._bind_clause(draft, reach.stop)

    def _fill_counted(self, draft: Draft) -> None:
        target = Chunk("np", draft.chunk.first, draft.chunk.end, draft.chunk.facet, cls="counted")
        target.quantity = draft.quantity
        draft.targets.append(target)

    def _bind_genitive(self, draft: Draft, following: Chunk) -> int:
        """Bind the noun that a verbal noun governs and, behind an actor, the object; return where."""
        index = draft.index + 1
        group = [following]
        n = index + 1
        while (
            n < len(self.chunks)
            and self.chunks[n].kind == "np"
            and self.chunks[n].joined
            and not self.chunks[n].prep
        ):
            group.append(self.chunks[n])
            n += 1
        role = draft.frame.genitive
        if role == "backer":
            role = "actor" if draft.chunk.prep == "b" else "target" if draft.chunk.prep == "l" else "kind"
        second = self.chunks[n] if n < len(self.chunks) else None
        has_object = (
            second is not None
            and second.kind == "np"
            and not second.prep
            and second.first == self.chunks[n - 1].end
        )
        if role == "kind":
            role = kind_role(following)
        elif role == "target" and has_object and _is_force(following):
            role = "actor"
        draft.fill(role, group)
        if role == "actor" and draft.frame.genitive == "backer" and self.subject:
            draft.fill("target", [c for c in self.subject if c not in draft.actors])
        if role == "actor" and has_object and second is not None:
            draft.fill(draft.frame.object, [second])
            n += 1
        return n - 1

    def _bind_pronoun(self, draft: Draft) -> None:
        """Resolve a pronoun stuck to a verbal noun."""
        role = draft.frame.pronoun
        if role == "actor" and self.subject and draft.type not in {"killing", "injury", "travel"}:
            draft.fill("actor", self.subject)
            return
        for i in range(draft.index - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "np" and role and fits(chunk, role, type_=draft.type) == role:
                draft.fill(role, [chunk])
                return

    def _bind_participle(self, draft: Draft) -> None:
        """Bind a participle: what it describes stands before it, who did it behind "from"."""
        frame = draft.frame
        role = (
            frame.object
            if draft.row.frame not in {"go", "leave", "surrender", "join", "fight"}
            else frame.subject
        )
        if draft.row.frame in {"send"}:
            role = "actor"
        for i in range(draft.index - 1, max(draft.index - 6, -1), -1):
            chunk = self.chunks[i]
            if chunk.kind in {"stop", "verb_event"}:
                break
            if chunk.kind == "np" and fits(chunk, role, type_=draft.type) == role:
                draft.fill(role, [chunk])
                break
        reach = self._after(draft.index)
        by = {"b": "actor", "from": "actor", "by": "actor"} if frame.object and role == "target" else frame.by
        for group in reach.behind:
            found = by.get(group[0].prep, "")
            if group[0].prep in {"in", "at"} and "in" in frame.by:
                found = "place"
            if found and found != "origin":
                draft.fill(found, group)

    def _bind_speaking(self, draft: Draft) -> None:
        """Bind "calling on X to ...": the speaker acts."""
        draft.fill("actor", self.subject or self.speaker)
        reach = self._after(draft.index)
        if reach.bare:
            draft.fill("target", reach.bare[0])
        self._bind_behind(draft, reach)

    def _bind_clause(self, draft: Draft, stop: int) -> None:
        """Bind what a relative clause behind an event says of it: who carried it out, and where."""
        i = stop
        if i < len(self.chunks) and self.chunks[i].kind == "comma":
            i += 1
        is_relative = (
            i < len(self.chunks) and self.chunks[i].kind == "open" and self.chunks[i].cls == "relative"
        )
        i += is_relative
        if i >= len(self.chunks) or self.chunks[i].kind != "verb":
            return
        verb = self.chunks[i]
        reach = self._after(i)
        if verb.cls == "carry" and verb.hit is not None and (verb.hit.after or is_relative):
            for group in reach.bare[:1]:
                draft.fill("actor", group)
        elif verb.cls == "aim" and draft.type in VIOLENT:
            for group in reach.bare[:1]:
                draft.fill("target", group)
        for group in reach.behind:
            if (
                group[0].prep in {"in", "at", "b"}
                and draft.place is None
                and verb.cls in {"carry", "aim", "happen"}
            ):
                draft.fill("place", group[:1])

    # light verbs

    def _bind_light(self, index: int) -> None:
        """Pass the subject of a light verb on to the event that it governs."""
        verb = self.chunks[index]
        reach = self._after(index)
        acting = [c for c in self._light_subject(index, reach) if c.cls in AGENTS or c.cls == "place"]
        self.acting[index] = acting
        if acting and verb.cls == "say":
            self.speaker[:] = acting
        elif acting and verb.cls != "happen":
            self.subject = acting
        governed = self._governed(reach.stop if reach.object_event is None else reach.object_event)
        if verb.cls == "happen":
            for draft in governed[:1]:
                self._bind_behind(draft, reach)
        if verb.cls not in {"carry", "control", "foil", "suffer"} or not acting:
            return
        for draft in governed:
            self._hand_on(draft, verb, acting)

    def _light_subject(self, index: int, reach: _Reach) -> list[Chunk]:
        """Return the subject of a light verb, or who does what a light verbal noun says."""
        verb = self.chunks[index]
        if verb.hit is not None and not any("_" in f for f in verb.hit.features):
            following = reach.bare[0] if reach.bare and reach.bare[0][0].first == verb.end else []
            return following or self.subject
        antecedent = self._antecedent(index)
        if antecedent is not None and self.chunks[antecedent].kind == "np":
            if verb.hit is not None and verb.hit.after and reach.bare:
                return reach.bare[0]
            return [self.chunks[antecedent], *self._joined_to(antecedent, index)]
        before = [] if verb.joined else self._before(index)
        if before and (self._is_adjacent(before[-1], index) or _is_plural_only(verb)):
            return before
        if reach.bare and not _is_plural_only(verb):
            return reach.bare[0]
        if before:
            return before
        opener = self.chunks[index - 1] if index else None
        if opener is not None and opener.kind == "open" and opener.cls == "complement":
            return self._said_of(index - 1) or self._controller_over(index - 1)
        return self.subject if verb.joined else []

    def _said_of(self, opener: int) -> list[Chunk]:
        """Return whom "that he ..." speaks of: the last actor or victim told of, else the last one named."""
        if not self.chunks[opener].facet.key.endswith(_SUFFIXES):
            return []
        for draft in reversed([d for d in self.drafts if d.index < opener and not d.dropped]):
            if draft.targets and draft.targets[0].cls in AGENTS:
                return draft.targets[:1]
            if draft.actors:
                return draft.actors
        return self.speaker[:1]

    def _controller_over(self, opener: int) -> list[Chunk]:
        """Return who acts in a clause behind "that" without a subject of its own."""
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

    def _governed(self, stop: int) -> list[Draft]:
        """Return the events that stand as object at chunk `stop`, with those joined to them."""
        found = []
        i = stop
        while i < len(self.chunks):
            draft = self.by_index.get(i)
            if draft is None or (found and not draft.chunk.joined):
                break
            found.append(draft)
            i += 1
            while i < len(self.chunks) and self.chunks[i].kind in {"np", "time"}:
                i += 1
        return found

    def _hand_on(self, draft: Draft, verb: Chunk, acting: list[Chunk]) -> None:
        if verb.cls == "suffer":
            role = "actor" if draft.frame.genitive == "actor" and draft.row.frame == "lose" else "target"
            if role == "target" and draft.targets:
                return
            draft.fill(role, acting)
        elif verb.cls == "foil":
            return
        elif draft.frame.subject == "actor" or draft.frame.by.get("by") == "actor":
            draft.actors = [] if draft.chunk.kind == "verb_event" else draft.actors
            if not draft.actors:
                draft.fill("actor", acting)


def subject_first(draft: Draft | None) -> int:
    """Return the first word of the event that is a subject, -1 for none."""
    return draft.chunk.first if draft is not None else -1


def _voice(chunk: Chunk) -> tuple[bool, bool]:
    """Return (surely passive, maybe passive) of a verb form."""
    hit = chunk.hit
    features = hit.features if hit else ()
    passive = [f for f in features if "_pass_" in f]
    if chunk.facet.passive_sign and passive:
        return True, True
    return bool(passive) and len(passive) == len(features), bool(passive)


def _is_passive_only(chunk: Chunk) -> bool:
    return _voice(chunk)[0]


def _is_plural_only(chunk: Chunk) -> bool:
    """Say whether the form can have no subject behind it: it is a dual or a plural."""
    features = chunk.hit.features if chunk.hit else ()
    return bool(features) and all(f.endswith(_PLURAL) for f in features)


def _is_force(chunk: Chunk) -> bool:
    if chunk.mention is not None:
        return chunk.mention.kind != "PERSON" and chunk.cls in AGENTS | {"place"}
    return chunk.cls == "force"


def _has_tanwin(hit: object) -> bool:
    features = getattr(hit, "features", ())
    return "accusative" in features


def _can_be_controlled(draft: Draft) -> bool:
    """Say whether a verbal noun may take its actor from the words that govern it."""
    if draft.row.part == "participle" or draft.row.frame in {"dead", "held", "die", "lose"}:
        return False
    return (
        draft.row.frame != "victim"
        or draft.type not in {"killing", "injury"}
        or draft.chunk.prep in {"b", "from"}
    )


def _points_back(draft: Draft) -> bool:
    """Say whether a definite noun of violence points back to what was told before."""
    return draft.chunk.article and draft.type in VIOLENT


def bind_roles(chunks: list[Chunk], speaker: list[Chunk]) -> list[Draft]:
    """Make a draft of each event word of a sentence and bind its arguments.

    `speaker` is who spoke last, for participles such as "calling on"; it is kept up to date in place.
    """
    return _Binder(chunks, speaker).run()
