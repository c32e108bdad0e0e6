"""Leavers: the reference numbers, proportions by hand, what is run and what is not, who counts in the total."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.analysis import leavers
from scenarios.engine import group, scenario

ALL_NEW = {"fee_scope": "all_new"}
FEE = {"us_fee": 100000}
POOLS = {"CHN_IN_US": 40, "CHN_HERITAGE_SCI": 60}  # thousand, of 7778


@pytest.fixture
def follow(inputs):
    """Leavers of a group from lever values and readings."""

    def run(segment, levers, readings=None, destination="US", draws=0):
        made = scenario.make(inputs, levers, readings)
        return leavers.leavers(inputs, made, segment, destination, draws)

    return run


def spread(inputs, chosen, segment, draws=1024):
    """(N, J) paired changes of a group, by the run that the pages use."""
    return group.run(group.of(inputs, segment), chosen, draws).draws


# --- known answers -----------------------------------------------------------------------------------


def test_young_indians_under_the_fee_go_where_the_reference_says(follow):
    """Section 8 of the model: about 57 to other English-speaking destinations, 30 home, 7 to Germany, <1 to China."""
    found = follow("IND_YOUNG", FEE, ALL_NEW)
    assert found.state == "defined"
    assert found.loss_pp == pytest.approx(2.82, abs=0.01)
    assert found.change_pp == pytest.approx(-found.loss_pp)
    assert found.nest == ("CA", "UK", "AU", "NZ")
    assert (found.together.id, round(found.together.people)) == ("ANGLO", 57)
    assert (round(found.people["HOME"]), round(found.people["DE"])) == (30, 7)
    assert 0 < found.people["CN"] < 1


@pytest.mark.parametrize(
    ("segment", "lever", "published"),
    [
        ("IND_YOUNG", "us_welcome", 57),
        ("GLOBAL_YOUNG", "us_welcome", 37),
        ("CHN_IN_US", "us_scrutiny", 14),
    ],
)
def test_the_part_that_stays_in_english_is_that_of_the_consistency_check(follow, segment, lever, published):
    """Check V11 of the model: .57, .37 and .14 with the lever at -.5."""
    assert follow(segment, {lever: -0.5}).together.people == pytest.approx(published, abs=0.5)


def test_fewer_go_home_than_proportions_say(follow):
    """Check V10: .55 of 46 in the 85 who do not start in the US."""
    home = follow("IND_YOUNG", FEE, ALL_NEW).people["HOME"]
    assert home / (100 * 46 / 85) == pytest.approx(0.55, abs=0.005)


@pytest.mark.parametrize(("segment", "china"), [("CHN_IN_US", 12.5 / 17), ("CHN_HERITAGE_SCI", 9.5 / 13)])
@pytest.mark.parametrize("levers", [{"us_scrutiny": -0.5}, {"us_research": 60, "responsiveness": 1.5}])
def test_who_leaves_the_status_quo_goes_in_proportion_to_the_shares_whatever_is_assumed(
    follow, segment, china, levers
):
    """The status quo stands alone at the top, so the others keep their proportions in every draw."""
    found = follow(segment, levers, draws=1024)
    assert found.people["CN"] == pytest.approx(100 * china)
    assert found.fixed
    for going in found.going:
        assert (going.low, going.high) == pytest.approx((going.people, going.people), abs=1e-3)


def test_other_graduates_in_the_us_go_home_in_proportion(follow):
    """24.5 of the 36.5 who do not start in the US."""
    assert follow("OTH_IN_US", {"us_welcome": -0.2}).people["HOME"] == pytest.approx(100 * 24.5 / 36.5)


def test_close_substitutes_keep_their_proportions_and_gain_more_than_distant_ones(follow):
    """Baseline 7, 8.1, 9.2, 1.8 in the nest of the US; Germany starts like Canada but stands in another nest."""
    people = follow("IND_YOUNG", FEE, ALL_NEW).people
    assert [people[name] / people["CA"] for name in ("UK", "AU", "NZ")] == pytest.approx(
        [8.1 / 7, 9.2 / 7, 1.8 / 7]
    )
    assert people["DE"] < people["CA"] / 2


# --- what is run -------------------------------------------------------------------------------------


def test_levers_of_other_destinations_do_not_count_and_beliefs_and_readings_do(inputs):
    made = scenario.make(
        inputs,
        {
            **FEE,
            "us_odds": 0.2,
            "cn_language": 0,
            "de_job_offer": 0,
            "weight_income": 1.5,
            "offer_elasticity": 9,
        },
        {**ALL_NEW, "k_eligibility": "experienced_too"},
    )
    kept = scenario.make(
        inputs,
        {**FEE, "us_odds": 0.2, "weight_income": 1.5, "offer_elasticity": 9},
        {**ALL_NEW, "k_eligibility": "experienced_too"},
    )
    assert leavers.alone(inputs, made, "US") == kept
    found, same = (leavers.leavers(inputs, one, "IND_YOUNG", "US") for one in (made, kept))
    assert found == same
    run = group.run(group.of(inputs, "IND_YOUNG"), kept, 0)
    assert found.loss_pp == pytest.approx(-100 * run.change[1], abs=1e-9)


def test_another_destination_is_left_through_its_own_levers(inputs, follow):
    """China's research cut: of the 87.5 who do not start in China, 83 start in the US."""
    found = follow("CHN_IN_US", {"cn_research": 50, "us_fee": 100000}, ALL_NEW, destination="CN")
    assert (found.state, found.nest) == ("defined", ("KR",))
    assert "CN" not in found.people
    assert found.people["US"] > 80
    assert leavers.alone(inputs, scenario.make(inputs, {"cn_research": 50, **FEE}), "CN").levers == (
        ("cn_research", 50.0),
    )


