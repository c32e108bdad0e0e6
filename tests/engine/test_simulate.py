"""Runs: results worked by hand on the toy data, shares stay shares, ranges belong to changes, arguments are checked."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import draws, policy, scenario, simulate
from scenarios.engine.cases import Assumptions

FEE = {"north_fee": 100000}
ALL_NEW = {"fee_scope": "all_new"}
NESTS = {"NEAR": 0.5, "FAR": 0.6, "RETURN": 0.8}
"""Scales inside the nest MOVE, which has .8 itself."""

SEES = {
    "STUDENTS": {"NEAR": ["NORTH", "SOUTH"], "FAR": ["WORLD"]},
    "GUESTS": {"NEAR": ["SOUTH"], "RETURN": ["HOME"]},
}
"""The nests of each group of the toy: guests are in Northland already, and other countries are no choice for them."""


def corners(inputs, count, seed):
    """Scenarios whose levers each stand at an end or at the baseline, with any reading."""
    generator = np.random.default_rng(seed)
    options = {name: [row.option for row in rows] for name, rows in inputs.reading_options().items()}
    return [
        scenario.make(
            inputs,
            {row.id: float(generator.choice([row.min, row.baseline, row.max])) for row in inputs.levers},
            {name: str(generator.choice(known)) for name, known in options.items()},
        )
        for _ in range(count)
    ]


def assert_shares(inputs, shares):
    """Shares in [0, 1] that sum to one, and exactly 0 where a group lacks a destination."""
    assert (shares >= 0).all() and (shares <= 1).all()
    np.testing.assert_allclose(shares.sum(axis=-1), 1, atol=1e-12)
    absent = policy.population(inputs).shares == 0
    assert absent.any()
    assert (shares[:, absent] == 0.0).all()
    assert (shares[:, ~absent] > 0).all()


# --- worked by hand ----------------------------------------------------------------------------------


def test_those_at_the_top_of_the_tree_answer_like_a_binary_logit(toy):
    """Of the guests 80% are in Northland. The fee divides its pull by 1.1: 80 / 1.1 beside the other 20."""
    found = simulate.run(toy, scenario.make(toy, FEE, ALL_NEW), draws=0).share[1]
    total = 80 / 1.1 + 20
    np.testing.assert_allclose(found, [15 / total, 80 / 1.1 / total, 5 / total, 0], atol=1e-12)


def test_a_nest_within_a_nest_by_hand(toy):
    """Students: the fee divides the pull of Northland by 1.2. It has 3/4 of its nest (.5), that 4/5 of all that moves
    (.8), and half of the students stay."""
    near = (3 / 4 / 1.2 ** (1 / 0.5) + 1 / 4) ** 0.5
    move = (4 / 5 * near ** (1 / 0.8) + 1 / 5) ** 0.8
    leave = 0.5 * move / (0.5 + 0.5 * move)
    to_near = leave * 4 / 5 * near ** (1 / 0.8) / move ** (1 / 0.8)
    to_north = to_near * (3 / 4 / 1.2**2) / (3 / 4 / 1.2**2 + 1 / 4)
    found = simulate.run(toy, scenario.make(toy, FEE, ALL_NEW), draws=0).share[0]
    np.testing.assert_allclose(found, [1 - leave, to_north, to_near - to_north, leave - to_near], atol=1e-12)
    np.testing.assert_allclose(found, [0.52557, 0.24770, 0.11889, 0.10784], atol=5e-6)


def test_doubled_odds_raise_the_pull_of_those_with_one_draw_by_the_root_of_two(toy):
    """Access weighs .5, so .25 -> .5 is 2^.5; guests have two draws: (.75 / .4375)^.5."""
    run = simulate.run(toy, scenario.make(toy, {"north_odds": 0.5}), draws=0)
    near = (3 / 4 * 2 + 1 / 4) ** 0.5
    move = (4 / 5 * near ** (1 / 0.8) + 1 / 5) ** 0.8
    assert run.share[0, 0] == pytest.approx(1 / (1 + move))
    pull = 80 * (0.75 / 0.4375) ** 0.5
    assert run.share[1, 1] == pytest.approx(pull / (pull + 20))


# --- the whole box -----------------------------------------------------------------------------------


@given(data=st.data())
def test_shares_stay_shares_anywhere_in_the_box(inputs, box, data):
    made = data.draw(st.lists(box, min_size=1, max_size=4))
    shares = simulate.shares(inputs, policy.settings(inputs, made), policy.central(inputs))
    assert shares.shape == (len(made), len(inputs.segments), len(inputs.destinations))
    assert_shares(inputs, shares)


def test_shares_stay_shares_in_a_thousand_corners(inputs):
    made = corners(inputs, 1000, seed=1)
    assert_shares(inputs, simulate.shares(inputs, policy.settings(inputs, made), policy.central(inputs)))


def test_shares_stay_shares_in_corners_that_meet_a_draw_each(inputs):
    made = corners(inputs, 1024, seed=2)
    assert_shares(inputs, simulate.shares(inputs, policy.settings(inputs, made), draws.sample(inputs, 1024)))


@pytest.mark.parametrize("elasticity", [2, 10])
@pytest.mark.parametrize("responsiveness", [1, 1.5])
def test_the_harshest_fee_runs_in_every_draw(toy, elasticity, responsiveness):
    levers = {"north_fee": 500000, "offers": elasticity, "responsiveness": responsiveness}
    run = simulate.run(toy, scenario.make(toy, levers, {"fee_basis": "annual", **ALL_NEW}))
    assert np.isfinite(run.draws).all()
    assert (run.draws[:, :, run.destinations.index("NORTH")] < 0).all()


@given(data=st.data())
def test_the_change_adds_up_to_nothing_in_every_group_and_draw(toy, toy_box, data):
    run = simulate.run(toy, data.draw(toy_box), draws=128)
    np.testing.assert_allclose(run.change.sum(axis=-1), 0, atol=1e-12)
    np.testing.assert_allclose(run.draws.sum(axis=-1), 0, atol=1e-12)
    assert (np.abs(run.draws) <= 1).all()
    low, high = run.range()
    assert (low <= high).all()


def test_a_destination_without_a_row_of_shares_is_no_choice_before_nor_in_any_draw(toy):
    run = simulate.run(toy, scenario.make(toy, {**FEE, "south_language": 0}), draws=128)
    absent = [tuple(place) for place in np.argwhere(run.share == 0)]
    assert [(run.segments[row], run.destinations[column]) for row, column in absent] == [("GUESTS", "WORLD")]
    assert run.baseline[1, 3] == 0.0
    assert (run.draws[:, 1, 3] == 0.0).all()


@given(data=st.data())
def test_shares_follow_the_nested_logit_in_its_pivot_form(toy, toy_box, data):
    # With growth g = e^dV: a nest grows by G = (sum of within-shares times g^(1/scale))^scale, moving at
    # all by the same sum over nests at scale .8, and what grows faster than the whole gains share.
    given_ = policy.settings(toy, [data.draw(toy_box)])
    central = policy.central(toy)
    change = policy.utility_change(toy, given_, central)[0]
    found = simulate.shares(toy, given_, central)[0]
    people = policy.population(toy)
    for row, (segment, sees) in enumerate(SEES.items()):
        before = dict(zip(people.destinations, people.shares[row], strict=True))
        moved = dict(zip(people.destinations, change[row], strict=True))
        stay = {"STUDENTS": "HOME", "GUESTS": "NORTH"}[segment]
        nest = {name: sum(before[d] for d in members) for name, members in sees.items()}
        grown = {}
        for name, members in sees.items():
            within = sum(before[d] / nest[name] * math.exp(moved[d] / NESTS[name]) for d in members)
            grown[name] = within ** NESTS[name]
        leave = sum(nest.values())
        inner = {name: nest[name] / leave * grown[name] ** (1 / 0.8) for name in sees}
        outer = leave * sum(inner.values()) ** 0.8
        staying = before[stay] * math.exp(moved[stay])
        expected = dict.fromkeys(people.destinations, 0.0)
        expected[stay] = staying / (staying + outer)
        for name, members in sees.items():
            whole = outer / (staying + outer) * inner[name] / sum(inner.values())
            weights = {d: before[d] * math.exp(moved[d] / NESTS[name]) for d in members}
            for d in members:
                expected[d] = whole * weights[d] / sum(weights.values())
        by_hand = list(expected.values())
        np.testing.assert_allclose(found[row], by_hand, rtol=1e-9, atol=1e-15, err_msg=segment)


def test_many_scenarios_in_one_call_equal_one_run_each(toy):
    made = corners(toy, 20, seed=3)
    together = simulate.shares(toy, policy.settings(toy, made), policy.central(toy))
    for place, one in enumerate(made):
        np.testing.assert_allclose(together[place], simulate.run(toy, one, draws=0).share, rtol=1e-12)


# --- draws -------------------------------------------------------------------------------------------


def test_each_draw_is_the_run_under_the_assumptions_of_that_draw(toy):
    made = scenario.make(toy, {**FEE, "south_permit": 0.5, "north_scrutiny": -0.4})
    run = simulate.run(toy, made, draws=128)
    drawn = draws.sample(toy, 128)
    given_ = policy.settings(toy, [made])
    for place in (0, 63, 127):
        one = Assumptions(
            drawn.weights[place : place + 1],
            {name: scale[place : place + 1] for name, scale in drawn.scales.items()},
            {name: value[place : place + 1] for name, value in drawn.parameters.items()},
        )
        after = simulate.shares(toy, given_, one)[0]
        np.testing.assert_allclose(run.draws[place], after - policy.population(toy).shares, atol=1e-12)


def test_the_range_is_the_5th_and_95th_percentile_of_the_changes(toy):
    run = simulate.run(toy, scenario.make(toy, FEE), draws=1024)
    low, high = run.range()
    students = np.sort(run.draws[:, 0, 1])
    # 5% of 1,023 steps is 51.15 steps from the lowest draw; 95% is 971.85.
    assert low[0, 1] == pytest.approx(students[51] + 0.15 * (students[52] - students[51]))
    assert high[0, 1] == pytest.approx(students[971] + 0.85 * (students[972] - students[971]))


def test_draws_are_paired_so_an_untouched_group_has_a_range_of_exactly_nothing(toy):
    run = simulate.run(toy, scenario.make(toy, FEE), draws=1024)
    low, high = run.range()
    assert (low[1] == 0.0).all() and (high[1] == 0.0).all()
    assert (low[0] < 0).any()


def test_the_same_call_gives_the_same_numbers(toy):
    made = scenario.make(toy, FEE)
    first, again = (simulate.run(toy, made, draws=256) for _ in range(2))
    assert (first.share == again.share).all() and (first.draws == again.draws).all()


def test_the_number_of_draws_leaves_the_central_run_alone(toy):
    made = scenario.make(toy, FEE)
    shares = [simulate.run(toy, made, draws=count).share for count in (0, 128, 1024)]
    assert (shares[0] == shares[1]).all() and (shares[0] == shares[2]).all()


def test_1024_draws_are_the_default(toy):
    assert simulate.run(toy, scenario.Scenario()).draws.shape == (1024, 2, 4)


def test_the_table_has_one_row_for_each_group_and_destination(toy):
    run = simulate.run(toy, scenario.make(toy, FEE, ALL_NEW), draws=128)
    table = run.table()
    assert list(table) == ["segment", "destination", "baseline", "share", "change_pp", "low_pp", "high_pp"]
    assert table["segment"] == ["STUDENTS"] * 4 + ["GUESTS"] * 4
    assert table["destination"] == ["HOME", "NORTH", "SOUTH", "WORLD"] * 2
    assert table["baseline"] == pytest.approx([0.5, 0.3, 0.1, 0.1, 0.15, 0.8, 0.05, 0])
    assert table["share"][5] == pytest.approx(40 / 51)
    for before, after, points in zip(table["baseline"], table["share"], table["change_pp"], strict=True):
        assert points == pytest.approx(100 * (after - before), abs=1e-12)
    low, high = run.range()
    assert table["low_pp"] == pytest.approx((100 * low).ravel().tolist())
    assert table["high_pp"] == pytest.approx((100 * high).ravel().tolist())
    assert all(type(value) is float for name in list(table)[2:] for value in table[name])


def test_without_draws_the_table_has_no_range(toy):
    run = simulate.run(toy, scenario.make(toy, FEE), draws=0)
    assert run.draws is None
    table = run.table()
    assert all(math.isnan(value) for value in table["low_pp"] + table["high_pp"])


@pytest.mark.parametrize("count", [-1, -1024, 1, 2, 64, 127, 129, 1000, 65537, 131072])
def test_a_number_of_draws_that_is_not_allowed_is_refused(toy, count):
    with pytest.raises(ValueError, match=f"draws: {count} is not 0 or a power of two from 128 to 65536"):
        simulate.run(toy, scenario.Scenario(), draws=count)


# --- nests -------------------------------------------------------------------------------------------


def nests_seen(inputs):
    """Segment -> nest inside MOVE -> its destinations that the group can choose, sorted; empty nests left out."""
    people = policy.population(inputs)

    def written(member):
        if isinstance(member, tuple):
            return {member[0]: [written(inner) for inner in member[1]]}
        return people.destinations[member]

    found = {}
    for rows, tree in simulate.nest_trees(inputs):
        for row in rows:
            (move,) = [written(member) for member in tree]
            lists = {name: members for nest in move["MOVE"] for name, members in nest.items()}
            present = {
                name: sorted(d for d in members if people.shares[row, people.destination(d)])
                for name, members in lists.items()
            }
            found[people.segments[row]] = {name: members for name, members in present.items() if members}
    return found


def test_each_group_sees_its_own_nests(toy):
    assert nests_seen(toy) == SEES


def test_every_destination_of_the_data_stands_in_the_nest_of_its_row_but_for_stay_and_return(inputs):
    nest_of = {row.id: row.nest for row in inputs.destinations}
    for segment, nests in nests_seen(inputs).items():
        row = next(row for row in inputs.segments if row.id == segment)
        chosen = {one.destination for one in inputs.baseline_shares if one.segment == segment}
        placed = {name: nest for nest, members in nests.items() for name in members}
        assert placed == {
            name: "RETURN" if name == row.return_destination else nest_of[name]
            for name in chosen - {row.status_quo}
        }
