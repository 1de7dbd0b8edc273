"""Conditions: what must hold of its arguments before an ambiguous word counts as an event."""

from collections.abc import Callable, Mapping

from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.event_drafts import Draft
from tarjih.claims.frames import VIOLENT
from tarjih.claims.tables import triggers
from tarjih.claims.verb_forms import is_armed, is_first_person, is_passive_only, is_plural_only

__all__ = ["CONDITIONS", "holds"]

_SEATED = frozenset(("ARMED_GROUP", "GOVERNMENT", "MILITARY", "ORGANISATION"))
_PEOPLE_PRONOUNS = frozenset(("\u0647\u0645", "\u0647\u0645\u0627", "\u0647\u0646"))
_DEADLY = VIOLENT - {"destruction", "torture"}
_MENACES = VIOLENT | {"clash", "capture", "defeat", "siege", "arrest", "sanction"}
_DESERTERS = frozenset(("fighter", "civilian", "counted"))
_SOON = 4  # chunks behind a threat in which stands what is threatened
_IT = ("\u0646\u0647", "\u0646\u0647\u0627")  # "that it"
_YET = frozenset(("planned", "attempted", "hypothetical"))  # what is still to come is no standing state
_AFAR = 6  # chunks before "its control" in which the verb that announces it stands
_BEFORE = 3  # chunks before "control" in which a verb of imposing it stands


def holds(draft: Draft, chunks: list[Chunk]) -> bool:
    """Say whether a draft is an event: nothing took it over, and its row's condition is met.

    Raises:
        KeyError: The row names an unknown condition; a test holds that none does.
    """
    if draft.dropped:
        return False
    return not draft.row.condition or CONDITIONS[draft.row.condition](draft, chunks)


def _is_people(draft: Draft, _: list[Chunk]) -> bool:
    """It was done to people, not to goods."""
    if any(c.cls in AGENTS or c.cls == "counted" for c in draft.targets):
        return True
    hit = draft.chunk.hit
    return hit is not None and hit.after in _PEOPLE_PRONOUNS


def _is_anaphor(draft: Draft, _: list[Chunk]) -> bool:
    """A general word is definite and points back to what was told, or tells who did it to whom."""
    hit = draft.chunk.hit
    is_definite = draft.chunk.article or (hit is not None and bool(hit.after))
    return is_definite or bool(draft.actors and draft.targets)


def _is_past(draft: Draft, _: list[Chunk]) -> bool:
    """The verb is in the past: a taking, not a standing state."""
    hit = draft.chunk.hit
    return draft.status in _YET or (hit is not None and any(f.startswith("past") for f in hit.features))


def _is_governed(draft: Draft, chunks: list[Chunk]) -> bool:
    """A verb of imposing stands right before: control is taken, not merely held."""
    before = chunks[max(draft.index - _BEFORE, 0) : draft.index]
    return any(c.kind == "verb" and c.cls == "carry" for c in before)


def _is_taken(draft: Draft, chunks: list[Chunk]) -> bool:
    """Control is imposed, announced or told as what something followed: not merely held."""
    if draft.chunk.prep == "after" or (draft.status in _YET and draft.chunk.article):
        return True  # "areas under its control" are held, "on the verge of control" takes
    for chunk in reversed(chunks[max(draft.index - _AFAR, 0) : draft.index]):
        if chunk.kind == "verb":
            return chunk.cls in {"carry", "control", "say"} and chunk.status != "ongoing"
        if chunk.kind not in {"np", "time", "comma"}:
            return False
    return False


def _is_placed(draft: Draft, _: list[Chunk]) -> bool:
    """A place fell, not a person or a shell."""
    place = draft.place
    if place is None or place.prep:
        return False
    return place.cls in {"place", "area"} or (place.cls == "site" and place.mention is not None)


def _are_fighters(draft: Draft, _: list[Chunk]) -> bool:
    """Armed men leave, not a visitor."""
    return bool(draft.actors) and all(is_armed(c) for c in draft.actors)


def _are_officials(draft: Draft, _: list[Chunk]) -> bool:
    """Somebody of rank is received."""
    return bool(draft.actors) and any(
        c.cls == "official" or (c.mention is not None and c.mention.kind == "PERSON") for c in draft.targets
    )


def _is_seat(draft: Draft, _: list[Chunk]) -> bool:
    """A leadership or a force moves to a place, not a person or a matter."""
    if "to" not in draft.chunk.senses or not draft.actors or draft.place is None:
        return False
    return any(c.mention is not None and c.mention.kind in _SEATED for c in draft.actors)


