"""Several levers of a kind: each acts at its own place, together as said, and a new kind is a row and a function."""

import dataclasses
import math

import numpy as np
import pytest

from scenarios import sentences, text
from scenarios.analysis import attribution, grounds, reach, warnings
from scenarios.engine import effects, outcome, policy, scenario, simulate
from scenarios.inputs import lint, rows
from scenarios.inputs.kinds import ADDS, KINDS, LEVEL, MULTIPLIES, PARTNER, SETS, Kind
from tests.beside import change, like, more

# $100,000 once, over 4.5 years at 5%.
YEARLY = 100_000 * 0.05 / (1 - 1.05**-4.5)


WEIGHTS = {("b_acc", "*"): 0.15, ("b_acc", "SENIOR_RES"): 0.05, ("b_inc", "*"): 0.60}
"""Weights that the results below are worked out with, whatever the data say."""


@pytest.fixture(scope="module")
def inputs(inputs):
    """The shipped data with these weights."""
    values = tuple(
        row.model_copy(update={"value": WEIGHTS.get((row.coefficient, row.segment), row.value)})
        for row in inputs.coefficient_values
    )
    assert {(row.coefficient, row.segment) for row in values} >= WEIGHTS.keys()
    return dataclasses.replace(inputs, coefficient_values=values)


@pytest.fixture(scope="module")
def two_fees(inputs):
    """A fee of the UK with a pass-through, beside that of the US; it reaches half of every group."""
    fee = like(inputs, "levers", "us_fee", id="uk_fee", group="UK", title="UK fee", destination="UK")
    passed = like(
        inputs, "levers", "us_fee_passthrough", id="uk_passed", group="UK", title="UK fee passed on",
        destination="UK", companion="uk_fee",
    )  # fmt: skip
    made = more(inputs, [fee, passed], {"uk_fee": 0.5})
    assert lint(made) == []
    return made


# --- two fees ----------------------------------------------------------------------------------------

ALL_NEW = {"fee_scope": "all_new"}


def test_a_second_fee_leaves_the_first_as_it_is(inputs, two_fees):
    for beside in ({"uk_fee": 20_000}, {"uk_fee": 20_000, "uk_passed": 100}, {"uk_passed": 100}):
        levers = {"us_fee": 100_000, "us_fee_passthrough": 30}
        for segment in ("IND_YOUNG", "SENIOR_RES"):
            alone = change(inputs, segment, "US", levers, ALL_NEW)
            assert alone < 0
            assert change(two_fees, segment, "US", levers | beside, ALL_NEW) == alone


def test_each_fee_is_held_against_the_pay_of_its_own_destination(two_fees):
    # In the UK 56,000, of a senior researcher 90,000; b_acc .15 and .05, eta 5; half of each group is reached.
    for segment, wage, weight in (("IND_YOUNG", 56_000, 0.15), ("SENIOR_RES", 90_000, 0.05)):
        offers = (1 + 0.2 * YEARLY / (1.3 * wage)) ** -5
        expected = math.log(0.5 + 0.5 * offers**weight)
        levers = {"us_fee": 100_000, "uk_fee": 20_000}
        assert change(two_fees, segment, "UK", levers) == pytest.approx(expected, rel=1e-12)
    assert change(two_fees, "IND_YOUNG", "UK", {"us_fee": 100_000, "us_fee_passthrough": 100}) == 0.0


def test_each_fee_has_a_pass_through_of_its_own(two_fees):
    # The worker in the UK bears all of it, the one in the US nothing.
    pay = 1 - 0.2 * YEARLY / 56_000
    levers = {"us_fee": 100_000, "uk_fee": 20_000, "uk_passed": 100}
    expected = math.log(0.5 + 0.5 * pay**0.60)
    assert change(two_fees, "IND_YOUNG", "UK", levers) == pytest.approx(expected, rel=1e-12)
    offers = (1 + YEARLY / 130_000) ** -5
    assert change(two_fees, "IND_YOUNG", "US", levers, ALL_NEW) == pytest.approx(0.15 * math.log(offers))


