"""A scenario -> which assumptions its result rests on: each alone, their parts of the spread, what would flip it."""

from scenarios.draws import COEFFICIENT, NEST, PARAMETER
from scenarios.sensitivity.alone import Bar, Tornado, tornado
from scenarios.sensitivity.flips import FOUND, NONE, TIED, Flip, Move, flip
from scenarios.sensitivity.reversal import nearest_reversal
from scenarios.sensitivity.spread import Driver, Drivers, drivers, first_order

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
