"""Sensitivity: bars worked by hand, known first-order indices, the nearest reversal of known shapes, and flips."""

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

SEGMENTS = st.sampled_from(
    ["IND_YOUNG", "CHN_IN_US", "CHN_HERITAGE_SCI", "SENIOR_RES", "GLOBAL_YOUNG", "TOTAL"]
)
PLACES = st.sampled_from(["HOME", "US", "CA", "DE", "KR", "CN", "OTH"])

# US welcome 0.5 lower for scientists in the US: they stay or go, and only the weight of welcome counts.
# logit(share) = ln(.87/.13) - .6 * .5 * multiple.
COOLER = {"us_welcome": -0.5}
HERITAGE = "CHN_HERITAGE_SCI"


def staying(multiple):
    """Share of Chinese-heritage scientists that prefers the US when its welcome is cooler."""
    return 1 / (1 + 0.13 / 0.87 * math.exp(0.3 * multiple))


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


def test_the_bar_of_the_one_assumption_that_counts_is_as_worked_by_hand(inputs):
    found = sensitivity.tornado(inputs, scenario.make(inputs, COOLER), HERITAGE, "US")
    first, *others = found.bars
    assert (first.id, first.kind) == ("b_wel", "coefficient")
    assert (first.low, first.central, first.high) == (0.4, 1, 1.6)
    assert first.low_pp == pytest.approx(100 * (staying(0.4) - 0.87), abs=1e-9)
    assert first.high_pp == pytest.approx(100 * (staying(1.6) - 0.87), abs=1e-9)
    assert first.swing_pp == pytest.approx(100 * (staying(0.4) - staying(1.6)), abs=1e-9)
    assert found.change_pp == pytest.approx(100 * (staying(1) - 0.87), abs=1e-9)
    assert max(bar.swing_pp for bar in others) < 1e-9


def test_every_assumption_with_a_range_has_a_bar_and_the_widest_comes_first(inputs):
    found = sensitivity.tornado(inputs, november(inputs), "IND_YOUNG", "US")
    assert {bar.id: bar.kind for bar in found.bars} == {
        **dict.fromkeys(
            ("b_inc", "b_spon", "b_lang", "b_pr", "b_fam", "b_acc", "b_res", "b_wel"), "coefficient"
        ),
        **dict.fromkeys(("MOVE", "ANGLO", "ASIA", "EURO"), "nest"),
        **dict.fromkeys(("offer_elasticity", "tenure_years"), "parameter"),
    }
    assert len(found.bars) == 14
    swings = [bar.swing_pp for bar in found.bars]
    assert swings == sorted(swings, reverse=True) and swings[0] > 1
    ranges = {bar.id: (bar.low, bar.central, bar.high) for bar in found.bars}
    assert ranges["MOVE"] == (0.6, 0.75, 0.9)
    assert ranges["offer_elasticity"] == (2, 5, 10)
    assert ranges["tenure_years"] == (3, 4.5, 6)


@pytest.mark.parametrize(
    ("lever", "id"),
    [
        ("weight_income", "b_inc"),
        ("weight_job_offer", "b_spon"),
        ("weight_language", "b_lang"),
        ("weight_settlement", "b_pr"),
        ("weight_research", "b_res"),
        ("weight_welcome", "b_wel"),
        ("weight_access", "b_acc"),
        ("offer_elasticity", "offer_elasticity"),
        ("tenure_years", "tenure_years"),
    ],
)
def test_an_end_of_a_bar_is_what_the_belief_lever_gives_there(inputs, lever, id):
    policies = {
        "us_fee": 100000, "us_fee_passthrough": 50, "us_pr_wait": 50, "us_research": 80, "us_welcome": -0.3,
        "cn_job_offer": 0.5, "cn_language": 50,
    }  # fmt: skip
    made = scenario.make(inputs, policies)
    bar = bars_of(sensitivity.tornado(inputs, made, "GLOBAL_YOUNG", "CN"))[id]
    for value, found in ((bar.low, bar.low_pp), (bar.high, bar.high_pp)):
        there = scenario.with_values(inputs, made, {lever: value})
        assert found == pytest.approx(change(inputs, there, "GLOBAL_YOUNG", "CN"), abs=1e-9)
    assert bar.swing_pp > 0


def test_the_users_own_belief_multiplies_an_assumption(inputs):
    # 10 in place of 5, so the ends 2 and 10 act as 4 and 20.
    made = scenario.make(inputs, {"us_fee": 100000, "offer_elasticity": 10})
    bar = bars_of(sensitivity.tornado(inputs, made, "IND_YOUNG", "US"))["offer_elasticity"]
    assert (bar.low, bar.central, bar.high) == (2, 5, 10)
    for value, found in ((4, bar.low_pp), (20, bar.high_pp)):
        there = scenario.make(inputs, {"us_fee": 100000, "offer_elasticity": value})
        assert found == pytest.approx(change(inputs, there, "IND_YOUNG", "US"), abs=1e-9)


