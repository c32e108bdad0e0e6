"""How far a result can be relied on, in sentences: ranges, ranks, tipping points, beliefs, readings, checks."""

import math

from scenarios import conclusions, readings, sensitivity, tipping, uncertainty
from scenarios.sentences.figures import level_of, roughly, signed, value_of
from scenarios.sentences.why import group_of, percents, place_of

_NAMED = 3
_NEAR_ZERO = 1e-5
"""Part of a lever's range below which a value that was searched for is zero."""


def start(text):
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def points(value):
    """Points with a sign, one decimal from 1 on and two below."""
    return signed(value, 1 if abs(value) >= 1 else 2)


def size(value):
    """Points without a sign, decimals as :func:`points`; never zero for what is not."""
    return points(abs(value)).lstrip("+") if abs(value) >= 0.005 or not value else "<0.01"


def concluded(inputs, words, conclusion):
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
    level = 100 * conclusion.level
    return words(
        f"conclusion.{conclusion.kind}", place=start(place_of(inputs, conclusion.destination)),
        within=place_of(inputs, conclusion.destination),
        other=place_of(inputs, conclusion.other) if conclusion.other else "", level=f"{level:.4g}",
    )  # fmt: skip


def in_draws(words, share, tied=0.0):
    """A share of draws in words: rounded to 5%, capped, and ties as ties."""
    state, percent = uncertainty.said(share, tied)
    return words(f"draws.{state}", percent=percent)


def ranged(inputs, words, run, standings, destination):
    """One sentence on the range of a change and on who is ahead of whom.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    run : group.Run
    standings : sequence of uncertainty.Standing
        By share.
    destination : str
    """
    who = group_of(inputs, words, run.group.id)
    own = next((row for row in standings if row.destination == destination), None)
    fill = {"place": place_of(inputs, destination), "group": who}
    if own is None:
        return words("why.lacks", **fill)
    if not run.draws[:, run.group.column(destination)].any():
        return words("ranges.unmoved" if run.draws.any() else "ranges.nothing", **fill)
    scale = 100 * max(abs(own.low), abs(own.high), abs(own.change))
    if scale < 0.005:
        return words("ranges.tiny", **fill)
    digits = 1 if scale >= 1 else 2
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


def tipped(inputs, words, found):
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
            _root(row, value) for value in found.roots
        ),
        "nearest": _unsigned(level_of(inputs, row, found.nearest)),
        "short": size(100 * found.shortfall),
        "low": value_of(row, row.min),
        "high": value_of(row, row.max),
    }
    if found.state == tipping.FLAT:
        state = "flat" if found.margin > conclusions.TIE else "flat_not"
        return words("tip.flat_tie" if abs(found.margin) <= conclusions.TIE else f"tip.{state}", **fill)
    return words(f"tip.{found.state}", **fill)


def tipped_in_draws(inputs, words, curve, lever):
    """Where the draws flip.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    curve : tipping.Curve
    lever : str
    """
    row = inputs.lever(lever)
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


def _ended(words, lever, value):
    """A tipping value, or that it lies beyond an end of the range."""
    if math.isfinite(value):
        return _root(lever, value)
    end = lever.max if value > 0 else lever.min
    return words("tip.above" if value > 0 else "tip.below", value=value_of(lever, end))


def _root(lever, value):
    """A lever value that was searched for; one that is zero but for the search is zero."""
    return _unsigned(roughly(lever, value if abs(value) > _NEAR_ZERO * (lever.max - lever.min) else 0.0))


def _unsigned(text):
    """The text of a value, without a sign if it shows no digit but zeros."""
    return text if any(digit in text for digit in "123456789") else text.replace("−", "")


def assumption(inputs, words, name):
    """The title of a coefficient, nest or parameter."""
    for row in inputs.nests:
        if row.id == name:
            return words("beliefs.nest", title=row.title)
    return next(row.title for row in (*inputs.coefficients, *inputs.parameters) if row.id == name)


def assumed(kind, value):
    """The value of an assumption: a multiple of the central one for a coefficient, itself for the others."""
    return f"×{value:.2f}" if kind == "coefficient" else f"{value:.3g}"


