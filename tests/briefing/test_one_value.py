"""Headline, chart, native chart, table and copies of a plate print one value: each number rounded from the same one."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import sentences
from scenarios.analysis import attribution, sensitivity
from scenarios.briefing import Context, Named, charts, quotes
from scenarios.engine import group, scenario, simulate
from scenarios.formats import files

NUMBER = re.compile(r"[+−]?\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def asked(inputs, words, box):
    """Draws a context with its scenario, a group and a destination that the group can choose."""
    groups = [*(row.id for row in inputs.segments), group.TOTAL]

    @st.composite
    def drawn(draw):
        chosen, segment = draw(box), draw(st.sampled_from(groups))
        kept = draw(st.integers(1, 4))
        few = type(chosen)(chosen.levers[:kept], chosen.readings)
        run = group.run(group.of(inputs, segment), few, 0)
        there = [row.id for row in inputs.destinations if run.baseline[run.group.column(row.id)]]
        place = draw(st.sampled_from(there))
        return Context(inputs, words, (Named("A name", few),), "2026-11-22"), segment, place

    return drawn()


def numbers(told):
    """The numbers of a text, as they are printed."""
    return NUMBER.findall(told)


def copied(made, context, segment, place):
    """The words that the page offers to copy."""
    return quotes.caption(context.inputs, context.words, made, context.chosen, segment, place)


def rounds(printed, value):
    """Whether a printed number is a value rounded to the decimals that it shows."""
    digits = len(printed.partition(".")[2])
    return sentences.signed(value, digits).lstrip("+") == printed.lstrip("+")


@settings(max_examples=40)
@given(data=st.data())
def test_what_moved_a_share_is_one_number_in_headline_chart_table_and_copy(data, inputs, words, asked):
    context, segment, place = data.draw(asked)
    split = attribution.split(inputs, context.chosen, segment, place)
    made = charts.plate("waterfall", context, segment, place)
    rows = made.figure.data["rows"].to_dict("records")
    before, *parts, after = [(row["name"], row["moved"]) for row in rows]
    total = re.search(r"([+−]?[\d.]+) points", made.headline)
    if total and split.parts:
        assert after[1] == total[1] == made.answer.removesuffix(" points")
        assert numbers(before[0]) + numbers(after[0]) == re.findall(r"([\d.]+)%", made.headline)[:2]
        assert rounds(total[1], split.change_pp)
        told = re.findall(r"([+−]?[\d.]+) from (?!\d)([^,]+?)(?=, [+−0]|\.$)", made.headline)
        assert all((title, number) in parts for number, title in told)
        quoted = re.search(
            r": ([+−]?[\d.]+) points \(low",
            copied(made, context, segment, place),
        )
        assert not quoted or quoted[1] == total[1]
    for (_, moved), part, row in zip(parts[:11], split.parts, made.table.rows, strict=False):
        assert rounds(moved, part.part_pp) and rounds(row[1].text, part.part_pp)
    assert made.native.digits == made.digits


@settings(max_examples=25)
@given(data=st.data())
def test_a_range_is_one_set_of_numbers_in_headline_chart_and_copy(data, inputs, words, asked):
    context, segment, place = data.draw(asked)
    made = charts.plate("dots", context, segment, place)
    shown = [number for row in made.figure.data["numbers"]["text"] for number in numbers(row)]
    told = re.search(r"changes by (\S+) points \((\S+) to (\S+) in nine", made.headline)
    if told:
        assert list(told.groups()) == shown
        assert made.answer == f"{told[1]} points"
        told_again = copied(made, context, segment, place)
        assert f"{told[1]} points (low to high over the assumptions: {told[2]} to {told[3]})" in told_again


@settings(max_examples=15)
@given(data=st.data())
def test_the_belief_that_matters_most_is_told_with_the_numbers_of_its_bar(data, inputs, asked):
    context, segment, place = data.draw(asked)
    made = charts.plate("tornado", context, segment, place)
    found = sensitivity.tornado(inputs, context.chosen, segment, place)
    told = re.search(
        r"would change by (\S+) points, at \S+ by (\S+)\. As it stands it changes by (\S+)\.$", made.headline
    )
    if told:
        low, high, change = told.groups()
        assert made.figure.data["run"]["text"].tolist() == [change]
        assert f"{low}, " in made.figure.alt and f" {high}" in made.figure.alt
        assert all(
            len(number.partition(".")[2]) == made.native.digits == made.digits for number in told.groups()
        )
        assert rounds(made.table.rows[0][3].text, found.bars[0].low_pp) and rounds(low, found.bars[0].low_pp)


@settings(max_examples=25)
@given(data=st.data())
def test_chart_native_chart_and_copy_of_all_changes_print_the_same(data, inputs, words, asked):
    context, segment, _ = data.draw(asked)
    one = inputs.segments[0].id if segment == group.TOTAL else segment
    for chart in ("changes", "heat"):
        made = charts.plate(chart, context, one, "US")
        digits = made.native.digits
        values = [value for series in made.native.series for value in series.values]
        shown = [sentences.signed(value, digits) if value is not None else "" for value in values]
        if chart == "heat":
            assert made.figure.data["cells"]["text"].tolist() == shown
        else:
            assert [row for row in made.figure.data["rows"]["moved"][1:] if row] == shown
            quoted = re.search(r": (\S+) points \(low", copied(made, context, one, "US"))
            assert not quoted or quoted[1] in shown


def test_a_small_change_with_a_wide_range_has_the_same_decimals_in_every_drawing_of_it(inputs, words):
    """A fee on all new petitions that moves no share by as much as 5 points, but some in the draws."""
    chosen = scenario.make(inputs, {"us_fee": 100000}, {"fee_scope": "all_new"})
    run = simulate.run(inputs, chosen)
    assert abs(100 * run.change).max() < 5 < abs(100 * np.array(run.range())).max(), "else this asks nothing"
    context = Context(inputs, words, (Named("A name", chosen),), "2026-11-22")
    made = charts.plate("heat", context, "ALL", "US")
    assert made.native.digits == 2
    young = 100 * run.change[run.segments.index("IND_YOUNG"), run.destinations.index("US")]
    assert sentences.signed(young, 2) in made.figure.data["cells"]["text"].tolist()
    made = charts.plate("dots", context, "CHN_IN_US", "US")
    shown = [number for row in made.figure.data["numbers"]["text"] for number in numbers(row)]
    assert (
        made.digits == 1 and made.answer == f"{shown[0]} points" and f" by {shown[0]} points" in made.headline
    )


def test_people_who_leave_are_counted_alike_in_chart_native_chart_table_and_copy(inputs, words):
    seen = 0
    for preset in files.presets(inputs).values():
        for segment in (*(row.id for row in inputs.segments), group.TOTAL):
            context = Context(inputs, words, (Named(preset.title, preset.scenario),), "2026-11-22")
            made = charts.plate("leavers", context, segment, "US")
            if not made.native:
                continue
            (series,) = made.native.series
            assert [row[1].text for row in made.table.rows] == list(series.labels)
            assert made.figure.data["rows"]["number"].tolist() == list(series.labels)
            quoted = re.search(r": (\S+) of 100 \(low", copied(made, context, segment, "US"))
            assert not quoted or quoted[1] == series.labels[series.values.index(max(series.values))]
            seen += 1
    assert seen > 20


def test_a_share_that_rounds_to_zero_is_not_printed_as_zero(inputs, words):
    assert sentences.above_zero(words, 0.04, 1) == "<0.1"
    assert sentences.above_zero(words, 0.0, 1) == "0.0"
    assert sentences.above_zero(words, 0.06, 1) == "<0.1"
    assert sentences.above_zero(words, 12.34, 1) == "12.3"
