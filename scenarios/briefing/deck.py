"""A storyboard -> the slides of a briefing: what stage and exports show, computed in one place."""

from dataclasses import dataclass

from scenarios import files
from scenarios.briefing.plate import Credit, Plate


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

    def file_name(self, ending):
        """The name of a file of it, which says what it is."""
        return files.file_name(self.title, self.version, self.credit.run_ids[0], ending)
