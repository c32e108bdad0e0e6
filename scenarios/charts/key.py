"""Marks and their meaning -> the key of a chart, in one line on a page and in one or more on a phone."""

import altair as alt
import pandas as pd

from scenarios.charts import figure

_LETTER, _MARK, _ROOM, _LINE = 6.0, 30, 365, 19
"""Pixels of a letter, of a mark with its gaps, of a phone's width at that reckoning, and of a line."""


def layers(left="0"):
    """Marks and their meaning, from :func:`table`; on a page they begin at ``left``, a Vega expression in pixels."""
    place = figure.by_width("datum.narrow_x", f"{left} + datum.wide_x")
    line = figure.by_width("datum.narrow_y", "datum.wide_y")
    marks = (
        alt.Chart(alt.NamedData(name="key"))
        .mark_point(opacity=1)
        .encode(
            x=alt.XValue(alt.ExprRef(f"{place} + 8")),
            y=figure.at_y(line),
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            strokeWidth=alt.StrokeWidth("weight:Q", scale=None),
        )
    )
    return [marks, figure.text("key", "word", f"{place} + 21", line, fontSize=12, color=figure.MUTED)]


def table(items, y, lines=1):
    """Table for :func:`layers`: one line on a page, up to ``lines`` on a phone.

    Parameters
    ----------
    items : list of tuple
        Word, shape, size, fill and stroke of each mark.
    y : float
        Middle of the last line, pixels.
    lines : int
        Lines that a phone has room for.
    """
    wide, narrow, line, rows = 0.0, 0.0, 0, []
    for word, shape, size, fill, stroke in items:
        step = _MARK + _LETTER * len(word)
        if narrow + step > _ROOM and line < lines - 1:
            narrow, line = 0.0, line + 1
        mark = {"word": word, "shape": shape, "size": size, "fill": fill, "stroke": stroke, "weight": 2}
        rows.append({**mark, "narrow_x": narrow, "wide_x": wide, "line": line, "wide_y": y})
        wide, narrow = wide + step, narrow + step
    return pd.DataFrame(rows).assign(narrow_y=lambda made: y - _LINE * (line - made["line"]))
