"""What would change the judgement: one origin less, a few origins less, one report more.

Source: weighing model, section 9.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tarjih.records.assessment import DropOne, LookNext
from tarjih.weighing.matrix import Matrix

__all__ = ["bodies_of", "drop_one", "flip_set", "look_next"]

_CONFIRMED = 20.0  # the ratio of a well-confirmed new report (13 dB)
_LARGEST_EXACT = 3
_MOST_BODIES = 60  # beyond this, sets of three are searched among the strongest only


def bodies_of(matrix: Matrix) -> dict[str, str]:
    """Return the bodies behind all items with the name of each, sorted by body."""
    return dict(sorted({root.body: root.name for item in matrix.items for root in item.roots}.items()))


def _without(matrix: Matrix, bodies: frozenset[str]) -> NDArray[np.float64]:
    """Return the posterior without the word of some bodies; items that lose all roots fall away."""
    ratio, kept = matrix.ratio.copy(), np.ones(len(matrix.items), dtype=bool)
    for n, item in enumerate(matrix.items):
        left = [r for root, r in zip(item.roots, item.ratios, strict=True) if root.body not in bodies]
        if len(left) < len(item.roots):
            ratio[n] = float(np.prod(left))
            kept[n] = bool(left)
    return matrix.posterior(ratio, kept)


def drop_one(matrix: Matrix) -> tuple[DropOne, ...]:
    """Return the judgement without each body in turn, those that change it most first."""
    full = matrix.posterior()
    leading = int(full.argmax())
    found = []
    for body, name in bodies_of(matrix).items():
        posterior = _without(matrix, frozenset({body}))
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
    leading = int(matrix.posterior().argmax())
    strongest = [d.origin for d in dropped][:_MOST_BODIES]
    for size in range(1, _LARGEST_EXACT + 1):
        best: tuple[float, tuple[str, ...]] | None = None
        for bodies in combinations(strongest[: _MOST_BODIES if size < _LARGEST_EXACT else 20], size):
            posterior = _without(matrix, frozenset(bodies))
            if int(posterior.argmax()) != leading and (best is None or posterior[leading] < best[0]):
                best = (float(posterior[leading]), bodies)
        if best is not None:
            return best[1]
    taken: list[str] = []
    for body in strongest:
        taken.append(body)
        if int(_without(matrix, frozenset(taken)).argmax()) != leading:
            return tuple(taken)
    return ()


def _entropy(probabilities: NDArray[np.float64]) -> float:
    return float(-(probabilities * np.log2(probabilities.clip(1e-12))).sum())


def look_next(matrix: Matrix, *, most: int = 3) -> tuple[LookNext, ...]:
    """Return the indicators whose next report would lower uncertainty most, with the expected gain in bits."""
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
