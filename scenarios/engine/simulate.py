"""Inputs + scenario (+ draws) -> shares of every segment and destination, before and in the scenario.

A run is a pure function of its arguments. Every draw is a pair (baseline, scenario), so ranges belong to
the change itself and a scenario that changes nothing has no range.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, TypedDict, cast

import numpy as np

from scenarios.engine import draws as ranges
from scenarios.engine import model, policy
from scenarios.engine.arrays import Floats
from scenarios.engine.cases import Assumptions, Settings
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs

LOW, HIGH = 0.05, 0.95
"""The range runs from the 5th to the 95th percentile of the paired differences: nine in ten draws."""

FEWEST, MOST = 128, 65536
"""How many draws may be asked for, beside none."""


NestTree: TypeAlias = "tuple[int | tuple[str, NestTree], ...]"
"""Members of a nest: positions of destinations, and pairs of the id and the members of a nest within."""


class ShareRow(TypedDict):
    """One row of :meth:`Run.table`."""

    segment: str
    destination: str
    baseline: float
    """Fraction, like ``share``."""
    share: float
    change_pp: float
    """Points, like ``low_pp`` and ``high_pp``, which are NaN without draws."""
    low_pp: float
    high_pp: float


class Changes:
    """What ``baseline``, ``share`` and ``draws`` of a run say about its changes."""

    baseline: Floats
    share: Floats
    draws: Floats | None

    @property
    def change(self) -> Floats:
        """Share minus baseline, central; the shape of ``share``."""
        return self.share - self.baseline

    @property
    def drawn(self) -> Floats:
        """The draws; raises ``ValueError`` for a run without."""
        if self.draws is None:
            raise ValueError("a run without draws has no ranges; run it with draws")
        return self.draws

    def range(self) -> tuple[Floats, Floats]:
        """Low and high of the change over the draws, each of the shape of ``share``; NaN without draws."""
        if self.draws is None:
            nothing = np.full(self.share.shape, np.nan)
            return nothing, nothing
        low, high = np.quantile(self.draws, [LOW, HIGH], axis=0)
        return low, high


@dataclass(frozen=True, eq=False)
class Run(Changes):
    """Shares of S segments over J destinations; changes are fractions, not points."""

    segments: tuple[str, ...]
    destinations: tuple[str, ...]
    baseline: Floats
    """(S, J), central."""
    share: Floats
    """(S, J), central; not to be written to, like the baseline."""
    draws: Floats | None
    """(N, S, J) share minus baseline in each draw; ``None`` without draws."""

    def table(self) -> dict[str, list[str] | list[float]]:
        """Long table, one row for each segment and destination, in the order of the inputs.

        Returns
        -------
        dict of str to list
            Columns segment, destination, baseline, share (fractions), change_pp, low_pp, high_pp
            (points; NaN without draws).
        """
        low, high = self.range()
        return {
            "segment": np.repeat(self.segments, len(self.destinations)).tolist(),
            "destination": np.tile(self.destinations, len(self.segments)).tolist(),
            "baseline": self.baseline.ravel().tolist(),
            "share": self.share.ravel().tolist(),
            "change_pp": (100 * self.change).ravel().tolist(),
            "low_pp": (100 * low).ravel().tolist(),
            "high_pp": (100 * high).ravel().tolist(),
        }

    def rows(self) -> list[ShareRow]:
        """The rows of :meth:`table`, as a list of dict."""
        columns = self.table()
        rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        return [cast(ShareRow, row) for row in rows]


def run(inputs: Inputs, scenario: Scenario, draws: int = 1024) -> Run:
    """Run one scenario.

    Parameters
    ----------
    inputs : Inputs
    scenario : Scenario
    draws : int
        0 for the central run alone, or a power of two from 128 to 65536.

    Returns
    -------
    Run

    Raises
    ------
    ValueError
        If ``draws`` is not allowed.
    """
    if not allowed(draws):
        raise ValueError(f"draws: {draws} is not 0 or a power of two from {FEWEST} to {MOST}")
    people = policy.population(inputs)
    spread = None
    if draws:
        given = policy.settings(inputs, [scenario])
        spread = shares(inputs, given, ranges.sample(inputs, draws)) - baseline(inputs, draws)
    share = _central(inputs, scenario)
    return Run(people.segments, people.destinations, baseline(inputs)[0], share, spread)


@lru_cache(maxsize=64)
def _central(inputs: Inputs, scenario: Scenario) -> Floats:
    """Central shares, the same array for every run of a scenario; a page asks for them more than once."""
    share = shares(inputs, policy.settings(inputs, [scenario]), policy.central(inputs))[0]
    share.flags.writeable = False
    return share


def central_changes(inputs: Inputs, scenarios: Sequence[Scenario]) -> Floats:
    """Changes of several scenarios under the central assumptions, in one run.

    Parameters
    ----------
    inputs : Inputs
    scenarios : sequence of Scenario
        C of them.

    Returns
    -------
    numpy.ndarray, shape (C, S, J)
        Share minus baseline, fractions.
    """
    return shares(inputs, policy.settings(inputs, scenarios), policy.central(inputs)) - baseline(inputs)


def allowed(draws: int) -> bool:
    """Whether a number of draws may be asked for: 0, or a power of two within the limits."""
    return draws == 0 or (FEWEST <= draws <= MOST and not draws & (draws - 1))


@lru_cache(maxsize=32)
def baseline(inputs: Inputs, draws: int = 0) -> Floats:
    """Shares at the baseline.

    Parameters
    ----------
    inputs : Inputs
    draws : int
        0 for the central assumptions.

    Returns
    -------
    numpy.ndarray, shape (max(N, 1), S, J)
        The same in each draw but for rounding, so that a change of nothing is exactly none. The same array at
        each call, so it is not to be written to.
    """
    assumptions = ranges.sample(inputs, draws) if draws else policy.central(inputs)
    start = shares(inputs, policy.settings_at_baseline(inputs), assumptions)
    start.flags.writeable = False
    return start


def shares(inputs: Inputs, given: Settings, assumptions: Assumptions) -> Floats:
    """Choice probabilities of every case.

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
        Rows sum to one; exactly 0 where a segment lacks a destination.
    """
    people = policy.population(inputs)
    change = policy.utility_change(inputs, given, assumptions)
    result = np.empty_like(change)
    for members, nests in nest_trees(inputs):
        rows = np.array(members)
        tree = _with_scales(nests, assumptions.scales)
        start = model.constants(people.shares[rows], tree)
        available = people.shares[rows] > 0
        utility = np.where(available, start, 0.0) + change[:, rows]
        result[:, rows] = model.choice_probabilities(utility, available, tree)
    return result


@lru_cache(maxsize=16)
def nest_trees(inputs: Inputs) -> tuple[tuple[tuple[int, ...], NestTree], ...]:
    """Which nests each segment sees: a tuple of (segment positions, tree of (nest id, members)).

    The status quo stands alone at the top, and a segment's return destination stands in the nest for returning.
    Segments with the same tree share an entry.
    """
    groups: dict[NestTree, list[int]] = {}
    for position, segment in enumerate(inputs.segments):
        homes = {}
        for column, row in enumerate(inputs.destinations):
            if row.id != segment.status_quo:
                homes[column] = inputs.about.return_nest if row.id == segment.return_destination else row.nest
        tree = tuple(_grow(inputs, "", homes))
        groups.setdefault(tree, []).append(position)
    return tuple((tuple(members), tree) for tree, members in groups.items())


def _grow(inputs: Inputs, parent: str, homes: Mapping[int, str]) -> Iterator[int | tuple[str, NestTree]]:
    for nest in inputs.nests:
        if nest.parent == parent:
            inside: list[int | tuple[str, NestTree]] = [
                column for column, home in homes.items() if home == nest.id
            ]
            inside += _grow(inputs, nest.id, homes)
            if inside:
                yield (nest.id, tuple(inside))


def _with_scales(tree: NestTree, scales: Mapping[str, Floats]) -> model.Nests:
    return [
        (scales[member[0]][:, None], _with_scales(member[1], scales)) if isinstance(member, tuple) else member
        for member in tree
    ]
