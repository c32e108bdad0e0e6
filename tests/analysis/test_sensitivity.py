"""Sensitivity: bars worked by hand, known first-order indices, the nearest reversal of known shapes, and flips."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import rbd_fast
from SALib.test_functions import Ishigami
from scipy import optimize, stats

from scenarios.analysis import conclusions, sensitivity
from scenarios.analysis.sensitivity import alone, flips, spread
from scenarios.engine import draws, group, policy, scenario, simulate
from scenarios.engine.cases import Assumptions

SEGMENTS = st.sampled_from(["STUDENTS", "GUESTS", "TOTAL"])
PLACES = st.sampled_from(["HOME", "NORTH", "SOUTH", "WORLD"])
ALL_NEW = {"fee_scope": "all_new"}

# A welcome in Northland that is .4 lower, for guests: they stay or go, and only the weight of welcome counts.
# logit(share) = ln(80/20) - .5 * .4 * multiple.
COOLER = {"north_welcome": -0.4}


def staying(multiple):
    """Share of guests that prefers Northland when its welcome is cooler."""
    return 1 / (1 + 20 / 80 * math.exp(0.2 * multiple))


def mixed(toy):
    """A fee for all that drives students home, and an eased permit that draws a few more of them south."""
    return scenario.make(toy, {"north_fee": 100000, "south_permit": 0.9}, ALL_NEW)


def november(inputs):
    return scenario.make(inputs, {"us_fee": 100000, "cn_job_offer": 0.5})


def change(inputs, made, segment, destination):
    """Central change by the full run, points."""
    found = simulate.run(inputs, made, 0)
    return 100 * found.change[found.segments.index(segment), found.destinations.index(destination)]


def parts_of(found):
    return {part.id: part.share for part in found.parts}


def bars_of(found):
    return {bar.id: bar for bar in found.bars}


# --- bars --------------------------------------------------------------------------------------------


def test_the_bar_of_the_one_assumption_that_counts_is_as_worked_by_hand(toy):
    found = sensitivity.tornado(toy, scenario.make(toy, COOLER), "GUESTS", "NORTH")
    first, *others = found.bars
    assert (first.id, first.kind) == ("b_wel", "coefficient")
    assert (first.low, first.central, first.high) == (0.4, 1, 1.6)
    assert first.low_pp == pytest.approx(100 * (staying(0.4) - 0.8), abs=1e-9)
    assert first.high_pp == pytest.approx(100 * (staying(1.6) - 0.8), abs=1e-9)
    assert first.swing_pp == pytest.approx(100 * (staying(0.4) - staying(1.6)), abs=1e-9)
    assert found.change_pp == pytest.approx(100 * (staying(1) - 0.8), abs=1e-9)
    assert max(bar.swing_pp for bar in others) < 1e-9


def test_every_assumption_with_a_range_has_a_bar_and_the_widest_comes_first(toy):
    found = sensitivity.tornado(toy, mixed(toy), "STUDENTS", "NORTH")
    assert {bar.id: bar.kind for bar in found.bars} == {
        **dict.fromkeys(("b_inc", "b_permit", "b_lang", "b_wait", "b_acc", "b_wel"), "coefficient"),
        **dict.fromkeys(("MOVE", "NEAR", "FAR"), "nest"),
        **dict.fromkeys(("offer_elasticity", "tenure_years"), "parameter"),
    }
    swings = [bar.swing_pp for bar in found.bars]
    assert swings == sorted(swings, reverse=True) and swings[0] > 1
    ranges = {bar.id: (bar.low, bar.central, bar.high) for bar in found.bars}
    assert ranges["MOVE"] == (0.6, 0.8, 0.9)
    assert ranges["offer_elasticity"] == (1, 2, 4)
    assert ranges["tenure_years"] == (2, 4, 5)


@pytest.mark.parametrize(
    ("lever", "id"),
    [
        ("weight_income", "b_inc"),
        ("weight_language", "b_lang"),
        ("offers", "offer_elasticity"),
        ("years", "tenure_years"),
    ],
)
def test_an_end_of_a_bar_is_what_the_belief_lever_gives_there(toy, lever, id):
    policies = {"north_fee": 100000, "north_passed": 50, "north_welcome": -0.3, "south_language": 50}
    made = scenario.make(toy, policies)
    bar = bars_of(sensitivity.tornado(toy, made, "STUDENTS", "SOUTH"))[id]
    for value, found in ((bar.low, bar.low_pp), (bar.high, bar.high_pp)):
        there = scenario.with_values(toy, made, {lever: value})
        assert found == pytest.approx(change(toy, there, "STUDENTS", "SOUTH"), abs=1e-9)
    assert bar.swing_pp > 0


def test_the_users_own_belief_multiplies_an_assumption(toy):
    # 4 in place of 2, so the ends 1 and 4 act as 2 and 8.
    made = scenario.make(toy, {"north_fee": 100000, "offers": 4})
    bar = bars_of(sensitivity.tornado(toy, made, "STUDENTS", "NORTH"))["offer_elasticity"]
    assert (bar.low, bar.central, bar.high) == (1, 2, 4)
    for value, found in ((2, bar.low_pp), (8, bar.high_pp)):
        there = scenario.make(toy, {"north_fee": 100000, "offers": value})
        assert found == pytest.approx(change(toy, there, "STUDENTS", "NORTH"), abs=1e-9)


@pytest.mark.parametrize(
    ("nest", "end", "scales"),
    [
        (
            "MOVE",
            "low_pp",
            {"MOVE": 0.6, "NEAR": 0.6, "RETURN": 0.6},
        ),  # the .7 of NEAR and .8 of RETURN are cut
        ("MOVE", "high_pp", {"MOVE": 0.9}),
        ("NEAR", "high_pp", {"NEAR": 0.8}),  # not .9: that is above MOVE
        ("NEAR", "low_pp", {"NEAR": 0.5}),
    ],
)
def test_a_nest_at_its_end_is_cut_to_the_one_around_it(toy, nest, end, scales):
    wide = {"value": 0.7, "low": 0.5, "high": 0.9}
    nests = tuple(row.model_copy(update=wide) if row.id == "NEAR" else row for row in toy.nests)
    inputs = dataclasses.replace(toy, nests=nests)
    made = scenario.make(inputs, {"north_welcome": -0.4, "south_language": 0})
    central = policy.central(inputs)
    there = Assumptions(
        central.weights,
        {**central.scales, **{name: np.array([scale]) for name, scale in scales.items()}},
        central.parameters,
    )
    share = simulate.shares(inputs, policy.settings(inputs, [made]), there)[0, 0]
    bar = bars_of(sensitivity.tornado(inputs, made, "STUDENTS", "SOUTH"))[nest]
    assert getattr(bar, end) == pytest.approx(100 * (share[2] - 0.1), abs=1e-9)


def test_a_swing_counts_the_centre_where_both_ends_lie_on_one_side_of_it(toy):
    row = next(row for row in draws.ranged(toy) if row.id == "MOVE")
    assert alone._bar(row, 1.0, 2.0, -1.0).swing_pp == 3
    assert alone._bar(row, 1.0, -2.0, 0.5).swing_pp == 3


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "a run without draws has no ranges"),
        (1000, "1000 is not a power of two; use one such as 1024"),
    ],
)
def test_a_spread_needs_draws_and_a_power_of_two_of_them(toy, count, told):
    with pytest.raises(ValueError, match=told):
        sensitivity.drivers(toy, mixed(toy), "STUDENTS", "SOUTH", count)


@pytest.mark.parametrize(
    ("levers", "segment", "destination"),
    [({}, "STUDENTS", "NORTH"), (COOLER, "GUESTS", "WORLD"), ({"north_fee": 100000}, "GUESTS", "NORTH")],
)
def test_where_nothing_moves_bars_are_exactly_null_and_there_are_no_drivers(
    toy, levers, segment, destination
):
    made = scenario.make(toy, levers)
    found = sensitivity.tornado(toy, made, segment, destination)
    assert {(bar.low_pp, bar.high_pp, bar.swing_pp) for bar in found.bars} == {(0, 0, 0)}
    spread_found = sensitivity.drivers(toy, made, segment, destination)
    assert (spread_found.parts, spread_found.together, spread_found.spread_pp) == ((), 0, 0)


@settings(max_examples=20)
@given(data=st.data(), segment=SEGMENTS, place=PLACES)
def test_the_bars_of_any_scenario_start_at_its_change(toy, toy_box, data, segment, place):
    made = data.draw(toy_box)
    found = sensitivity.tornado(toy, made, segment, place)
    people = group.of(toy, segment)
    assert found.change_pp == pytest.approx(
        100 * group.run(people, made, 0).change[people.column(place)], abs=1e-9
    )
    for bar in found.bars:
        ends = (bar.low_pp, bar.high_pp, found.change_pp)
        assert bar.low < bar.central < bar.high
        assert bar.swing_pp == pytest.approx(max(ends) - min(ends), abs=1e-12)


# --- first-order indices -----------------------------------------------------------------------------


def balanced(inputs, count=1024):
    """Sobol points in the unit cube."""
    return stats.qmc.Sobol(inputs, scramble=True, rng=np.random.default_rng(5)).random(count)


def test_a_sum_splits_as_the_squares_of_its_weights():
    """Variances 9, 4, 1, 0 of 14."""
    x = balanced(4)
    found = sensitivity.first_order(x, x @ [3, -2, 1, 0])
    assert found == pytest.approx([9 / 14, 4 / 14, 1 / 14, 0], abs=0.01)


def test_a_sum_of_normals_splits_so_too_with_plain_random_points():
    x = np.random.default_rng(6).normal(size=(4096, 4))
    found = sensitivity.first_order(x, x @ [3, -2, 1, 0])
    assert found == pytest.approx([9 / 14, 4 / 14, 1 / 14, 0], abs=0.04)


def test_what_only_both_inputs_bring_belongs_to_neither():
    """x1 * x2 around zero has no main effects; with x1 added, x1 has 12 times the variance: 12/13."""
    x = balanced(3) - 0.5
    assert sensitivity.first_order(x, x[:, 0] * x[:, 1]).max() < spread.NOISE
    found = sensitivity.first_order(x, x[:, 0] + x[:, 0] * x[:, 1])
    assert found == pytest.approx([12 / 13, 0, 0], abs=0.02)


def test_the_indices_of_the_ishigami_function_are_known():
    """S1 = .3139, .4424, 0, by integration (Ishigami and Homma 1990; a = 7, b = .1)."""
    x = np.pi * (2 * balanced(3, 2048) - 1)
    assert sensitivity.first_order(x, Ishigami.evaluate(x)) == pytest.approx([0.3139, 0.4424, 0], abs=0.02)


def test_salib_finds_the_same_from_the_same_points():
    x = np.pi * (2 * np.random.default_rng(7).random((2048, 3)) - 1)
    y = Ishigami.evaluate(x)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    other = rbd_fast.analyze(problem, x, y, num_resamples=2, seed=1)["S1"]
    assert sensitivity.first_order(x, y) == pytest.approx(other, abs=0.04)


def test_salib_finds_the_same_in_the_model(toy):
    # On plain random points: on balanced ones the waves of RBD-FAST may meet a pattern of two dimensions.
    people = group.of(toy, "STUDENTS")
    made = scenario.make(toy, {"north_welcome": -0.3, "north_odds": 0.1})
    x = np.random.default_rng(9).normal(size=(4096, 11))
    given_scores = draws.assumptions(people.inputs, x.T)
    y = people.shares(people.settings([made]), given_scores)[:, people.column("WORLD")]
    problem = {"num_vars": 11, "names": list("abcdefghijk"), "bounds": [[-1, 1]] * 11}
    other = rbd_fast.analyze(problem, x, y, num_resamples=2, seed=1)["S1"]
    found = sensitivity.first_order(x, y)
    assert found == pytest.approx(other, abs=0.04)
    ids = [row.id for row in draws.ranged(toy)]
    kept = parts_of(sensitivity.drivers(toy, made, "STUDENTS", "WORLD"))
    assert kept == pytest.approx(dict(zip(ids, found, strict=True)), abs=0.04)


def test_hardly_an_input_without_effect_rises_above_the_noise():
    """The fit of noise alone to 15 numbers explains chi-squared(15)/1024, less 15/1024 taken off: 1 in 200."""
    random = np.random.default_rng(8)
    found = np.array(
        [sensitivity.first_order(random.normal(size=(1024, 14)), random.normal(size=1024)) for _ in range(40)]
    )
    assert (found > spread.NOISE).mean() < 0.015
    # What is taken off is right on average: chi-squared(15) is above its mean in .45 of cases.
    assert (found > 0).mean() == pytest.approx(0.45, abs=0.08)


@pytest.mark.parametrize("segment", ["IND_YOUNG", "GLOBAL_YOUNG", "SENIOR_RES"])
def test_on_the_projects_draws_what_has_no_bar_has_no_part(inputs, segment):
    made = november(inputs)
    still = {bar.id for bar in sensitivity.tornado(inputs, made, segment, "US").bars if bar.swing_pp < 1e-9}
    assert len(still) >= 6
    found = parts_of(sensitivity.drivers(inputs, made, segment, "US"))
    assert max(found[id] for id in still) < 0.005


def test_only_the_ranks_of_an_input_count():
    x = balanced(3)
    y = x[:, 0] + x[:, 1] ** 2
    assert (sensitivity.first_order(np.exp(5 * x), y) == sensitivity.first_order(x, y)).all()


@pytest.mark.parametrize("level", [0, 0.1, 1e9])
def test_a_result_that_does_not_vary_has_no_indices(level):
    assert sensitivity.first_order(balanced(3), np.full(1024, level)).tolist() == [0, 0, 0]


def test_few_points_give_coarse_but_sensible_indices():
    """A sum of two lines is a line in one bin; variances 1 and 4 of 5."""
    x = balanced(14, 128)
    found = sensitivity.first_order(x, x[:, 0] + 2 * x[:, 1])
    assert found[:2] == pytest.approx([1 / 5, 4 / 5], abs=0.06)
    assert found[2:].max() < 0.06


def test_where_one_assumption_counts_it_explains_nearly_all(toy):
    made = scenario.make(toy, COOLER)
    found = sensitivity.drivers(toy, made, "GUESTS", "NORTH")
    assert (found.parts[0].id, found.parts[0].kind) == ("b_wel", "coefficient")
    assert found.parts[0].share == pytest.approx(1, abs=0.03)
    assert max(part.share for part in found.parts[1:]) < spread.NOISE
    assert found.together < 0.03
    multiples = draws.sample(toy, 1024).weights[:, -1]
    assert found.spread_pp == pytest.approx(100 * np.std([staying(m) for m in multiples]), abs=1e-9)


def test_a_nest_gets_nothing_of_what_the_one_around_it_does_to_it(toy):
    # Other countries stand alone in FAR, so its own scale has no effect, but MOVE, which cuts it, has.
    made = scenario.make(toy, {"north_welcome": -0.3, "north_odds": 0.1})
    found = parts_of(sensitivity.drivers(toy, made, "STUDENTS", "WORLD"))
    assert found["FAR"] < spread.NOISE
    assert found["MOVE"] > 0.1


@settings(max_examples=20)
@given(data=st.data(), segment=SEGMENTS, place=PLACES)
def test_the_parts_of_any_scenario_and_what_they_do_together_make_one(toy, toy_box, data, segment, place):
    made = data.draw(toy_box)
    found = sensitivity.drivers(toy, made, segment, place)
    shares = [part.share for part in found.parts]
    assert shares == sorted(shares, reverse=True)
    people = group.of(toy, segment)
    deviation = 100 * group.run(people, made).draws[:, people.column(place)].std()
    assert found.spread_pp == pytest.approx(deviation, abs=1e-9)
    if shares:
        assert len(shares) == 11 and min(shares) >= 0 and found.together >= 0
        assert sum(shares) < 1.03
        assert sum(shares) + found.together == pytest.approx(max(1, sum(shares)))


# --- the nearest reversal of known shapes ------------------------------------------------------------

WIDE = np.full(3, 5.0)
CORNERS = np.array([[x, y, z] for x in (-5, 5) for y in (-5, 5) for z in (-5, 5)], dtype=float)


def nearest(margin, starts=CORNERS, low=-WIDE, high=WIDE, **options):
    """The nearest reversal, from a margin that complains when it is asked outside the box."""

    def watched(points):
        assert (points >= low - 1e-12).all() and (points <= high + 1e-12).all()
        return margin(points)

    return sensitivity.nearest_reversal(watched, starts, low, high, **options)


@given(
    slope=st.lists(st.floats(-2, 2), min_size=3, max_size=3).filter(lambda s: np.abs(s).max() > 0.1),
    part=st.floats(0.05, 0.95),
)
def test_the_nearest_point_of_a_plane_is_the_projection(slope, part):
    slope = np.array(slope)
    # Where the way along the slope has gone this part of the way to the wall of the box.
    expected = part * slope * 5 / np.abs(slope).max()
    point, left = nearest(lambda points: slope @ expected - points @ slope)
    assert point == pytest.approx(expected, abs=1e-3)
    assert np.linalg.norm(point) == pytest.approx(np.linalg.norm(expected), rel=1e-5)
    assert -1e-6 <= left <= 0


def test_a_wall_of_the_box_holds_the_point_back():
    """3x + y = 4 with x at most 1/2: y has to make up 5/2, z stays."""
    high = np.array([0.5, 5, 5])
    point, _ = nearest(lambda points: 4 - points @ [3.0, 1, 0], high=high)
    assert point == pytest.approx([0.5, 2.5, 0], abs=1e-4)


def test_the_nearest_point_of_a_ball_lies_towards_its_middle():
    """Reversed within 2 of (2, 2, 1), which is 3 away: 1 of the way is left, a third."""
    middle = np.array([2.0, 2, 1])
    point, _ = nearest(lambda points: ((points - middle) ** 2).sum(axis=1) - 4, [[2.5, 2, 1], [1, 3, 1]])
    assert point == pytest.approx(middle / 3, abs=1e-4)


def test_the_nearest_way_out_of_a_ball_leads_away_from_its_middle():
    """Reversed beyond 4 from (2, 2, 1): 1 to go, away from it. The search has to come round from the far side."""
    middle = np.array([2.0, 2, 1])
    point, _ = nearest(lambda points: 16 - ((points - middle) ** 2).sum(axis=1), CORNERS[::-1])
    assert point == pytest.approx(-middle / 3, abs=1e-3)


def test_a_reversal_that_no_start_knows_is_found_downhill():
    """A dip around (3, -2, 1) that neither the centre nor a corner shows."""
    middle = np.array([3.0, -2, 1])
    point, left = nearest(lambda points: 1 - 1.5 / (1 + ((points - middle) ** 2).sum(axis=1)), CORNERS[:0])
    # Reversed within the root of 1/2.
    assert point == pytest.approx(middle * (1 - 0.5**0.5 / 14**0.5), abs=1e-3)
    assert left == pytest.approx(0, abs=1e-6)


def test_of_two_dips_the_nearer_is_taken():
    def margin(points):
        return np.minimum(abs(points[:, 0] - 4) - 1, abs(points[:, 0] + 2.5) - 0.5)

    point, _ = nearest(margin, [[4, 0, 0], [-2.5, 1, 0]])
    assert point == pytest.approx([-2, 0, 0], abs=1e-4)


@pytest.mark.parametrize(("level", "smallest"), [(31, 1), (30.1, 0.1)])
def test_without_a_reversal_the_smallest_margin_of_the_box_comes_back(level, smallest):
    """x + 2y - 3z is at most 30 in the box."""
    point, left = nearest(lambda points: level - points @ [1, 2, -3.0], [[1, 1, 1]])
    assert point is None
    assert left == pytest.approx(smallest)


def test_a_smallest_margin_inside_the_box_is_found_too():
    middle = np.array([3.0, -2, 1])
    point, left = nearest(lambda points: 0.25 + ((points - middle) ** 2).sum(axis=1))
    assert point is None
    assert left == pytest.approx(0.25, abs=1e-6)


def test_a_margin_that_nothing_moves_is_never_reversed():
    assert nearest(lambda points: np.full(len(points), 0.3)) == (None, 0.3)


@pytest.mark.parametrize("level", [0, -2])
def test_what_does_not_hold_at_the_centre_is_reversed_there(level):
    point, left = nearest(lambda points: points[:, 0] + level)
    assert (point.tolist(), left) == ([0, 0, 0], level)


@pytest.mark.parametrize("result", [np.full(3, np.nan), np.zeros(3), np.array([4.9, 4.9, 4.9])])
def test_a_search_that_fails_falls_back_on_the_way_to_a_known_reversal(monkeypatch, result):
    monkeypatch.setattr(
        optimize, "minimize", lambda *_, **__: optimize.OptimizeResult(x=result, success=False)
    )
    # On the way to (2, 0, 0) the plane x + y/5 = 1 is crossed at (1, 0, 0), nearer than on the way to a corner.
    point, left = nearest(lambda points: 1 - points @ [1.0, 0.2, 0], [[2, 0, 0]])
    assert point == pytest.approx([1, 0, 0], abs=1e-6)
    assert left == pytest.approx(0, abs=1e-6)


def test_progress_goes_up_to_one_and_may_cancel():
    for level in (1, 100, 0):
        told = []
        nearest(lambda points, level=level: level - points[:, 0], progress=told.append)
        assert told == sorted(told) and told[-1] == 1 and told[0] > 0

    def cancel(part):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nearest(lambda points: 1 - points[:, 0], progress=cancel)


def test_a_box_without_the_centre_is_refused():
    with pytest.raises(ValueError, match="contain 0"):
        sensitivity.nearest_reversal(lambda points: points[:, 0], [[1, 1]], [0.5, -1], [1, 1])


# --- what would flip a conclusion --------------------------------------------------------------------


def margin_of(toy, made, segment, conclusion):
    """Margin at scores, from the parts of the project that others test."""
    people = group.of(toy, segment)
    start = group.run(people, made, 0).baseline

    def margin(points):
        share = people.shares(
            people.settings([made]), draws.assumptions(people.inputs, np.atleast_2d(points).T)
        )
        return conclusion.margin(people.destinations, start, share)

    return margin


@pytest.fixture
def points(monkeypatch):
    """The points that :func:`flip` finds."""
    kept = []

    def watched(*arguments):
        kept.append(sensitivity.nearest_reversal(*arguments)[0])
        return kept[-1], float(arguments[0](kept[-1][None])[0])

    monkeypatch.setattr(flips, "nearest_reversal", watched)
    return kept


def test_a_flip_by_one_assumption_is_where_the_formula_says(toy):
    """Still above 76%: ln(.76/.24) = ln(.8/.2) - .2 m gives m = 1.168; the way to 1.6 is measured in logs."""
    multiple = (math.log(0.8 / 0.2) - math.log(0.76 / 0.24)) / 0.2
    made = scenario.make(toy, COOLER)
    found = sensitivity.flip(toy, made, "GUESTS", conclusions.Conclusion("above", "NORTH", level=0.76))
    assert found.state == sensitivity.FOUND
    assert [(move.id, move.kind) for move in found.moves] == [("b_wel", "coefficient")]
    assert found.moves[0].value == pytest.approx(multiple, rel=1e-5)
    assert found.distance == pytest.approx(math.log(multiple) / math.log(1.6), rel=1e-4)
    assert found.margin == pytest.approx(0, abs=1e-8)


def test_a_flip_beyond_the_range_is_none_and_says_how_near_the_range_comes(toy):
    """To fall below 74% would take a multiple of 1.702; the range ends at 1.6."""
    made = scenario.make(toy, COOLER)
    found = sensitivity.flip(toy, made, "GUESTS", conclusions.Conclusion("above", "NORTH", level=0.74))
    assert (found.state, found.moves, math.isnan(found.distance)) == (sensitivity.NONE, (), True)
    assert found.margin == pytest.approx(staying(1.6) - 0.74, abs=1e-9)


def test_no_belief_makes_a_country_gain_from_its_fee(toy):
    made = scenario.make(toy, {"north_fee": 100000})
    found = sensitivity.flip(toy, made, "STUDENTS", conclusions.Conclusion("falls", "NORTH"))
    assert (found.state, found.moves) == (sensitivity.NONE, ())
    # It still falls with all assumptions where it falls least, and by less than in any draw within the ranges.
    points = np.clip(draws.points(toy, 1024).T, -draws.SCORE_95, draws.SCORE_95)
    margin = margin_of(toy, made, "STUDENTS", conclusions.Conclusion("falls", "NORTH"))
    assert 0 < found.margin < margin(points).min()


@pytest.mark.parametrize(
    ("levers", "one", "other"),
    [
        ({"north_fee": 100000}, "HOME", "SOUTH"),
        ({"north_fee": 100000, "south_permit": 0.9}, "SOUTH", "HOME"),
    ],
)
def test_a_flip_of_who_gains_most_lies_on_the_border_and_is_the_nearest(toy, points, levers, one, other):
    made, conclusion = scenario.make(toy, levers, ALL_NEW), conclusions.Conclusion("gains_most", one, other)
    found = sensitivity.flip(toy, made, "STUDENTS", conclusion)
    margin = margin_of(toy, made, "STUDENTS", conclusion)
    (point,) = points
    edge = draws.SCORE_95
    assert found.state == sensitivity.FOUND and 0 < found.distance <= 1 + 1e-9
    assert (abs(point) <= edge + 1e-9).all()
    assert margin(point)[0] == pytest.approx(0, abs=1e-10) == found.margin
    assert margin(0.999 * point)[0] > 0 > margin(1.001 * point)[0]
    # Nearest: where no wall stops it, the way lies along the slope of the margin (Lagrange).
    slope = [margin(point + step)[0] - margin(point - step)[0] for step in 1e-4 * np.eye(11)]
    free = abs(point) < edge - 1e-6
    along = np.array(slope)[free]
    cosine = -along @ point[free] / np.linalg.norm(along) / np.linalg.norm(point[free])
    assert cosine == pytest.approx(1, abs=1e-3)


def test_the_moves_at_a_flip_are_those_that_matter_the_farthest_first(toy, points):
    made, conclusion = mixed(toy), conclusions.Conclusion("gains_most", "SOUTH", "HOME")
    found = sensitivity.flip(toy, made, "STUDENTS", conclusion)
    ids = [row.id for row in draws.ranged(toy)]
    order = sorted(ids, key=lambda id: -abs(points[0][ids.index(id)]))
    assert [move.id for move in found.moves] == order[: len(found.moves)]
    far = abs(points[0]) / draws.SCORE_95
    assert len(found.moves) == (far > 0.01).sum()
    assert found.distance == pytest.approx(far.max())
    # Home gains from the fee, Southland from the eased permit: more fee effect or less weight on the permit.
    values = {move.id: move.value for move in found.moves}
    assert values["offer_elasticity"] > 2 and values["b_acc"] > 1 > values["b_permit"]
    # A parameter's value, on its own scale: 2 * 2 ** (part of the way to the high).
    part = far[ids.index("offer_elasticity")]
    assert values["offer_elasticity"] == pytest.approx(2 * 2**part)


@pytest.mark.parametrize(
    ("levers", "conclusion", "margin"),
    [
        ({}, conclusions.Conclusion("falls", "NORTH"), 0),
        (COOLER, conclusions.Conclusion("rises", "NORTH"), staying(1) - 0.8),
        (COOLER, conclusions.Conclusion("above", "NORTH", level=0.9), staying(1) - 0.9),
        (COOLER, conclusions.Conclusion("above", "NORTH", level=staying(1) - 3e-13), 0),  # less than rounding
    ],
)
def test_what_does_not_hold_needs_no_flip(toy, levers, conclusion, margin):
    found = sensitivity.flip(toy, scenario.make(toy, levers), "GUESTS", conclusion)
    assert (found.state, found.distance, found.moves) == (sensitivity.TIED, 0, ())
    assert found.margin == pytest.approx(margin, abs=1e-12)


def test_the_same_flip_is_found_again_and_progress_ends_at_one(toy):
    conclusion, told = conclusions.Conclusion("gains_most", "SOUTH", "HOME"), []
    first = sensitivity.flip(toy, mixed(toy), "STUDENTS", conclusion, told.append)
    assert sensitivity.flip(toy, mixed(toy), "STUDENTS", conclusion) == first
    assert told[-1] == 1


@settings(max_examples=10)
@given(data=st.data(), segment=SEGMENTS, place=PLACES)
def test_no_draw_within_the_ranges_is_a_nearer_flip_of_any_conclusion(toy, toy_box, data, segment, place):
    made = data.draw(toy_box)
    held = conclusions.drawn(group.run(group.of(toy, segment), made, 0), place)
    if not held:
        return
    conclusion = data.draw(st.sampled_from(held))
    found = sensitivity.flip(toy, made, segment, conclusion)
    margin = margin_of(toy, made, segment, conclusion)
    # Other points than those that the search started from.
    scores = draws.scores(1, 11, 512).T
    values = margin(np.clip(scores, -draws.SCORE_95, draws.SCORE_95))
    if found.state == sensitivity.FOUND:
        assert 0 < found.distance <= 1 + 1e-9 and found.margin == pytest.approx(0, abs=1e-8)
    else:
        assert found.state == sensitivity.NONE and math.isnan(found.distance)
        assert found.margin <= min(margin(np.zeros(11))[0], values.min()) + 1e-12
        assert (values > 0).all()


@pytest.mark.parametrize(
    ("segment", "destination", "words"),
    [
        ("STUDENT", "NORTH", "segment 'STUDENT'.*'STUDENTS'"),
        ("STUDENTS", "NORT", "destination 'NORT'.*'NORTH'"),
    ],
)
def test_an_unknown_share_is_refused_with_the_nearest(toy, segment, destination, words):
    nothing = scenario.Scenario()
    for ask in (
        lambda: sensitivity.tornado(toy, nothing, segment, destination),
        lambda: sensitivity.drivers(toy, nothing, segment, destination),
        lambda: sensitivity.flip(toy, nothing, segment, conclusions.Conclusion("falls", destination)),
        lambda: sensitivity.flip(
            toy, nothing, segment, conclusions.Conclusion("ahead", "NORTH", destination)
        ),
    ):
        with pytest.raises(scenario.ScenarioError, match=words):
            ask()
