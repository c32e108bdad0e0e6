"""Charts: a specification that no scenario changes, and tables that hold what the run says."""

import json

import pytest

from scenarios import text
from scenarios.analysis import compare as analysis
from scenarios.charts import changes, compare, figure, heat
from scenarios.engine import scenario, simulate
from scenarios.formats import files
from scenarios.typesetting.faces import REGULAR

CAPTION = ("ILLUSTRATIVE – NOT A FORECAST · points", "Pull Factors · " + "a source line that is long " * 4)


@pytest.fixture(scope="module")
def draw(inputs):
    """Both charts of a preset."""

    def drawn(preset, segment="IND_YOUNG", hidden=()):
        words = text.words(inputs.folder)
        rows = simulate.run(inputs, files.presets(inputs)[preset].scenario, 128).rows()
        names = {row.id: row.short for row in inputs.destinations if row.id not in hidden}
        own = [row for row in rows if row["segment"] == segment]
        groups = {row.id: row.title for row in inputs.segments}
        return (
            changes.changes(own, words, names, "a group", CAPTION),
            heat.heat(rows, words, names, groups, CAPTION),
        )

    return drawn


def test_no_scenario_and_no_group_changes_a_specification(draw, inputs):
    first = [json.dumps(drawn.spec) for drawn in draw("baseline")]
    for preset in files.presets(inputs):
        assert [json.dumps(drawn.spec) for drawn in draw(preset, "CHN_IN_US")] == first


def test_every_place_lies_within_the_height_of_the_chart(draw, inputs):
    chart, table = draw("both_doors_close")
    places, groups = changes.height(len(inputs.destinations)), heat.height(len(inputs.segments))
    assert chart.data["rows"]["y"].between(0, places).all()
    assert chart.data["caption_narrow"]["y"].max() <= places - 11
    assert table.data["cells"]["y1"].max() <= groups
    assert table.data["caption_narrow"]["y"].max() <= groups - 11


def test_dots_and_bars_stay_on_the_axis(draw, inputs):
    for preset in files.presets(inputs):
        rows = draw(preset)[0].data["rows"]
        assert rows[["low", "change", "high"]].abs().max().max() <= 1


@pytest.mark.parametrize(("reach", "scale"), [(0.2, 1), (1.0, 1), (1.01, 5), (5.5, 20), (20.1, 100)])
def test_the_axis_is_the_smallest_scale_that_holds_the_range(reach, scale):
    row = {"change_pp": 0.1, "low_pp": -reach, "high_pp": float("nan")}
    assert changes.axis([row]) == scale


def test_labels_are_the_numbers_of_the_run(draw, inputs):
    run = simulate.run(inputs, files.presets(inputs)["fee_clarified"].scenario, 128)
    shown = draw("fee_clarified")[0].data["rows"].set_index("name")
    row = next(r for r in run.rows() if r["segment"] == "IND_YOUNG" and r["destination"] == "US")
    assert shown.loc["US", "before"] == f"{100 * row['baseline']:.1f}%"
    assert shown.loc["US", "share"] == f"{100 * row['share']:.1f}%"
    assert shown.loc["US", "moved"] == f"−{-row['change_pp']:.1f}"


def test_a_destination_that_a_group_lacks_has_no_number(draw, inputs):
    chart, table = draw("us_reform", "CHN_IN_US")
    shown = chart.data["rows"].set_index("name")
    assert shown.loc["Home", ["before", "moved", "span"]].tolist() == ["–", "", ""]
    cells = table.data["cells"]
    lacking = {(one.title, "HOME") for one in inputs.segments} - {
        (one.title, row.destination)
        for one in inputs.segments
        for row in inputs.baseline_shares
        if row.segment == one.id
    }
    assert (cells["text"] == "").sum() == len(lacking) > 0


def test_cells_are_blue_upwards_and_brown_downwards(draw):
    cells = draw("us_closes_further")[1].data["cells"]
    for row in cells.itertuples():
        red, blue = int(row.fill[1:3], 16), int(row.fill[5:7], 16)
        if row.text.startswith("+"):
            assert blue >= red
        elif row.text.startswith("−"):
            assert red > blue


def test_hidden_destinations_leave_the_chart(draw, inputs):
    chart, table = draw("november_2025", hidden=("OTH", "HOME"))
    assert "Other" not in set(chart.data["rows"]["name"])
    assert len(table.data["heads"]) == len(inputs.destinations) - 2


def test_a_phone_gets_every_word_of_the_caption():
    data = figure.caption_data(CAPTION, 0)
    assert " ".join(data["caption_narrow"]["text"]).split() == " ".join(CAPTION).split()
    assert all(REGULAR.width(line, 11) <= 296 for line in data["caption_narrow"]["text"])


@pytest.mark.parametrize(
    ("letter", "lengths"),
    # At 11 pixels a digit takes 0.497 x 11 = 5.467 of 296, so 54 fit; a W takes 8.646, so 34; a square 11, so 26.
    [("1", [54, 26]), ("W", [34, 34, 12]), ("字", [26, 26, 26, 2])],
)
def test_a_caption_without_spaces_keeps_to_a_phone(letter, lengths):
    data = figure.caption_data((80 * letter,), 0)
    assert data["caption_narrow"]["text"].str.len().tolist() == lengths
    assert (data["caption_narrow"]["text"].map(set) == {letter}).all()


