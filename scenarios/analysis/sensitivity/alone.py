"""A scenario -> how far one share's change moves with each assumption alone at its low and at its high."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenarios.engine import draws, group, policy
from scenarios.engine.arrays import Floats
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs


@dataclass(frozen=True)
class Bar:
    """One assumption at its low and at its high, all others central.

    ``low``, ``central`` and ``high`` are the assumption's own, before the weight that the user gives it:
    multiples of the central value for a coefficient, values for a nest and a parameter.
    """

    id: str
    kind: str
    """:data:`~scenarios.engine.draws.COEFFICIENT`, :data:`~scenarios.engine.draws.NEST` or
    :data:`~scenarios.engine.draws.PARAMETER`."""
    low: float
    central: float
    high: float
    low_pp: float
    """Change of the share with the assumption at ``low``, points; the user's own beliefs hold, as they do at
    ``high`` and at the centre."""
    high_pp: float
    swing_pp: float
    """Largest minus smallest change at low, centre and high: more than the gap between low and high if both
    lie on one side of the centre."""


@dataclass(frozen=True)
class Tornado:
    """The bars of one share, the widest first."""

    segment: str
    destination: str
    change_pp: float
    """Central, points."""
    bars: tuple[Bar, ...]


@lru_cache(maxsize=64)
def tornado(inputs: Inputs, chosen: Scenario, segment: str, destination: str) -> Tornado:
    """Move one assumption at a time to the ends of its range.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL`.
    destination : str
        Id. A destination that the segment lacks changes by 0 under all assumptions.

    Returns
    -------
    Tornado
        With a bar for each assumption that has a range, also for those that move nothing. A nest is never
        wider than the one around it: a low of the outer one cuts those inside, and a high of an inner one
        goes as far as the outer one, as in the draws.

    Raises
    ------
    ScenarioError
        For an unknown segment or destination.
    """
    people = group.of(inputs, segment)
    column = people.column(destination)
    ranged = draws.ranged(people.inputs)
    ends = draws.SCORE_95 * np.eye(len(ranged))
    at = np.hstack([np.zeros((len(ranged), 1)), -ends, ends])
    central, *moved = 100 * _changes(people, chosen, at)[:, column]
    bars = [
        _bar(row, float(low), float(high), float(central))
        for row, low, high in zip(ranged, moved[: len(ranged)], moved[len(ranged) :], strict=True)
    ]
    bars.sort(key=lambda bar: -bar.swing_pp)
    return Tornado(segment, destination, float(central), tuple(bars))


def _changes(people: group.Group, chosen: Scenario, at: Floats) -> Floats:
    """(N, J) share minus baseline at scores (D, N); each has its own baseline, so that no change is exactly none."""
    assumptions = draws.assumptions(people.inputs, at)
    start = people.shares(policy.settings_at_baseline(people.inputs), assumptions)
    return people.shares(people.settings([chosen]), assumptions) - start


def _bar(row: draws.Ranged, low: float, high: float, central: float) -> Bar:
    swing = max(low, high, central) - min(low, high, central)
    return Bar(row.id, row.kind, row.low, row.central, row.high, low, high, swing)
