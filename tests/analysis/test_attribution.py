"""Attribution: games worked by hand, the axioms, what the model's own numbers split into, and ``why``."""

import dataclasses
import itertools
import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.__main__ import main
from scenarios.analysis import attribution
from scenarios.engine import scenario, simulate

LABEL = "ILLUSTRATIVE – NOT A FORECAST"

GAMES = st.integers(0, 6).flatmap(
    lambda players: st.lists(st.floats(-100, 100), min_size=2**players, max_size=2**players)
)


def changed(inputs, count):
    """A scenario that moves the first levers of ``levers.csv`` to an end of their range."""
    rows = inputs.levers[:count]
    return scenario.make(inputs, {row.id: row.max if row.max != row.baseline else row.min for row in rows})


def parts_of(result):
    """Id -> (part, low, high), points."""
    return {part.id: (part.part_pp, part.low_order_pp, part.high_order_pp) for part in result.parts}


# --- games -------------------------------------------------------------------------------------------


def test_the_glove_game_gives_two_thirds_to_the_only_left_glove():
    """A left glove (player 0) and two right ones; a pair is worth 1. Shapley: 2/3, 1/6, 1/6."""
    parts, low, high = attribution.shapley([0, 0, 0, 1, 0, 1, 0, 1])
    assert parts == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert (low.tolist(), high.tolist()) == ([0, 0, 0], [1, 1, 1])


def test_in_an_additive_game_each_gets_its_own_worth_in_every_order():
    own = np.array([3.0, -2.0, 0.5, 7.0])
    values = [
        sum(own[k] for k in range(4) if subset >> k & 1) + 10 for subset in range(16)
    ]  # the worth of none is 10
    for found in attribution.shapley(values):
        assert found == pytest.approx(own)


def test_three_players_by_hand():
    """a adds 1, 4, 4, 10 to none, b, c, bc: (1+10)/3 + (4+4)/6 = 5. b: 2, 5, 2, 8 -> 4.5. c: 0, 3, 0, 6 -> 2.5."""
    parts, low, high = attribution.shapley([0, 1, 2, 6, 0, 4, 2, 12])
    assert parts == pytest.approx([5, 4.5, 2.5])
    assert (low.tolist(), high.tolist()) == ([1, 2, 0], [10, 8, 6])


def test_two_players_share_what_only_both_bring_and_each_order_gives_it_to_the_last():
    """Alone 1 and 2, together 5: 2 more, which the one who comes last adds."""
    parts, low, high = attribution.shapley([0, 1, 2, 5])
    assert (parts.tolist(), low.tolist(), high.tolist()) == ([2, 3], [1, 2], [3, 4])


def test_a_game_without_players_has_no_parts():
    assert [found.tolist() for found in attribution.shapley([4])] == [[], [], []]


@pytest.mark.parametrize("values", [[], [0, 1, 2], [[0, 1], [2, 3], [4, 5]], 5])
def test_a_game_that_is_not_one_value_a_subset_is_refused(values):
    with pytest.raises(ValueError, match="2\\*\\*n values"):
        attribution.shapley(values)


@given(GAMES)
def test_the_parts_sum_to_what_all_bring_and_lie_within_their_orders(values):
    parts, low, high = attribution.shapley(values)
    assert parts.sum() == pytest.approx(values[-1] - values[0], abs=1e-9)
    assert (low - 1e-9 <= parts).all() and (parts <= high + 1e-9).all()


@given(GAMES)
def test_a_player_who_adds_nothing_gets_nothing_and_changes_nobody_elses_part(values):
    parts, low, high = attribution.shapley([*values, *values])
    assert (parts[-1], low[-1], high[-1]) == (0, 0, 0)
    assert parts[:-1] == pytest.approx(attribution.shapley(values)[0], abs=1e-9)


@given(GAMES, st.randoms(use_true_random=False))
def test_players_who_change_names_take_their_parts_along(values, random):
    players = len(values).bit_length() - 1
    names = random.sample(range(players), players)
    renamed = np.empty(len(values))
    for subset, value in enumerate(values):
        renamed[sum(1 << names[k] for k in range(players) if subset >> k & 1)] = value
    for found, before in zip(attribution.shapley(renamed), attribution.shapley(values), strict=True):
        assert found[names] == pytest.approx(before, abs=1e-9)


