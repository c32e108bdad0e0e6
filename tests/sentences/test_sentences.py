"""Generated words: signs and numbers come from the result, and nothing says what is going to happen."""

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import sentences
from scenarios.engine import scenario, simulate
from scenarios.formats import files
from scenarios.typesetting.faces import REGULAR

BANNED = re.compile(
    r"\b(will|likely|expect\w*|predict\w*|probabilit\w*|chances?|confidence)\b", re.IGNORECASE
)


def moved(inputs, **levers):
    """The central run of a scenario."""
    return simulate.run(inputs, scenario.make(inputs, levers), 0)


def test_the_opening_headline_reads_as_promised(inputs, words):
    run = simulate.run(inputs, files.presets(inputs)["november_2025"].scenario, 0)
    us, china = (
        1000 * run.change[run.segments.index("IND_YOUNG"), run.destinations.index(name)]
        for name in ("US", "CN")
    )
    assert us < -1 and 0 < china < 1, "else this asks nothing"
    assert sentences.headline(inputs, words, run, "IND_YOUNG") == (
        f"Of 1,000 young Indian graduates about {-us:.0f} fewer would prefer the US and fewer than 1 more China."
    )


def test_the_baseline_says_that_nothing_is_changed(inputs, words):
    assert sentences.headline(inputs, words, moved(inputs), "IND_YOUNG").startswith("No share moves")


def test_a_larger_mover_goes_before_the_two_that_are_always_named(inputs, words):
    run = moved(inputs, de_job_offer=0)
    assert "more would prefer Germany and" in sentences.headline(inputs, words, run, "IND_YOUNG")


def test_the_number_of_a_headline_is_the_rounded_change_of_a_thousand(inputs, words):
    run = moved(inputs, us_fee=100000)
    us = run.change[run.segments.index("IND_YOUNG"), run.destinations.index("US")]
    assert f"about {round(-1000 * us)} fewer would prefer the US" in sentences.headline(
        inputs, words, run, "IND_YOUNG"
    )


@given(data=st.data())
def test_generated_words_promise_nothing_and_have_the_sign_of_the_number(data, inputs, words, box):
    chosen = data.draw(box)
    run = simulate.run(inputs, chosen, 0)
    phrases = {row.id: row.phrase for row in inputs.destinations}
    for place, segment in enumerate(inputs.segments):
        line = sentences.headline(inputs, words, run, segment.id)
        alt = sentences.alt_text(
            words, [row for row in run.rows() if row["segment"] == segment.id], phrases, segment.short, 2
        )
        reason = sentences.unreached(inputs, words, run, chosen, segment.id) or ""
        assert not BANNED.search(f"{line} {alt} {reason}")
        for column, name in enumerate(run.destinations):
            for way in re.findall(rf"(more|fewer) (?:would prefer )?{re.escape(phrases[name])}\b", line):
                assert (way == "more") == (run.change[place, column] > 0)


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(-0.861, 2, "−0.86"), (0.066, 2, "+0.07"), (-0.004, 2, "0.00"), (0.0, 1, "0.0"), (12.25, 1, "+12.2")],
)
def test_signed_numbers_have_a_true_minus_and_no_sign_on_zero(value, digits, shown):
    assert sentences.signed(value, digits) == shown


@pytest.mark.parametrize(
    ("lever", "value", "shown"),
    [
        ("us_fee", 100000, "$100,000 (as proclaimed)"),
        ("us_fee", 62345, "$62,345"),
        ("us_welcome", -0.5, "−0.50 (hostile)"),
        ("us_welcome", 0, "0.00 (baseline)"),
        ("cn_pr_years", 5, "5 years"),
        ("responsiveness", 1.5, "x1.50 (very mobile)"),
        ("cn_award", 25, "25% (common)"),
    ],
)
def test_lever_values_are_shown_with_unit_and_name(inputs, lever, value, shown):
    assert sentences.level_of(inputs, inputs.lever(lever), value) == shown


def test_an_unreached_group_hears_the_reason_of_each_lever(inputs, words):
    chosen = files.presets(inputs)["november_2025"].scenario
    run = simulate.run(inputs, chosen, 0)
    reason = sentences.unreached(inputs, words, run, chosen, "CHN_HERITAGE_SCI")
    assert "already settled in the US" in reason
    assert "Chinese nationals need no job offer" in reason
    assert "disputed fact" not in reason
    assert "Whose petitions carry the fee?" in sentences.unreached(inputs, words, run, chosen, "CHN_IN_US")
    assert sentences.unreached(inputs, words, run, chosen, "IND_YOUNG") is None


