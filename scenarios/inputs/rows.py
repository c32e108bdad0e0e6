"""The columns of every table in ``data/``: one class a table, one field a column.

A field's type is the first check of a cell; what a row means beside other rows is checked in
:mod:`scenarios.inputs.lint`. Adding a row to a table needs no edit here.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from scenarios.inputs.kinds import KINDS

Grade = Literal["document", "primary", "secondary", "judgement", "weak", "unverified"]
"""How well a number is backed. The order runs from strongest to weakest."""

LeverId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
UpperId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,39}$")]
AnySegment = Annotated[str, StringConstraints(pattern=r"^(\*|[A-Z][A-Z0-9_]{0,39})$")]
Words = Annotated[str, StringConstraints(min_length=1)]


def is_date(text: str) -> bool:
    """Whether text is a day of the calendar, or one without its day, or without its month too."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _dated(text: str) -> str:
    if not is_date(text):
        raise ValueError("is no date such as 2025, 2025-11 or 2025-11-10")
    return text


PartialDate = Annotated[str, AfterValidator(_dated)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Blank = Annotated[Number | None, BeforeValidator(lambda cell: None if cell == "" else cell)]
Ids = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda cell: tuple(cell.split()) if isinstance(cell, str) else cell),
]
Cited = Annotated[Ids, Field(min_length=1)]


