"""The page Brief: ways to a briefing, its editor, steps with undo, saving and opening, files, the stage."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios.briefing import kept, storyfile
from scenarios.briefing.charts import CHARTS
from scenarios.briefing.storyboard import Named, Step, Storyboard
from scenarios.engine import scenario
from scenarios.exports import decks
from scenarios.exports.failure import ExportError
from scenarios.formats import files, reopen
from scenarios.store import Record, Store
from scenarios.views.brief import stage, taking
from scenarios.views.desk import board, entries, keeping, notices, state
from scenarios.views.dialogs import saving
from scenarios.views.dialogs.library import library

APP = Path(__file__).parents[2] / "app.py"
HOSTILE = "<img src=https://evil.example/x onerror=alert(1)> ![a](https://evil.example/y) :red[x]"[:80]
PLAIN = {"html", "text", "text_input", "text_area", "selectbox", "multiselect", "bidi_component"}
READY = "fee_kvisa_where"


@pytest.fixture
def place(monkeypatch, tmp_path):
    """Where the store of a test will be; nothing is there yet."""
    path = tmp_path / "scenarios.db"
    monkeypatch.setenv("PULL_FACTORS_DB", f"sqlite:///{path.as_posix()}")
    st.cache_resource.clear()
    yield path
    st.cache_resource.clear()


@pytest.fixture
def store(place):
    """Somebody else at the same store."""
    return Store(f"sqlite:///{place.as_posix()}")


@pytest.fixture
def draw(place):
    """Draws the page in a tab, after a call and before another one that draws too."""

    def script():
        import streamlit  # noqa: PLC0415 (runs as a script of its own)

        from scenarios import inputs, text  # noqa: PLC0415
        from scenarios.views.brief import page  # noqa: PLC0415
        from scenarios.views.desk import navigation  # noqa: PLC0415

        loaded = inputs.load()
        call = streamlit.session_state.pop("call", None)
        if call:
            streamlit.session_state["result"] = call()
        navigation.go("brief")
        page.page(loaded, text.words(loaded.folder))
        if "beside" in streamlit.session_state:
            streamlit.session_state["beside"](loaded, text.words(loaded.folder))

    def drawn(call=None, tab=None, beside=None, **values):
        tab = tab or AppTest.from_function(script, default_timeout=60)
        for name, value in {"call": call, **values}.items():
            tab.session_state[name] = value
        if beside:
            tab.session_state["beside"] = beside
        tab.run()
        assert not tab.exception, tab.exception
        return tab

    return drawn


@pytest.fixture
def visit(place):
    """Opens the app at an address."""

    def opened(**parameters):
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return opened


@pytest.fixture
def one(inputs):
    """A short briefing of two steps."""
    fee = Named("The fee", scenario.make(inputs, {"us_fee": 100000}))
    return Storyboard(
        "Two steps",
        (
            Step("changes", (fee,), "IND_YOUNG", "US", "First", "Note one", "us_fee"),
            Step("sources", (fee,), "IND_YOUNG", "US", "Second"),
        ),
    )


def press(tab, key):
    """Press a button."""
    tab.button(key=key).click().run()
    assert not tab.exception, tab.exception
    return tab


def choose(tab, key, value):
    """Choose in a field."""
    field = next(one for one in (*tab.selectbox, *tab.multiselect, *tab.toggle) if one.key == key)
    field.set_value(value).run()
    assert not tab.exception, tab.exception
    return tab


def write(tab, key, value):
    """Write into a field."""
    field = next(one for one in (*tab.text_input, *tab.text_area) if one.key == key)
    field.set_value(value).run()
    assert not tab.exception, tab.exception
    return field


def now(tab):
    """The briefing of a tab."""
    return tab.session_state[".board"].now.storyboard


def messages(tab):
    """What its steps say, in order."""
    return [step.message for step in now(tab).steps]


def problems(tab):
    """What the page says is wrong."""
    return [node.proto.body for node in tab.get("html") if 'role="alert"' in node.proto.body]


def bidi(tab, name):
    """What one component of the page is given."""
    found = [node.proto.json for node in tab.get("bidi_component") if node.proto.component_name == name]
    return json.loads(found[0]) if found else None


def shown(tab):
    """Markup of the open slide, or nothing."""
    return (bidi(tab, "slide_preview") or {"section": ""})["section"]


def nodes(block):
    """Every element and block of a page."""
    for child in getattr(block, "children", {}).values():
        yield child
        yield from nodes(child)


def put(storyboard):
    """A call that opens a briefing."""
    return lambda: board.open_file(storyboard)


def saved(inputs, store, storyboard, save_id):
    """A briefing that somebody else saved."""
    body = kept.keep(inputs, storyboard).model_dump_json()
    return store.create(board.KIND, Record(storyboard.title, body), save_id)


def kept_scenario(inputs, store, title, save_id, **levers):
    """A scenario that somebody else saved."""
    body = reopen.keep(inputs, scenario.make(inputs, levers)).model_dump_json()
    return store.create(keeping.KIND, Record(title, body), save_id)


# --- ways to a briefing ------------------------------------------------------------------------------


def test_nothing_is_on_disk_before_the_first_save(draw, place, words, inputs):
    tab = draw()
    assert not tab.get("vega_lite_chart") and "present" not in [button.key for button in tab.button]
    press(press(tab, "brief_draft"), "step_1")
    assert not place.exists()
    draw(lambda: board.save(inputs, files.described(title="Kept"), False), tab)
    assert place.exists() and tab.session_state["result"].kind == board.KIND


@pytest.mark.parametrize(
    ("levers", "segment", "destination", "charts", "about"),
    [
        ({}, "GLOBAL_YOUNG", "US", ["baseline", "changes"], ("GLOBAL_YOUNG", "US")),
        ({"us_fee": 50000}, "ALL", "US", None, ("IND_YOUNG", "US")),
        ({"us_fee": 50000}, "CHN_IN_US", "HOME", None, ("CHN_IN_US", "US")),
    ],
)
def test_a_draft_of_the_current_scenario_can_be_shown_whole(
    draw, inputs, words, levers, segment, destination, charts, about
):
    chosen = scenario.make(inputs, levers)
    tab = draw(lambda: state.commit(inputs, chosen), segment=segment, place=destination)
    press(tab, "brief_draft")
    made = now(tab)
    assert charts is None or [step.chart for step in made.steps] == charts
    assert {(step.segment, step.destination) for step in made.steps} == {about}
    assert {step.scenarios[0].scenario for step in made.steps} == {chosen}
    draw(lambda: len(taking.whole(inputs, words).slides), tab)
    assert tab.session_state["result"] == len(made.steps)
    assert not problems(tab)


def test_a_draft_of_something_saved_names_its_version_and_of_a_changed_one_that_it_is_changed(
    draw, store, inputs, words
):
    found = kept_scenario(inputs, store, "x" * 80, "draft of saved", us_fee=50000)
    tab = draw(lambda: keeping.open_revision(inputs, words, found))
    press(tab, "brief_draft")
    named = now(tab).steps[0].scenarios[0]
    assert (named.title, named.version) == ("x" * 80, 1)
    changed = scenario.make(inputs, {"us_fee": 60000})
    tab = draw(lambda: state.commit(inputs, changed), tab)
    draw(lambda: st.session_state.pop(".board"), tab)
    press(tab, "brief_draft")
    named = now(tab).steps[0].scenarios[0]
    assert (named.title, named.version, named.scenario) == ("x" * 70 + " (changed)", 0, changed)


def test_a_draft_of_a_replayed_state_bears_its_own_name(draw, inputs):
    opened = files.presets(inputs)[inputs.about.opening.preset]
    tab = draw(lambda: (state.set_values(inputs, {"us_odds": 0.5}), state.replay()))
    press(tab, "brief_draft")
    named = now(tab).steps[0].scenarios[0]
    assert (named.title, named.scenario) == (opened.title, opened.scenario)


def test_a_briefing_of_a_comparison_has_all_side_by_side_and_each_alone(draw, inputs, words):
    presets = list(files.presets(inputs).values())[:6]
    titles = [f"{letter * 79}." for letter in "abcdef"]
    pairs = [(preset.id, title) for preset, title in zip(presets, titles, strict=True)]
    tab = press(draw(lambda: entries.put(pairs)), "brief_comparison")
    first, *others = now(tab).steps
    assert first.chart == "compare" and [one.title for one in first.scenarios] == titles
    assert [one.scenario for one in first.scenarios] == [preset.scenario for preset in presets]
    assert [step.scenarios for step in others] == [(one,) for one in first.scenarios]
    draw(lambda: len(taking.whole(inputs, words).slides), tab)
    assert tab.session_state["result"] == 7 and not problems(tab)


def test_a_comparison_of_which_one_is_left_is_no_way_to_a_briefing(draw):
    tab = draw(lambda: entries.put([("us_reform", ""), ("nosuchitem@1", "")]))
    assert "brief_comparison" not in [button.key for button in tab.button]


def test_a_ready_made_briefing_is_one_until_it_is_changed(draw):
    tab = press(draw(), f"brief_ready_{READY}")
    draw(board.reference, tab)
    assert tab.session_state["result"] == READY
    assert bidi(tab, "work_line")["mark"] == "· ready-made" and not bidi(tab, "work_line")["unsaved"]
    press(tab, "brief_later")
    draw(board.reference, tab)
    assert tab.session_state["result"] == ""
    assert bidi(tab, "work_line")["mark"] == "· not saved" and bidi(tab, "work_line")["unsaved"]
    press(tab, "undo")
    draw(board.reference, tab)
    assert tab.session_state["result"] == READY


def test_two_saved_briefings_of_one_title_are_told_apart(draw, store, inputs, one):
    first = saved(inputs, store, one, "same title 1")
    second = saved(inputs, store, Storyboard("Two steps", one.steps[:1]), "same title 2")
    tab = draw()
    field = tab.selectbox(key="brief_saved")
    assert len(set(field.options)) == 2
    for found, count in ((first, 2), (second, 1)):
        other = draw()
        choose(other, "brief_saved", found.reference)
        assert len(now(other).steps) == count


# --- the editor --------------------------------------------------------------------------------------


def test_every_chart_can_be_chosen_and_is_shown_or_says_why_not(draw, one):
    tab = draw(put(one))
    for chart in CHARTS:
        choose(tab, "chart_0", chart)
        assert now(tab).steps[0].chart == chart
        assert bool(shown(tab)) == (chart != "compare"), chart
        assert len(problems(tab)) == (chart == "compare"), chart


@pytest.mark.parametrize(
    ("chart", "segment", "destination", "told", "mend"),
    [
        ("changes", "TOTAL", "US", ["“Changes, with ranges” shows one group"], ("segment_0", "GLOBAL_YOUNG")),
        (
            "waterfall",
            "CHN_IN_US",
            "HOME",
            ["Chinese", "cannot choose", "another destination"],
            ("destination_0", "US"),
        ),
        ("compare", "IND_YOUNG", "US", ["Scenarios, 2 to 6:", "here are 1"], ("chart_0", "changes")),
        ("changes", "ALL", "US", ["Group: All groups", "name one segment"], ("segment_0", "IND_YOUNG")),
    ],
)
def test_a_step_that_makes_no_sense_says_so_in_titles_and_is_mended(
    draw, one, chart, segment, destination, told, mend
):
    call = put(one)
    tab = draw(
        lambda: (call(), board.change(0, chart=chart, segment=segment, destination=destination)),
    )
    assert not shown(tab) and len(problems(tab)) == 1
    for part in ["This step cannot be shown.", *told]:
        assert part in problems(tab)[0]
    for name in (segment, destination, f"'{chart}'"):
        assert name not in problems(tab)[0].replace(f"the {destination}", "")
    write(tab, "message_0", "Still usable")
    choose(tab, *mend)
    assert now(tab).steps[0].message == "Still usable"
    assert shown(tab) and not problems(tab)


def test_each_choice_is_kept_in_the_step_and_can_be_undone(draw, inputs, one):
    tab = draw(put(one))
    before = now(tab)
    for key, value in (
        ("scenarios_0", "us_reform"),
        ("segment_0", "GLOBAL_YOUNG"),
        ("destination_0", "CN"),
        ("lever_0", "us_odds"),
        ("guess_0", True),
    ):
        choose(tab, key, value)
    step = now(tab).steps[0]
    assert step.scenarios[0].scenario == files.presets(inputs)["us_reform"].scenario
    assert (step.segment, step.destination, step.lever, step.guess) == ("GLOBAL_YOUNG", "CN", "us_odds", True)
    assert now(tab).steps[1] == before.steps[1]
    draw(lambda: [board.undo() for _ in range(5)], tab)
    assert now(tab) == before
    assert tab.selectbox(key="segment_0").value == "IND_YOUNG" and not tab.toggle(key="guess_0").value
    press(tab, "redo")
    assert (
        now(tab).steps[0].scenarios == step.scenarios and tab.selectbox(key="segment_0").value == "IND_YOUNG"
    )


def test_the_field_of_scenarios_follows_when_another_scenario_stands_there(draw, inputs, one):
    tab = choose(draw(put(one)), "scenarios_0", "us_reform")
    title = files.presets(inputs)["us_reform"].title
    before = tab.selectbox(key="scenarios_0").value
    assert title in before, "the browser goes by titles, so a value of its own stands for each"
    press(tab, "undo")
    assert "The fee" in tab.selectbox(key="scenarios_0").value


def test_a_comparison_takes_several_scenarios_and_gives_back_the_first(draw, inputs, one):
    tab = choose(draw(put(one)), "chart_0", "compare")
    choose(tab, "scenarios_0", ["kept 0 The fee", "us_reform", "baseline"])
    presets = files.presets(inputs)
    made = [named.scenario for named in now(tab).steps[0].scenarios]
    assert made == [one.steps[0].scenarios[0].scenario, presets["us_reform"].scenario, scenario.Scenario()]
    assert shown(tab) and len(tab.multiselect(key="scenarios_0").value) == 3
    choose(tab, "scenarios_0", [])
    assert len(now(tab).steps[0].scenarios) == 3, "none is no choice"
    choose(tab, "chart_0", "changes")
    assert now(tab).steps[0].scenarios == one.steps[0].scenarios and shown(tab)


def test_scenarios_of_one_title_are_told_apart(draw, store, inputs, one):
    kept_scenario(inputs, store, "Same", "same 1", us_odds=0.5)
    second = kept_scenario(inputs, store, "Same", "same 2", us_odds=0.9)
    tab = draw(put(one))
    field = tab.selectbox(key="scenarios_0")
    assert len(field.options) == len(set(field.options))
    choose(tab, "scenarios_0", second.reference)
    assert now(tab).steps[0].scenarios == (Named("Same", scenario.make(inputs, {"us_odds": 0.9}), 1),)


@pytest.mark.parametrize(("here", "group"), [("ALL", "IND_YOUNG"), ("GLOBAL_YOUNG", "GLOBAL_YOUNG")])
def test_a_step_of_all_groups_goes_back_to_one(draw, one, here, group):
    tab = choose(draw(put(one), segment=here), "chart_0", "heat")
    assert now(tab).steps[0].segment == "ALL" and shown(tab)
    choose(tab, "chart_0", "changes")
    assert now(tab).steps[0].segment == group and shown(tab)


def test_a_message_stands_over_the_headline_and_without_one_the_headline_stands_alone(draw, one):
    tab = draw(put(one))
    field = write(tab, "message_0", "y" * 200)
    assert "y" * 200 in shown(tab) and messages(tab)[0] == "y" * 200
    generated = tab.text_input(key="message_0").placeholder
    assert generated.startswith("Of 1,000 young Indian graduates")
    write(tab, field.key, "")
    assert messages(tab)[0] == "" and f'dir="auto">{generated}' in shown(tab)


@pytest.mark.parametrize(("key", "most"), [("message_0", 200), ("notes_0", 2000)])
def test_a_text_that_is_refused_stays_in_its_field_with_the_reason(draw, one, key, most):
    tab = draw(put(one))
    bad = "Line\u200bbreak" + "z" * (most - 10)
    field = write(tab, key, bad)
    assert now(tab) == one, "nothing of it was taken"
    assert "U+200B" in problems(tab)[0] and "the file" not in problems(tab)[0]
    assert next(one for one in (*tab.text_input, *tab.text_area) if one.key == key).value == bad
    write(tab, field.key, bad.replace("\u200b", ""))
    assert not problems(tab)
    step = now(tab).steps[0]
    assert bad.replace("\u200b", "") in (step.message, step.notes)


def test_the_fields_show_the_step_that_is_open(draw, one):
    tab = draw(put(one))
    assert tab.text_input(key="message_0").value == "First"
    press(tab, "step_1")
    assert tab.text_input(key="message_1").value == "Second" and "message_0" not in tab.session_state
    press(tab, "step_0")
    assert tab.text_area(key="notes_0").value == "Note one"
    press(tab, "brief_later")
    assert tab.text_input(key="message_1").value == "First", "the moved step stays open"
    press(tab, "undo")
    assert tab.text_input(key="message_1").value == "Second"


# --- steps -------------------------------------------------------------------------------------------


def test_steps_are_moved_doubled_and_removed_and_each_is_undone_and_redone(draw, one):
    tab = draw(put(one))
    states = [messages(tab)]
    for key in ("brief_later", "brief_earlier", "brief_duplicate", "brief_remove", "brief_remove"):
        press(tab, key)
        states.append(messages(tab))
    assert states == [
        ["First", "Second"],
        ["Second", "First"],
        ["First", "Second"],
        ["First", "First", "Second"],
        ["First", "Second"],
        ["Second"],
    ]
    assert tab.button(key="brief_remove").disabled
    press(tab, "undo")
    assert messages(tab) == states[-2] and not tab.button(key="redo").disabled

    def go_over(step, count):
        return [(step(), [one.message for one in board.now().steps])[1] for _ in range(count)]

    draw(lambda: go_over(board.undo, 4), tab)
    assert tab.session_state["result"] == states[-3::-1] and tab.button(key="undo").disabled
    draw(lambda: go_over(board.redo, 5), tab)
    assert tab.session_state["result"] == states[1:] and tab.button(key="redo").disabled


def test_two_quick_presses_never_take_the_last_step(draw, one):
    call = put(one)
    tab = draw(lambda: (call(), board.remove(0), board.remove(0)))
    assert messages(tab) == ["Second"] and shown(tab)


def test_a_briefing_takes_thirty_steps_and_says_when_it_is_full(draw, inputs, words, one):
    call = put(Storyboard("Long", one.steps[1:] * (board.MOST - 1)))
    tab = press(draw(call), "step_add")
    assert len(now(tab).steps) == 30 and now(tab).steps[-1].chart == "changes"
    assert tab.button(key="step_add").disabled and tab.button(key="brief_duplicate").disabled
    assert tab.button(key="step_29").proto.type == "primary", "the new one is open"
    draw(lambda: board.add(words, one.steps[0]), tab)
    assert tab.session_state["result"] == 0 and len(now(tab).steps) == 30
    storyfile.load(inputs, storyfile.dump(now(tab)).encode(), "again", CHARTS)


def test_what_was_said_goes_with_the_next_change(draw, inputs, one):
    call = put(one)
    tab = draw(lambda: (call(), notices.say("saved as x@1")))
    assert "saved as x@1" in bidi(tab, "work_line")["mark"]
    press(tab, "brief_later")
    assert "saved as" not in bidi(tab, "work_line")["mark"]


# --- saving and opening ------------------------------------------------------------------------------


def save(draw, tab, button, **fields):
    """Save through the dialog, drawn beside the page."""
    draw(tab=tab, beside=saving.save_board)
    for name, value in fields.items():
        key = f"board_{name}"
        next(one for one in (*tab.text_input, *tab.text_area) if one.key == key).set_value(value)
    return press(tab, f"board_{button}")


def test_a_briefing_is_saved_as_new_and_then_as_its_next_version(draw, store, one):
    tab = draw(put(one))
    save(draw, tab, "new", title=" A plan ", note="Why", author="Ada", tags="a, b,,")
    first = store.items(board.KIND)[0]
    assert (first.version, first.record.title, first.record.tags) == (1, "A plan", ("a", "b"))
    assert bidi(tab, "work_line")["name"] == "A plan"
    assert "saved, version 1" in bidi(tab, "work_line")["mark"]
    press(tab, "brief_later")
    assert bidi(tab, "work_line")["mark"] == "· changed since version 1"
    save(draw, tab, "onward")
    newest = store.get(first.id)
    assert (newest.version, newest.record.title, newest.record.note) == (2, "A plan", "Why")
    save(draw, tab, "new", title="Another")
    assert {item.record.title for item in store.items(board.KIND)} == {"A plan", "Another"}


def test_whoever_saves_a_briefing_is_its_author(draw, store, inputs, one):
    tab = draw(put(replace(one, author="Ann")))
    save(draw, tab, "new", title="A plan")
    made = store.items(board.KIND)[0]
    assert made.record.author == ""
    save(draw, tab, "onward", author="Bob")
    assert store.get(made.id).record.author == "Bob"


@pytest.mark.parametrize("title", ["", "a\u202eb"])
def test_a_bad_title_saves_nothing_and_says_so(draw, store, one, title):
    tab = save(draw, draw(put(one)), "new", title=title)
    assert not store.items(board.KIND)
    assert any("title" in told for told in problems(tab))
    assert tab.text_input(key="board_title").value == title


def test_saving_past_another_tab_writes_nothing_and_says_so(draw, store, inputs, words, one):
    first = saved(inputs, store, one, "stale 1")
    tab = draw(lambda: board.open_revision(inputs, words, first))
    theirs = Record("Theirs", first.record.body)
    store.save(first.id, 1, theirs, "stale 2")
    press(tab, "brief_later")
    save(draw, tab, "onward", title="Mine")
    assert store.get(first.id).record.title == "Theirs" and store.get(first.id).version == 2
    assert any(f"now there is {first.id}@2. Nothing was written" in told for told in problems(tab))
    assert messages(tab) == ["Second", "First"], "what was changed is still there"
    save(draw, tab, "new", title="Mine")
    assert {item.record.title for item in store.items(board.KIND)} == {"Theirs", "Mine"}


def test_a_store_that_cannot_be_used_is_told_and_the_page_works_on(draw, monkeypatch, inputs):
    monkeypatch.setenv("PULL_FACTORS_DB", "mysql://somewhere/else")
    st.cache_resource.clear()
    tab = draw()
    assert any("mysql" in told for told in problems(tab))
    press(tab, f"brief_ready_{READY}")
    assert shown(tab) and any("mysql" in told for told in problems(tab))
    for dialog in (saving.save_board, saving.share_board):
        draw(tab=tab, beside=dialog)
        assert len([told for told in problems(tab) if "mysql" in told]) == 2
    assert "share_board_file" in [node.proto.id.rpartition("-")[2] for node in tab.get("download_button")]


def test_a_link_opens_a_version_of_a_saved_briefing_on_its_page(visit, store, inputs, one):
    first = saved(inputs, store, one, "link 1")
    body = kept.keep(inputs, Storyboard("Later", one.steps[:1])).model_dump_json()
    store.save(first.id, 1, Record("Later", body), "link 2")
    for reference, title, count in ((f"{first.id}@1", "Two steps", 2), (first.id, "Later", 1)):
        app = visit(p=reference)
        assert app.session_state[".here"] == "brief"
        assert (now(app).title, len(now(app).steps)) == (title, count)
        assert "reproduces exactly" in bidi(app, "work_line")["mark"]


def test_a_link_opens_a_ready_made_briefing_on_its_page(visit, inputs):
    app = visit(p=READY)
    assert app.session_state[".here"] == "brief"
    assert now(app) == storyfile.built_in(inputs, CHARTS)[READY]
    assert shown(app) and not problems(app)


def test_a_version_saved_under_other_data_tells_what_moved(visit, store, inputs, one, heavier, monkeypatch):
    first = saved(inputs, store, one, "older data")
    monkeypatch.setenv("PULL_FACTORS_DATA", str(heavier))
    st.cache_resource.clear()
    app = visit(p=first.reference)
    _, lines, moved = app.session_state[".notice"]
    assert any("The data changed since" in line for line in lines)
    assert any(what.startswith("The fee, ") and then != later for what, then, later in moved)
    assert "reproduces" not in bidi(app, "work_line")["mark"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"levers": 1}', "is not a storyboard that this app can read"),
        ('{"title": "x", "scenarios": [], "steps": []}', "none of its steps can be shown"),
    ],
)
def test_what_is_no_briefing_is_told_and_opens_nothing(visit, store, body, told):
    broken = store.create(board.KIND, Record("Broken", body), "broken")
    app = visit(p=broken.reference)
    assert any(told in line for line in app.session_state[".notice"][1])
    assert ".board" not in app.session_state


def test_a_chart_that_is_gone_is_named_and_the_rest_opens(draw, store, inputs, words, one):
    body = kept.keep(inputs, one).model_dump_json().replace('"chart":"sources"', '"chart":"pie"')
    found = store.create(board.KIND, Record("Old", body), "gone chart")
    tab = draw(lambda: board.open_revision(inputs, words, found))
    assert messages(tab) == ["First"]
    assert any("step 2: unknown chart 'pie'" in line for line in tab.session_state[".notice"][1])


def test_deleted_and_restored_briefings_come_back_as_they_were(draw, store, inputs, words, one):
    first = saved(inputs, store, one, "restore 1")
    later = Record("Later", kept.keep(inputs, Storyboard("Later", one.steps[:1])).model_dump_json())
    store.save(first.id, 1, later, "restore 2")
    store.delete(first.id)
    assert "brief_saved" not in [field.key for field in draw().selectbox]
    store.undelete(first.id)
    assert "brief_saved" in [field.key for field in draw().selectbox]
    tab = draw(lambda: entries.open_any(inputs, words, keeping.restored(store.get(first.id, 1))))
    assert now(tab).title == "Two steps"
    press(tab, "brief_later")
    save(draw, tab, "onward")
    assert [found.version for found in store.history(first.id)] == [4, 3, 2, 1]


@pytest.fixture
def given(monkeypatch):
    """Lets somebody hand the library a file."""

    def uploaded(content):
        file = SimpleNamespace(name="given.toml", getvalue=lambda: content)
        monkeypatch.setattr(st, "file_uploader", lambda *_, **__: file)

    return uploaded


def test_a_briefing_comes_in_from_a_file_as_nobodys_ready_made(draw, given, inputs):
    ready = storyfile.built_in(inputs, CHARTS)[READY]
    given(storyfile.dump(ready).encode())
    tab = draw(beside=library, **{"import": True})
    assert ".board" not in tab.session_state
    press(tab, "import_take")
    assert now(tab).steps == ready.steps and now(tab).id == ""


def test_a_broken_briefing_file_is_refused_whole_and_a_scenario_file_is_taken_as_before(
    draw, given, inputs, one
):
    given(storyfile.dump(one).replace('"sources"', '"pie"').encode())
    tab = draw(beside=library, **{"import": True})
    assert any("steps.2.chart: unknown chart" in told for told in problems(tab))
    assert "import_take" not in [button.key for button in tab.button]
    given(files.dump(files.presets(inputs)["us_reform"]).encode())
    tab = press(draw(beside=library, **{"import": True}), "import_take")
    assert tab.session_state[".history"].now.scenario == files.presets(inputs)["us_reform"].scenario
    assert ".board" not in tab.session_state


def kept_in_tab(tab):
    """What the tab is given of the briefing to keep."""
    given = bidi(tab, "briefing_keeper")
    return given and given["kept"]


def test_the_tab_keeps_the_briefing_as_it_is(draw, one):
    tab = draw(put(one))
    assert kept_in_tab(tab) == {
        "text": storyfile.dump(one), "reference": "", "name": "Two steps", "unsaved": True, "step": 0,
    }  # fmt: skip
    press(tab, "step_1")
    assert kept_in_tab(tab)["step"] == 1


def test_a_step_that_makes_no_sense_yet_does_not_cost_the_draft_of_the_tab(draw, one):
    tab = choose(draw(put(one)), "chart_0", "compare")
    assert kept_in_tab(tab) is None, "the state before it stays"
    choose(tab, "scenarios_0", ["kept 0 The fee", "us_reform"])
    assert kept_in_tab(tab)["text"] == storyfile.dump(now(tab))


# --- files -------------------------------------------------------------------------------------------


@pytest.fixture
def writers(monkeypatch):
    """Writers that are quick; gives the list of calls."""
    calls = []

    def writer(name):
        def write_(shown_, _words):
            calls.append((name, shown_.version))
            return f"{name} of {shown_.title}".encode()

        return write_

    monkeypatch.setattr(decks, "WRITERS", {name: writer(name) for name in decks.WRITERS})
    return calls


def downloads(tab):
    """Labels of the buttons for files."""
    return [node.proto.label for node in tab.get("download_button")]


def test_all_files_are_made_once_and_anew_after_a_change(draw, one, writers):
    tab = draw(put(one), brief_files=True)
    assert downloads(tab) == ["Storyboard file"]
    press(tab, "make_files")
    made = downloads(tab)
    assert [label.partition(",")[0] for label in made] == [
        "PowerPoint", "Hand-out as PDF", "Slides for any browser", "Slides with your notes", "Storyboard file",
    ]  # fmt: skip
    assert writers == [("pptx", 0), ("pdf", 0), ("html", 0), ("presenter", 0)]
    press(tab, "step_1")
    assert downloads(tab) == made and len(writers) == 4, "they are kept"
    press(tab, "brief_earlier")
    assert downloads(tab) == ["Storyboard file"]


def test_a_file_that_fails_costs_none_of_the_others_and_can_be_tried_again(draw, one, writers, monkeypatch):
    def fail(_shown, _words):
        raise ExportError("no room")

    tab = draw(put(one), brief_files=True)
    with monkeypatch.context() as broken:
        broken.setitem(decks.WRITERS, "pdf", fail)
        press(tab, "make_files")
    assert [label.partition(",")[0] for label in downloads(tab)] == [
        "PowerPoint", "Slides for any browser", "Slides with your notes", "Storyboard file",
    ]  # fmt: skip
    assert any("pdf was not made. no room" in told for told in problems(tab))
    press(tab, "make_files")
    assert len(downloads(tab)) == 5 and not problems(tab)


def test_a_step_that_cannot_be_shown_stops_the_files_and_is_named(draw, one, writers):
    call = put(one)
    tab = draw(lambda: (call(), board.change(1, segment="ALL")), brief_files=True)
    press(tab, "make_files")
    assert not writers and downloads(tab) == ["Storyboard file"]
    assert any(">Step 2: " in told for told in problems(tab)), problems(tab)
    assert not any("was not made" in told for told in problems(tab))


def test_the_names_of_the_files_say_what_they_are(draw, inputs, words, one, store):
    call = put(one)
    tab = draw(lambda: (call(), taking.whole(inputs, words).file_name("pptx"), board.file_name("toml"))[1:])
    deck_name, toml_name = tab.session_state["result"]
    assert deck_name.startswith("ILLUSTRATIVE_Two-steps_v0_") and deck_name.endswith(".pptx")
    assert toml_name.startswith("ILLUSTRATIVE_Two-steps_v0_") and toml_name.endswith(".toml")
    save(draw, tab, "new", title="中文")
    draw(lambda: (taking.whole(inputs, words).file_name("pptx"), board.file_name("toml")), tab)
    assert all(name.startswith("ILLUSTRATIVE_scenario_v1_") for name in tab.session_state["result"])


# --- the stage ---------------------------------------------------------------------------------------


def moved(position, value):
    """A call that moves the lever of a slide, as the browser tells it."""

    def call():
        st.session_state["stage_player"] = {"lever": {"n": position, "value": value}}
        stage._lever()
        del st.session_state["stage_player"]

    return call


def closed(position):
    """A call that leaves the stage at a slide."""

    def call():
        st.session_state["stage_player"] = {"closed": position}
        stage._closed()
        del st.session_state["stage_player"]

    return call


@pytest.mark.parametrize(("number", "position"), [(0, 1), (1, 3)])
def test_the_stage_begins_with_the_title_page_or_at_the_open_step(draw, one, number, position):
    tab = press(press(draw(put(one)), f"step_{number}"), "present")
    data = bidi(tab, "stage")
    assert data["slide"] == position and len(data["slides"]) >= 4
    assert f">{messages(tab)[number]}<" in data["slides"][number + 1]
    assert data["notes"][:3] == ["", "Note one", ""] and len(data["notes"]) == len(data["slides"])
    assert all("ILLUSTRATIVE – NOT A FORECAST" in slide for slide in data["slides"])
    assert data["live"] is None


def test_leaving_the_stage_opens_the_step_that_was_shown(draw, one):
    tab = press(draw(put(one)), "present")
    draw(lambda: [(closed(position)(), board.place())[1] for position in (2, 3, 1, 4, 99)], tab)
    assert tab.session_state["result"] == [0, 1, 0, 1, 1], (
        "title page and last pages stand for their neighbours"
    )
    assert tab.button(key="step_1").proto.type == "primary"
    assert bidi(tab, "stage") is None


def test_a_lever_between_two_steps_is_read_as_it_is(draw, inputs):
    fee = Named("Typed", scenario.make(inputs, {"us_fee": 33333}))
    step = Step("changes", (fee,), "IND_YOUNG", "US", lever="us_fee")
    data = bidi(press(draw(put(Storyboard("Typed", (step,)))), "present"), "stage")
    place = scenario.stops(inputs.lever("us_fee"), 33333).index(33333)
    assert f'value="{place}"' in data["slides"][1]
    assert 'aria-valuetext="$33,333' in data["slides"][1]


def test_a_moved_lever_changes_the_slide_and_leaves_the_step(draw, one):
    tab = press(draw(put(one)), "present")
    still = bidi(tab, "stage")["slides"][1]
    draw(moved(2, 0.0), tab)
    live = bidi(tab, "stage")["live"]
    assert (live["n"], live["id"]) == (2, 1) and bidi(tab, "stage")["slides"] == []
    assert "The fee (changed)" in live["parts"]["source"]
    assert live["parts"]["note"] not in still
    assert bidi(tab, "stage_wording")["parts"]["note"] == live["parts"]["note"]
    draw(moved(2, 100000.0), tab)
    again = bidi(tab, "stage")["live"]
    assert (
        again["id"] == 2 and again["parts"]["note"] in still and "(changed)" not in again["parts"]["source"]
    )
    assert now(tab) == one
    draw(closed(2), tab)
    press(tab, "present")
    assert bidi(tab, "stage")["live"] is None and bidi(tab, "stage")["slides"][1] == still


def test_a_lever_moves_every_scenario_of_a_comparison(draw, inputs):
    several = tuple(
        Named(title, scenario.make(inputs, {"us_fee": fee, "us_odds": odds}))
        for title, fee, odds in (("Low", 20000, 0.5), ("High", 100000, 0.5))
    )
    step = Step("compare", several, "IND_YOUNG", "US", "Both", lever="us_fee")
    tab = press(draw(put(Storyboard("Compared", (step,)))), "present")
    draw(moved(2, 60000.0), tab)
    source = bidi(tab, "stage")["live"]["parts"]["source"]
    run = scenario.make(inputs, {"us_fee": 60000, "us_odds": 0.5}).run_id(inputs, 1024)
    assert f"{run} {run}" in source
    assert "Low (changed) | High (changed)" in source


@pytest.mark.parametrize("change", [{"segment": "ALL"}, {"chart": "compare"}])
def test_a_stage_that_cannot_be_shown_says_why_and_lets_one_back(draw, one, change):
    call = put(one)
    tab = draw(lambda: (call(), board.change(1, **change), stage.begin()))
    assert bidi(tab, "stage") is None and "Step 2: " in problems(tab)[0]
    press(tab, "stage_back")
    assert messages(tab) == ["First", "Second"] and shown(tab) and len(tab.button) > 5


# --- hostile texts -----------------------------------------------------------------------------------


def test_hostile_texts_are_text_everywhere(draw, store, inputs, words, one):
    kept_scenario(inputs, store, HOSTILE, "hostile scenario", us_odds=0.5)
    named = Named(HOSTILE, scenario.make(inputs, {"us_fee": 50000}))
    step = Step("changes", (named,), "IND_YOUNG", "US", HOSTILE, HOSTILE)
    saved(inputs, store, Storyboard(HOSTILE, (step, step), HOSTILE, HOSTILE), "hostile briefing")
    current = store.items(keeping.KIND)[0]
    tab = draw(lambda: keeping.open_revision(inputs, words, current), brief_new=True)
    choose(tab, "brief_saved", store.items(board.KIND)[0].reference)
    draw(tab=tab, beside=saving.save_board)
    seen = 0
    for node in nodes(tab._tree):
        content = str(getattr(node, "proto", ""))
        if "evil" in content and node.type == "button":
            assert "![" not in node.proto.label and "\\!\\[a\\]" in node.proto.label
            seen += 1
        elif "evil.example" in content:
            assert node.type in PLAIN, (node.type, content[:300])
    assert seen == 1 and "&lt;img" in shown(tab)
    for markup in (shown(tab), *(node.proto.body for node in tab.get("html"))):
        assert "<img" not in markup
