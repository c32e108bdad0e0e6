"""Scenario files: text in the format of ``data/presets/<id>.toml`` <-> a named scenario; and the presets.

Whatever is wrong with a file refuses it whole. What is written is canonical: reading and writing it again
gives the same bytes, so that two versions can be compared line by line.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

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

from scenarios import numerals
from scenarios.inputs import DataError, Problem
from scenarios.scenario import FORMAT, LABEL, Scenario, ScenarioError, make, nearest

MOST_BYTES = 64 * 1024
"""A larger scenario file is not read."""

_QUOTED = re.compile(
    r'''"""(?:[^\\"]|\\[\s\S]|"{1,2}(?!"))*+(?:"""|\Z)|'''
    r"""'''(?:[^']|'{1,2}(?!'))*+(?:'''|\Z)|"""
    r""""(?:[^\\"\n]|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+"""
)
"""Strings and comments of TOML, which hold no keys; one that does not end takes what is left."""

_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){7}""")
"""A dotted key of eight parts; thousands of them would cost the reader gigabytes before it refuses them."""


def _seen(text, breaks=""):
    """Text in one normal form; refuses what cannot be seen: control, bidi and zero-width characters."""
    text = unicodedata.normalize("NFC", text)
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs") and letter not in breaks:
            raise ValueError(f"holds a control, bidi or zero-width character (U+{ord(letter):04X})")
    return text


def line(longest, shortest=0):
    """The type of one line of text."""
    return Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest),
        BeforeValidator(_composed),  # runs before letters are counted: a composition may be longer
        AfterValidator(_seen),
    ]


def _composed(text):
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


def _day(text):
    """A day as text, or nothing."""
    if text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("is not a day such as 2025-11-10")
    return text


Title = line(80, shortest=1)
Author = line(80)
Tag = line(30, shortest=1)
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


def described(**given):
    """A :class:`Description` of checked text; raises :class:`ScenarioError` naming what is wrong."""
    try:
        return Description(**given)
    except ValidationError as error:
        raise ScenarioError(told(error)) from None


def checked(text, kind):
    """Text that somebody typed as one of the types above, such as :data:`Note`; raises :class:`ScenarioError`."""
    try:
        return TypeAdapter(kind).validate_python(text)
    except ValidationError as error:
        raise ScenarioError(told(error)) from None


def read_file(inputs, path, bare=False):
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
    return opened(path, MOST_BYTES, lambda content, name: load(inputs, content, name, bare))


