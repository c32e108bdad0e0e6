"""The results that the specification prints (model.md, section 8), and the exact pivot on the baseline."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import draws, outcome, policy, scenario, simulate

HUNDREDTH = 0.01  # percentage points, the tolerance of the specification


def points(inputs, run, segment, destination):
    """(baseline, share, change) in percent and points."""
    people = policy.population(inputs)
    place = people.segment(segment), people.destination(destination)
    return 100 * run.baseline[place], 100 * run.share[place], 100 * run.change[place]


@pytest.mark.parametrize(
    ("levers", "readings", "expected"),
    [
        ({}, {}, {"IND_YOUNG": (15.00, 0.300), "CHN_IN_US": (83.00, 12.500), "GLOBAL_YOUNG": (7.50, 0.600)}),
        (
            {"us_fee": 100000},
            {"fee_basis": "annual", "fee_scope": "all_new"},
            {"IND_YOUNG": (7.44, 0.324), "CHN_IN_US": (76.88, 17.001), "GLOBAL_YOUNG": (3.71, 0.631)},
        ),
        (
            {"us_fee": 100000},
            {"fee_basis": "one_off", "fee_scope": "all_new"},
            {"IND_YOUNG": (12.18, 0.309), "CHN_IN_US": (81.28, 13.767), "GLOBAL_YOUNG": (6.08, 0.612)},
        ),
        (
            {"us_fee": 100000},
            {"fee_basis": "one_off", "fee_scope": "abroad_only"},
            {"IND_YOUNG": (14.15, 0.303), "CHN_IN_US": (83.00, 12.500), "GLOBAL_YOUNG": (7.07, 0.604)},
        ),
        (
            {"us_fee": 100000, "us_fee_passthrough": 100},
            {"fee_basis": "one_off", "fee_scope": "all_new"},
            {"IND_YOUNG": (11.39, 0.311), "CHN_IN_US": (80.79, 14.128), "GLOBAL_YOUNG": (5.68, 0.615)},
        ),
    ],
    ids=["baseline", "annual, all new", "one-off, all new", "one-off, abroad only", "passed to the worker"],
)
def test_shares_are_those_of_the_table(inputs, levers, readings, expected):
    run = simulate.run(inputs, scenario.make(inputs, levers, readings), draws=0)
    for segment, (us, china) in expected.items():
        assert points(inputs, run, segment, "US")[1] == pytest.approx(us, abs=HUNDREDTH)
        # China's shares are printed to a thousandth of a point.
        assert points(inputs, run, segment, "CN")[1] == pytest.approx(china, abs=0.001)


@pytest.mark.parametrize(
    ("levers", "segment", "changes"),
    [
        ({"cn_job_offer": 0}, "IND_YOUNG", {"US": -0.022, "CN": +0.139}),
        ({"cn_job_offer": 0}, "CHN_IN_US", {"US": 0, "CN": 0}),
        ({"cn_job_offer": 0}, "GLOBAL_YOUNG", {"US": -0.029, "CN": +0.266}),
        ({"cn_language": 50}, "IND_YOUNG", {"US": -0.033, "CN": +0.208}),
        ({"cn_language": 50}, "CHN_IN_US", {"US": 0, "CN": 0}),
        ({"cn_language": 50}, "GLOBAL_YOUNG", {"US": -0.043, "CN": +0.397}),
        ({"cn_research": 150}, "CHN_HERITAGE_SCI", {"US": -3.268, "CN": +3.682, "KR": -0.018}),
    ],
)
def test_changes_are_those_of_the_table(inputs, levers, segment, changes):
    run = simulate.run(inputs, scenario.make(inputs, levers), draws=0)
    for destination, change in changes.items():
        assert points(inputs, run, segment, destination)[2] == pytest.approx(change, abs=0.001)


def test_the_outcome_with_preferences_held_is_that_of_the_table(inputs):
    found = outcome.lens(inputs, scenario.make(inputs, {"us_fee": 100000}))
    assert found.registrations == pytest.approx(250_650, abs=5)
    assert found.odds == pytest.approx(0.473, abs=0.0005)
    assert found.in_us_share == pytest.approx(0.741, abs=0.0005)


def test_the_outcome_with_preferences_is_that_of_the_table(inputs):
    guided = scenario.make(inputs, {"us_fee": 100000})
    found = outcome.lens(inputs, guided, simulate.run(inputs, guided, draws=0))
    assert found.registrations == pytest.approx(246_950, abs=5)
    assert found.odds == pytest.approx(0.4805, abs=0.00005)
    assert found.in_us_share == pytest.approx(0.7522, abs=0.00005)


def test_of_100_young_indians_who_leave_the_us_most_go_to_other_english_speaking_countries(inputs):
    clarified = scenario.make(inputs, {"us_fee": 100000}, {"fee_scope": "all_new"})
    run = simulate.run(inputs, clarified, draws=0)
    left = -points(inputs, run, "IND_YOUNG", "US")[2]
    gained = {
        name: 100 * points(inputs, run, "IND_YOUNG", name)[2] / left
        for name in run.destinations
        if name != "US"
    }
    assert sum(gained[name] for name in ("CA", "UK", "AU", "NZ")) == pytest.approx(57, abs=0.6)
    assert gained["HOME"] == pytest.approx(30, abs=0.5)
    assert gained["DE"] == pytest.approx(7, abs=0.5)
    assert 0 < gained["CN"] < 1
    assert sum(gained.values()) == pytest.approx(100, abs=1e-9)


def test_of_100_chinese_graduates_who_leave_the_us_about_73_go_to_china(inputs):
    clarified = scenario.make(inputs, {"us_fee": 100000}, {"fee_scope": "all_new"})
    run = simulate.run(inputs, clarified, draws=0)
    to_china = points(inputs, run, "CHN_IN_US", "CN")[2]
    assert -100 * to_china / points(inputs, run, "CHN_IN_US", "US")[2] == pytest.approx(73, abs=0.6)


def test_the_baseline_is_the_table_of_the_specification_rescaled(inputs):
    # HOME, US, CA, UK, AU, NZ, DE, KR, CN, OTH in percent; 0 where a group lacks a destination.
    table = {
        "IND_YOUNG": [46, 15, 7, 8.1, 9.2, 1.8, 7, 0.5, 0.3, 5.1],
        "IND_IN_US": [8, 86, 2.2, 1, 0.8, 0.1, 0.6, 0.05, 0.05, 1.2],
        "CHN_IN_US": [0, 83, 1, 0.9, 0.4, 0.1, 0.5, 0.1, 12.5, 1.5],
        "OTH_IN_US": [24.5, 63.5, 3, 2.2, 1.2, 0.2, 1.8, 0.3, 0.3, 3],
        "CHN_HERITAGE_SCI": [0, 87, 0.7, 0.7, 0.3, 0.05, 0.4, 0.15, 9.5, 1.2],
        "SENIOR_RES": [80, 7.5, 2, 3, 1.3, 0.3, 2.6, 0.4, 0.9, 2],
        "GLOBAL_YOUNG": [70, 7.5, 3, 2.7, 2.5, 0.5, 3, 0.6, 0.6, 9.6],
    }
    run = simulate.run(inputs, scenario.Scenario(), draws=0)
    assert set(table) <= set(run.segments)
    *named, _ = ("HOME", "US", "CA", "UK", "AU", "NZ", "DE", "KR", "CN", "OTH")
    columns = [run.destinations.index(name) for name in named]
    for segment, row in table.items():
        found = run.baseline[run.segments.index(segment)]
        # All others together are the last column, in however many rows they stand.
        shares = [*found[columns], 1 - found[columns].sum()]
        np.testing.assert_allclose(shares, np.array(row) / sum(row), atol=1e-12, rtol=0)


@given(data=st.data())
def test_beliefs_and_readings_alone_reproduce_the_baseline_and_change_exactly_nothing(inputs, box, data):
    anything = data.draw(box)
    beliefs = {name: value for name, value in anything.levers if inputs.lever(name).group == "Beliefs"}
    run = simulate.run(inputs, scenario.make(inputs, beliefs, dict(anything.readings)), draws=128)
    np.testing.assert_allclose(run.share, policy.population(inputs).shares, atol=1e-12, rtol=0)
    assert (run.change == 0.0).all()
    assert (run.draws == 0.0).all()


def test_every_draw_of_the_assumptions_reproduces_the_baseline(inputs):
    drawn = simulate.run(inputs, scenario.Scenario(), draws=1024)
    assert (drawn.draws == 0.0).all()
    assumptions = draws.sample(inputs, 1024)
    shares = simulate.shares(inputs, policy.settings_at_baseline(inputs), assumptions)
    np.testing.assert_allclose(
        shares, np.broadcast_to(policy.population(inputs).shares, shares.shape), atol=1e-12, rtol=0
    )
