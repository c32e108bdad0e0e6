"""Rows of cells under a caption, and the same rows as CSV and JSON files that say in each row what they are."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Self

_LABEL = "label"
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Cell:
    """One cell: its plain text, and its markup if that is more than the text."""

    text: str
    html: str = ""
    number: bool = False
    grade: str = ""
    """The class of grades that the text names, such as ``judgement``, or nothing."""

    @property
    def markup(self) -> str:
        """The cell as HTML."""
        return self.html or escape(self.text)


@dataclass(frozen=True)
class Table:
    """Columns and rows under a caption; the first cell of a row names it."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def filtered(self, sought: str) -> Self:
        """The rows that hold every word of ``sought``, in any column."""
        parts = sought.casefold().split()
        kept = [row for row in self.rows if all(part in _plain(row) for part in parts)]
        return replace(self, rows=tuple(kept))


def _plain(row: Iterable[Cell]) -> str:
    return " ".join(cell.text for cell in row).casefold()


def as_csv(table: Table, stamp: str, credit: Iterable[tuple[str, str]] = ()) -> bytes:
    """The table as bytes of a CSV file: byte order mark, a label in every row, no cell that is a formula.

    Parameters
    ----------
    table : Table
    stamp : str
    credit : sequence of (str, str)
        More columns that are the same in every row, such as the run id.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    filled = [n for n in range(len(table.columns)) if any(row[n].text for row in table.rows)]
    kept = [n for n in filled if table.columns[n] != _LABEL]
    writer.writerow([_LABEL, *(name for name, _ in credit), *(_no_formula(table.columns[n]) for n in kept)])
    same = [_no_formula(value) for _, value in credit]
    for row in table.rows:
        writer.writerow([stamp, *same, *(_safe(row[n]) for n in kept)])
    return stream.getvalue().encode("utf-8-sig")


def as_json(table: Table, stamp: str, credit: Iterable[tuple[str, str]] = ()) -> bytes:
    """The table as bytes of a JSON file, numbers as numbers where they are; arguments as of :func:`as_csv`."""
    same: dict[str, float | str] = {_LABEL: stamp, **dict(credit)}
    rows = [
        same
        | {title: _value(cell) for title, cell in zip(table.columns, row, strict=True) if title != _LABEL}
        for row in table.rows
    ]
    return (
        json.dumps({**same, "caption": table.caption, "rows": rows}, indent=1, ensure_ascii=False) + "\n"
    ).encode()


def _value(cell: Cell) -> float | str:
    """A cell's number if its text is one, else its text."""
    try:
        return float(cell.text.replace("−", "-")) if cell.number else cell.text
    except ValueError:
        return cell.text


def _safe(cell: Cell) -> str:
    if cell.number:
        return cell.text.replace("−", "-")
    return _no_formula(cell.text)


def _no_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also after it has made wide signs plain and cut spaces off."""
    plain = unicodedata.normalize("NFKC", text)
    return f"'{text}" if plain.lstrip().startswith(_FORMULA) or plain[:1] in ("\t", "\r", "\n") else text
