"""How levers work together, and with what says whom they reach: what would be without effect is refused by name."""

from collections.abc import Iterator

from scenarios.inputs.kinds import KINDS, READINGS
from scenarios.inputs.places import FILES, at_row, ids
from scenarios.inputs.read import Inputs
from scenarios.inputs.reserved import RESERVED
from scenarios.refusals import Problem


def _alone(inputs: Inputs) -> Iterator[Problem]:
    """No two levers of a kind where the second one would switch the first off."""
    taken: dict[tuple[str, tuple[str, ...]], str] = {}
    for row in inputs.levers:
        columns = KINDS[row.kind].alone
        cells = tuple(getattr(row, column) for column in columns)
        if columns and all(cells):
            first = taken.setdefault((row.kind, cells), row.id)
            if first != row.id:
                where = " ".join(cells)
                yield at_row(
                    inputs, "levers", row, columns[-1],
                    f"{row.id}: {first} is the lever of kind {row.kind} for {where} already, and two do not add up",
                    f"make one lever of the two, or give one of them another {' or '.join(columns)}",
                )  # fmt: skip


def _partners(inputs: Inputs) -> Iterator[Problem]:
    """A lever that serves another one: of the kind it serves, at the same place, each naming the other if need be."""
    levers = inputs.by_id("levers")
    for row in inputs.levers:
        served, companion = KINDS[row.kind].serves, levers.get(row.companion)
        if served and companion and companion.kind != served:
            yield at_row(
                inputs, "levers", row, "companion", f"{row.id}: {companion.id} is no lever of kind {served}",
                f"name the lever of kind {served} that it belongs to",
            )  # fmt: skip
        elif served and companion and companion.destination != row.destination:
            yield at_row(
                inputs, "levers", row, "destination",
                f"{row.id} acts on {row.destination} and its {companion.id} on {companion.destination}",
                "give both the same destination",
            )  # fmt: skip
        elif "companion" in KINDS[row.kind].needs and not served and companion:
            kinds = [name for name, kind in KINDS.items() if kind.serves == row.kind]
            if companion.kind not in kinds or companion.companion != row.id:
                yield at_row(
                    inputs, "levers", row, "companion",
                    f"{row.id}: {companion.id} is no lever of kind {kinds[0]} with {row.id} as its companion",
                    "let the two name each other",
                )  # fmt: skip


def _reach(inputs: Inputs) -> Iterator[Problem]:
    """One thing says whom a lever reaches: its ``segments`` cell, or its rows of ``exposure.csv`` on one reading."""
    readings: dict[str, str] = {}
    for row in inputs.exposure:
        first = readings.setdefault(row.lever, row.reading)
        if row.reading != first:
            yield at_row(
                inputs, "exposure", row, "reading", f"the exposure to {row.lever} depends on {first} already",
                "let one reading decide it",
            )  # fmt: skip
    for row in inputs.levers:
        kind = KINDS[row.kind]
        if not kind.exposed and row.id in readings:
            yield at_row(
                inputs, "levers", row, "kind",
                f"{row.id}: exposure.csv says nothing about a lever of kind {row.kind}",
                "remove its rows there, or use a kind that reaches a part of each group",
            )  # fmt: skip
        if row.segments != "all" and (kind.exposed or kind.serves or kind.belief):
            told = "it goes by exposure.csv" if kind.exposed else "it goes with its companion"
            yield at_row(
                inputs, "levers", row, "segments",
                f"{row.id}: a lever of kind {row.kind} names no groups; {'it is for all' if kind.belief else told}",
                "write all",
            )  # fmt: skip


def _modes(inputs: Inputs) -> Iterator[Problem]:
    """A row for each option of the reading that says how a lever works, with a mode that its kind knows."""
    levers = inputs.by_id("levers")
    given: dict[str, dict[str, list[str]]] = {}
    for row in inputs.lever_modes:
        given.setdefault(row.lever, {}).setdefault(row.reading, []).append(row.option)
        known = KINDS[levers[row.lever].kind].modes if row.lever in levers else ()
        if row.lever in levers and row.mode not in known:
            yield at_row(
                inputs, "lever_modes", row, "mode", f"{row.lever} has no mode {row.mode!r}",
                f"use one of {', '.join(known)}" if known else "remove the row",
            )  # fmt: skip
    options = {name: {row.option for row in rows} for name, rows in inputs.reading_options().items()}
    for lever, readings in given.items():
        for reading, told in readings.items():
            if reading in options and set(told) != options[reading]:
                yield Problem(
                    FILES["readings"], None, "option", f"{reading} needs the options {', '.join(sorted(told))}",
                    f"restore its rows: {lever} is computed from them",
                )  # fmt: skip
        if len(readings) > 1:
            yield Problem(
                FILES["lever_modes"], None, "reading",
                f"two readings say how {lever} works: {', '.join(readings)}", "let one reading decide it",
            )  # fmt: skip


def _lottery(inputs: Inputs) -> Iterator[Problem]:
    """The outcome lens counts the places of one lottery."""
    drawn, named = [row.id for row in inputs.levers if row.kind == "lottery"], inputs.about.lens_lottery
    if named and named not in drawn:
        reason, remedy = f"lens_lottery: {named!r} is no lever of kind lottery", "name one that is"
    elif len(drawn) > 1 and not named:
        reason = f"lens_lottery: {' and '.join(drawn)} are lotteries, and the outcome lens counts the places of one"
        remedy = f'write a line such as lens_lottery = "{drawn[0]}"'
    elif not drawn:
        reason = "no lever is a lottery, and the outcome lens counts its places"
        remedy = "add one to levers.csv"
    else:
        return
    yield Problem("about.toml", None, None, reason, remedy)


def _through(inputs: Inputs) -> Iterator[Problem]:
    """The attributes that a kind runs through are there."""
    there = ids(inputs, "attributes")
    for row in inputs.levers:
        kind = KINDS[row.kind]
        for name in dict.fromkeys((*kind.attributes, *kind.counts)):
            if name not in there:
                yield at_row(
                    inputs, "levers", row, "kind",
                    f"{row.id}: a lever of kind {row.kind} runs through {name}, which is no attribute",
                    "restore its row in attributes.csv",
                )  # fmt: skip


def _names(inputs: Inputs) -> Iterator[Problem]:
    """A lever is told from a disputed fact by its id and by its group, and both from what else a link holds."""
    for table, column in (("levers", "id"), ("readings", "reading")):
        for row in getattr(inputs, table):
            if getattr(row, column) in RESERVED:
                yield at_row(
                    inputs, table, row, column, f"{getattr(row, column)!r} means something else in a link",
                    "use another id",
                )  # fmt: skip
    for row in inputs.levers:
        if row.id in inputs.reading_options():
            yield at_row(
                inputs,
                "levers",
                row,
                "id",
                f"{row.id} is the id of a disputed fact already",
                "use another id",
            )
        if row.group == READINGS:
            yield at_row(
                inputs, "levers", row, "group", f"{row.id}: the disputed facts stand in the group {READINGS}",
                "use another group",
            )  # fmt: skip


CHECKS = (_names, _alone, _partners, _reach, _modes, _lottery, _through)
"""The checks of this file, in order."""
