"""Uncertainty: ranks and ranges by hand, draws in pairs, how a share of draws is said, dots."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.analysis import uncertainty
from scenarios.analysis.uncertainty import said
from scenarios.engine import draws, group, scenario, simulate


def made(baseline, share, drawn):
    """A run of a made-up group with the destinations A, B and C; ``drawn`` are shares, (N, 3)."""
    people = group.Group("MADE_UP", None, np.ones(1), ("A", "B", "C"))
    return group.GroupRun(people, np.array(baseline), np.array(share), np.array(drawn) - np.array(baseline))


FEE = {"north_fee": 100000}


def run_of(inputs, segment, levers, readings=None):
    """A run of one group with 1,024 draws."""
    return group.run(group.of(inputs, segment), scenario.make(inputs, levers, readings))


def ahead(run, one, other, by=uncertainty.SHARE):
    """(ahead, tied) of one destination beside another, from the matrix."""
    names, lead, tied = uncertainty.matrix(run, by)
    place = names.index(one), names.index(other)
    return lead[place], tied[place]


def repeated(*rows):
    """Rows of shares, each so many times."""
    return np.concatenate([np.tile(shares, (times, 1)) for times, shares in rows])


HUNDRED = repeated((86, [0.5, 0.3, 0.2]), (10, [0.35, 0.45, 0.2]), (4, [0.5, 0.2, 0.3]))
"""In 10 of 100 draws B is ahead of A, in 4 others C is ahead of B."""


# --- the order ---------------------------------------------------------------------------------------


def test_ranks_and_leads_by_hand():
    """A is second in 10 of 100; B is first in 10 and third in 4, so within 90 of 100 first or second; C third."""
    found = uncertainty.standings(made([0.5, 0.2, 0.3], [0.5, 0.3, 0.2], HUNDRED))
    assert [(row.destination, row.best, row.worst) for row in found] == [
        ("A", 1, 2), ("B", 1, 2), ("C", 3, 3),
    ]  # fmt: skip
    assert [(row.next_, row.ahead, row.tied) for row in found] == [("B", 0.9, 0), ("C", 0.96, 0), ("", 1, 0)]
    assert [row.share for row in found] == [0.5, 0.3, 0.2]
    assert [row.change for row in found] == pytest.approx([0, 0.1, -0.1])


def test_a_rank_is_one_that_occurs():
    """A is first in 5 of 100 draws and last in 95, never second; 95 are enough for B's worst rank to be its first."""
    drawn = repeated((5, [0.5, 0.3, 0.2]), (95, [0.1, 0.5, 0.4]))
    found = uncertainty.standings(made([0.5, 0.3, 0.2], [0.5, 0.3, 0.2], drawn))
    assert [(row.destination, row.best, row.worst) for row in found] == [
        ("A", 1, 3), ("B", 1, 1), ("C", 2, 2),
    ]  # fmt: skip


def test_ranges_are_of_the_change_and_by_hand():
    """A moves by -.050, -.049, .. .050: the 5th percentile of 101 values is the sixth, the 95th the 96th."""
    moves = np.arange(-50, 51)[:, None] / 1000
    drawn = np.array([0.5, 0.3, 0.2]) + moves * [1, -1, 0]
    first, second, third = uncertainty.standings(made([0.5, 0.3, 0.2], [0.5, 0.3, 0.2], drawn))
    assert (first.low, first.high) == pytest.approx((-0.045, 0.045))
    assert (second.low, second.high) == pytest.approx((-0.045, 0.045))
    assert (third.low, third.high) == pytest.approx((0, 0))


def test_the_order_of_the_changes_is_another_one():
    """C gains 10 points, A nothing and B loses 10, in all of the draws alike."""
    drawn = np.tile([0.5, 0.2, 0.3], (10, 1))
    run = made([0.5, 0.3, 0.2], [0.5, 0.2, 0.3], drawn)
    by_change = uncertainty.standings(run, uncertainty.CHANGE)
    assert [(row.destination, row.best, row.worst) for row in by_change] == [
        ("C", 1, 1), ("A", 2, 2), ("B", 3, 3),
    ]  # fmt: skip
    assert [row.destination for row in uncertainty.standings(run)] == ["A", "C", "B"]
    assert ahead(run, "C", "A", uncertainty.CHANGE) == (1, 0)
    assert ahead(run, "C", "A") == (0, 0)


