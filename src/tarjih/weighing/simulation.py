"""The band: the same model with every reasoned number drawn from its own uncertainty, seed fixed.

Source: weighing model, section 8.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tarjih.weighing.claim import LEAST_RATIO, mixed_ratio
from tarjih.weighing.grades import grade_unknown, reliability_of
from tarjih.weighing.matrix import Matrix
from tarjih.weighing.model import Model
from tarjih.weighing.roots import Root

__all__ = ["Draws", "simulate"]

Floats = NDArray[np.float64]
_FAITH_SPREAD = 40.0  # a link's faith is known to about five points
_POOL: Final = 61  # reliabilities of unknown bodies are drawn so often and used in turn
_EDGE = 1e-3  # a Beta needs a mean inside (0, 1)
_LOW, _HIGH = 5.0, 95.0


class Draws:
    """What the simulation gave: posteriors by draw, and the band of P(claim) of each item."""

    def __init__(self, posterior: Floats, claims: Floats) -> None:
        self.posterior = posterior
        self.claims = claims

    def band(self, hypothesis: int) -> tuple[float, float]:
        """Return the 5 % and 95 % points of one hypothesis."""
        low, high = np.percentile(self.posterior[:, hypothesis], (_LOW, _HIGH))
        return float(low), float(high)

    def claim_band(self, item: int) -> tuple[float, float]:
        """Return the 5 % and 95 % points of P(claim) of one item."""
        low, high = self.claims[item]
        return float(low), float(high)


def simulate(matrix: Matrix, *, model: Model) -> Draws:
    """Draw reliability, bias, faith, expectations and priors `model.draws` times."""
    dice = _Dice(model)
    log = np.log(dice.generator.dirichlet(matrix.priors * model.prior_spread, model.draws).clip(1e-12))
    cells = [dice.beta(row, spread=model.cell_spread) for row in matrix.cells]
    weights, claims = matrix.weights(), np.zeros((len(matrix.items), 2))
    base = model.base / (1.0 - model.base)
    for n, item in enumerate(matrix.items):
        ratio = np.ones(model.draws)
        for root in item.roots:
            ratio = np.clip(ratio * dice.ratio(root), LEAST_RATIO, 1.0 / LEAST_RATIO)
        drawn = cells[matrix.family[n]]
        if item.relevance < 1.0:
            drawn = matrix.blur(drawn, item.relevance)
        if item.cells:
            drawn = drawn.copy()
            for hypothesis, value in sorted(item.cells.items()):
                drawn[:, matrix.ids.index(hypothesis)] = dice.beta(value, spread=model.cell_spread)
        log += weights[n] * np.log(drawn * ratio[:, None] + 1.0 - drawn)
        odds = base * ratio
        claims[n] = np.percentile(odds / (1.0 + odds), (_LOW, _HIGH))
    log += matrix.silence().sum(axis=0)
    weight = np.exp(log - log.max(axis=1, keepdims=True))
    return Draws(weight / weight.sum(axis=1, keepdims=True), claims)


class _Dice:
    """The draws of one simulation; what is one thing in the world is drawn once.

    A body has one reliability and one interest in all it says, a way of relaying one faith: we do not
    know them, but they do not change from report to report. Who is really behind a named root is drawn
    for each event.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.generator = np.random.default_rng(model.seed)
        self._reliability: dict[str, Floats] = {}
        self._bias: dict[tuple[str, float], Floats] = {}
        self._faith: dict[float, Floats] = {}
        alpha, beta = reliability_of(grade_unknown())
        self._others = self.generator.beta(alpha, beta, (_POOL, model.draws))
        self._drawn = 0

    def beta(self, mean: float | Floats, *, spread: float) -> Floats:
        """Draw from Beta(mean spread, (1 - mean) spread), one row for each draw."""
        mean = np.clip(mean, _EDGE, 1.0 - _EDGE)
        size = (self.model.draws, *np.shape(mean))
        return self.generator.beta(mean * spread, (1.0 - mean) * spread, size)

    def ratio(self, root: Root) -> Floats:
        """Draw the ratio of one root."""
        if root.body not in self._reliability:
            alpha, beta = (self.model.grade_trust * x for x in reliability_of(root.grade))
            self._reliability[root.body] = self.generator.beta(alpha, beta, self.model.draws)
        if (root.body, root.bias) not in self._bias:
            self._bias[root.body, root.bias] = self.beta(root.bias, spread=self.model.bias.spread)
        for relay in root.relays:
            if relay.faith not in self._faith:
                self._faith[relay.faith] = self.beta(relay.faith, spread=_FAITH_SPREAD)
        reliability = self._reliability[root.body]
        if root.kind != "unknown":
            self._drawn += 1
            named = self.generator.random(self.model.draws) >= self.model.misattributed
            reliability = np.where(named, reliability, self._others[self._drawn % _POOL])
        return mixed_ratio(
            root,
            reliability=reliability * root.access,
            bias=self._bias[root.body, root.bias],
            faiths=[self._faith[relay.faith] for relay in root.relays],
            garble=self.model.relay_assert,
        )
