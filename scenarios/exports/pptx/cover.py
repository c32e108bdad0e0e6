"""A briefing -> its first slide: title, note, author, and what a result is and is not."""

from scenarios.exports.pptx import prose, template
from scenarios.typesetting.faces import ARIAL_BOLD

_AUTHOR, _SENTENCE = 13, 14


def add(presentation, deck, words):
    """Add the first slide."""
    slide = prose.new_slide(presentation, template.TITLE)
    placeholders = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    prose.fill(slide.shapes.title, deck.title, (40, 36, 32, 26, 20), ARIAL_BOLD)
    prose.fill(placeholders[prose.NOTE], deck.note, (20, 16, 13, 11))
    version = words("pptx.version", version=deck.version) if deck.version else ""
    by = " · ".join(part for part in (deck.author, version, deck.credit.day) if part)
    prose.fill(placeholders[_AUTHOR], by, (14, 11, 9))
    prose.fill(placeholders[_SENTENCE], deck.sentence, (16, 14, 12))
    prose.sign(slide, deck.credit.line)
    prose.speak(slide, deck.sentence, deck.credit.line, deck.credit.stamp)
