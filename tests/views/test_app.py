"""The wiring of the pages: widgets -> scenario -> charts, by Streamlit's app test."""

import csv
import io
import json
import math
from pathlib import Path

import pyarrow
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios import __main__ as command_line
from scenarios import tables as table_module
from scenarios import text
from scenarios.briefing import Context, Named
from scenarios.briefing.plates import shares
from scenarios.charts import changes
from scenarios.engine import scenario, simulate
from scenarios.formats import files
from scenarios.typesetting.faces import REGULAR
from scenarios.views.desk import address
from scenarios.views.desk.history import History, Step
from scenarios.views.evidence import page
from tests import added, byhand

APP = Path(__file__).parents[2] / "app.py"
STAMP = "ILLUSTRATIVE – NOT A FORECAST"


@pytest.fixture
def app(monkeypatch, tmp_path):
    """The app as it opens, over an empty store."""
    monkeypatch.setenv("PULL_FACTORS_DB", f"sqlite:///{(tmp_path / 'scenarios.db').as_posix()}")
    st.cache_resource.clear()
    return AppTest.from_file(str(APP), default_timeout=60).run()


@pytest.fixture
def toy_app(monkeypatch, toy_folder, tmp_path):
    """The app as it opens on the toy data, over an empty store."""
    monkeypatch.setenv("PULL_FACTORS_DATA", str(toy_folder))
    monkeypatch.setenv("PULL_FACTORS_DB", f"sqlite:///{(tmp_path / 'scenarios.db').as_posix()}")
    st.cache_resource.clear()
    yield AppTest.from_file(str(APP), default_timeout=60).run()
    st.cache_resource.clear()


def chart(app):
    """The chart on the page."""
    return app.get("vega_lite_chart")[0].proto


def table(app, name):
    """One table of the chart on the page, as a list of rows."""
    data = next(entry.data.data for entry in chart(app).datasets if entry.name == name)
    return pyarrow.ipc.open_stream(data).read_all().to_pylist()


def current(app):
    """The scenario of the session."""
    return app.session_state[".history"].now.scenario


def headline(app):
    """The headline on the page."""
    return app.text[0].value