def test_players_who_are_alike_get_the_same():
    """Worth by size alone, so each of 5 gets a fifth of 7."""
    worth = [0, 2, 1, 6, 4, 7]
    parts, low, high = attribution.shapley([worth[subset.bit_count()] for subset in range(32)])
    assert parts == pytest.approx([7 / 5] * 5)
    assert (set(low), set(high)) == ({-2}, {5})


# --- the model's shares ------------------------------------------------------------------------------


def test_the_fee_and_its_scope_split_as_the_reference_table_says(inputs):
    """Section 8 of the model: 15.00, with the fee 14.15, with the fee on all new petitions 12.18; scope alone 15.00."""
    made = scenario.make(inputs, {"us_fee": 100000}, {"fee_scope": "all_new"})
    result = attribution.split(inputs, made, "IND_YOUNG", "US")
    assert (result.state, result.exact, result.orders) == ("split", True, None)
    assert [(part.id, part.kind, part.group) for part in result.parts] == [
        ("us_fee", "lever", "US"),
        ("fee_scope", "reading", "readings"),
    ]
    found = parts_of(result)
    assert found["us_fee"] == pytest.approx(((-0.85 - 2.82) / 2, -2.82, -0.85), abs=0.01)
    assert found["fee_scope"] == pytest.approx((-1.97 / 2, -1.97, 0), abs=0.01)
    assert (result.baseline, result.share) == pytest.approx((0.15, 0.1218), abs=1e-4)
    assert result.change_pp == pytest.approx(-2.82, abs=0.01)


def test_parts_are_the_mean_over_all_orders_of_making_the_changes(inputs):
    """Another way to the same numbers: each of the 24 orders, one scenario after the other."""
    levers = {"us_fee": 100000, "us_welcome": -0.3, "offer_elasticity": 10}
    readings = {"fee_basis": "annual"}
    made = scenario.make(inputs, levers, readings)
    adds = {name: [] for name in (*levers, *readings)}
    for order in itertools.permutations(adds):
        steps = [
            scenario.make(
                inputs,
                {name: levers[name] for name in order[:count] if name in levers},
                {name: readings[name] for name in order[:count] if name in readings},
            )
            for count in range(5)
        ]
        shares = 100 * simulate.central_changes(inputs, steps)[:, 6, 1]
        for name, step in zip(order, np.diff(shares), strict=True):
            adds[name].append(step)
    result = attribution.split(inputs, made, "GLOBAL_YOUNG", "US")
    found = parts_of(result)
    assert found.keys() == adds.keys()
    for name, steps in adds.items():
        assert found[name] == pytest.approx((np.mean(steps), min(steps), max(steps)), abs=1e-9)
    sizes = [abs(part.part_pp) for part in result.parts]
    assert sizes == sorted(sizes, reverse=True)


def test_log_odds_within_a_nest_split_into_each_levers_own_change_of_utility(inputs):
    """US and AU share the nest ANGLO (.5), where ln(P_US/P_AU) is additive: b_wel .45*.2, b_spon .25*1 and .25*.3."""
    levers = {"us_welcome": 0.2, "us_job_offer": 0, "au_job_offer": 0}
    subsets = [
        scenario.make(inputs, {name: levers[name] for k, name in enumerate(levers) if subset >> k & 1})
        for subset in range(8)
    ]
    shares = simulate.central_changes(inputs, subsets)[:, 0] + simulate.run(inputs, subsets[0], 0).baseline[0]
    for found in attribution.shapley(np.log(shares[:, 1] / shares[:, 4])):
        assert found == pytest.approx([0.45 * 0.2 / 0.5, 0.25 / 0.5, -0.25 * 0.3 / 0.5], abs=1e-9)


@settings(max_examples=15)
@given(data=st.data())
def test_the_parts_of_any_scenario_sum_to_its_change(inputs, box, data):
    whole = data.draw(box)
    made = scenario.Scenario(whole.levers[: data.draw(st.integers(0, 18))], whole.readings)
    segment = data.draw(st.sampled_from([row.id for row in inputs.segments]))
    place = data.draw(st.sampled_from([row.id for row in inputs.destinations]))
    result = attribution.split(inputs, made, segment, place)
    assert len(result.parts) == len(made.levers) + len(made.readings)
    assert result.exact == (len(result.parts) <= 16)
    assert sum(part.part_pp for part in result.parts) == pytest.approx(result.change_pp, abs=1e-9)
    assert sum(attribution.groups(inputs, result).values()) == pytest.approx(result.change_pp, abs=1e-9)
    rows = simulate.run(inputs, made, 0).rows()
    row = next(row for row in rows if (row["segment"], row["destination"]) == (segment, place))
    assert (result.baseline, result.share) == pytest.approx((row["baseline"], row["share"]), abs=1e-12)
    for part in result.parts:
        assert part.low_order_pp - 1e-9 <= part.part_pp <= part.high_order_pp + 1e-9


