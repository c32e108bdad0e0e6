"""A scenario: lever values and readings that differ from the baseline, checked against the inputs.

One frozen value object per run. Nothing is clamped: a value outside its range is refused, by name.
"""

import difflib
import hashlib
import json
import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from scenarios import model, numerals

FORMAT = 1
"""Version of the scenario file format."""

LABEL = "ILLUSTRATIVE – NOT A FORECAST"
"""The stamp, as every file and every result carries it."""

_QUOTED = 40
"""Letters of a text that a message about it repeats."""


class ScenarioError(ValueError):
    """Something in a scenario is not right; the message names what, where, and how to mend it."""


@dataclass(frozen=True)
class Scenario:
    """Values that differ from the baseline, sorted by id, so that equal scenarios are equal objects."""

    levers: tuple[tuple[str, float], ...] = ()
    readings: tuple[tuple[str, str], ...] = ()

    def lever_values(self, inputs):
        """Lever id -> value, for every lever, in the order of ``levers.csv``."""
        changed = dict(self.levers)
        return {row.id: changed.get(row.id, row.baseline) for row in inputs.levers}

    def reading_values(self, inputs):
        """Reading id -> option id, for every reading, in the order of ``readings.csv``."""
        changed = dict(self.readings)
        return {name: changed.get(name, option) for name, option in default_readings(inputs).items()}

    def run_id(self, inputs, draws):
        """Twelve hex digits that stand for all values, versions and the number of draws."""
        content = {
            "levers": self.lever_values(inputs),
            "readings": self.reading_values(inputs),
            "versions": versions(inputs),
            "draws": draws,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


@lru_cache(maxsize=8)
def default_readings(inputs):
    """Reading id -> the option that holds unless a scenario says otherwise."""
    return {row.reading: row.option for row in inputs.readings if row.default}


@lru_cache(maxsize=8)
def versions(inputs):
    """Versions of file format, model and data, as results carry them."""
    return {"format": FORMAT, "model": model.VERSION, "data": inputs.version}


def make(inputs, levers=None, readings=None):
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
        For an unknown lever, reading or option, and for a value that is not finite or out of range.
    """
    rows = {row.id: row for row in inputs.levers}
    values = {}
    for name, value in (levers or {}).items():
        if name not in rows:
            raise ScenarioError(f"unknown lever {name!r}; the nearest is {nearest(name, rows)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
            raise ScenarioError(f"lever {name}: {value!r} is not a finite number; use {_range(rows[name])}")
        if not rows[name].min <= value <= rows[name].max:
            shown = numerals.written(value)
            raise ScenarioError(f"lever {name}: {shown} is out of range; use {_range(rows[name])}")
        if value != rows[name].baseline:
            values[name] = float(value) + 0.0  # a zero has no sign, or it would have a run id of its own
    defaults = default_readings(inputs)
    options = inputs.reading_options()
    chosen = {}
    for name, option in (readings or {}).items():
        if name not in options:
            raise ScenarioError(f"unknown reading {name!r}; the nearest is {nearest(name, options)}")
        known = [row.option for row in options[name]]
        if option not in known:
            raise ScenarioError(
                f"reading {name}: unknown option {option!r}; the nearest is {nearest(option, known)}"
            )
        if option != defaults[name]:
            chosen[name] = option
    return Scenario(tuple(sorted(values.items())), tuple(sorted(chosen.items())))


def with_values(inputs, scenario, levers=None, readings=None):
    """The same scenario with some values set; raises like :func:`make`."""
    return make(
        inputs,
        {**dict(scenario.levers), **(levers or {})},
        {**dict(scenario.readings), **(readings or {})},
    )


def meant(row, text):
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
        raise ScenarioError(f"lever {row.id}: {text[:_QUOTED]!r} is not a finite number; use {_range(row)}")
    return only(found, f"lever {row.id}: {text[:_QUOTED]!r}", _range(row))


def only(found, what, accepted):
    """The only meaning of a text; raises :class:`ScenarioError` that says how to write each if there are two."""
    if len(found) > 1:
        ways = " or ".join(map(numerals.written, found))
        raise ScenarioError(f"{what} can mean two numbers; write {ways}; use {accepted}")
    return found[0]


def stops(row, *more):
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


def _finite(value):
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the floats
        return False


def nearest(name, known):
    """The known name that is spelled most like ``name``."""
    return repr(max(known, key=lambda other: difflib.SequenceMatcher(None, str(name), other).ratio()))


def _range(row):
    return f"a number from {numerals.written(row.min)} to {numerals.written(row.max)} ({row.unit})"
