"""A scenario -> how much the appeal of each destination changes, what that does to its share, and what it is worth.

Appeal is utility. A share moves in proportion to where it starts, so a large change of appeal moves a small
share little; and a change of appeal has a price in yearly pay, because pay is part of it.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from scenarios.engine import group as groups
from scenarios.engine import policy, simulate
from scenarios.engine.scenario import Scenario, ScenarioError
from scenarios.inputs import Inputs
from scenarios.inputs.rows import WorthRow

LOW, HIGH = simulate.LOW, simulate.HIGH


@dataclass(frozen=True)
class Factors:
    """One share before and after: ``baseline * own * others == share``, exactly."""

    destination: str
    baseline: float
    """Fraction, like ``share``."""
    share: float
    own: float
    """What the change of the destination's own appeal multiplies its share by, were all others to stay away."""
    others: float
    """What the appeal of all destinations together, its own included, multiplies that by: they share one group."""

    @property
    def change_pp(self) -> float:
        """Points."""
        return 100 * (self.share - self.baseline)


@dataclass(frozen=True)
class Worth:
    """What one change is worth to one segment, as part of a year's gross pay at the destination."""

    id: str
    segment: str
    median: float
    """Fraction of yearly pay, like ``low`` and ``high``: over the draws, the pay rise that would move as many."""
    low: float
    high: float
    pay: float
    """Gross pay at the destination, USD a year."""

    @property
    def nothing(self) -> bool:
        """Whether the change leaves this segment where it is."""
        return self.low == self.high == 0


@lru_cache(maxsize=64)
def factors(inputs: Inputs, chosen: Scenario, segment: str) -> tuple[Factors, ...]:
    """Split each share into where it starts, its own appeal and everybody's appeal.

    In a nested logit ln P = V/lambda - (terms of the logsums), so the change of ln P is the change of the
    destination's own utility over the scale of its nest, and the rest comes through the logsums.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    segment : str
        One segment; the weighted total has no utility of its own.

    Returns
    -------
    tuple of Factors
        For each destination that the segment has, in the order of ``destinations.csv``.

    Raises
    ------
    ScenarioError
        For an unknown segment, or the weighted total.

    References
    ----------
    Train (2009), *Discrete Choice Methods with Simulation*, ch. 4.
    """
    if segment == groups.TOTAL:
        raise ScenarioError("the weighted total has no utility of its own; name one segment")
    people = groups.of(inputs, segment)
    run = groups.run(people, chosen, 0)
    change = policy.utility_change(people.inputs, people.settings([chosen]), people.assumptions())[0, 0]
    scales = _scales(people.inputs)
    found = []
    for column, name in enumerate(people.destinations):
        if run.baseline[column]:
            own = float(np.exp(change[column] / scales.get(column, 1.0)))
            before, after = float(run.baseline[column]), float(run.share[column])
            found.append(Factors(name, before, after, own, after / before / own))
    return tuple(found)


def _scales(inputs: Inputs) -> dict[int, float]:
    """Column -> the central scale of the nest that it stands in; columns at the top are left out."""
    values = inputs.column("nests", "value")
    found: dict[int, float] = {}

    def walk(members: simulate.NestTree, scale: float | None) -> None:
        for member in members:
            if isinstance(member, tuple):
                walk(member[1], values[member[0]])
            elif scale is not None:
                found[member] = scale

    ((_, tree),) = simulate.nest_trees(inputs)
    walk(tree, None)
    return found


def worth(inputs: Inputs, beliefs: Scenario | None = None, draws: int = 1024) -> tuple[Worth, ...]:
    """What the changes of ``worth.csv`` are worth in yearly pay, for every segment.

    The pay rise at the destination that would add as much utility as the change does: exp(dV / b_inc) - 1 of
    a year's pay. Both sides of the ratio come from the same draw; medians and quantiles of it, because means
    of a ratio do not settle.

    Parameters
    ----------
    inputs : Inputs
    beliefs : Scenario, optional
        Its belief levers apply; its other values are not looked at.
    draws : int
        As in :func:`scenarios.engine.simulate.run`, but not 0.

    Returns
    -------
    tuple of Worth
        In the order of ``worth.csv``, and within it of the segments that have the destination.

    References
    ----------
    Daly, Hess and de Jong (2012), "Calculating errors for measures derived from choice modelling estimates".
    """
    return _worth(inputs, policy.beliefs(inputs, beliefs or Scenario()), draws)


@lru_cache(maxsize=32)
def _worth(inputs: Inputs, beliefs: Scenario, draws: int) -> tuple[Worth, ...]:
    return tuple(
        _one(groups.of(inputs, segment.id), row, beliefs, draws)
        for row in inputs.worth
        for segment in inputs.segments
        if policy.population(inputs).shares[
            policy.population(inputs).segment(segment.id),
            policy.population(inputs).destination(row.destination),
        ]
    )


def _one(people: groups.Group, row: WorthRow, beliefs: Scenario, draws: int) -> Worth:
    inputs, assumptions = people.inputs, people.assumptions(draws)
    levers = dict(beliefs.levers)
    if row.kind == "lever":
        levers[row.name] = row.value
    given = people.settings([Scenario(tuple(sorted(levers.items())))])
    if row.kind == "add":
        given = replace(given, nudges=((row.kind, row.name, row.destination, row.value),))
    column = people.column(row.destination)
    change = policy.utility_change(inputs, given, assumptions)[:, 0, column]
    weights, _ = policy.believed(inputs, given, assumptions)
    population = policy.population(inputs)
    income = population.coefficient(inputs.attribute("income").coefficient)
    ratio = np.expm1(change / weights[:, 0, income])
    low, median, high = np.quantile(ratio, [LOW, 0.5, HIGH]).tolist()
    pay = float(population.levels["gross_pay"][0, column])
    return Worth(row.id, people.id, median, low, high, pay)
