"""Steps of work: an immutable list of scenarios with a place in it, for undo and redo."""

from dataclasses import dataclass, replace

from scenarios.engine.scenario import Scenario
from scenarios.formats.files import Description

MOST = 500
"""Steps that are kept; the oldest go first."""


@dataclass(frozen=True)
class Step:
    """A scenario somebody worked on, and what it belongs to."""

    scenario: Scenario
    item: str = ""
    """Id of the saved scenario that it is a draft of, if any."""
    told: Description | None = None
    """What it came with from a file: title, note, author, tags."""


@dataclass(frozen=True)
class History:
    """Steps, oldest first, and where one is among them."""

    steps: tuple[Step, ...]
    at: int = 0

    @property
    def now(self):
        """The step one is at."""
        return self.steps[self.at]

    @property
    def before(self):
        """The step before, or ``None``."""
        return self.steps[self.at - 1] if self.at else None

    @property
    def after(self):
        """The step that was undone, or ``None``."""
        return self.steps[self.at + 1] if self.at + 1 < len(self.steps) else None

    def add(self, step):
        """With a new step after this one; what was undone goes."""
        if step == self.now:
            return self
        steps = (*self.steps[: self.at + 1], step)[-MOST:]
        return History(steps, len(steps) - 1)

    def undo(self):
        """One step back, if there is one."""
        return replace(self, at=max(self.at - 1, 0))

    def redo(self):
        """One step forward, if there is one."""
        return replace(self, at=min(self.at + 1, len(self.steps) - 1))

    def find(self, step):
        """At a step of the same scenario and item, the nearest going back and then forward; else with it added."""
        places = [*range(self.at, -1, -1), *range(self.at + 1, len(self.steps))]
        sought = (step.scenario, step.item)
        found = next(
            (place for place in places if (self.steps[place].scenario, self.steps[place].item) == sought),
            None,
        )
        return self.add(step) if found is None else replace(self, at=found)
