"""A scenario -> how much of one share's change belongs to each lever and reading that it changes.

The changed levers and readings are the players of a cooperative game: a subset is worth the share when only
that subset is changed. Each gets its Shapley value, the mean of what it adds over all orders in which the
changes could be made, so the parts sum to the change. Central assumptions only: medians of draws do not add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scenarios.engine import group
from scenarios.engine.arrays import Floats, Truths, Whole
from scenarios.engine.cases import Settings
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.inputs.kinds import READINGS

NOTHING, UNMOVED, SPLIT, SAMPLED = "nothing", "unmoved", "split", "sampled"
"""What became of a change, the values of :attr:`Attribution.state`: no lever or reading is changed; what is
changed does not reach the share; the change is split over all orders; it is split over sampled ones."""

MOST_EXACT = 16
"""Players up to which every subset is evaluated: 65,536 of them."""

ORDERS, SEED = 1024, 20250919
"""Sampled orders beyond that, every other one the reverse of the one before it, and their fixed seed."""

CHUNK = 8192
"""Cases evaluated in one call: less than a megabyte an array for one group."""


@dataclass(frozen=True)
class Part:
    """What one changed lever or reading contributes, in points."""

    id: str
    kind: str
    """``lever`` or ``reading``."""
    group: str
    """The lever's group, or that of the disputed facts."""
    part_pp: float
    low_order_pp: float
    """The least that it adds in any order (in any sampled order, if they are sampled)."""
    high_order_pp: float


@dataclass(frozen=True)
class Attribution:
    """The change of one share, split; the parts are sorted by size and sum to ``change_pp``."""

    segment: str
    destination: str
    state: str
    baseline: float
    """Fraction, like ``share``."""
    share: float
    change_pp: float
    parts: tuple[Part, ...]
    orders: int | None = None
    """How many orders were sampled; ``None`` if the parts are exact."""

    @property
    def exact(self) -> bool:
        """Whether the parts are the mean over all orders, not over a sample of them."""
        return self.orders is None


def split(inputs: Inputs, chosen: Scenario, segment: str, destination: str) -> Attribution:
    """Split the change of one share over the levers and readings that a scenario changes.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
        Up to 16 changes are split exactly; more of them over :data:`ORDERS` orders, always the same ones.
        What each order adds up to is the change, so the sum of the parts is exact even then.
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL` for all groups weighted by their pools.
    destination : str
        Id. A destination that the segment lacks has the share 0, and nothing moves it.

    Returns
    -------
    Attribution

    Raises
    ------
    ScenarioError
        For an unknown segment or destination.

    References
    ----------
    Shapley (1953), "A value for n-person games". Mitchell et al. (2022), "Sampling permutations for Shapley
    value estimation", for paired orders.
    """
    people = group.of(inputs, segment)
    column = people.column(destination)
    game = _play(people, chosen)
    baseline, share = float(game.baseline[column]), float(game.share[column])
    found = [numbers[:, column] for numbers in (game.parts, game.low, game.high)]
    state = NOTHING if not game.players else SAMPLED if game.orders else SPLIT
    if game.players and share == baseline and not np.any(found):
        state = UNMOVED
    parts = [
        Part(player.id, player.kind, player.group, 100 * float(part), 100 * float(low), 100 * float(high))
        for player, part, low, high in zip(game.players, *found, strict=True)
    ]
    parts.sort(key=lambda part: -abs(part.part_pp))
    return Attribution(
        segment, destination, state, baseline, share, 100 * (share - baseline), tuple(parts), game.orders
    )


class _Player(NamedTuple):
    """One changed lever or reading."""

    id: str
    kind: str
    group: str
    scenario: Scenario
    """With this change alone."""


@dataclass(frozen=True, eq=False)
class _Game:
    """The splits of all shares of a group at once, fractions."""

    players: list[_Player]
    baseline: Floats
    """(J,)"""
    share: Floats
    """(J,)"""
    parts: Floats
    """(n, J), like ``low`` and ``high``."""
    low: Floats
    high: Floats
    orders: int | None


@lru_cache(maxsize=64)
def _play(people: group.Group, chosen: Scenario) -> _Game:
    players = _players(people.inputs, chosen)
    if len(players) <= MOST_EXACT:
        orders = None
        values = _values(people, players, _subsets(len(players)))
        found = shapley(values)
    else:
        orders, ranks = ORDERS, _ranks(len(players), ORDERS)
        values = _values(people, players, _along(ranks))
        found = _means(values, ranks)
    return _Game(players, values[0].copy(), values[-1].copy(), *found, orders)


def groups(inputs: Inputs, result: Attribution) -> dict[str, float]:
    """Parts summed by group.

    Parameters
    ----------
    inputs : Inputs
    result : Attribution

    Returns
    -------
    dict of str to float
        Group -> points, in the order of ``levers.csv``, then the disputed facts; groups without a part are
        left out.
    """
    there = {part.group for part in result.parts}
    return {
        name: sum(part.part_pp for part in result.parts if part.group == name)
        for name in dict.fromkeys((*(row.group for row in inputs.levers), READINGS))
        if name in there
    }


