"""Kept storyboards under the model and data of now: what is the same, what moved, what is gone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from scenarios import inputs as data
from scenarios import store
from scenarios.briefing import Named, Step, Storyboard, kept
from scenarios.engine import scenario

CHARTS = ("changes", "compare", "tipping", "heat")


@pytest.fixture
def fee(inputs):
    """A scenario with a fee."""
    return Named("A fee", scenario.make(inputs, {"us_fee": 100000}), 3)


@pytest.fixture
def board(inputs, fee):
    """A storyboard in which one scenario is shown three times, and another once."""
    odds = Named("No lottery", scenario.make(inputs, {"us_odds": 1}, {"fee_scope": "all_new"}))
    steps = (
        Step("changes", (fee,), "IND_YOUNG", "US", "Look", "Say this.", "us_fee", True),
        Step("compare", (odds, fee), "TOTAL", "CN"),
        Step("tipping", (fee,), "IND_YOUNG", "US", lever="us_odds"),
    )
    return Storyboard("A try", steps, "Why", "Someone", "2026-01-02", ("a",))


def through_text(body):
    """What is kept, after it was text in the store."""
    return kept.KeptStoryboard.model_validate_json(body.model_dump_json())


def changed(body, **fields):
    """What is kept, with some of it replaced."""
    return kept.KeptStoryboard(**{**body.model_dump(), **fields})


def with_step(body, number, **fields):
    """What is kept, with fields of one step replaced."""
    steps = body.model_dump()["steps"]
    steps[number - 1] |= fields
    return changed(body, steps=steps)


def test_what_is_kept_opens_exactly(inputs, board):
    opened, report = kept.reopen(inputs, through_text(kept.keep(inputs, board)), CHARTS)
    assert opened == board
    assert report.exact and not report.versions


def test_any_scenario_in_it_opens_exactly(inputs, box):
    @settings(max_examples=20)
    @given(box, box, st.text(max_size=20))
    def check(one, other, title):
        steps = (Step("compare", (Named(title, one), Named(title, other)), "IND_YOUNG", "US"),)
        opened, report = kept.reopen(inputs, through_text(kept.keep(inputs, Storyboard("x", steps))), CHARTS)
        assert opened == Storyboard("x", steps)
        assert report.exact

    check()


def test_every_scenario_is_kept_once_with_all_values_and_shares(inputs, board):
    body = kept.keep(inputs, board)
    assert [(one.title, one.version) for one in body.scenarios] == [("A fee", 3), ("No lottery", 0)]
    assert [step.scenarios for step in body.steps] == [[0], [1, 0], [0]]
    for one in body.scenarios:
        assert set(one.kept.levers) == {row.id for row in inputs.levers}
        assert set(one.kept.readings) == set(inputs.reading_options())
        assert set(one.kept.shares) == {row.id for row in inputs.segments}
        assert one.kept.versions == scenario.versions(inputs)


def test_what_moved_since_is_told_once_under_the_name_of_its_scenario(inputs, heavier, board):
    newer = data.load(heavier)
    opened, report = kept.reopen(newer, kept.keep(inputs, board), CHARTS)
    assert opened == board
    assert not report.exact and not report.unused
    assert report.versions == (("data", inputs.version, newer.version),)
    assert {one.title for one in report.moved} == {"A fee", "No lottery"}
    told = [(one.title, one.segment, one.destination) for one in report.moved]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("number", "fields", "words"),
    [
        (1, {"chart": "pie"}, ["step 1: unknown chart 'pie'", "left out"]),
        (3, {"segment": "MARTIANS"}, ["step 3: unknown segment 'MARTIANS'", "left out"]),
        (2, {"destination": "MARS"}, ["step 2: unknown destination 'MARS'", "left out"]),
        (2, {"chart": "changes"}, ["step 2: the chart 'changes' takes one scenario", "left out"]),
    ],
)
def test_a_step_that_cannot_be_shown_any_more_is_left_out_and_told(inputs, board, number, fields, words):
    opened, report = kept.reopen(inputs, with_step(kept.keep(inputs, board), number, **fields), CHARTS)
    assert opened.steps == tuple(step for n, step in enumerate(board.steps, 1) if n != number)
    (told,) = report.unused
    assert all(word in told for word in words), told
    assert not report.exact


def test_a_step_whose_lever_is_gone_goes_on_without_it_and_it_is_told(inputs, board):
    opened, report = kept.reopen(inputs, with_step(kept.keep(inputs, board), 3, lever="us_gone"), CHARTS)
    assert opened.steps == (*board.steps[:2], Step("tipping", board.steps[2].scenarios, "IND_YOUNG", "US"))
    (told,) = report.unused
    assert told.startswith("step 3: unknown lever 'us_gone'") and told.endswith("without a lever")


def test_a_chart_that_this_app_has_no_more_is_told_for_each_step(inputs, board):
    opened, report = kept.reopen(inputs, kept.keep(inputs, board), ("changes",))
    assert opened.steps == board.steps[:1]
    assert [told.partition(":")[0] for told in report.unused] == ["step 2", "step 3"]


def test_a_value_that_is_gone_is_told_under_the_name_of_its_scenario_and_the_rest_opens(inputs, board):
    scenarios = kept.keep(inputs, board).model_dump()["scenarios"]
    scenarios[1]["kept"]["levers"]["us_gone"] = 0.5
    opened, report = kept.reopen(inputs, changed(kept.keep(inputs, board), scenarios=scenarios), CHARTS)
    assert opened == board
    (told,) = report.unused
    assert told.startswith("No lottery: unknown lever 'us_gone'")


def test_a_name_given_later_goes_before_the_one_that_is_kept(inputs, board):
    record = store.Record("Renamed", "", "Another", "Somebody", ("b",))
    opened, report = kept.reopen(inputs, kept.keep(inputs, board), CHARTS, record)
    assert opened == Storyboard("Renamed", board.steps, "Another", "Somebody", "2026-01-02", ("b",))
    assert report.exact


def test_a_storyboard_without_steps_opens_exactly(inputs):
    opened, report = kept.reopen(inputs, kept.keep(inputs, Storyboard("Empty", ())), CHARTS)
    assert opened == Storyboard("Empty", ())
    assert report.exact


@pytest.mark.parametrize("place", [-1, 2])
def test_a_step_that_points_to_no_kept_scenario_is_refused(inputs, board, place):
    with pytest.raises(ValidationError, match="not kept"):
        with_step(kept.keep(inputs, board), 1, scenarios=[place])


def test_what_another_version_wrote_is_refused(inputs, board):
    with pytest.raises(ValidationError, match="colour"):
        changed(kept.keep(inputs, board), colour="red")
