"""Parts on top of each other -> level bars made of parts; a part without a colour only holds up the next."""

from scenarios import palette
from scenarios.exports.pptx import axis, drawing, labels, numbers, scales, workbook
from scenarios.exports.pptx.drawing import C
from scenarios.typesetting.faces import ARIAL

_GAP, _THICKEST = 6, 34
_BETWEEN, _NEARLY_WHITE = 0.19, 0.7
"""Luminance on which black and white have the same contrast; from which a part needs a rim."""

_SIGNS = {palette.DOWN: '"−"', palette.UP: "+"}
"""What the colour of a step says of its length."""


def plot(native, frame, words):
    """Plot and legend, as of :func:`scenarios.exports.pptx.bars.plot`."""
    stepped = any(not each.colour for each in native.series)
    # Steps need no legend: their names stand at the left and their numbers carry a sign.
    legend = [] if stepped else [each.name for each in native.series]
    high = frame.plot(0, legend)[3]
    size, left = frame.names(native.categories, high)
    area = frame.plot(left, legend)
    along = axis.reaching(_ends(native), native.span, pads=(0.0, 0.06))
    columns = workbook.columns(native)
    series = [
        _series(index, native, columns[index], _labels(each, native, along, area, frame, stepped))
        for index, each in enumerate(native.series)
    ]
    chart = C.barChart(
        C.barDir(val="bar"),
        C.grouping(val="stacked"),
        C.varyColors(val="0"),
        *series,
        C.gapWidth(val=frame.gap(high, len(native.categories), _THICKEST)),
        C.overlap(val="100"),
        C.axId(val=scales.CATEGORIES),
        C.axId(val=scales.VALUES),
    )
    both = [scales.of_names(size), scales.of_numbers(along, native.unit, native.signed)]
    return C.plotArea(frame.inner(area), chart, *both), [frame.legend(legend)] if legend else []


def _ends(native):
    """Where the stacks end, downwards and upwards."""
    for index in range(len(native.categories)):
        parts = [each.values[index] or 0.0 for each in native.series]
        yield sum(part for part in parts if part < 0)
        yield sum(part for part in parts if part > 0)


def _labels(series, native, along, area, frame, stepped):
    """Numbers: past the end of a step, which may be thin; inside a part, where it is wide enough."""
    if not series.colour:
        return []
    per_unit = area[2] / along.span
    shown, shifts, codes = [], [], []
    for value in series.values:
        code = labels.code(value or 0, native.digits, native.signed)
        code = _signed(code, series.colour, native.digits) if stepped else code
        room = per_unit * abs(value or 0)
        wide = ARIAL.width(f"{value or 0:+.{native.digits}f}", labels.SIZE)
        shown.append(value if value is not None and (stepped or wide + 2 * _GAP <= room) else None)
        shifts.append((room / 2 + wide / 2 + _GAP) / frame.wide if stepped else 0.0)
        codes.append(code)
    ink = palette.TEXT if stepped else _ink(series.colour)
    return (
        [labels.beside(shown, codes, shifts, "ctr", ink=ink)]
        if any(each is not None for each in shown)
        else []
    )


def _signed(code, colour, digits):
    """A step down is a length in the spreadsheet; the number beside it carries its sign all the same."""
    plain = axis.number_format(digits, False).split(";")[0]
    return f"{_SIGNS[colour]}{plain}" if colour in _SIGNS and code != axis.unsigned_zero(digits) else code


def _ink(code):
    """Black or white, whichever has more contrast on a colour."""
    return palette.TEXT if drawing.luminance(code) > _BETWEEN else "#FFFFFF"


def _rim(code):
    """A line around a part that is nearly white."""
    return palette.MUTED if code and drawing.luminance(code) > _NEARLY_WHITE else ""


def _series(index, native, columns, numbered):
    series = native.series[index]
    code = axis.number_format(native.digits, native.signed)
    return C.ser(
        C.idx(val=str(index)),
        C.order(val=str(index)),
        numbers.name(series.name, columns.value),
        drawing.shape(series.colour, _rim(series.colour)),
        C.invertIfNegative(val="0"),
        *numbered,
        numbers.categories(native),
        numbers.values("val", series.values, columns.value, code),
    )