def test_a_reading_of_one_fee_says_nothing_about_the_other(two_fees):
    levers = {"us_fee": 100_000, "uk_fee": 20_000}
    annual = {"fee_basis": "annual", **ALL_NEW}
    assert change(two_fees, "IND_YOUNG", "UK", levers, annual) == change(two_fees, "IND_YOUNG", "UK", levers)
    yearly = 0.15 * math.log((1 + 100_000 / 130_000) ** -5)
    assert change(two_fees, "IND_YOUNG", "US", levers, annual) == pytest.approx(yearly)


def test_a_row_of_lever_modes_makes_the_second_fee_a_yearly_one(two_fees):
    rows = [row.model_copy(update={"lever": "uk_fee"}) for row in two_fees.lever_modes]
    both = dataclasses.replace(two_fees, lever_modes=(*two_fees.lever_modes, *rows))
    assert lint(both) == []
    found = change(both, "IND_YOUNG", "UK", {"uk_fee": 20_000}, {"fee_basis": "annual"})
    offers = (1 + 20_000 / (1.3 * 56_000)) ** -5
    assert found == pytest.approx(math.log(0.5 + 0.5 * offers**0.15))


def test_both_fees_have_a_part_in_what_moves_a_share_and_rest_on_numbers_of_their_own(two_fees):
    chosen = scenario.make(two_fees, {"us_fee": 100_000, "uk_fee": 20_000, "uk_passed": 50})
    split = attribution.split(two_fees, chosen, "IND_YOUNG", "UK")
    parts = {part.id: part.part_pp for part in split.parts}
    assert parts["us_fee"] > 0 > parts["uk_fee"] and parts["uk_passed"] < 0
    rested = {ground.id: ground.numbers for ground in grounds.meter(two_fees, chosen, split).grounds}
    levels = {
        name: [number.grade for number in numbers if number.id == "gross_pay"]
        for name, numbers in rested.items()
    }
    # Pay in the US is a judgement, in the UK it is weak.
    assert levels == {"us_fee": ["judgement"], "uk_fee": ["weak"], "uk_passed": ["weak"]}
    assert {number.id for number in rested["us_fee"] if number.table == "exposure"} == {"us_fee"}
    assert {number.id for number in rested["uk_fee"] if number.table == "exposure"} == {"uk_fee"}


def test_places_under_the_cap_answer_to_the_fee_of_their_own_country(inputs, two_fees):
    lens = outcome.lens(inputs, scenario.make(inputs, {"us_fee": 100_000}))
    assert lens.offers < 0.5
    assert outcome.lens(two_fees, scenario.make(two_fees, {"us_fee": 100_000, "uk_fee": 150_000})) == lens
    assert outcome.lens(two_fees, scenario.make(two_fees, {"uk_fee": 150_000})).offers == 1


def test_a_fee_that_reaches_a_part_of_those_inside_cuts_that_part_of_their_registrations(inputs):
    # 2 in 5 of them: of their 54% of registrations, 3/5 stay as they are and 2/5 shrink as the offers do.
    rows = tuple(
        row.model_copy(update={"share": 0.4}) if row.lever == "us_fee" else row for row in inputs.exposure
    )
    part = dataclasses.replace(inputs, exposure=rows)
    found = outcome.lens(part, scenario.make(part, {"us_fee": 100_000}))
    expected = 343_981 * (0.46 * found.offers + 0.54 * (0.6 + 0.4 * found.offers))
    assert found.registrations == pytest.approx(expected, rel=1e-12)


def test_a_caption_names_the_disputed_facts_of_the_fee_that_is_set(two_fees):
    uk, us = (scenario.make(two_fees, {name: 20_000}) for name in ("uk_fee", "us_fee"))
    assert sentences.readings_in_use(two_fees, uk) == []
    assert sentences.readings_in_use(two_fees, us) == ["once", "abroad"]


