"""How many, where reports differ: kernels of each origin's number on a log grid, mixed, never averaged.

Source: weighing model, section 6; UCDP's low, best and high estimates.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tarjih.records.assessment import CountEstimate
from tarjih.records.event import Conflict, Event, Value

__all__ = ["estimate_counts"]

Floats = NDArray[np.float64]
_POINTS: Final = 400
_LARGEST: Final = 1_000_000
_SLACK: Final = 0.15  # "about n" and miscounting: 15 % to either side
_CONTRADICTION: Final = -5.0  # decibans for one common number against separate ones
_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95
_GRID: Final = np.unique(np.round(np.geomspace(1, _LARGEST, _POINTS)))


def _kernel(value: Value) -> Floats:
    """Return K(N): how well N fits what one report says; soft edges, 1 at the best."""
    low = 1.0 if value.min is None else max(value.min, 1.0)
    if value.max is None:
        return np.where(low <= _GRID, 1.0, np.exp(-(((np.log(_GRID) - np.log(low)) / _SLACK) ** 2)))
    high = max(value.max, low)
    below, above = np.log(low) - np.log(_GRID), np.log(_GRID) - np.log(high)
    distance = np.maximum(np.maximum(below, above), 0.0) / _SLACK
    return np.asarray(np.exp(-(distance**2)))


def _by_origin(conflict: Conflict) -> list[list[Value]]:
    """Group values by the origin they rest on; those of unknown origin are one group."""
    groups: dict[str, list[Value]] = {}
    for value in conflict.values:
        if value.min is not None or value.max is not None:
            groups.setdefault(value.origin or "", []).append(value)
    return [groups[name] for name in sorted(groups)]


def _mixed(kernels: Sequence[Floats], reliabilities: Sequence[float]) -> Floats:
    """Multiply rho K(N) + (1 - rho) U(N) over origins: a wrong one cannot veto."""
    likelihood = np.ones(len(_GRID))
    for kernel, reliability in zip(kernels, reliabilities, strict=True):
        likelihood = likelihood * (reliability * kernel / kernel.sum() + (1.0 - reliability) / len(_GRID))
    return likelihood


def _estimate(event: Event, conflict: Conflict, reliability: Mapping[str, float]) -> CountEstimate | None:
    groups = _by_origin(conflict)
    if not groups:
        return None
    kernels = [np.prod([_kernel(v) for v in group], axis=0) + 1e-12 for group in groups]
    rhos = [reliability.get(group[0].origin or "", reliability[""]) for group in groups]
    likelihood = _mixed(kernels, rhos)
    share = np.cumsum(likelihood) / likelihood.sum()
    low, best, high = (int(_GRID[np.searchsorted(share, point)]) for point in (_LOW, _MIDDLE, _HIGH))
    together = likelihood.sum() / len(_GRID) * len(_GRID) ** len(groups)
    decibans = float(10.0 * np.log10(together))
    return CountEstimate(
        event=event.id,
        about=conflict.about,
        low=low,
        best=best,
        high=high,
        contradiction=decibans < _CONTRADICTION,
        decibans=decibans,
    )


def estimate_counts(event: Event, *, reliability: Mapping[str, float]) -> tuple[CountEstimate, ...]:
    """Estimate each counted thing that the reports of an event differ on.

    Args:
        event: An event with its conflicts.
        reliability: rho by origin id; "" for reports of unknown origin.
    """
    found = (_estimate(event, conflict, reliability) for conflict in event.conflicts)
    return tuple(estimate for estimate in found if estimate is not None)