@pytest.mark.parametrize(
    ("nest", "end", "scales"),
    [
        (
            "MOVE",
            "low_pp",
            {"MOVE": 0.6, "EURO": 0.6, "RETURN": 0.6},
        ),  # Europe's .65 and the return's .75 are cut
        ("MOVE", "high_pp", {"MOVE": 0.9}),
        ("EURO", "high_pp", {"EURO": 0.75}),  # not .8: that is above MOVE
        ("ANGLO", "high_pp", {"ANGLO": 0.7}),
    ],
)
def test_a_nest_at_its_end_is_cut_to_the_one_around_it(inputs, nest, end, scales):
    made = scenario.make(inputs, {"us_welcome": -0.5, "de_language": 0})
    central = policy.central(inputs)
    there = Assumptions(
        central.weights,
        {**central.scales, **{name: np.array([scale]) for name, scale in scales.items()}},
        central.parameters,
    )
    people = group.of(inputs, "GLOBAL_YOUNG")
    share = simulate.shares(inputs, policy.settings(inputs, [made]), there)[0, -1]
    expected = 100 * (share - group.run(people, made, 0).baseline)[people.column("DE")]
    bar = bars_of(sensitivity.tornado(inputs, made, "GLOBAL_YOUNG", "DE"))[nest]
    assert getattr(bar, end) == pytest.approx(expected, abs=1e-9)


def test_a_swing_counts_the_centre_where_both_ends_lie_on_one_side_of_it(inputs):
    row = next(row for kind, row in draws.ranged(inputs) if row.id == "MOVE")
    assert alone._bar("nest", row, 1.0, 2.0, -1.0).swing_pp == 3
    assert alone._bar("nest", row, 1.0, -2.0, 0.5).swing_pp == 3


@pytest.mark.parametrize(
    ("levers", "segment", "destination"),
    [({}, "IND_YOUNG", "US"), (COOLER, "CHN_IN_US", "HOME"), ({"us_fee": 100000}, "CHN_IN_US", "US")],
)
def test_where_nothing_moves_bars_are_exactly_null_and_there_are_no_drivers(
    inputs, levers, segment, destination
):
    made = scenario.make(inputs, levers)
    found = sensitivity.tornado(inputs, made, segment, destination)
    assert {(bar.low_pp, bar.high_pp, bar.swing_pp) for bar in found.bars} == {(0, 0, 0)}
    spread_found = sensitivity.drivers(inputs, made, segment, destination)
    assert (spread_found.parts, spread_found.together, spread_found.spread_pp) == ((), 0, 0)


@settings(max_examples=20)
@given(data=st.data(), segment=SEGMENTS, place=PLACES)
def test_the_bars_of_any_scenario_start_at_its_change(inputs, box, data, segment, place):
    made = data.draw(box)
    found = sensitivity.tornado(inputs, made, segment, place)
    people = group.of(inputs, segment)
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


def test_salib_finds_the_same_in_the_model(inputs):
    # On plain random points: on the 1,024 balanced ones the waves of RBD-FAST meet a pattern of two dimensions,
    # and it gives .21 to the years of a stay, which have no effect here (their bar is exactly 0).
    people = group.of(inputs, "GLOBAL_YOUNG")
    made = scenario.make(inputs, {"us_welcome": -0.3, "us_odds": 0.2})
    x = np.random.default_rng(9).normal(size=(4096, 14))
    given_scores = draws.assumptions(people.inputs, x.T)
    y = people.shares(people.settings([made]), given_scores)[:, people.column("DE")]
    problem = {"num_vars": 14, "names": list("abcdefghijklmn"), "bounds": [[-1, 1]] * 14}
    other = rbd_fast.analyze(problem, x, y, num_resamples=2, seed=1)["S1"]
    found = sensitivity.first_order(x, y)
    assert found == pytest.approx(other, abs=0.04)
    ids = [row.id for _, row in draws.ranged(inputs)]
    kept = parts_of(sensitivity.drivers(inputs, made, "GLOBAL_YOUNG", "DE"))
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


def test_where_one_assumption_counts_it_explains_nearly_all(inputs):
    made = scenario.make(inputs, COOLER)
    found = sensitivity.drivers(inputs, made, HERITAGE, "US")
    assert (found.parts[0].id, found.parts[0].kind) == ("b_wel", "coefficient")
    assert found.parts[0].share == pytest.approx(1, abs=0.03)
    assert max(part.share for part in found.parts[1:]) < spread.NOISE
    assert found.together < 0.03
    multiples = draws.sample(inputs, 1024).weights[:, -1]
    assert found.spread_pp == pytest.approx(100 * np.std([staying(m) for m in multiples]), abs=1e-9)


