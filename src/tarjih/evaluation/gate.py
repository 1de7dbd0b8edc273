"""The quality gate: scores may not fall under what was once reached on the same gold."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tarjih.evaluation.scores import Score

__all__ = ["Pinned", "digest_of", "falls", "read_pinned"]

_SLACK = 0.0005  # scores are pinned with three decimals


class Pinned(msgspec.Struct, frozen=True):
    """F1 by measure as reached, on the gold with this digest."""

    digest: str
    f1: dict[str, float]


def read_pinned(raw: bytes) -> Pinned:
    """Decode the pinned scores.

    Raises:
        msgspec.DecodeError: They have another shape.
    """
    return msgspec.json.decode(raw, type=Pinned)


def digest_of(folder: Path) -> str:
    """Return a SHA-256 over the marks and texts of a gold folder, names included."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.gold.json"), *folder.glob("txt/*.txt")]):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def falls(scores: Mapping[str, Score], *, pinned: Pinned) -> list[str]:
    """Return one line for each measure that fell under its pinned F1."""
    return [
        f"{measure}: pinned {floor:.3f}, now {scores[measure].f1:.3f}"
        for measure, floor in pinned.f1.items()
        if scores[measure].f1 < floor - _SLACK
    ]
