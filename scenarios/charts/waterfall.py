"""The parts of a change -> a waterfall: from the share before, step by step, to the share in the scenario."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.charts import figure
from scenarios.charts.changes import axis

MOST = figure.CAPACITIES[-1]
"""Parts that have a row of their own or share the last one."""

_HEAD, _ROW, _TICKS, _BAR = 26, 34, 26, 14
_ROOMY = "width >= 760"
"""Vega expression for room enough to print the ranges."""

_LEFT = figure.by_width("16", f"({_ROOMY} ? 290 : 230)")
_RIGHT = figure.by_width("width - 70", f"({_ROOMY} ? width - 226 : width - 84)")
_NUMBER = f"({_ROOMY} ? width - 130 : width)"
_WORDS = f"datum.y + {figure.by_width('-8', '0')}"
_MARKS = f"datum.y + {figure.by_width('8', '0')}"


def waterfall(parts, words, start, end, group, place, caption, digits):
    """Chart of what each lever and reading contributes to the change of one share.

    Parameters
    ----------
    parts : sequence of dict
        With name, part_pp, low_pp and high_pp (points; the last two over all orders of the changes), largest
        first. Beyond :data:`MOST` the smallest are summed in one row without a range.
    words : Words
    start, end : float
        Share before and in the scenario, fractions; the parts sum to their difference.
    group, place : str
        Name of the segment, and of the destination, within a sentence.
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.
    digits : int
        Decimals of shares and points.

    Returns
    -------
    figure.Figure
    """
    shown = _steps(merged(parts, words))
    total = 100 * (end - start)
    reach = [
        {"change_pp": step["to"], "low_pp": step["from"] + step["low_pp"], "high_pp": step["from"] + step["high_pp"]}
        for step in shown
    ]  # fmt: skip
    limit = axis([*reach, {"change_pp": total, "low_pp": 0.0, "high_pp": 0.0}])
    values = "; ".join(f"{step['name']} {sentences.signed(step['part_pp'], digits)}" for step in shown)
    told = words(
        "figures.waterfall_alt", group=group, place=place, values=values or words("figures.no_part"),
        start=f"{100 * start:.{digits}f}", end=f"{100 * end:.{digits}f}", total=sentences.signed(total, digits),
    )  # fmt: skip
    data = _data(shown, words, start, end, limit, digits, caption)
    return figure.Figure(_spec(figure.capacity(len(shown))), data, told)


def height(capacity):
    """Height of the chart in pixels for a capacity of parts."""
    return _HEAD + _ROW * (capacity + 2) + _TICKS + figure.caption_height()


def merged(parts, words):
    """The parts that have a row, the last one the sum of those that have none."""
    if len(parts) <= MOST:
        return parts
    rest = parts[MOST - 1 :]
    nothing = float("nan")
    last = {
        "name": words("figures.rest", count=len(rest)), "part_pp": sum(part["part_pp"] for part in rest),
        "low_pp": nothing, "high_pp": nothing,
    }  # fmt: skip
    return [*parts[: MOST - 1], last]


def _steps(parts):
    """The parts with the running total before and after each."""
    total, steps = 0.0, []
    for part in parts:
        steps.append({**part, "from": total, "to": total + part["part_pp"]})
        total = steps[-1]["to"]
    return steps


@lru_cache(maxsize=4)
def _spec(capacity):
    total = height(capacity)
    scale = figure.across(_LEFT, _RIGHT)
    bars, rows = alt.Chart(alt.NamedData(name="bars")), alt.Chart(alt.NamedData(name="rows"))
    ends = alt.Chart(alt.NamedData(name="ends"))
    start, end = figure.along("from", scale), alt.X2("to:Q")
    layers = [
        rows.mark_rule(color=palette.RULE).encode(
            x=alt.XValue(0), x2=alt.X2Value("width"), y=figure.at_y("datum.line")
        ),
        *figure.axis_layers(scale),
        bars.mark_rule(color=palette.MUTED, strokeWidth=1).encode(
            x=figure.along("to", scale), y=figure.at_y(_MARKS), y2=alt.Y2Value(alt.ExprRef(f"{_MARKS} + {_ROW}"))
        ),
        bars.mark_rule(strokeWidth=_BAR).encode(x=start, x2=end, y=figure.at_y(_MARKS), color=figure.own_colour()),
        bars.mark_rule(color=palette.TEXT, strokeWidth=1.5).encode(
            x=figure.along("low", scale), x2=alt.X2("high:Q"), y=figure.at_y(_MARKS)
        ),
        ends.mark_rule(strokeWidth=3, opacity=0.45).encode(
            x=start, x2=end, y=figure.at_y(_MARKS), color=figure.own_colour()
        ),
        ends.mark_point(filled=True, opacity=1).encode(
            x=figure.along("to", scale), y=figure.at_y(_MARKS), color=figure.own_colour(),
            shape=alt.Shape("shape:N", scale=None), size=alt.Size("size:Q", scale=None),
        ),
        *figure.haloed("rows", "name", "0", _WORDS, ink=figure.own_colour("ink"),
                       limit=alt.ExprRef(figure.by_width("width - 64", f"{_LEFT} - 12"))),
        figure.text("rows", "moved", _NUMBER, _MARKS, ink=figure.own_colour("ink"), align="right", fontWeight=600),
        figure.text("rows", "span", "width", condition=_ROOMY, align="right", color=palette.MUTED, fontSize=12),
        figure.text("head", "moved", _NUMBER, align="right", color=palette.MUTED, fontSize=12),
        figure.text("head", "span", "width", condition=_ROOMY, align="right", color=palette.MUTED, fontSize=12),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _data(steps, words, start, end, limit, digits, caption):
    bottom = _HEAD + _ROW * (len(steps) + 2)
    first, last = _HEAD + _ROW / 2, bottom - _ROW / 2
    total = 100 * (end - start)
    before = {
        "name": words("figures.before", share=f"{100 * start:.{digits}f}"),
        "moved": "",
        "ink": palette.MUTED,
    }
    after = {
        "name": words("figures.scenario", share=f"{100 * end:.{digits}f}"),
        "moved": sentences.signed(total, digits),
        "ink": palette.SCENARIO,
    }
    own = [_row(step, words, digits, first + _ROW * number) for number, step in enumerate(steps, 1)]
    rows = [{**before, "span": "", "y": first}, *own, {**after, "span": "", "y": last}]
    bars = [{**_bar(step, limit), "y": first + _ROW * number} for number, step in enumerate(steps, 1)]
    ends = pd.DataFrame(
        [
            (0, 0, palette.BASELINE, "circle", 60, first),
            (0, total / limit, palette.SCENARIO, "diamond", 110, last),
        ],
        columns=["from", "to", "colour", "shape", "size", "y"],
    )
    return {
        "rows": pd.DataFrame({**row, "line": row["y"] - _ROW / 2} for row in rows),
        "bars": pd.DataFrame(bars, columns=["from", "to", "low", "high", "y", "colour"]),
        "ends": ends,
        "head": pd.DataFrame(
            [{"moved": words("figures.part"), "span": words("figures.orders"), "y": _HEAD / 2}]
        ),
        "ticks": figure.ticks(limit, _HEAD, bottom),
        **figure.caption_data(caption, bottom + _TICKS + 4),
    }


def _row(step, words, digits, y):
    """The words of one part."""
    known = step["low_pp"] == step["low_pp"]
    return {
        "name": step["name"],
        "moved": sentences.signed(step["part_pp"], digits),
        "ink": palette.TEXT,
        "span": sentences.span(words, step, digits) if known else "",
        "y": y,
    }


def _bar(step, limit):
    """The bar of one part, and the line of its range; without a range that line is a point."""
    known = step["low_pp"] == step["low_pp"]
    low, high = (step["from"] + step[side] if known else step["to"] for side in ("low_pp", "high_pp"))
    return {
        "from": step["from"] / limit,
        "to": step["to"] / limit,
        "low": max(-1, min(1, low / limit)),
        "high": max(-1, min(1, high / limit)),
        "colour": palette.UP if step["part_pp"] > 0 else palette.DOWN,
    }
