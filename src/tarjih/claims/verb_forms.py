"""Verb forms: what inflection says of voice, number and tense, and who can be a subject."""

from functools import cache

from tarjih.claims.chunks import AGENTS, Chunk

__all__ = [
    "is_armed",
    "is_finite",
    "is_first_person",
    "is_force",
    "is_passive_only",
    "is_plural_only",
    "tenses",
    "voice",
]

_ARMED = frozenset(("force", "fighter"))
_ARMED_KINDS = frozenset(("ARMED_GROUP", "MILITARY"))
_FIRST = ("_1s", "_1p")
_NO_TENSES: frozenset[str] = frozenset()
_PLURAL = ("3mp", "3md", "3fd", "3fp")


def voice(chunk: Chunk) -> tuple[bool, bool]:
    """Return (surely passive, maybe passive) of a verb form."""
    hit = chunk.hit
    return _voice(hit.features, chunk.facet.passive_sign) if hit is not None else (False, False)


@cache
def _voice(every: tuple[str, ...], passive_sign: bool, /) -> tuple[bool, bool]:  # noqa: FBT001
    features = _told(every)
    passive = [f for f in features if "_pass_" in f]
    if passive_sign and passive and all(f.startswith("past") for f in features):
        return True, True  # in the present the sign stands on actives of the second to fourth form too
    return bool(passive) and len(passive) == len(features), bool(passive)


def _told(features: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the first person where a form may be of the third, of which reports mostly tell."""
    third = tuple(f for f in features if not f.endswith(_FIRST))
    return third or features


def is_passive_only(chunk: Chunk) -> bool:
    """Say whether the form can only be passive."""
    return voice(chunk)[0]


def is_plural_only(chunk: Chunk) -> bool:
    """Say whether the form can have no subject behind it: it is a dual or a plural."""
    hit = chunk.hit
    return hit is not None and _are_plural(hit.features)


@cache
def _are_plural(features: tuple[str, ...]) -> bool:
    return bool(features) and all(f.endswith(_PLURAL) for f in features)


def is_finite(chunk: Chunk) -> bool:
    """Say whether a light verb stands in a form of its conjugation, not as a verbal noun."""
    hit = chunk.hit
    return hit is not None and bool(_tenses(hit.features))


def is_armed(chunk: Chunk) -> bool:
    """Say whether a noun phrase names fighters or an armed body."""
    if chunk.mention is not None:
        return chunk.mention.kind in _ARMED_KINDS or chunk.cls in _ARMED
    return chunk.cls in _ARMED


def is_force(chunk: Chunk) -> bool:
    """Say whether a noun phrase names a body that acts: a force, a group, a government."""
    if chunk.mention is not None:
        return chunk.mention.kind != "PERSON" and chunk.cls in AGENTS | {"place"}
    return chunk.cls == "force"


def tenses(chunk: Chunk) -> frozenset[str]:
    """Return the tenses that the form may be: past, ind, sub, juss; empty for a noun."""
    hit = chunk.hit
    return _tenses(hit.features) if hit is not None else _NO_TENSES


@cache
def _tenses(features: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f.split("_", 1)[0] for f in features if "_" in f)


def is_first_person(chunk: Chunk) -> bool:
    """Say whether the speaker does by speaking what the verb says: "I condemn"."""
    hit = chunk.hit
    return hit is not None and _are_first(hit.features)


@cache
def _are_first(features: tuple[str, ...]) -> bool:
    slots = [f for f in features if "_" in f]
    return bool(slots) and all(f.endswith(_FIRST) for f in slots)
