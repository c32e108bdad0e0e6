"""The ranges of the assumptions -> a fixed set of draws, the same for every scenario.

Scrambled Sobol points, one dimension for each coefficient (in table order), nest with a range, and
parameter with a range. Each becomes a two-piece lognormal multiple whose median is the central value and
whose 5th and 95th percentiles are ``low`` and ``high``, so signs never flip.

The points are kept in ``data/draws/`` for the data that ship, because loading scipy takes longer than
all the rest of a start. Other data get theirs computed; ``scipy`` loads a submodule when it is first named.
"""

from functools import lru_cache
from statistics import NormalDist

import numpy as np
import scipy

from scenarios.policy import Assumptions

_SCORE_95 = NormalDist().inv_cdf(0.95)


def sample(inputs, count):
    """Draws of all assumptions.

    Parameters
    ----------
    inputs : Inputs
    count : int
        A power of two, so that the points stay balanced.

    Returns
    -------
    Assumptions
        With ``count`` rows, the same ones at each call.

    Raises
    ------
    ValueError
        If ``count`` is not a power of two.
    """
    if count < 1 or count & (count - 1):
        raise ValueError(f"{count} is not a power of two; use one such as 1024")
    return _sample(inputs, count)


@lru_cache(maxsize=16)
def _sample(inputs, count):
    nests = [row for row in inputs.nests if row.low is not None]
    parameters = [row for row in inputs.parameters if row.low is not None]
    dimensions = len(inputs.coefficients) + len(nests) + len(parameters)
    seed = int(inputs.parameter("draw_seed"))
    kept = inputs.folder / "draws" / f"seed{seed}_{dimensions}x{count}.npy"
    column = iter(np.load(kept, allow_pickle=False) if kept.exists() else scores(seed, dimensions, count))
    weights = np.stack([multiple(next(column), row.low, row.high) for row in inputs.coefficients], axis=1)
    scales = {
        row.id: row.value * multiple(next(column), row.low / row.value, row.high / row.value) for row in nests
    }
    by_id = {row.id: row for row in inputs.nests}
    capped: dict = {}
    for row in inputs.nests:
        own = scales.get(row.id, np.full(count, row.value))
        capped[row.id] = np.minimum(own, _parent(by_id, scales, row))
    return Assumptions(
        weights,
        capped,
        {row.id: multiple(next(column), row.low / row.value, row.high / row.value) for row in parameters},
    )


def scores(seed, dimensions, count):
    """Standard normal scores of scrambled Sobol points, shape (dimensions, count)."""
    points = scipy.stats.qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed)).random(count)
    return np.ascontiguousarray(scipy.special.ndtri(points).T)


def _parent(nests, scales, row):
    """The capped scale of the nest above; 1 at the top."""
    if not row.parent:
        return 1.0
    above = nests[row.parent]
    return np.minimum(scales.get(above.id, above.value), _parent(nests, scales, above))


def multiple(score, low, high):
    """Two-piece lognormal multiple of a central value from a standard normal score.

    Parameters
    ----------
    score : numpy.ndarray
    low, high : float
        Multiples at the 5th and the 95th percentile, ``low < 1 < high``.
    """
    slope = np.where(score < 0, -np.log(low), np.log(high)) / _SCORE_95
    return np.exp(score * slope)
