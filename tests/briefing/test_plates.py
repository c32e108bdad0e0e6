"""Plates of every chart: what travels with each, that its series, table and figure agree, and what is refused."""

import math

import pytest

from scenarios.analysis import attribution, conclusions, leavers, sensitivity
from scenarios.briefing import STACKED, Context, Named, charts
from scenarios.charts.waterfall import MOST
from scenarios.engine import group, scenario, simulate
from scenarios.engine.group import TOTAL
from scenarios.formats import files
from scenarios.typesetting.faces import REGULAR

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
DAY = "2026-11-22"
GROUPS = ("IND_YOUNG", "CHN_IN_US", "SENIOR_RES", TOTAL)
PLACES = ("US", "CN", "HOME", "NZ")
PLACELESS = ("changes", "heat", "compare", "beliefs", "assumptions", "sources")
"""Charts that look at no destination."""

ONE_GROUP = ("changes", "compare", "beliefs")
OTHER = Named("Another", scenario.Scenario())


@pytest.fixture(scope="module")
def scenarios(inputs):
    """Scenarios of every kind: none changed, policy of all sides, beliefs alone, twenty levers at an end."""
    twenty = {
        row.id: row.min if place % 2 and row.min != row.baseline else row.max
        for place, row in enumerate(inputs.levers[:20])
    }
    presets = files.presets(inputs)
    return {
        "nothing": scenario.Scenario(),
        "november_2025": presets["november_2025"].scenario,
        "both_doors_open": presets["both_doors_open"].scenario,
        "beliefs": scenario.make(inputs, {"responsiveness": 1.5, "weight_income": 0.5}),
        "twenty": scenario.make(inputs, twenty, {"fee_basis": "annual"}),
    }


@pytest.fixture(scope="module")
def make(inputs, words):
    """Makes the plate of a chart of a scenario called Mine."""

    def made(chart, chosen, segment="IND_YOUNG", place="US", lever="", title="Mine"):
        named = (Named(title, chosen), *((OTHER,) if chart == "compare" else ()))
        return charts.plate(chart, Context(inputs, words, named, DAY), segment, place, lever)

    return made


@pytest.fixture(scope="module")
def tried(make, scenarios):
    """(chart, scenario, segment, destination) -> its plate, or the message that refuses it."""
    found = {}
    for name, chosen in scenarios.items():
        for chart in charts.CHARTS:
            for segment in GROUPS if name in ("november_2025", "twenty") else GROUPS[:2]:
                for place in PLACES[:1] if chart in PLACELESS else PLACES:
                    try:
                        made = make(chart, chosen, segment, place)
                    except scenario.ScenarioError as error:
                        made = str(error)
                    found[chart, name, segment, place] = made
    return found


@pytest.fixture(scope="module")
def plates(tried):
    """Those that are not refused."""
    return {key: made for key, made in tried.items() if not isinstance(made, str)}


def choices(inputs, segment):
    """How many destinations a group can choose."""
    return sum(row.segment == segment for row in inputs.baseline_shares)


def shown(table, column):
    """The numbers of a column of a table, as text with a plain minus."""
    place = table.columns.index(column)
    return [row[place].text.replace("−", "-") for row in table.rows]


def agree(texts, values, slack=1e-9):
    """Whether texts are the values, rounded as the texts are."""
    for told, value in zip(texts, values, strict=True):
        if told.startswith("<"):
            assert 0 < value < float(told[1:]), (told, value)
            continue
        digits = len(told.partition(".")[2])
        assert abs(float(told) - value) <= 0.5 * 10**-digits + slack, (told, value)


# --- what is refused ---------------------------------------------------------------------------------


