"""What the numbers of the model must mean beside each other; each check yields problems."""

from collections import Counter
from collections.abc import Iterator

from scenarios.inputs.places import FILES, at_row, ids, is_number
from scenarios.inputs.read import Inputs
from scenarios.refusals import Problem

_PARAMETERS = (
    "offer_elasticity", "tenure_years", "real_rate", "labour_cost_markup", "pay_floor",
    "lens_registrations", "lens_selected", "lens_cap", "lens_abroad_share", "lens_wage",
    "offshoring_low", "offshoring_high", "draw_count", "draw_seed",
)  # fmt: skip


def _baseline(inputs: Inputs) -> Iterator[Problem]:
    given = Counter(row.segment for row in inputs.baseline_shares)
    pairs = {(row.segment, row.destination) for row in inputs.baseline_shares}
    single = {row.id for row in inputs.destinations if row.stands_for != "rest"}
    ordered = Counter(segment for segment, destination in pairs if destination in single)
    totals: dict[str, float] = dict.fromkeys(given, 0.0)
    for row in inputs.baseline_shares:
        totals[row.segment] += row.share
    for row in inputs.segments:
        if not given[row.id]:
            reason, remedy = "has no baseline shares", "add its rows to baseline_shares.csv"
        elif (row.id, row.status_quo) not in pairs:
            reason, remedy = "has no baseline share at its status quo", "add that row to baseline_shares.csv"
        elif ordered[row.id] < 2:
            reason = "can choose fewer than two destinations that stand for one country"
            remedy = "add their rows to baseline_shares.csv, or mend stands_for in destinations.csv"
        elif not 98 <= totals[row.id] <= 102:
            reason = f"has baseline shares that sum to {totals[row.id]:g}%"
            remedy = "make the rows of baseline_shares.csv sum to 100; rounding of up to 2 is rescaled"
        else:
            continue
        yield at_row(inputs, "segments", row, "id", f"{row.id} {reason}", remedy)


def _levels(inputs: Inputs) -> Iterator[Problem]:
    bounds = {row.id: (row.min, row.max) for row in inputs.attributes}
    general = {(r.destination, r.attribute) for r in inputs.attribute_levels if r.segment == "*"}
    for row in inputs.attribute_levels:
        low, high = bounds.get(row.attribute, (None, None))
        if (low is not None and row.value < low) or (high is not None and row.value > high):
            yield at_row(
                inputs, "attribute_levels", row, "value",
                f"{row.value:g} is outside the range of {row.attribute}",
                "mend the value, or the range in attributes.csv",
            )  # fmt: skip
        if row.attribute == "income":
            yield at_row(
                inputs, "attribute_levels", row, "attribute", "income is computed, never set",
                "give gross_pay, tax_rate and price_level instead",
            )  # fmt: skip
    for destination in inputs.destinations:
        for attribute in inputs.attributes:
            if attribute.id != "income" and (destination.id, attribute.id) not in general:
                yield at_row(
                    inputs, "destinations", destination, "id",
                    f"{destination.id} has no general level of {attribute.id}",
                    "add a row with segment * to attribute_levels.csv",
                )  # fmt: skip


def _coefficients(inputs: Inputs) -> Iterator[Problem]:
    general = {row.coefficient for row in inputs.coefficient_values if row.segment == "*"}
    for row in inputs.coefficients:
        if row.id not in general:
            yield at_row(
                inputs, "coefficients", row, "id", f"{row.id} has no general value",
                "add a row with segment * to coefficient_values.csv",
            )  # fmt: skip
    for row in inputs.attributes:
        if row.form == "log" and row.id != "income" and not (row.min and row.min > 0):
            yield at_row(
                inputs, "attributes", row, "min", "a logarithm needs a level above 0", "give a positive min"
            )
        if row.form != "income" and (not row.coefficient or row.sign is None):
            yield at_row(
                inputs, "attributes", row, "coefficient", "the attribute has no weight",
                "name a coefficient and a sign of 1 or -1",
            )  # fmt: skip


def _nests(inputs: Inputs) -> Iterator[Problem]:
    values = inputs.column("nests", "value")
    parents = inputs.column("nests", "parent")
    for row in inputs.nests:
        above = row.parent
        for _ in inputs.nests:
            above = parents.get(above, "")
        if above:
            yield at_row(
                inputs, "nests", row, "parent", f"{row.id} stands, step by step, inside itself",
                "let the chain of parents end at an empty cell",
            )  # fmt: skip
        if row.value > values.get(row.parent, 1):
            yield at_row(
                inputs, "nests", row, "value", "the nest's value is above that of its parent",
                "keep nest <= parent <= 1, or people would not maximise utility",
            )  # fmt: skip


def _parameters(inputs: Inputs) -> Iterator[Problem]:
    missing = set(_PARAMETERS) - ids(inputs, "parameters")
    for name in sorted(missing):
        yield Problem(FILES["parameters"], None, "id", f"{name} is missing", "restore its row")


def _checks(inputs: Inputs) -> Iterator[Problem]:
    options = {(row.reading, row.option) for row in inputs.readings}
    names = {
        "lever": ids(inputs, "levers"), "reading": {row.reading for row in inputs.readings},
        "add": ids(inputs, "attributes") - {"income"}, "scale": ids(inputs, "attributes") - {"income"},
    }  # fmt: skip
    for row in inputs.consistency_inputs:
        if row.name not in names[row.kind]:
            yield at_row(
                inputs, "consistency_inputs", row, "name", f"{row.name!r} is not known",
                f"use one of {', '.join(sorted(names[row.kind]))}",
            )  # fmt: skip
        elif not ((row.name, row.value) in options if row.kind == "reading" else is_number(row.value)):
            yield at_row(
                inputs, "consistency_inputs", row, "value", f"{row.value!r} does not fit a {row.kind}",
                "give a number, or for a reading one of its options",
            )  # fmt: skip


def _worth(inputs: Inputs) -> Iterator[Problem]:
    levers = inputs.by_id("levers")
    names = {"lever": set(levers), "add": ids(inputs, "attributes") - {"income"}}
    for row in inputs.worth:
        lever = levers.get(row.name)
        if row.name not in names[row.kind]:
            yield at_row(
                inputs, "worth", row, "name", f"{row.name!r} is not known",
                f"use one of {', '.join(sorted(names[row.kind]))}",
            )  # fmt: skip
        elif row.kind == "lever" and lever and lever.destination != row.destination:
            yield at_row(
                inputs, "worth", row, "destination", f"{row.name} does not act on {row.destination}",
                "give the destination of its row in levers.csv",
            )  # fmt: skip
        elif row.kind == "lever" and lever and not lever.min <= row.value <= lever.max:
            yield at_row(
                inputs, "worth", row, "value", f"{row.value:g} is outside the range of {row.name}",
                f"give a number from {lever.min:g} to {lever.max:g}",
            )  # fmt: skip


CHECKS = (_baseline, _levels, _coefficients, _nests, _parameters, _checks, _worth)
"""The checks of this file, in order."""
