"""The split of a shift in, sentences out: what moved a share, what that rests on, why so little, what it is worth."""

from collections.abc import Iterable, Mapping, Sequence

from scenarios.analysis import attribution, grounds
from scenarios.analysis.appeal import Factors, Worth
from scenarios.analysis.conclusions import LITTLE
from scenarios.engine.group import TOTAL
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.sentences.figures import digits_for, signed
from scenarios.text import Words

_NAMED = 2
_MOST_DIGITS = 4
_BESIDE = 0.25
"""Part of the size of the largest part from which a headline names another one."""
_SMALL_RISE = 0.1
"""Relative change below which appeal is said to change little."""


def group_of(inputs: Inputs, words: Words, segment: str) -> str:
    """What a group is called within a sentence."""
    if segment == TOTAL:
        return words("why.everybody")
    return inputs.segment(segment).short


def place_of(inputs: Inputs, destination: str) -> str:
    """What a destination is called within a sentence."""
    return inputs.destination(destination).phrase


def lacks(inputs: Inputs, words: Words, segment: str, destination: str) -> str:
    """That a group cannot choose a destination; a home country that is a destination of its own is named."""
    home = "" if segment == TOTAL else inputs.segment(segment).return_destination
    stands_for = inputs.destination(destination).stands_for
    key = "why.lacks_home" if home and stands_for == "home" else "why.lacks"
    fill = {"group": group_of(inputs, words, segment), "place": place_of(inputs, destination)}
    return words(key, home=place_of(inputs, home) if home else "", **fill)


def part_title(inputs: Inputs, chosen: Scenario, part: attribution.Part) -> str:
    """What a part is called: the lever's title, or the option that a disputed fact was switched to."""
    if part.kind == "reading":
        return inputs.option(part.id, dict(chosen.readings)[part.id]).option_title
    return inputs.lever(part.id).title


def moved_by(inputs: Inputs, words: Words, chosen: Scenario, split: attribution.Attribution) -> str:
    """One sentence on what moved a share.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    chosen : Scenario
    split : attribution.Attribution
        Of that scenario.

    Returns
    -------
    str
    """
    digits = digits_agreeing(100 * split.baseline, 100 * split.share)
    fill = {
        "group": group_of(inputs, words, split.segment),
        "place": place_of(inputs, split.destination),
        "before": f"{100 * split.baseline:.{digits}f}",
        "share": f"{100 * split.share:.{digits}f}",
    }
    if not split.baseline:
        return lacks(inputs, words, split.segment, split.destination)
    if split.state == attribution.NOTHING:
        return words("why.nothing")
    if split.state == attribution.UNMOVED:
        return words("why.unmoved", **fill)
    change = round(split.change_pp, digits)
    total = signed(change, digits)
    moving = [part for part in split.parts if abs(part.part_pp) >= 0.5 * 10**-digits]
    # A further part is named if it counts beside the first.
    moving = [part for part in moving if abs(part.part_pp) >= _BESIDE * abs(moving[0].part_pp)]
    if len(split.parts) == 1:
        first = part_title(inputs, chosen, split.parts[0])
        return words("why.one" if change else "why.tiny_one", total=total, first=first, **fill)
    if not moving:
        return words("why.tiny", count=len(split.parts), **fill)
    # What is left over is named too where it is one thing.
    count = min(_NAMED, len(moving)) + (len(split.parts) - min(_NAMED, len(moving)) == 1)
    named, left = split.parts[:count], split.parts[count:]
    listed = ", ".join(
        words("why.part", points=signed(part.part_pp, digits), title=part_title(inputs, chosen, part))
        for part in named
    )
    if left:
        rest = change - sum(round(part.part_pp, digits) for part in named)
        listed += _others(words, left, rest, digits)
    return words("why.several", total=total, parts=listed, **fill)


def _others(words: Words, parts: Sequence[attribution.Part], rest: float, digits: int) -> str:
    """What the parts that are not named add up to; both ways apart where they go both ways."""
    up = round(sum(part.part_pp for part in parts if part.part_pp > 0), digits)
    down = round(rest - up, digits)
    if up and down < 0:
        return words("why.rest_both", count=len(parts), up=signed(up, digits), down=signed(down, digits))
    return words("why.rest", count=len(parts), points=signed(rest, digits))


