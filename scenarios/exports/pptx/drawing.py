"""Colours, lines and texts -> the DrawingML that charts and tables are made of."""

from lxml.builder import ElementMaker

from scenarios import palette

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

A = ElementMaker(namespace=_DRAWING, nsmap={"a": _DRAWING})
C = ElementMaker(namespace=_CHART, nsmap={"c": _CHART, "a": _DRAWING, "r": _RELATIONS})
P = ElementMaker(namespace=_PRESENTATION, nsmap={"p": _PRESENTATION})

POINT = 12700
"""Units of length in a point."""

HAIR, THIN, THICK = 0.75, 1.25, 2.25
"""Widths of lines in points."""

_THEME = {
    palette.TEXT: "tx1",
    palette.MUTED: "tx2",
    palette.SCENARIO: "accent1",
    palette.UP: "accent2",
    palette.DOWN: "accent3",
    palette.STAMP: "accent5",
}
"""Colours that the theme has, so that they follow when somebody changes it."""


def colour(code):
    """A colour ``#RRGGBB``, as that of the theme where it has it."""
    if code == palette.RULE:
        return A.schemeClr(A.lumMod(val="20000"), A.lumOff(val="83000"), val="tx2")
    name = _THEME.get(code.upper())
    return A.schemeClr(val=name) if name else A.srgbClr(val=code.lstrip("#"))


def luminance(code):
    """Relative luminance of a colour ``#RRGGBB``, 0 to 1, as WCAG 2 defines it."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def fill(code):
    """A plain filling, or none without a colour."""
    return A.solidFill(colour(code)) if code else A.noFill()


def line(code, points=HAIR, dash=""):
    """A line, or none without a colour."""
    if not code:
        return A.ln(A.noFill())
    dashes = [A.prstDash(val=dash)] if dash else []
    return A.ln(fill(code), *dashes, w=str(round(points * POINT)))


def shape(inside="", outline="", points=HAIR, dash=""):
    """Filling and outline of a part of a chart."""
    return C.spPr(fill(inside), line(outline, points, dash))


def stroke(code, points=HAIR, dash=""):
    """How a part of a chart that is only a line looks."""
    return C.spPr(line(code, points, dash))


def type_of(size, code=palette.TEXT, bold=False, tag="txPr"):
    """Size and colour of the texts of a part of a chart."""
    return C(
        tag,
        A.bodyPr(),
        A.lstStyle(),
        A.p(A.pPr(_run("defRPr", size, code, bold)), A.endParaRPr(lang="en-GB")),
    )


def title(text, size, code, at=None, turned=False):
    """A title of a chart or an axis.

    Parameters
    ----------
    text : str
    size : int
        Points.
    code : str
        Colour.
    at : tuple of float, optional
        Left and top as parts of the chart; without it PowerPoint puts it in the middle.
    turned : bool
        Whether it reads from the bottom to the top.
    """
    body = A.bodyPr(rot="-5400000", vert="horz") if turned else A.bodyPr()
    paragraph = A.p(
        A.pPr(_run("defRPr", size, code, False), algn="l" if at else "ctr"),
        A.r(_run("rPr", size, code, False), A.t(text)),
    )
    return C.title(
        C.tx(C.rich(body, A.lstStyle(), paragraph)),
        layout(*at) if at else C.layout(),
        C.overlay(val="0"),
    )


def layout(left, top, wide=None, high=None, inner=False, shift=False):
    """A place given by hand, as parts of the chart; ``shift`` counts from where PowerPoint would put it."""
    mode = "factor" if shift else "edge"
    sizes = [] if wide is None else [C.w(val=_part(wide)), C.h(val=_part(high))]
    return C.layout(
        C.manualLayout(
            *([C.layoutTarget(val="inner")] if inner else []),
            *([] if shift else [C.xMode(val=mode), C.yMode(val=mode)]),
            C.x(val=_part(left)),
            C.y(val=_part(top)),
            *sizes,
        )
    )


def _run(tag, size, code, bold):
    return A(tag, fill(code), A.latin(typeface="+mn-lt"), sz=str(round(100 * size)), b=str(int(bold)))


def _part(value):
    return f"{value:.5f}"


def tint(code, percent):
    """A filling in a lighter variant of a colour: so much of its own light, and for the rest white."""
    tinted = colour(code)
    tinted.extend([A.lumMod(val=str(1000 * percent)), A.lumOff(val=str(1000 * (100 - percent)))])
    return A.solidFill(tinted)
