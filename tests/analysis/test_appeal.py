"""Appeal: the factors of a share multiply to it, and what a change is worth in pay is worked by hand."""

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
def test_start_own_and_all_appeal_multiply_to_the_share(data, inputs, box):
    chosen = data.draw(box)
    for segment in inputs.segments:
        people = group.of(inputs, segment.id)
        run = group.run(people, chosen, 0)
        change = policy.utility_change(people.inputs, people.settings([chosen]), people.assumptions())[0, 0]
        rows = appeal.factors(inputs, chosen, segment.id)
        assert [row.destination for row in rows] == [
            name for name, start in zip(people.destinations, run.baseline, strict=True) if start
        ]
        for row in rows:
            column = people.column(row.destination)
            assert row.baseline * row.own * row.others == pytest.approx(row.share, rel=EXACT, abs=EXACT)
            assert (row.baseline, row.share) == (run.baseline[column], run.share[column])
            assert row.change_pp == 100 * (row.share - row.baseline)
            assert (row.own == 1) == (change[column] == 0)
            assert (row.own > 1) == (change[column] > 0)


@pytest.mark.parametrize(
    ("levers", "segment", "destination", "own"),
    [
        # No job offer: 1 x .25; ASIA has the scale .60.
        ({"cn_job_offer": 0}, "IND_YOUNG", "CN", math.exp(0.25 / 0.60)),
        # Welcome +.2 at .45 a unit; ANGLO has the scale .50.
        ({"us_welcome": 0.2}, "IND_YOUNG", "US", math.exp(0.09 / 0.50)),
        # Those who are in the US already stand at the top, where the scale is 1.
        ({"us_welcome": 0.2}, "IND_IN_US", "US", math.exp(0.09)),
        # Research in China .85 x 1.5 at .40 a unit; for Chinese groups it is the return, at .75.
        ({"cn_research": 150}, "CHN_IN_US", "CN", math.exp(0.40 * 0.425 / 0.75)),
        # The German language barrier of .25 at .80; EURO has the scale .65.
        ({"de_language": 0}, "GLOBAL_YOUNG", "DE", math.exp(0.20 / 0.65)),
    ],
)
def test_own_appeal_is_the_change_of_utility_over_the_scale_of_the_nest(
    inputs, levers, segment, destination, own
):
    assert factor(inputs, levers, segment, destination).own == pytest.approx(own, rel=EXACT)


def test_at_the_top_all_appeal_is_one_over_what_the_group_is_lifted_by(inputs):
    """US 86%, others 14%: (.86 e^.09 + .14) is what all appeal together grows by, the others standing still."""
    row = factor(inputs, {"us_welcome": 0.2}, "IND_IN_US", "US")
    start = 86 / (8 + 86 + 2.2 + 1 + 0.8 + 0.1 + 0.6 + 0.05 + 0.05 + 1.2)
    assert row.baseline == pytest.approx(start)
    assert row.others == pytest.approx(1 / (start * math.exp(0.09) + 1 - start))


def test_those_who_stay_away_from_a_pull_lose_by_all_appeal_alone(inputs):
    row = factor(inputs, {"us_welcome": 0.2}, "IND_YOUNG", "DE")
    assert row.own == 1 and row.others < 1


def test_without_a_change_every_factor_is_one(inputs):
    for row in appeal.factors(inputs, scenario.Scenario(), "IND_YOUNG"):
        assert row.own == 1 and row.others == pytest.approx(1, abs=EXACT) and row.change_pp == 0


def test_the_weighted_total_and_an_unknown_group_are_refused(inputs):
    with pytest.raises(scenario.ScenarioError, match="one segment"):
        appeal.factors(inputs, scenario.Scenario(), group.TOTAL)
    with pytest.raises(scenario.ScenarioError, match="'IND_YOUNG'"):
        appeal.factors(inputs, scenario.Scenario(), "IND_YUNG")


# --- worth -------------------------------------------------------------------------------------------


def drawn_ratio(inputs, coefficient, utility, income=0.60, weight=1.0):
    """exp(dV / b_inc) - 1 in each draw, both sides from the same one, by the sizes of the specification."""
    sample = draws.sample(inputs, 1024)
    names = [row.id for row in inputs.coefficients]
    own, pay = (sample.weights[:, names.index(name)] for name in (coefficient, "b_inc"))
    return np.expm1(utility * own / (income * weight * pay))


