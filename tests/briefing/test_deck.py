"""Decks: headlines and notes of slides, one run id for all steps, and a last page that leaves nothing out."""

from dataclasses import replace

import pytest

from scenarios.briefing import Named, Step, Storyboard
from scenarios.briefing.deck import deck
from scenarios.engine import scenario
from scenarios.formats import files

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def fee(inputs):
    """A scenario with a fee."""
    return Named("A fee", scenario.make(inputs, {"us_fee": 100000}), 3)


@pytest.fixture(scope="module")
def visa(inputs):
    """A scenario with an open door."""
    return Named("No job offer", scenario.make(inputs, {"cn_job_offer": 0}))


@pytest.fixture(scope="module")
def board(fee, visa):
    """A storyboard of four steps on two scenarios."""
    steps = (
        Step("baseline", (fee,), "IND_YOUNG", "US", "Where would they go?", "Ask first."),
        Step("waterfall", (fee,), "IND_YOUNG", "US", guess=True),
        Step("compare", (visa, fee), "SENIOR_RES", "CN"),
        Step("assumptions", (visa,), "IND_YOUNG", "CN", guess=True),
    )
    return Storyboard("Fee & <door>", steps, "Why", "Someone")


@pytest.fixture(scope="module")
def make(inputs, words):
    """Makes the deck of a storyboard."""

    def made(board, **more):
        return deck(inputs, words, board, DAY, **more)

    return made


def page(made, words, name):
    """The lines of one part of the last page."""
    return dict(made.about)[words(f"plates.about_{name}")]


def test_a_written_message_stands_over_the_numbers_and_a_generated_one_over_the_note(make, board, inputs):
    rows = [row for row in inputs.baseline_shares if row.segment == "IND_YOUNG"]
    us = next(row.share for row in rows if row.destination == "US") / sum(row.share for row in rows)
    written, generated, *_ = make(board).slides
    assert written.message == "Where would they go?"
    assert (
        written.note
        == written.plate.headline
        == f"Before September 2025, {100 * us:.1f}% of young Indian graduates would prefer the US."
    )
    assert (generated.message, generated.note) == (generated.plate.headline, generated.plate.note)
    assert (written.notes, generated.notes) == ("Ask first.", "")


def test_slides_are_numbered_from_one_in_the_order_of_the_steps(make, board):
    made = make(board, version=4)
    assert [one.number for one in made.slides] == [1, 2, 3, 4]
    assert [one.plate.chart for one in made.slides] == ["baseline", "waterfall", "compare", "assumptions"]
    assert (made.title, made.note, made.author, made.version) == ("Fee & <door>", "Why", "Someone", 4)


def test_the_room_is_asked_only_where_a_step_says_so_and_its_chart_has_an_answer(make, board):
    asked = [(bool(one.question), bool(one.answer)) for one in make(board).slides]
    assert asked == [(False, False), (True, True), (False, False), (False, False)]
    plain = replace(board, steps=tuple(replace(step, guess=False) for step in board.steps))
    assert not any(one.question or one.answer for one in make(plain).slides)


def test_a_step_that_cannot_be_shown_is_named_and_no_deck_is_made(make, board, fee):
    wrong = Step("waterfall", (fee,), "CHN_IN_US", "HOME")
    with pytest.raises(scenario.ScenarioError, match="^Step 5: CHN_IN_US cannot choose HOME; name another"):
        make(replace(board, steps=(*board.steps, wrong)))


