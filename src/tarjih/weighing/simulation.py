"""The band: the same model with every reasoned number drawn from its own uncertainty, seed fixed.

Source: weighing model, section 8.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tarjih.weighing.claim import mixed_ratio
from tarjih.weighing.grades import grade_unknown, reliability_of
from tarjih.weighing.matrix import Matrix
from tarjih.weighing.model import Model
from tarjih.weighing.roots import Root

__all__ = ["Draws", "simulate"]

Floats = NDArray[np.float64]
_FAITH_SPREAD = 40.0  # a link's faith is known to about five points
_EDGE = 1e-3  # a Beta needs a mean inside (0, 1)
_LOW, _HIGH = 5.0, 95.0


class Draws:
    """What the simulation gave: posteriors by draw, and the ratio of each item by draw."""

    def __init__(self, posterior: Floats, ratio: Floats) -> None:
        self.posterior = posterior
        self.ratio = ratio

    def band(self, hypothesis: int) -> tuple[float, float]:
        """Return the 5 % and 95 % points of one hypothesis."""
        low, high = np.percentile(self.posterior[:, hypothesis], (_LOW, _HIGH))
        return float(low), float(high)

    def claim_band(self, item: int, *, base: float) -> tuple[float, float]:
        """Return the 5 % and 95 % points of P(claim) of one item."""
        odds = self.ratio[item] * base / (1.0 - base)
        low, high = np.percentile(odds / (1.0 + odds), (_LOW, _HIGH))
        return float(low), float(high)


def _beta(
    generator: np.random.Generator, mean: float | Floats, *, spread: float, size: int | tuple[int, ...]
) -> Floats:
    mean = np.clip(mean, _EDGE, 1.0 - _EDGE)
    return generator.beta(mean * spread, (1.0 - mean) * spread, size)


def simulate(matrix: Matrix, *, model: Model) -> Draws:
    """Draw reliability, bias, faith, expectations and priors `model.draws` times."""
    generator = np.random.default_rng(model.seed)
    size = model.draws
    reliability: dict[str, Floats] = {}
    ratio = np.ones((len(matrix.items), size))
    for n, item in enumerate(matrix.items):
        for root in item.roots:
            ratio[n] *= _draw_ratio(root, generator, reliability=reliability, model=model)
    log = np.log(generator.dirichlet(matrix.priors * model.prior_spread, size).clip(1e-12))
    weights = matrix.weights()
    cells = _draw_cells(matrix, generator, model=model)
    for n, item in enumerate(matrix.items):
        drawn = cells[item.indicator.id]
        log += weights[n] * np.log(drawn * ratio[n][:, None] + 1.0 - drawn)
    log += matrix.silence().sum(axis=0)
    weight = np.exp(log - log.max(axis=1, keepdims=True))
    return Draws(weight / weight.sum(axis=1, keepdims=True), ratio)


def _draw_ratio(
    root: Root, generator: np.random.Generator, *, reliability: dict[str, Floats], model: Model
) -> Floats:
    """Draw one root's ratio; its reliability is the same in everything it says."""
    if root.body not in reliability:
        alpha, beta = (model.grade_trust * x for x in reliability_of(root.grade))
        reliability[root.body] = generator.beta(alpha, beta, model.draws)
    named = generator.random(model.draws) >= (model.misattributed if root.kind != "unknown" else 0.0)
    other = generator.beta(*reliability_of(grade_unknown()), model.draws)
    return mixed_ratio(
        root,
        reliability=np.where(named, reliability[root.body], other) * root.access,
        bias=_beta(generator, root.bias, spread=model.bias.spread, size=model.draws),
        faiths=[_beta(generator, r.faith, spread=_FAITH_SPREAD, size=model.draws) for r in root.relays],
        garble=model.relay_assert,
    )


def _draw_cells(matrix: Matrix, generator: np.random.Generator, *, model: Model) -> Mapping[str, Floats]:
    """Draw P(evidence | hypothesis) once for each indicator, whatever the number of its items."""
    cells = {}
    for indicator in matrix.hypotheses.indicators:
        means = np.array([indicator.expected[h] for h in matrix.ids])
        cells[indicator.id] = _beta(
            generator, means, spread=model.cell_spread, size=(model.draws, len(means))
        )
    return cells