# --- states ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "levers", "rising"),
    [
        ("IND_YOUNG", {}, ()),
        ("IND_YOUNG", {"us_odds": 1}, ("IND_YOUNG",)),
        ("IND_YOUNG", {"responsiveness": 1.5, "weight_income": 0.5}, ()),
        ("IND_YOUNG", {"cn_language": 0, "de_job_offer": 0}, ()),
        ("CHN_HERITAGE_SCI", FEE, ()),
        ("TOTAL", {"us_welcome": 0}, ()),
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
    found = follow("CHN_IN_US", FEE, destination="HOME")
    assert (found.state, found.going, found.change_pp) == ("lacking", (), 0)


@pytest.mark.parametrize(
    ("segment", "destination", "words"),
    [("IND_YUNG", "US", "segment 'IND_YUNG'.*'IND_YOUNG'"), ("IND_YOUNG", "UX", "destination 'UX'.*'US'")],
)
def test_an_unknown_group_or_destination_is_refused_with_the_nearest(follow, segment, destination, words):
    with pytest.raises(scenario.ScenarioError, match=words):
        follow(segment, FEE, destination=destination)


def test_a_number_of_draws_that_is_no_power_of_two_is_refused(follow):
    with pytest.raises(ValueError, match="power of two"):
        follow("IND_YOUNG", FEE, draws=100)


# --- ranges ------------------------------------------------------------------------------------------


def test_a_range_is_over_the_draws_in_which_the_share_falls(inputs, follow):
    """The fee repels and better odds attract: which of them is stronger depends on the draw."""
    levers = {**FEE, "us_odds": 0.4}
    found = follow("IND_YOUNG", levers, draws=1024)
    drawn = spread(inputs, scenario.make(inputs, levers), "IND_YOUNG")
    falls = drawn[:, 1] < 0
    assert found.undefined == (~falls).sum() > 0
    people = -100 * drawn[falls] / drawn[falls, 1:2]
    for going in found.going:
        column = group.of(inputs, "IND_YOUNG").column(going.id)
        assert (going.low, going.high) == pytest.approx(
            tuple(np.quantile(people[:, column], [0.05, 0.95])), abs=1e-6
        )
    english = people[:, 2:6].sum(axis=1)
    assert (found.together.low, found.together.high) == pytest.approx(
        tuple(np.quantile(english, [0.05, 0.95])), abs=1e-6
    )


def test_a_fall_in_every_draw_leaves_none_out(follow):
    found = follow("IND_YOUNG", FEE, ALL_NEW, draws=1024)
    assert (found.draws, found.undefined, found.fixed) == (1024, 0, False)
    assert all(going.low < going.people < going.high for going in found.going)


def test_without_draws_there_is_no_range(follow):
    found = follow("IND_YOUNG", FEE, ALL_NEW)
    assert (found.draws, found.undefined, found.fixed) == (0, 0, False)
    assert all(math.isnan(going.low) and math.isnan(going.high) for going in (*found.going, found.together))


# --- all groups --------------------------------------------------------------------------------------


def test_the_total_follows_the_groups_that_lose_and_nobody_fills_their_places(follow):
    """Warmer for all, much more scrutiny for the two Chinese groups: 40 and 60 of 7778 thousand people."""
    levers = {"us_welcome": 0.01, "us_scrutiny": -1}
    one = {segment: follow(segment, levers) for segment in POOLS}
    found = follow("TOTAL", levers)
    lost = {segment: pool * one[segment].loss_pp for segment, pool in POOLS.items()}
    assert found.loss_pp == pytest.approx(sum(lost.values()) / 7778)
    assert found.people["CN"] == pytest.approx(
        sum(lost[segment] * one[segment].people["CN"] for segment in POOLS) / sum(lost.values())
    )
    assert found.rising == ("IND_YOUNG", "IND_IN_US", "OTH_IN_US", "SENIOR_RES", "GLOBAL_YOUNG")
    assert found.people["HOME"] == 0
    assert -found.loss_pp < found.change_pp


@settings(max_examples=40)
@given(data=st.data())
def test_the_leavers_of_any_scenario_add_up_to_a_hundred_people(inputs, box, data):
    chosen = data.draw(box)
    segment = data.draw(st.sampled_from([*(row.id for row in inputs.segments), group.TOTAL]))
    destination = data.draw(st.sampled_from([row.id for row in inputs.destinations]))
    found = leavers.leavers(inputs, chosen, segment, destination, 128)
    people = group.of(inputs, segment)
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
def test_of_one_group_each_destination_gains_what_its_share_does(inputs, box, data):
    chosen = leavers.alone(inputs, data.draw(box), "US")
    segment = data.draw(st.sampled_from([row.id for row in inputs.segments]))
    found = leavers.leavers(inputs, chosen, segment, "US", draws=0)
    run = group.run(group.of(inputs, segment), chosen, 0)
    for name, people in found.people.items():
        column = run.group.column(name)
        assert people * found.loss_pp / 100 == pytest.approx(100 * run.change[column], abs=1e-9)
