"""What is taken along from a plate: files, words to quote it by, and a step of the briefing."""

import json

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios.briefing import Context, Named, charts
from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views.desk import entries
from scenarios.views.desk.history import History, Step

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
FEE = {"us_fee": 50000}
PAGES = {
    "explore": ("IND_YOUNG", "changes", {}),
    "heat": ("ALL", "heat", {}),
    "why": ("GLOBAL_YOUNG", "waterfall", {}),
    "meter": ("GLOBAL_YOUNG", "meter", {}),
    "ranges": ("GLOBAL_YOUNG", "dots", {"sure_part": "ranges"}),
    "tipping": ("GLOBAL_YOUNG", "tipping", {"sure_part": "tipping"}),
    "beliefs": ("GLOBAL_YOUNG", "tornado", {"sure_part": "beliefs"}),
}
"""Where a plate stands -> the group it is about, its chart, and the part of the page."""
LEVER = {"tipping": "us_fee"}
PLACE = {"explore": "US", "heat": "US"}
"""Explore shows all destinations; a step made there is about the first of those that headlines name."""


@pytest.fixture(autouse=True)
def place(monkeypatch, tmp_path):
    """An empty store."""
    monkeypatch.setenv("PULL_FACTORS_DB", f"sqlite:///{(tmp_path / 'scenarios.db').as_posix()}")
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def opened(inputs):
    """Draws a page of a tab with every fold open."""

    def script():
        import streamlit  # noqa: PLC0415 (runs as a script of its own)

        from scenarios import inputs, text  # noqa: PLC0415
        from scenarios.views import explore, why  # noqa: PLC0415
        from scenarios.views.compare import page as compare  # noqa: PLC0415
        from scenarios.views.sure import page as sure  # noqa: PLC0415

        pages = {"explore": explore, "heat": explore, "why": why, "meter": why, "compare": compare}
        loaded = inputs.load()
        name = streamlit.session_state["page"]
        pages.get(name, sure).page(loaded, text.words(loaded.folder))

    def drawn(name, chosen, segment="IND_YOUNG", **values):
        tab = AppTest.from_function(script, default_timeout=60)
        tab.session_state[".history"] = History((Step(chosen),))
        folds = ("shares", "why_parts", "why_meter", "sure_dots", "sure_tipping", "sure_beliefs")
        values |= {"page": name, "segment": segment, ".place": "CN", **{f"twin_{one}": True for one in folds}}
        for key, value in values.items():
            tab.session_state[key] = value
        tab.run()
        assert not tab.exception, tab.exception
        return tab

    return drawn


@pytest.fixture
def downloads(monkeypatch):
    """Every file that a page offers: name -> what makes it, or its content."""
    found = {}
    button = st.download_button

    def noted(label, data, file_name, **more):
        found[file_name] = data
        return button(label, data=data, file_name=file_name, **more)

    monkeypatch.setattr(st, "download_button", noted)
    return found


def quoted(tab, chart):
    """Title -> text of everything that can be copied about a chart."""
    for node in tab.get("bidi_component"):
        if node.proto.component_name == "quotes" and f"quotes_{chart}" in node.proto.id:
            return {item["title"]: item["text"] for item in json.loads(node.proto.json)["items"]}
    raise AssertionError(f"nothing to quote of {chart}")


def press(tab, chart):
    """Make a step of a chart; gives the briefing."""
    tab.button(key=f"take_{chart}_step").click().run()
    assert not tab.exception, tab.exception
    return tab.session_state[".board"].now.storyboard


def texts(tab):
    """All plain texts and markup of a page."""
    return [one.value for one in tab.text] + [one.proto.body for one in tab.get("html")]


def run_id(inputs, chosen):
    """The run that a page shows: over all draws, or the central one alone."""
    return {chosen.run_id(inputs, draws) for draws in (0, int(inputs.parameter("draw_count")))}


@pytest.mark.parametrize("name", list(PAGES))
def test_what_is_taken_from_a_page_says_what_it_is_and_a_step_of_it_shows_the_same(
    opened, downloads, inputs, words, name
):
    segment, chart, values = PAGES[name]
    chosen = scenario.make(inputs, FEE)
    tab = opened(name, chosen, segment, **values)
    check_files(downloads, inputs, chart, chosen)
    check_quotes(quoted(tab, chart), inputs, words, chart, segment, chosen)
    check_step(tab, inputs, words, name, chosen)


def check_files(downloads, inputs, chart, chosen):
    """All four carry stamp and run, and so does their name."""
    mine = {key: value for key, value in downloads.items() if f"-{chart}-" in key or f"-{chart}_" in key}
    assert [key.rpartition(".")[2] for key in mine] == ["png", "svg", "csv", "json"]
    assert len({key.rpartition(".")[0] for key in mine}) == 1
    first = next(iter(mine))
    assert first.startswith("ILLUSTRATIVE_")
    run = first.rpartition(".")[0].rpartition("_")[2]
    assert run in run_id(inputs, chosen)
    made = {key.rpartition(".")[2]: make() for key, make in mine.items()}
    assert made["png"].startswith(b"\x89PNG") and len(made["png"]) > 10_000
    drawn = made["svg"].decode()
    assert STAMP in drawn and run in drawn
    head, *lines = made["csv"].decode("utf-8-sig").strip().splitlines()
    assert lines and head.startswith("label,")
    assert all(line.startswith(STAMP) and run in line for line in lines)
    assert STAMP in made["json"].decode() and run in made["json"].decode()


