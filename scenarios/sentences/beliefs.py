"""Sensitivities and checks in, sentences out: which belief matters, what would flip a conclusion, what it breaks."""

from collections.abc import Iterable

from scenarios.analysis import conclusions, sensitivity
from scenarios.analysis.consistency import CheckResult
from scenarios.engine import policy
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.sentences.figures import digits_for, points, size
from scenarios.sentences.sure import concluded
from scenarios.sentences.why import group_of, percents, place_of
from scenarios.text import Words

_NAMED = 3


def assumption(inputs: Inputs, words: Words, name: str) -> str:
    """The title of a coefficient, nest or parameter: that of its lever, if it has one."""
    for row in inputs.nests:
        if row.id == name:
            return words("beliefs.nest", title=row.title)
    for lever in inputs.levers:
        if lever.belief and lever.attribute == name:
            return lever.title
    titles = inputs.titles("parameters") | inputs.titles("coefficients")
    return titles[name]


def assumed(inputs: Inputs, chosen: Scenario, row: sensitivity.Bar | sensitivity.Move, value: float) -> str:
    """The value that an assumption takes with the user's own beliefs.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    row : sensitivity.Bar or sensitivity.Move
    value : float
        Before the user's belief levers: a multiple for a coefficient, itself for a nest or a parameter.

    Returns
    -------
    str
        A multiple of the central value for a coefficient, the value itself for the others.
    """
    value *= policy.own_multiples(inputs, chosen).get(row.id, 1.0)
    return f"×{value:.2f}" if row.kind == sensitivity.COEFFICIENT else f"{value:.3g}"


def swings(inputs: Inputs, words: Words, chosen: Scenario, tornado: sensitivity.Tornado) -> str:
    """Which belief matters most for a change.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    chosen : Scenario
    tornado : sensitivity.Tornado
    """
    group, place = group_of(inputs, words, tornado.segment), place_of(inputs, tornado.destination)
    moving = [bar for bar in tornado.bars if bar.swing_pp > 100 * conclusions.TIE]
    if not moving:
        return words("beliefs.none", group=group, place=place)
    if max(moving[0].swing_pp, abs(tornado.change_pp)) < 0.005:
        return words("beliefs.tiny", place=place)
    first = moving[0]
    ends = first.low_pp, first.high_pp, tornado.change_pp
    low, high, change = points(*ends, digits=swing_digits(tornado))
    return words(
        "beliefs.first", title=assumption(inputs, words, first.id), group=group, place=place,
        low=low, high=high, change=change, at_low=assumed(inputs, chosen, first, first.low),
        at_high=assumed(inputs, chosen, first, first.high),
    )  # fmt: skip


def swing_digits(tornado: sensitivity.Tornado) -> int:
    """Decimals of all that is printed about a tornado."""
    return digits_for(tornado.change_pp, *(end for bar in tornado.bars for end in (bar.low_pp, bar.high_pp)))


def driven(inputs: Inputs, words: Words, drivers: sensitivity.Drivers) -> str:
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


def reversed_by(
    inputs: Inputs,
    words: Words,
    chosen: Scenario,
    conclusion: conclusions.Conclusion,
    found: sensitivity.Flip,
) -> str:
    """The smallest joint change of beliefs that turns a conclusion round.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    chosen : Scenario
    conclusion : conclusions.Conclusion
    found : sensitivity.Flip
    """
    statement = concluded(inputs, words, conclusion)
    if found.state != sensitivity.FOUND:
        return words(f"flip.{found.state}", statement=statement, margin=size(100 * found.margin))
    moves = "; ".join(
        f"{assumption(inputs, words, move.id)} {assumed(inputs, chosen, move, move.value)}"
        for move in found.moves[:_NAMED]
    )
    more = len(found.moves) - _NAMED
    if more > 0:
        moves += words("flip.more_one" if more == 1 else "flip.more", count=more)
    return words("flip.found", statement=statement, moves=moves, percent=f"{100 * found.distance:.0f}")


def believed(words: Words, central: Iterable[CheckResult], yours: Iterable[CheckResult]) -> str:
    """What the user's beliefs do to the consistency checks.

    Parameters
    ----------
    words : Words
    central, yours : sequence of consistency.CheckResult
        The same checks.
    """
    pairs = list(zip(central, yours, strict=True))
    broken = [f"{old.check.title} ({old.check.id})" for old, new in pairs if old.inside and not new.inside]
    mended = [f"{old.check.title} ({old.check.id})" for old, new in pairs if new.inside and not old.inside]
    if all(old.value == new.value for old, new in pairs):
        return words("checks.central")
    told = [
        words(f"checks.{name}", ids="; ".join(ids))
        for name, ids in (("broken", broken), ("mended", mended))
        if ids
    ]
    return " ".join(told) or words("checks.same")
