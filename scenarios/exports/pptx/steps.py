"""One step of a briefing -> a slide: message, note, chart that can be edited, source, speaker notes."""

from scenarios.briefing import GRID
from scenarios.exports.pptx import charts, prose, tables, template
from scenarios.exports.pptx.drawing import P
from scenarios.exports.pptx.pictures import add_picture
from scenarios.typesetting.faces import ARIAL_BOLD

_MESSAGE_SIZES = (26, 24, 20, 16, 14, 12)


def add(presentation, step, words):
    """Add the slide of one :class:`scenarios.briefing.Slide`."""
    slide = prose.new_slide(presentation, template.CHART)
    placeholders = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    prose.fill(slide.shapes.title, step.message, _MESSAGE_SIZES, ARIAL_BOLD)
    prose.fill(placeholders[prose.NOTE], step.note, (16, 13, 11, 9))
    _show(slide, placeholders[prose.BODY], step.plate, words)
    prose.sign(slide, step.plate.credit.line)
    prose.speak(slide, *_spoken(step, words))


def _show(slide, placeholder, plate, words):
    """Put the plate where the layout has room for it, as something that can be edited if there is a way."""
    box = (placeholder.left, placeholder.top, placeholder.width, placeholder.height)
    placeholder.element.getparent().remove(placeholder.element)
    drawable = plate.native and plate.native.categories and plate.native.series
    if drawable and plate.native.kind == GRID:
        frame = tables.add_grid(slide, plate, box, words)
    elif drawable:
        frame = charts.add(slide, plate, box, words)
    elif plate.figure:
        frame = add_picture(slide, plate, box)
    else:
        frame = tables.add_table(slide, plate, box, words)
    # A member of the layout's place, so that it moves when somebody changes the layout.
    frame._element.xpath(".//p:nvPr")[0].append(P.ph(idx=str(prose.BODY)))
    properties = frame._element.xpath(".//p:cNvPr")[0]
    properties.set("name", plate.chart)
    properties.set(
        "descr", plate.figure.alt if plate.figure else words("pptx.alt", caption=plate.table.caption)
    )


def _spoken(step, words):
    """Speaker notes: what was written, the question for the room, and where the numbers come from."""
    asked = [words("pptx.question", question=step.question)] if step.question else []
    asked += [words("pptx.answer", answer=step.answer)] if step.question and step.answer else []
    credit = step.plate.credit
    runs = words("pptx.runs", runs=" ".join(credit.run_ids))
    return [*filter(None, [step.notes]), *asked, "", credit.line, runs, credit.stamp]