def test_tied_ones_share_the_better_rank_and_count_half():
    """A and B are the same but for rounding, so both are first and none is second."""
    drawn = np.tile([0.4, 0.4 + 1e-16, 0.2], (10, 1))
    found = uncertainty.standings(made([0.4, 0.4, 0.2], [0.4 - 1e-16, 0.4, 0.2], drawn))
    assert [(row.destination, row.best, row.worst) for row in found] == [
        ("A", 1, 1), ("B", 1, 1), ("C", 3, 3),
    ]  # fmt: skip
    assert (found[0].ahead, found[0].tied) == (0.5, 1)


def test_a_tie_in_some_of_the_draws_counts_half():
    """Ahead in 5 of 10, tied in 2, behind in 3: .5 + .1."""
    drawn = repeated((5, [0.5, 0.3, 0.2]), (2, [0.4, 0.4, 0.2]), (3, [0.3, 0.5, 0.2]))
    run = made([0.4, 0.4, 0.2], [0.5, 0.3, 0.2], drawn)
    assert ahead(run, "A", "B") == pytest.approx((0.6, 0.2))
    assert ahead(run, "B", "A") == pytest.approx((0.4, 0.2))


def test_the_matrix_says_in_how_many_draws_the_row_is_ahead_of_the_column():
    names, shares, tied = uncertainty.matrix(made([0.5, 0.2, 0.3], [0.5, 0.3, 0.2], HUNDRED))
    assert names == ("A", "B", "C")
    assert shares == pytest.approx(
        np.array([[np.nan, 0.9, 1], [0.1, np.nan, 0.96], [0, 0.04, np.nan]]), nan_ok=True
    )
    assert np.nansum(tied) == 0


def test_a_destination_that_a_group_lacks_is_left_out(toy):
    """Guests can choose three of the four destinations, and none of those is many countries together."""
    run = run_of(toy, "GUESTS", {"north_welcome": -0.4})
    assert [row.destination for row in uncertainty.standings(run)] == ["NORTH", "HOME", "SOUTH"]
    assert len(uncertainty.matrix(run)[0]) == 3
    assert not uncertainty.dots(run, "WORLD").any()


def test_what_is_many_countries_together_has_a_share_and_no_rank():
    """By hand: without B, which stands for many, A is first and C second in every draw."""
    people = group.Group("MADE_UP", None, np.ones(1), ("A", "B", "C"), frozenset({"B"}))
    drawn = np.tile([0.3, 0.5, 0.2], (10, 1))
    run = group.GroupRun(
        people, np.array([0.3, 0.5, 0.2]), np.array([0.3, 0.5, 0.2]), drawn - [0.3, 0.5, 0.2]
    )
    found = [
        (row.destination, row.share, row.best, row.worst, row.next_) for row in uncertainty.standings(run)
    ]
    assert found == [("A", 0.3, 1, 1, "C"), ("C", 0.2, 2, 2, ""), ("B", 0.5, None, None, "")]
    assert uncertainty.matrix(run)[0] == ("A", "C")


def test_two_in_one_nest_that_nothing_tells_apart_are_tied_in_every_draw(toy):
    """Southland and a third country of its nest start at 10% each, so whatever Northland does moves them alike."""
    near = {"nest": "NEAR", "stands_for": "country"}
    places = tuple(row.model_copy(update=near) if row.id == "WORLD" else row for row in toy.destinations)
    run = run_of(replace(toy, destinations=places), "STUDENTS", {"north_welcome": -0.4})
    assert ahead(run, "SOUTH", "WORLD") == (0.5, 1)
    names, _, tied = uncertainty.matrix(run)
    assert tied[names.index("SOUTH"), names.index("WORLD")] == 1
    assert said(*ahead(run, "SOUTH", "WORLD", uncertainty.CHANGE)) == ("tied", 50)


@settings(max_examples=15)
@given(data=st.data())
def test_the_order_of_any_scenario_is_consistent(toy, toy_box, data):
    segment = data.draw(st.sampled_from(["STUDENTS", "GUESTS", group.TOTAL]))
    by = data.draw(st.sampled_from([uncertainty.SHARE, uncertainty.CHANGE]))
    run = group.run(group.of(toy, segment), data.draw(toy_box))
    found = uncertainty.standings(run, by)
    names, shares, _ = uncertainty.matrix(run, by)
    assert "WORLD" not in names
    if segment != "GUESTS":
        *found, last = found
        assert (last.destination, last.best, last.worst, last.next_) == ("WORLD", None, None, "")
        assert (last.share, last.change) == (run.share[-1], run.change[-1])
    assert tuple(row.destination for row in found) == names
    central = [getattr(row, by) for row in found]
    assert all(one >= other - 1e-12 for one, other in zip(central, central[1:], strict=False))
    off = ~np.eye(len(names), dtype=bool)
    np.testing.assert_allclose((shares + shares.T)[off], 1, atol=1e-12)
    low, high = run.range()
    for place, row in enumerate(found):
        column = run.group.column(row.destination)
        assert (row.low, row.high) == (low[column], high[column])
        assert 1 <= row.best <= row.worst <= len(found)
        if row.next_:
            assert row.next_ == names[place + 1]
            assert row.ahead == shares[place, place + 1]
            assert (row.ahead, row.tied) == ahead(run, row.destination, row.next_, by)


