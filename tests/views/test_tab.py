"""What a new session takes back from a browser tab: its own work as it was, and what something was opened over."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios import text
from scenarios.briefing import kept, storyfile
from scenarios.briefing.charts import CHARTS
from scenarios.briefing.storyboard import Named, Step, Storyboard
from scenarios.engine import scenario
from scenarios.formats import files, links, reopen
from scenarios.store import Record, Store
from scenarios.views.desk import board, entries, keeping

APP = Path(__file__).parents[2] / "app.py"
READY = "fee_kvisa_where"


@pytest.fixture
def store(own_store):
    """Somebody else at the same store; the app opens it anew too."""
    st.cache_resource.clear()
    return Store(f"sqlite:///{own_store.as_posix()}")


@pytest.fixture
def come_back(store, inputs):
    """Opens the app at an address in a tab that kept something; gives the tab once it was heard."""

    def opened(query="", tab=None, briefing=None, search=None):
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in links_parts(query):
            app.query_params[name] = value
        app.run()
        here = f"?{query}" if query else ""
        if tab is not None:
            tab = {"session": "before", "search": here if search is None else search, **tab}
        if briefing is not None:
            briefing = {"session": "before", **briefing}
        return hear(app, json.dumps({"search": here, "tab": tab, "briefing": briefing}))

    return opened


def links_parts(query):
    """Names and values of a query."""
    return [part.split("=", 1) for part in query.split("&") if part]


def hear(app, told):
    """Have a tab say something."""
    app.session_state[".tab_returned"] = told
    app.run()
    assert not app.exception, app.exception
    return app


def draft(inputs, chosen, **more):
    """A draft as a tab keeps it."""
    return {"query": links.write(inputs, reopen.keep(inputs, chosen), "IND_YOUNG", "IND_YOUNG"), **more}


def scenario_of(app):
    """The scenario of a tab."""
    return app.session_state[".history"].now.scenario


def asides(app):
    """The names of what was set aside."""
    return [one.name for one in app.session_state[".tab_aside"]] if ".tab_aside" in app.session_state else []


def story(inputs, message="First"):
    """A short briefing."""
    fee = Named("The fee", scenario.make(inputs, {"us_fee": 100000}))
    return Storyboard("Talk", (Step("changes", (fee,), "IND_YOUNG", "US", message),))


def save_story(inputs, store, made, save_id):
    """A briefing that is saved."""
    body = kept.keep(inputs, made).model_dump_json()
    return store.create(board.KIND, Record(made.title, body), save_id)


def test_a_tab_at_its_own_address_goes_on_with_the_newest_draft(come_back, inputs):
    newer = scenario.make(inputs, {"us_odds": 0.7})
    app = come_back("us_odds=0.5", draft(inputs, newer, unsaved=True))
    assert scenario_of(app) == newer
    assert "reproduces exactly" in app.session_state[".said"]
    assert app.session_state[".history"].before is None and not asides(app)


def test_a_draft_at_another_address_is_set_aside_and_one_press_brings_it_back(come_back, inputs):
    mine = scenario.make(inputs, {"us_fee": 50000})
    app = come_back("us_odds=0.5", draft(inputs, mine, unsaved=True, name="Mine"), search="?us_fee=50000")
    assert scenario_of(app) == scenario.make(inputs, {"us_odds": 0.5}) and asides(app) == ["Mine"]
    app.button(key="aside_back_0").click().run()
    assert scenario_of(app) == mine and asides(app) == []
    app.button(key="undo").click().run()
    assert scenario_of(app) == scenario.make(inputs, {"us_odds": 0.5}), "what was opened is one step back"


@pytest.mark.parametrize("unsaved", [True, False])
def test_only_what_would_be_lost_is_set_aside(come_back, inputs, unsaved):
    same = draft(inputs, scenario.make(inputs, {"us_odds": 0.5}), unsaved=True)
    other = draft(inputs, scenario.make(inputs, {"us_odds": 0.6}), unsaved=False)
    assert asides(come_back("us_odds=0.5", same if unsaved else other, search="?")) == []


def test_what_was_set_aside_before_is_still_there(come_back, inputs):
    older = draft(inputs, scenario.make(inputs, {"us_fee": 50000}), name="Older")
    now = draft(inputs, scenario.make(inputs, {"us_odds": 0.5}), aside=[older], unsaved=True, name="Newer")
    assert asides(come_back("us_odds=0.5", now)) == ["Older"]
    assert asides(come_back("us_odds=0.6", now, search="?us_odds=0.5")) == ["Newer", "Older"]


def test_an_imported_draft_keeps_its_title_author_and_note(come_back, inputs, store):
    told = {"title": "From a file", "note": "Why", "author": "Ann", "tags": ["a"]}
    app = come_back("", draft(inputs, scenario.make(inputs, {"us_odds": 0.7}), told=told))
    assert app.session_state[".history"].now.told == files.Description(**told)


@pytest.mark.parametrize("arranged", [False, True])
def test_a_saved_comparison_is_that_one_again(come_back, inputs, store, arranged):
    body = reopen.KeptComparison(
        group="IND_YOUNG",
        entries=[
            reopen.KeptEntry(
                reference=name, title=name, kept=reopen.keep(inputs, files.presets(inputs)[name].scenario)
            )
            for name in ("november_2025", "us_reform")
        ],
    ).model_dump_json()
    saved = store.create(keeping.COMPARISON, Record("Ours", body), f"comparison {arranged}")
    made = draft(
        inputs, scenario.make(inputs, {"us_odds": 0.7}), comparison=saved.reference, arranged=arranged
    )
    made["query"] += "&" + urlencode({"c1": "november_2025", "c2": "us_reform"})
    app = come_back("", made)
    assert app.session_state[entries._KNOWN._key].reference == saved.reference
    assert (app.session_state[entries._AS_SAVED._key] is None) == arranged


@pytest.mark.parametrize("unsaved", [False, True])
def test_a_briefing_stays_the_saved_one_that_it_was(come_back, inputs, store, unsaved):
    saved = save_story(inputs, store, story(inputs), f"briefing {unsaved}")
    text_ = storyfile.dump(story(inputs, "Other words" if unsaved else "First"))
    app = come_back(
        briefing={"text": text_, "reference": saved.reference, "name": "Talk", "unsaved": unsaved, "step": 0}
    )
    work = app.session_state[".board"].now
    assert work.item == saved.id
    assert (app.session_state[".board_known"][saved.id][1] != work.storyboard) == unsaved


def test_a_ready_made_briefing_stays_ready_made(come_back, inputs):
    ready = storyfile.built_in(inputs, CHARTS)[READY]
    app = come_back(briefing={"text": storyfile.dump(ready), "reference": READY, "step": 2})
    assert app.session_state[".board"].now.storyboard == ready and app.session_state[".board_step"] == 2


@pytest.mark.parametrize("reference", ["gone@1", "november_2025", "nonsense"])
def test_a_briefing_whose_saved_one_is_gone_is_an_unsaved_one(come_back, inputs, reference):
    app = come_back(briefing={"text": storyfile.dump(story(inputs)), "reference": reference})
    assert app.session_state[".board"].now == board.Work(story(inputs))


def test_a_briefing_that_another_one_was_opened_over_is_set_aside(come_back, inputs):
    mine = {"text": storyfile.dump(story(inputs)), "name": "Talk", "unsaved": True}
    app = come_back(f"p={READY}", briefing=mine)
    assert app.session_state[".board"].now.storyboard.id == READY and asides(app) == ["Talk"]
    app.button(key="aside_back_0").click().run()
    assert app.session_state[".board"].now.storyboard == story(inputs)


def test_a_briefing_that_cannot_be_read_is_told(come_back):
    app = come_back(briefing={"text": "junk ="})
    assert ".board" not in app.session_state
    assert "is not TOML" in app.session_state[".notice"][1][0]


@pytest.mark.parametrize(
    "told",
    [
        "",
        "null",
        "[]",
        '{"search": 1}',
        '{"search": "", "tab": {"session": "x", "search": "", "query": 5}}',
        '{"search": "", "briefing": {"session": "x", "text": ""}}',
        "[" * 5000,
    ],
)
def test_what_a_tab_says_and_nobody_can_read_is_told_and_harms_nothing(store, inputs, told):
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    hear(app, told)
    assert app.session_state[".notice"][0] == text.words(inputs.folder)("aside.unreadable")
    assert scenario_of(app) == files.presets(inputs)["november_2025"].scenario


@pytest.mark.parametrize("query", ["us_odds=nonsense", "%00=%ff", "p=<b>&us_odds=0.5", "&&&==;"])
def test_a_damaged_draft_names_what_is_wrong(come_back, query):
    app = come_back("", {"query": query, "unsaved": True})
    assert not app.exception


def test_a_session_is_told_once(come_back, inputs):
    app = come_back("us_odds=0.5", draft(inputs, scenario.make(inputs, {"us_odds": 0.7})))
    given = [json.loads(node.proto.json) for node in app.get("bidi_component")]
    assert all(one["settled"] for one in given if "settled" in one)


def test_a_session_that_met_its_tab_takes_nothing_more_but_what_is_typed(come_back, inputs):
    app = come_back("us_odds=0.5", draft(inputs, scenario.make(inputs, {"us_odds": 0.7})))
    later = draft(inputs, scenario.make(inputs, {"us_odds": 0.9}), session="x", search="?", unsaved=True)
    typed = {"save_title": "Half a na", "save_new": "no field", "board_title": "no briefing"}
    hear(app, json.dumps({"search": "?", "tab": later, "typed": typed}))
    assert scenario_of(app) == scenario.make(inputs, {"us_odds": 0.7}) and not asides(app)
    assert app.text_input(key="save_title").value == "Half a na"
