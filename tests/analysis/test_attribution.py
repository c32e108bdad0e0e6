"""Attribution: games worked by hand, the axioms, and what the shares of the toy data split into."""

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.analysis import attribution
from scenarios.engine import scenario, simulate
from tests import byhand

FEE = {"north_fee": 100000}
ALL_NEW = {"fee_scope": "all_new"}

GAMES = st.integers(0, 6).flatmap(
    lambda players: st.lists(st.floats(-100, 100), min_size=2**players, max_size=2**players)
)


def changed(inputs, count):
    """A scenario that moves the first levers of ``levers.csv`` to an end of their range."""
    rows = inputs.levers[:count]
    return scenario.make(inputs, {row.id: row.max if row.max != row.baseline else row.min for row in rows})


def parts_of(result):
    """Id -> (part, low, high), points."""
    return {part.id: (part.part_pp, part.low_order_pp, part.high_order_pp) for part in result.parts}


# --- games -------------------------------------------------------------------------------------------


def test_the_glove_game_gives_two_thirds_to_the_only_left_glove():
    """A left glove (player 0) and two right ones; a pair is worth 1. Shapley: 2/3, 1/6, 1/6."""
    parts, low, high = attribution.shapley([0, 0, 0, 1, 0, 1, 0, 1])
    assert parts == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert (low.tolist(), high.tolist()) == ([0, 0, 0], [1, 1, 1])


def test_in_an_additive_game_each_gets_its_own_worth_in_every_order():
    own = np.array([3.0, -2.0, 0.5, 7.0])
    values = [
        sum(own[k] for k in range(4) if subset >> k & 1) + 10 for subset in range(16)
    ]  # the worth of none is 10
    for found in attribution.shapley(values):
        assert found == pytest.approx(own)


def test_three_players_by_hand():
    """a adds 1, 4, 4, 10 to none, b, c, bc: (1+10)/3 + (4+4)/6 = 5. b: 2, 5, 2, 8 -> 4.5. c: 0, 3, 0, 6 -> 2.5."""
    parts, low, high = attribution.shapley([0, 1, 2, 6, 0, 4, 2, 12])
    assert parts == pytest.approx([5, 4.5, 2.5])
    assert (low.tolist(), high.tolist()) == ([1, 2, 0], [10, 8, 6])


def test_two_players_share_what_only_both_bring_and_each_order_gives_it_to_the_last():
    """Alone 1 and 2, together 5: 2 more, which the one who comes last adds."""
    parts, low, high = attribution.shapley([0, 1, 2, 5])
    assert (parts.tolist(), low.tolist(), high.tolist()) == ([2, 3], [1, 2], [3, 4])


def test_a_game_without_players_has_no_parts():
    assert [found.tolist() for found in attribution.shapley([4])] == [[], [], []]


@pytest.mark.parametrize("values", [[], [0, 1, 2], [[0, 1], [2, 3], [4, 5]], 5])
def test_a_game_that_is_not_one_value_a_subset_is_refused(values):
    with pytest.raises(ValueError, match="2\\*\\*n values"):
        attribution.shapley(values)


@given(GAMES)
def test_the_parts_sum_to_what_all_bring_and_lie_within_their_orders(values):
    parts, low, high = attribution.shapley(values)
    assert parts.sum() == pytest.approx(values[-1] - values[0], abs=1e-9)
    assert (low - 1e-9 <= parts).all() and (parts <= high + 1e-9).all()


@given(GAMES)
def test_a_player_who_adds_nothing_gets_nothing_and_changes_nobody_elses_part(values):
    parts, low, high = attribution.shapley([*values, *values])
    assert (parts[-1], low[-1], high[-1]) == (0, 0, 0)
    assert parts[:-1] == pytest.approx(attribution.shapley(values)[0], abs=1e-9)


@given(GAMES, st.randoms(use_true_random=False))
def test_players_who_change_names_take_their_parts_along(values, random):
    players = len(values).bit_length() - 1
    names = random.sample(range(players), players)
    renamed = np.empty(len(values))
    for subset, value in enumerate(values):
        renamed[sum(1 << names[k] for k in range(players) if subset >> k & 1)] = value
    for found, before in zip(attribution.shapley(renamed), attribution.shapley(values), strict=True):
        assert found[names] == pytest.approx(before, abs=1e-9)


