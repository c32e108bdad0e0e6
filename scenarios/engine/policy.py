"""Lever values, readings and beliefs -> changes of utility: what each kind of lever does.

Arrays have the axes (case, segment, destination). A *case* is one combination of lever values, readings
and one draw of the assumptions; a single scenario under 1,024 draws is 1,024 cases. An axis of length 1
stands for all of its cases. A lever at its baseline changes utility by exactly zero.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenarios.engine.scenario import Scenario

BELIEFS = ("weight", "parameter")
"""Kinds of lever that say how people and employers respond; all others are policy."""


@dataclass(frozen=True, eq=False)
class Population:
    """The tables as arrays: S segments, J destinations, K coefficients."""

    segments: tuple[str, ...]
    destinations: tuple[str, ...]
    coefficients: tuple[str, ...]
    shares: np.ndarray
    """(S, J) baseline shares, rows sum to one; 0 where a segment lacks a destination."""
    levels: dict
    """attribute id -> (S, J) level at the baseline."""
    values: np.ndarray
    """(S, K) central coefficients, positive."""
    draws: np.ndarray
    """(S,) lottery draws; 0 means that the lottery does not apply."""
    pools: np.ndarray
    """(S,) people, thousands."""

    def segment(self, name):
        """Position of a segment."""
        return self.segments.index(name)

    def destination(self, name):
        """Position of a destination."""
        return self.destinations.index(name)

    def coefficient(self, name):
        """Position of a coefficient."""
        return self.coefficients.index(name)


@dataclass(frozen=True, eq=False)
class Assumptions:
    """Beliefs before the user's own weights: multiples of the central values, one row a draw (N)."""

    weights: np.ndarray
    """(N, K) multiples of the coefficients."""
    scales: dict
    """nest id -> (N,) dissimilarity parameter."""
    parameters: dict
    """parameter id -> (N,) multiple of the central value."""


@dataclass(frozen=True, eq=False)
class Settings:
    """Lever values and readings of C cases (or of one that stands for all)."""

    levers: dict
    """lever id -> (C,) value."""
    annual: np.ndarray
    """(C,) whether the fee is paid every year."""
    exposure: dict
    """lever id -> (C, S) share of the segment that the lever reaches."""
    nudges: tuple = ()
    """(kind, attribute, destination, value): levels that a consistency check adds to or scales."""


@lru_cache(maxsize=16)
def population(inputs):
    """The tables of the inputs as a :class:`Population`."""
    segments = tuple(row.id for row in inputs.segments)
    destinations = tuple(row.id for row in inputs.destinations)
    coefficients = tuple(row.id for row in inputs.coefficients)
    shape = (len(segments), len(destinations))
    shares = np.zeros(shape)
    for row in inputs.baseline_shares:
        shares[segments.index(row.segment), destinations.index(row.destination)] = row.share
    levels = {row.id: np.zeros(shape) for row in inputs.attributes if row.id != "income"}
    for general in (True, False):
        for row in inputs.attribute_levels:
            if (row.segment == "*") == general:
                place = slice(None) if general else segments.index(row.segment)
                levels[row.attribute][place, destinations.index(row.destination)] = row.value
    values = np.zeros((len(segments), len(coefficients)))
    for general in (True, False):
        for row in inputs.coefficient_values:
            if (row.segment == "*") == general:
                place = slice(None) if general else segments.index(row.segment)
                values[place, coefficients.index(row.coefficient)] = row.value
    return Population(
        segments,
        destinations,
        coefficients,
        shares / shares.sum(axis=1, keepdims=True),
        levels,
        values,
        np.array([row.draws for row in inputs.segments]),
        np.array([row.pool_thousand for row in inputs.segments]),
    )


@lru_cache(maxsize=16)
def central(inputs):
    """The central assumptions: every multiple is one."""
    return Assumptions(
        np.ones((1, len(inputs.coefficients))),
        {row.id: np.array([row.value]) for row in inputs.nests},
        {row.id: np.ones(1) for row in inputs.parameters if row.low is not None},
    )


def settings(inputs, scenarios):
    """Lever values and readings of a list of scenarios, as :class:`Settings` with one case each."""
    values = [scenario.lever_values(inputs) for scenario in scenarios]
    readings = [scenario.reading_values(inputs) for scenario in scenarios]
    segments = population(inputs).segments
    shares: dict = {}
    for row in inputs.exposure:
        shares.setdefault(row.lever, {})[row.reading, row.option, row.segment] = row.share
    reading_of = {row.lever: row.reading for row in inputs.exposure}
    exposure = {
        lever: np.array(
            [
                [table[reading_of[lever], chosen[reading_of[lever]], s] for s in segments]
                for chosen in readings
            ]
        )
        for lever, table in shares.items()
    }
    return Settings(
        {row.id: np.array([value[row.id] for value in values]) for row in inputs.levers},
        np.array([chosen["fee_basis"] == "annual" for chosen in readings]),
        exposure,
    )


