"""Charts of why and how sure: specifications that no number changes, places inside the chart, numbers as given."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import palette
from scenarios.charts import dots, figure, meter, plane, regions, tipping, tornado, waterfall

CAPTION = ("ILLUSTRATIVE – NOT A FORECAST · points", "Pull Factors · " + "a source line that is long " * 4)
NAN = float("nan")
NARROWEST = 350
LABELS = ["$0", "$37,500", "$75,000", "$112,500", "$150,000"]

POINTS = st.floats(-25, 25)


def part(name, own, low=None, high=None):
    """A part of a change, in points."""
    return {
        "name": name,
        "part_pp": own,
        "low_pp": own if low is None else low,
        "high_pp": own if high is None else high,
    }


def parts(*sizes):
    """Parts of given sizes, in points."""
    return [part(f"Lever {number}", size) for number, size in enumerate(sizes)]


def drawn_waterfall(words, given_parts, start=0.15):
    """The waterfall of some parts."""
    end = start + sum(one["part_pp"] for one in given_parts) / 100
    return waterfall.waterfall(given_parts, words, start, end, "a group", "a place", CAPTION, 2)


def bar(name, low, high):
    """A bar of a tornado."""
    return {"name": name, "low_label": "x0.50", "high_label": "x1.60", "low_pp": low, "high_pp": high}


def drawn_tornado(words, bars, change=-1.0, **how):
    """The tornado of some bars."""
    return tornado.tornado(bars, words, change, "a group", "a place", CAPTION, 2, **how)


def drawn_dots(words, values, central=-1.0, low=-2.0, high=-0.5):
    """The dots of some draws."""
    return dots.dots(values, words, central, low, high, "a group", "a place", CAPTION)


def shares(*four):
    """Shares of the four classes of evidence."""
    return dict(zip(meter.CLASSES, four, strict=True))


def drawn_meter(words, *rows):
    """The meter of some rows of four shares."""
    given_rows = [{"name": f"Row {number}", "shares": shares(*row)} for number, row in enumerate(rows)]
    return meter.meter(given_rows, words, CAPTION)


def drawn_curve(
    words,
    margins=(0.01, -0.01),
    values=(0, 150000),
    roots=((75000, "$75,000"),),
    holds=None,
    label="It rises",
):
    """A curve over the fee."""
    return tipping.curve(values, margins, words, roots, 100000, 0, LABELS, holds, label, CAPTION)


def drawn_plane(words, margins, lines=None, now=(100000, 0.5), sides=("It holds", "It does not")):
    """A map over the fee and the odds."""
    size = len(margins)
    fees, odds = ([top * step / (size - 1) for step in range(size)] for top in (150000, 1))
    return tipping.plane(
        fees, odds, margins, words, lines or {}, now, (0, 0.35), "Fee", "Odds", LABELS,
        ["0", "0.25", "0.5", "0.75", "1"], sides, CAPTION,
    )  # fmt: skip


DIAGONAL = [[x - y for x in range(5)] for y in range(5)]
"""Margins that are above zero to the right of the diagonal, and zero on it."""

FRAME = {"central": [[(0, 0), (150000, 1)]], "10%": [[(0, 0.1), (150000, 0.9)]], "90%": []}


@pytest.fixture(scope="module")
def every(words):
    """Each chart with its height in pixels."""
    both = (0, 75000, 150000), (0.9, 0.5, 0.2)
    return {
        "waterfall": (drawn_waterfall(words, parts(3, -2, 1)), waterfall.height(4)),
        "meter": (drawn_meter(words, (0.4, 0.3, 0.2, 0.1), (0, 0, 0, 0)), meter.height(2)),
        "dots": (drawn_dots(words, range(-30, -10)), dots.height()),
        "tornado": (drawn_tornado(words, [bar("One", -2, 1)] * 8), tornado.height(8)),
        "curve": (drawn_curve(words), tipping.height(False)),
        "curve of draws": (drawn_curve(words, holds=both), tipping.height(True)),
        "plane": (drawn_plane(words, DIAGONAL, FRAME, sides=("a long side " * 9, "another side " * 9)), plane.height()),
    }  # fmt: skip


# --- all of them -------------------------------------------------------------------------------------


def test_every_chart_has_its_height_and_fills_the_width(every):
    for drawn, height in every.values():
        assert drawn.spec["height"] == height
        assert drawn.spec["width"] == "container"


def test_the_stamp_is_the_first_line_of_every_caption(every):
    for drawn, _ in every.values():
        for shape in ("wide", "narrow"):
            first = drawn.data[f"caption_{shape}"].iloc[0]
            assert first["text"].startswith("ILLUSTRATIVE – NOT A FORECAST")
            assert first["colour"] == palette.STAMP


def test_a_phone_gets_every_word_of_every_caption_within_the_chart(every):
    for drawn, height in every.values():
        table = drawn.data["caption_narrow"]
        assert " ".join(table["text"]).split() == " ".join(CAPTION).split()
        assert table["y"].max() <= height - 11


def test_every_text_for_those_who_do_not_see_it_says_first_what_it_is(every):
    for drawn, _ in every.values():
        assert drawn.alt.startswith("Illustrative, not a forecast. ")


def test_no_chart_has_a_title_or_a_number_of_the_run_in_its_specification(words):
    spec = json.dumps(drawn_waterfall(words, [part("Somebody's lever", 3.21)], start=0.1234).spec)
    for word in ("Somebody", "3.2", "12.3", "title", "part, points"):
        assert word not in spec


def test_every_table_that_a_specification_names_is_there_and_none_is_left_over(every):
    for drawn, _ in every.values():
        named = {layer["data"]["name"] for layer in drawn.spec["layer"]}
        assert named == set(drawn.data)


def test_every_place_lies_between_the_head_of_a_chart_and_its_caption(every):
    for drawn, height in every.values():
        caption = min(drawn.data[f"caption_{shape}"]["y"].min() for shape in ("wide", "narrow"))
        assert caption < height
        for name, table in drawn.data.items():
            numbers = table.select_dtypes("number")
            for column in set(numbers) & {"y", "wide_y", "narrow_y", "top", "bottom", "line", "above"}:
                if not name.startswith("caption"):
                    assert numbers[column].between(0, caption).all(), (name, column)


def test_the_marks_of_a_key_do_not_run_into_each_other_nor_off_a_phone(every):
    for drawn, _ in every.values():
        key = drawn.data.get("key")
        if key is None:
            continue
        for place in ("narrow", "wide"):
            for _, line in key.groupby(f"{place}_y"):
                # Six pixels a letter is more than the type takes.
                ends = line[f"{place}_x"] + 21 + 5.2 * line["word"].str.len()
                assert (line[f"{place}_x"].iloc[1:].to_numpy() >= ends.iloc[:-1].to_numpy()).all()
                assert place == "wide" or ends.max() <= NARROWEST


# --- waterfall ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "capacity"), [(0, 2), (1, 2), (4, 4), (5, 6), (8, 8), (9, 10), (12, 12), (30, 12)]
)
def test_parts_of_one_capacity_share_a_specification(words, count, capacity):
    spec = drawn_waterfall(words, parts(*[0.5] * count)).spec
    assert json.dumps(spec) == json.dumps(drawn_waterfall(words, parts(*[-7] * capacity)).spec)
    assert spec["height"] == waterfall.height(capacity)


def test_each_part_begins_where_the_one_before_it_ends(words):
    """Parts 3, -2, 1 on an axis of 5 points: 0 to .6, .6 to .2, .2 to .4; the scenario ends at 2 / 5."""
    data = drawn_waterfall(words, parts(3, -2, 1)).data
    assert data["bars"]["from"].tolist() == pytest.approx([0, 0.6, 0.2])
    assert data["bars"]["to"].tolist() == pytest.approx([0.6, 0.2, 0.4])
    assert data["bars"]["colour"].tolist() == [palette.UP, palette.DOWN, palette.UP]
    assert data["ends"]["to"].tolist() == pytest.approx([0, 0.4])


def test_the_range_over_orders_starts_where_the_part_does(words):
    """The second part starts at 3; over the orders it adds -4 to -1: 3 - 4 = -1 and 3 - 1 = 2, of 5."""
    data = drawn_waterfall(words, [part("a", 3), part("b", -2, -4, -1)]).data
    assert data["bars"].loc[1, ["low", "high"]].tolist() == pytest.approx([-0.2, 0.4])


def test_a_waterfall_prints_the_numbers_that_it_is_given(words):
    rows = drawn_waterfall(words, [part("Fee", 3.456, 2, 4), part("Odds", -1.2)]).data["rows"]
    assert rows["name"].tolist() == ["Before: 15.00%", "Fee", "Odds", "Scenario: 17.26%"]
    assert rows["moved"].tolist() == ["", "+3.46", "−1.20", "+2.26"]
    assert rows["span"].tolist() == ["", "(+2.00 to +4.00)", "(−1.20 to −1.20)", ""]


def test_beyond_twelve_the_smallest_are_summed_without_a_range(words):
    """20 parts of 20, 19 ... 1 tenths: eleven are shown, the nine from .9 to .1 sum to 4.5."""
    data = drawn_waterfall(words, parts(*[size / 10 for size in range(20, 0, -1)]), start=0.4).data
    rows, bars = data["rows"], data["bars"]
    assert len(bars) == 12
    assert rows.iloc[-2][["name", "moved", "span"]].tolist() == ["9 smaller ones", "+4.50", ""]
    assert bars.iloc[-1]["low"] == bars.iloc[-1]["high"] == bars.iloc[-1]["to"]
    assert bars.iloc[-1]["to"] == pytest.approx(data["ends"].iloc[-1]["to"])


@given(sizes=st.lists(st.tuples(POINTS, st.floats(0, 60), st.floats(0, 60)), max_size=14))
@settings(max_examples=30)
def test_bars_and_ranges_of_a_waterfall_stay_on_the_axis_and_rows_in_the_chart(words, sizes):
    few = [
        part("a", own / len(sizes), own / len(sizes) - below, own / len(sizes) + above)
        for own, below, above in sizes
    ]
    data = drawn_waterfall(words, few, start=0.5).data
    assert not (data["bars"][["from", "to", "low", "high"]].astype(float).abs() > 1 + 1e-9).any(axis=None)
    assert data["rows"]["y"].is_monotonic_increasing
    assert data["rows"]["y"].max() < data["ticks"]["bottom"].max()


def test_nothing_changed_is_two_rows_and_no_bar(words):
    drawn = drawn_waterfall(words, [])
    assert drawn.data["rows"]["name"].tolist() == ["Before: 15.00%", "Scenario: 15.00%"]
    assert drawn.data["bars"].empty
    assert drawn.alt.endswith("Parts in points: nothing.")


# --- meter -------------------------------------------------------------------------------------------


def test_the_stretches_of_a_meter_fill_it_and_carry_icon_and_percentage(words):
    cells = drawn_meter(words, (0.42, 0.31, 0.25, 0.02)).data["cells"]
    assert cells["long"].tolist() == ["■ 42%", "◆ 31%", "○ 25%", "? 2%"]
    assert cells["from"].tolist() == pytest.approx([0, 0.42, 0.73, 0.98])
    assert cells["to"].tolist() == pytest.approx([0.42, 0.73, 0.98, 1])
    assert cells["colour"].is_unique


def test_words_on_a_meter_stand_out_from_its_tints(words):
    cells = drawn_meter(words, (0.25, 0.25, 0.25, 0.25)).data["cells"]
    for row in cells.itertuples():
        light, dark = sorted((luminance(row.colour), luminance(row.ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour):
    """Relative luminance of WCAG 2."""
    levels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in levels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_first_row_of_a_meter_is_bold_and_thicker(words):
    data = drawn_meter(words, (1, 0, 0, 0), (0, 1, 0, 0)).data
    assert data["rows"]["first"].tolist() == ["Row 0", ""]
    assert data["rows"]["other"].tolist() == ["", "Row 1"]
    thick = data["cells"]["bottom"] - data["cells"]["top"]
    assert thick[0] > thick[1]


def test_where_nothing_moved_a_meter_says_so_in_place_of_percentages(words):
    drawn = drawn_meter(words, (0, 0, 0, 0), (0, 0, 0, 1))
    assert drawn.data["cells"]["long"].tolist() == ["nothing moved", "? 100%"]
    assert drawn.alt.endswith("Row 0: nothing moved; Row 1: unverified 100%.")


def test_the_number_of_rows_alone_makes_the_specification_of_a_meter(words):
    first, other = drawn_meter(words, (1, 0, 0, 0)), drawn_meter(words, (0, 0, 0, 0))
    assert json.dumps(first.spec) == json.dumps(other.spec)


@pytest.mark.parametrize("count", [0, 5])
def test_a_meter_refuses_no_rows_and_more_than_four(words, count):
    with pytest.raises(ValueError, match=f"not {count}"):
        drawn_meter(words, *[(1, 0, 0, 0)] * count)


# --- dots --------------------------------------------------------------------------------------------


def test_dots_that_share_a_column_are_stacked():
    """Two columns a side: -.6 and -.4 are nearest to -.5, .1 to 0."""
    assert dots.stacks([-0.6, -0.4, 0.1, 0.2, 1], 2) == [(-0.5, 0), (-0.5, 1), (0, 0), (0, 1), (1, 0)]


@given(st.lists(st.floats(-90, 90), min_size=20, max_size=20))
@settings(max_examples=30)
def test_every_dot_has_a_place_of_its_own_on_the_axis_and_above_it(words, values):
    data = drawn_dots(words, values).data
    table, ticks = data["dots"], data["ticks"]
    assert len(table) == 20
    for shape in ("narrow", "wide"):
        assert table[shape].abs().max() <= 1
        radius = table[f"{shape}_size"].max() ** 0.5 / 2
        assert table[f"{shape}_y"].max() + radius <= ticks["bottom"].max()
        assert table[f"{shape}_y"].min() - radius >= ticks["top"].max() - 1
        assert not table.duplicated([shape, f"{shape}_y"]).any()


def test_dots_say_by_their_colour_on_which_side_of_zero_they_are(words):
    drawn = drawn_dots(words, [-1] * 5 + [0] * 3 + [2] * 12)
    counted = drawn.data["dots"]["colour"].value_counts()
    assert counted.to_dict() == {palette.UP: 12, palette.DOWN: 5, palette.BASELINE: 3}
    assert "12 are above zero and 5 below" in drawn.alt


def test_no_change_is_one_column_of_dots_at_zero(words):
    table = drawn_dots(words, [0.0] * 1024, 0, 0, 0).data["dots"]
    assert (table[["narrow", "wide"]] == 0).all(axis=None)
    assert table["wide_y"].is_unique


def test_the_central_run_and_its_range_are_printed_under_the_dots(words):
    data = drawn_dots(words, range(-30, -10), -4.25, -8, 3).data
    assert data["numbers"]["text"].tolist() == ["−4.2", "−8.0 to +3.0"]
    # The dots reach to -30: an axis of 100.
    assert data["run"].iloc[0].to_dict() == pytest.approx({"central": -0.0425, "low": -0.08, "high": 0.03})


def test_without_draws_there_is_the_central_run_alone(words):
    drawn = drawn_dots(words, [], 0.5, NAN, NAN)
    assert drawn.data["dots"].empty
    assert drawn.data["numbers"]["text"].tolist() == ["+0.50"]
    assert drawn.data["run"].iloc[0].tolist() == [0.5, 0.5, 0.5]
    assert "no range" in drawn.alt
    assert json.dumps(drawn.spec) == json.dumps(drawn_dots(words, range(-30, -10)).spec)


# --- tornado -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "capacity"), [(0, 2), (3, 4), (8, 8), (14, 8)])
def test_bars_of_one_capacity_share_a_specification(words, count, capacity):
    first = drawn_tornado(words, [bar("a", -1, 1)] * count, 0)
    other = drawn_tornado(words, [bar("b", -60, 80)] * capacity, 2.5)
    assert json.dumps(first.spec) == json.dumps(other.spec)
    assert len(first.data["bars"]) == min(count, 8)


def test_a_tornado_shows_no_more_bars_than_it_has_rows(words):
    assert len(drawn_tornado(words, [bar("a", -1, 1)] * 14, top=14).data["bars"]) == 12
    assert len(drawn_tornado(words, [bar("a", -1, 1)] * 14, top=3).data["bars"]) == 3


def test_the_label_of_a_low_value_stands_at_its_own_end_wherever_that_is(words):
    """On an axis of 5: low -2 is at -.4 and high 1 at .2; turned round, the low value is the right end."""
    table = drawn_tornado(words, [bar("a", -2, 1), bar("b", 1, -2)]).data["bars"]
    assert table["left"].tolist() == pytest.approx([-0.4, -0.4])
    assert table["right"].tolist() == pytest.approx([0.2, 0.2])
    assert table["left_label"].tolist() == ["x0.50", "x1.60"]
    assert table["right_label"].tolist() == ["x1.60", "x0.50"]


def test_low_ends_are_hollow_and_high_ends_filled(words):
    ends = drawn_tornado(words, [bar("a", -2, 1)]).data["ends"]
    assert ends["x"].tolist() == pytest.approx([-0.4, 0.2])
    assert ends["fill"].tolist() == ["#FFFFFF", palette.TEXT]


def test_a_swing_is_the_way_between_all_values_with_the_central_one(words):
    """-2 to 1 is 3; 1 and 2 around a central -1 is 3 as well, from -1 to 2."""
    data = drawn_tornado(words, [bar("a", -2, 1), bar("b", 1, 2)]).data
    assert data["bars"]["swing"].tolist() == ["3.00", "3.00"]
    assert data["run"].iloc[0][["x", "text"]].tolist() == [pytest.approx(-0.2), "−1.00"]


@given(st.lists(st.tuples(st.floats(-99, 99), st.floats(-99, 99)), max_size=9), st.floats(-99, 99))
@settings(max_examples=30)
def test_bars_of_a_tornado_stay_on_the_axis(words, ends, change):
    data = drawn_tornado(words, [bar("a", *both) for both in ends], change).data
    assert not (data["bars"][["left", "right"]].astype(float).abs() > 1).any(axis=None)
    assert abs(data["run"]["x"][0]) <= 1


# --- curve -------------------------------------------------------------------------------------------


def test_whether_there_are_draws_alone_makes_the_specification_of_a_curve(words):
    draws = (0, 150000), (1, 0)
    for holds in (None, draws):
        first = drawn_curve(words, holds=holds)
        other = drawn_curve(words, (0.3, 0.2, 0.5), (0, 5, 9e5), (), holds, "Another conclusion " * 9)
        assert json.dumps(first.spec) == json.dumps(other.spec)
    assert first.spec["height"] > drawn_curve(words).spec["height"]


def test_a_margin_of_zero_lies_on_the_line_between_the_sides(words):
    """From +1 to -1 point on an axis of 1: the ends of the panel, and half way between them at 75,000."""
    data = drawn_curve(words, (0.01, 0, -0.01), (0, 75000, 150000)).data
    above, below = data["sides"][["top", "bottom"]].to_numpy().tolist()
    assert above[1] == below[0]
    assert data["line"]["y"].tolist() == pytest.approx([above[0], above[1], below[1]])
    assert data["line"]["x"].tolist() == pytest.approx([0, 0.5, 1])
    assert data["turns"]["x"].tolist() == pytest.approx([0.5])


def test_now_and_before_lie_on_the_curve(words):
    """The fee is 100,000 of 150,000: two thirds of the way from +1 to -1 is -1/3 of a half panel of 100 pixels."""
    data = drawn_curve(words).data
    zero = data["sides"]["bottom"][0]
    before, now = data["marks"][["x", "y"]].to_numpy().tolist()
    assert before == pytest.approx([0, zero - 100])
    assert now == pytest.approx([2 / 3, zero + 100 / 3])
    assert data["now"]["x"].tolist() == pytest.approx([2 / 3])


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=65))
@settings(max_examples=30)
def test_a_curve_stays_in_its_panel(words, margins):
    values = [1000 * number for number in range(len(margins))]
    figure_ = tipping.curve(values, margins, words, (), values[-1], 0, LABELS, None, "It rises", CAPTION)
    sides, line = figure_.data["sides"], figure_.data["line"]
    assert line["y"].between(sides["top"].min() - 1e-6, sides["bottom"].max() + 1e-6).all()
    assert line["x"].between(0, 1).all()


def test_shares_of_draws_run_between_their_rules(words):
    """10, 50 and 90% are rules; 0 and 100% lie as far beyond the outer ones as those are from 0 and 100."""
    data = drawn_curve(words, holds=((0, 75000, 150000), (1, 0.5, 0))).data
    rules = data["levels"].set_index("text")["y"]
    step = (rules["10%"] - rules["90%"]) / 8
    assert step > 0
    assert data["shares"]["y"].tolist() == pytest.approx(
        [rules["90%"] - step, rules["50%"], rules["10%"] + step]
    )
    assert "shares" not in drawn_curve(words).data


def test_neighbouring_tipping_points_have_their_labels_on_different_sides(words):
    roots = ((60000, "$60,000"), (75000, "$75,000"), (140000, "$140,000"))
    turns = drawn_curve(words, roots=roots).data["turns"]
    assert turns["label"].tolist() == ["$60,000", "$75,000", "$140,000"]
    assert turns["y"][0] == turns["y"][2] < turns["y"][1]
    assert turns["align"].tolist() == ["center", "center", "right"]


def test_a_curve_says_where_it_turns_or_that_it_does_not(words):
    assert drawn_curve(words).alt.endswith("It rises: −0.33 points now. It turns at: $75,000.")
    assert drawn_curve(words, (0.01, 0.02), roots=()).alt.endswith("It turns at: nowhere in this range.")


def test_long_ticks_leave_every_other_one_out_on_a_phone_and_short_ones_do_not(words):
    assert drawn_curve(words).data["frame"]["often"].tolist() == [True, False, True, False, True]
    assert figure.steps(["0%", "50%", "100%"])["often"].all()


# --- map ---------------------------------------------------------------------------------------------


def test_no_margin_and_no_line_changes_the_specification_of_a_map(words):
    first = drawn_plane(words, DIAGONAL)
    other = drawn_plane(words, [[-1.0] * 9] * 9, FRAME, sides=("x" * 80, "y " * 60))
    assert json.dumps(first.spec) == json.dumps(other.spec)


def test_the_side_of_a_diagonal_is_half_of_the_map():
    rects = regions.sides([0, 0.25, 0.5, 0.75, 1], [0, 0.25, 0.5, 0.75, 1], DIAGONAL)
    assert sum(map(regions.area, rects)) == pytest.approx(0.5)
    assert any(regions.inside((0.9, 0.1), rect) for rect in rects)
    assert not any(regions.inside((0.1, 0.9), rect) for rect in rects)


def test_an_upright_border_makes_one_rectangle_and_a_level_one_too():
    upright = regions.sides([0, 1], [0, 1], [[-1, 3], [-1, 3]])
    assert upright == [(pytest.approx(0.25), 1, 0, 1)]
    level = regions.sides([0, 1], [0, 1], [[1, 1], [-1, -1]])
    assert level == [(0, 1, 0, 0.5)]


def test_a_side_in_two_pieces_is_painted_as_two():
    rects = regions.sides([0, 0.5, 1], [0, 1], [[1, -1, 1], [1, -1, 1]])
    assert sorted(rects) == [(0, pytest.approx(0.25), 0, 1), (pytest.approx(0.75), 1, 0, 1)]


@given(
    st.lists(st.lists(st.floats(-1, 1), min_size=4, max_size=4), min_size=4, max_size=4),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_what_is_painted_is_where_the_margin_between_the_grid_points_is_above_zero(margins, x, y):
    grid = [0, 1 / 3, 2 / 3, 1]
    rects = regions.sides(grid, grid, margins)
    # Bands are painted as at their middle.
    y = (min(int(200 * y), 199) + 0.5) / 200
    row, column = min(int(3 * y), 2), min(int(3 * x), 2)
    up, right = 3 * y - row, 3 * x - column
    low, high = ((1 - right) * margins[r][column] + right * margins[r][column + 1] for r in (row, row + 1))
    margin = (1 - up) * low + up * high
    if abs(margin) > 1e-6:
        assert any(regions.inside((x, y), rect) for rect in rects) == (margin > 0)


def test_lines_and_marks_of_a_map_are_placed_by_the_values_of_the_levers(words):
    data = drawn_plane(words, DIAGONAL, FRAME).data
    assert data["central"][["x", "y"]].to_numpy().tolist() == [[0, 0], [1, 1]]
    assert data["bands"][["x", "y"]].to_numpy().tolist() == [[0, 0.1], [1, 0.9]]
    assert data["marks"][["x", "y"]].to_numpy().tolist() == [[0, 0.35], [pytest.approx(2 / 3), 0.5]]
    # A level without a line has no label.
    assert data["names"]["text"].tolist() == ["10%"]


def test_a_map_says_on_which_side_the_scenario_is(words):
    """At two thirds and a half of a map that holds to the right of the diagonal, it holds; mirrored, not."""
    right = drawn_plane(words, DIAGONAL)
    assert right.alt.endswith("It holds in 50% of the map; now: It holds.")
    left = drawn_plane(words, [[-margin for margin in row] for row in DIAGONAL])
    assert left.alt.endswith("It holds in 50% of the map; now: It does not.")


def test_a_map_without_draws_has_no_line_of_them_in_its_key(words):
    told = "share of draws in which it holds"
    assert told not in set(drawn_plane(words, DIAGONAL, {"central": []}).data["key"]["word"])
    assert told in set(drawn_plane(words, DIAGONAL, FRAME).data["key"]["word"])
