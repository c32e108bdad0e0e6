"""Comparison: the same draws for all, what differs, and beliefs told from policy."""

import csv
import io
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from scenarios import sentences
from scenarios.analysis import compare
from scenarios.briefing.plates import several
from scenarios.engine import scenario, simulate
from scenarios.tables import as_csv
from scenarios.views import table
from scenarios.views.compare import tables

HOSTILE = '<img src=x onerror=alert(1)> **bold** [a](http://x) $x$ =1+1 "quoted"'

BANNED = re.compile(
    r"\b(will|likely|expect\w*|predict\w*|probabilit\w*|chances?|confidence)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def fee(inputs):
    """A fee of $100,000 on all new petitions, central beliefs."""
    return scenario.make(inputs, {"us_fee": 100000}, {"fee_scope": "all_new"})


def run_of(inputs, segment, **shares):
    """A run without draws in which one segment has the given baseline and scenario shares, in %."""
    places = [row.id for row in inputs.destinations]
    segments = tuple(row.id for row in inputs.segments)
    baseline, share = np.zeros((2, len(segments), len(places)))
    for name, (before, after) in shares.items():
        baseline[segments.index(segment), places.index(name)] = before / 100
        share[segments.index(segment), places.index(name)] = after / 100
    return simulate.Run(segments, tuple(places), baseline, share, None)


def lines_of(inputs, state, central, yours, segment="IND_YOUNG"):
    """Four lines in which the US starts at 15% and the policy takes it to the given shares."""
    start = run_of(inputs, segment, US=(15.0, 15.0))
    ends = [run_of(inputs, segment, US=(15.0, share)) for share in (central, yours)]
    return compare.FourLines(state, dict(zip(compare.LINES, [start, start, *ends], strict=True)))


def test_each_run_is_the_run_of_its_scenario_on_the_same_draws(inputs, fee):
    other = scenario.make(inputs, {"cn_language": 50})
    first, second, again = compare.runs(inputs, [fee, other, fee], 128)
    assert (first.draws == simulate.run(inputs, fee, 128).draws).all()
    assert (second.share == simulate.run(inputs, other, 128).share).all()
    assert again is first


def test_a_kept_run_cannot_be_written_to(inputs, fee):
    with pytest.raises(ValueError, match="read-only"):
        compare.runs(inputs, [fee], 128)[0].share[0, 0] = 1


def test_runs_without_draws_have_no_range(inputs, fee):
    assert compare.runs(inputs, [fee], 0)[0].draws is None


def test_only_what_is_not_the_same_everywhere_differs(inputs, fee):
    other = scenario.with_values(inputs, fee, {"cn_language": 50, "us_odds": 0.18})
    rows = compare.differing(inputs, [fee, other, scenario.Scenario()])
    assert [(row.group, row.id, row.before, row.values) for row in rows] == [
        ("US", "us_fee", 0, (100000, 100000, None)),
        ("US", "us_odds", 0.35, (None, 0.18, None)),
        ("China", "cn_language", 100, (None, 50, None)),
        (compare.READINGS, "fee_scope", "abroad_only", ("all_new", "all_new", None)),
    ]


def test_what_all_change_in_the_same_way_is_shared_and_what_none_changes_is_nowhere(inputs, fee):
    other = scenario.with_values(inputs, fee, {"us_odds": 0.18})
    assert [row.id for row in compare.shared(inputs, [fee, other])] == ["us_fee", "fee_scope"]
    assert [row.id for row in compare.differing(inputs, [fee, other])] == ["us_odds"]


def test_two_values_of_one_lever_differ(inputs):
    both = [scenario.make(inputs, {"us_fee": value}) for value in (50000, 100000)]
    assert [row.values for row in compare.differing(inputs, both)] == [(50000, 100000)]
    assert compare.shared(inputs, both) == []


def test_beliefs_are_the_levers_of_the_group_beliefs(inputs):
    everything = scenario.make(inputs, {row.id: row.max for row in inputs.levers})
    beliefs, policy = compare.parts(inputs, everything)
    groups = {row.id: row.group for row in inputs.levers}
    assert {groups[name] for name, _ in beliefs} == {"Beliefs"}
    assert "Beliefs" not in {groups[name] for name, _ in policy}


@pytest.mark.parametrize(
    ("levers", "state"),
    [
        ({}, compare.NOTHING),
        ({"us_fee": 100000}, compare.NO_BELIEF),
        ({"offer_elasticity": 10}, compare.NO_POLICY),
        ({"us_fee": 100000, "responsiveness": 1.2}, compare.BOTH),
    ],
)
def test_the_state_says_what_a_scenario_changes(inputs, levers, state):
    chosen = scenario.make(inputs, levers, {"fee_basis": "annual"})
    assert compare.four_lines(inputs, chosen, 0).state == state


def test_the_four_lines_are_the_four_combinations(inputs):
    beliefs, policy = {"responsiveness": 1.2, "tenure_years": 3}, {"us_fee": 100000, "cn_language": 50}
    readings = {"fee_basis": "annual"}
    chosen = scenario.make(inputs, {**beliefs, **policy}, readings)
    lines = compare.four_lines(inputs, chosen, 128).runs
    whole = simulate.run(inputs, chosen, 128)
    central = simulate.run(inputs, scenario.make(inputs, policy, readings), 128)
    assert (lines["your", "your"].draws == whole.draws).all()
    assert (lines["central", "your"].draws == central.draws).all()
    assert (whole.share != central.share).any()


@given(data=st.data())
def test_without_a_policy_both_beliefs_give_the_observed_shares(data, inputs, box):
    lines = compare.four_lines(inputs, data.draw(box), 128).runs
    for whose in ("central", "your"):
        assert (lines[whose, "baseline"].change == 0).all()
        assert (lines[whose, "baseline"].draws == 0).all()


def test_whoever_believes_that_employers_do_not_respond_sees_no_effect_of_a_fee_they_pay(inputs, words):
    chosen = scenario.make(inputs, {"us_fee": 100000, "offer_elasticity": 0})
    lines = compare.four_lines(inputs, chosen, 128)
    assert (lines.runs["your", "your"].change == 0).all()
    assert compare.loudest(lines, "IND_YOUNG") == "US"
    told = sentences.beliefs_or_policy(inputs, words, lines, "IND_YOUNG", "US")
    run = lines.runs["central", "your"]
    place = run.segments.index("IND_YOUNG"), run.destinations.index("US")
    before, after = (f"{100 * shares[place]:.2f}" for shares in (run.baseline, run.share))
    lost = f"{float(before) - float(after):.2f}"
    assert f"from {before}% to {after}% (−{lost} points) under the central beliefs" in told
    assert (
        f"to {before}% (0.00 points) under yours: −{lost} points come from what changed, +{lost} from" in told
    )


def test_parts_add_up_as_printed(inputs, words):
    # True parts −0.864 and −0.782 of −1.646: rounded one by one they would read −0.86, −0.78 and −1.65.
    told = sentences.beliefs_or_policy(
        inputs, words, lines_of(inputs, compare.BOTH, 14.136, 13.354), "IND_YOUNG", "US"
    )
    assert told == (
        "Your policy moves the share of young Indian graduates who would prefer the US from 15.00% to 14.14% "
        "(−0.86 points) under the central beliefs and to 13.35% (−1.65 points) under yours: −0.86 points come "
        "from what changed, −0.79 from what you believe about it."
    )


def test_a_small_change_gets_the_decimals_that_show_it(inputs, words):
    told = sentences.beliefs_or_policy(
        inputs, words, lines_of(inputs, compare.NO_BELIEF, 15.03, 15.03), "IND_YOUNG", "US"
    )
    assert "from 15.00% to 15.03% (+0.03 points)" in told


def test_a_small_part_of_the_beliefs_gets_the_decimals_that_show_it_and_a_tiny_one_does_not(inputs, words):
    def told(central, yours):
        lines = lines_of(inputs, compare.BOTH, central, yours)
        return sentences.beliefs_or_policy(inputs, words, lines, "IND_YOUNG", "US")

    assert "−0.90 points come from what changed, −0.02 from" in told(14.10, 14.08)
    assert "−0.90 points come from what changed, 0.00 from" in told(14.1, 14.0999)


def test_each_state_has_its_sentence(inputs, words):
    def told(state, central, yours):
        lines = lines_of(inputs, state, central, yours)
        return sentences.beliefs_or_policy(
            inputs, words, lines, "IND_YOUNG", compare.loudest(lines, "IND_YOUNG")
        )

    assert told(compare.NOTHING, 15, 15).startswith("No policy and no belief is changed")
    assert told(compare.NO_POLICY, 15, 15).startswith("Only beliefs are changed, so no share moves")
    assert told(compare.NO_BELIEF, 14, 14).startswith("No belief is changed, so all of it comes from")
    assert told(compare.BOTH, 14, 14).endswith("the beliefs you changed make no difference here.")
    assert told(compare.BOTH, 15, 15) == (
        "This policy does not reach young Indian graduates, under the central beliefs or under yours."
    )


def test_the_sentence_is_about_the_destination_that_moves_most(inputs):
    start = run_of(inputs, "IND_YOUNG", US=(15, 15), DE=(7, 7))
    central = run_of(inputs, "IND_YOUNG", US=(15, 15), DE=(7, 10))
    yours = run_of(inputs, "IND_YOUNG", US=(15, 13), DE=(7, 7))
    lines = compare.FourLines(
        compare.BOTH, dict(zip(compare.LINES, [start, start, central, yours], strict=True))
    )
    assert compare.loudest(lines, "IND_YOUNG") == "DE"
    assert compare.loudest(lines, "CHN_IN_US") is None


def test_the_comparison_names_the_widest_destination_and_who_stands_at_its_ends(inputs, words):
    made = [
        run_of(inputs, "IND_YOUNG", US=(15, us), CN=(0.3, cn))
        for us, cn in [(12.1, 0.3), (14, 0.9), (15, 0.4), (15.04, 0.3)]
    ]
    assert sentences.comparison(inputs, words, "ABCD", made, "IND_YOUNG") == (
        "In these 4 scenarios, the share of young Indian graduates who would prefer the US runs from 12.1% "
        "(A) to 15.0% (C, D)."
    )


def test_a_group_without_the_us_and_small_gaps_are_compared_too(inputs, words):
    made = [run_of(inputs, "IND_YOUNG", DE=(7, share)) for share in (7.02, 7.04)]
    assert "would prefer Germany runs from 7.02% (A) to 7.04% (B)." in sentences.comparison(
        inputs, words, "AB", made, "IND_YOUNG"
    )


def test_equal_scenarios_and_unreached_groups_are_called_that(inputs, words):
    same = [run_of(inputs, "IND_YOUNG", US=(15, 14))] * 2
    near = [run_of(inputs, "IND_YOUNG", US=(15, share)) for share in (14, 14.00001)]
    assert sentences.comparison(inputs, words, "AB", same, "IND_YOUNG").endswith("the same shares.")
    assert "less than 0.001 points" in sentences.comparison(inputs, words, "AB", near, "IND_YOUNG")
    assert sentences.comparison(inputs, words, "AB", same, "SENIOR_RES") == (
        "Nothing changed in these 2 scenarios reaches senior researchers."
    )


@given(data=st.data())
def test_generated_words_promise_nothing_and_their_parts_add_up(data, inputs, words, box):
    chosen = data.draw(st.lists(box, min_size=2, max_size=6))
    made = compare.runs(inputs, chosen, 0)
    lines = compare.four_lines(inputs, chosen[0], 0)
    for row in inputs.segments:
        told = sentences.beliefs_or_policy(inputs, words, lines, row.id, compare.loudest(lines, row.id))
        line = sentences.comparison(inputs, words, compare.LETTERS[: len(made)], made, row.id)
        assert not BANNED.search(f"{told} {line}")
        given_points = re.findall(r"([+−]?[\d.]+) points\)", told)
        parts = re.search(r"yours: ([+−]?[\d.]+) points come from what changed, ([+−]?[\d.]+) from", told)
        if parts:
            total, policy, belief = (
                float(number.replace("−", "-")) for number in (given_points[1], *parts.groups())
            )
            assert policy + belief == pytest.approx(total, abs=1e-9)


@given(data=st.data())
def test_captions_of_two_to_six_scenarios_keep_to_110_characters(data, inputs, words, box):
    chosen = data.draw(st.lists(box, min_size=2, max_size=6))
    lines = sentences.comparison_caption(inputs, words, chosen, 65536, "2026-11-21", words("chart.bar"))
    assert len(lines) == 2
    assert all(len(line) <= 110 for line in lines)
    assert lines[0].startswith(scenario.LABEL)
    for letter, one in zip(compare.LETTERS, chosen, strict=False):
        assert f"{letter} #{one.run_id(inputs, 65536)[:6]}" in lines[1]


def test_a_cell_of_the_results_holds_share_change_and_range(inputs, words):
    row = {
        "segment": "IND_YOUNG", "destination": "US", "baseline": 0.15, "share": 0.122,
        "change_pp": -2.8, "low_pp": -4.0, "high_pp": -1.5,
    }  # fmt: skip
    made = tables.shares_table(inputs, words, "compare_results", "caption", ["A", "B"], [[row], [row]])
    assert [cell.text for cell in made.rows[0]] == [
        "United States", "15.0%", "12.2% (−2.80; −4.00 to −1.50)", "12.2% (−2.80; −4.00 to −1.50)",
    ]  # fmt: skip


def test_destinations_that_a_group_lacks_have_no_row(inputs, words):
    rows = compare.rows(compare.runs(inputs, [scenario.Scenario()], 128)[0], "CHN_IN_US")
    made = tables.shares_table(inputs, words, "compare_results", "caption", ["A"], [rows])
    assert len(rows) == len(inputs.destinations)
    assert len(made.rows) == sum(row.segment == "CHN_IN_US" for row in inputs.baseline_shares) < len(rows)
    assert "Home country" not in [row[0].text for row in made.rows]


def test_the_file_of_the_results_has_a_label_and_a_number_in_each_cell(inputs, words, fee):
    rows = compare.rows(compare.runs(inputs, [fee], 128)[0], "IND_YOUNG")
    made = several.long_table(inputs, words, "compare_results", "caption", [f"A {HOSTILE}"], [rows])
    read = list(csv.reader(io.StringIO(as_csv(made, words("app.stamp")).decode("utf-8-sig"))))
    assert len(read) == 1 + len(rows)
    assert {line[0] for line in read[1:]} == {"ILLUSTRATIVE – NOT A FORECAST"}
    assert {line[1] for line in read[1:]} == {f"A {HOSTILE}"}
    us = next(line for line in read if line[2] == "United States")
    own = next(row for row in rows if row["destination"] == "US")
    assert us[3:6] == [f"{100 * own['baseline']:.2f}", f"{100 * own['share']:.2f}", f"{own['change_pp']:.2f}"]


def test_a_changed_setting_has_a_mark_and_the_group_stands_over_its_first_row(inputs, words, fee):
    other = scenario.make(inputs, {"us_odds": 0.18})
    rows = compare.differing(inputs, [fee, other])
    made = tables.settings_table(inputs, words, rows, ["A", "B"])
    assert [[cell.text for cell in row] for row in made.rows] == [
        ["United States: Fee on an H-1B petition", "$0 (none)", "$100,000 (as proclaimed)", "as before"],
        ["United States: H-1B lottery odds", "0.35 (FY2026)", "as before", "0.18 (wage level I)"],
        ["Disputed facts: Whose petitions carry the fee?", "Only people abroad", "All new petitions", "as before"],
    ]  # fmt: skip
    drawn = table.markup(made)
    assert drawn.count("◆</span>&nbsp;") == drawn.count('aria-label="changed"') == 3
    assert drawn.count('<span class="pf-cmp-group">') == 2


PAGE = """
import streamlit as st
from scenarios import inputs as data, text
from scenarios.engine import scenario
from scenarios.views.compare import results
loaded = data.load()
chosen = [
    scenario.Scenario(),
    scenario.make(loaded, {"us_fee": 100000}),
    scenario.make(loaded, {"us_fee": 100000, "responsiveness": 1.2}),
    scenario.make(loaded, {"cn_language": 0}),
]
entries = [(TITLE, one) for one in chosen]
results.results(loaded, text.words(loaded.folder), entries, "IND_YOUNG", ["OTH"])
"""


def test_the_view_escapes_titles_and_opens_on_the_first_scenario_with_beliefs(words):
    page = AppTest.from_string(PAGE.replace("TITLE", repr(HOSTILE)), default_timeout=30).run()
    assert not page.exception
    # Every text is plain; nothing goes through markdown.
    assert not page.markdown
    assert page.text[0].value.startswith("In these 4 scenarios, the share of young Indian graduates")
    assert page.text[1].value.startswith("Your policy moves the share")
    assert page.get("button_group")[0].value == "C"
    drawn = "".join(element.proto.body for element in page.get("html"))
    assert "<img" not in drawn
    assert "&lt;img src=x" in drawn
    assert drawn.count("ILLUSTRATIVE – NOT A FORECAST") == 3
    assert "Elsewhere" not in drawn


def test_a_scenario_without_a_policy_is_told_in_words_alone(words):
    page = AppTest.from_string(PAGE.replace("TITLE", "'A title'"), default_timeout=30).run()
    page.get("button_group")[0].set_value("A").run()
    assert page.text[1].value == words("compare.split_nothing")
    assert not page.expander
