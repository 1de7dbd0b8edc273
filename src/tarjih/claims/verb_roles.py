"""Verb roles: bind subject, object and what stands behind prepositions, active or passive."""

from tarjih.claims.binding import LOSSES, Binding
from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import VIOLENT
from tarjih.claims.surroundings import Reach
from tarjih.claims.verb_forms import is_armed, is_force, is_passive_only, is_plural_only, voice

__all__ = ["bind_verb"]

_MANY = ("\u0647\u0645", "\u0647\u0645\u0627", "\u0647\u0646")
_PERSONS = frozenset(("fighter", "civilian", "official"))
_BY_FORCE = frozenset(("arrest", "abduction"))
_NEED_OBJECT = frozenset((
    "accusation",
    "arrest",
    "trial",
    "abduction",
    "release",
    "execution",
    "assassination",
))


def bind_verb(parse: Binding, draft: Draft) -> None:
    """Bind the arguments of a finite event verb."""
    index, frame = draft.index, draft.frame
    reach = parse.after(index)
    draft.itself = reach.itself
    antecedent = parse.antecedent(index)
    before = [] if draft.chunk.joined and antecedent is None else parse.before(index)
    subject_event = None if draft.chunk.joined and antecedent is None else parse.event_subject(index)
    if antecedent is not None and parse.chunks[antecedent].kind == "np":
        before = [parse.chunks[antecedent], *parse.joined_to(antecedent, index)]
    elif antecedent is not None:
        before = []  # what happened is the subject, not whoever stands before it
    elif not before and (told := _told_of(parse, index, reach)):
        before = told
    if antecedent is not None and parse.chunks[antecedent].kind == "np":
        subject_event = None if parse.is_in_clause(antecedent, index) else subject_event
    hit = draft.chunk.hit
    pronoun = hit is not None and bool(hit.after)
    if pronoun and antecedent is not None:
        draft.fill(frame.object, before)
        before = []
    elif antecedent is not None and before and _resume(parse, draft, reach, before):
        before = []
    draft.subject_event = (
        subject_event if not before or before[0].first < _subject_first(subject_event) else None
    )
    if _is_aim(parse, draft, reach):
        return
    _bind_sides(parse, draft, reach, before)
    parse.bind_behind(draft, reach)
    parse.bind_told(draft, reach)
    if pronoun and antecedent is None:
        _bind_object_pronoun(parse, draft)
    bears_subject = reach.bare and not is_plural_only(draft.chunk)
    if not draft.actors and not bears_subject and index and parse.chunks[index - 1].cls == "complement":
        _bind_told_of(parse, draft)
    if draft.actors:
        parse.subject = draft.actors


def _resume(parse: Binding, draft: Draft, reach: Reach, antecedent: list[Chunk]) -> bool:
    """Bind what a relative clause takes up by a pronoun: "the town which they seized control of (it)"."""
    for back in parse.resumed(draft.index, reach.stop):
        prep = back.prep
        if not _agree(back, antecedent):
            continue
        role = draft.frame.by.get(prep, "")
        role = "place" if role == "origin" or (not role and prep in {"in", "at"}) else role
        if role and draft.fill(role, antecedent):
            return True
        if role == "place" and antecedent[0].cls in {"area", "site"}:
            draft.place = antecedent[0]
            return True
    return False


def _agree(back: Chunk, antecedent: list[Chunk]) -> bool:
    """Say whether a pronoun can mean its antecedent: "from them" is not said of one."""
    is_many = back.facet.key.endswith(_MANY)
    head = antecedent[0]
    is_one = head.mention is not None and head.mention.kind == "PERSON"
    is_one = is_one or (head.cls in _PERSONS and head.quantity is None and not _is_plural(head))
    return not (is_many and is_one and len(antecedent) == 1)


def _is_plural(chunk: Chunk) -> bool:
    hit = chunk.facet.noun_hit
    features = hit.features if hit is not None else ()
    return bool({"plural", "dual", "dual_or_plural"}.intersection(features)) or not features


def _told_of(parse: Binding, index: int, reach: Reach) -> list[Chunk]:
    """Return whom the pronoun of "that they ..." means, where the verb has its object behind it."""
    opener = index - 1
    while opener >= 0 and parse.chunks[opener].kind in {"time", "effect"}:
        opener -= 1
    if opener < 0 or parse.chunks[opener].cls != "complement" or len(reach.bare) != 1:
        return []
    return parse.said_of(opener)


def _bind_told_of(parse: Binding, draft: Draft) -> None:
    """Bind whom "that he ..." speaks of, in a clause that names no subject."""
    told = parse.said_of(draft.index - 1)
    role = draft.frame.subject
    hit = draft.chunk.hit
    is_suffered = draft.frame.object == "target" and draft.type in LOSSES and not draft.targets
    if told and is_suffered and voice(draft.chunk)[1]:
        role = "actor" if hit is not None and hit.after else "target"
    draft.fill(role, told or parse.controller_over(draft.index - 1))


def _is_aim(parse: Binding, draft: Draft, reach: Reach) -> bool:
    """Give the object of "hit" to the event that is its subject, and let the verb itself go."""
    event = draft.subject_event or _event_behind(parse, draft)
    if event is not None and event.index == draft.index + 1:
        reach = parse.after(event.index)
    if event is None or draft.row.condition != "foe" or len(reach.bare) > 1:
        return False
    for group in reach.bare:
        event.fill("target", group)
    for group in reach.behind:
        if group[0].prep in {"in", "at", "b"} and event.place is None:
            event.fill("place", group[:1])
    draft.dropped = True
    return True


