"""What ``about.toml`` must mean beside the tables: every id that it names has a row."""

from collections.abc import Iterator

from scenarios.inputs.places import ids
from scenarios.inputs.read import Inputs
from scenarios.refusals import Problem, Unknown


def _opening(inputs: Inputs) -> Iterator[Problem]:
    about, opening = inputs.about, inputs.about.opening
    destinations = ids(inputs, "destinations")
    named = [
        ("return_nest", "nest", ids(inputs, "nests"), [about.return_nest]),
        ("opening.segment", "segment", ids(inputs, "segments"), [opening.segment]),
        ("opening.destination", "destination", destinations, [opening.destination]),
        ("opening.focus", "destination", destinations, opening.focus),
        ("opening.lever", "lever", ids(inputs, "levers"), [opening.lever]),
        ("opening.routes", "route", {row.route for row in inputs.routes}, opening.routes),
    ]
    for key, what, known, names in named:
        for name in names:
            if name not in known:
                reason = str(Unknown(what, name, sorted(known)))
                yield Problem("about.toml", None, key, reason, f"name an existing {what}")


CHECKS = (_opening,)
"""The checks of this file, in order."""
