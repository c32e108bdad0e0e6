"""A scenario -> which assumptions its result rests on: each alone, their parts of the spread, what would flip it."""

from scenarios.analysis.sensitivity.alone import Bar, Tornado, tornado
from scenarios.analysis.sensitivity.flips import FOUND, NONE, TIED, Flip, Move, flip
from scenarios.analysis.sensitivity.reversal import nearest_reversal
from scenarios.analysis.sensitivity.spread import Driver, Drivers, drivers, first_order
from scenarios.engine.draws import COEFFICIENT, NEST, PARAMETER

__all__ = [
    "COEFFICIENT",
    "FOUND",
    "NEST",
    "NONE",
    "PARAMETER",
    "TIED",
    "Bar",
    "Driver",
    "Drivers",
    "Flip",
    "Move",
    "Tornado",
    "drivers",
    "first_order",
    "flip",
    "nearest_reversal",
    "tornado",
]
