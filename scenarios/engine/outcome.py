"""Preferences -> what a fixed number of H-1B places makes of them: the capped lens.

Never blended with the shares: it counts registrations, selection and places for one year (FY2026 basis).
Offers act twice here, on what employers file and on what people prefer.
"""

from dataclasses import dataclass

import numpy as np

from scenarios.engine import policy
from scenarios.engine.arrays import Floats, Truths
from scenarios.engine.scenario import Scenario
from scenarios.engine.simulate import Run
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Lever


@dataclass(frozen=True)
class Outcome:
    """One year of H-1B registrations under the cap."""

    registrations: float
    odds: float
    """Selection rate, share of registrations."""
    issued: float
    """Places issued, at most the cap."""
    in_us_share: float
    """Share of registrations, and so of places, for people already in the US."""
    offers: float
    """Petitions that employers would still file for people abroad, share of the baseline."""

    @property
    def issued_abroad(self) -> float:
        """Places issued to people abroad."""
        return self.issued * (1 - self.in_us_share)


def lens(inputs: Inputs, scenario: Scenario, run: Run | None = None) -> Outcome:
    """The outcome of a run.

    Parameters
    ----------
    inputs : Inputs
    scenario : Scenario
    run : simulate.Run, optional
        Whose US shares scale the registrations; without it, preferences are held at the baseline.

    Returns
    -------
    Outcome
    """
    number = inputs.parameter
    offers, reached = _offers(inputs, scenario)
    filed, abroad_share = number("lens_registrations"), number("lens_abroad_share")
    abroad = abroad_share * filed * offers * _preference(inputs, run, "abroad")
    left = 1 - reached + reached * offers
    inside = (1 - abroad_share) * filed * left * _preference(inputs, run, "inside")
    registrations = abroad + inside
    selected, cap = number("lens_selected"), number("lens_cap")
    odds = min(1.0, selected / registrations)
    return Outcome(
        registrations, odds, min(cap, odds * registrations * cap / selected), inside / registrations, offers
    )


def placed_abroad(inputs: Inputs, outcome: Outcome, baseline: Outcome) -> tuple[float, float]:
    """Jobs that the same employers would place abroad, (low, high), for the places lost to people abroad."""
    lost = baseline.issued_abroad - outcome.issued_abroad
    return lost * inputs.parameter("offshoring_low"), lost * inputs.parameter("offshoring_high")


def _offers(inputs: Inputs, scenario: Scenario) -> tuple[float, float]:
    """What the fee leaves of the offers, and the part of the people inside that it reaches; without a fee all."""
    column = lottery(inputs).destination
    fee = next((row for row in inputs.levers if (row.kind, row.destination) == ("fee", column)), None)
    if fee is None:
        return 1.0, 0.0
    given = policy.settings(inputs, [scenario])
    _, offers = policy.fee_effect(inputs, given, fee, inputs.parameter("lens_wage"))
    rows, pools = _members(inputs, "inside")
    reached = (pools * given.exposure[fee.id][0, rows]).sum() / pools.sum() if rows.any() else 0.0
    return float(offers[0, 0]), float(reached)


def _members(inputs: Inputs, group: str) -> tuple[Truths, Floats]:
    """Which segments stand in a lens group (S,), and their pools."""
    rows = np.array([row.lens == group for row in inputs.segments])
    return rows, policy.population(inputs).pools[rows]


def _preference(inputs: Inputs, run: Run | None, group: str) -> float:
    """Share of a lens group for the country of the lottery over its share at the baseline, weighted by pool."""
    if run is None:
        return 1.0
    rows, pools = _members(inputs, group)
    column = policy.population(inputs).destination(lottery(inputs).destination)
    return float((pools * run.share[rows, column]).sum() / (pools * run.baseline[rows, column]).sum())


def lottery(inputs: Inputs) -> Lever:
    """The lever of the lottery whose places are counted: the one that ``about.toml`` names, or the only one."""
    if inputs.about.lens_lottery:
        return inputs.lever(inputs.about.lens_lottery)
    return next(row for row in inputs.levers if row.kind == "lottery")
