"""Scenario files: text in the format of ``data/presets/<id>.toml`` <-> a named scenario; and the presets.

Whatever is wrong with a file refuses it whole. What is written is canonical: reading and writing it again
gives the same bytes, so that two versions can be compared line by line.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, TypeVar

import tomli_w
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from scenarios import refusals
from scenarios.engine.scenario import FORMAT, LABEL, Scenario, ScenarioError, faults, make
from scenarios.formats import tomlfile
from scenarios.formats.keylines import Keys
from scenarios.formats.tomlfile import Model
from scenarios.inputs import DataError, Inputs, Problem
from scenarios.inputs.rows import is_date
from scenarios.refusals import Fault, Unknown

MOST_BYTES = 64 * 1024
"""A larger scenario file is not read."""


def _seen(text: str, breaks: str = "") -> str:
    """Text in one normal form; refuses what cannot be seen: control, bidi and zero-width characters."""
    text = unicodedata.normalize("NFC", text)
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs") and letter not in breaks:
            raise ValueError(f"holds a control, bidi or zero-width character (U+{ord(letter):04X})")
    return text


def line(longest: int, shortest: int = 0) -> tuple[StringConstraints, BeforeValidator, AfterValidator]:
    """What makes a text one line of so many letters, for the type of a field."""
    return (
        StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest),
        BeforeValidator(_composed),  # runs before letters are counted: a composition may be longer
        AfterValidator(_seen),
    )


def _composed(text: object) -> object:
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


def _day(text: str) -> str:
    """A day of the calendar as text, or nothing."""
    if text and not (len(text) == len("2025-11-10") and is_date(text)):
        raise ValueError("is not a day such as 2025-11-10")
    return text


Title = Annotated[str, *line(80, shortest=1)]
Author = Annotated[str, *line(80)]
Tag = Annotated[str, *line(30, shortest=1)]
Note = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    AfterValidator(lambda text: _seen(text.replace("\r\n", "\n"), breaks="\n")),
]
Day = Annotated[str, AfterValidator(_day)]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Description(BaseModel):
    """What somebody writes about a scenario."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    title: Title
    note: Note = ""
    author: Author = ""
    tags: Annotated[list[Tag], Field(max_length=12)] = []


class ScenarioFile(Description):
    """The file format of presets and exports: what ``data/presets/<id>.toml`` holds."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    label: Literal["ILLUSTRATIVE – NOT A FORECAST"]
    date: Day = ""
    twin: str = ""
    levers: dict[str, Number] = {}
    readings: dict[str, str] = {}


class _BareFile(BaseModel):
    """What the command line takes besides: a file with levers (and readings) alone."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    levers: dict[str, Number]
    readings: dict[str, str] = {}


@dataclass(frozen=True)
class Preset:
    """A named scenario with its story."""

    id: str
    title: str
    scenario: Scenario
    note: str = ""
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    twin: str = ""


class Dated(Protocol):
    """What has a day, such as a :class:`Preset`."""

    @property
    def date(self) -> str:
        """The day as text, or nothing."""


BuiltIn = TypeVar("BuiltIn", bound=Dated)


def described(title: str, note: str = "", author: str = "", tags: Iterable[str] = ()) -> Description:
    """A :class:`Description` of checked text; raises :class:`ScenarioError` naming what is wrong."""
    try:
        return Description(title=title, note=note, author=author, tags=list(tags))
    except ValidationError as error:
        raise ScenarioError(*tomlfile.told(error)) from None


def checked(text: str, kind: Any) -> str:
    """Text that somebody typed as one of the types above, such as :data:`Note`; raises :class:`ScenarioError`."""
    try:
        return TypeAdapter[str](kind).validate_python(text)
    except ValidationError as error:
        raise ScenarioError(*tomlfile.told(error)) from None


def read_file(inputs: Inputs, path: str | Path, bare: bool = False) -> Preset:
    """Read one scenario file.

    Parameters
    ----------
    inputs : Inputs
    path : str or pathlib.Path
    bare : bool
        Also take a file with nothing but ``[levers]`` and ``[readings]``.

    Returns
    -------
    Preset
        Its id is the file's name without the ending.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or anything in it is unknown or out of range: it is refused whole.
    """
    return tomlfile.opened(path, MOST_BYTES, lambda content, name: load(inputs, content, name, bare))