class Row(BaseModel):
    """One row of a table. Cells arrive as text, spaces at their ends do not count."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Destination(Row):
    """One alternative of the choice and the nest it belongs to. ``phrase`` is its name within a sentence.

    A *rest* is all countries that have no row, together: it has a share like any other, and no place in an
    order of countries. *Home* is the country that a group comes from.
    """

    id: UpperId
    title: Words
    short: Words
    phrase: Words
    nest: UpperId
    stands_for: Literal["country", "home", "rest"]
    note: str


class Segment(Row):
    """One group of decision makers. ``tags`` are what lever rows name."""

    id: UpperId
    title: Words
    short: Words
    who: Words
    status_quo: UpperId
    return_destination: str
    tags: Ids
    lens: Literal["abroad", "inside", ""]
    pool_thousand: Annotated[Number, Field(gt=0)]
    draws: Annotated[int, Field(ge=0, le=20)]
    pool_grade: Grade
    pool_source: Cited
    note: str


class BaselineShare(Row):
    """Share of a segment that prefers a destination before September 2025. No row: no such destination."""

    segment: UpperId
    destination: UpperId
    share: Annotated[Number, Field(gt=0, le=100)]
    unit: Literal["%"]
    grade: Grade
    source: Cited
    note: str


class Attribute(Row):
    """What a destination offers. ``form`` says how a level enters utility."""

    id: LeverId
    symbol: str
    title: Words
    unit: Words
    min: Blank
    max: Blank
    cap: Blank
    form: Literal["linear", "log", "income"]
    coefficient: str
    sign: Annotated[Literal[1, -1] | None, BeforeValidator(lambda c: int(c) if c else None)]
    note: str


class AttributeLevel(Row):
    """Level of an attribute; segment ``*`` is the general one, a named segment an exception."""

    segment: AnySegment
    destination: UpperId
    attribute: LeverId
    value: Number
    unit: Words
    grade: Grade
    source: Cited
    note: str


class Coefficient(Row):
    """A taste weight; ``low`` and ``high`` are multiples of its central value, 5th and 95th percentile."""

    id: LeverId
    symbol: Words
    title: Words
    attribute: LeverId
    unit: Words
    low: Annotated[Number, Field(gt=0, lt=1)]
    high: Annotated[Number, Field(gt=1)]
    grade: Grade
    source: Cited
    note: str


class CoefficientValue(Row):
    """Central value of a coefficient; segment ``*`` is the general one."""

    coefficient: LeverId
    segment: AnySegment
    value: Annotated[Number, Field(gt=0)]


class Nest(Row):
    """A nest of close substitutes and its dissimilarity parameter (lambda)."""

    id: UpperId
    title: Words
    parent: str
    value: Annotated[Number, Field(gt=0, le=1)]
    low: Blank
    high: Blank
    unit: Words
    grade: Grade
    source: Cited
    note: str


class Parameter(Row):
    """A single number of the model that belongs to no destination."""

    id: LeverId
    title: Words
    value: Number
    low: Blank
    high: Blank
    unit: Words
    grade: Grade
    source: Cited
    note: str


class Exposure(Row):
    """The share of a segment that a lever reaches when a reading takes an option; without a reading, always."""

    lever: LeverId
    reading: str
    option: str
    segment: UpperId
    share: Annotated[Number, Field(ge=0, le=1)]
    unit: Words
    grade: Grade
    source: Cited
    note: str


def _kind(text: str) -> str:
    if text not in KINDS:
        *most, last = (f"'{name}'" for name in KINDS)
        raise ValueError(f"input should be {', '.join(most)} or {last}")
    return text


LeverKind = Annotated[str, AfterValidator(_kind)]
"""A row of :mod:`scenarios.inputs.kinds`."""


class Lever(Row):
    """A slider: what it is called, its range, and what it does to the model (``kind``)."""

    id: LeverId
    group: Words
    title: Words
    unit: Words
    min: Number
    max: Number
    step: Annotated[Number, Field(gt=0)]
    baseline: Number
    format: Words
    kind: LeverKind
    attribute: str
    destination: str
    segments: Annotated[str, StringConstraints(pattern=r"^(not )?[a-z][a-z0-9_]*$")]
    sign: Annotated[Literal[1, -1, 0], BeforeValidator(int)]
    companion: str
    open: Annotated[bool, BeforeValidator(lambda cell: {"0": False, "1": True}.get(cell, cell))]
    message: Words
    grade: Grade
    source: Cited

    @property
    def belief(self) -> bool:
        """Whether it says how people and employers respond; all others are policy."""
        return KINDS[self.kind].belief


class LeverLevel(Row):
    """A named level of a lever: what people point at in a room."""

    lever: LeverId
    value: Number
    title: Words
    grade: Grade
    source: Cited


class LeverMode(Row):
    """How a lever works when a reading takes an option, such as a fee that is paid once or every year."""

    lever: LeverId
    reading: LeverId
    option: LeverId
    mode: Words


class ReadingOption(Row):
    """One option of a disputed fact."""

    reading: LeverId
    title: Words
    option: LeverId
    option_title: Words
    short: Words
    default: Annotated[bool, BeforeValidator(lambda cell: {"0": False, "1": True}.get(cell, cell))]
    date: PartialDate
    statement: Words
    grade: Grade
    source: Cited
    contradiction: str


class Warning(Row):
    """A message about an implausible corner, with a remedy."""

    id: LeverId
    message: Words
    remedy: Words


class WarningCondition(Row):
    """One condition of a warning; all conditions of a warning must hold."""

    warning: LeverId
    subject: LeverId
    comparison: Literal["at_least", "at_most", "above", "is"]
    value: Words


class Source(Row):
    """Where a number or a claim comes from."""

    id: Words
    kind: Literal["document", "paper", "survey", "statistics", "press", "rule", "project"]
    author: str
    year: str
    title: Words
    publisher: str
    value: str
    measures: str
    grade: Grade
    note: str
    read_at: str
    link: Annotated[str, StringConstraints(pattern=r"^(https://\S+)?$")]


class Claim(Row):
    """A claim of the briefing documents and what the model does with it."""

    id: Words
    claim: Words
    documents: Cited
    disposition: Literal[
        "lever", "reading", "attribute", "segment", "route", "check", "outcome", "context", "refuted"
    ]
    targets: Ids
    explanation: Words


class Contradiction(Row):
    """Two documents that disagree, what outside evidence supports, and what the model uses."""

    id: Words
    topic: Words
    document_a: Ids
    says_a: Words
    document_b: Ids
    says_b: str
    supported: Words
    used: Words
    reading: str
    sources: Ids


class TimelineEvent(Row):
    """A dated event of policy."""

    date: PartialDate
    until: Annotated[str, AfterValidator(lambda text: text and _dated(text))]
    place: Words
    event: Words
    grade: Grade
    source: Cited
    read_at: str


class RouteFact(Row):
    """One aspect of one visa route."""

    route: LeverId
    title: Words
    place: Words
    aspect: Words
    value: Words
    grade: Grade
    source: Cited


class Check(Row):
    """A published finding that the model is held against."""

    id: Words
    title: Words
    published: Words
    unit: Words
    accept_low: Number
    accept_high: Number
    segment: str
    destination: str
    measure: Literal[
        "relative", "points", "points_reversed", "elasticity", "leavers", "people", "home_ratio", "nest_share",
        "registrations", "in_us_gain", "issued", "offers",
    ]  # fmt: skip
    role: Words
    note: str
    source: Cited


class CheckInput(Row):
    """One change of levers, readings or levels under which a check runs the model."""

    check: Words
    kind: Literal["lever", "reading", "add", "scale"]
    name: Words
    destination: str
    value: Words


class WorthRow(Row):
    """One change of a destination whose worth in yearly pay is shown: a lever's value, or an added level."""

    id: LeverId
    title: Words
    kind: Literal["lever", "add"]
    name: LeverId
    destination: UpperId
    value: Number
    note: str


class Review(Row):
    """A fact that needs a second look after a date."""

    id: LeverId
    due: PartialDate
    message: Words


class Term(Row):
    """A term of the field in plain words."""

    id: LeverId
    term: Words
    meaning: Words


class Weakness(Row):
    """A known weakness of the model, said where users see it."""

    id: LeverId
    title: Words
    text: Words
