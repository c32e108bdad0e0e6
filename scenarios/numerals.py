"""Text that somebody typed -> every number that it can mean; a number -> the text that means it alone.

The world writes numbers in different ways, so ``100.000`` is two numbers: a hundred thousand and a hundred. No
guess is made here; who asks takes the only meaning, or has a person choose. The script of the slides reads by
the same rules (:func:`rules`).
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

LONGEST = 60
"""Characters beyond which no text is a number."""

_SPELT = {
    # Hyphens, dashes and minus signs; small and full-width forms of these and of all marks below.
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\ufe62\uff0b", "+"),
    **dict.fromkeys("\u2019\u02bc\uff07", "'"),
    **dict.fromkeys("\ufe50\uff0c", ","),
    **dict.fromkeys("\ufe52\uff0e", "."),
    **dict.fromkeys("\u066a\ufe6a\uff05", "%"),
    **dict.fromkeys("\ufe69\uff04", "$"),
    "\uff3f": "_",
    "\u00d7": "x",
    # Marks of the writing direction, which some locales put around a sign.
    **dict.fromkeys("\u061c\u200e\u200f", ""),
}
"""Letter -> how it is read. Any decimal digit is read as ASCII and any space as a plain one besides."""

_DECIMAL_ONLY, _THOUSANDS_ONLY = "\u066b", "\u066c"
_GROUPED = rf"[1-9][0-9]{{0,2}}([,.' _{_THOUSANDS_ONLY}])[0-9]{{3}}(?:\1[0-9]{{3}})*"
_INDIAN = rf"[1-9][0-9]?(?:[,{_THOUSANDS_ONLY}][0-9]{{2}})+[,{_THOUSANDS_ONLY}][0-9]{{3}}"
_MARKS = f".,{_DECIMAL_ONLY}"
_MARK = f"[{_MARKS}]"
_WHOLE = rf"[0-9]+|{_GROUPED}|{_INDIAN}"
_BROKEN = rf"[0-9]*{_MARK}[0-9]+|{_GROUPED}(?!\1){_MARK}[0-9]+|{_INDIAN}[.{_DECIMAL_ONLY}][0-9]+"
_POWER = rf"[0-9]*{_MARK}?[0-9]+e[-+]?[0-9]+"

CONVERSION = re.compile(r"%(\+?)(?:\.([0-9]+))?[dfg]")
"""The place of the number in a format: its sign and decimals."""

_PERCENT = ("%", "percent", "per cent")
_SAME = {"$": ("$", "us$", "us $", "$us", "$ us", "usd", "dollars", "dollar"), "%": _PERCENT, "x": ("x",)}
"""What a unit can be written as; any other is a word, in the plural or not."""


class Measured(Protocol):
    """What says how a number is written and where it lies: a :class:`Scale`, or the row of a lever."""

    @property
    def format(self) -> str:
        """A format with one place, such as ``$%d``."""

    @property
    def min(self) -> float:
        """The lowest value."""

    @property
    def max(self) -> float:
        """The highest value."""


@dataclass(frozen=True)
class Scale:
    """How a number is written and where it lies."""

    format: str = "%g"
    min: float = -math.inf
    max: float = math.inf


PLAIN = Scale()
PERCENT = Scale("%g%%", 0, 100)


def meanings(text: str, scale: Measured = PLAIN) -> tuple[float, ...]:
    """Every finite number that a text can mean, whether or not it lies on the scale.

    Parameters
    ----------
    text : str
    scale : Measured
        Its own unit may stand beside the number. A percentage of a fraction is a hundredth.

    Returns
    -------
    tuple of float
        Nothing if it is no number; two if one mark can part thousands or decimals, that of thousands first.
    """
    unit = _unit(scale.format)
    fraction = not unit and scale.min >= 0 and scale.max <= 1
    plain = _plain(text) if len(text) <= LONGEST else ""
    found = _shape(unit or "%" if fraction else unit).fullmatch(plain)
    if not found:
        return ()
    first, sign, second, body, thousand, last = found.groups()
    power = 3 * bool(thousand) - 2 * (fraction and any((first, second, last)))
    numbers = [f"{sign or ''}{digits}e{power}" for digits in _digits(body)]
    if not power and re.fullmatch(_POWER, body):
        numbers.append(f"{sign or ''}{re.sub(_MARK, '.', body)}")
    # An amount of dollars as every page writes it; nobody gives three decimals of a dollar.
    if unit == "$" and "$" in (first, second) and re.fullmatch(r"[0-9]+,[0-9]{3}", body):
        numbers = numbers[:1]
    # Adding zero takes its sign off a zero.
    return tuple(value + 0.0 for value in map(float, numbers) if math.isfinite(value))


def written(value: float) -> str:
    """The shortest text that means a number and no other one."""
    text = repr(float(value) + 0.0).removesuffix(".0")
    return text if len(meanings(text)) == 1 else f"{text}0"


def rules() -> dict[str, object]:
    """What the script of the slides reads a plain number by; the patterns mean the same to JavaScript."""
    patterns = {"shape": _shape("").pattern, "whole": _WHOLE, "broken": _BROKEN, "power": _POWER}
    return {"spelt": _SPELT, "marks": list(_MARKS), "longest": LONGEST, "patterns": patterns}


def _plain(text: str) -> str:
    return "".join(map(_read, text)).strip().casefold()


def _read(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return " " if unicodedata.category(letter) == "Zs" else _SPELT.get(letter, letter)


def _unit(form: str) -> str:
    """The unit in a format such as ``$%d`` or ``%g years``."""
    return CONVERSION.sub("", form).replace("%%", "%").strip()


def _shape(unit: str) -> re.Pattern[str]:
    """The pattern of a number with its unit: unit, sign, unit, digits, thousand, unit."""
    names = _SAME.get(unit, (unit, unit.removesuffix("s"))) if unit else ()
    name = f"({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})" if names else "(?!)()"
    return re.compile(rf"(?:{name} ?)?(?:([-+]) ?)?(?:{name} ?)?([0-9{_MARKS}].*?)(?: ?(k))?(?: ?{name})?")


def _digits(body: str) -> Iterator[str]:
    """The digits of each number that a text without sign and unit can mean."""
    if re.fullmatch(_WHOLE, body):
        yield re.sub("[^0-9]", "", body)
    if re.fullmatch(_BROKEN, body):
        place = max(map(body.rfind, _MARKS))
        yield f"{re.sub('[^0-9]', '', body[:place])}.{body[place + 1 :]}"
