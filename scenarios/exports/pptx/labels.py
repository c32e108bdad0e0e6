"""Values and where their marks end -> numbers beside the marks, each with its sign."""

from lxml.builder import ElementMaker

from scenarios import palette
from scenarios.exports.pptx import drawing
from scenarios.exports.pptx.axis import number_format, rounds_to_zero, unsigned_zero
from scenarios.exports.pptx.drawing import C

SIZE = 11
"""Points."""

_OFFICE_2013 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_LABELS_2013 = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"


def code(value, digits, signed):
    """How the number beside a mark is printed."""
    return unsigned_zero(digits) if rounds_to_zero(value, digits) else number_format(digits, signed)


def beside(numbers, codes, shifts, position, ink=palette.TEXT):
    """Labels of a series.

    Parameters
    ----------
    numbers : sequence of float or None
    codes : sequence of str
        How each is printed.
    shifts : sequence of float
        How far each stands to the right of where PowerPoint puts it, as a part of the chart.
    position : str
        Where PowerPoint puts it: ``outEnd``, ``ctr``.
    ink : str
        Colour.
    """
    known = [at for at, number in enumerate(numbers) if number is not None]
    single = [
        C.dLbl(
            C.idx(val=str(at)),
            drawing.layout(shifts[at], 0, shift=True),
            *_looks(codes[at], ink, position, True),
        )
        for at in known
    ]
    return C.dLbls(*single, *_looks("General", ink, position, False), _no_leaders())


def _no_leaders():
    """No line from a mark to its number; LibreOffice draws one without this word."""
    office = ElementMaker(namespace=_OFFICE_2013, nsmap={"c15": _OFFICE_2013})
    return C.extLst(C.ext(office.showLeaderLines(val="0"), uri=_LABELS_2013))


def _looks(printed, ink, position, shown):
    said = str(int(shown))
    return [
        C.numFmt(formatCode=printed, sourceLinked="0"),
        drawing.shape(),
        drawing.type_of(SIZE, ink),
        C.dLblPos(val=position),
        C.showLegendKey(val="0"),
        C.showVal(val=said),
        C.showCatName(val="0"),
        C.showSerName(val="0"),
        C.showPercent(val="0"),
        C.showBubbleSize(val="0"),
    ]
