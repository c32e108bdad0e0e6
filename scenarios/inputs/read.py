"""CSV files of ``data/`` -> typed rows, with a located message for each cell that is not right."""

import csv
import hashlib
import os
import tomllib
from collections import Counter
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from scenarios import refusals
from scenarios.inputs import rows
from scenarios.inputs.lookups import Lookups
from scenarios.refusals import DataError, Problem, Unknown, cut, odd, quoted


def data_folder() -> Path:
    """The folder that ``PULL_FACTORS_DATA`` names, else the one beside the package."""
    return Path(os.environ.get("PULL_FACTORS_DATA") or Path(__file__).parents[2] / "data")


_REMEDIES = {
    "float_parsing": "write a plain number such as 0.35: a decimal point, no units, no thousands separators",
    "finite_number": "write a finite number",
    "int_parsing": "write a whole number",
    "string_too_short": "fill the cell",
    "too_short": "name at least one source id",
}


_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What some programs put between cells in place of a comma."""


class Opening(BaseModel):
    """What is shown and asked about until somebody chooses something else, by ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    preset: str
    segment: str
    destination: str
    lever: str
    """The one whose tipping point is asked for."""
    focus: Annotated[tuple[str, ...], Field(min_length=1)]
    """The destinations that a headline names; a larger mover goes before them."""
    routes: tuple[str, ...]
    """The visa routes that stand side by side."""


