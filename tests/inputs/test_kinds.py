"""Levers that would be lost beside others, or be without effect, are refused by name."""

import dataclasses

import pytest

from scenarios.inputs import lint
from tests.beside import like, more


@pytest.mark.parametrize(
    ("name", "cells", "told"),
    [
        ("us_fee", {}, "us_fee_2: us_fee is the lever of kind fee for US already"),
        ("us_odds", {}, "us_odds_2: us_odds is the lever of kind lottery for access US already"),
        ("cn_job_offer", {}, "for sponsorship CN already"),
        ("offer_elasticity", {}, "for offer_elasticity already"),
        ("us_fee_passthrough", {}, "for us_fee already"),
        ("cn_incentive", {"companion": "cn_award"}, "cn_incentive is the lever of kind incentive for CN already"),
        ("cn_award", {}, "for cn_incentive already"),
        # companions
        ("us_fee_passthrough", {"companion": "us_odds"}, "us_odds is no lever of kind fee"),
        ("us_fee_passthrough", {"destination": "UK"}, "us_fee_passthrough_2 acts on UK and its us_fee on US"),
        ("us_fee_passthrough", {"destination": ""}, "needs destination"),
        ("cn_incentive", {"destination": "KR"}, "cn_award is no lever of kind award with cn_incentive_2"),
        ("cn_incentive", {"companion": "us_fee"}, "us_fee is no lever of kind award"),
        # what nothing runs through
        ("offer_elasticity", {"attribute": "lens_cap", "baseline": 85000, "max": 90000}, "no lever runs through"),
        # whom it reaches
        ("cn_job_offer", {"destination": "KR", "baseline": 0.9, "segments": "indian"}, "names no groups"),
        ("weight_income", {"segments": "indian"}, "it is for all"),
        ("cn_award", {"segments": "chinese"}, "it goes with its companion"),
    ],
)  # fmt: skip
def test_a_second_lever_that_would_be_lost_is_refused_by_name(inputs, name, cells, told):
    row = like(inputs, "levers", name, id=f"{name}_2", **cells)
    problems = [str(problem) for problem in lint(more(inputs, [row], {f"{name}_2": 1.0}))]
    own = [problem for problem in problems if told in problem]
    assert own and all("levers.csv, row" in problem and "Remedy" in problem for problem in own), problems


def test_a_lever_is_told_from_a_disputed_fact(inputs):
    row = like(inputs, "levers", "us_welcome", id="fee_scope", group="readings")
    problems = " ".join(str(problem) for problem in lint(more(inputs, [row])))
    assert "column id: fee_scope is the id of a disputed fact already" in problems
    assert "column group: fee_scope: the disputed facts stand in the group readings" in problems
    row = like(inputs, "levers", "us_welcome", id="part")
    (problem,) = lint(more(inputs, [row]))
    assert "column id: 'part' means something else in a link" in str(problem)


def test_scales_shifts_and_weights_may_stand_twice(inputs):
    twice = [
        like(inputs, "levers", name, id=f"{name}_2")
        for name in ("us_pr_wait", "us_welcome", "weight_access", "responsiveness")
    ]
    assert lint(more(inputs, twice)) == []


def test_exposure_that_nothing_reads_is_refused(inputs):
    (problem,) = lint(more(inputs, exposure={"us_welcome": 0.5}))
    assert "us_welcome: exposure.csv says nothing about a lever of kind shift" in str(problem)
    told = [str(problem) for problem in lint(more(inputs, exposure={"us_fee": 0.5}))]
    assert len(told) == len(inputs.segments)
    assert all("the exposure to us_fee depends on fee_scope already" in line for line in told)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"mode": "monthly"}, "us_fee has no mode 'monthly'. Remedy: use one of once, yearly"),
        ({"lever": "us_odds"}, "us_odds has no mode 'yearly'. Remedy: remove the row"),
        ({"lever": "us_fees"}, "'us_fees' is not known"),
        ({"reading": "fee_bases"}, "'fee_bases' is not known"),
        ({"reading": "fee_scope", "option": "all_new"}, "two readings say how us_fee works: fee_basis, fee_scope"),
        ({"option": "daily"}, "fee_basis needs the options daily, one_off"),
    ],
)  # fmt: skip
def test_a_mode_that_means_nothing_is_refused(inputs, cells, told):
    *rest, last = inputs.lever_modes
    made = dataclasses.replace(inputs, lever_modes=(*rest, last.model_copy(update=cells)))
    assert any(told in str(problem) for problem in lint(made)), list(map(str, lint(made)))


def test_a_group_without_exposure_under_no_reading_is_asked_for(inputs):
    fee = like(inputs, "levers", "us_fee", id="uk_fee", destination="UK")
    made = more(inputs, [fee], {"uk_fee": 0.5})
    rows = tuple(row for row in made.exposure if (row.lever, row.segment) != ("uk_fee", "SENIOR_RES"))
    (problem,) = lint(dataclasses.replace(made, exposure=rows))
    assert "SENIOR_RES has no exposure to uk_fee. Remedy: add a row to exposure.csv" in str(problem)


def test_a_lever_whose_attributes_are_gone_and_data_without_a_lottery_are_refused(inputs):
    rows = tuple(row for row in inputs.attributes if row.id != "access")
    told = [str(problem) for problem in lint(dataclasses.replace(inputs, attributes=rows))]
    assert any(
        "us_fee: a lever of kind fee runs through access, which is no attribute" in line for line in told
    )
    rows = tuple(row for row in inputs.levers if row.kind != "lottery")
    told = [str(problem) for problem in lint(dataclasses.replace(inputs, levers=rows))]
    assert any("about.toml" in line and "no lever is a lottery" in line for line in told)
    about = inputs.about.model_copy(update={"lens_lottery": "us_fee"})
    (problem,) = lint(dataclasses.replace(inputs, about=about))
    assert "'us_fee' is no lever of kind lottery" in str(problem)
