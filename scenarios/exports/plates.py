"""One plate -> a file: a picture of its figure, or the rows of its table."""

from dataclasses import replace

from scenarios.exports import picture
from scenarios.exports.failure import ExportError
from scenarios.tables import Cell, as_csv, as_json


def _csv(plate):
    # Without a row nothing would say what the file is.
    rows = plate.table.rows or ((Cell(plate.headline), *(Cell("") for _ in plate.table.columns[1:])),)
    return as_csv(replace(plate.table, rows=rows), plate.credit.stamp, plate.credit.columns[1:])


def _json(plate):
    return as_json(plate.table, plate.credit.stamp, plate.credit.columns[1:])


def _png(plate):
    return picture.png(_figure(plate))


def _svg(plate):
    return picture.svg(_figure(plate)).encode()


def _figure(plate):
    if plate.figure is None:
        raise ExportError(f"the chart {plate.chart!r} is a table; write it as .csv or .json")
    return plate.figure


WRITERS = {"png": _png, "svg": _svg, "csv": _csv, "json": _json}
"""Ending -> the function from a :class:`~scenarios.briefing.plate.Plate` to the bytes of the file."""

MIME = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv", "json": "application/json"}


def endings(plate):
    """The endings of the files that a plate can be written to."""
    return [ending for ending in WRITERS if plate.figure or ending in ("csv", "json")]
