"""Ends, steps and names -> the axes of a chart."""

from scenarios import palette
from scenarios.exports.pptx import drawing
from scenarios.exports.pptx.axis import number_format
from scenarios.exports.pptx.drawing import C

CATEGORIES, VALUES = "111111101", "111111102"
"""Ids of the two axes of a chart; a chart has no other."""

TICK = 11
"""Points."""


def of_names(size):
    """Axis of names at the left, the first on top; its line is the zero of the values."""
    return C.catAx(
        C.axId(val=CATEGORIES),
        C.scaling(C.orientation(val="maxMin")),
        C.delete(val="0"),
        C.axPos(val="l"),
        C.numFmt(formatCode="General", sourceLinked="0"),
        C.majorTickMark(val="none"),
        C.minorTickMark(val="none"),
        C.tickLblPos(val="low"),
        drawing.stroke(palette.BASELINE, drawing.THIN),
        drawing.type_of(size),
        C.crossAx(val=VALUES),
        C.crosses(val="autoZero"),
        C.auto(val="0"),
        C.lblAlgn(val="ctr"),
        C.lblOffset(val="60"),
        C.tickLblSkip(val="1"),
        C.noMultiLvlLbl(val="1"),
    )


def of_numbers(axis, title, signed, upright=False, across=False, thousands=False):
    """Axis of numbers.

    Parameters
    ----------
    axis : scenarios.exports.pptx.axis.Axis
    title : str
    signed : bool
        Whether its numbers are changes.
    upright : bool
        Whether it stands at the left of a plot of lines.
    across : bool
        Whether it lies at the foot of a plot of lines.
    thousands : bool
        Whether thousands are set apart.
    """
    lines = upright or across
    own, other = (CATEGORIES, VALUES) if across else (VALUES, CATEGORIES)
    grid = [] if across else [C.majorGridlines(drawing.stroke(palette.RULE))]
    return C.valAx(
        C.axId(val=own),
        C.scaling(C.orientation(val="minMax"), C.max(val=repr(axis.high)), C.min(val=repr(axis.low))),
        C.delete(val="0"),
        C.axPos(val="l" if upright else "b"),
        *grid,
        *([drawing.title(title, TICK, palette.MUTED, turned=upright)] if title else []),
        C.numFmt(formatCode=number_format(axis.digits, signed, thousands), sourceLinked="0"),
        C.majorTickMark(val="none"),
        C.minorTickMark(val="none"),
        C.tickLblPos(val="low" if lines else "nextTo"),
        drawing.stroke(palette.BASELINE, drawing.THIN) if across else drawing.stroke(""),
        drawing.type_of(TICK, palette.MUTED),
        C.crossAx(val=other),
        # Names run from top to bottom, so the foot of the plot is where their axis ends.
        C.crosses(val="autoZero" if across else "min" if upright else "max"),
        C.crossBetween(val="midCat" if lines else "between"),
        C.majorUnit(val=repr(axis.step)),
    )
