"""Sentences of Why and How sure: printed numbers add up, words have the sign of the number, nothing is promised."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import sentences
from scenarios.analysis import (
    appeal,
    attribution,
    conclusions,
    consistency,
    grounds,
    readings,
    sensitivity,
    tipping,
    uncertainty,
)
from scenarios.engine import group, scenario
from scenarios.formats import files

BANNED = re.compile(
    r"\b(will|(un)?likely|expect\w*|predict\w*|probab\w*|chances?|confidence intervals?)\b", re.IGNORECASE
)
SPOILT = re.compile(r"\b(nan|inf|None)\b|[{}]|[-−+]0(\.0+)?(?![.\d])|\d[eE][-+]?\d|  |\s[.,]")
FEE = "Fee on an H-1B petition"
NUMBER = r"[+−]?\d+\.\d+"
RISES = conclusions.Conclusion("rises", "US")
AHEAD = conclusions.Conclusion("ahead", "US", "CN")


@pytest.fixture(scope="module")
def asked(inputs, box):
    """A strategy for a scenario with up to four changes, a group or all of them, and a destination."""

    def few(chosen, kept):
        names = [*dict(chosen.levers), *dict(chosen.readings)]
        left = {names[place % len(names)] for place in kept} if names else set()
        return scenario.Scenario(
            tuple(pair for pair in chosen.levers if pair[0] in left),
            tuple(pair for pair in chosen.readings if pair[0] in left),
        )

    return st.tuples(
        st.builds(few, box, st.lists(st.integers(0, 40), max_size=4)),
        st.sampled_from([*(row.id for row in inputs.segments), group.TOTAL]),
        st.sampled_from([row.id for row in inputs.destinations]),
    )


def sound(line):
    """Whether a sentence is whole, shows no slip of a format, and promises nothing."""
    return bool(line) and line.endswith(".") and not SPOILT.search(line) and not BANNED.search(line)


def shown(printed):
    """A printed number."""
    return float(printed.replace("−", "-"))


def split_of(sizes, before=0.15, segment="IND_YOUNG"):
    """A hand-made split of the share for the US: (lever, points), the largest first."""
    parts = tuple(attribution.Part(name, "lever", "US", size, size, size) for name, size in sizes)
    change = sum(size for _, size in sizes)
    return attribution.Attribution(
        segment, "US", attribution.SPLIT, before, before + change / 100, change, parts
    )


# --- any scenario ------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(data=st.data())
def test_sentences_about_a_split_are_sound_and_have_its_signs(data, inputs, words, asked):
    chosen, segment, place = data.draw(asked)
    split = attribution.split(inputs, chosen, segment, place)
    line = sentences.moved_by(inputs, words, chosen, split)
    assert sound(line), line
    assert sound(sentences.orders(words, split))
    rests = sentences.rests_on(words, grounds.meter(inputs, chosen, split))
    assert sound(rests), rests
    total = re.search(rf"({NUMBER}) points", line)
    if total:
        assert shown(total[1]) == 0 or (shown(total[1]) > 0) == (split.change_pp > 0)
        before, after = re.search(rf"({NUMBER})% would .* ({NUMBER})% here", line).groups()
        # They add up as printed, or the most decimals are shown and the last one is off by one.
        off = shown(before) + shown(total[1]) - shown(after)
        assert abs(off) < (1.5e-4 if len(after.partition(".")[2]) == 4 else 1e-9), line
        assert shown(before) == pytest.approx(100 * split.baseline, abs=0.051)
    # What is left over is told as "0.03 and −0.01 from 2 others" where it points both ways.
    parts = re.findall(rf"({NUMBER})(?= from| and [+−])", line)
    if parts:
        slack = 0 if " others" in line else len(parts) * 10.0 ** -len(total[1].partition(".")[2])
        assert sum(map(shown, parts)) == pytest.approx(shown(total[1]), abs=1e-9 + slack / 2)
        first = split.parts[0].part_pp
        assert shown(parts[0]) == 0 or (shown(parts[0]) > 0) == (first > 0)


@settings(max_examples=40)
@given(data=st.data())
def test_sentences_about_appeal_are_sound_and_have_its_signs(data, inputs, words, asked):
    chosen, segment, place = data.draw(asked)
    if segment == group.TOTAL:
        return
    row = next((row for row in appeal.factors(inputs, chosen, segment) if row.destination == place), None)
    line = sentences.how_little(inputs, words, row, segment)
    if row is None:
        assert line == ""
        return
    assert sound(line), line
    for value in re.findall(r"([+−][\d.]+)(?:%| points)", line):
        assert shown(value) != 0 and (shown(value) > 0) == (row.change_pp > 0)


@settings(max_examples=40)
@given(data=st.data())
def test_sentences_about_ranges_and_conclusions_are_sound_and_have_their_signs(data, inputs, words, asked):
    chosen, segment, place = data.draw(asked)
    run = group.run(group.of(inputs, segment), chosen, 128)
    line = sentences.ranged(inputs, words, run, uncertainty.standings(run), place)
    assert sound(line), line
    change = run.change[run.group.column(place)]
    told = re.search(rf"changes by ({NUMBER}) points, from ({NUMBER}) to ({NUMBER})", line)
    if told:
        middle, low, high = map(shown, told.groups())
        assert low <= high and (middle == 0 or (middle > 0) == (change > 0))
    for one in conclusions.drawn(run, place):
        statement = sentences.concluded(inputs, words, one)
        assert sound(statement + "."), statement
        if one.kind in ("rises", "falls"):
            assert (" rises" in statement) == (change > 0)


@settings(max_examples=25)
@given(data=st.data())
def test_sentences_about_tipping_beliefs_and_readings_are_sound(data, inputs, words, asked):
    chosen, segment, place = data.draw(asked)
    lever = data.draw(st.sampled_from([row.id for row in inputs.levers]))
    run = group.run(group.of(inputs, segment), chosen, 128)
    drawn = conclusions.drawn(run, place)
    one = data.draw(st.sampled_from([*drawn, conclusions.Conclusion("above", place, level=0.1)]))
    lines = [
        sentences.tipped(inputs, words, tipping.tip(inputs, chosen, segment, lever, one)),
        sentences.tipped_in_draws(
            inputs, words, tipping.curve(inputs, chosen, segment, lever, one, 128), lever
        ),
        sentences.swings(inputs, words, chosen, sensitivity.tornado(inputs, chosen, segment, place)),
        sentences.driven(inputs, words, sensitivity.drivers(inputs, chosen, segment, place, 128)),
    ]
    found = readings.factorial(inputs, chosen, segment, place, drawn, 128)
    lines.append(sentences.settle(inputs, words, found, segment, place))
    lines += [sentences.judged(inputs, words, verdict) + "." for verdict in found.verdicts]
    assert all(sound(line) for line in lines), lines


@pytest.mark.parametrize(
    "levers", [{}, {"weight_income": 0.5, "weight_language": 1.9}, {"weight_income": 1.6}]
)
def test_the_sentence_on_pay_is_sound_for_every_group(inputs, words, levers):
    rows = appeal.worth(inputs, scenario.make(inputs, levers))
    for segment in inputs.segments:
        own = [row for row in rows if row.segment == segment.id]
        line = sentences.in_pay(inputs, words, own, segment.id, "US")
        assert sound(line) and segment.short in line, line


def test_the_scenarios_that_ship_are_told_soundly(inputs, words):
    for preset in files.presets(inputs).values():
        for place in ("US", "CN"):
            split = attribution.split(inputs, preset.scenario, "IND_YOUNG", place)
            assert sound(sentences.moved_by(inputs, words, preset.scenario, split)), preset.id


# --- what moved it -----------------------------------------------------------------------------------


def test_every_number_is_its_own_value_rounded(inputs, words):
    """.124 and .122 of .246: each part is printed as the chart prints it, though .12 and .12 are not .25."""
    chosen = scenario.make(inputs, {"us_fee": 100000, "us_odds": 0.5})
    line = sentences.moved_by(inputs, words, chosen, split_of([("us_fee", 0.124), ("us_odds", 0.122)]))
    assert "15.00% would prefer the US before and 15.25% here. The +0.25 points: +0.12 from" in line
    assert "others" not in line and re.findall(rf"({NUMBER}) from", line) == ["+0.12", "+0.12"]


def test_a_share_that_rounds_the_other_way_than_its_change_gets_more_decimals(inputs, words):
    """83.006 to 82.9912: 83.01 and 82.99 would differ by .02, where the change of .0148 is .01."""
    chosen = scenario.make(inputs, {"us_fee": 100000})
    line = sentences.moved_by(inputs, words, chosen, split_of([("us_fee", -0.0148)], 0.83006))
    assert "83.006% would prefer the US before and 82.991% here: −0.015 points" in line
    assert sentences.digits_agreeing(15.0, 14.15) == 2 and sentences.digits_agreeing(15.0, 25.0) == 1


def test_what_is_not_named_is_summed_up_as_the_rest(inputs, words):
    """−2.0 = −3.0 + 2.0 − 0.6 − 0.4: two are named, two are the rest."""
    chosen = scenario.make(inputs, {"us_fee": 100000, "us_odds": 0.5, "us_research": 80, "us_welcome": -0.1})
    sizes = [("us_fee", -3.0), ("us_odds", 2.0), ("us_research", -0.6), ("us_welcome", -0.4)]
    line = sentences.moved_by(inputs, words, chosen, split_of(sizes))
    assert line == (
        "Of young Indian graduates, 15.00% would prefer the US before and 13.00% here. The −2.00 points: −3.00 from"
        " Fee on an H-1B petition, +2.00 from H-1B lottery odds, −1.00 from 2 others."
    )


def test_a_rest_that_points_one_way_but_for_rounding_is_told_as_one(inputs, words):
    """.024 and .005, and nothing from the third: .03 less .02 less .01 is not quite nothing in floating point."""
    chosen = scenario.make(inputs, {"us_fee": 100000, "us_odds": 0.5, "us_research": 80})
    sizes = [("us_fee", 0.0237), ("us_odds", 0.0052), ("us_research", 0.0)]
    assert sentences.moved_by(inputs, words, chosen, split_of(sizes)).endswith("+0.01 from 2 others.")


def test_what_is_left_over_is_named_where_it_is_one_thing(inputs, words):
    chosen = scenario.make(inputs, {"us_fee": 100000, "us_odds": 0.5, "us_research": 80})
    sizes = [("us_fee", -3.0), ("us_odds", 2.0), ("us_research", -1.0)]
    line = sentences.moved_by(inputs, words, chosen, split_of(sizes))
    assert line.endswith(f"+2.00 from H-1B lottery odds, −1.00 from {inputs.lever('us_research').title}.")


def test_one_change_takes_all_and_one_that_is_not_seen_claims_no_points(inputs, words):
    chosen = scenario.make(inputs, {"us_fee": 100000})
    line = sentences.moved_by(inputs, words, chosen, split_of([("us_fee", -1.5)]))
    assert "15.00% would" in line and "13.50% here: −1.50 points, all from Fee on an H-1B petition." in line
    line = sentences.moved_by(inputs, words, chosen, split_of([("us_fee", -0.001)]))
    assert "points" not in line and "Fee on an H-1B petition moves it by less than the last digit." in line


def test_many_changes_that_are_not_seen_are_counted(inputs, words):
    chosen = scenario.make(inputs, {"us_fee": 100000, "us_odds": 0.5})
    line = sentences.moved_by(inputs, words, chosen, split_of([("us_fee", -0.001), ("us_odds", 0.001)]))
    assert "each of the 2 changes" in line


@pytest.mark.parametrize(
    ("levers", "segment", "place", "told"),
    [
        ({}, "IND_YOUNG", "US", "Nothing is changed"),
        ({"us_fee": 100000}, "CHN_IN_US", "HOME", "home is China"),
        ({"us_fee": 100000}, "CHN_HERITAGE_SCI", "US", "it stays at"),
    ],
)
def test_where_nothing_moves_the_sentence_says_why(inputs, words, levers, segment, place, told):
    chosen = scenario.make(inputs, levers)
    split = attribution.split(inputs, chosen, segment, place)
    assert told in sentences.moved_by(inputs, words, chosen, split)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6).filter(lambda sizes: sum(sizes) > 0.01))
def test_percents_sum_to_100_and_are_never_a_percent_off(sizes):
    shares = {str(place): size / sum(sizes) for place, size in enumerate(sizes)}
    found = sentences.percents(shares)
    assert sum(found.values()) == 100
    assert all(abs(found[name] - 100 * share) < 1 + 1e-6 for name, share in shares.items())
    assert all(found[name] == 0 for name, share in shares.items() if share == 0)


def test_percents_by_hand():
    assert sentences.percents({"a": 1 / 3, "b": 2 / 3}) == {"a": 33, "b": 67}
    assert sentences.percents({"a": 0.29, "b": 0.71, "c": 0.0}) == {"a": 29, "b": 71, "c": 0}
    assert sentences.percents({"a": 0.0, "b": 0.0}) == {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("baseline", "share", "told"),
    [
        (0.003, 0.004551, "Small because it starts small: +52% of a share of 0.30% is +0.16 points."),
        (0.15, 0.1514, "Small because the pull hardly changes: +0.9% of a share of 15.00% is +0.14 points."),
        (0.8, 0.79994, "Small because the pull hardly changes: −0.01% of a share of 80.00% is −0.01 points."),
        (0.15, 0.13, "goes from 15.00% to 13.00%: −13% of itself, −2.00 points."),
        (0.15, 0.15, "does not move"),
        (0.003, 0.00301, "less than a hundredth of a point"),
    ],
)
def test_why_so_little_by_hand(inputs, words, baseline, share, told):
    row = appeal.Factors("CN", baseline, share, 1.0, share / baseline)
    line = sentences.how_little(inputs, words, row, "IND_YOUNG")
    assert told in line, line


# --- how sure ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "tied", "told"),
    [
        (0.0, 0.0, "in fewer than 5% of draws"),
        (0.0499, 0.0, "in fewer than 5% of draws"),
        (0.05, 0.0, "in 5% of draws"),
        (0.44, 0.0, "in 45% of draws"),
        (0.45, 0.0, "in about half of the draws, too close to call"),
        (0.55, 0.0, "in about half of the draws, too close to call"),
        (0.95, 0.0, "in 95% of draws"),
        (0.9501, 0.0, "in more than 95% of draws"),
        (1.0, 0.0, "in more than 95% of draws"),
        (0.5, 0.51, "tied in most draws"),
    ],
)
def test_a_share_of_draws_is_said_as_finely_as_it_bears(words, share, tied, told):
    assert sentences.in_draws(words, share, tied) == told


def tip_of(state, roots=(), margin=0.02, nearest=0.0, shortfall=0.0, lever="us_fee", now=100000.0):
    """A hand-made tipping point."""
    grid = np.zeros(2)
    return tipping.Tipping(lever, AHEAD, state, roots, now, margin, grid, grid, nearest, shortfall)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (tip_of(tipping.CROSSES, (43210.0,)),
         f"“The US is ahead of China” flips at {FEE} $43,200. The lever is at $100,000 (as proclaimed)."),
        (tip_of(tipping.SEVERAL, (12345.0, 99999.0)), f"flips more than once on {FEE}: at $12,300 and $100,000."),
        (tip_of(tipping.TOUCHES, (50000.0,)), f"comes to a tie at {FEE} $50,000 and flips nowhere."),
        (tip_of(tipping.TOUCHES, (50000.0, 60000.0)), "$50,000 to $60,000"),
        (tip_of(tipping.ALWAYS, nearest=150000.0, shortfall=0.044),
         f"holds at every value of {FEE} from $0 to $150,000."
         " It is nearest to flipping at $150,000 (beyond), where 4.40 points are left."),
        (tip_of(tipping.NEVER, nearest=0.0, shortfall=0.0031, margin=-0.01),
         f"holds at no value of {FEE} from $0 to $150,000: even at $0 (none) it is 0.31 points short."),
        (tip_of(tipping.NEVER, shortfall=0.00001, margin=-0.01), "<0.01 points short"),
        (tip_of(tipping.FLAT, margin=0.02), "“The US is ahead of China” holds by 2.00 points at every value."),
        (tip_of(tipping.FLAT, margin=-0.002), "“The US is ahead of China” is 0.20 points short at every value."),
        (tip_of(tipping.FLAT, margin=0.0), f"{FEE} does not bear on this: it is a tie at every value."),
        (tip_of(tipping.CROSSES, (-0.0042,), lever="us_welcome", now=-0.5),
         "flips at US welcome 0.00. The lever is at −0.50 (hostile)."),
        (tip_of(tipping.CROSSES, (3e-9,), lever="us_pr_wait", now=100.0), "flips at Wait for a US green card 0%. The"),
    ],
)  # fmt: skip
def test_each_state_of_a_tipping_point_is_told(inputs, words, found, told):
    line = sentences.tipped(inputs, words, found)
    assert told in line and sound(line), line


def curve_of(low, median, high, crossing=0.8):
    """A hand-made spread of tipping points."""
    grid = np.zeros(2)
    return tipping.Curve(grid, grid, low, median, high, crossing, 0.0, 1024)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (curve_of(10000.0, 43210.0, 90000.0),
         "Over the draws it flips at values from $10,000 to $90,000 in nine of ten;"
         " the middle one lies at $43,200. It flips within the range in 80% of draws."),
        (curve_of(-math.inf, 43210.0, math.inf),
         "from below $0 to above $150,000 in nine of ten; the middle one lies at $43,200."),
        (curve_of(-math.inf, -math.inf, 5000.0, 0.2),
         "the middle one lies below $0. It flips within the range in 20% of draws."),
        (curve_of(math.inf, math.inf, math.inf, 0.01),
         "Within the range it flips in fewer than 5% of draws."),
        (curve_of(math.nan, math.nan, math.nan),
         f"Over the draws there is no single value at which this flips on {FEE}."),
    ],
)  # fmt: skip
def test_the_tipping_points_of_the_draws_are_told_with_their_ends(inputs, words, found, told):
    line = sentences.tipped_in_draws(inputs, words, found, "us_fee")
    assert told in line and sound(line), line


def test_what_reverses_a_conclusion_is_told_in_each_state(inputs, words):
    kinds = ("coefficient", "coefficient", "nest", "parameter")
    names = ("b_inc", "b_acc", "ANGLO", "tenure_years")
    moves = tuple(
        sensitivity.Move(name, kind, value)
        for name, kind, value in zip(names, kinds, (0.8, 1.25, 0.45, 4.0), strict=True)
    )
    line = sentences.reversed_by(
        inputs, words, scenario.Scenario(), RISES, sensitivity.Flip("found", 0.62, moves, 0.0)
    )
    assert sound(line) and "62% of the way" in line
    assert (
        "Weight of income ×0.80; Weight of access ×1.25; How alike: English-speaking countries (lambda) 0.45"
        in line
    )
    assert "and one smaller" in line
    line = sentences.reversed_by(
        inputs, words, scenario.Scenario(), RISES, sensitivity.Flip("none", math.nan, (), 0.0123)
    )
    assert sound(line) and "found no joint change" in line and "leaves 1.23 points" in line
    line = sentences.reversed_by(
        inputs, words, scenario.Scenario(), RISES, sensitivity.Flip("tied", 0.0, (), -0.001)
    )
    assert sound(line) and "does not hold here" in line


def verdict_of(state, holding=4, cases=4, lowest=0.97, by=()):
    """A hand-made verdict."""
    return readings.Verdict(RISES, state, holding, cases, lowest, by, ())


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (verdict_of("holds"), "Holds under every reading, and under each in more than 95% of draws"),
        (verdict_of("holds", 1, 1), "No disputed fact bears on it; holds in more than 95% of draws"),
        (verdict_of("uncertain", lowest=0.70), "Holds under every reading, but in the weakest case in 70% of draws"),
        (verdict_of("uncertain", lowest=0.93), "in the weakest case in fewer than 95% of draws"),
        (verdict_of("uncertain", lowest=0.9499), "in the weakest case in fewer than 95% of draws"),
        (verdict_of("uncertain", lowest=0.92), "in the weakest case in 90% of draws"),
        (verdict_of("uncertain", lowest=0.51), "in the weakest case in about half of the draws, too close to call"),
        (verdict_of("flips", 2, by=("fee_basis", "cn_job_offer")),
         "Flips with: Is the fee paid once or every year? and China job-offer rule"),
        (verdict_of("flips", 3), "Flips only when several facts are read otherwise (3 of 4 combinations hold)"),
        (verdict_of("fails", 0, lowest=None), "Holds under no reading"),
    ],
)  # fmt: skip
def test_each_verdict_is_told(inputs, words, found, told):
    line = sentences.judged(inputs, words, found)
    assert line.endswith(told) and sound(line + "."), line


@given(lowest=st.floats(0, readings.SURE, exclude_max=True))
def test_an_uncertain_verdict_never_reads_as_sure(inputs, words, lowest):
    line = sentences.judged(inputs, words, verdict_of("uncertain", lowest=lowest))
    assert "in 95%" not in line and "more than 95%" not in line


@pytest.mark.parametrize(("by_option", "kind"), [((-1.5, -0.4), "settle"), ((), "nothing")])
def test_what_to_settle_first_is_the_dispute_that_matters(inputs, words, by_option, kind):
    dispute = readings.Dispute(
        "fee_basis", "reading", ("one_off", "annual"), "one_off", True, (), 1.1, -1.5, -0.4
    )
    found = readings.Factorial((dispute,), (), 2, "fee_basis" if by_option else "")
    line = sentences.settle(inputs, words, found, "IND_YOUNG", "US")
    assert sound(line)
    if kind == "nothing":
        assert line.startswith("No disputed fact moves the share of young Indian graduates")
    else:
        assert "“Is the fee paid once or every year?”" in line
        assert "from −1.50 to −0.40 points" in line


def test_what_beliefs_do_to_the_checks_is_told(inputs, words):
    first, second = inputs.consistency[:2]

    def at(*places):
        """Verdicts that lie inside (0) or beyond (1, 2) the accepted range."""
        return [
            consistency.CheckResult(check, check.accept_high + place * 1.0)
            for check, place in zip((first, second), places, strict=True)
        ]

    def told(central, yours):
        line = sentences.believed(words, at(*central), at(*yours))
        assert sound(line), line
        return line

    assert told((0, 1), (0, 1)).startswith("You have moved no belief")
    assert told((0, 1), (0, 2)) == "Your beliefs move results and change no verdict."
    broken = f"With your beliefs these fall outside the accepted range: {first.title} ({first.id})."
    mended = (
        "With your beliefs these fall inside, which is no evidence if a belief was moved to fit:"
        f" {second.title} ({second.id})."
    )
    assert told((0, 1), (1, 1)) == broken
    assert told((0, 1), (0, 0)) == mended
    assert told((0, 1), (1, 0)) == f"{broken} {mended}"


@pytest.mark.parametrize(
    ("sizes", "together", "told"),
    [
        ((0.62, 0.2, 0.03), 0.15, ("Weight of income 62%", "Weight of access 20%")),
        ((0.04, 0.01, 0.0), 0.95, ("95%",)),
        ((0.7, 0.36, 0.0), 0.0, ("Weight of income 66%", "Weight of access 34%")),
    ],
)
def test_the_parts_of_a_range_are_told_and_sum_to_100(inputs, words, sizes, together, told):
    """In the last case estimates that sum to 1.06 are taken as parts of that."""
    parts = tuple(
        sensitivity.Driver(name, "coefficient", size)
        for name, size in zip(("b_inc", "b_acc", "b_wel"), sizes, strict=True)
    )
    found = sensitivity.Drivers("IND_YOUNG", "US", 1024, parts, together, 0.1)
    line = sentences.driven(inputs, words, found)
    assert sound(line) and all(part in line for part in told), line
    assert sum(map(int, re.findall(r"(\d+)%", line))) == 100


def test_without_a_spread_there_is_no_range_to_explain(inputs, words):
    line = sentences.driven(inputs, words, sensitivity.Drivers("IND_YOUNG", "US", 1024, (), 1.0, 0.0))
    assert line.startswith("Nothing varies")


@pytest.mark.parametrize(
    ("value", "told"), [(0.86, "0.86"), (-1.26, "1.26"), (-7.26, "7.3"), (0.0, "0.00"), (0.001, "<0.01")]
)
def test_a_size_is_told_as_a_distance_to_a_tie(inputs, words, value, told):
    line = sentences.tipped(inputs, words, tip_of(tipping.ALWAYS, shortfall=value / 100))
    assert f"where {told} points are left" in line


def test_what_goes_both_ways_is_not_netted_into_the_others(inputs, words):
    """+1.0 = +3.0 - 0.5 - 0.7 - 0.8 + 0.2 - 0.2: the small ones add up to -2.2 and +0.2, not to -2.0."""
    levers = ["us_fee", "us_odds", "us_research", "us_welcome", "us_pr_wait", "us_scrutiny"]
    chosen = scenario.make(inputs, {name: inputs.lever(name).max for name in levers})
    sizes = list(zip(levers, [3.0, -0.8, -0.7, -0.5, 0.2, -0.2], strict=True))
    line = sentences.moved_by(inputs, words, chosen, split_of(sizes))
    assert "The +1.00 points: +3.00 from Fee on an H-1B petition, " in line
    assert line.endswith("+0.20 and −1.40 from 4 others.") or line.endswith("+0.20 and −2.20 from 5 others.")


def test_the_ends_of_an_assumption_are_those_that_the_users_beliefs_make_of_it(inputs, words):
    """An elasticity of 30 for 5 makes 12 and 60 of the ends 2 and 10; twice the pull makes 3.2 of 1.6."""
    chosen = scenario.make(inputs, {"offer_elasticity": 30, "responsiveness": 1.5, "us_fee": 100000})
    bars = {bar.id: bar for bar in sensitivity.tornado(inputs, chosen, "IND_YOUNG", "US").bars}
    eta, income, nest = bars["offer_elasticity"], bars["b_inc"], bars["ANGLO"]
    assert sentences.assumed(inputs, chosen, eta, eta.low) == "12"
    assert sentences.assumed(inputs, chosen, eta, eta.high) == "60"
    assert sentences.assumed(inputs, chosen, income, income.low) == "×0.75"
    assert sentences.assumed(inputs, chosen, nest, nest.low) == "0.4"


def test_a_margin_that_is_the_same_over_a_stretch_is_nearest_all_along_it(inputs, words):
    """A wait beyond ten years counts as ten: from a quarter of fifty years up nothing changes."""
    conclusion = conclusions.Conclusion("ahead", "US", "AU")
    found = tipping.tip(inputs, scenario.Scenario(), "IND_YOUNG", "us_pr_wait", conclusion)
    assert "It is nearest to flipping at 21.9% to 200%" in sentences.tipped(inputs, words, found)
