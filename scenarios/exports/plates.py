"""One plate -> a file: a picture of its figure, or the rows of its table; a new format is one row of ``FORMATS``."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from scenarios.exports import picture
from scenarios.exports.failure import ExportError, guarded
from scenarios.formats import files
from scenarios.tables import Cell, as_csv, as_json


def _csv(plate):
    # Without a row nothing would say what the file is.
    rows = plate.table.rows or ((Cell(plate.headline), *(Cell("") for _ in plate.table.columns[1:])),)
    return as_csv(replace(plate.table, rows=rows), plate.credit.stamp, plate.columns[1:])


def _json(plate):
    return as_json(plate.table, plate.credit.stamp, plate.columns[1:])


def _png(plate):
    return picture.png(_figure(plate), title=picture.Title(plate.headline, plate.about))


def _svg(plate):
    return picture.svg(_figure(plate), title=picture.Title(plate.headline, plate.about)).encode()


def _figure(plate):
    if plate.figure is None:
        tables = " or ".join(f".{kind}" for kind in endings(plate))
        raise ExportError(f"the chart {plate.chart!r} is a table; write it as {tables}")
    return plate.figure


_NAME = 40
"""Letters of a title in a file name, see :func:`scenarios.formats.files.slug`."""


@dataclass(frozen=True)
class Format:
    """A kind of file that a plate can be written to."""

    write: Callable
    """From a :class:`~scenarios.briefing.plate.Plate` to the bytes of the file."""
    mime: str
    drawn: bool = False
    """Whether it shows the figure; others hold the rows of the table."""


FORMATS = {
    "png": Format(_png, "image/png", drawn=True),
    "svg": Format(_svg, "image/svg+xml", drawn=True),
    "csv": Format(_csv, "text/csv"),
    "json": Format(_json, "application/json"),
}
"""Ending -> :class:`Format`."""

WRITERS = {ending: guarded(ending, row.write) for ending, row in FORMATS.items()}
"""Ending -> the writer of its format, which tells whatever goes wrong as :class:`ExportError`."""


def file_name(plate, about, version, ending):
    """The name of a file of a plate.

    Scenario, chart, group and destination, so that no two charts have one name; a long title is cut first.

    Parameters
    ----------
    plate : Plate
    about : sequence of str
        Segment and destination, or nothing.
    version : int
        Of the scenario; 0 if it is not saved.
    ending : str
    """
    told = " ".join([plate.chart, *(part for part in about if part)])
    room = max(0, _NAME - len(told) - 1)
    title = f"{files.slug(plate.credit.titles[0])[:room]} {told}"
    return files.file_name(title, version, plate.credit.run_ids[0], ending)


def endings(plate):
    """The endings of the files that a plate can be written to."""
    return [ending for ending, row in FORMATS.items() if plate.figure or not row.drawn]
