"""What a row must mean beside the other rows: every reference, range and completeness check of the data.

Each check is a generator of problems over the whole :class:`~scenarios.inputs.read.Inputs`. Rows are
numbered as in the file, the header being row 1.
"""

import math
from collections import Counter

from scenarios.inputs.read import Problem, tables

_FILES = {name: file for name, file, _ in tables()}
_KEYS = {
    "baseline_shares": ("segment", "destination"),
    "attribute_levels": ("segment", "destination", "attribute"),
    "coefficient_values": ("coefficient", "segment"),
    "exposure": ("lever", "reading", "option", "segment"),
    "lever_levels": ("lever", "value"),
    "readings": ("reading", "option"),
    "routes": ("route", "aspect"),
    "warning_conditions": ("warning", "subject"),
    "timeline": ("date", "place", "event"),
    "consistency_inputs": ("check", "kind", "name", "destination"),
}
_NEEDS = {
    "scale": ("attribute", "destination"),
    "shift": ("attribute", "destination"),
    "lottery": ("attribute", "destination"),
    "eligibility": ("attribute", "destination"),
    "fee": ("destination",),
    "incentive": ("destination", "companion"),
    "award": ("companion",),
    "fee_passthrough": ("companion",),
    "parameter": ("attribute",),
}
_PARAMETERS = (
    "offer_elasticity", "tenure_years", "real_rate", "labour_cost_markup", "pay_floor",
    "lens_registrations", "lens_selected", "lens_cap", "lens_abroad_share", "lens_wage",
    "offshoring_low", "offshoring_high", "draw_count", "draw_seed",
)  # fmt: skip
_READING_OPTIONS = {
    "fee_basis": {"one_off", "annual"},
    "fee_scope": {"abroad_only", "all_new"},
}


def lint(inputs):
    """All problems of meaning in a data folder; an empty list if it is sound.

    Parameters
    ----------
    inputs : Inputs

    Returns
    -------
    list of Problem
    """
    checks = (
        _unique, _references, _source_ids, _ranges, _baseline, _levels, _coefficients, _nests,
        _parameters, _levers, _lever_levels, _readings, _exposure, _warnings, _checks,
    )  # fmt: skip
    return [problem for check in checks for problem in check(inputs)]


def _at(inputs, table, row, column, reason, remedy):
    number = next(i for i, other in enumerate(getattr(inputs, table), start=2) if other is row)
    return Problem(_FILES[table], number, column, reason, remedy)


def _ids(inputs, table):
    return {row.id for row in getattr(inputs, table)}


def _unique(inputs):
    for table, _, row_type in tables():
        columns = _KEYS.get(table, ("id",) if "id" in row_type.model_fields else ())
        seen = set()
        for row in getattr(inputs, table):
            key = tuple(getattr(row, column) for column in columns)
            if columns and key in seen:
                yield _at(
                    inputs, table, row, columns[-1], f"{' '.join(map(str, key))} stands twice",
                    "remove or rename one of the two rows",
                )  # fmt: skip
            seen.add(key)


def _references(inputs):
    segments, destinations = _ids(inputs, "segments"), _ids(inputs, "destinations")
    attributes, levers = _ids(inputs, "attributes"), _ids(inputs, "levers")
    coefficients, nests = _ids(inputs, "coefficients"), _ids(inputs, "nests")
    readings = {row.reading for row in inputs.readings}
    tags = {tag for row in inputs.segments for tag in row.tags} | {"all"}
    required = [
        ("destinations", "nest", nests), ("segments", "status_quo", destinations),
        ("baseline_shares", "segment", segments), ("baseline_shares", "destination", destinations),
        ("attribute_levels", "segment", segments | {"*"}), ("attribute_levels", "destination", destinations),
        ("attribute_levels", "attribute", attributes), ("coefficients", "attribute", attributes),
        ("coefficient_values", "coefficient", coefficients),
        ("coefficient_values", "segment", segments | {"*"}), ("exposure", "lever", levers),
        ("exposure", "reading", readings), ("exposure", "segment", segments),
        ("lever_levels", "lever", levers), ("warning_conditions", "warning", _ids(inputs, "warnings")),
        ("warning_conditions", "subject", levers | readings),
        ("consistency_inputs", "check", _ids(inputs, "consistency")),
    ]  # fmt: skip
    optional = [
        ("segments", "return_destination", destinations), ("attributes", "coefficient", coefficients),
        ("nests", "parent", nests), ("levers", "destination", destinations), ("levers", "companion", levers),
        ("consistency", "segment", segments), ("consistency", "destination", destinations),
        ("consistency_inputs", "destination", destinations),
        ("readings", "contradiction", _ids(inputs, "contradictions")),
        ("contradictions", "reading", readings | {f"lever:{lever}" for lever in levers}),
    ]  # fmt: skip
    for table, column, known in required + optional:
        for row in getattr(inputs, table):
            name = getattr(row, column)
            if name not in known and not (name == "" and (table, column, known) in optional):
                yield _at(
                    inputs, table, row, column, f"{name!r} is not known",
                    f"use one of {', '.join(sorted(known))}",
                )  # fmt: skip
    for row in inputs.levers:
        if row.segments.removeprefix("not ") not in tags:
            yield _at(
                inputs, "levers", row, "segments", f"no segment has the tag {row.segments!r}",
                f"use one of {', '.join(sorted(tags))}, or 'not' before it",
            )  # fmt: skip
    yield from _targets(inputs)