def check_quotes(told, inputs, words, chart, segment, chosen):
    """Each text carries the stamp, the run, or all that makes the plate again."""
    assert len(told) == 6
    for key in ("headline", "caption", "link"):
        assert told[words(f"quote.{key}")].startswith(STAMP)
    assert told[words("quote.link")].endswith(" {link}")
    for key in ("caption", "cite"):
        assert any(run in told[words(f"quote.{key}")] for run in run_id(inputs, chosen))
    assert "Illustrative scenario, not a forecast" in told[words("quote.cite")]
    command, lines = told[words("quote.command")], told[words("quote.python")]
    for part in (f"--chart {chart}", f"--segment {segment}", "--set us_fee=50000"):
        assert part in command
    assert f'charts.plate("{chart}", context, "{segment}"' in lines


def check_step(tab, inputs, words, name, chosen):
    """The step is about the same, and gives the headline of the page."""
    segment, chart, _ = PAGES[name]
    step = press(tab, chart).steps[0]
    assert (step.chart, step.segment, step.destination, step.lever) == (
        chart, segment, PLACE.get(name, "CN"), LEVER.get(name, "")
    )  # fmt: skip
    assert [one.scenario for one in step.scenarios] == [chosen]
    assert tab.session_state[".said"] == "added to the briefing as step 1"
    context = Context(inputs, words, step.scenarios, "2026-11-22")
    again = charts.plate(step.chart, context, step.segment, step.destination, step.lever)
    assert any(again.headline in text.replace("&#x27;", "'") for text in texts(tab))
    assert len(press(tab, chart).steps) == 2


def test_hidden_destinations_are_in_no_file(opened, downloads, inputs):
    opened("heat", scenario.make(inputs, FEE), "ALL", hidden=["US", "KR"])
    made = next(make for key, make in downloads.items() if key.endswith(".csv"))().decode("utf-8-sig")
    assert "China" in made and "United States" not in made and "Korea" not in made


def test_a_full_briefing_says_so_and_takes_no_more(opened, inputs):
    tab = opened("explore", scenario.make(inputs, FEE))
    steps = press(tab, "changes").steps
    board = tab.session_state[".board"]
    full = type(board.now)(type(board.now.storyboard)("Full", steps * 30))
    tab.session_state[".board"] = board.add(full)
    assert len(press(tab, "changes").steps) == 30
    assert "30 steps at most" in tab.session_state[".said"]


def test_files_of_two_charts_of_a_long_title_have_two_names(opened, downloads, inputs, monkeypatch):
    chosen = scenario.make(inputs, FEE)
    long = Named(("A very long name " * 5)[:80], chosen)
    monkeypatch.setattr("scenarios.views.show.current.named", lambda *_: long)
    opened("why", chosen)
    names = [key for key in downloads if key.endswith(".png")]
    assert sorted("meter" in name for name in names) == [False, True]
    assert sorted("waterfall" in name for name in names) == [False, True]


# --- comparisons -------------------------------------------------------------------------------------


@pytest.fixture
def compared(opened, inputs):
    """The page Compare over some entries, with a current scenario that is none of them."""

    def drawn(pairs, segment="IND_YOUNG", current=None):
        chosen = scenario.make(inputs, current or {"us_odds": 0.9})
        return opened("compare", chosen, segment, **{".compared": tuple(pairs)})

    return drawn


def test_a_comparison_becomes_a_step_with_its_scenarios_and_their_titles(compared, inputs, words):
    pairs = [("us_reform", "R" * 80), ("baseline", ""), (entries.CURRENT, "")]
    tab = compared(pairs, "GLOBAL_YOUNG")
    step = press(tab, "compare").steps[0]
    presets = files.presets(inputs)
    assert (step.chart, step.segment, step.destination) == ("compare", "GLOBAL_YOUNG", "CN")
    assert step.scenarios == (
        Named("R" * 80, presets["us_reform"].scenario),
        Named(presets["baseline"].title, scenario.Scenario()),
        Named(words("changes.custom"), scenario.make(inputs, {"us_odds": 0.9})),
    )
    context = Context(inputs, words, step.scenarios, "2026-11-22")
    assert charts.plate("compare", context, step.segment, step.destination).headline in texts(tab)


def test_files_and_quotes_of_a_comparison_name_every_run(compared, downloads, inputs, words):
    tab = compared([("us_reform", ""), ("fee_guided", "")])
    runs = [files.presets(inputs)[name].scenario.run_id(inputs, 1024) for name in ("us_reform", "fee_guided")]
    made = next(
        make for key, make in downloads.items() if "-compare-" in key and key.endswith(".csv")
    )().decode("utf-8-sig")
    assert all(line.startswith(STAMP) and " ".join(runs) in line for line in made.strip().splitlines()[1:])
    told = quoted(tab, "compare")
    for key in ("caption", "cite"):
        assert all(run in told[words(f"quote.{key}")] for run in runs)


def test_no_range_of_another_scenario_stands_in_the_caption_of_a_comparison(compared, words):
    tab = compared([("baseline", "One"), ("us_fee:0", "Other")], current={"us_fee": 100000})
    assert "low to high over" not in quoted(tab, "compare")[words("quote.caption")]


def test_hostile_titles_are_text(compared):
    hostile = "<img src=https://evil.example/x onerror=alert(1)> ![a](https://evil.example)"
    tab = compared([("us_reform", hostile), ("baseline", "=HYPERLINK(1)")])
    step = press(tab, "compare").steps[0]
    assert step.scenarios[0].title == hostile
    bodies = [one.proto.body for one in tab.get("html")]
    assert any("&lt;img" in body for body in bodies) and not any("<img" in body for body in bodies)
    assert all("evil" not in one.label for one in tab.button)
