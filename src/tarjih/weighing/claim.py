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
    """Return the ratio of a root whose lineage is known only by probabilities.

    L is averaged over the partitions, not its ratio: its reports share it (`root.same`) or each is a root
    of its own; it stands beside the other roots (`root.fresh`) or repeats one and adds nothing.
    Source: weighing model, section 4.
    """
    links = [(faith, relay.asserts) for faith, relay in zip(faiths, root.relays, strict=True)]
    true, false = likelihoods(reliability, certainty=root.certainty, bias=bias, links=links, garble=garble)
    if root.same < 1.0 and len(links) > 1:
        apart_true = apart_false = true * 0.0 + 1.0
        for link in links:
            one = likelihoods(reliability, certainty=root.certainty, bias=bias, links=[link], garble=garble)
            apart_true, apart_false = apart_true * one[0], apart_false * one[1]
        true = root.same * true + (1.0 - root.same) * apart_true
        false = root.same * false + (1.0 - root.same) * apart_false
    if root.fresh < 1.0:
        heard = 0.5 * (true + false)
        true, false = (root.fresh * x + (1.0 - root.fresh) * heard for x in (true, false))
    return true / false


def claim_ratio(roots: Sequence[Root], model: Model) -> float:
    """Return the likelihood ratio of all roots together; 1.0 where there are none."""
    return math.prod(ratio_of(root, model) for root in roots)


def independent_roots(roots: Sequence[Root]) -> float:
    """Return N_eff, the expected number of independent roots."""
    return sum(root.fresh * (root.same + (1.0 - root.same) * len(root.relays)) for root in roots)
