"""Charts: a specification that no scenario changes, and tables that hold what the run says."""

import json

import pytest

from scenarios import files, simulate, text
from scenarios.charts import changes, figure, heat

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
    assert chart.data["rows"]["y"].between(0, changes.height(10)).all()
    assert chart.data["caption_narrow"]["y"].max() <= changes.height(10) - 11
    assert table.data["cells"]["y1"].max() <= heat.height(7)
    assert table.data["caption_narrow"]["y"].max() <= heat.height(7) - 11


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
    assert shown.loc["US", "before"] == "15.0%"
    assert shown.loc["US", "share"] == f"{100 * row['share']:.1f}%"
    assert shown.loc["US", "moved"] == f"−{-row['change_pp']:.1f}"


def test_a_destination_that_a_group_lacks_has_no_number(draw):
    chart, table = draw("us_reform", "CHN_IN_US")
    shown = chart.data["rows"].set_index("name")
    assert shown.loc["Home", ["before", "moved", "span"]].tolist() == ["–", "", ""]
    cells = table.data["cells"]
    assert (cells["text"] == "").sum() == 2


def test_cells_are_blue_upwards_and_brown_downwards(draw):
    cells = draw("us_closes_further")[1].data["cells"]
    for row in cells.itertuples():
        red, blue = int(row.fill[1:3], 16), int(row.fill[5:7], 16)
        if row.text.startswith("+"):
            assert blue >= red
        elif row.text.startswith("−"):
            assert red > blue


def test_hidden_destinations_leave_the_chart(draw):
    chart, table = draw("november_2025", hidden=("OTH", "HOME"))
    assert "Other" not in set(chart.data["rows"]["name"])
    assert len(table.data["heads"]) == 8


def test_a_phone_gets_every_word_of_the_caption():
    data = figure.caption_data(CAPTION, 0)
    assert " ".join(data["caption_narrow"]["text"]).split() == " ".join(CAPTION).split()
    assert data["caption_narrow"]["text"].str.len().max() <= 62
