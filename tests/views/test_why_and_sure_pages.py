"""The wiring of Why and How sure: what the pages show is what the analyses find for the scenario of the tab."""

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from scenarios import sentences
from scenarios.analysis import attribution, conclusions, readings, sensitivity, tipping
from scenarios.engine import group, scenario
from scenarios.formats import files
from scenarios.sentences import signed
from scenarios.views.desk.history import History, Step
from scenarios.views.sure.page import PARTS

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
SUBJECTS = [
    ("IND_YOUNG", "US"),
    ("CHN_IN_US", "CN"),
    ("CHN_IN_US", "HOME"),
    ("TOTAL", "CN"),
    ("IND_YOUNG", "OTH"),
]


@pytest.fixture
def opened():
    """A page alone, drawn for a scenario, a group and a destination."""

    def why():
        from scenarios import inputs, text  # noqa: PLC0415 (runs as a script of its own)
        from scenarios.views import why as page  # noqa: PLC0415

        loaded = inputs.load()
        page.page(loaded, text.words(loaded.folder))

    def sure():
        from scenarios import inputs, text  # noqa: PLC0415
        from scenarios.views.sure import page  # noqa: PLC0415

        loaded = inputs.load()
        page.page(loaded, text.words(loaded.folder))

    def drawn(name, chosen, segment="IND_YOUNG", place="US", **values):
        tab = AppTest.from_function({"why": why, "sure": sure}[name], default_timeout=60)
        tab.session_state[".history"] = History((Step(chosen),))
        tab.session_state[".weighted"] = segment == group.TOTAL
        tab.session_state["segment"] = "IND_YOUNG" if segment == group.TOTAL else segment
        tab.session_state[".place"] = place
        for key, value in values.items():
            tab.session_state[key] = value
        tab.run()
        assert not tab.exception, tab.exception
        return tab

    return drawn


def shown(tab):
    """All plain texts and markup of a page."""
    return [one.value for one in tab.text] + [one.proto.body for one in tab.get("html")]


def data(tab, number, name):
    """One table of a chart, as a list of rows."""
    charts = tab.get("vega_lite_chart")
    found = next(entry.data.data for entry in charts[number].proto.datasets if entry.name == name)
    return pyarrow.ipc.open_stream(found).read_all().to_pylist()


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("preset", ["baseline", "november_2025", "both_doors_close", "repatriation_push"])
def test_why_says_what_the_split_says(opened, inputs, words, preset, subject):
    chosen = files.presets(inputs)[preset].scenario
    tab = opened("why", chosen, *subject)
    split = attribution.split(inputs, chosen, *subject)
    assert tab.text[0].value == sentences.moved_by(inputs, words, chosen, split)
    assert any(STAMP in one for one in shown(tab))
    assert len(tab.get("vega_lite_chart")) == (2 if split.baseline else 0)


@pytest.mark.parametrize("number", [0, 1])
def test_both_charts_of_why_carry_stamp_and_source(opened, inputs, number):
    chosen = files.presets(inputs)["november_2025"].scenario
    caption = " ".join(row["text"] for row in data(opened("why", chosen), number, "caption_wide"))
    assert caption.startswith(STAMP)
    assert f"#{chosen.run_id(inputs, 1024)}" in caption


def test_the_table_of_why_holds_the_parts_and_their_grades(opened, inputs):
    chosen = files.presets(inputs)["both_doors_close"].scenario
    tab = opened("why", chosen, "IND_YOUNG", "US", twin_why_parts=True)
    table = next(body for body in shown(tab) if "pf-ev-why_parts" in body)
    split = attribution.split(inputs, chosen, "IND_YOUNG", "US")
    assert table.count("<tr role") == len(split.parts) + 1
    for part in split.parts:
        assert signed(part.part_pp, 3) in table
    assert STAMP in table and "judgement" in table


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("part", list(PARTS))
@pytest.mark.parametrize("preset", ["baseline", "november_2025"])
def test_every_part_of_how_sure_draws_for_every_subject(opened, inputs, preset, part, subject):
    tab = opened("sure", files.presets(inputs)[preset].scenario, *subject, sure_part=part)
    assert tab.text[0].value.strip()
    assert any(STAMP in one for one in shown(tab))


def test_the_tipping_point_of_the_page_is_the_one_of_the_analysis(opened, inputs, words):
    chosen = files.presets(inputs)["november_2025"].scenario
    tab = opened(
        "sure",
        chosen,
        sure_part="tipping",
        **{".tip_lever_taken": "us_welcome"},
        **{".tip_other_taken": "AU"},
    )
    found = tipping.tip(
        inputs, chosen, "IND_YOUNG", "us_welcome", conclusions.Conclusion("ahead", "US", "AU")
    )
    assert found.state == "crosses"
    assert tab.text[0].value == sentences.tipped(inputs, words, found)
    (root,) = found.roots
    mark = next(body for body in shown(tab) if "pf-tip" in body)
    assert f'class="pf-tip" style="left:{50 * (root + 1):.2f}%"' in mark


