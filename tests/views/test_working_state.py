"""Work that lasts: what opens from an address, undo and redo, saving beside others, versions, comparisons."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios import inputs as data
from scenarios import sentences
from scenarios.engine import scenario, simulate
from scenarios.formats import files, links, reopen
from scenarios.store import Record, Stale, Store
from scenarios.views import show
from scenarios.views.compare import page as compare_page
from scenarios.views.desk import address, entries, keeping, state
from scenarios.views.desk.history import History, Step

APP = Path(__file__).parents[2] / "app.py"
HOSTILE = "<img src=https://evil.example/x onerror=alert(1)> ![a](https://evil.example/y) **bold** :red[x]"
PLAIN = {"html", "text", "text_input", "text_area", "selectbox", "bidi_component", "vega_lite_chart"}
"""Elements that show text as text (or, for HTML, what was escaped before)."""


@pytest.fixture
def store(own_store):
    """Somebody else at the same store; the app opens it anew too."""
    st.cache_resource.clear()
    return Store(f"sqlite:///{own_store.as_posix()}")


@pytest.fixture
def visit(store):
    """Opens the app at an address."""

    def opened(*parts, query=""):
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in [*parts, *parse_qsl(query, keep_blank_values=True)]:
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return opened


@pytest.fixture
def act(inputs, words):
    """Calls a function as a page of a tab would, in a tab of its own or in one given; gives the tab."""

    def script():
        import streamlit  # noqa: PLC0415 (runs as a script of its own)

        streamlit.session_state["result"] = streamlit.session_state["call"]()

    def called(call, tab=None):
        tab = tab or AppTest.from_function(script, default_timeout=60)
        tab.session_state["call"] = call
        tab.run()
        assert not tab.exception, tab.exception
        return tab

    return called


def current(app):
    """The scenario of a tab."""
    return app.session_state[".history"].now.scenario


def remembered(app, name, default):
    """A part of the working state of a tab."""
    try:
        return app.session_state[f".{name}"]
    except KeyError:
        return default


def said(app):
    """What the line of work says beside the name."""
    return remembered(app, "said", "")


def notice(app):
    """The lines of the notice, or nothing."""
    return remembered(app, "notice", ("", (), ()))[1]


def rows(app):
    """What the notice says moved."""
    return remembered(app, "notice", ("", (), ()))[2]


def bodies(app):
    """All markup of a page but the style sheet."""
    return [element.proto.body for element in app.get("html") if "<style" not in element.proto.body]


def dialog(app, name, *arguments):
    """Draw a dialog in the next run too: in the browser it redraws alone, here the whole page does."""
    app.session_state[".dialog"] = (name, arguments)
    return app


def save(app, button, **fields):
    """Save through the dialog."""
    dialog(app, "save").run()
    for name, value in fields.items():
        (app.text_area if name == "note" else app.text_input)(key=f"save_{name}").set_value(value)
    app.button(key=f"save_{button}").click()
    dialog(app, "save").run()
    assert not app.exception
    return app


def item(app):
    """Id of the saved scenario that a tab works on."""
    return app.session_state[".history"].now.item


def link(inputs, chosen, **more):
    """A link to a scenario, seen from young Indian graduates."""
    return links.write(inputs, reopen.keep(inputs, chosen), "IND_YOUNG", "IND_YOUNG", **more)


def record(inputs, title, **levers):
    """What somebody else saves."""
    body = reopen.keep(inputs, scenario.make(inputs, levers)).model_dump_json()
    return Record(title, body, "", "Somebody else", ())


def nodes(block):
    """Every element and block of a page."""
    for child in getattr(block, "children", {}).values():
        yield child
        yield from nodes(child)


def assert_shown_as_text_only(app):
    """Hostile text stands only where text is text, and escaped in markup."""
    seen = 0
    for node in nodes(app._tree):
        if "evil.example" in str(getattr(node, "proto", "")):
            assert node.type in PLAIN, (node.type, node.proto)
            seen += 1
    assert seen
    for body in bodies(app):
        assert "<img" not in body


@pytest.fixture
def upgrade(monkeypatch):
    """Lets the app run on other data from now on."""

    def upgraded(folder):
        monkeypatch.setenv("PULL_FACTORS_DATA", str(folder))
        st.cache_resource.clear()

    yield upgraded
    st.cache_resource.clear()


# --- opening an address ------------------------------------------------------------------------------


def test_a_link_opens_its_scenario_and_says_that_it_reproduces(visit, inputs):
    chosen = scenario.make(inputs, {"us_odds": 0.8, "cn_pay": 150}, {"fee_basis": "annual"})
    app = visit(query=link(inputs, chosen))
    assert current(app) == chosen
    assert said(app) == "reproduces exactly"
    assert not notice(app)
    assert app.slider(key="lever.us_odds.slider").value == 0.8
    assert app.button(key="undo").disabled and app.button(key="redo").disabled


def test_what_streamlit_itself_understands_is_no_part_of_a_link(visit, inputs):
    app = visit(("embed", "true"), query=link(inputs, scenario.make(inputs, {"us_odds": 0.8})))
    assert said(app) == "reproduces exactly"


def test_a_damaged_link_opens_with_its_good_parts_and_names_each_other(visit, inputs):
    chosen = scenario.make(inputs, {"us_odds": 0.8, "cn_pay": 150})
    damaged = link(inputs, chosen).replace("cn_pay=150", "cn_pay=9999").replace("us_fee=0&", "us_fee=x&")
    app = visit(("surprise", HOSTILE), query=damaged.replace("group=IND_YOUNG", "group=NOBODY"))
    assert current(app) == scenario.make(inputs, {"us_odds": 0.8})
    told = " ".join(notice(app))
    for part in ("cn_pay: 9999 is out of range", "us_fee: 'x'", "'surprise'", "'NOBODY'"):
        assert part in told
    assert "reproduces" not in said(app)
    assert any("9999" in body for body in bodies(app))
    app.button(key="close_notice").click().run()
    assert not notice(app)


def test_a_link_without_a_result_says_that_there_is_nothing_to_compare(visit, inputs):
    app = visit(query="us_odds=0.8")
    assert current(app) == scenario.make(inputs, {"us_odds": 0.8})
    assert said(app) == "opened; the link holds no result to compare with"


def test_a_wrong_result_in_a_link_is_told_with_both_shares(visit, inputs):
    query = link(inputs, scenario.Scenario())
    us = next(part for part in query.partition("gave=")[2].split("~") if part.startswith("US-"))
    app = visit(query=query.replace(us, "US-1.00"))
    assert rows(app) == (("Young Indian graduates: United States", "1.00%", f"{us[3:]}%"),)
    assert "reproduces" not in said(app)


@pytest.mark.parametrize("name", ["baseline", "us_reform"])
def test_p_opens_a_story(visit, inputs, name):
    app = visit(("p", name))
    assert current(app) == files.presets(inputs)[name].scenario
    assert not notice(app) and app.button(key="undo").disabled


def test_p_opens_a_version_of_something_saved(visit, store, inputs):
    first = store.create(keeping.KIND, record(inputs, "Odds", us_odds=0.8), "p-first")
    store.save(first.id, 1, record(inputs, "Odds", us_odds=0.9), "p-second")
    old = visit(("p", f"{first.id}@1"))
    assert current(old) == scenario.make(inputs, {"us_odds": 0.8})
    assert said(old) == "reproduces exactly" and item(old) == first.id
    assert current(visit(("p", first.id))) == scenario.make(inputs, {"us_odds": 0.9})


@pytest.mark.parametrize(
    "reference",
    [
        "nosuchitem",
        "nosuchitem@3",
        "@",
        "a@",
        "a@b",
        "a@1@2",
        "a@-1",
        "a@0",
        f"a@{'9' * 5000}",
        "A" * 5000,
        HOSTILE,
    ],
)
def test_a_reference_to_nothing_opens_the_story_of_the_app_and_says_so(visit, inputs, reference):
    app = visit(("p", reference))
    assert current(app) == files.presets(inputs)[inputs.about.opening.preset].scenario
    assert len(notice(app)) == 1 and reference.partition("@")[0][:20] in notice(app)[0]
    assert len(notice(app)[0]) < 300 and not notice(app)[0].endswith("..")
    assert all("<img" not in body for body in bodies(app))


def test_an_empty_reference_is_told(visit):
    assert "p is empty" in notice(visit(("p", "")))[0]


def test_a_version_that_is_not_there_is_told_with_those_that_are(visit, store, inputs):
    first = store.create(keeping.KIND, record(inputs, "Odds", us_odds=0.8), "missing version")
    assert "has no version 7; it has 1 to 1" in notice(visit(("p", f"{first.id}@7")))[0]
    assert notice(visit(("p", f"{first.id}@{'9' * 10}")))


def test_what_stands_beside_a_reference_is_named_and_withholds_exact(visit, store, inputs):
    first = store.create(keeping.KIND, record(inputs, "Odds", us_odds=0.8), "beside")
    app = visit(("p", first.reference), ("us_fee", "5"))
    assert current(app) == scenario.make(inputs, {"us_odds": 0.8})
    assert "us_fee stands beside p" in " ".join(notice(app))
    assert "reproduces" not in said(app)


def test_a_body_that_nobody_can_read_is_told(visit, store):
    broken = store.create(keeping.KIND, Record("Broken", '{"levers": 1}'), "broken")
    app = visit(("p", broken.reference))
    assert "not a scenario that this app can read" in notice(app)[0]


# --- undo, redo, replay ------------------------------------------------------------------------------


def test_undo_and_redo_go_over_sliders_readings_and_stories_one_by_one(visit, inputs):
    app = visit(("p", "baseline"))
    app.slider(key="lever.us_odds.slider").set_value(0.5).run()
    app.radio(key="reading.fee_scope").set_value("all_new").run()
    dialog(app, "library").run()
    app.text_input(key="library_search").set_value("the us reforms")
    dialog(app, "library").run()
    app.button(key="load_us_reform").click().run()
    steps = [
        scenario.Scenario(),
        scenario.make(inputs, {"us_odds": 0.5}),
        scenario.make(inputs, {"us_odds": 0.5}, {"fee_scope": "all_new"}),
        files.presets(inputs)["us_reform"].scenario,
    ]
    assert current(app) == steps[3]
    for expected in steps[2::-1]:
        app.button(key="undo").click().run()
        assert current(app) == expected
        assert app.slider(key="lever.us_odds.slider").value == dict(expected.levers).get("us_odds", 0.35)
    assert app.button(key="undo").disabled
    for expected in steps[1:]:
        app.button(key="redo").click().run()
        assert current(app) == expected
    assert app.button(key="redo").disabled


def test_replaying_changes_nothing_that_is_kept(visit, inputs):
    app = visit(("p", "baseline"))
    app.slider(key="lever.us_odds.slider").set_value(0.5).run()
    kept = app.session_state[".history"]
    app.button(key="replay").click().run()
    assert app.slider(key="lever.us_odds.slider").value == 0.35
    assert app.session_state[".history"] == kept
    app.button(key="undo").click().run()
    assert current(app) == scenario.Scenario()
    assert ".replaying" not in app.session_state


# --- saving ------------------------------------------------------------------------------------------


def test_a_scenario_is_saved_with_its_description_and_the_next_save_is_its_next_version(visit, store, inputs):
    app = visit(query=link(inputs, scenario.make(inputs, {"us_odds": 0.8})))
    save(app, "new", title="  Better odds ", note="Why", author="Ada", tags="a, b ,, c")
    one = store.get(item(app))
    assert (one.version, one.action) == (1, "saved")
    assert (one.record.title, one.record.note, one.record.author) == ("Better odds", "Why", "Ada")
    assert one.record.tags == ("a", "b", "c")
    assert said(app) == "saved now"
    app.slider(key="lever.us_odds.slider").set_value(0.9).run()
    save(app, "onward")
    two = store.get(one.id)
    assert (two.version, two.record.title, two.record.author) == (2, "Better odds", "Ada")
    assert reopen.reopen(inputs, keeping.kept(two)).scenario == scenario.make(inputs, {"us_odds": 0.9})
    save(app, "new", title="Another")
    assert item(app) != one.id and store.get(item(app)).version == 1


def test_whoever_saves_is_the_author_and_no_other_name_is_proposed(visit, store, inputs):
    theirs = files.described(title="A plan", author="Ann")
    made = store.create(
        "scenario", keeping.record(inputs, theirs, scenario.make(inputs, {"us_odds": 0.8})), "ann"
    )
    app = visit(("p", made.reference))
    dialog(app, "save").run()
    assert app.text_input(key="save_title").value == "A plan"
    assert app.text_input(key="save_author").value == ""
    save(app, "onward")
    assert store.get(made.id).version == 2 and store.get(made.id).record.author == ""
    save(app, "onward", author="Bob")
    assert [one.record.author for one in store.history(made.id)] == ["Bob", "", "Ann"]
    dialog(app, "library").run()
    card = next(body for body in bodies(app) if "A plan" in body and "pf-entry" in body)
    assert "Bob" in card and "Ann" not in card


def test_a_saved_scenario_without_an_author_says_so_in_the_library(visit, store, inputs):
    plain = files.described(title="Nobody's plan")
    store.create("scenario", keeping.record(inputs, plain, scenario.make(inputs, {"us_odds": 0.7})), "nobody")
    app = visit()
    dialog(app, "library").run()
    assert any("Nobody&#x27;s plan" in body and "no author" in body for body in bodies(app))


@pytest.mark.parametrize("title", ["", "   ", "a\u202eb", "a\u200bb"])
def test_a_bad_name_is_refused_and_nothing_is_saved(visit, store, inputs, title):
    app = visit(("p", "us_reform"))
    before = len(store.items())
    save(app, "new", title=title)
    assert len(store.items()) == before and item(app) == ""
    assert any('role="alert"' in body and "title" in body for body in bodies(app))
    assert app.text_input(key="save_title").value == title


def test_a_store_that_cannot_be_used_is_told_in_the_dialog(visit, monkeypatch):
    monkeypatch.setenv("PULL_FACTORS_DB", "mysql://somewhere/else")
    st.cache_resource.clear()
    app = visit(("p", "us_reform"))
    dialog(app, "save").run()
    assert not app.exception
    assert any('role="alert"' in body and "mysql" in body for body in bodies(app))
    st.cache_resource.clear()


@pytest.fixture
def overtaken(visit, store, inputs):
    """A tab whose scenario somebody else saved in between, at the dialog that says so."""
    app = visit(query=link(inputs, scenario.make(inputs, {"us_odds": 0.8})))
    save(app, "new", title="Shared plan")
    store.save(item(app), 1, record(inputs, "Their plan", us_odds=0.1), f"theirs {item(app)}")
    app.slider(key="lever.us_odds.slider").set_value(0.9).run()
    return save(app, "onward", title="My plan")


def test_saving_past_somebody_elses_save_writes_nothing_and_shows_both(overtaken, store):
    newest = store.get(item(overtaken))
    assert (newest.version, newest.record.title) == (2, "Their plan")
    told = " ".join(bodies(overtaken))
    assert "Nothing was written. You last saw version 1 of Their plan; version 2" in told
    assert "Somebody else" in told
    assert "0.10" in told and "0.90" in told


def stale(app, newest, button):
    """Press one of the three ways on, at the dialog that shows what was newest then."""
    app.button(key=f"stale_{button}").click()
    dialog(app, "stale", newest, files.described(title="My plan")).run()
    assert not app.exception


def test_one_way_on_is_a_copy(overtaken, store):
    theirs = store.get(item(overtaken))
    stale(overtaken, theirs, "copy")
    assert item(overtaken) != theirs.id
    assert store.get(item(overtaken)).record.title == "My plan"
    assert store.get(theirs.id) == theirs


def test_one_way_on_is_the_next_version(overtaken, store, inputs):
    theirs = store.get(item(overtaken))
    stale(overtaken, theirs, "onward")
    newest = store.get(theirs.id)
    assert (newest.version, newest.record.title) == (3, "My plan")
    assert keeping.kept(newest).levers["us_odds"] == 0.9
    assert store.get(theirs.id, 2).record == theirs.record


def test_the_next_version_is_refused_again_if_it_was_overtaken_again(overtaken, store, inputs):
    theirs = store.get(item(overtaken))
    store.save(theirs.id, 2, record(inputs, "Third plan", us_odds=0.2), f"again {theirs.id}")
    stale(overtaken, theirs, "onward")
    assert store.get(theirs.id).record.title == "Third plan"
    assert any("version 3 has been saved since" in body for body in bodies(overtaken))


def test_one_way_on_is_to_compare_both(overtaken, store):
    theirs = store.get(item(overtaken))
    stale(overtaken, theirs, "compare")
    assert overtaken.session_state[".compared"] == ((theirs.reference, ""), (entries.CURRENT, ""))
    assert store.get(theirs.id) == theirs


def test_a_reloaded_draft_does_not_pass_over_what_was_saved_in_between(visit, store, inputs):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "reload")
    draft = link(inputs, scenario.make(inputs, {"us_odds": 0.6}), item=first.reference)
    store.save(first.id, 1, record(inputs, "Plan", us_odds=0.1), "reload, theirs")
    app = visit(query=draft)
    assert said(app) == "reproduces exactly" and item(app) == first.id
    save(app, "onward")
    assert store.get(first.id).version == 2
    assert any("Nothing was written" in body for body in bodies(app))


def test_a_draft_of_what_is_saved_elsewhere_reproduces_and_says_so(visit, inputs):
    chosen = scenario.make(inputs, {"us_odds": 0.6})
    app = visit(query=link(inputs, chosen, item="nosuchitem@1"))
    assert current(app) == chosen and item(app) == ""
    assert said(app) == "reproduces exactly; it was saved in another store"


@pytest.mark.parametrize("reference", ["fee_guided", "x@y"])
def test_a_draft_of_nothing_opens_as_a_new_one_and_says_so(visit, inputs, reference):
    chosen = scenario.make(inputs, {"us_odds": 0.6})
    app = visit(query=link(inputs, chosen, item=reference))
    assert current(app) == chosen and item(app) == ""
    assert any(f"from={reference}" in line for line in notice(app))
    assert "attribute" not in " ".join(notice(app))


# --- versions, names, copies, deletion ---------------------------------------------------------------


def test_an_old_version_is_restored_as_the_newest_and_none_is_lost(visit, store, inputs):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "restore 1")
    store.save(first.id, 1, record(inputs, "Plan B", us_odds=0.1), "restore 2")
    app = dialog(visit(("p", first.id)), "versions", first.id).run()
    app.button(key="restore_1").click()
    dialog(app, "versions", first.id).run()
    newest = store.get(first.id)
    assert (newest.version, newest.record, newest.action) == (3, first.record, "restored 1")
    assert current(app) == scenario.make(inputs, {"us_odds": 0.5})
    assert "version 1 restored as version 3" in said(app)
    assert [one.version for one in store.history(first.id)] == [3, 2, 1]


def test_any_version_is_opened_from_the_history(visit, store, inputs):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "open 1")
    store.save(first.id, 1, record(inputs, "Plan", us_odds=0.1), "open 2")
    app = dialog(visit(("p", first.id)), "versions", first.id).run()
    assert any("0.50 → 0.10" in body for body in bodies(app))
    app.button(key="open_1").click()
    dialog(app, "versions", first.id).run()
    assert current(app) == scenario.make(inputs, {"us_odds": 0.5})


def test_a_new_name_is_a_new_version_and_the_tab_goes_on_from_it(act, visit, store, inputs, words):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "rename 1")
    tab = act(lambda: keeping.open_revision(inputs, words, first))
    act(lambda: keeping.rename(store.get(first.id), " New name "), tab)
    newest = store.get(first.id)
    assert (newest.version, newest.record.title, newest.action) == (2, "New name", "renamed")
    assert newest.record.body == first.record.body
    act(lambda: (keeping.changed(inputs), keeping.revision(inputs).reference), tab)
    assert tab.session_state["result"] == (False, f"{first.id}@2")


def test_renaming_what_somebody_else_saved_does_not_count_as_having_seen_it(act, store, inputs, words):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "rename past 1")
    tab = act(lambda: keeping.open_revision(inputs, words, first))
    store.save(first.id, 1, record(inputs, "Plan", us_odds=0.1), "rename past 2")
    act(lambda: keeping.rename(store.get(first.id), "New name"), tab)
    mine = scenario.make(inputs, {"us_odds": 0.9})

    def onward():
        known = keeping.revision(inputs)
        told = files.described(title="Mine")
        try:
            keeping.save_version(inputs, words, known.id, known.newest, told, mine, "rename past 3")
        except Stale as stale:
            return stale.newest.version
        return None

    act(onward, tab)
    assert tab.session_state["result"] == 3
    assert keeping.kept(store.get(first.id)).levers["us_odds"] == 0.1


@pytest.mark.parametrize("title", ["", "x" * 81, "a\u202eb"])
def test_a_bad_new_name_is_refused(act, store, inputs, title):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), f"bad name {title}")
    with pytest.raises(scenario.ScenarioError):
        keeping.rename(first, title)
    assert store.get(first.id).version == 1


def test_a_copy_is_an_item_of_its_own_with_a_name_that_fits(store, inputs, words):
    for title, copied in (("Plan", "Copy of Plan"), ("x" * 80, "Copy of " + "x" * 72)):
        first = store.create(keeping.KIND, record(inputs, title, us_odds=0.5), f"copy {title}")
        made = keeping.duplicate(words, first)
        assert made.id != first.id and (made.version, made.record.title) == (1, copied)
        assert made.record.body == first.record.body
        assert store.get(first.id) == first


def test_what_is_deleted_leaves_the_library_and_comes_back(visit, store, inputs, monkeypatch):
    first = store.create(keeping.KIND, record(inputs, "To be deleted", us_odds=0.5), "delete")
    monkeypatch.setattr(st, "rerun", lambda **_: None)
    app = visit(("p", "baseline"))
    app.session_state[f"more_{first.id}"] = True
    dialog(app, "library").run()
    app.button(key=f"delete_{first.id}").click()
    dialog(app, "library").run()
    assert store.get(first.id).deleted_at
    dialog(app, "library").run()
    assert not any("To be deleted" in body for body in bodies(app))
    app.selectbox(key="library_filter").set_value("deleted")
    dialog(app, "library").run()
    app.button(key=f"undelete_{first.id}").click()
    dialog(app, "library").run()
    assert not store.get(first.id).deleted_at
    assert current(visit(("p", first.reference))) == scenario.make(inputs, {"us_odds": 0.5})


def test_the_library_finds_filters_and_sorts(visit, store, inputs):
    store.create(keeping.KIND, record(inputs, "Zebra odds", us_odds=1), "library 1")
    store.create(keeping.KIND, record(inputs, "Zebra pay", cn_pay=105), "library 2")
    app = visit(("p", "baseline"))
    dialog(app, "library").run()
    app.text_input(key="library_search").set_value("zebra else")
    app.selectbox(key="library_sort").set_value("largest")
    dialog(app, "library").run()
    titles = [body.partition("<h3>")[2].partition("</h3>")[0] for body in bodies(app) if "<h3>" in body]
    assert titles == ["Zebra odds", "Zebra pay"]
    app.selectbox(key="library_filter").set_value("presets")
    dialog(app, "library").run()
    assert not any("<h3>" in body for body in bodies(app))


def test_the_drawings_of_the_library_show_real_results(inputs):
    chosen = tuple(preset.scenario for preset in files.presets(inputs).values())
    changes = simulate.central_changes(inputs, chosen)
    for one, change in zip(chosen, changes, strict=True):
        assert abs(simulate.run(inputs, one, 0).change - change).max() < 1e-12


# --- other data since --------------------------------------------------------------------------------


def test_a_scenario_saved_under_other_data_shows_both_results(visit, store, inputs, heavier, upgrade):
    chosen = scenario.make(inputs, {"us_odds": 1})
    saved = store.create(keeping.KIND, record(inputs, "Before", us_odds=1), "other data")
    upgrade(heavier)
    newer = data.load(heavier)
    for query in (link(inputs, chosen), f"p={saved.reference}"):
        app = visit(query=query)
        assert current(app) == chosen
        told = " ".join(notice(app))
        assert f"The data changed since: {inputs.version} → {newer.version}" in told
        assert "reproduces" not in said(app)
        place = [row.id for row in inputs.segments].index("IND_YOUNG")
        column = [row.id for row in inputs.destinations].index("US")
        then, now = (100 * simulate.run(one, chosen, 0).share[place, column] for one in (inputs, newer))
        assert ("Young Indian graduates: United States", f"{then:.2f}%", f"{now:.2f}%") in rows(app)
        assert all(before != after for _, before, after in rows(app) if before)


def test_other_data_with_the_same_result_are_told_too(visit, inputs, heavier, upgrade):
    query = link(inputs, scenario.make(inputs, {"cn_pay": 100}))
    upgrade(heavier)
    app = visit(query=query)
    assert "Every share is the same." in notice(app)
    assert not rows(app)


# --- comparisons -------------------------------------------------------------------------------------


def compare(act, inputs, words, pairs, chosen=None):
    """A tab that compares some scenarios, one of which may be the current one."""

    def put():
        if chosen:
            state.commit(inputs, chosen)
        entries.put(pairs)

    return act(put)


def saved_comparison(act, tab, store, inputs, words, save_id):
    """Save the comparison of a tab."""
    act(lambda: entries.body(inputs, words, "IND_YOUNG"), tab)
    return store.create(keeping.COMPARISON, Record("Compared", tab.session_state["result"]), save_id)


def reopened(act, inputs, words, revision):
    """The entries of a saved comparison in a new tab."""
    tab = act(lambda: entries.open_saved(inputs, words, revision))
    act(lambda: entries.chosen(inputs, words), tab)
    return tab, tab.session_state["result"]


def test_a_saved_comparison_opens_with_what_was_current_then(act, store, inputs, words):
    chosen = scenario.make(inputs, {"us_odds": 0.8})
    tab = compare(
        act, inputs, words, [("us_reform", ""), (entries.CURRENT, ""), ("baseline", "Start")], chosen
    )
    revision = saved_comparison(act, tab, store, inputs, words, "comparison 1")
    other, made = reopened(act, inputs, words, revision)
    reform = files.presets(inputs)["us_reform"]
    assert [entry.scenario for entry in made] == [reform.scenario, chosen, scenario.Scenario()]
    assert [entry.title for entry in made][::2] == [reform.title, "Start"]
    assert "Now" not in made[1].title, "it is not the current one any more"
    assert said(other) == "reproduces exactly"


def test_a_comparison_opens_from_its_reference(visit, act, store, inputs, words):
    tab = compare(act, inputs, words, [("us_reform", ""), ("baseline", "")])
    revision = saved_comparison(act, tab, store, inputs, words, "comparison p")
    app = visit(("p", revision.reference), ("us_fee", "5"))
    assert [name for name, _ in app.session_state[".compared"]] == ["us_reform", "baseline"]
    assert "us_fee stands beside p" in " ".join(notice(app)) and "reproduces" not in said(app)


def test_an_entry_whose_story_changed_since_stays_what_it_was(act, store, inputs, words, copied_data):
    story = copied_data / "presets" / "us_reform.toml"
    old = files.presets(inputs)["us_reform"].scenario
    assert dict(old.levers)["us_pr_wait"] == 50
    tab = compare(act, inputs, words, [("us_reform", ""), ("baseline", "")])
    revision = saved_comparison(act, tab, store, inputs, words, "comparison 2")
    content = story.read_text(encoding="utf-8")
    story.write_text(content.replace("us_pr_wait = 50", "us_pr_wait = 60"), encoding="utf-8")
    newer = data.load(copied_data)
    assert dict(files.presets(newer)["us_reform"].scenario.levers)["us_pr_wait"] == 60
    _, made = reopened(act, newer, words, revision)
    assert made[0].scenario == old and made[0].title == files.presets(inputs)["us_reform"].title
    (copied_data / "presets" / "us_reform.toml").unlink()
    for path in (copied_data / "presets").glob("*.toml"):
        path.write_text(
            path.read_text(encoding="utf-8").replace('twin = "us_reform"\n', ""), encoding="utf-8"
        )
    without = data.load(copied_data)
    assert reopened(act, without, words, revision)[1][0].scenario == old


def test_an_entry_keeps_its_values_when_a_baseline_moves(act, store, inputs, words, copied_data):
    chosen = scenario.make(inputs, {"us_odds": 0.8})
    tab = compare(act, inputs, words, [(entries.CURRENT, ""), ("baseline", "")], chosen)
    revision = saved_comparison(act, tab, store, inputs, words, "comparison 3")
    levers = copied_data / "levers.csv"
    content = levers.read_text(encoding="utf-8")
    old = "0 no to 1 yes,0,1,0.05,0.3"
    assert content.count(old) == 1
    levers.write_text(content.replace(old, "0 no to 1 yes,0,1,0.05,0.7"), encoding="utf-8")
    newer = data.load(copied_data)
    _, made = reopened(act, newer, words, revision)
    assert [entry.scenario.lever_values(newer)["cn_family"] for entry in made] == [0.3, 0.3]
    assert made[0].scenario.lever_values(newer) == chosen.lever_values(inputs)


def test_an_entry_without_a_version_keeps_the_version_it_had(act, store, inputs, words):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "unversioned")
    tab = compare(act, inputs, words, [(first.id, ""), ("baseline", "")])
    revision = saved_comparison(act, tab, store, inputs, words, "comparison 4")
    store.save(first.id, 1, record(inputs, "Plan", us_odds=0.1), "unversioned 2")
    _, made = reopened(act, inputs, words, revision)
    assert made[0].scenario == scenario.make(inputs, {"us_odds": 0.5})


def test_a_scenario_compared_with_its_own_story_opens_beside_it(act, store, inputs, words):
    reform = files.presets(inputs)["us_reform"].scenario
    tab = compare(act, inputs, words, [("us_reform", ""), (entries.CURRENT, "Mine")], reform)
    revision = saved_comparison(act, tab, store, inputs, words, "comparison with itself")
    _, made = reopened(act, inputs, words, revision)
    assert [entry.scenario for entry in made] == [reform, reform]
    assert made[0].reference != made[1].reference and made[1].title == "Mine"


def test_what_changed_in_any_entry_is_told_whichever_comes_last(act, store, inputs, words, heavier):
    chosen = scenario.make(inputs, {"us_odds": 1})
    newer = data.load(heavier)
    for number, pairs in enumerate([["baseline", entries.CURRENT], [entries.CURRENT, "baseline"]]):
        tab = compare(act, inputs, words, [(name, "") for name in pairs], chosen)
        revision = saved_comparison(act, tab, store, inputs, words, f"comparison 5 {number}")
        other, _ = reopened(act, newer, words, revision)
        assert "reproduces" not in said(other)
        assert any("United States" in what for what, _, _ in rows(other))
        assert "The data changed since" in " ".join(notice(other))


def test_a_link_to_a_comparison_opens_its_good_entries_and_names_the_others(visit, inputs):
    query = link(
        inputs,
        scenario.make(inputs, {"us_odds": 0.8}),
        compared=[
            ("us_reform", "x" * 81),
            ("baseline", "Start"),
            ("baseline", "Again"),
            ("nosuchitem@1", ""),
            ("p:fee_guided", ""),
            ("us_fee:50000,us_fe:1", ""),
        ],
    )
    app = visit(query=query)
    assert app.session_state[".compared"] == (
        ("us_reform", ""),
        ("baseline", "Start"),
        ("us_fee:50000,us_fe:1", ""),
    )
    told = " ".join(notice(app))
    for part in (
        "us_reform: title",
        "baseline is compared twice",
        "nosuchitem@1",
        "p has no place",
        "'us_fe'",
    ):
        assert part in told
    assert "reproduces" not in said(app)


def test_one_scenario_is_no_comparison(visit, inputs):
    app = visit(query=link(inputs, scenario.Scenario(), compared=[("us_reform", "")]))
    assert ".compared" not in app.session_state
    assert "needs 2 scenarios" in " ".join(notice(app))


def test_one_more_is_compared_once_and_never_a_seventh(act, inputs, words):
    names = list(files.presets(inputs))[:6]
    tab = compare(act, inputs, words, [(name, "") for name in names[:5]])
    for name in (names[0], names[5], "current"):
        act(lambda name=name: entries.add(inputs, name), tab)
    assert [name for name, _ in tab.session_state[".compared"]] == names


def test_a_link_to_its_own_comparison_is_read_back_even_with_the_longest_titles(act, store, inputs, words):
    first = store.create(keeping.KIND, record(inputs, "x" * 80, us_odds=0.5), "long title")
    tab = compare(act, inputs, words, [(first.reference, ""), ("baseline", "y" * 80)])
    revision = saved_comparison(act, tab, store, inputs, words, "comparison 6")
    other, _ = reopened(act, inputs, words, revision)
    act(lambda: address.query(inputs), other)
    again = links.read(inputs, parse_qsl(other.session_state["result"]))
    unused = list(again.unused)
    third = act(lambda: entries.take(inputs, again.compared, again.results, unused))
    assert not unused
    assert [name for name, _ in third.session_state[".compared"]] == [first.reference, "baseline"]


# --- the address of the working state ----------------------------------------------------------------


def test_the_address_stands_for_the_working_state(act, store, inputs, words):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "address")
    tab = act(lambda: keeping.open_revision(inputs, words, first))
    act(lambda: state.set_values(inputs, {"us_fee": 50000}), tab)
    act(lambda: address.query(inputs), tab)
    opened = links.read(inputs, parse_qsl(tab.session_state["result"]))
    assert opened.item == first.reference
    again = reopen.reopen(inputs, opened.kept)
    assert again.exact and again.scenario == scenario.make(inputs, {"us_odds": 0.5, "us_fee": 50000})


def test_for_all_groups_the_address_carries_the_one_that_moves_most(act, inputs, words):
    chosen = scenario.make(inputs, {"us_scrutiny": -0.5})

    def query():
        st.session_state["segment"] = address.ALL
        state.commit(inputs, chosen)
        return address.query(inputs)

    said_ = dict(parse_qsl(act(query).session_state["result"]))
    assert said_["group"] == address.ALL
    assert said_["gave"].partition("~")[0].startswith("CHN"), "only Chinese groups meet the scrutiny"


def test_a_name_says_whether_the_scenario_is_as_saved(act, store, inputs, words):
    first = store.create(keeping.KIND, record(inputs, "Plan", us_odds=0.5), "naming")
    tab = act(lambda: keeping.open_revision(inputs, words, first))
    act(lambda: keeping.name(inputs, words), tab)
    assert tab.session_state["result"] == "Plan v1"
    act(lambda: state.set_values(inputs, {"us_fee": 50000}), tab)
    act(lambda: keeping.name(inputs, words), tab)
    assert tab.session_state["result"] == "Plan (changed)"
    act(lambda: state.set_values(inputs, {"us_fee": 0}), tab)
    act(lambda: keeping.name(inputs, words), tab)
    assert tab.session_state["result"] == "Plan v1"


# --- hostile text ------------------------------------------------------------------------------------


def test_hostile_names_are_shown_as_text_everywhere(visit, store, inputs):
    app = visit(query=link(inputs, scenario.make(inputs, {"us_odds": 0.77})))
    save(app, "new", title=HOSTILE[:80], note=HOSTILE, author=HOSTILE[:80], tags=HOSTILE[:30])
    assert store.get(item(app)).record.title == HOSTILE[:80]
    assert_shown_as_text_only(app)
    app.session_state[f"more_{item(app)}"] = True
    dialog(app, "library").run()
    assert_shown_as_text_only(app)
    dialog(app, "versions", item(app)).run()
    assert_shown_as_text_only(app)
    dialog(app, "share").run()
    assert_shown_as_text_only(app)
    store.save(item(app), 1, store.get(item(app)).record, f"hostile {item(app)}")
    app.slider(key="lever.us_odds.slider").set_value(0.9).run()
    save(app, "onward")
    assert any("Nothing was written" in body for body in bodies(app))
    assert_shown_as_text_only(app)


def test_a_hostile_address_is_shown_as_text(visit, inputs):
    query = link(inputs, scenario.Scenario(), compared=[("us_reform", HOSTILE[:60]), ("baseline", "")])
    app = visit((HOSTILE, "1"), ("from", HOSTILE), query=query.replace("data=", "data=%3Cimg"))
    assert len(notice(app)) >= 2
    assert_shown_as_text_only(app)


def test_hostile_titles_of_a_comparison_are_shown_as_text(act, store, inputs, words):
    first = store.create(keeping.KIND, record(inputs, HOSTILE[:80], us_odds=0.5), "hostile entry")
    pairs = [("us_reform", HOSTILE[:80]), (first.reference, ""), (entries.CURRENT, "")]

    def page():
        entries.put(pairs)
        st.session_state["arrange"] = st.session_state["save_comparison"] = True
        compare_page.page(inputs, words)

    assert_shown_as_text_only(act(page))


# --- what differs ------------------------------------------------------------------------------------


def test_what_two_scenarios_differ_in_is_told_with_both_values_and_their_names(inputs):
    old = scenario.make(inputs, {"us_fee": 100000, "cn_pay": 120})
    new = scenario.make(inputs, {"us_odds": 0.5, "cn_pay": 120}, {"fee_scope": "all_new"})
    assert sentences.differences(inputs, old, new) == [
        ("Fee on an H-1B petition", "$100,000 (as proclaimed)", "$0 (none)"),
        ("H-1B lottery odds", "0.35 (FY2026)", "0.50"),
        ("Whose petitions carry the fee?", "Only people abroad", "All new petitions"),
    ]
    assert sentences.differences(inputs, old, old) == []


# --- what the tab remembers --------------------------------------------------------------------------


def test_a_tab_keeps_its_steps_when_a_step_is_visited_again(act, inputs):
    one, two = (scenario.make(inputs, {"us_odds": value}) for value in (0.5, 0.6))
    tab = act(lambda: (state.visit(inputs, Step(one)), state.commit(inputs, two)))
    act(lambda: state.visit(inputs, Step(one)), tab)
    assert tab.session_state[".history"] == History((Step(one), Step(two)), 0)


def test_moving_the_same_lever_again_continues_the_change(act, inputs):
    tab = act(lambda: state.set_values(inputs, {"us_odds": 0.5}))
    act(lambda: state.set_values(inputs, {"us_odds": 0.6}), tab)
    act(state.continues, tab)
    assert tab.session_state["result"] is True
    act(lambda: state.set_values(inputs, {"us_fee": 5000}), tab)
    act(state.continues, tab)
    assert tab.session_state["result"] is False


def test_a_link_to_a_comparison_tells_when_a_story_in_it_is_no_longer_what_it_was(act, inputs, words):
    pairs = [("fee_guided", "The fee"), ("us_reform", "")]
    tab = compare(act, inputs, words, pairs)
    act(lambda: address.query(inputs), tab)
    query = tab.session_state["result"]
    unused = []
    same = act(lambda: entries.take(inputs, links.read(inputs, parse_qsl(query)).compared,
                                    links.read(inputs, parse_qsl(query)).results, unused))  # fmt: skip
    assert [again.exact for again in same.session_state["result"]] == [True, True] and not unused
    old = links.read(inputs, parse_qsl(query.replace("fee_guided", "fee_first_reported")))
    other = act(lambda: entries.take(inputs, old.compared, old.results, unused))
    first, second = other.session_state["result"]
    assert second.exact and not first.exact
    assert {one.title for one in first.moved} == {"The fee"}


def test_a_file_keeps_its_note_author_and_tags_until_it_is_saved(act, inputs, words):
    chosen = scenario.make(inputs, {"us_odds": 0.6})
    given = files.Preset("x", "From a file", chosen, "Why", "Ann", "", ("a", "b"))
    tab = act(lambda: keeping.load_file(inputs, given))
    act(lambda: state.set_values(inputs, {"us_fee": 50000}), tab)
    act(lambda: keeping.as_preset(inputs, words), tab)
    made, version = tab.session_state["result"]
    assert (made.title, made.note, made.author, made.tags) == ("From a file", "Why", "Ann", ("a", "b"))
    assert version == 0


def test_a_file_with_the_values_of_a_story_is_not_that_story(act, inputs, words):
    story = files.presets(inputs)["november_2025"]
    given = files.Preset("x", "My own plan", story.scenario, "Why", "Ann", "", ("a",))
    tab = act(lambda: keeping.load_file(inputs, given))
    act(
        lambda: (
            keeping.as_preset(inputs, words),
            keeping.changed(inputs),
            show.context(inputs, words, story.scenario),
        ),
        tab,
    )
    (made, version), changed, context = tab.session_state["result"]
    assert (made.title, made.note, made.author, version, changed) == ("My own plan", "Why", "Ann", 0, True)
    again = files.load(inputs, files.dump(made).encode(), "again")
    assert (again.title, again.note, again.author) == ("My own plan", "Why", "Ann")
    assert (context.titles, context.short) == (("My own plan",), "")
    act(lambda: keeping.load_preset(inputs, words, story), tab)
    act(lambda: (keeping.as_preset(inputs, words), keeping.changed(inputs)), tab)
    (made, _), changed = tab.session_state["result"]
    assert (made.title, changed) == (story.title, False)


def test_a_link_cannot_rename_a_story_unsaid(visit, inputs):
    story = files.presets(inputs)["november_2025"].title
    app = visit(("c1", "november_2025"), ("t1", "Paradise"), ("c2", "us_reform"), ("us_odds", "0.5"))
    assert notice(app) == (f"“Paradise” is a name given in this comparison. Its own is “{story}”.",)
    app = visit(("c1", "november_2025"), ("t1", story), ("c2", "us_odds:0.5"), ("t2", "Mine"))
    assert not notice(app)
    app = visit(
        ("c1", "current"),
        ("t1", "Paradise"),
        ("c2", "us_reform"),
        *parse_qsl(link(inputs, files.presets(inputs)["november_2025"].scenario)),
    )
    assert any("Paradise" in one and story in one for one in notice(app))


def test_a_saved_comparison_cannot_rename_a_story_unsaid(act, visit, store, inputs, words):
    tab = act(lambda: entries.put([("november_2025", "Paradise"), ("us_reform", "")]))
    act(lambda: entries.body(inputs, words, "IND_YOUNG"), tab)
    made = store.create(keeping.COMPARISON, Record("Two", tab.session_state["result"]), "renamed story")
    app = visit(("p", made.reference))
    assert any(
        "Paradise" in one and files.presets(inputs)["november_2025"].title in one for one in notice(app)
    )


def test_a_link_of_more_parts_than_the_framework_reads_opens_with_its_good_ones(visit, inputs):
    app = visit(("us_odds", "0.5"), *((f"x{number}", "1") for number in range(1500)))
    assert current(app) == scenario.make(inputs, {"us_odds": 0.5})
    assert "unknown part 'x0'" in notice(app)[0] and "more" in notice(app)[-1]
