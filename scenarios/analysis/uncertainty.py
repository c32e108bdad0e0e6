"""A run with draws -> how far its order can be relied on: ranges, ranks, who is ahead, and how that is said.

A draw changes the assumptions of the baseline and of the scenario alike, so ranges belong to the change
itself. A share of draws is the reach of the ranges of the inputs, not a probability of events.
"""

import math
from dataclasses import dataclass

import numpy as np

from scenarios.analysis.conclusions import TIE
from scenarios.engine import simulate
from scenarios.engine.arrays import Floats, Whole
from scenarios.engine.group import GroupRun

SHARE, CHANGE = "share", "change"
"""What destinations are put in order by."""

TIED, CLOSE, IN, OVER, UNDER = "tied", "close", "in", "over", "under"
"""How a share of draws is said, the states of :func:`said`: the same in most draws; too close to call; in so
many percent of draws; in more than that; in fewer than that."""

EVEN, NEAR, STEP, MOST = 50, 5, 5, 95
"""Percent: neither is ahead; up to how far from that it is too close to call; what percentages are rounded to;
the largest one that is ever named (the smallest is as far from 0)."""


@dataclass(frozen=True)
class Standing:
    """Where one destination stands; numbers are fractions."""

    destination: str
    share: float
    """Central, like ``change``."""
    change: float
    low: float
    """5th percentile of the paired change over the draws; ``high`` is the 95th."""
    high: float
    best: int | None = None
    """5th percentile of its rank over the draws, 1 for the first; those that are tied share the better rank.
    ``None``, like ``worst``, for what is many countries together: it is in no order."""
    worst: int | None = None
    """95th percentile of its rank."""
    next_: str = ""
    """The destination right behind it in the central order; empty for the last."""
    ahead: float = 1.0
    """Share of draws in which it is ahead of that one, a tie counts half; 1 for the last, who has none behind."""
    tied: float = 0.0
    """Share of draws in which the two are tied."""


def standings(run: GroupRun, by: str = SHARE) -> tuple[Standing, ...]:
    """The destinations of a group in their order, and how the order holds over the draws.

    Parameters
    ----------
    run : group.GroupRun
        With N draws.
    by : str
        :data:`SHARE`, or :data:`CHANGE` to order by what the scenario adds.

    Returns
    -------
    tuple of Standing
        Best first in the central run, tied ones in the order of the inputs, those without a rank after all
        others. Destinations that the group lacks are left out. A rank is one that occurs: at least 5% of the
        draws are at ``best`` or better, at least 95% are at ``worst`` or better.

    Raises
    ------
    ValueError
        If the run has no draws, or for another ``by``.
    """
    order, values = _ordered(run, by)
    gaps = values[:, :, None] - values[:, None, :]
    ranks = 1 + (gaps < -TIE).sum(axis=2)
    limits = [simulate.LOW, simulate.HIGH]
    best, worst = np.quantile(ranks, limits, axis=0, method="inverted_cdf")
    lead, tied = _leads(values[:, :-1] - values[:, 1:])
    names = [run.group.destinations[column] for column in order]
    ranked = zip(
        names,
        best.astype(int).tolist(),
        worst.astype(int).tolist(),
        [*names[1:], ""],
        [*lead.tolist(), 1.0],
        [*tied.tolist(), 0.0],
        strict=True,
    )
    ranks_of = {name: ranks for name, *ranks in ranked}
    rests = [name for name in run.group.rests if run.baseline[run.group.column(name)]]
    names += sorted(rests, key=run.group.column)
    columns = [run.group.column(name) for name in names]
    low, high = np.quantile(run.drawn[:, columns], limits, axis=0)
    numbers = (array.tolist() for array in (run.share[columns], run.change[columns], low, high))
    return tuple(
        Standing(name, *row, *ranks_of.get(name, ())) for name, *row in zip(names, *numbers, strict=True)
    )


