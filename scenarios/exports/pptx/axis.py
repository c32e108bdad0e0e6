"""Numbers -> an axis that holds them all: its ends, its steps, and how numbers are printed along it."""

import math
from dataclasses import dataclass

_STEPS = (1, 2, 5, 10)
_INTERVALS = 8


@dataclass(frozen=True)
class Axis:
    """Ends and distance of ticks, in the unit of the numbers."""

    low: float
    high: float
    step: float

    @property
    def span(self):
        """From end to end."""
        return self.high - self.low

    @property
    def digits(self):
        """Decimals that tell its ticks apart."""
        return next(digits for digits in range(10) if _whole(self.step * 10**digits))


def reaching(values, span=None, zero=True, pads=(0.0, 0.0), intervals=_INTERVALS):
    """An axis that holds numbers.

    Parameters
    ----------
    values : iterable of float or None
    span : tuple of float, optional
        Ends that it has at least; they stay as they are if all numbers lie between.
    zero : bool
        Whether it holds zero.
    pads : tuple of float
        Parts of it that stay free below and above the numbers.
    intervals : int
        Steps that it has at most.

    Returns
    -------
    Axis
    """
    known = [value for value in values if value is not None]
    low, high = (
        min([*known, *([0.0] if zero else [])], default=0.0),
        max([*known, *([0.0] if zero else [])], default=1.0),
    )
    if span and span[0] <= low and high <= span[1] and span[0] < span[1]:
        return Axis(*span, _step(span[1] - span[0], intervals))
    low, high = min([low, *(span or ())]), max([high, *(span or ())])
    if low == high:
        low, high = low - 0.5 * (not zero), high + (0.5 if not zero else 1.0)
    width = (high - low) / (1 - sum(pads))
    low, high = low - pads[0] * width, high + pads[1] * width
    step = _step(high - low, intervals)
    return Axis(step * math.floor(low / step + 1e-9), step / 2 * math.ceil(2 * high / step - 1e-9), step)


def number_format(digits, signed, thousands=False):
    """Code by which spreadsheets print numbers: true minus, and a plus where numbers are changes."""
    plain = ("#,##0" if thousands else "0") + (f".{'0' * digits}" if digits else "")
    zero = f"0.{'0' * digits}" if digits else "0"
    return f'{"+" if signed else ""}{plain};"−"{plain};{zero}'


def unsigned_zero(digits):
    """Code for a number that rounds to zero: a sign would say what the digits do not."""
    zero = f"0.{'0' * digits}" if digits else "0"
    return f"{zero};{zero};{zero}"


def rounds_to_zero(value, digits):
    """Whether the shown digits of a number are all zero."""
    return float(f"{value:.{digits}f}") == 0


def _step(width, intervals):
    power = 10.0 ** math.floor(math.log10(width / intervals))
    return next(power * step for step in _STEPS if power * step * intervals >= width * (1 - 1e-9))


def _whole(value):
    return math.isclose(value, round(value), abs_tol=1e-9)