def _targets(inputs):
    known = {
        "lever": _ids(inputs, "levers"), "reading": {row.reading for row in inputs.readings},
        "attribute": _ids(inputs, "attributes"), "segment": _ids(inputs, "segments"),
        "route": {row.route for row in inputs.routes}, "check": _ids(inputs, "consistency"),
        "contradiction": _ids(inputs, "contradictions"),
    }  # fmt: skip
    for row in inputs.claims:
        for target in row.targets:
            kind, _, name = target.partition(":")
            if name not in known.get(kind, ()):
                yield _at(
                    inputs, "claims", row, "targets", f"{target!r} points at nothing",
                    f"write kind:id with a kind of {', '.join(known)}",
                )  # fmt: skip


def _source_ids(inputs):
    known = _ids(inputs, "sources")
    for table, _, row_type in tables():
        for column in {"source", "sources", "documents", "document_a", "document_b", "pool_source"} & set(
            row_type.model_fields
        ):
            for row in getattr(inputs, table):
                for name in getattr(row, column):
                    if name not in known and name != "-":
                        yield _at(
                            inputs, table, row, column, f"source {name!r} is not in sources.csv",
                            "add the source or mend the id",
                        )  # fmt: skip


def _ranges(inputs):
    for table in ("nests", "parameters"):
        for row in getattr(inputs, table):
            if (row.low is None) != (row.high is None):
                yield _at(
                    inputs, table, row, "low", "low and high come together", "fill both or leave both empty"
                )
            elif row.low is not None and row.low <= 0:
                yield _at(
                    inputs, table, row, "low", "the range is one of multiples, so low has to be positive",
                    "give the 5th percentile",
                )  # fmt: skip
            elif row.low is not None and not row.low < row.value < row.high:
                yield _at(
                    inputs, table, row, "value",
                    f"the value {row.value:g} is not between low {row.low:g} and high {row.high:g}",
                    "give the 5th and 95th percentile around the central value",
                )  # fmt: skip


def _baseline(inputs):
    given = Counter(row.segment for row in inputs.baseline_shares)
    pairs = {(row.segment, row.destination) for row in inputs.baseline_shares}
    totals: Counter = Counter()
    for row in inputs.baseline_shares:
        totals[row.segment] += row.share
    for row in inputs.segments:
        if not given[row.id]:
            reason, remedy = "has no baseline shares", "add its rows to baseline_shares.csv"
        elif (row.id, row.status_quo) not in pairs:
            reason, remedy = "has no baseline share at its status quo", "add that row to baseline_shares.csv"
        elif not 98 <= totals[row.id] <= 102:
            reason = f"has baseline shares that sum to {totals[row.id]:g}%"
            remedy = "make the rows of baseline_shares.csv sum to 100; rounding of up to 2 is rescaled"
        else:
            continue
        yield _at(inputs, "segments", row, "id", f"{row.id} {reason}", remedy)