def load(inputs: Inputs, content: bytes, name: str, bare: bool = False) -> Preset:
    """A :class:`Preset` with id ``name`` from the bytes of a scenario file; raises like :func:`read_file`."""
    if len(content) > MOST_BYTES:
        raise ScenarioError("is larger than 64 kB; a scenario file holds a few lines")
    source = tomlfile.parse(content, "a scenario file needs two at most")

    def held(kind: type[Model]) -> Model:
        made, wrong = tomlfile.validated(source, kind, "scenario file")
        return source.accepted(made, [*wrong, *valued(inputs, source.table, wrong)])

    if bare and not {"format", "label"} & source.table.keys():
        values = held(_BareFile)
        return Preset(name, name, make(inputs, values.levers, values.readings))
    made = held(ScenarioFile)
    scenario = make(inputs, made.levers, made.readings)
    return Preset(
        name, made.title, scenario, made.note, made.author, made.date, tuple(made.tags), made.twin
    )  # fmt: skip


def valued(
    inputs: Inputs, table: Mapping[str, object], wrong: Iterable[Fault], above: Keys = ()
) -> Iterator[Fault]:
    """What is wrong with the values of a table's levers and readings that are numbers and texts at all.

    ``wrong`` holds the faults that are known, and ``above`` the keys that lead to the table.
    """
    known = {fault.where for fault in wrong}

    def fine(part: str) -> dict[str, object]:
        given = table.get(part)
        pairs = given.items() if isinstance(given, dict) else ()
        return {name: value for name, value in pairs if (*above, part, name) not in known}

    return faults(inputs, fine("levers"), fine("readings"))


def dump(preset: Preset) -> str:
    """The canonical text of a scenario file.

    Parameters
    ----------
    preset : Preset

    Returns
    -------
    str
        TOML with sorted keys, only what differs from the baseline, and a newline at the end.
    """
    head: dict[str, object] = {"format": FORMAT, "label": LABEL, "title": preset.title}
    for name in ("note", "author", "date", "tags", "twin"):
        value = getattr(preset, name)
        if value:
            head[name] = list(value) if name == "tags" else value
    table = dict(sorted(head.items()))
    for name, values in (
        ("levers", dict(preset.scenario.levers)),
        ("readings", dict(preset.scenario.readings)),
    ):
        if values:
            table[name] = {key: shortest(value) for key, value in values.items()}
    return tomli_w.dumps(table)


def shortest(value: float | str) -> float | str:
    """A number without a needless fraction, so that 100000 is not written as 100000.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def schema() -> dict[str, object]:
    """The file format as a JSON Schema; levers and readings are rows of the data, so it does not name them."""
    made = ScenarioFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def slug(title: str) -> str:
    """A title as part of a file name: ASCII letters, digits and hyphens, 40 at most."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or "scenario"


def file_name(title: str, version: int, run_id: str, ending: str) -> str:
    """The name of an exported file, which says what it is; ``version`` is 0 for what is not saved."""
    return f"ILLUSTRATIVE_{slug(title)}_v{version}_{run_id}.{ending}"


@lru_cache(maxsize=8)
def presets(inputs: Inputs) -> dict[str, Preset]:
    """Preset id -> :class:`Preset`, by date, from the ``presets`` folder beside the tables.

    Raises
    ------
    DataError
        Naming the file, if one is not right or names a twin that does not exist, or if the one that the app opens
        on is missing.
    """
    found, problems = built_in(inputs, "presets", read_file)
    for preset in found.values():
        if preset.twin and preset.twin not in found:
            reason = str(Unknown("preset", preset.twin, found))
            problems.append(
                Problem(f"presets/{preset.id}.toml", None, "twin", reason, "name an existing preset")
            )
    opening = inputs.about.opening.preset
    if opening not in found and not problems:
        reason = str(Unknown("preset", opening, found))
        problems.append(Problem("about.toml", None, "opening.preset", reason, "name an existing preset"))
    if problems:
        raise DataError(problems)
    return found


def built_in(
    inputs: Inputs, folder: str, read: Callable[[Inputs, Path], BuiltIn]
) -> tuple[dict[str, BuiltIn], list[Problem]]:
    """The files of a folder beside the tables: id -> what ``read`` makes of inputs and path, by date; problems."""
    found: dict[str, BuiltIn] = {}
    problems: list[Problem] = []
    for path in sorted((inputs.folder / folder).glob("*.toml")):
        try:
            found[path.stem] = read(inputs, path)
        except ScenarioError as error:
            reasons = [str(fault).removeprefix(f"{refusals.path(path)}: ") for fault in error.faults]
            problems += [
                Problem(f"{folder}/{path.name}", None, None, one, "mend the file") for one in reasons
            ]
    return dict(sorted(found.items(), key=lambda item: (item[1].date, item[0]))), problems


def matching_preset(inputs: Inputs, scenario: Scenario) -> Preset | None:
    """The preset with exactly these values, or ``None``: found by comparing, never remembered."""
    return next((preset for preset in presets(inputs).values() if preset.scenario == scenario), None)
