"""Scenarios: what they keep, what is refused and in which words, and what the run id stands for."""

import numpy as np
import pytest

from scenarios.engine import scenario
from scenarios.engine.scenario import ScenarioError

# --- making one --------------------------------------------------------------------------------------


def test_nothing_said_is_the_baseline(toy):
    assert scenario.make(toy) == scenario.Scenario() == scenario.Scenario((), ())


def test_values_at_the_baseline_drop_out(toy):
    made = scenario.make(
        toy,
        {"north_fee": 0, "north_odds": 0.25, "north_welcome": 0, "south_wait": 100, "south_permit": 0.5},
        {"fee_basis": "one_off", "fee_scope": "all_new"},
    )
    assert made.levers == (("south_permit", 0.5),)
    assert made.readings == (("fee_scope", "all_new"),)


def test_the_order_in_which_values_are_given_does_not_matter(toy):
    levers = [("north_fee", 50000), ("south_pay", 120)]
    readings = [("fee_scope", "all_new"), ("fee_basis", "annual")]
    one = scenario.make(toy, dict(levers), dict(readings))
    other = scenario.make(toy, dict(levers[::-1]), dict(readings[::-1]))
    assert one == other and hash(one) == hash(other)


def test_whole_numbers_are_numbers(toy):
    made = scenario.make(toy, {"north_fee": 50000})
    assert made == scenario.make(toy, {"north_fee": 50000.0})
    assert type(dict(made.levers)["north_fee"]) is float


def test_a_value_between_the_steps_of_a_slider_is_fine(toy):
    assert scenario.make(toy, {"north_fee": 12345.67}).levers == (("north_fee", 12345.67),)


def test_the_ends_of_every_lever_are_within_its_range(toy):
    for row in toy.levers:
        for end in (row.min, row.max):
            assert scenario.make(toy, {row.id: end}).lever_values(toy)[row.id] == end


def test_lever_and_reading_values_name_every_one_in_the_order_of_the_tables(toy):
    made = scenario.make(toy, {"north_fee": 50000}, {"fee_scope": "all_new"})
    levers, readings = made.lever_values(toy), made.reading_values(toy)
    assert list(levers) == [row.id for row in toy.levers]
    assert {name: value for name, value in levers.items() if value != toy.lever(name).baseline} == {
        "north_fee": 50000
    }
    assert readings == {"fee_basis": "one_off", "fee_scope": "all_new", "permit_for": "young_only"}


def test_setting_values_keeps_the_rest_and_drops_what_returns_to_the_baseline(toy):
    made = scenario.make(toy, {"north_fee": 50000, "south_pay": 120}, {"fee_scope": "all_new"})
    changed = scenario.with_values(
        toy, made, {"north_fee": 0, "north_odds": 0.5}, {"fee_scope": "abroad_only"}
    )
    assert changed == scenario.make(toy, {"south_pay": 120, "north_odds": 0.5})


def test_a_scenario_cannot_be_changed(toy):
    made = scenario.make(toy, {"north_fee": 50000})
    with pytest.raises(AttributeError):
        made.levers = ()


@pytest.mark.parametrize(
    ("levers", "readings", "words"),
    [
        ({"north_fe": 1}, {}, ["unknown lever 'north_fe'", "nearest", "'north_fee'"]),
        ({"south_langauge": 1}, {}, ["'south_langauge'", "'south_language'"]),
        ({"north_fee": 500001}, {}, ["north_fee", "500001", "out of range", "0 to 500000", "USD per permit"]),
        ({"north_fee": -1}, {}, ["north_fee", "-1", "0 to 500000"]),
        ({"north_odds": 0}, {}, ["north_odds", "0.05 to 1"]),
        ({"north_fee": float("nan")}, {}, ["north_fee", "nan", "0 to 500000"]),
        ({"north_fee": float("inf")}, {}, ["north_fee", "inf", "0 to 500000"]),
        ({"north_fee": True}, {}, ["north_fee", "True", "not a finite number"]),
        ({"north_fee": "50000"}, {}, ["north_fee", "'50000'", "not a finite number"]),
        ({"north_fee": None}, {}, ["north_fee", "None", "not a finite number"]),
        ({"north_fee": [1]}, {}, ["north_fee", "[1]", "not a finite number"]),
        ({"north_fee": 10**400}, {}, ["north_fee", "0 to 500000"]),
        ({}, {"fee_bases": "annual"}, ["unknown reading 'fee_bases'", "'fee_basis'"]),
        ({}, {"fee_basis": "yearly"}, ["fee_basis", "'yearly'", "nearest"]),
        ({}, {"fee_basis": "anual"}, ["fee_basis", "'anual'", "'annual'"]),
        ({}, {"fee_basis": None}, ["fee_basis", "None"]),
    ],
)
def test_what_is_not_right_is_refused_by_name_with_the_nearest_or_the_range(toy, levers, readings, words):
    with pytest.raises(ScenarioError) as error:
        scenario.make(toy, levers, readings)
    assert all(word in str(error.value) for word in words), str(error.value)


# --- the run id --------------------------------------------------------------------------------------


def test_the_run_id_is_twelve_hex_digits_for_all_values_and_draws(toy):
    made = scenario.make(toy, {"north_fee": 50000})
    run_id = made.run_id(toy, 1024)
    assert len(run_id) == 12 and set(run_id) <= set("0123456789abcdef")
    assert run_id == scenario.make(toy, {"north_fee": 50000.0, "north_odds": 0.25}).run_id(toy, 1024)
    others = [
        made.run_id(toy, 0),
        scenario.make(toy, {"north_fee": 50001}).run_id(toy, 1024),
        scenario.make(toy, {"north_fee": 50000}, {"fee_basis": "annual"}).run_id(toy, 1024),
        scenario.Scenario().run_id(toy, 1024),
    ]
    assert len({run_id, *others}) == 5


def test_versions_name_format_model_and_data(toy):
    found = scenario.versions(toy)
    assert list(found) == ["format", "model", "data"]
    assert found["format"] == 1
    assert found["data"].startswith(toy.about.release + "+")


def test_numbers_of_numpy_are_numbers(toy):
    assert scenario.make(toy, {"north_fee": np.float64(50000)}) == scenario.make(toy, {"north_fee": 50000})