def printed(capsys, *arguments):
    """Result of the command line, as a dict."""
    assert command_line.main(["run", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def fewer_in_us(inputs, chosen):
    """How many fewer of 1,000 young Indians would prefer the US in a scenario."""
    run = simulate.run(inputs, chosen, 0)
    return f"{-1000 * run.change[run.segments.index('IND_YOUNG'), run.destinations.index('US')]:.0f}"


def test_it_opens_on_the_world_of_november_2025_and_young_indian_graduates(app, inputs):
    assert not app.exception
    assert current(app) == files.presets(inputs)["november_2025"].scenario
    fewer = fewer_in_us(inputs, current(app))
    assert headline(app).startswith(
        f"Of 1,000 young Indian graduates about {fewer} fewer would prefer the US"
    )


def test_it_opens_on_any_other_data(toy_app):
    """The toy opens on its fee: Northland loses 52 of 1,000 students, Southland gains 19 and home 26."""
    assert not toy_app.exception
    shares = byhand.students(north=5 / 6)
    home, north, south = (1000 * (shares[place] - start) for place, start in ((0, 0.5), (1, 0.3), (2, 0.1)))
    assert [text.value for text in toy_app.text[:2]] == [
        f"Of 1,000 students about {-north:.0f} fewer would prefer Northland and about {south:.0f} more Southland.",
        f"The largest gain: Home country, about {home:.0f} more.",
    ]


def test_the_page_shows_the_numbers_of_the_command_line(app, capsys, inputs):
    result = printed(capsys, "november_2025")
    expected = [row for row in result["shares"] if row["segment"] == "IND_YOUNG"]
    limit = changes.axis(expected)
    shown = [row for row in table(app, "rows") if row["name"]]
    assert len(shown) == len(expected) == len(inputs.destinations)
    for row, wanted in zip(shown, expected, strict=True):
        for column, key in (("change", "change_pp"), ("low", "low_pp"), ("high", "high_pp")):
            assert math.isclose(row[column] * limit, wanted[key], abs_tol=1e-9)
    assert result["run_id"] in table(app, "caption_wide")[1]["text"]


def test_a_moved_slider_changes_the_scenario_and_only_the_data_of_the_chart(app, inputs):
    before = chart(app).spec
    app.slider(key="lever.us_fee.slider").set_value(50000.0).run()
    assert dict(current(app).levers)["us_fee"] == 50000
    assert chart(app).spec == before
    fewer = fewer_in_us(inputs, current(app))
    assert headline(app).startswith(f"Of 1,000 young Indian graduates about {fewer} fewer")


def test_a_reading_joins_the_scenario_and_leaves_it_at_its_default(app):
    app.radio(key="reading.fee_scope").set_value("all_new").run()
    assert current(app).readings == (("fee_scope", "all_new"),)
    app.radio(key="reading.fee_scope").set_value("abroad_only").run()
    assert current(app).readings == ()


def test_resets_put_back_a_group_and_everything(app):
    app.button(key="reset_group_US").click().run()
    assert current(app).levers == (("cn_job_offer", 0.5),)
    assert app.slider(key="lever.us_fee.slider").value == 0
    app.button(key="reset_all").click().run()
    assert current(app) == scenario.Scenario()
    assert headline(app).startswith("No share moves")


def test_replay_shows_the_state_before_the_last_change_and_goes_on_from_there(app):
    opened = headline(app)
    app.slider(key="lever.cn_language.slider").set_value(0.0).run()
    changed = headline(app)
    assert changed != opened
    app.button(key="replay").click().run()
    assert (headline(app), app.slider(key="lever.cn_language.slider").value) == (opened, 100)
    app.button(key="replay").click().run()
    assert (headline(app), app.slider(key="lever.cn_language.slider").value) == (changed, 0)


def test_the_library_loads_a_preset_and_the_sliders_follow(app, inputs):
    app.button(key="library").click().run()
    app.button(key="load_us_reform").click().run()
    assert current(app) == files.presets(inputs)["us_reform"].scenario
    assert app.slider(key="lever.us_pr_wait.slider").value == 50
    assert app.slider(key="lever.us_fee.slider").value == 0
    assert any("The US reforms" in element.proto.body for element in app.get("html"))


def sliders(app):
    """The levers whose sliders are drawn."""
    return {slider.key.removeprefix("lever.").removesuffix(".slider") for slider in app.slider}


def test_search_and_the_changed_filter_find_folded_levers(app):
    app.text_input(key="lever_search").set_value("korea").run()
    assert sliders(app) == {"kr_job_offer", "kr_language"}
    app.text_input(key="lever_search").set_value("").run()
    app.toggle(key="lever_changed_only").set_value(True).run()
    assert sliders(app) == {"us_fee", "cn_job_offer"}
    app.text_input(key="lever_search").set_value("no such lever").run()
    assert not app.slider


def test_a_group_that_nothing_reaches_says_why(app):
    app.selectbox(key="segment").set_value("CHN_IN_US").run()
    assert headline(app) == "Nothing changed here reaches Chinese graduates in the US."
    assert "exempt when they change status" in app.text[1].value
    assert {row["moved"] for row in table(app, "rows") if row["name"] and row["before"] != "–"} == {"0.00"}


def test_a_hidden_destination_leaves_the_chart_and_not_the_arithmetic(app):
    before = {row["name"]: row["moved"] for row in table(app, "rows")}
    app.multiselect(key="hidden").set_value(["HOME", "OTH"]).run()
    after = {row["name"]: row["moved"] for row in table(app, "rows")}
    assert set(before) - set(after) == {"Home", "Other countries"}
    assert all(before[name] == moved for name, moved in after.items())


@pytest.mark.parametrize("segment", ["IND_YOUNG", address.ALL])
def test_every_chart_carries_stamp_source_and_alt_text(app, inputs, segment):
    app.selectbox(key="segment").set_value(segment)
    for preset in files.presets(inputs).values():
        app.session_state[".history"] = History((Step(preset.scenario),))
        app.run()
        lines = [row["text"] for row in table(app, "caption_wide")]
        assert len(lines) == 2
        assert all(REGULAR.width(line, 1) <= 47 for line in lines)
        assert lines[0].startswith(STAMP)
        assert preset.scenario.run_id(inputs, 1024) in lines[1]
        assert preset.title in lines[1] or preset.id in lines[1]
        assert chart(app).alt.startswith("Illustrative, not a forecast.")


def test_the_caption_on_a_phone_has_the_same_words(app):
    wide = " ".join(row["text"] for row in table(app, "caption_wide"))
    assert " ".join(row["text"] for row in table(app, "caption_narrow")) == wide


def test_every_row_of_the_table_twin_carries_the_label(inputs):
    preset = files.presets(inputs)["fee_clarified"]
    named = Named(preset.title, preset.scenario)
    context = Context(inputs, text.words(inputs.folder), (named,), "2026-11-22")
    made = shares.heat(context, simulate.run(inputs, preset.scenario, 1024))
    assert len(made.table.rows) == len(inputs.baseline_shares)
    lines = table_module.as_csv(made.table, STAMP, made.credit.columns[1:]).decode("utf-8-sig").splitlines()
    assert len(lines) == len(made.table.rows) + 1
    assert all(line.startswith(STAMP) for line in lines[1:])
    assert all(preset.scenario.run_id(inputs, 1024) in line for line in lines[1:])


def test_a_lever_may_be_called_like_anything_that_the_app_keeps_or_draws(monkeypatch, copied_data, tmp_path):
    names = ("history", "segment", "hidden", "undo", "lever_search", "sure_part")
    for name in names:
        added.lever(
            copied_data, id=name, title=f"Called {name}", group="Named", kind="shift", attribute="welcome",
            destination="CA", unit="index shift", min=-1, max=1, baseline=0, step=0.05, format="%+.2f",
        )  # fmt: skip
    monkeypatch.setenv("PULL_FACTORS_DATA", str(copied_data))
    monkeypatch.setenv("PULL_FACTORS_DB", f"sqlite:///{(tmp_path / 'scenarios.db').as_posix()}")
    st.cache_resource.clear()
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    for name in names:
        app.slider(key=f"lever.{name}.slider").set_value(0.05).run()
    assert not app.exception, app.exception
    moved = dict(app.session_state[".history"].now.scenario.levers)
    assert {name: moved[name] for name in names} == dict.fromkeys(names, 0.05)
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("file", "old", "told"),
    [
        ("levers.csv", "150000", "levers.csv, row 2, column max"),
        ("presets/us_reform.toml", "50", "presets/us_reform.toml"),
    ],
)
def test_bad_data_shows_file_and_row_instead_of_a_page(monkeypatch, copied_data, file, old, told):
    path = copied_data / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, "many", 1), encoding="utf-8")
    monkeypatch.setenv("PULL_FACTORS_DATA", str(copied_data))
    st.cache_resource.clear()
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not app.exception
    assert told in app.text[0].value
    st.cache_resource.clear()


