"""Numbers in, text out: signs, units, named levels, ranges."""

import math
import re
from decimal import Decimal
from typing import overload

from scenarios import numerals
from scenarios.engine.simulate import ShareRow
from scenarios.inputs import Inputs
from scenarios.inputs.rows import Lever
from scenarios.numerals import Measured
from scenarios.text import Words

_MINUS, _THIN = "−", "\u202f"
_MOST_DECIMALS = 12


def signed(value: float, digits: int) -> str:
    """A number with its sign, a true minus, and no sign on a rounded zero."""
    text = f"{value:+.{digits}f}"
    return text.lstrip("+-") if float(text) == 0 else text.replace("-", _MINUS)


def digits_for(*values: float) -> int:
    """Decimals of points that suit the largest of some numbers, so that all that is said of them has one precision."""
    return 2 if max((abs(value) for value in values if value == value), default=0.0) <= 5 else 1


def value_of(lever: Measured, value: float) -> str:
    """A lever value as its row formats it, with more decimals where it has more, so that no two read alike.

    Parameters
    ----------
    lever : numerals.Measured
    value : float

    Returns
    -------
    str
        With separators of thousands and a true minus.
    """
    return _formatted(format_of(lever, value), value)


def format_of(lever: Measured, value: float) -> str:
    """The format of a lever's row, with as many decimals as the value has where it has more."""
    exact = Decimal(repr(float(value))).normalize().as_tuple()
    decimals = -int(exact.exponent)
    found = numerals.CONVERSION.search(lever.format)
    if found and decimals <= int(found[2] or 0):
        return lever.format
    kind = f"{decimals}f" if decimals <= _MOST_DECIMALS else f"{len(exact.digits)}g"
    return numerals.CONVERSION.sub(rf"%\g<1>.{kind}", lever.format)


def unmistakable(lever: Measured, value: float) -> str:
    """A lever value that reads the same in every country: spaces between thousands, never three decimals alone."""
    number = _grouped(numerals.written(value), _THIN).replace("-", _MINUS)
    return numerals.CONVERSION.sub(number, lever.format).replace("%%", "%")


def _grouped(text: str, mark: str) -> str:
    """The text with a mark between thousands; decimals have none."""
    return re.sub(r"(?<![\d.])\d{4,}", lambda whole: f"{int(whole[0]):,}".replace(",", mark), text)


def _formatted(form: str, value: float) -> str:
    # A value that rounds to zero has no sign.
    text = re.sub(r"[+-](?=[$]?0(\.0*)?(?![\d.]))", "", form % value)
    text = _grouped(text, ",")
    return text.replace("-", _MINUS).removesuffix("s") if text == "1 years" else text.replace("-", _MINUS)


def roughly(lever: Measured, value: float, digits: int = 3) -> str:
    """A lever value that was computed, to a few significant digits, in the lever's own format."""
    if value:
        value = round(value, digits - 1 - math.floor(math.log10(abs(value))))
    # A whole-number format would cut digits off.
    return _formatted(lever.format.replace("%d", "%g") if abs(value) < 1000 else lever.format, value)


def level_of(inputs: Inputs, lever: Lever, value: float) -> str:
    """A lever value with the name of its level, if it has one."""
    level, shown = inputs.level(lever.id, value), value_of(lever, value)
    return f"{shown} ({level.title})" if level and level.title != shown else shown


def above_zero(words: Words, value: float, digits: int) -> str:
    """A number without a sign that is not printed as zero unless it is."""
    least = 10.0**-digits
    return words("bars.less", least=f"{least:g}") if 0 < value < least else f"{max(value, 0):.{digits}f}"


def span(words: Words, row: ShareRow, digits: int) -> str:
    """Low and high of a change in brackets."""
    if row["low_pp"] != row["low_pp"]:
        return f"({words('chart.no_range')})"
    return f"({signed(row['low_pp'], digits)} to {signed(row['high_pp'], digits)})"


def start(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


@overload
def points(value: float, /, *, digits: int | None = None) -> str: ...


@overload
def points(first: float, second: float, /, *more: float, digits: int | None = None) -> list[str]: ...


def points(*values: float, digits: int | None = None) -> str | list[str]:
    """Points with a sign; without ``digits`` as many decimals for each as suit the largest of them."""
    digits = digits_for(*values) if digits is None else digits
    told = [signed(value, digits) for value in values]
    return told if len(told) > 1 else told[0]


def size(value: float) -> str:
    """Points without a sign, decimals as :func:`points`; never zero for what is not."""
    return points(abs(value)).lstrip("+") if abs(value) >= 0.005 or not value else "<0.01"