def beliefs(inputs, chosen):
    """The belief levers of a scenario as a scenario of their own."""
    return Scenario(tuple(pair for pair in chosen.levers if inputs.lever(pair[0]).kind in BELIEFS))


def reaches(inputs, lever):
    """(S,) whether the row's ``segments`` cell names a segment: ``all``, a tag, or ``not`` a tag."""
    tag = lever.segments.removeprefix("not ")
    named = np.array([tag == "all" or tag in row.tags for row in inputs.segments])
    return ~named if lever.segments.startswith("not ") else named


def believed(inputs, given, assumptions):
    """(N, S, K) coefficients and the parameters (N,), after the user's belief levers."""
    people = population(inputs)
    weights = assumptions.weights
    parameters = {
        row.id: row.value * assumptions.parameters.get(row.id, np.ones(1)) for row in inputs.parameters
    }
    for lever in inputs.levers:
        if lever.kind == "weight":
            columns = np.array([lever.attribute in ("", name) for name in people.coefficients])
            weights = weights * np.where(columns, given.levers[lever.id][:, None], 1.0)
        elif lever.kind == "parameter":
            parameters[lever.attribute] = given.levers[lever.id] * assumptions.parameters.get(
                lever.attribute, np.ones(1)
            )
    return weights[:, None, :] * people.values, parameters


@lru_cache(maxsize=32)
def own_multiples(inputs, chosen):
    """What the belief levers of a scenario multiply each coefficient and parameter by: id -> multiple."""
    own = settings(inputs, [chosen])
    weights, parameters = believed(inputs, own, central(inputs))
    people = population(inputs)
    multiples = dict(zip(people.coefficients, (weights[0, 0] / people.values[0]).tolist(), strict=True))
    return multiples | {
        row.id: float(parameters[row.id][0] / row.value) for row in inputs.parameters if row.value
    }


def levels(inputs, given):
    """attribute id -> (C, S, J) level after the levers of kind scale, shift and lottery.

    A *scale* multiplies the level that a segment starts from by value / baseline; *shifts* add up;
    each result is clipped once to the range of its attribute.
    """
    people = population(inputs)
    moved = {name: level[None] for name, level in people.levels.items()}
    touched = set()
    for lever in inputs.levers:
        if lever.kind not in ("scale", "shift", "lottery"):
            continue
        value = given.levers[lever.id][:, None]
        if lever.kind != "lottery" and (value == lever.baseline).all():
            continue
        column = people.destination(lever.destination)
        level = np.repeat(
            moved[lever.attribute], len(value) if len(moved[lever.attribute]) == 1 else 1, axis=0
        )
        if lever.kind == "scale":
            new = level[..., column] * (value / lever.baseline)
        elif lever.kind == "shift":
            new = level[..., column] + (value - lever.baseline)
        else:
            new = np.where(people.draws > 0, lottery(value, people.draws), level[..., column])
        level[..., column] = np.where(reaches(inputs, lever), new, level[..., column])
        moved[lever.attribute] = level
        touched.add(lever.attribute)
    for kind, attribute, destination, amount in given.nudges:
        column = people.destination(destination)
        level = moved[attribute].copy()
        level[..., column] = level[..., column] * amount if kind == "scale" else level[..., column] + amount
        moved[attribute] = level
        touched.add(attribute)
    for row in inputs.attributes:
        if row.id in touched:
            moved[row.id] = np.clip(moved[row.id], row.min, row.max)
    return moved


def lottery(odds, draws):
    """Odds of being selected at least once in ``draws`` draws."""
    return 1 - (1 - odds) ** draws


def yearly(amount, years, rate):
    """A one-off sum as an equal sum each year over ``years``, never more than the sum itself."""
    factor = rate / (1 - (1 + rate) ** -years) if rate else 1 / years
    return np.minimum(amount, amount * factor)


def net_income(level, bonus=0.0):
    """Yearly income after tax in purchasing power, USD: pay after tax plus a bonus, over the price level."""
    return (level["gross_pay"] * (1 - level["tax_rate"]) + bonus) / level["price_level"]