def test_a_group_without_the_destination_and_a_sum_of_ranges_are_refused_and_nothing_else_is(tried):
    refused = {
        (chart, segment, place) for (chart, _, segment, place), made in tried.items() if isinstance(made, str)
    }
    lacking = {"baseline", "waterfall", "meter", "dots", "tornado", "tipping"}
    assert refused == {(chart, "CHN_IN_US", "HOME") for chart in lacking} | {
        (chart, TOTAL, "US") for chart in ONE_GROUP
    }
    for (chart, _, segment, place), made in tried.items():
        if isinstance(made, str):
            wanted = f"'{chart}' shows one group" if segment == TOTAL else f"{segment} cannot choose {place}"
            assert wanted in made and "name a" in made


def test_the_leavers_of_a_destination_that_a_group_lacks_say_so_without_a_figure(tried):
    made = tried["leavers", "november_2025", "CHN_IN_US", "HOME"]
    assert made.headline == "For Chinese graduates in the US, home is China, and it is shown as China."
    assert (made.figure, made.native, made.table.rows, made.question) == (None, None, (), "")


@pytest.mark.parametrize("chart", [*charts.CHARTS])
def test_an_unknown_group_is_refused_with_the_nearest_one(make, scenarios, chart):
    if chart in ("heat", "assumptions", "sources"):
        assert make(chart, scenarios["twenty"], "IND_YUNG").headline
        return
    with pytest.raises(
        scenario.ScenarioError, match="unknown segment 'IND_YUNG'; the nearest is 'IND_YOUNG'"
    ):
        make(chart, scenarios["twenty"], "IND_YUNG")


@pytest.mark.parametrize("chart", ONE_GROUP)
def test_all_groups_one_by_one_are_no_group_of_a_chart_of_one(make, scenarios, chart):
    with pytest.raises(scenario.ScenarioError, match=f"'{chart}' shows one group; name a segment"):
        make(chart, scenarios["nothing"], "ALL")


@pytest.mark.parametrize("end", ["min", "max"])
def test_no_chart_stops_where_every_lever_is_at_an_end(make, inputs, end):
    options = {name: found[-1].option for name, found in inputs.reading_options().items()}
    chosen = scenario.make(inputs, {row.id: getattr(row, end) for row in inputs.levers}, options)
    for chart in charts.CHARTS:
        made = make(chart, chosen, "SENIOR_RES", "CN")
        assert made.chart == chart and made.headline and made.table.columns
        assert made.figure or made.native is None


# --- what travels with every plate -------------------------------------------------------------------


def test_every_caption_starts_with_the_stamp_and_fits_its_two_lines(plates):
    for key, made in plates.items():
        first, second = made.caption
        assert first.startswith(f"{STAMP} · "), key
        assert max(REGULAR.width(line, 1) for line in made.caption) <= 47, (key, made.caption)
        assert made.credit.run_ids[0] in second and DAY in second, key


def test_a_long_title_of_any_script_is_cut_in_the_caption_and_whole_in_the_credit(make, inputs, scenarios):
    annual = {name: options[-1].option for name, options in inputs.reading_options().items()}
    chosen = scenario.with_values(inputs, scenarios["twenty"], {}, annual)
    for title in (80 * "W", 40 * "人才", '=HYPERLINK("x") <script>alert(1)</script> \\ ' + 35 * "é"):
        made = make("changes", chosen, title=title)
        assert REGULAR.width(made.caption[1], 1) <= 47 and "…" in made.caption[1]
        assert made.credit.run_ids[0] in made.caption[1]
        assert title in made.credit.line and made.credit.titles == (title,)


def test_every_credit_names_product_versions_scenario_run_and_day(plates, inputs, words):
    versions = scenario.versions(inputs)
    for (chart, *_), made in plates.items():
        columns = dict(made.credit.columns)
        titles = ["Mine", "Another"] if chart == "compare" else ["Mine"]
        assert columns == {
            "label": STAMP,
            "product": f"{words('app.title')} {words('app.version')}",
            "scenario": " | ".join(titles),
            "run_id": " ".join(made.credit.run_ids),
            "model": str(versions["model"]),
            "data": str(versions["data"]),
            "date": DAY,
        }
        assert list(columns)[0] == "label" and len(made.credit.run_ids) == len(titles)
        line = made.credit.line
        told = (columns["product"], columns["scenario"], columns["run_id"], columns["date"])
        assert all(part in line for part in told), line
        assert f"model {versions['model']}" in line and f"data {versions['data']}" in line


