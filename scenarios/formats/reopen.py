"""A kept scenario (of a link, of a saved version) -> the scenario it is now, and what changed since.

What is kept holds every lever and reading, not only those that differed from the baseline of its day, so
that it keeps its meaning when a baseline moves; and the shares it gave, so that a changed result shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from pydantic import BaseModel, ConfigDict

from scenarios.engine import scenario, simulate
from scenarios.inputs import Inputs

_NOISE = 1e-9


class Kept(BaseModel):
    """Everything that gives a scenario its meaning, and the shares it gave."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)

    levers: dict[str, float] = {}
    readings: dict[str, str] = {}
    versions: dict[str, str | int] = {}
    shares: dict[str, dict[str, float]] = {}
    """Segment -> destination -> central share (fraction)."""
    digits: int | None = None
    """Decimals that the shares were rounded to, or ``None`` for all of them."""


class KeptEntry(BaseModel):
    """One scenario of a kept comparison."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    reference: str
    """What it was when it was kept: the id of a preset, ``id@version``, or values."""
    title: str
    kept: Kept


class KeptComparison(BaseModel):
    """A comparison with everything that gives its scenarios their meaning."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    group: str
    entries: list[KeptEntry]


@dataclass(frozen=True)
class Moved:
    """A share that is not what it was (fractions)."""

    segment: str
    destination: str
    then: float
    now: float
    title: str = ""
    """The scenario that it belongs to, where there are several."""


@dataclass(frozen=True)
class Reopened:
    """A kept scenario under the model and data of now."""

    scenario: scenario.Scenario
    unused: tuple[str, ...]
    """One sentence for each part that could not be used."""
    versions: tuple[tuple[str, str, str], ...]
    """(name, then, now) of each version that differs."""
    moved: tuple[Moved, ...]
    """Shares that differ, largest difference first."""
    compared: bool
    """Whether there were shares to compare with."""

    @property
    def exact(self) -> bool:
        """Whether everything was used and every share came out as it was."""
        return self.compared and not self.unused and not self.moved

    def with_unused(self, parts: Iterable[str]) -> Self:
        """The same, with more parts that could not be used."""
        return replace(self, unused=(*parts, *self.unused))

    def named(self, title: str) -> Self:
        """The same, with the title of the scenario in all that is told of it."""
        return replace(
            self,
            unused=tuple(f"{title}: {part}" for part in self.unused),
            moved=tuple(replace(one, title=title) for one in self.moved),
        )


@lru_cache(maxsize=64)
def keep(inputs: Inputs, chosen: scenario.Scenario) -> Kept:
    """What to keep of a scenario.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario

    Returns
    -------
    Kept
        Shares of every segment, unrounded.
    """
    run = simulate.run(inputs, chosen, 0)
    return Kept(
        levers=chosen.lever_values(inputs),
        readings=chosen.reading_values(inputs),
        versions=scenario.versions(inputs),
        shares={
            segment: dict(zip(run.destinations, row, strict=True))
            for segment, row in zip(run.segments, run.share.tolist(), strict=True)
        },
    )


def reopen(inputs: Inputs, kept: Kept) -> Reopened:
    """Compute a kept scenario anew.

    Parameters
    ----------
    inputs : Inputs
    kept : Kept

    Returns
    -------
    Reopened
        Made of the parts that can be used; nothing is clamped.
    """
    chosen, unused = usable(inputs, kept.levers, kept.readings)
    now = {name: str(value) for name, value in scenario.versions(inputs).items()}
    versions = tuple(
        (name, str(then), now[name])
        for name, then in kept.versions.items()
        if name in now and str(then) != now[name]
    )
    shares = keep(inputs, chosen).shares
    step = _NOISE if kept.digits is None else 0.5 * 10**-kept.digits + _NOISE
    moved = [
        Moved(segment, destination, then, shares[segment][destination])
        for segment, row in kept.shares.items()
        for destination, then in row.items()
        if destination in shares.get(segment, ()) and abs(shares[segment][destination] - then) > step
    ]
    gone = [
        f"{segment} {destination}: no such group or destination any more"
        for segment, row in kept.shares.items()
        for destination, then in row.items()
        if then and destination not in shares.get(segment, ())
    ]
    moved.sort(key=lambda one: -abs(one.now - one.then))
    return Reopened(chosen, (*unused, *gone), versions, tuple(moved), bool(kept.shares))


def together(several: Sequence[Reopened]) -> Reopened:
    """What changed since in any of several kept scenarios, as one; the scenario is that of the last.

    Parameters
    ----------
    several : sequence of Reopened

    Returns
    -------
    Reopened
    """
    moved = sorted(
        (one for again in several for one in again.moved), key=lambda one: -abs(one.now - one.then)
    )
    return Reopened(
        several[-1].scenario,
        tuple(part for again in several for part in again.unused),
        tuple(dict.fromkeys(version for again in several for version in again.versions)),
        tuple(moved),
        all(again.compared for again in several),
    )


def usable(
    inputs: Inputs, levers: Mapping[str, float], readings: Mapping[str, str]
) -> tuple[scenario.Scenario, tuple[str, ...]]:
    """The scenario of those values that can be used.

    Returns
    -------
    Scenario, tuple of str
        And one sentence for each value that cannot, as :func:`scenarios.engine.scenario.make` words it.
    """
    wrong = tuple(scenario.faults(inputs, levers, readings))
    bad = {fault.where for fault in wrong}
    chosen = scenario.make(
        inputs,
        {name: value for name, value in levers.items() if ("levers", name) not in bad},
        {name: option for name, option in readings.items() if ("readings", name) not in bad},
    )
    return chosen, tuple(map(str, wrong))
