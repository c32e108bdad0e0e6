"""A figure -> SVG that stands inside a page as one picture with one text; a table -> rows of cells."""

import re
from html import escape

from scenarios.exports import picture

_TAG = re.compile(r"<[^<>]*>")
_NAMED = re.compile(r'(\bid="|url\(#|href="#)')


def inline(figure, width, name, kind):
    """A figure as the markup of an SVG element that takes the size of its box.

    Parameters
    ----------
    figure : scenarios.charts.figure.Figure
    width : int
        Pixels that it is drawn wide; the box scales it.
    name : str
        Goes before every id, so that drawings on one page do not borrow each other's clip paths.
    kind : str
        Class of the element.

    Returns
    -------
    str
    """
    drawn = picture.svg(figure, width, caption=False)
    inside = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
    inside = _TAG.sub(lambda tag: _NAMED.sub(rf"\g<1>{name}-", tag.group()), inside)
    return (
        f'<svg class="{kind}" role="img" aria-label="{escape(figure.alt)}" '
        f'viewBox="0 0 {width} {picture.height(figure, caption=False)}" preserveAspectRatio="xMinYMin meet">'
        f'<g aria-hidden="true">{inside}</g></svg>'
    )


def table(content, words, rows=None):
    """A table as markup; with ``rows``, only so many and how many are left.

    Parameters
    ----------
    content : scenarios.tables.Table
    words : scenarios.text.Words
    rows : int, optional

    Returns
    -------
    str
    """
    shown = content.rows if rows is None else content.rows[:rows]
    head = "".join(
        _head(title, any(row[n].number for row in content.rows)) for n, title in enumerate(content.columns)
    )
    body = "".join(f"<tr>{_row_head(row[0])}{''.join(map(_cell, row[1:]))}</tr>" for row in shown)
    left = len(content.rows) - len(shown)
    more = f'<p class="pf-more">{escape(words("player.more_rows", count=left))}</p>' if left else ""
    caption = f'<caption dir="auto">{escape(content.caption)}</caption>' if content.caption else ""
    return (
        f'<table class="pf-table">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'
    )


def _head(title, number):
    kind = ' class="pf-figures"' if number else ""
    # A heading without words is no heading.
    return f'<th scope="col"{kind}>{escape(title)}</th>' if title.strip() else f"<td{kind}></td>"


def _row_head(cell):
    return f'<th scope="row" dir="auto">{escape(cell.text)}</th>' if cell.text.strip() else "<td></td>"


def _cell(cell):
    kind = ' class="pf-figures"' if cell.number else ' dir="auto"'
    return f"<td{kind}>{escape(cell.text)}</td>"
