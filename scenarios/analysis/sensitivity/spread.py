"""A scenario's draws -> how much of the spread of one share's change each assumption explains alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from scenarios.analysis import conclusions
from scenarios.engine import draws as ranges
from scenarios.engine import group
from scenarios.engine.arrays import Floats, Whole
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs

BINS = 8
"""Bins of equally many draws for each assumption, with a line in each."""

POINTS = 4
"""Draws that stand behind each fitted number at least; with fewer draws there are fewer bins."""

SWEEPS = 3
"""Rounds over all inputs in the fit; inputs that are independent hardly move after the first."""

NOISE = 0.02
"""Parts of the variance below this are noise. Of inputs without any effect, one in two hundred comes above it
with 1,024 random points if nothing else explains the result either. The project's own draws are balanced: there
the largest that was found is 0.003."""


Binned = tuple[Whole, Floats, Whole, Floats]


@dataclass(frozen=True)
class Driver:
    """One assumption, and the part of the variance of the change that it explains alone."""

    id: str
    kind: str
    """As in :class:`scenarios.analysis.sensitivity.Bar`."""
    share: float
    """First-order index, 0 to 1; below :data:`NOISE` it means nothing. From 1,024 draws it was within 0.05 of the
    one from 16,384."""


@dataclass(frozen=True)
class Drivers:
    """The spread of one share's change over the draws, and what it comes from; the largest part first."""

    segment: str
    destination: str
    draws: int
    parts: tuple[Driver, ...]
    """Empty if nothing varies."""
    together: float
    """The rest that only combinations explain: one minus the parts, not below 0."""
    spread_pp: float
    """Standard deviation of the change, points."""


@lru_cache(maxsize=64)
def drivers(inputs: Inputs, chosen: Scenario, segment: str, destination: str, draws: int = 1024) -> Drivers:
    """Split the variance of one share's change over the assumptions.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
        The user's own beliefs multiply all draws alike, so they are no part of the spread.
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL`.
    destination : str
    draws : int
        A power of two. Below about 1,024 the parts become coarse.

    Returns
    -------
    Drivers
        The inputs are the assumptions as drawn, before a nest is cut to the one around it: only those are
        independent, and a cut belongs to the two nests together.

    Raises
    ------
    ScenarioError
        For an unknown segment or destination.
    ValueError
        If the number of draws is 0 or not a power of two.
    """
    people = group.of(inputs, segment)
    column = people.column(destination)
    change = group.run(people, chosen, draws).drawn[:, column]
    spread = float(change.std())
    if spread <= conclusions.TIE:
        return Drivers(segment, destination, draws, (), 0.0, 0.0)
    found = first_order(ranges.points(people.inputs, draws).T, change).tolist()
    parts = [
        Driver(row.id, row.kind, part) for row, part in zip(ranges.ranged(people.inputs), found, strict=True)
    ]
    parts.sort(key=lambda part: -part.share)
    together = max(0.0, 1 - sum(found))
    return Drivers(segment, destination, draws, tuple(parts), together, 100 * spread)


def first_order(x: ArrayLike, y: ArrayLike, bins: int = BINS) -> Floats:
    """First-order sensitivity indices from given data.

    The conditional mean of ``y`` is taken to be a line within each of a few bins of the ranks of an input.
    Those of all inputs are fitted together, each to what the others leave (backfitting), and what a fit of
    noise alone would explain is taken off; below 0 counts as 0.

    Parameters
    ----------
    x : array_like, shape (N, D)
        Independent inputs of any distribution; only ranks count, ties stand in the order given.
    y : array_like, shape (N,)
    bins : int
        At most this many, fewer where fewer than :data:`POINTS` points stand behind each fitted number.

    Returns
    -------
    numpy.ndarray, shape (D,)
        Part of the variance of ``y`` that the mean of ``y`` given the input explains; 0 if nothing varies.

    References
    ----------
    Plischke, Borgonovo and Smith (2013), "Global sensitivity measures from given data". Buja, Hastie and
    Tibshirani (1989), "Linear smoothers and additive models", for backfitting.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    count, inputs = x.shape
    bins = max(1, min(bins, int(count / (POINTS * inputs) + 1) // 2))
    if y.std() <= 4 * np.finfo(float).eps * abs(y).max():
        return np.zeros(inputs)
    fits, rest = _fitted([_binned(column, bins) for column in x.T], y - y.mean())
    fitted = 2 * bins - 1
    others = (inputs - 1) * fitted
    noise = (rest**2).sum() / max(count - 1 - others - fitted, 1)
    # Inputs that are independent are not uncorrelated in a sample, so a joint fit explains more of the noise.
    alone = fitted * noise * count / max(count - 1 - others, 1)
    return np.maximum(((fits**2).sum(axis=1) - alone) / (count * y.var()), 0)


def _binned(values: Floats, bins: int) -> Binned:
    """Bin of each value and its offset in it, with mean 0 in each bin."""
    rank = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    bin_of = rank * bins // len(values)
    sizes = np.bincount(bin_of, minlength=bins)
    offset = rank - (np.bincount(bin_of, rank, minlength=bins) / sizes)[bin_of]
    return bin_of, offset, sizes, np.maximum(np.bincount(bin_of, offset**2, minlength=bins), 1)


def _fitted(binned: Sequence[Binned], rest: Floats) -> tuple[Floats, Floats]:
    """(D, N) fitted conditional means, and what they leave."""
    fits = np.zeros((len(binned), len(rest)))
    for _ in range(SWEEPS):
        for fit, (bin_of, offset, sizes, squares) in zip(fits, binned, strict=True):
            left = rest + fit
            means = np.bincount(bin_of, left, minlength=len(sizes)) / sizes
            slopes = np.bincount(bin_of, left * offset, minlength=len(sizes)) / squares
            fit[:] = means[bin_of] + slopes[bin_of] * offset
            rest = left - fit
    return fits, rest