def test_a_nest_gets_nothing_of_what_the_one_around_it_does_to_it(inputs):
    # Nothing changes inside Europe, so its own scale has no effect, but MOVE, which cuts it, has.
    made = scenario.make(inputs, {"us_welcome": -0.3, "us_odds": 0.2})
    found = parts_of(sensitivity.drivers(inputs, made, "GLOBAL_YOUNG", "DE"))
    assert found["EURO"] < spread.NOISE and found["ASIA"] < spread.NOISE
    assert found["MOVE"] > 0.1


@settings(max_examples=20)
@given(data=st.data(), segment=SEGMENTS, place=PLACES)
def test_the_parts_of_any_scenario_and_what_they_do_together_make_one(inputs, box, data, segment, place):
    made = data.draw(box)
    found = sensitivity.drivers(inputs, made, segment, place)
    shares = [part.share for part in found.parts]
    assert shares == sorted(shares, reverse=True)
    people = group.of(inputs, segment)
    deviation = 100 * group.run(people, made).draws[:, people.column(place)].std()
    assert found.spread_pp == pytest.approx(deviation, abs=1e-9)
    if shares:
        assert len(shares) == 14 and min(shares) >= 0 and found.together >= 0
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


def margin_of(inputs, made, segment, conclusion):
    """Margin at scores, from the parts of the project that others test."""
    people = group.of(inputs, segment)
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


def test_a_flip_by_one_assumption_is_where_the_formula_says(inputs):
    """Still above 82%: ln(.82/.18) = ln(.87/.13) - .3 m gives m = 1.2820; the way to 1.6 is measured in logs."""
    multiple = (math.log(0.87 / 0.13) - math.log(0.82 / 0.18)) / 0.3
    made = scenario.make(inputs, COOLER)
    found = sensitivity.flip(inputs, made, HERITAGE, conclusions.Conclusion("above", "US", level=0.82))
    assert found.state == sensitivity.FOUND
    assert [(move.id, move.kind) for move in found.moves] == [("b_wel", "coefficient")]
    assert found.moves[0].value == pytest.approx(multiple, rel=1e-5)
    assert found.distance == pytest.approx(math.log(multiple) / math.log(1.6), rel=1e-4)
    assert found.margin == pytest.approx(0, abs=1e-8)


def test_a_flip_beyond_the_range_is_none_and_says_how_near_the_range_comes(inputs):
    """Above 80% would take a multiple of 1.716; the range ends at 1.6."""
    made = scenario.make(inputs, COOLER)
    found = sensitivity.flip(inputs, made, HERITAGE, conclusions.Conclusion("above", "US", level=0.8))
    assert (found.state, found.moves, math.isnan(found.distance)) == (sensitivity.NONE, (), True)
    assert found.margin == pytest.approx(staying(1.6) - 0.8, abs=1e-9)


def test_no_belief_makes_the_us_gain_from_a_fee(inputs):
    made = scenario.make(inputs, {"us_fee": 100000})
    found = sensitivity.flip(inputs, made, "IND_YOUNG", conclusions.Conclusion("falls", "US"))
    assert (found.state, found.moves) == (sensitivity.NONE, ())
    # It still falls with all assumptions where it falls least, and by less than in any draw within the ranges.
    points = np.clip(draws.points(inputs, 1024).T, -draws.SCORE_95, draws.SCORE_95)
    margin = margin_of(inputs, made, "IND_YOUNG", conclusions.Conclusion("falls", "US"))
    assert 0 < found.margin < margin(points).min()


@pytest.mark.parametrize(
    ("segment", "kind", "other"), [("GLOBAL_YOUNG", "gains_most", "CN"), ("IND_YOUNG", "gains_most", "AU")]
)
def test_a_flip_of_who_gains_most_lies_on_the_border_and_is_the_nearest(inputs, points, segment, kind, other):
    made, conclusion = november(inputs), conclusions.Conclusion(kind, "HOME", other)
    found = sensitivity.flip(inputs, made, segment, conclusion)
    margin = margin_of(inputs, made, segment, conclusion)
    (point,) = points
    edge = draws.SCORE_95
    assert found.state == sensitivity.FOUND and 0 < found.distance <= 1 + 1e-9
    assert (abs(point) <= edge + 1e-9).all()
    assert margin(point)[0] == pytest.approx(0, abs=1e-10) == found.margin
    assert margin(0.999 * point)[0] > 0 > margin(1.001 * point)[0]
    # Nearest: where no wall stops it, the way lies along the slope of the margin (Lagrange).
    slope = [margin(point + step)[0] - margin(point - step)[0] for step in 1e-4 * np.eye(14)]
    free = abs(point) < edge - 1e-6
    along = np.array(slope)[free]
    cosine = -along @ point[free] / np.linalg.norm(along) / np.linalg.norm(point[free])
    assert cosine == pytest.approx(1, abs=1e-3)