def test_progress_is_told_after_each_step(make, board):
    told = []
    make(board, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_the_same_storyboard_and_day_give_an_equal_deck(make, board):
    def fields(made):
        return made.credit, made.about, [
            (one.message, one.note, one.plate.table, one.plate.native, one.plate.credit) for one in made.slides
        ]  # fmt: skip

    assert fields(make(board)) == fields(make(board))


def test_the_credit_of_a_deck_is_its_title_and_one_run_id_that_its_file_carries(make, board):
    made = make(board, version=4)
    (run,) = made.credit.run_ids
    assert len(run) == 12 and set(run) <= set("0123456789abcdef")
    assert made.credit.titles == ("Fee & <door>",)
    assert all(part in made.credit.line for part in ("Fee & <door>", run, DAY, made.credit.product))
    assert made.file_name("pptx") == f"ILLUSTRATIVE_Fee-door_v4_{run}.pptx"


def test_the_run_id_of_a_deck_depends_on_every_step_and_on_their_order(make, board, fee, inputs):
    first, second, *rest = board.steps
    dearer = Named("A fee", scenario.make(inputs, {"us_fee": 100001}), 3)
    others = [
        (second, first, *rest),
        (first, second, *rest[:-1]),
        (replace(first, segment="SENIOR_RES"), second, *rest),
        (replace(first, destination="CN"), second, *rest),
        (replace(first, chart="meter"), second, *rest),
        (replace(first, scenarios=(dearer,)), second, *rest),
        (first, second, replace(rest[0], scenarios=rest[0].scenarios[::-1]), rest[1]),
    ]
    made = [make(replace(board, steps=steps)) for steps in (board.steps, *others)]
    assert len({one.credit.run_ids for one in made}) == len(others) + 1
    renamed = make(replace(board, title="Other", note="Other"))
    assert renamed.credit.run_ids == made[0].credit.run_ids


def test_the_last_page_names_every_scenario_once_with_its_run(make, board, words, inputs, fee, visa):
    made = make(board)
    told = page(made, words, "scenarios")
    assert len(told) == 2
    for line, one, title in zip(told, (fee, visa), ("A fee", "No job offer"), strict=True):
        assert line.startswith(title) and line.count(one.scenario.run_id(inputs, 1024)) == 1, line
    assert "$100,000" in told[0] and told[0].startswith("A fee v3: ")
    runs = {run for one in made.slides for run in one.plate.credit.run_ids}
    assert all(any(run in line for line in told) for run in runs)


def test_one_title_on_two_scenarios_and_two_titles_on_one_are_all_on_the_last_page(
    make, words, inputs, fee, visa
):
    named = (Named("Mine", fee.scenario), Named("Mine", visa.scenario), Named("Yours", fee.scenario))
    steps = tuple(Step("changes", (one,), "IND_YOUNG", "US") for one in named)
    told = page(make(Storyboard("Three", steps)), words, "scenarios")
    assert [line.partition(":")[0] for line in told] == ["Mine", "Mine", "Yours"]
    for line, one in zip(told, named, strict=True):
        assert one.scenario.run_id(inputs, 1024) in line
    assert "$100,000" in told[0] and "$100,000" not in told[1]


def test_the_last_page_says_how_to_read_it_what_it_cites_and_where_it_is_weak(make, board, words, inputs):
    made = make(board)
    assert len(page(made, words, "reading")) == 4 and all(page(made, words, "reading"))
    *explained, named = page(made, words, "weaknesses")
    assert explained == [f"{row.title}. {row.text}" for row in inputs.weaknesses[:4]]
    assert all(row.title in named for row in inputs.weaknesses[4:])
    levers = [inputs.lever(name) for name in ("us_fee", "cn_job_offer")]
    cited = {name for row in levers for name in row.source}
    told = {line.partition(":")[0] for line in page(made, words, "sources")}
    real = {row.id for row in inputs.sources if row.kind != "project"}
    assert cited & real <= told <= real and told
    assert made.sentence == words("app.scope")


def test_a_deck_in_which_nothing_is_changed_says_so(make, words):
    nothing = Named("As it was", scenario.Scenario())
    made = make(Storyboard("Start", (Step("baseline", (nothing,), "TOTAL", "US"),)))
    (line,) = page(made, words, "scenarios")
    assert words("plates.nothing") in line
    assert page(made, words, "sources")


def test_every_preset_has_a_deck_whose_slides_all_carry_the_stamp(make, inputs):
    chosen = [
        preset for preset in files.presets(inputs).values() if preset.id in ("us_reform", "china_opens_up")
    ]
    for preset in chosen:
        steps = tuple(
            Step(chart, (Named(preset.title, preset.scenario),), "IND_YOUNG", "US")
            for chart in ("changes", "meter", "sources")
        )
        for one in make(Storyboard(preset.title, steps)).slides:
            assert one.plate.credit.stamp == "ILLUSTRATIVE – NOT A FORECAST"
            assert one.message and one.plate.caption[0].startswith(one.plate.credit.stamp)
