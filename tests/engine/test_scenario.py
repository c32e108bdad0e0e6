"""Scenarios: what they keep, what is refused and in which words, and what the run id stands for."""

import numpy as np
import pytest

from scenarios.engine import scenario
from scenarios.engine.scenario import ScenarioError

# --- making one --------------------------------------------------------------------------------------


def test_nothing_said_is_the_baseline(inputs):
    assert scenario.make(inputs) == scenario.Scenario() == scenario.Scenario((), ())


def test_values_at_the_baseline_drop_out(inputs):
    made = scenario.make(
        inputs,
        {"us_fee": 0, "us_odds": 0.35, "cn_family": 0.3, "us_pr_wait": 100, "cn_job_offer": 0.5},
        {"fee_basis": "one_off", "fee_scope": "all_new"},
    )
    assert made.levers == (("cn_job_offer", 0.5),)
    assert made.readings == (("fee_scope", "all_new"),)


def test_the_order_in_which_values_are_given_does_not_matter(inputs):
    levers = [("us_fee", 50000), ("cn_pay", 120)]
    readings = [("fee_scope", "all_new"), ("fee_basis", "annual")]
    one = scenario.make(inputs, dict(levers), dict(readings))
    other = scenario.make(inputs, dict(levers[::-1]), dict(readings[::-1]))
    assert one == other and hash(one) == hash(other)


def test_whole_numbers_are_numbers(inputs):
    made = scenario.make(inputs, {"us_fee": 50000})
    assert made == scenario.make(inputs, {"us_fee": 50000.0})
    assert type(dict(made.levers)["us_fee"]) is float


def test_a_value_between_the_steps_of_a_slider_is_fine(inputs):
    assert scenario.make(inputs, {"us_fee": 12345.67}).levers == (("us_fee", 12345.67),)


def test_the_ends_of_every_lever_are_within_its_range(inputs):
    for row in inputs.levers:
        for end in (row.min, row.max):
            assert scenario.make(inputs, {row.id: end}).lever_values(inputs)[row.id] == end


def test_lever_and_reading_values_name_every_one_in_the_order_of_the_tables(inputs):
    made = scenario.make(inputs, {"us_fee": 50000}, {"fee_scope": "all_new"})
    levers, readings = made.lever_values(inputs), made.reading_values(inputs)
    assert list(levers) == [row.id for row in inputs.levers]
    assert {name: value for name, value in levers.items() if value != inputs.lever(name).baseline} == {
        "us_fee": 50000
    }
    assert readings == {
        "fee_basis": "one_off",
        "fee_scope": "all_new",
        "k_eligibility": "young_only",
        "incentives_for": "diaspora_only",
    }


def test_setting_values_keeps_the_rest_and_drops_what_returns_to_the_baseline(inputs):
    made = scenario.make(inputs, {"us_fee": 50000, "cn_pay": 120}, {"fee_scope": "all_new"})
    changed = scenario.with_values(inputs, made, {"us_fee": 0, "us_odds": 0.5}, {"fee_scope": "abroad_only"})
    assert changed == scenario.make(inputs, {"cn_pay": 120, "us_odds": 0.5})


def test_a_scenario_cannot_be_changed(inputs):
    made = scenario.make(inputs, {"us_fee": 50000})
    with pytest.raises(AttributeError):
        made.levers = ()


@pytest.mark.parametrize(
    ("levers", "readings", "words"),
    [
        ({"us_fe": 1}, {}, ["unknown lever 'us_fe'", "nearest", "'us_fee'"]),
        ({"cn_langauge": 1}, {}, ["'cn_langauge'", "'cn_language'"]),
        ({"us_fee": 150001}, {}, ["us_fee", "150001", "out of range", "0 to 150000", "USD per petition"]),
        ({"us_fee": -1}, {}, ["us_fee", "-1", "0 to 150000"]),
        ({"us_odds": 0}, {}, ["us_odds", "0.05 to 1"]),
        ({"us_fee": float("nan")}, {}, ["us_fee", "nan", "0 to 150000"]),
        ({"us_fee": float("inf")}, {}, ["us_fee", "inf", "0 to 150000"]),
        ({"us_fee": True}, {}, ["us_fee", "True", "not a finite number"]),
        ({"us_fee": "50000"}, {}, ["us_fee", "'50000'", "not a finite number"]),
        ({"us_fee": None}, {}, ["us_fee", "None", "not a finite number"]),
        ({"us_fee": [1]}, {}, ["us_fee", "[1]", "not a finite number"]),
        ({"us_fee": 10**400}, {}, ["us_fee", "0 to 150000"]),
        ({}, {"fee_bases": "annual"}, ["unknown reading 'fee_bases'", "'fee_basis'"]),
        ({}, {"fee_basis": "yearly"}, ["fee_basis", "'yearly'", "nearest"]),
        ({}, {"fee_basis": "anual"}, ["fee_basis", "'anual'", "'annual'"]),
        ({}, {"fee_basis": None}, ["fee_basis", "None"]),
    ],
)
def test_what_is_not_right_is_refused_by_name_with_the_nearest_or_the_range(inputs, levers, readings, words):
    with pytest.raises(ScenarioError) as error:
        scenario.make(inputs, levers, readings)
    assert all(word in str(error.value) for word in words), str(error.value)


# --- the run id --------------------------------------------------------------------------------------


def test_the_run_id_is_twelve_hex_digits_for_all_values_and_draws(inputs):
    made = scenario.make(inputs, {"us_fee": 50000})
    run_id = made.run_id(inputs, 1024)
    assert len(run_id) == 12 and set(run_id) <= set("0123456789abcdef")
    assert run_id == scenario.make(inputs, {"us_fee": 50000.0, "us_odds": 0.35}).run_id(inputs, 1024)
    others = [
        made.run_id(inputs, 0),
        scenario.make(inputs, {"us_fee": 50001}).run_id(inputs, 1024),
        scenario.make(inputs, {"us_fee": 50000}, {"fee_basis": "annual"}).run_id(inputs, 1024),
        scenario.Scenario().run_id(inputs, 1024),
    ]
    assert len({run_id, *others}) == 5


def test_versions_name_format_model_and_data(inputs):
    found = scenario.versions(inputs)
    assert list(found) == ["format", "model", "data"]
    assert found["format"] == 1
    assert found["data"].startswith(inputs.about.release + "+")


def test_numbers_of_numpy_are_numbers(inputs):
    assert scenario.make(inputs, {"us_fee": np.float64(50000)}) == scenario.make(inputs, {"us_fee": 50000})
