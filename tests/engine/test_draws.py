"""The draws of the assumptions: their percentiles, their order, and that they never change."""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from scenarios.engine import draws, policy
from scenarios.inputs import load

MANY = 2**14

# Low and high of the weights of the toy as multiples of the central value, in the order of its table.
RANGES = {
    "b_inc": (0.5, 2), "b_permit": (0.5, 2), "b_lang": (0.25, 2), "b_wait": (0.5, 2), "b_acc": (0.5, 2),
    "b_wel": (0.4, 1.6),
}  # fmt: skip


def percentiles(values):
    """5th, 50th and 95th percentile."""
    return np.quantile(values, [0.05, 0.5, 0.95])


@pytest.mark.parametrize("name", RANGES)
def test_a_weight_has_its_range_at_the_5th_and_95th_percentile_and_one_in_the_middle(toy, name):
    low, high = RANGES[name]
    found = percentiles(draws.sample(toy, MANY).weights[:, list(RANGES).index(name)])
    np.testing.assert_allclose(found, [low, 1, high], rtol=0.005)


@pytest.mark.parametrize(
    ("name", "low", "high"), [("offer_elasticity", 1 / 2, 4 / 2), ("tenure_years", 2 / 4, 5 / 4)]
)
def test_a_parameter_is_drawn_as_a_multiple_of_its_central_value(toy, name, low, high):
    found = percentiles(draws.sample(toy, MANY).parameters[name])
    np.testing.assert_allclose(found, [low, 1, high], rtol=0.005)


@pytest.mark.parametrize(("nest", "low", "central"), [("MOVE", 0.6, 0.8), ("NEAR", 0.4, 0.5)])
def test_a_nest_has_its_central_scale_in_the_middle(toy, nest, low, central):
    # Their upper halves may meet the cap, so the 95th percentile is left out.
    found = percentiles(draws.sample(toy, MANY).scales[nest])
    np.testing.assert_allclose(found[:2], [low, central], rtol=0.005)


def test_at_1024_draws_the_percentiles_are_close_too(inputs):
    weights = draws.sample(inputs, 1024).weights
    for column, row in enumerate(inputs.coefficients):
        np.testing.assert_allclose(percentiles(weights[:, column]), [row.low, 1, row.high], rtol=0.03)


def test_the_multiple_is_exact_at_its_three_points():
    scores = stats.norm.ppf([0.05, 0.5, 0.95])
    np.testing.assert_allclose(draws.multiple(scores, 0.25, 1.9), [0.25, 1, 1.9], rtol=1e-12)


def test_each_half_of_the_multiple_is_lognormal():
    # Halfway in score to the 95th percentile is halfway in logs: the square root.
    score = stats.norm.ppf(0.95) / 2
    assert float(draws.multiple(np.array(score), 0.25, 1.9)) == pytest.approx(1.9**0.5)
    assert float(draws.multiple(np.array(-score), 0.25, 1.9)) == pytest.approx(0.25**0.5)


def test_no_sign_ever_flips(inputs):
    drawn = draws.sample(inputs, MANY)
    for values in (drawn.weights, *drawn.scales.values(), *drawn.parameters.values()):
        assert np.isfinite(values).all() and (values > 0).all()


def test_in_each_draw_a_nest_stays_below_the_one_around_it_and_that_below_one(toy):
    scales = draws.sample(toy, MANY).scales
    assert (scales["MOVE"] <= 1).all()
    for name in ("NEAR", "FAR", "RETURN"):
        assert (scales[name] <= scales["MOVE"]).all()
    # The cap is needed: some draws meet it.
    assert (scales["MOVE"] == 1).any() and (scales["FAR"] == scales["MOVE"]).any()