class About(BaseModel):
    """``data/about.toml``: which release of the data this is, and what it opens on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: str
    release: str
    facts_as_of: rows.PartialDate
    return_nest: str
    """Id of the nest in which the country stands that a segment would return to."""
    opening: Opening
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    """Of the interface: a file in the folder ``text``, without its ending."""
    lens_lottery: str = ""
    """Lever id of the lottery whose places the outcome lens counts, if there are several."""


def _table(file: str, row_type: type[rows.Row]) -> Any:
    return field(metadata={"file": file, "row": row_type})


@dataclass(frozen=True, eq=False)
class Inputs(Lookups):
    """Every table of the data folder. Compared and hashed by identity, so it can key a cache."""

    folder: Path
    about: About
    destinations: tuple[rows.Destination, ...] = _table("destinations.csv", rows.Destination)
    segments: tuple[rows.Segment, ...] = _table("segments.csv", rows.Segment)
    baseline_shares: tuple[rows.BaselineShare, ...] = _table("baseline_shares.csv", rows.BaselineShare)
    attributes: tuple[rows.Attribute, ...] = _table("attributes.csv", rows.Attribute)
    attribute_levels: tuple[rows.AttributeLevel, ...] = _table("attribute_levels.csv", rows.AttributeLevel)
    coefficients: tuple[rows.Coefficient, ...] = _table("coefficients.csv", rows.Coefficient)
    coefficient_values: tuple[rows.CoefficientValue, ...] = _table(
        "coefficient_values.csv", rows.CoefficientValue
    )
    nests: tuple[rows.Nest, ...] = _table("nests.csv", rows.Nest)
    parameters: tuple[rows.Parameter, ...] = _table("parameters.csv", rows.Parameter)
    exposure: tuple[rows.Exposure, ...] = _table("exposure.csv", rows.Exposure)
    levers: tuple[rows.Lever, ...] = _table("levers.csv", rows.Lever)
    lever_levels: tuple[rows.LeverLevel, ...] = _table("lever_levels.csv", rows.LeverLevel)
    lever_modes: tuple[rows.LeverMode, ...] = _table("lever_modes.csv", rows.LeverMode)
    readings: tuple[rows.ReadingOption, ...] = _table("readings.csv", rows.ReadingOption)
    warnings: tuple[rows.Warning, ...] = _table("warnings.csv", rows.Warning)
    warning_conditions: tuple[rows.WarningCondition, ...] = _table(
        "warning_conditions.csv", rows.WarningCondition
    )
    sources: tuple[rows.Source, ...] = _table("sources.csv", rows.Source)
    claims: tuple[rows.Claim, ...] = _table("claims.csv", rows.Claim)
    contradictions: tuple[rows.Contradiction, ...] = _table("contradictions.csv", rows.Contradiction)
    timeline: tuple[rows.TimelineEvent, ...] = _table("timeline.csv", rows.TimelineEvent)
    routes: tuple[rows.RouteFact, ...] = _table("routes.csv", rows.RouteFact)
    consistency: tuple[rows.Check, ...] = _table("consistency.csv", rows.Check)
    consistency_inputs: tuple[rows.CheckInput, ...] = _table("consistency_inputs.csv", rows.CheckInput)
    worth: tuple[rows.WorthRow, ...] = _table("worth.csv", rows.WorthRow)
    reviews: tuple[rows.Review, ...] = _table("reviews.csv", rows.Review)
    glossary: tuple[rows.Term, ...] = _table("glossary.csv", rows.Term)
    weaknesses: tuple[rows.Weakness, ...] = _table("weaknesses.csv", rows.Weakness)

    def digest(self) -> str:
        """Six hex digits of every number that the model computes with.

        A changed word leaves it alone, a changed number does not; so it tells whether an old
        result can be reproduced.
        """
        numbers = [
            [(name, value) for row in getattr(self, table) for name, value in row if name not in _WORDS]
            for table in _NUMERIC
        ]
        return hashlib.sha256(repr(numbers).encode()).hexdigest()[:6]

    @property
    def version(self) -> str:
        """Version of the data: release and digest."""
        return f"{self.about.release}+{self.digest()}"


_WORDS = {
    "title", "short", "phrase", "stands_for", "who", "note", "message", "statement", "option_title", "grade", "source",
    "pool_grade", "pool_source", "unit", "format", "open", "group", "date", "contradiction",
}  # fmt: skip
_NUMERIC = (
    "destinations", "segments", "baseline_shares", "attributes", "attribute_levels", "coefficients",
    "coefficient_values", "nests", "parameters", "exposure", "levers", "lever_modes", "readings",
)  # fmt: skip


def tables() -> list[tuple[str, str, type[rows.Row]]]:
    """The tables of a data folder: ``(attribute of Inputs, file name, row type)`` each."""
    return [(f.name, f.metadata["file"], f.metadata["row"]) for f in fields(Inputs) if f.metadata]


def read(folder: Path | None = None) -> Inputs:
    """Read every table of a folder (by default :func:`data_folder`), each cell checked by its column's type.

    Raises
    ------
    DataError
        With one problem for each missing file, missing column and bad cell.
    """
    folder = Path(folder or data_folder())
    if not os.path.isdir(folder):
        remedy = "name the folder with the tables, by --data or PULL_FACTORS_DATA"
        raise DataError([Problem(refusals.path(folder), None, None, "there is no such folder", remedy)])
    problems: list[Problem] = []
    about = _read_about(folder / "about.toml", problems)
    content: dict[str, Any] = {
        name: _read_table(folder / file, row, problems) for name, file, row in tables()
    }
    if problems or about is None:
        raise DataError(problems)
    return Inputs(folder=folder, about=about, **content)


def _read_about(path: Path, problems: list[Problem]) -> About | None:
    try:
        return About.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, RecursionError, ValueError) as error:
        told = error.errors() if isinstance(error, ValidationError) else []
        reasons = [f"{'.'.join(map(str, fault['loc']))}: {_reason(fault)}" for fault in told]
        remedy = "give it as the about.toml that ships with the product does"
        for reason in reasons or [str(error)[:200]]:
            problems.append(Problem(path.name, None, None, reason, remedy))
        return None


def _read_table(path: Path, row_type: type[rows.Row], problems: list[Problem]) -> tuple[rows.Row, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *lines = csv.reader(stream, strict=True)
            if not header:
                raise ValueError
    except FileNotFoundError:
        problems.append(Problem(path.name, None, None, "the file is missing", "restore it from the project"))
        return ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem(path.name, None, None, str(error), "save it as CSV in UTF-8, with commas"))
        return ()
    except ValueError:  # no header to unpack, or none in the first line
        problems.append(Problem(path.name, None, None, "the file is empty", "restore it from the project"))
        return ()
    headed = _header(path.name, header, row_type)
    problems.extend(headed)
    if len(header) == 1 and headed:
        return ()
    while lines and not lines[-1]:
        lines.pop()
    content = []
    for number, cells in enumerate(lines, start=2):
        if not cells:
            problems.append(Problem(path.name, number, None, "the row is empty", "remove the line"))
            continue
        if len(cells) != len(header):
            reason = f"the row has {len(cells)} cells and the header {len(header)}"
            remedy = (
                "add or remove cells; decimals have a point, and a text with a comma needs quotes around it"
            )
            problems.append(Problem(path.name, number, None, reason, remedy))
            continue
        try:
            content.append(row_type.model_validate(dict(zip(header, cells, strict=True))))
        except ValidationError as error:
            # What the header lacks, or has too much, was told once.
            faults = [
                fault for fault in error.errors() if fault["type"] not in ("missing", "extra_forbidden")
            ]
            problems.extend(_problem(path.name, number, fault) for fault in faults)
    if not lines:
        problems.append(
            Problem(path.name, None, None, "the table has no rows", "restore it from the project")
        )
    return tuple(content)


def _header(file: str, header: list[str], row_type: type[rows.Row]) -> list[Problem]:
    """What is wrong with the names of the columns, or with what separates them."""
    known = row_type.model_fields
    signs = [name for sign, name in _SEPARATORS.items() if sign in header[0]] if len(header) == 1 else []
    if signs:
        reason = f"the cells are separated by {signs[0]}"
        return [Problem(file, 1, None, reason, "save it as CSV in UTF-8, with commas")]
    return [
        *(Problem(file, 1, name, "the column is missing", "add it to the header and a cell to every row")
          for name in known if name not in header),
        *(Problem(file, 1, cut(name), str(Unknown("column", name, known)), "remove the column or mend its name")
          for name in dict.fromkeys(header) if name not in known),
        *(Problem(file, 1, cut(name), "the column stands twice", "remove one of the two")
          for name, count in Counter(header).items() if count > 1),
    ]  # fmt: skip


def _reason(fault: ErrorDetails) -> str:
    told = fault["msg"].removeprefix("Value error, ")
    return told[0].lower() + told[1:]


def _letter(fault: ErrorDetails) -> str:
    """Which letter of an id is none of those that ids are made of; any other cell may hold it."""
    return odd(fault["input"]) if fault["type"] == "string_pattern_mismatch" else ""


def _problem(file: str, number: int, fault: ErrorDetails) -> Problem:
    return Problem(
        file,
        number,
        str(fault["loc"][0]) if fault["loc"] else None,
        f"{_reason(fault)} (it reads {quoted(fault['input'])}{_letter(fault)})",
        _REMEDIES.get(fault["type"], "mend the cell as the reason says"),
    )
