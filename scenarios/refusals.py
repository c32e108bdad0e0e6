"""What is wrong with something that somebody gave -> words that stay short, however long it is.

Faults are worded when they are shown and never before, so that thousands of them cost next to nothing.
"""

import difflib
import sys
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

LETTERS = 80
"""Letters of a name that a message repeats."""

PATH = 255
"""Letters of a path, which says nothing without its end: as many as the longest name of a file has."""

MOST = 10
"""Faults that a message lists; the others are counted."""


def cut(text: str, letters: int = LETTERS) -> str:
    """Text as a message repeats it, at most so many letters."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def path(place: object) -> str:
    """The path of a file as a message repeats it, cut at its beginning."""
    text = str(place)
    return text if len(text) <= PATH else f"…{text[1 - PATH :]}"


def quoted(value: object) -> str:
    """A value as a message repeats it: text in quotes, and whatever cannot be seen as a code."""
    if isinstance(value, str):
        return repr(cut(value))
    try:
        return cut(repr(value))
    except ValueError:  # a whole number of thousands of digits, which Python prints for nobody
        return (
            f"a number of {value.bit_length()} bits" if isinstance(value, int) else "a value that is too long"
        )


def nearest(name: object, known: Collection[str]) -> str:
    """The known name that is spelled most like ``name``, in quotes."""
    name = cut(str(name))
    return repr(max(known, key=lambda other: difflib.SequenceMatcher(None, name, other).ratio()))


def like(name: str, known: Collection[str]) -> str:
    """The known name that ``name`` is likely a misspelling of, or nothing."""
    return next(iter(difflib.get_close_matches(cut(name), known, 1)), "")


def odd(name: object) -> str:
    """Which letter of an id only looks like one that ids are made of, in brackets; or nothing."""
    for place, letter in enumerate(str(name)[:LETTERS], 1):
        if not letter.isascii():
            called = unicodedata.name(letter, "a letter without a name")
            return f" (its letter {place} is U+{ord(letter):04X}, {called})"
    return ""


STRIPPED = ""
"""Why neither page nor export works as Python was started, or nothing."""
if sys.flags.optimize > 1:
    STRIPPED = "Start Python without -OO: it drops all documentation, and the charts need theirs."


@dataclass(frozen=True)
class Unknown:
    """A name that there is not."""

    what: str
    """What it should be the name of, such as ``lever``."""
    name: object
    known: Collection[str]
    """All names that there are."""

    def __str__(self) -> str:
        near = nearest(self.name, self.known)
        return f"unknown {self.what} {quoted(self.name)}{odd(self.name)}; the nearest is {near}"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. Its text is what is told."""

    what: object
    """A sentence, or something that is worded as one when it is asked for."""
    where: tuple[str | int, ...] = ()
    """The keys that lead to it in a file; items of lists are counted from one."""
    before: str = ""
    """What goes before the sentence."""

    def __str__(self) -> str:
        return f"{self.before}{self.what}"

    def after(self, words: str) -> Self:
        """The same with words before it."""
        return replace(self, before=f"{words}{self.before}")

    def under(self, *keys: str | int) -> Self:
        """The same, as part of what stands under these keys of a file."""
        return replace(self, where=keys + self.where).after(f"{dotted(keys)}: ")


def dotted(keys: Iterable[str | int]) -> str:
    """Keys that lead to a place in a file, as they are told."""
    return ".".join(cut(str(key)) for key in keys)


def listed(faults: Sequence[object]) -> list[str]:
    """The first :data:`MOST` faults, one line each, and the number of the others.

    Parameters
    ----------
    faults : sequence

    Returns
    -------
    list of str
    """
    lines = [" ".join(str(fault).split()) for fault in faults[:MOST]]
    return [*lines, f"and {len(faults) - MOST:,} more"] if len(faults) > MOST else lines


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the data, and how to mend it. ``row`` counts the header as 1."""

    file: str
    row: int | None
    column: str | None
    reason: str
    remedy: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.reason}. Remedy: {self.remedy}."


class DataError(Exception):
    """The data folder cannot be used. ``problems`` names each fault."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(listed(self.problems)))