def test_players_who_are_alike_get_the_same():
    """Worth by size alone, so each of 5 gets a fifth of 7."""
    worth = [0, 2, 1, 6, 4, 7]
    parts, low, high = attribution.shapley([worth[subset.bit_count()] for subset in range(32)])
    assert parts == pytest.approx([7 / 5] * 5)
    assert (set(low), set(high)) == ({-2}, {5})


# --- the model's shares ------------------------------------------------------------------------------


def test_a_fee_and_its_scope_split_by_hand(toy):
    """Northland has 30% of the students. The fee alone reaches half of them and leaves 11/12 of its pull, for all 5/6;
    the scope alone does nothing. So the fee adds one or the other, and the scope nothing or the difference."""
    start, narrow, wide = (100 * byhand.students(north=pull)[1] for pull in (1, 11 / 12, 5 / 6))
    result = attribution.split(toy, scenario.make(toy, FEE, ALL_NEW), "STUDENTS", "NORTH")
    assert (result.state, result.exact, result.orders) == ("split", True, None)
    assert [(part.id, part.kind, part.group) for part in result.parts] == [
        ("north_fee", "lever", "North"),
        ("fee_scope", "reading", "readings"),
    ]
    found = parts_of(result)
    alone, both, scope = narrow - start, wide - start, wide - narrow
    assert found["north_fee"] == pytest.approx(((alone + both) / 2, both, alone))
    assert found["fee_scope"] == pytest.approx((scope / 2, scope, 0))
    assert (result.baseline, result.share) == pytest.approx((0.3, wide / 100))
    assert result.change_pp == pytest.approx(both)


def test_two_that_do_nothing_alone_share_what_they_do_together(toy):
    """Guests are exempt unless the fee is for all: then 80 / 1.1 of them stay beside the other 20."""
    result = attribution.split(toy, scenario.make(toy, FEE, ALL_NEW), "GUESTS", "NORTH")
    change = 100 * 40 / 51 - 80
    for part in parts_of(result).values():
        assert part == pytest.approx((change / 2, change, 0))


def test_parts_are_the_mean_over_all_orders_of_making_the_changes(toy):
    """Another way to the same numbers: each of the 24 orders, one scenario after the other."""
    levers = {"north_fee": 100000, "north_welcome": -0.3, "offers": 10}
    readings = {"fee_basis": "annual"}
    made = scenario.make(toy, levers, readings)
    adds = {name: [] for name in (*levers, *readings)}
    for order in itertools.permutations(adds):
        steps = [
            scenario.make(
                toy,
                {name: levers[name] for name in order[:count] if name in levers},
                {name: readings[name] for name in order[:count] if name in readings},
            )
            for count in range(5)
        ]
        shares = 100 * simulate.central_changes(toy, steps)[:, 0, 1]
        for name, step in zip(order, np.diff(shares), strict=True):
            adds[name].append(step)
    result = attribution.split(toy, made, "STUDENTS", "NORTH")
    found = parts_of(result)
    assert found.keys() == adds.keys()
    for name, steps in adds.items():
        assert found[name] == pytest.approx((np.mean(steps), min(steps), max(steps)), abs=1e-9)
    sizes = [abs(part.part_pp) for part in result.parts]
    assert sizes == sorted(sizes, reverse=True)


def test_log_odds_within_a_nest_split_into_each_levers_own_change_of_utility(toy):
    """Northland and Southland share the nest NEAR (.5), where ln(P/P) is additive: welcome .5 * .4, permits .5 * 1."""
    levers = {"north_welcome": 0.4, "north_permit": 0, "south_permit": 0}
    subsets = [
        scenario.make(toy, {name: levers[name] for k, name in enumerate(levers) if subset >> k & 1})
        for subset in range(8)
    ]
    shares = simulate.central_changes(toy, subsets)[:, 0] + simulate.run(toy, subsets[0], 0).baseline[0]
    for found in attribution.shapley(np.log(shares[:, 1] / shares[:, 2])):
        assert found == pytest.approx([0.2 / 0.5, 0.5 / 0.5, -0.5 / 0.5], abs=1e-9)


