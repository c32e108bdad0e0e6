"""A storyboard -> the slides of a briefing: what stage and exports show, computed in one place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scenarios import sentences
from scenarios.briefing import charts
from scenarios.briefing.context import Context, called
from scenarios.briefing.plate import Credit, Plate
from scenarios.briefing.plates import rests
from scenarios.briefing.storyboard import Named, Step, Storyboard
from scenarios.engine.scenario import ScenarioError
from scenarios.formats import files
from scenarios.inputs import Inputs
from scenarios.text import Words

_TOLD = 4
"""Weaknesses that the last page explains; it names the others."""


@dataclass(frozen=True, eq=False)
class Slide:
    """One step as it is shown."""

    number: int
    """From 1."""
    message: str
    """Headline: as somebody wrote it, or else as the numbers give it."""
    note: str
    """A line under it, or nothing."""
    plate: Plate
    notes: str
    """For the speaker alone."""
    question: str = ""
    """What the room is asked before the result is shown, or nothing."""
    answer: str = ""
    """The result beside the room's guess: a change in points, with its sign."""


@dataclass(frozen=True, eq=False)
class Deck:
    """A briefing ready to be shown or written to a file."""

    title: str
    note: str
    author: str
    version: int
    """0 for what is not saved."""
    slides: tuple[Slide, ...]
    credit: Credit
    """Of all scenarios together; its only run id stands for all of them."""
    sentence: str
    """The one sentence that says what a result is and is not."""
    about: tuple[tuple[str, tuple[str, ...]], ...]
    """The last page: (heading, lines) of how to read it, scenarios, sources and weaknesses."""

    def file_name(self, ending: str) -> str:
        """The name of a file of it, which says what it is."""
        return files.file_name(self.title, self.version, self.credit.run_ids[0], ending)


def slide(inputs: Inputs, words: Words, step: Step, number: int, day: str) -> Slide:
    """One step as it is shown; arguments as of :func:`deck`, raises like :func:`scenarios.briefing.charts.plate`."""
    context = Context(inputs, words, step.scenarios, day)
    plate = charts.plate(step.chart, context, step.segment, step.destination, step.lever)
    ask = step.guess and bool(plate.question)
    return Slide(
        number,
        step.message or plate.headline,
        # What somebody wrote has the numbers under it.
        plate.headline if step.message else plate.note,
        plate,
        step.notes,
        plate.question if ask else "",
        plate.answer if ask else "",
    )


def deck(
    inputs: Inputs,
    words: Words,
    storyboard: Storyboard,
    day: str,
    version: int = 0,
    progress: Callable[[float], object] | None = None,
) -> Deck:
    """The slides of a storyboard.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    storyboard : Storyboard
    day : str
        Day of the run, such as 2026-11-22.
    version : int
        Of the saved storyboard; 0 if it is not saved as it is.
    progress : callable, optional
        Told the fraction that is done.

    Returns
    -------
    Deck

    Raises
    ------
    ScenarioError
        If a step cannot be shown; the message names it.
    """
    slides = []
    for number, step in enumerate(storyboard.steps, 1):
        try:
            slides.append(slide(inputs, words, step, number, day))
        except ScenarioError as error:
            raise ScenarioError(words("plates.step", number=number, reason=str(error))) from None
        if progress:
            progress(number / len(storyboard.steps))
    named = tuple(one for step in storyboard.steps for one in step.scenarios)
    everything = Context(inputs, words, named, day)
    ids = [f"{one.chart} {one.segment} {one.destination} {one.lever}" for one in storyboard.steps]
    ids += [run for one in slides for run in one.plate.credit.run_ids]
    credit = everything.whole(storyboard.title, ids)
    about = _about(inputs, words, storyboard.steps, slides)
    return Deck(
        storyboard.title, storyboard.note, storyboard.author, version, tuple(slides), credit,
        words("app.scope"), about,
    )  # fmt: skip


def _about(
    inputs: Inputs, words: Words, steps: Sequence[Step], slides: Sequence[Slide]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The last page: how to read it, the scenarios with their runs, their sources, the weaknesses."""
    # A title may stand for two scenarios, and a scenario under two titles.
    runs: dict[Named, str] = {}
    for step, one in zip(steps, slides, strict=True):
        runs |= dict(zip(step.scenarios, one.plate.credit.run_ids, strict=True))
    scenarios = tuple(
        words("plates.about_scenario", title=called(words, named), runs=run,
              changes="; ".join(sentences.changes(inputs, named.scenario)) or words("plates.nothing"))
        for named, run in runs.items()
    )  # fmt: skip
    said = " ".join(f"{one.message} {one.notes}" for one in slides)
    cited = rests.cited(inputs, [named.scenario for named in runs], set(re.findall(r"\w+", said)))
    told, others = inputs.weaknesses[:_TOLD], inputs.weaknesses[_TOLD:]
    weak = [f"{row.title}. {row.text}" for row in told]
    if others:
        weak.append(words("plates.about_more", titles="; ".join(row.title for row in others)))
    return (
        (words("plates.about_reading"), tuple(words(f"explore.how_{part}") for part in range(1, 5))),
        (words("plates.about_scenarios"), scenarios),
        (words("plates.about_sources"), tuple(f"{row.id}: {sentences.cited(words, row)}" for row in cited)),
        (words("plates.about_weaknesses"), tuple(weak)),
    )
