"""A briefing: charts with everything that travels with them, steps, and the slides that stage and exports show."""

from scenarios.briefing.context import Context
from scenarios.briefing.deck import Deck, Slide
from scenarios.briefing.plate import BARS, GRID, LINES, STACKED, Credit, Native, Plate, Series
from scenarios.briefing.storyboard import Named, Step, Storyboard

__all__ = [
    "BARS",
    "GRID",
    "LINES",
    "STACKED",
    "Context",
    "Credit",
    "Deck",
    "Named",
    "Native",
    "Plate",
    "Series",
    "Slide",
    "Step",
    "Storyboard",
]
