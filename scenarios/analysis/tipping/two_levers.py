"""A scenario, a conclusion and two levers -> its margin over both, and the lines along which it flips."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import contourpy
import numpy as np

from scenarios.analysis.conclusions import TIE, Conclusion
from scenarios.analysis.tipping.crossings import signs
from scenarios.analysis.tipping.question import Question, ask, steps
from scenarios.engine import simulate
from scenarios.engine.arrays import Floats
from scenarios.engine.scenario import Scenario, ScenarioError
from scenarios.inputs import Inputs

CENTRAL, DRAWN = 41, 21
"""Values of each lever for the central margins; every other one of them under the draws."""

LEVELS = (0.1, 0.5, 0.9)
"""Shares of draws along which lines run."""


@dataclass(frozen=True, eq=False)
class Plane:
    """A conclusion over two levers. Lines are (k, 2) arrays of (across, up) in the units of the levers."""

    across: str
    up: str
    x: Floats
    """(41,) values of ``across``, from its lowest to its highest."""
    y: Floats
    """(41,) values of ``up``."""
    margins: Floats
    """(41, 41), [y, x], central, fractions."""
    holds: Floats | None
    """(21, 21), [y, x], at every other value: share of draws in which it holds, a tie counts half; ``None``
    without draws."""
    central: tuple[Floats, ...]
    """Lines of margin 0 in the central run; none where the margin does not lie on both sides of 0."""
    lines: dict[float, tuple[Floats, ...]]
    """Level of :data:`LEVELS` -> lines along which it holds in that share of draws; empty without draws."""


def plane(
    inputs: Inputs,
    chosen: Scenario,
    segment: str,
    across: str,
    up: str,
    conclusion: Conclusion,
    draws: int = 0,
    progress: Callable[[float], object] | None = None,
) -> Plane:
    """A conclusion over the whole range of two levers, with all else as in the scenario.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
        Where these two levers stand in it makes no difference.
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL` for all groups weighted by their pools.
    across, up : str
        Ids of two levers.
    conclusion : Conclusion
    draws : int
        As in :func:`scenarios.engine.simulate.run`.
    progress : callable, optional
        Called after each row with the fraction that is done, at last 1. What it raises ends the work.

    Returns
    -------
    Plane
        Not kept: its arrays are the caller's.

    Raises
    ------
    ScenarioError
        For an unknown lever, segment or destination, or the same lever twice.
    ValueError
        If ``draws`` is not allowed.
    """
    if not simulate.allowed(draws):
        raise ValueError(
            f"draws: {draws} is not 0 or a power of two from {simulate.FEWEST} to {simulate.MOST}"
        )
    x, y = steps(inputs, across, CENTRAL), steps(inputs, up, CENTRAL)
    if across == up:
        raise ScenarioError(f"lever {across}: a plane needs two levers")
    question = ask(inputs, chosen, segment, conclusion)
    moved = {across: np.tile(x, CENTRAL), up: np.repeat(y, CENTRAL)}
    margins = question.margins(moved).reshape(CENTRAL, CENTRAL)
    central = _lines(x, y, np.where(abs(margins) <= TIE, 0.0, margins), 0.0)
    if not draws:
        if progress:
            progress(1.0)
        return Plane(across, up, x, y, margins, None, central, {})
    every = (CENTRAL - 1) // (DRAWN - 1)
    drawn = ask(inputs, chosen, segment, conclusion, draws)
    holds = _holds(drawn, (across, x[::every]), (up, y[::every]), progress)
    lines = {level: _lines(x[::every], y[::every], holds, level) for level in LEVELS}
    return Plane(across, up, x, y, margins, holds, central, lines)


def _holds(
    question: Question,
    across: tuple[str, Floats],
    up: tuple[str, Floats],
    progress: Callable[[float], object] | None,
) -> Floats:
    """(G, G) share of draws in which the conclusion holds, one row after the other."""
    (first, x), (second, y) = across, up
    holds = np.empty((len(y), len(x)))
    for row in range(len(y)):
        for column in range(len(x)):
            moved = {first: x[column : column + 1], second: y[row : row + 1]}
            holds[row, column] = (signs(question.margins(moved)) + 1).mean() / 2
        if progress:
            progress((row + 1) / len(y))
    return holds


def _lines(x: Floats, y: Floats, table: Floats, level: float) -> tuple[Floats, ...]:
    """Lines along which a table [y, x] has a level; none if it is nowhere above or nowhere below it.

    A level that is only reached, as at a lever's baseline, would else be a line from one side and none from
    the other.
    """
    if table.min() >= level or table.max() <= level:
        return ()
    # One array a line, as its default type of lines has it.
    return tuple(cast(list[Floats], contourpy.contour_generator(x, y, table).lines(level)))