def test_a_scenario_has_one_run_id_in_all_its_plates(plates, inputs, scenarios):
    for (chart, name, *_), made in plates.items():
        assert made.credit.run_ids[0] == scenarios[name].run_id(inputs, 1024), chart


def test_a_disputed_fact_that_is_read_otherwise_stands_in_the_credit(make, scenarios):
    assert "read as: " in make("changes", scenarios["twenty"]).credit.line
    assert "read as: " not in make("changes", scenarios["nothing"]).credit.line


# --- numbers of one shape ----------------------------------------------------------------------------


def test_every_series_has_a_number_for_each_category_within_its_range(plates):
    seen = 0
    for key, made in plates.items():
        for series in made.native.series if made.native else ():
            count = len(made.native.categories)
            assert {len(part) for part in (series.values, series.low, series.high) if part} <= {count}, key
            assert all(value is None or math.isfinite(value) for value in series.values), key
            for low, value, high in (
                zip(series.low, series.values, series.high, strict=True) if series.low else ()
            ):
                assert low - 1e-9 <= value <= high + 1e-9, (key, low, value, high)
                seen += 1
    assert seen > 100


def test_every_number_of_a_table_is_whole_and_no_row_is_short(plates):
    for key, made in plates.items():
        assert all(len(row) == len(made.table.columns) for row in made.table.rows), key
        assert len(set(made.table.columns)) == len(made.table.columns), key
        cells = [cell.text for row in made.table.rows for cell in row]
        assert not {"nan", "None", "inf", "−0.00"} & set(cells), key


# --- series, table and figure say the same -----------------------------------------------------------


def test_changes_are_the_same_in_series_table_and_figure(plates):
    for (chart, *key), made in plates.items():
        if chart == "changes":
            (series,) = made.native.series
            for column, values in (("Change", series.values), ("Low", series.low), ("High", series.high)):
                agree(shown(made.table, f"{column}, points"), values)
            moved = made.figure.data["rows"].iloc[1:]
            drawn = [told.replace("−", "-") for told in moved["moved"] if told]
            agree(drawn, series.values)
            assert {len(told.partition(".")[2]) for told in drawn} == {made.native.digits}, key


def test_the_table_of_all_groups_has_a_row_for_each_group_and_a_blank_where_a_destination_lacks(
    plates, inputs
):
    for (chart, *_), made in plates.items():
        if chart == "heat":
            native = made.native
            assert [series.name for series in native.series] == [row.title for row in inputs.segments]
            assert list(native.categories) == [row.short for row in inputs.destinations]
            chinese = next(row.title for row in inputs.segments if row.id == "CHN_IN_US")
            blank = {
                (series.name, place)
                for series in native.series
                for place, value in zip(native.categories, series.values, strict=True)
                if value is None
            }
            assert (chinese, "Home") in blank and len(blank) < len(inputs.segments)
            values = [value for series in native.series for value in series.values if value is not None]
            agree(shown(made.table, "Change, points"), values)
            told = [text for text in made.figure.data["cells"]["text"] if text]
            agree([text.replace("−", "-") for text in told if any(map(str.isdigit, text))], values)


def test_shares_before_are_the_same_in_series_table_and_figure_and_sum_to_all(plates, inputs):
    for (chart, _, segment, _), made in plates.items():
        if chart == "baseline":
            (series,) = made.native.series
            agree(shown(made.table, "Before, %"), series.values)
            agree([told.rstrip("%") for told in made.figure.data["rows"]["number"]], series.values)
            assert sum(series.values) == pytest.approx(100)
            observed = [row.share for row in inputs.baseline_shares if row.segment == segment and row.share]
            if segment != TOTAL:
                # Shares that sum to nearly a hundred are rescaled.
                whole = [100 * share / sum(observed) for share in observed]
                assert sorted(series.values) == pytest.approx(sorted(whole))


