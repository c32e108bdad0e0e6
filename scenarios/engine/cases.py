"""What the model is given, as arrays: the people, the assumptions about them, the settings of each case.

The axes are (case, segment, destination), as in :mod:`scenarios.engine.policy`, which makes them.
"""

from dataclasses import dataclass

import numpy as np

from scenarios.inputs.kinds import KINDS


@dataclass(frozen=True, eq=False)
class Population:
    """The tables as arrays: S segments, J destinations, K coefficients."""

    segments: tuple[str, ...]
    destinations: tuple[str, ...]
    coefficients: tuple[str, ...]
    shares: np.ndarray
    """(S, J) baseline shares, rows sum to one; 0 where a segment lacks a destination."""
    levels: dict
    """attribute id -> (S, J) level at the baseline."""
    values: np.ndarray
    """(S, K) central coefficients, positive."""
    draws: np.ndarray
    """(S,) lottery draws; 0 means that the lottery does not apply."""
    pools: np.ndarray
    """(S,) people, thousands."""

    def segment(self, name):
        """Position of a segment."""
        return self.segments.index(name)

    def destination(self, name):
        """Position of a destination."""
        return self.destinations.index(name)

    def coefficient(self, name):
        """Position of a coefficient."""
        return self.coefficients.index(name)


@dataclass(frozen=True, eq=False)
class Assumptions:
    """Beliefs before the user's own weights: multiples of the central values, one row a draw (N)."""

    weights: np.ndarray
    """(N, K) multiples of the coefficients."""
    scales: dict
    """nest id -> (N,) dissimilarity parameter."""
    parameters: dict
    """parameter id -> (N,) multiple of the central value."""


@dataclass(frozen=True, eq=False)
class Settings:
    """Lever values and readings of C cases (or of one that stands for all)."""

    levers: dict
    """lever id -> (C,) value."""
    modes: dict
    """lever id -> (C,) position of its mode among those of its kind, for levers that a reading decides it for."""
    exposure: dict
    """lever id -> (C, S) share of the segment that the lever reaches."""
    nudges: tuple = ()
    """(kind, attribute, destination, value): levels that a consistency check adds to or scales."""

    @property
    def cases(self):
        """How many cases there are."""
        return len(next(iter(self.levers.values())))

    def works(self, lever, mode):
        """(C,), or one for all, whether a lever works in one of the modes of its kind."""
        return self.modes.get(lever.id, np.zeros(1)) == KINDS[lever.kind].modes.index(mode)

    def each(self, change):
        """The same with a function applied to every array (C, ...) of values."""
        return Settings(*({name: change(values) for name, values in table.items()}
                          for table in (self.levers, self.modes, self.exposure)), self.nudges)  # fmt: skip
