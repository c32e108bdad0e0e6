"""Ranges, ranks and tipping points in, sentences out: how far a result depends on the assumptions and on a lever."""

import math
from collections.abc import Sequence

from scenarios import numerals
from scenarios.analysis import conclusions, tipping, uncertainty
from scenarios.engine.group import GroupRun
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Lever
from scenarios.sentences.figures import digits_for, level_of, roughly, signed, size, start, value_of
from scenarios.sentences.why import group_of, lacks, place_of
from scenarios.text import Words

_NEAR_ZERO = 1e-5
"""Part of a lever's range below which a value that was searched for is zero."""


def concluded(inputs: Inputs, words: Words, conclusion: conclusions.Conclusion) -> str:
    """A conclusion as a statement.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    conclusion : conclusions.Conclusion

    Returns
    -------
    str
        Without a full stop.
    """
    level = numerals.written(conclusion.percent)
    return words(
        f"conclusion.{conclusion.kind}", place=start(place_of(inputs, conclusion.destination)),
        within=place_of(inputs, conclusion.destination),
        other=place_of(inputs, conclusion.other) if conclusion.other else "", level=level,
    )  # fmt: skip


def in_draws(words: Words, share: float, tied: float = 0.0) -> str:
    """A share of draws in words: rounded to 5%, capped, and ties as ties."""
    state, percent = uncertainty.said(share, tied)
    return words(f"draws.{state}", percent=percent)


def ranged(
    inputs: Inputs, words: Words, run: GroupRun, standings: Sequence[uncertainty.Standing], destination: str
) -> str:
    """One sentence on the range of a change and on who is ahead of whom.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    run : group.GroupRun
    standings : sequence of uncertainty.Standing
        By share.
    destination : str
    """
    who = group_of(inputs, words, run.group.id)
    own = next((row for row in standings if row.destination == destination), None)
    fill = {"place": place_of(inputs, destination), "group": who}
    if own is None:
        return lacks(inputs, words, run.group.id, destination)
    if not run.drawn[:, run.group.column(destination)].any():
        return words("ranges.unmoved" if run.drawn.any() else "ranges.nothing", **fill)
    scale = 100 * max(abs(own.low), abs(own.high), abs(own.change))
    if scale < 0.005:
        return words("ranges.tiny", **fill)
    digits = digits_for(scale)
    told = words(
        "ranges.told", change=signed(100 * own.change, digits), low=signed(100 * own.low, digits),
        high=signed(100 * own.high, digits), **fill,
    )  # fmt: skip
    neighbour = own
    if not own.next_:
        neighbour = next((row for row in standings if row.next_ == destination), None)
    if neighbour is None:
        return told
    return told + " " + words(
        "ranges.ahead", place=start(place_of(inputs, neighbour.destination)),
        other=place_of(inputs, neighbour.next_), draws=in_draws(words, neighbour.ahead, neighbour.tied),
    )  # fmt: skip


def tipped(inputs: Inputs, words: Words, found: tipping.Tipping) -> str:
    """Where a conclusion flips on a lever.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    found : tipping.Tipping
    """
    row = inputs.lever(found.lever)
    fill = {
        "statement": concluded(inputs, words, found.conclusion),
        "lever": row.title,
        "now": _unsigned(level_of(inputs, row, found.now)),
        "margin": size(100 * found.margin),
        "values": words("tip.to" if found.state != tipping.SEVERAL else "why.and").join(
            root_value(row, value) for value in found.roots
        ),
        "nearest": _nearest(inputs, words, row, found),
        "short": size(100 * found.shortfall),
        "low": value_of(row, row.min),
        "high": value_of(row, row.max),
    }
    if found.state == tipping.FLAT:
        state = "flat" if found.margin > conclusions.TIE else "flat_not"
        return words("tip.flat_tie" if abs(found.margin) <= conclusions.TIE else f"tip.{state}", **fill)
    return words(f"tip.{found.state}", **fill)


def _nearest(inputs: Inputs, words: Words, row: Lever, found: tipping.Tipping) -> str:
    """Where the margin is smallest: a value, or from where to where if it is the same over a stretch."""
    same = found.values[abs(abs(found.margins) - found.shortfall) <= conclusions.TIE].tolist()
    if len(same) > 1:
        return words("tip.to").join(root_value(row, value) for value in (same[0], same[-1]))
    return _unsigned(level_of(inputs, row, found.nearest))


def tipped_in_draws(inputs: Inputs, words: Words, curve: tipping.Curve, lever: str) -> str:
    """Where the draws flip.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    curve : tipping.Curve
    lever : str
    """
    row = inputs.lever(lever)
    if not curve.crossing:
        return words("tip.curve_never")
    if math.isnan(curve.median):
        return words("tip.curve_none", lever=row.title)
    crossing = in_draws(words, curve.crossing)
    if curve.low == curve.high:
        return words("tip.curve_nowhere", crossing=crossing)
    low, high = (_ended(words, row, value) for value in (curve.low, curve.high))
    median = _ended(words, row, curve.median)
    if math.isfinite(curve.median):
        median = words("tip.at", value=median)
    return words("tip.curve", low=low, high=high, median=median, crossing=crossing)


def _ended(words: Words, lever: Lever, value: float) -> str:
    """A tipping value, or that it lies beyond an end of the range."""
    if math.isfinite(value):
        return root_value(lever, value)
    end = lever.max if value > 0 else lever.min
    return words("tip.above" if value > 0 else "tip.below", value=value_of(lever, end))


def root_value(lever: Lever, value: float) -> str:
    """A lever value that was searched for; one that is zero but for the search is zero."""
    return _unsigned(roughly(lever, value if abs(value) > _NEAR_ZERO * (lever.max - lever.min) else 0.0))


def _unsigned(text: str) -> str:
    """The text of a value, without a sign if it shows no digit but zeros."""
    return text if any(digit in text for digit in "123456789") else text.replace("−", "")