def test_no_job_offer_in_china_is_worth_about_half_a_years_pay_to_young_indians(inputs):
    """exp(.25 / .60) - 1 = .517 at the centre; the median of the draws is near it."""
    found = worth_of(inputs, "cn_offer", "IND_YOUNG")
    assert found.median == pytest.approx(math.exp(0.25 / 0.60) - 1, rel=0.1)
    assert (found.low, found.median, found.high) == pytest.approx(
        np.quantile(drawn_ratio(inputs, "b_spon", 0.25), [0.05, 0.5, 0.95])
    )
    assert found.pay == 33000


def test_the_draws_of_the_ratio_are_paired(inputs):
    """With the weights of income in another order the quantiles would be others."""
    found = worth_of(inputs, "cn_english", "IND_YOUNG")
    paired = drawn_ratio(inputs, "b_lang", 0.87 * 0.80)
    assert (found.low, found.high) == pytest.approx(np.quantile(paired, [0.05, 0.95]))
    sample = draws.sample(inputs, 1024)
    names = [row.id for row in inputs.coefficients]
    language, pay = (sample.weights[:, names.index(name)] for name in ("b_lang", "b_inc"))
    unpaired = np.expm1(0.87 * 0.80 * language / (0.60 * pay[::-1]))
    assert abs(np.quantile(unpaired, 0.95) / found.high - 1) > 0.001


@pytest.mark.parametrize(
    ("id_", "segment", "coefficient", "utility", "income"),
    [
        # A year sooner in the US: from 3 years .05 a year; from 5 years .14 a year.
        ("us_year", "GLOBAL_YOUNG", "b_pr", 0.05, 0.60),
        ("us_year", "CHN_IN_US", "b_pr", 0.14, 0.60),
        # From 10 years, no visible path, to 9.
        ("cn_year", "IND_YOUNG", "b_pr", 0.05, 0.60),
        # A sponsor is .6 needed in the US already.
        ("us_offer", "IND_IN_US", "b_spon", 0.6 * 0.25, 0.60),
        ("kr_english", "SENIOR_RES", "b_lang", 0.82 * 0.50, 0.50),
    ],
)
def test_what_a_change_is_worth_by_hand(inputs, id_, segment, coefficient, utility, income):
    found = worth_of(inputs, id_, segment)
    expected = np.quantile(drawn_ratio(inputs, coefficient, utility, income), [0.05, 0.5, 0.95])
    assert (found.low, found.median, found.high) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("id_", "segment"),
    [
        ("us_year", "IND_YOUNG"),  # 50 years, and all beyond ten count as ten
        ("us_year", "IND_IN_US"),
        ("us_year", "CHN_HERITAGE_SCI"),  # settled: no wait is left to shorten
        ("cn_year", "CHN_IN_US"),
        ("cn_offer", "CHN_IN_US"),  # nationals need no job offer at home
        ("cn_offer", "CHN_HERITAGE_SCI"),
        ("cn_english", "CHN_IN_US"),
        ("cn_offer", "SENIOR_RES"),  # the K visa is for the young, as the reading stands
    ],
)
def test_what_does_not_hold_a_group_back_is_worth_nothing(inputs, id_, segment):
    found = worth_of(inputs, id_, segment)
    assert found.nothing and found.median == 0


def test_a_belief_that_income_counts_more_lowers_what_a_change_is_worth(inputs):
    found = worth_of(inputs, "cn_offer", "IND_YOUNG", {"weight_income": 1.6})
    expected = np.quantile(drawn_ratio(inputs, "b_spon", 0.25, weight=1.6), [0.05, 0.5, 0.95])
    assert (found.low, found.median, found.high) == pytest.approx(expected)
    assert found.high < worth_of(inputs, "cn_offer", "IND_YOUNG").high


def test_responsiveness_leaves_the_ratio_where_it_is(inputs):
    for row, other in zip(
        appeal.worth(inputs, scenario.make(inputs, {"responsiveness": 1.5})),
        appeal.worth(inputs),
        strict=True,
    ):
        assert (row.low, row.median, row.high) == pytest.approx((other.low, other.median, other.high))


def test_policy_and_readings_do_not_matter(inputs):
    chosen = scenario.make(
        inputs,
        {"cn_job_offer": 0.5, "us_pr_wait": 0, "cn_language": 50, "us_fee": 100000},
        {"k_eligibility": "experienced_too"},
    )
    assert appeal.worth(inputs, chosen) == appeal.worth(inputs)


def test_there_is_a_row_for_each_change_and_each_segment_that_has_the_place(inputs):
    rows = appeal.worth(inputs, draws=128)
    assert [row.id for row in rows] == [row.id for row in inputs.worth for _ in inputs.segments]
    assert [row.segment for row in rows] == [row.id for _ in inputs.worth for row in inputs.segments]
    assert all(row.low <= row.median <= row.high and math.isfinite(row.high) for row in rows)