@settings(max_examples=15)
@given(data=st.data())
def test_the_parts_of_any_scenario_sum_to_its_change(toy, toy_box, data):
    whole = data.draw(toy_box)
    made = scenario.Scenario(whole.levers[: data.draw(st.integers(0, 12) | st.just(18))], whole.readings)
    segment = data.draw(st.sampled_from([row.id for row in toy.segments]))
    place = data.draw(st.sampled_from([row.id for row in toy.destinations]))
    result = attribution.split(toy, made, segment, place)
    assert len(result.parts) == len(made.levers) + len(made.readings)
    assert result.exact == (len(result.parts) <= 16)
    assert sum(part.part_pp for part in result.parts) == pytest.approx(result.change_pp, abs=1e-9)
    assert sum(attribution.groups(toy, result).values()) == pytest.approx(result.change_pp, abs=1e-9)
    rows = simulate.run(toy, made, 0).rows()
    row = next(row for row in rows if (row["segment"], row["destination"]) == (segment, place))
    assert (result.baseline, result.share) == pytest.approx((row["baseline"], row["share"]), abs=1e-12)
    for part in result.parts:
        assert part.low_order_pp - 1e-9 <= part.part_pp <= part.high_order_pp + 1e-9


def test_the_order_in_which_values_are_named_does_not_matter(toy):
    levers = {**FEE, "south_language": 50, "north_odds": 0.5}
    forward = scenario.make(toy, levers)
    backward = scenario.make(toy, dict(reversed(levers.items())))
    first = attribution.split(toy, forward, "STUDENTS", "NORTH")
    attribution._play.cache_clear()
    assert attribution.split(toy, backward, "STUDENTS", "NORTH") == first


def test_beliefs_and_readings_take_part_like_levers_and_stand_in_their_groups(toy):
    made = scenario.make(
        toy,
        {"responsiveness": 1.5, "south_language": 50, **FEE, "north_odds": 0.2},
        {"fee_basis": "annual"},
    )
    result = attribution.split(toy, made, "STUDENTS", "NORTH")
    sums = attribution.groups(toy, result)
    assert sums.keys() == {"Beliefs", "readings", "North", "South"}
    found = parts_of(result)
    assert sums["North"] == pytest.approx(found["north_fee"][0] + found["north_odds"][0])
    assert sums["Beliefs"] == pytest.approx(found["responsiveness"][0])
    assert sums["readings"] == pytest.approx(found["fee_basis"][0])
    assert all(found[name][0] for name in found)


def test_a_group_of_levers_that_is_new_stands_where_its_rows_stand(inputs):
    rows = [
        row.model_copy(update={"group": "Europe"}) if row.destination in ("DE", "UK") else row
        for row in inputs.levers
    ]
    other = dataclasses.replace(inputs, levers=tuple(rows))
    made = scenario.make(
        other,
        {"us_fee": 100000, "de_language": 0, "ca_job_offer": 0, "responsiveness": 1.2},
        {"fee_scope": "all_new"},
    )
    sums = attribution.groups(other, attribution.split(other, made, "IND_YOUNG", "DE"))
    assert list(sums) == ["US", "Europe", "Others", "Beliefs", "readings"]


# --- nothing to split --------------------------------------------------------------------------------


def test_where_nothing_changed_there_are_no_parts(toy):
    result = attribution.split(toy, scenario.Scenario(), "STUDENTS", "NORTH")
    assert (result.state, result.parts, result.change_pp, result.exact) == ("nothing", (), 0, True)
    assert result.baseline == result.share == pytest.approx(0.3)
    assert attribution.groups(toy, result) == {}


