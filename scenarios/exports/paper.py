"""The table of a plate -> the tables that a page of paper has room for; what they leave out is said under them."""

from scenarios.typesetting.faces import SEMIBOLD

TYPE = 9
"""Points of the smallest type."""

MARGIN, GAP = 42, 14
"""Points beside the text of a page, and between a figure and its table."""

ACROSS = 595.28 - 2 * MARGIN
SIDE = 244
FIGURE = ACROSS - GAP - SIDE
"""Points from side to side of the page, of a table beside a figure, and of that figure."""

BESIDE, BELOW, ALONE = "beside", "below", "alone"
"""Where a table stands: beside its figure, below it from side to side, or without any."""

_AIR, _BETWEEN = 6, 22
"""Points between columns, and between parts of a table."""
_FEW, _MANY, _PARTS, _LEAST = 12, 20, 3, 4
"""Rows beside a figure; rows and parts of a table from side to side; columns that are kept at least."""
_NAMES, _LONG = 80, 200
"""Points after which a text takes a second line rather than room from other columns: beside a figure, and across."""

_BREAKS = 110
"""Points after which a word may be broken: about 24 letters, as in the template."""


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
    head = list(plate.table.columns)
    rows = [[(cell.text, cell.number) for cell in row] for row in plate.table.rows]
    more = []
    crossed = _crossed(head, rows, plate.native.unit) if plate.native and len(rows) > _FEW else None
    if crossed:
        shown = plate.native.unit
        others = [title for title in head[2:] if title != shown]
        if len(head) > 3:
            more = [words("handout.crossed", shown=shown, count=len(rows), columns=_listed(others))]
        head, rows = crossed
    few = plate.figure and len(rows) <= _FEW
    kept = _fitting(head, rows, SIDE)
    where = BESIDE if few and (kept == len(head) or (kept >= _LEAST and not crossed)) else BELOW
    if where == BELOW:
        kept = _fitting(head, rows, ACROSS)
    if kept < len(head):
        more.append(words("handout.columns", columns=_listed(head[kept:])))
        head, rows = head[:kept], [row[:kept] for row in rows]
    parts, left = ([_part(head, rows, _beside)], 0) if where == BESIDE else _side_by_side(head, rows)
    if left:
        more.append(words("handout.rows", count=left))
    table = {"parts": parts, "caption": plate.table.caption, "more": more}
    return table, where if plate.figure else ALONE


def _listed(names):
    return "; ".join(names)


def _crossed(head, rows, unit):
    """A long table of two names and numbers as names by names with the numbers in some unit, or ``None``."""
    keys = [(row[0][0], row[1][0]) for row in rows]
    named = not any(cell[1] for row in rows for cell in row[:2]) and len({*keys}) == len(keys)
    column = head[2] if len(head) == 3 else unit
    if not named or column not in head[2:]:
        return None
    index = head.index(column)
    found = {key: row[index] for key, row in zip(keys, rows, strict=True)}
    turned = {(right, left): cell for (left, right), cell in found.items()}
    # Where no sentence says what the numbers are, the head does.
    titles = [column, column] if len(head) == 3 else head
    tables = [_cross(titles[0], found), _cross(titles[1], turned)]
    fitting = [table for table in tables if _fits(*table)]
    narrow = [table for table in fitting if _fitting(*table, SIDE) == len(table[0])]
    return min(narrow or fitting, key=lambda table: len(table[1]), default=None)


def _cross(title, found):
    """Head and rows of (row, column) -> cell, in the order in which the names come."""
    down, over = (list(dict.fromkeys(key[index] for key in found)) for index in (0, 1))
    cells = {row: [found.get((row, name), ("", True)) for name in over] for row in down}
    return [title, *over], [[(row, False), *cells[row]] for row in down]


def _fits(head, rows):
    """Whether a table fits from side to side of the page with every word whole."""
    return len(rows) <= _MANY and _fitting(head, rows, ACROSS) == len(head)


def _fitting(head, rows, room):
    """How many columns from the left fit into some points with every word whole.

    Where some have to go, the first, which names the rows, gets room for more than its words one below the other.
    """
    first, *others = _columns(head, rows)
    needs = [_longest_word(first), *map(_longest_word, others)]
    if sum(needs) + _AIR * len(others) <= room:
        return len(head)
    needs[0] = max(needs[0], min(_NAMES, _longest_text(first)))
    ends = [sum(needs[: count + 1]) + _AIR * count for count in range(len(needs))]
    return max(1, sum(end <= room for end in ends))


def _side_by_side(head, rows):
    """A table from side to side in as many parts as fit, and how many rows are left over."""
    wide = sum(map(_longest_text, _columns(head, rows))) + _AIR * len(head)
    most = max(1, min(_PARTS, int((ACROSS + _BETWEEN) // (wide + _BETWEEN))))
    shown = rows[: most * _MANY]
    parts = most if len(shown) > _FEW else 1
    high = -(-len(shown) // parts) or 1
    cut = [shown[start : start + high] for start in range(0, len(shown), high)] or [[]]
    return [_part(head, piece, _across) for piece in cut], len(rows) - len(shown)


def _part(head, rows, weigh):
    weights = [points + _AIR for points in weigh(_columns(head, rows))]
    # Nothing stands left of the first column and right of the last.
    weights[0] -= _AIR / 2
    weights[-1] -= _AIR / 2
    return {
        "head": head,
        "rows": [[text for text, _ in row] for row in rows],
        "right": [bool(rows) and all(row[index][1] for row in rows) for index in range(len(head))],
        "weights": weights,
    }


def _beside(columns):
    """Widths of columns beside a figure: the first, which names the rows, on one line if the others leave the room."""
    first, *others = map(_longest_word, columns)
    left = SIDE - sum(others) - _AIR * len(others)
    return [max(first, min(left, _longest_text(columns[0]))), *others]


def _across(columns):
    return map(_longest_text, columns)


def _columns(head, rows):
    """The texts of each column, its title first."""
    return [[title, *(row[index][0] for row in rows)] for index, title in enumerate(head)]


def _longest_word(texts):
    """Points of the widest word of a column, as far as the template does not break it."""
    return min(_BREAKS, max(_wide(word) for text in texts for word in text.split() or [""]))


def _longest_text(texts):
    """Points of the widest text of a column, as far as it does not take the room of others."""
    return max(_longest_word(texts), min(_LONG, max(map(_wide, texts[1:]), default=0)))


def _wide(text):
    """Points of a text in the type of a head, which is the wider one."""
    return SEMIBOLD.width(text, TYPE)
