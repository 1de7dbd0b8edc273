"""Frames: where the arguments of an event word stand, and which kinds of noun may fill a role."""

from functools import cache

from tarjih.claims.chunks import AGENTS, Chunk
from tarjih.claims.tables import Frame
from tarjih.lexicons import load_toml

__all__ = ["MOVES", "POLITICAL", "VIOLENT", "fits", "frame_of", "kind_role"]

VIOLENT = frozenset((
    "abduction",
    "airstrike",
    "assassination",
    "attack",
    "bombing",
    "clash",
    "destruction",
    "execution",
    "injury",
    "killing",
    "shelling",
    "suicide_attack",
    "torture",
))
POLITICAL = frozenset((
    "accusation",
    "agreement",
    "demand",
    "negotiation",
    "refusal",
    "sanction",
    "support",
    "threat",
    "violation",
    "aid",
))
MOVES = frozenset((
    "border_crossing",
    "defection",
    "displacement",
    "flight",
    "joining",
    "protest",
    "return",
    "surrender",
    "travel",
))  # what many do: the quantity counts the actors
_PLACES = frozenset(("place", "area", "site"))
_DOING = frozenset(("from", "by"))
_THINGS = frozenset(("site", "vehicle", "thing", "counted"))


@cache
def _frames() -> dict[str, Frame]:
    frames: dict[str, Frame] = load_toml("claims/frames.toml", dict[str, Frame])
    return frames


def frame_of(name: str) -> Frame:
    """Return the frame of that name.

    Raises:
        KeyError: No such frame; a test holds that every trigger row names one.
    """
    return _frames()[name]


def kind_role(chunk: Chunk) -> str:
    """Return the role that a noun takes where its kind decides: who can act acts, a place is a place."""
    if chunk.cls in {"place", "area"}:
        return "place"
    if chunk.cls in AGENTS and chunk.cls not in {"civilian", "official"} and chunk.quantity is None:
        return "actor"
    if chunk.cls == "weapon":
        return ""
    return "target"


def fits(chunk: Chunk, role: str, *, type_: str) -> str:
    """Return the role that this noun phrase fills in an event of this type, "" where it fills none.

    A place that is struck is the event's place; in politics a place's name stands for its government.
    """
    if role == "place":
        if chunk.cls in _PLACES:
            return "place"
        return "target" if chunk.cls in AGENTS and type_ == "capture" else ""
    if role == "actor":
        if chunk.cls in AGENTS:
            return "actor"
        if chunk.cls == "counted" and type_ in MOVES:
            return "actor"
        is_state = chunk.cls == "place" and (not chunk.prep or (chunk.prep in _DOING and type_ in POLITICAL))
        return "actor" if is_state else ""
    if role == "target":
        if chunk.cls == "place" and type_ not in POLITICAL:
            return "place"
        if chunk.cls == "area" and type_ not in {"destruction", "siege"}:
            return "place"
        if chunk.cls == "weapon":
            return "target" if type_ in {"destruction", "deployment"} else ""
        return "target" if chunk.cls in AGENTS or chunk.cls in _THINGS or chunk.cls == "place" else ""
    return ""
