"""Steps of work: what undo and redo give back, and what a new step takes away."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine.scenario import Scenario
from scenarios.formats.files import Description
from scenarios.views.desk.history import MOST, History, Step


def step(number, item=""):
    """A step that differs from the others."""
    return Step(Scenario((("us_fee", float(number)),)), item)


def walked(count, start=0):
    """A history with so many steps after the first."""
    made = History((step(start),))
    for number in range(start + 1, start + count + 1):
        made = made.add(step(number))
    return made


def test_sixty_steps_are_undone_and_redone_one_by_one():
    made = walked(60)
    for number in range(59, -1, -1):
        made = made.undo()
        assert made.now == step(number)
    assert made.before is None and made.after == step(1)
    assert made.undo() == made
    for number in range(1, 61):
        made = made.redo()
        assert made.now == step(number)
    assert made.after is None and made.before == step(59)
    assert made.redo() == made


def test_a_new_step_takes_the_place_of_what_was_undone():
    made = walked(3).undo().undo().add(step(9))
    assert made.steps == (step(0), step(1), step(9))
    assert made.now == step(9) and made.after is None and made.before == step(1)


def test_the_same_step_again_is_no_step_and_keeps_what_was_undone():
    made = walked(3).undo()
    assert made.add(step(2)) == made
    assert made.add(step(2)).after == step(3)


def test_the_same_values_of_another_item_or_title_are_a_step():
    made = walked(1)
    assert made.add(step(1, "abcdefghij")).before == step(1)
    assert made.add(Step(step(1).scenario, told=Description(title="From a file"))).before == step(1)


def test_the_oldest_steps_go_when_there_are_too_many():
    made = walked(MOST + 9)
    assert len(made.steps) == MOST
    assert made.now == step(MOST + 9)
    assert made.steps[0] == step(10)
    for _ in range(2 * MOST):
        made = made.undo()
    assert made.now == step(10)


def test_a_step_is_found_back_before_forward_and_the_nearest_first():
    made = History((step(1), step(2), step(1), step(3), step(1), step(4)), 3)
    assert made.find(step(1)).at == 2
    assert made.find(step(3)).at == 3
    assert made.find(step(4)).at == 5
    assert made.find(step(2)).at == 1
    assert History(made.steps, 1).find(step(1)).at == 0
    assert History(made.steps, 1).find(step(3)).at == 3
    assert made.find(step(4)).steps == made.steps, "going somewhere takes nothing away"


def test_what_is_not_found_is_a_new_step():
    made = walked(2).undo()
    assert made.find(step(7)) == made.add(step(7))
    assert made.find(step(0, "abcdefghij")).now == step(0, "abcdefghij")


MOVES = st.lists(st.integers(0, 5) | st.sampled_from(["undo", "redo"]), max_size=40)


def after(moves):
    """The history that moves lead to."""
    made = History((step(0),))
    for move in moves:
        made = getattr(made, move)() if isinstance(move, str) else made.add(step(move))
    return made


@given(MOVES)
def test_undo_then_redo_is_where_one_was(moves):
    made = after(moves)
    if made.before:
        assert made.undo().redo() == made
    if made.after:
        assert made.redo().undo() == made


@given(MOVES, st.integers(0, 5))
def test_undoing_a_new_step_is_where_one_was_before_it(moves, number):
    made = after(moves)
    new = made.add(step(number))
    if new is not made:
        assert new.undo().now == made.now
        assert new.undo().steps[: made.at + 1] == made.steps[: made.at + 1]


@given(MOVES)
def test_one_is_always_at_a_step_and_no_step_repeats_the_one_before(moves):
    made = after(moves)
    assert 0 <= made.at < len(made.steps)
    assert all(one != other for one, other in zip(made.steps, made.steps[1:], strict=False))
