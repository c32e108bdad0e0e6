"""A scenario, a conclusion and a lever -> the values of the lever at which the conclusion flips, central run."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenarios.analysis.conclusions import TIE, Conclusion
from scenarios.analysis.tipping import crossings
from scenarios.analysis.tipping.question import ask, steps
from scenarios.engine.arrays import Floats
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs


@dataclass(frozen=True, eq=False)
class Tipping:
    """Where one lever flips one conclusion; its arrays are not to be written to."""

    lever: str
    conclusion: Conclusion
    state: str
    """As :func:`scenarios.analysis.tipping.roots` returns it, like ``roots``."""
    roots: tuple[float, ...]
    now: float
    """The lever's value in the scenario."""
    margin: float
    """Margin there, fraction."""
    values: Floats
    """(65,) lever values, from the lowest to the highest."""
    margins: Floats
    """(65,) fractions."""
    nearest: float
    """The root nearest to ``now``; without roots, the value at which the margin is nearest to zero, and the
    one nearest to ``now`` if that is so at several (``now`` itself if the lever moves nothing)."""
    shortfall: float
    """Size of the margin at ``nearest``, fraction; 0 with roots."""


@lru_cache(maxsize=128)
def tip(inputs: Inputs, chosen: Scenario, segment: str, lever: str, conclusion: Conclusion) -> Tipping:
    """At which value of a lever a conclusion flips, with all else as in the scenario.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL` for all groups weighted by their pools.
    lever : str
        Id; a belief is asked like any other lever.
    conclusion : Conclusion

    Returns
    -------
    Tipping
        Under the central assumptions; kept for the next call.

    Raises
    ------
    ScenarioError
        For an unknown lever, segment or destination.
    """
    values = steps(inputs, lever, crossings.GRID)
    question = ask(inputs, chosen, segment, conclusion)
    now = float(chosen.lever_values(inputs)[lever])

    def margin(at: Floats) -> Floats:
        return question.margins({lever: at})

    everywhere = margin(np.append(values, now))
    margins, here = everywhere[:-1], float(everywhere[-1])
    margins.flags.writeable = False
    found = crossings.scan(margin, values, margins)
    if found.roots:
        near, short = min(found.roots, key=lambda root: abs(root - now)), 0.0
    else:
        near, short = _nearest_to_zero([(now, here), *zip(values, margins, strict=True), *found.dips], now)
    return Tipping(lever, conclusion, found.state, found.roots, now, here, values, margins, near, short)


def _nearest_to_zero(points: Sequence[tuple[float, float]], now: float) -> tuple[float, float]:
    """(value, size of the margin) of the point nearest to zero, and nearest to ``now`` among equals."""
    least = min(abs(margin) for _, margin in points)
    value, margin = min(
        (point for point in points if abs(point[1]) <= least + TIE), key=lambda point: abs(point[0] - now)
    )
    return float(value), float(abs(margin))
