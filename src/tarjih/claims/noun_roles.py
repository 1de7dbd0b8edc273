"""Noun roles: bind what verbal nouns and participles govern, describe or are told of."""

from tarjih.claims.binding import Binding
from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import VIOLENT, fits, kind_role
from tarjih.claims.surroundings import Reach
from tarjih.claims.verb_forms import is_force

__all__ = ["bind_noun"]

_DOING = frozenset(("b", "from", "by"))
_VISITS = frozenset(("travel", "border_crossing"))
_SHARED = frozenset(("clash", "protest", "negotiation", "agreement"))  # their adjective may say where


def bind_noun(parse: Binding, draft: Draft) -> None:
    """Bind the arguments of an event noun: what it governs, what is told behind it, its pronoun."""
    index, frame, chunk = draft.index, draft.frame, draft.chunk
    hit = chunk.hit
    if hit is None:
        return
    if draft.quantity is not None and chunk.head > chunk.first:
        _fill_counted(draft)
    if draft.row.part == "participle" and draft.row.frame == "ask":
        _bind_speaking(parse, draft)
        return
    if draft.row.part == "participle" or draft.row.frame in {"held", "accused"}:
        _bind_participle(parse, draft)
        return
    following = parse.chunks[index + 1] if index + 1 < len(parse.chunks) else None
    governs = not chunk.article and not hit.after and not _has_tanwin(hit)
    start = index
    if (
        following
        and following.kind == "np"
        and not following.prep
        and following.first == chunk.end + chunk.gap
        and governs
    ):
        start = _bind_genitive(parse, draft, following)
    if chunk.inner is not None and (frame.genitive == "target" or draft.row.frame == "lose"):
        draft.fill(frame.genitive, [chunk.inner])
    reach = parse.after(start)
    if hit.after and _has_object(draft, reach):
        draft.fill("actor", parse.claiming(index) or parse.owner(index) or parse.subject)
        draft.fill(frame.object, reach.bare[0])
    elif hit.after and not _bind_undergone(parse, draft):
        _bind_pronoun(parse, draft)
    parse.bind_behind(draft, reach)
    parse.bind_told(draft, reach)
    _bind_owner(draft, reach)
    if draft.row.frame == "dead":
        _bind_counted_of(draft, reach)
    _bind_doers(parse, draft, reach)
    if draft.row.type == "support" and draft.chunk.prep == "b" and not draft.targets:
        draft.fill("target", [c for c in parse.subject if c not in draft.actors])
    _bind_clause(parse, draft, reach.stop)


def _bind_doers(parse: Binding, draft: Draft, reach: Reach) -> None:
    """Bind who is called the doer, the parties "between" whom it is, or whose nation the event bears."""
    index, frame, chunk = draft.index, draft.frame, draft.chunk
    if not draft.actors and index and parse.chunks[index - 1].cls == "doer":
        _bind_doer(parse, draft, reach.stop)
    if "between" in frame.by and not any(a.prep == "between" for a in draft.actors):
        draft.actors = parse.parties(index) or draft.actors
    if chunk.nation is not None and frame.subject == "actor" and draft.type not in _SHARED:
        draft.fill("actor", [] if draft.actors else [chunk.nation])


def _has_object(draft: Draft, reach: Reach) -> bool:
    """Say whether an object follows the pronoun, which then means who acts: "their freeing the town"."""
    frame = draft.frame
    if frame.subject != "actor" or not reach.bare or reach.bare[0][0].first != draft.chunk.end:
        return False
    return fits(reach.bare[0][0], frame.object, type_=draft.type) != ""


def _bind_undergone(parse: Binding, draft: Draft) -> bool:
    """Bind the pronoun of what "was done": "its destruction took place"."""
    before = parse.chunks[draft.index - 1] if draft.index else None
    if before is None or before.cls != "happen" or before.end != draft.chunk.first or before.facet.length > 1:
        return False
    role = draft.frame.object
    for chunk in reversed(parse.chunks[: draft.index]):
        if role and chunk.kind == "np" and fits(chunk, role, type_=draft.type) == role:
            return draft.fill(role, [chunk])
    return False


