"""Cells of a copied data folder, read and changed by what their row begins with."""

import csv


def rewritten(folder, table, start, column, cell):
    """Put a cell into the first row whose cells begin with ``start``.

    Parameters
    ----------
    folder : pathlib.Path
    table : str
        File name without its ending.
    start : list of str
        Cells that the row begins with.
    column : str
    cell : str or callable
        The text, or a function from the text that stands there to the new one.

    Returns
    -------
    int
        Number of the row, the header being 1.
    """
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    number, row = next((n, row) for n, row in enumerate(rows, start=1) if row[: len(start)] == start)
    place = rows[0].index(column)
    row[place] = cell(row[place]) if callable(cell) else cell
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return number


def multiplied(factor):
    """A function from the text of a number to that of a multiple of it."""
    return lambda text: repr(float(text) * factor)
