"""Whose result a plate shows: scenarios with their names, the words, the day -> captions and credits."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scenarios import inputs as data
from scenarios import sentences, text
from scenarios.briefing.plate import Credit
from scenarios.briefing.storyboard import Named
from scenarios.engine import scenario


@dataclass(frozen=True, eq=False)
class Context:
    """What every plate of one or more scenarios has in common."""

    inputs: data.Inputs
    words: text.Words
    named: tuple[Named, ...]
    day: str
    """Day of the run, such as 2026-11-22."""
    short: str = ""
    """A shorter name of the only scenario, for where its own does not fit."""

    @property
    def chosen(self) -> scenario.Scenario:
        """The first scenario, which is the only one but in a comparison."""
        return self.named[0].scenario

    @property
    def draws(self) -> int:
        """How many draws the ranges are over; one number, so that a scenario has one run id in all its plates."""
        return int(self.inputs.parameter("draw_count"))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What each scenario is called, with its version if it is saved."""
        return tuple(called(self.words, one) for one in self.named)

    def group(self, segment: str) -> str:
        """What a group is called in a title."""
        titles = self.inputs.titles("segments")
        return titles[segment] if segment in titles else self.words("why.total")

    def caption(self, *measures: str) -> tuple[str, str]:
        """The two lines inside a figure of the first scenario."""
        names = (self.titles[0], *([self.short] if self.short else []))
        return sentences.caption(
            self.inputs, self.words, self.chosen, self.draws, names, self.day, " · ".join(measures)
        )

    def credit(self) -> Credit:
        """Where a plate comes from."""
        ids = tuple(one.scenario.run_id(self.inputs, self.draws) for one in self.named)
        return _credit(self, self.titles, ids)

    def whole(self, title: str, parts: Iterable[str]) -> Credit:
        """The credit of a briefing: one run id that stands for all its steps and their runs, in their order."""
        return _credit(self, (title,), (hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12],))


def called(words: text.Words, named: Named) -> str:
    """What captions call a scenario."""
    if named.version:
        return words("work.name_version", title=named.title, version=named.version)
    return named.title


def _credit(context: Context, titles: tuple[str, ...], ids: tuple[str, ...]) -> Credit:
    inputs, words = context.inputs, context.words
    versions = {name: str(value) for name, value in scenario.versions(inputs).items() if name != "format"}
    counts = sentences.grades(inputs)
    tally = ", ".join(f"{counts[name]} {words(f'class.{name}')}" for name in counts)
    read = {short for one in context.named for short in sentences.readings_in_use(inputs, one.scenario)}
    parts = [
        f"{words('app.title')} {words('app.version')}",
        *(f"{words(f'credit.{name}')} {value}" for name, value in versions.items()),
        " | ".join(titles),
        words("credit.run", ids=" ".join(ids)),
        context.day,
        words("credit.tally", tally=tally),
        *([words("credit.readings", readings=", ".join(sorted(read)))] if read else []),
    ]
    return Credit(
        words("app.stamp"), parts[0], titles, ids, tuple(versions.items()), context.day, " · ".join(parts)
    )
