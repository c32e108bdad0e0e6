"""The capped lens, worked by hand on the toy data (model.md, section 6)."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import outcome, policy, scenario, simulate

FILED, SELECTED, CAP = 200_000, 60_000, 40_000
"""Half of those who are filed for are abroad."""

FEE = {"north_fee": 100_000}
ALL_NEW = {"fee_scope": "all_new"}
YEARLY = {"fee_basis": "annual", "fee_scope": "all_new"}

OFFERS = 1 / 1.44
"""Left by 100,000 once at a wage of 100,000: 25,000 a year on a labour cost of 125,000, to the power of -2."""


def test_at_the_baseline_the_lens_shows_the_year_of_the_data(toy):
    found = outcome.lens(toy, scenario.Scenario())
    assert found.registrations == pytest.approx(FILED)
    assert found.odds == pytest.approx(0.3)
    assert found.issued == pytest.approx(CAP)
    assert found.in_us_share == pytest.approx(0.5)
    assert found.offers == 1
    assert found.issued_abroad == pytest.approx(20_000)


def test_a_fee_for_people_abroad_cuts_their_registrations_alone(toy):
    """100,000 stay, and of the other 100,000 there are 69,444."""
    found = outcome.lens(toy, scenario.make(toy, FEE))
    assert found.offers == pytest.approx(OFFERS)
    assert found.registrations == pytest.approx(100_000 + 100_000 / 1.44)
    assert found.in_us_share == pytest.approx(1.44 / 2.44)
    assert found.issued == pytest.approx(CAP)


def test_a_fee_on_all_new_petitions_cuts_both_alike(toy):
    found = outcome.lens(toy, scenario.make(toy, FEE, ALL_NEW))
    assert found.registrations == pytest.approx(FILED * OFFERS)
    assert found.in_us_share == pytest.approx(0.5)


def test_while_the_cap_binds_a_higher_fee_changes_who_gets_in_and_not_how_many(toy):
    runs = [outcome.lens(toy, scenario.make(toy, {"north_fee": fee})) for fee in range(0, 500_001, 50_000)]
    assert [run.issued for run in runs] == pytest.approx([CAP] * len(runs))
    shares = [run.in_us_share for run in runs]
    assert shares == sorted(shares) and shares[-1] > shares[0]
    assert all(run.registrations > SELECTED for run in runs)


def test_everyone_is_selected_when_registrations_fall_below_the_number_selected(toy):
    """125,000 a year on everyone double the labour cost: a quarter of the offers, so 50,000 registrations."""
    found = outcome.lens(toy, scenario.make(toy, {"north_fee": 125_000}, YEARLY))
    assert found.registrations == pytest.approx(50_000)
    assert found.odds == 1
    # Of the selected two of three become places.
    assert found.issued == pytest.approx(50_000 * 2 / 3)


def test_what_the_worker_pays_does_not_cut_offers(toy):
    found = outcome.lens(toy, scenario.make(toy, {**FEE, "north_passed": 100}))
    assert found.offers == pytest.approx(1)
    assert found.registrations == pytest.approx(FILED)


def test_the_users_own_beliefs_about_offers_count(toy):
    assert outcome.lens(toy, scenario.make(toy, {**FEE, "offers": 6})).offers == pytest.approx(OFFERS**3)
    # Over one year the whole fee: 100,000 on 125,000.
    short = scenario.make(toy, {**FEE, "years": 1})
    assert outcome.lens(toy, short).offers == pytest.approx(1.8**-2)


def test_preferences_scale_registrations_by_the_change_of_the_share(toy):
    """Abroad are the students, 30% of whom prefer Northland before; inside the guests, 80%."""
    made = scenario.make(toy, {**FEE, "north_welcome": -0.4, "north_scrutiny": -0.4})
    run = simulate.run(toy, made, draws=0)
    abroad, inside = run.share[0, 1] / 0.3, run.share[1, 1] / 0.8
    found = outcome.lens(toy, made, run)
    assert found.registrations == pytest.approx(100_000 * (OFFERS * abroad + inside))
    assert found.in_us_share == pytest.approx(inside / (OFFERS * abroad + inside))


def of_three(toy, *lenses):
    """The toy with a third group beside students and guests, each on a side of the lens, and a run of it.

    Northland falls from 30% to 20% of the first and the third, and from 80% to 40% of the second.
    """
    third = toy.segments[0].model_copy(update={"id": "THIRD"})
    segments = tuple(
        row.model_copy(update={"lens": lens})
        for row, lens in zip((*toy.segments, third), lenses, strict=True)
    )
    shares = tuple(
        row.model_copy(update={"segment": "THIRD"})
        for row in toy.baseline_shares
        if row.segment == "STUDENTS"
    )
    exposure = (
        row.model_copy(update={"segment": "THIRD"}) for row in toy.exposure if row.segment == "STUDENTS"
    )
    inputs = dataclasses.replace(
        toy,
        segments=segments,
        baseline_shares=(*toy.baseline_shares, *shares),
        exposure=(*toy.exposure, *exposure),
    )
    students, guests = (
        [[0.5, 0.3, 0.1, 0.1], [0.6, 0.2, 0.1, 0.1]],
        [[0.15, 0.8, 0.05, 0], [0.55, 0.4, 0.05, 0]],
    )
    before, after = (np.array([students[end], guests[end], students[end]]) for end in (0, 1))
    names = tuple(row.id for row in segments), tuple(row.id for row in toy.destinations)
    return inputs, simulate.Run(*names, before, after, None)


def test_groups_of_one_side_of_the_lens_are_weighted_by_their_pools(toy):
    """Abroad 300 thousand of whom 30% become 20%, and 100 thousand of whom 80% become 40%; inside 30 become 20%."""
    inputs, run = of_three(toy, "abroad", "abroad", "inside")
    found = outcome.lens(inputs, scenario.Scenario(), run)
    abroad = (3 * 20 + 1 * 40) / (3 * 30 + 1 * 80)
    assert found.registrations == pytest.approx(100_000 * (abroad + 20 / 30))


def test_groups_outside_the_lottery_do_not_count_in_the_lens(toy):
    inputs, run = of_three(toy, "abroad", "", "inside")
    found = outcome.lens(inputs, scenario.Scenario(), run)
    assert found.registrations == pytest.approx(FILED * 20 / 30)
    assert found.in_us_share == pytest.approx(0.5)


def test_the_selection_rate_of_the_lens_never_feeds_the_lottery_lever(toy):
    lowered = scenario.make(toy, {**FEE, "north_odds": 0.05})
    assert outcome.lens(toy, scenario.make(toy, FEE)) == outcome.lens(toy, lowered)


def test_jobs_placed_abroad_are_half_of_the_places_lost_abroad_to_all_of_them(toy):
    baseline = outcome.lens(toy, scenario.Scenario())
    with_fee = outcome.lens(toy, scenario.make(toy, FEE))
    lost = CAP * (0.5 - 1 / 2.44)
    assert outcome.placed_abroad(toy, with_fee, baseline) == pytest.approx((0.5 * lost, lost))
    assert outcome.placed_abroad(toy, baseline, baseline) == (0, 0)


def test_the_lens_counts_the_places_of_the_one_lottery(toy):
    assert outcome.lottery(toy).id == "north_odds"


@given(data=st.data())
def test_the_lens_holds_its_own_identities_anywhere_in_the_box(toy, toy_box, data):
    made = data.draw(toy_box)
    found = outcome.lens(toy, made, simulate.run(toy, made, draws=0))
    assert 0 < found.registrations < np.inf
    assert found.odds == pytest.approx(min(1, SELECTED / found.registrations))
    assert found.issued == pytest.approx(min(CAP, found.odds * found.registrations * CAP / SELECTED))
    assert 0 <= found.issued <= CAP
    assert 0 <= found.in_us_share <= 1
    assert 0 < found.offers <= 1 + 1e-12
    assert found.issued_abroad == pytest.approx(found.issued * (1 - found.in_us_share))


def test_pools_and_draws_are_those_of_the_rows(toy):
    people = policy.population(toy)
    assert people.pools.tolist() == [300, 100]
    assert people.draws.tolist() == [1, 2]
