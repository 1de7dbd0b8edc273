"""Roles: bind actors, targets and places to the event words of one sentence, by frame.

Arguments are bound inside the clause; what the grammar does not give is left empty.
"""

from tarjih.claims.binding import Binding
from tarjih.claims.chunks import Chunk
from tarjih.claims.control import bind_controlled
from tarjih.claims.event_drafts import Draft
from tarjih.claims.light_roles import bind_light
from tarjih.claims.noun_roles import bind_noun
from tarjih.claims.tables import triggers
from tarjih.claims.verb_roles import bind_verb

__all__ = ["bind_roles"]

_NEAR = 5  # chunks behind a taking in which it is told from whom


def bind_roles(chunks: list[Chunk], *, speaker: list[Chunk], subject: list[Chunk]) -> list[Draft]:
    """Make a draft of each event word of a sentence and bind its arguments.

    `speaker` is who spoke last, for participles such as "calling on", `subject` who acted last, for a
    sentence that begins with a joined verb; both are kept up to date in place.
    """
    parse = Binding(chunks, speaker, subject)
    rows = triggers()
    for index, chunk in enumerate(chunks):
        if chunk.hit is not None and chunk.kind in {"noun_event", "verb_event"}:
            draft = Draft(chunk, index, rows[chunk.hit.row])
            parse.drafts.append(draft)
            parse.by_index[index] = draft
    for index, chunk in enumerate(chunks):
        if chunk.kind == "verb_event":
            bind_verb(parse, parse.by_index[index])
        elif chunk.kind == "noun_event":
            bind_noun(parse, parse.by_index[index])
        elif chunk.kind == "verb":
            bind_light(parse, index)
    for draft in parse.drafts:
        bind_controlled(parse, draft)
        earlier = parse.by_index.get(draft.index - 1)
        if earlier is not None and _tells_again(earlier, draft):
            draft.dropped = True
            _merge(earlier, draft)
    for draft in parse.drafts:
        _bind_held(parse, draft)
    for draft in parse.drafts:
        _bind_purpose(parse, draft)
        _part_sides(draft)
    subject[:] = parse.subject
    return parse.drafts


def _part_sides(draft: Draft) -> None:
    """Let nobody do to himself what is told: of two places that name one, he is the actor."""
    if draft.actors and draft.targets and not draft.itself:
        acting = {a.mention.name for a in draft.actors if a.mention is not None}
        draft.targets = [t for t in draft.targets if t.mention is None or t.mention.name not in acting]


def _bind_held(parse: Binding, draft: Draft) -> None:
    """Bind from whose control a place is taken: "freed the town from the control of"."""
    if draft.type != "capture" or draft.targets or draft.frame.object != "place":
        return
    for i in range(draft.index + 1, min(draft.index + _NEAR, len(parse.chunks))):
        held = parse.by_index.get(i)
        if held is not None:
            if held.type == "capture" and held.chunk.prep == "from":
                draft.targets = [a for a in held.actors if a.first == held.chunk.end]
                held.dropped = True
            return
        if parse.chunks[i].kind != "np":
            return


def _bind_purpose(parse: Binding, draft: Draft) -> None:
    """Let an operation "to regain the town from" strike there, and those who hold it."""
    if draft.type != "attack" or draft.chunk.kind != "noun_event":
        return
    aim = parse.by_index.get(draft.index + 1)
    if aim is not None and aim.type == "capture" and aim.chunk.prep == "l" and not aim.dropped:
        draft.place = draft.place or aim.place
        draft.targets = draft.targets or list(aim.targets)


def _merge(earlier: Draft, draft: Draft) -> None:
    """Give an event what the noun that only says it more closely governs."""
    earlier.actors = earlier.actors or [a for a in draft.actors if a not in earlier.targets]
    earlier.targets = earlier.targets or [t for t in draft.targets if t not in earlier.actors]
    earlier.place = earlier.place or draft.place
    earlier.quantity = earlier.quantity or draft.quantity


def _tells_again(earlier: Draft, draft: Draft) -> bool:
    """Say whether a noun only says more closely what the noun before it names: "a truce agreement"."""
    if earlier.type != draft.type or draft.chunk.first != earlier.chunk.end or earlier.dropped:
        return False
    is_free = not (draft.chunk.prep or draft.chunk.joined or draft.quantity)
    hit = draft.chunk.hit
    return is_free and draft.chunk.kind == "noun_event" and not (hit and hit.after)
