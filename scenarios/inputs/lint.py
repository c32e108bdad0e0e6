"""What a row must mean beside the other rows: every reference, range and completeness check of the data.

Each check is a generator of problems over the whole :class:`~scenarios.inputs.read.Inputs`. Rows are
numbered as in the file, the header being row 1.
"""

from collections.abc import Iterator

from scenarios.inputs import lint_about, lint_kinds, lint_levers, lint_model
from scenarios.inputs.places import at_row, ids
from scenarios.inputs.read import Inputs, tables
from scenarios.refusals import Problem

_KEYS = {
    "baseline_shares": ("segment", "destination"),
    "attribute_levels": ("segment", "destination", "attribute"),
    "coefficient_values": ("coefficient", "segment"),
    "exposure": ("lever", "reading", "option", "segment"),
    "lever_levels": ("lever", "value"),
    "lever_modes": ("lever", "reading", "option"),
    "readings": ("reading", "option"),
    "routes": ("route", "aspect"),
    "warning_conditions": ("warning", "subject"),
    "timeline": ("date", "place", "event"),
    "consistency_inputs": ("check", "kind", "name", "destination"),
}


def lint(inputs: Inputs) -> list[Problem]:
    """All problems of meaning in a data folder; an empty list if it is sound.

    Parameters
    ----------
    inputs : Inputs

    Returns
    -------
    list of Problem
    """
    own = (_unique, _references, _source_ids, _ranges)
    more = (lint_model, lint_levers, lint_kinds, lint_about)
    checks = (*own, *(check for module in more for check in module.CHECKS))
    return [problem for check in checks for problem in check(inputs)]


def _unique(inputs: Inputs) -> Iterator[Problem]:
    for table, _, row_type in tables():
        columns = _KEYS.get(table, ("id",) if "id" in row_type.model_fields else ())
        seen = set()
        for row in getattr(inputs, table):
            key = tuple(getattr(row, column) for column in columns)
            if columns and key in seen:
                yield at_row(
                    inputs, table, row, columns[-1], f"{' '.join(map(str, key))} stands twice",
                    "remove or rename one of the two rows",
                )  # fmt: skip
            seen.add(key)


def _references(inputs: Inputs) -> Iterator[Problem]:
    segments, destinations = ids(inputs, "segments"), ids(inputs, "destinations")
    attributes, levers = ids(inputs, "attributes"), ids(inputs, "levers")
    coefficients, nests = ids(inputs, "coefficients"), ids(inputs, "nests")
    readings = {row.reading for row in inputs.readings}
    tags = {tag for row in inputs.segments for tag in row.tags} | {"all"}
    required = [
        ("destinations", "nest", nests), ("segments", "status_quo", destinations),
        ("baseline_shares", "segment", segments), ("baseline_shares", "destination", destinations),
        ("attribute_levels", "segment", segments | {"*"}), ("attribute_levels", "destination", destinations),
        ("attribute_levels", "attribute", attributes), ("coefficients", "attribute", attributes),
        ("coefficient_values", "coefficient", coefficients),
        ("coefficient_values", "segment", segments | {"*"}), ("exposure", "lever", levers),
        ("exposure", "segment", segments),
        ("lever_levels", "lever", levers), ("lever_modes", "lever", levers),
        ("lever_modes", "reading", readings), ("warning_conditions", "warning", ids(inputs, "warnings")),
        ("warning_conditions", "subject", levers | readings),
        ("consistency_inputs", "check", ids(inputs, "consistency")),
        ("worth", "destination", destinations),
    ]  # fmt: skip
    optional = [
        ("exposure", "reading", readings),
        ("segments", "return_destination", destinations), ("attributes", "coefficient", coefficients),
        ("nests", "parent", nests), ("levers", "destination", destinations), ("levers", "companion", levers),
        ("consistency", "segment", segments), ("consistency", "destination", destinations),
        ("consistency_inputs", "destination", destinations),
        ("readings", "contradiction", ids(inputs, "contradictions")),
        ("contradictions", "reading", readings | {f"lever:{lever}" for lever in levers}),
    ]  # fmt: skip
    for table, column, known in required + optional:
        for row in getattr(inputs, table):
            name = getattr(row, column)
            if name not in known and not (name == "" and (table, column, known) in optional):
                yield at_row(
                    inputs, table, row, column, f"{name!r} is not known",
                    f"use one of {', '.join(sorted(known))}",
                )  # fmt: skip
    for row in inputs.levers:
        if row.segments.removeprefix("not ") not in tags:
            yield at_row(
                inputs, "levers", row, "segments", f"no segment has the tag {row.segments!r}",
                f"use one of {', '.join(sorted(tags))}, or 'not' before it",
            )  # fmt: skip
    yield from _targets(inputs)


def _targets(inputs: Inputs) -> Iterator[Problem]:
    known = {
        "lever": ids(inputs, "levers"), "reading": {row.reading for row in inputs.readings},
        "attribute": ids(inputs, "attributes"), "segment": ids(inputs, "segments"),
        "route": {row.route for row in inputs.routes}, "check": ids(inputs, "consistency"),
        "contradiction": ids(inputs, "contradictions"),
    }  # fmt: skip
    for row in inputs.claims:
        for target in row.targets:
            kind, _, name = target.partition(":")
            if name not in known.get(kind, ()):
                yield at_row(
                    inputs, "claims", row, "targets", f"{target!r} points at nothing",
                    f"write kind:id with a kind of {', '.join(known)}",
                )  # fmt: skip


def _source_ids(inputs: Inputs) -> Iterator[Problem]:
    known = ids(inputs, "sources")
    for table, _, row_type in tables():
        for column in {"source", "sources", "documents", "document_a", "document_b", "pool_source"} & set(
            row_type.model_fields
        ):
            for row in getattr(inputs, table):
                for name in getattr(row, column):
                    if name not in known and name != "-":
                        yield at_row(
                            inputs, table, row, column, f"source {name!r} is not in sources.csv",
                            "add the source or mend the id",
                        )  # fmt: skip


def _ranges(inputs: Inputs) -> Iterator[Problem]:
    for table in ("nests", "parameters"):
        for row in getattr(inputs, table):
            if (row.low is None) != (row.high is None):
                yield at_row(
                    inputs, table, row, "low", "low and high come together", "fill both or leave both empty"
                )
            elif row.low is not None and row.low <= 0:
                yield at_row(
                    inputs, table, row, "low", "the range is one of multiples, so low has to be positive",
                    "give the 5th percentile",
                )  # fmt: skip
            elif row.low is not None and not row.low < row.value < row.high:
                yield at_row(
                    inputs, table, row, "value",
                    f"the value {row.value:g} is not between low {row.low:g} and high {row.high:g}",
                    "give the 5th and 95th percentile around the central value",
                )  # fmt: skip