def test_two_calls_and_two_readings_of_the_data_give_the_same_draws(toy):
    first, again = draws.sample(toy, 256), draws.sample(toy, 256)
    fresh = draws.sample(load(toy.folder), 256)
    for other in (again, fresh):
        assert (first.weights == other.weights).all()
        assert all((first.scales[name] == other.scales[name]).all() for name in first.scales)
        assert all((first.parameters[name] == other.parameters[name]).all() for name in first.parameters)


def test_the_seed_and_the_order_of_the_data_make_the_draws(toy):
    # 11 columns: six weights in table order, MOVE NEAR FAR, the elasticity of offers, the years.
    points = stats.qmc.Sobol(11, scramble=True, rng=7).random(1024)
    score, edge = stats.norm.ppf(points), stats.norm.ppf(0.95)

    def expected(column, low, high):
        z = score[:, column]
        return np.where(z < 0, low ** (-z / edge), high ** (z / edge))

    drawn = draws.sample(toy, 1024)
    assert [row.id for row in toy.coefficients] == list(RANGES)
    for column, (low, high) in enumerate(RANGES.values()):
        np.testing.assert_allclose(drawn.weights[:, column], expected(column, low, high), rtol=1e-10)
    move = np.minimum(0.8 * expected(6, 0.6 / 0.8, 0.9 / 0.8), 1)
    np.testing.assert_allclose(drawn.scales["MOVE"], move, rtol=1e-10)
    for name, (column, central, low, high) in {
        "NEAR": (7, 0.5, 0.4, 0.7),
        "FAR": (8, 0.6, 0.5, 0.75),
    }.items():
        own = central * expected(column, low / central, high / central)
        np.testing.assert_allclose(drawn.scales[name], np.minimum(own, move), rtol=1e-10)
    np.testing.assert_allclose(drawn.parameters["offer_elasticity"], expected(9, 0.5, 2), rtol=1e-10)
    np.testing.assert_allclose(drawn.parameters["tenure_years"], expected(10, 0.5, 1.25), rtol=1e-10)


@pytest.mark.parametrize("count", [0, -1, -8, 3, 100, 1000, 1023])
def test_a_number_of_draws_that_is_not_a_power_of_two_is_refused(toy, count):
    with pytest.raises(ValueError, match=f"{count} is not a power of two"):
        draws.sample(toy, count)


def test_the_central_assumptions_are_the_middle_of_the_draws(toy):
    central = policy.central(toy)
    assert (central.weights == 1).all()
    assert {name: scale.tolist() for name, scale in central.scales.items()} == {
        "MOVE": [0.8], "NEAR": [0.5], "FAR": [0.6], "RETURN": [0.8]
    }  # fmt: skip
    assert {name: value.tolist() for name, value in central.parameters.items()} == {
        "offer_elasticity": [1], "tenure_years": [1]
    }  # fmt: skip


def test_points_that_a_folder_keeps_are_read_and_not_made(toy, tmp_path):
    folder = Path(shutil.copytree(toy.folder, tmp_path / "toy"))
    kept = np.arange(11 * 128, dtype=float).reshape(11, 128)
    (folder / "draws").mkdir(exist_ok=True)
    np.save(folder / "draws" / "seed7_11x128.npy", kept)
    assert (draws.points(load(folder), 128) == kept).all()


def test_the_kept_points_are_those_that_scipy_gives(inputs):
    kept = sorted((inputs.folder / "draws").glob("*.npy"))
    assert kept
    for path in kept:
        seed, dimensions, count = map(int, re.fullmatch(r"seed(\d+)_(\d+)x(\d+)\.npy", path.name).groups())
        np.testing.assert_allclose(np.load(path), draws.scores(seed, dimensions, count), rtol=0, atol=1e-12)


def test_the_default_draws_are_among_the_kept_ones(inputs):
    seed, count = int(inputs.parameter("draw_seed")), int(inputs.parameter("draw_count"))
    dimensions = len(draws.ranged(inputs))
    assert (inputs.folder / "draws" / f"seed{seed}_{dimensions}x{count}.npy").exists()
