"""A scenario: lever values and readings that differ from the baseline, checked against the inputs.

One frozen value object per run. Nothing is clamped: a value outside its range is refused, by name.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from scenarios import numerals
from scenarios.engine import model
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Lever
from scenarios.refusals import Fault, Unknown, listed, quoted

FORMAT = 1
"""Version of the scenario file format."""

LABEL = "ILLUSTRATIVE – NOT A FORECAST"
"""The stamp, as every file and every result carries it."""


class ScenarioError(ValueError):
    """Something in a scenario is not right; the message names what, where, and how to mend it.

    ``faults`` holds all that is wrong, as text or :class:`~scenarios.refusals.Fault`; the message has a line for
    each, up to a number.
    """

    def __init__(self, *faults: object) -> None:
        self.faults = tuple(fault if isinstance(fault, Fault) else Fault(fault) for fault in faults)
        super().__init__("\n".join(listed(self.faults)))

    def after(self, words: str) -> "ScenarioError":
        """The same with words before each fault."""
        return ScenarioError(*(fault.after(words) for fault in self.faults))


@dataclass(frozen=True)
class Scenario:
    """Values that differ from the baseline, sorted by id, so that equal scenarios are equal objects."""

    levers: tuple[tuple[str, float], ...] = ()
    readings: tuple[tuple[str, str], ...] = ()

    def lever_values(self, inputs: Inputs) -> dict[str, float]:
        """Lever id -> value, for every lever, in the order of ``levers.csv``."""
        changed = dict(self.levers)
        return {row.id: changed.get(row.id, row.baseline) for row in inputs.levers}

    def reading_values(self, inputs: Inputs) -> dict[str, str]:
        """Reading id -> option id, for every reading, in the order of ``readings.csv``."""
        changed = dict(self.readings)
        return {name: changed.get(name, option) for name, option in default_readings(inputs).items()}

    def run_id(self, inputs: Inputs, draws: int) -> str:
        """Twelve hex digits that stand for all values, versions and the number of draws."""
        content = {
            "levers": self.lever_values(inputs),
            "readings": self.reading_values(inputs),
            "versions": versions(inputs),
            "draws": draws,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


@lru_cache(maxsize=8)
def default_readings(inputs: Inputs) -> dict[str, str]:
    """Reading id -> the option that holds unless a scenario says otherwise."""
    return {row.reading: row.option for row in inputs.readings if row.default}


@lru_cache(maxsize=8)
def versions(inputs: Inputs) -> dict[str, str | int]:
    """Versions of file format, model and data, as results carry them."""
    return {"format": FORMAT, "model": model.VERSION, "data": inputs.version}


def make(
    inputs: Inputs, levers: Mapping[str, float] | None = None, readings: Mapping[str, str] | None = None
) -> Scenario:
    """A scenario from lever values and reading options; those at the baseline drop out.

    Parameters
    ----------
    inputs : Inputs
    levers : mapping of str to number, optional
    readings : mapping of str to str, optional

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With all of :func:`faults`.
    """
    levers, readings = levers or {}, readings or {}
    wrong = tuple(faults(inputs, levers, readings))
    if wrong:
        raise ScenarioError(*wrong)
    baseline, defaults = inputs.column("levers", "baseline"), default_readings(inputs)
    # A zero has no sign, or it would have a run id of its own.
    values = {name: float(value) + 0.0 for name, value in levers.items() if value != baseline[name]}
    chosen = {name: option for name, option in readings.items() if option != defaults[name]}
    return Scenario(tuple(sorted(values.items())), tuple(sorted(chosen.items())))


def faults(inputs: Inputs, levers: Mapping[str, object], readings: Mapping[str, object]) -> Iterator[Fault]:
    """Every unknown lever, reading and option, and every value that is not finite or out of range.

    Parameters
    ----------
    inputs : Inputs
    levers : mapping of str to number
    readings : mapping of str to str

    Yields
    ------
    Fault
        Under the keys ``levers`` or ``readings`` and its name.
    """
    rows = inputs.by_id("levers")
    for name, value in levers.items():
        wrong = _value(name, value, rows[name]) if name in rows else Unknown("lever", name, rows)
        if wrong:
            yield Fault(wrong, ("levers", name))
    options = inputs.reading_options()
    for name, option in readings.items():
        known = [row.option for row in options.get(name, ())]
        if not known:
            yield Fault(Unknown("reading", name, options), ("readings", name))
        elif option not in known:
            yield Fault(Unknown("option", option, known), ("readings", name), f"reading {name}: ")


def _value(name: str, value: object, row: Lever) -> str:
    """What is wrong with the value of a lever, or nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        return f"lever {name}: {quoted(value)} is not a finite number; use {_range(row)}"
    if not row.min <= value <= row.max:
        return f"lever {name}: {numerals.written(value)} is out of range; use {_range(row)}"
    return ""


def with_values(
    inputs: Inputs,
    scenario: Scenario,
    levers: Mapping[str, float] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Scenario:
    """The same scenario with some values set; raises like :func:`make`."""
    return make(
        inputs,
        {**dict(scenario.levers), **(levers or {})},
        {**dict(scenario.readings), **(readings or {})},
    )


def meant(row: Lever, text: str) -> float:
    """The number that a text means for a lever.

    Parameters
    ----------
    row : scenarios.inputs.rows.Lever
    text : str

    Returns
    -------
    float
        Whether or not it is in the lever's range.

    Raises
    ------
    ScenarioError
        If the text is no number, or can mean two; it says how to write each.
    """
    found = numerals.meanings(text, row)
    if not found:
        raise ScenarioError(f"lever {row.id}: {quoted(text)} is not a finite number; use {_range(row)}")
    return only(found, f"lever {row.id}: {quoted(text)}", _range(row))


def only(found: Sequence[float], what: str, accepted: str) -> float:
    """The only meaning of a text; raises :class:`ScenarioError` that says how to write each if there are two."""
    if len(found) > 1:
        ways = " or ".join(map(numerals.written, found))
        raise ScenarioError(f"{what} can mean two numbers; write {ways}; use {accepted}")
    return found[0]


def stops(row: Lever, *more: float) -> tuple[float, ...]:
    """The values that a lever goes through step by step: both ends, the baseline, every step, and ``more``.

    Parameters
    ----------
    row : scenarios.inputs.rows.Lever
    *more : float

    Returns
    -------
    tuple of float
        Rising; as written in the row and not as sums of floats come out.
    """
    low, high, step = (Decimal(repr(number)) for number in (row.min, row.max, row.step))
    steps = (float(low + place * step) for place in range(int((high - low) / step) + 1))
    return tuple(sorted({*steps, row.max, row.baseline, *more}))


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the floats
        return False


def _range(row: Lever) -> str:
    return f"a number from {numerals.written(row.min)} to {numerals.written(row.max)} ({row.unit})"