def test_many_scenarios_with_two_fees_in_one_call_equal_one_call_each(two_fees):
    several = [
        scenario.make(two_fees, levers, readings)
        for levers in ({"us_fee": 50_000}, {"uk_fee": 20_000}, {"us_fee": 9_000, "uk_fee": 7_000, "uk_passed": 80})
        for readings in ({}, {"fee_basis": "annual"})
    ]  # fmt: skip
    central = policy.central(two_fees)
    together = policy.utility_change(two_fees, policy.settings(two_fees, several), central)
    for place, one in enumerate(several):
        alone = policy.utility_change(two_fees, policy.settings(two_fees, [one]), central)
        np.testing.assert_allclose(together[place], alone[0], rtol=1e-13, atol=1e-15)


def test_why_nothing_is_reached_is_told_of_a_lever_without_a_reading(inputs):
    fee = like(inputs, "levers", "us_fee", id="uk_fee", title="UK fee", destination="UK")
    made = more(inputs, [fee], {"uk_fee": 0.0})
    made = dataclasses.replace(
        made,
        exposure=tuple(
            row.model_copy(update={"share": 1.0}) if (row.lever, row.segment) == ("uk_fee", "SENIOR_RES") else row
            for row in made.exposure
        ),
    )  # fmt: skip
    chosen = scenario.make(made, {"uk_fee": 20_000})
    assert reach.idle(made, chosen)["uk_fee"] == {row.id for row in made.segments} - {"SENIOR_RES"}
    assert reach.unreached(made, chosen, made.lever("uk_fee")) == reach.idle(made, chosen)["uk_fee"]
    run = simulate.run(made, chosen, 0)
    told = sentences.unreached(made, text.words(inputs.folder), run, chosen, "IND_YOUNG")
    assert "UK fee does not apply to this group" in told


# --- levels ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [True, False])
def test_openings_multiply_the_odds_of_a_lottery_whichever_row_comes_first(inputs, first):
    openings = like(inputs, "levers", "cn_openings", id="us_openings", destination="US", segments="all")
    made = more(inputs, [openings], first=first)
    assert lint(made) == []
    # One draw: .35 -> .7, of which half of the openings leave .35; at odds of .35 they leave half of that.
    assert change(made, "IND_YOUNG", "US", {"us_odds": 0.7, "us_openings": 50}) == pytest.approx(0, abs=1e-15)
    assert change(made, "IND_YOUNG", "US", {"us_openings": 50}) == pytest.approx(0.15 * math.log(0.5))
    # Three draws: 1 - .3^3 = .973 in place of .725375, and half of it.
    expected = 0.15 * math.log(0.5 * 0.973 / 0.725375)
    assert change(made, "IND_IN_US", "US", {"us_odds": 0.7, "us_openings": 50}) == pytest.approx(expected)


@pytest.mark.parametrize("first", [True, False])
def test_a_level_is_multiplied_before_it_is_added_to(inputs, first):
    shift = like(
        inputs, "levers", "us_welcome", id="cn_tongue", attribute="language", destination="CN", sign=-1
    )
    made = more(inputs, [shift], first=first)
    # .87 * .5 - .2 = .235; the other way round it would be .335. b_lang is .8.
    found = change(made, "IND_YOUNG", "CN", {"cn_language": 50, "cn_tongue": -0.2})
    assert found == pytest.approx(0.8 * (0.87 - 0.235), rel=1e-12)


def test_two_scales_of_one_level_multiply(inputs):
    tax_free = like(inputs, "levers", "cn_pay", id="cn_bonus_year")
    made = more(inputs, [tax_free])
    assert lint(made) == []
    found = change(made, "IND_YOUNG", "CN", {"cn_pay": 150, "cn_bonus_year": 120})
    assert found == pytest.approx(0.60 * math.log(1.5 * 1.2), rel=1e-12)


# --- eligibility -------------------------------------------------------------------------------------


