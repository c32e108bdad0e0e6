"""One group at a time: the same shares as the run of all groups, the total by hand, inputs narrowed to a group."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import inputs as data
from scenarios.engine import group, scenario, simulate

POOLS = np.array([2550, 83, 40, 45, 60, 1000, 4000])  # thousand; they add up to 7778


def in_percent(people, run, place):
    """Baseline share of a destination, %."""
    return 100 * run.baseline[people.column(place)]


# --- shares ------------------------------------------------------------------------------------------


@settings(max_examples=12)
@given(data=st.data())
def test_each_group_has_the_shares_and_draws_of_the_run_of_all_groups(inputs, box, data):
    made = data.draw(box)
    whole = simulate.run(inputs, made)
    for place, segment in enumerate(whole.segments):
        run = group.run(group.of(inputs, segment), made)
        np.testing.assert_allclose(run.baseline, whole.baseline[place], atol=1e-12)
        np.testing.assert_allclose(run.share, whole.share[place], atol=1e-12)
        np.testing.assert_allclose(run.draws, whole.draws[:, place], atol=1e-12)


@settings(max_examples=12)
@given(data=st.data())
def test_the_total_is_the_groups_weighted_by_their_pools(inputs, box, data):
    made = data.draw(box)
    whole = simulate.run(inputs, made)
    run = group.run(group.of(inputs, group.TOTAL), made)
    weights = POOLS / 7778
    np.testing.assert_allclose(run.share, weights @ whole.share, atol=1e-12)
    np.testing.assert_allclose(run.draws, np.einsum("s,nsj->nj", weights, whole.draws), atol=1e-12)


def test_the_total_by_hand(inputs):
    people = group.of(inputs, group.TOTAL)
    run = group.run(people, scenario.Scenario(), 0)
    us = 2550 * 15 + 83 * 86 + 40 * 83 + 45 * 63.5 + 60 * 87 + 1000 * 7.5 + 4000 * 7.5
    cn = 2550 * 0.3 + 83 * 0.05 + 40 * 12.5 + 45 * 0.3 + 60 * 9.5 + 1000 * 0.9 + 4000 * 0.6
    home = 2550 * 46 + 83 * 8 + 45 * 24.5 + 1000 * 80 + 4000 * 70  # the Chinese groups have none
    assert in_percent(people, run, "US") == pytest.approx(us / 7778)
    assert in_percent(people, run, "CN") == pytest.approx(cn / 7778)
    assert in_percent(people, run, "HOME") == pytest.approx(home / 7778)
    assert run.share.sum() == pytest.approx(1)


def test_a_group_has_the_reference_results(inputs):
    """Section 8 of the model: the one-off fee of 100,000 dollars for all new petitions."""
    made = scenario.make(inputs, {"us_fee": 100000}, {"fee_scope": "all_new"})
    for segment, us, cn in [("IND_YOUNG", 12.18, 0.309), ("CHN_IN_US", 81.28, 13.767)]:
        people = group.of(inputs, segment)
        share = 100 * group.run(people, made, 0).share
        assert share[people.column("US")] == pytest.approx(us, abs=0.01)
        assert share[people.column("CN")] == pytest.approx(cn, abs=0.01)


def test_many_cases_at_once_are_the_cases_one_by_one(inputs):
    people = group.of(inputs, "IND_YOUNG")
    made = [scenario.make(inputs, {"us_fee": fee}) for fee in (0, 50000, 100000)]
    together = people.shares(people.settings(made), people.assumptions())
    for case, one in zip(together, made, strict=True):
        np.testing.assert_allclose(case, group.run(people, one, 0).share, atol=1e-15)


@pytest.mark.parametrize("segment", ["IND_YOUNG", "CHN_IN_US", group.TOTAL])
@pytest.mark.parametrize("levers", [{}, {"responsiveness": 1.5, "weight_income": 0.5}])
def test_without_a_policy_no_draw_shifts_anything(inputs, segment, levers):
    run = group.run(group.of(inputs, segment), scenario.make(inputs, levers))
    assert (run.draws == 0).all()
    assert (run.change == 0).all()
    assert not np.any(run.range())


def test_the_range_runs_from_the_5th_to_the_95th_percentile_of_the_change(inputs):
    """Draws 0, 1, .. 100 hundredths: the 5th percentile is .05 and the 95th .95."""
    drawn = np.linspace(0, 1, 101)[:, None]
    run = group.GroupRun(group.of(inputs, "IND_YOUNG"), np.array([0.5]), np.array([0.6]), drawn)
    low, high = run.range()
    assert (low, high, run.change) == (pytest.approx([0.05]), pytest.approx([0.95]), pytest.approx([0.1]))


def test_a_run_without_draws_has_no_range(inputs):
    people = group.of(inputs, "IND_YOUNG")
    run = group.run(people, scenario.make(inputs, {"us_fee": 100000}), 0)
    assert run.draws is None
    assert all(np.isnan(limit).all() and limit.shape == (10,) for limit in run.range())


def test_a_number_of_draws_that_is_no_power_of_two_is_refused(inputs):
    with pytest.raises(ValueError, match="power of two"):
        group.run(group.of(inputs, "IND_YOUNG"), scenario.Scenario(), 100)


# --- what is kept ------------------------------------------------------------------------------------


def test_a_group_and_a_run_are_the_same_objects_at_each_call(inputs):
    people = group.of(inputs, "IND_YOUNG")
    assert group.of(inputs, "IND_YOUNG") is people
    made = scenario.make(inputs, {"us_fee": 100000})
    assert group.run(people, made) is group.run(people, scenario.make(inputs, {"us_fee": 100000}))


@pytest.mark.parametrize("array", ["baseline", "share", "draws"])
def test_what_is_kept_cannot_be_written_to(inputs, array):
    run = group.run(group.of(inputs, "IND_YOUNG"), scenario.make(inputs, {"us_fee": 100000}))
    with pytest.raises(ValueError, match="read-only"):
        getattr(run, array)[0] = 0


# --- names -------------------------------------------------------------------------------------------


def test_an_unknown_group_or_destination_is_refused_with_the_nearest(inputs):
    with pytest.raises(scenario.ScenarioError, match="segment 'IND_YUNG'.*'IND_YOUNG'"):
        group.of(inputs, "IND_YUNG")
    with pytest.raises(scenario.ScenarioError, match="destination 'UX'.*'US'"):
        group.of(inputs, "IND_YOUNG").column("UX")


def test_a_column_is_the_position_of_a_destination(inputs):
    people = group.of(inputs, "CHN_IN_US")
    assert [people.column(place) for place in ("HOME", "US", "OTH")] == [0, 1, 9]


# --- narrowed inputs ---------------------------------------------------------------------------------


def test_narrowed_inputs_hold_one_group_and_what_holds_for_any(inputs):
    narrow = data.only(inputs, "CHN_IN_US")
    assert [row.id for row in narrow.segments] == ["CHN_IN_US"]
    assert {row.segment for row in narrow.baseline_shares} == {"CHN_IN_US"}
    assert len(narrow.baseline_shares) == 9  # every destination but HOME
    assert {row.segment for row in narrow.attribute_levels} == {"*", "CHN_IN_US"}
    assert {row.segment for row in narrow.coefficient_values} <= {"*", "CHN_IN_US"}
    assert {row.segment for row in narrow.exposure} == {"CHN_IN_US"}


def test_narrowing_loses_no_row_of_a_group_and_leaves_every_other_table_alone(inputs):
    cut = {"segments", "baseline_shares", "attribute_levels", "coefficient_values", "exposure"}
    for name, _, _ in data.tables():
        narrowed = [getattr(data.only(inputs, row.id), name) for row in inputs.segments]
        if name not in cut:
            assert all(table is getattr(inputs, name) for table in narrowed), name
        else:
            assert set().union(*narrowed) == set(getattr(inputs, name)), name


def test_narrowed_inputs_are_the_same_object_at_each_call(inputs):
    assert data.only(inputs, "IND_YOUNG") is data.only(inputs, "IND_YOUNG")
    assert data.only(inputs, "IND_YOUNG") is not data.only(inputs, "CHN_IN_US")
