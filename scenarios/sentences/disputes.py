"""Verdicts over the disputed facts in, sentences out: what holds, what flips, what to settle before quoting."""

from scenarios.analysis import readings, uncertainty
from scenarios.inputs import Inputs
from scenarios.sentences.figures import level_of, points
from scenarios.sentences.sure import in_draws
from scenarios.sentences.why import group_of, place_of
from scenarios.text import Words


def judged(inputs: Inputs, words: Words, verdict: readings.Verdict) -> str:
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
    lowest = ""
    if verdict.lowest is not None:
        lowest = in_draws(words, verdict.lowest)
        if state == readings.UNCERTAIN and uncertainty.said(verdict.lowest)[1] == uncertainty.MOST:
            # It is uncertain because it is below that; rounded, it would read as sure.
            lowest = words("draws.under", percent=uncertainty.MOST)
    return words(
        f"verdict.{state}", titles=titles, holding=verdict.holding, cases=verdict.cases, lowest=lowest
    )


def dispute_title(inputs: Inputs, name: str) -> str:
    """The title of a disputed fact, which is a reading or a lever."""
    options = inputs.reading_options()
    return options[name][0].title if name in options else inputs.lever(name).title


def dispute_option(inputs: Inputs, name: str, option: str | float) -> str:
    """The title of one of its options."""
    options = inputs.reading_options()
    if name in options:
        return inputs.option(name, str(option)).option_title
    return level_of(inputs, inputs.lever(name), float(option))


def settle(
    inputs: Inputs, words: Words, factorial: readings.Factorial, segment: str, destination: str
) -> str:
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
    low, high = points(row.low_pp, row.high_pp)
    return words(
        "disputes.settle", title=dispute_title(inputs, row.id), low=low, high=high,
        group=group, place=place,
    )  # fmt: skip