def fee_effect(inputs, given, parameters, wage):
    """What a fee leaves of a worker's pay and of the offers, as shares in (0, 1].

    Parameters
    ----------
    inputs : Inputs
    given : Settings
    parameters : dict of str to numpy.ndarray
        As :func:`believed` returns them.
    wage : float or numpy.ndarray
        Gross US pay, USD a year; broadcasts against (cases, 1).

    Returns
    -------
    pay, offers : numpy.ndarray, shape (cases, ...)
    """
    fee, passed = np.zeros((1, 1)), np.zeros((1, 1))
    for lever in inputs.levers:
        if lever.kind == "fee":
            fee = given.levers[lever.id][:, None]
        elif lever.kind == "fee_passthrough":
            passed = given.levers[lever.id][:, None] / 100
    once = yearly(fee, parameters["tenure_years"][:, None], parameters["real_rate"][0])
    cost = np.where(given.annual[:, None], fee, once)
    pay = np.maximum(1 - passed * cost / wage, parameters["pay_floor"][0])
    borne = (cost - (1 - pay) * wage) / (parameters["labour_cost_markup"][0] * wage)
    return pay, (1 + borne) ** -parameters["offer_elasticity"][:, None]


def utility_change(inputs, given, assumptions):
    """Utility under the levers minus utility at the baseline.

    Parameters
    ----------
    inputs : Inputs
    given : Settings
        C cases, or one.
    assumptions : Assumptions
        N draws, or one. C and N are equal unless one of them is 1.

    Returns
    -------
    numpy.ndarray, shape (max(C, N), S, J)
        Exactly zero wherever nothing changed.
    """
    people = population(inputs)
    weights, parameters = believed(inputs, given, assumptions)
    now = levels(inputs, given)
    start = _starting_levels(inputs)
    change = np.zeros((*np.broadcast_shapes((len(weights),), given.annual.shape), *people.shares.shape))
    for row in inputs.attributes:
        if row.form != "income":
            gap = _term(row, now) - _term(row, start)
            if gap.any():
                change += row.sign * weights[:, :, people.coefficient(row.coefficient), None] * gap
    for lever in inputs.levers:
        if lever.kind in _MIXTURES and (given.levers[lever.id] != lever.baseline).any():
            column = people.destination(lever.destination)
            change[..., column] += _MIXTURES[lever.kind](inputs, lever, given, weights, parameters, now)
    return change


@lru_cache(maxsize=16)
def settings_at_baseline(inputs):
    """One case with every lever at its baseline."""
    values = {row.id: np.array([row.baseline]) for row in inputs.levers}
    return Settings(values, np.zeros(1, dtype=bool), {})


@lru_cache(maxsize=16)
def _starting_levels(inputs):
    return levels(inputs, settings_at_baseline(inputs))


def _term(row, level):
    value = net_income(level) if row.id == "income" else level[row.id]
    if row.form == "log":
        return np.log(value)
    return value if row.cap is None else np.minimum(value, row.cap)


def _mixture(share, change):
    """Log of the mean of exp(change) over the exposed share and of 1 over the rest; exactly 0 without a change."""
    with np.errstate(divide="ignore"):
        mixed = np.logaddexp(np.log1p(-share), np.log(share) + change)
    return np.where((share == 0) | (change == 0), 0.0, mixed)


def _fee_term(inputs, lever, given, weights, parameters, now):
    """The exposed part of the route meets lower pay and fewer offers; the rest does not."""
    people = population(inputs)
    wage = people.levels["gross_pay"][:, people.destination(lever.destination)]
    pay, offers = fee_effect(inputs, given, parameters, wage)
    income = weights[:, :, people.coefficient("b_inc")] * np.log(pay)
    access = weights[:, :, people.coefficient("b_acc")] * np.log(offers)
    return _mixture(given.exposure[lever.id], income + access)


def _eligibility_term(inputs, lever, given, weights, parameters, now):
    """The eligible part of a segment meets the eased rule, the rest the old one."""
    people = population(inputs)
    attribute = next(row for row in inputs.attributes if row.id == lever.attribute)
    old = now[lever.attribute][..., people.destination(lever.destination)]
    new = np.clip(old * given.levers[lever.id][:, None] / lever.baseline, attribute.min, attribute.max)
    weight = attribute.sign * weights[:, :, people.coefficient(attribute.coefficient)]
    return _mixture(given.exposure[lever.id], weight * (new - old))


def _incentive_term(inputs, lever, given, weights, parameters, now):
    """A bonus, times the share who get it, spread over the years of a stay, added to net income."""
    people = population(inputs)
    column = people.destination(lever.destination)
    expected = given.levers[lever.id][:, None] * given.levers[lever.companion][:, None] / 100
    bonus = yearly(expected, parameters["tenure_years"][:, None], parameters["real_rate"][0])
    pay = (now["gross_pay"] * (1 - now["tax_rate"]))[..., column]
    weight = weights[:, :, people.coefficient("b_inc")]
    return weight * np.log1p(given.exposure[lever.id] * bonus / pay)


_MIXTURES = {"fee": _fee_term, "eligibility": _eligibility_term, "incentive": _incentive_term}
