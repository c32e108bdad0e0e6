"""Sensitivities and checks in, sentences out: which belief matters, what would flip a conclusion, what it breaks."""

from scenarios import conclusions, sensitivity
from scenarios.sentences.figures import points, size
from scenarios.sentences.sure import concluded
from scenarios.sentences.why import group_of, percents, place_of

_NAMED = 3


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
