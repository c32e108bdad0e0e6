"""The last page of a briefing -> as many slides of two columns as its headings and lines need."""

import itertools
from dataclasses import dataclass

from scenarios.exports.pptx import fitting, prose, template
from scenarios.typesetting.faces import ARIAL, ARIAL_BOLD

_SENTENCE, _COLUMNS = 12, (13, 14)
_SIZE, _GAP = 13, 5
_OVER_HEADING = 12


@dataclass(frozen=True)
class _Line:
    text: str
    heading: bool = False

    def height(self, room):
        over = _OVER_HEADING if self.heading else _GAP
        return over + fitting.height(self.text, _SIZE, room, ARIAL_BOLD if self.heading else ARIAL)


def add(presentation, deck, words):
    """Add the last slides."""
    body = presentation.slide_layouts[template.ABOUT].placeholders.get(_COLUMNS[0])
    room, free = body.width / fitting.POINT, body.height / fitting.POINT
    columns = _balanced(list(_lines(deck.about, room, free)), room, free)
    pages = [columns[index : index + 2] for index in range(0, len(columns), 2)] or [[]]
    for number, page in enumerate(pages, 1):
        key = "pptx.about" if len(pages) == 1 else "pptx.about_part"
        fill = {} if len(pages) == 1 else {"number": number, "count": len(pages)}
        _page(presentation, deck, words(key, **fill), page)


def _page(presentation, deck, title, columns):
    slide = prose.new_slide(presentation, template.ABOUT)
    placeholders = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    prose.fill(slide.shapes.title, title, (26, 20), ARIAL_BOLD)
    prose.fill(placeholders[_SENTENCE], deck.sentence, (14, 12, 10))
    for index, column in zip(_COLUMNS, [*columns, (), ()], strict=False):
        _column(placeholders[index], column)
    prose.sign(slide, deck.credit.line)
    prose.speak(slide, deck.sentence, deck.credit.line, deck.credit.stamp)


def _column(shape, column):
    if not column:
        shape.element.getparent().remove(shape.element)
        return
    shape.text_frame.text = "\n".join(line.text for line in column)
    for paragraph, line in zip(shape.text_frame.paragraphs, column, strict=True):
        prose.direct(paragraph)
        if line.heading:
            paragraph.space_before = _OVER_HEADING * fitting.POINT
            for run in paragraph.runs:
                run.font.bold = True


def _lines(sections, room, free):
    """Headings and lines in one row; a line that is higher than half a column is cut into several."""
    for heading, texts in sections:
        yield _Line(" ".join(heading.split()), heading=True)
        for text in texts:
            rows = ARIAL.lines(text, _SIZE, room)
            most = int((free / 2 - _GAP) / (_SIZE * fitting.LEADING))
            for start in range(0, len(rows), most):
                part = " ".join(rows[start : start + most]) if len(rows) > most else text
                yield from (_Line(each) for each in part.split("\n") if each.strip())


def _balanced(rows, room, free):
    """Columns, which end at about the same height where there is only one page."""
    full = _columns(rows, room, free)
    if len(full) > 2:
        return full
    tries = (_columns(rows, room, free * part / 20) for part in range(5, 20))
    return next((columns for columns in tries if len(columns) <= 2), full)


def _columns(rows, room, free):
    """Columns of lines, none higher than ``free``; a section stays together where a column holds it."""
    columns, used = [[]], 0.0
    for index, row in enumerate(rows):
        section = [row.height(room)]
        if row.heading:
            follow = itertools.takewhile(lambda other: not other.heading, rows[index + 1 :])
            section += [other.height(room) for other in follow]
        # Of a section that no column holds, the heading stays with its first line.
        together = sum(section) if sum(section) <= free else sum(section[:2])
        if columns[-1] and used + together > free:
            columns.append([])
            used = 0.0
        columns[-1].append(row)
        used += section[0]
    return [column for column in columns if column]