@pytest.mark.parametrize(
    ("levers", "segment", "destination"),
    [
        (FEE, "GUESTS", "NORTH"),  # exempt as long as only people abroad pay
        (
            {"south_permit": 0, "south_language": 0},
            "GUESTS",
            "SOUTH",
        ),  # not eligible, and no barrier to lower
        ({"north_odds": 1, "north_welcome": 0.2}, "GUESTS", "WORLD"),  # has no such choice
        ({"responsiveness": 1.5, "weight_income": 1.2}, "STUDENTS", "NORTH"),  # beliefs without a policy
    ],
)
def test_a_group_that_is_not_reached_is_told_from_a_scenario_without_changes(
    toy, levers, segment, destination
):
    result = attribution.split(toy, scenario.make(toy, levers), segment, destination)
    assert (result.state, result.exact, result.change_pp) == ("unmoved", True, 0)
    assert {part.id for part in result.parts} == levers.keys()
    assert all(numbers == (0, 0, 0) for numbers in parts_of(result).values())


def test_a_lever_that_does_not_reach_the_group_is_exactly_null_beside_one_that_does(toy):
    made = scenario.make(toy, {**FEE, "north_welcome": -0.3, "south_award": 100})
    found = parts_of(attribution.split(toy, made, "GUESTS", "NORTH"))
    assert found["north_fee"] == found["south_award"] == (0, 0, 0)
    assert found["north_welcome"][0] < 0


@pytest.mark.parametrize(
    ("segment", "destination", "words"),
    [
        ("STUDENT", "NORTH", "segment 'STUDENT'.*'STUDENTS'"),
        ("STUDENTS", "NORT", "destination 'NORT'.*'NORTH'"),
    ],
)
def test_an_unknown_share_is_refused_with_the_nearest(toy, segment, destination, words):
    with pytest.raises(scenario.ScenarioError, match=words):
        attribution.split(toy, scenario.Scenario(), segment, destination)


# --- many players ------------------------------------------------------------------------------------


def test_sixteen_changes_are_split_exactly(toy):
    result = attribution.split(toy, changed(toy, 16), "STUDENTS", "NORTH")
    assert (result.state, result.exact, len(result.parts)) == ("split", True, 16)
    assert sum(part.part_pp for part in result.parts) == pytest.approx(result.change_pp, abs=1e-9)


@pytest.mark.parametrize("count", [17, 18])
def test_more_changes_are_split_over_sampled_orders_that_are_always_the_same(toy, count):
    made = changed(toy, count)
    result = attribution.split(toy, made, "STUDENTS", "NORTH")
    assert (result.state, result.exact, result.orders) == ("sampled", False, attribution.ORDERS)
    assert len(result.parts) == len(made.levers) > 16
    assert sum(part.part_pp for part in result.parts) == pytest.approx(result.change_pp, abs=1e-9)
    attribution._play.cache_clear()
    assert attribution.split(toy, made, "STUDENTS", "NORTH") == result


def test_sampled_orders_come_near_the_exact_parts_and_stay_within_their_range(toy, monkeypatch):
    made = changed(toy, 10)
    exact = attribution.split(toy, made, "STUDENTS", "NORTH")
    monkeypatch.setattr(attribution, "MOST_EXACT", 9)
    attribution._play.cache_clear()
    sampled = attribution.split(toy, made, "STUDENTS", "NORTH")
    attribution._play.cache_clear()
    assert (exact.exact, sampled.exact) == (True, False)
    found = parts_of(sampled)
    for name, (part, low, high) in parts_of(exact).items():
        assert found[name][0] == pytest.approx(part, abs=0.2)
        assert low - 1e-9 <= found[name][1] <= low + (high - low) / 4 + 1e-9
        assert high - (high - low) / 4 - 1e-9 <= found[name][2] <= high + 1e-9


def test_every_other_sampled_order_is_the_reverse_of_the_one_before():
    ranks = attribution._ranks(5, 8)
    assert (np.sort(ranks, axis=1) == np.arange(5)).all()
    assert (ranks[::2] + ranks[1::2] == 4).all()


def test_many_changes_that_do_not_reach_a_share_leave_it_unmoved(toy):
    result = attribution.split(toy, changed(toy, 17), "GUESTS", "WORLD")
    assert (result.state, result.exact, result.change_pp) == ("unmoved", False, 0)
    assert {part.part_pp for part in result.parts} == {0}
