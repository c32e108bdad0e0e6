"""A scenario, a conclusion and two levers -> its margin over both, and the lines along which it flips."""

from dataclasses import dataclass

import contourpy
import numpy as np

from scenarios.analysis.conclusions import TIE
from scenarios.analysis.tipping.crossings import signs
from scenarios.analysis.tipping.question import ask, steps
from scenarios.engine import simulate
from scenarios.engine.scenario import ScenarioError

CENTRAL, DRAWN = 41, 21
"""Values of each lever for the central margins; every other one of them under the draws."""

LEVELS = (0.1, 0.5, 0.9)
"""Shares of draws along which lines run."""


@dataclass(frozen=True, eq=False)
class Plane:
    """A conclusion over two levers. Lines are (k, 2) arrays of (across, up) in the units of the levers."""

    across: str
    up: str
    x: np.ndarray
    """(41,) values of ``across``, from its lowest to its highest."""
    y: np.ndarray
    """(41,) values of ``up``."""
    margins: np.ndarray
    """(41, 41), [y, x], central, fractions."""
    holds: np.ndarray | None
    """(21, 21), [y, x], at every other value: share of draws in which it holds, a tie counts half; ``None``
    without draws."""
    central: tuple[np.ndarray, ...]
    """Lines of margin 0 in the central run; none where the margin does not lie on both sides of 0."""
    lines: dict[float, tuple[np.ndarray, ...]]
    """Level of :data:`LEVELS` -> lines along which it holds in that share of draws; empty without draws."""


def plane(inputs, chosen, segment, across, up, conclusion, draws=0, progress=None):
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
    holds = _holds(drawn, {across: x[::every]}, {up: y[::every]}, progress)
    lines = {level: _lines(x[::every], y[::every], holds, level) for level in LEVELS}
    return Plane(across, up, x, y, margins, holds, central, lines)


def _holds(question, across, up, progress):
    """(G, G) share of draws in which the conclusion holds, one row after the other."""
    (first, x), (second, y) = *across.items(), *up.items()
    holds = np.empty((len(y), len(x)))
    for row in range(len(y)):
        for column in range(len(x)):
            moved = {first: x[column : column + 1], second: y[row : row + 1]}
            holds[row, column] = (signs(question.margins(moved)) + 1).mean() / 2
        if progress:
            progress((row + 1) / len(y))
    return holds


def _lines(x, y, table, level):
    """Lines along which a table [y, x] has a level; none if it is nowhere above or nowhere below it.

    A level that is only reached, as at a lever's baseline, would else be a line from one side and none from
    the other.
    """
    if table.min() >= level or table.max() <= level:
        return ()
    return tuple(contourpy.contour_generator(x, y, table).lines(level))
