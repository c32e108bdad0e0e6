"""Texts -> the placeholders of a slide, in a size at which they fit and in the direction of their script."""

import unicodedata
from copy import deepcopy

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from scenarios.exports.pptx import fitting
from scenarios.typesetting.faces import ARIAL

NOTE, BODY = 12, 13
"""Numbers of the placeholders that the layouts share."""

_SOURCE_SIZES = (9, 8, 7, 6)


def new_slide(presentation, layout):
    """A slide with the placeholders of a layout, see :mod:`scenarios.exports.pptx.template`."""
    return presentation.slides.add_slide(presentation.slide_layouts[layout])


def fill(shape, text, sizes, face=ARIAL):
    """Write a text into a placeholder, or take the placeholder away if there is nothing to write.

    Parameters
    ----------
    shape : pptx.shapes.placeholder.SlidePlaceholder
    text : str
    sizes : sequence of int
        Points; the first is what the layout gives, a later one is taken when the text does not fit.
    face : Face
        The typeface of the placeholder.
    """
    if not text.strip():
        shape.element.getparent().remove(shape.element)
        return
    shape.text_frame.text = text
    room, free = shape.width / fitting.POINT, shape.height / fitting.POINT
    size = fitting.fitting(text, sizes, room, free, face)
    for paragraph in shape.text_frame.paragraphs:
        direct(paragraph)
        if size != sizes[0]:
            resize(paragraph, size)


def resize(paragraph, size):
    """Set the size of a paragraph; a size on the paragraph alone counts for nothing in PowerPoint."""
    for run in paragraph.runs:
        run.font.size = Pt(size)


def direct(paragraph):
    """Turn a paragraph whose first letter with a direction is Hebrew or Arabic from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in paragraph.text)
    if next((each for each in directions if each in ("L", "R", "AL")), "L") != "L":
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.get_or_add_pPr().set("rtl", "1")


def sign(slide, line):
    """Put source line and slide number on a slide: copies of the layout's, which no new slide gets."""
    kinds = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    found = {shape.placeholder_format.type: shape for shape in slide.slide_layout.placeholders}
    for kind in kinds:
        element = deepcopy(found[kind].element)
        element.nvSpPr.cNvPr.set("id", str(_free_id(slide)))
        slide.shapes._spTree.append(element)
    footer = next(each for each in slide.placeholders if each.placeholder_format.type == kinds[0])
    fill(footer, line, _SOURCE_SIZES)


def speak(slide, *parts):
    """Write the speaker notes of a slide: parts under each other."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(parts)
    for paragraph in frame.paragraphs:
        direct(paragraph)


def _free_id(slide):
    return max(int(each.get("id")) for each in slide.element.iter("{*}cNvPr")) + 1
