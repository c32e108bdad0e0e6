"""What every chart carries when it travels: headline, figure, the same numbers as a table and as series, its source."""

from dataclasses import dataclass
from datetime import UTC, datetime

from scenarios.charts.figure import Figure
from scenarios.tables import Table

BARS, STACKED, LINES, GRID = "bars", "stacked", "lines", "grid"
"""Kinds of :class:`Native`: a mark or bar a category with low and high; parts on top of each other; lines over
numbers; a table of numbers."""


@dataclass(frozen=True)
class Series:
    """Numbers under one name, one for each category; ``None`` where there is none."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    colour: str = ""
    """``#RRGGBB``, or nothing for a part that only holds the next one up."""
    labels: tuple[str, ...] = ()
    """How each is printed, where its digits do not say that."""


@dataclass(frozen=True)
class Native:
    """The numbers of a chart, for programs that draw their own."""

    kind: str
    categories: tuple[str, ...] | tuple[float, ...]
    """Names; numbers for :data:`LINES`."""
    series: tuple[Series, ...]
    unit: str
    """What the numbers are, as the title of their axis."""
    digits: int
    """Decimals that are shown."""
    across: str = ""
    """What the categories of :data:`LINES` are."""
    span: tuple[float, float] | None = None
    """Ends of the axis; without it the numbers decide."""
    measure: str = ""
    """What stands over it instead of the caption, where the caption explains marks that it has not."""
    signed: bool = True
    """Whether the numbers are changes, which carry their sign."""


@dataclass(frozen=True)
class Credit:
    """Where a result comes from."""

    stamp: str
    product: str
    """Name and release."""
    titles: tuple[str, ...]
    """What each scenario is called, with its version if it is saved."""
    run_ids: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    """(model or data, version)."""
    day: str
    line: str
    """All of it as one line without the stamp: the source line of pages and slides."""

    @property
    def noon(self) -> datetime:
        """Noon of the day where this is made, in UTC: what file properties hold, so that near and far they show it."""
        return datetime.fromisoformat(f"{self.day}T12:00").astimezone(UTC)

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """(column, value) pairs that stand in every row of a file; the label goes first."""
        pairs = [("label", self.stamp), ("product", self.product), ("scenario", " | ".join(self.titles))]
        return (*pairs, ("run_id", " ".join(self.run_ids)), *self.versions, ("date", self.day))


@dataclass(frozen=True, eq=False)
class Plate:
    """One chart, or one table that stands for itself, with everything that has to travel with it."""

    chart: str
    """Its id."""
    headline: str
    """The sentence that the numbers give."""
    note: str
    """A line under it, or nothing."""
    table: Table
    caption: tuple[str, str]
    """The two lines inside the figure, the first of which starts with the stamp."""
    credit: Credit
    figure: Figure | None = None
    native: Native | None = None
    """``None`` where only a picture shows it."""
    question: str = ""
    """What a room can be asked before it sees the result, or nothing."""
    answer: str = ""
    """The result that the room's guess stands beside, with its unit."""
    about: str = ""
    """Whose numbers they are: a group; nothing where the table says so itself."""
    digits: int | None = None
    """Decimals of its points wherever they are printed; ``None`` where each number has those that suit it."""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """(column, value) pairs that stand in every row of a file: the credit, and whose numbers they are."""
        return (*self.credit.columns, *([("group", self.about)] if self.about else []))
