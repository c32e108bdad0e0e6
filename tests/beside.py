"""Inputs with further rows beside their own, in memory."""

import dataclasses

from scenarios.engine import policy, scenario


def like(inputs, table, name, **cells):
    """A row like an existing one, with some cells of its own."""
    return inputs.by_id(table)[name].model_copy(update=cells)


def more(inputs, levers=(), exposure=None, first=False):
    """The inputs with further levers, and the part of every group that some of them reach whatever is read."""
    rows = (*levers, *inputs.levers) if first else (*inputs.levers, *levers)
    named = tuple(
        inputs.lever_levels[0].model_copy(update={"lever": row.id, "value": row.baseline}) for row in levers
    )
    reached = tuple(
        inputs.exposure[0].model_copy(
            update={"lever": name, "reading": "", "option": "", "segment": segment.id, "share": share}
        )
        for name, share in (exposure or {}).items()
        for segment in inputs.segments
    )
    return dataclasses.replace(
        inputs,
        levers=rows,
        lever_levels=(*inputs.lever_levels, *named),
        exposure=(*inputs.exposure, *reached),
    )


def change(inputs, segment, destination, levers, readings=None):
    """Utility change of one segment and destination, central."""
    people = policy.population(inputs)
    given = policy.settings(inputs, [scenario.make(inputs, levers, readings)])
    found = policy.utility_change(inputs, given, policy.central(inputs))
    return found[0, people.segment(segment), people.destination(destination)]
