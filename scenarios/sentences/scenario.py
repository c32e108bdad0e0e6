"""A scenario and its run in, sentences out: the headline, what was changed, why nothing is reached."""

from scenarios.analysis import compare
from scenarios.engine import policy
from scenarios.engine.scenario import Scenario
from scenarios.engine.simulate import Run
from scenarios.inputs import Inputs
from scenarios.inputs.kinds import READINGS
from scenarios.inputs.rows import Lever
from scenarios.sentences.figures import level_of
from scenarios.text import Words

_REASONS = 2
_SEEN = 0.05
"""Of 1,000 people: less is printed as no change, so a headline does not speak of more or fewer."""


def changes(inputs: Inputs, chosen: Scenario) -> list[str]:
    """What differs from the baseline, one phrase a lever or reading, in the order of the rows."""
    moved, read = dict(chosen.levers), dict(chosen.readings)
    phrases = [
        f"{row.title} {level_of(inputs, row, moved[row.id])}" for row in inputs.levers if row.id in moved
    ]
    return phrases + [
        f"{row.title} {row.option_title}" for row in inputs.readings if read.get(row.reading) == row.option
    ]


def differences(inputs: Inputs, old: Scenario, new: Scenario) -> list[tuple[str, str, str]]:
    """What two scenarios differ in: (title, value in the old one, value in the new one) of each row."""
    told = []
    for row in compare.differing(inputs, [old, new]):
        before, after = (setting(inputs, row, row.before if v is None else v) for v in row.values)
        told.append((row.title, before, after))
    return told


def setting(inputs: Inputs, row: compare.Difference, value: float | str) -> str:
    """A value of the lever or reading of a :class:`scenarios.analysis.compare.Difference`, in words."""
    if row.group == READINGS:
        return inputs.option(row.id, str(value)).option_title
    return level_of(inputs, inputs.lever(row.id), float(value))


def lever_group(words: Words, name: str) -> str:
    """What a group of levers, or that of the disputed facts, is called: by its words if there are any."""
    return words(f"group.{name}") if words.has(f"group.{name}") else name


def headline(inputs: Inputs, words: Words, run: Run, segment: str) -> str:
    """One sentence on who would prefer what, of 1,000 people of a group.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    run : simulate.Run
    segment : str

    Returns
    -------
    str
    """
    row = inputs.segment(segment)
    place = run.segments.index(segment)
    change = run.change[place]
    if not change.any():
        if not run.change.any():
            return words("headline.unchanged")
        return words("headline.unreached", group=row.short)
    named = [
        run.destinations.index(name)
        for name in inputs.about.opening.focus
        if run.baseline[place, run.destinations.index(name)]
    ]
    largest = int(abs(change).argmax())
    loudest = max(named, key=lambda column: abs(change[column]), default=None)
    if loudest is None:
        named = [largest]
    elif largest not in named and abs(change[largest]) > abs(change[loudest]):
        named = [largest, loudest]
    phrases = inputs.column("destinations", "phrase")
    parts = [
        _moved(words, 1000 * change[column], phrases[run.destinations[column]], first=not position)
        for position, column in enumerate(named)
    ]
    return words("headline.start", group=row.short) + words("headline.and").join(parts) + "."


def _moved(words: Words, people: float, place: str, first: bool) -> str:
    size = abs(people)
    way = "same" if people == 0 else "near" if size < _SEEN else "more" if people > 0 else "fewer"
    count = ""
    if size >= 1:
        count = words("headline.about", count=f"{size:,.0f}")
    elif size >= _SEEN:
        count = words(f"headline.below_one_{way}")
    return words(f"headline.{way}_first" if first else f"headline.{way}", count=count, place=place)


def largest_gain(inputs: Inputs, words: Words, run: Run, segment: str) -> str:
    """What gains most, if the headline does not name it; else an empty text. Many countries together are no one."""
    gains = zip(inputs.destinations, (1000 * run.change[run.segments.index(segment)]).tolist(), strict=True)
    order = sorted(gains, key=lambda pair: -pair[1])
    row, people = next(pair for pair in order if pair[0].stands_for != "rest")
    if people < 1 or row.phrase in headline(inputs, words, run, segment):
        return ""
    before = [other.phrase for other, _ in order[: order.index((row, people))]]
    return words(
        "headline.largest_but" if before else "headline.largest", place=row.title, count=f"{people:,.0f}",
        rest=words("why.and").join(before),
    )  # fmt: skip


def unreached(inputs: Inputs, words: Words, run: Run, chosen: Scenario, segment: str) -> str | None:
    """Why nothing changed reaches a group, and which disputed fact decides it; ``None`` if something does."""
    if run.change[run.segments.index(segment)].any() or not run.change.any():
        return None
    moved = [row for row in inputs.levers if row.id in dict(chosen.levers) and not row.belief]
    reasons = dict.fromkeys(_reason(inputs, words, chosen, lever, segment) for lever in moved)
    switches = {
        row.title: None
        for lever in moved
        for row in inputs.readings
        if row.reading in _deciding(inputs, lever, segment)
    }
    listed = list(reasons)[:_REASONS]
    if len(reasons) > _REASONS:
        listed.append(words("changes.more_reasons", count=len(reasons) - _REASONS))
    told = words("changes.unreached", reasons="; ".join(listed))
    if switches:
        told += " " + words("changes.switch", titles="; ".join(switches))
    return told


def _reason(inputs: Inputs, words: Words, chosen: Scenario, lever: Lever, segment: str) -> str:
    if not policy.reaches(inputs, lever)[policy.population(inputs).segment(segment)]:
        return words("changes.only_named", lever=lever.title)
    readings = chosen.reading_values(inputs)
    for row in inputs.exposure:
        if (
            (row.lever, row.segment) == (lever.id, segment)
            and readings.get(row.reading, "") == row.option
            and row.note
        ):
            return row.note
    return words("changes.no_effect", lever=lever.title)


def _deciding(inputs: Inputs, lever: Lever, segment: str) -> set[str]:
    """Readings under one option of which a lever does reach the segment and under another does not."""
    shares: dict[str, list[float]] = {}
    for row in inputs.exposure:
        if (row.lever, row.segment) == (lever.id, segment):
            shares.setdefault(row.reading, []).append(row.share)
    return {reading for reading, given in shares.items() if min(given) == 0 < max(given)}
