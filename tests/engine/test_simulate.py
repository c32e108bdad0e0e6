"""Runs over the whole box of levers: shares stay shares, ranges belong to changes, arguments are checked."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import draws, policy, scenario, simulate
from scenarios.engine.cases import Assumptions

NESTS = {"ANGLO": 0.5, "ASIA": 0.6, "EURO": 0.65, "RETURN": 0.75}
USUAL = {"ANGLO": ["US", "CA", "UK", "AU", "NZ"], "ASIA": ["KR", "CN"], "EURO": ["DE", "OTH"]}
IN_US = {"ANGLO": ["CA", "UK", "AU", "NZ"], "ASIA": ["KR", "CN"], "EURO": ["DE", "OTH"], "RETURN": ["HOME"]}
CHINESE = {"ANGLO": ["CA", "UK", "AU", "NZ"], "ASIA": ["KR"], "EURO": ["DE", "OTH"], "RETURN": ["CN"]}
SEES = {
    "IND_YOUNG": USUAL,
    "IND_IN_US": IN_US,
    "CHN_IN_US": CHINESE,
    "OTH_IN_US": IN_US,
    "CHN_HERITAGE_SCI": CHINESE,
    "SENIOR_RES": USUAL,
    "GLOBAL_YOUNG": USUAL,
}


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
    assert absent.sum() == 2
    assert (shares[:, absent] == 0.0).all()
    assert (shares[:, ~absent] > 0).all()


@given(data=st.data())
def test_shares_stay_shares_anywhere_in_the_box(inputs, box, data):
    made = data.draw(st.lists(box, min_size=1, max_size=4))
    shares = simulate.shares(inputs, policy.settings(inputs, made), policy.central(inputs))
    assert shares.shape == (len(made), 7, 10)
    assert_shares(inputs, shares)


def test_shares_stay_shares_in_a_thousand_corners(inputs):
    made = corners(inputs, 1000, seed=1)
    assert_shares(inputs, simulate.shares(inputs, policy.settings(inputs, made), policy.central(inputs)))


def test_shares_stay_shares_in_corners_that_meet_a_draw_each(inputs):
    made = corners(inputs, 1024, seed=2)
    assert_shares(inputs, simulate.shares(inputs, policy.settings(inputs, made), draws.sample(inputs, 1024)))


@pytest.mark.parametrize("elasticity", [5, 30])
@pytest.mark.parametrize("weight", [1, 2.6])
def test_the_harshest_fee_runs_in_every_draw(inputs, elasticity, weight):
    levers = {"us_fee": 150000, "offer_elasticity": elasticity, "weight_access": weight}
    made = scenario.make(inputs, levers, {"fee_basis": "annual", "fee_scope": "all_new"})
    run = simulate.run(inputs, made)
    assert np.isfinite(run.draws).all()
    assert (run.draws[:, :4, run.destinations.index("US")] < 0).all()


@given(data=st.data())
def test_the_change_adds_up_to_nothing_in_every_group_and_draw(inputs, box, data):
    run = simulate.run(inputs, data.draw(box), draws=128)
    np.testing.assert_allclose(run.change.sum(axis=-1), 0, atol=1e-12)
    np.testing.assert_allclose(run.draws.sum(axis=-1), 0, atol=1e-12)
    assert (np.abs(run.draws) <= 1).all()
    low, high = run.range()
    assert (low <= high).all()


def test_chinese_groups_have_no_home_and_nobody_else_lacks_anything(inputs):
    run = simulate.run(inputs, scenario.make(inputs, {"us_fee": 150000}), draws=128)
    absent = [tuple(place) for place in np.argwhere(run.share == 0)]
    assert [(run.segments[row], run.destinations[column]) for row, column in absent] == [
        ("CHN_IN_US", "HOME"),
        ("CHN_HERITAGE_SCI", "HOME"),
    ]
    for place in absent:
        assert run.baseline[place] == 0.0
        assert (run.draws[:, *place] == 0.0).all()


@given(data=st.data())
def test_shares_follow_the_nested_logit_in_its_pivot_form(inputs, box, data):
    # With growth g = e^dV: a nest grows by G = (sum of within-shares times g^(1/scale))^scale, moving at
    # all by the same sum over nests at scale .75, and what grows faster than the whole gains share.
    given_ = policy.settings(inputs, [data.draw(box)])
    central = policy.central(inputs)
    change = policy.utility_change(inputs, given_, central)[0]
    found = simulate.shares(inputs, given_, central)[0]
    people = policy.population(inputs)
    for row, (segment, sees) in enumerate(SEES.items()):
        before = dict(zip(people.destinations, people.shares[row], strict=True))
        moved = dict(zip(people.destinations, change[row], strict=True))
        stay = "HOME" if sees is USUAL else "US"
        nest = {name: sum(before[d] for d in members) for name, members in sees.items()}
        grown = {}
        for name, members in sees.items():
            within = sum(before[d] / nest[name] * math.exp(moved[d] / NESTS[name]) for d in members)
            grown[name] = within ** NESTS[name]
        leave = sum(nest.values())
        inner = {name: nest[name] / leave * grown[name] ** (1 / 0.75) for name in sees}
        outer = leave * sum(inner.values()) ** 0.75
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


def test_many_scenarios_in_one_call_equal_one_run_each(inputs):
    made = corners(inputs, 20, seed=3)
    together = simulate.shares(inputs, policy.settings(inputs, made), policy.central(inputs))
    for place, one in enumerate(made):
        np.testing.assert_allclose(together[place], simulate.run(inputs, one, draws=0).share, rtol=1e-12)


def test_each_draw_is_the_run_under_the_assumptions_of_that_draw(inputs):
    made = scenario.make(inputs, {"us_fee": 100000, "cn_job_offer": 0.5, "us_scrutiny": -0.5})
    run = simulate.run(inputs, made, draws=128)
    drawn = draws.sample(inputs, 128)
    given_ = policy.settings(inputs, [made])
    for place in (0, 63, 127):
        one = Assumptions(
            drawn.weights[place : place + 1],
            {name: scale[place : place + 1] for name, scale in drawn.scales.items()},
            {name: value[place : place + 1] for name, value in drawn.parameters.items()},
        )
        after = simulate.shares(inputs, given_, one)[0]
        np.testing.assert_allclose(run.draws[place], after - policy.population(inputs).shares, atol=1e-12)


def test_the_range_is_the_5th_and_95th_percentile_of_the_changes(inputs):
    run = simulate.run(inputs, scenario.make(inputs, {"us_fee": 100000}), draws=1024)
    low, high = run.range()
    young = np.sort(run.draws[:, 0, 1])
    # 5% of 1,023 steps is 51.15 steps from the lowest draw; 95% is 971.85.
    assert low[0, 1] == pytest.approx(young[51] + 0.15 * (young[52] - young[51]))
    assert high[0, 1] == pytest.approx(young[971] + 0.85 * (young[972] - young[971]))


def test_draws_are_paired_so_an_untouched_group_has_a_range_of_exactly_nothing(inputs):
    run = simulate.run(inputs, scenario.make(inputs, {"us_fee": 100000}), draws=1024)
    low, high = run.range()
    for segment in ("IND_IN_US", "CHN_IN_US", "OTH_IN_US", "CHN_HERITAGE_SCI"):
        row = run.segments.index(segment)
        assert (low[row] == 0.0).all() and (high[row] == 0.0).all()
    assert (low[0] < 0).any()


def test_the_same_call_gives_the_same_numbers(inputs):
    made = scenario.make(inputs, {"us_fee": 100000})
    first, again = (simulate.run(inputs, made, draws=256) for _ in range(2))
    assert (first.share == again.share).all() and (first.draws == again.draws).all()


def test_the_number_of_draws_leaves_the_central_run_alone(inputs):
    made = scenario.make(inputs, {"us_fee": 100000})
    shares = [simulate.run(inputs, made, draws=count).share for count in (0, 128, 1024)]
    assert (shares[0] == shares[1]).all() and (shares[0] == shares[2]).all()


def test_1024_draws_are_the_default(inputs):
    assert simulate.run(inputs, scenario.Scenario()).draws.shape == (1024, 7, 10)


def test_the_table_has_one_row_for_each_group_and_destination(inputs):
    run = simulate.run(inputs, scenario.make(inputs, {"us_fee": 100000}), draws=128)
    table = run.table()
    assert list(table) == ["segment", "destination", "baseline", "share", "change_pp", "low_pp", "high_pp"]
    assert {len(column) for column in table.values()} == {70}
    assert table["segment"][:11] == ["IND_YOUNG"] * 10 + ["IND_IN_US"]
    assert table["destination"][:10] == ["HOME", "US", "CA", "UK", "AU", "NZ", "DE", "KR", "CN", "OTH"]
    assert table["baseline"][1] == pytest.approx(0.15)
    assert table["share"][1] == pytest.approx(0.1415, abs=0.0001)
    for before, after, points in zip(table["baseline"], table["share"], table["change_pp"], strict=True):
        assert points == pytest.approx(100 * (after - before), abs=1e-12)
    low, high = run.range()
    assert table["low_pp"] == pytest.approx((100 * low).ravel().tolist())
    assert table["high_pp"] == pytest.approx((100 * high).ravel().tolist())
    assert all(type(value) is float for name in list(table)[2:] for value in table[name])


def test_without_draws_the_table_has_no_range(inputs):
    run = simulate.run(inputs, scenario.make(inputs, {"us_fee": 100000}), draws=0)
    assert run.draws is None
    table = run.table()
    assert all(math.isnan(value) for value in table["low_pp"] + table["high_pp"])


@pytest.mark.parametrize("count", [-1, -1024, 1, 2, 64, 127, 129, 1000, 65537, 131072])
def test_a_number_of_draws_that_is_not_allowed_is_refused(inputs, count):
    with pytest.raises(ValueError, match=f"draws: {count} is not 0 or a power of two from 128 to 65536"):
        simulate.run(inputs, scenario.Scenario(), draws=count)


def test_each_group_sees_the_nests_of_the_specification(inputs):
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
            found[people.segments[row]] = present
    assert found == {
        segment: {name: sorted(members) for name, members in sees.items()} for segment, sees in SEES.items()
    }
