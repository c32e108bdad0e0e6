"""A margin over scores within a box -> the nearest point to the centre at which it is no longer above zero.

In the theory of reliability this is the design point: how far a system is from failing, in standard scores.
"""

from collections.abc import Callable

import numpy as np
import scipy
from numpy.typing import ArrayLike

from scenarios.engine.arrays import Floats

Margin = Callable[[Floats], Floats]
"""(N, D) points -> (N,) margins."""

STARTS = 8
"""Known reversals that the search starts from, the nearest ones, beside the point of the smallest margin."""

UNSETTLED = 3
"""Searches that may run out of steps before no more are started. It happens where the margin has an edge, as
where a nest is cut to the one around it. The point is then not settled: in the cases tried, a longer search came
1% nearer, with its largest coordinate a tenth smaller."""

STEP = 1e-5
"""Step of the differences behind a gradient, scores."""

BEYOND = 1e-6
"""The search aims so far beyond the reversal, as a part of the margin at the centre, to land on its far side."""

GRID, ZOOMS = 65, 5
"""Points on a way from the centre, and how often the piece with the reversal is divided again."""

CORNERS = 12
"""Steps from corner to corner of the box at most."""


def nearest_reversal(
    margin: Margin,
    start_points: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    progress: Callable[[float], object] | None = None,
) -> tuple[Floats | None, float]:
    """The point with the smallest sum of squares within a box at which a margin is 0 or below.

    Parameters
    ----------
    margin : callable
        (N, D) points -> (N,) margins. It is never asked outside the box.
    start_points : array_like, shape (N, D)
        Where reversals are looked for first; points outside the box are moved to its edge.
    low, high : array_like, shape (D,)
        The box; 0 lies within.
    progress : callable, optional
        Called with the part that is done, above 0 up to 1; it may raise to cancel.

    Returns
    -------
    point : numpy.ndarray, shape (D,), or None
        ``None`` if no reversal was found. The margin is 0 or barely below, and above 0 on the way from the
        centre, as far as a grid shows. It is the nearest of those found from several starts: a nearer one is
        not ruled out where the margin has several dips.
    margin : float
        At the point, or the smallest that was found.

    Raises
    ------
    ValueError
        If 0 does not lie within the box.

    References
    ----------
    Hasofer and Lind (1974), "Exact and invariant second-moment code format". Kraft (1988), "A software package
    for sequential quadratic programming", for the method.
    """
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    if (low > 0).any() or (high < 0).any():
        raise ValueError("the box has to contain 0")
    report = progress or (lambda part: None)
    centre = np.zeros(low.shape)
    scale = float(margin(centre[None])[0])
    if scale <= 0:
        report(1.0)
        return centre, scale
    known, lowest, least = _starts(margin, np.clip(start_points, low, high), low, high)
    if not len(known):
        report(1.0)
        return None, least
    found, unsettled = [], 0
    for done, start in enumerate(known, 1):
        point, settled = _descend(margin, start, low, high, scale)
        # A search that failed leaves the start, which is known to reverse: the way to it crosses zero.
        found.append(_first_crossing(margin, start if point is None else point))
        unsettled += not settled
        if unsettled == UNSETTLED:
            break
        report(done / (len(known) + 1))
    report(1.0)
    point = min(found, key=lambda point: point @ point)
    return point, float(margin(point[None])[0])


def _starts(margin: Margin, points: Floats, low: Floats, high: Floats) -> tuple[list[Floats], Floats, float]:
    """Points that reverse, the nearest first and the one of the smallest margin last; that one and its margin."""
    points = np.vstack([np.zeros(low.shape), points])
    values = margin(points)
    lowest, least = _lowest(margin, points[[0, *np.argsort(values, kind="stable")[:STARTS]]], low, high)
    if values.min() < least:
        lowest, least = points[values.argmin()], float(values.min())
    reversing = points[values <= 0]
    order = np.argsort((reversing**2).sum(axis=1), kind="stable")[:STARTS]
    known = [*reversing[order], *([lowest] if least <= 0 else [])]
    return known, lowest, least


def _lowest(margin: Margin, starts: Floats, low: Floats, high: Floats) -> tuple[Floats, float]:
    """The point of the smallest margin, by steps from corner to corner and then downhill, and that margin."""
    best, least = starts[0], np.inf
    for start in starts:
        point = start
        for _ in range(CORNERS):
            value, slope = _slope(margin, point, low, high)
            if value < least:
                best, least = point, value
            corner = np.where(slope > 0, low, np.where(slope < 0, high, point))
            if (corner == point).all():
                break
            point = corner
    if least <= 0:
        return best, least

    def scaled(point: Floats) -> tuple[float, Floats]:
        value, slope = _slope(margin, np.clip(point, low, high), low, high)
        return value / least, slope / least

    bounds = list(zip(low, high, strict=True))
    found = scipy.optimize.minimize(scaled, best, jac=True, method="L-BFGS-B", bounds=bounds)
    point = np.clip(found.x, low, high)
    value = float(margin(point[None])[0])
    return (point, value) if value < least else (best, least)


def _slope(margin: Margin, point: Floats, low: Floats, high: Floats) -> tuple[float, Floats]:
    """Margin and its gradient at one point, from one call."""
    steps = STEP * np.eye(len(point))
    up, down = np.minimum(point + steps, high), np.maximum(point - steps, low)
    value, *values = margin(np.vstack([point, up, down]))
    width = np.maximum(np.diagonal(up - down), np.finfo(float).tiny)
    above, below = np.reshape(values, (2, -1))
    return float(value), (above - below) / width


def _descend(
    margin: Margin, start: Floats, low: Floats, high: Floats, scale: float
) -> tuple[Floats | None, bool]:
    """The nearest point beyond the reversal that is found, or None without one; whether the search came to an end."""
    last: dict[bytes, tuple[float, Floats]] = {}

    def at(point: Floats) -> tuple[float, Floats]:
        key = point.tobytes()
        if key not in last:
            last.clear()
            last[key] = _slope(margin, np.clip(point, low, high), low, high)
        return last[key]

    found = scipy.optimize.minimize(
        lambda point: point @ point / 2,
        start,
        jac=lambda point: point,
        method="SLSQP",
        bounds=list(zip(low, high, strict=True)),
        constraints={
            "type": "ineq",
            "fun": lambda point: -at(point)[0] / scale - BEYOND,
            "jac": lambda point: -at(point)[1] / scale,
        },
        options={"maxiter": 60, "ftol": 1e-9},
    )
    if not np.isfinite(found.x).all():
        return None, False
    point = np.clip(found.x, low, high)
    reverses = margin(point[None])[0] <= 0
    return (point if reverses and point @ point < start @ start else None), found.success


def _first_crossing(margin: Margin, point: Floats) -> Floats:
    """The point on the way from the centre, where the margin is above 0, at which it first is not."""
    near, far = 0.0, 1.0
    for _ in range(ZOOMS):
        parts = np.linspace(near, far, GRID)
        values = margin(parts[:, None] * point)
        # The end reverses, whatever rounding says when it is asked again.
        first = next((k for k in range(1, GRID) if values[k] <= 0), GRID - 1)
        near, far = parts[first - 1], parts[first]
    return far * point
