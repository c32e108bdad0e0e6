"""What the model is given, as arrays: the people, the assumptions about them, the settings of each case.

The axes are (case, segment, destination), as in :mod:`scenarios.engine.policy`, which makes them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.engine.arrays import Floats, Truths, Values, Whole
from scenarios.inputs.kinds import KINDS
from scenarios.inputs.rows import Lever


@dataclass(frozen=True, eq=False)
class Population:
    """The tables as arrays: S segments, J destinations, K coefficients."""

    segments: tuple[str, ...]
    destinations: tuple[str, ...]
    coefficients: tuple[str, ...]
    shares: Floats
    """(S, J) baseline shares, rows sum to one; 0 where a segment lacks a destination."""
    levels: Values
    """attribute id -> (S, J) level at the baseline."""
    values: Floats
    """(S, K) central coefficients, positive."""
    draws: Whole
    """(S,) lottery draws; 0 means that the lottery does not apply."""
    pools: Floats
    """(S,) people, thousands."""

    def segment(self, name: str) -> int:
        """Position of a segment."""
        return self.segments.index(name)

    def destination(self, name: str) -> int:
        """Position of a destination."""
        return self.destinations.index(name)

    def coefficient(self, name: str) -> int:
        """Position of a coefficient."""
        return self.coefficients.index(name)


@dataclass(frozen=True, eq=False)
class Assumptions:
    """Beliefs before the user's own weights: multiples of the central values, one row a draw (N)."""

    weights: Floats
    """(N, K) multiples of the coefficients."""
    scales: Values
    """nest id -> (N,) dissimilarity parameter."""
    parameters: Values
    """parameter id -> (N,) multiple of the central value."""


@dataclass(frozen=True, eq=False)
class Settings:
    """Lever values and readings of C cases (or of one that stands for all)."""

    levers: Values
    """lever id -> (C,) value."""
    modes: dict[str, Whole]
    """lever id -> (C,) position of its mode among those of its kind, for levers that a reading decides it for."""
    exposure: Values
    """lever id -> (C, S) share of the segment that the lever reaches."""
    nudges: tuple[tuple[str, str, str, float], ...] = ()
    """(kind, attribute, destination, value): levels that a consistency check adds to or scales."""

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(next(iter(self.levers.values())))

    def works(self, lever: Lever, mode: str) -> Truths:
        """(C,), or one for all, whether a lever works in one of the modes of its kind."""
        return self.modes.get(lever.id, np.zeros(1, dtype=int)) == KINDS[lever.kind].modes.index(mode)

    def each(self, change: Callable[[NDArray[Any]], NDArray[Any]]) -> "Settings":
        """The same with a function applied to every array (C, ...) of values."""

        def changed(table: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
            return {name: change(values) for name, values in table.items()}

        return Settings(changed(self.levers), changed(self.modes), changed(self.exposure), self.nudges)
