"""A scenario: lever values and readings that differ from the baseline, checked against the inputs.

One frozen value object per run. Nothing is clamped: a value outside its range is refused, by name.
"""

import difflib
import hashlib
import json
import math
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from scenarios import model
from scenarios.inputs import DataError, Problem

FORMAT = 1
"""Version of the scenario file format."""

LABEL = "ILLUSTRATIVE – NOT A FORECAST"
"""The stamp, as every file and every result carries it."""

_MOST_BYTES = 64 * 1024

_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){7}""")
"""A dotted key of eight parts; thousands of them would cost the reader gigabytes before it refuses them."""


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
            raise ScenarioError(f"lever {name}: {value:g} is out of range; use {_range(rows[name])}")
        if value != rows[name].baseline:
            values[name] = float(value)
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


def _finite(value):
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the floats
        return False


def nearest(name, known):
    """The known name that is spelled most like ``name``."""
    return repr(max(known, key=lambda other: difflib.SequenceMatcher(None, str(name), other).ratio()))


def _range(row):
    return f"a number from {row.min:g} to {row.max:g} ({row.unit})"


def _plain(text):
    """Text in one normal form; refuses what cannot be seen: control, bidi and zero-width characters."""
    text = unicodedata.normalize("NFC", text)
    if any(unicodedata.category(letter) in ("Cc", "Cf") for letter in text):
        raise ValueError("holds a control, bidi or zero-width character")
    return text


Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_plain)
]


class ScenarioFile(BaseModel):
    """The file format of presets and exports: what ``data/presets/<id>.toml`` holds."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    format: Annotated[int, Field(strict=True, ge=FORMAT, le=FORMAT)]
    label: Literal["ILLUSTRATIVE – NOT A FORECAST"]
    title: Title
    note: str = ""
    author: str = ""
    date: str = ""
    tags: list[str] = []
    twin: str = ""
    levers: dict[str, Annotated[float, Field(allow_inf_nan=False)]] = {}
    readings: dict[str, str] = {}


class _BareFile(BaseModel):
    """What the command line takes besides: a file with levers (and readings) alone."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    levers: dict[str, Annotated[float, Field(allow_inf_nan=False)]]
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
    tags: tuple[str, ...] = field(default=())
    twin: str = ""


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
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read ({error.strerror or error})") from None
    if len(content) > _MOST_BYTES:
        raise ScenarioError(f"{path}: is larger than 64 kB; a scenario file holds a few lines")
    try:
        return parse(inputs, content.decode("utf-8-sig"), path.stem, bare)
    except UnicodeDecodeError:
        raise ScenarioError(f"{path}: is not text in UTF-8") from None
    except ScenarioError as error:
        raise ScenarioError(f"{path}: {error}") from None


def parse(inputs, text, name, bare=False):
    """A :class:`Preset` from the text of a scenario file; raises :class:`ScenarioError`."""
    if _LONG_KEY.search(text):
        raise ScenarioError("holds a dotted key of eight parts or more; a scenario file needs two at most")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise ScenarioError(f"is not TOML: {error}") from None
    kind = _BareFile if bare and not {"format", "label"} & table.keys() else ScenarioFile
    try:
        parsed = kind.model_validate(table)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"]) or "the file"
        more = f" (and {len(error.errors()) - 1} more)" if len(error.errors()) > 1 else ""
        raise ScenarioError(f"{place}: {fault['msg'].lower()}{more}") from None
    scenario = make(inputs, parsed.levers, parsed.readings)
    if isinstance(parsed, _BareFile):
        return Preset(name, name, scenario)
    return Preset(
        name, parsed.title, scenario, parsed.note, parsed.author, parsed.date, tuple(parsed.tags), parsed.twin
    )  # fmt: skip


@lru_cache(maxsize=8)
def presets(inputs):
    """Preset id -> :class:`Preset`, by date, from the ``presets`` folder beside the tables.

    Raises
    ------
    DataError
        Naming the file, if one is not right or names a twin that does not exist.
    """
    found = {}
    problems = []
    for path in sorted((inputs.folder / "presets").glob("*.toml")):
        try:
            found[path.stem] = read_file(inputs, path)
        except ScenarioError as error:
            reason = str(error).removeprefix(f"{path}: ")
            problems.append(Problem(f"presets/{path.name}", None, None, reason, "mend the file"))
    for preset in found.values():
        if preset.twin and preset.twin not in found:
            reason = f"unknown preset {preset.twin!r}; the nearest is {nearest(preset.twin, found)}"
            problems.append(
                Problem(f"presets/{preset.id}.toml", None, "twin", reason, "name an existing preset")
            )
    if problems:
        raise DataError(problems)
    return dict(sorted(found.items(), key=lambda item: (item[1].date, item[0])))


def matching_preset(inputs, scenario):
    """The preset with exactly these values, or ``None``: found by comparing, never remembered."""
    return next((preset for preset in presets(inputs).values() if preset.scenario == scenario), None)
