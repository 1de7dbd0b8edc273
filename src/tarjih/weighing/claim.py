"""How likely one claim is by the roots behind it."""

import math
from collections.abc import Sequence

from tarjih.weighing.grades import reliability_of
from tarjih.weighing.model import Model
from tarjih.weighing.roots import Root
from tarjih.weighing.witness import Number, likelihoods

__all__ = ["claim_ratio", "independent_roots", "mixed_ratio", "odds_to_probability", "ratio_of"]


def odds_to_probability(odds: float) -> float:
    """Turn odds into a probability."""
    return odds / (1.0 + odds) if math.isfinite(odds) else 1.0


def ratio_of(root: Root, model: Model) -> float:
    """Return the likelihood ratio of one root at the means of its reliability, bias and relays."""
    alpha, beta = reliability_of(root.grade)
    return mixed_ratio(
        root,
        reliability=alpha / (alpha + beta) * root.access,
        bias=root.bias,
        faiths=[relay.faith for relay in root.relays],
        garble=model.relay_assert,
    )


def mixed_ratio(
    root: Root, *, reliability: Number, bias: Number, faiths: Sequence[Number], garble: float
) -> Number:
    """Return the ratio of a root whose reports share it only with probability `root.same`.

    L is averaged over the two partitions (one root, or each relay a root of its own), not its ratio.
    Source: weighing model, section 4.
    """
    links = [(faith, relay.asserts) for faith, relay in zip(faiths, root.relays, strict=True)]
    true, false = likelihoods(reliability, certainty=root.certainty, bias=bias, links=links, garble=garble)
    if root.same >= 1.0 or len(links) < 2:
        return true / false
    apart_true = apart_false = true * 0.0 + 1.0
    for link in links:
        one = likelihoods(reliability, certainty=root.certainty, bias=bias, links=[link], garble=garble)
        apart_true, apart_false = apart_true * one[0], apart_false * one[1]
    shared, apart = root.same, 1.0 - root.same
    return (shared * true + apart * apart_true) / (shared * false + apart * apart_false)


def claim_ratio(roots: Sequence[Root], model: Model) -> float:
    """Return the likelihood ratio of all roots together; 1.0 where there are none."""
    return math.prod(ratio_of(root, model) for root in roots)


def independent_roots(roots: Sequence[Root]) -> float:
    """Return N_eff, the expected number of independent roots."""
    return sum(root.same + (1.0 - root.same) * len(root.relays) for root in roots)