def test_a_lever_for_other_groups_says_so(inputs, words):
    chosen = scenario.make(inputs, {"us_scrutiny": -0.5})
    run = simulate.run(inputs, chosen, 0)
    assert "names other groups only" in sentences.unreached(inputs, words, run, chosen, "IND_YOUNG")


def test_a_group_without_the_two_that_headlines_name_hears_of_its_largest_mover(inputs, words):
    run = moved(inputs, de_job_offer=0)
    place, absent = (
        run.segments.index("IND_YOUNG"),
        [run.destinations.index(name) for name in inputs.about.opening.focus],
    )
    baseline, share = run.baseline.copy(), run.share.copy()
    baseline[place, absent] = share[place, absent] = 0
    without = simulate.Run(run.segments, run.destinations, baseline, share, None)
    assert sentences.headline(inputs, words, without, "IND_YOUNG").endswith("more would prefer Germany.")


def test_the_largest_gain_is_that_of_one_country(inputs, words):
    """By hand: other countries gain 50 of 1,000, Germany 30, and the US loses 80."""
    run = moved(inputs)
    place, baseline = run.segments.index("IND_YOUNG"), run.baseline.copy()
    share = baseline.copy()
    for name, points in {"OTH": 5, "DE": 3, "US": -8}.items():
        share[place, run.destinations.index(name)] += points / 100
    made = simulate.Run(run.segments, run.destinations, baseline, share, None)
    told = sentences.largest_gain(inputs, words, made, "IND_YOUNG")
    assert told == "The largest gain but for other countries: Germany, about 30 more."


def test_what_is_many_countries_together_has_one_name(inputs):
    rests = [row for row in inputs.destinations if row.stands_for == "rest"]
    assert [(row.title, row.short, row.phrase) for row in rests] == [
        ("Other countries", "Other countries", "other countries")
    ]
    folder = inputs.folder
    texts = [*folder.glob("*.csv"), *folder.glob("text/*.toml"), *folder.glob("*/*.toml")]
    assert not [path.name for path in texts if "rest of the world" in path.read_text(encoding="utf-8")]


@given(data=st.data())
def test_captions_keep_to_two_lines_that_fit(data, inputs, words, box):
    chosen = data.draw(box)
    names = data.draw(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=2))
    lines = sentences.caption(inputs, words, chosen, 1024, names, "2026-11-21", words("chart.bar"))
    assert len(lines) == 2
    assert all(REGULAR.width(line, 1) <= 47 for line in lines)
    assert lines[0].startswith(scenario.LABEL)
    assert chosen.run_id(inputs, 1024) in lines[1]


def test_captions_keep_to_their_length_however_many_disputed_facts_are_in_use(inputs, words):
    more = [
        row.model_copy(update={"reading": f"fact_{number}", "short": f"{row.short} {number}"})
        for number in range(6)
        for row in inputs.reading("fee_basis")
    ]
    other = dataclasses.replace(inputs, readings=(*inputs.readings, *more))
    switched = {name: rows[-1].option for name, rows in other.reading_options().items()}
    chosen = scenario.make(other, {}, switched)
    about = (chosen, 1024, ["A name that is too long for what is left", "Changed"], "2026-11-21")
    line = sentences.caption(other, words, *about, words("chart.bar"))[1]
    assert REGULAR.width(line, 1) <= 47
    assert " · Changed · " in line and line.endswith("yearly, all new, senior, all, +6")


def test_the_captions_count_every_graded_input_of_the_model(inputs):
    tables = ("baseline_shares", "attribute_levels", "coefficients", "nests", "parameters", "exposure")
    assert sum(sentences.grades(inputs).values()) == sum(len(getattr(inputs, table)) for table in tables)


@pytest.mark.parametrize("levers", [{}, {"cn_award": 50}, {"responsiveness": 1.5}])
def test_a_headline_on_results_says_nothing_of_what_is_set(inputs, words, levers):
    chosen = scenario.make(inputs, levers)
    run = simulate.run(inputs, chosen, 128)
    assert not run.change.any(), "else this asks nothing"
    told = sentences.headline(inputs, words, run, "IND_YOUNG")
    assert told == "No share moves: these are the shares before September 2025."
