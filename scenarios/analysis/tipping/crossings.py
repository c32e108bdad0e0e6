"""A margin as a function of one number -> where it is zero, and whether it changes its sign there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import scipy

from scenarios.analysis.conclusions import TIE
from scenarios.engine.arrays import Floats, Truths, Whole

Margin = Callable[[Floats], Floats]
"""(C,) values -> their (C,) margins."""

Point = tuple[float, float]
"""A value and its margin."""

CROSSES, SEVERAL, TOUCHES = "crosses", "several", "touches"
ALWAYS, NEVER, FLAT = "always", "never", "flat"
"""What becomes of a margin over a range: it changes its sign once; more often; it reaches zero and never
changes its sign; it is above zero everywhere; below zero everywhere; it does not vary."""

GRID = 65
"""Values at which a margin is tried first."""

PROBE = 1e-6
"""Part of a cell after which it is seen whether a margin comes nearer to zero inside the cell."""

EXACT = 1e-12
"""Part of a range to which a root is found."""


@dataclass(frozen=True)
class Scan:
    """What :func:`scan` finds."""

    state: str
    roots: tuple[float, ...]
    """Ascending."""
    dips: tuple[tuple[float, float], ...]
    """(value, margin) wherever the margin comes nearest to zero, or passes it, between two grid values."""


def roots(margin: Margin, low: float, high: float, grid: int = GRID) -> tuple[str, tuple[float, ...]]:
    """Where a margin is zero between two values.

    Parameters
    ----------
    margin : callable
        Takes a 1-D array of values and returns their margins, an array of the same length.
    low, high : float
    grid : int
        Equally spaced values at which the margin is tried first, in one call.

    Returns
    -------
    state : str
        :data:`CROSSES`, :data:`SEVERAL`, :data:`TOUCHES`, :data:`ALWAYS`, :data:`NEVER` or :data:`FLAT`.
    roots : tuple of float
        Ascending; none where the state is flat, always or never. A root at an end of the range counts, and
        without a change of sign inside the range it touches. A stretch of ties over two or more grid values
        gives its two ends, whether or not the sign changes over it; a shorter one gives one of its values.

    Notes
    -----
    Margins within :data:`scenarios.analysis.conclusions.TIE` of zero are ties. Two roots in one cell of the grid are
    found by the dip between them; a third root in a cell, or a dip beside a bump, needs a finer grid.

    References
    ----------
    Brent (1973), "Algorithms for minimization without derivatives", for roots and for dips.
    """
    values = np.linspace(low, high, grid)
    found = scan(margin, values, margin(values))
    return found.state, found.roots


def scan(margin: Margin, values: Floats, margins: Floats) -> Scan:
    """As :func:`roots`, from the margins on an ascending grid.

    Parameters
    ----------
    margin : callable
    values, margins : numpy.ndarray, shape (G,)

    Returns
    -------
    Scan
    """
    if np.ptp(margins) <= TIE or not signs(margins).any():
        return Scan(FLAT, (), ())
    dips = tuple(_dips(margin, values, margins))
    points = np.array(sorted([*zip(values, margins, strict=True), *dips]))
    found = tuple(_zeros(margin, points, np.isin(points[:, 0], values)))
    side = signs(points[:, 1])
    changes = np.count_nonzero(np.diff(side[side != 0]))
    if changes:
        state = CROSSES if changes == 1 else SEVERAL
    else:
        state = TOUCHES if found else ALWAYS if side[0] > 0 else NEVER
    return Scan(state, found, dips)


def signs(margins: Floats) -> Whole:
    """-1, 0 or 1 for each margin; 0 is a tie."""
    return np.where(abs(margins) <= TIE, 0, np.sign(margins)).astype(int)


def _dips(margin: Margin, values: Floats, margins: Floats) -> Iterator[Point]:
    """The point nearest to zero, or beyond it, in each cell whose two ends do not show it."""
    side = signs(margins)
    cell_side = np.where(side[:-1], side[:-1], side[1:])
    cells = np.flatnonzero((cell_side != 0) & (side[:-1] * side[1:] >= 0))
    if not len(cells):
        return
    sizes = cell_side[cells] * np.stack([margins[cells], margins[cells + 1]])
    ends = np.stack([values[cells], values[cells + 1]])
    # A margin that goes up from the lower end into the cell has its least value at that end.
    lower, column = sizes.argmin(axis=0), np.arange(len(cells))
    start, other = ends[lower, column], ends[1 - lower, column]
    inside = cell_side[cells] * margin(start + PROBE * (other - start))
    falls = sizes.min(axis=0) - inside > 4 * np.spacing(abs(margins).max())
    for cell in cells[falls]:
        yield _lowest(margin, cell_side[cell], values[cell], values[cell + 1])


def _lowest(margin: Margin, side: int, low: float, high: float) -> Point:
    """(value, margin) where ``side * margin`` is least between two values."""
    middle, reach = (low + high) / 2, (high - low) / 2
    first = _minimum(margin, side, middle, (-reach, reach))
    if side * first[1] < -TIE:
        return first
    # A minimum is known to 1e-8 of its distance from the origin: where the margin turns in a corner, that
    # is too far from zero, so the second search has its origin in the first one's minimum.
    near = 1e-6 * reach
    bounds = (max(-near, low - first[0]), min(near, high - first[0]))
    return min(first, _minimum(margin, side, first[0], bounds), key=lambda point: side * point[1])


def _minimum(margin: Margin, side: int, origin: float, bounds: tuple[float, float]) -> Point:
    found = scipy.optimize.minimize_scalar(
        lambda step: side * _at(margin, origin + step),
        bounds=bounds,
        method="bounded",
        options={"xatol": EXACT * (bounds[1] - bounds[0])},
    )
    return float(origin + found.x), float(side * found.fun)


def _zeros(margin: Margin, points: Floats, on_grid: Truths) -> Iterator[float]:
    """Roots from left to right, from points (value, margin) that show every change of sign."""
    values, side = points[:, 0], signs(points[:, 1])
    exact = EXACT * (values[-1] - values[0])
    starts = [0, *(np.flatnonzero(np.diff(side)) + 1), len(side)]
    for first, after in zip(starts[:-1], starts[1:], strict=True):
        if not side[first]:
            yield from _tie(margin, points, first, after, on_grid)
        elif after < len(side) and side[after]:
            bracket = values[after - 1], values[after]
            yield float(scipy.optimize.brentq(lambda value: _at(margin, value), *bracket, xtol=exact))


def _tie(margin: Margin, points: Floats, first: int, after: int, on_grid: Truths) -> Iterator[float]:
    """The root in a run of ties: the two ends of a stretch of them, the nearest to zero of a few."""
    values, margins = points.T
    if on_grid[first:after].sum() < 2:
        yield float(values[first + abs(margins[first:after]).argmin()])
        return
    yield _edge(margin, values[first - 1], values[first]) if first else float(values[0])
    inside = after < len(values)
    yield _edge(margin, values[after], values[after - 1]) if inside else float(values[-1])


def _edge(margin: Margin, outside: float, inside: float) -> float:
    """Where ties begin between a value without a tie and one with it; each round cuts the gap in 64."""
    for _ in range(7):
        values = np.linspace(outside, inside, 65)
        tied = abs(margin(values[1:-1])) <= TIE
        step = tied.argmax() + 1 if tied.any() else 64
        outside, inside = values[step - 1], values[step]
    return float(inside)


def _at(margin: Margin, value: float) -> float:
    return float(margin(np.array([value]))[0])
