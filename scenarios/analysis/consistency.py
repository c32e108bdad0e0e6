"""Published findings beside what the model gives for them: each check of ``consistency.csv``, run live."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from scenarios.engine import outcome, policy, scenario, simulate
from scenarios.engine.arrays import Floats
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Check

Nudges = tuple[tuple[str, str, str, float], ...]


@dataclass(frozen=True)
class CheckResult:
    """One check: what the model gives, in the check's unit, and whether it is accepted."""

    check: Check
    value: float

    @property
    def inside(self) -> bool:
        """Whether the value lies in the accepted range."""
        return self.check.accept_low <= self.value <= self.check.accept_high


def results(inputs: Inputs, beliefs: Scenario | None = None) -> list[CheckResult]:
    """Every check under central or given beliefs.

    Parameters
    ----------
    inputs : Inputs
    beliefs : Scenario, optional
        Its belief levers apply to every check; its other values are not looked at.

    Returns
    -------
    list of CheckResult
        In the order of ``consistency.csv``; fails and passes alike.
    """
    weights = policy.beliefs(inputs, beliefs or scenario.Scenario())
    return list(_results(inputs, weights))


@lru_cache(maxsize=32)
def _results(inputs: Inputs, beliefs: Scenario) -> tuple[CheckResult, ...]:
    weights = dict(beliefs.levers)
    return tuple(CheckResult(check, _value(inputs, check, weights)) for check in inputs.consistency)


def _value(inputs: Inputs, check: Check, weights: Mapping[str, float]) -> float:
    rows = [row for row in inputs.consistency_inputs if row.check == check.id]
    levers = {row.name: float(row.value) for row in rows if row.kind == "lever"}
    readings = {row.name: row.value for row in rows if row.kind == "reading"}
    nudges = tuple(
        (row.kind, row.name, row.destination, float(row.value))
        for row in rows
        if row.kind in ("add", "scale")
    )
    tried = scenario.make(inputs, {**weights, **levers}, readings)
    given = replace(policy.settings(inputs, [tried]), nudges=nudges)
    after = simulate.shares(inputs, given, policy.central(inputs))[0]
    return float(_MEASURES[check.measure](_Case(inputs, check, tried, nudges, after)))


class _Case:
    """What a measure may look at: the baseline and the shares of one check's run."""

    def __init__(self, inputs: Inputs, check: Check, tried: Scenario, nudges: Nudges, after: Floats) -> None:
        self.inputs, self.check, self.nudges, self.after = inputs, check, nudges, after
        self.people = policy.population(inputs)
        self.before = self.people.shares
        self.pools = self.people.pools
        self.change = after - self.before
        self.outcome = outcome.lens(inputs, tried)
        self.reference = outcome.lens(inputs, scenario.Scenario())

    @property
    def row(self) -> int:
        """Position of the check's segment."""
        return self.people.segment(self.check.segment)

    @property
    def column(self) -> int:
        """Position of the check's destination."""
        return self.people.destination(self.check.destination)

    @property
    def relative(self) -> float:
        """Relative change of the check's share."""
        return self.change[self.row, self.column] / self.before[self.row, self.column]


def _leavers(case: _Case) -> float:
    return -100 * case.change[case.row, case.column] / (1 - case.before[case.row, case.column])


def _people(case: _Case) -> float:
    rows = [position for position, row in enumerate(case.inputs.segments) if row.lens == "abroad"]
    return (case.pools[rows] * case.change[rows, case.column]).sum()


def _home_ratio(case: _Case) -> float:
    home = case.inputs.segment(case.check.segment).status_quo
    stay = case.people.destination(home)
    proportion = case.before[case.row, stay] / (1 - case.before[case.row, case.column])
    return -case.change[case.row, stay] / case.change[case.row, case.column] / proportion


def _nest_share(case: _Case) -> float:
    nest = case.inputs.destination(case.check.destination).nest
    others = np.array(
        [row.nest == nest and row.id != case.check.destination for row in case.inputs.destinations]
    )
    return -case.change[case.row, others].sum() / case.change[case.row, case.column]


_MEASURES: dict[str, Callable[[_Case], float]] = {
    "relative": lambda case: 100 * case.relative,
    "points": lambda case: 100 * case.change[case.row, case.column],
    "points_reversed": lambda case: -100 * case.change[case.row, case.column],
    "elasticity": lambda case: case.relative / (case.nudges[0][3] - 1),
    "leavers": _leavers,
    "people": _people,
    "home_ratio": _home_ratio,
    "nest_share": _nest_share,
    "registrations": lambda case: 100 * (case.outcome.registrations / case.reference.registrations - 1),
    "in_us_gain": lambda case: 100 * (case.outcome.in_us_share - case.reference.in_us_share),
    "issued": lambda case: 100 * (case.outcome.issued / case.reference.issued - 1),
    "offers": lambda case: 100 * case.outcome.offers,
}
