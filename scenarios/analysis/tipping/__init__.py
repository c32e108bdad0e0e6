"""A scenario and a conclusion -> where a lever flips it: in the central run, over the draws, over two levers."""

from scenarios.analysis.tipping.crossings import ALWAYS, CROSSES, FLAT, NEVER, SEVERAL, TOUCHES, roots
from scenarios.analysis.tipping.lever import Tipping, tip
from scenarios.analysis.tipping.over_draws import Curve, curve
from scenarios.analysis.tipping.two_levers import Plane, plane

__all__ = [
    "ALWAYS",
    "CROSSES",
    "FLAT",
    "NEVER",
    "SEVERAL",
    "TOUCHES",
    "Curve",
    "Plane",
    "Tipping",
    "curve",
    "plane",
    "roots",
    "tip",
]