def matrix(run: GroupRun, by: str = SHARE) -> tuple[tuple[str, ...], Floats, Floats]:
    """In how many draws each destination is ahead of each other one.

    Parameters
    ----------
    run : group.GroupRun
        With draws.
    by : str
        As in :func:`standings`.

    Returns
    -------
    names : tuple of str
        The K destinations of the group that have a rank, in the order of :func:`standings`.
    ahead, tied : numpy.ndarray, shape (K, K)
        Shares of draws in which the row is ahead of the column, a tie counts half, and in which they are tied;
        NaN on the diagonals.

    Raises
    ------
    ValueError
        As in :func:`standings`.
    """
    order, values = _ordered(run, by)
    lead, tied = _leads(values[:, :, None] - values[:, None, :])
    np.fill_diagonal(lead, np.nan)
    np.fill_diagonal(tied, np.nan)
    return tuple(run.group.destinations[column] for column in order), lead, tied


def said(share: float, tied: float = 0.0) -> tuple[str, int]:
    """How a share of draws is put into words: never finer than the draws bear, never as good as certain.

    Parameters
    ----------
    share : float
        Share of draws in which a statement holds, a tie counts half.
    tied : float
        Share of draws that are ties.

    Returns
    -------
    state : str
        :data:`TIED` if more than half of the draws are ties; :data:`CLOSE` from 45% to 55%; :data:`OVER`
        above 95%; :data:`UNDER` below 5%; otherwise :data:`IN`.
    percent : int
        50 for the first two, 95 and 5 for the next two. Otherwise rounded to 5%; what lies halfway goes
        towards 50, so that no more is said than holds, and a statement and its opposite add up to 100.

    Raises
    ------
    ValueError
        If a share is not from 0 to 1.

    Examples
    --------
    >>> said(0.81), said(0.925), said(0.9501)
    (('in', 80), ('in', 90), ('over', 95))
    """
    if not (0 <= share <= 1 and 0 <= tied <= 1):
        raise ValueError(f"{share} and {tied} are not both shares from 0 to 1")
    # 100 * 0.55 is 55.000000000000007: such rounding must not decide on which side of an edge a share lies.
    off = round(100 * share - EVEN, 9)
    if tied > 0.5:
        return TIED, EVEN
    if abs(off) <= NEAR:
        return CLOSE, EVEN
    if abs(off) > MOST - EVEN:
        return (OVER, MOST) if off > 0 else (UNDER, 100 - MOST)
    rounded = STEP * math.ceil(abs(off) / STEP - 0.5)
    return IN, EVEN + rounded if off > 0 else EVEN - rounded


def dots(run: GroupRun, destination: str, count: int = 20) -> Floats:
    """The change of one share as a few dots, each of which stands for as many draws as any other.

    Parameters
    ----------
    run : group.GroupRun
        With draws.
    destination : str
        Id.
    count : int
        How many dots; each stands for 1/count of the draws.

    Returns
    -------
    numpy.ndarray, shape (count,)
        Points, ascending: the quantiles (i + 1/2) / count. Zeros if nothing moves the share.

    Raises
    ------
    ScenarioError
        For an unknown destination.
    ValueError
        If the run has no draws.

    References
    ----------
    Kay et al. (2016), "When (ish) is my bus?", for quantile dots.
    """
    _, changes = _values(run, CHANGE)
    return 100 * np.quantile(changes[:, run.group.column(destination)], (np.arange(count) + 0.5) / count)


def _values(run: GroupRun, by: str) -> tuple[Floats, Floats]:
    """(J,) central and (N, J) drawn numbers that destinations are put in order by, fractions."""
    if by == SHARE:
        return run.share, run.baseline + run.drawn
    if by == CHANGE:
        return run.change, run.drawn
    raise ValueError(f"by: {by!r} is not {SHARE!r} or {CHANGE!r}")


def _ordered(run: GroupRun, by: str) -> tuple[Whole, Floats]:
    """Positions of the K destinations that the group has and that have a rank, in the central order, and their
    (N, K) draws."""
    central, drawn = _values(run, by)
    ranked = [name not in run.group.rests for name in run.group.destinations]
    there = np.flatnonzero(run.baseline * ranked)
    # Counted in ties, so that rounding does not decide which of two equal ones comes first.
    order = there[np.argsort(-np.round(central[there] / TIE), kind="stable")]
    return order, drawn[:, order]


def _leads(gaps: Floats) -> tuple[Floats, Floats]:
    """Share of the draws (first axis) in which a gap is positive, a tie counting half, and in which it is a tie."""
    tied = (abs(gaps) <= TIE).mean(axis=0)
    return (gaps > TIE).mean(axis=0) + tied / 2, tied
