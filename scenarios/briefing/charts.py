"""The charts of a briefing by id: what a step asks for -> the plate that answers it."""

from collections.abc import Callable
from dataclasses import dataclass

from scenarios.analysis import attribution, compare, conclusions, grounds, leavers, sensitivity
from scenarios.analysis import tipping as flips
from scenarios.briefing.context import Context
from scenarios.briefing.plate import Plate
from scenarios.briefing.plates import (
    people,
    rests,
    several,
    shares,
    sure,
    why,
)
from scenarios.briefing.storyboard import ALL
from scenarios.charts.changes import axis
from scenarios.engine import group, simulate
from scenarios.engine.scenario import Scenario, ScenarioError, with_values
from scenarios.inputs import Inputs

_MOST = {"compare": 4, "beliefs": 3}
"""Destinations of a comparison that a room can read."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What a chart is about."""

    context: Context
    segment: str
    """Id of a segment, or ``TOTAL`` where a chart can show all of them weighted."""
    destination: str
    lever: str = ""
    """The lever that a tipping point is sought on; without it the first changed one."""

    @property
    def inputs(self) -> Inputs:
        """The inputs of the context."""
        return self.context.inputs

    @property
    def chosen(self) -> Scenario:
        """The first scenario of the context."""
        return self.context.chosen

    def run(self, draws: int = 0) -> group.GroupRun:
        """The run of the group alone; raises :class:`ScenarioError` for a group without the destination."""
        run = group.run(group.of(self.inputs, self.segment), self.chosen, draws)
        if not run.baseline[run.group.column(self.destination)]:
            raise ScenarioError(f"{self.segment} cannot choose {self.destination}; name another destination")
        return run

    def one(self, chart: str) -> str:
        """The id of the one group that a chart shows; raises :class:`ScenarioError` for all of them together."""
        if self.segment in (group.TOTAL, ALL):
            raise ScenarioError(f"the chart {chart!r} shows one group; name a segment")
        return group.of(self.inputs, self.segment).id

    def split(self) -> attribution.Attribution:
        """What each change adds to the share; raises like :meth:`run`."""
        self.run()
        return attribution.split(self.inputs, self.chosen, self.segment, self.destination)


def _baseline(asked: Asked) -> Plate:
    return shares.baseline(asked.context, asked.run(), asked.destination)


def _changes(asked: Asked) -> Plate:
    segment = asked.one("changes")
    run = simulate.run(asked.inputs, asked.chosen, asked.context.draws)
    return shares.changes(asked.context, run, segment, least=_reach(asked, segment))


def _reach(asked: Asked, segment: str) -> float:
    """Half width of the axis that holds the changes wherever the lever stands; 0 without one."""
    if not asked.lever:
        return 0.0
    row = asked.inputs.lever(asked.lever)
    ends = [with_values(asked.inputs, asked.chosen, {row.id: value}) for value in (row.min, row.max)]
    runs = compare.runs(asked.inputs, ends, asked.context.draws)
    return max(axis(compare.rows(run, segment)) for run in runs)


def _heat(asked: Asked) -> Plate:
    return shares.heat(asked.context, simulate.run(asked.inputs, asked.chosen, asked.context.draws))


def _waterfall(asked: Asked) -> Plate:
    split = asked.split()
    return why.waterfall(asked.context, split, grounds.meter(asked.inputs, asked.chosen, split))


def _meter(asked: Asked) -> Plate:
    found = grounds.meter(asked.inputs, asked.chosen, asked.split())
    return why.meter(asked.context, found, asked.segment, asked.destination)


def _dots(asked: Asked) -> Plate:
    return sure.dots(asked.context, asked.run(asked.context.draws), asked.destination)


def _tornado(asked: Asked) -> Plate:
    asked.run()
    about = asked.inputs, asked.chosen, asked.segment, asked.destination
    found, drivers = sensitivity.tornado(*about), sensitivity.drivers(*about, asked.context.draws)
    return sure.tornado(asked.context, found, drivers)


def _tipping(asked: Asked) -> Plate:
    inputs, chosen = asked.inputs, asked.chosen
    moved = [row.id for row in inputs.levers if row.id in dict(chosen.levers)]
    lever = asked.lever or [*moved, inputs.levers[0].id][0]
    rival = conclusions.nearest_rival(asked.run(), asked.destination)
    ahead = conclusions.Conclusion(conclusions.AHEAD, asked.destination, rival)
    found = flips.tip(inputs, chosen, asked.segment, lever, ahead)
    curve = flips.curve(inputs, chosen, asked.segment, lever, ahead, asked.context.draws)
    return sure.tipping(asked.context, found, asked.segment, curve)


def _compare(asked: Asked) -> Plate:
    return several.compare(asked.context, asked.one("compare"), most=_MOST["compare"])


def _beliefs(asked: Asked) -> Plate:
    segment = asked.one("beliefs")
    lines = compare.four_lines(asked.inputs, asked.chosen, asked.context.draws)
    return several.beliefs(asked.context, lines, segment, compare.loudest(lines, segment), _MOST["beliefs"])


def _leavers(asked: Asked) -> Plate:
    found = leavers.leavers(asked.inputs, asked.chosen, asked.segment, asked.destination)
    return people.leavers(asked.context, found)


CHARTS: dict[str, Callable[[Asked], Plate]] = {
    "baseline": _baseline,
    "changes": _changes,
    "heat": _heat,
    "waterfall": _waterfall,
    "meter": _meter,
    "dots": _dots,
    "tornado": _tornado,
    "tipping": _tipping,
    "compare": _compare,
    "beliefs": _beliefs,
    "leavers": _leavers,
    "assumptions": lambda asked: rests.assumptions(asked.context),
    "sources": lambda asked: rests.sources(asked.context),
}
"""Id -> the function that makes its plate."""


def plate(chart: str, context: Context, segment: str, destination: str, lever: str = "") -> Plate:
    """The plate of a chart.

    Parameters
    ----------
    chart : str
        One of :data:`CHARTS`.
    context : Context
    segment, destination : str
    lever : str
        The lever of a tipping point; without it the first that is changed.

    Returns
    -------
    Plate

    Raises
    ------
    ScenarioError
        If the group cannot choose the destination, or the chart is of no such group.
    """
    return CHARTS[chart](Asked(context, segment, destination, lever))
