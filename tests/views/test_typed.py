"""Numbers typed on the page: taken as they were meant, asked about, or refused, and the text stays in its field."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios.formats import files

APP = Path(__file__).parents[2] / "app.py"
TARGET = "tip_target_IND_YOUNG_US"


@pytest.fixture
def typed(monkeypatch, tmp_path):
    """Types a text into the field of a lever, all folds and the details of that lever open; gives the app."""
    monkeypatch.setenv("PULL_FACTORS_DB", f"sqlite:///{(tmp_path / 'scenarios.db').as_posix()}")
    st.cache_resource.clear()
    app = AppTest.from_file(str(APP), default_timeout=60)

    def type_in(lever, text):
        for key in (f"about_{lever}", "more_US", "more_China", "more_Beliefs"):
            app.session_state[key] = True
        app.run()
        app.text_input(key=f"lever.{lever}.typed").set_value(text).run()
        assert not app.exception
        return app

    return type_in


@pytest.fixture
def target(monkeypatch):
    """The part on tipping points with its field for a share."""

    def drawn():
        from scenarios import inputs, text  # noqa: PLC0415 (runs as a script of its own)
        from scenarios.formats import files  # noqa: PLC0415
        from scenarios.views.sure import tipping  # noqa: PLC0415

        loaded = inputs.load()
        chosen = files.presets(loaded)["fee_clarified"].scenario
        tipping.tipping(loaded, text.words(loaded.folder), chosen, "IND_YOUNG", "US")

    app = AppTest.from_function(drawn, default_timeout=60)
    app.session_state[".tip_ask_taken"] = "above"
    app.session_state["tip_over_draws"] = False
    return app.run()


def levers(app):
    """The levers that are changed."""
    return dict(app.session_state[".history"].now.scenario.levers)


def told(app):
    """What is said about a field."""
    return [one.proto.body for one in app.get("html") if one.proto.body.startswith('<p class="pf-problem"')]


def offered(app):
    """The buttons of a question."""
    return [button for button in app.button if "_meaning_" in (button.key or "")]


@pytest.mark.parametrize(
    ("lever", "text", "value"),
    [
        ("us_welcome", "0,1", 0.1), ("us_welcome", "-0,1", -0.1), ("us_welcome", "–0.1", -0.1),
        ("us_welcome", "−0.1", -0.1), ("us_welcome", "- 0.1", -0.1), ("us_odds", "0,1", 0.1),
        ("us_odds", "12,5 %", 0.125), ("offer_elasticity", "2,5", 2.5), ("us_pr_wait", "12,5", 12.5),
        ("us_fee", "100.000,50", 100000.5), ("us_fee", "50k", 50000), ("us_fee", "60 000 USD", 60000),
        ("us_fee", "６００００", 60000), ("us_fee", "$62,345", 62345), ("responsiveness", "×1,25", 1.25),
    ],
)  # fmt: skip
def test_a_number_is_taken_as_it_was_meant(typed, lever, text, value):
    app = typed(lever, text)
    assert levers(app)[lever] == value
    assert not told(app) and not offered(app)


@pytest.mark.parametrize("text", ["100.000", "100,000", "100.000 $", "１００，０００"])
@pytest.mark.parametrize(("place", "value"), [(0, 100000), (1, 100)])
def test_what_can_mean_two_numbers_is_asked_about_and_nothing_changes_before_one_is_chosen(
    typed, text, place, value
):
    app = typed("us_fee", "62000")
    app = typed("us_fee", text)
    assert levers(app)["us_fee"] == 62000
    assert app.text_input(key="lever.us_fee.typed").value == text
    assert [button.label for button in offered(app)] == ["$100\u202f000", "$100"]
    assert all(part in told(app)[0] for part in (text, "$100\u202f000", "$100?"))
    offered(app)[place].click().run()
    assert levers(app)["us_fee"] == value
    assert app.text_input(key="lever.us_fee.typed").value == str(value)
    assert not told(app) and not offered(app)


def test_only_a_meaning_within_the_range_can_be_chosen(typed):
    app = typed("cn_pay", "125.000")
    assert "cn_pay" not in levers(app)
    assert [button.label for button in offered(app)] == ["125%"]
    assert "125\u202f000%" in told(app)[0] and "50% to 200%" in told(app)[0]
    offered(app)[0].click().run()
    assert levers(app)["cn_pay"] == 125


@pytest.mark.parametrize(
    "text", ["€50", "200000", "1.500.000", "many", "1.2.3", "<b>5</b>", "*5*", "# head", "$y$"]
)
def test_what_is_no_number_of_the_range_is_refused_as_plain_text_and_stays_in_its_field(typed, text):
    app = typed("us_fee", text)
    assert levers(app)["us_fee"] == 100000
    assert app.text_input(key="lever.us_fee.typed").value == text
    shown = text.replace("<", "&lt;").replace(">", "&gt;")
    assert all(part in told(app)[0] for part in (shown, "$0", "$150,000", "$100,000 is kept"))
    assert not offered(app) and not app.error
    app.slider(key="lever.us_odds.slider").set_value(0.5).run()
    assert not told(app)
    assert app.text_input(key="lever.us_fee.typed").value == "100000"


def test_an_emptied_field_means_nothing(typed):
    typed("us_fee", "many")
    app = typed("us_fee", " ")
    assert levers(app)["us_fee"] == 100000 and not told(app)


def test_a_typed_value_keeps_its_digits_in_the_list_of_changes_and_at_its_slider(typed):
    app = typed("us_odds", "0.3333")
    assert any("0.3333" in one.proto.body for one in app.get("html") if "pf-changes" in one.proto.body)
    assert app.slider(key="lever.us_odds.slider").proto.format == "%.4f"
    assert app.slider(key="lever.us_odds.slider").value == 0.3333


@pytest.mark.parametrize(("text", "share"), [("14,5", 14.5), ("14.5 %", 14.5), ("１４．５", 14.5)])
def test_a_target_is_read_by_the_same_rule(target, text, share):
    target.text_input(key=TARGET).set_value(text).run()
    assert target.session_state[f".{TARGET}_taken"] == share
    assert not told(target)


def test_a_target_that_can_mean_two_numbers_is_asked_about(target):
    target.text_input(key=TARGET).set_value("14.500").run()
    assert target.text_input(key=TARGET).value == "14.500"
    assert [button.label for button in offered(target)] == ["14.5%"]
    offered(target)[0].click().run()
    assert target.session_state[f".{TARGET}_taken"] == 14.5
    assert target.text_input(key=TARGET).value == "14.5"


def test_a_target_that_is_no_share_is_refused_with_what_is_kept(target):
    target.text_input(key=TARGET).set_value("145").run()
    assert target.text_input(key=TARGET).value == "145"
    assert all(part in told(target)[0] for part in ("145", "0% to 100%", "is kept"))


def test_the_story_that_the_app_opens_on_has_the_fee_that_these_tests_start_from(inputs):
    assert dict(files.presets(inputs)["november_2025"].scenario.levers)["us_fee"] == 100000
