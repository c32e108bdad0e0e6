"""The numbers of a chart -> the spreadsheet behind it in PowerPoint, with the stamp and the source in it."""

import io
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

SHEET = "Sheet1"
"""The name that PowerPoint gives to the sheet of a new chart."""


@dataclass(frozen=True)
class Columns:
    """Where the numbers of a series stand: columns from 0; those of a range are missing without one."""

    value: int
    low: int | None = None
    high: int | None = None
    below: int | None = None
    above: int | None = None


def columns(native):
    """Columns of every series: the values side by side first, which is how PowerPoint knows its charts."""
    free, found = 1 + len(native.series), []
    for column, series in enumerate(native.series, 1):
        ranged = bool(series.low and series.high)
        found.append(Columns(column, *range(free, free + 4)) if ranged else Columns(column))
        free += 4 * ranged
    return found


def reference(column, count):
    """The cells of a column below its heading, as charts name them."""
    name = xl_col_to_name(column)
    return f"{SHEET}!${name}$2:${name}${count + 1}"


def heading(column):
    """The cell with the name of a column, as charts name it."""
    return f"{SHEET}!${xl_col_to_name(column)}$1"


def write(native, plate, words, number_format):
    """The spreadsheet as bytes of an XLSX file.

    Every text is written as text, whatever its first letter, and the lengths of the bars that stand for a
    range are formulas over low and high, so that both can be edited.
    """
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    credit = plate.credit
    book.set_properties(
        {
            "title": plate.caption[0][:255],
            "subject": credit.stamp,
            "author": credit.product,
            "keywords": " ".join(credit.run_ids)[:255],
            "created": credit.noon,
        }
    )
    sheet, shown = book.add_worksheet(SHEET), book.add_format({"num_format": number_format})
    sheet.set_column(0, 0, 30)
    sheet.write_string(0, 0, native.across)
    for row, category in enumerate(native.categories, 1):
        write_cell = sheet.write_string if isinstance(category, str) else sheet.write_number
        write_cell(row, 0, category)
    for series, own in zip(native.series, columns(native), strict=True):
        _column(sheet, own.value, series.name, series.values, shown)
        if own.low is not None:
            _range(sheet, own, series, words, shown)
    runs = words("pptx.runs", runs=" ".join(credit.run_ids))
    for row, text in enumerate((credit.stamp, credit.line, runs), len(native.categories) + 2):
        sheet.write_string(row, 0, text)
    book.close()
    return stream.getvalue()


def lengths(series):
    """How far the range of each value reaches below and above it; nothing where there is none."""
    pairs = (zip(series.values, ends, strict=True) for ends in (series.low, series.high))
    return [[None if None in pair else abs(pair[1] - pair[0]) for pair in side] for side in pairs]


def _range(sheet, own, series, words, shown):
    _column(sheet, own.low, words("pptx.low", name=series.name), series.low, shown)
    _column(sheet, own.high, words("pptx.high", name=series.name), series.high, shown)
    value, low, high = map(xl_col_to_name, (own.value, own.low, own.high))
    formulas = (f"={value}{{0}}-{low}{{0}}", f"={high}{{0}}-{value}{{0}}")
    keys = ("pptx.below", "pptx.above")
    sides = zip((own.below, own.above), keys, formulas, lengths(series), strict=True)
    for column, key, formula, numbers in sides:
        sheet.write_string(0, column, words(key, name=series.name))
        for row, number in enumerate(numbers, 1):
            if number is not None:
                sheet.write_formula(row, column, formula.format(row + 1), shown, number)


def _column(sheet, column, name, values, shown):
    sheet.write_string(0, column, name)
    for row, value in enumerate(values, 1):
        if value is not None:
            sheet.write_number(row, column, value, shown)