def test_the_order_in_which_values_are_named_does_not_matter(inputs):
    levers = {"us_fee": 100000, "cn_language": 50, "us_odds": 0.5}
    forward = scenario.make(inputs, levers)
    backward = scenario.make(inputs, dict(reversed(levers.items())))
    first = attribution.split(inputs, forward, "IND_YOUNG", "US")
    attribution._play.cache_clear()
    assert attribution.split(inputs, backward, "IND_YOUNG", "US") == first


def test_beliefs_and_readings_take_part_like_levers_and_stand_in_their_groups(inputs):
    made = scenario.make(
        inputs,
        {"responsiveness": 1.5, "de_job_offer": 0, "cn_language": 50, "us_fee": 100000, "us_odds": 0.2},
        {"fee_basis": "annual"},
    )
    result = attribution.split(inputs, made, "IND_YOUNG", "US")
    sums = attribution.groups(inputs, result)
    assert list(sums) == ["US", "China", "Others", "Beliefs", "readings"]
    found = parts_of(result)
    assert sums["US"] == pytest.approx(found["us_fee"][0] + found["us_odds"][0])
    assert sums["Beliefs"] == pytest.approx(found["responsiveness"][0])
    assert sums["readings"] == pytest.approx(found["fee_basis"][0])
    assert all(found[name][0] for name in found)


def test_a_group_of_levers_that_is_new_stands_where_its_rows_stand(inputs):
    rows = [
        row.model_copy(update={"group": "Europe"}) if row.destination in ("DE", "UK") else row
        for row in inputs.levers
    ]
    other = dataclasses.replace(inputs, levers=tuple(rows))
    made = scenario.make(
        other,
        {"us_fee": 100000, "de_language": 0, "ca_job_offer": 0, "responsiveness": 1.2},
        {"fee_scope": "all_new"},
    )
    sums = attribution.groups(other, attribution.split(other, made, "IND_YOUNG", "DE"))
    assert list(sums) == ["US", "Europe", "Others", "Beliefs", "readings"]


# --- nothing to split --------------------------------------------------------------------------------


def test_where_nothing_changed_there_are_no_parts(inputs):
    result = attribution.split(inputs, scenario.Scenario(), "IND_YOUNG", "US")
    assert (result.state, result.parts, result.change_pp, result.exact) == ("nothing", (), 0, True)
    assert result.baseline == result.share == pytest.approx(0.15)
    assert attribution.groups(inputs, result) == {}


@pytest.mark.parametrize(
    ("levers", "segment", "destination"),
    [
        ({"us_fee": 100000}, "CHN_IN_US", "US"),  # exempt as long as only petitions from abroad pay
        ({"cn_job_offer": 0, "cn_language": 0}, "CHN_HERITAGE_SCI", "CN"),  # need neither
        ({"us_odds": 1, "us_welcome": 0.2}, "CHN_IN_US", "HOME"),  # has no such choice
        ({"responsiveness": 1.5, "weight_income": 1.2}, "IND_YOUNG", "US"),  # beliefs without a policy
    ],
)
def test_a_group_that_is_not_reached_is_told_from_a_scenario_without_changes(
    inputs, levers, segment, destination
):
    result = attribution.split(inputs, scenario.make(inputs, levers), segment, destination)
    assert (result.state, result.exact, result.change_pp) == ("unmoved", True, 0)
    assert {part.id for part in result.parts} == levers.keys()
    assert all(numbers == (0, 0, 0) for numbers in parts_of(result).values())


def test_a_lever_that_does_not_reach_the_group_is_exactly_null_beside_one_that_does(inputs):
    made = scenario.make(inputs, {"us_fee": 100000, "us_welcome": -0.3, "cn_award": 25})
    found = parts_of(attribution.split(inputs, made, "CHN_IN_US", "US"))
    assert found["us_fee"] == found["cn_award"] == (0, 0, 0)
    assert found["us_welcome"][0] < 0


