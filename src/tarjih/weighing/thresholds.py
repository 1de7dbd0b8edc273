"""At which reliability of one body the judgement gets another word.

Source: weighing model, section 9.
"""

from collections.abc import Callable, Iterable
from typing import Final

from tarjih.records.assessment import Threshold
from tarjih.weighing.grades import reliability_of
from tarjih.weighing.probability import Scale, word_of
from tarjih.weighing.sensitivity import Bodies

__all__ = ["word_thresholds"]

_STEPS: Final = 40  # reliabilities looked at between 0 and 1 before the place is narrowed down
_PRECISION: Final = 1e-4


def word_thresholds(
    bodies: Bodies, *, among: Iterable[str] | None = None, scale: Scale = "icd203"
) -> tuple[Threshold, ...]:
    """Return for each body the reliability nearest to its own at which the leading word changes.

    Args:
        bodies: The bodies behind the matrix.
        among: Bodies to look at, None for all.
        scale: The vocabulary of likelihood.

    Returns:
        The nearest to a change first; bodies whose reliability changes no word are left out.
    """
    names = bodies.names if among is None else among
    found = (_threshold(bodies, body, scale=scale) for body in names)
    return tuple(sorted((t for t in found if t is not None), key=lambda t: (abs(t.at - t.now), t.origin)))


def _threshold(bodies: Bodies, body: str, *, scale: Scale) -> Threshold | None:
    leading = int(bodies.matrix.posterior().argmax())

    def words(rho: float) -> tuple[str, str]:
        return word_of(float(bodies.at_reliability(body, rho)[leading]), scale=scale)

    now = _own_reliability(bodies, body)
    at = _nearest_change(lambda rho: words(rho)[0], now)
    if at is None:
        return None
    english, arabic = words(at)
    return Threshold(origin=body, name=bodies.names[body], now=now, at=at, word_en=english, word_ar=arabic)


def _own_reliability(bodies: Bodies, body: str) -> float:
    alpha, beta = reliability_of(bodies.roots[bodies.of[body][0]].grade)
    return alpha / (alpha + beta)


def _nearest_change(word: Callable[[float], str], now: float) -> float | None:
    """Return the first reliability beyond the nearest change of word, None where it never changes."""
    here = word(now)
    grid = [n / _STEPS for n in range(_STEPS + 1)]
    below, above = [rho for rho in reversed(grid) if rho < now], [rho for rho in grid if rho > now]
    changes = []
    for side in (below, above):
        last = now
        for rho in side:
            if word(rho) != here:
                changes.append(_narrow(word, last, rho))
                break
            last = rho
    return min(changes, key=lambda rho: (abs(rho - now), rho), default=None)


def _narrow(word: Callable[[float], str], same: float, other: float) -> float:
    """Halve the way from a reliability with the same word to one with another until they meet."""
    here = word(same)
    while abs(other - same) > _PRECISION:
        middle = 0.5 * (same + other)
        same, other = (middle, other) if word(middle) == here else (same, middle)
    return other
