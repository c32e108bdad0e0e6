"""A scenario and its outcome -> the warnings that hold, each with a remedy. The conditions are rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.engine.outcome import Outcome, lottery
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.inputs.rows import WarningCondition

_GAP = 0.1
"""The lottery lever and the selection rate of the lens may differ by this much in silence."""


@dataclass(frozen=True)
class Warned:
    """A warning that holds."""

    id: str
    message: str
    remedy: str


def active(inputs: Inputs, scenario: Scenario, held: Outcome) -> list[Warned]:
    """Warnings that hold for a scenario.

    Parameters
    ----------
    inputs : Inputs
    scenario : Scenario
    held : outcome.Outcome

    Returns
    -------
    list of Warned
        In the order of ``warnings.csv``.
    """
    levers, readings = scenario.lever_values(inputs), scenario.reading_values(inputs)
    found = []
    for row in inputs.warnings:
        conditions = [c for c in inputs.warning_conditions if c.warning == row.id]
        if conditions and all(_holds(condition, levers, readings) for condition in conditions):
            found.append(Warned(row.id, row.message, row.remedy))
        elif row.id == "lens_odds_gap":
            gap = abs(levers[lottery(inputs).id] - held.odds)
            if gap > _GAP:
                filled = {"gap": f"{100 * gap:.0f}", "odds": f"{held.odds:.2f}"}
                found.append(Warned(row.id, row.message.format(**filled), row.remedy.format(**filled)))
    return found


def _holds(condition: WarningCondition, levers: Mapping[str, float], readings: Mapping[str, str]) -> bool:
    if condition.comparison == "is":
        return readings[condition.subject] == condition.value
    value, limit = levers[condition.subject], float(condition.value)
    return {"at_least": value >= limit, "at_most": value <= limit, "above": value > limit}[
        condition.comparison
    ]