@pytest.mark.parametrize(
    ("segment", "destination", "words"),
    [("IND_YUNG", "US", "segment 'IND_YUNG'.*'IND_YOUNG'"), ("IND_YOUNG", "UX", "destination 'UX'.*'US'")],
)
def test_an_unknown_share_is_refused_with_the_nearest(inputs, segment, destination, words):
    with pytest.raises(scenario.ScenarioError, match=words):
        attribution.split(inputs, scenario.Scenario(), segment, destination)


# --- many players ------------------------------------------------------------------------------------


def test_sixteen_changes_are_split_exactly(inputs):
    result = attribution.split(inputs, changed(inputs, 16), "IND_YOUNG", "US")
    assert (result.state, result.exact, len(result.parts)) == ("split", True, 16)
    assert sum(part.part_pp for part in result.parts) == pytest.approx(result.change_pp, abs=1e-9)


@pytest.mark.parametrize("count", [17, 37])
def test_more_changes_are_split_over_sampled_orders_that_are_always_the_same(inputs, count):
    made = changed(inputs, count)
    result = attribution.split(inputs, made, "IND_YOUNG", "US")
    assert (result.state, result.exact, result.orders) == ("sampled", False, attribution.ORDERS)
    assert len(result.parts) == len(made.levers) > 16
    assert sum(part.part_pp for part in result.parts) == pytest.approx(result.change_pp, abs=1e-9)
    attribution._play.cache_clear()
    assert attribution.split(inputs, made, "IND_YOUNG", "US") == result


def test_sampled_orders_come_near_the_exact_parts_and_stay_within_their_range(inputs, monkeypatch):
    made = changed(inputs, 10)
    exact = attribution.split(inputs, made, "IND_YOUNG", "US")
    monkeypatch.setattr(attribution, "MOST_EXACT", 9)
    attribution._play.cache_clear()
    sampled = attribution.split(inputs, made, "IND_YOUNG", "US")
    attribution._play.cache_clear()
    assert (exact.exact, sampled.exact) == (True, False)
    found = parts_of(sampled)
    for name, (part, low, high) in parts_of(exact).items():
        assert found[name][0] == pytest.approx(part, abs=0.2)
        assert low - 1e-9 <= found[name][1] <= low + (high - low) / 4 + 1e-9
        assert high - (high - low) / 4 - 1e-9 <= found[name][2] <= high + 1e-9


def test_every_other_sampled_order_is_the_reverse_of_the_one_before():
    ranks = attribution._ranks(5, 8)
    assert (np.sort(ranks, axis=1) == np.arange(5)).all()
    assert (ranks[::2] + ranks[1::2] == 4).all()


def test_many_changes_that_do_not_reach_a_share_leave_it_unmoved(inputs):
    result = attribution.split(inputs, changed(inputs, 17), "CHN_IN_US", "HOME")
    assert (result.state, result.exact, result.change_pp) == ("unmoved", False, 0)
    assert {part.part_pp for part in result.parts} == {0}


# --- the command line --------------------------------------------------------------------------------


