"""Each implausible corner warns, with a remedy; the baseline does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.analysis import warnings
from scenarios.engine import outcome, scenario, simulate
from scenarios.formats import files

ANNUAL, EVERYONE = {"fee_basis": "annual"}, {"incentives_for": "everyone"}


def warned(inputs, levers=None, readings=None):
    """Warnings of a scenario by id, as the product would show them."""
    made = scenario.make(inputs, levers, readings)
    lens = outcome.lens(inputs, made, simulate.run(inputs, made, draws=0))
    return {warning.id: warning for warning in warnings.active(inputs, made, lens)}


def test_the_baseline_warns_of_nothing(inputs):
    assert warned(inputs) == {}


@pytest.mark.parametrize(
    ("levers", "readings", "expected"),
    [
        ({"us_fee": 100000, "us_fee_passthrough": 100}, ANNUAL, "fee_exhausts_wage"),
        ({"cn_job_offer": 0}, {}, "work_in_mandarin"),
        ({"us_odds": 1}, {}, "odds_above_cap"),
        ({"us_odds": 0.95}, {}, "odds_above_cap"),
        ({"cn_incentive": 702200, "cn_award": 100}, EVERYONE, "bonus_for_all"),
        ({"us_odds": 0.18}, {}, "lens_odds_gap"),
        ({"us_odds": 0.72}, {}, "lens_odds_gap"),
    ],
)
def test_a_corner_warns(inputs, levers, readings, expected):
    warning = warned(inputs, levers, readings)[expected]
    assert warning.message and warning.remedy
    assert "{" not in warning.message + warning.remedy


@pytest.mark.parametrize(
    ("levers", "readings", "absent"),
    [
        ({"us_fee": 100000, "us_fee_passthrough": 100}, {}, "fee_exhausts_wage"),
        ({"us_fee": 100000}, ANNUAL, "fee_exhausts_wage"),
        ({"us_fee_passthrough": 100}, ANNUAL, "fee_exhausts_wage"),
        ({"cn_job_offer": 0, "cn_language": 50}, {}, "work_in_mandarin"),
        ({"cn_job_offer": 0.5}, {}, "work_in_mandarin"),
        # model.md says above .9, and so does the message
        ({"us_odds": 0.9}, {}, "odds_above_cap"),
        ({"us_odds": 0.72}, {}, "odds_above_cap"),
        ({"cn_incentive": 702200, "cn_award": 100}, {}, "bonus_for_all"),
        ({"cn_award": 100}, EVERYONE, "bonus_for_all"),
        ({"cn_incentive": 702200, "cn_award": 25}, EVERYONE, "bonus_for_all"),
        # 118,660 of 343,981 is .345; within a tenth of it there is no gap to name
        ({"us_odds": 0.36}, {}, "lens_odds_gap"),
        ({"us_odds": 0.26}, {}, "lens_odds_gap"),
    ],
)
def test_one_step_out_of_the_corner_it_does_not(inputs, levers, readings, absent):
    assert absent not in warned(inputs, levers, readings)


def test_the_gap_between_lever_and_lens_is_filled_in(toy):
    # The lens selects 60,000 of 200,000 with preferences held: .3. From there to .72 are 42 points.
    made = scenario.make(toy, {"north_odds": 0.72})
    (gap,) = warnings.active(toy, made, outcome.lens(toy, made))
    assert gap.id == "lens_odds_gap"
    assert "differ by 42 points" in gap.message
    assert "near 0.30" in gap.remedy


@pytest.mark.parametrize(
    ("fee", "passed", "basis", "holds"),
    [
        (50000, 60, "annual", True),
        (49999, 60, "annual", False),  # at least 50,000
        (50000, 50, "annual", False),  # above 50%
        (50000, 60, "one_off", False),
    ],
)
def test_a_warning_holds_where_all_of_its_conditions_do(toy, fee, passed, basis, holds):
    made = scenario.make(toy, {"north_fee": fee, "north_passed": passed}, {"fee_basis": basis})
    found = [warning.id for warning in warnings.active(toy, made, outcome.lens(toy, scenario.Scenario()))]
    assert found == ["fee_takes_pay"] * holds


@pytest.mark.parametrize(
    ("odds", "holds"), [(0.2, True), (0.29, True), (0.31, False), (0.49, False), (0.51, True)]
)
def test_the_gap_is_named_from_a_tenth_on_in_either_direction(inputs, odds, holds):
    made = scenario.make(inputs, {"us_odds": odds})
    lens = outcome.Outcome(registrations=296650, odds=0.4, issued=85000, in_us_share=0.5, offers=1)
    assert [warning.id for warning in warnings.active(inputs, made, lens)] == ["lens_odds_gap"] * holds


def test_all_corners_at_once_warn_in_the_order_of_the_table(inputs):
    every = {
        "us_fee": 150000, "us_fee_passthrough": 100, "us_odds": 1, "cn_job_offer": 0,
        "cn_incentive": 702200, "cn_award": 100,
    }  # fmt: skip
    found = warned(inputs, every, {**ANNUAL, **EVERYONE})
    assert list(found) == [
        "fee_exhausts_wage", "work_in_mandarin", "odds_above_cap", "bonus_for_all", "lens_odds_gap"
    ]  # fmt: skip


@given(data=st.data())
def test_warnings_never_fail_and_never_show_a_blank(inputs, box, data):
    made = data.draw(box)
    lens = outcome.lens(inputs, made, simulate.run(inputs, made, draws=0))
    for warning in warnings.active(inputs, made, lens):
        assert warning.message and warning.remedy
        assert "{" not in warning.message + warning.remedy


@pytest.mark.parametrize("preset", ["november_2025", "fee_guided", "fee_clarified", "us_reform"])
def test_the_plain_presets_stand_in_no_corner(inputs, preset):
    made = files.presets(inputs)[preset].scenario
    found = warned(inputs, dict(made.levers), dict(made.readings))
    assert found.keys() <= {"lens_odds_gap"}
