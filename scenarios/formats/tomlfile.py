"""A TOML file -> its table, and every fault in it with its line."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scenarios import numerals, refusals
from scenarios.engine.scenario import FORMAT, ScenarioError
from scenarios.formats import keylines
from scenarios.refusals import MOST, Fault, dotted, like, quoted

_AGAIN = 64 * 1024
"""A file of more bytes is not read once more to find what else is wrong after a line that is not TOML."""

_MARKS = 20_000
"""Values, tables and lists that a file may hold: far more than the fullest storyboard."""

_NUMBER = 1000
"""Letters of a number. Python reads those of more in a time that grows with their square, and prints none."""

_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){7}""")
"""A dotted key of eight parts; thousands of them would cost the reader gigabytes before it refuses them."""

_LONG_NUMBER = re.compile(rf"(?<![\w.-])[+-]?\d[\w.+-]{{{_NUMBER},}}+")
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")

_HEAD = [("format",), ("kind",), ("label",)]
"""What says which kind of file it is: a fault there is told first."""


Model = TypeVar("Model", bound=BaseModel)
Read = TypeVar("Read")
Models = Mapping[tuple[str, ...], type[BaseModel]]
"""Keys that lead to a table, without the numbers of items -> the model of it; ``()`` is the file."""


@dataclass(frozen=True)
class Source:
    """What a file holds, as far as it can be read."""

    text: str
    table: dict[str, Any]
    wrong: tuple[tuple[int, Fault], ...]
    """(line, fault) of what is not TOML; the table is that of the other lines."""

    def accepted(self, made: Model | None, faults: Sequence[Fault]) -> Model:
        """What was made of it; raises :class:`ScenarioError` with all faults, each with its line, if there are any."""
        if made is None or self.wrong or faults:
            lines = keylines.lines(self.text)
            raise _refusal([*self.wrong, *((keylines.of(fault.where, lines), fault) for fault in faults)])
        return made


def _refusal(located: Iterable[tuple[int, Fault]]) -> ScenarioError:
    """The error of (line, fault) pairs, a line of 0 being none: what says which kind of file it is, then by line."""
    located = sorted(located, key=lambda pair: (pair[1].where[:1] not in _HEAD, pair[0]))
    return ScenarioError(*(fault.after(f"line {line}: ") if line else fault for line, fault in located))


def opened(path: str | Path, most: int, read: Callable[[bytes, str], Read]) -> Read:
    """What ``read`` makes of a file's content (bytes) and its name without the ending.

    No more than ``most`` bytes and one are read. Raises :class:`ScenarioError` that starts with the path.
    """
    file, shown = Path(path), refusals.path(path)
    try:
        with file.open("rb") as stream:
            content = stream.read(most + 1)
    except (OSError, ValueError) as error:  # a null character in a name is no error of the system's
        raise ScenarioError(f"{shown}: cannot be read ({getattr(error, 'strerror', '') or error})") from None
    try:
        return read(content, file.stem.encode("utf-8", "replace").decode())
    except ScenarioError as error:
        raise error.after(f"{shown}: ") from None


