"""Every lever at every kind of value, in every group, under many settings of the others."""

import numpy as np
import pytest

from scenarios.engine import draws, policy, scenario, simulate
from scenarios.engine.cases import Assumptions
from scenarios.inputs import load

ROWS = {row.id: row for row in load().levers}
ALL = ["IND_YOUNG", "IND_IN_US", "CHN_IN_US", "OTH_IN_US", "CHN_HERITAGE_SCI", "SENIOR_RES", "GLOBAL_YOUNG"]
IN_US = ["IND_IN_US", "CHN_IN_US", "OTH_IN_US"]
CHINESE = ["CHN_IN_US", "CHN_HERITAGE_SCI"]
NOT_CHINESE = [name for name in ALL if name not in CHINESE]

# What a lever that needs another one meets there.
COMPANIONS = {"us_fee": 100000, "cn_incentive": 420000, "cn_award": 25}

# Which groups a lever cannot reach, under the default readings and by the reasons of model.md: not one of
# their shares moves, at any value, by any amount. A lever that is not here reaches every group.
OUT_OF_REACH = {
    # In-US graduates are exempt by the guidance; settled scientists need no petition.
    "us_fee": [*IN_US, "CHN_HERITAGE_SCI"],
    "us_fee_passthrough": [*IN_US, "CHN_HERITAGE_SCI"],
    "offer_elasticity": [*IN_US, "CHN_HERITAGE_SCI"],
    "tenure_years": [*IN_US, "CHN_HERITAGE_SCI"],
    # No lottery draws: settled, or employed by bodies outside the cap.
    "us_odds": ["CHN_HERITAGE_SCI", "SENIOR_RES"],
    # They start at a wait, a sponsor or a barrier of nothing, and a scale leaves nothing at nothing.
    "us_pr_wait": ["CHN_HERITAGE_SCI"],
    "us_job_offer": ["CHN_HERITAGE_SCI"],
    "cn_pr_years": ["CHN_IN_US"],
    "cn_language": CHINESE,
    # ... and the K visa is for the young.
    "cn_job_offer": [*CHINESE, "SENIOR_RES"],
    # Levers about foreigners in China, about Indians there, about Chinese people in the US.
    "cn_welcome": CHINESE,
    "cn_family": CHINESE,
    "cn_openings": CHINESE,
    "cn_india_relations": [name for name in ALL if name not in ("IND_YOUNG", "IND_IN_US")],
    "us_scrutiny": NOT_CHINESE,
    # Bonuses are for the diaspora.
    "cn_incentive": NOT_CHINESE,
    "cn_award": NOT_CHINESE,
    # Neither lottery, fee nor openings for foreigners reach settled scientists, so nor does their weight.
    "weight_access": ["CHN_HERITAGE_SCI"],
}

# The same where one reading is not the default, for the levers that it concerns.
OUT_OF_REACH_WHEN = {
    ("fee_scope", "all_new"): {
        "us_fee": ["CHN_HERITAGE_SCI"],
        "us_fee_passthrough": ["CHN_HERITAGE_SCI"],
        "offer_elasticity": ["CHN_HERITAGE_SCI"],
        "tenure_years": ["CHN_HERITAGE_SCI"],
    },
    # An annual fee is not spread over years.
    ("fee_basis", "annual"): {"tenure_years": ALL},
    ("k_eligibility", "experienced_too"): {"cn_job_offer": CHINESE},
    ("incentives_for", "everyone"): {"cn_incentive": [], "cn_award": []},
}
CASES = [(lever, None) for lever in ROWS] + [
    (lever, reading) for reading, levers in OUT_OF_REACH_WHEN.items() for lever in levers
]


def beside(inputs, lever):
    """What stands beside a lever: its companion, and for a belief about weights all other policy, moved."""
    if ROWS[lever].companion:
        return {ROWS[lever].companion: COMPANIONS[ROWS[lever].companion]}
    if ROWS[lever].kind != "weight":
        return {}
    policies = [row for row in inputs.levers if row.group != "Beliefs" and row.id != "us_fee_passthrough"]
    return {row.id: row.min if row.min != row.baseline else row.max for row in policies}


def values(inputs, lever):
    """The ends, the baseline, every named level and eleven even steps, rising."""
    row = ROWS[lever]
    named = [level.value for level in inputs.lever_levels if level.lever == lever]
    return sorted({row.min, row.baseline, row.max, *named, *np.linspace(row.min, row.max, 11).tolist()})


def shares(inputs, made, assumptions=None):
    """(scenario, segment, destination) shares in one call."""
    return simulate.shares(inputs, policy.settings(inputs, made), assumptions or policy.central(inputs))


def repeated(assumptions, rows):
    """The draws in ``rows``, in that order and as often as they stand there."""
    return Assumptions(
        assumptions.weights[rows],
        {name: scale[rows] for name, scale in assumptions.scales.items()},
        {name: value[rows] for name, value in assumptions.parameters.items()},
    )


