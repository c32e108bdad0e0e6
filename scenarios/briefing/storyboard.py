"""What a briefing is made of: ordered steps, each a message, scenarios, a group, a chart and notes."""

from dataclasses import dataclass

from scenarios.engine.scenario import Scenario

ALL = "ALL"
"""In place of a segment: every segment on its own, which only :data:`HEAT` shows."""

HEAT, COMPARE = "heat", "compare"
"""Ids of the charts with rules of their own: one shows all segments, one takes several scenarios."""

FEWEST, MOST = 2, 6
"""Scenarios of a comparison; every other chart shows one."""


@dataclass(frozen=True)
class Named:
    """A scenario and what it is called."""

    title: str
    scenario: Scenario
    version: int = 0
    """0 for what is not saved."""


@dataclass(frozen=True)
class Step:
    """One step of a briefing."""

    chart: str
    """Id of a chart, see :data:`scenarios.briefing.charts.CHARTS`."""
    scenarios: tuple[Named, ...]
    """One; two to six for a comparison."""
    segment: str
    """Id of a segment, ``TOTAL`` for all of them weighted, or :data:`ALL`."""
    destination: str
    message: str = ""
    """What somebody wrote in place of the generated headline, or nothing."""
    notes: str = ""
    lever: str = ""
    """The lever that is moved on stage, or nothing."""
    guess: bool = False
    """Whether the room guesses before the result is shown."""


@dataclass(frozen=True)
class Storyboard:
    """An ordered list of steps with a title."""

    title: str
    steps: tuple[Step, ...]
    note: str = ""
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""
    """Of a built-in one, or nothing."""