def parse(content: bytes, keys: str) -> Source:
    """The :class:`Source` in the bytes of a file; ``keys`` says how many parts a dotted key needs in such a file.

    Raises :class:`ScenarioError` if it is not text, is not TOML, or would cost the reader gigabytes.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError("is not text in UTF-8; save it as UTF-8") from None
    # A string may hold any number of dots; in the place of each stands a letter, as a quoted key is a part.
    bare = keylines.QUOTED.sub(lambda string: "x" + "\n" * string[0].count("\n"), text)
    if _LONG_KEY.search(bare):
        raise ScenarioError(f"holds a dotted key of eight parts or more; {keys}")
    long = _LONG_NUMBER.search(bare)
    if long:
        told = f"a number of {len(long[0]):,} letters; no value needs more than {_NUMBER:,}"
        line = bare.count("\n", 0, long.start()) + 1
        raise ScenarioError(f"line {line}: is not TOML that can be read: {told}")
    if sum(map(bare.count, "=,[{")) > _MARKS:
        raise ScenarioError(f"holds more than {_MARKS:,} values, which no scenario and no storyboard needs")
    return _parsed(text)


def _parsed(text: str) -> Source:
    """The source of a text; a line that is not TOML is left out and the rest read again, so that all are told."""
    rest, wrong = text.replace("\r\n", "\n").split("\n"), list[tuple[int, Fault]]()
    while True:
        try:
            table = tomllib.loads("\n".join(rest))
            return Source(text, table, tuple(wrong))
        except (RecursionError, ValueError) as error:
            place = _PLACE.search(str(error))
            line = int(place[1]) if place else 0
            wrong.append((line, Fault(f"is not TOML: {_broken(str(error), place, rest)}")))
            if not line or len(wrong) == MOST or len(text) > _AGAIN or not keylines.alone(rest[line - 1]):
                raise _refusal(wrong) from None
            rest[line - 1] = ""


def _broken(message: str, place: re.Match[str] | None, lines: Sequence[str]) -> str:
    """What is wrong in the words of the reader, but for a key that is given twice."""
    if not place:
        return message[:200]
    key = keylines.key(lines[int(place[1]) - 1])
    if key and "Cannot overwrite" in message:
        return f"the key {quoted(key)} is given twice"
    return f"{message[: place.start()][:200]} (column {place[2]}){_meant(lines[int(place[1]) - 1])}"


def _meant(line: str) -> str:
    """How TOML writes the number on a line, if one was written in another way there."""
    found = numerals.meanings(line.partition("=")[2])
    return f"; write {' or '.join(map(numerals.written, found))}" if found else ""


def validated(
    source: Source, model: type[Model], kind: str, within: Models | None = None
) -> tuple[Model | None, list[Fault]]:
    """What a file holds as a model, and the faults of its parts.

    Parameters
    ----------
    source : Source
    model : type of pydantic.BaseModel
        Of the whole file.
    kind : str
        What the file is.
    within : mapping, optional
        Keys that lead to a table, without the numbers of items -> the model of it.

    Returns
    -------
    pydantic.BaseModel or None
        Nothing where there are faults.
    list of Fault
    """
    try:
        return model.model_validate(source.table), []
    except ValidationError as error:
        faults = told(error, {(): model, **(within or {})}, kind)
    # What is missing may be what stands on a line that cannot be read.
    return None, [fault for fault in faults if not (source.wrong and fault.what == _MISSING)]


_MISSING = "is missing"


def told(error: ValidationError, models: Models | None = None, kind: str = "") -> list[Fault]:
    """The faults of a validation.

    Parameters
    ----------
    error : pydantic.ValidationError
    models : Models, optional
    kind : str
        What the file is.

    Returns
    -------
    list of Fault
    """
    faults = []
    for fault in error.errors(include_url=False):
        where = tuple(part + 1 if isinstance(part, int) else part for part in fault["loc"])
        faults.append(Fault(_Reason(fault, models or {}, kind), where, f"{dotted(where) or 'the file'}: "))
        if fault["type"] == "missing":
            faults[-1] = Fault(_MISSING, where, faults[-1].before)
    return faults


@dataclass(frozen=True)
class _Reason:
    """A fault of a validation, in words when they are asked for."""

    fault: ErrorDetails
    models: Models
    kind: str

    def __str__(self) -> str:
        fault = self.fault
        if fault["type"] == "literal_error":
            return f'must read "{fault["ctx"]["expected"][1:-1]}"'
        if (fault["type"], fault["loc"]) == ("less_than_equal", ("format",)):
            return f"is newer than this app reads; it reads format {FORMAT}"
        if fault["type"] == "extra_forbidden":
            return f"is no part of a {self.kind}; {self._remedy()}"
        if fault["type"] == "float_type" and isinstance(fault["input"], str):
            return f"{quoted(fault['input'])} is text; write a number without quotes, such as 1000 or 0.5"
        told = "must be text in quotes" if fault["type"] == "string_type" else fault["msg"]
        told = told.removeprefix("Value error, ")
        given = fault["input"]
        shown = f" (it reads {quoted(str(given))})" if isinstance(given, _SHOWN) else ""
        return f"{told[0].lower()}{told[1:]}{shown}"

    def _remedy(self) -> str:
        """What to do with a key that there is not; one that is only misspelled holds values not to be lost."""
        *above, name = self.fault["loc"]
        near = like(
            str(name), self.models[tuple(part for part in above if isinstance(part, str))].model_fields
        )
        return f"call it {near!r}, or remove it" if near else "remove it"


_SHOWN = (str, int, float, date, datetime, time)
