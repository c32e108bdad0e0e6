"""Quotes of a plate: the command and the Python lines give it again, and what is copied says what it is."""

import json
import shlex

import pytest

from scenarios import sentences
from scenarios.__main__ import main
from scenarios.briefing import Context, Named, charts, quotes
from scenarios.engine import scenario
from scenarios.formats import files

DAY = "2026-11-22"
STAMP = "ILLUSTRATIVE – NOT A FORECAST"
HOSTILE = 'A "fee", C:\\new\\table {0} %s \' 人才 é'


@pytest.fixture(scope="module")
def mine(inputs):
    """A scenario that is no preset: policy, a belief with many decimals, a disputed fact."""
    return scenario.make(
        inputs, {"us_fee": 99999.5, "cn_pay": 110.125, "responsiveness": 2.2 / 3}, {"fee_basis": "annual"}
    )


@pytest.fixture(scope="module")
def make(inputs, words):
    """Makes the plate of a chart."""

    def made(chart, chosen, segment="IND_YOUNG", place="US", lever="", title="Mine"):
        named = (
            Named(title, chosen),
            *((Named("Other", scenario.Scenario()),) if chart == "compare" else ()),
        )
        return charts.plate(chart, Context(inputs, words, named, DAY), segment, place, lever)

    return made


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a command in an empty folder: its code, what it printed, and the names of the files it left."""
    monkeypatch.chdir(tmp_path)

    def called(command, *more):
        program, *arguments = shlex.split(command.removeprefix("python -m "))
        assert program == "scenarios"
        code = main([*arguments, *more])
        printed = capsys.readouterr()
        return code, printed.out, printed.err, [path.name for path in tmp_path.iterdir()]

    return called


# --- the command ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chart", "segment", "place", "lever"),
    [
        ("changes", "IND_YOUNG", "US", ""),
        ("heat", "ALL", "US", ""),
        ("waterfall", "TOTAL", "CN", ""),
        ("tipping", "IND_YOUNG", "US", "us_odds"),
        ("leavers", "SENIOR_RES", "US", ""),
        ("assumptions", "CHN_IN_US", "HOME", ""),
        ("sources", "IND_YOUNG", "US", ""),
    ],
)
def test_the_command_gives_the_numbers_and_the_run_of_the_plate_again(
    run, make, inputs, mine, tmp_path, chart, segment, place, lever
):
    made = make(chart, mine, segment, place, lever)
    command = quotes.command(inputs, made, mine, segment, place, lever)
    head, _, target = command.rpartition(" --to ")
    assert run(f"{head} --to again.json")[0] == 0
    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    assert again["run_id"] == " ".join(made.credit.run_ids) and again["label"] == STAMP
    assert again["caption"] == made.table.caption
    told = [[row[column] for column in made.table.columns] for row in again["rows"]]
    held = [[_value(cell) for cell in row] for row in made.table.rows]
    assert told == held and told
    # As it is copied it leaves a file too: no picture is asked of what is a table.
    assert target == f"{chart}.{'png' if made.figure else 'csv'}"


def _value(cell):
    plain = cell.text.replace("−", "-")
    try:
        return float(plain) if cell.number else cell.text
    except ValueError:
        return cell.text


@pytest.mark.parametrize(("chart", "preset"), [("baseline", "november_2025"), ("assumptions", "baseline")])
def test_the_command_as_it_is_copied_leaves_one_file(run, make, inputs, chart, preset):
    chosen = files.presets(inputs)[preset].scenario
    command = quotes.command(inputs, make(chart, chosen), chosen, "IND_YOUNG", "US")
    assert command.startswith(f"python -m scenarios export {preset} --chart {chart} --segment IND_YOUNG")
    code, _, err, left = run(command)
    assert (code, err) == (0, "") and len(left) == 1


def test_the_command_for_leavers_where_nobody_leaves_asks_for_a_table(run, make, inputs):
    chosen = scenario.Scenario()
    made = make("leavers", chosen)
    assert made.figure is None
    code, _, err, left = run(quotes.command(inputs, made, chosen, "IND_YOUNG", "US"))
    assert (code, err, left) == (0, "", ["leavers.csv"])


def test_a_comparison_has_the_command_that_runs_its_scenario(run, make, inputs, mine):
    made = make("compare", mine)
    command = quotes.command(inputs, made, mine, "IND_YOUNG", "US")
    assert command == quotes.run_command(inputs, mine)
    code, out, err, _ = run(command)
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["run_id"] == mine.run_id(inputs, 1024)
    assert {
        name: value for name, value in found["scenario"]["levers"].items() if name in dict(mine.levers)
    } == dict(mine.levers)


# --- the Python lines --------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Mine", HOSTILE, "\\", '"""', "人才"])
@pytest.mark.parametrize(
    ("chart", "segment", "place", "lever"),
    [("changes", "IND_YOUNG", "US", ""), ("tipping", "SENIOR_RES", "US", "us_odds")],
)
def test_the_python_lines_make_the_plate_again(make, mine, title, chart, segment, place, lever):
    made = make(chart, mine, segment, place, lever, title)
    scope: dict = {}
    exec(quotes.lines(made, mine, segment, place, lever), scope)
    again = scope["plate"]
    assert (again.headline, again.credit, again.table) == (made.headline, made.credit, made.table)
    assert again.native == made.native


