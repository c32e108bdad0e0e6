"""Ids -> rows: the one place where a row of the inputs is looked up by what names it."""

from functools import lru_cache
from types import MappingProxyType

from scenarios.inputs.kinds import KINDS


class Lookups:
    """What :class:`~scenarios.inputs.read.Inputs` answers by id; each raises ``KeyError`` with table and id."""

    def by_id(self, table):
        """Id -> row of a table with a column ``id``, in file order; not to be written to."""
        return _by_id(self, table)

    def column(self, table, name):
        """Id -> the cell of one column, in file order, as a dict of the caller's own."""
        return {row.id: getattr(row, name) for row in getattr(self, table)}

    def titles(self, table):
        """Id -> title, like :meth:`column`."""
        return self.column(table, "title")

    def destination(self, name):
        """The row of one destination."""
        return _row(self, "destinations", name)

    def segment(self, name):
        """The row of one segment."""
        return _row(self, "segments", name)

    def attribute(self, name):
        """The row of one attribute."""
        return _row(self, "attributes", name)

    def coefficient(self, name):
        """The row of one coefficient."""
        return _row(self, "coefficients", name)

    def nest(self, name):
        """The row of one nest."""
        return _row(self, "nests", name)

    def lever(self, name):
        """The row of one lever."""
        return _row(self, "levers", name)

    def source(self, name):
        """The row of one source."""
        return _row(self, "sources", name)

    def contradiction(self, name):
        """The row of one contradiction."""
        return _row(self, "contradictions", name)

    def parameter(self, name):
        """Central value of one row of ``parameters.csv``."""
        return _row(self, "parameters", name).value

    def starting_level(self, segment, destination, attribute):
        """The row with the level that a segment starts from: its own, or the general one."""
        rows = _starts(self)
        own = (segment, destination, attribute)
        return _found("attribute_levels", rows, own if own in rows else ("*", *own[1:]))

    def reading_options(self):
        """Reading id -> its option rows, in file order; not to be written to."""
        return _options(self)

    def reading(self, name):
        """The option rows of one reading, in file order."""
        return _found("readings", _options(self), name)

    def option(self, reading, option):
        """The row of one option of a reading."""
        return _found("readings", _by_option(self), (reading, option))

    def default_option(self, reading):
        """The row of the option that holds unless a scenario says otherwise."""
        return next(row for row in self.reading(reading) if row.default)

    def levels_of(self, lever):
        """The named levels of a lever, in file order."""
        return _levels(self).get(lever, ())

    def level(self, lever, value):
        """The row of the named level that a value of a lever is, or ``None``."""
        return next((row for row in self.levels_of(lever) if row.value == value), None)

    def partner(self, lever):
        """The lever that decides with another one what that does, such as the pass-through of a fee, or ``None``."""
        return _partners(self).get(lever.id)


def _found(table, rows, name):
    try:
        return rows[name]
    except KeyError:
        raise KeyError(f"{table}: {name if isinstance(name, str) else ' '.join(name)}") from None


def _row(inputs, table, name):
    return _found(table, _by_id(inputs, table), name)


@lru_cache(maxsize=256)
def _by_id(inputs, table):
    rows: dict = {}
    for row in getattr(inputs, table):
        # Lint refuses an id that stands twice; until it has, the first row is meant.
        rows.setdefault(row.id, row)
    return MappingProxyType(rows)


@lru_cache(maxsize=32)
def _starts(inputs):
    return {(row.segment, row.destination, row.attribute): row for row in reversed(inputs.attribute_levels)}


@lru_cache(maxsize=16)
def _options(inputs):
    options: dict = {}
    for row in inputs.readings:
        options.setdefault(row.reading, []).append(row)
    return MappingProxyType({name: tuple(rows) for name, rows in options.items()})


@lru_cache(maxsize=16)
def _by_option(inputs):
    return {(row.reading, row.option): row for row in reversed(inputs.readings)}


@lru_cache(maxsize=16)
def _levels(inputs):
    levels: dict = {}
    for row in inputs.lever_levels:
        levels.setdefault(row.lever, []).append(row)
    return {name: tuple(rows) for name, rows in levels.items()}


@lru_cache(maxsize=16)
def _partners(inputs):
    """Lever id -> the row that serves it."""
    return {row.companion: row for row in reversed(inputs.levers) if KINDS[row.kind].serves}
