"""What would change the judgement: one origin less or wrong, a few origins less, one report more.

Source: weighing model, section 9.
"""

import math
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from tarjih.records.assessment import DropOne, LookNext
from tarjih.weighing.claim import LEAST_RATIO, mixed_ratio, ratio_of
from tarjih.weighing.matrix import Floats, Matrix
from tarjih.weighing.model import Model

__all__ = ["Bodies", "drop_one", "flip_set", "look_next", "turn_one"]

_CONFIRMED: Final = 20.0  # the ratio of a well-confirmed new report (13 dB)
_LARGEST_EXACT: Final = 3
_MOST_SHOWN: Final = 200
_MOST_BODIES: Final = 60  # pairs are searched among so many of the strongest,
_MOST_IN_THREES: Final = 25  # threes among so many
_MOST_LOG: Final = -math.log(LEAST_RATIO)


class Bodies:
    """The bodies behind all items, and the posterior without some of them.

    A body is told apart by its key, so that what it says of ten events goes all at once. Only the items
    that it speaks in are looked at again.
    """

    def __init__(self, matrix: Matrix, model: Model) -> None:
        self.matrix = matrix
        self.model = model
        found = {root.body: root.name for item in matrix.items for root in item.roots}
        self.names = dict(sorted(found.items()))
        roots = [
            (n, root, r)
            for n, i in enumerate(matrix.items)
            for root, r in zip(i.roots, i.ratios, strict=True)
        ]
        self.item = np.array([n for n, _, _ in roots], dtype=np.intp)
        self.log = np.array([math.log(ratio) for _, _, ratio in roots])
        self.roots = [root for _, root, _ in roots]
        self.of: dict[str, list[int]] = {body: [] for body in self.names}
        for number, root in enumerate(self.roots):
            self.of[root.body].append(number)
        size = len(matrix.items)
        self._logs = np.bincount(self.item, self.log, minlength=size)
        self._counts = np.bincount(self.item, minlength=size)
        # What reports without a source say of an event once no named source is left beside them.
        self._alone = np.full(size, math.nan)
        self._pool = np.full(size, -1, dtype=np.intp)
        for number, root in enumerate(self.roots):
            if root.fresh < 1.0:
                whole = ratio_of(msgspec.structs.replace(root, fresh=1.0), model)
                self._alone[self.item[number]], self._pool[self.item[number]] = math.log(whole), number

    def without(self, bodies: Collection[str]) -> Floats:
        """Return the posterior without some bodies."""
        numbers = np.array([n for body in sorted(bodies) for n in self.of[body]], dtype=np.intp)
        items, place = np.unique(self.item[numbers], return_inverse=True)
        left = self._counts[items] - np.bincount(place, minlength=len(items))
        logs = self._logs[items] - np.bincount(place, self.log[numbers], minlength=len(items))
        alone = (left == 1) & (self._pool[items] >= 0) & ~np.isin(self._pool[items], numbers)
        logs = np.where(alone, self._alone[items], logs)
        return self.matrix.posterior(items, ratio=_ratio(logs), gone=left == 0)

    def with_ratios(self, body: str, ratios: Sequence[float] | Floats) -> Floats:
        """Return the posterior with other ratios for the roots of one body, in the order of `of[body]`."""
        numbers = np.array(self.of[body], dtype=np.intp)
        items, place = np.unique(self.item[numbers], return_inverse=True)
        change = np.log(np.asarray(ratios)) - self.log[numbers]
        return self.matrix.posterior(
            items, ratio=_ratio(self._logs[items] + np.bincount(place, change, minlength=len(items)))
        )

    def turned(self, body: str) -> Floats:
        """Return the posterior if one body is wrong in all it says: every ratio is turned over."""
        return self.with_ratios(body, [math.exp(-self.log[n]) for n in self.of[body]])

    def at_reliabilities(self, body: str, reliabilities: Floats) -> tuple[Floats, ...]:
        """Return the ratios of one body's roots at each reliability (before access), for `with_ratios`."""
        made = [
            mixed_ratio(
                root,
                reliability=reliabilities * root.access,
                bias=np.full(len(reliabilities), root.bias),
                faiths=[np.full(len(reliabilities), relay.faith) for relay in root.relays],
                garble=self.model.relay_assert,
            )
            for root in (self.roots[n] for n in self.of[body])
        ]
        return tuple(np.array(made).T)

    def at_reliability(self, body: str, reliability: float) -> Floats:
        """Return the posterior if one body had this reliability, before its access."""
        return self.with_ratios(body, self.at_reliabilities(body, np.array([reliability]))[0])


