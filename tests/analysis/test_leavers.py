"""Leavers: proportions by hand on the toy data, what is run and what is not, who counts in the total."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.analysis import consistency, leavers
from scenarios.engine import group, scenario

ALL_NEW = {"fee_scope": "all_new"}
FEE = {"north_fee": 100000}


@pytest.fixture
def follow(toy):
    """Leavers of a group of the toy from lever values and readings."""

    def run(segment, levers, readings=None, destination="NORTH", draws=0):
        made = scenario.make(toy, levers, readings)
        return leavers.leavers(toy, made, segment, destination, draws)

    return run


def spread(inputs, chosen, segment, draws=1024):
    """(N, J) paired changes of a group, by the run that the pages use."""
    return group.run(group.of(inputs, segment), chosen, draws).draws


# --- known answers -----------------------------------------------------------------------------------


def test_students_under_the_fee_go_where_the_nests_say(follow):
    """The fee divides the pull of Northland by 1.2, and so that of its nest (3/4 of it) and of moving (4/5 of it)."""
    near = (3 / 4 / 1.44 + 1 / 4) ** 0.5
    move = (4 / 5 * near ** (1 / 0.8) + 1 / 5) ** 0.8
    leave = move / (1 + move)
    south = leave * 4 / 5 * (near / move) ** (1 / 0.8) * (1 / 4) / (3 / 4 / 1.44 + 1 / 4)
    world = leave / 5 / move ** (1 / 0.8)
    lost = 0.3 - (leave - south - world)
    found = follow("STUDENTS", FEE, ALL_NEW)
    assert found.state == "defined"
    assert found.loss_pp == pytest.approx(100 * lost) == pytest.approx(-found.change_pp)
    assert (found.nest, found.together.id) == (("SOUTH",), "NEAR")
    assert found.people == pytest.approx(
        {
            "HOME": 100 * (0.5 - leave) / lost,
            "SOUTH": 100 * (south - 0.1) / lost,
            "WORLD": 100 * (world - 0.1) / lost,
        }
    )
    assert found.together.people == pytest.approx(found.people["SOUTH"])


def test_a_close_substitute_gains_more_than_a_distant_one_and_home_less_than_in_proportion(follow):
    """Southland and other countries both start at 10%, home at 50 of the 70 who do not start in Northland."""
    people = follow("STUDENTS", FEE, ALL_NEW).people
    assert people["SOUTH"] > 2 * people["WORLD"]
    assert people["HOME"] < 100 * 50 / 70


@pytest.mark.parametrize("levers", [{"north_scrutiny": -0.4}, {"north_welcome": -0.4, "responsiveness": 1.5}])
def test_who_leaves_the_status_quo_goes_in_proportion_to_the_shares_whatever_is_assumed(follow, levers):
    """The status quo stands alone at the top, so 15 of 20 guests go home and 5 to Southland, in every draw."""
    found = follow("GUESTS", levers, draws=1024)
    assert found.people == pytest.approx({"HOME": 75, "SOUTH": 25, "WORLD": 0})
    assert found.fixed
    for going in found.going:
        assert (going.low, going.high) == pytest.approx((going.people, going.people), abs=1e-3)


def test_close_substitutes_keep_their_proportions(inputs):
    """Whoever leaves the US for another destination of its nest goes there in proportion to the shares before."""
    before = {row.destination: row.share for row in inputs.baseline_shares if row.segment == "IND_YOUNG"}
    found = leavers.leavers(inputs, scenario.make(inputs, {"us_welcome": -0.5}), "IND_YOUNG", "US", 0)
    first, *others = found.nest
    assert others
    for name in others:
        assert found.people[name] / found.people[first] == pytest.approx(before[name] / before[first])


@pytest.mark.parametrize(
    ("check", "segment", "lever"),
    [
        ("V11a", "IND_YOUNG", "us_welcome"),
        ("V11b", "GLOBAL_YOUNG", "us_welcome"),
        ("V11c", "CHN_IN_US", "us_scrutiny"),
    ],
)
def test_the_part_that_stays_in_the_nest_is_that_of_the_consistency_check(inputs, check, segment, lever):
    found = leavers.leavers(inputs, scenario.make(inputs, {lever: -0.5}), segment, "US", 0)
    (value,) = [verdict.value for verdict in consistency.results(inputs) if verdict.check.id == check]
    assert found.together.people == pytest.approx(100 * value)


# --- what is run -------------------------------------------------------------------------------------


def test_levers_of_other_destinations_do_not_count_and_beliefs_and_readings_do(toy):
    own = {**FEE, "north_odds": 0.1, "weight_income": 1.5, "offers": 3}
    readings = {**ALL_NEW, "permit_for": "everybody"}
    made = scenario.make(toy, {**own, "south_language": 0, "south_permit": 0}, readings)
    kept = scenario.make(toy, own, readings)
    assert leavers.alone(toy, made, "NORTH") == kept
    found, same = (leavers.leavers(toy, one, "STUDENTS", "NORTH") for one in (made, kept))
    assert found == same
    run = group.run(group.of(toy, "STUDENTS"), kept, 0)
    assert found.loss_pp == pytest.approx(-100 * run.change[1], abs=1e-9)


def test_another_destination_is_left_through_its_own_levers(toy, follow):
    """Pay in Southland halved: of the 95 guests who do not start there, 80 start in Northland."""
    levers = {"south_pay": 50, **FEE}
    found = follow("GUESTS", levers, ALL_NEW, destination="SOUTH")
    assert (found.state, found.nest) == ("defined", ("NORTH",))
    assert "SOUTH" not in found.people
    assert found.people["NORTH"] > 50
    assert leavers.alone(toy, scenario.make(toy, levers), "SOUTH").levers == (("south_pay", 50.0),)


# --- states ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "levers", "rising"),
    [
        ("STUDENTS", {}, ()),
        ("STUDENTS", {"north_odds": 1}, ("STUDENTS",)),
        ("STUDENTS", {"responsiveness": 1.5, "weight_income": 0.5}, ()),
        ("STUDENTS", {"south_language": 0, "south_pay": 200}, ()),
        ("GUESTS", FEE, ()),
        ("TOTAL", {"north_welcome": 0}, ()),
    ],
)
def test_where_the_share_does_not_fall_nobody_leaves(follow, segment, levers, rising):
    found = follow(segment, levers, draws=128)
    assert (found.state, found.loss_pp, found.rising) == ("no_loss", 0, rising)
    assert (found.going, found.people, found.together) == ((), {}, None)
    assert found.undefined == found.draws == 128
    assert not found.fixed
    assert (found.change_pp > 0) == bool(rising)


def test_a_group_without_the_destination_has_no_leavers(follow):
    found = follow("GUESTS", FEE, destination="WORLD")
    assert (found.state, found.going, found.change_pp) == ("lacking", (), 0)


@pytest.mark.parametrize(
    ("segment", "destination", "words"),
    [
        ("STUDENT", "NORTH", "segment 'STUDENT'.*'STUDENTS'"),
        ("STUDENTS", "NORT", "destination 'NORT'.*'NORTH'"),
    ],
)
def test_an_unknown_group_or_destination_is_refused_with_the_nearest(follow, segment, destination, words):
    with pytest.raises(scenario.ScenarioError, match=words):
        follow(segment, FEE, destination=destination)


def test_a_number_of_draws_that_is_no_power_of_two_is_refused(follow):
    with pytest.raises(ValueError, match="power of two"):
        follow("STUDENTS", FEE, draws=100)


# --- ranges ------------------------------------------------------------------------------------------


def test_a_range_is_over_the_draws_in_which_the_share_falls(toy, follow):
    """The fee repels half of the students and better odds attract: which is stronger depends on the draw."""
    levers = {**FEE, "north_odds": 0.27}
    found = follow("STUDENTS", levers, draws=1024)
    drawn = spread(toy, scenario.make(toy, levers), "STUDENTS")
    falls = drawn[:, 1] < 0
    assert found.undefined == (~falls).sum() > 0
    people = -100 * drawn[falls] / drawn[falls, 1:2]
    for going in found.going:
        column = group.of(toy, "STUDENTS").column(going.id)
        assert (going.low, going.high) == pytest.approx(
            tuple(np.quantile(people[:, column], [0.05, 0.95])), abs=1e-6
        )
    assert (found.together.low, found.together.high) == pytest.approx(
        tuple(np.quantile(people[:, 2], [0.05, 0.95])), abs=1e-6
    )


def test_the_range_of_a_nest_is_that_of_its_sum(inputs):
    """Several destinations share the nest of the US."""
    chosen = scenario.make(inputs, {"us_welcome": -0.5})
    found = leavers.leavers(inputs, chosen, "IND_YOUNG", "US", 1024)
    drawn, people = spread(inputs, chosen, "IND_YOUNG"), group.of(inputs, "IND_YOUNG")
    assert len(found.nest) > 1
    own = drawn[:, [people.column(name) for name in found.nest]].sum(axis=1)
    low, high = np.quantile(-100 * own / drawn[:, people.column("US")], [0.05, 0.95])
    assert (found.together.low, found.together.high) == pytest.approx((low, high), abs=1e-6)


def test_a_fall_in_every_draw_leaves_none_out(follow):
    found = follow("STUDENTS", FEE, ALL_NEW, draws=1024)
    assert (found.draws, found.undefined, found.fixed) == (1024, 0, False)
    assert all(going.low < going.people < going.high for going in found.going)


def test_without_draws_there_is_no_range(follow):
    found = follow("STUDENTS", FEE, ALL_NEW)
    assert (found.draws, found.undefined, found.fixed) == (0, 0, False)
    assert all(math.isnan(going.low) and math.isnan(going.high) for going in (*found.going, found.together))


# --- all groups --------------------------------------------------------------------------------------


def test_the_total_follows_the_groups_that_lose_and_nobody_fills_their_places(follow):
    """Warmer for all, much more scrutiny for guests: one quarter of all people, three quarters of whom go home."""
    levers = {"north_welcome": 0.1, "north_scrutiny": -1}
    guests, found = follow("GUESTS", levers), follow("TOTAL", levers)
    assert found.loss_pp == pytest.approx(guests.loss_pp / 4)
    assert found.people == pytest.approx({"HOME": 75, "SOUTH": 25, "WORLD": 0})
    assert found.rising == ("STUDENTS",)
    assert -found.loss_pp < found.change_pp


def test_the_total_is_weighted_by_what_each_group_loses(follow):
    """Colder for all: three parts of what students lose and one of what guests lose."""
    levers = {"north_welcome": -0.4}
    parts = ((3, follow("STUDENTS", levers)), (1, follow("GUESTS", levers)))
    found = follow("TOTAL", levers)
    lost = [pool * one.loss_pp for pool, one in parts]
    assert found.loss_pp == pytest.approx(sum(lost) / 4)
    home = sum(loss * one.people["HOME"] for loss, (_, one) in zip(lost, parts, strict=True)) / sum(lost)
    assert found.people["HOME"] == pytest.approx(home)
    assert found.rising == ()


@settings(max_examples=40)
@given(data=st.data())
def test_the_leavers_of_any_scenario_add_up_to_a_hundred_people(toy, toy_box, data):
    chosen = data.draw(toy_box)
    segment = data.draw(st.sampled_from([*(row.id for row in toy.segments), group.TOTAL]))
    destination = data.draw(st.sampled_from([row.id for row in toy.destinations]))
    found = leavers.leavers(toy, chosen, segment, destination, 128)
    people = group.of(toy, segment)
    column = people.column(destination)
    assert (found.state == "lacking") == (group.run(people, scenario.Scenario(), 0).baseline[column] == 0)
    assert 0 <= found.undefined <= 128
    if found.state != "defined":
        assert (found.loss_pp, found.going) == (0, ())
        return
    assert found.loss_pp > 0
    assert list(found.people) == [name for name in people.destinations if name != destination]
    assert sum(found.people.values()) == pytest.approx(100)
    assert min(found.people.values()) >= 0
    if found.together:
        assert found.together.people == pytest.approx(sum(found.people[name] for name in found.nest))
    for going in found.going if found.undefined < 128 else ():
        assert 0 <= going.low <= going.high <= 100 + 1e-9


@settings(max_examples=20)
@given(data=st.data())
def test_of_one_group_each_destination_gains_what_its_share_does(toy, toy_box, data):
    chosen = leavers.alone(toy, data.draw(toy_box), "NORTH")
    segment = data.draw(st.sampled_from([row.id for row in toy.segments]))
    found = leavers.leavers(toy, chosen, segment, "NORTH", draws=0)
    run = group.run(group.of(toy, segment), chosen, 0)
    for name, people in found.people.items():
        column = run.group.column(name)
        assert people * found.loss_pp / 100 == pytest.approx(100 * run.change[column], abs=1e-9)