def _bind_owner(draft: Draft, reach: Reach) -> None:
    """Bind "the attack of the group", said with lam; behind an actor lam marks whom it struck."""
    first = next((g for g in reach.behind if g[0].prep == "l"), None)
    if first is not None and draft.type == "capture" and draft.actors and draft.place is None:
        draft.fill("place", first)
    if first is None or draft.frame.subject != "actor" or "l" in draft.frame.by or draft.type not in VIOLENT:
        return
    if draft.actors:
        draft.fill("target", [] if draft.targets else first)
    elif first is reach.behind[0] and not reach.bare:
        draft.fill("actor", [c for c in first if c.cls in AGENTS])


def _bind_counted_of(draft: Draft, reach: Reach) -> None:
    """Bind those among whom the dead are counted: "four dead of the militia"."""
    group = reach.behind[0] if reach.behind else None
    if group is None or group[0].prep != "from" or group[0].cls not in AGENTS:
        return
    if group[0].first == draft.chunk.end + 1:
        draft.targets = list(group)


def _fill_counted(draft: Draft) -> None:
    target = Chunk("np", draft.chunk.first, draft.chunk.end, draft.chunk.facet, cls="counted")
    target.quantity = draft.quantity
    draft.targets.append(target)


def _bind_genitive(parse: Binding, draft: Draft, following: Chunk) -> int:
    """Bind the noun that a verbal noun governs and, behind an actor, the object; return where."""
    index = draft.index + 1
    group = [following]
    n = index + 1
    while (
        n < len(parse.chunks)
        and parse.chunks[n].kind == "np"
        and parse.chunks[n].joined
        and not parse.chunks[n].prep
    ):
        group.append(parse.chunks[n])
        n += 1
    some = parse.chunks[n] if n < len(parse.chunks) else None
    while some is not None and some.kind in {"np", "back"} and some.prep != "some":
        n_some = parse.chunks.index(some) + 1
        some = parse.chunks[n_some] if n_some < len(parse.chunks) else None
    if some is not None and some.kind == "np" and some.mention is not None and some.quantity is None:
        group.append(some)  # "eleven gunmen, among them the commander A B"
    role = draft.frame.genitive
    if role == "backer":
        role = "actor" if draft.chunk.prep == "b" else "target" if draft.chunk.prep == "l" else "kind"
    second = parse.chunks[n] if n < len(parse.chunks) else None
    has_object = (
        second is not None
        and second.kind == "np"
        and not second.prep
        and second.first == parse.chunks[n - 1].end + parse.chunks[n - 1].gap
    )
    if role == "actor" and draft.type in _VISITS and following.cls == "place":
        role = "place"
    if role == "kind":
        role = kind_role(following)
    elif role == "target" and is_force(following) and (has_object or _is_followed(draft, second)):
        role = "actor"
    draft.fill(role, group)
    if role == "actor" and draft.frame.genitive == "backer" and parse.subject:
        draft.fill("target", [c for c in parse.subject if c not in draft.actors])
    if role == "actor" and has_object and second is not None:
        draft.fill(draft.frame.object, [second])
        n += 1
    return n - 1


def _is_followed(draft: Draft, second: Chunk | None) -> bool:
    """Say whether the target stands behind a preposition: "the state's condemnation of ..."."""
    return second is not None and second.kind == "np" and draft.frame.by.get(second.prep) == "target"


def _bind_doer(parse: Binding, draft: Draft, stop: int) -> None:
    """Bind whoever is called the doer: "A B, who carried out the attack", "the attacker is a man of ..."."""
    at = draft.index - 1
    doer = parse.chunks[at]
    if draft.chunk.first - doer.end > 1:
        return
    if draft.frame.subject == "actor":
        named = _named_before(parse, at) or (None if doer.prep else _named_behind(parse, draft, stop))
        if named is not None:
            draft.fill("actor", [named])
            return
    draft.fill("actor", [doer])


def _named_before(parse: Binding, at: int) -> Chunk | None:
    """Return whom "the doer of" at chunk `at` describes or is said of, None for nobody."""
    for i in range(at - 1, -1, -1):
        chunk = parse.chunks[i]
        is_person = chunk.mention is not None and chunk.mention.kind == "PERSON"
        if _is_said_of(chunk) and (not chunk.prep or (is_person and i == at - 1)):
            return None if parse.chunks[at].prep and i < at - 1 else chunk
        if chunk.kind not in {"np", "comma"}:
            return None
    return None


