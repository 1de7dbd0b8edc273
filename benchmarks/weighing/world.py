"""The simulated world: claims, roots that know more or less, outlets that copy, attributions that get lost.

Source: weighing model, section 10.
"""

import dataclasses

import numpy as np

__all__ = ["Claim", "Said", "Settings", "World", "make_world"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """How the world is made; the defaults are the base grid."""

    claims: int = 400
    roots: int = 15
    outlets: int = 40
    reports: float = 7.1
    roots_a_claim: float = 1.7
    missing: float = 0.20
    wrong: float = 0.05
    grade_noise: float = 0.12
    faith: float = 0.92
    garble: float = 0.30
    biased: float = 0.20
    hedged: float = 0.20


@dataclasses.dataclass(frozen=True, kw_only=True)
class Said:
    """One report of one claim: who printed it, who stands behind it, who is named, which way it goes."""

    outlet: int
    root: int
    named: int | None
    asserts: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim with what is really so, and its reports; `firm[root]` is how firmly a root says so."""

    true: bool
    said: tuple[Said, ...]
    firm: dict[int, float]


@dataclasses.dataclass(frozen=True, kw_only=True)
class World:
    """Claims with the truth about their roots, and what an analyst would think of them."""

    settings: Settings
    claims: tuple[Claim, ...]
    reliability: np.ndarray
    bias: np.ndarray
    graded: np.ndarray


def make_world(settings: Settings, *, seed: int) -> World:
    """Make one world; the same seed makes the same world."""
    dice = np.random.default_rng(seed)
    reliability = dice.choice([0.95, 0.80, 0.60, 0.35, 0.05], settings.roots, p=[0.1, 0.3, 0.3, 0.2, 0.1])
    bias = np.where(dice.random(settings.roots) < settings.biased, 0.8, 0.5)
    graded = np.clip(reliability + dice.normal(0.0, settings.grade_noise, settings.roots), 0.01, 0.99)
    popularity = dice.dirichlet(np.ones(settings.outlets) * 0.5)  # has nothing to do with quality
    traits = {"reliability": reliability, "bias": bias, "popularity": popularity}
    claims = tuple(_claim(settings, dice, **traits) for _ in range(settings.claims))
    return World(settings=settings, claims=claims, reliability=reliability, bias=bias, graded=graded)


def _claim(
    settings: Settings,
    dice: np.random.Generator,
    *,
    reliability: np.ndarray,
    bias: np.ndarray,
    popularity: np.ndarray,
) -> Claim:
    true = bool(dice.random() < 0.5)
    count = min(1 + dice.poisson(settings.roots_a_claim - 1.0), settings.roots)
    roots = dice.choice(settings.roots, count, replace=False)
    firm = {int(r): 0.80 if dice.random() < settings.hedged else 0.98 for r in roots}
    says = {}
    for root in firm:
        knows = dice.random() < reliability[root]
        agrees = dice.random() < firm[root]
        says[root] = (true if agrees else not true) if knows else bool(dice.random() < bias[root])
    size = max(count, min(1 + dice.poisson(settings.reports - 1.0), settings.outlets))
    printed = dice.choice(settings.outlets, size, replace=False, p=popularity * 0.9 + 0.1 / settings.outlets)
    said = []
    for n, outlet in enumerate(printed):
        root = int(roots[n]) if n < count else int(dice.choice(roots))
        asserts = says[root] if dice.random() < settings.faith else bool(dice.random() < settings.garble)
        named: int | None = root
        if dice.random() < settings.missing:
            named = None
        elif dice.random() < settings.wrong:
            named = int(dice.integers(settings.roots))
        said.append(Said(outlet=int(outlet), root=root, named=named, asserts=asserts))
    return Claim(true=true, said=tuple(said), firm=firm)
