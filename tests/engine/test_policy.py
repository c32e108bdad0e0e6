"""What each kind of lever does to utility, worked by hand from model.md, sections 2 to 5."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import effects, policy, scenario
from scenarios.engine.cases import Assumptions

# $100,000 once, over 4.5 years at 5%: 100000 * .05 / (1 - 1.05^-4.5).
YEARLY_FEE = 100_000 * 0.05 / (1 - 1.05**-4.5)
ALL_NEW = {"fee_scope": "all_new"}


@pytest.fixture
def change(inputs):
    """Utility change of one segment and destination under lever values and readings, central."""
    people = policy.population(inputs)

    def one(segment, destination, levers, readings=None):
        given_ = policy.settings(inputs, [scenario.make(inputs, levers, readings)])
        found = policy.utility_change(inputs, given_, policy.central(inputs))
        return found[0, people.segment(segment), people.destination(destination)]

    return one


# --- the yearly equivalent of a one-off sum ----------------------------------------------------------


def test_the_fee_as_proclaimed_counts_as_25365_dollars_a_year():
    assert float(effects.yearly(100_000, 4.5, 0.05)) == pytest.approx(25_365, abs=0.5)


def test_yearly_payments_discounted_back_are_worth_the_sum():
    payment = float(effects.yearly(90_000, 3, 0.05))
    assert payment / 1.05 + payment / 1.05**2 + payment / 1.05**3 == pytest.approx(90_000)


def test_without_interest_a_sum_is_spread_evenly():
    assert float(effects.yearly(90_000, 4.5, 0)) == pytest.approx(20_000)


@given(st.floats(0, 1e6), st.floats(0.1, 30), st.sampled_from([0, 0.05, 0.5]))
def test_a_year_never_costs_more_than_the_sum_itself(amount, years, rate):
    assert 0 <= float(effects.yearly(amount, years, rate)) <= amount


def test_over_one_year_the_interest_does_not_raise_the_sum():
    # The annuity of one year would be 105,000.
    assert float(effects.yearly(100_000, 1, 0.05)) == 100_000


def test_years_may_be_one_number_for_each_draw():
    np.testing.assert_allclose(effects.yearly(60_000, np.array([1.0, 2.0, 6.0]), 0), [60_000, 30_000, 10_000])


# --- the lottery -------------------------------------------------------------------------------------


def test_lottery_odds_are_one_minus_losing_every_draw():
    assert float(effects.lottery(0.35, 1)) == pytest.approx(0.35)
    assert float(effects.lottery(0.5, 3)) == pytest.approx(0.875)
    assert float(effects.lottery(1, 3)) == 1
    assert float(effects.lottery(0.35, 3)) == pytest.approx(0.725375)


def test_the_lottery_counts_one_draw_abroad_and_three_in_the_us(change):
    levers = {"us_odds": 0.72}
    assert change("IND_YOUNG", "US", levers) == pytest.approx(0.15 * math.log(0.72 / 0.35))
    assert change("GLOBAL_YOUNG", "US", levers) == pytest.approx(0.15 * math.log(0.72 / 0.35))
    # 1 - .28^3 = .978048 against 1 - .65^3 = .725375
    for segment in ("IND_IN_US", "CHN_IN_US", "OTH_IN_US"):
        assert change(segment, "US", levers) == pytest.approx(0.15 * math.log(0.978048 / 0.725375))


@pytest.mark.parametrize("segment", ["CHN_HERITAGE_SCI", "SENIOR_RES"])
@pytest.mark.parametrize("odds", [0.05, 0.18, 1])
def test_the_lottery_never_touches_groups_without_a_draw(change, segment, odds):
    assert change(segment, "US", {"us_odds": odds}) == 0.0


# --- scale -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lever", "value", "segment", "destination", "expected"),
    [
        # S(US) 1 -> .5, b_spon .25; .6 -> .3 in the US; 1 -> .5 with .10 for senior researchers
        ("us_job_offer", 0.5, "IND_YOUNG", "US", 0.25 * 0.5),
        ("us_job_offer", 0.5, "OTH_IN_US", "US", 0.25 * 0.3),
        ("us_job_offer", 0.5, "SENIOR_RES", "US", 0.10 * 0.5),
        # other countries from their own level: the lever is the level of the general row
        ("de_job_offer", 0, "IND_YOUNG", "DE", 0.25 * 0.5),
        ("kr_job_offer", 0, "CHN_HERITAGE_SCI", "KR", 0.10 * 0.9),
        ("nz_job_offer", 1, "IND_YOUNG", "NZ", -0.25 * 0.5),
        ("ca_job_offer", 0, "GLOBAL_YOUNG", "CA", 0.25 * 0.3),
        ("au_job_offer", 0, "GLOBAL_YOUNG", "AU", 0.25 * 0.3),
        ("uk_job_offer", 0, "IND_IN_US", "UK", 0.25 * 0.7),
        # L: CN .87, KR .82, DE .25
        ("cn_language", 50, "IND_YOUNG", "CN", 0.80 * 0.435),
        ("cn_language", 0, "SENIOR_RES", "CN", 0.50 * 0.87),
        ("kr_language", 0, "CHN_IN_US", "KR", 0.80 * 0.82),
        ("de_language", 0, "CHN_HERITAGE_SCI", "DE", 0.50 * 0.25),
        # R: US 1, CN .85
        ("us_research", 60, "IND_YOUNG", "US", -0.15 * 0.4),
        ("us_research", 120, "SENIOR_RES", "US", 0.80 * 0.2),
        ("cn_research", 150, "CHN_HERITAGE_SCI", "CN", 0.80 * 0.425),
        ("cn_research", 50, "CHN_IN_US", "CN", -0.40 * 0.425),
        # pay: b_inc times the log of the ratio, whatever tax and prices are
        ("cn_pay", 200, "CHN_IN_US", "CN", 0.60 * math.log(2)),
        ("cn_pay", 50, "SENIOR_RES", "CN", -0.50 * math.log(2)),
        # openings: b_acc times the log of the ratio
        ("cn_openings", 50, "IND_YOUNG", "CN", -0.15 * math.log(2)),
        ("cn_openings", 200, "SENIOR_RES", "CN", 0.05 * math.log(2)),
    ],
)
def test_a_scale_multiplies_the_level_a_group_starts_from(
    change, lever, value, segment, destination, expected
):
    assert change(segment, destination, {lever: value}) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("lever", "value", "segment", "destination"),
    [
        ("cn_language", 0, "CHN_IN_US", "CN"),
        ("cn_language", 50, "CHN_HERITAGE_SCI", "CN"),
        ("cn_pr_years", 0, "CHN_IN_US", "CN"),
        ("cn_pr_years", 5, "CHN_IN_US", "CN"),
        ("us_pr_wait", 200, "CHN_HERITAGE_SCI", "US"),
        ("us_job_offer", 0, "CHN_HERITAGE_SCI", "US"),
        ("cn_job_offer", 0, "CHN_IN_US", "CN"),
        ("cn_job_offer", 0.5, "CHN_HERITAGE_SCI", "CN"),
    ],
)
def test_a_scale_leaves_a_level_of_zero_at_zero(change, lever, value, segment, destination):
    assert change(segment, destination, {lever: value}) == 0.0
    assert change(segment, destination, {lever: value}, {"k_eligibility": "experienced_too"}) == 0.0


@pytest.mark.parametrize(
    ("lever", "value", "segment", "destination", "expected"),
    [
        # 50 years count as 10: scaling comes first, the limit of ten second
        ("us_pr_wait", 50, "IND_YOUNG", "US", 0),
        ("us_pr_wait", 20, "IND_YOUNG", "US", 0),
        ("us_pr_wait", 10, "IND_YOUNG", "US", 0.05 * 5),
        ("us_pr_wait", 9, "IND_IN_US", "US", 0.14 * 5.5),
        ("us_pr_wait", 0, "IND_IN_US", "US", 0.14 * 10),
        ("us_pr_wait", 200, "IND_IN_US", "US", 0),
        # 3 -> 6 and 5 -> 10 stay below or at the limit
        ("us_pr_wait", 200, "GLOBAL_YOUNG", "US", -0.05 * 3),
        ("us_pr_wait", 200, "SENIOR_RES", "US", -0.04 * 3),
        ("us_pr_wait", 200, "CHN_IN_US", "US", -0.14 * 5),
        ("us_pr_wait", 50, "OTH_IN_US", "US", 0.14 * 1.5),
        # 10 -> 5; a Chinese-heritage scientist would wait 3 -> 1.5
        ("cn_pr_years", 5, "IND_YOUNG", "CN", 0.05 * 5),
        ("cn_pr_years", 5, "OTH_IN_US", "CN", 0.14 * 5),
        ("cn_pr_years", 5, "CHN_HERITAGE_SCI", "CN", 0.05 * 1.5),
    ],
)
def test_a_wait_is_scaled_first_and_limited_to_ten_years_second(
    change, lever, value, segment, destination, expected
):
    assert change(segment, destination, {lever: value}) == pytest.approx(expected, abs=1e-12)


# --- shift -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levers", "segment", "destination", "expected"),
    [
        ({"us_welcome": 0.2}, "IND_YOUNG", "US", 0.45 * 0.2),
        ({"us_welcome": -0.5}, "CHN_HERITAGE_SCI", "US", -0.60 * 0.5),
        ({"us_scrutiny": -0.5}, "CHN_IN_US", "US", -0.45 * 0.5),
        ({"us_scrutiny": -0.5}, "IND_YOUNG", "US", 0),
        ({"cn_welcome": -0.3}, "GLOBAL_YOUNG", "CN", -0.45 * 0.3),
        ({"cn_welcome": -0.3}, "CHN_HERITAGE_SCI", "CN", 0),
        ({"cn_india_relations": 0.4}, "IND_IN_US", "CN", 0.45 * 0.4),
        ({"cn_india_relations": 0.4}, "GLOBAL_YOUNG", "CN", 0),
        ({"cn_family": 0.7}, "IND_YOUNG", "CN", 0.15 * 0.4),
        ({"cn_family": 0}, "SENIOR_RES", "CN", -0.15 * 0.3),
        ({"cn_family": 1}, "CHN_IN_US", "CN", 0),
        # the index ends at 1: .1 + 1 counts as 1
        ({"us_welcome": 1}, "IND_YOUNG", "US", 0.45 * 0.9),
        ({"cn_welcome": -1}, "IND_YOUNG", "CN", -0.45 * 0.6),
        # two shifts that meet are added: -.2 + .3 + .4
        ({"us_welcome": 0.3, "us_scrutiny": 0.4}, "CHN_IN_US", "US", 0.45 * 0.7),
        # ... and clipped once, after adding: -.2 - 1 + 1 is -.2, not -1 + 1
        ({"us_welcome": -1, "us_scrutiny": 1}, "CHN_IN_US", "US", 0),
        ({"us_welcome": 1, "us_scrutiny": 1}, "CHN_IN_US", "US", 0.45 * 1.2),
        ({"cn_welcome": -1, "cn_india_relations": 1}, "IND_YOUNG", "CN", 0),
        ({"cn_welcome": -1, "cn_india_relations": 0.8}, "IND_YOUNG", "CN", -0.45 * 0.2),
        ({"cn_welcome": -1, "cn_india_relations": -1}, "IND_IN_US", "CN", -0.45 * 0.6),
    ],
)
def test_shifts_add_up_and_are_clipped_once(change, levers, segment, destination, expected):
    assert change(segment, destination, levers) == pytest.approx(expected, abs=1e-12)


# --- the fee -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "wage", "b_acc"), [("IND_YOUNG", 100_000, 0.15), ("CHN_IN_US", 115_000, 0.15)]
)
def test_a_fee_that_the_employer_pays_cuts_offers_alone(change, segment, wage, b_acc):
    offers = (1 + YEARLY_FEE / (1.30 * wage)) ** -5
    assert change(segment, "US", {"us_fee": 100_000}, ALL_NEW) == pytest.approx(b_acc * math.log(offers))


def test_a_fee_that_the_worker_pays_cuts_pay_alone(change):
    levers = {"us_fee": 100_000, "us_fee_passthrough": 100}
    expected = 0.60 * math.log(1 - YEARLY_FEE / 110_000)
    assert change("OTH_IN_US", "US", levers, ALL_NEW) == pytest.approx(expected)


def test_a_shared_fee_cuts_pay_and_offers(change):
    levers = {"us_fee": 100_000, "us_fee_passthrough": 50}
    pay = 1 - 0.5 * YEARLY_FEE / 100_000
    offers = (1 + 0.5 * YEARLY_FEE / 130_000) ** -5
    expected = 0.60 * math.log(pay) + 0.15 * math.log(offers)
    assert change("GLOBAL_YOUNG", "US", levers, ALL_NEW) == pytest.approx(expected)


def test_the_part_of_a_group_that_is_not_exposed_keeps_its_route(change):
    offers = (1 + YEARLY_FEE / 130_000) ** -5
    assert change("IND_YOUNG", "US", {"us_fee": 100_000}) == pytest.approx(math.log(0.7 + 0.3 * offers**0.15))
    senior = (1 + YEARLY_FEE / 195_000) ** -5
    for readings in ({}, ALL_NEW):
        assert change("SENIOR_RES", "US", {"us_fee": 100_000}, readings) == pytest.approx(
            math.log(0.6 + 0.4 * senior**0.05)
        )


def test_an_annual_fee_is_not_spread(change):
    readings = {"fee_basis": "annual", "fee_scope": "all_new"}
    expected = 0.15 * math.log((1 + 100_000 / 130_000) ** -5)
    assert change("IND_YOUNG", "US", {"us_fee": 100_000}, readings) == pytest.approx(expected)


def test_a_worker_keeps_a_quarter_of_the_pay_and_the_employer_bears_the_rest(change):
    # 150,000 a year on a wage of 100,000: pay stops at .25, so the employer bears 150,000 - 75,000.
    levers = {"us_fee": 150_000, "us_fee_passthrough": 100}
    readings = {"fee_basis": "annual", "fee_scope": "all_new"}
    expected = 0.60 * math.log(0.25) + 0.15 * math.log((1 + 75_000 / 130_000) ** -5)
    assert change("IND_YOUNG", "US", levers, readings) == pytest.approx(expected)


def test_with_an_elasticity_of_zero_employers_withdraw_no_offer(change):
    levers = {"us_fee": 100_000, "offer_elasticity": 0}
    assert change("IND_YOUNG", "US", levers, ALL_NEW) == pytest.approx(0, abs=1e-15)


def test_a_longer_stay_makes_a_one_off_fee_lighter_and_leaves_an_annual_one(change):
    short, long = ({"us_fee": 100_000, "tenure_years": years} for years in (3, 6))
    assert change("IND_YOUNG", "US", short, ALL_NEW) < change("IND_YOUNG", "US", long, ALL_NEW) < 0
    three = 100_000 * 0.05 / (1 - 1.05**-3)
    assert change("IND_YOUNG", "US", short, ALL_NEW) == pytest.approx(
        0.15 * math.log((1 + three / 130_000) ** -5)
    )
    annual = {**ALL_NEW, "fee_basis": "annual"}
    assert change("IND_YOUNG", "US", short, annual) == change("IND_YOUNG", "US", long, annual)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        # Ten times the central weight of access on offers of 2.154 to the power of minus 90.
        ("all_new", 10 * 0.15 * -90 * math.log(1 + 150 / 130)),
        # Of people abroad the other seven tenths keep their route, and nothing is left of the rest.
        ("abroad_only", math.log(0.7)),
    ],
)
def test_a_fee_that_leaves_next_to_no_offer_is_still_a_number(inputs, scope, expected):
    readings = {"fee_basis": "annual", "fee_scope": scope}
    made = scenario.make(inputs, {"us_fee": 150_000, "offer_elasticity": 30}, readings)
    weights = np.ones((1, 8))
    weights[0, 5] = 10
    drawn = Assumptions(
        weights,
        policy.central(inputs).scales,
        {"offer_elasticity": np.array([3.0]), "tenure_years": np.ones(1)},
    )
    found = policy.utility_change(inputs, policy.settings(inputs, [made]), drawn)
    assert found[0, 0, 1] == pytest.approx(expected)


def test_passing_on_a_fee_of_nothing_changes_nothing(change):
    assert change("IND_YOUNG", "US", {"us_fee_passthrough": 100}, ALL_NEW) == 0.0


# --- eligibility -------------------------------------------------------------------------------------


def test_the_k_visa_gives_the_eligible_the_eased_rule(change):
    # S(CN) 1 -> .5 with b_spon .25
    assert change("IND_YOUNG", "CN", {"cn_job_offer": 0.5}) == pytest.approx(0.125)
    assert change("GLOBAL_YOUNG", "CN", {"cn_job_offer": 0}) == pytest.approx(0.25)


def test_senior_researchers_get_the_k_visa_only_if_experience_counts(change):
    assert change("SENIOR_RES", "CN", {"cn_job_offer": 0}) == 0.0
    assert change("SENIOR_RES", "CN", {"cn_job_offer": 0}, {"k_eligibility": "experienced_too"}) == (
        pytest.approx(0.10)
    )


def test_a_group_of_which_a_part_is_eligible_gets_the_mixture(inputs):
    given_ = policy.settings(inputs, [scenario.make(inputs, {"cn_job_offer": 0})])
    part = {**given_.exposure, "cn_job_offer": np.full((1, 7), 0.4)}
    found = policy.utility_change(inputs, dataclasses.replace(given_, exposure=part), policy.central(inputs))
    # ln(.6 e^(-.25) + .4 e^0) against -.25
    people = policy.population(inputs)
    young, china = people.segment("IND_YOUNG"), people.destination("CN")
    assert found[0, young, china] == pytest.approx(math.log(0.6 * math.exp(-0.25) + 0.4) + 0.25)


# --- incentive ---------------------------------------------------------------------------------------


def test_a_bonus_adds_its_yearly_worth_to_net_income(change):
    # 420,000 for one in four is 105,000, spread like the fee, beside 50,000 less 17% tax.
    bonus = 1.05 * YEARLY_FEE
    levers = {"cn_incentive": 420_000, "cn_award": 25}
    assert change("CHN_IN_US", "CN", levers) == pytest.approx(0.60 * math.log(1 + bonus / 41_500))
    assert change("CHN_HERITAGE_SCI", "CN", levers) == pytest.approx(0.50 * math.log(1 + bonus / 74_700))
    for segment in ("IND_YOUNG", "IND_IN_US", "OTH_IN_US", "SENIOR_RES", "GLOBAL_YOUNG"):
        assert change(segment, "CN", levers) == 0.0


def test_a_bonus_for_everyone_reaches_everyone(change):
    levers, everyone = {"cn_incentive": 420_000, "cn_award": 25}, {"incentives_for": "everyone"}
    assert change("IND_YOUNG", "CN", levers, everyone) == pytest.approx(
        0.60 * math.log(1 + 1.05 * YEARLY_FEE / (33_000 * 0.83))
    )


def test_a_bonus_is_added_to_pay_that_has_already_changed(change):
    levers = {"cn_incentive": 420_000, "cn_award": 25, "cn_pay": 200}
    expected = 0.60 * math.log((100_000 * 0.83 + 1.05 * YEARLY_FEE) / (50_000 * 0.83))
    assert change("CHN_IN_US", "CN", levers) == pytest.approx(expected)


def test_a_bonus_that_nobody_gets_changes_nothing(change):
    assert change("CHN_IN_US", "CN", {"cn_incentive": 702_200, "cn_award": 0}) == 0.0
    assert change("CHN_IN_US", "CN", {"cn_award": 100}) == 0.0


# --- beliefs -----------------------------------------------------------------------------------------

MOVES = {
    "weight_income": ({"cn_pay": 200}, "CN", 0.60 * math.log(2)),
    "weight_job_offer": ({"cn_job_offer": 0}, "CN", 0.25),
    "weight_language": ({"cn_language": 0}, "CN", 0.80 * 0.87),
    "weight_settlement": ({"cn_pr_years": 0}, "CN", 0.05 * 10),
    "weight_research": ({"us_research": 50}, "US", -0.15 * 0.5),
    "weight_welcome": ({"us_welcome": -0.5}, "US", -0.45 * 0.5),
    "weight_access": ({"us_odds": 0.70}, "US", 0.15 * math.log(2)),
    None: ({"cn_family": 1}, "CN", 0.15 * 0.7),
}


@pytest.mark.parametrize("belief", [name for name in MOVES if name])
@pytest.mark.parametrize("moved", list(MOVES))
def test_a_belief_multiplies_its_own_weight_and_no_other(inputs, change, belief, moved):
    levers, destination, expected = MOVES[moved]
    for weight in (inputs.lever(belief).min, inputs.lever(belief).max):
        factor = weight if belief == moved else 1
        assert change("IND_YOUNG", destination, {**levers, belief: weight}) == pytest.approx(
            factor * expected
        )


@pytest.mark.parametrize("moved", list(MOVES))
@pytest.mark.parametrize("factor", [0.5, 1.5])
def test_responsiveness_multiplies_every_weight_family_included(change, moved, factor):
    levers, destination, expected = MOVES[moved]
    assert change("IND_YOUNG", destination, {**levers, "responsiveness": factor}) == pytest.approx(
        factor * expected
    )


def test_a_weight_and_responsiveness_multiply_each_other(change):
    levers = {"cn_language": 0, "weight_language": 1.9, "responsiveness": 0.5}
    assert change("IND_YOUNG", "CN", levers) == pytest.approx(1.9 * 0.5 * 0.80 * 0.87)


def test_beliefs_work_inside_the_fee_as_well(change):
    levers = {"us_fee": 100_000, "us_fee_passthrough": 50, "weight_income": 1.6, "weight_access": 2.6}
    pay, offers = 1 - 0.5 * YEARLY_FEE / 100_000, (1 + 0.5 * YEARLY_FEE / 130_000) ** -10
    expected = 1.6 * 0.60 * math.log(pay) + 2.6 * 0.15 * math.log(offers)
    assert change("IND_YOUNG", "US", {**levers, "offer_elasticity": 10}, ALL_NEW) == pytest.approx(expected)


def test_in_a_draw_the_users_weight_multiplies_the_drawn_one(inputs):
    made = scenario.make(inputs, {"cn_language": 0, "weight_language": 1.9})
    central = policy.central(inputs)
    weights = np.ones((2, 8))
    weights[:, 2] = [0.5, 2.0]
    drawn = Assumptions(
        weights,
        {name: np.repeat(scale, 2) for name, scale in central.scales.items()},
        {name: np.ones(2) for name in central.parameters},
    )
    found = policy.utility_change(inputs, policy.settings(inputs, [made]), drawn)
    np.testing.assert_allclose(found[:, 0, 8], [0.5 * 1.9 * 0.696, 2.0 * 1.9 * 0.696])


def test_in_a_draw_the_users_elasticity_and_years_are_multiplied(inputs):
    made = scenario.make(inputs, {"us_fee": 100_000, "offer_elasticity": 10, "tenure_years": 3}, ALL_NEW)
    central = policy.central(inputs)
    drawn = Assumptions(
        central.weights,
        central.scales,
        {"offer_elasticity": np.array([1.5]), "tenure_years": np.array([2.0])},
    )
    found = policy.utility_change(inputs, policy.settings(inputs, [made]), drawn)
    six = 100_000 * 0.05 / (1 - 1.05**-6)
    assert found[0, 0, 1] == pytest.approx(0.15 * math.log((1 + six / 130_000) ** -15))


# --- the whole ---------------------------------------------------------------------------------------


def test_levers_on_one_destination_add_up_in_utility(change):
    levers = {"cn_job_offer": 0, "cn_language": 0, "cn_pr_years": 5, "cn_family": 1}
    assert change("IND_YOUNG", "CN", levers) == pytest.approx(0.25 + 0.8 * 0.87 + 0.05 * 5 + 0.15 * 0.7)


def test_a_lever_touches_its_own_destination_alone(inputs):
    people = policy.population(inputs)
    for row in inputs.levers:
        if not row.destination:
            continue
        for value in (row.min, row.max):
            made = scenario.make(inputs, {"us_fee": 0, "cn_award": 25, row.id: value})
            change = policy.utility_change(inputs, policy.settings(inputs, [made]), policy.central(inputs))
            others = np.delete(change, people.destination(row.destination), axis=-1)
            assert (others == 0.0).all(), row.id


@given(data=st.data())
def test_many_scenarios_in_one_call_equal_one_call_each(inputs, box, data):
    several = data.draw(st.lists(box, min_size=2, max_size=5))
    together = policy.utility_change(inputs, policy.settings(inputs, several), policy.central(inputs))
    for place, made in enumerate(several):
        alone = policy.utility_change(inputs, policy.settings(inputs, [made]), policy.central(inputs))
        np.testing.assert_allclose(together[place], alone[0], rtol=1e-13, atol=1e-15)
