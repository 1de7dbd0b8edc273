"""What would change the judgement: one origin less, a few origins less, one report more.

Source: weighing model, section 9.
"""

import math
from collections.abc import Collection
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tarjih.records.assessment import DropOne, LookNext
from tarjih.weighing.matrix import Matrix

__all__ = ["bodies_of", "drop_one", "flip_set", "look_next"]

_CONFIRMED = 20.0  # the ratio of a well-confirmed new report (13 dB)
_LARGEST_EXACT = 3
_MOST_BODIES = 60  # pairs are searched among so many of the strongest,
_MOST_IN_THREES = 20  # threes among so many


def bodies_of(matrix: Matrix) -> dict[str, str]:
    """Return the bodies behind all items with the name of each, sorted by body."""
    return dict(sorted({root.body: root.name for item in matrix.items for root in item.roots}.items()))


class _Without:
    """The posterior without some bodies; only the items that they speak in are looked at again."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._spoken: dict[str, list[int]] = {}
        for n, item in enumerate(matrix.items):
            for body in {root.body for root in item.roots}:
                self._spoken.setdefault(body, []).append(n)

    def __call__(self, bodies: Collection[str]) -> NDArray[np.float64]:
        ratio, kept = self._matrix.ratio.copy(), np.ones(len(self._matrix.items), dtype=bool)
        for n in {n for body in bodies for n in self._spoken[body]}:
            item = self._matrix.items[n]
            left = [r for root, r in zip(item.roots, item.ratios, strict=True) if root.body not in bodies]
            ratio[n], kept[n] = math.prod(left), bool(left)
        return self._matrix.posterior(ratio, kept)


def drop_one(matrix: Matrix) -> tuple[DropOne, ...]:
    """Return the judgement without each body in turn, those that change it most first."""
    full, without = matrix.posterior(), _Without(matrix)
    leading = int(full.argmax())
    found = []
    for body, name in bodies_of(matrix).items():
        posterior = without({body})
        now = int(posterior.argmax())
        found.append(
            DropOne(
                origin=body,
                name=name,
                leading=matrix.ids[now],
                value=float(posterior[leading]),
                flips=now != leading,
            )
        )
    return tuple(sorted(found, key=lambda d: (not d.flips, -abs(d.value - full[leading]), d.origin)))


def flip_set(matrix: Matrix, dropped: tuple[DropOne, ...]) -> tuple[str, ...]:
    """Return the smallest set of bodies without whom another hypothesis leads, empty if none is found.

    Exact up to three bodies among the strongest, greedy beyond.
    """
    leading, without = int(matrix.posterior().argmax()), _Without(matrix)
    strongest = [d.origin for d in dropped][:_MOST_BODIES]
    for size in range(1, _LARGEST_EXACT + 1):
        best: tuple[float, tuple[str, ...]] | None = None
        for bodies in combinations(strongest[: _MOST_BODIES if size < 3 else _MOST_IN_THREES], size):
            posterior = without(bodies)
            if int(posterior.argmax()) != leading and (best is None or posterior[leading] < best[0]):
                best = (float(posterior[leading]), bodies)
        if best is not None:
            return best[1]
    taken: list[str] = []
    for body in strongest:
        taken.append(body)
        if int(without(taken).argmax()) != leading:
            return tuple(taken)
    return ()


def _entropy(probabilities: NDArray[np.float64]) -> float:
    return float(-(probabilities * np.log2(probabilities.clip(1e-12))).sum())


def look_next(matrix: Matrix, *, most: int = 3) -> tuple[LookNext, ...]:
    """Return the indicators whose next report would lower uncertainty most; gain in bits."""
    now = matrix.posterior()
    found = []
    for indicator in matrix.hypotheses.indicators:
        expected = np.array([indicator.expected[h] for h in matrix.ids])
        seen = now * (expected * _CONFIRMED + 1.0 - expected)
        unseen = now * (1.0 - expected)
        chance = float((now * expected).sum())
        after = chance * _entropy(seen / seen.sum()) + (1.0 - chance) * _entropy(unseen / unseen.sum())
        gain = max(0.0, _entropy(now) - after)
        found.append(
            LookNext(indicator=indicator.id, name_en=indicator.name_en, name_ar=indicator.name_ar, gain=gain)
        )
    return tuple(sorted(found, key=lambda n: (-n.gain, n.indicator))[:most])
