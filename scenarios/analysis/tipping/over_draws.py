"""A scenario, a conclusion and a lever -> in how many draws the conclusion holds at each value of the lever."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenarios.analysis.conclusions import TIE, Conclusion
from scenarios.analysis.tipping.crossings import signs
from scenarios.analysis.tipping.question import ask, steps
from scenarios.engine import simulate
from scenarios.engine.arrays import Floats, Truths, Whole
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs

GRID = 33
"""Values of the lever; a call under all draws for each."""


@dataclass(frozen=True, eq=False)
class Curve:
    """How often a conclusion holds along a lever, and the spread of its tipping value over the draws.

    The *tipping value* of a draw is where the conclusion changes in the direction in which most draws change:
    from holding to failing, or from failing to holding. The *far side* is what it changes to. A draw that
    does not change is not left out: its tipping value lies outside the range, so it is -inf or +inf.
    """

    values: Floats
    """(33,) lever values, from the lowest to the highest; not to be written to, like ``holds``."""
    holds: Floats
    """(33,) share of draws in which the conclusion holds; a tie counts half."""
    low: float
    """5th percentile of the tipping value. -inf: on the far side from the lowest value on. +inf: the far side
    is not reached within the range. NaN: no tipping value to speak of, because more than half of the draws
    change more than once or against the direction, or because there is no direction."""
    median: float
    high: float
    """95th percentile."""
    crossing: float
    """Share of draws in which the conclusion changes at least once."""
    several: float
    """Share of draws in which it changes more than once."""
    draws: int


def curve(
    inputs: Inputs, chosen: Scenario, segment: str, lever: str, conclusion: Conclusion, draws: int = 1024
) -> Curve:
    """How often a conclusion holds at each value of a lever, with all else as in the scenario.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
        Where this lever stands in it makes no difference.
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL` for all groups weighted by their pools.
    lever : str
    conclusion : Conclusion
    draws : int
        A power of two from 128 to 65536.

    Returns
    -------
    Curve
        Kept for the next call, also for one in which this lever has been moved.

    Raises
    ------
    ScenarioError
        For an unknown lever, segment or destination.
    ValueError
        If ``draws`` is not allowed.
    """
    if not draws or not simulate.allowed(draws):
        raise ValueError(f"draws: {draws} is not a power of two from {simulate.FEWEST} to {simulate.MOST}")
    rest = Scenario(tuple(pair for pair in chosen.levers if pair[0] != lever), chosen.readings)
    return _curve(inputs, rest, segment, lever, conclusion, draws)


@lru_cache(maxsize=64)
def _curve(
    inputs: Inputs, chosen: Scenario, segment: str, lever: str, conclusion: Conclusion, draws: int
) -> Curve:
    values = steps(inputs, lever, GRID)
    question = ask(inputs, chosen, segment, conclusion, draws)
    margins = np.stack([question.margins({lever: values[step : step + 1]}) for step in range(GRID)])
    return of_margins(values, margins)


def of_margins(values: Floats, margins: Floats) -> Curve:
    """The curve of margins in each draw.

    Parameters
    ----------
    values : numpy.ndarray, shape (G,)
        Ascending.
    margins : numpy.ndarray, shape (G, N)

    Returns
    -------
    Curve
    """
    side = signs(margins)
    before = _last_side(side)
    turns = before[1:] * before[:-1] < 0
    direction = _direction(side, margins)
    toward = turns & (before[1:] == direction)
    count = turns.sum(axis=0)
    against = (count == 1) & ~toward.any(axis=0)
    low = median = high = float("nan")
    if direction and np.mean((count > 1) | against) <= 0.5:
        tips = _tips(values, margins, side, toward, direction)
        # The other methods take a value between two draws, which is NaN between two infinities.
        limits = [simulate.LOW, 0.5, simulate.HIGH]
        low, median, high = np.quantile(tips, limits, method="inverted_cdf").tolist()
    holds = (side + 1).mean(axis=1) / 2
    holds.flags.writeable = False
    crossing, several = float(np.mean(count > 0)), float(np.mean(count > 1))
    return Curve(values, holds, low, median, high, crossing, several, margins.shape[1])


def _last_side(side: Whole) -> Whole:
    """(G, N) the sign at each value, that of the value before where there is a tie; 0 before the first sign."""
    steps_decided = np.where(side != 0, np.arange(len(side))[:, None], -1)
    last = np.maximum.accumulate(steps_decided, axis=0)
    return np.where(last < 0, 0, np.take_along_axis(side, np.maximum(last, 0), axis=0))


def _direction(side: Whole, margins: Floats) -> int:
    """1 if more draws hold at the highest value than at the lowest, -1 if fewer; by the margins if as many."""
    gained = side[-1].sum() - side[0].sum()
    if gained:
        return int(np.sign(gained))
    moved = np.median(margins[-1] - margins[0])
    return int(np.sign(moved)) if abs(moved) > TIE else 0


def _tips(values: Floats, margins: Floats, side: Whole, toward: Truths, direction: int) -> Floats:
    """(N,) tipping value of each draw: the first change in the direction, on the straight line between two values.

    A draw without one has been on the far side from the start (-inf) or does not get there (+inf).
    """
    draws = np.arange(margins.shape[1])
    step = toward.argmax(axis=0)
    left, right = margins[step, draws], margins[step + 1, draws]
    crossed = toward.any(axis=0)
    # After a stretch of ties the change is at its last value; a tie's own sign is rounding.
    part = np.divide(left, left - right, out=np.zeros(len(draws)), where=crossed)
    found = values[step] + np.clip(part, 0, 1) * (values[step + 1] - values[step])
    start = side[(side != 0).argmax(axis=0), draws]
    return np.where(crossed, found, np.where(start == direction, -np.inf, np.inf))
