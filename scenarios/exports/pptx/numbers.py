"""Names and numbers with the cells they stand in -> the references of a chart, with their last values."""

from scenarios.exports.pptx import workbook
from scenarios.exports.pptx.drawing import C


def name(text, column):
    """The name of a series."""
    return C.tx(_texts([text], workbook.heading(column)))


def categories(native):
    """Names along the axis."""
    return C.cat(_texts(native.categories, workbook.reference(0, len(native.categories))))


def values(tag, numbers, column, code):
    """Numbers of a series under a tag such as ``val`` or ``yVal``; a missing one stays a gap."""
    points = [
        C.pt(C.v(repr(float(number))), idx=str(index))
        for index, number in enumerate(numbers)
        if number is not None
    ]
    cache = C.numCache(C.formatCode(code), C.ptCount(val=str(len(numbers))), *points)
    return C(tag, C.numRef(C.f(workbook.reference(column, len(numbers))), cache))


def _texts(texts, cells):
    points = [C.pt(C.v(text), idx=str(index)) for index, text in enumerate(texts)]
    return C.strRef(C.f(cells), C.strCache(C.ptCount(val=str(len(texts))), *points))