def test_the_moves_at_a_flip_are_those_that_matter_the_farthest_first(inputs, points):
    made, conclusion = november(inputs), conclusions.Conclusion("gains_most", "HOME", "CN")
    found = sensitivity.flip(inputs, made, "GLOBAL_YOUNG", conclusion)
    ids = [row.id for _, row in draws.ranged(inputs)]
    order = sorted(ids, key=lambda id: -abs(points[0][ids.index(id)]))
    assert [move.id for move in found.moves] == order[: len(found.moves)]
    far = abs(points[0]) / draws.SCORE_95
    assert len(found.moves) == (far > 0.01).sum()
    assert found.distance == pytest.approx(far.max())
    # Home gains from the fee, China from the job-offer rule: less fee effect or more weight on the rule.
    values = {move.id: move.value for move in found.moves}
    assert values["offer_elasticity"] < 5 and values["b_acc"] < 1 < values["b_spon"]
    # A parameter's value, on its own scale: 5 * .4 ** (part of the way to the low).
    part = far[ids.index("offer_elasticity")]
    assert values["offer_elasticity"] == pytest.approx(5 * 0.4**part)


@pytest.mark.parametrize(
    ("levers", "conclusion", "margin"),
    [
        ({}, conclusions.Conclusion("falls", "US"), 0),
        (COOLER, conclusions.Conclusion("rises", "US"), staying(1) - 0.87),
        (COOLER, conclusions.Conclusion("above", "US", level=0.9), staying(1) - 0.9),
        (COOLER, conclusions.Conclusion("above", "US", level=staying(1) - 3e-13), 0),  # less than rounding
    ],
)
def test_what_does_not_hold_needs_no_flip(inputs, levers, conclusion, margin):
    found = sensitivity.flip(inputs, scenario.make(inputs, levers), HERITAGE, conclusion)
    assert (found.state, found.distance, found.moves) == (sensitivity.TIED, 0, ())
    assert found.margin == pytest.approx(margin, abs=1e-12)


def test_the_same_flip_is_found_again_and_progress_ends_at_one(inputs):
    conclusion, told = conclusions.Conclusion("gains_most", "HOME", "CN"), []
    first = sensitivity.flip(inputs, november(inputs), "GLOBAL_YOUNG", conclusion, told.append)
    assert sensitivity.flip(inputs, november(inputs), "GLOBAL_YOUNG", conclusion) == first
    assert told[-1] == 1


@settings(max_examples=10)
@given(data=st.data(), segment=SEGMENTS, place=PLACES)
def test_no_draw_within_the_ranges_is_a_nearer_flip_of_any_conclusion(inputs, box, data, segment, place):
    made = data.draw(box)
    held = conclusions.drawn(group.run(group.of(inputs, segment), made, 0), place)
    if not held:
        return
    conclusion = data.draw(st.sampled_from(held))
    found = sensitivity.flip(inputs, made, segment, conclusion)
    margin = margin_of(inputs, made, segment, conclusion)
    # Other points than those that the search started from.
    scores = draws.scores(1, 14, 512).T
    values = margin(np.clip(scores, -draws.SCORE_95, draws.SCORE_95))
    if found.state == sensitivity.FOUND:
        assert 0 < found.distance <= 1 + 1e-9 and found.margin == pytest.approx(0, abs=1e-8)
    else:
        assert found.state == sensitivity.NONE and math.isnan(found.distance)
        assert found.margin <= min(margin(np.zeros(14))[0], values.min()) + 1e-12
        assert (values > 0).all()


@pytest.mark.parametrize(
    ("segment", "destination", "words"),
    [("IND_YUNG", "US", "segment 'IND_YUNG'.*'IND_YOUNG'"), ("IND_YOUNG", "UX", "destination 'UX'.*'US'")],
)
def test_an_unknown_share_is_refused_with_the_nearest(inputs, segment, destination, words):
    nothing = scenario.Scenario()
    for ask in (
        lambda: sensitivity.tornado(inputs, nothing, segment, destination),
        lambda: sensitivity.drivers(inputs, nothing, segment, destination),
        lambda: sensitivity.flip(inputs, nothing, segment, conclusions.Conclusion("falls", destination)),
        lambda: sensitivity.flip(
            inputs, nothing, segment, conclusions.Conclusion("ahead", "US", destination)
        ),
    ):
        with pytest.raises(scenario.ScenarioError, match=words):
            ask()
