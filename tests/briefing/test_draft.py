"""Drafts: which steps a scenario gets, in which order, with which levers; and what they say."""

import math
import re

import pytest

from scenarios import text
from scenarios.briefing import Named, draft, storyfile
from scenarios.engine import group, scenario
from scenarios.formats import files

CHARTS = ("baseline", "assumptions", "changes", "heat", "waterfall", "tipping", "meter", "sources", "compare")
SIX = ["baseline", "assumptions", "changes", "waterfall", "tipping", "meter"]
OWN = {
    "why.everybody": "everybody",
    "draft.question": "What would {title} change for {group}?",
    "draft.question_baseline": "Where would {group} be?",
    "draft.comparison": "{count} beside each other",
    "why.lacks_home": "{group} cannot choose {place}.",
    "draft.instead": "Their own instead.",
    "draft.no_order": "{place} are many.",
    "draft.nothing": "Nothing is changed.",
    "draft.unmoved": "{place} is the same for {group}.",
} | {f"draft.notes_{chart}": f"Say {chart}." for chart in CHARTS}


@pytest.fixture
def words():
    """Words that can be told apart."""
    return text.Words(OWN)


def made(inputs, words, levers, segment="IND_YOUNG", destination="US", readings=None):
    """The draft of a scenario called Mine."""
    named = Named("Mine", scenario.make(inputs, levers, readings))
    return draft.draft(inputs, words, named, segment, destination, "2026-11-22")


def charts(board):
    """The charts of a storyboard, in order."""
    return [step.chart for step in board.steps]


def test_a_scenario_gets_six_steps_from_question_to_grounds(inputs, words):
    board = made(inputs, words, {"us_fee": 100000})
    assert charts(board) == SIX
    assert (board.title, board.date, board.note) == ("Mine", "2026-11-22", "")
    assert [step.message for step in board.steps] == [
        "What would Mine change for young Indian graduates?", *5 * [""],
    ]  # fmt: skip
    assert [step.notes for step in board.steps] == [f"Say {chart}." for chart in SIX]
    assert {(step.segment, step.destination) for step in board.steps} == {("IND_YOUNG", "US")}
    assert [step.chart for step in board.steps if step.guess] == ["changes"]
    assert {step.chart: step.lever for step in board.steps if step.lever} == {
        "changes": "us_fee", "tipping": "us_fee",
    }  # fmt: skip


def test_the_lever_of_the_result_is_the_first_policy_lever_that_is_changed(inputs, words):
    board = made(inputs, words, {"responsiveness": 1.5, "cn_pay": 150, "us_welcome": 0.5})
    order = [row.id for row in inputs.levers]
    assert order.index("us_welcome") < order.index("cn_pay") < order.index("responsiveness")
    assert board.steps[2].lever == "us_welcome"


@pytest.mark.parametrize(
    ("levers", "roots", "nearest"),
    [
        # Northland and Southland are level where .8 * (1 - barrier / 100) + ln(1 + fee/125000) is half of ln 3. In its
        # own unit the tipping point of the barrier is nearer, but the fee has a range of 500,000.
        (
            {"north_fee": 10000, "south_language": 50},
            {"north_fee": 125000 * (3**0.5 * math.exp(-0.4) - 1),
             "south_language": 100 - 125 * (math.log(3) / 2 - math.log(1.08))},
            "north_fee",
        ),
        # ... or where .8 * (1 - barrier / 100) + ln(pay / 100) is.
        (
            {"south_language": 50, "south_pay": 120},
            {"south_language": 100 - 125 * (math.log(3) / 2 - math.log(1.2)),
             "south_pay": 100 * 3**0.5 * math.exp(-0.4)},
            "south_pay",
        ),
    ],
)  # fmt: skip
def test_the_lever_of_the_reversal_is_the_one_with_the_nearest_tipping_point(
    toy, words, levers, roots, nearest
):
    yearly = {"fee_basis": "annual", "fee_scope": "all_new"}
    away = {
        name: abs(root - levers[name]) / (toy.lever(name).max - toy.lever(name).min)
        for name, root in roots.items()
    }
    assert min(away, key=away.get) == nearest
    steps = made(toy, words, levers, "STUDENTS", "NORTH", yearly).steps
    assert next(step for step in steps if step.chart == "tipping").lever == nearest


def test_without_a_tipping_point_the_reversal_is_asked_of_the_first_changed_lever(inputs, words):
    step = next(step for step in made(inputs, words, {"nz_job_offer": 0.4, "de_job_offer": 0.4}).steps[4:])
    assert (step.chart, step.lever) == ("tipping", "de_job_offer")


def test_a_scenario_that_changes_nothing_shows_the_start_and_a_lever_that_moves_it(inputs, words):
    board = made(inputs, words, {})
    assert charts(board) == ["baseline", "changes"]
    assert board.steps[0].message == "Where would young Indian graduates be?"
    assert (board.steps[1].lever, board.steps[1].guess) == ("us_fee", False)
    assert board.note == "Nothing is changed."
    # The fee spares graduates in the US unless a disputed fact is read otherwise.
    assert made(inputs, words, {}, "CHN_IN_US").steps[1].lever == "us_odds"


