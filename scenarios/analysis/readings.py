"""A scenario and its conclusions -> which of them hold under every reading of the facts in dispute.

A dispute is a reading, or a lever that a row of ``contradictions.csv`` names: the documents disagree on what
its value is. Every combination is run on the same draws. Nothing is averaged over readings: they are not
more or less likely, they are one or the other.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from scenarios.analysis.conclusions import TIE, Conclusion, check
from scenarios.engine import draws as ranges
from scenarios.engine import group, policy, simulate
from scenarios.engine.arrays import Floats
from scenarios.engine.cases import Assumptions
from scenarios.engine.scenario import Scenario, with_values
from scenarios.inputs import Inputs

Case = Mapping[str, str | float]
"""Dispute id -> option."""

READING, LEVER = "reading", "lever"
"""Kinds of dispute. A contradiction names a lever as ``lever:<id>`` and a reading by its id alone."""

HOLDS, FAILS, FLIPS, UNCERTAIN = "holds", "fails", "flips", "uncertain"
"""Verdicts on a conclusion, see :func:`verdict`."""

SURE = 0.95
"""Share of the draws in which a conclusion must hold to be no longer uncertain."""

NAMED = 3
"""How many of the cases in which a conclusion does not hold are named."""

TRIED = 8
"""Draws in which a reading is tried; the first Sobol points, so one in each eighth of every range."""


@dataclass(frozen=True)
class Dispute:
    """One fact in dispute and what it does to the share of one destination."""

    id: str
    kind: str
    """:data:`READING` or :data:`LEVER`."""
    options: tuple[str | float, ...]
    """Option ids in file order, or lever values in ascending order."""
    active: str | float
    """The option that the scenario holds."""
    used: bool
    """Whether anything that the scenario changes depends on it."""
    contradictions: tuple[str, ...]
    """Ids of the rows of ``contradictions.csv`` that it is about."""
    swing_pp: float = 0.0
    """The largest difference that switching it alone makes to the change, over all combinations of the others."""
    low_pp: float = 0.0
    """The smallest change over its options, the others as the scenario holds them; ``high_pp`` the largest."""
    high_pp: float = 0.0
    by_option: tuple[tuple[str | float, float], ...] = ()
    """(option, change in points), the others as the scenario holds them; if unused, the active one alone."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of one conclusion when the disputes are settled in every possible way."""

    conclusion: Conclusion
    state: str
    """:data:`HOLDS`, :data:`FAILS`, :data:`FLIPS` or :data:`UNCERTAIN`."""
    holding: int
    """In how many of the cases it holds in the central run; a tie does not hold."""
    cases: int
    lowest: float | None
    """Smallest share of draws in which it holds, a tie counts half, over those cases; ``None`` without any."""
    by: tuple[str, ...]
    """Disputes that turn it round on their own, all others as the scenario holds them."""
    failing: tuple[dict[str, str | float], ...]
    """Up to three cases, dispute id -> option, in which it does not hold, those nearest to the scenario first."""


@dataclass(frozen=True)
class Factorial:
    """All disputes and all verdicts for one scenario, group and destination."""

    disputes: tuple[Dispute, ...]
    """The used ones first, then by ``swing_pp``."""
    verdicts: tuple[Verdict, ...]
    """In the order of the conclusions."""
    cases: int
    """Combinations of the options of the used disputes."""
    matters: str
    """The used dispute with the largest swing; empty if none moves the share."""