def _event_behind(parse: Binding, draft: Draft) -> Draft | None:
    """Return the attack that is the subject right behind a verb of hitting: "a blast hit ..."."""
    event = parse.by_index.get(draft.index + 1)
    if event is None or event.chunk.kind != "noun_event" or event.type not in VIOLENT:
        return None
    return None if event.chunk.prep or event.chunk.joined or event.chunk.article else event


def _bind_sides(parse: Binding, draft: Draft, reach: Reach, before: list[Chunk]) -> None:
    """Bind subject and object, for verbs whose passive is written like their active."""
    frame, bare = draft.frame, reach.bare
    passive, may_be_passive = voice(draft.chunk)
    if not frame.object or (passive and not frame.object):
        _bind_subject_only(parse, draft, bare, before)
        return
    if passive:
        side = before if before and is_plural_only(draft.chunk) else (bare[0] if bare else before)
        draft.fill(frame.object, side)
        return
    has_object = draft.chunk.hit is not None and bool(draft.chunk.hit.after)
    adjacent = bool(before) and parse.is_adjacent(before[-1], draft.index)
    if adjacent and bare and not passive:
        _bind_one(parse, draft, bare[0], before=before, may_be_passive=may_be_passive)
        return
    if len(bare) >= 2 and may_be_passive and bare[0][0].quantity is not None and draft.type in LOSSES:
        draft.fill(frame.object, bare[0])
        return
    if len(bare) >= 2 and not is_plural_only(draft.chunk):
        draft.fill(frame.subject, bare[0])
        draft.fill(frame.object, bare[1])
        return
    if bare:
        _bind_one(parse, draft, bare[0], before=before, may_be_passive=may_be_passive)
    elif before:
        role = frame.subject
        if may_be_passive and draft.type in LOSSES:
            victim = before[0].quantity is not None or not is_force(before[0])
            needs_object = reach.object_event is None and not (draft.chunk.hit and draft.chunk.hit.after)
            needs_object = needs_object and not (is_force(before[0]) and draft.type in _BY_FORCE)
            role = frame.object if victim or needs_object else role
        draft.fill(role, before)
    elif draft.chunk.joined or (parse.goes_on(draft.index) and (has_object or not may_be_passive)):
        draft.fill(frame.subject, parse.carried_by(draft.index))


def _bind_one(
    parse: Binding, draft: Draft, side: list[Chunk], *, before: list[Chunk], may_be_passive: bool
) -> None:
    frame = draft.frame
    if draft.itself:
        draft.fill(frame.subject, before or side)
        return
    if before or draft.subject_event is not None or is_plural_only(draft.chunk):
        goes_on = draft.chunk.joined or parse.goes_on(draft.index)
        draft.fill(frame.subject, before or (parse.carried_by(draft.index) if goes_on else []))
        draft.fill(frame.object, side)
        return
    if draft.chunk.hit is not None and draft.chunk.hit.after:
        draft.fill(frame.subject, side)
        return
    counted = side[0].quantity is not None and (draft.type in LOSSES or not is_armed(side[0]))
    acts = side[0].cls in AGENTS | {"place"} and not counted
    if frame.object == "place" and side[0].cls not in {"place", "area", "site"}:
        draft.fill(frame.subject, side)
        return
    needs_object = draft.type in _NEED_OBJECT and draft.row.frame != "condemn"
    if may_be_passive and needs_object and not is_force(side[0]):
        acts = False
    violent = draft.type in VIOLENT or draft.type in {
        "arrest",
        "release",
        "trial",
        "siege",
        "destruction",
    }
    if acts and (not violent or is_force(side[0])):
        draft.fill(frame.subject, side)
        return
    draft.fill(frame.object, side)
    if draft.chunk.joined and parse.subject and not is_passive_only(draft.chunk):
        draft.fill(frame.subject, parse.carried_by(draft.index))


def _bind_subject_only(parse: Binding, draft: Draft, bare: list[list[Chunk]], before: list[Chunk]) -> None:
    if before and (is_plural_only(draft.chunk) or not bare):
        draft.fill(draft.frame.subject, before)
    elif bare:
        draft.fill(draft.frame.subject, bare[0])
    elif draft.chunk.joined or parse.goes_on(draft.index):
        draft.fill(draft.frame.subject, parse.carried_by(draft.index))


def _bind_object_pronoun(parse: Binding, draft: Draft) -> None:
    """Resolve an object pronoun to the nearest people (or place) named before who are not the subject."""
    if draft.frame.object == "place":
        places = (c for c in reversed(parse.chunks[: draft.index]) if c.cls in {"place", "area"})
        draft.fill(
            "place",
            [next(places)] if any(c.cls in {"place", "area"} for c in parse.chunks[: draft.index]) else [],
        )
        return
    for chunk in parse.people_before(draft.index):
        if chunk not in draft.actors and (chunk.cls != "force" or draft.type not in {"arrest"}):
            draft.fill(draft.frame.object, [chunk])
            return


def _subject_first(draft: Draft | None) -> int:
    """Return the first word of the event that is a subject, -1 for none."""
    return draft.chunk.first if draft is not None else -1
