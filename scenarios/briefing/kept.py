"""A storyboard <-> what the store keeps of it: its steps, and every scenario with all that lets it reproduce."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol, Self

from pydantic import BaseModel, ConfigDict, model_validator

from scenarios.briefing import storyfile
from scenarios.briefing.storyboard import Named, Step, Storyboard
from scenarios.engine.scenario import Scenario
from scenarios.formats import reopen as again
from scenarios.inputs import Inputs

_BOX = ConfigDict(strict=True, extra="forbid", frozen=True)


class Described(Protocol):
    """What somebody wrote about a storyboard, such as a record of the store."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def note(self) -> str:
        """What it is for, or nothing."""

    @property
    def author(self) -> str:
        """Who made it, or nothing."""

    @property
    def tags(self) -> Sequence[str]:
        """Words to find it by."""


class KeptScenario(BaseModel):
    """One scenario under its name."""

    model_config = _BOX

    title: str
    version: int = 0
    kept: again.Kept


class KeptStep(BaseModel):
    """One step."""

    model_config = _BOX

    chart: str
    scenarios: list[int]
    """Places in :attr:`KeptStoryboard.scenarios`."""
    segment: str
    destination: str
    message: str = ""
    notes: str = ""
    lever: str = ""
    guess: bool = False


class KeptStoryboard(BaseModel):
    """A storyboard with everything that gives its scenarios their meaning."""

    model_config = _BOX

    title: str
    note: str = ""
    author: str = ""
    date: str = ""
    tags: list[str] = []
    scenarios: list[KeptScenario]
    """Each once, however many steps show it."""
    steps: list[KeptStep]

    @model_validator(mode="after")
    def _in_place(self) -> Self:
        if any(not 0 <= index < len(self.scenarios) for step in self.steps for index in step.scenarios):
            raise ValueError("a step shows a scenario that is not kept")
        return self


def keep(inputs: Inputs, storyboard: Storyboard) -> KeptStoryboard:
    """What to keep of a storyboard.

    Parameters
    ----------
    inputs : Inputs
    storyboard : Storyboard

    Returns
    -------
    KeptStoryboard
    """
    indices: dict[Named, int] = {}
    for step in storyboard.steps:
        for named in step.scenarios:
            indices.setdefault(named, len(indices))
    return KeptStoryboard(
        title=storyboard.title,
        note=storyboard.note,
        author=storyboard.author,
        date=storyboard.date,
        tags=list(storyboard.tags),
        scenarios=[
            KeptScenario(title=one.title, version=one.version, kept=again.keep(inputs, one.scenario))
            for one in indices
        ],
        steps=[
            KeptStep(**{**vars(step), "scenarios": [indices[named] for named in step.scenarios]})
            for step in storyboard.steps
        ],
    )


def reopen(
    inputs: Inputs, kept: KeptStoryboard, charts: Collection[str], record: Described | None = None
) -> tuple[Storyboard, again.Reopened]:
    """Open a kept storyboard under the model and data of now.

    Parameters
    ----------
    inputs : Inputs
    kept : KeptStoryboard
    charts : collection of str
        Ids of the charts that there are.
    record : store.Record or files.Description, optional
        Its title, note, author and tags go before those that are kept, because renaming changes it alone.

    Returns
    -------
    Storyboard
        A step whose lever is gone has none; one that cannot be shown any more is left out.
    reopen.Reopened
        What changed since in any of its scenarios, each under its name. ``unused`` holds a sentence for each
        part and each step that could not be used; its scenario is of no use here.
    """
    opened = [again.reopen(inputs, one.kept) for one in kept.scenarios]
    named = [
        Named(one.title, now.scenario, one.version) for one, now in zip(kept.scenarios, opened, strict=True)
    ]
    report = _together(kept.scenarios, opened)
    steps, unused = [], []
    for number, step in enumerate(kept.steps, 1):
        shown, gone = _usable(inputs, step, [named[index] for index in step.scenarios], charts)
        steps += [shown] if shown else []
        unused += [f"step {number}: {reason}" for reason in gone]
    told: Described = record or kept
    storyboard = Storyboard(told.title, tuple(steps), told.note, told.author, kept.date, tuple(told.tags))
    return storyboard, report.with_unused(unused)


def _together(scenarios: Sequence[KeptScenario], opened: Sequence[again.Reopened]) -> again.Reopened:
    """The reports on all scenarios as one; of none, that nothing changed."""
    if not opened:
        return again.Reopened(Scenario(), (), (), (), True)
    return again.together([now.named(one.title) for one, now in zip(scenarios, opened, strict=True)])


def _usable(
    inputs: Inputs, step: KeptStep, named: Sequence[Named], charts: Collection[str]
) -> tuple[Step | None, list[str]]:
    """A step, or nothing if it cannot be shown; and one sentence for each part that cannot be used."""
    shown = Step(**{**dict(step), "scenarios": tuple(named)})
    found = dict(storyfile.faults(inputs, shown, charts))
    gone = [f"{reason}; the step goes on without a lever" for reason in [found.pop("lever", "")] if reason]
    if not found:
        return (replace(shown, lever="") if gone else shown), gone
    return None, [*(f"{reason}; the step is left out" for reason in found.values())]