def test_the_python_lines_of_a_run_give_its_shares_and_run_id(make, inputs, mine):
    made = make("compare", mine)
    lines = quotes.lines(made, mine, "IND_YOUNG", "US")
    assert lines == quotes.run_lines(mine, 1024)
    scope: dict = {}
    exec(lines, scope)
    assert scope["run_id"] == made.credit.run_ids[0]
    us = next(
        100 * (share - before)
        for segment, place, before, share in zip(
            *(scope["shares"][name] for name in ("segment", "destination", "baseline", "share")), strict=True
        )
        if (segment, place) == ("IND_YOUNG", "US")
    )
    assert us == pytest.approx(made.native.series[0].values[made.native.categories.index("US")], abs=1e-9)
    assert scope["places"].issued > 0


def test_a_scenario_with_every_lever_at_an_end_is_made_again_by_its_lines(inputs):
    rows = {row.id: row for row in inputs.levers}
    for levers in (
        {name: row.min for name, row in rows.items()},
        {name: row.max for name, row in rows.items()},
    ):
        options = {name: found[-1].option for name, found in inputs.reading_options().items()}
        chosen = scenario.make(inputs, levers, options)
        scope: dict = {}
        exec("\n".join(quotes.run_lines(chosen, 0).splitlines()[:5]), scope)
        assert scope["chosen"] == chosen and len(chosen.levers) > 15


# --- what is copied into a text ----------------------------------------------------------------------


def test_a_caption_is_the_headline_between_the_label_and_the_source(make, inputs, words, mine):
    for chart in ("changes", "waterfall", "assumptions"):
        made = make(chart, mine, title=HOSTILE)
        told = quotes.caption(inputs, words, made, mine, "IND_YOUNG", "US")
        assert told.startswith(f"{STAMP}. {made.headline} ")
        assert told.endswith(f"({made.credit.line})") and HOSTILE in told


def test_a_caption_of_changes_holds_the_range_of_the_largest(make, inputs, words, mine):
    made = make("changes", mine)
    (series,) = made.native.series
    value, low, high, place = max(
        zip(series.values, series.low, series.high, made.native.categories, strict=True),
        key=lambda one: abs(one[0]),
    )
    told = quotes.caption(inputs, words, made, mine)
    value, low, high = (sentences.signed(number, made.native.digits) for number in (value, low, high))
    assert f" {place}: {value} points (low to high over the assumptions: {low} to {high}). " in told


def test_a_caption_without_a_range_of_its_own_holds_that_of_the_share(make, inputs, words, mine):
    made, changes = make("waterfall", mine), make("changes", mine)
    told = quotes.caption(inputs, words, made, mine, "IND_YOUNG", "US")
    place = changes.native.categories.index("US")
    value = sentences.signed(changes.native.series[0].values[place], made.digits)
    assert f" The US: {value} points (low to high over the assumptions: " in told


def test_a_caption_of_what_is_no_change_calls_nothing_points(make, inputs, words, mine):
    leavers = make("leavers", mine)
    told = quotes.caption(inputs, words, leavers, mine, "IND_YOUNG", "US")
    (series,) = leavers.native.series
    most, largest = max(
        zip(series.values, zip(leavers.native.categories, series.labels, strict=True), strict=True)
    )
    assert most > 1 and f"{largest[0]}: {largest[1]} of 100 (low to high over the assumptions: " in told
    assert " points" not in told
    start = quotes.caption(inputs, words, make("baseline", mine), mine, "IND_YOUNG", "US")
    assert "points" not in start


def test_a_caption_of_nothing_changed_has_no_range(make, inputs, words):
    nothing = scenario.Scenario()
    for chart in ("changes", "waterfall"):
        told = quotes.caption(inputs, words, make(chart, nothing), nothing, "IND_YOUNG", "US")
        assert "low to high" not in told


def test_a_citation_names_product_year_title_versions_run_and_day(make, words, inputs, mine):
    made = make("compare", mine, title=HOSTILE)
    told = quotes.citation(words, made)
    versions = scenario.versions(inputs)
    wanted = (made.credit.product, "(2026)", HOSTILE, "Other", *made.credit.run_ids, DAY, "not a forecast")
    assert all(part in told for part in wanted), told
    assert f"model {versions['model']}, data {versions['data']}" in told