def crowds(inputs, lever, count, readings=True):
    """Random corners of all other levers, the companion never at nothing, with any readings."""
    generator = np.random.default_rng(sorted(ROWS).index(lever))
    for _ in range(count):
        levers = {
            name: float(generator.choice([row.min, row.baseline, row.max]))
            for name, row in ROWS.items()
            if name != lever and (readings or row.group != "Beliefs")
        }
        if ROWS[lever].companion:
            levers[ROWS[lever].companion] = COMPANIONS[ROWS[lever].companion]
        chosen = {
            name: str(generator.choice([row.option for row in options]))
            for name, options in inputs.reading_options().items()
        }
        yield levers, chosen if readings else {}


@pytest.mark.parametrize("lever", [name for name, row in ROWS.items() if row.sign])
def test_its_own_countrys_share_moves_in_the_direction_of_its_sign(inputs, lever):
    row, tried = ROWS[lever], values(inputs, lever)
    people, drawn = policy.population(inputs), draws.sample(inputs, 128)
    own = row.destination or ROWS[row.companion].destination
    settings = [({}, {}), (beside(inputs, lever), {}), *crowds(inputs, lever, 60)]
    made = [
        scenario.make(inputs, {**levers, lever: value}, readings)
        for levers, readings in settings
        for value in tried
    ]
    one_each = np.repeat(np.arange(len(settings)) % 128, len(tried))
    for assumptions in (policy.central(inputs), repeated(drawn, one_each)):
        found = shares(inputs, made, assumptions)[:, :, people.destination(own)]
        rises = np.diff(found.reshape(len(settings), len(tried), 7), axis=1) * row.sign
        assert rises.min() >= -1e-13, f"{lever} hurts in setting {np.argwhere(rises < -1e-13)[0]}"


@pytest.mark.parametrize("lever", list(ROWS))
def test_shares_stay_shares_at_each_of_its_values(inputs, lever):
    made = [
        scenario.make(inputs, {**levers, lever: value}, readings)
        for levers, readings in [(beside(inputs, lever), {}), *crowds(inputs, lever, 30)]
        for value in values(inputs, lever)
    ]
    found = shares(inputs, made, repeated(draws.sample(inputs, 128), np.arange(len(made)) % 128))
    assert (found >= 0).all() and (found <= 1).all()
    np.testing.assert_allclose(found.sum(axis=-1), 1, atol=1e-12)


@pytest.mark.parametrize("lever", list(ROWS))
def test_at_its_baseline_it_changes_exactly_nothing(inputs, lever):
    alone = scenario.make(inputs, {lever: ROWS[lever].baseline})
    assert alone == scenario.Scenario()
    run = simulate.run(inputs, alone, draws=128)
    assert (run.change == 0.0).all() and (run.draws == 0.0).all()


@pytest.mark.parametrize("country", ["US", "CN", "DE", "KR", "NZ", "CA", "UK", "AU"])
def test_no_liberalisation_lowers_its_own_countrys_share(inputs, country):
    # From any setting, open one lever of a country to its open end, or all of them at once.
    people = policy.population(inputs)
    doors = {
        name: row.max if row.sign > 0 else row.min
        for name, row in ROWS.items()
        if row.sign and (row.destination or ROWS[row.companion].destination) == country
    }
    for levers, readings in [({}, {}), *crowds(inputs, next(iter(doors)), 60)]:
        opened = [{}, *({name: end} for name, end in doors.items()), doors]
        made = [scenario.make(inputs, {**levers, **more}, readings) for more in opened]
        found = shares(inputs, made)[:, :, people.destination(country)]
        assert (found[1:] - found[0]).min() >= -1e-13


@pytest.mark.parametrize(("lever", "reading"), CASES)
def test_it_reaches_exactly_the_groups_that_the_table_says(inputs, lever, reading):
    table = OUT_OF_REACH_WHEN[reading] if reading else OUT_OF_REACH
    out_of_reach = table.get(lever, [])
    readings = dict([reading]) if reading else {}
    near = beside(inputs, lever)
    made = [scenario.make(inputs, {**near, lever: value}, readings) for value in values(inputs, lever)]
    change = shares(inputs, made) - shares(inputs, [scenario.make(inputs, near, readings)])
    for row, segment in enumerate(ALL):
        if segment in out_of_reach:
            assert (change[:, row] == 0.0).all(), f"{lever} moves {segment}"
        else:
            assert np.abs(change[:, row]).max() > 1e-7, f"{lever} moves nothing in {segment}"


@pytest.mark.parametrize("lever", [name for name in OUT_OF_REACH if ROWS[name].group != "Beliefs"])
def test_it_does_not_reach_them_among_other_policies_either_nor_in_any_draw(inputs, lever):
    rows = [ALL.index(segment) for segment in OUT_OF_REACH[lever]]
    drawn = draws.sample(inputs, 128)
    for place, (levers, readings) in enumerate(crowds(inputs, lever, 20, readings=False)):
        made = [scenario.make(inputs, {**levers, lever: value}, readings) for value in values(inputs, lever)]
        reference = [scenario.make(inputs, levers, readings)]
        assert (shares(inputs, made)[:, rows] == shares(inputs, reference)[:, rows]).all()
        alike = repeated(drawn, np.full(len(made), place))
        one = repeated(drawn, np.array([place]))
        assert (shares(inputs, made, alike)[:, rows] == shares(inputs, reference, one)[:, rows]).all()


