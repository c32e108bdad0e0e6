"""A slide -> how its space is divided: size of the headline, side and width of the figure, rows of the table."""

from dataclasses import dataclass

from scenarios.exports import picture
from scenarios.typesetting.faces import REGULAR, SEMIBOLD

HEIGHT = 720
ACROSS = 1184
"""Pixels between the margins of a slide that is 1280 wide."""

ABOVE, BESIDE = "above", "beside"
_STEPS = {"large": (40, 45, 2), "medium": (32, 37, 3), "small": (25, 30, 8)}
_BESIDE = {"medium": (28, 33, 9)}
_LIVE = {**_STEPS, "medium": (32, 37, 2)}
"""(size, height of a line, most lines) of headlines above a figure, beside it, and above one that is moved."""
_TOP, _GAP, _NOTE, _UNDER, _MEASURE, _LEVER = 66, 16, 30, 4, 28, 72
_ANSWER = "x" * 46
"""As long as the line that says the room's guess and the result."""
_SOURCE, _FOOT, _CONTROLS = 18, 30, 220
_COLUMN, _GUTTER = 290, 32
_SCALES = (0.8, 1.1, 1.72)
_WIDTHS = (700, 1100)
_NUMBERED = 862
"""Below this width a comparison leaves its numbers out."""
_ROW, _TYPE, _CELL = 38, 18, 28
PHONE = 358
"""Pixels of a drawing for a phone held upright."""


@dataclass(frozen=True)
class Layout:
    """How a slide is divided."""

    step: str
    """Size of the headline: large, medium or small."""
    side: str
    """Whether the headline stands above or beside the figure."""
    height: float
    """Pixels for figure or table."""
    width: int
    """Pixels that the figure is drawn wide, before it is scaled; 0 where only a table can be read."""


def divide(slide, lever=False):
    """How a slide is divided, as far as that can be planned.

    Parameters
    ----------
    slide : scenarios.briefing.Slide
    lever : bool
        Whether a lever stands below; the layout then is the same for every message.

    Returns
    -------
    Layout
    """
    # The style leaves room for two lines of source on every slide.
    sources = max(2, len(REGULAR.lines(slide.plate.credit.line, 14, ACROSS - _CONTROLS)))
    foot = _FOOT + _SOURCE * sources
    free = HEIGHT - _TOP - foot - (_MEASURE if slide.plate.figure else 0) - (_LEVER if lever else 0)
    step = headline_step(slide.message, ACROSS, _LIVE if lever else _STEPS)
    above = free - _GAP - _head(slide, step, lever)
    if slide.plate.figure is None:
        return Layout(step, ABOVE, above, 0)
    drawn = picture.height(slide.plate.figure, caption=False)
    least, readable, most = _SCALES
    if above / drawn >= readable:
        return Layout(step, ABOVE, above, _width(ACROSS, min(above / drawn, most)))
    tall = free + _MEASURE
    narrow = headline_step(slide.message, _COLUMN, _BESIDE)
    if tall / drawn >= least and _beside(slide, narrow) <= free:
        across = ACROSS - _COLUMN - _GUTTER
        return Layout(narrow, BESIDE, tall, max(_NUMBERED, _width(across, tall / drawn)))
    return Layout(step, ABOVE, above, _width(ACROSS, above / drawn) if above / drawn >= least else 0)


def headline_step(message, width, steps=_STEPS):
    """The largest size at which a headline keeps to its lines; the smallest has no limit.

    Parameters
    ----------
    message : str
    width : float
        Pixels.
    steps : dict of str to tuple
        Size, height of a line and most lines of each.

    Returns
    -------
    str
        ``large``, ``medium`` or ``small``.
    """
    for step, (size, _, most) in steps.items():
        if len(SEMIBOLD.lines(message, size, width)) <= most:
            return step
    return "small"


def rows_that_fit(table, height):
    """How many rows of a table a slide can show, at least one; all of them if they fit.

    Parameters
    ----------
    table : scenarios.tables.Table
    height : float
        Pixels.

    Returns
    -------
    int
    """
    widths = _columns(table)
    left = height - _ROW - (_TYPE * 1.4 if table.caption else 0)
    heights = [_row(row, widths) for row in table.rows]
    if sum(heights) <= left:
        return len(heights)
    left -= _ROW
    count = 0
    while count < len(heights) and heights[count] <= left:
        left -= heights[count]
        count += 1
    return max(1, count)


def _head(slide, step, lever):
    """Pixels of headline, note and answer."""
    size, line, _ = _STEPS[step]
    if lever:
        return 2 * _STEPS["large"][1] + _NOTE + _UNDER
    under = f"{slide.note}  {_ANSWER if slide.question else ''}".strip()
    note = _NOTE * len(REGULAR.lines(under, 22, ACROSS)) + _UNDER if under else 0
    return line * len(SEMIBOLD.lines(slide.message, size, ACROSS)) + note


def _beside(slide, step):
    """Pixels of headline, note and answer in a column of their own."""
    size, line, _ = _BESIDE.get(step, _STEPS[step])
    under = sum(
        _NOTE * len(REGULAR.lines(text, 22, _COLUMN)) + _GAP
        for text in (slide.note, slide.answer and _ANSWER)
        if text
    )
    return line * len(SEMIBOLD.lines(slide.message, size, _COLUMN)) + under


def _width(across, scale):
    least, most = _WIDTHS
    return round(min(most, max(least, across / scale)))


def _columns(table):
    """Pixels of each column: as wide as their texts, and where that is too much the texts give way, not the numbers."""
    numbers = [any(row[n].number for row in table.rows) for n in range(len(table.columns))]
    wide = [
        _CELL + max(REGULAR.width(text, _TYPE) for text in [title, *(row[n].text for row in table.rows)])
        for n, title in enumerate(table.columns)
    ]
    fixed = sum(width for width, number in zip(wide, numbers, strict=True) if number)
    texts = sum(wide) - fixed
    share = min(1.0, max(0.1, (ACROSS - fixed) / texts)) if texts else 1.0
    return [width if number else width * share for width, number in zip(wide, numbers, strict=True)]


def _row(row, widths):
    cells = zip(row, widths, strict=True)
    lines = max(len(REGULAR.lines(cell.text, _TYPE, max(_TYPE, width - _CELL))) for cell, width in cells)
    return _ROW + (lines - 1) * _TYPE * 1.3
