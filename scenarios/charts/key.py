"""Marks and their meaning -> the key of a chart, in one line where there is room and in one or more on a phone."""

import altair as alt
import pandas as pd

from scenarios import palette
from scenarios.charts import figure
from scenarios.typesetting.faces import REGULAR

TYPE = 12
"""Pixels of the type of a key."""

_MARK, _ROOM, _LINE = 32, 340, 19
"""Pixels of a mark with its gaps, of a line on a phone, and from a line to the next."""


def layers(left="0"):
    """Marks and their meaning, from :func:`table`; on a page they begin at ``left``, a Vega expression in pixels.

    Where one line has no room they stand as on a phone, and where a phone has none they are smaller.
    """
    tight = f"({figure.NARROW} || width - ({left}) < datum.wide_end)"
    smaller = f"({tight} ? min(1, width / max(datum.narrow_end, 1)) : 1)"
    x = f"({tight} ? {smaller} * datum.narrow_x : {left} + datum.wide_x)"
    line = f"({tight} ? datum.narrow_y : datum.wide_y)"
    marks = (
        alt.Chart(alt.NamedData(name="key"))
        .mark_point(opacity=1)
        .encode(
            x=alt.XValue(alt.ExprRef(f"{x} + 8")),
            y=figure.at_y(line),
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            strokeWidth=alt.StrokeWidth("weight:Q", scale=None),
        )
    )
    words = figure.text("key", "word", f"{x} + 21", line, color=palette.MUTED)
    return [marks, words.encode(size=alt.SizeValue(alt.ExprRef(f"{TYPE} * {smaller}")))]


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
        step = _MARK + REGULAR.width(word, TYPE)
        if narrow + step > _ROOM and line < lines - 1:
            narrow, line = 0.0, line + 1
        mark = {"word": word, "shape": shape, "size": size, "fill": fill, "stroke": stroke, "weight": 2}
        rows.append({**mark, "narrow_x": narrow, "wide_x": wide, "line": line, "wide_y": y})
        wide, narrow = wide + step, narrow + step
    ends = {
        name: max(row[f"{name}_x"] + _MARK + REGULAR.width(row["word"], TYPE) for row in rows)
        for name in ("narrow", "wide")
    }
    return pd.DataFrame(rows).assign(
        narrow_y=lambda made: y - _LINE * (line - made["line"]),
        narrow_end=ends["narrow"],
        wide_end=ends["wide"],
    )