@pytest.fixture
def why(capsys):
    """Run ``why`` in this process: (exit code, stdout, stderr)."""

    def run(*arguments):
        code = main(["why", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def result(why):
    """The JSON of a ``why`` that succeeds."""

    def run(*arguments):
        code, out, err = why(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


def test_the_json_of_a_split_has_exactly_this_shape(inputs, result):
    found = result("november_2025")
    assert list(found) == [
        "label", "versions", "run_id", "scenario", "segment", "destination", "baseline", "share", "change_pp",
        "exact", "low_pp", "high_pp", "parts", "sentences",
    ]  # fmt: skip
    assert found["label"] == LABEL
    assert list(found["versions"]) == ["format", "model", "data"]
    assert list(found["scenario"]) == ["id", "title", "levers", "readings"]
    assert (found["segment"], found["destination"], found["exact"]) == ("IND_YOUNG", "US", True)
    for part in found["parts"]:
        assert list(part) == ["id", "kind", "group", "part_pp", "low_order_pp", "high_order_pp"]
    made = scenario.make(inputs, {"us_fee": 100000, "cn_job_offer": 0.5})
    assert found["run_id"] == made.run_id(inputs, 1024)
    expected = attribution.split(inputs, made, "IND_YOUNG", "US")
    assert [tuple(part.values()) for part in found["parts"]] == [
        tuple(vars(part).values()) for part in expected.parts
    ]


def test_values_readings_and_the_share_are_taken_from_the_arguments(result):
    found = result(
        "baseline", "--set", "us_fee=100000", "--reading", "fee_scope=all_new",
        "--segment", "CHN_IN_US", "--destination", "CN",
    )  # fmt: skip
    assert (found["segment"], found["destination"]) == ("CHN_IN_US", "CN")
    assert found["scenario"]["title"] == "Before September 2025 (changed)"
    assert found["change_pp"] == pytest.approx(13.767 - 12.5, abs=0.01)
    assert [part["part_pp"] for part in found["parts"]] == pytest.approx([1.267 / 2] * 2, abs=0.01)


def test_without_changes_the_list_of_parts_is_empty(result):
    found = result("baseline")
    assert (found["parts"], found["change_pp"], found["exact"]) == ([], 0, True)


def test_a_file_is_split_by_its_path(result, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[levers]\nus_fee = 50000\n", encoding="utf-8")
    found = result(str(path))
    assert [part["id"] for part in found["parts"]] == ["us_fee"]


def test_the_table_aligns_signed_parts_over_their_total(why):
    code, out, err = why("fee_clarified")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == LABEL
    assert lines[3].startswith("Of young Indian graduates, 15.00% would prefer the US before and 12.18% here")
    assert lines[4].startswith("By group, points: US -1.8")
    header = lines.index("changed    kind     group     part, points  range over the orders, points")
    assert [line.split()[0] for line in lines[header + 1 : header + 4]] == ["us_fee", "fee_scope", "total"]
    parts = [re.search(r"[+-]\d+\.\d{3}", line) for line in lines[header + 1 : header + 4]]
    assert {part.end() for part in parts} == {lines[header].index("part, points") + len("part, points")}
    fee, scope, total = (float(part.group()) for part in parts)
    assert fee + scope == pytest.approx(total, abs=0.0011)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["baseline"], "Nothing is changed, so there is nothing to split."),
        (
            ["fee_guided"],
            "Of young Indian graduates, 15.00% would prefer the US before and 14.15% here: −0.85 points, all from Fee"
            " on an H-1B petition.",
        ),
        (
            ["fee_guided", "--segment", "CHN_IN_US"],
            "Nothing that is changed moves the share of Chinese graduates in the US that would prefer the US: it"
            " stays at 83.00%.",
        ),
        (
            ["fee_guided", "--segment", "CHN_IN_US", "--destination", "HOME"],
            "For Chinese graduates in the US, home is China, and it is shown as China.",
        ),
    ],
)
def test_the_sentence_says_why_there_is_little_to_split(why, arguments, sentence):
    code, out, _ = why(*arguments)
    assert (code, out.splitlines()[3]) == (0, sentence)


def test_a_sampled_split_says_that_its_parts_are_approximate(inputs, why):
    made = changed(inputs, 17)
    code, out, _ = why(
        "baseline", *(word for pair in made.levers for word in ("--set", "{}={}".format(*pair)))
    )
    assert code == 0
    assert "each part is approximated over 1,024 of the orders" in out
    for word in ("will", "likely", "expect", "predict", "probability", "chance", "confidence"):
        assert word not in out.lower().split()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["PRESET_OR_FILE"]),
        (["basline"], ["unknown preset 'basline'", "'baseline'"]),
        (["none.toml"], ["none.toml", "cannot be read"]),
        (["baseline", "--segment", "IND_YUNG"], ["unknown segment 'IND_YUNG'", "'IND_YOUNG'"]),
        (["baseline", "--segment", ""], ["unknown segment ''", "nearest"]),
        (["baseline", "--destination", "HOM"], ["unknown destination 'HOM'", "'HOME'"]),
        (["baseline", "--set", "us_fe=1"], ["unknown lever 'us_fe'", "'us_fee'"]),
        (["baseline", "--set", "us_fee=150001"], ["us_fee", "0 to 150000"]),
        (["baseline", "--reading", "fee_basis=anual"], ["fee_basis", "'anual'", "'annual'"]),
        (["baseline", "--format", "csv"], ["--format", "'csv'", "json"]),
        (["baseline", "--draws", "100"], ["--draws", "128"]),
        (["nobody@1"], ["nobody@1"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_bad_input_ends_with_2_and_one_line(why, arguments, words):
    code, out, err = why(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith("\n") and err.count("\n") == 1
    assert all(word in err for word in words), err


def test_broken_data_end_with_1(why, tmp_path):
    code, out, err = why("baseline", "--data", str(tmp_path / "none"))
    assert (code, out) == (1, "")
    assert "there is no such folder" in err
