"""The short form of `python -m benchmarks.weighing`: the gates of the base grid on few seeds."""

import pytest
from benchmarks.weighing.__main__ import GRIDS, compare
from benchmarks.weighing.world import Settings, make_world


@pytest.mark.slow
def test_the_base_grid_holds_its_gates() -> None:
    rows = compare(GRIDS["base"], seeds=6)
    ours = {measure: value["mean"] for measure, value in rows["tarjih"].items()}
    assert ours["log_loss"] <= 0.5 * rows["majority"]["log_loss"]["mean"]
    assert ours["ece"] <= 0.10
    assert 0.85 <= ours["coverage"] <= 0.95
    assert ours["n_eff_mae"] <= 0.5
    assert all(row["log_loss"]["mean"] >= rows["oracle"]["log_loss"]["mean"] for row in rows.values())


def test_the_same_seed_makes_the_same_world() -> None:
    settings = Settings(claims=20)
    assert make_world(settings, seed=3).claims == make_world(settings, seed=3).claims
    assert make_world(settings, seed=3).claims != make_world(settings, seed=4).claims
