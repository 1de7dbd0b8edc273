"""Compare methods over seeds: `python -m benchmarks.weighing --seeds 20 [--json]`.

Every figure is a mean over seeds with its 95 % interval. `coverage` is the share of claims whose
oracle posterior lies in the band; `n_eff_mae` the mean error of the number of independent roots.
"""

import argparse
import json
import sys

import numpy as np

from benchmarks.weighing.methods import METHODS, Result, judge
from benchmarks.weighing.world import Settings, World, make_world

GRIDS = {
    "base": Settings(),
    "60 % of attributions missing": Settings(missing=0.60),
    "20 % of attributions wrong": Settings(wrong=0.20),
    "grades are noise": Settings(grade_noise=0.40),
    "no copies": Settings(reports=1.8, roots_a_claim=1.7),
    "most roots biased": Settings(biased=0.70),
    "most words hedged": Settings(hedged=0.80),
}
MEASURES = ("log_loss", "brier", "accuracy", "ece", "coverage", "n_eff_mae")


def measure(world: World, result: Result, best: Result) -> dict[str, float]:
    """Return the measures of one method on one world; those that it does not give are left out."""
    truth = np.array([c.true for c in world.claims], dtype=float)
    p = np.clip(result.probability, 1e-6, 1 - 1e-6)
    found = {
        "log_loss": float(-(truth * np.log(p) + (1 - truth) * np.log(1 - p)).mean()),
        "brier": float(((p - truth) ** 2).mean()),
        "accuracy": float(((p > 0.5) == (truth > 0.5)).mean()),
        "ece": _calibration_error(p, truth),
    }
    if result.low is not None and result.high is not None:
        inside = (best.probability >= result.low) & (best.probability <= result.high)
        found["coverage"] = float(inside.mean())
    if result.roots is not None and best.roots is not None:
        found["n_eff_mae"] = float(np.abs(result.roots - best.roots).mean())
    return found


def _calibration_error(p: np.ndarray, truth: np.ndarray) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins = np.minimum((p * 10).astype(int), 9)
    return float(
        sum(
            abs(p[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean()
            for b in set(bins.tolist())
        )
    )


def compare(settings: Settings, *, seeds: int, first: int = 0) -> dict[str, dict[str, dict[str, float]]]:
    """Return method -> measure -> mean and half of the 95 % interval."""
    rows: dict[str, dict[str, list[float]]] = {name: {} for name in METHODS}
    for seed in range(first, first + seeds):
        world = make_world(settings, seed=seed)
        results = judge(world)
        for name, result in results.items():
            for what, value in measure(world, result, results["oracle"]).items():
                rows[name].setdefault(what, []).append(value)
    return {name: {what: _interval(values) for what, values in kept.items()} for name, kept in rows.items()}


def _interval(values: list[float]) -> dict[str, float]:
    half = 1.96 * np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0.0
    return {"mean": float(np.mean(values)), "half": float(half)}


def _means(rows: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    return {method: {what: v["mean"] for what, v in row.items()} for method, row in rows.items()}


def main() -> None:
    """Print the comparison as a table, or as JSON with means only."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument(
        "--first", type=int, default=0, help="the first seed: worlds that no number was set on"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--grid", action="append", choices=list(GRIDS))
    options = parser.parse_args()
    if options.seeds < 1:
        sys.exit(f"--seeds: wanted at least 1, found {options.seeds}")
    found = {
        name: compare(GRIDS[name], seeds=options.seeds, first=options.first) for name in options.grid or GRIDS
    }
    if options.json:
        print(json.dumps({grid: _means(rows) for grid, rows in found.items()}, indent=1))
        return
    for grid, rows in found.items():
        print(f"\n{grid} ({options.seeds} seeds)")
        print(f"{'method':14}" + "".join(f"{what:>18}" for what in MEASURES))
        for name, row in rows.items():
            cells = (f"{row[w]['mean']:.3f} ± {row[w]['half']:.3f}" if w in row else "–" for w in MEASURES)
            print(f"{name:14}" + "".join(f"{cell:>18}" for cell in cells))
        ours = rows["tarjih"]["log_loss"]["mean"]
        others = [m for m in rows if m not in {"tarjih", "oracle"}]
        better = [m for m in others if rows[m]["log_loss"]["mean"] < ours]
        if better:
            print(f"tarjih loses here to: {', '.join(better)}")


if __name__ == "__main__":
    main()
