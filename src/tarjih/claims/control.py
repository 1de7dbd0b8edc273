"""Control: give a verbal noun the actor that the words governing it imply."""

from tarjih.claims.binding import Binding
from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import MOVES, VIOLENT

__all__ = ["bind_controlled"]

_ASIDE = frozenset(("with", "against", "by"))  # prepositions of those who do not act
_CONTROLLED = frozenset(("l", "b", "of", "from", "on", "to", "in", "after"))


def bind_controlled(parse: Binding, draft: Draft) -> None:
    """Give a verbal noun without an actor the one who acts in the words that govern it."""
    if draft.actors or draft.chunk.kind != "noun_event" or not _can_be_controlled(draft):
        return
    if _is_planned(parse, draft):
        draft.fill("actor", _doer_of_plan(parse, draft.index - 2))
        return
    if draft.chunk.prep not in _CONTROLLED and not draft.chunk.joined:
        return
    for actor in _controller(parse, draft) or _mover(parse, draft) or _visitor(parse, draft):
        if actor not in draft.targets:
            draft.fill("actor", [actor])


def _is_planned(parse: Binding, draft: Draft) -> bool:
    """Say whether a phrase like "on the verge of" governs a verbal noun."""
    before = parse.chunks[draft.index - 1] if draft.index else None
    if before is None or before.kind != "effect" or draft.chunk.prep or draft.chunk.joined:
        return False
    return before.cls in {"planned", "attempted"} and before.facet.length > 1


def _doer_of_plan(parse: Binding, index: int) -> list[Chunk]:
    """Return the people right before "on the verge of"."""
    if index < 0:
        return []
    before = parse.chunks[index]
    is_doer = before.kind == "np" and before.cls in AGENTS and not before.prep
    return [before] if is_doer else []


def _controller(parse: Binding, draft: Draft) -> list[Chunk]:
    """Return who acts in the nearest words that can govern a verbal noun."""
    doer = _doer_before(parse, draft)
    if doer:
        return doer
    loose = draft.chunk.prep in {"in", "on", "after", "of"} or _points_back(draft)
    for i in range(draft.index - 1, -1, -1):
        chunk = parse.chunks[i]
        if chunk.kind == "stop" or (chunk.kind == "open" and chunk.cls != "relative"):
            return []
        governor = parse.by_index.get(i)
        if governor is not None and not governor.dropped:
            return _handed(governor, draft, loose=loose)
        if chunk.kind == "verb" and chunk.cls == "carry" and draft.chunk.prep == "in":
            return []  # who looks into an attack did not carry it out
        if chunk.kind == "verb" and chunk.cls == "say" and draft.chunk.prep == "l":
            return parse.acting.get(i, [])
        if chunk.kind == "verb":
            return parse.acting.get(i, []) if chunk.cls in {"control", "carry", "foil"} else []
    return []


def _doer_before(parse: Binding, draft: Draft) -> list[Chunk]:
    """Return who stands right before a verbal noun with its object: "the army's right to strike them"."""
    before = parse.chunks[draft.index - 1] if draft.index else None
    if before is None or before.kind != "np" or before.cls not in AGENTS or before.prep in _ASIDE | {"to"}:
        return []
    has_object = bool(draft.targets) or (draft.frame.object == "place" and draft.place is not None)
    if not has_object or draft.chunk.article or draft.chunk.prep not in {"in", "on", "l", "b", "of"}:
        return []
    if draft.chunk.prep in {"of", "b"} and draft.index > 1 and parse.chunks[draft.index - 2].cls == "say":
        return []  # "the ministry announced the arrest of": by whom is not said
    suffers = any(before in d.targets for d in parse.drafts if d is not draft and d.type != "accusation")
    return [] if suffers else [before]


def _mover(parse: Binding, draft: Draft) -> list[Chunk]:
    """Return who goes somewhere "in order to" do it, where the verb of going is in no list."""
    if draft.chunk.prep not in {"l", "to"} or draft.type not in MOVES:
        return []
    for i in range(draft.index - 1, -1, -1):
        chunk = parse.chunks[i]
        if chunk.kind in {"stop", "open"}:
            return []
        if chunk.kind == "np" and chunk.cls in AGENTS and chunk.prep not in _ASIDE:
            return [chunk]
    return []


def _visitor(parse: Binding, draft: Draft) -> list[Chunk]:
    """Return who is on a visit or in talks while something else is told of him."""
    preps = {"travel": {"in", "after"}, "negotiation": {"in"}}.get(draft.type, set())
    follows = parse.chunks[draft.index + 1 : draft.index + 2]
    is_told_of = bool(follows) and follows[0].kind == "np" and follows[0].first == draft.chunk.end
    if draft.chunk.prep not in preps or draft.chunk.article or (is_told_of and not follows[0].prep):
        return []
    return parse.owner(draft.index)


def _handed(governor: Draft, draft: Draft, *, loose: bool) -> list[Chunk]:
    """Return whom a governing event makes the actor: who is asked or sent does it, else who acts."""
    if governor.type == "accusation" and draft.chunk.prep in {"b", "on"}:
        return governor.targets
    if governor.type == "demand" and not governor.targets and draft.chunk.prep in {"b", "to", "l"}:
        return []
    if governor.type == "threat" and draft.chunk.prep in {"from", "of"}:
        return []  # who warns of an attack does not attack
    if governor.row.frame == "strike_with" and governor.type == "support":
        return []
    if loose:
        return governor.actors if draft.chunk.joined and not _points_back(draft) else []
    if governor.type in {"demand", "deployment", "joining"} and any(
        t.cls in AGENTS or t.cls == "counted" for t in governor.targets
    ):
        moved = governor.type == "demand" or any(t.cls != "force" for t in governor.targets)
        return governor.targets if moved else governor.actors
    return governor.actors


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
    return draft.chunk.article and draft.type in VIOLENT and draft.chunk.prep != "l"
