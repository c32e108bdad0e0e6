"""What each kind of lever does to utility, worked by hand on the toy data (model.md, sections 2 to 5)."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import effects, policy, scenario

ALL_NEW = {"fee_scope": "all_new"}
YEARLY = {"fee_basis": "annual", "fee_scope": "all_new"}


@pytest.fixture
def change(toy):
    """Utility change of one segment and destination of the toy under lever values and readings, central."""
    people = policy.population(toy)

    def one(segment, destination, levers, readings=None, inputs=toy):
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


def test_the_lottery_counts_the_draws_of_a_group(change):
    # Students have one draw, .25 -> .5. Guests have two: 1 - .5^2 = .75 against 1 - .75^2 = .4375.
    levers = {"north_odds": 0.5}
    assert change("STUDENTS", "NORTH", levers) == pytest.approx(0.5 * math.log(2))
    assert change("GUESTS", "NORTH", levers) == pytest.approx(0.5 * math.log(0.75 / 0.4375))


@pytest.mark.parametrize("odds", [0.05, 0.5, 1])
def test_the_lottery_never_touches_groups_without_a_draw(toy, change, odds):
    without = tuple(row.model_copy(update={"draws": 0}) for row in toy.segments)
    inputs = dataclasses.replace(toy, segments=without)
    assert change("STUDENTS", "NORTH", {"north_odds": odds}, inputs=inputs) == 0.0


# --- scale -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lever", "value", "segment", "destination", "expected"),
    [
        # the permit rule 1 -> .5 at .5 a unit; guests start from .5, and the lever scales that to .25
        ("north_permit", 0.5, "STUDENTS", "NORTH", 0.5 * 0.5),
        ("north_permit", 0.5, "GUESTS", "NORTH", 0.5 * 0.25),
        ("north_permit", 0, "STUDENTS", "NORTH", 0.5 * 1),
        # the language barrier .8 at 1 a unit
        ("south_language", 50, "STUDENTS", "SOUTH", 1 * 0.4),
        ("south_language", 0, "STUDENTS", "SOUTH", 1 * 0.8),
        # pay: the weight of income (1, of guests .5) times the log of the ratio, whatever tax and prices are
        ("south_pay", 200, "STUDENTS", "SOUTH", 1 * math.log(2)),
        ("south_pay", 200, "GUESTS", "SOUTH", 0.5 * math.log(2)),
        ("south_pay", 50, "GUESTS", "SOUTH", -0.5 * math.log(2)),
    ],
)
def test_a_scale_multiplies_the_level_a_group_starts_from(
    change, lever, value, segment, destination, expected
):
    assert change(segment, destination, {lever: value}) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("value", [0, 50])
def test_a_scale_leaves_a_level_of_zero_at_zero(change, value):
    assert change("GUESTS", "SOUTH", {"south_language": value}) == 0.0


@pytest.mark.parametrize(
    ("value", "segment", "expected"),
    [
        # 40 years count as 10: scaling comes first, the limit of ten second
        (50, "STUDENTS", 0),
        (200, "STUDENTS", 0),
        (25, "STUDENTS", 0),
        (20, "STUDENTS", 0.1 * 2),
        (0, "STUDENTS", 0.1 * 10),
        # 3 years stay below the limit
        (200, "GUESTS", -0.2 * 3),
        (50, "GUESTS", 0.2 * 1.5),
    ],
)
def test_a_wait_is_scaled_first_and_limited_to_ten_years_second(change, value, segment, expected):
    assert change(segment, "SOUTH", {"south_wait": value}) == pytest.approx(expected, abs=1e-12)


# --- shift -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levers", "segment", "destination", "expected"),
    [
        # welcome in Northland starts at .2 for students and at -.2 for guests; .5 a unit
        ({"north_welcome": 0.4}, "STUDENTS", "NORTH", 0.5 * 0.4),
        ({"north_welcome": -0.4}, "GUESTS", "NORTH", -0.5 * 0.4),
        # a shift for those with a tag, and one for those without it
        ({"north_scrutiny": -0.4}, "GUESTS", "NORTH", -0.5 * 0.4),
        ({"north_scrutiny": -0.4}, "STUDENTS", "NORTH", 0),
        ({"south_welcome": 0.4}, "STUDENTS", "SOUTH", 0.5 * 0.4),
        ({"south_welcome": 0.4}, "GUESTS", "SOUTH", 0),
        # the index ends at 1 and -1: .2 + 1 counts as 1, -.4 - 1 as -1
        ({"north_welcome": 1}, "STUDENTS", "NORTH", 0.5 * 0.8),
        ({"south_welcome": -1}, "STUDENTS", "SOUTH", -0.5 * 0.6),
        # two shifts that meet are added: -.2 + .3 + .4
        ({"north_welcome": 0.3, "north_scrutiny": 0.4}, "GUESTS", "NORTH", 0.5 * 0.7),
        # ... and clipped once, after adding: -.2 - 1 + 1 is -.2, not -1 + 1
        ({"north_welcome": -1, "north_scrutiny": 1}, "GUESTS", "NORTH", 0),
        ({"north_welcome": -1, "north_scrutiny": 0.6}, "GUESTS", "NORTH", -0.5 * 0.4),
        ({"north_welcome": 1, "north_scrutiny": 1}, "GUESTS", "NORTH", 0.5 * 1.2),
        ({"north_welcome": -1, "north_scrutiny": -1}, "GUESTS", "NORTH", -0.5 * 0.8),
    ],
)
def test_shifts_add_up_and_are_clipped_once(change, levers, segment, destination, expected):
    assert change(segment, destination, levers) == pytest.approx(expected, abs=1e-12)


# --- the fee -----------------------------------------------------------------------------------------
# A fee of 100,000 over 4 years without interest is 25,000 a year. Labour costs 1.25 times the pay of 100,000 (of
# guests 200,000), so it rises by .2 (.1); offers are that to the power of -2, and access weighs .5: ln(1/1.2).


@pytest.mark.parametrize(("segment", "rise"), [("STUDENTS", 0.2), ("GUESTS", 0.1)])
def test_a_fee_that_the_employer_pays_cuts_offers_alone(change, segment, rise):
    found = change(segment, "NORTH", {"north_fee": 100_000}, ALL_NEW)
    assert found == pytest.approx(-math.log(1 + rise))


@pytest.mark.parametrize(
    ("segment", "expected"), [("STUDENTS", 1 * math.log(0.75)), ("GUESTS", 0.5 * math.log(0.875))]
)
def test_a_fee_that_the_worker_pays_cuts_pay_alone(change, segment, expected):
    levers = {"north_fee": 100_000, "north_passed": 100}
    assert change(segment, "NORTH", levers, ALL_NEW) == pytest.approx(expected)


def test_a_shared_fee_cuts_pay_and_offers(change):
    # 12,500 of pay, and 12,500 of a labour cost of 125,000
    levers = {"north_fee": 100_000, "north_passed": 50}
    expected = math.log(0.875) - math.log(1.1)
    assert change("STUDENTS", "NORTH", levers, ALL_NEW) == pytest.approx(expected)


def test_the_part_of_a_group_that_is_not_exposed_keeps_its_route(change):
    # half of the students are hired in Northland, and guests are exempt
    assert change("STUDENTS", "NORTH", {"north_fee": 100_000}) == pytest.approx(math.log(0.5 + 0.5 / 1.2))
    assert change("GUESTS", "NORTH", {"north_fee": 100_000}) == 0.0


def test_an_annual_fee_is_not_spread(change):
    # 100,000 a year on 125,000
    assert change("STUDENTS", "NORTH", {"north_fee": 100_000}, YEARLY) == pytest.approx(-math.log(1.8))


def test_a_worker_keeps_a_quarter_of_the_pay_and_the_employer_bears_the_rest(change):
    # 200,000 a year on a wage of 100,000: pay stops at .25, so the employer bears 200,000 - 75,000 on 125,000.
    levers = {"north_fee": 200_000, "north_passed": 100}
    assert change("STUDENTS", "NORTH", levers, YEARLY) == pytest.approx(math.log(0.25) - math.log(2))


def test_with_an_elasticity_of_zero_employers_withdraw_no_offer(change):
    levers = {"north_fee": 100_000, "offers": 0}
    assert change("STUDENTS", "NORTH", levers, ALL_NEW) == pytest.approx(0, abs=1e-15)


def test_a_longer_stay_makes_a_one_off_fee_lighter_and_leaves_an_annual_one(change):
    # 50,000 a year over 2 years, 20,000 over 5
    short, long = ({"north_fee": 100_000, "years": years} for years in (2, 5))
    assert change("STUDENTS", "NORTH", short, ALL_NEW) == pytest.approx(-math.log(1.4))
    assert change("STUDENTS", "NORTH", long, ALL_NEW) == pytest.approx(-math.log(1.16))
    assert change("STUDENTS", "NORTH", short, YEARLY) == change("STUDENTS", "NORTH", long, YEARLY)


def drawn(toy, weights, **parameters):
    """Assumptions of a few draws: multiples of some coefficients by id, and of the parameters."""
    central, people = policy.central(toy), policy.population(toy)
    count = len(next(iter((*weights.values(), *parameters.values()))))
    multiples = np.ones((count, len(people.coefficients)))
    for name, values in weights.items():
        multiples[:, people.coefficient(name)] = values
    return policy.Assumptions(
        multiples,
        {name: np.repeat(scale, count) for name, scale in central.scales.items()},
        {name: np.array(parameters.get(name, np.ones(count))) for name in central.parameters},
    )


def in_draws(toy, made, assumptions, segment, destination):
    """(N,) utility changes of a segment and destination, one a draw."""
    people = policy.population(toy)
    found = policy.utility_change(toy, policy.settings(toy, [made]), assumptions)
    return found[:, people.segment(segment), people.destination(destination)]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        # 500,000 a year on 125,000: ten times the weight of access (.5) on offers of 5 to the power of minus 30.
        ("all_new", 10 * 0.5 * -30 * math.log(5)),
        # Of people abroad the other half keeps its route, and nothing is left of the rest.
        ("abroad_only", math.log(0.5)),
    ],
)
def test_a_fee_that_leaves_next_to_no_offer_is_still_a_number(toy, scope, expected):
    readings = {"fee_basis": "annual", "fee_scope": scope}
    made = scenario.make(toy, {"north_fee": 500_000, "offers": 10}, readings)
    assumptions = drawn(toy, {"b_acc": [10]}, offer_elasticity=[3.0])
    assert in_draws(toy, made, assumptions, "STUDENTS", "NORTH") == pytest.approx([expected])


def test_passing_on_a_fee_of_nothing_changes_nothing(change):
    assert change("STUDENTS", "NORTH", {"north_passed": 100}, ALL_NEW) == 0.0


# --- eligibility -------------------------------------------------------------------------------------


def test_an_eased_rule_is_given_to_the_eligible(change):
    # 1 -> .5 and 1 -> 0 with a weight of .5
    assert change("STUDENTS", "SOUTH", {"south_permit": 0.5}) == pytest.approx(0.25)
    assert change("STUDENTS", "SOUTH", {"south_permit": 0}) == pytest.approx(0.5)


def test_a_group_gets_an_eased_rule_only_where_a_reading_makes_it_eligible(change):
    assert change("GUESTS", "SOUTH", {"south_permit": 0}) == 0.0
    found = change("GUESTS", "SOUTH", {"south_permit": 0}, {"permit_for": "everybody"})
    assert found == pytest.approx(0.5)


def test_a_group_of_which_a_part_is_eligible_gets_the_mixture(toy):
    given_ = policy.settings(toy, [scenario.make(toy, {"south_permit": 0})])
    part = {**given_.exposure, "south_permit": np.full((1, 2), 0.4)}
    found = policy.utility_change(toy, dataclasses.replace(given_, exposure=part), policy.central(toy))
    # ln(.6 e^(-.5) + .4 e^0) against -.5
    people = policy.population(toy)
    place = people.segment("STUDENTS"), people.destination("SOUTH")
    assert found[0, *place] == pytest.approx(math.log(0.6 * math.exp(-0.5) + 0.4) + 0.5)


# --- incentive ---------------------------------------------------------------------------------------
# A bonus of 160,000 for one in two is 80,000, over 4 years 20,000 a year, beside 50,000 less a fifth of tax.

BONUS = {"south_bonus": 160_000, "south_award": 50}
EVERYBODY = {"permit_for": "everybody"}


def test_a_bonus_adds_its_yearly_worth_to_net_income(change):
    assert change("STUDENTS", "SOUTH", BONUS) == pytest.approx(1 * math.log(1.5))
    assert change("STUDENTS", "SOUTH", {**BONUS, "south_award": 100}) == pytest.approx(1 * math.log(2))
    assert change("GUESTS", "SOUTH", BONUS) == 0.0


def test_a_bonus_for_everyone_reaches_everyone(change):
    assert change("GUESTS", "SOUTH", BONUS, EVERYBODY) == pytest.approx(0.5 * math.log(1.5))


def test_a_bonus_is_added_to_pay_that_has_already_changed(change):
    # (80,000 + 20,000) / 40,000
    assert change("STUDENTS", "SOUTH", {**BONUS, "south_pay": 200}) == pytest.approx(math.log(2.5))


def test_a_bonus_that_nobody_gets_changes_nothing(change):
    assert change("STUDENTS", "SOUTH", {"south_bonus": 400_000, "south_award": 0}) == 0.0
    assert change("STUDENTS", "SOUTH", {"south_award": 100}) == 0.0


# --- beliefs -----------------------------------------------------------------------------------------

MOVES = {
    "weight_income": ({"south_pay": 200}, "SOUTH", 1 * math.log(2)),
    "weight_language": ({"south_language": 0}, "SOUTH", 1 * 0.8),
    "the permit, without a lever of its own": ({"south_permit": 0}, "SOUTH", 0.5),
    "the wait, without one": ({"south_wait": 0}, "SOUTH", 0.1 * 10),
    "the welcome, without one": ({"north_welcome": -0.4}, "NORTH", -0.5 * 0.4),
    "access, without one": ({"north_odds": 0.5}, "NORTH", 0.5 * math.log(2)),
}


@pytest.mark.parametrize("belief", ["weight_income", "weight_language"])
@pytest.mark.parametrize("moved", MOVES)
def test_a_belief_multiplies_its_own_weight_and_no_other(toy, change, belief, moved):
    levers, destination, expected = MOVES[moved]
    for weight in (toy.lever(belief).min, toy.lever(belief).max):
        factor = weight if belief == moved else 1
        found = change("STUDENTS", destination, {**levers, belief: weight})
        assert found == pytest.approx(factor * expected)


@pytest.mark.parametrize("moved", MOVES)
@pytest.mark.parametrize("factor", [0.5, 1.5])
def test_responsiveness_multiplies_every_weight_also_one_without_a_lever(change, moved, factor):
    levers, destination, expected = MOVES[moved]
    found = change("STUDENTS", destination, {**levers, "responsiveness": factor})
    assert found == pytest.approx(factor * expected)


def test_a_weight_and_responsiveness_multiply_each_other(change):
    levers = {"south_language": 0, "weight_language": 2, "responsiveness": 0.5}
    assert change("STUDENTS", "SOUTH", levers) == pytest.approx(2 * 0.5 * 0.8)


def test_beliefs_work_inside_the_fee_as_well(change):
    # elasticity 4 in place of 2: offers are 1.1 to the power of -4, and access weighs .5
    levers = {"north_fee": 100_000, "north_passed": 50, "weight_income": 2, "offers": 4}
    expected = 2 * math.log(0.875) - 0.5 * 4 * math.log(1.1)
    assert change("STUDENTS", "NORTH", levers, ALL_NEW) == pytest.approx(expected)
    levers["responsiveness"] = 1.5
    assert change("STUDENTS", "NORTH", levers, ALL_NEW) == pytest.approx(1.5 * expected)


def test_in_a_draw_the_users_weight_multiplies_the_drawn_one(toy):
    made = scenario.make(toy, {"south_language": 0, "weight_language": 2})
    found = in_draws(toy, made, drawn(toy, {"b_lang": [0.5, 2.0]}), "STUDENTS", "SOUTH")
    np.testing.assert_allclose(found, [0.5 * 2 * 0.8, 2.0 * 2 * 0.8])


def test_in_a_draw_the_users_elasticity_and_years_are_multiplied(toy):
    # 4 times 1.5 and 2 times 2.5: 20,000 a year over 5 years on 125,000, to the power of -6
    made = scenario.make(toy, {"north_fee": 100_000, "offers": 4, "years": 2}, ALL_NEW)
    assumptions = drawn(toy, {}, offer_elasticity=[1.5], tenure_years=[2.5])
    found = in_draws(toy, made, assumptions, "STUDENTS", "NORTH")
    assert found == pytest.approx([0.5 * -6 * math.log(1.16)])


# --- the whole ---------------------------------------------------------------------------------------


def test_levers_on_one_destination_add_up_in_utility(change):
    levers = {"south_permit": 0, "south_language": 0, "south_wait": 0, "south_welcome": 0.4}
    assert change("STUDENTS", "SOUTH", levers) == pytest.approx(0.5 + 0.8 + 0.1 * 10 + 0.5 * 0.4)


@pytest.mark.parametrize("data_of", ["toy", "inputs"])
def test_a_lever_touches_its_own_destination_alone(request, data_of):
    inputs = request.getfixturevalue(data_of)
    people = policy.population(inputs)
    for row in inputs.levers:
        if not row.destination:
            continue
        for value in (row.min, row.max):
            beside = {row.companion: inputs.lever(row.companion).max} if row.companion else {}
            made = scenario.make(inputs, {**beside, row.id: value})
            change = policy.utility_change(inputs, policy.settings(inputs, [made]), policy.central(inputs))
            others = np.delete(change, people.destination(row.destination), axis=-1)
            assert (others == 0.0).all(), row.id


def by_its_row(inputs, lever, value, segment):
    """Utility change of a lever of kind scale or shift alone, read off the rows of attribute and weight."""
    tag = lever.segments.removeprefix("not ")
    named = tag == "all" or tag in segment.tags
    if named == lever.segments.startswith("not "):
        return 0.0
    attribute = next(row for row in inputs.attributes if row.id == lever.attribute)
    levels = {
        row.segment: row.value
        for row in inputs.attribute_levels
        if (row.destination, row.attribute) == (lever.destination, lever.attribute)
    }
    weights = {
        row.segment: row.value
        for row in inputs.coefficient_values
        if row.coefficient == (attribute.coefficient or "b_inc")
    }
    old = levels.get(segment.id, levels["*"])
    new = old * value / lever.baseline if lever.kind == "scale" else old + value - lever.baseline
    ends = [
        -math.inf if attribute.min is None else attribute.min,
        math.inf if attribute.max is None else attribute.max,
    ]
    new, most = min(max(new, ends[0]), ends[1]), math.inf if attribute.cap is None else attribute.cap
    weight = weights.get(segment.id, weights["*"]) * (attribute.sign or 1)
    if attribute.form == "linear":
        return weight * (min(new, most) - min(old, most))
    return weight * math.log(new / old)


@pytest.mark.parametrize("data_of", ["toy", "inputs"])
def test_every_scale_and_shift_of_the_data_changes_utility_as_its_rows_say(request, data_of):
    inputs = request.getfixturevalue(data_of)
    people, tried = policy.population(inputs), 0
    for lever in inputs.levers:
        if lever.kind not in ("scale", "shift"):
            continue
        for value in (lever.min, lever.max, (lever.min + lever.max) / 2):
            given_ = policy.settings(inputs, [scenario.make(inputs, {lever.id: value})])
            found = policy.utility_change(inputs, given_, policy.central(inputs))[0]
            for place, segment in enumerate(inputs.segments):
                expected = by_its_row(inputs, lever, value, segment)
                own = found[place, people.destination(lever.destination)]
                assert own == pytest.approx(expected, abs=1e-12), (lever.id, value, segment.id)
                tried += expected != 0
    assert tried > len(inputs.segments)


@given(data=st.data())
def test_many_scenarios_in_one_call_equal_one_call_each(inputs, box, data):
    several = data.draw(st.lists(box, min_size=2, max_size=5))
    together = policy.utility_change(inputs, policy.settings(inputs, several), policy.central(inputs))
    for place, made in enumerate(several):
        alone = policy.utility_change(inputs, policy.settings(inputs, [made]), policy.central(inputs))
        np.testing.assert_allclose(together[place], alone[0], rtol=1e-13, atol=1e-15)
