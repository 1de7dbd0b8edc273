"""How likely one claim is by the roots behind it."""

import math
from collections.abc import Iterable, Sequence
from typing import Final, cast

import numpy as np

from tarjih.weighing.grades import reliability_of
from tarjih.weighing.model import Model
from tarjih.weighing.roots import Root
from tarjih.weighing.witness import Link, Number, log_likelihoods

__all__ = ["LEAST_RATIO", "independent_roots", "mixed_ratio", "odds_to_probability", "product", "ratio_of"]

LEAST_RATIO: Final = 1e-100


def odds_to_probability(odds: float) -> float:
    """Turn odds into a probability."""
    return odds / (1.0 + odds) if math.isfinite(odds) else 1.0


def ratio_of(root: Root, model: Model) -> float:
    """Return the likelihood ratio of one root at the means of its reliability, bias and relays."""
    alpha, beta = reliability_of(root.grade)
    return float(
        mixed_ratio(
            root,
            reliability=alpha / (alpha + beta) * root.access,
            bias=root.bias,
            faiths=[relay.faith for relay in root.relays],
            garble=model.relay_assert,
        )
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

    def judge(some: Sequence[Link[Number]]) -> tuple[Number, Number]:
        return log_likelihoods(reliability, certainty=root.certainty, bias=bias, links=some, garble=garble)

    true, false = judge(links)
    if root.same < 1.0 and len(links) > 1:
        ones = [judge([link]) for link in links]
        true = _mix(true, sum((one[0] for one in ones[1:]), ones[0][0]), share=root.same)
        false = _mix(false, sum((one[1] for one in ones[1:]), ones[0][1]), share=root.same)
    if root.fresh < 1.0:
        heard = _mix(true, false, share=0.5)
        true, false = _mix(true, heard, share=root.fresh), _mix(false, heard, share=root.fresh)
    return cast("Number", np.clip(np.exp(true - false), LEAST_RATIO, 1.0 / LEAST_RATIO))


def _mix(one: Number, two: Number, *, share: float) -> Number:
    """Return ln(share e^one + (1 - share) e^two)."""
    if not 0.0 < share < 1.0:
        return one if share > 0.0 else two
    return cast("Number", np.logaddexp(one + math.log(share), two + math.log1p(-share)))


def product(ratios: Iterable[float]) -> float:
    """Multiply ratios, held between 1e-100 and 1e100: hundreds of roots would leave the floats."""
    log = math.fsum(math.log(ratio) for ratio in ratios)
    return math.exp(min(max(log, math.log(LEAST_RATIO)), -math.log(LEAST_RATIO)))


def independent_roots(roots: Sequence[Root]) -> float:
    """Return N_eff, the expected number of independent roots."""
    return sum(root.fresh * (root.same + (1.0 - root.same) * len(root.relays)) for root in roots)
