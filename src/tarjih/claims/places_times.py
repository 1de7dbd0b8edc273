"""Where and when: give each event of a sentence its place and time, and share what one incident shares."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import VIOLENT
from tarjih.claims.verb_forms import is_armed

__all__ = ["share_incident"]

_LOCATIVE = frozenset(("in", "at", "b"))
_COLON = ":"
_STRIKES = frozenset(("airstrike", "shelling"))
_SURFACES = frozenset(("on", "about"))
_GROUND = frozenset(("place", "area", "site"))
_PLACELESS = frozenset((
    "accusation",
    "demand",
    "threat",
    "refusal",
    "support",
    "sanction",
    "trial",
    "agreement",
    "negotiation",
))
_WIDENING = 4  # chunks behind a building in which its town is named
_NEAR = 6  # chunks between a loss and the fight in which it fell
_MEETINGS = frozenset(("negotiation", "agreement"))
_FARTHEST_VENUE = 4
_TIMELESS = frozenset(("support", "demand", "threat", "refusal"))


def share_incident(
    chunks: list[Chunk],
    drafts: list[Draft],
    *,
    statement_of: Sequence[int],
    speakers: Collection[int] = (),
) -> None:
    """Fill places and times inside statements, then share them among the events of one incident.

    `statement_of` gives the statement of each word of the page, `speakers` the first words
    of those who speak.
    """
    segments = [statement_of[chunk.first] for chunk in chunks]
    scene = _scene(chunks, speakers)
    passed = frozenset(d.index for d in drafts if d.dropped)
    fights = frozenset(d.index for d in drafts if d.type in VIOLENT)
    for draft in drafts:
        if draft.place is None and draft.type not in _PLACELESS:
            draft.place = _place_behind(chunks, draft, segments, violent=fights, passed=passed)
        elif draft.place is None and draft.type in _MEETINGS:
            draft.place = _venue(chunks, draft.index)
        if draft.time is None and draft.type not in _TIMELESS:
            draft.time = _near_time(chunks, draft, segments, passed=passed)
    violent = [d for d in drafts if d.type in VIOLENT and not d.dropped]
    incidents = _incidents(chunks, segments) if len(violent) > 1 else segments
    if len(violent) > 1:
        _share_ground(violent, incidents)
    _go_on_in_place(drafts, segments)
    owned = [d.place for d in drafts if d.row.part == "participle"]
    for draft in drafts:
        if draft.place is None and draft.type not in _PLACELESS and not _is_told_before(draft):
            draft.place = _place_before(chunks, draft, segments, owned=owned) or scene
    if len(violent) > 1:
        _share_targets(violent, chunks)
        _share_sides(violent)
        _share_attackers(violent, incidents)


def _incidents(chunks: list[Chunk], segments: list[int]) -> list[int]:
    """Return the statement of each chunk, with those that begin with "when" in the one before them."""
    known: dict[int, int] = {}
    for i, chunk in enumerate(chunks):
        own = segments[i]
        if own not in known:
            is_when = i and chunk.kind == "open" and chunk.cls == "temporal"
            known[own] = known[segments[i - 1]] if is_when else own
    return [known[own] for own in segments]


def _scene(chunks: list[Chunk], speakers: Collection[int]) -> Chunk | None:
    """Return the place at the head of a sentence that stands for all of it.

    "In X, the police said ..."; "X: three killed", unless it is X that speaks.
    """
    i = 0
    while i < len(chunks) and _is_locative(chunks[i]):
        i += 1
    if i and i < len(chunks) and chunks[i].kind == "comma":
        return chunks[0]
    is_headed = len(chunks) > 1 and chunks[0].cls == "place" and chunks[1].facet.key == _COLON
    return chunks[0] if is_headed and chunks[0].first not in speakers else None


def _go_on_in_place(drafts: list[Draft], segments: list[int]) -> None:
    """Let a verb joined to another by "and" tell of the same place."""
    for before, draft in pairwise(drafts):
        is_joined = draft.chunk.kind == "verb_event" and draft.chunk.joined
        if is_joined and draft.place is None and segments[before.index] == segments[draft.index]:
            draft.place = before.place if draft.type not in _PLACELESS else None


def _is_told_before(draft: Draft) -> bool:
    """Say whether "the blast" points back to what was told, so that its clause need not place it."""
    points = draft.chunk.kind == "noun_event" and draft.chunk.article and draft.type in VIOLENT
    return points and draft.quantity is None and draft.row.frame != "dead"


def _place_behind(
    chunks: list[Chunk],
    draft: Draft,
    segments: list[int],
    *,
    violent: frozenset[int],
    passed: frozenset[int],
) -> Chunk | None:
    """Return the first place behind an event in its clause, before the next verb."""
    own = segments[draft.index]
    for i in range(draft.index + 1, len(chunks)):
        chunk = chunks[i]
        if chunk.kind == "verb_event" and chunk.joined and chunks[i - 1].kind == "verb_event":
            continue  # "joined and fought in X"
        if segments[i] != own or chunk.kind == "verb_event":
            return None
        is_shared = draft.type in VIOLENT and i in violent
        if chunk.kind == "noun_event" and not is_shared and i not in passed and chunk.prep:
            return None
        if chunk.kind == "noun_event" and _is_told_before(draft) and chunk.prep:
            return None
        if _is_locative(chunk) and chunk not in draft.targets:
            return _town_of(chunks, i, segments) if _is_building(chunk) else chunk
    return None


def _venue(chunks: list[Chunk], index: int) -> Chunk | None:
    """Return the place right behind a meeting, with at most the parties in between."""
    for chunk in chunks[index + 1 : index + _FARTHEST_VENUE]:
        if chunk.kind != "np":
            return None
        if _is_locative(chunk):
            return chunk
    return None


def _is_building(chunk: Chunk) -> bool:
    return chunk.cls == "site" and chunk.mention is None


def _town_of(chunks: list[Chunk], index: int, segments: list[int]) -> Chunk:
    """Return the named place in which a nameless building stands, else the building: "a school in X"."""
    for i in range(index + 1, min(index + _WIDENING, len(chunks))):
        chunk = chunks[i]
        if segments[i] != segments[index] or chunk.kind != "np":
            break
        if chunk.cls == "place" and _is_locative(chunk):
            return chunk
    return chunks[index]


def _place_before(
    chunks: list[Chunk], draft: Draft, segments: list[int], *, owned: list[Chunk | None]
) -> Chunk | None:
    """Return the place that stands before an event in its clause: the first of "in X in Y"."""
    own, found = segments[draft.index], None
    for i in range(draft.index - 1, -1, -1):
        chunk = chunks[i]
        if segments[i] != own or (found is not None and not _is_locative(chunk)):
            break
        if _is_locative(chunk):
            if found is None and (chunk in owned or _is_of_speech(chunks, i)):
                return None
            found = chunk
    return found


def _is_locative(chunk: Chunk) -> bool:
    if chunk.kind != "np" or chunk.cls not in _GROUND:
        return False
    if chunk.prep in _LOCATIVE:
        return True
    is_area = chunk.cls != "site" and (chunk.facet.thing or chunk.prep == "about")
    return chunk.prep in _SURFACES and bool(is_area)  # "on the border", "around the town"


def _near_time(
    chunks: list[Chunk], draft: Draft, segments: list[int], *, passed: frozenset[int]
) -> Chunk | None:
    """Return the nearest time in the event's clause, with no other event or verb of saying in between.

    Behind the event its relative clause is read too: "the fighting that broke out on Monday".
    """
    own = segments[draft.index]
    for i in range(draft.index + 1, len(chunks)):
        chunk = chunks[i]
        if segments[i] != own:
            break
        if chunk.kind == "time" and not _is_age(chunks, i):
            return chunk
        if i not in passed and _ends_reach(chunk):
            break
    return _time_before(chunks, draft, segments)


def _ends_reach(chunk: Chunk) -> bool:
    """Say whether what is told behind a chunk is told of something else than the event before it."""
    if chunk.kind == "verb":
        return chunk.cls not in {"happen", "carry", "aim"}
    return chunk.kind in {"verb_event", "noun_event"} or (chunk.kind == "open" and chunk.cls != "relative")


def _time_before(chunks: list[Chunk], draft: Draft, segments: list[int]) -> Chunk | None:
    own = segments[draft.index]
    for i in range(draft.index - 1, -1, -1):
        chunk = chunks[i]
        is_said = chunk.kind == "verb" and chunk.cls == "say"
        if segments[i] != own or is_said or chunk.kind in {"verb_event", "noun_event", "open"}:
            return None
        if chunk.kind == "time" and not _is_age(chunks, i):
            hit = draft.chunk.hit
            if _is_of_speech(chunks, i) and not (hit and hit.after):
                return None  # whose own deed is announced announces it at once
            if i and chunks[i - 1].kind == "time":
                return chunks[i - 1]  # "today, Friday": the first is told
            return chunk
    return None


def _is_of_speech(chunks: list[Chunk], time: int) -> bool:
    """Say whether a time behind a verb of saying tells when it was said: "announced on Monday that"."""
    for i in range(time - 1, -1, -1):
        if chunks[i].kind == "verb":
            return chunks[i].cls == "say"
        if chunks[i].kind not in {"np", "comma", "time"}:
            return False
    return False


def _is_age(chunks: list[Chunk], time: int) -> bool:
    """Say whether a time stands in brackets behind somebody: his age."""
    before = chunks[time - 1] if time else None
    apart = before is not None and before.cls in AGENTS and chunks[time].first == before.end + 1
    return apart and time + 1 < len(chunks) and chunks[time + 1].first > chunks[time].end


def _share_ground(drafts: list[Draft], segments: list[int]) -> None:
    """Share place and time among the violent events of one clause."""
    placed = [d for d in drafts if d.place is not None]
    timed = [d for d in drafts if d.time is not None]
    for draft in drafts:
        own = segments[draft.index]
        if draft.place is None and placed and not _is_told_before(draft):
            near = min(placed, key=lambda d: abs(d.index - draft.index))
            if segments[near.index] == own:
                draft.place = near.place
        if draft.time is None and timed:
            near = min(timed, key=lambda d: abs(d.index - draft.index))
            if segments[near.index] == own and not _is_told_before(draft):
                draft.time = near.time


def _share_attackers(drafts: list[Draft], segments: list[int]) -> None:
    """Give the losses of an attack its attacker."""
    attackers = [d for d in drafts if d.actors and d.type not in {"killing", "injury", "clash"}]
    for draft in drafts:
        if not draft.actors and draft.type in {"killing", "injury"} and attackers:
            nearest = min(attackers, key=lambda d: abs(d.index - draft.index))
            if segments[nearest.index] != segments[draft.index]:
                continue
            draft.actors = [a for a in nearest.actors if a not in draft.targets]


def _share_targets(drafts: list[Draft], chunks: list[Chunk]) -> None:
    """Whom a strike from afar kills, it struck."""
    for strike in drafts:
        if strike.type not in _STRIKES or strike.targets:
            continue
        for loss in drafts:
            if loss.type != "killing" or strike.targets:
                continue
            near = abs(strike.index - loss.index) <= _NEAR and strike.type == "airstrike"
            between = chunks[loss.index : strike.index]
            told = bool(between) and not any(c.kind in {"stop", "open"} for c in between)
            if near or (told and strike.chunk.prep in {"in", "b", "after"} and not strike.chunk.article):
                strike.targets = [t for t in loss.targets if t.cls != "counted"]


def _turn_sides(fight: Draft, drafts: list[Draft]) -> None:
    """Take whom soldiers fell "fighting" for the other side, not for who fought."""
    if fight.targets or len(fight.actors) != 1 or fight.chunk.prep not in {"in", "after"}:
        return
    fallen = [
        t
        for loss in drafts
        if loss.type in {"killing", "injury"} and 0 < fight.index - loss.index <= _NEAR
        for t in loss.targets
        if is_armed(t) and t not in fight.actors
    ]
    if fallen and fight.actors[0].first == fight.chunk.end:
        fight.actors, fight.targets = fallen, fight.actors


def _share_sides(drafts: list[Draft]) -> None:
    """Who falls in a fight is a side of it, and the other side is who killed."""
    for fight in (d for d in drafts if d.type == "clash"):
        if fight.chunk.article and not fight.chunk.prep:
            continue  # "the war" that tears a town is not that in which they fell
        _turn_sides(fight, drafts)
        for loss in drafts:
            if loss.type not in {"killing", "injury"} or abs(loss.index - fight.index) > _NEAR:
                continue
            if not loss.actors and loss.targets:
                loss.actors = [t for t in fight.targets if t not in loss.targets]
            if not fight.actors and loss.index < fight.index:
                fight.actors = [
                    t for t in loss.targets if t not in fight.targets and t.cls in {"fighter", "agent"}
                ]
