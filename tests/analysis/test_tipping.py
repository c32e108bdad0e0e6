"""Tipping: roots of known functions, flips worked by hand, draws without a flip, lines over two levers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.analysis import tipping
from scenarios.analysis.conclusions import ABOVE, AHEAD, FALLS, GAINS_MOST, LESS, MORE, RISES, TIE, Conclusion
from scenarios.analysis.tipping import over_draws
from scenarios.analysis.tipping.question import ask
from scenarios.engine import group, scenario
from tests import byhand

NEAR = Conclusion(AHEAD, "NORTH", "SOUTH")
LEAD = np.log(3)
"""Log odds of Northland and Southland among students before; they share a nest (.5), so utility counts twice."""

YEARLY = {"fee_basis": "annual", "fee_scope": "all_new"}
"""With these the whole fee is a yearly cost that the whole route meets: it lowers the utility of Northland by
.5 * 2 * ln(1 + fee / 125000)."""


@pytest.fixture(scope="module")
def plain(toy):
    return scenario.make(toy)


@pytest.fixture(scope="module")
def yearly(toy):
    return scenario.make(toy, readings=YEARLY)


@pytest.fixture(scope="module")
def slow(toy):
    """The same where people respond half as strongly."""
    return scenario.make(toy, {"responsiveness": 0.5}, YEARLY)


def counted(function):
    """The function, and a list of how many values each call asked for."""
    calls = []

    def margin(values):
        assert values.ndim == 1
        calls.append(len(values))
        return function(values)

    return margin, calls


# --- roots -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("margin", "state", "expected"),
    [
        (lambda x: x - 0.3, "crosses", [0.3]),
        (lambda x: 0.3 - x, "crosses", [0.3]),
        (lambda x: x - 0.5, "crosses", [0.5]),  # on the grid
        (lambda x: (x - 0.11) * (x - 0.47) * (x - 0.83), "several", [0.11, 0.47, 0.83]),
        (lambda x: (x - 0.25) * (x - 0.26), "several", [0.25, 0.26]),  # one on the grid, one in the next cell
        (lambda x: np.tanh(1e6 * (x - 0.3)), "crosses", [0.3]),
        (lambda x: x, "touches", [0]),
        (lambda x: x - 1, "touches", [1]),
        (lambda x: x * (x - 0.3), "crosses", [0, 0.3]),
        (lambda x: abs(x - 0.3), "touches", [0.3]),  # a corner
        (lambda x: -abs(x - 0.3), "touches", [0.3]),
        (lambda x: (x - 0.25) ** 2 * (x - 0.6), "crosses", [0.25, 0.6]),  # touches on its way
        (lambda x: x + 0.1, "always", []),
        (lambda x: (x - 0.3) ** 2 + 1e-9, "always", []),
        (lambda x: -1 - x, "never", []),
        (lambda x: 0 * x + 0.7, "flat", []),
        (lambda x: 0 * x, "flat", []),
        (lambda x: 0.7 + 1e-14 * x, "flat", []),
    ],
)
def test_the_state_and_the_roots_of_known_functions(margin, state, expected):
    found, places = tipping.roots(margin, 0, 1)
    assert (found, len(places)) == (state, len(expected))
    assert places == pytest.approx(expected, abs=1e-9)


@given(st.floats(0, 1), st.sampled_from([1, -1]))
def test_a_double_root_touches_wherever_it_lies(place, sign):
    state, found = tipping.roots(lambda x: sign * (x - place) ** 2, 0, 1)
    assert state == "touches"
    assert found == pytest.approx([place], abs=1.1e-6)  # nearer than this it is a tie


@given(st.floats(0.01, 0.99), st.sampled_from([1, -1]))
def test_two_roots_in_one_cell_are_both_found(place, sign):
    """(x-a)^2 - 1e-6 is zero at a -+ 0.001; a cell is 0.0156 wide."""
    state, found = tipping.roots(lambda x: sign * ((x - place) ** 2 - 1e-6), 0, 1)
    assert state == "several"
    assert found == pytest.approx([place - 0.001, place + 0.001], abs=1e-8)


@given(st.lists(st.integers(1, 30), unique=True, max_size=4), st.floats(0.1, 0.9), st.sampled_from([1, -1]))
def test_a_polynomial_gives_back_the_roots_that_it_is_made_of(cells, offset, sign):
    expected = sorted((2 * cell + offset) / 64 for cell in cells)
    state, found = tipping.roots(
        lambda x: sign * np.prod([10 * (x - root) for root in [*expected, -1]], axis=0), 0, 1
    )
    none = "always" if sign > 0 else "never"
    assert state == (none if not cells else "crosses" if len(cells) == 1 else "several")
    assert found == pytest.approx(expected, abs=1e-9)


@given(st.floats(-1e5, 1e5), st.floats(1e-3, 1e6), st.floats(0.001, 0.999))
def test_the_unit_of_the_range_does_not_matter(low, width, part):
    root = low + part * width
    state, found = tipping.roots(lambda x: (x - root) / width, low, low + width)
    assert state == "crosses"
    assert found == pytest.approx([root], abs=2e-12 * width)


@pytest.mark.parametrize(
    ("margin", "state", "ends"),
    [
        (lambda x: x - np.clip(x, 0.2, 0.7), "crosses", [0.2, 0.7]),
        (lambda x: np.maximum(0, x - 0.7), "touches", [0, 0.7]),
        (lambda x: np.minimum(0, x - 0.2), "touches", [0.2, 1]),
        (lambda x: np.maximum(0, abs(x - 0.4) - 0.1), "touches", [0.3, 0.5]),
    ],
)
def test_a_stretch_of_ties_gives_its_two_ends(margin, state, ends):
    found, places = tipping.roots(margin, 0, 1)
    assert (found, len(places)) == (state, 2)
    assert places == pytest.approx(ends, abs=1e-9)


def test_the_grid_is_one_call_and_a_margin_that_goes_one_way_needs_few_more():
    margin, calls = counted(lambda x: np.exp(x) - 2)
    state, found = tipping.roots(margin, 0, 1)
    assert (state, found) == ("crosses", pytest.approx([np.log(2)], abs=1e-11))
    assert calls[0] == 65 and len(calls) < 12
    margin, calls = counted(lambda x: np.exp(x))
    assert tipping.roots(margin, 0, 1, grid=9) == ("always", ())
    assert calls[0] == 9 and len(calls) == 2


# --- one lever ---------------------------------------------------------------------------------------


def test_the_language_barrier_at_which_southland_draws_level(toy, plain):
    """ln 3 = .8 * (1 - barrier / 100) / .5."""
    found = tipping.tip(toy, plain, "STUDENTS", "south_language", NEAR)
    assert (found.state, found.now, found.shortfall) == ("crosses", 100, 0)
    assert found.roots == pytest.approx((100 * (1 - LEAD * 0.5 / 0.8),), abs=1e-9)
    assert found.nearest == found.roots[0]
    assert found.margin == pytest.approx(0.3 - 0.1, abs=1e-12)


def test_the_yearly_fee_at_which_southland_draws_level(toy, yearly):
    """ln(1 + fee/125000) / .5 = ln 3."""
    found = tipping.tip(toy, yearly, "STUDENTS", "north_fee", NEAR)
    assert found.state == "crosses"
    assert found.roots == pytest.approx((125000 * (3**0.5 - 1),), abs=1e-4)


def test_the_fee_at_which_guests_are_down_to_three_quarters(toy, yearly):
    """80 / (1 + fee/250000) beside 20 are 75% where the first are 60: a third of 250,000."""
    conclusion = Conclusion(ABOVE, "NORTH", level=0.75)
    found = tipping.tip(toy, yearly, "GUESTS", "north_fee", conclusion)
    assert found.roots == pytest.approx((250000 / 3,), abs=1e-4)


@pytest.mark.parametrize(("segment", "target"), [("STUDENTS", 0.25), (group.TOTAL, 0.35)])
def test_the_fee_at_which_a_share_reaches_a_target_gives_that_share(toy, yearly, segment, target):
    found = tipping.tip(toy, yearly, segment, "north_fee", Conclusion(ABOVE, "NORTH", level=target))
    assert found.state == "crosses"
    people = group.of(toy, segment)
    there = scenario.with_values(toy, yearly, {"north_fee": found.roots[0]})
    assert group.run(people, there, 0).share[people.column("NORTH")] == pytest.approx(target, abs=1e-9)


def test_a_target_that_is_out_of_reach_says_how_near_it_comes_and_where(toy):
    """A fee of 100,000, once and for all, leaves 5/6 of the pull of Northland, one of 500,000 half of it."""
    now, least = (byhand.students(north=pull)[1] for pull in (5 / 6, 1 / 2))
    made = scenario.make(toy, {"north_fee": 100000}, {"fee_scope": "all_new"})
    found = tipping.tip(toy, made, "STUDENTS", "north_fee", Conclusion(ABOVE, "NORTH", level=0.1))
    assert (found.state, found.roots, found.now, found.nearest) == ("always", (), 100000, 500000)
    assert found.margin == pytest.approx(now - 0.1)
    assert found.shortfall == pytest.approx(least - 0.1)
    assert found.shortfall == found.margins[-1] == found.margins.min() > 0
    found = tipping.tip(toy, made, "STUDENTS", "north_fee", Conclusion(ABOVE, "NORTH", level=0.4))
    assert (found.state, found.roots, found.nearest) == ("never", (), 0)
    assert found.shortfall == pytest.approx(0.1, abs=1e-12)


def test_a_lever_that_does_not_reach_the_group_is_flat_and_points_at_its_own_value(toy):
    """Only people abroad pay the fee, so that guests do not meet it."""
    made = scenario.make(toy, {"north_fee": 70000})
    ahead = tipping.tip(toy, made, "GUESTS", "north_fee", Conclusion(AHEAD, "NORTH", "HOME"))
    assert (ahead.state, ahead.roots, ahead.nearest) == ("flat", (), 70000)
    assert ahead.shortfall == pytest.approx(0.8 - 0.15, abs=1e-12)
    falls = tipping.tip(toy, made, "GUESTS", "north_fee", Conclusion(FALLS, "NORTH"))
    assert (falls.state, falls.roots, falls.margin, falls.shortfall) == ("flat", (), 0, 0)


def test_a_lever_without_its_companion_is_flat_and_with_it_is_not(toy, plain):
    """A bonus of 160,000 for everybody doubles income in Southland."""
    conclusion = Conclusion(ABOVE, "SOUTH", level=0.15)
    assert tipping.tip(toy, plain, "STUDENTS", "south_award", conclusion).state == "flat"
    paid = scenario.make(toy, {"south_bonus": 160000})
    assert tipping.tip(toy, paid, "STUDENTS", "south_award", conclusion).state == "crosses"


def test_a_share_that_only_falls_touches_no_change_at_the_end_of_the_range(toy, plain):
    found = tipping.tip(toy, plain, "STUDENTS", "north_fee", Conclusion(RISES, "NORTH"))
    assert (found.state, found.roots, found.shortfall) == ("touches", (0,), 0)


def test_a_wait_beyond_the_cap_ties_from_where_the_cap_begins(toy, plain):
    """Students wait 40 years and 10 is the cap: from 25% of the wait to 200% nothing changes."""
    found = tipping.tip(toy, plain, "STUDENTS", "south_wait", Conclusion(RISES, "SOUTH"))
    assert found.state == "touches"
    assert found.roots == pytest.approx((25, 200), abs=1e-6)
    assert found.margins[0] > 0 and found.nearest == pytest.approx(25, abs=1e-6)


def test_the_nearest_root_is_the_one_next_to_where_the_lever_stands(toy):
    """A change of less than 1 point: left both when Northland gets colder and when it gets warmer."""
    conclusion = Conclusion(LESS, "NORTH", level=0.01)
    found = [
        tipping.tip(toy, scenario.make(toy, {"north_welcome": now}), "STUDENTS", "north_welcome", conclusion)
        for now in (-0.8, 0.8)
    ]
    for one in found:
        assert (one.state, len(one.roots)) == ("several", 2)
        assert one.roots[0] < 0 < one.roots[1] and one.margin < 0
    assert [one.nearest for one in found] == [found[0].roots[0], found[0].roots[1]]


@pytest.mark.parametrize(("kind", "state"), [(MORE, "always"), (LESS, "never")])
def test_the_value_nearest_to_a_flip_may_lie_between_two_of_the_grid(toy, kind, state):
    """The size of a change is least where nothing changes, at odds of .25; a level of -1 point is never met there."""
    made = scenario.make(toy, {"north_odds": 0.8})
    found = tipping.tip(toy, made, "STUDENTS", "north_odds", Conclusion(kind, "NORTH", level=-0.01))
    assert (found.state, found.roots) == (state, ())
    assert found.nearest == pytest.approx(0.25, abs=1e-6)
    assert found.shortfall == pytest.approx(0.01, abs=1e-9)
    assert abs(found.margins).min() > 0.01 + 1e-6


def test_the_values_run_over_the_whole_range_and_are_kept(toy, plain):
    found = tipping.tip(toy, plain, "STUDENTS", "north_odds", NEAR)
    assert (len(found.values), found.values[0], found.values[-1]) == (65, 0.05, 1)
    assert found is tipping.tip(toy, plain, "STUDENTS", "north_odds", NEAR)
    for array in (found.values, found.margins):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@settings(max_examples=40)
@given(data=st.data())
def test_the_margin_at_any_value_of_any_lever_is_that_of_the_whole_run(toy, toy_box, data):
    made = data.draw(toy_box)
    lever = data.draw(st.sampled_from(toy.levers))
    people = group.of(toy, data.draw(st.sampled_from([row.id for row in toy.segments])))
    one, other = data.draw(
        st.permutations([name for name in people.destinations if name not in people.rests])
    )[:2]
    level = data.draw(st.floats(0, 1))
    conclusion = Conclusion(data.draw(st.sampled_from([AHEAD, ABOVE, GAINS_MOST, LESS])), one, other, level)
    found = tipping.tip(toy, made, people.id, lever.id, conclusion)

    def margin(value):
        run = group.run(people, scenario.with_values(toy, made, {lever.id: float(value)}), 0)
        return float(conclusion.margin(people.destinations, run.baseline, run.share))

    step = data.draw(st.integers(0, 64))
    assert found.margins[step] == pytest.approx(margin(found.values[step]), abs=1e-12)
    assert found.margin == pytest.approx(margin(found.now), abs=1e-12)
    for root in found.roots:
        assert margin(root) == pytest.approx(0, abs=1e-9)
    assert abs(margin(found.nearest)) == pytest.approx(found.shortfall, abs=1e-9)
    assert bool(found.roots) == (found.state in ("crosses", "several", "touches"))
    if found.state in ("always", "never"):
        assert (found.margins > 0).all() == (found.state == "always")
        assert found.shortfall <= abs(found.margins).min() + TIE


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "lever", "conclusion", "words"),
    [
        ("STUDENT", "north_fee", NEAR, "segment 'STUDENT'.*'STUDENTS'"),
        ("STUDENTS", "north_fe", NEAR, "lever 'north_fe'.*'north_fee'"),
        ("STUDENTS", "north_fee", Conclusion(RISES, "NORT"), "destination 'NORT'.*'NORTH'"),
        ("STUDENTS", "north_fee", Conclusion(AHEAD, "NORTH", "SOUT"), "destination 'SOUT'.*'SOUTH'"),
        ("STUDENTS", "north_fee", Conclusion(AHEAD, "NORTH"), "destination ''"),
        ("STUDENTS", "north_fee", Conclusion(AHEAD, "NORTH", "WORLD"), "WORLD is many countries together"),
        (
            "STUDENTS",
            "north_fee",
            Conclusion(GAINS_MOST, "WORLD", "NORTH"),
            "WORLD is many countries together",
        ),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(toy, plain, segment, lever, conclusion, words):
    for ask_for in (tipping.tip, tipping.curve):
        with pytest.raises(scenario.ScenarioError, match=words):
            ask_for(toy, plain, segment, lever, conclusion)
    with pytest.raises(scenario.ScenarioError, match=words):
        tipping.plane(toy, plain, segment, lever, "north_welcome", conclusion)


def test_a_plane_of_one_lever_and_draws_that_are_not_allowed_are_refused(toy, plain):
    with pytest.raises(scenario.ScenarioError, match="north_fee: a plane needs two levers"):
        tipping.plane(toy, plain, "STUDENTS", "north_fee", "north_fee", NEAR)
    for draws in (0, 100, 64):
        with pytest.raises(ValueError, match=f"draws: {draws} is not"):
            tipping.curve(toy, plain, "STUDENTS", "north_fee", NEAR, draws)
    with pytest.raises(ValueError, match="draws: 100 is not"):
        tipping.plane(toy, plain, "STUDENTS", "north_fee", "north_odds", NEAR, draws=100)


# --- over the draws ----------------------------------------------------------------------------------


def fees(toy):
    """(1024,) yearly fee at which Southland draws level in each draw, where people respond half as strongly:
    125000 * (3 ** (scale / (b_acc * elasticity / 2)) - 1); at the centre 250,000."""
    drawn = group.of(toy, "STUDENTS").assumptions(1024)
    access = [row.id for row in toy.coefficients].index("b_acc")
    force = 0.5 * 0.5 * drawn.weights[:, access] * 2 * drawn.parameters["offer_elasticity"]
    return 125000 * np.expm1(LEAD * drawn.scales["NEAR"] / force)


def straight(tips, values, direction=1):
    """(G, N) margins that are zero at a tipping value in each draw; a draw may lie beyond the range."""
    return direction * (values[:, None] - np.asarray(tips)[None, :])


def test_the_curve_is_the_distribution_of_the_tipping_values_of_the_draws(toy, slow):
    exact = fees(toy)
    found = tipping.curve(toy, slow, "STUDENTS", "north_fee", NEAR)
    assert found.holds == pytest.approx((exact[None, :] > found.values[:, None]).mean(axis=1), abs=1e-12)
    assert (found.draws, found.several) == (1024, 0)
    assert found.crossing == pytest.approx(np.mean(exact <= 500000), abs=1e-12)
    ordered = np.sort(exact)
    # 5% and 50% of 1,024 draws are the 52nd and the 512th. A straight line over a cell of 15,625 USD misses by up
    # to 15625**2 / 8 * curvature / slope; with the power 3 of 1 + fee/125000 that is 4 / 125000.
    assert (found.low, found.median) == pytest.approx((ordered[51], ordered[511]), abs=980)
    assert ordered[-52] > 500000 and found.high == np.inf


def test_leaving_out_the_draws_without_a_crossing_would_move_the_median(toy, slow):
    exact = fees(toy)
    found = tipping.curve(toy, slow, "STUDENTS", "north_fee", NEAR)
    dropped = np.median(exact[exact <= 500000])
    assert found.crossing < 0.95
    assert found.median == pytest.approx(np.quantile(exact, 0.5, method="inverted_cdf"), abs=980)
    assert found.median - dropped > 1000


def test_draws_that_are_past_it_at_the_lowest_value_pull_the_quantiles_down():
    """Ten draws tip at -3, -2, -1, 0.5, 1.5 .. 6.5: the median is the fifth, not the fourth of the seven inside."""
    values = np.linspace(0, 10, 11)
    tips = [-3, -2, -1, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]
    for direction in (1, -1):
        found = over_draws.of_margins(values, straight(tips, values, direction))
        assert (found.low, found.median, found.high) == (-np.inf, pytest.approx(1.5), pytest.approx(6.5))
        assert (found.crossing, found.several, found.draws) == (0.7, 0, 10)
        after = (np.array(tips) < values[:, None]).mean(axis=1)
        assert found.holds == pytest.approx(after if direction > 0 else 1 - after)


def test_draws_that_do_not_get_there_push_the_quantiles_up():
    values = np.linspace(0, 10, 11)
    found = over_draws.of_margins(values, straight([2.5, 11, 12, 13, 14], values, -1))
    assert (found.low, found.median, found.high) == (pytest.approx(2.5), np.inf, np.inf)
    assert found.crossing == 0.2


@pytest.mark.parametrize(
    ("level", "slope", "expected"),
    [(5, 1, -np.inf), (5, -1, np.inf), (-99, 1, np.inf), (-99, -1, -np.inf)],
)
def test_without_any_crossing_the_slope_says_on_which_side_of_the_range_it_lies(level, slope, expected):
    """5 above zero and rising: it has been passed before the range; falling: it comes after the range."""
    values = np.linspace(0, 1, 5)
    found = over_draws.of_margins(values, level + slope * np.outer(values, np.ones(4)))
    assert (found.low, found.median, found.high) == (expected,) * 3
    assert (found.crossing, found.several) == (0, 0)


def test_rounding_is_no_slope():
    values = np.linspace(0, 1, 5)
    found = over_draws.of_margins(values, 0.5 + 1e-15 * np.outer(values, np.ones(4)))
    assert set(found.holds) == {1}
    assert np.isnan([found.low, found.median, found.high]).all()


def test_draws_with_several_crossings_are_counted_and_most_of_them_leave_no_tipping_value():
    values = np.linspace(-1, 1, 9)
    bowl, line = values**2 - 0.3, values - 0.1
    few = over_draws.of_margins(values, np.stack([bowl, line, line, line], axis=1))
    assert (few.crossing, few.several) == (1, 0.25)
    assert few.median == pytest.approx(0.1)
    many = over_draws.of_margins(values, np.stack([bowl, bowl, bowl, line], axis=1))
    assert (many.crossing, many.several) == (1, 0.75)
    assert np.isnan([many.low, many.median, many.high]).all()
    mixed = over_draws.of_margins(values, np.stack([line] * 3 + [-line] * 2 + [bowl] * 2, axis=1))
    assert (mixed.crossing, mixed.several) == (1, pytest.approx(2 / 7))
    assert np.isnan(
        [mixed.low, mixed.median, mixed.high]
    ).all()  # 2 against the direction, 2 with two crossings


def test_a_conclusion_that_ties_everywhere_holds_by_half_and_has_no_tipping_value(toy, plain):
    found = tipping.curve(toy, plain, "GUESTS", "north_fee", Conclusion(FALLS, "NORTH"))
    assert set(found.holds) == {0.5}
    assert (found.crossing, found.several) == (0, 0)
    assert np.isnan([found.low, found.median, found.high]).all()


def test_a_stretch_of_ties_is_left_at_its_far_end():
    values = np.linspace(0, 4, 5)
    found = over_draws.of_margins(values, np.array([[-1.0, 0, 1e-17, 2, 3]] * 2).T)
    assert (found.crossing, found.median) == (1, 2)
    assert found.holds.tolist() == [0, 0.5, 0.5, 1, 1]
    found = over_draws.of_margins(values, np.array([[-1.0, 0, 0.9e-12, 1.5e-12, 3]] * 2).T)
    assert found.median == 2


def test_where_the_lever_stands_makes_no_difference_to_its_curve(toy, plain):
    moved = scenario.make(toy, {"south_language": 20})
    first, second = (tipping.curve(toy, made, "STUDENTS", "south_language", NEAR) for made in (plain, moved))
    assert first is second
    paid = scenario.make(toy, {"south_pay": 120})
    other = tipping.curve(toy, paid, "STUDENTS", "south_language", NEAR)
    assert other.median > first.median  # Southland is nearer already
    assert (len(first.values), first.values[0], first.values[-1]) == (33, 0, 100)


def test_the_curve_is_that_of_whole_runs(toy):
    made = scenario.make(toy, {"north_fee": 60000, "north_welcome": 0.4}, {"fee_scope": "all_new"})
    conclusion = Conclusion(RISES, "NORTH")
    found = tipping.curve(toy, made, group.TOTAL, "north_welcome", conclusion)
    people = group.of(toy, group.TOTAL)
    for step in (3, 20):
        there = scenario.with_values(toy, made, {"north_welcome": float(found.values[step])})
        rises = group.run(people, there).draws[:, people.column("NORTH")] > 0
        assert found.holds[step] == rises.mean()


# --- two levers --------------------------------------------------------------------------------------

AXES = ("north_fee", "south_language")


def test_the_central_line_is_where_fee_and_language_make_up_for_the_lead(toy, yearly):
    """.8 * (1 - barrier / 100) + ln(1 + fee/125000) = .5 * ln 3."""
    found = tipping.plane(toy, yearly, "STUDENTS", *AXES, NEAR)
    (line,) = found.central
    fee, barrier = line.T
    assert 0.8 * (1 - barrier / 100) + np.log1p(fee / 125000) == pytest.approx(0.5 * LEAD, abs=2e-3)
    assert (fee.min(), barrier.max()) == (0, 100)
    question = ask(toy, yearly, "STUDENTS", NEAR)
    assert question.margins({"north_fee": fee, "south_language": barrier}) == pytest.approx(0, abs=1e-3)
    assert (found.holds, found.lines) == (None, {})


def test_the_margins_are_those_of_the_run_at_each_value(toy, yearly):
    found = tipping.plane(toy, yearly, "STUDENTS", *AXES, NEAR)
    assert (found.across, found.up, found.margins.shape) == (*AXES, (41, 41))
    assert [found.x[0], found.x[-1], found.y[0], found.y[-1]] == [0, 500000, 0, 100]
    people = group.of(toy, "STUDENTS")
    there = {"north_fee": float(found.x[30]), "south_language": float(found.y[7])}
    share = group.run(people, scenario.with_values(toy, yearly, there), 0).share
    assert found.margins[7, 30] == pytest.approx(share[1] - share[2], abs=1e-12)


def test_swapping_the_axes_transposes_everything(toy, yearly):
    first, second = (
        tipping.plane(toy, yearly, "STUDENTS", *axes, NEAR, draws=128) for axes in (AXES, AXES[::-1])
    )
    assert first.margins == pytest.approx(second.margins.T, abs=1e-15)
    assert (first.holds == second.holds.T).all()
    assert first.lines.keys() == second.lines.keys()
    pairs = [(first.lines[level], second.lines[level]) for level in first.lines]
    for one, other in [(first.central, second.central), *pairs]:
        points, swapped = np.concatenate(one), np.concatenate(other)[:, ::-1]
        ordered = (np.array(sorted(found.round(9).tolist())) for found in (points, swapped))
        assert next(ordered) == pytest.approx(next(ordered), abs=1e-6)


def test_the_lines_of_the_draws_cross_each_lever_where_its_curve_has_that_share(toy, yearly):
    """Along the row where the fee is 0 the plane is the curve of the language barrier, at 21 values."""
    found = tipping.plane(toy, yearly, "STUDENTS", "south_language", "north_fee", NEAR, draws=1024)
    curve = tipping.curve(toy, yearly, "STUDENTS", "south_language", NEAR)
    assert found.holds.shape == (21, 21)
    assert found.holds[0, [0, 10, 20]] == pytest.approx(curve.holds[[0, 16, 32]])
    assert list(found.lines) == [0.1, 0.5, 0.9]
    crossed = []
    for level, lines in found.lines.items():
        points = np.concatenate(lines)
        for barrier in points[points[:, 1] == 0][:, 0]:
            assert np.interp(barrier, curve.values, curve.holds) == pytest.approx(level, abs=0.03)
            crossed.append(level)
    # Even without a barrier it holds in more than a tenth of the draws, so that line starts at a higher fee.
    assert curve.holds[0] > 0.1 and crossed == [0.5, 0.9]


@pytest.mark.parametrize("kind", [RISES, FALLS])
def test_what_only_reaches_zero_at_the_edge_is_no_line_from_either_side(toy, plain, kind):
    """A bonus that nobody gets, or no bonus, changes nothing; any other raises the share."""
    conclusion = Conclusion(kind, "SOUTH")
    found = tipping.plane(toy, plain, "STUDENTS", "south_bonus", "south_award", conclusion, draws=128)
    assert found.central == ()
    assert found.lines[0.5] == ()
    assert (found.margins[0] == 0).all() and (found.margins[:, 0] == 0).all()
    assert found.holds[0, 0] == 0.5 and found.holds[5, 5] == (kind == RISES)


def test_progress_rises_to_one_and_what_it_raises_ends_the_work(toy, plain):
    for draws in (0, 128):
        done = []
        tipping.plane(toy, plain, "STUDENTS", "north_fee", "north_odds", NEAR, draws, done.append)
        assert done == sorted(set(done)) and done[-1] == 1 and done[0] > 0
        assert len(done) == (21 if draws else 1)

    class Stop(Exception):
        pass

    def stop(fraction):
        done.append(fraction)
        raise Stop

    done = []
    with pytest.raises(Stop):
        tipping.plane(toy, plain, "STUDENTS", "north_fee", "north_odds", NEAR, 128, stop)
    assert len(done) == 1