def test_a_waterfall_leads_from_the_share_before_to_the_share_of_the_run(plates, scenarios, inputs):
    seen = 0
    for (chart, name, segment, place), made in plates.items():
        if chart != "waterfall":
            continue
        held, start, down, up, end = (series.values for series in made.native.series)
        people = group.of(inputs, segment)
        run, column = group.run(people, scenarios[name], 0), people.column(place)
        assert start[0] == pytest.approx(100 * run.baseline[column])
        assert end[-1] == pytest.approx(100 * run.share[column])
        level = start[0]
        for below, minus, plus in list(zip(held, down, up, strict=True))[1:-1]:
            assert (minus is None) != (plus is None)
            after = level + (plus or 0) - (minus or 0)
            assert below == pytest.approx(min(level, after))
            level, seen = after, seen + 1
        assert level == pytest.approx(end[-1], abs=1e-9)
        parts = [(plus or 0) - (minus or 0) for minus, plus in list(zip(down, up, strict=True))[1:-1]]
        told = shown(made.table, "Part, points")
        if len(told) > MOST:  # the smallest share the last step, as in the figure
            told = told[: MOST - 1]
            assert len(parts) == MOST
        agree(told, parts[: len(told)])
        assert len(made.native.categories) == len(parts) + 2
    assert seen > 60


def test_the_parts_of_the_evidence_meter_are_whole_percents_of_all(plates):
    for (chart, *_), made in plates.items():
        if chart == "meter":
            assert made.native.kind == STACKED and made.native.span == (0, 100)
            for row, shares in zip(
                made.table.rows,
                zip(*(series.values for series in made.native.series), strict=True),
                strict=True,
            ):
                assert [float(cell.text) for cell in row[1:]] == list(shares)
                assert sum(shares) in (0, 100)


def test_the_ends_of_a_tornado_are_those_of_its_table_largest_first(plates, scenarios, inputs):
    for (chart, name, segment, place), made in plates.items():
        if chart == "tornado":
            low, high = (series.values for series in made.native.series)
            agree(shown(made.table, "Change at the low end, points")[: len(low)], low)
            agree(shown(made.table, "Change at the high end, points")[: len(high)], high)
            swings = [abs(a - b) for a, b in zip(low, high, strict=True)]
            assert swings == sorted(swings, reverse=True)
            found = sensitivity.tornado(inputs, scenarios[name], segment, place)
            assert (low[0], high[0]) == (found.bars[0].low_pp, found.bars[0].high_pp)


def test_a_margin_along_a_lever_is_that_of_a_run_with_the_lever_there(plates, make, scenarios, inputs):
    made = make("tipping", scenarios["november_2025"], "IND_YOUNG", "US", "us_odds")
    (margins,) = made.native.series
    people = group.of(inputs, "IND_YOUNG")
    rival = conclusions.nearest_rival(group.run(people, scenarios["november_2025"], 0), "US")
    for place in (0, 17, len(margins.values) - 1):
        moved = scenario.with_values(
            inputs, scenarios["november_2025"], {"us_odds": made.native.categories[place]}
        )
        share = group.run(people, moved, 0).share
        gap = 100 * (share[people.column("US")] - share[people.column(rival)])
        assert margins.values[place] == pytest.approx(gap, abs=1e-9)
    for (chart, *_), other in plates.items():
        if chart == "tipping":
            agree(shown(other.table, "Margin, points"), other.native.series[0].values[::2])
    holds = [told for told in shown(made.table, "Holds in draws, %") if told != "–"]
    assert len(holds) > 5


