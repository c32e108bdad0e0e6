"""Values with low and high -> level bars under each other, a thin bar over each for its range."""

from scenarios import palette
from scenarios.exports.pptx import axis, drawing, labels, numbers, scales, workbook
from scenarios.exports.pptx.drawing import C
from scenarios.typesetting.faces import ARIAL

_LABEL_ROOM, _LABEL_GAP, _WHISKER_GAP = 15, 5, 3
_THICKEST = 26
_DARK, _GREY = 0.1, "#8A939C"


def plot(native, frame, words):
    """Plot and legend.

    Parameters
    ----------
    native : scenarios.briefing.Native
    frame : scenarios.exports.pptx.frame.Frame
    words : Words

    Returns
    -------
    tuple of (lxml element, list of lxml elements)
    """
    legend = [each.name for each in native.series] if len(native.series) > 1 else []
    high = frame.plot(0, legend)[3]
    size, left = frame.names(native.categories, high)
    area = frame.plot(left, legend)
    numbered = high / len(native.categories) / len(native.series) >= _LABEL_ROOM
    along = _axis(native, area, numbered)
    code = axis.number_format(native.digits, native.signed)
    columns = workbook.columns(native)
    series = [
        _series(
            index, native, columns[index], code, _labels(each, native, along, area, frame) if numbered else []
        )
        for index, each in enumerate(native.series)
    ]
    chart = C.barChart(
        C.barDir(val="bar"),
        C.grouping(val="clustered"),
        C.varyColors(val="0"),
        *series,
        C.gapWidth(val=frame.gap(high, len(native.categories), _THICKEST * len(series))),
        C.axId(val=scales.CATEGORIES),
        C.axId(val=scales.VALUES),
    )
    both = [scales.of_names(size), scales.of_numbers(along, native.unit, native.signed)]
    return C.plotArea(frame.inner(area), chart, *both), [frame.legend(legend)] if legend else []


def _axis(native, area, numbered):
    ends = [end for each in native.series for ends in (each.values, each.low, each.high) for end in ends]
    known = [end for end in ends if end is not None]
    printed = [f"{value:+.{native.digits}f}" for value in known]
    free = max((ARIAL.width(text, labels.SIZE) for text in printed), default=0) + 2 * _LABEL_GAP
    part = free / area[2] if numbered else 0.0
    falls = any(value < 0 for each in native.series for value in each.values if value is not None)
    rises = any(value >= 0 for each in native.series for value in each.values if value is not None)
    return axis.reaching(known, native.span, pads=(part * falls, part * rises))


def _labels(series, native, along, area, frame):
    """Numbers past the end of the thin bars, so that neither crosses the other."""
    part = area[2] / frame.wide / along.span
    shifts = []
    for index, value in enumerate(series.values):
        side, ends = (1, series.high) if (value or 0) >= 0 else (-1, series.low)
        end = ends[index] if ends else None
        shifts.append(
            0.0 if None in (value, end) else part * (end - value) + side * _WHISKER_GAP / frame.wide
        )
    codes = [labels.code(value or 0, native.digits, native.signed) for value in series.values]
    for index, label in enumerate(series.labels):
        # A label of its own does not follow when somebody edits the number; so only where it has to be one.
        if label != f"{series.values[index]:.{native.digits}f}":
            codes[index] = f'"{label}"'
    return [labels.beside(series.values, codes, shifts, "outEnd")]


def _series(index, native, columns, code, numbered):
    series = native.series[index]
    ranged = [_range(series, columns, code, len(native.series) == 1)] if columns.low is not None else []
    return C.ser(
        C.idx(val=str(index)),
        C.order(val=str(index)),
        numbers.name(series.name, columns.value),
        drawing.shape(series.colour or palette.BASELINE),
        C.invertIfNegative(val="0"),
        *numbered,
        *ranged,
        numbers.categories(native),
        numbers.values("val", series.values, columns.value, code),
    )


def _over(code):
    """A line that is seen on a bar of a colour and on the white beside it."""
    return palette.TEXT if drawing.luminance(code) > _DARK else _GREY


def _range(series, columns, code, alone):
    """Thin bars from low to high; beside each other they are thinner still."""
    below, above = workbook.lengths(series)
    return C.errBars(
        C.errBarType(val="both"),
        C.errValType(val="cust"),
        C.noEndCap(val=str(int(not alone))),
        numbers.values("plus", above, columns.above, code),
        numbers.values("minus", below, columns.below, code),
        drawing.stroke(_over(series.colour or palette.BASELINE), drawing.THIN if alone else drawing.HAIR),
    )
