"""The capped lens, worked by hand from model.md, section 6."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import outcome, policy, scenario, simulate

FILED, SELECTED, CAP = 343_981, 118_660, 85_000
# Offers left by $100,000 once at a wage of $100,000: the yearly cost over labour cost, to the power of -5.
OFFERS = (1 + 100_000 * 0.05 / (1 - 1.05**-4.5) / 130_000) ** -5


def test_at_the_baseline_the_lens_shows_fy2026(inputs):
    found = outcome.lens(inputs, scenario.Scenario())
    assert found.registrations == pytest.approx(FILED)
    assert found.odds == pytest.approx(SELECTED / FILED)
    assert found.issued == pytest.approx(CAP)
    assert found.in_us_share == pytest.approx(0.54)
    assert found.offers == 1
    assert found.issued_abroad == pytest.approx(0.46 * CAP)


def test_a_fee_for_people_abroad_cuts_their_registrations_alone(inputs):
    found = outcome.lens(inputs, scenario.make(inputs, {"us_fee": 100_000}))
    assert found.offers == pytest.approx(OFFERS)
    assert found.registrations == pytest.approx(FILED * (0.46 * OFFERS + 0.54))
    assert found.in_us_share == pytest.approx(0.54 / (0.46 * OFFERS + 0.54))
    assert found.issued == pytest.approx(CAP)


def test_a_fee_on_all_new_petitions_cuts_both_alike(inputs):
    found = outcome.lens(inputs, scenario.make(inputs, {"us_fee": 100_000}, {"fee_scope": "all_new"}))
    assert found.registrations == pytest.approx(FILED * OFFERS)
    assert found.in_us_share == pytest.approx(0.54)


def test_while_the_cap_binds_a_higher_fee_changes_who_gets_in_and_not_how_many(inputs):
    runs = [outcome.lens(inputs, scenario.make(inputs, {"us_fee": fee})) for fee in range(0, 150_001, 10_000)]
    assert [run.issued for run in runs] == pytest.approx([CAP] * len(runs))
    shares = [run.in_us_share for run in runs]
    assert shares == sorted(shares) and shares[-1] > shares[0]
    assert all(run.registrations > SELECTED for run in runs)


def test_everyone_is_selected_when_registrations_fall_below_the_number_selected(inputs):
    # 150,000 a year on everyone: offers (1 + 150000 / 130000)^-5 = .0216, so 7,421 registrations.
    made = scenario.make(inputs, {"us_fee": 150_000}, {"fee_basis": "annual", "fee_scope": "all_new"})
    found = outcome.lens(inputs, made)
    registrations = FILED * (1 + 150 / 130) ** -5
    assert registrations < SELECTED
    assert found.registrations == pytest.approx(registrations)
    assert found.odds == 1
    # Of the selected, 85,000 in 118,660 become places.
    assert found.issued == pytest.approx(registrations * CAP / SELECTED)
    assert found.issued < CAP


def test_what_the_worker_pays_does_not_cut_offers(inputs):
    found = outcome.lens(inputs, scenario.make(inputs, {"us_fee": 100_000, "us_fee_passthrough": 100}))
    assert found.offers == pytest.approx(1)
    assert found.registrations == pytest.approx(FILED)


def test_the_users_own_beliefs_about_offers_count(inputs):
    extreme = scenario.make(inputs, {"us_fee": 100_000, "offer_elasticity": 30})
    assert outcome.lens(inputs, extreme).offers == pytest.approx(OFFERS**6)
    short = scenario.make(inputs, {"us_fee": 100_000, "tenure_years": 1})
    assert outcome.lens(inputs, short).offers == pytest.approx((1 + 100 / 130) ** -5)


def test_preferences_scale_registrations_by_the_pools(inputs):
    # Abroad 2,550 + 4,000 and in the US 83 + 40 + 45 thousand, each times its US share before and after.
    made = scenario.make(inputs, {"us_fee": 100_000, "us_welcome": -0.5, "us_scrutiny": -0.5})
    run = simulate.run(inputs, made, draws=0)
    share = {name: run.share[row, 1] for row, name in enumerate(run.segments)}
    in_us = 83 * share["IND_IN_US"] + 40 * share["CHN_IN_US"] + 45 * share["OTH_IN_US"]
    in_us /= 83 * 0.86 + 40 * 0.83 + 45 * 0.635
    abroad = (2550 * share["IND_YOUNG"] + 4000 * share["GLOBAL_YOUNG"]) / (2550 * 0.15 + 4000 * 0.075)
    found = outcome.lens(inputs, made, run)
    assert found.registrations == pytest.approx(FILED * (0.46 * OFFERS * abroad + 0.54 * in_us))
    assert found.in_us_share == pytest.approx(0.54 * in_us / (0.46 * OFFERS * abroad + 0.54 * in_us))


def test_the_selection_rate_of_the_lens_never_feeds_the_lottery_lever(inputs):
    guided = scenario.make(inputs, {"us_fee": 100_000})
    lowered = scenario.make(inputs, {"us_fee": 100_000, "us_odds": 0.18})
    assert outcome.lens(inputs, guided) == outcome.lens(inputs, lowered)


def test_groups_outside_the_lottery_do_not_count_in_the_lens(inputs):
    made = scenario.make(inputs, {"us_research": 50})
    run = simulate.run(inputs, made, draws=0)
    before = outcome.lens(inputs, made, run)
    changed = run.share.copy()
    for segment in ("SENIOR_RES", "CHN_HERITAGE_SCI"):
        changed[run.segments.index(segment), 1] = 0
    other = simulate.Run(run.segments, run.destinations, run.baseline, changed, None)
    assert outcome.lens(inputs, made, other) == before


def test_jobs_placed_abroad_are_four_to_nine_tenths_of_the_places_lost_abroad(inputs):
    baseline = outcome.lens(inputs, scenario.Scenario())
    guided = outcome.lens(inputs, scenario.make(inputs, {"us_fee": 100_000}))
    lost = CAP * 0.46 - CAP * 0.46 * OFFERS / (0.46 * OFFERS + 0.54)
    assert outcome.placed_abroad(inputs, guided, baseline) == pytest.approx((0.4 * lost, 0.9 * lost))
    assert outcome.placed_abroad(inputs, baseline, baseline) == (0, 0)


def test_the_lottery_is_in_the_us(inputs):
    assert outcome.lottery(inputs).destination == "US"


@given(data=st.data())
def test_the_lens_holds_its_own_identities_anywhere_in_the_box(inputs, box, data):
    made = data.draw(box)
    found = outcome.lens(inputs, made, simulate.run(inputs, made, draws=0))
    assert 0 < found.registrations < np.inf
    assert found.odds == pytest.approx(min(1, SELECTED / found.registrations))
    assert found.issued == pytest.approx(min(CAP, found.odds * found.registrations * CAP / SELECTED))
    assert 0 <= found.issued <= CAP
    assert 0 <= found.in_us_share <= 1
    assert 0 < found.offers <= 1 + 1e-12
    assert found.issued_abroad == pytest.approx(found.issued * (1 - found.in_us_share))


def test_pools_are_those_of_the_specification(inputs):
    people = policy.population(inputs)
    assert people.pools.tolist() == [2550, 83, 40, 45, 60, 1000, 4000]
    assert people.draws.tolist() == [1, 3, 3, 3, 0, 0, 1]
