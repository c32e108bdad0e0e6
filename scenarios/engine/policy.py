"""Lever values, readings and beliefs -> changes of utility.

Arrays have the axes (case, segment, destination). A *case* is one combination of lever values, readings
and one draw of the assumptions; a single scenario under 1,024 draws is 1,024 cases. An axis of length 1
stands for all of its cases. A lever at its baseline changes utility by exactly zero. What a single lever does is
a function of its kind, in :mod:`scenarios.engine.effects`.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from scenarios.engine import effects
from scenarios.engine.arrays import Floats, Truths, Values
from scenarios.engine.cases import Assumptions, Population, Settings
from scenarios.engine.effects import EFFECTS, Met, term
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.inputs.kinds import KINDS, LEVEL, PART
from scenarios.inputs.rows import Lever


@lru_cache(maxsize=16)
def population(inputs: Inputs) -> Population:
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
def central(inputs: Inputs) -> Assumptions:
    """The central assumptions: every multiple is one."""
    return Assumptions(
        np.ones((1, len(inputs.coefficients))),
        {row.id: np.array([row.value]) for row in inputs.nests},
        {row.id: np.ones(1) for row in inputs.parameters if row.low is not None},
    )


def settings(inputs: Inputs, scenarios: Sequence[Scenario]) -> Settings:
    """Lever values and readings of a list of scenarios, as :class:`Settings` with one case each."""
    values = [scenario.lever_values(inputs) for scenario in scenarios]
    readings = [scenario.reading_values(inputs) for scenario in scenarios]
    segments = population(inputs).segments
    shares: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for row in inputs.exposure:
        shares.setdefault((row.lever, row.reading), {})[row.option, row.segment] = row.share
    modes: dict[tuple[str, str], dict[str, int]] = {}
    for row in inputs.lever_modes:
        known = KINDS[inputs.lever(row.lever).kind].modes
        modes.setdefault((row.lever, row.reading), {})[row.option] = known.index(row.mode)
    return Settings(
        {row.id: np.array([value[row.id] for value in values]) for row in inputs.levers},
        {
            lever: np.array([mode[chosen[reading]] for chosen in readings])
            for (lever, reading), mode in modes.items()
        },
        {
            # Rows without a reading hold whatever is read.
            lever: np.array([[table[chosen.get(reading, ""), s] for s in segments] for chosen in readings])
            for (lever, reading), table in shares.items()
        },
    )


def beliefs(inputs: Inputs, chosen: Scenario) -> Scenario:
    """The belief levers of a scenario as a scenario of their own."""
    return Scenario(tuple(pair for pair in chosen.levers if inputs.lever(pair[0]).belief))


def reaches(inputs: Inputs, lever: Lever) -> Truths:
    """(S,) whether the row's ``segments`` cell names a segment: ``all``, a tag, or ``not`` a tag."""
    tag = lever.segments.removeprefix("not ")
    named = np.array([tag == "all" or tag in row.tags for row in inputs.segments])
    return ~named if lever.segments.startswith("not ") else named


def believed(inputs: Inputs, given: Settings, assumptions: Assumptions) -> tuple[Floats, Values]:
    """(N, S, K) coefficients and the parameters (N,), after the user's belief levers."""
    people = population(inputs)
    weights = assumptions.weights
    parameters = {
        row.id: row.value * assumptions.parameters.get(row.id, np.ones(1)) for row in inputs.parameters
    }
    for lever in inputs.levers:
        if lever.belief:
            said = lever, given.levers[lever.id], assumptions.parameters, people.coefficients
            weights, parameters = EFFECTS[lever.kind](weights, parameters, *said)
    return weights[:, None, :] * people.values, parameters


@lru_cache(maxsize=32)
def own_multiples(inputs: Inputs, chosen: Scenario) -> dict[str, float]:
    """What the belief levers of a scenario multiply each coefficient and parameter by: id -> multiple."""
    own = settings(inputs, [chosen])
    weights, parameters = believed(inputs, own, central(inputs))
    people = population(inputs)
    multiples = dict(zip(people.coefficients, (weights[0, 0] / people.values[0]).tolist(), strict=True))
    return multiples | {
        row.id: float(parameters[row.id][0] / row.value) for row in inputs.parameters if row.value
    }


def levels(inputs: Inputs, given: Settings) -> Values:
    """attribute id -> (C, S, J) level after the levers that act on one, and the nudges.

    Whatever the order of the rows, a level is first set by a *lottery*, then multiplied by every *scale*, then
    moved by the sum of all *shifts*; each result is clipped once to the range of its attribute.
    """
    people = population(inputs)
    moved = {name: level[None] for name, level in people.levels.items()}
    touched = set()
    for lever in _in_turn(inputs):
        value = given.levers[lever.id][:, None]
        if KINDS[lever.kind].limited and (value == lever.baseline).all():
            continue
        column = people.destination(lever.destination)
        level = np.repeat(
            moved[lever.attribute], len(value) if len(moved[lever.attribute]) == 1 else 1, axis=0
        )
        new = EFFECTS[lever.kind](level[..., column], value, lever, people)
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


@lru_cache(maxsize=16)
def _in_turn(inputs: Inputs) -> tuple[Lever, ...]:
    """The levers that act on a level, in the order in which they do."""
    found = [row for row in inputs.levers if KINDS[row.kind].acts_on == LEVEL]
    return tuple(sorted(found, key=lambda row: KINDS[row.kind].turn))


def fee_effect(inputs: Inputs, given: Settings, lever: Lever, wage: Floats | float) -> tuple[Floats, Floats]:
    """What a fee leaves of pay and offers at one wage, central; see :func:`scenarios.engine.effects.fee_effect`."""
    _, parameters = believed(inputs, given, central(inputs))
    return effects.fee_effect(Met(inputs, given, {}, {}, {}, parameters), lever, wage)


def utility_change(inputs: Inputs, given: Settings, assumptions: Assumptions) -> Floats:
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
    change = np.zeros((*np.broadcast_shapes((len(weights),), (given.cases,)), *people.shares.shape))
    counted = {
        row.id: (row.sign or 0) * weights[:, :, people.coefficient(row.coefficient)]
        for row in inputs.attributes
        if row.form != "income"
    }
    for name, weight in counted.items():
        gap = term(inputs.attribute(name), now) - term(inputs.attribute(name), start)
        if gap.any():
            change += weight[..., None] * gap
    for lever in inputs.levers:
        if KINDS[lever.kind].acts_on == PART and (given.levers[lever.id] != lever.baseline).any():
            column = people.destination(lever.destination)
            before = {name: level[:, column] for name, level in people.levels.items()}
            here = {name: level[..., column] for name, level in now.items()}
            met = Met(inputs, given, before, here, counted, parameters)
            change[..., column] += EFFECTS[lever.kind](met, lever)
    return change


@lru_cache(maxsize=16)
def settings_at_baseline(inputs: Inputs) -> Settings:
    """One case with every lever at its baseline."""
    return Settings({row.id: np.array([row.baseline]) for row in inputs.levers}, {}, {})


@lru_cache(maxsize=16)
def _starting_levels(inputs: Inputs) -> Values:
    return levels(inputs, settings_at_baseline(inputs))
