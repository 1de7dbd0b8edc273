"""One root's word as a likelihood: reliability, bias, hedging, and the relays it came through.

All functions take numbers or numpy arrays (one entry per Monte Carlo draw) and return the like.

Source: weighing model, sections 2 and 3; Bovens and Hartmann (2003), Bayesian Epistemology.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["Link", "Number", "likelihoods", "ratio", "root_ratio"]


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


def _relayed(links: Sequence[Link[Number]], *, garble: float, one: Number) -> tuple[Number, Number]:
    """Return P(what the relays say | the root asserts) and P(... | the root denies)."""
    asserted = denied = one
    for faith, asserts in links:
        noise = (1.0 - faith) * (garble if asserts else 1.0 - garble)
        asserted = asserted * (noise + faith if asserts else noise)
        denied = denied * (noise if asserts else noise + faith)
    return asserted, denied


def likelihoods(
    reliability: Number, *, certainty: float, bias: Number, links: Sequence[Link[Number]], garble: float
) -> tuple[Number, Number]:
    """Return L(x) and L(not x) of all that the relays hand on from one root.

    However many relays agree, L(x)/L(not x) never leaves the root's own ratio: five outlets with one
    report say no more than the report.
    """
    asserts, errs = _speaks(reliability, certainty=certainty, bias=bias)
    said, unsaid = _relayed(links, garble=garble, one=asserts * 0.0 + 1.0)
    return asserts * said + (1.0 - asserts) * unsaid, errs * said + (1.0 - errs) * unsaid


def root_ratio(
    reliability: Number, *, certainty: float, bias: Number, links: Sequence[Link[Number]], garble: float
) -> Number:
    """Return the likelihood ratio of one root through its relays."""
    true, false = likelihoods(reliability, certainty=certainty, bias=bias, links=links, garble=garble)
    return true / false