# --- ranges ------------------------------------------------------------------------------------------


def test_nine_in_ten_draws_of_a_known_distribution_lie_in_its_range(toy):
    """The income coefficient is a two-piece lognormal multiple with .5 and 2 as 5th and 95th percentiles."""
    multiple = draws.sample(toy, 1024).weights[:, 0]
    drawn = np.array([0.5, 0.3, 0.2]) + multiple[:, None] * [0.02, -0.02, 0]
    first, second, _ = uncertainty.standings(made([0.5, 0.3, 0.2], [0.52, 0.28, 0.2], drawn))
    assert (first.low, first.high) == pytest.approx((0.01, 0.04), rel=0.01)
    assert (second.low, second.high) == pytest.approx((-0.04, -0.01), rel=0.01)
    inside = (first.low <= 0.02 * multiple) & (0.02 * multiple <= first.high)
    assert inside.mean() == pytest.approx(0.9, abs=0.01)
    known = (multiple >= 0.5) & (multiple <= 2)
    assert known.mean() == pytest.approx(0.9, abs=0.01)


def width(differences):
    """Distance from the 5th to the 95th percentile."""
    low, high = np.quantile(differences, [0.05, 0.95])
    return high - low


def test_pairs_of_draws_make_the_range_of_a_difference_several_times_narrower(toy):
    """One step of the slider: each draw moves a little, whereas any two draws differ by much."""
    north = group.of(toy, "STUDENTS").column("NORTH")
    one = run_of(toy, "STUDENTS", FEE).draws[:, north]
    other = run_of(toy, "STUDENTS", {"north_fee": 90000}).draws[:, north]
    unpaired = one - np.random.default_rng(1).permutation(other)
    assert width(unpaired) > 4 * width(one - other) > 0
    assert (one < other).all()  # a higher fee never helps, in any draw


@pytest.mark.parametrize("by", ["share", "change"])
def test_a_slider_moved_and_moved_back_gives_identical_ranges(toy, by):
    before = uncertainty.standings(run_of(toy, "STUDENTS", FEE), by)
    moved = uncertainty.standings(run_of(toy, "STUDENTS", {"north_fee": 110000}), by)
    group.run.cache_clear()
    assert uncertainty.standings(run_of(toy, "STUDENTS", FEE), by) == before != moved


@pytest.mark.parametrize("levers", [{}, {"responsiveness": 0.5, "years": 1}])
def test_a_scenario_without_a_policy_has_no_shift_in_any_draw(toy, levers):
    run = run_of(toy, "STUDENTS", levers)
    assert all((row.change, row.low, row.high) == (0, 0, 0) for row in uncertainty.standings(run))
    assert uncertainty.dots(run, "NORTH").tolist() == [0] * 20
    assert ahead(run, "NORTH", "SOUTH", uncertainty.CHANGE) == (0.5, 1)
    by_change = uncertainty.standings(run, uncertainty.CHANGE)
    assert [row.destination for row in by_change] == [row.id for row in toy.destinations]
    assert {(row.best, row.worst) for row in by_change[:-1]} == {(1, 1)}


# --- dots --------------------------------------------------------------------------------------------


def test_dots_are_the_middles_of_equal_parts_of_the_draws():
    """Changes of 0, 1, .. 100 points in 101 draws: 20 dots at 2.5, 7.5, .. 97.5; four at 12.5, 37.5, .."""
    moves = np.arange(101)[:, None] / 100
    run = made([0.0, 1.0, 0.0], [0.5, 0.5, 0.0], [0, 1, 0] + moves * [1, -1, 0])
    assert uncertainty.dots(run, "A").tolist() == pytest.approx(np.arange(20) * 5 + 2.5)
    assert uncertainty.dots(run, "A", 4).tolist() == pytest.approx([12.5, 37.5, 62.5, 87.5])
    assert uncertainty.dots(run, "B", 1).tolist() == pytest.approx([-50])