def _is_predicate(draft: Draft, _: list[Chunk]) -> bool:
    """A participle describes somebody named right before it."""
    described = draft.targets or draft.actors
    return any(c.end >= draft.chunk.first - 2 and c.first < draft.chunk.first for c in described)


def _is_argued(draft: Draft, _: list[Chunk]) -> bool:
    """Somebody did it or had it done to them, or ground was lost or won; "we urge": whoever speaks."""
    return is_first_person(draft.chunk) or bool(
        draft.actors or draft.targets or (draft.frame.object == "place" and draft.place)
    )


def _is_mover(draft: Draft, _: list[Chunk]) -> bool:
    """Somebody moves, not a thing or a matter."""
    return any(c.cls in AGENTS for c in draft.actors)


def _is_ground(draft: Draft, chunks: list[Chunk]) -> bool:
    """Ground is retaken, or control of it, not a standing or a memory."""
    hit = draft.chunk.hit
    if draft.place is not None or draft.targets or (hit is not None and hit.after):
        return True
    if draft.chunk.kind == "verb_event" and any(is_armed(c) for c in draft.actors):
        return True
    following = chunks[draft.index + 1] if draft.index + 1 < len(chunks) else None
    rows = triggers()
    return (
        following is not None
        and following.kind == "noun_event"
        and following.hit is not None
        and rows[following.hit.row].type == "capture"
    )


def _are_deserters(draft: Draft, _: list[Chunk]) -> bool:
    """People leave their side, not a government its doubts."""
    return "of" in draft.chunk.senses and any(c.cls in _DESERTERS for c in draft.actors)


def _is_menacing(draft: Draft, chunks: list[Chunk]) -> bool:
    """Somebody is threatened, or violence is what is pledged."""
    return bool(draft.targets) or _is_with_violence(draft, chunks)


def _is_voiced(draft: Draft, chunks: list[Chunk]) -> bool:
    """Somebody utters the threat; a danger that nobody utters is none."""
    return bool(draft.actors) or is_plural_only(draft.chunk) or _is_with_violence(draft, chunks)


def _is_with_violence(draft: Draft, chunks: list[Chunk]) -> bool:
    """Say whether violence stands behind "with" soon after an event word."""
    rows = triggers()
    return any(
        c.prep == "b" and c.hit is not None and c.kind == "noun_event" and rows[c.hit.row].type in _MENACES
        for c in chunks[draft.index + 1 : draft.index + 1 + _SOON]
    )


def _is_arriving(draft: Draft, chunks: list[Chunk]) -> bool:
    """Somebody arrives; where "to" follows, it is at a place, not at a conclusion or a number."""
    is_there = draft.place is not None and draft.place.prep in {"", "to"}
    return _is_mover(draft, chunks) and ("to" not in draft.chunk.senses or is_there)


def _is_deed(draft: Draft, chunks: list[Chunk]) -> bool:
    """A deed is told of, not what another is called: "described it as a terrorist act"."""
    before = chunks[draft.index - 1] if draft.index else None
    is_of_it = before is not None and before.kind == "open" and before.facet.key.endswith(_IT)
    is_of_event = before is not None and before.kind == "noun_event" and before.end == draft.chunk.first
    return not (draft.chunk.prep == "k" or is_of_it or is_of_event)


def _is_march(draft: Draft, _: list[Chunk]) -> bool:
    """People march; "the march of progress" and a man's career are none."""
    hit = draft.chunk.hit
    if hit is not None and "plural" in hit.features:
        return True
    is_career = any(c.mention is not None and c.mention.kind == "PERSON" for c in draft.actors)
    return not (draft.chunk.article or is_career or (hit is not None and hit.after))


def _are_captives(draft: Draft, chunks: list[Chunk]) -> bool:
    """People are taken; behind "in" with a pronoun it is rather "their families"."""
    hit = draft.chunk.hit
    return not (hit is not None and hit.after) and _is_people(draft, chunks)


def _is_located(draft: Draft, _: list[Chunk]) -> bool:
    """The verb's own object is a place, not a place where something else is done."""
    return draft.place is not None and draft.place.prep in {"", "on"}


def _are_troops(draft: Draft, _: list[Chunk]) -> bool:
    """Armed men or bodies are the target."""
    return any(is_armed(c) for c in draft.targets)


