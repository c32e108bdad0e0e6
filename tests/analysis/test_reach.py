"""Reach: whom a lever can move, which changes do nothing, and where a limit swallows a move."""

import pytest

from scenarios.analysis import reach
from scenarios.engine import scenario
from tests.engine.test_levers import ALL, OUT_OF_REACH

IN_US = {"IND_IN_US", "CHN_IN_US", "OTH_IN_US"}


def test_out_of_reach_is_what_the_table_that_people_read_says(inputs):
    for lever in inputs.levers:
        if lever.kind not in ("weight", "parameter"):
            assert reach.unreached(inputs, scenario.Scenario(), lever) == set(
                OUT_OF_REACH.get(lever.id, ())
            ), lever.id


def test_a_reading_opens_the_fee_to_graduates_in_the_us(inputs):
    wide = scenario.make(inputs, readings={"fee_scope": "all_new"})
    assert reach.unreached(inputs, wide, inputs.lever("us_fee")) == {"CHN_HERITAGE_SCI"}


def test_beliefs_are_never_said_to_miss_a_group(inputs):
    assert reach.unreached(inputs, scenario.Scenario(), inputs.lever("weight_language")) == set()


def test_a_belief_alone_is_idle_everywhere(inputs):
    assert reach.idle(inputs, scenario.make(inputs, {"weight_language": 0.25})) == {
        "weight_language": set(ALL)
    }


def test_a_belief_beside_the_lever_it_weighs_is_idle_only_where_that_lever_is(inputs):
    found = reach.idle(inputs, scenario.make(inputs, {"weight_language": 0.25, "cn_language": 0}))
    assert found == {
        "weight_language": {"CHN_IN_US", "CHN_HERITAGE_SCI"},
        "cn_language": {"CHN_IN_US", "CHN_HERITAGE_SCI"},
    }


def test_a_reading_without_its_lever_is_idle_and_with_it_is_not(inputs):
    assert reach.idle(inputs, scenario.make(inputs, readings={"fee_scope": "all_new"}))["fee_scope"] == set(
        ALL
    )
    found = reach.idle(inputs, scenario.make(inputs, {"us_fee": 100000}, {"fee_scope": "all_new"}))
    assert not IN_US & found["fee_scope"]
    assert found["us_fee"] == {"CHN_HERITAGE_SCI"}


def test_nothing_changed_is_nothing_idle(inputs):
    assert reach.idle(inputs, scenario.Scenario()) == {}


@pytest.mark.parametrize(
    ("levers", "lever", "groups"),
    [
        # A wait of 40 years stays beyond the ten that count; 3 years doubled stay below them.
        ({"south_wait": 200}, "south_wait", {"STUDENTS"}),
        # The welcome in Northland starts at .2 for students and at -.2 for guests; 1 is the end.
        ({"north_welcome": 1}, "north_welcome", {"STUDENTS"}),
        ({"north_welcome": 0.5}, "north_welcome", set()),
        # The one in Southland starts at -.4, but guests are not meant by its lever.
        ({"south_welcome": -0.7}, "south_welcome", {"STUDENTS"}),
        ({"north_fee": 100000}, "north_fee", set()),
    ],
)
def test_a_limit_that_swallows_a_move_is_named_with_its_groups(toy, levers, lever, groups):
    assert reach.at_limit(toy, scenario.make(toy, levers), toy.lever(lever)) == groups
