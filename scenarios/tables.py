"""Rows of cells under a caption, and the same rows as a CSV file with the stamp in each of them."""

import csv
import io
from dataclasses import dataclass, replace
from html import escape

_LABEL = "label"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Cell:
    """One cell: its plain text, and its markup if that is more than the text."""

    text: str
    html: str = ""
    number: bool = False

    @property
    def markup(self):
        """The cell as HTML."""
        return self.html or escape(self.text)


@dataclass(frozen=True)
class Table:
    """Columns and rows under a caption; the first cell of a row names it."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def filtered(self, sought):
        """The rows that hold every word of ``sought``, in any column."""
        parts = sought.casefold().split()
        kept = [row for row in self.rows if all(part in _plain(row) for part in parts)]
        return replace(self, rows=tuple(kept))


def _plain(row):
    return " ".join(cell.text for cell in row).casefold()


def as_csv(table, stamp):
    """The table as bytes of a CSV file: byte order mark, a label in every row, no cell that is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    filled = [n for n in range(len(table.columns)) if any(row[n].text for row in table.rows)]
    kept = [n for n in filled if table.columns[n] != _LABEL]
    writer.writerow([_LABEL, *(table.columns[n] for n in kept)])
    for row in table.rows:
        writer.writerow([stamp, *(_safe(row[n]) for n in kept)])
    return stream.getvalue().encode("utf-8-sig")


def _safe(cell):
    if cell.number:
        return cell.text.replace("−", "-")
    return f"'{cell.text}" if cell.text.startswith(_FORMULA) else cell.text
