"""Several runs in, sentences out: what differs most, and beliefs told from policy."""

from collections.abc import Iterable, Sequence

from scenarios.analysis import compare
from scenarios.engine.simulate import Run
from scenarios.inputs import Inputs
from scenarios.sentences.figures import digits_for, signed
from scenarios.text import Words


def comparison(inputs: Inputs, words: Words, names: Sequence[str], runs: Sequence[Run], segment: str) -> str:
    """One sentence on the destination whose share differs most between scenarios.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    names : sequence of str
        What the sentence calls each scenario, such as a letter.
    runs : sequence of simulate.Run
    segment : str

    Returns
    -------
    str
    """
    group = inputs.segment(segment).short
    place = runs[0].segments.index(segment)
    if not any(run.change[place].any() for run in runs):
        return words("compare.unmoved", count=len(runs), group=group)
    shares = [100 * run.share[place] for run in runs]
    spread = [max(values) - min(values) for values in zip(*shares, strict=True)]
    column = spread.index(max(spread))
    for digits in (1, 2, 3):
        shown = [f"{values[column]:.{digits}f}" for values in shares]
        low, high = min(shown, key=float), max(shown, key=float)
        if low != high:
            return words(
                "compare.spread", count=len(runs), group=group, place=inputs.destinations[column].phrase,
                low=low, lows=_holders(words, names, shown, low),
                high=high, highs=_holders(words, names, shown, high),
            )  # fmt: skip
    return words("compare.nearly" if max(spread) else "compare.same", count=len(runs), group=group)


def _holders(words: Words, names: Iterable[str], shown: Iterable[str], text: str) -> str:
    """The names of the scenarios that show a number."""
    return words("compare.and").join(name for name, own in zip(names, shown, strict=True) if own == text)


def beliefs_or_policy(
    inputs: Inputs, words: Words, lines: compare.FourLines, segment: str, destination: str | None
) -> str:
    """What a policy does under the central beliefs, and what the beliefs of the scenario add to that.

    The model starts from the observed shares under any beliefs, so beliefs count only through a policy and
    the two parts add up to the whole, as printed too.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    lines : compare.FourLines
    segment : str
    destination : str or None
        As :func:`scenarios.analysis.compare.loudest` finds it.

    Returns
    -------
    str
    """
    if lines.state in (compare.NOTHING, compare.NO_POLICY):
        return words(f"compare.split_{lines.state}")
    group = inputs.segment(segment).short
    if destination is None:
        return words("compare.split_unreached", group=group)
    whole, policy = (lines.runs[whose, "your"] for whose in ("your", "central"))
    place, column = whole.segments.index(segment), whole.destinations.index(destination)
    state = lines.state
    if state == compare.BOTH and (whole.change[place] == policy.change[place]).all():
        state = "idle"
    before, central, yours = (
        100 * share for share in (whole.baseline[place, column], policy.share[place, column],
                                  whole.share[place, column])
    )  # fmt: skip
    digits = _adding_up(before, central, yours)
    moved = round(central - before, digits), round(yours - before, digits)
    return words(
        f"compare.split_{state}", group=group, place=inputs.destinations[column].phrase,
        before=f"{before:.{digits}f}", central=f"{central:.{digits}f}", yours=f"{yours:.{digits}f}",
        policy=signed(moved[0], digits), total=signed(moved[1], digits),
        belief=signed(moved[1] - moved[0], digits),
    )  # fmt: skip


def _adding_up(before: float, *after: float) -> int:
    """The fewest decimals that suit the changes, show those that differ, and with which the numbers add up."""
    adding = []
    for digits in range(digits_for(*(value - before for value in after)), 4):
        moved = [round(value - before, digits) for value in after]
        gaps = [
            abs(round(before, digits) + change - round(value, digits))
            for value, change in zip(after, moved, strict=True)
        ]
        if any(moved) and max(gaps) < 10**-digits / 2:
            adding.append(digits)
            if digits < 3 and len(set(moved)) == len(set(after)):
                return digits
    return min(adding, default=3)