@pytest.fixture
def evidence():
    """The Evidence page, alone, as the app would draw it."""

    def drawn():
        from scenarios import inputs, text  # noqa: PLC0415 (runs as a script of its own)
        from scenarios.views.evidence import page  # noqa: PLC0415

        loaded = inputs.load()
        page.page(loaded, text.words(loaded.folder))

    return AppTest.from_function(drawn, default_timeout=60).run()


@pytest.mark.parametrize("part", list(page.PARTS))
def test_every_part_of_the_evidence_draws_under_the_stamp(evidence, part):
    evidence.radio(key="evidence_part").set_value(part).run()
    assert not evidence.exception
    shown = [element.proto.body for element in evidence.get("html")]
    assert any(STAMP in body for body in shown)
    assert len(" ".join(shown)) > 500


@pytest.mark.parametrize(
    "text", ["=1+1", "＝1+1", "﹦1+1", "＋1", "－1", "﹣1", "＠x", " =1+1", "\u00a0＝1", "\t1", "\r1", "\n=1"]
)
def test_no_text_in_a_csv_file_starts_as_a_formula(text):
    made = table_module.Table(
        "x", "", (text, "plain"), ((table_module.Cell(text), table_module.Cell("1 = 1")),)
    )
    head, row = csv.reader(
        io.StringIO(table_module.as_csv(made, STAMP, [("scenario", text)]).decode("utf-8-sig"))
    )
    assert head == ["label", "scenario", f"'{text}", "plain"] and row == [
        STAMP,
        f"'{text}",
        f"'{text}",
        "1 = 1",
    ]


def test_evidence_tables_travel_with_the_stamp_in_every_row_and_no_formula():
    cells = (("=1+1", "+3", "-2", "@x", "plain"),)
    made = table_module.Table(
        "t", "t", ("a", "b", "c", "d", "e"), tuple(tuple(map(table_module.Cell, row)) for row in cells)
    )
    written = table_module.as_csv(made, STAMP)
    text_of = written.decode("utf-8") if isinstance(written, bytes) else written
    assert text_of.startswith("\ufeff")
    rows = list(csv.reader(text_of.removeprefix("\ufeff").splitlines()))
    assert rows[0][-1] == "label" or rows[0][0] == "label"
    assert STAMP in rows[1]
    assert {"'=1+1", "'+3", "'-2", "'@x", "plain"} <= set(rows[1])


def test_a_lever_that_the_browser_draws_anew_begins_where_the_scenario_is(app, inputs):
    values = files.presets(inputs)["november_2025"].scenario.lever_values(inputs)
    drawn = {node.proto.id.rpartition("-")[2]: node.proto for node in app.slider}
    assert len(drawn) > 5
    for key, proto in drawn.items():
        assert list(proto.default) == [values[key.split(".")[1]]], key