def _are_troops_named(draft: Draft, chunks: list[Chunk]) -> bool:
    """Troops are spread, not pictures by a paper, nor a paper to which a pronoun points."""
    hit = draft.chunk.hit
    is_printed = any(c.mention is not None and c.mention.kind == "OUTLET" for c in draft.actors)
    return not (is_printed or (hit is not None and hit.after)) and _are_troops(draft, chunks)


def _is_of_group(draft: Draft, _: list[Chunk]) -> bool:
    """A side is meant: an armed body or a government, not one man of it."""
    return any((is_armed(c) and c.cls != "fighter") or c.cls == "agent" for c in draft.actors)


def _is_crowd(draft: Draft, _: list[Chunk]) -> bool:
    """Unarmed people come together, or a count of them."""
    return any(c.cls in {"civilian", "counted"} for c in draft.actors)


def _is_gathering(draft: Draft, chunks: list[Chunk]) -> bool:
    """People come together, or armed men do."""
    return _is_crowd(draft, chunks) or draft.type == "deployment"


def _are_refugees(draft: Draft, _: list[Chunk]) -> bool:
    """Only unarmed people move."""
    return bool(draft.actors) and all(c.cls in {"civilian", "counted"} for c in draft.actors)


def _is_amid_violence(draft: Draft, chunks: list[Chunk]) -> bool:
    """The sentence tells of violence: one who died was killed."""
    if not _is_argued(draft, chunks):
        return False
    rows = triggers()
    return any(
        c.kind in {"noun_event", "verb_event"} and c is not draft.chunk and rows[c.hit.row].type in _DEADLY
        for c in chunks
        if c.hit is not None
    )


CONDITIONS: Mapping[str, Callable[[Draft, list[Chunk]], bool]] = {
    "arrived": _is_arriving,
    "deed": _is_deed,
    "both": lambda draft, _: bool(draft.actors and draft.targets),
    "captives": _are_captives,
    "march": _is_march,
    "amid_violence": _is_amid_violence,
    "anaphor": _is_anaphor,
    "argued": _is_argued,
    "crowd": _is_crowd,
    "deserters": _are_deserters,
    "gathering": _is_gathering,
    "ground": _is_ground,
    "ground_lost": lambda draft, chunks: _is_of_group(draft, chunks) or _is_located(draft, chunks),
    "menacing": _is_menacing,
    "voiced": _is_voiced,
    "counted": lambda draft, _: draft.quantity is not None,
    "foe": lambda draft, _: bool(draft.targets or draft.actors or draft.place),
    "fighters_of": lambda draft, chunks: (
        "from" in draft.chunk.senses and draft.place is not None and _are_fighters(draft, chunks)
    ),
    "force": lambda draft, _: any(is_armed(c) for c in draft.actors),
    "governed": _is_governed,
    "living": lambda draft, chunks: is_passive_only(draft.chunk) or _is_people(draft, chunks),
    "itself": lambda draft, _: draft.itself,
    "located": _is_located,
    "mover": _is_mover,
    "mover_over": lambda draft, _: "of" not in draft.chunk.senses and _is_mover(draft, _),
    "mover_to": lambda draft, _: (
        "to" in draft.chunk.senses and draft.place is not None and _is_mover(draft, _)
    ),
    "of_group": _is_of_group,
    "officials": _are_officials,
    "officials_b": lambda draft, chunks: "b" in draft.chunk.senses and _are_officials(draft, chunks),
    "past": _is_past,
    "placed": _is_placed,
    "people": _is_people,
    "predicate": _is_predicate,
    "refugees": _are_refugees,
    "refugees_to": lambda draft, chunks: "to" in draft.chunk.senses and _are_refugees(draft, chunks),
    "seat": _is_seat,
    "taken": _is_taken,
    "targeted": lambda draft, _: bool(draft.targets),
    "with_b": lambda draft, _: "b" in draft.chunk.senses and _is_argued(draft, _),
    "with_between": lambda draft, _: "between" in draft.chunk.senses and _is_argued(draft, _),
    "with_from": lambda draft, _: "from" in draft.chunk.senses and _is_argued(draft, _),
    "with_of": lambda draft, _: "of" in draft.chunk.senses and _is_argued(draft, _),
    "with_on": lambda draft, _: "on" in draft.chunk.senses and _is_argued(draft, _),
    "with_to": lambda draft, _: "to" in draft.chunk.senses and _is_argued(draft, _),
    "without_b": lambda draft, _: "b" not in draft.chunk.senses and _is_argued(draft, _),
    "with_with": lambda draft, _: "with" in draft.chunk.senses and _is_argued(draft, _),
    "troops": _are_troops,
    "troops_named": _are_troops_named,
}
