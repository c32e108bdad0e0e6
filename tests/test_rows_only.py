"""A lever of any kind, a destination, a group, a disputed fact, a preset, a briefing: new rows and files alone.

One folder holds one more of everything; see :mod:`tests.added`. The same code lints it, computes with it, draws
every page, writes every file and answers every command.
"""

import json
import shutil
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios import inputs as data
from scenarios import text
from scenarios.__main__ import main
from scenarios.analysis import attribution, reach
from scenarios.briefing import Context, Named, charts, storyfile
from scenarios.briefing import deck as briefings
from scenarios.briefing.storyboard import ALL
from scenarios.engine import group, scenario, simulate
from scenarios.exports import decks, plates
from scenarios.formats import files, links, reopen
from scenarios.inputs.kinds import KINDS
from scenarios.views import pages
from scenarios.views.evidence import numbers
from tests import added

NEW = added.NEW_LEVERS
OWN = "KOR_YOUNG"
QUESTIONS = ("why", "tip", "sensitivity", "readings", "consistency")
LISTS = ("levers", "presets", "segments", "destinations", "readings", "sources")
APP = Path(__file__).parents[1] / "app.py"
STARTS = {"pptx": b"pk", "pdf": b"%pdf", "html": b"<!doctype html>", "presenter": b"<!doctype html>"}


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """The inputs of a folder with one more of everything, which the whole program is told to use."""
    base = tmp_path_factory.mktemp("grown")
    folder = Path(shutil.copytree(data.data_folder(), base / "data"))
    added.grow(folder, charts.CHARTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULL_FACTORS_DATA", str(folder))
        patch.setenv("PULL_FACTORS_DB", f"sqlite:///{(base / 'scenarios.db').as_posix()}")
        st.cache_resource.clear()
        yield data.load(folder)
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def words(grown):
    """The words of the interface; none are added."""
    return text.words(grown.folder)


@pytest.fixture(scope="module")
def tried(grown):
    """The scenario of the preset that sets every new lever and reads the new disputed fact the other way."""
    return files.presets(grown)[added.PRESET].scenario


# --- rows --------------------------------------------------------------------------------------------


def test_there_is_a_new_lever_of_each_kind_and_a_second_fee(grown):
    kinds = [grown.lever(name).kind for name in NEW]
    assert sorted(kinds) == sorted([*KINDS, "fee"])


def test_the_preset_sets_all_that_is_new(grown, tried):
    assert dict(tried.levers) == NEW
    assert dict(tried.readings) == {"ca_fee_for": "everybody"}


@pytest.mark.parametrize("name", [name for name in NEW if name not in ("weight_family", "pay_floor")])
def test_each_new_rule_moves_its_own_destination(grown, name):
    # What serves another lever needs it, and does nothing of its own.
    row = grown.lever(name)
    beside = {row.companion: NEW[row.companion]} if row.companion else {}
    made = scenario.make(grown, {**beside, name: NEW[name]})
    without = scenario.make(grown, beside)
    moved, before = (simulate.run(grown, one, 0) for one in (made, without))
    place = moved.destinations.index(row.destination)
    assert (moved.share[:, place] != before.share[:, place]).any()
    assert reach.idle(grown, made)[name] != {segment.id for segment in grown.segments}


def test_every_change_has_its_part_and_the_parts_add_up(grown, tried):
    for segment in (OWN, group.TOTAL):
        split = attribution.split(grown, tried, segment, "CA")
        assert {part.id for part in split.parts} == {*NEW, "ca_fee_for"}
        assert sum(part.part_pp for part in split.parts) == pytest.approx(split.change_pp, abs=1e-9)
        assert list(attribution.groups(grown, split)) == ["Canada's rules", "UK", "readings"]


def test_a_new_destination_has_a_share_that_moves_and_a_new_group_lacks_what_it_has_no_row_for(grown, tried):
    run = simulate.run(grown, tried, 128)
    france, own = run.destinations.index("FR"), run.segments.index(OWN)
    others = [place for place in range(len(run.segments)) if place != own]
    assert (run.baseline[others, france] > 0).all() and (run.change[others, france] != 0).all()
    assert run.baseline[own, france] == run.share[own, france] == 0
    assert run.change[own, run.destinations.index("CA")] != 0
    assert run.share.sum(axis=1) == pytest.approx(1)


# --- pages -------------------------------------------------------------------------------------------


@pytest.fixture
def drawn(grown, tried):
    """Draws a page, or the library, as a link opens it; some keys of its widgets can be set before."""

    def script():
        import streamlit  # noqa: PLC0415 (runs as a script of its own)

        from scenarios import inputs, text  # noqa: PLC0415
        from scenarios.views import pages  # noqa: PLC0415
        from scenarios.views.desk import address, navigation  # noqa: PLC0415
        from scenarios.views.dialogs import library  # noqa: PLC0415

        loaded = inputs.load()
        words = text.words(loaded.folder)
        navigation.know_parts(pages.PARTS)
        address.read(loaded, words)
        name = streamlit.session_state["drawn_page"]
        navigation.go(name)
        {**pages.PAGES, "library": library.library}[name](loaded, words)

    def draw(page, segment=OWN, place="CA", part="", query=None, compared=(), **keys):
        tab = AppTest.from_function(script, default_timeout=60)
        for key, value in {"drawn_page": page, **keys}.items():
            tab.session_state[key] = value
        view = [("to", place), *([("part", part)] if part else [])]
        link = links.write(grown, reopen.keep(grown, tried), segment, OWN, compared=compared, view=view)
        for key, value in query or parse_qsl(link):
            tab.query_params[key] = value
        tab.run()
        assert not tab.exception, tab.exception[0].stack_trace
        return tab

    return draw


def test_the_app_opens_on_the_new_data(grown):
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not app.exception and not app.error
    assert app.selectbox(key="segment").options.count("Young Korean graduates") == 1


def shown(tab):
    """All texts and markup of a page, as one text."""
    told = [one.value for kind in ("text", "header", "subheader", "caption") for one in getattr(tab, kind)]
    return " ".join([*told, *(one.proto.body for one in tab.get("html"))])


@pytest.mark.parametrize("segment", [OWN, ALL, "CHN_IN_US"])
def test_explore_draws_what_is_new(drawn, segment):
    told = shown(drawn("explore", segment))
    assert all(name in told for name in ("Canada's rules", "UK", "Fee in Canada"))
    assert "The link" not in told, "a link to what is new is read whole"


def test_explore_tells_of_each_new_lever_all_that_there_is(drawn):
    tab = drawn("explore", lever_changed_only=True, **{f"about_{name}": True for name in NEW})
    assert {name: tab.slider(key=f"lever.{name}.slider").value for name in NEW} == NEW
    assert tab.radio(key="reading.ca_fee_for").value == "everybody"
    told = shown(tab)
    assert told.count("A lever that a test adds.") == len(NEW)
    assert "Works together with: Fee in Canada." in told and "Canada tries." in told
    assert "A dear permit." in told and "Look again at Canada." in told
    tab.slider(key="lever.uk_fee.slider").set_value(40000.0).run()
    assert not tab.exception


@pytest.mark.parametrize("segment", [OWN, group.TOTAL])
@pytest.mark.parametrize("place", ["CA", "FR", "UK"])
def test_why_explains_what_is_new(drawn, segment, place):
    told = shown(drawn("why", segment, place))
    if (segment, place) != (OWN, "FR"):
        assert "By whose rules, in points: Canada's rules" in told


@pytest.mark.parametrize("place", ["CA", "FR"])
@pytest.mark.parametrize("part", pages.PARTS["sure"])
def test_how_sure_asks_about_what_is_new(drawn, part, place):
    told = shown(drawn("sure", "IND_YOUNG", place, part))
    expected = {
        "checks": "A fee in Canada", "readings": "Whose permits carry the Canadian fee?", "tipping": "Fee in Canada",
    }  # fmt: skip
    assert expected.get(part, {"CA": "Canada", "FR": "France"}[place]) in told


def test_compare_sets_what_is_new_side_by_side(drawn):
    told = shown(drawn("compare", compared=((added.PRESET, ""), ("november_2025", ""))))
    assert "Canada&#x27;s rules" in told and "Whose permits carry the Canadian fee?" in told
    assert "Canada tries everything" in told


def test_a_new_briefing_opens_and_stands_on_the_stage(drawn):
    tab = drawn("brief", query=[("p", added.BOARD)], brief_files=True)
    tab.button(key="present").click().run()
    assert not tab.exception
    (stage,) = [one.proto for one in tab.get("bidi_component") if one.proto.component_name == "stage"]
    told = json.loads(stage.json)
    assert len(told["slides"]) >= len(charts.CHARTS)
    assert all(name in stage.json for name in ("Canada shown in every chart", "young Korean graduates"))


def test_a_briefing_is_drafted_from_what_is_new(drawn):
    tab = drawn("brief")
    tab.button(key="brief_draft").click().run()
    assert not tab.exception
    assert "young Korean graduates" in str(tab.main)


@pytest.mark.parametrize("part", pages.PARTS["evidence"])
def test_evidence_holds_what_is_new(drawn, part):
    told = shown(drawn("evidence", part=part, evidence_routes=["ca_permit", "h1b"]))
    expected = {
        "read": "Permit", "model": "France alone", "numbers": "France", "sources": "A newspaper",
        "claims": "Canada tries.", "contradictions": "The Canadian fee", "routes": "Permit", "timeline": "A fee.",
        "reproduce": "scenarios run canada_tries",
    }  # fmt: skip
    assert expected[part] in told


@pytest.mark.parametrize("table", numbers._TABLES)
def test_each_table_of_numbers_holds_what_is_new(drawn, table):
    told = shown(drawn("evidence", part="numbers", evidence_table=table))
    assert table == "coefficients" or table == "parameters" or any(
        name in told for name in ("France", "Canad", "Young Korean graduates")
    )  # fmt: skip


def test_the_library_lists_the_new_preset_and_the_new_briefing(drawn):
    told = shown(drawn("library", **{".library_more": 3}))
    assert "Canada tries everything" in told and "Canada shown in every chart" in told


# --- files -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def context(grown, words, tried):
    """What every chart is about: the new preset beside the baseline."""
    return Context(
        grown, words, (Named("Canada tries", tried), Named("Before", scenario.Scenario())), "2026-02-03"
    )


@pytest.mark.parametrize("chart", charts.CHARTS)
def test_every_chart_is_made_of_what_is_new_and_written_in_each_format(context, chart):
    for segment in (OWN, group.TOTAL, "CHN_IN_US"):
        for place in ("CA", "FR", "KR"):
            try:
                made = charts.plate(chart, context, segment, place)
            except scenario.ScenarioError:
                assert segment == group.TOTAL or (segment, place) in ((OWN, "FR"), (OWN, "KR"))
                continue
            assert made.headline and made.table.columns
            if (segment, place) == (OWN, "CA"):
                contents = {ending: plates.WRITERS[ending](made) for ending in plates.endings(made)}
                assert all(contents.values()) and {"csv", "json"} <= contents.keys()
    heat = charts.plate("heat", context, ALL, "CA")
    assert "Young Korean graduates" in plates.WRITERS["csv"](heat).decode("utf-8-sig")


@pytest.fixture(scope="module")
def shown_in_every_chart(grown, words):
    """The new briefing, with its plates."""
    board = storyfile.built_in(grown, charts.CHARTS)[added.BOARD]
    return briefings.deck(grown, words, board, "2026-02-03")


@pytest.mark.parametrize("kind", decks.WRITERS)
def test_the_new_briefing_is_written_as_every_kind_of_file(shown_in_every_chart, words, kind):
    assert decks.WRITERS[kind](shown_in_every_chart, words).lower().startswith(STARTS[kind])


# --- commands ----------------------------------------------------------------------------------------


@pytest.fixture
def answer(grown, capsys):
    """Runs a command on the new data; what it printed."""

    def run(*arguments):
        code = main([*arguments, "--data", str(grown.folder)])
        out, err = capsys.readouterr()
        assert code == 0 and not err, err
        return out

    return run


@pytest.mark.parametrize(("what", "name"), [(added.PRESET, "a.svg"), (added.BOARD, "a.pptx")])
def test_what_is_new_is_exported(answer, tmp_path, what, name):
    about = ["--segment", OWN, "--destination", "CA", "--chart", "waterfall"] if name.endswith("svg") else []
    assert answer("export", what, "--to", f"{tmp_path}/{name}", *about).strip() == f"{tmp_path}/{name}"
    assert (tmp_path / name).stat().st_size


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_new_preset_is_run(answer, form):
    told = answer("run", added.PRESET, "--draws", "128", "--format", form)
    assert OWN in told and "FR" in told
    if form == "json":
        assert [warning["id"] for warning in json.loads(told)["warnings"]] == ["dear_canada"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered_about_what_is_new(answer, question):
    lever = ["--lever", "ca_fee"] if question == "tip" else []
    about = [added.PRESET, "--segment", OWN, "--destination", "CA", "--draws", "128", *lever]
    assert "Canad" in answer(question, *about) or question == "consistency"
    found = json.loads(answer(question, *about, "--format", "json"))
    assert found["scenario"]["id"] == added.PRESET and found["sentences"]


@pytest.mark.parametrize("name", NEW)
def test_a_tipping_point_is_sought_on_each_new_lever(grown, answer, name):
    told = answer(
        "tip", added.PRESET, "--segment", "IND_YOUNG", "--destination", "CA", "--lever", name, "--draws", "0"
    )
    assert grown.lever(name).title in told


@pytest.mark.parametrize("what", LISTS)
def test_every_list_holds_what_is_new(answer, what):
    expected = {
        "levers": "uk_fee", "presets": added.PRESET, "segments": OWN, "destinations": "France",
        "readings": "ca_fee_for", "sources": "Z01",
    }  # fmt: skip
    for form in ("table", "json"):
        assert expected[what] in answer("list", what, "--format", form)


def test_the_new_data_are_sound(answer):
    assert "15 presets and 2 storyboards" in answer("check")
