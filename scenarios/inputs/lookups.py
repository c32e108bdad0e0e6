"""Ids -> rows: the one place where a row of the inputs is looked up by what names it."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, TypeVar, overload

from scenarios.inputs import rows
from scenarios.inputs.kinds import KINDS

Key = TypeVar("Key", str, tuple[str, str], tuple[str, str, str])
Found = TypeVar("Found")
Options = Mapping[str, tuple[rows.ReadingOption, ...]]
"""Reading id -> its option rows."""


class Lookups:
    """What :class:`~scenarios.inputs.read.Inputs` answers by id; each raises ``KeyError`` with table and id."""

    attribute_levels: tuple[rows.AttributeLevel, ...]
    levers: tuple[rows.Lever, ...]
    lever_levels: tuple[rows.LeverLevel, ...]
    readings: tuple[rows.ReadingOption, ...]

    @overload
    def by_id(self, table: Literal["destinations"]) -> Mapping[str, rows.Destination]: ...

    @overload
    def by_id(self, table: Literal["coefficients"]) -> Mapping[str, rows.Coefficient]: ...

    @overload
    def by_id(self, table: Literal["nests"]) -> Mapping[str, rows.Nest]: ...

    @overload
    def by_id(self, table: Literal["levers"]) -> Mapping[str, rows.Lever]: ...

    @overload
    def by_id(self, table: Literal["parameters"]) -> Mapping[str, rows.Parameter]: ...

    @overload
    def by_id(self, table: Literal["sources"]) -> Mapping[str, rows.Source]: ...

    @overload
    def by_id(self, table: Literal["worth"]) -> Mapping[str, rows.WorthRow]: ...

    def by_id(self, table: str) -> Mapping[str, Any]:
        """Id -> row of a table with a column ``id``, in file order; not to be written to."""
        return _by_id(self, table)

    def column(self, table: str, name: str) -> dict[str, Any]:
        """Id -> the cell of one column, in file order, as a dict of the caller's own."""
        return {row.id: getattr(row, name) for row in getattr(self, table)}

    def titles(self, table: str) -> dict[str, str]:
        """Id -> title, like :meth:`column`."""
        return self.column(table, "title")

    def destination(self, name: str) -> rows.Destination:
        """The row of one destination."""
        return _row(self, "destinations", name)

    def segment(self, name: str) -> rows.Segment:
        """The row of one segment."""
        return _row(self, "segments", name)

    def attribute(self, name: str) -> rows.Attribute:
        """The row of one attribute."""
        return _row(self, "attributes", name)

    def coefficient(self, name: str) -> rows.Coefficient:
        """The row of one coefficient."""
        return _row(self, "coefficients", name)

    def nest(self, name: str) -> rows.Nest:
        """The row of one nest."""
        return _row(self, "nests", name)

    def lever(self, name: str) -> rows.Lever:
        """The row of one lever."""
        return _row(self, "levers", name)

    def source(self, name: str) -> rows.Source:
        """The row of one source."""
        return _row(self, "sources", name)

    def contradiction(self, name: str) -> rows.Contradiction:
        """The row of one contradiction."""
        return _row(self, "contradictions", name)

    def parameter(self, name: str) -> float:
        """Central value of one row of ``parameters.csv``."""
        return _row(self, "parameters", name).value

    def starting_level(self, segment: str, destination: str, attribute: str) -> rows.AttributeLevel:
        """The row with the level that a segment starts from: its own, or the general one."""
        starts = _starts(self)
        own, general = (segment, destination, attribute), ("*", destination, attribute)
        return _found("attribute_levels", starts, own if own in starts else general)

    def reading_options(self) -> Options:
        """Reading id -> its option rows, in file order; not to be written to."""
        return _options(self)

    def reading(self, name: str) -> tuple[rows.ReadingOption, ...]:
        """The option rows of one reading, in file order."""
        return _found("readings", _options(self), name)

    def option(self, reading: str, option: str) -> rows.ReadingOption:
        """The row of one option of a reading."""
        return _found("readings", _by_option(self), (reading, option))

    def default_option(self, reading: str) -> rows.ReadingOption:
        """The row of the option that holds unless a scenario says otherwise."""
        return next(row for row in self.reading(reading) if row.default)

    def levels_of(self, lever: str) -> tuple[rows.LeverLevel, ...]:
        """The named levels of a lever, in file order."""
        return _levels(self).get(lever, ())

    def level(self, lever: str, value: float) -> rows.LeverLevel | None:
        """The row of the named level that a value of a lever is, or ``None``."""
        return next((row for row in self.levels_of(lever) if row.value == value), None)

    def partner(self, lever: rows.Lever) -> rows.Lever | None:
        """The lever that decides with another one what that does, such as the pass-through of a fee, or ``None``."""
        return _partners(self).get(lever.id)


def _found(table: str, table_rows: Mapping[Key, Found], name: Key) -> Found:
    try:
        return table_rows[name]
    except KeyError:
        raise KeyError(f"{table}: {name if isinstance(name, str) else ' '.join(name)}") from None


def _row(inputs: Lookups, table: str, name: str) -> Any:
    return _found(table, _by_id(inputs, table), name)


@lru_cache(maxsize=256)
def _by_id(inputs: Lookups, table: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for row in getattr(inputs, table):
        # Lint refuses an id that stands twice; until it has, the first row is meant.
        found.setdefault(row.id, row)
    return MappingProxyType(found)


@lru_cache(maxsize=32)
def _starts(inputs: Lookups) -> dict[tuple[str, str, str], rows.AttributeLevel]:
    return {(row.segment, row.destination, row.attribute): row for row in reversed(inputs.attribute_levels)}


@lru_cache(maxsize=16)
def _options(inputs: Lookups) -> Options:
    options: dict[str, list[rows.ReadingOption]] = {}
    for row in inputs.readings:
        options.setdefault(row.reading, []).append(row)
    return MappingProxyType({name: tuple(found) for name, found in options.items()})


@lru_cache(maxsize=16)
def _by_option(inputs: Lookups) -> dict[tuple[str, str], rows.ReadingOption]:
    return {(row.reading, row.option): row for row in reversed(inputs.readings)}


@lru_cache(maxsize=16)
def _levels(inputs: Lookups) -> dict[str, tuple[rows.LeverLevel, ...]]:
    levels: dict[str, list[rows.LeverLevel]] = {}
    for row in inputs.lever_levels:
        levels.setdefault(row.lever, []).append(row)
    return {name: tuple(found) for name, found in levels.items()}


@lru_cache(maxsize=16)
def _partners(inputs: Lookups) -> dict[str, rows.Lever]:
    """Lever id -> the row that serves it."""
    return {row.companion: row for row in reversed(inputs.levers) if KINDS[row.kind].serves}