def _ratio(logs: NDArray[Any]) -> Floats:
    return np.asarray(np.exp(np.clip(logs, -_MOST_LOG, _MOST_LOG)))


def _change(body: str, bodies: Bodies, posterior: Floats, *, leading: int) -> DropOne:
    now = int(posterior.argmax())
    return DropOne(
        origin=body,
        name=bodies.names[body],
        leading=bodies.matrix.ids[now],
        value=float(posterior[leading]),
        flips=now != leading,
    )


def _strongest(changes: Sequence[DropOne], value: float) -> tuple[DropOne, ...]:
    return tuple(sorted(changes, key=lambda d: (not d.flips, -abs(d.value - value), d.origin))[:_MOST_SHOWN])


def drop_one(bodies: Bodies) -> tuple[DropOne, ...]:
    """Return the judgement without each body in turn, those that change it most first."""
    full = bodies.matrix.posterior()
    leading = int(full.argmax())
    found = [_change(body, bodies, bodies.without({body}), leading=leading) for body in bodies.names]
    return _strongest(found, float(full[leading]))


def turn_one(bodies: Bodies) -> tuple[DropOne, ...]:
    """Return the judgement if each body in turn were wrong in all it says, the strongest change first."""
    full = bodies.matrix.posterior()
    leading = int(full.argmax())
    found = [_change(body, bodies, bodies.turned(body), leading=leading) for body in bodies.names]
    return _strongest(found, float(full[leading]))


def flip_set(bodies: Bodies, dropped: Sequence[DropOne]) -> tuple[str, ...]:
    """Return the smallest set of bodies without whom another hypothesis leads, empty if none is found.

    Exact up to three bodies among the strongest, greedy beyond.
    """
    leading = int(bodies.matrix.posterior().argmax())
    strongest = [d.origin for d in dropped][:_MOST_BODIES]
    for size in range(1, _LARGEST_EXACT + 1):
        best: tuple[float, tuple[str, ...]] | None = None
        for some in combinations(strongest[: _MOST_BODIES if size < 3 else _MOST_IN_THREES], size):
            posterior = bodies.without(some)
            if int(posterior.argmax()) != leading and (best is None or posterior[leading] < best[0]):
                best = (float(posterior[leading]), some)
        if best is not None:
            return best[1]
    return _take_greedily(bodies, strongest, leading=leading)


def _take_greedily(bodies: Bodies, strongest: Sequence[str], *, leading: int) -> tuple[str, ...]:
    taken: list[str] = []
    left = list(strongest)
    while left:
        best = min(left, key=lambda body: (bodies.without([*taken, body])[leading], body))
        taken.append(best)
        left.remove(best)
        if int(bodies.without(taken).argmax()) != leading:
            return tuple(taken)
    return ()


def _entropy(probabilities: NDArray[np.float64]) -> float:
    return float(-(probabilities * np.log2(probabilities.clip(1e-12))).sum())


def look_next(matrix: Matrix, *, most: int = 3) -> tuple[LookNext, ...]:
    """Return the indicators whose next report would lower uncertainty most; gain in bits.

    The gain is the mutual information of hypothesis and report: what a well-confirmed report of the
    thing would tell, or its absence, weighed by how likely each is. A further report on an indicator
    that has been reported on counts less, as it will in the judgement.
    """
    now = matrix.posterior()
    weights = matrix.weight(matrix.sizes + 1.0)
    found = []
    for n, indicator in enumerate(matrix.hypotheses.indicators):
        told = (matrix.cells[n] + (1.0 - matrix.cells[n]) / _CONFIRMED) ** weights[n]
        seen, unseen = now * told, now * (1.0 - told)
        after = sum(float(p.sum()) * _entropy(p / p.sum()) for p in (seen, unseen))
        gain = max(0.0, _entropy(now) - after)
        found.append(
            LookNext(indicator=indicator.id, name_en=indicator.name_en, name_ar=indicator.name_ar, gain=gain)
        )
    return tuple(sorted(found, key=lambda n: (-n.gain, n.indicator))[:most])