def _named_behind(parse: Binding, draft: Draft, stop: int) -> Chunk | None:
    """Return who is said to be the doer behind the event: "the attacker is a man of twenty"."""
    for chunk in parse.chunks[draft.index + 1 : stop]:
        named = chunk.mention is None or chunk.mention.kind == "PERSON"
        if _is_said_of(chunk) and named and not (chunk.prep or chunk.joined or chunk in draft.targets):
            return chunk
    return None


def _is_said_of(chunk: Chunk) -> bool:
    return chunk.kind == "np" and chunk.cls in AGENTS and chunk.cls not in {"doer", "force"}


def _bind_pronoun(parse: Binding, draft: Draft) -> None:
    """Resolve a pronoun stuck to a verbal noun."""
    role = draft.frame.pronoun
    if role == "actor" and draft.type not in {"killing", "injury"}:
        owner = parse.claiming(draft.index) or parse.owner(draft.index) or parse.subject
        if owner:
            draft.fill("actor", owner)
            return
    for i in range(draft.index - 1, -1, -1):
        chunk = parse.chunks[i]
        if chunk.kind == "np" and role and fits(chunk, role, type_=draft.type) == role:
            draft.fill(role, [chunk])
            return


def _bind_participle(parse: Binding, draft: Draft) -> None:
    """Bind a participle: what it describes stands before it, who did it behind "from"."""
    frame = draft.frame
    if draft.chunk.joined and _bind_joined_participle(parse, draft):
        return
    role = (
        frame.object
        if draft.row.frame not in {"go", "leave", "surrender", "join", "fight"}
        else frame.subject
    )
    if draft.row.frame in {"send"}:
        role = "actor"
    for i in range(draft.index - 1, max(draft.index - 6, -1), -1):
        chunk = parse.chunks[i]
        if chunk.kind in {"stop", "verb_event"}:
            break
        if chunk.kind == "np" and fits(chunk, role, type_=draft.type) == role:
            draft.fill(role, [chunk])
            break
    reach = parse.after(draft.index)
    by = {"b": "actor", "from": "actor", "by": "actor"} if frame.object and role == "target" else frame.by
    for group in reach.behind:
        found = by.get(group[0].prep, "")
        if group[0].prep in {"in", "at"} and "in" in frame.by:
            found = "place"
        if found and found != "origin":
            draft.fill(found, group)


def _bind_joined_participle(parse: Binding, draft: Draft) -> bool:
    """Let "and backed by Y" describe whom the participle before it describes."""
    for earlier in reversed(parse.drafts[: parse.drafts.index(draft)]):
        if earlier.row.part != "participle" or earlier.frame != draft.frame:
            continue
        draft.targets = list(earlier.targets)
        for group in parse.after(draft.index).behind:
            if group[0].prep in _DOING:
                draft.fill("actor", group)
        return bool(draft.targets)
    return False


def _bind_speaking(parse: Binding, draft: Draft) -> None:
    """Bind "calling on X to ...": the speaker acts."""
    draft.fill("actor", parse.subject or parse.speaker)
    reach = parse.after(draft.index)
    if reach.bare:
        draft.fill("target", reach.bare[0])
    parse.bind_behind(draft, reach)


def _bind_clause(parse: Binding, draft: Draft, stop: int) -> None:
    """Bind what a relative clause behind an event says of it: who carried it out, and where."""
    i = stop
    if i < len(parse.chunks) and parse.chunks[i].kind == "comma":
        i += 1
    is_relative = (
        i < len(parse.chunks) and parse.chunks[i].kind == "open" and parse.chunks[i].cls == "relative"
    )
    i += is_relative
    if i >= len(parse.chunks) or parse.chunks[i].kind != "verb":
        return
    verb = parse.chunks[i]
    reach = parse.after(i)
    if verb.cls == "carry" and verb.hit is not None and (verb.hit.after or is_relative):
        for group in reach.bare[:1]:
            draft.fill("actor", group)
    elif verb.cls == "aim" and draft.type in VIOLENT:
        for group in reach.bare[:1]:
            draft.fill("target", group)
    if verb.cls == "happen":
        parse.bind_behind(draft, reach)
    for group in reach.behind:
        locates = group[0].prep in {"in", "at", "b"} and verb.cls in {"carry", "aim", "happen"}
        if locates and draft.place is None:
            draft.fill("place", group[:1])


def _has_tanwin(hit: object) -> bool:
    features = getattr(hit, "features", ())
    return "accusative" in features