def test_who_is_eligible_for_a_shorter_wait_still_counts_ten_years_at_most(inputs):
    wait = like(
        inputs, "levers", "cn_job_offer", id="us_fast_track", attribute="settlement", destination="US",
        unit="% of the wait", min=0, max=100, baseline=100,
    )  # fmt: skip
    made = more(inputs, [wait], {"us_fast_track": 1.0})
    assert lint(made) == []
    # Young Indians wait 50 years: half of that is beyond ten still, a tenth of it is 5 years. b_pr is .05.
    assert change(made, "IND_YOUNG", "US", {"us_fast_track": 50}) == 0.0
    assert change(made, "IND_YOUNG", "US", {"us_fast_track": 10}) == pytest.approx(0.05 * 5)
    half = more(inputs, [wait], {"us_fast_track": 0.5})
    expected = math.log(0.5 + 0.5 * math.exp(0.05 * 5))
    assert change(half, "IND_YOUNG", "US", {"us_fast_track": 10}) == pytest.approx(expected)


def test_who_is_eligible_for_more_pay_or_a_lower_tax_counts_it_as_income(inputs):
    pay = like(
        inputs, "levers", "cn_job_offer", id="de_expat_pay", attribute="gross_pay", destination="DE",
        unit="% of pay", min=50, max=200, baseline=100,
    )  # fmt: skip
    tax = pay.model_copy(update={"id": "de_expat_tax", "attribute": "tax_rate"})
    made = more(inputs, [pay, tax], {"de_expat_pay": 0.25, "de_expat_tax": 1.0})
    assert lint(made) == []
    expected = math.log(0.75 + 0.25 * 2**0.60)
    assert change(made, "IND_YOUNG", "DE", {"de_expat_pay": 200}) == pytest.approx(expected)
    # The tax of 38% is halved.
    expected = 0.60 * math.log(0.81 / 0.62)
    assert change(made, "IND_YOUNG", "DE", {"de_expat_tax": 50}) == pytest.approx(expected)
    chosen = scenario.make(made, {"de_expat_pay": 200})
    split = attribution.split(made, chosen, "IND_YOUNG", "DE")
    (ground,) = grounds.meter(made, chosen, split).grounds
    assert {number.id for number in ground.numbers} == {"de_expat_pay", "gross_pay", "b_inc"}


# --- beliefs -----------------------------------------------------------------------------------------


def test_two_weights_of_one_coefficient_multiply_each_other_and_responsiveness(inputs):
    made = more(inputs, [like(inputs, "levers", "weight_language", id="weight_tongue")])
    levers = {"cn_language": 0, "weight_language": 1.5, "weight_tongue": 0.5, "responsiveness": 1.2}
    assert change(made, "IND_YOUNG", "CN", levers) == pytest.approx(0.8 * 0.87 * 1.5 * 0.5 * 1.2, rel=1e-12)


def test_a_belief_about_any_parameter_of_the_fee_counts_in_each_case_of_many(inputs):
    rows = [
        like(inputs, "levers", "tenure_years", id=name, attribute=name, baseline=value, min=low, max=high)
        for name, value, low, high in (
            ("pay_floor", 0.25, 0, 1), ("real_rate", 0.05, 0, 0.2), ("labour_cost_markup", 1.3, 1, 2),
        )
    ]  # fmt: skip
    made = more(inputs, rows)
    assert lint(made) == []
    fee = {"us_fee": 100_000, "us_fee_passthrough": 100}
    whole = {**ALL_NEW, "fee_basis": "annual"}
    assert change(made, "IND_YOUNG", "US", {**fee, "pay_floor": 0.5}, whole) == pytest.approx(
        0.60 * math.log(0.5) + 0.15 * math.log((1 + 50_000 / 130_000) ** -5)
    )
    assert change(made, "IND_YOUNG", "US", {"us_fee": 90_000, "real_rate": 0}, ALL_NEW) == pytest.approx(
        0.15 * math.log((1 + 20_000 / 130_000) ** -5)
    )
    assert change(made, "IND_YOUNG", "US", {"us_fee": 100_000, "labour_cost_markup": 2}, ALL_NEW) == pytest.approx(
        0.15 * math.log((1 + YEARLY / 200_000) ** -5)
    )  # fmt: skip
    chosen = scenario.make(made, {**fee, "pay_floor": 0.5}, whole)
    split = attribution.split(made, chosen, "IND_YOUNG", "US")
    # The floor of a half leaves more than that of a quarter only where most of the pay would be taken.
    assert {part.id: part.part_pp > 0 for part in split.parts}["pay_floor"]


