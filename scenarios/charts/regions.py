"""Margins on a grid of two levers -> the rectangles of a map in which they are above zero."""

_BANDS = 200
"""Rows that a map is painted in: two pixels each on a page."""


def sides(across, up, margins):
    """Rectangles that cover the side of a map where a margin is above zero.

    Parameters
    ----------
    across, up : sequence of float
        Places of the margins, ascending from 0 to 1.
    margins : sequence of sequences of float
        One row for each place of ``up``; between places they are interpolated.

    Returns
    -------
    list of tuple of float
        Left, right, bottom and top, fractions of the map.
    """
    done, open_ = [], {}
    below = 0
    for band in range(_BANDS):
        middle = (band + 0.5) / _BANDS
        while up[below + 1] < middle:
            below += 1
        part = (middle - up[below]) / (up[below + 1] - up[below])
        row = [
            low + (high - low) * part for low, high in zip(margins[below], margins[below + 1], strict=True)
        ]
        stretches = list(_stretches(across, row))
        # A rectangle grows as long as the next band has the same stretch.
        done += [(*ends, start, band / _BANDS) for ends, start in open_.items() if ends not in stretches]
        open_ = {ends: open_.get(ends, band / _BANDS) for ends in stretches}
    return [*done, *((*ends, start, 1.0) for ends, start in open_.items())]


def _stretches(across, row):
    """(left, right) of each stretch of a row that is above zero."""
    start = across[0] if row[0] > 0 else None
    for left, right, low, high in zip(across, across[1:], row, row[1:], strict=False):
        if (low > 0) != (high > 0):
            turn = left + (right - left) * low / (low - high)
            if start is None:
                start = turn
            else:
                yield start, turn
                start = None
    if start is not None:
        yield start, across[-1]


def area(rect):
    """Part of the map that a rectangle covers."""
    left, right, bottom, top = rect
    return (right - left) * (top - bottom)


def inside(point, rect):
    """Whether a point of the map lies in a rectangle."""
    left, right, bottom, top = rect
    return left <= point[0] <= right and bottom <= point[1] <= top