def test_a_caption_stands_in_two_lines_where_the_longer_one_has_room():
    # Ten digits of 0.497 at 11 pixels.
    assert figure.caption_data(("123", "1234567890"), 0)["caption_wide"]["need"].tolist() == pytest.approx(
        [54.67] * 2
    )


@pytest.fixture(scope="module")
def draw_compared(inputs):
    """The chart that compares some of six scenarios."""
    moves = [
        {"us_fee": 100000},
        {"us_fee": 150000, "us_welcome": -0.5, "us_research": 60, "us_scrutiny": -0.5},
        {"cn_job_offer": 0, "cn_language": 0},
        {"us_pr_wait": 50, "us_welcome": 0.2},
        {},
        {"de_job_offer": 0, "responsiveness": 1.5},
    ]
    chosen = [scenario.make(inputs, levers) for levers in moves]

    def drawn(count, segment="IND_YOUNG", hidden=(), draws=128, first=0, titles=None):
        made = analysis.runs(inputs, chosen[first : first + count], draws)
        names = {row.id: row.short for row in inputs.destinations if row.id not in hidden}
        rows = [analysis.rows(run, segment) for run in made]
        labels = titles or [f"Title {number}" for number in range(count)]
        return compare.compare(rows, text.words(inputs.folder), names, labels, "a group", CAPTION)

    return drawn


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_the_numbers_of_scenarios_and_destinations_alone_make_the_specification(draw_compared, count):
    first = json.dumps(draw_compared(count).spec)
    for other in (
        draw_compared(count, "CHN_IN_US", first=6 - count),
        draw_compared(count, draws=0, titles=["x" * 80] * count),
    ):
        assert json.dumps(other.spec) == first
    assert json.dumps(draw_compared(count, hidden=("OTH",)).spec) != first


@pytest.mark.parametrize("count", [2, 4, 6])
def test_every_scenario_has_its_own_line_in_every_row(draw_compared, inputs, count):
    data, rows = draw_compared(count).data, len(inputs.destinations)
    total = compare.height(count, rows)
    assert len(data["marks"]) == rows * count
    places = data["marks"]["y"].sort_values()
    assert places.diff().min() >= 9
    assert places.is_unique
    assert places.between(data["key"]["y"].max(), total).all()
    assert data["caption_narrow"]["y"].max() <= total - 11
    lines = data["rows"]["line"].to_numpy()[1:]
    for number in range(rows):
        own = data["marks"]["y"][number::rows]
        assert own.min() - lines[number] >= 5
        assert lines[number] + (lines[1] - lines[0]) - own.max() >= 5


def test_compared_marks_and_bars_stay_on_the_axis_with_the_mark_inside_its_bar(draw_compared):
    for segment in ("IND_YOUNG", "CHN_IN_US", "SENIOR_RES"):
        marks = draw_compared(6, segment).data["marks"]
        assert marks[["low", "change", "high"]].abs().max().max() <= 1
        assert (marks["end"] >= marks[["change", "high"]].max(axis=1)).all()


def test_a_scenario_is_known_by_shape_colour_and_letter(draw_compared):
    key = draw_compared(6).data["key"]
    for column in ("letter", "shape", "colour"):
        assert key[column].nunique() == 6
    assert key["letter"].tolist() == list("ABCDEF")
    assert min(contrast_on_white(colour) for colour in compare.COLOURS) > 3.5


def contrast_on_white(colour):
    """Contrast ratio of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def test_without_draws_a_bar_is_no_longer_than_its_mark(draw_compared):
    marks = draw_compared(2, draws=0).data["marks"]
    assert (marks["low"] == marks["change"]).all()
    assert (marks["high"] == marks["change"]).all()


def test_a_destination_that_a_group_lacks_keeps_its_row_and_has_no_mark(draw_compared, inputs):
    data = draw_compared(2, "CHN_IN_US").data
    home = data["rows"].set_index("name").loc["Home"]
    assert home[["before", "A", "B"]].tolist() == ["–", "", ""]
    assert len(data["marks"]) == 2 * (len(inputs.destinations) - 1)


def test_the_numbers_of_a_comparison_are_those_of_the_runs(draw_compared, inputs):
    row = draw_compared(2).data["rows"].set_index("name").loc["US"]
    run = simulate.run(inputs, scenario.make(inputs, {"us_fee": 100000}), 0)
    place = run.segments.index("IND_YOUNG"), run.destinations.index("US")
    # The axis is wide: one decimal.
    assert row["before"] == f"{100 * run.baseline[place]:.1f}%"
    assert row["A"] == f"−{-100 * run.change[place]:.1f}"


def test_the_text_of_a_comparison_says_what_it_is_and_names_each_scenario(draw_compared):
    told = draw_compared(2, hidden=("OTH",), titles=["One", "Two"]).alt
    assert told.startswith("Illustrative, not a forecast.")
    assert "A, One: Home" in told
    assert "B, Two: Home" in told
    assert "Other" not in told