def digits_agreeing(before: float, share: float) -> int:
    """Decimals with which a change of percents is seen and, if some do, the printed numbers add up.

    Every number is its own value rounded, the same wherever it is printed; so parts of a change may add up to
    another last digit.
    """
    for digits in range(digits_for(share - before), _MOST_DIGITS):
        gap = round(share, digits) - round(before, digits) - round(share - before, digits)
        if abs(gap) < 10**-digits / 2:
            return digits
    return _MOST_DIGITS


def orders(words: Words, split: attribution.Attribution) -> str:
    """How the parts were found: over all orders, or over a sample of them."""
    if split.exact:
        return words("why.exact")
    return words("why.sampled", orders=f"{split.orders:,}", most=attribution.MOST_EXACT)


def percents(shares: Mapping[str, float]) -> dict[str, int]:
    """Fractions that sum to one as whole percents that sum to 100; all zero if they are.

    The largest remainders are rounded up, so no class is printed that has nothing.
    """
    if not any(shares.values()):
        return dict.fromkeys(shares, 0)
    floors = {name: int(100 * share + 1e-9) for name, share in shares.items()}
    left = 100 - sum(floors.values())
    by_remainder = sorted(shares, key=lambda name: floors[name] - 100 * shares[name])
    return {name: floors[name] + (name in by_remainder[:left]) for name in shares}


def rests_on(words: Words, meter: grounds.Meter) -> str:
    """One sentence on what a shift rests on, each part taken at its weakest number."""
    if not any(meter.whole.values()):
        return words("meter.nothing")
    told = {
        key: words("meter.and").join(
            words("meter.part", percent=percent, what=words(f"meter.{name}"))
            for name, percent in percents(shares).items()
            if percent
        )
        for key, shares in (("whole", meter.whole), ("set", meter.steps[grounds.SET]))
    }
    return words("meter.told", **told)


def how_little(inputs: Inputs, words: Words, row: Factors | None, segment: str) -> str:
    """Why a share moves as little, or as much, as it does.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    row : appeal.Factors or None
        ``None`` if the group lacks the destination.
    segment : str
    """
    if row is None:
        return ""
    relative = row.share / row.baseline - 1
    digits = digits_agreeing(100 * row.baseline, 100 * row.share)
    fill = {
        "place": place_of(inputs, row.destination),
        "group": group_of(inputs, words, segment),
        "before": f"{100 * row.baseline:.{digits}f}",
        "relative": signed(100 * relative, 0 if abs(relative) >= 0.1 else 1 if abs(relative) >= 0.001 else 2),
        "change": signed(row.change_pp, digits),
        "share": f"{100 * row.share:.{digits}f}",
    }
    if row.change_pp == 0:
        return words("little.unmoved", **fill)
    if abs(row.change_pp) < 0.005:
        return words("little.tiny", **fill)
    if abs(row.change_pp) >= LITTLE:
        return words("little.enough", **fill)
    return words("little.weak" if abs(relative) < _SMALL_RISE else "little.small", **fill)


def in_pay(inputs: Inputs, words: Words, rows: Iterable[Worth], segment: str, destination: str) -> str:
    """What a change that a group values is worth to it in yearly pay; one of the destination if there is any.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    rows : sequence of appeal.Worth
        Of that segment.
    segment, destination : str
    """
    places = inputs.column("worth", "destination")
    valued = [row for row in rows if not row.nothing]
    if not valued:
        return words("worth.none", group=group_of(inputs, words, segment))
    valued = max(valued, key=lambda row: places[row.id] == destination)
    what = inputs.by_id("worth")[valued.id]
    pay = valued.median * valued.pay
    pay = round(pay, -3 if pay >= 10000 else -2)
    return words(
        "worth.one", group=group_of(inputs, words, segment), title=what.title,
        place=place_of(inputs, what.destination), median=f"{100 * valued.median:,.0f}",
        low=f"{100 * valued.low:,.0f}", high=f"{100 * valued.high:,.0f}", pay=f"{pay:,.0f}",
    )  # fmt: skip
