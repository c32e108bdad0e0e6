"""Several scenarios -> runs on the same draws, the settings in which they differ, and beliefs apart from policy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scenarios.engine import policy, simulate
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.inputs.kinds import READINGS

Levers = tuple[tuple[str, float], ...]
"""(id, value) of some levers."""

LETTERS = "ABCDEF"
"""What the compared scenarios are called, in their order; there are never more."""

LINES = (("central", "baseline"), ("your", "baseline"), ("central", "your"), ("your", "your"))
"""Whose beliefs and whose policy each of the four lines holds, in the order they are shown."""

NOTHING, NO_BELIEF, NO_POLICY, BOTH = "nothing", "no_belief", "no_policy", "both"
"""What a scenario changes: the states of :attr:`FourLines.state`."""


@dataclass(frozen=True)
class Difference:
    """One lever or disputed fact: its value before, and in each scenario (``None`` where that is the same)."""

    group: str
    id: str
    title: str
    before: float | str
    values: tuple[float | str | None, ...]


@dataclass(frozen=True, eq=False)
class FourLines:
    """Runs of {central, your} beliefs x {baseline, your} policy, keyed as in :data:`LINES`."""

    state: str
    runs: dict[tuple[str, str], simulate.Run]


def runs(inputs: Inputs, scenarios: Iterable[Scenario], draws: int = 1024) -> list[simulate.Run]:
    """Run scenarios on the same draws, so that their ranges may be compared.

    Parameters
    ----------
    inputs : Inputs
    scenarios : sequence of Scenario
    draws : int
        As in :func:`scenarios.engine.simulate.run`.

    Returns
    -------
    list of simulate.Run
        In the order of the scenarios. Kept for the next call, so their arrays are not to be written to.
    """
    return [_run(inputs, chosen, draws) for chosen in scenarios]


@lru_cache(maxsize=24)
def _run(inputs: Inputs, chosen: Scenario, draws: int) -> simulate.Run:
    """A page reruns at each click: six scenarios and their four lines are kept, about half a megabyte each."""
    made = simulate.run(inputs, chosen, draws)
    if made.draws is not None:
        made.draws.flags.writeable = False
    return made


@lru_cache(maxsize=24)
def rows(run: simulate.Run, segment: str) -> tuple[simulate.ShareRow, ...]:
    """The rows of one segment of :meth:`scenarios.engine.simulate.Run.rows`, kept for the next call."""
    return tuple(row for row in run.rows() if row["segment"] == segment)


def differing(inputs: Inputs, scenarios: Sequence[Scenario]) -> list[Difference]:
    """Levers and disputed facts that are not the same in all scenarios.

    Parameters
    ----------
    inputs : Inputs
    scenarios : sequence of Scenario

    Returns
    -------
    list of Difference
        In the order of ``levers.csv``, then of ``readings.csv``.
    """
    return [row for row in _changed(inputs, scenarios) if len(set(row.values)) > 1]


def shared(inputs: Inputs, scenarios: Sequence[Scenario]) -> list[Difference]:
    """Levers and disputed facts that all scenarios change in the same way, like :func:`differing`."""
    return [row for row in _changed(inputs, scenarios) if len(set(row.values)) == 1]


def _changed(inputs: Inputs, scenarios: Sequence[Scenario]) -> Iterator[Difference]:
    """Every lever and reading that at least one scenario changes."""
    levers = [dict(chosen.levers) for chosen in scenarios]
    for row in inputs.levers:
        values = tuple(moved.get(row.id) for moved in levers)
        if set(values) - {None}:
            yield Difference(row.group, row.id, row.title, row.baseline, values)
    readings = [dict(chosen.readings) for chosen in scenarios]
    for name, options in inputs.reading_options().items():
        taken = tuple(read.get(name) for read in readings)
        if set(taken) - {None}:
            yield Difference(READINGS, name, options[0].title, inputs.default_option(name).option, taken)


def parts(inputs: Inputs, chosen: Scenario) -> tuple[Levers, Levers]:
    """Belief levers and policy levers that a scenario changes, each as a tuple of (id, value)."""
    beliefs = policy.beliefs(inputs, chosen).levers
    return beliefs, tuple(pair for pair in chosen.levers if pair not in beliefs)


def four_lines(inputs: Inputs, chosen: Scenario, draws: int = 1024) -> FourLines:
    """Tell what a scenario does from what it believes.

    A disputed fact is neither: it says what the policy *is*, so the scenario's readings stand in both lines
    with its policy and are the default in both lines without. Those two lines hold the same shares, because
    the model starts from the observed shares under any beliefs.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    draws : int
        As in :func:`scenarios.engine.simulate.run`.

    Returns
    -------
    FourLines
    """
    beliefs, rules = parts(inputs, chosen)
    state = BOTH if beliefs and rules else NO_BELIEF if rules else NO_POLICY if beliefs else NOTHING
    wanted = [
        Scenario(
            tuple(sorted((beliefs if whose == "your" else ()) + (rules if what == "your" else ()))),
            chosen.readings if what == "your" else (),
        )
        for whose, what in LINES
    ]
    return FourLines(state, dict(zip(LINES, runs(inputs, wanted, draws), strict=True)))


def loudest(lines: FourLines, segment: str) -> str | None:
    """The destination that a scenario moves most in a segment, under its own or the central beliefs.

    Returns
    -------
    str or None
        ``None`` if it moves none.
    """
    made = [lines.runs["your", "your"], lines.runs["central", "your"]]
    row = made[0].segments.index(segment)
    largest = max(made, key=lambda run: abs(run.change[row]).max())
    column = abs(largest.change[row]).argmax()
    return largest.destinations[column] if largest.change[row, column] else None
