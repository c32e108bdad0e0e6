"""One assumption at a time at its low and at its high -> bars around the central change, widest first."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.charts import figure, key
from scenarios.charts.changes import axis

_KEY, _HEAD, _ROW, _TICKS = 24, 22, 34, 26
_TOP = _KEY + _HEAD
_BAR = 12
_FILL = "#C5D0DB"
_COLUMNS = ["name", "y", "line", "left", "left_label", "right", "right_label", "swing"]
_LEFT = figure.by_width("48", "(width >= 760 ? 348 : 288)")
_RIGHT = figure.by_width("width - 100", "width - 120")
_WORDS = f"datum.y + {figure.by_width('-8', '0')}"
_MARKS = f"datum.y + {figure.by_width('8', '0')}"


def tornado(bars, words, change_pp, group, place, caption, digits, top=8):
    """Chart of the change of one share with one assumption at a time at an end of its range.

    Parameters
    ----------
    bars : sequence of dict
        With name, low_label, high_label (the assumption's own values as text), low_pp and high_pp (the change
        with it there, points), largest swing first.
    words : Words
    change_pp : float
        The change with all assumptions central, points.
    group, place : str
        Name of the segment, and of the destination, within a sentence.
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.
    digits : int
        Decimals of points.
    top : int
        Bars shown, the first ones; never more than the largest of :data:`figure.CAPACITIES`.

    Returns
    -------
    figure.Figure
    """
    shown = bars[: min(top, figure.CAPACITIES[-1])]
    limit = axis([{**bar, "change_pp": change_pp} for bar in (*shown, {"low_pp": 0.0, "high_pp": 0.0})])
    values = "; ".join(
        f"{bar['name']} {bar['low_label']} {sentences.signed(bar['low_pp'], digits)}, "
        f"{bar['high_label']} {sentences.signed(bar['high_pp'], digits)}"
        for bar in shown
    )
    told = words(
        "figures.tornado_alt", group=group, place=place, values=values or words("figures.no_part"),
        central=sentences.signed(change_pp, digits),
    )  # fmt: skip
    data = _data(shown, words, change_pp, limit, digits, caption)
    return figure.Figure(_spec(figure.capacity(len(shown))), data, told)


def height(capacity):
    """Height of the chart in pixels for a capacity of bars."""
    return _TOP + _ROW * capacity + _TICKS + figure.caption_height()


@lru_cache(maxsize=4)
def _spec(capacity):
    total = height(capacity)
    scale = figure.across(_LEFT, _RIGHT)
    bars, ends = (alt.Chart(alt.NamedData(name=name)) for name in ("bars", "ends"))
    run = alt.Chart(alt.NamedData(name="run"))
    muted = {"fontSize": 11, "color": palette.MUTED}
    layers = [
        bars.mark_rule(color=palette.RULE).encode(
            x=alt.XValue(0), x2=alt.X2Value("width"), y=figure.at_y("datum.line")
        ),
        *figure.axis_layers(scale),
        bars.mark_rule(strokeWidth=_BAR, color=_FILL).encode(
            x=figure.along("left", scale), x2=alt.X2("right:Q"), y=figure.at_y(_MARKS)
        ),
        run.mark_rule(color=palette.SCENARIO, strokeWidth=2).encode(
            x=figure.along("x", scale), y=figure.at_y("datum.top"), y2=alt.Y2Value(alt.ExprRef("datum.bottom"))
        ),
        ends.mark_point(shape="circle", size=52, opacity=1, strokeWidth=2, stroke=palette.TEXT).encode(
            x=figure.along("x", scale), y=figure.at_y(_MARKS), fill=alt.Fill("fill:N", scale=None)
        ),
        *figure.haloed("bars", "left_label", figure.along("left", scale), _MARKS, dx=-8, align="right", **muted),
        *figure.haloed("bars", "right_label", figure.along("right", scale), _MARKS, dx=8, **muted),
        *figure.haloed("bars", "name", "0", _WORDS, limit=alt.ExprRef(figure.by_width("width - 60", f"{_LEFT} - 54"))),
        figure.text("bars", "swing", "width", _MARKS, align="right", fontWeight=600),
        figure.text("head", "swing", "width", align="right", fontSize=12, color=palette.MUTED),
        figure.text("run", "text", figure.along("x", scale), ink=figure.own_colour(),
                    align="center", fontWeight=600),
        *key.layers(),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _data(shown, words, change_pp, limit, digits, caption):
    bars, ends = [], []
    bottom = _TOP + _ROW * len(shown)
    for number, bar in enumerate(shown):
        y = _TOP + _ROW * (number + 0.5)
        reach = bar["low_pp"], bar["high_pp"], change_pp
        low, high = (
            (bar[side] / limit, bar[label])
            for side, label in (("low_pp", "low_label"), ("high_pp", "high_label"))
        )
        left, right = (low, high) if low[0] <= high[0] else (high, low)
        bars.append(
            {
                "name": bar["name"], "y": y, "line": y - _ROW / 2,
                "left": left[0], "left_label": left[1], "right": right[0], "right_label": right[1],
                # An assumption may move the change one way at both ends: the way from the centre counts.
                "swing": f"{max(*reach) - min(*reach):.{digits}f}",
            }
        )  # fmt: skip
        ends += [{"x": low[0], "y": y, "fill": "#FFFFFF"}, {"x": high[0], "y": y, "fill": palette.TEXT}]
    marks = [(words("figures.at_low"), "circle", 52, "#FFFFFF", palette.TEXT),
             (words("figures.at_high"), "circle", 52, palette.TEXT, palette.TEXT),
             (words("figures.central"), "stroke", 140, "transparent", palette.SCENARIO)]  # fmt: skip
    return {
        "bars": pd.DataFrame(bars, columns=_COLUMNS),
        "ends": pd.DataFrame(ends, columns=["x", "y", "fill"]),
        "run": pd.DataFrame(
            [
                {
                    "x": change_pp / limit, "top": _TOP, "bottom": bottom, "y": _TOP - _HEAD / 2 + 1,
                    "text": sentences.signed(change_pp, digits), "colour": palette.SCENARIO,
                }
            ]
        ),
        "head": pd.DataFrame([{"swing": words("figures.swing"), "y": _TOP - _HEAD / 2 + 1}]),
        "key": key.table(marks, _KEY / 2 - 2),
        "ticks": figure.ticks(limit, _TOP, bottom),
        **figure.caption_data(caption, bottom + _TICKS + 4),
    }  # fmt: skip
