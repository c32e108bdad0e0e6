"""What a page concludes from a run -> statements that can be tried again under other assumptions.

A conclusion has a *margin*: above zero it holds, below zero it does not, zero is a tie. So whether it
survives other readings, other beliefs or another lever value is asked in one way.

Destinations are put in an order one by one: those that are many countries together stand in none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.engine.arrays import Floats
from scenarios.engine.group import Group, GroupRun
from scenarios.engine.scenario import ScenarioError

LITTLE = 0.2
"""Points below which a change is called little."""

TIE = 1e-12
"""Fractions closer than this are the same: the rest is rounding."""

RISES, FALLS, MORE, LESS = "rises", "falls", "more", "less"
AHEAD, ABOVE = "ahead", "above"
GAINS_MOST, LOSES_MOST = "gains_most", "loses_most"
KINDS = (RISES, FALLS, MORE, LESS, GAINS_MOST, LOSES_MOST, AHEAD, ABOVE)
"""The share of a destination rises; falls; changes by more than a level; by less; gains more than another
destination does; loses more than another does; is larger than another's; is larger than a level."""

TWO = (GAINS_MOST, LOSES_MOST, AHEAD)
"""Those that compare two destinations."""


@dataclass(frozen=True)
class Conclusion:
    """One statement about the shares of a group."""

    kind: str
    """One of :data:`KINDS`."""
    destination: str
    other: str = ""
    """The destination that it is compared with, for ``gains_most``, ``loses_most`` and ``ahead``."""
    level: float = 0.0
    """Fraction: the share of ``above``, the size of change of ``more`` and ``less``."""

    @property
    def percent(self) -> float:
        """The level in percent, without what the arithmetic of floats adds."""
        return round(100 * self.level, 10)

    def margin(self, destinations: Sequence[str], baseline: Floats, share: Floats) -> Floats:
        """By how much it holds.

        Parameters
        ----------
        destinations : sequence of str
            J ids.
        baseline, share : numpy.ndarray, shape (..., J)
            Fractions; they broadcast against each other.

        Returns
        -------
        numpy.ndarray, shape (...)
            Fractions; above 0 it holds, 0 is a tie.
        """
        one = destinations.index(self.destination)
        change = share[..., one] - baseline[..., one]
        if self.kind == RISES:
            return change
        if self.kind == FALLS:
            return -change
        if self.kind == MORE:
            return abs(change) - self.level
        if self.kind == LESS:
            return self.level - abs(change)
        if self.kind == ABOVE:
            return share[..., one] - self.level
        two = destinations.index(self.other)
        if self.kind == AHEAD:
            return share[..., one] - share[..., two]
        gap = change - (share[..., two] - baseline[..., two])
        return gap if self.kind == GAINS_MOST else -gap


def check(people: Group, conclusion: Conclusion) -> None:
    """Refuse a conclusion that cannot be drawn about a group.

    Parameters
    ----------
    people : group.Group
    conclusion : Conclusion

    Raises
    ------
    ScenarioError
        For an unknown destination, and for a comparison with one that is many countries together.
    """
    names = [conclusion.destination, *([conclusion.other] if conclusion.kind in TWO else [])]
    for name in names:
        people.column(name)
    if conclusion.kind in TWO:
        _comparable(people, *names)


def _comparable(people: Group, *names: str) -> None:
    for name in names:
        if name in people.rests:
            raise ScenarioError(
                f"{name} is many countries together, so none is ahead of it or behind it; "
                "name one country, or ask about a target for its share"
            )


def drawn(run: GroupRun, destination: str) -> tuple[Conclusion, ...]:
    """What a page says about a run and one destination.

    Parameters
    ----------
    run : group.GroupRun
    destination : str

    Returns
    -------
    tuple of Conclusion
        All of them hold in the central run. That a share rises or falls, and whether by much or little;
        which country gains most and which loses most, each held against the next; which ones it stays ahead
        of and behind. Nothing is concluded from a run that moves nothing.
    """
    change = np.where(abs(run.change) > TIE, run.change, 0.0)
    if not change.any():
        return ()
    column = run.group.column(destination)
    found: list[Conclusion] = []
    if change[column]:
        found.append(Conclusion(RISES if change[column] > 0 else FALLS, destination))
        much = MORE if abs(change[column]) > LITTLE / 100 else LESS
        found.append(Conclusion(much, destination, level=LITTLE / 100))
    found += _first_of(GAINS_MOST, run.group, change)
    found += _first_of(LOSES_MOST, run.group, -change)
    if destination not in run.group.rests:
        found += _neighbours(run, destination, column)
    return tuple(found)


def available(run: GroupRun) -> list[str]:
    """The destinations that a group can choose."""
    return [name for name, share in zip(run.group.destinations, run.baseline, strict=True) if share]


def rivals(run: GroupRun, destination: str) -> list[str]:
    """The destinations that a group can choose and that one can be compared with; none for many together."""
    if destination in run.group.rests:
        return []
    return [name for name in available(run) if name not in {destination, *run.group.rests}]


def nearest_rival(run: GroupRun, destination: str) -> str:
    """The country whose share is nearest to this one's: the one that it would first trade places with.

    Raises
    ------
    ScenarioError
        For an unknown destination, and for one that is many countries together.
    """
    own = run.share[run.group.column(destination)]
    _comparable(run.group, destination)
    others = rivals(run, destination)
    return min(others, key=lambda name: abs(run.share[run.group.column(name)] - own))


def _first_of(kind: str, people: Group, moved: Floats) -> Iterator[Conclusion]:
    """The country that moves most in one way, against the next that moves in that way; none if they tie."""
    names = people.destinations
    order = [column for column in np.argsort(-moved, kind="stable") if names[column] not in people.rests]
    if len(order) > 1:
        first, second = order[:2]
        if moved[second] > 0 and moved[first] - moved[second] > TIE:
            yield Conclusion(kind, names[first], names[second])


def _neighbours(run: GroupRun, destination: str, column: int) -> Iterator[Conclusion]:
    """The countries next to this one in the order of shares."""
    gaps = {
        name: run.share[column] - run.share[run.group.column(name)]
        for name in rivals(run, destination)
        if run.share[run.group.column(name)] and run.share[column]
    }
    below = min((name for name in gaps if gaps[name] > TIE), key=gaps.__getitem__, default=None)
    above = max((name for name in gaps if gaps[name] < -TIE), key=gaps.__getitem__, default=None)
    if above:
        yield Conclusion(AHEAD, above, destination)
    if below:
        yield Conclusion(AHEAD, destination, below)