def test_a_target_share_asks_about_one_destination(opened, inputs):
    chosen = files.presets(inputs)["fee_clarified"].scenario
    tab = opened(
        "sure", chosen, sure_part="tipping", **{".tip_ask_taken": "above"}, **{".tip_lever_taken": "us_fee"}
    )
    tab.text_input(key="tip_target_IND_YOUNG_US").set_value("13,5").run()
    found = tipping.tip(
        inputs, chosen, "IND_YOUNG", "us_fee", conclusions.Conclusion("above", "US", level=0.135)
    )
    assert found.state == "crosses"
    assert f"${round(found.roots[0], -2):,.0f}" in tab.text[0].value


def test_many_countries_together_are_compared_with_none(opened, inputs):
    chosen = files.presets(inputs)["november_2025"].scenario
    tab = opened("sure", chosen, sure_part="tipping")
    assert "Other countries" not in tab.selectbox(key="tip_other").options
    tab = opened("sure", chosen, place="OTH", sure_part="tipping")
    assert tab.selectbox(key="tip_ask").options == ["is above a share"]
    assert "would prefer other countries" in tab.text[0].value
    ranks = next(
        body for body in shown(opened("sure", chosen, sure_part="ranges")) if "Other countries" in body
    )
    assert "Other countries are many countries together: they have a share and no rank." in ranks


def test_the_draws_and_the_map_are_drawn_when_asked_for(opened, inputs):
    chosen = files.presets(inputs)["november_2025"].scenario
    few = opened("sure", chosen, sure_part="tipping", tip_over_draws=False)
    assert len(few.get("vega_lite_chart")) == 1
    assert few.text[1].value == ""
    more = opened("sure", chosen, sure_part="tipping", tip_map=True, **{".tip_lever_taken": "us_welcome"})
    assert len(more.get("vega_lite_chart")) == 2
    assert data(more, 1, "bands") == []
    more.button(key="tip_map_draws").click().run()
    assert data(more, 1, "bands") != []
    assert "draws" in more.text[1].value


def test_a_flip_is_searched_for_when_asked_and_belongs_to_the_scenario(opened, inputs, words):
    chosen = files.presets(inputs)["both_doors_close"].scenario
    tab = opened("sure", chosen, sure_part="beliefs")
    not_yet = words("flip.not_yet")
    assert not_yet in shown(tab)
    tab.button(key="flip_run").click().run()
    first = conclusions.drawn(group.run(group.of(inputs, "IND_YOUNG"), chosen), "US")[0]
    told = sentences.reversed_by(
        inputs, words, chosen, first, sensitivity.flip(inputs, chosen, "IND_YOUNG", first)
    )
    assert told in shown(tab) and not_yet not in shown(tab)
    state_of = tab.session_state[".history"].now.scenario
    assert state_of == chosen
    tab.session_state[".history"] = History((Step(scenario.with_values(inputs, chosen, {"us_fee": 50000})),))
    tab.run()
    assert not_yet in shown(tab)


def test_every_verdict_stands_in_the_table_with_its_word(opened, inputs, words):
    chosen = files.presets(inputs)["november_2025"].scenario
    tab = opened("sure", chosen, sure_part="readings")
    drawn = conclusions.drawn(group.run(group.of(inputs, "IND_YOUNG"), chosen), "US")
    found = readings.factorial(inputs, chosen, "IND_YOUNG", "US", drawn)
    table = next(body for body in shown(tab) if "pf-ev-sure_verdicts" in body)
    for verdict in found.verdicts:
        assert sentences.concluded(inputs, words, verdict.conclusion) in table
        assert words(f"verdict.word_{verdict.state}") in table
    assert "X4" in next(body for body in shown(tab) if "pf-ev-sure_disputes" in body)


def test_a_belief_that_breaks_a_check_is_told(opened, inputs):
    tab = opened("sure", scenario.make(inputs, {"offer_elasticity": 30}), sure_part="checks")
    assert tab.text[0].value.startswith(
        "With your beliefs these fall outside the accepted range: Fall of FY2027"
    )
    table = next(body for body in shown(tab) if "pf-ev-checks" in body)
    assert "pf-yours" in table


def test_the_weighted_total_stays_with_the_pages_that_offer_it(opened, inputs):
    tab = opened("why", files.presets(inputs)["november_2025"].scenario)
    tab.selectbox(key="why_group").set_value(group.TOTAL).run()
    assert tab.session_state["segment"] == "IND_YOUNG"
    assert "all groups, weighted by size" in tab.text[0].value
    tab.selectbox(key="why_group").set_value("CHN_IN_US").run()
    assert (tab.session_state["segment"], tab.session_state[".weighted"]) == ("CHN_IN_US", False)


def test_a_folded_lever_comes_forward_with_its_mark_and_goes_back(opened, inputs):
    tab = opened("sure", files.presets(inputs)["november_2025"].scenario, sure_part="tipping",
                 **{".tip_lever_taken": "us_welcome"}, **{".tip_other_taken": "AU"})  # fmt: skip
    assert "lever.us_welcome.slider" in {slider.key for slider in tab.slider}
    tab.session_state["sure_part"] = "ranges"
    tab.run()
    assert "lever.us_welcome.slider" not in {slider.key for slider in tab.slider}
    assert not any("pf-tip" in body for body in shown(tab))
