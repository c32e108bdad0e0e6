"""Values over numbers -> lines, with thin dashed ones for low and high."""

from scenarios import palette
from scenarios.exports.pptx import axis, drawing, numbers, scales, workbook
from scenarios.exports.pptx.drawing import C
from scenarios.typesetting.faces import ARIAL

_TITLE = 22


def plot(native, frame, words):
    """Plot and legend, as of :func:`scenarios.exports.pptx.bars.plot`."""
    drawn = [
        each for index, series in enumerate(native.series) for each in _drawn(index, series, native, words)
    ]
    upright = axis.reaching([value for _, values, *_ in drawn for value in values], native.span)
    across = axis.reaching(
        native.categories, (min(native.categories), max(native.categories)), zero=False, intervals=6
    )
    code = axis.number_format(upright.digits, native.signed)
    widest = max(
        ARIAL.width(f"{end:+.{upright.digits}f}", scales.TICK) for end in (upright.low, upright.high)
    )
    legend = [name for name, *_ in drawn] if len(drawn) > 1 else []
    area = frame.plot(widest + _TITLE + 8, legend)
    wide = (*area[:2], area[2] - ARIAL.width(f"{across.high:,.{across.digits}f}", scales.TICK) / 2, area[3])
    chart = C.scatterChart(
        C.scatterStyle(val="lineMarker"),
        C.varyColors(val="0"),
        *(_series(index, native, each, code) for index, each in enumerate(drawn)),
        C.axId(val=scales.CATEGORIES),
        C.axId(val=scales.VALUES),
    )
    both = [
        scales.of_numbers(across, native.across, False, across=True, thousands=True),
        scales.of_numbers(upright, native.unit, native.signed, upright=True),
    ]
    return C.plotArea(frame.inner(wide), chart, *both), [frame.legend(legend)] if legend else []


def _drawn(index, series, native, words):
    """(name, values, column, colour, dash) of a series and of both ends of its range."""
    columns = workbook.columns(native)[index]
    colour = series.colour or palette.BASELINE
    yield series.name, series.values, columns.value, colour, ""
    if columns.low is not None:
        yield words("pptx.low", name=series.name), series.low, columns.low, colour, "dash"
        yield words("pptx.high", name=series.name), series.high, columns.high, colour, "sysDot"


def _series(index, native, drawn, code):
    name, values, column, colour, dash = drawn
    return C.ser(
        C.idx(val=str(index)),
        C.order(val=str(index)),
        numbers.name(name, column),
        drawing.stroke(colour, drawing.THIN if dash else drawing.THICK, dash),
        C.marker(C.symbol(val="none")),
        numbers.values("xVal", native.categories, 0, "General"),
        numbers.values("yVal", values, column, code),
        C.smooth(val="0"),
    )
