"""What levers, readings and warnings must mean beside the other tables; each check yields problems."""

from collections.abc import Iterator

from scenarios import numerals
from scenarios.inputs.kinds import KINDS, PARAMETER, PARAMETERS, WEIGHT
from scenarios.inputs.places import at_row, ids, is_number
from scenarios.inputs.read import Inputs
from scenarios.inputs.rows import Lever
from scenarios.refusals import Problem


def _levers(inputs: Inputs) -> Iterator[Problem]:
    general = {(r.destination, r.attribute): r.value for r in inputs.attribute_levels if r.segment == "*"}
    multiples = inputs.by_id("coefficients")
    central = inputs.column("parameters", "value")
    exposed = {row.lever for row in inputs.exposure}
    settable = ids(inputs, "attributes") - {"income"}
    for row in inputs.levers:

        def at(column: str, reason: str, remedy: str, row: Lever = row) -> Problem:
            return at_row(inputs, "levers", row, column, f"{row.id}: {reason}", remedy)

        if not row.min <= row.baseline <= row.max or row.min == row.max:
            yield at("baseline", "needs min <= baseline <= max and min < max", "mend the three numbers")
        kind = KINDS[row.kind]
        for column in kind.needs:
            if not getattr(row, column):
                yield at(column, f"a lever of kind {row.kind} needs {column}", "fill the cell")
        if kind.scaled:
            level = general.get((row.destination, row.attribute))
            if row.baseline == 0:
                yield at("baseline", "a scale needs a baseline other than 0", "use kind shift")
            elif not row.unit.startswith("%") and level != row.baseline:
                yield at(
                    "baseline", f"the baseline {row.baseline:g} is not the general level {level}",
                    "use the level of attribute_levels.csv, or a unit in %",
                )  # fmt: skip
        if "attribute" in kind.needs and not kind.belief and row.attribute not in settable:
            yield at(
                "attribute", f"{row.attribute!r} is not an attribute that can be set",
                f"use one of {', '.join(sorted(settable))}",
            )  # fmt: skip
        if kind.acts_on == WEIGHT and row.attribute:
            weight = multiples.get(row.attribute)
            if weight is None or (row.min, row.max) != (weight.low, weight.high):
                yield at("min", "the range is not the low..high of its coefficient", "copy coefficients.csv")
        if kind.acts_on == PARAMETER and central.get(row.attribute) != row.baseline:
            yield at("baseline", "the baseline is not the parameter's value", "copy parameters.csv")
        elif kind.acts_on == PARAMETER and row.attribute not in PARAMETERS:
            yield at(
                "attribute", f"no lever runs through {row.attribute}", f"use one of {', '.join(PARAMETERS)}"
            )
        if kind.exposed and row.id not in exposed:
            yield at("id", "nothing says which groups it reaches", "add its rows to exposure.csv")
        if len(numerals.CONVERSION.findall(row.format)) != 1 or row.format.replace("%%", "").count("%") != 1:
            yield at("format", f"{row.format!r} cannot print a number", "use a form such as %.2f or $%d")


def _lever_levels(inputs: Inputs) -> Iterator[Problem]:
    levers = inputs.by_id("levers")
    named = {(row.lever, row.value) for row in inputs.lever_levels}
    for row in inputs.lever_levels:
        lever = levers.get(row.lever)
        if lever and not lever.min <= row.value <= lever.max:
            yield at_row(
                inputs, "lever_levels", row, "value", f"{row.value:g} is outside the range of {lever.id}",
                f"use a value from {lever.min:g} to {lever.max:g}",
            )  # fmt: skip
    for lever in inputs.levers:
        if (lever.id, lever.baseline) not in named:
            yield at_row(
                inputs, "levers", lever, "baseline", f"{lever.id}: the baseline has no named level",
                "add a row to lever_levels.csv",
            )  # fmt: skip


def _readings(inputs: Inputs) -> Iterator[Problem]:
    options = inputs.reading_options()
    for group in options.values():
        if sum(row.default for row in group) != 1:
            yield at_row(
                inputs, "readings", group[0], "default",
                f"{group[0].reading} needs exactly one default option", "mark one option with 1",
            )  # fmt: skip
        if len({row.title for row in group}) != 1:
            yield at_row(
                inputs, "readings", group[0], "title",
                f"the options of {group[0].reading} have different titles", "write the same title in each",
            )  # fmt: skip


def _exposure(inputs: Inputs) -> Iterator[Problem]:
    options = {(row.reading, row.option) for row in inputs.readings}
    given = {(r.lever, r.reading, r.option, r.segment) for r in inputs.exposure}
    for row in inputs.exposure:
        if (row.reading, row.option) not in options and (row.reading or row.option):
            yield at_row(
                inputs, "exposure", row, "option", f"{row.reading} has no option {row.option!r}",
                "use an option of readings.csv",
            )  # fmt: skip
    for lever, reading in sorted({(row.lever, row.reading) for row in inputs.exposure}):
        for option in [row.option for row in inputs.reading_options().get(reading, ())] if reading else [""]:
            under = f" under {reading}={option}" if reading else ""
            for segment in inputs.segments:
                if (lever, reading, option, segment.id) not in given:
                    yield at_row(
                        inputs, "segments", segment, "id", f"{segment.id} has no exposure to {lever}{under}",
                        "add a row to exposure.csv",
                    )  # fmt: skip


def _warnings(inputs: Inputs) -> Iterator[Problem]:
    levers = ids(inputs, "levers")
    options = {(row.reading, row.option) for row in inputs.readings}
    for row in inputs.warning_conditions:
        if row.subject in levers:
            fine = row.comparison != "is" and is_number(row.value)
            remedy = "compare a lever with a number, by at_least, at_most or above"
        else:
            fine = row.comparison == "is" and (row.subject, row.value) in options
            remedy = "compare a reading with one of its options, by 'is'"
        if not fine:
            yield at_row(inputs, "warning_conditions", row, "value", f"{row.value!r} cannot hold", remedy)


CHECKS = (_levers, _lever_levels, _readings, _exposure, _warnings)
"""The checks of this file, in order."""
