"""At which reliability of one body the judgement gets another word.

Source: weighing model, section 9.
"""

from collections.abc import Callable, Iterable
from typing import Final

import numpy as np

from tarjih.records.assessment import Threshold
from tarjih.weighing.grades import reliability_of
from tarjih.weighing.probability import Scale, word_of
from tarjih.weighing.sensitivity import Bodies

__all__ = ["word_thresholds"]

_PARTS: Final = 1000  # a reliability is told to a tenth of a hundredth
_STRIDE: Final = 50  # parts between the first reliabilities looked at, before halving
_GRID: Final = np.linspace(0.0, 1.0, _PARTS + 1)


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
    alpha, beta = reliability_of(bodies.roots[bodies.of[body][0]].grade)
    now = alpha / (alpha + beta)
    ratios = bodies.at_reliabilities(body, _GRID)

    def words(place: int) -> tuple[str, str]:
        return word_of(float(bodies.with_ratios(body, ratios[place])[leading]), scale=scale)

    at = _nearest_change(lambda place: words(place)[0], round(now * _PARTS))
    if at is None:
        return None
    english, arabic = words(at)
    return Threshold(
        origin=body, name=bodies.names[body], now=now, at=float(_GRID[at]), word_en=english, word_ar=arabic
    )


def _nearest_change(word: Callable[[int], str], now: int) -> int | None:
    """Return the place on the grid just beyond the nearest change of word, None where it never changes."""
    here = word(now)
    changes = []
    for step, end in ((-_STRIDE, 0), (_STRIDE, _PARTS)):
        last = now
        while last != end:
            place = max(last + step, end) if step < 0 else min(last + step, end)
            if word(place) != here:
                changes.append(_narrow(word, last, place))
                break
            last = place
    return min(changes, key=lambda place: (abs(place - now), place), default=None)


def _narrow(word: Callable[[int], str], same: int, other: int) -> int:
    """Halve the way from a place with one word to a place with another until they meet."""
    here = word(same)
    while abs(other - same) > 1:
        middle = (same + other) // 2
        same, other = (middle, other) if word(middle) == here else (same, middle)
    return other