@pytest.mark.parametrize(
    ("levers", "readings", "segment", "lever"),
    [
        ({"us_fee": 100000}, {}, "CHN_IN_US", "us_fee"),
        ({"weight_income": 1.5}, {}, "IND_YOUNG", ""),
        ({}, {"fee_basis": "annual"}, "IND_YOUNG", ""),
    ],
    ids=["not reached", "a belief alone", "a disputed fact alone"],
)
def test_a_share_that_stays_has_no_reason_and_no_reversal(inputs, words, levers, readings, segment, lever):
    board = made(inputs, words, levers, segment, "US", readings)
    assert charts(board) == ["baseline", "assumptions", "changes", "sources"]
    assert (board.steps[2].lever, board.steps[2].guess) == (lever, False)
    assert board.note.startswith("the US is the same for ")


def test_a_destination_that_the_group_cannot_choose_gives_way_to_where_it_is_and_that_is_told(inputs, words):
    board = made(inputs, words, {"us_odds": 0.5}, "CHN_IN_US", "HOME")
    assert {step.destination for step in board.steps} == {"US"}
    assert board.note == "Chinese graduates in the US cannot choose their home country. Their own instead."


def test_a_draft_about_many_countries_together_asks_for_no_reversal(inputs, words):
    board = made(inputs, words, {"us_fee": 100000}, destination="OTH")
    assert charts(board) == ["baseline", "assumptions", "changes", "waterfall", "meter"]
    assert board.note == "other countries are many."


def test_all_groups_together_are_shown_one_by_one(inputs, words):
    board = made(inputs, words, {"us_fee": 100000}, group.TOTAL)
    assert charts(board) == ["baseline", "assumptions", "heat", "waterfall", "tipping", "meter"]
    assert [step.segment for step in board.steps] == ["TOTAL", "TOTAL", "ALL", "TOTAL", "TOTAL", "TOTAL"]
    assert board.steps[0].message == "What would Mine change for everybody?"


def test_an_unknown_group_or_destination_is_refused(inputs, words):
    for wrong in ({"segment": "IND_YUNG"}, {"destination": "MARS"}):
        with pytest.raises(scenario.ScenarioError, match="unknown"):
            made(inputs, words, {"us_fee": 1}, **wrong)


def test_every_preset_gets_a_draft_that_is_a_good_file(inputs, words):
    for preset in files.presets(inputs).values():
        named = Named(preset.title, preset.scenario)
        for segment in [row.id for row in inputs.segments]:
            board = draft.draft(inputs, words, named, segment, "CN", "2026-11-22")
            people = group.of(inputs, segment)
            run = group.run(people, preset.scenario, 0)
            moved = abs(run.change[people.column("CN")]) > 1e-12
            few = 2 if preset.id == "baseline" else 4
            assert len(board.steps) == (6 if moved else few), (preset.id, segment)
            assert bool(board.note) is not moved
            assert storyfile.load(inputs, storyfile.dump(board).encode(), "", CHARTS) == board
            for step in board.steps:
                assert not step.lever or not inputs.lever(step.lever).belief


def test_several_scenarios_stand_side_by_side_and_then_alone(inputs, words):
    presets = files.presets(inputs)
    several = [Named(presets[name].title, presets[name].scenario) for name in ("fee_guided", "us_reform")]
    board = draft.from_comparison(inputs, words, several, "IND_YOUNG", "US", "2026-11-22")
    assert board.title == "2 beside each other"
    assert [(step.chart, step.scenarios) for step in board.steps] == [
        ("compare", tuple(several)), ("changes", (several[0],)), ("changes", (several[1],)),
    ]  # fmt: skip
    assert not any(step.guess or step.lever or step.message for step in board.steps)
    assert storyfile.load(inputs, storyfile.dump(board).encode(), "", CHARTS) == board


# --- the words that ship -----------------------------------------------------------------------------

BANNED = re.compile(r"\b(will|(un)?likely|expect\w*|predict\w*|forecast\w*|probab\w*|chances?|today)\b", re.I)


def test_the_words_of_a_draft_hold_no_number_and_nothing_of_the_future(inputs):
    shipped = text.words(inputs.folder)
    # Titles without digits, so that a digit comes from the draft.
    boards = [
        draft.draft(inputs, shipped, Named("Mine", preset.scenario), segment, destination, "")
        for preset in files.presets(inputs).values()
        for segment, destination in (("IND_YOUNG", "US"), ("CHN_IN_US", "HOME"), (group.TOTAL, "CN"))
    ]
    several = [Named("One", scenario.Scenario()), Named("Other", scenario.Scenario())]
    boards.append(draft.from_comparison(inputs, shipped, several, "IND_YOUNG", "US"))
    for board in boards:
        for told in [board.note, *(part for step in board.steps for part in (step.message, step.notes))]:
            assert not re.search(r"\d|[{}]|  ", told), told
            assert not BANNED.findall(told), told


def test_the_words_of_a_draft_fit_the_lines_of_a_file(inputs):
    named = Named(80 * "m", scenario.make(inputs, {"us_fee": 1}))
    for segment in [row.id for row in inputs.segments]:
        board = draft.draft(inputs, text.words(inputs.folder), named, segment, "US", "2026-11-22")
        assert storyfile.load(inputs, storyfile.dump(board).encode(), "", CHARTS) == board