# --- the lens ----------------------------------------------------------------------------------------


def test_of_two_lotteries_the_places_of_the_named_one_are_counted(inputs):
    draw = like(inputs, "levers", "us_odds", id="uk_odds", destination="UK", baseline=0.9)
    made = more(inputs, [draw], first=True)
    (problem,) = lint(made)
    assert "uk_odds and us_odds are lotteries" in problem.reason
    assert problem.remedy == 'write a line such as lens_lottery = "uk_odds"'
    named = dataclasses.replace(made, about=inputs.about.model_copy(update={"lens_lottery": "us_odds"}))
    assert lint(named) == []
    assert outcome.lottery(named).id == "us_odds"
    for levers in ({"us_fee": 100_000}, {"us_odds": 0.72}):
        before, after = (
            [warning.message for warning in warnings.active(one, chosen, outcome.lens(one, chosen))]
            for one in (inputs, named)
            for chosen in [scenario.make(one, levers)]
        )
        assert before == after
    chosen = scenario.make(named, {"uk_odds": 0.45, "us_odds": 0.7})
    assert change(named, "IND_YOUNG", "UK", dict(chosen.levers)) == pytest.approx(0.15 * math.log(0.5))
    assert change(named, "IND_YOUNG", "US", dict(chosen.levers)) == pytest.approx(0.15 * math.log(2))


# --- the table ---------------------------------------------------------------------------------------


def test_each_kind_has_its_function_unless_another_ones_reads_it():
    assert set(effects.EFFECTS) == {name for name, kind in KINDS.items() if kind.acts_on != PARTNER}


def test_a_new_kind_is_a_row_of_the_table_and_a_function(inputs, monkeypatch):
    # A minimum wage, as no kind has it: pay is at least the value.
    monkeypatch.setitem(KINDS, "least", Kind("least", LEVEL, needs=("attribute", "destination"), turn=ADDS))
    monkeypatch.setitem(
        effects.EFFECTS, "least", lambda level, value, lever, people: np.maximum(level, value)
    )
    cells = like(inputs, "levers", "cn_pay").model_dump() | {
        "id": "cn_least_pay", "group": "Wages", "kind": "least", "unit": "USD a year", "min": 1, "max": 90000,
        "baseline": 1, "format": "$%d",
    }  # fmt: skip
    cells |= {"open": "1", "source": " ".join(cells["source"])}
    made = more(inputs, [rows.Lever.model_validate(cells)])
    assert lint(made) == []
    # Pay in China is 33,000, of Chinese graduates in the US 50,000 already.
    assert change(made, "IND_YOUNG", "CN", {"cn_least_pay": 40_000}) == pytest.approx(
        0.60 * math.log(40_000 / 33_000)
    )
    assert change(made, "CHN_IN_US", "CN", {"cn_least_pay": 40_000}) == 0.0
    chosen = scenario.make(made, {"cn_least_pay": 40_000, "weight_income": 1.2})
    split = attribution.split(made, chosen, "IND_YOUNG", "CN")
    rested = {ground.id: ground.numbers for ground in grounds.meter(made, chosen, split).grounds}
    for numbers in rested.values():
        assert {number.id for number in numbers} >= {"gross_pay", "b_inc"}
    # Scientists would be paid 90,000 there, which no least pay in its range reaches.
    assert reach.unreached(made, chosen, made.lever("cn_least_pay")) == {"CHN_HERITAGE_SCI"}
    with pytest.raises(ValueError, match="'parameter' or 'least'"):
        rows.Lever.model_validate(cells | {"kind": "most"})


def test_levels_are_set_first_multiplied_next_and_added_to_last():
    turns = {name: kind.turn for name, kind in KINDS.items() if kind.acts_on == LEVEL}
    assert turns == {"lottery": SETS, "scale": MULTIPLIES, "shift": ADDS}
    assert SETS < MULTIPLIES < ADDS


def test_beliefs_are_weights_and_parameters(inputs):
    assert {row.kind for row in inputs.levers if row.belief} == {"weight", "parameter"}