def shapley(values: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Shapley values of a game, and the least and the most that each player adds to any subset.

    Parameters
    ----------
    values : array_like, shape (2**n,) or (2**n, J)
        Worth of each subset in J games, in any unit; bit k of the position says whether player k is present.

    Returns
    -------
    parts, low, high : numpy.ndarray, shape (n,) or (n, J)
        In the unit of ``values``. The parts sum to the worth of all minus the worth of none.

    Raises
    ------
    ValueError
        If the number of values is not a power of two.

    Examples
    --------
    >>> shapley([0, 1, 2, 5])[0].tolist()
    [2.0, 3.0]
    """
    values = np.asarray(values, dtype=float)
    players = len(values).bit_length() - 1 if values.ndim else -1
    if players < 0 or len(values) != 2**players:
        raise ValueError(f"a game of n players has 2**n values, not {values.shape}")
    games = values.shape[1:]
    parts, low, high = np.zeros((3, players, *games))
    weights = _weights(players)
    for player in range(players):
        pairs = values.reshape(-1, 2, 2**player, *games)
        adds = pairs[:, 1] - pairs[:, 0]
        parts[player] = np.tensordot(weights.reshape(-1, 2, 2**player)[:, 0], adds, axes=2)
        low[player], high[player] = adds.min(axis=(0, 1)), adds.max(axis=(0, 1))
    return parts, low, high


@lru_cache(maxsize=MOST_EXACT + 1)
def _weights(players: int) -> Floats:
    """(2**n,) share of the orders in which exactly this subset comes before a given player outside it."""
    share = np.ones(max(players, 1))
    for size in range(players):
        # 1 / (n * C(n-1, size)), each from the one before.
        share[size] = 1 / players if size == 0 else share[size - 1] * size / (players - size)
    sizes = _subsets(players).sum(axis=1)
    weights = share[np.minimum(sizes, max(players, 1) - 1)]
    weights.flags.writeable = False
    return weights


def _subsets(players: int) -> Truths:
    """(2**n, n) whether each player is present in each subset, the empty one first and the full one last."""
    return (np.arange(2**players)[:, None] >> np.arange(players) & 1).astype(bool)


def _ranks(players: int, orders: int) -> Whole:
    """(orders, n) position of each player in each order; every other order is the reverse of the one before."""
    random = np.random.default_rng(SEED)
    ranks = np.empty((orders, players), dtype=int)
    ranks[::2] = random.permuted(np.tile(np.arange(players), (orders // 2, 1)), axis=1)
    ranks[1::2] = players - 1 - ranks[::2]
    return ranks


def _along(ranks: Whole) -> Truths:
    """(orders * (n+1), n) the subsets that each order passes, from none to all."""
    steps = np.arange(ranks.shape[1] + 1)
    return (ranks[:, None, :] < steps[None, :, None]).reshape(-1, ranks.shape[1])


def _means(values: Floats, ranks: Whole) -> tuple[Floats, Floats, Floats]:
    """Mean, least and most that each player adds over the orders, from the worth of :func:`_along`."""
    steps = np.diff(values.reshape(len(ranks), -1, values.shape[-1]), axis=1)
    adds = np.take_along_axis(steps, ranks[:, :, None], axis=1)
    return adds.mean(axis=0), adds.min(axis=0), adds.max(axis=0)


def _players(inputs: Inputs, chosen: Scenario) -> list[_Player]:
    """What a scenario changes, in the order of ``levers.csv``, then of the readings."""
    levers, readings = dict(chosen.levers), dict(chosen.readings)
    return [
        *(
            _Player(row.id, "lever", row.group, Scenario(levers=((row.id, levers[row.id]),)))
            for row in inputs.levers
            if row.id in levers
        ),
        *(
            _Player(name, "reading", READINGS, Scenario(readings=((name, readings[name]),)))
            for name in inputs.reading_options()
            if name in readings
        ),
    ]


def _values(people: group.Group, players: Sequence[_Player], present: Truths) -> Floats:
    """(C, J) shares, fractions, when only the players in each row of ``present`` (C, n) are changed."""
    alone = people.settings([Scenario(), *(player.scenario for player in players)])
    central = people.assumptions()
    return np.concatenate(
        [
            people.shares(_dealt(alone, present[first : first + CHUNK]), central)
            for first in range(0, len(present), CHUNK)
        ]
    )


def _dealt(alone: Settings, present: Truths) -> Settings:
    """Settings of each subset, from those of the baseline and of each player alone.

    Each value of the settings depends on one lever or on one reading, so it is that player's or the baseline's.
    """

    def deal(values: NDArray[Any]) -> NDArray[Any]:
        dealt = np.repeat(values[:1], len(present), axis=0)
        for player in range(present.shape[1]):
            if (values[player + 1] != values[0]).any():
                dealt[present[:, player]] = values[player + 1]
        return dealt

    return alone.each(deal)