def _levels(inputs):
    bounds = {row.id: (row.min, row.max) for row in inputs.attributes}
    general = {(r.destination, r.attribute) for r in inputs.attribute_levels if r.segment == "*"}
    for row in inputs.attribute_levels:
        low, high = bounds.get(row.attribute, (None, None))
        if (low is not None and row.value < low) or (high is not None and row.value > high):
            yield _at(
                inputs, "attribute_levels", row, "value",
                f"{row.value:g} is outside the range of {row.attribute}",
                "mend the value, or the range in attributes.csv",
            )  # fmt: skip
        if row.attribute == "income":
            yield _at(
                inputs, "attribute_levels", row, "attribute", "income is computed, never set",
                "give gross_pay, tax_rate and price_level instead",
            )  # fmt: skip
    for destination in inputs.destinations:
        for attribute in inputs.attributes:
            if attribute.id != "income" and (destination.id, attribute.id) not in general:
                yield _at(
                    inputs, "destinations", destination, "id",
                    f"{destination.id} has no general level of {attribute.id}",
                    "add a row with segment * to attribute_levels.csv",
                )  # fmt: skip


def _coefficients(inputs):
    general = {row.coefficient for row in inputs.coefficient_values if row.segment == "*"}
    for row in inputs.coefficients:
        if row.id not in general:
            yield _at(
                inputs, "coefficients", row, "id", f"{row.id} has no general value",
                "add a row with segment * to coefficient_values.csv",
            )  # fmt: skip
    for row in inputs.attributes:
        if row.form == "log" and row.id != "income" and not (row.min and row.min > 0):
            yield _at(
                inputs, "attributes", row, "min", "a logarithm needs a level above 0", "give a positive min"
            )
        if row.form != "income" and (not row.coefficient or row.sign is None):
            yield _at(
                inputs, "attributes", row, "coefficient", "the attribute has no weight",
                "name a coefficient and a sign of 1 or -1",
            )  # fmt: skip


def _nests(inputs):
    values = {row.id: row.value for row in inputs.nests}
    parents = {row.id: row.parent for row in inputs.nests}
    for row in inputs.nests:
        above = row.parent
        for _ in inputs.nests:
            above = parents.get(above, "")
        if above:
            yield _at(
                inputs, "nests", row, "parent", f"{row.id} stands, step by step, inside itself",
                "let the chain of parents end at an empty cell",
            )  # fmt: skip
        if row.value > values.get(row.parent, 1):
            yield _at(
                inputs, "nests", row, "value", "the nest's value is above that of its parent",
                "keep nest <= parent <= 1, or people would not maximise utility",
            )  # fmt: skip


def _parameters(inputs):
    missing = set(_PARAMETERS) - _ids(inputs, "parameters")
    for name in sorted(missing):
        yield Problem(_FILES["parameters"], None, "id", f"{name} is missing", "restore its row")


def _levers(inputs):
    general = {(r.destination, r.attribute): r.value for r in inputs.attribute_levels if r.segment == "*"}
    multiples = {row.id: row for row in inputs.coefficients}
    central = {row.id: row.value for row in inputs.parameters}
    exposed = {row.lever for row in inputs.exposure}
    settable = _ids(inputs, "attributes") - {"income"}
    for row in inputs.levers:

        def at(column, reason, remedy, row=row):
            return _at(inputs, "levers", row, column, f"{row.id}: {reason}", remedy)

        if not row.min <= row.baseline <= row.max or row.min == row.max:
            yield at("baseline", "needs min <= baseline <= max and min < max", "mend the three numbers")
        for column in _NEEDS.get(row.kind, ()):
            if not getattr(row, column):
                yield at(column, f"a lever of kind {row.kind} needs {column}", "fill the cell")
        if row.kind in ("scale", "eligibility"):
            level = general.get((row.destination, row.attribute))
            if row.baseline == 0:
                yield at("baseline", "a scale needs a baseline other than 0", "use kind shift")
            elif not row.unit.startswith("%") and level != row.baseline:
                yield at(
                    "baseline", f"the baseline {row.baseline:g} is not the general level {level}",
                    "use the level of attribute_levels.csv, or a unit in %",
                )  # fmt: skip
        if (
            "attribute" in _NEEDS.get(row.kind, ())
            and row.kind != "parameter"
            and row.attribute not in settable
        ):
            yield at(
                "attribute", f"{row.attribute!r} is not an attribute that can be set",
                f"use one of {', '.join(sorted(settable))}",
            )  # fmt: skip
        if row.kind == "weight" and row.attribute:
            weight = multiples.get(row.attribute)
            if weight is None or (row.min, row.max) != (weight.low, weight.high):
                yield at("min", "the range is not the low..high of its coefficient", "copy coefficients.csv")
        if row.kind == "parameter" and central.get(row.attribute) != row.baseline:
            yield at("baseline", "the baseline is not the parameter's value", "copy parameters.csv")
        if row.kind in ("fee", "incentive", "eligibility") and row.id not in exposed:
            yield at("id", "nothing says which groups it reaches", "add its rows to exposure.csv")
        try:
            row.format % row.baseline
        except (TypeError, ValueError):
            yield at("format", f"{row.format!r} cannot print a number", "use a form such as %.2f or $%d")


