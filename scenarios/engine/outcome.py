"""Preferences -> what a fixed number of H-1B places makes of them: the capped lens.

Never blended with the shares: it counts registrations, selection and places for one year (FY2026 basis).
Offers act twice here, on what employers file and on what people prefer.
"""

from dataclasses import dataclass

import numpy as np

from scenarios.engine import policy


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
    def issued_abroad(self):
        """Places issued to people abroad."""
        return self.issued * (1 - self.in_us_share)


def lens(inputs, scenario, run=None):
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
    given = policy.settings(inputs, [scenario])
    _, parameters = policy.believed(inputs, given, policy.central(inputs))
    _, offers = policy.fee_effect(inputs, given, parameters, number("lens_wage"))
    offers = float(offers[0, 0])
    everyone = scenario.reading_values(inputs)["fee_scope"] == "all_new"
    filed, abroad_share = number("lens_registrations"), number("lens_abroad_share")
    abroad = abroad_share * filed * offers * _preference(inputs, run, "abroad")
    inside = (1 - abroad_share) * filed * (offers if everyone else 1) * _preference(inputs, run, "inside")
    registrations = abroad + inside
    selected, cap = number("lens_selected"), number("lens_cap")
    odds = min(1.0, selected / registrations)
    return Outcome(
        registrations, odds, min(cap, odds * registrations * cap / selected), inside / registrations, offers
    )


def placed_abroad(inputs, outcome, baseline):
    """Jobs that the same employers would place abroad, (low, high), for the places lost to people abroad."""
    lost = baseline.issued_abroad - outcome.issued_abroad
    return lost * inputs.parameter("offshoring_low"), lost * inputs.parameter("offshoring_high")


def _preference(inputs, run, group):
    """US share of a lens group in the scenario over its US share at the baseline, weighted by pool."""
    if run is None:
        return 1.0
    people = policy.population(inputs)
    rows = np.array([row.lens == group for row in inputs.segments])
    column = people.destination(lottery_destination(inputs))
    pools = people.pools[rows]
    return float((pools * run.share[rows, column]).sum() / (pools * run.baseline[rows, column]).sum())


def lottery_destination(inputs):
    """The destination whose places are drawn by lot."""
    return next(row.destination for row in inputs.levers if row.kind == "lottery")
