"""Appeal: the factors of a share multiply to it, and what a change is worth in pay is worked by hand."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.analysis import appeal
from scenarios.engine import draws, group, policy, scenario

EXACT = 1e-12


def factor(inputs, levers, segment, destination):
    """The factors of one share under some lever values."""
    rows = appeal.factors(inputs, scenario.make(inputs, levers), segment)
    return next(row for row in rows if row.destination == destination)


def worth_of(inputs, id_, segment, levers=None, count=1024):
    """What one change is worth to one segment."""
    rows = appeal.worth(inputs, scenario.make(inputs, levers or {}), count)
    return next(row for row in rows if (row.id, row.segment) == (id_, segment))


# --- factors -----------------------------------------------------------------------------------------


@given(data=st.data())
def test_start_own_and_all_appeal_multiply_to_the_share(data, toy, toy_box):
    chosen = data.draw(toy_box)
    for segment in toy.segments:
        people = group.of(toy, segment.id)
        run = group.run(people, chosen, 0)
        change = policy.utility_change(people.inputs, people.settings([chosen]), people.assumptions())[0, 0]
        rows = appeal.factors(toy, chosen, segment.id)
        assert [row.destination for row in rows] == [
            name for name, start in zip(people.destinations, run.baseline, strict=True) if start
        ]
        for row in rows:
            column = people.column(row.destination)
            assert row.baseline * row.own * row.others == pytest.approx(row.share, rel=EXACT, abs=EXACT)
            assert (row.baseline, row.share) == (run.baseline[column], run.share[column])
            assert row.change_pp == 100 * (row.share - row.baseline)
            assert row.own == pytest.approx(
                math.exp(change[column] / scale_of(toy, segment, row.destination))
            )
            if abs(change[column]) > EXACT:
                assert (row.own > 1) == (change[column] > 0)
            else:  # nothing, or the rounding of two shifts that cancel out
                assert row.own == pytest.approx(1, abs=10 * EXACT)


def scale_of(inputs, segment, destination):
    """The scale that stands over a destination for a group: 1 at the top, where its status quo is."""
    nests = {row.id: row.value for row in inputs.nests}
    if destination == segment.status_quo:
        return 1.0
    if destination == segment.return_destination:
        return nests["RETURN"]
    return nests[next(row.nest for row in inputs.destinations if row.id == destination)]


def test_two_shifts_that_cancel_out_but_for_rounding_are_no_appeal_of_their_own(toy):
    """-.2 - .9 + .9 is not quite -.2 in floating point, so utility changes by a rounding error."""
    chosen = scenario.make(toy, {"north_welcome": -0.9, "north_scrutiny": 0.9})
    people = group.of(toy, "GUESTS")
    change = policy.utility_change(people.inputs, people.settings([chosen]), people.assumptions())
    assert 0 < abs(change).max() < 1e-15
    row = factor(toy, {"north_welcome": -0.9, "north_scrutiny": 0.9}, "GUESTS", "NORTH")
    assert row.own == pytest.approx(1, abs=EXACT) and row.change_pp == pytest.approx(0, abs=1e-10)


@pytest.mark.parametrize(
    ("levers", "segment", "destination", "own"),
    [
        # No permit: 1 x .5; NEAR has the scale .5.
        ({"south_permit": 0}, "STUDENTS", "SOUTH", math.exp(0.5 / 0.5)),
        # Welcome +.4 at .5 a unit.
        ({"north_welcome": 0.4}, "STUDENTS", "NORTH", math.exp(0.2 / 0.5)),
        # Those who are in Northland already stand at the top, where the scale is 1.
        ({"north_welcome": 0.4}, "GUESTS", "NORTH", math.exp(0.2)),
        # Doubled pay at a weight of .5.
        ({"south_pay": 200}, "GUESTS", "SOUTH", math.exp(0.5 * math.log(2) / 0.5)),
    ],
)
def test_own_appeal_is_the_change_of_utility_over_the_scale_of_the_nest(
    toy, levers, segment, destination, own
):
    assert factor(toy, levers, segment, destination).own == pytest.approx(own, rel=EXACT)


def test_own_appeal_of_a_return_is_over_the_scale_of_the_nest_of_returns(toy):
    """Guests who come from Southland return there (.8)."""
    back = tuple(
        row.model_copy(update={"return_destination": "SOUTH"}) if row.id == "GUESTS" else row
        for row in toy.segments
    )
    found = factor(dataclasses.replace(toy, segments=back), {"south_pay": 200}, "GUESTS", "SOUTH")
    assert found.own == pytest.approx(math.exp(0.5 * math.log(2) / 0.8), rel=EXACT)


def test_at_the_top_all_appeal_is_one_over_what_the_group_is_lifted_by(toy):
    """Northland 80%, others 20%: .8 e^.2 + .2 is what all appeal together grows by, the others standing still."""
    row = factor(toy, {"north_welcome": 0.4}, "GUESTS", "NORTH")
    assert row.baseline == pytest.approx(0.8)
    assert row.others == pytest.approx(1 / (0.8 * math.exp(0.2) + 0.2))


def test_those_who_stay_away_from_a_pull_lose_by_all_appeal_alone(toy):
    row = factor(toy, {"north_welcome": 0.4}, "STUDENTS", "WORLD")
    assert row.own == 1 and row.others < 1


def test_without_a_change_every_factor_is_one(toy):
    for row in appeal.factors(toy, scenario.Scenario(), "STUDENTS"):
        assert row.own == 1 and row.others == pytest.approx(1, abs=EXACT) and row.change_pp == 0


def test_the_weighted_total_and_an_unknown_group_are_refused(toy):
    with pytest.raises(scenario.ScenarioError, match="one segment"):
        appeal.factors(toy, scenario.Scenario(), group.TOTAL)
    with pytest.raises(scenario.ScenarioError, match="'STUDENTS'"):
        appeal.factors(toy, scenario.Scenario(), "STUDENT")


# --- worth -------------------------------------------------------------------------------------------


def drawn_ratio(inputs, coefficient, utility, income, weight=1.0):
    """exp(dV / b_inc) - 1 in each draw, both sides from the same one."""
    sample = draws.sample(inputs, 1024)
    names = [row.id for row in inputs.coefficients]
    own, pay = (sample.weights[:, names.index(name)] for name in (coefficient, "b_inc"))
    return np.expm1(utility * own / (income * weight * pay))


def test_no_permit_is_worth_two_thirds_of_a_years_pay_to_students(toy):
    """exp(.5 / 1) - 1 = .65 at the centre; the median of the draws is near it."""
    found = worth_of(toy, "south_free", "STUDENTS")
    assert found.median == pytest.approx(math.exp(0.5) - 1, rel=0.1)
    assert (found.low, found.median, found.high) == pytest.approx(
        np.quantile(drawn_ratio(toy, "b_permit", 0.5, 1), [0.05, 0.5, 0.95])
    )
    assert found.pay == 50000


def test_the_draws_of_the_ratio_are_paired(toy):
    """With the weights of income in another order the quantiles would be others."""
    found = worth_of(toy, "south_free", "STUDENTS")
    sample = draws.sample(toy, 1024)
    names = [row.id for row in toy.coefficients]
    permit, pay = (sample.weights[:, names.index(name)] for name in ("b_permit", "b_inc"))
    unpaired = np.expm1(0.5 * permit / pay[::-1])
    assert abs(np.quantile(unpaired, 0.95) / found.high - 1) > 0.001


def test_what_an_added_level_is_worth_by_hand(toy):
    """A year sooner in Northland: .2 a year to guests, who weigh income by .5; .1 to students, who weigh it by 1."""
    for segment, utility, income, pay in (("GUESTS", 0.2, 0.5, 200000), ("STUDENTS", 0.1, 1, 100000)):
        found = worth_of(toy, "north_year", segment)
        expected = np.quantile(drawn_ratio(toy, "b_wait", utility, income), [0.05, 0.5, 0.95])
        assert (found.low, found.median, found.high) == pytest.approx(expected)
        assert found.pay == pay


def with_worth(toy, **cells):
    """The toy with one more row of what a change is worth."""
    row = toy.worth[-1].model_copy(update={"id": "one_more", **cells})
    return dataclasses.replace(toy, worth=(*toy.worth, row))


def test_what_does_not_hold_a_group_back_is_worth_nothing(toy):
    """Students wait 40 years in Southland, and all beyond ten count as ten; guests are not eligible for its permit."""
    found = worth_of(with_worth(toy, destination="SOUTH"), "one_more", "STUDENTS")
    assert found.nothing and found.median == 0
    found = worth_of(toy, "south_free", "GUESTS")
    assert found.nothing and found.median == 0


def test_a_belief_that_income_counts_more_lowers_what_a_change_is_worth(toy):
    found = worth_of(toy, "south_free", "STUDENTS", {"weight_income": 2})
    expected = np.quantile(drawn_ratio(toy, "b_permit", 0.5, 1, weight=2), [0.05, 0.5, 0.95])
    assert (found.low, found.median, found.high) == pytest.approx(expected)
    assert found.high < worth_of(toy, "south_free", "STUDENTS").high


def test_responsiveness_leaves_the_ratio_where_it_is(toy):
    for row, other in zip(
        appeal.worth(toy, scenario.make(toy, {"responsiveness": 1.5})),
        appeal.worth(toy),
        strict=True,
    ):
        assert (row.low, row.median, row.high) == pytest.approx((other.low, other.median, other.high))


def test_policy_and_readings_do_not_matter(toy):
    chosen = scenario.make(
        toy,
        {"south_permit": 0.5, "south_wait": 0, "south_language": 50, "north_fee": 100000},
        {"permit_for": "everybody"},
    )
    assert appeal.worth(toy, chosen) == appeal.worth(toy)


def test_there_is_a_row_for_each_change_and_each_segment_that_has_the_place(inputs):
    rows = appeal.worth(inputs, draws=128)
    assert [row.id for row in rows] == [row.id for row in inputs.worth for _ in inputs.segments]
    assert [row.segment for row in rows] == [row.id for _ in inputs.worth for row in inputs.segments]
    assert all(row.low <= row.median <= row.high and math.isfinite(row.high) for row in rows)
