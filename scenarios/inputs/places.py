"""Where a problem stands: helpers that the checks of meaning share."""

import math

from scenarios.inputs.read import Inputs, tables
from scenarios.inputs.rows import Row
from scenarios.refusals import Problem

FILES = {name: file for name, file, _ in tables()}
"""Table -> file name."""


def at_row(inputs: Inputs, table: str, row: Row, column: str, reason: str, remedy: str) -> Problem:
    """A problem at one row of a table; the header is row 1."""
    number = next(i for i, other in enumerate(getattr(inputs, table), start=2) if other is row)
    return Problem(FILES[table], number, column, reason, remedy)


def ids(inputs: Inputs, table: str) -> set[str]:
    """The ids of a table."""
    return {row.id for row in getattr(inputs, table)}


def is_number(text: str) -> bool:
    """Whether a cell holds a finite number."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
