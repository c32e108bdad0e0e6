"""One group of decision makers, or all of them weighted by their pools -> its shares, one row of destinations.

The analyses ask about one group at a time and about many cases; without the other groups they take a
seventh of the time. Arrays have the axes (case, destination).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenarios import inputs as data
from scenarios.engine import draws as ranges
from scenarios.engine import policy, simulate
from scenarios.engine.arrays import Floats
from scenarios.engine.cases import Assumptions, Settings
from scenarios.engine.scenario import Scenario, ScenarioError
from scenarios.refusals import Unknown

TOTAL = "TOTAL"
"""Stands for all groups, weighted by their pools: judgement, because the pools mix stocks and flows."""


@dataclass(frozen=True, eq=False)
class Group:
    """A group, and the inputs that are needed for it. Kept for the next call, so it can key a cache."""

    id: str
    """Segment id, or :data:`TOTAL`."""
    inputs: data.Inputs
    """With the group's own segments alone."""
    weights: Floats
    """(S,) weight of each of its segments; they sum to one."""
    destinations: tuple[str, ...]
    rests: frozenset[str] = frozenset()
    """Those that are many countries together, so that no country is ahead of them or behind."""

    def settings(self, scenarios: Sequence[Scenario]) -> Settings:
        """Lever values and readings of scenarios, one case each, as :func:`scenarios.engine.policy.settings`."""
        return policy.settings(self.inputs, scenarios)

    def assumptions(self, draws: int = 0) -> Assumptions:
        """The central assumptions, or a number of draws of them."""
        return ranges.sample(self.inputs, draws) if draws else policy.central(self.inputs)

    def shares(self, given: Settings, assumptions: Assumptions) -> Floats:
        """Shares of every case, fractions, shape (cases, J); see :func:`scenarios.engine.simulate.shares`."""
        return self._together(simulate.shares(self.inputs, given, assumptions))

    def baseline(self, draws: int = 0) -> Floats:
        """Shares at the baseline, shape (max(N, 1), J); see :func:`scenarios.engine.simulate.baseline`."""
        start = self._together(simulate.baseline(self.inputs, draws))
        start.flags.writeable = False
        return start

    def _together(self, shares: Floats) -> Floats:
        """(cases, S, J) shares of the segments as (cases, J) of the group."""
        return np.tensordot(shares, self.weights, axes=(1, 0))

    def column(self, destination: str) -> int:
        """Position of a destination; raises :class:`ScenarioError` if there is none of that name."""
        if destination not in self.destinations:
            raise ScenarioError(Unknown("destination", destination, self.destinations))
        return self.destinations.index(destination)


@dataclass(frozen=True, eq=False)
class GroupRun(simulate.Changes):
    """Shares of one group over J destinations, fractions; its arrays are not to be written to."""

    group: Group
    baseline: Floats
    """(J,), central."""
    share: Floats
    """(J,), central."""
    draws: Floats | None
    """(N, J) share minus baseline in each draw; ``None`` without draws."""


@lru_cache(maxsize=16)
def of(inputs: data.Inputs, segment: str) -> Group:
    """A group by the id of its segment.

    Parameters
    ----------
    inputs : Inputs
    segment : str
        Segment id, or :data:`TOTAL`.

    Returns
    -------
    Group
        The same object at each call.

    Raises
    ------
    ScenarioError
        For an unknown segment.
    """
    people = policy.population(inputs)
    rests = frozenset(row.id for row in inputs.destinations if row.stands_for == "rest")
    if segment == TOTAL:
        return Group(TOTAL, inputs, people.pools / people.pools.sum(), people.destinations, rests)
    if segment not in people.segments:
        raise ScenarioError(Unknown("segment", segment, people.segments))
    return Group(segment, data.only(inputs, segment), np.ones(1), people.destinations, rests)


@lru_cache(maxsize=64)
def run(group: Group, chosen: Scenario, draws: int = 1024) -> GroupRun:
    """Run one scenario for one group.

    Parameters
    ----------
    group : Group
    chosen : Scenario
    draws : int
        As in :func:`scenarios.engine.simulate.run`.

    Returns
    -------
    GroupRun
        Kept for the next call.
    """
    given = group.settings([chosen])
    share = group.shares(given, group.assumptions())[0]
    spread = group.shares(given, group.assumptions(draws)) - group.baseline(draws) if draws else None
    for array in (share, spread):
        if array is not None:
            array.flags.writeable = False
    return GroupRun(group, group.baseline()[0], share, spread)
