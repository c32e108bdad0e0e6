"""A conclusion -> the smallest joint change of assumptions within their ranges that reverses it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scenarios.analysis import conclusions
from scenarios.analysis.sensitivity.reversal import nearest_reversal
from scenarios.engine import draws, group
from scenarios.engine.arrays import Floats
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs

FOUND, NONE, TIED = "found", "none", "tied"
"""States of :attr:`Flip.state`: a joint change reverses it; none was found within low and high of all
assumptions; it does not hold to begin with, or only just."""

NOTICEABLE = 0.01
"""Part of the way to the end of its range below which an assumption counts as not moved."""

DRAWS = 1024
"""Draws that reversals are looked for in first."""


@dataclass(frozen=True)
class Move:
    """One assumption at the flip."""

    id: str
    kind: str
    """As in :class:`scenarios.analysis.sensitivity.Bar`."""
    value: float
    """Multiple of the central value for a coefficient, value for a nest (as far as the one around it lets it)
    and for a parameter; before the user's own weight."""


@dataclass(frozen=True)
class Flip:
    """How near a conclusion is to being reversed."""

    state: str
    distance: float
    """How far the assumption that moves most has to go, as a part of its way, in scores, to low or high; 0 if
    the conclusion does not hold to begin with, NaN without a flip."""
    moves: tuple[Move, ...]
    """Those that move noticeably, the one that goes farthest first."""
    margin: float
    """Fraction: at the flip (0 or barely below), the smallest that was found, or that of the centre."""


def flip(
    inputs: Inputs,
    chosen: Scenario,
    segment: str,
    conclusion: conclusions.Conclusion,
    progress: Callable[[float], object] | None = None,
) -> Flip:
    """Look for what would flip a conclusion.

    Each assumption is a standard normal score, 0 at its centre and plus or minus 1.645 at the ends of its
    range. Among the joint changes within the ranges that leave the conclusion without a margin, that with the
    smallest sum of squared scores is the least far-fetched one.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
        Its own beliefs hold and the assumptions vary around them.
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL`.
    conclusion : conclusions.Conclusion
    progress : callable, optional
        Called with the part that is done, above 0 up to 1; it may raise to cancel.

    Returns
    -------
    Flip
        Always the same one. "None" is what a search found, no proof.

    Raises
    ------
    ScenarioError
        For an unknown segment, and as of :func:`scenarios.analysis.conclusions.check`.
    """
    people = group.of(inputs, segment)
    conclusions.check(people, conclusion)
    ranged = draws.ranged(people.inputs)
    given, start = people.settings([chosen]), group.run(people, chosen, 0).baseline

    def margin(points: Floats) -> Floats:
        share = people.shares(given, draws.assumptions(people.inputs, points.T))
        held = conclusion.margin(people.destinations, start, share)
        # Closer than rounding is a tie, so that a change that is none never passes for one that holds.
        return np.where(abs(held) <= conclusions.TIE, 0.0, held)

    edge = np.full(len(ranged), draws.SCORE_95)
    tried = draws.points(people.inputs, DRAWS).T
    point, left = nearest_reversal(margin, tried, -edge, edge, progress)
    if point is None:
        return Flip(NONE, float("nan"), (), left)
    if not point.any():
        return Flip(TIED, 0.0, (), left)
    return Flip(FOUND, float(abs(point).max() / draws.SCORE_95), _moves(people.inputs, point), left)


def _moves(inputs: Inputs, point: Floats) -> tuple[Move, ...]:
    """The assumptions that move noticeably, as they are at the flip."""
    at = draws.assumptions(inputs, point[:, None])
    found = []
    for column, row in enumerate(draws.ranged(inputs)):
        if row.kind == draws.COEFFICIENT:
            value = at.weights[0, column]
        else:
            value = at.scales[row.id][0] if row.kind == draws.NEST else row.central * at.parameters[row.id][0]
        far = abs(point[column]) / draws.SCORE_95
        if far > NOTICEABLE:
            found.append((far, Move(row.id, row.kind, float(value))))
    found.sort(key=lambda pair: -pair[0])
    return tuple(move for _, move in found)
