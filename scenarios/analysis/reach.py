"""Which groups a lever can move, and which changes of a scenario are without effect: asked of the model itself."""

from typing import TypeVar

import numpy as np

from scenarios.engine import policy
from scenarios.engine.arrays import Truths
from scenarios.engine.effects import EFFECTS
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.inputs.kinds import KINDS
from scenarios.inputs.rows import Lever

Changed = TypeVar("Changed", float, str)


def at_limit(inputs: Inputs, chosen: Scenario, lever: Lever) -> set[str]:
    """Segments for which a lever has moved into a limit that swallowed part of the move.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    lever : Lever
        Of a kind that changes a level; others have no limit.

    Returns
    -------
    set of str
        Segment ids.
    """
    value = chosen.lever_values(inputs)[lever.id]
    if not KINDS[lever.kind].limited or value == lever.baseline:
        return set()
    people = policy.population(inputs)
    attribute = inputs.attribute(lever.attribute)
    column = people.destination(lever.destination)
    others = tuple((name, other) for name, other in chosen.levers if name != lever.id)
    start = policy.levels(inputs, policy.settings(inputs, [Scenario(others, chosen.readings)]))[
        lever.attribute
    ][0, :, column]
    moved = EFFECTS[lever.kind](start, value, lever, people)
    high = min(limit for limit in (attribute.max, attribute.cap, np.inf) if limit is not None)
    low = -np.inf if attribute.min is None else attribute.min
    beyond = ((moved > high) | (moved < low)) & (moved != start) & policy.reaches(inputs, lever)
    return _named(inputs, beyond)


def idle(inputs: Inputs, chosen: Scenario) -> dict[str, set[str]]:
    """What was changed without an effect.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario

    Returns
    -------
    dict of str to set of str
        Changed lever or reading id -> the segments whose utilities are the same without that change.
    """
    without = {name: Scenario(_less(chosen.levers, name), chosen.readings) for name, _ in chosen.levers}
    without |= {name: Scenario(chosen.levers, _less(chosen.readings, name)) for name, _ in chosen.readings}
    change = policy.utility_change(
        inputs, policy.settings(inputs, [chosen, *without.values()]), policy.central(inputs)
    )
    same = (change[1:] == change[0]).all(axis=-1)
    return {name: _named(inputs, held) for name, held in zip(without, same, strict=True)}


def _less(pairs: tuple[tuple[str, Changed], ...], name: str) -> tuple[tuple[str, Changed], ...]:
    return tuple(pair for pair in pairs if pair[0] != name)


def unreached(inputs: Inputs, chosen: Scenario, lever: Lever) -> set[str]:
    """Segments that a lever cannot move under the readings of a scenario, its companion being at its maximum."""
    if lever.belief:
        return set()
    partner = ((lever.companion, inputs.lever(lever.companion).max),) if lever.companion else ()
    tried = [Scenario(partner, chosen.readings)]
    tried += [Scenario(((lever.id, value), *partner), chosen.readings) for value in (lever.min, lever.max)]
    change = policy.utility_change(inputs, policy.settings(inputs, tried), policy.central(inputs))
    still = (change[1:] == change[0]).all(axis=(0, -1))
    return _named(inputs, still)


def _named(inputs: Inputs, mask: Truths) -> set[str]:
    """The ids of the segments where a mask (S,) holds."""
    return set(np.array(policy.population(inputs).segments)[mask].tolist())
