"""A scenario -> of 100 people of a group who turn away from one destination, how many go where.

Only what acts on that destination alone is run: its own levers, with the readings and beliefs of the scenario.
Then nothing else has become better or worse, and no other destination loses anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenarios.engine import group, simulate
from scenarios.engine.arrays import Floats
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs

DEFINED, NO_LOSS, LACKING = "defined", "no_loss", "lacking"
"""Whether there are leavers, the values of :attr:`Leavers.state`: the share falls; it does not, so nobody leaves;
the group has no such destination."""

LEAST = 1e-9
"""A fall of a share, as a fraction, below which it is lost in rounding who goes where."""

STILL = 0.1
"""People of 100: a range that is narrower is none."""


@dataclass(frozen=True)
class Going:
    """How many of 100 leavers go to one destination, or to the destinations of one nest."""

    id: str
    people: float
    """Central, like ``change_pp`` and ``loss_pp`` of :class:`Leavers`."""
    low: float
    """5th percentile over the draws in which the share falls; ``high`` is the 95th. NaN without such draws."""
    high: float


@dataclass(frozen=True)
class Leavers:
    """Where those who leave one destination go. Without leavers ``going`` is empty and ``together`` is ``None``."""

    segment: str
    destination: str
    """The one that is left."""
    state: str
    change_pp: float
    """What its own levers change its share by, points."""
    loss_pp: float
    """Points of the groups whose share falls, 0 if there are none; for one group the fall of its share."""
    going: tuple[Going, ...]
    """The other destinations in the order of ``destinations.csv``; their people sum to 100."""
    together: Going | None
    """Those who go to the other destinations of its nest; for the US the English-speaking ones."""
    nest: tuple[str, ...]
    """The other destinations of its nest."""
    rising: tuple[str, ...]
    """Segments whose share rises instead: nobody of them leaves, so they do not count."""
    draws: int
    undefined: int
    """How many of the draws are left out, because nobody leaves in them."""

    @property
    def people(self) -> dict[str, float]:
        """Destination -> people of 100."""
        return {going.id: going.people for going in self.going}

    @property
    def fixed(self) -> bool:
        """Whether no draw moves it: those who leave a status quo go where others went before, in proportion."""
        return bool(self.going) and all(going.high - going.low < STILL for going in self.going)


@lru_cache(maxsize=64)
def leavers(inputs: Inputs, chosen: Scenario, segment: str, destination: str, draws: int = 1024) -> Leavers:
    """Follow the people of a group who leave one destination.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL`: the people of all groups whose share falls, weighted by
        their pools. What one group loses is not set off against what another one gains.
    destination : str
        Id of the one that is left.
    draws : int
        As in :func:`scenarios.engine.simulate.run`.

    Returns
    -------
    Leavers

    Raises
    ------
    ScenarioError
        For an unknown segment or destination.
    ValueError
        If ``draws`` is not a power of two.
    """
    people = group.of(inputs, segment)
    column = people.column(destination)
    own = alone(inputs, chosen, destination)
    change = _change(people, own, 0)
    loss, gains = _followed(people, change, column)
    lost, gained = _followed(people, _change(people, own, draws), column) if draws else (loss[:0], gains[:0])
    falls = lost > 0
    state = (
        LACKING
        if not simulate.baseline(people.inputs)[..., column].any()
        else DEFINED
        if loss[0]
        else NO_LOSS
    )
    going = together = None
    nest = _nest(inputs, destination)
    if state == DEFINED:
        of_hundred = 100 * gains[0] / loss[0], 100 * gained[falls] / lost[falls, None]
        others = [name for name in people.destinations if name != destination]
        going = tuple(_going(people, name, [name], *of_hundred) for name in others)
        together = _going(people, inputs.destinations[column].nest, nest, *of_hundred) if nest else None
    moved = change[0, :, column]
    return Leavers(
        segment, destination, state, 100 * float(people.weights @ moved), 100 * float(loss[0]),
        going or (), together, nest,
        tuple(row.id for row, one in zip(people.inputs.segments, moved, strict=True) if one > LEAST),
        draws, int(np.count_nonzero(~falls)),
    )  # fmt: skip


def alone(inputs: Inputs, chosen: Scenario, destination: str) -> Scenario:
    """The part of a scenario that acts on one destination: its own levers, beside all beliefs and readings."""
    levers = (
        (name, value)
        for name, value in chosen.levers
        if inputs.lever(name).destination == destination or inputs.lever(name).belief
    )
    return Scenario(tuple(levers), chosen.readings)


def _nest(inputs: Inputs, destination: str) -> tuple[str, ...]:
    """The other destinations of the nest of one."""
    nests = inputs.column("destinations", "nest")
    return tuple(name for name in nests if nests[name] == nests[destination] and name != destination)


def _change(people: group.Group, chosen: Scenario, draws: int) -> Floats:
    """(N, S, J) change of each share; one row for no draws."""
    given = people.settings([chosen])
    return simulate.shares(people.inputs, given, people.assumptions(draws)) - simulate.baseline(
        people.inputs, draws
    )


def _followed(people: group.Group, change: Floats, column: int) -> tuple[Floats, Floats]:
    """(N,) what a destination loses in the groups in which it loses, and (N, J) what the others gain there."""
    moved = change[:, :, column]
    counted = people.weights * (moved < -LEAST)
    # When one destination loses appeal no other one can lose people: what is below zero is rounding.
    gains = np.maximum(np.einsum("ns,nsj->nj", counted, change), 0)
    gains[:, column] = 0
    return gains.sum(axis=1), gains


def _going(people: group.Group, name: str, places: Iterable[str], central: Floats, drawn: Floats) -> Going:
    """People who go to any of some places, with the range of their sum."""
    columns = [people.column(place) for place in places]
    low, high = (
        np.quantile(drawn[:, columns].sum(axis=1), [simulate.LOW, simulate.HIGH]).tolist()
        if len(drawn)
        else (float("nan"), float("nan"))
    )
    return Going(name, float(central[columns].sum()), low, high)
