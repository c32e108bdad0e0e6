"""A briefing -> the same briefing with a visible mark in place of every character that XML cannot hold."""

import re
from dataclasses import fields, is_dataclass, replace

from scenarios.charts.figure import Figure

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARK = "\ufffd"


def printable(value):
    """A text, or anything that is built of texts, with no character that a file could not hold.

    Parameters
    ----------
    value : str, tuple or dataclass
        Any other value comes back as it is.
    """
    if isinstance(value, str):
        return _FORBIDDEN.sub(_MARK, _LINE_ENDS.sub("\n", value))
    if isinstance(value, tuple):
        return tuple(printable(part) for part in value)
    if isinstance(value, Figure):
        return replace(value, alt=printable(value.alt))
    if is_dataclass(value):
        return replace(
            value, **{field.name: printable(getattr(value, field.name)) for field in fields(value)}
        )
    return value
