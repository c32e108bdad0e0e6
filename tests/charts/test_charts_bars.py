"""Bars: one specification for one shape of rows, places on a fixed axis, numbers as given and never a false zero."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import palette
from scenarios.charts import bars as chart
from scenarios.typesetting.faces import REGULAR

CAPTION = ("ILLUSTRATIVE – NOT A FORECAST · points", "Pull Factors · " + "a source line that is long " * 4)
ALT = "Illustrative, not a forecast. What it shows."
NARROWEST = 350


def row(name, value, low=None, high=None, **more):
    """A row, without a range unless one is given."""
    return {"name": name, "value": value, **({} if low is None else {"low": low, "high": high}), **more}


def drawn(words, *rows, title="Share of a group", unit="%", **how):
    """The bars of some rows."""
    return chart.bars(rows, words, title, unit, ALT, CAPTION, **how)


# --- the specification -------------------------------------------------------------------------------


def test_no_word_and_no_number_of_the_rows_is_in_the_specification(words):
    spec = json.dumps(drawn(words, row("Somewhere", 31.25, 27, 38), title="A title").spec)
    for word in ("Somewhere", "31.2", "27", "A title", "NOT A FORECAST", "%"):
        assert word not in spec


def test_the_shape_of_the_rows_alone_makes_the_specification(words):
    first = drawn(words, row("Home", 46.0, 40, 50), row("US", 15.0))
    other = drawn(words, row("Korea", 0.1), row("UK", 99.0, 0, 100, colour="#57606A", label="x"), unit="")
    assert json.dumps(first.spec) == json.dumps(other.spec)
    unranged = drawn(words, row("Home", 46.0), row("US", 15.0))
    assert json.dumps(first.spec) != json.dumps(unranged.spec)


@pytest.mark.parametrize("count", [1, 9, 10, 14])
def test_the_height_is_that_of_its_rows_and_the_caption_stands_right_under_them(words, count):
    made = drawn(words, *[row("Home", 5.0)] * count)
    assert made.spec["height"] == chart.height(count)
    assert made.spec["width"] == "container"
    ticks, caption = made.data["ticks"], made.data["caption_narrow"]
    assert made.data["rows"]["y"].between(ticks["top"].max(), ticks["bottom"].min()).all()
    assert 20 <= caption["y"].min() - ticks["bottom"].max() <= 40
    assert caption["y"].max() <= made.spec["height"] - 11


def test_every_table_that_the_specification_names_is_there_and_none_is_left_over(words):
    made = drawn(words, row("Home", 46.0, 40, 50))
    assert {layer["data"]["name"] for layer in made.spec["layer"]} == set(made.data)


def test_stamp_caption_and_text_for_those_who_do_not_see_it(words):
    made = drawn(words, row("Home", 46.0, 40, 50.25), row("US", 15.0))
    for shape in ("wide", "narrow"):
        assert made.data[f"caption_{shape}"].iloc[0]["text"].startswith("ILLUSTRATIVE – NOT A FORECAST")
    assert " ".join(made.data["caption_narrow"]["text"]).split() == " ".join(CAPTION).split()
    assert made.alt == f"{ALT} Home 46.0% (40.0 to 50.2); US 15.0%."


# --- numbers -----------------------------------------------------------------------------------------


def test_bars_start_at_zero_and_ranges_lie_where_they_belong(words):
    """On an axis to 50: 20 is at .4, its range 10 to 30 at .2 and .6, and its number stands behind the range."""
    table = drawn(words, row("a", 20, 10, 30), row("b", 45)).data["rows"]
    assert table["from"].tolist() == [0, 0]
    assert table["to"].tolist() == pytest.approx([0.4, 0.9])
    assert table[["low", "high", "end"]].iloc[0].tolist() == pytest.approx([0.2, 0.6, 0.6])
    assert table[["low", "high", "end"]].iloc[1].tolist() == pytest.approx([0.9, 0.9, 0.9])
    assert table["span"].tolist() == ["(10.0 to 30.0)", ""]


@pytest.mark.parametrize(
    ("value", "high", "limit"),
    [(0, 0, 10), (10, 10, 10), (9, 10.1, 25), (50, 50, 50), (50.1, 60, 100), (100, 100, 100)],
)
def test_the_axis_is_the_smallest_of_a_few_that_holds_value_and_range(words, value, high, limit):
    ticks = drawn(words, row("a", value, 0, high)).data["ticks"]
    assert ticks["text"].tolist() == [f"{limit * step // 5}%" for step in range(6)]
    assert ticks["x"].tolist() == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert ticks["colour"].tolist() == [palette.BASELINE, *[palette.RULE] * 5]


def test_a_number_is_printed_with_its_unit_and_as_zero_only_if_it_is(words):
    rows = [row("a", 12.34), row("b", 0.04), row("c", 0), row("d", 0.1)]
    assert drawn(words, *rows).data["rows"]["number"].tolist() == ["12.3%", "<0.1%", "0.0%", "0.1%"]
    people = drawn(words, row("a", 0.4, 0, 0.9), row("b", 73.5, 73, 74), unit="", digits=0).data["rows"]
    assert people["number"].tolist() == ["<1", "74"]
    assert people["span"].tolist() == ["(0 to <1)", "(73 to 74)"]


def test_a_row_may_bring_the_form_of_its_number_and_its_colour(words):
    table = drawn(words, row("a", 14.6, label="15"), row("b", 3, colour=palette.BASELINE), unit="").data[
        "rows"
    ]
    assert table["number"].tolist() == ["15", "3.0"]
    assert table["colour"].tolist() == [palette.SCENARIO, palette.BASELINE]


def test_a_unit_of_more_than_one_sign_stands_at_the_numbers_and_not_at_the_axis(words):
    data = drawn(words, row("a", 14), unit=" of 100", digits=0).data
    assert data["rows"]["number"].tolist() == ["14 of 100"]
    assert data["ticks"]["text"].tolist() == ["0", "5", "10", "15", "20", "25"]


def test_a_range_that_is_none_is_left_out_with_its_head(words):
    nothing = float("nan")
    data = drawn(words, row("a", 14, nothing, nothing)).data
    assert data["rows"]["span"].tolist() == data["head"]["span"].tolist() == [""]
    assert data["rows"][["low", "high"]].iloc[0].tolist() == pytest.approx([0.56, 0.56])


@pytest.mark.parametrize("wrong", [-0.1, 100.1, float("nan"), float("inf")])
def test_what_bars_cannot_show_is_refused(words, wrong):
    with pytest.raises(ValueError, match="not a number from 0 to 100"):
        drawn(words, row("a", wrong))
    with pytest.raises(ValueError, match="at least"):
        drawn(words)


@given(st.lists(st.tuples(*[st.floats(0, 100)] * 3), min_size=1, max_size=12))
@settings(max_examples=30)
def test_bars_and_ranges_stay_on_the_axis(words, numbers):
    made = drawn(words, *(row("a", value, min(ends), max(ends)) for value, *ends in numbers))
    table = made.data["rows"]
    assert table[["from", "to", "low", "high", "end"]].astype(float).stack().between(0, 1 + 1e-6).all()
    assert (table["end"] >= table["to"]).all()


# --- words -------------------------------------------------------------------------------------------


def test_a_long_title_is_wrapped_whole_right_above_the_bars(words):
    title = "Of 100 Chinese-heritage scientists in the US who would leave the US, how many would go where after all, "
    title += "and how many of them would stay there"
    made = drawn(words, row("Home", 5.0, 1, 9), title=title)
    head = made.data["head"]
    for shape in ("wide", "narrow"):
        assert " ".join(head[shape]).split() == title.split()
    assert all(REGULAR.width(line, 12) <= NARROWEST for line in head["narrow"])
    assert len(head) == 3
    assert (
        head["wide"].iloc[0] == ""
        and head["wide"].iloc[-1]
        and head["span"].tolist() == ["", "", "low to high"]
    )
    assert head["y"].max() < made.data["ticks"]["top"].min()
    assert made.spec["height"] == chart.height(1, 3)


def test_names_have_room_beside_the_axis_and_long_ones_are_cut_in_the_picture_only(words):
    name = "Other English-speaking destinations taken together"
    made = drawn(words, row("Home", 5.0), row(name, 6.0))
    table = made.data["rows"]
    assert table["narrow_name"].tolist() == ["Home", "Other English-speakin…"]
    assert table["name"].tolist()[1].startswith("Other English-speaking destination")
    assert name in made.alt
    short = drawn(words, row("New Zealand", 5.0))
    assert (
        short.data["rows"]["name"].tolist() == short.data["rows"]["narrow_name"].tolist() == ["New Zealand"]
    )
    assert json.dumps(short.spec) != json.dumps(drawn(words, row(name, 5.0)).spec)


def test_a_phone_has_room_for_bars_beside_the_longest_names_and_numbers():
    assert NARROWEST - chart._NARROW_NAMES - chart._NUMBER >= 100