def swings(inputs, words, tornado):
    """Which belief matters most for a change.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    tornado : sensitivity.Tornado
    """
    group, place = group_of(inputs, words, tornado.segment), place_of(inputs, tornado.destination)
    moving = [bar for bar in tornado.bars if bar.swing_pp > 100 * conclusions.TIE]
    if not moving:
        return words("beliefs.none", group=group, place=place)
    if max(moving[0].swing_pp, abs(tornado.change_pp)) < 0.005:
        return words("beliefs.tiny", place=place)
    first = moving[0]
    return words(
        "beliefs.first", title=assumption(inputs, words, first.id), group=group, place=place,
        low=points(first.low_pp), high=points(first.high_pp), change=points(tornado.change_pp),
        at_low=assumed(first.kind, first.low), at_high=assumed(first.kind, first.high),
    )  # fmt: skip


def driven(inputs, words, drivers):
    """What the range of a change comes from.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    drivers : sensitivity.Drivers
    """
    if not drivers.parts or not drivers.spread_pp:
        return words("beliefs.no_spread")
    named = [row for row in drivers.parts if row.share >= 0.05][:_NAMED]
    shares = {assumption(inputs, words, row.id): row.share for row in named}
    shares[words("beliefs.others")] = sum(row.share for row in drivers.parts if row not in named)
    shares[words("beliefs.together")] = drivers.together
    whole = sum(shares.values())
    told = percents({name: share / whole for name, share in shares.items()})
    listed = ", ".join(
        words("beliefs.driver", title=name, percent=part) for name, part in told.items() if part
    )
    return words("beliefs.drivers", listed=listed)


def reversed_by(inputs, words, conclusion, found):
    """The smallest joint change of beliefs that turns a conclusion round.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    conclusion : conclusions.Conclusion
    found : sensitivity.Flip
    """
    statement = concluded(inputs, words, conclusion)
    if found.state != sensitivity.FOUND:
        return words(f"flip.{found.state}", statement=statement, margin=size(100 * found.margin))
    moves = "; ".join(
        f"{assumption(inputs, words, move.id)} {assumed(move.kind, move.value)}"
        for move in found.moves[:_NAMED]
    )
    more = len(found.moves) - _NAMED
    if more > 0:
        moves += words("flip.more", count=more)
    return words("flip.found", statement=statement, moves=moves, percent=f"{100 * found.distance:.0f}")


def judged(inputs, words, verdict):
    """The verdict on a conclusion over all readings.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    verdict : readings.Verdict
    """
    titles = words("why.and").join(dispute_title(inputs, name) for name in verdict.by)
    state = verdict.state
    if state == readings.FLIPS and not verdict.by:
        state = "flips_together"
    elif state == readings.HOLDS and verdict.cases == 1:
        state = "undisputed"
    lowest = in_draws(words, verdict.lowest) if verdict.lowest is not None else ""
    if state == readings.UNCERTAIN and uncertainty.said(verdict.lowest)[1] == uncertainty.MOST:
        # It is uncertain because it is below that; rounded, it would read as sure.
        lowest = words("draws.under", percent=uncertainty.MOST)
    return words(
        f"verdict.{state}", titles=titles, holding=verdict.holding, cases=verdict.cases, lowest=lowest
    )


def dispute_title(inputs, name):
    """The title of a disputed fact, which is a reading or a lever."""
    options = inputs.reading_options()
    return options[name][0].title if name in options else inputs.lever(name).title


def dispute_option(inputs, name, option):
    """The title of one of its options."""
    options = inputs.reading_options()
    if name in options:
        return next(row.option_title for row in options[name] if row.option == option)
    return level_of(inputs, inputs.lever(name), option)


def settle(inputs, words, factorial, segment, destination):
    """Which disputed fact to settle before a number is quoted.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    factorial : readings.Factorial
    segment, destination : str
    """
    group, place = group_of(inputs, words, segment), place_of(inputs, destination)
    if not factorial.matters:
        return words("disputes.nothing_matters", group=group, place=place)
    row = next(row for row in factorial.disputes if row.id == factorial.matters)
    return words(
        "disputes.settle", title=dispute_title(inputs, row.id), low=points(row.low_pp), high=points(row.high_pp),
        group=group, place=place,
    )  # fmt: skip


def believed(words, central, yours):
    """What the user's beliefs do to the consistency checks.

    Parameters
    ----------
    words : Words
    central, yours : sequence of consistency.Verdict
        The same checks.
    """
    pairs = list(zip(central, yours, strict=True))
    broken = [old.check.id for old, new in pairs if old.inside and not new.inside]
    mended = [old.check.id for old, new in pairs if new.inside and not old.inside]
    if all(old.value == new.value for old, new in pairs):
        return words("checks.central")
    told = [
        words(f"checks.{name}", ids=", ".join(ids))
        for name, ids in (("broken", broken), ("mended", mended))
        if ids
    ]
    return " ".join(told) or words("checks.same")
