"""A scenario, a group and a conclusion -> the margin of the conclusion at any values of some levers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.analysis import conclusions
from scenarios.engine import group
from scenarios.engine.arrays import Floats
from scenarios.engine.cases import Assumptions, Settings
from scenarios.engine.scenario import Scenario, ScenarioError
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Lever
from scenarios.refusals import Unknown


@dataclass(frozen=True, eq=False)
class Question:
    """A conclusion about a group, with all that stays as it is while levers move."""

    group: group.Group
    conclusion: conclusions.Conclusion
    given: Settings
    """One case: the scenario."""
    assumptions: Assumptions
    baseline: Floats
    """(N, J), in each draw, so that a group that is not reached changes by exactly nothing."""

    def margins(self, moved: Mapping[str, Floats]) -> Floats:
        """Margins with some levers at other values.

        Parameters
        ----------
        moved : dict of str to numpy.ndarray
            Lever id -> (C,) values; C is 1 under more than one draw.

        Returns
        -------
        numpy.ndarray, shape (max(C, N),)
            Fractions.
        """
        count = len(next(iter(moved.values())))

        def repeat(values: NDArray[Any]) -> NDArray[Any]:
            return np.repeat(values, count, axis=0)

        given = self.given.each(repeat)
        given = replace(given, levers={**given.levers, **moved})
        share = self.group.shares(given, self.assumptions)
        return self.conclusion.margin(self.group.destinations, self.baseline, share)


def ask(
    inputs: Inputs, chosen: Scenario, segment: str, conclusion: conclusions.Conclusion, draws: int = 0
) -> Question:
    """Set up a question.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL`.
    conclusion : Conclusion
    draws : int
        0 for the central assumptions.

    Returns
    -------
    Question

    Raises
    ------
    ScenarioError
        For an unknown segment, and as of :func:`scenarios.analysis.conclusions.check`.
    """
    people = group.of(inputs, segment)
    conclusions.check(people, conclusion)
    given = people.settings([chosen])
    return Question(people, conclusion, given, people.assumptions(draws), people.baseline(draws))


def lever_row(inputs: Inputs, name: str) -> Lever:
    """The row of a lever; raises :class:`ScenarioError` if there is none of that name."""
    rows = inputs.by_id("levers")
    if name not in rows:
        raise ScenarioError(Unknown("lever", name, rows))
    return rows[name]


def steps(inputs: Inputs, name: str, count: int) -> Floats:
    """(count,) equally spaced values of a lever, from its lowest to its highest; not to be written to."""
    row = lever_row(inputs, name)
    values = np.linspace(row.min, row.max, count)
    values.flags.writeable = False
    return values