def test_each_dot_stands_for_a_twentieth_of_the_draws(toy):
    """So 18 of the 20 lie within the range, which holds nine in ten draws."""
    run = run_of(toy, "STUDENTS", FEE)
    found = uncertainty.dots(run, "NORTH")
    drawn = 100 * run.draws[:, run.group.column("NORTH")]
    below = (drawn[:, None] <= found).mean(axis=0)
    assert below == pytest.approx((np.arange(20) + 0.5) / 20, abs=1 / 1024)
    low, high = (100 * limit[run.group.column("NORTH")] for limit in run.range())
    assert ((found >= low) & (found <= high)).sum() == 18


# --- how a share of draws is said --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.80, ("in", 80)),
        (0.81, ("in", 80)),
        (0.83, ("in", 85)),
        # Halfway goes towards 50, on both sides.
        (0.925, ("in", 90)),
        (0.9251, ("in", 95)),
        (0.875, ("in", 85)),
        (0.825, ("in", 80)),
        (0.625, ("in", 60)),
        (0.575, ("in", 55)),
        (0.425, ("in", 45)),
        (0.075, ("in", 10)),
        (0.125, ("in", 15)),
        # Too close to call, both ends in.
        (0.5, ("close", 50)),
        (0.45, ("close", 50)),
        (0.55, ("close", 50)),
        (0.5501, ("in", 55)),
        (0.4499, ("in", 45)),
        # Never more than 95, never less than 5.
        (0.95, ("in", 95)),
        (0.9501, ("over", 95)),
        (0.975, ("over", 95)),
        (1, ("over", 95)),
        (0.05, ("in", 5)),
        (0.0499, ("under", 5)),
        (0.0, ("under", 5)),
    ],
)
def test_how_a_share_is_said_at_its_edges(share, expected):
    assert said(share) == expected


@pytest.mark.parametrize(
    ("share", "tied", "expected"),
    [
        (0.5, 1, ("tied", 50)),
        (0.7, 0.6, ("tied", 50)),
        (0.7, 0.5, ("in", 70)),  # half is not most
        (0.74, 0.5001, ("tied", 50)),
        (0.5, 0.3, ("close", 50)),
    ],
)
def test_what_is_the_same_in_most_draws_is_a_tie(share, tied, expected):
    assert said(share, tied) == expected


def test_a_statement_and_its_opposite_add_up_to_a_hundred_for_every_share_of_1024_draws():
    opposite = {"over": "under", "under": "over"}
    for count in range(2049):  # ties count half
        state, percent = said(count / 2048)
        assert said(1 - count / 2048) == (opposite.get(state, state), 100 - percent), count
        assert state in ("over", "under") or abs(percent - 100 * count / 2048) <= (
            5 if state == "close" else 2.5
        )


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_is_never_said_to_be_smaller(one, other):
    order = {"under": 0, "in": 1, "close": 1, "over": 2}
    (low, least), (high, most) = said(min(one, other)), said(max(one, other))
    assert least <= most
    assert order[low] <= order[high]


@pytest.mark.parametrize(("share", "tied"), [(-0.01, 0), (1.01, 0), (80, 0), (float("nan"), 0), (0.5, 2)])
def test_what_is_no_share_is_refused(share, tied):
    with pytest.raises(ValueError, match="0 to 1"):
        said(share, tied)


# --- what is refused ---------------------------------------------------------------------------------


def test_a_run_without_draws_is_refused(toy):
    run = group.run(group.of(toy, "STUDENTS"), scenario.Scenario(), 0)
    for ask in (uncertainty.standings, uncertainty.matrix):
        with pytest.raises(ValueError, match="without draws"):
            ask(run)
    with pytest.raises(ValueError, match="without draws"):
        uncertainty.dots(run, "NORTH")


def test_an_unknown_order_or_destination_is_refused(toy):
    run = run_of(toy, "STUDENTS", {})
    with pytest.raises(ValueError, match="by: 'size'"):
        uncertainty.standings(run, "size")
    with pytest.raises(scenario.ScenarioError, match="destination 'NORT'.*'NORTH'"):
        uncertainty.dots(run, "NORT")


def test_ranges_are_those_of_the_run_of_all_groups(toy):
    made = scenario.make(toy, FEE, {"fee_scope": "all_new"})
    table = {
        (row["segment"], row["destination"]): (row["low_pp"], row["high_pp"])
        for row in simulate.run(toy, made).rows()
    }
    for row in uncertainty.standings(group.run(group.of(toy, "GUESTS"), made)):
        assert (100 * row.low, 100 * row.high) == pytest.approx(table["GUESTS", row.destination])