def test_the_scenarios_of_a_comparison_are_in_the_table_whole_and_in_the_figure_where_they_differ_most(
    plates, scenarios, inputs
):
    for (chart, name, segment, _), made in plates.items():
        if chart != "compare":
            continue
        run = simulate.run(inputs, scenarios[name], 0)
        change = dict(zip((row.short for row in inputs.destinations), 100 * run.change[run.segments.index(segment)],
                          strict=True))  # fmt: skip
        mine, other = made.native.series
        assert (mine.name, other.name) == ("A Mine", "B Another")
        assert mine.values == pytest.approx([change[place] for place in made.native.categories], abs=1e-9)
        assert set(other.values) == {0.0}
        largest = sorted((abs(value) for value in change.values()), reverse=True)
        assert sorted((abs(value) for value in mine.values), reverse=True) == pytest.approx(largest[:4])
        held = choices(inputs, segment)
        assert len(made.table.rows) == 2 * held and len(made.native.categories) == 4
        assert made.note.endswith(f"holds all {held}."), made.note
        assert "4 destinations" in made.caption[0]


def test_the_four_lines_hold_the_run_and_the_start(plates, scenarios, inputs):
    for (chart, name, segment, _), made in plates.items():
        if chart == "beliefs":
            central, yours, _, both = made.native.series
            assert set(central.values) == set(yours.values) == {0.0}
            if name == "beliefs":
                assert set(both.values) == {0.0}
            run = simulate.run(inputs, scenarios[name], 0)
            largest = 100 * abs(run.change[run.segments.index(segment)]).max()
            assert max(map(abs, both.values)) == pytest.approx(largest, abs=1e-9)
            assert len(shown(made.table, "Change, points")) == 4 * choices(inputs, segment)


def test_leavers_are_a_hundred_and_the_same_in_series_table_and_figure(plates, scenarios, inputs):
    seen = 0
    for (chart, name, segment, place), made in plates.items():
        if chart == "leavers" and made.native:
            (series,) = made.native.series
            counted = shown(made.table, "Of 100")
            for told, value in zip(counted, series.values, strict=True):
                assert value < 1 if told == "<1" else abs(float(told) - value) < 1, (told, value)
            assert list(made.figure.data["rows"]["number"]) == [row[1].text for row in made.table.rows]
            # What is many countries together comes after all that stand for one.
            assert made.native.categories[-1] == "Other countries"
            assert list(series.values[:-1]) == sorted(series.values[:-1], reverse=True)
            found = leavers.leavers(inputs, scenarios[name], segment, place)
            assert sum(found.people.values()) == pytest.approx(100)
            assert sorted(series.values) == sorted(value for value in found.people.values() if value >= 1e-9)
            seen += 1
    assert seen >= 3


def test_twenty_dots_are_twenty_equal_parts_of_the_draws(plates, scenarios, inputs):
    for (chart, name, segment, place), made in plates.items():
        if chart == "dots":
            dots = [float(told) for told in shown(made.table, "Change, points")]
            assert len(dots) == 20 and dots == sorted(dots)
            people = group.of(inputs, segment)
            drawn = 100 * group.run(people, scenarios[name], 1024).draws[:, people.column(place)]
            assert drawn.min() - 0.01 <= dots[0] and dots[-1] <= drawn.max() + 0.01
            assert sum(drawn <= dots[9] + 0.005) >= 1024 * 9 / 20


def test_what_is_changed_stands_once_in_the_assumptions(plates, scenarios):
    for (chart, name, *_), made in plates.items():
        if chart == "assumptions":
            chosen = scenarios[name]
            assert len(made.table.rows) == len(chosen.levers) + len(chosen.readings)
            assert (
                not made.table.rows
                or f"{len(made.table.rows) - 2} more" in made.headline
                or len(made.table.rows) < 3
            )


def test_the_split_adds_to_the_change_for_any_group(plates, scenarios, inputs):
    for (chart, name, segment, place), made in plates.items():
        if chart == "waterfall":
            split = attribution.split(inputs, scenarios[name], segment, place)
            assert sum(part.part_pp for part in split.parts) == pytest.approx(split.change_pp, abs=1e-9)
            told = made.answer.split()[0].replace("−", "-")
            agree([told], [split.change_pp])