@pytest.mark.parametrize("belief", [name for name, row in ROWS.items() if row.group == "Beliefs"])
def test_a_belief_alone_reaches_nobody(inputs, belief):
    made = [scenario.make(inputs, {belief: value}) for value in values(inputs, belief)]
    assert (shares(inputs, made) == shares(inputs, [scenario.Scenario()])).all()


@pytest.mark.parametrize("lever", [name for name, row in ROWS.items() if row.companion])
def test_without_its_companion_it_reaches_nobody(inputs, lever):
    made = [
        scenario.make(inputs, {ROWS[lever].companion: 0, lever: value}) for value in values(inputs, lever)
    ]
    reference = [scenario.make(inputs, {ROWS[lever].companion: 0})]
    assert (shares(inputs, made) == shares(inputs, reference)).all()


def test_the_tables_name_only_levers_and_groups_that_exist(inputs):
    for table in (OUT_OF_REACH, *OUT_OF_REACH_WHEN.values()):
        assert table.keys() <= ROWS.keys()
        assert {segment for segments in table.values() for segment in segments} <= set(ALL)
    assert [row.id for row in inputs.segments] == ALL


def test_the_levers_are_those_of_the_specification(inputs):
    # lever: (min, max, step, baseline, sign, companion); sign 0 where it depends on the other levers.
    rule = {name: (0, 1, 0.05, level, -1, "") for name, level in [
        ("us_job_offer", 1), ("cn_job_offer", 1), ("de_job_offer", 0.5), ("kr_job_offer", 0.9),
        ("nz_job_offer", 0.5), ("ca_job_offer", 0.3), ("uk_job_offer", 0.7), ("au_job_offer", 0.3),
    ]}  # fmt: skip
    indices = ("us_welcome", "us_scrutiny", "cn_welcome", "cn_india_relations")
    index = dict.fromkeys(indices, (-1, 1, 0.05, 0, 1, ""))
    language = dict.fromkeys(("cn_language", "de_language", "kr_language"), (0, 100, 5, 100, -1, ""))
    weights = {name: (low, high, 0.05, 1, 0, "") for name, low, high in [
        ("responsiveness", 0.5, 1.5), ("weight_income", 0.5, 1.6), ("weight_job_offer", 0.4, 2.0),
        ("weight_language", 0.25, 1.9), ("weight_settlement", 0.4, 1.6), ("weight_research", 0.3, 1.8),
        ("weight_welcome", 0.4, 1.6), ("weight_access", 0.5, 2.6),
    ]}  # fmt: skip
    assert {r.id: (r.min, r.max, r.step, r.baseline, r.sign, r.companion) for r in inputs.levers} == {
        **rule, **index, **language, **weights,
        "us_fee": (0, 150000, 5000, 0, -1, ""),
        "us_fee_passthrough": (0, 100, 5, 0, 0, "us_fee"),
        "us_odds": (0.05, 1, 0.01, 0.35, 1, ""),
        "us_pr_wait": (0, 200, 10, 100, -1, ""),
        "us_research": (50, 125, 5, 100, 1, ""),
        "cn_pr_years": (0, 10, 0.5, 10, -1, ""),
        "cn_family": (0, 1, 0.05, 0.3, 1, ""),
        "cn_incentive": (0, 702200, 5000, 0, 1, "cn_award"),
        "cn_award": (0, 100, 1, 5, 1, "cn_incentive"),
        "cn_pay": (50, 200, 5, 100, 1, ""),
        "cn_research": (50, 150, 5, 100, 1, ""),
        "cn_openings": (25, 200, 5, 100, 1, ""),
        "offer_elasticity": (0, 30, 1, 5, 0, "us_fee"),
        "tenure_years": (1, 6, 0.5, 4.5, 0, "us_fee"),
    }  # fmt: skip


def test_eight_levers_are_open_by_default(inputs):
    assert {row.id for row in inputs.levers if row.open} == {
        "us_fee", "us_odds", "us_pr_wait", "us_job_offer",
        "cn_job_offer", "cn_language", "cn_pr_years", "cn_welcome",
    }  # fmt: skip


def test_the_levers_stand_in_four_groups(inputs):
    groups = {row.id: row.group for row in inputs.levers}
    assert set(groups.values()) == {"US", "China", "Others", "Beliefs"}
    prefixes = {"us": "US", "cn": "China"}
    beliefs = {name for name, row in ROWS.items() if row.kind in ("weight", "parameter")}
    for name, group in groups.items():
        expected = "Beliefs" if name in beliefs else prefixes.get(name.split("_")[0], "Others")
        assert group == expected, name
