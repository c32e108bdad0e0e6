"""The ranges of the assumptions -> a fixed set of draws, the same for every scenario.

Scrambled Sobol points, one dimension for each coefficient (in table order), nest with a range, and
parameter with a range. Each becomes a two-piece lognormal multiple whose median is the central value and
whose 5th and 95th percentiles are ``low`` and ``high``, so signs never flip.

The points are kept in ``data/draws/`` for the data that ship, because loading scipy takes longer than
all the rest of a start. Other data get theirs computed; ``scipy`` loads a submodule when it is first named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import scipy

from scenarios.engine.arrays import Floats
from scenarios.engine.cases import Assumptions
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Nest

SCORE_95 = NormalDist().inv_cdf(0.95)
"""Score at which an assumption is at its high; it is at its low at the negative."""

COEFFICIENT, NEST, PARAMETER = "coefficient", "nest", "parameter"
"""Kinds of assumption that have a range."""


@dataclass(frozen=True)
class Ranged:
    """An assumption with a range."""

    id: str
    kind: str
    """:data:`COEFFICIENT`, :data:`NEST` or :data:`PARAMETER`."""
    low: float
    """5th percentile; ``high`` is the 95th. Multiples of the central value for a coefficient, else values."""
    central: float
    high: float


def sample(inputs: Inputs, count: int) -> Assumptions:
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
def _sample(inputs: Inputs, count: int) -> Assumptions:
    return assumptions(inputs, points(inputs, count))


@lru_cache(maxsize=16)
def ranged(inputs: Inputs) -> tuple[Ranged, ...]:
    """Every assumption with a range, in the order of the dimensions."""
    tables = ((NEST, inputs.nests), (PARAMETER, inputs.parameters))
    return (
        *(Ranged(row.id, COEFFICIENT, row.low, 1.0, row.high) for row in inputs.coefficients),
        *(
            Ranged(row.id, kind, row.low, row.value, row.high)
            for kind, table in tables
            for row in table
            if row.low is not None and row.high is not None
        ),
    )


def points(inputs: Inputs, count: int) -> Floats:
    """Scores behind the draws of :func:`sample`, shape (D, count), a row for each of :func:`ranged`."""
    dimensions = len(ranged(inputs))
    seed = int(inputs.parameter("draw_seed"))
    kept = inputs.folder / "draws" / f"seed{seed}_{dimensions}x{count}.npy"
    return np.load(kept, allow_pickle=False) if kept.exists() else scores(seed, dimensions, count)


def assumptions(inputs: Inputs, at: Floats) -> Assumptions:
    """The assumptions at given scores.

    Parameters
    ----------
    inputs : Inputs
    at : numpy.ndarray, shape (D, N)
        Standard normal scores, a row for each of :func:`ranged`: 0 is the central value, plus and minus
        :data:`SCORE_95` are high and low.

    Returns
    -------
    Assumptions
        With N rows. No nest has a larger scale than the one around it: it is cut to that.
    """
    own: dict[str, dict[str, Floats]] = {COEFFICIENT: {}, NEST: {}, PARAMETER: {}}
    for row, score in zip(ranged(inputs), at, strict=True):
        own[row.kind][row.id] = multiple(score, row.low / row.central, row.high / row.central)
    nests = inputs.by_id("nests")
    scales = {name: nests[name].value * multiples for name, multiples in own[NEST].items()}
    capped = {
        row.id: np.minimum(scales.get(row.id, np.full(len(at[0]), row.value)), _parent(nests, scales, row))
        for row in inputs.nests
    }
    return Assumptions(np.stack(list(own[COEFFICIENT].values()), axis=1), capped, own[PARAMETER])


def scores(seed: int, dimensions: int, count: int) -> Floats:
    """Standard normal scores of scrambled Sobol points, shape (dimensions, count)."""
    points = scipy.stats.qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed)).random(count)
    return np.ascontiguousarray(scipy.special.ndtri(points).T)


def _parent(nests: Mapping[str, Nest], scales: Mapping[str, Floats], row: Nest) -> Floats | float:
    """The capped scale of the nest above; 1 at the top."""
    if not row.parent:
        return 1.0
    above = nests[row.parent]
    return np.minimum(scales.get(above.id, above.value), _parent(nests, scales, above))


def multiple(score: Floats, low: float, high: float) -> Floats:
    """Two-piece lognormal multiple of a central value from a standard normal score.

    Parameters
    ----------
    score : numpy.ndarray
    low, high : float
        Multiples at the 5th and the 95th percentile, ``low < 1 < high``.
    """
    slope = np.where(score < 0, -np.log(low), np.log(high)) / SCORE_95
    return np.exp(score * slope)
