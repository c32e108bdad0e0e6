"""Percents, or people of a hundred, as labelled bars from zero, with the range of each where it has one."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.charts import figure
from scenarios.typesetting.faces import REGULAR

SCALES = (10, 25, 50, 100)
"""Ends of the axis; the smallest that holds everything is used."""

_LINE, _GAP, _ROW, _TICKS, _BAR = 17, 12, 30, 26, 13
_STEPS = 5
_TITLE = 12
_ACROSS = {"narrow": figure.PHONE, "wide": figure.PAGE}
"""Type of the title, and pixels of its lines on a phone and on a page."""

_ROUNDING = 1e-6
_ROOMY = "width >= 700"
"""Vega expression for room enough to print the ranges."""

_NUMBER, _SPAN = 64, 96
"""Pixels of the number behind a bar that fills the axis, and of the ranges."""

_NAMES, _NARROW_NAMES, _NAME, _ROOM = (96, 150, 210, 270), 150, 13, 14
"""Pixels of the names, the smallest that holds them; the most on a phone; type of a name, and pixels beside it."""


def bars(rows, words, title, unit, alt_text, caption, digits=1):
    """Chart of one number each for several things, from 0 to 100.

    Parameters
    ----------
    rows : sequence of dict
        One or more, each with a short name and value; with low and high (in the same unit) where there is a
        range, with label where the number is printed in a form of its own, with colour if not the scenario's.
    words : Words
    title : str
        What the numbers are, above the bars.
    unit : str
        What follows every number, such as ``%``, or nothing.
    alt_text : str
        What the chart shows, for those who do not see it; the values follow it.
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.
    digits : int
        Decimals of the numbers.

    Returns
    -------
    figure.Figure

    Raises
    ------
    ValueError
        If there is no row, or a number is not from 0 to 100.
    """
    if not rows:
        raise ValueError("a chart of bars has one row at least")
    shown = [_told(row, words, unit, digits) for row in rows]
    limit = axis(shown)
    lines = {shape: REGULAR.lines(title, _TITLE, pixels) for shape, pixels in _ACROSS.items()}
    told = words("bars.alt", alt=alt_text, values="; ".join(row["told"] for row in shown))
    room = _ROOM + max(REGULAR.width(row["name"], _NAME) for row in shown)
    names = next((pixels for pixels in _NAMES if room <= pixels), _NAMES[-1])
    spec = _spec(len(shown), len(lines["narrow"]), names, any(row["span"] for row in shown))
    return figure.Figure(spec, _data(shown, words, lines, limit, unit, caption), told)


def axis(rows):
    """End of the axis: the smallest of :data:`SCALES` that holds every value and range."""
    reach = [number for row in rows for number in (row["low"], row["value"], row["high"])]
    wrong = [number for number in reach if not -_ROUNDING <= number <= SCALES[-1] + _ROUNDING]
    if wrong:
        raise ValueError(f"{wrong[0]} is not a number from 0 to {SCALES[-1]}, which bars can show")
    return next(scale for scale in SCALES if max(reach) <= scale + _ROUNDING)


def height(count, lines=1):
    """Height of the chart in pixels for a number of rows, and of lines of the title on a phone."""
    return _head(lines) + _ROW * count + _TICKS + figure.caption_height()


def _head(lines):
    return _LINE * lines + _GAP


def _told(row, words, unit, digits):
    """A row with its words; without a range the range is the value."""
    low, high = row.get("low"), row.get("high")
    known = low is not None and high is not None and low == low and high == high
    number = f"{row.get('label') or sentences.above_zero(words, row['value'], digits)}{unit}"
    ends = {}
    if known:
        ends = {"low": sentences.above_zero(words, low, digits)}
        ends |= {"high": sentences.above_zero(words, high, digits)}
    fill = {"name": row["name"], "value": number, **ends}
    return {
        "name": row["name"],
        "value": row["value"],
        "low": low if known else row["value"],
        "high": high if known else row["value"],
        "number": number,
        "span": words("bars.span", **ends) if known else "",
        "told": words("bars.value_range" if known else "bars.value", **fill),
        "colour": row.get("colour", palette.SCENARIO),
    }


@lru_cache(maxsize=16)
def _spec(count, lines, names, ranged):
    total = height(count, lines)
    right = f"({_ROOMY} ? width - {_NUMBER + _SPAN} : width - {_NUMBER})" if ranged else f"width - {_NUMBER}"
    left = figure.by_width(str(min(names, _NARROW_NAMES)), str(names))
    scale = alt.Scale(domain=[0, 1], range=[alt.ExprRef(left), alt.ExprRef(right)], nice=False)
    rows = alt.Chart(alt.NamedData(name="rows"))
    muted = {"fontSize": _TITLE, "color": palette.MUTED}
    layers = [
        *figure.axis_layers(scale),
        rows.mark_rule(strokeWidth=_BAR).encode(
            x=figure.along("from", scale), x2=alt.X2("to:Q"), y=figure.at_y(), color=figure.own_colour()
        ),
        rows.mark_rule(color=palette.TEXT, strokeWidth=1.5).encode(
            x=figure.along("low", scale), x2=alt.X2("high:Q"), y=figure.at_y()
        ),
        figure.text("rows", "name", "0", condition=f"!({figure.NARROW})"),
        figure.text("rows", "narrow_name", "0", condition=figure.NARROW),
        *figure.haloed("rows", "number", figure.along("end", scale), dx=8, fontWeight=600),
        figure.text("rows", "span", "width", condition=_ROOMY, align="right", **muted),
        figure.text("head", "span", "width", condition=_ROOMY, align="right", **muted),
        *(
            figure.text("head", shape, "0", condition=condition, **muted)
            for shape, condition in (("wide", f"!({figure.NARROW})"), ("narrow", figure.NARROW))
        ),
        *figure.caption_layers(total),
    ]
    return figure.dress(alt.layer(*layers), total).to_dict()


def _data(shown, words, lines, limit, unit, caption):
    top = _head(len(lines["narrow"]))
    bottom = top + _ROW * len(shown)
    rows = [
        {
            **{name: row[name] for name in ("number", "span", "colour")},
            "name": _short(row["name"], _NAMES[-1]), "narrow_name": _short(row["name"], _NARROW_NAMES),
            "from": 0, "to": row["value"] / limit, "low": row["low"] / limit, "high": row["high"] / limit,
            "end": max(row["value"], row["high"]) / limit, "y": top + _ROW * (number + 0.5),
        }
        for number, row in enumerate(shown)
    ]  # fmt: skip
    return {
        "rows": pd.DataFrame(rows),
        "head": _titled(words, lines, any(row["span"] for row in shown)),
        "ticks": _ticks(limit, unit, top, bottom),
        **figure.caption_data(caption, bottom + _TICKS + 4),
    }


def _short(name, pixels):
    """A name that fits its column; the text and the table of the chart hold all of it."""
    return REGULAR.cut(name, _NAME, pixels - _ROOM)


def _titled(words, lines, ranged):
    """The lines of the title, the last one right above the bars, and there the head of the ranges."""
    count = len(lines["narrow"])
    filled = {shape: [""] * (count - len(told)) + told for shape, told in lines.items()}
    spans = [""] * (count - 1) + [words("bars.range") if ranged else ""]
    middles = [_LINE * (number + 0.5) for number in range(count)]
    return pd.DataFrame({**filled, "span": spans, "y": middles})


def _ticks(limit, unit, top, bottom):
    """Upright rules from zero to the end of the axis, with their numbers."""
    return pd.DataFrame(
        {
            "x": step / _STEPS,
            "text": f"{limit * step // _STEPS}{unit if len(unit) == 1 else ''}",
            "colour": palette.BASELINE if step == 0 else palette.RULE,
            "top": top,
            "bottom": bottom,
        }
        for step in range(_STEPS + 1)
    )
