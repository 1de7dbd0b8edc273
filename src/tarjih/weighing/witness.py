"""One root's word as a likelihood: reliability, bias, hedging, and the relays it came through.

All functions take numbers or numpy arrays (one entry per Monte Carlo draw) and return the like.

Source: weighing model, sections 2 and 3; Bovens and Hartmann (2003), Bayesian Epistemology.
"""

import math
from collections.abc import Sequence
from typing import Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

__all__ = ["Link", "Number", "log_likelihoods", "ratio", "root_ratio"]

_AT_ONCE: Final = 40  # so many links can be multiplied before a float runs out
_LEAST: Final = 1e-300

Number = TypeVar("Number", float, NDArray[np.float64])
Link = tuple[Number, bool]
"""P(a relay hands on faithfully what the root said), and whether it has the root assert the claim."""


def ratio(reliability: Number, *, certainty: float, bias: Number) -> Number:
    """Return P(the root asserts x | x) / P(the root asserts x | not x).

    Args:
        reliability: rho, P(the root tracks the truth).
        certainty: tau, how firmly it says so, .5 for not at all.
        bias: a, P(it would assert x when it does not track the truth).
    """
    asserts, errs = _speaks(reliability, certainty=certainty, bias=bias)
    return asserts / errs


def _speaks(reliability: Number, *, certainty: float, bias: Number) -> tuple[Number, Number]:
    """Return h and f: P(asserts | x) and P(asserts | not x)."""
    noise = (1.0 - reliability) * bias
    return reliability * certainty + noise, reliability * (1.0 - certainty) + noise


def _log(value: Number) -> Number:
    """Return ln of a number or of an array; nothing is less likely than one in 10^300."""
    if isinstance(value, float):  # numpy takes ten times as long over a single number
        return math.log(max(value, _LEAST))
    return np.log(np.maximum(value, _LEAST))


def _relayed(links: Sequence[Link[Number]], *, garble: float, one: Number) -> tuple[Number, Number, Number]:
    """Return P(what the relays say | the root asserts), P(... | it denies), and ln of a factor of both."""
    said, unsaid, factor = one, one, one * 0.0
    for number, (faith, asserts) in enumerate(links, start=1):
        noise = (1.0 - faith) * (garble if asserts else 1.0 - garble)
        said = said * (noise + faith if asserts else noise)
        unsaid = unsaid * (noise if asserts else noise + faith)
        if number % _AT_ONCE == 0:
            most = cast("Number", np.maximum(np.maximum(said, unsaid), _LEAST))
            said, unsaid, factor = said / most, unsaid / most, factor + _log(most)
    return said, unsaid, factor


def log_likelihoods(
    reliability: Number, *, certainty: float, bias: Number, links: Sequence[Link[Number]], garble: float
) -> tuple[Number, Number]:
    """Return ln L(x) and ln L(not x) of all that the relays hand on from one root.

    However many relays agree, L(x)/L(not x) never leaves the root's own ratio: five outlets with one
    report say no more than the report. Logarithms, since hundreds of relays would underflow.
    """
    asserts, errs = _speaks(reliability, certainty=certainty, bias=bias)
    said, unsaid, factor = _relayed(links, garble=garble, one=asserts * 0.0 + 1.0)
    true = _log(asserts * said + (1.0 - asserts) * unsaid) + factor
    return true, _log(errs * said + (1.0 - errs) * unsaid) + factor


def root_ratio(
    reliability: Number, *, certainty: float, bias: Number, links: Sequence[Link[Number]], garble: float
) -> Number:
    """Return the likelihood ratio of one root through its relays."""
    true, false = log_likelihoods(reliability, certainty=certainty, bias=bias, links=links, garble=garble)
    return cast("Number", np.exp(true - false))