def _lever_levels(inputs):
    levers = {row.id: row for row in inputs.levers}
    named = {(row.lever, row.value) for row in inputs.lever_levels}
    for row in inputs.lever_levels:
        lever = levers.get(row.lever)
        if lever and not lever.min <= row.value <= lever.max:
            yield _at(
                inputs, "lever_levels", row, "value", f"{row.value:g} is outside the range of {lever.id}",
                f"use a value from {lever.min:g} to {lever.max:g}",
            )  # fmt: skip
    for lever in inputs.levers:
        if (lever.id, lever.baseline) not in named:
            yield _at(
                inputs, "levers", lever, "baseline", f"{lever.id}: the baseline has no named level",
                "add a row to lever_levels.csv",
            )  # fmt: skip


def _readings(inputs):
    options = inputs.reading_options()
    for group in options.values():
        if sum(row.default for row in group) != 1:
            yield _at(
                inputs, "readings", group[0], "default",
                f"{group[0].reading} needs exactly one default option", "mark one option with 1",
            )  # fmt: skip
        if len({row.title for row in group}) != 1:
            yield _at(
                inputs, "readings", group[0], "title",
                f"the options of {group[0].reading} have different titles", "write the same title in each",
            )  # fmt: skip
    for reading, known in _READING_OPTIONS.items():
        if {row.option for row in options.get(reading, ())} != known:
            yield Problem(
                _FILES["readings"], None, "option", f"{reading} needs the options {', '.join(sorted(known))}",
                "restore its rows: the fee is computed from them",
            )  # fmt: skip


def _exposure(inputs):
    options = {(row.reading, row.option) for row in inputs.readings}
    given = {(r.lever, r.reading, r.option, r.segment) for r in inputs.exposure}
    for row in inputs.exposure:
        if (row.reading, row.option) not in options:
            yield _at(
                inputs, "exposure", row, "option", f"{row.reading} has no option {row.option!r}",
                "use an option of readings.csv",
            )  # fmt: skip
    for lever, reading in sorted({(row.lever, row.reading) for row in inputs.exposure}):
        for option in inputs.reading_options().get(reading, ()):
            for segment in inputs.segments:
                if (lever, reading, option.option, segment.id) not in given:
                    yield _at(
                        inputs, "segments", segment, "id",
                        f"{segment.id} has no exposure to {lever} under {reading}={option.option}",
                        "add a row to exposure.csv",
                    )  # fmt: skip


def _checks(inputs):
    options = {(row.reading, row.option) for row in inputs.readings}
    names = {
        "lever": _ids(inputs, "levers"), "reading": {row.reading for row in inputs.readings},
        "add": _ids(inputs, "attributes") - {"income"}, "scale": _ids(inputs, "attributes") - {"income"},
    }  # fmt: skip
    for row in inputs.consistency_inputs:
        if row.name not in names[row.kind]:
            yield _at(
                inputs, "consistency_inputs", row, "name", f"{row.name!r} is not known",
                f"use one of {', '.join(sorted(names[row.kind]))}",
            )  # fmt: skip
        elif not ((row.name, row.value) in options if row.kind == "reading" else _is_number(row.value)):
            yield _at(
                inputs, "consistency_inputs", row, "value", f"{row.value!r} does not fit a {row.kind}",
                "give a number, or for a reading one of its options",
            )  # fmt: skip


def _is_number(text):
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _warnings(inputs):
    levers = _ids(inputs, "levers")
    options = {(row.reading, row.option) for row in inputs.readings}
    for row in inputs.warning_conditions:
        if row.subject in levers:
            fine = row.comparison != "is" and _is_number(row.value)
            remedy = "compare a lever with a number, by at_least, at_most or above"
        else:
            fine = row.comparison == "is" and (row.subject, row.value) in options
            remedy = "compare a reading with one of its options, by 'is'"
        if not fine:
            yield _at(inputs, "warning_conditions", row, "value", f"{row.value!r} cannot hold", remedy)
