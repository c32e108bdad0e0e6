"""Published findings beside what the model gives for them: each check of ``consistency.csv``, run live."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from scenarios.engine import outcome, policy, scenario, simulate


@dataclass(frozen=True)
class CheckResult:
    """One check: what the model gives, in the check's unit, and whether it is accepted."""

    check: object
    value: float

    @property
    def inside(self):
        """Whether the value lies in the accepted range."""
        return self.check.accept_low <= self.value <= self.check.accept_high


def results(inputs, beliefs=None):
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
def _results(inputs, beliefs):
    weights = dict(beliefs.levers)
    return tuple(CheckResult(check, _value(inputs, check, weights)) for check in inputs.consistency)


def _value(inputs, check, weights):
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

    def __init__(self, inputs, check, tried, nudges, after):
        self.inputs, self.check, self.nudges, self.after = inputs, check, nudges, after
        people = policy.population(inputs)
        self.before = people.shares
        self.pools = people.pools
        self.row = people.segment(check.segment) if check.segment else None
        self.column = people.destination(check.destination) if check.destination else None
        self.change = after - self.before
        self.outcome = outcome.lens(inputs, tried)
        self.reference = outcome.lens(inputs, scenario.Scenario())

    @property
    def relative(self):
        """Relative change of the check's share."""
        return self.change[self.row, self.column] / self.before[self.row, self.column]


def _leavers(case):
    return -100 * case.change[case.row, case.column] / (1 - case.before[case.row, case.column])


def _people(case):
    rows = [position for position, row in enumerate(case.inputs.segments) if row.lens == "abroad"]
    return (case.pools[rows] * case.change[rows, case.column]).sum()


def _home_ratio(case):
    home = case.inputs.segment(case.check.segment).status_quo
    stay = policy.population(case.inputs).destination(home)
    proportion = case.before[case.row, stay] / (1 - case.before[case.row, case.column])
    return -case.change[case.row, stay] / case.change[case.row, case.column] / proportion


def _nest_share(case):
    nest = case.inputs.destination(case.check.destination).nest
    others = np.array(
        [row.nest == nest and row.id != case.check.destination for row in case.inputs.destinations]
    )
    return -case.change[case.row, others].sum() / case.change[case.row, case.column]


_MEASURES = {
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
