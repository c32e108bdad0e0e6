"""The numbers of a plate -> a chart of PowerPoint with a spreadsheet behind it, both open to editing."""

from dataclasses import dataclass

from lxml import etree

from scenarios import palette
from scenarios.briefing import BARS, LINES, STACKED
from scenarios.exports.pptx import bars, drawing, fitting, lines, stacks, workbook
from scenarios.exports.pptx.axis import number_format
from scenarios.exports.pptx.drawing import C
from scenarios.exports.pptx.frame import Frame

_PLOTS = {BARS: bars.plot, STACKED: stacks.plot, LINES: lines.plot}
_CAPTION = 12


@dataclass(frozen=True)
class _Chart:
    """What python-pptx asks for when it adds a chart: its XML and the file behind it."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, _kind):
        return self.xml


def add(slide, plate, box, words):
    """Add the chart of a plate to a slide, in ``box`` = (left, top, width, height)."""
    wide, high = (side / fitting.POINT for side in box[2:])
    native = plate.native
    code = number_format(native.digits, native.signed)
    xml = etree.tostring(
        _space(plate, Frame(wide, high, _head(plate, wide)), words),
        xml_declaration=True,
        encoding="UTF-8",
        standalone=True,
    )
    chart = _Chart(xml, workbook.write(native, plate, words, code))
    return slide.shapes.add_chart(native.kind, *box, chart)


def _head(plate, wide):
    """Points over the plot that the caption takes."""
    return fitting.height(titled(plate), _CAPTION, wide) + 10


def _space(plate, frame, words):
    plot, legend = _PLOTS[plate.native.kind](plate.native, frame, words)
    return C.chartSpace(
        C.date1904(val="0"),
        C.roundedCorners(val="0"),
        C.chart(
            drawing.title(titled(plate), _CAPTION, palette.STAMP, (0, 0)),
            C.autoTitleDeleted(val="0"),
            plot,
            *legend,
            C.plotVisOnly(val="1"),
            C.dispBlanksAs(val="gap"),
        ),
        drawing.shape(),
        drawing.type_of(12),
    )


def titled(plate):
    """What stands over a chart: the stamp and what is measured."""
    if plate.native.measure:
        return f"{plate.credit.stamp} · {plate.native.measure}"
    return plate.caption[0]