@lru_cache(maxsize=64)
def factorial(
    inputs: Inputs,
    chosen: Scenario,
    segment: str,
    destination: str,
    conclusions: tuple[Conclusion, ...],
    draws: int = 1024,
) -> Factorial:
    """Try conclusions under every combination of the facts in dispute.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL`.
    destination : str
        Id of the destination whose share the disputes move.
    conclusions : tuple of Conclusion
        About the same group.
    draws : int
        A power of two from 128 to 65536; each case meets the same ones.

    Returns
    -------
    Factorial
        C cases: the full factorial over the used disputes. The others cannot change anything.

    Raises
    ------
    ScenarioError
        For an unknown segment or destination.
    ValueError
        If ``draws`` is not allowed.
    """
    if not (draws and simulate.allowed(draws)):
        raise ValueError(f"draws: {draws} is not a power of two from {simulate.FEWEST} to {simulate.MOST}")
    people = group.of(inputs, segment)
    column = people.column(destination)
    for conclusion in conclusions:
        check(people, conclusion)
    found = _disputes(inputs, chosen, draws)
    used = [dispute for dispute in found if dispute.used]
    cases = combinations(used)
    tried = [_switched(inputs, chosen, found, case) for case in cases]
    shares = people.shares(people.settings([Scenario(), *tried]), people.assumptions())
    baseline, central = shares[0], shares[1:]
    margins = [np.empty((len(cases), draws)) for _ in conclusions]
    for number, made in enumerate(tried):
        drawn = people.shares(people.settings([made]), people.assumptions(draws))
        for row, conclusion in zip(margins, conclusions, strict=True):
            row[number] = conclusion.margin(people.destinations, baseline, drawn)
    active = {dispute.id: dispute.active for dispute in used}
    verdicts = tuple(
        verdict(conclusion, conclusion.margin(people.destinations, baseline, central), drawn, cases, active)
        for conclusion, drawn in zip(conclusions, margins, strict=True)
    )
    moved = _moved(found, 100 * (central[:, column] - baseline[column]))
    matters = next((row.id for row in moved if row.used and row.swing_pp), "")
    return Factorial(moved, verdicts, len(cases), matters)


def verdict(
    conclusion: Conclusion, central: Floats, drawn: Floats, cases: Sequence[Case], active: Case
) -> Verdict:
    """What becomes of a conclusion over C cases.

    It *fails* if it holds in no case of the central run, and *flips* if it holds in some and not in others.
    If no reading reverses it, it *holds* as long as in each case at least 95% of the draws agree; otherwise
    it is *uncertain*, whatever the facts are.

    Parameters
    ----------
    conclusion : Conclusion
    central : numpy.ndarray, shape (C,)
        Margins, fractions.
    drawn : numpy.ndarray, shape (C, N)
        Margins in N draws.
    cases : sequence of dict
        Dispute id -> option, C of them.
    active : dict
        The case of the scenario as it is, one of them.

    Returns
    -------
    Verdict
    """
    holds = (np.asarray(central) > TIE).tolist()
    drawn = np.asarray(drawn)
    agree = (drawn > TIE).mean(axis=1) + (abs(drawn) <= TIE).mean(axis=1) / 2
    lowest = min((float(share) for share, held in zip(agree, holds, strict=True) if held), default=None)
    state = FAILS if lowest is None else FLIPS
    if lowest is not None and all(holds):
        state = HOLDS if lowest >= SURE else UNCERTAIN
    apart = [[name for name in active if case[name] != active[name]] for case in cases]
    now = holds[apart.index([])]
    turned = {names[0] for names, held in zip(apart, holds, strict=True) if len(names) == 1 and held != now}
    missed = [number for number, held in enumerate(holds) if not held]
    missed.sort(key=lambda number: len(apart[number]))
    return Verdict(
        conclusion,
        state,
        sum(holds),
        len(cases),
        lowest,
        tuple(name for name in active if name in turned),
        tuple(dict(cases[number]) for number in missed[:NAMED]),
    )


def combinations(disputes: Sequence[Dispute]) -> list[Case]:
    """Every way to settle some disputes: a list of dict, id -> option; one empty dict without disputes."""
    names = [dispute.id for dispute in disputes]
    settled = itertools.product(*(dispute.options for dispute in disputes))
    return [dict(zip(names, options, strict=True)) for options in settled]


def _switched(inputs: Inputs, chosen: Scenario, disputes: Iterable[Dispute], case: Case) -> Scenario:
    """The scenario with its disputes settled as in a case."""
    kinds = {dispute.id: dispute.kind for dispute in disputes}
    levers = {name: float(option) for name, option in case.items() if kinds[name] == LEVER}
    readings = {name: str(option) for name, option in case.items() if kinds[name] == READING}
    return with_values(inputs, chosen, levers, readings)


