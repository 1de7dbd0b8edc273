"""Light roles: hand the subject of a light verb on to the event that it governs."""

from tarjih.claims.binding import Binding
from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.surroundings import Reach
from tarjih.claims.verb_forms import is_finite, is_plural_only

__all__ = ["bind_light"]

_GOVERNING = frozenset(("carry", "cause", "claim", "control", "foil", "happen", "suffer"))


def bind_light(parse: Binding, index: int) -> None:
    """Pass the subject of a light verb on to the event that it governs."""
    verb = parse.chunks[index]
    reach = parse.after(index)
    subject = _light_subject(parse, index, reach)
    acting = _note_acting(parse, index, subject)
    if verb.cls in _GOVERNING:
        _bind_governed(parse, index, reach, subject=subject, acting=acting)


def _bind_governed(
    parse: Binding, index: int, reach: Reach, *, subject: list[Chunk], acting: list[Chunk]
) -> None:
    """Bind the subject of the light verb at `index`, and who of it acts, to the events it governs."""
    verb = parse.chunks[index]
    governed = _governed(parse, index, reach)
    if verb.cls == "claim" and governed and governed[0].chunk.prep == "of":
        for draft in governed:
            if not draft.actors:
                draft.fill("actor", parse.claiming(index))
    if verb.cls == "happen":
        for draft in governed[:1]:
            parse.bind_behind(draft, reach)
            if draft.type == "agreement" and acting:
                draft.fill("actor", acting)  # "signed" is written like "happened"
    told = parse.by_index.get(index - 1)
    if verb.cls == "suffer" and told is not None and verb.hit is not None and verb.hit.after:
        governed = [told]  # "attacks that the area saw"
    if verb.cls == "suffer" and subject and not acting:
        _bind_scene(governed, subject)
    if verb.cls == "cause":
        acting = [] if not governed or not _causes(parse, index, reach, governed[0]) else acting
    if verb.cls not in {"carry", "cause", "control", "foil", "suffer"} or not acting:
        return
    for draft in governed:
        _hand_on(draft, verb, acting)


def _causes(parse: Binding, index: int, reach: Reach, effect: Draft) -> bool:
    """Say whether people, not an event, are told to bring about what follows: "his men's raid led to"."""
    told = reach.bare[0][0] if reach.bare else None
    if told is None or told.quantity is not None or told.cls not in AGENTS:
        return False
    return bool(effect.chunk.prep) and parse.antecedent(index) is None and parse.event_subject(index) is None


def _bind_scene(governed: list[Draft], subject: list[Chunk]) -> None:
    """Bind the area that "saw" an event."""
    for draft in governed:
        if draft.place is None and subject[0].cls in {"area", "site"}:
            draft.place = subject[0]


def _note_acting(parse: Binding, index: int, subject: list[Chunk]) -> list[Chunk]:
    """Note who acts or speaks by the verb at `index` and return them."""
    verb = parse.chunks[index]
    acting = [c for c in subject if c.cls in AGENTS or c.cls == "place"]
    parse.acting[index] = acting
    if acting and verb.cls == "say":
        parse.speaker[:] = acting
    elif acting and verb.cls != "happen" and is_finite(verb):
        parse.subject = acting
    return acting


def _light_subject(parse: Binding, index: int, reach: Reach) -> list[Chunk]:
    """Return the subject of a light verb, or who does what a light verbal noun says."""
    verb = parse.chunks[index]
    if verb.hit is not None and not is_finite(verb):
        behind = parse.chunks[index + 1] if index + 1 < len(parse.chunks) else None
        is_doer = behind is not None and behind.kind == "np" and behind.first == verb.end
        if behind is not None and is_doer and (behind.under or not behind.prep):
            return [behind, *parse.joined_to(index + 1, len(parse.chunks))]
        return _doer_before(parse, index) or parse.subject
    antecedent = parse.antecedent(index)
    if antecedent is not None and parse.chunks[antecedent].kind == "np":
        if verb.hit is not None and verb.hit.after and reach.bare:
            return reach.bare[0]
        return [parse.chunks[antecedent], *parse.joined_to(antecedent, index)]
    before = [] if verb.joined else parse.before(index)
    if before and (parse.is_adjacent(before[-1], index) or is_plural_only(verb)):
        return before
    if reach.bare and not is_plural_only(verb):
        return reach.bare[0]
    if before:
        return before
    opener = parse.chunks[index - 1] if index else None
    if opener is not None and opener.kind == "open" and opener.cls == "complement":
        return parse.said_of(index - 1) or parse.controller_over(index - 1)
    return parse.subject if verb.joined or parse.goes_on(index) else []


def _doer_before(parse: Binding, index: int) -> list[Chunk]:
    """Return the nearest people before "carrying out": "their drive to ...", "accused them of ..."."""
    for i in range(index - 1, -1, -1):
        chunk = parse.chunks[i]
        if chunk.kind not in {"np", "time", "effect"}:
            return []
        is_state = chunk.cls == "place" and chunk.under
        if (chunk.cls in AGENTS or is_state) and chunk.prep not in {"with", "against", "by"}:
            return [chunk]
    return []


def _governed(parse: Binding, index: int, reach: Reach) -> list[Draft]:
    """Return the events that the light verb at `index` governs, with those joined to the first."""
    found: list[Draft] = []
    i = _past_adjuncts(parse, index, reach.stop if reach.object_event is None else reach.object_event)
    while i < len(parse.chunks):
        draft = parse.by_index.get(i)
        if draft is None or (found and not (draft.chunk.joined and draft.chunk.kind == "noun_event")):
            break
        found.append(draft)
        i += 1
        while i < len(parse.chunks) and parse.chunks[i].kind in {"np", "time"}:
            i += 1
    return found


def _past_adjuncts(parse: Binding, index: int, stop: int) -> int:
    """Return the object behind "after his arrival in X", "with the backing of Y", else `stop`."""
    first = parse.by_index.get(stop)
    if first is None or first.chunk.kind != "noun_event" or parse.chunks[index].cls == "claim":
        return stop
    is_aside = first.chunk.prep == "after" or (first.chunk.prep == "b" and first.type == "support")
    if not is_aside:
        return stop
    for i in range(stop + 1, len(parse.chunks)):
        chunk = parse.chunks[i]
        if chunk.kind == "noun_event" and not chunk.joined:
            return stop if chunk.prep and chunk.prep not in parse.chunks[index].senses else i
        if chunk.kind not in {"np", "time", "comma"}:
            break
    return stop


def _hand_on(draft: Draft, verb: Chunk, acting: list[Chunk]) -> None:
    if verb.cls == "suffer":
        role = "actor" if draft.frame.genitive == "actor" and draft.row.frame == "lose" else "target"
        if role == "target" and draft.targets:
            return
        draft.fill(role, acting)
    elif verb.cls == "foil":
        return
    elif verb.cls == "carry" and draft.chunk.prep == "in":
        return  # who looks into an attack did not carry it out
    elif draft.frame.subject == "actor" or draft.frame.by.get("by") == "actor":
        draft.actors = [] if draft.chunk.kind == "verb_event" else draft.actors
        if not draft.actors:
            draft.fill("actor", acting)
