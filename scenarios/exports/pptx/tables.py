"""Numbers of a plate, or its table -> a table of PowerPoint under a row with the stamp, which goes where it goes."""

from dataclasses import dataclass

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from scenarios import palette, sentences
from scenarios.exports.pptx import drawing, fitting, prose
from scenarios.typesetting.faces import ARIAL

_SIZES = (14, 12, 11, 10, 12)
"""Points; the last is for a table of which only a part fits."""

_CAPTION = 12
_INSET, _AIR, _SLACK, _TALLEST = 6, 8, 2, 34
_LONGEST_WORD = 16
"""A longer word may be broken; in widths of its type."""

_SHADES = ((0.5, 30), (0.2, 18), (0.05, 9))
"""Parts of the largest number, and how strong the colour of a cell is from there on in percent."""


@dataclass(frozen=True)
class _Cell:
    text: str
    number: bool = False
    head: bool = False
    colour: str = palette.TEXT
    shade: tuple[str, int] | None = None


def add_grid(slide, plate, box, words):
    """Add a table of names by names with a number in each cell, shaded by its sign."""
    native = plate.native
    known = [abs(value) for each in native.series for value in each.values if value is not None]
    largest = max(known, default=0.0)
    head = [_Cell(""), *(_Cell(name, True, True, palette.MUTED) for name in native.categories)]
    rows = [
        [_Cell(each.name), *(_number(value, native, largest) for value in each.values)]
        for each in native.series
    ]
    return _add(slide, plate, box, [head, *rows], words)


def add_table(slide, plate, box, words):
    """Add the table of a plate; of a long one as many rows as fit, and how many more there are."""
    numeric = [
        any(row[index].number for row in plate.table.rows) for index in range(len(plate.table.columns))
    ]
    head = [_Cell(*pair, True, palette.MUTED) for pair in zip(plate.table.columns, numeric, strict=True)]
    rows = [[_Cell(cell.text, cell.number) for cell in row] for row in plate.table.rows]
    return _add(slide, plate, box, [head, *rows], words)


def _number(value, native, largest):
    if value is None:
        return _Cell("", True)
    plain = f"{value:.{native.digits}f}".replace("-", "−")
    text = sentences.signed(value, native.digits) if native.signed else plain
    part = abs(value) / largest if largest else 0.0
    strong = next((percent for least, percent in _SHADES if part >= least), 0)
    return _Cell(text, True, shade=(palette.UP if value > 0 else palette.DOWN, strong) if strong else None)


def _add(slide, plate, box, rows, words):
    """Draw rows as large as they fit; the first is the heading."""
    wide, high = (side / fitting.POINT for side in box[2:])
    caption = plate.caption[0]
    over = fitting.height(caption, _CAPTION, wide) + _AIR
    size, widths, heights = _laid_out(rows, wide, high - over)
    kept = _kept(heights, high - over)
    left_out = len(rows) - kept
    if left_out:
        # The line that says so takes the place of a row.
        kept = max(_kept(heights, high - over - heights[0]), 2)
        left_out = len(rows) - kept
    foot = [words("pptx.more", count=left_out)] if left_out else []
    frame = slide.shapes.add_table(1 + kept + len(foot), len(widths), *box)
    table = frame.table
    _plain(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, [over, *heights[:kept], *([heights[0]] * len(foot))], strict=True):
        row.height = Pt(height)
    _across(table, 0, caption, _CAPTION, palette.STAMP)
    for index, row in enumerate(rows[:kept], 1):
        for column, cell in enumerate(row):
            rule = palette.BASELINE if index == 1 else palette.RULE
            _write(table.cell(index, column), cell, size, rule, first=column == 0)
    for text in foot:
        _across(table, 1 + kept, text, size, palette.MUTED)
    frame.height = sum(row.height for row in table.rows)
    return frame


def _laid_out(rows, wide, free):
    """(size, widths, heights) at the largest size of type at which all rows fit, else at the last."""
    for size in _SIZES:
        widths = _widths(rows, size, wide)
        heights = [_height(row, widths, size) for row in rows]
        if sum(heights) <= free:
            break
    spare = (free - sum(heights)) / len(rows)
    tallest = max(_TALLEST, max(heights))
    return size, widths, [max(height, min(height + max(spare, 0), tallest)) for height in heights]


def _widths(rows, size, wide):
    """Widths of the columns, together as wide as the page: as their texts ask for, but no word is broken."""
    columns = list(zip(*rows, strict=True))
    least = [max(_word(cell, size) for cell in column) + 2 * _INSET + _SLACK for column in columns]
    numeric = [all(cell.number for cell in column) for column in columns]
    alike = max((each for each, number in zip(least, numeric, strict=True) if number), default=0)
    least = [alike if number else each for each, number in zip(least, numeric, strict=True)]
    wanted = [
        each if number else max(ARIAL.width(cell.text, size) for cell in column) + 2 * _INSET
        for column, each, number in zip(columns, least, numeric, strict=True)
    ]
    chosen = wanted if sum(wanted) <= wide else least
    if chosen is wanted or sum(least) >= wide:
        return [each * wide / sum(chosen) for each in chosen]
    part = (wide - sum(least)) / (sum(wanted) - sum(least))
    return [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]


def _word(cell, size):
    """Width of the longest piece that stays on one line: a word, or all of a number."""
    pieces = cell.text.split() if not cell.number or cell.head else [cell.text]
    return min(max((ARIAL.width(piece, size) for piece in pieces), default=0), _LONGEST_WORD * size)


def _height(row, widths, size):
    lines = (
        len(ARIAL.lines(cell.text, size, width - 2 * _INSET)) for cell, width in zip(row, widths, strict=True)
    )
    return max(lines) * size * fitting.LEADING + _AIR


def _kept(heights, free):
    """How many rows fit."""
    kept, used = 0, 0.0
    for height in heights:
        used += height
        if used > free + 0.5:
            break
        kept += 1
    return kept


def _plain(table):
    """No bands and no boxes: only what this module draws."""
    table.horz_banding = False
    table.first_row = True
    style = table._tbl.tblPr.find("{*}tableStyleId")
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _across(table, row, text, size, colour):
    """A row of one cell over all columns."""
    first, last = table.cell(row, 0), table.cell(row, len(table.columns) - 1)
    if first is not last and len(table.columns) > 1:
        first.merge(last)
    _write(first, _Cell(text, colour=colour), size, "", first=True)


def _write(target, cell, size, rule, first=False):
    target.text = cell.text
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    # The first column begins where the message begins.
    target.margin_left, target.margin_right = Pt(0 if first else _INSET), Pt(_INSET)
    target.margin_top = target.margin_bottom = Pt(2)
    for paragraph in target.text_frame.paragraphs:
        prose.direct(paragraph)
        if cell.number:
            paragraph.alignment = PP_ALIGN.RIGHT
        for run in paragraph.runs:
            run.font.size = Pt(size)
            run._r.get_or_add_rPr().insert(0, drawing.fill(cell.colour))
    _dress(target._tc.get_or_add_tcPr(), rule, cell.shade)


def _dress(properties, rule, shade):
    """A thin rule under a cell and a gentle shade in it, in the order that the format asks for."""
    if rule:
        border = drawing.line(rule)
        border.tag = border.tag.replace("}ln", "}lnB")
        properties.append(border)
    if shade:
        properties.append(drawing.tint(*shade))