@lru_cache(maxsize=64)
def _disputes(inputs: Inputs, chosen: Scenario, draws: int) -> tuple[Dispute, ...]:
    """The disputes in file order, without what they do to a share.

    A dispute is used if switching it moves any utility of any segment in any combination of the others. A
    lever that the scenario leaves alone is not tried: its levels would add a policy that it does not hold.
    """
    found = [*_readings(inputs, chosen), *_levers(inputs, chosen)]
    tried = [dispute for dispute in found if dispute.used]
    scenarios = [_switched(inputs, chosen, tried, case) for case in combinations(tried)]
    utility = _utilities(inputs, scenarios, draws).reshape(*(len(row.options) for row in tried), -1)
    idle = {
        dispute.id for axis, dispute in enumerate(tried) if (utility == utility.take([0], axis=axis)).all()
    }
    return tuple(replace(dispute, used=dispute.used and dispute.id not in idle) for dispute in found)


def _readings(inputs: Inputs, chosen: Scenario) -> Iterator[Dispute]:
    values = chosen.reading_values(inputs)
    for name, rows in inputs.reading_options().items():
        about = _about(inputs, name, {row.contradiction for row in rows})
        yield Dispute(name, READING, tuple(row.option for row in rows), values[name], True, about)


def _levers(inputs: Inputs, chosen: Scenario) -> Iterator[Dispute]:
    values, changed = chosen.lever_values(inputs), dict(chosen.levers)
    for name, value in values.items():
        about = _about(inputs, f"{LEVER}:{name}")
        if about:
            levels = {level.value for level in inputs.levels_of(name)}
            yield Dispute(name, LEVER, tuple(sorted(levels | {value})), value, name in changed, about)


def _about(inputs: Inputs, name: str, more: Collection[str] = ()) -> tuple[str, ...]:
    """Ids of the contradictions that name a dispute, and of those that its own rows name, in file order."""
    return tuple(row.id for row in inputs.contradictions if row.reading == name or row.id in more)


def _utilities(inputs: Inputs, scenarios: Sequence[Scenario], draws: int) -> Floats:
    """(C, ...) changes of utility of all segments, in the central run and in a few draws.

    In the draws too, because what is the same in the central run need not be in them: a stay of one year
    makes a yearly fee out of a one-off one, and a longer stay does not.
    """
    given = policy.settings(inputs, scenarios)
    some = ranges.sample(inputs, draws)
    beliefs = [policy.central(inputs)]
    beliefs += [
        Assumptions(
            some.weights[[draw]], {}, {name: values[[draw]] for name, values in some.parameters.items()}
        )
        for draw in range(TRIED)
    ]
    return np.stack([policy.utility_change(inputs, given, each) for each in beliefs], axis=1)


def _moved(disputes: Sequence[Dispute], changes: Floats) -> tuple[Dispute, ...]:
    """The disputes with what they do to a change, from that (C,) of every case of the used ones, points."""
    tried = [dispute.options if dispute.used else (dispute.active,) for dispute in disputes]
    table = changes.reshape([len(options) for options in tried])
    here = tuple(options.index(row.active) for row, options in zip(disputes, tried, strict=True))
    found = []
    for axis, (dispute, options) in enumerate(zip(disputes, tried, strict=True)):
        along: tuple[int | slice, ...] = (*here[:axis], slice(None), *here[axis + 1 :])
        alone = table[along].tolist()
        swing = float(np.ptp(table, axis=axis).max())
        by_option = tuple(zip(options, alone, strict=True))
        swing = swing if swing > 100 * TIE else 0.0
        found.append(
            replace(dispute, swing_pp=swing, low_pp=min(alone), high_pp=max(alone), by_option=by_option)
        )
    return tuple(sorted(found, key=lambda dispute: (not dispute.used, -dispute.swing_pp)))
