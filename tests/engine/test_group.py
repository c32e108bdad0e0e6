"""One group at a time: the same shares as the run of all groups, the total by hand, inputs narrowed to a group."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import inputs as data
from scenarios.engine import group, scenario, simulate

WEIGHTS = np.array([0.75, 0.25])
"""Of students and guests, 300 and 100 thousand."""

FEE = {"north_fee": 100000}


def in_percent(people, run, place):
    """Baseline share of a destination, %."""
    return 100 * run.baseline[people.column(place)]


# --- shares ------------------------------------------------------------------------------------------


@settings(max_examples=12)
@given(data=st.data())
def test_each_group_has_the_shares_and_draws_of_the_run_of_all_groups(toy, toy_box, data):
    made = data.draw(toy_box)
    whole = simulate.run(toy, made)
    for place, segment in enumerate(whole.segments):
        run = group.run(group.of(toy, segment), made)
        np.testing.assert_allclose(run.baseline, whole.baseline[place], atol=1e-12)
        np.testing.assert_allclose(run.share, whole.share[place], atol=1e-12)
        np.testing.assert_allclose(run.draws, whole.draws[:, place], atol=1e-12)


@settings(max_examples=12)
@given(data=st.data())
def test_the_total_is_the_groups_weighted_by_their_pools(toy, toy_box, data):
    made = data.draw(toy_box)
    whole = simulate.run(toy, made)
    run = group.run(group.of(toy, group.TOTAL), made)
    np.testing.assert_allclose(run.share, WEIGHTS @ whole.share, atol=1e-12)
    np.testing.assert_allclose(run.draws, np.einsum("s,nsj->nj", WEIGHTS, whole.draws), atol=1e-12)


def test_the_total_by_hand(toy):
    """Three parts of students and one of guests, none of whom can choose other countries."""
    people = group.of(toy, group.TOTAL)
    run = group.run(people, scenario.Scenario(), 0)
    assert in_percent(people, run, "HOME") == pytest.approx((3 * 50 + 15) / 4)
    assert in_percent(people, run, "NORTH") == pytest.approx((3 * 30 + 80) / 4)
    assert in_percent(people, run, "WORLD") == pytest.approx(3 * 10 / 4)
    assert run.share.sum() == pytest.approx(1)


def test_a_group_alone_by_hand(toy):
    """The fee divides the pull of Northland on guests by 1.1: 80 / 1.1 beside 20 that are home or in Southland."""
    people = group.of(toy, "GUESTS")
    share = group.run(people, scenario.make(toy, FEE, {"fee_scope": "all_new"}), 0).share
    total = 80 / 1.1 + 20
    assert share == pytest.approx([15 / total, 80 / 1.1 / total, 5 / total, 0])


def test_many_cases_at_once_are_the_cases_one_by_one(toy):
    people = group.of(toy, "STUDENTS")
    made = [scenario.make(toy, {"north_fee": fee}) for fee in (0, 50000, 100000)]
    together = people.shares(people.settings(made), people.assumptions())
    for case, one in zip(together, made, strict=True):
        np.testing.assert_allclose(case, group.run(people, one, 0).share, atol=1e-15)


@pytest.mark.parametrize("segment", ["STUDENTS", "GUESTS", group.TOTAL])
@pytest.mark.parametrize("levers", [{}, {"responsiveness": 1.5, "weight_income": 0.5}])
def test_without_a_policy_no_draw_shifts_anything(toy, segment, levers):
    run = group.run(group.of(toy, segment), scenario.make(toy, levers))
    assert (run.draws == 0).all()
    assert (run.change == 0).all()
    assert not np.any(run.range())


def test_the_range_runs_from_the_5th_to_the_95th_percentile_of_the_change(toy):
    """Draws 0, 1, .. 100 hundredths: the 5th percentile is .05 and the 95th .95."""
    drawn = np.linspace(0, 1, 101)[:, None]
    run = group.GroupRun(group.of(toy, "STUDENTS"), np.array([0.5]), np.array([0.6]), drawn)
    low, high = run.range()
    assert (low, high, run.change) == (pytest.approx([0.05]), pytest.approx([0.95]), pytest.approx([0.1]))


def test_a_run_without_draws_has_no_range(toy):
    people = group.of(toy, "STUDENTS")
    run = group.run(people, scenario.make(toy, FEE), 0)
    assert run.draws is None
    assert all(np.isnan(limit).all() and limit.shape == (4,) for limit in run.range())


def test_a_number_of_draws_that_is_no_power_of_two_is_refused(toy):
    with pytest.raises(ValueError, match="power of two"):
        group.run(group.of(toy, "STUDENTS"), scenario.Scenario(), 100)


# --- what is kept ------------------------------------------------------------------------------------


def test_a_group_and_a_run_are_the_same_objects_at_each_call(toy):
    people = group.of(toy, "STUDENTS")
    assert group.of(toy, "STUDENTS") is people
    made = scenario.make(toy, FEE)
    assert group.run(people, made) is group.run(people, scenario.make(toy, FEE))


@pytest.mark.parametrize("array", ["baseline", "share", "draws"])
def test_what_is_kept_cannot_be_written_to(toy, array):
    run = group.run(group.of(toy, "STUDENTS"), scenario.make(toy, FEE))
    with pytest.raises(ValueError, match="read-only"):
        getattr(run, array)[0] = 0


# --- names -------------------------------------------------------------------------------------------


def test_an_unknown_group_or_destination_is_refused_with_the_nearest(toy):
    with pytest.raises(scenario.ScenarioError, match="segment 'STUDENT'.*'STUDENTS'"):
        group.of(toy, "STUDENT")
    with pytest.raises(scenario.ScenarioError, match="destination 'NORT'.*'NORTH'"):
        group.of(toy, "STUDENTS").column("NORT")


def test_a_column_is_the_position_of_a_destination(toy):
    people = group.of(toy, "GUESTS")
    assert [people.column(place) for place in ("HOME", "NORTH", "WORLD")] == [0, 1, 3]


# --- narrowed inputs ---------------------------------------------------------------------------------


def test_narrowed_inputs_hold_one_group_and_what_holds_for_any(toy):
    narrow = data.only(toy, "GUESTS")
    assert [row.id for row in narrow.segments] == ["GUESTS"]
    assert {row.segment for row in narrow.baseline_shares} == {"GUESTS"}
    assert len(narrow.baseline_shares) == 3  # every destination but WORLD
    assert {row.segment for row in narrow.attribute_levels} == {"*", "GUESTS"}
    assert {row.segment for row in narrow.coefficient_values} <= {"*", "GUESTS"}
    assert {row.segment for row in narrow.exposure} == {"GUESTS"}


def test_narrowing_loses_no_row_of_a_group_and_leaves_every_other_table_alone(toy):
    cut = {"segments", "baseline_shares", "attribute_levels", "coefficient_values", "exposure"}
    for name, _, _ in data.tables():
        narrowed = [getattr(data.only(toy, row.id), name) for row in toy.segments]
        if name not in cut:
            assert all(table is getattr(toy, name) for table in narrowed), name
        else:
            assert set().union(*narrowed) == set(getattr(toy, name)), name


def test_narrowed_inputs_are_the_same_object_at_each_call(toy):
    assert data.only(toy, "STUDENTS") is data.only(toy, "STUDENTS")
    assert data.only(toy, "STUDENTS") is not data.only(toy, "GUESTS")
