"""Changes of all groups at once: a table of segments and destinations with the numbers in the cells."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.charts import figure
from scenarios.charts.changes import axis

_HEAD, _ROW = 30, 44
_MIDDLE = "width < 760"
_STRONG = 0.55


def heat(table, words, names, groups, caption):
    """Heat table of changes in points.

    Parameters
    ----------
    table : list of dict
        Rows of every segment, as of :meth:`scenarios.engine.simulate.Run.table`.
    words : Words
    names : dict of str to str
        Destination id -> short name; rows without a name are hidden.
    groups : dict of str to str
        Segment id -> title.
    caption : tuple of str

    Returns
    -------
    figure.Figure
    """
    rows = [row for row in table if row["destination"] in names]
    limit = axis([{**row, "low_pp": 0.0, "high_pp": 0.0} for row in rows])
    digits = sentences.digits_for(limit)
    largest = sorted((row for row in rows if row["baseline"]), key=lambda row: -abs(row["change_pp"]))[:5]
    values = "; ".join(
        f"{groups[row['segment']]}, {names[row['destination']]} {sentences.signed(row['change_pp'], digits)}"
        for row in largest
    )
    return figure.Figure(
        _spec(len(groups), len(names)),
        _data(rows, list(names), names, groups, limit, digits, caption),
        words("chart.alt_all", values=values),
    )


def height(groups):
    """Height of the chart in pixels for a number of groups."""
    return _HEAD + _ROW * groups + 6 + figure.caption_height()


@lru_cache(maxsize=4)
def _spec(groups, columns):
    total = height(groups)
    left = f"({figure.NARROW} ? 0 : {_MIDDLE} ? 170 : 190)"
    across = alt.Scale(domain=[0, columns], range=[alt.ExprRef(left), alt.ExprRef("width")], nice=False)
    cells = alt.NamedData(name="cells")

    def x(field):
        return alt.X(f"{field}:Q", axis=None, scale=across)

    def y(field):
        return figure.pixel_y(field, total)

    def titles(shape, condition):
        return (
            alt.Chart(alt.NamedData(name="groups"))
            .mark_text(align="left", baseline="middle", fontSize=12 if shape == "narrow" else 13)
            .encode(x=alt.XValue(0), y=y(shape), text=figure.text_when(condition, "name"))
        )

    def heads(field, condition, size):
        return (
            alt.Chart(alt.NamedData(name="heads"))
            .mark_text(baseline="line-bottom", fontSize=size, color=palette.MUTED, lineBreak=" ", dy=-13)
            .encode(x=x("mid"), y=alt.YValue(_HEAD), text=figure.text_when(condition, field))
        )

    layers = [
        alt.Chart(cells).mark_rect(stroke="white", strokeWidth=2).encode(
            x=x("x0"), x2=alt.X2("x1:Q"), y=y("y0"), y2=alt.Y2("y1:Q"), color=alt.Color("fill:N", scale=None)
        ),
        alt.Chart(cells).mark_text(baseline="middle", fontSize=alt.ExprRef(f"{figure.NARROW} ? 10 : 13")).encode(
            x=x("mid"), y=y("text_y"), text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None)
        ),
        heads("name", f"!({figure.NARROW})", alt.ExprRef(f"{_MIDDLE} ? 11 : 12")),
        heads("id", figure.NARROW, 9),
        titles("wide", f"!({figure.NARROW})"),
        titles("narrow", figure.NARROW),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _data(rows, columns, names, groups, limit, digits, caption):
    order = list(groups)
    cells = []
    for row in rows:
        top = _HEAD + _ROW * order.index(row["segment"])
        column = columns.index(row["destination"])
        strength = min(abs(row["change_pp"]) / limit, 1) ** 0.5
        cells.append(
            {
                "x0": column, "x1": column + 1, "mid": column + 0.5,
                "y0": top + 15, "y1": top + _ROW, "text_y": top + 15 + (_ROW - 15) / 2,
                "fill": _shade(row, strength),
                "ink": "white" if strength > _STRONG and row["change_pp"] else palette.TEXT,
                "text": _cell(row, digits),
            }
        )  # fmt: skip
    tops = [_HEAD + _ROW * number for number in range(len(order))]
    return {
        "cells": pd.DataFrame(cells),
        "heads": pd.DataFrame(
            {
                "name": [names[c] for c in columns],
                "id": columns,
                "mid": [i + 0.5 for i in range(len(columns))],
            }
        ),
        "groups": pd.DataFrame(
            {
                "name": list(groups.values()),
                "wide": [top + 15 + (_ROW - 15) / 2 for top in tops],
                "narrow": [top + 7 for top in tops],
            }
        ),
        **figure.caption_data(caption, _HEAD + _ROW * len(order) + 8),
    }


def _cell(row, digits):
    if not row["baseline"]:
        return ""
    return sentences.signed(row["change_pp"], digits)


def _shade(row, strength):
    """White towards the colour of the sign; absent destinations stay blank."""
    if not row["baseline"]:
        return "#FFFFFF"
    target = palette.UP if row["change_pp"] > 0 else palette.DOWN
    mixed = [
        round(247 + (int(target[i : i + 2], 16) - 247) * strength * (row["change_pp"] != 0))
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{value:02X}" for value in mixed)
