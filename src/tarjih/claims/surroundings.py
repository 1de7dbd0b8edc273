"""Surroundings: what stands before and behind an event word inside its clause."""

from collections.abc import Iterator

from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import VIOLENT
from tarjih.claims.verb_forms import is_plural_only

__all__ = ["Reach", "Surroundings"]

_BLASTS = frozenset(("bombing", "suicide_attack"))
_EXPLODING = frozenset(("weapon", "vehicle"))
_NAMELESS = frozenset(("area", "site", "vehicle", "thing"))
_GOING_ON = frozenset(("coordinate", "temporal", "adverbial"))
_TRANSPARENT = frozenset(("time", "effect"))


class Reach:
    """What stands behind an event word: bare noun phrases and phrases behind prepositions, in groups."""

    __slots__ = ("bare", "behind", "itself", "object_event", "stop")

    def __init__(self) -> None:
        self.bare: list[list[Chunk]] = []
        self.behind: list[list[Chunk]] = []
        self.object_event: int | None = None
        self.itself = False  # "himself" stands as object
        self.stop = 0


class Surroundings:
    """The chunks of one sentence, with the drafts of the events among them by chunk index."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self.chunks = chunks
        self.by_index: dict[int, Draft] = {}

    def is_in_clause(self, antecedent: int, verb: int) -> bool:
        """Say whether a relative pronoun parts a noun, no genitive of an event, from the verb at `verb`."""
        if antecedent and self._is_genitive(antecedent):
            return False
        return any(c.kind == "open" for c in self.chunks[antecedent + 1 : verb])

    def goes_on(self, index: int) -> bool:
        """Say whether the verb at `index` follows a word that opens its clause: "then they fled"."""
        before = self.chunks[index - 1] if index else None
        return before is not None and before.kind == "open" and before.cls in _GOING_ON

    def resumed(self, index: int, stop: int) -> list[Chunk]:
        """Return the prepositions with a pronoun behind the verb at `index`: "which they left (it)"."""
        return [c for c in self.chunks[index + 1 : stop] if c.kind == "back"]

    def after(self, index: int) -> Reach:
        """Collect the noun phrases behind chunk `index` up to the end of its clause."""
        reach = Reach()
        last: list[Chunk] | None = None
        i = index + 1
        while i < len(self.chunks):
            chunk = self.chunks[i]
            if chunk.kind in {"stop", "open", "verb", "verb_event"}:
                break
            if chunk.kind == "comma" and self._is_apposed(i, last):
                i += 2
                continue
            if chunk.kind == "comma" and not (self._goes_on(i, reach) or self._closes_aside(i, index)):
                break
            if chunk.kind == "noun_event" and last is not None and self._describes(i):
                i = self._past_description(i)
                continue
            if chunk.kind == "noun_event" and chunk.prep and self._awaits(index, reach):
                i += 2 if i + 1 < len(self.chunks) and self._is_genitive(i + 1) else 1
                continue
            if chunk.kind == "noun_event":
                if not chunk.prep and reach.object_event is None:
                    reach.object_event = i
                if not chunk.joined or self.chunks[index].kind == "noun_event":
                    break
            elif chunk.kind == "np" and not (last is not None and self._names_official(i, reach)):
                last = self._place_np(chunk, reach, last)
            elif chunk.cls == "self":
                reach.itself = True
            i += 1
        reach.stop = i
        return reach

    def _names_official(self, at: int, reach: Reach) -> bool:
        """Say whether a name only says who an office holder is: "the leader of X in Y, A B"."""
        chunk, before = self.chunks[at], self.chunks[at - 1]
        head = reach.bare[-1][-1] if reach.bare else None
        if head is None or head.cls not in {"official", "fighter"} or chunk.prep or chunk.joined:
            return False
        is_person = chunk.mention is not None and chunk.mention.kind == "PERSON"
        is_named = head.mention is not None and head.mention.kind == "PERSON"
        return is_person and not is_named and before.kind == "np" and before.prep in {"in", "at"}

    def _awaits(self, index: int, reach: Reach) -> bool:
        """Say whether a verb in the singular has met no noun yet: "were killed in the fight six men"."""
        verb = self.chunks[index]
        if verb.kind != "verb_event" or reach.bare or reach.behind or verb.joined:
            return False
        return not is_plural_only(verb)

    def _describes(self, at: int) -> bool:
        """Say whether a participle is the adjective of the noun before it: "the forces backed by"."""
        draft = self.by_index.get(at)
        is_participle = draft is not None and draft.row.part == "participle"
        chunk = self.chunks[at]
        return is_participle and chunk.article and not chunk.prep and not chunk.joined

    def _past_description(self, at: int) -> int:
        """Return the chunk behind a participle and the phrases that it governs."""
        i = at + 1
        while i < len(self.chunks) and self.chunks[i].kind in {"np", "time"}:
            if not self.chunks[i].prep and self.chunks[i].kind == "np":
                break
            i += 1
        return i

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
    def _place_np(chunk: Chunk, reach: Reach, last: list[Chunk] | None) -> list[Chunk]:
        if chunk.joined and last is not None and (not chunk.prep or chunk.prep == last[-1].prep):
            chunk.prep = last[-1].prep
            last.append(chunk)
            return last
        if last is not None and chunk.prep == "some" and chunk.mention is not None and chunk.quantity is None:
            last.append(chunk)  # "among them the commander A B" is named beside those counted
            return last
        group = [chunk]
        (reach.behind if chunk.prep else reach.bare).append(group)
        return group

    def _goes_on(self, comma: int, reach: Reach) -> bool:
        """Say whether a clause goes on behind a comma: a list, or a phrase of place or time."""
        following = self.chunks[comma + 1] if comma + 1 < len(self.chunks) else None
        if following is None or following.kind in {"verb", "verb_event", "open", "stop"}:
            return False
        return following.kind == "time" or bool(following.prep) or not reach.bare

    def _closes_aside(self, comma: int, index: int) -> bool:
        """Say whether a comma closes an aside of time or place: "held, on Monday, two men"."""
        i = comma - 1
        while i > index and (self.chunks[i].kind == "time" or self.chunks[i].prep):
            i -= 1
        following = self.chunks[comma + 1] if comma + 1 < len(self.chunks) else None
        is_aside = index < i < comma - 1 and self.chunks[i].kind == "comma"
        return is_aside and following is not None and following.kind == "np" and not following.joined

    def before(self, index: int) -> list[Chunk]:
        """Return the subject that stands before the verb at `index`, with the nouns joined to it.

        It is the first bare noun phrase of the clause; relative clauses in between are passed over, and
        a plural verb, whose subject never follows it, looks back to the beginning of the statement.
        """
        plural = is_plural_only(self.chunks[index])
        found: list[Chunk] = []
        i = index - 1
        while i >= 0:
            chunk = self.chunks[i]
            if chunk.kind == "stop" or (chunk.kind == "open" and chunk.cls != "relative"):
                break
            if chunk.kind == "verb" and chunk.cls == "be" and chunk.joined and found:
                break  # "and the government had freed": another clause
            if chunk.kind in {"verb", "verb_event"} and chunk.cls != "be":
                opener = self.relative_over(i)
                if opener is None and (not plural or chunk.cls == "say"):
                    break
                found = []
                i = i - 1 if opener is None else opener - 1
                continue
            opens = i == 0 or self.chunks[i - 1].kind in {"stop", "open"}
            if chunk.kind == "np" and i and self._is_genitive(i):
                i -= 1
                continue
            if chunk.kind == "np" and not chunk.prep and not chunk.under and (opens or not chunk.joined):
                found = [chunk, *self.joined_to(i, index)]
            i -= 1
        return found

    def _is_genitive(self, at: int) -> bool:
        """Say whether the verbal noun right before a noun governs it: "the blast of the car"."""
        before, chunk = self.chunks[at - 1], self.chunks[at]
        is_governed = chunk.kind == "np" and before.end + before.gap == chunk.first and not chunk.prep
        return is_governed and before.kind == "noun_event" and not before.article

    def relative_over(self, verb: int) -> int | None:
        """Return the relative pronoun whose clause the verb at `verb` begins, None if there is none."""
        for i in range(verb - 1, max(verb - 3, -1), -1):
            if self.chunks[i].kind == "open":
                return i if self.chunks[i].cls == "relative" else None
            if self.chunks[i].kind not in {"effect", "time"}:
                return None
        return None

    def joined_to(self, start: int, end: int) -> list[Chunk]:
        """Return the bare noun phrases between two chunks that "and" ties to the one at `start`."""
        joined: list[Chunk] = []
        is_bare = True
        for chunk in self.chunks[start + 1 : end]:
            if chunk.kind == "np" and chunk.joined and not chunk.prep:
                joined += [chunk] if is_bare else []
            elif chunk.kind == "np":
                is_bare = not chunk.prep
            elif chunk.kind not in {"comma", "np"}:
                break
        return joined

    def antecedent(self, index: int) -> int | None:
        """Return the chunk that a relative clause describes, None where chunk `index` begins none."""
        i = index - 1
        while i >= 0 and self.chunks[i].kind in _TRANSPARENT:
            i -= 1
        if i >= 0 and self._is_described(i, index):
            return i
        if i < 0 or self.chunks[i].kind != "open" or self.chunks[i].cls != "relative":
            return None
        return self._head_before(i)

    def _is_described(self, at: int, verb: int) -> bool:
        """Say whether a verb right behind an indefinite noun describes it: "arrested a man (who) fled"."""
        chunk = self.chunks[at]
        if chunk.kind != "np" or chunk.article or chunk.mention is not None or self.chunks[verb].joined:
            return False
        if chunk.end != self.chunks[verb].first:
            return False
        if at and chunk.cls in _EXPLODING and self.chunks[at - 1].kind in {"noun_event", "verb_event"}:
            return False  # the blast of the bomb does what follows
        if chunk.prep:
            return True  # what a preposition governs is no subject
        for i in range(at - 1, -1, -1):
            before = self.chunks[i]
            if before.kind in {"stop", "open"}:
                return False
            if before.kind in {"verb", "verb_event", "noun_event"} and before.cls != "be":
                return True
        return False

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
                if not chunk.prep or chunk.cls in AGENTS or (chunk.cls in _NAMELESS and not chunk.mention):
                    break
        return best

    def event_subject(self, index: int) -> Draft | None:
        """Return the event that is the subject of the verb at `index`: "the blast (that) hit ..."."""
        for n in range(index - 1, -1, -1):
            chunk = self.chunks[n]
            if chunk.kind == "open" and chunk.cls == "relative" and n > index - 3:
                continue
            if chunk.kind == "verb" and self.relative_over(n) is not None:
                continue
            if chunk.kind == "verb_event" and self.by_index[n].type in _BLASTS:
                between = self.chunks[n + 1 : index]
                return self.by_index[n] if all(c.cls in _EXPLODING for c in between) else None
            if chunk.kind in {"stop", "verb_event"} or (chunk.kind == "verb" and chunk.cls != "be"):
                return None
            if chunk.kind == "open" and chunk.cls != "relative":
                return None
            if chunk.kind == "noun_event":
                draft = self.by_index[n]
                return draft if draft.type in VIOLENT else None
        return None

    def is_adjacent(self, chunk: Chunk, index: int) -> bool:
        """Say whether a noun phrase stands right before the verb at `index`."""
        i = index - 1
        while i >= 0 and self.chunks[i].kind in {"time", "effect"}:
            i -= 1
        return i >= 0 and (self.chunks[i] is chunk or self.chunks[i].cls == "be")

    def people_before(self, index: int) -> Iterator[Chunk]:
        """Yield the people and counted things named before chunk `index`, the nearest first."""
        for i in range(index - 1, -1, -1):
            chunk = self.chunks[i]
            if chunk.kind == "np" and (chunk.cls in AGENTS or chunk.quantity is not None):
                yield chunk
