"""The table of a plate -> the tables that a page of paper has room for; what they leave out is said under them."""

import unicodedata

from scenarios import sentences
from scenarios.briefing import BARS, GRID

TYPE = 9
"""Points of the smallest type."""

MARGIN, GAP = 46, 14
"""Points beside the text of a page, and between a figure and its table."""

ACROSS = 595.28 - 2 * MARGIN
SIDE = 232
FIGURE = ACROSS - GAP - SIDE
"""Points from side to side of the page, of a table beside a figure, and of that figure."""

BESIDE, BELOW, ALONE = "beside", "below", "alone"
"""Where a table stands: beside its figure, below it from side to side, or without any."""

_AIR, _BETWEEN = 6, 22
"""Points between columns, and between parts of a table."""
_FEW, _MANY, _PARTS, _LEAST = 12, 20, 4, 4
"""Rows beside a figure; rows and parts of a table from side to side; columns that are kept at least."""
_LONG = 200
"""Points after which a text takes a second line rather than room from other columns."""


def twin(plate, words):
    """The numbers of a plate as they are printed, and where.

    Parameters
    ----------
    plate : scenarios.briefing.Plate
    words : callable

    Returns
    -------
    dict
        ``parts``, each with ``head``, ``rows``, ``right`` (columns of numbers) and ``weights`` of the columns;
        ``caption``; ``more``, the sentences on what only the CSV file has.
    str
        One of :data:`BESIDE`, :data:`BELOW` and :data:`ALONE`.
    """
    head, rows = list(plate.table.columns), [list(row) for row in plate.table.rows]
    rows = [[(cell.text, cell.number) for cell in row] for row in rows]
    more = []
    if plate.figure and len(rows) > _FEW and _crosses(plate.native, len(rows)):
        more = [words("handout.crossed", count=len(rows), columns=_listed(head))]
        head, rows = _crossed(plate.native)
    kept = _fitting(head, rows)
    if plate.figure and len(rows) <= _FEW and (kept == len(head) or (kept >= _LEAST and not more)):
        if kept < len(head):
            more = [words("handout.columns", columns=_listed(head[kept:]))]
        parts, where = [_part(head[:kept], [row[:kept] for row in rows], _longest_word)], BESIDE
    else:
        parts, left = _side_by_side(head, rows)
        more += [words("handout.rows", count=left)] if left else []
        where = BELOW if plate.figure else ALONE
    return {"parts": parts, "caption": plate.table.caption, "more": more}, where


def _listed(names):
    return "; ".join(names)


def _crosses(native, count):
    """Whether the numbers of a chart are those of its long table, names by names."""
    if native is None or native.kind not in (BARS, GRID) or len(native.series) < 2:
        return False
    return sum(value is not None for series in native.series for value in series.values) == count


def _crossed(native):
    """Head and rows of a table of names by names."""
    lines = {series.name: [_number(value, native) for value in series.values] for series in native.series}
    head, rows = native.categories, lines.items()
    if native.kind == BARS:
        head, rows = lines, zip(native.categories, zip(*lines.values(), strict=True), strict=True)
    return [native.unit, *head], [[(name, False), *cells] for name, cells in rows]


def _number(value, native):
    if value is None:
        return "", True
    plain = f"{value:.{native.digits}f}".replace("-", "−")
    return (sentences.signed(value, native.digits) if native.signed else plain), True


def _fitting(head, rows):
    """How many columns from the left fit beside a figure with every word whole."""
    room = SIDE + _AIR
    for count, column in enumerate(_columns(head, rows)):
        room -= _longest_word(column) + _AIR
        if room < 0:
            return count
    return len(head)


def _side_by_side(head, rows):
    """A table from side to side in as many parts as fit, and how many rows are left over."""
    wide = sum(map(_longest_text, _columns(head, rows))) + _AIR * len(head)
    most = max(1, min(_PARTS, int((ACROSS + _BETWEEN) // (wide + _BETWEEN))))
    shown = rows if most == 1 and len(rows) <= _MANY else rows[: most * _MANY]
    parts = most if len(shown) > _FEW else 1
    high = -(-len(shown) // parts) or 1
    cut = [shown[start : start + high] for start in range(0, len(shown), high)] or [[]]
    return [_part(head, piece, _longest_text) for piece in cut], len(rows) - len(shown)


def _part(head, rows, measure):
    columns = _columns(head, rows)
    return {
        "head": head,
        "rows": [[text for text, _ in row] for row in rows],
        "right": [bool(rows) and all(row[place][1] for row in rows) for place in range(len(head))],
        "weights": [measure(column) + _AIR for column in columns],
    }


def _columns(head, rows):
    """The texts of each column, its title first."""
    return [[title, *(row[place][0] for row in rows)] for place, title in enumerate(head)]


def _longest_word(texts):
    """Points of the widest word of a column; a number with its unit may break."""
    return max(_wide(word) for text in texts for word in text.split() or [""])


def _longest_text(texts):
    """Points of the widest text of a column, as far as it does not take the room of others."""
    return max(_longest_word(texts), min(_LONG, max(map(_wide, texts[1:]), default=0)))


def _wide(text):
    return TYPE * sum(map(_ems, text))


def _ems(letter):
    """About how wide a letter is, in sizes of the type."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in "ijlftrI.,:;'|!()[] -":
        return 0.32
    return 0.82 if letter in "mwMW@%" else 0.54