def opened(path, most, read):
    """What ``read`` makes of a file's content (bytes) and its name without the ending.

    No more than ``most`` bytes and one are read. Raises :class:`ScenarioError` that starts with the path.
    """
    path = Path(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read ({error.strerror or error})") from None
    try:
        return read(content, path.stem)
    except ScenarioError as error:
        raise ScenarioError(f"{path}: {error}") from None


def load(inputs, content, name, bare=False):
    """A :class:`Preset` with id ``name`` from the bytes of a scenario file; raises like :func:`read_file`."""
    if len(content) > MOST_BYTES:
        raise ScenarioError("is larger than 64 kB; a scenario file holds a few lines")
    table = parsed(content, "a scenario file needs two at most")
    kind = _BareFile if bare and not {"format", "label"} & table.keys() else ScenarioFile
    try:
        made = kind.model_validate(table)
    except ValidationError as error:
        raise ScenarioError(told(error)) from None
    scenario = make(inputs, made.levers, made.readings)
    if isinstance(made, _BareFile):
        return Preset(name, name, scenario)
    return Preset(
        name, made.title, scenario, made.note, made.author, made.date, tuple(made.tags), made.twin
    )  # fmt: skip


def parsed(content, keys):
    """The table in the bytes of a file; ``keys`` says how many parts a dotted key needs in such a file.

    Raises :class:`ScenarioError` if it is not text, is not TOML, or would cost the reader gigabytes.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError("is not text in UTF-8; save it as UTF-8") from None
    # A string may hold any number of dots; in the place of each stands a letter, as a quoted key is a part.
    if _LONG_KEY.search(_QUOTED.sub("x", text)):
        raise ScenarioError(f"holds a dotted key of eight parts or more; {keys}")
    try:
        return tomllib.loads(text)
    except (RecursionError, ValueError) as error:
        raise ScenarioError(f"is not TOML: {str(error)[:200]}{_number_meant(text, str(error))}") from None


def _number_meant(text, fault):
    """How TOML writes the number on the line of a fault, if one was written in another way there."""
    place = re.search(r"at line (\d+)", fault)
    line = text.splitlines()[int(place[1]) - 1 :][:1] if place else []
    found = [number for part in line for number in numerals.meanings(part.partition("=")[2])]
    return f"; write {' or '.join(map(numerals.written, found))}" if found else ""


_HEAD = ("format", "kind", "label")
"""What says which kind of file it is: a fault there is told first."""


def told(error, kind="scenario file", first=0):
    """The first fault of a validation in words, with the count of the others; what kind of file goes first.

    Parameters
    ----------
    error : pydantic.ValidationError
    kind : str
        What the file is.
    first : int
        The number of the first item of a list.

    Returns
    -------
    str
        Where it is, what is wrong and what it reads, in one line.
    """
    faults = error.errors(include_url=False)
    fault = min(faults, key=lambda other: other["loc"][:1] not in [(name,) for name in _HEAD])
    parts = (part + first if isinstance(part, int) else part for part in fault["loc"])
    place = ".".join(str(part)[:60] for part in parts) or "the file"
    fixed = _reason(fault, kind)
    reason = fixed or fault["msg"].removeprefix("Value error, ")
    given = ""
    if not fixed and isinstance(fault["input"], str | int | float):
        given = f" (it reads {str(fault['input'])[:60]!r})"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{place}: {reason[0].lower()}{reason[1:]}{given}{more}"


def _reason(fault, kind):
    """Our own words for a fault, or nothing."""
    if fault["type"] == "literal_error":
        return f'must read "{fault["ctx"]["expected"][1:-1]}"'
    if (fault["type"], fault["loc"]) == ("less_than_equal", ("format",)):
        return f"is newer than this app reads; it reads format {FORMAT}"
    if fault["type"] == "float_type" and isinstance(fault["input"], str):
        return f"{fault['input'][:60]!r} is text; write a number without quotes, such as 1000 or 0.5"
    ours = {"extra_forbidden": f"is no part of a {kind}; remove it", "missing": "is missing"}
    return ours.get(fault["type"])


def dump(preset):
    """The canonical text of a scenario file.

    Parameters
    ----------
    preset : Preset

    Returns
    -------
    str
        TOML with sorted keys, only what differs from the baseline, and a newline at the end.
    """
    head = {"format": FORMAT, "label": LABEL, "title": preset.title}
    for name in ("note", "author", "date", "tags", "twin"):
        value = getattr(preset, name)
        if value:
            head[name] = list(value) if name == "tags" else value
    table: dict = dict(sorted(head.items()))
    for name, pairs in (("levers", preset.scenario.levers), ("readings", preset.scenario.readings)):
        if pairs:
            table[name] = {key: shortest(value) for key, value in pairs}
    return tomli_w.dumps(table)


def shortest(value):
    """A number without a needless fraction, so that 100000 is not written as 100000.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def schema():
    """The file format as a JSON Schema; levers and readings are rows of the data, so it does not name them."""
    made = ScenarioFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def slug(title):
    """A title as part of a file name: ASCII letters, digits and hyphens, 40 at most."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or "scenario"


def file_name(title, version, run_id, ending):
    """The name of an exported file, which says what it is; ``version`` is 0 for what is not saved."""
    return f"ILLUSTRATIVE_{slug(title)}_v{version}_{run_id}.{ending}"


@lru_cache(maxsize=8)
def presets(inputs):
    """Preset id -> :class:`Preset`, by date, from the ``presets`` folder beside the tables.

    Raises
    ------
    DataError
        Naming the file, if one is not right or names a twin that does not exist.
    """
    found, problems = built_in(inputs, "presets", read_file)
    for preset in found.values():
        if preset.twin and preset.twin not in found:
            reason = f"unknown preset {preset.twin!r}; the nearest is {nearest(preset.twin, found)}"
            problems.append(
                Problem(f"presets/{preset.id}.toml", None, "twin", reason, "name an existing preset")
            )
    if problems:
        raise DataError(problems)
    return found


def built_in(inputs, folder, read):
    """The files of a folder beside the tables: id -> what ``read`` makes of inputs and path, by date; problems."""
    found, problems = {}, []
    for path in sorted((inputs.folder / folder).glob("*.toml")):
        try:
            found[path.stem] = read(inputs, path)
        except ScenarioError as error:
            reason = str(error).removeprefix(f"{path}: ")
            problems.append(Problem(f"{folder}/{path.name}", None, None, reason, "mend the file"))
    return dict(sorted(found.items(), key=lambda item: (item[1].date, item[0]))), problems


def matching_preset(inputs, scenario):
    """The preset with exactly these values, or ``None``: found by comparing, never remembered."""
    return next((preset for preset in presets(inputs).values() if preset.scenario == scenario), None)
