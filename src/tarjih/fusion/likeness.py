"""How likely two descriptions are one body: by name, by office and area, or as nothing tells them apart."""

import msgspec

from tarjih.arabic.orthography import fold
from tarjih.fusion.bodies import POINTER, Body
from tarjih.fusion.slots import name_key, names_agree

__all__ = ["Likeness", "compare_bodies"]

_OFFICIAL = frozenset(("official statement", "military statement"))


class Likeness(msgspec.Struct, frozen=True):
    """How likely two descriptions are one body, and the words that say so."""

    probability: float
    reason: str


def _areas_agree(left: Body, right: Body) -> bool | None:
    """Say whether two bodies stand for one area or one inside the other; None where that is not told."""
    if left.areas and right.areas:
        if any(names_agree(a, b) for a in left.areas for b in right.areas):
            return True
        return False if left.organ == right.organ else None
    if left.countries and right.countries:
        return bool(left.countries & right.countries) or False
    return None


def compare_bodies(left: Body, right: Body) -> Likeness | None:
    """Say how likely two descriptions are one body; None where their words tell them apart."""
    if left.person and right.person and names_agree(left.person, right.person):
        return Likeness(0.97, f"{left.name} speaks in both")
    if left.report == right.report and (_takes_up(left, right) or _takes_up(right, left)):
        return Likeness(0.85, f"{left.name} and {right.name} are called alike in one report")
    if name_key(left.name) == name_key(right.name) and not (left.vague or right.vague):
        return Likeness(0.95, f"both are called {left.name}")
    if left.key and right.key:
        if left.key == right.key or names_agree(left.key, right.key):
            return Likeness(1.0, f"both are {left.name}")
        if not (left.organ and left.organ == right.organ):
            return None
    return _by_office(left, right)


def _by_office(left: Body, right: Body) -> Likeness | None:
    """Compare by person, office and area, where the names of the bodies do not decide."""
    agree = _areas_agree(left, right)
    if left.person and right.person:
        same_office = left.organ is not None and left.organ == right.organ and agree is True
        shared = set(left.person.split()) & set(right.person.split())
        if same_office and (shared or left.kind == "military statement" or left.organ == "governor"):
            return Likeness(0.9, f"{left.name} and {right.name} speak for one office")
        return None
    if agree is False:
        return None
    if left.vague and right.vague:
        return _both_vague(left, right, agree=agree)
    if left.vague or right.vague:
        vague, plain = (left, right) if left.vague else (right, left)
        return _absorbed(vague, plain, agree=agree)
    if (
        agree
        and "official" in {left.organ, right.organ}
        and left.kind in _OFFICIAL
        and right.kind in _OFFICIAL
    ):
        return Likeness(0.8, f"{left.name} and {right.name} stand for one area")
    if left.organ is not None and left.organ == right.organ:
        return Likeness(0.9 if agree else 0.75, f"{left.name} and {right.name} name one kind of office")
    return None


def _takes_up(plain: Body, named: Body) -> bool:
    """Say whether a nameless description ("a doctor") calls a named person by what he is."""
    if plain.person or plain.key or not plain.heads or not named.person:
        return False
    return plain.heads <= named.heads


def _both_vague(left: Body, right: Body, *, agree: bool | None) -> Likeness | None:
    """Let two vague voices of one report be one; of two reports only where their words narrow them down."""
    if "witness" in {left.kind, right.kind} and left.kind != right.kind:
        return None
    if left.report == right.report:
        same = fold(left.name) == fold(right.name)
        return Likeness(0.9 if same else 0.6, f"{left.name} and {right.name} can be one voice")
    if "source" in {left.organ, right.organ} and left.organ != right.organ:
        bare = left if left.organ == "source" else right
        if len(bare.heads) == 1 and {left.organ, right.organ} <= {"source", "security", "army", "official"}:
            return Likeness(0.55, f"{left.name} and {right.name} can be one voice: no trait tells them apart")
    official = {left.organ, right.organ} <= {"official", "security", "army", "source", "government"}
    if agree and left.kind != "witness" and (left.organ == right.organ or official):
        return Likeness(0.6, f"{left.name} and {right.name} fit one voice")
    return None


def _absorbed(vague: Body, plain: Body, *, agree: bool | None) -> Likeness | None:
    """Let "official sources" be the ministry named beside them: likely in one report, else by area."""
    if vague.organ == POINTER or vague.title:
        return Likeness(0.65, f"{vague.name} takes up {plain.name}") if vague.report == plain.report else None
    if vague.organ is not None and vague.organ == plain.organ:
        return Likeness(0.8, f"{vague.name} can be {plain.name}")
    if vague.kind in _OFFICIAL and plain.kind in _OFFICIAL and vague.organ in {"official", "security"}:
        if vague.report == plain.report:
            return Likeness(0.7, f"{vague.name} can be {plain.name}, named in the same report")
        return Likeness(0.6, f"{vague.name} can be {plain.name}") if agree else None
    if (
        vague.organ in {"source", "media", None}
        and vague.report == plain.report
        and vague.kind == "anonymous"
    ):
        return Likeness(0.5, f"{vague.name} may be {plain.name}") if agree else None
    return None
