"""What each kind of lever computes: one function a kind, registered under the id of its row in ``inputs/kinds.py``.

Arrays have the axes (case, segment), as of one destination in :mod:`scenarios.engine.policy`. What a function is given
depends on what its kind acts on:

* a level: ``(level, value, lever, people) -> level``;
* the part of a group: ``(met, lever) -> change of utility``, exactly 0 where the lever is at its baseline;
* beliefs: ``(weights, parameters, lever, value, drawn, coefficients) -> (weights, parameters)``.

A lever that decides with another one what that does has no function of its own: that one's reads it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from scenarios.engine.arrays import Floats, Values, Whole
from scenarios.engine.cases import Population, Settings
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Attribute, Lever

Effect = TypeVar("Effect", bound=Callable[..., Any])

EFFECTS: dict[str, Callable[..., Any]] = {}
"""Kind id -> function."""


def computes(kind: str) -> Callable[[Effect], Effect]:
    """Registers the function of a kind."""

    def register(function: Effect) -> Effect:
        EFFECTS[kind] = function
        return function

    return register


@dataclass(frozen=True, eq=False)
class Met:
    """What a lever that reaches part of a group meets at its destination."""

    inputs: Inputs
    given: Settings
    start: Values
    """attribute id -> (S,) level at the baseline."""
    levels: Values
    """attribute id -> (cases, S) level as the levers of all groups have left it."""
    weights: Values
    """attribute id -> (cases, S) signed weight of each attribute that enters utility by itself."""
    parameters: Values
    """parameter id -> (cases,)"""

    def value(self, lever: Lever | None) -> Floats:
        """(cases, 1) value of a lever; nothing for none."""
        return np.zeros((1, 1)) if lever is None else self.given.levers[lever.id][:, None]


# --- levels ------------------------------------------------------------------------------------------


@computes("lottery")
def set_odds(level: Floats, value: Floats, lever: Lever, people: Population) -> Floats:
    """The odds of being selected at least once, for those who draw."""
    return np.where(people.draws > 0, lottery(value, people.draws), level)


@computes("scale")
def multiply(level: Floats, value: Floats, lever: Lever, people: Population | None = None) -> Floats:
    """The level that a segment starts from, times value / baseline."""
    return level * (value / lever.baseline)


@computes("shift")
def add(level: Floats, value: Floats, lever: Lever, people: Population | None = None) -> Floats:
    """The level plus what the lever has moved by."""
    return level + (value - lever.baseline)


def lottery(odds: Floats, draws: Whole) -> Floats:
    """Odds of being selected at least once in ``draws`` draws."""
    return 1 - (1 - odds) ** draws


def net_income(level: Mapping[str, Floats]) -> Floats:
    """Yearly income after tax in purchasing power, USD: pay after tax over the price level."""
    return level["gross_pay"] * (1 - level["tax_rate"]) / level["price_level"]


def term(row: Attribute, level: Mapping[str, Floats]) -> Floats:
    """What an attribute adds to utility, per unit of its weight."""
    value = net_income(level) if row.id == "income" else level[row.id]
    if row.form == "log":
        return np.log(value)
    return value if row.cap is None else np.minimum(value, row.cap)


# --- the part of a group that is reached -------------------------------------------------------------


def mixture(share: Floats, change: Floats) -> Floats:
    """Log of the mean of exp(change) over the exposed share and of 1 over the rest; exactly 0 without a change."""
    with np.errstate(divide="ignore"):
        mixed = np.logaddexp(np.log1p(-share), np.log(share) + change)
    return np.where((share == 0) | (change == 0), 0.0, mixed)


@computes("fee")
def fee(met: Met, lever: Lever) -> Floats:
    """The exposed part of the route meets lower pay and fewer offers; the rest does not."""
    pay, offers = fee_effect(met, lever, met.start["gross_pay"])
    change = met.weights["income"] * np.log(pay) + met.weights["access"] * np.log(offers)
    return mixture(met.given.exposure[lever.id], change)


@computes("eligibility")
def eligibility(met: Met, lever: Lever) -> Floats:
    """The eligible part of a segment meets the eased rule, the rest the old one."""
    attribute = met.inputs.attribute(lever.attribute)
    new = multiply(met.levels[attribute.id], met.value(lever), lever)
    eased = met.levels | {attribute.id: np.clip(new, attribute.min, attribute.max)}
    counted = met.inputs.attribute("income") if attribute.form == "income" else attribute
    change = met.weights[counted.id] * (term(counted, eased) - term(counted, met.levels))
    return mixture(met.given.exposure[lever.id], change)


@computes("incentive")
def incentive(met: Met, lever: Lever) -> Floats:
    """A bonus, times the share who get it, spread over the years of a stay, added to net income."""
    expected = met.value(lever) * met.value(met.inputs.partner(lever)) / 100
    bonus = _yearly(met, expected)
    pay = met.levels["gross_pay"] * (1 - met.levels["tax_rate"])
    return met.weights["income"] * np.log1p(met.given.exposure[lever.id] * bonus / pay)


def fee_effect(met: Met, lever: Lever, wage: Floats | float) -> tuple[Floats, Floats]:
    """What a fee leaves of a worker's pay and of the offers, as shares in (0, 1].

    Parameters
    ----------
    met : Met
        Of which the settings and the parameters are looked at.
    lever : scenarios.inputs.rows.Lever
        The fee.
    wage : float or numpy.ndarray
        Gross pay at its destination, USD a year; broadcasts against (cases, 1).

    Returns
    -------
    pay, offers : numpy.ndarray, shape (cases, ...)
    """
    amount, passed = met.value(lever), met.value(met.inputs.partner(lever)) / 100
    number = {name: values[:, None] for name, values in met.parameters.items()}
    cost = np.where(met.given.works(lever, "yearly")[:, None], amount, _yearly(met, amount))
    pay = np.maximum(1 - passed * cost / wage, number["pay_floor"])
    borne = (cost - (1 - pay) * wage) / (number["labour_cost_markup"] * wage)
    return pay, (1 + borne) ** -number["offer_elasticity"]


def _yearly(met: Met, amount: Floats) -> Floats:
    return yearly(amount, met.parameters["tenure_years"][:, None], met.parameters["real_rate"][:, None])


def yearly(amount: Floats | float, years: Floats | float, rate: Floats | float) -> Floats:
    """A one-off sum as an equal sum each year over ``years``, never more than the sum itself."""
    rate = np.asarray(rate, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(rate == 0, 1 / np.asarray(years), rate / (1 - (1 + rate) ** -years))
    return np.minimum(amount, amount * factor)


# --- beliefs -----------------------------------------------------------------------------------------


@computes("weight")
def weigh(
    weights: Floats,
    parameters: Values,
    lever: Lever,
    value: Floats,
    drawn: Values,
    coefficients: Sequence[str],
) -> tuple[Floats, Values]:
    """One weight, or all of them, times the value."""
    columns = np.array([lever.attribute in ("", name) for name in coefficients])
    return weights * np.where(columns, value[:, None], 1.0), parameters


@computes("parameter")
def set_parameter(
    weights: Floats,
    parameters: Values,
    lever: Lever,
    value: Floats,
    drawn: Values,
    coefficients: Sequence[str],
) -> tuple[Floats, Values]:
    """The central value of a parameter; what a draw multiplies it by stays."""
    return weights, parameters | {lever.attribute: value * drawn.get(lever.attribute, np.ones(1))}
