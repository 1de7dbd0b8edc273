"""How many, where reports differ: kernels of each origin's number on a log grid, mixed, never averaged.

Source: weighing model, section 6; UCDP's low, best and high estimates.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tarjih.records.assessment import CountEstimate
from tarjih.records.event import Conflict, Event, Value

__all__ = ["estimate_counts"]

Floats = NDArray[np.float64]
_POINTS: Final = 400
_ROOM: Final = 4.0  # the true number is sought from a quarter of the least told to four times the most
_SLACK: Final = 0.10  # miscounting: about 10 % to either side of what is told
_CONTRADICTION: Final = -10.0  # decibans for one common number against separate ones
_FLOOR: Final = 1e-12
_LEAST: Final = 1e-300
_FITS: Final = 0.01  # two things that one origin says fit one number at least so well
_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95


def _grid(values: Sequence[Value]) -> Floats:
    """Return the whole numbers that are thinkable, about evenly on a log scale."""
    told = [bound for v in values for bound in (v.min, v.max) if bound]
    low, high = max(1.0, min(told, default=1.0) / _ROOM), max(told, default=1.0) * _ROOM
    return np.unique(np.round(np.geomspace(low, high, _POINTS)))


def _kernel(value: Value, grid: Floats) -> Floats:
    """Return K(N): how well N fits what one report says; soft edges, 1 at the best."""
    low = 1.0 if value.min is None else max(value.min, 1.0)
    below = np.maximum(np.log(low) - np.log(grid), 0.0)
    if value.max is None:
        above = np.zeros(len(grid))
    else:
        above = np.maximum(np.log(grid) - np.log(max(value.max, low)), 0.0)
    return np.asarray(np.exp(-((np.maximum(below, above) / _SLACK) ** 2)))


def _by_origin(conflict: Conflict) -> list[list[Value]]:
    """Group values by the origin they rest on; those of unknown origin are one group."""
    groups: dict[str, list[Value]] = {}
    for value in conflict.values:
        if value.min is not None or value.max is not None:
            groups.setdefault(value.origin or "", []).append(value)
    return [groups[name] for name in sorted(groups)]


def _kernel_of_origin(values: Sequence[Value], grid: Floats) -> Floats:
    """Return what one origin says: all of it where it fits together, else one thing or the other."""
    kernels = np.array([_kernel(value, grid) for value in values])
    together = kernels.prod(axis=0)
    return np.asarray((together if together.max() > _FITS else kernels.mean(axis=0)) + _FLOOR)


def _mixed(kernels: Sequence[Floats], reliabilities: Sequence[float]) -> Floats:
    """Multiply rho K(N) + (1 - rho) U(N) over origins: a wrong one cannot veto. Sums to one."""
    log = np.zeros(len(kernels[0]))
    for kernel, reliability in zip(kernels, reliabilities, strict=True):
        log += np.log(reliability * kernel / kernel.sum() + (1.0 - reliability) / len(kernel) + _LEAST)
    likelihood = np.exp(log - log.max())
    return np.asarray(likelihood / likelihood.sum())


def _common_number(kernels: Sequence[Floats]) -> float:
    """Return the Bayes factor, in decibans, for one number behind all kernels against separate ones."""
    points = len(kernels[0])
    log = sum(np.log(kernel / kernel.sum() * points) for kernel in kernels)
    most = float(np.max(log))
    factor = most + math.log(float(np.exp(log - most).sum()) / points)
    return max(10.0 / math.log(10.0) * factor, 10.0 * math.log10(_FLOOR))


def _estimate(event: Event, conflict: Conflict, reliability: Mapping[str, float]) -> CountEstimate | None:
    groups = _by_origin(conflict)
    if not groups:
        return None
    grid = _grid([value for group in groups for value in group])
    kernels = [_kernel_of_origin(group, grid) for group in groups]
    rhos = [reliability.get(group[0].origin or "", reliability[""]) for group in groups]
    share = np.cumsum(_mixed(kernels, rhos))
    low, best, high = (
        int(grid[min(int(np.searchsorted(share, p)), len(grid) - 1)]) for p in (_LOW, _MIDDLE, _HIGH)
    )
    decibans = _common_number(kernels)
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
