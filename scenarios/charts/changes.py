"""Shares of one group before and in the scenario, and the change as dot and range on an axis of its own."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.charts import figure

SCALES = (1, 5, 20, 100)
"""Half widths of the axis in points; the smallest that holds everything is used."""

_HEAD, _ROW, _TICKS = 24, 26, 22
_LEFT = f"{figure.NARROW} ? 92 : 250"
_RIGHT = f"{figure.NARROW} ? width - 58 : width - 196"


def changes(table, words, names, group, caption, least=0.0):
    """Chart of the changes of one segment.

    Parameters
    ----------
    table : list of dict
        Rows of one segment with destination, baseline, share (fractions), change_pp, low_pp, high_pp.
    words : Words
    names : dict of str to str
        Destination id -> name; rows without a name are hidden.
    group : str
        Name of the segment within a sentence.
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.
    least : float
        Half width of the axis in points at least, so that it stays while a lever moves.

    Returns
    -------
    figure.Figure
    """
    rows = [row for row in table if row["destination"] in names]
    limit = max(axis(rows), least)
    digits = sentences.digits_for(limit)
    return figure.Figure(
        _spec(len(names)),
        _data(rows, words, names, limit, digits, caption, len(names)),
        sentences.alt_text(words, rows, names, group, digits),
    )


def axis(rows):
    """Half width of the axis in points: the smallest of :data:`SCALES` that holds every range."""
    reach = max(
        (
            abs(value)
            for row in rows
            for value in (row["change_pp"], row["low_pp"], row["high_pp"])
            if value == value
        ),
        default=0,
    )
    return next((scale for scale in SCALES if reach <= scale), SCALES[-1])


def height(count):
    """Height of the chart in pixels for a number of destinations."""
    return _HEAD + _ROW * count + _TICKS + figure.caption_height()


@lru_cache(maxsize=4)
def _spec(count):
    total = height(count)
    bottom = _HEAD + _ROW * count
    across = alt.Scale(
        domain=[-1, 1], range=[alt.ExprRef(_LEFT), alt.ExprRef(_RIGHT)], nice=False, zero=False
    )

    def x(field):
        return alt.X(f"{field}:Q", axis=None, scale=across)

    def y(field="y"):
        return figure.pixel_y(field, total)

    def words(field, x, align, condition="true", **mark):
        return (
            alt.Chart(alt.NamedData(name="rows"))
            .mark_text(align=align, baseline="middle", **mark)
            .encode(x=alt.XValue(alt.ExprRef(x)), y=y(), text=figure.text_when(condition, field))
        )

    wide = f"!({figure.NARROW})"
    rows = alt.NamedData(name="rows")
    ticks = alt.NamedData(name="ticks")
    layers = [
        alt.Chart(rows).mark_rule(color=palette.RULE).encode(y=y("line"), x=alt.XValue(0), x2=alt.X2Value("width")),
        alt.Chart(ticks).mark_rule().encode(
            x=x("x"), y=alt.YValue(_HEAD), y2=alt.Y2Value(bottom), color=alt.Color("colour:N", scale=None)
        ),
        alt.Chart(ticks).mark_text(baseline="top", fontSize=12, color=palette.MUTED).encode(
            x=x("x"), y=alt.YValue(bottom + 6), text=alt.Text("text:N")
        ),
        alt.Chart(rows).mark_rule(color=palette.SCENARIO, strokeWidth=3, opacity=0.45, strokeCap="round").encode(
            x=x("low"), x2=alt.X2("high:Q"), y=y()
        ),
        alt.Chart(rows).mark_point(shape="diamond", filled=True, size=90, opacity=1).encode(
            x=x("change"), y=y(), color=alt.Color("dot:N", scale=None)
        ),
        words("name", "0", "left"),
        words("before", "160", "right", wide, color=palette.MUTED),
        words("share", "228", "right", wide, color=palette.SCENARIO, fontWeight=600),
        words("moved", f"{figure.NARROW} ? width : width - 122", "right", fontWeight=600),
        words("span", "width", "right", wide, color=palette.MUTED, fontSize=12),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _data(rows, words, names, limit, digits, caption, count):
    lines = [
        {
            "name": names[row["destination"]],
            "before": f"{100 * row['baseline']:.1f}%" if row["baseline"] else "–",
            "share": f"{100 * row['share']:.1f}%" if row["baseline"] else "–",
            "moved": sentences.signed(row["change_pp"], digits) if row["baseline"] else "",
            "span": sentences.span(words, row, digits) if row["baseline"] else "",
            "change": row["change_pp"] / limit,
            "low": _or_zero(row["low_pp"]) / limit,
            "high": _or_zero(row["high_pp"]) / limit,
            "dot": _dot(row),
            "y": _HEAD + _ROW * (number + 0.5),
            "line": _HEAD + _ROW * number,
        }
        for number, row in enumerate(rows)
    ]
    head = {
        "name": "",
        "before": words("chart.before"),
        "share": words("chart.scenario"),
        "moved": words("chart.unit"),
        "span": words("chart.range"),
        "y": _HEAD / 2,
        "line": _HEAD,
        "dot": "transparent",
    }
    return {
        "rows": pd.DataFrame([head, *lines]),
        "ticks": figure.ticks(limit, _HEAD, _HEAD + _ROW * count),
        **figure.caption_data(caption, _HEAD + _ROW * count + _TICKS + 6),
    }


def _dot(row):
    if not row["baseline"]:
        return "transparent"
    return palette.SCENARIO if row["change_pp"] else palette.BASELINE


def _or_zero(value):
    return 0.0 if value != value else value
