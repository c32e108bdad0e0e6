"""The change of a share in all draws -> twenty dots, each for one draw in twenty, above the central run."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.charts import figure, key
from scenarios.charts.changes import axis

COUNT = 20
"""Dots; each stands for an equal part of the draws."""

_KEY, _UNIT, _STACK, _TICKS = 24, 22, 140, 22
_BINS = {"narrow": (20, 7.5), "wide": (26, 12)}
"""Columns of dots on each side of zero, and pixels across a dot, on a phone and on a page."""

_LEFT, _RIGHT = "20", "width - 20"
_BOTTOM = _KEY + _UNIT + _STACK + 6
_NUMBER, _BAR, _RANGE = (_BOTTOM + _TICKS + down for down in (14, 30, 48))
_END = _RANGE + 12
_EDGE = 0.84


def dots(values_pp, words, central_pp, low_pp, high_pp, group, place, caption):
    """Quantile dot plot of the change of one share.

    Parameters
    ----------
    values_pp : sequence of float
        The change in points, one a dot; each stands for as many draws. Empty without draws.
    words : Words
    central_pp : float
        The change in the central run, points.
    low_pp, high_pp : float
        5th and 95th percentile over the draws, points; NaN without draws.
    group, place : str
        Name of the segment, and of the destination, within a sentence.
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.

    Returns
    -------
    figure.Figure
    """
    chosen = sorted(values_pp)
    spread = {"change_pp": central_pp, "low_pp": low_pp, "high_pp": high_pp}
    limit = axis([spread, *({**spread, "change_pp": value} for value in chosen)])
    digits = sentences.digits_for(*spread.values())
    told = words(
        "figures.dots_alt", group=group, place=place, central=sentences.signed(central_pp, digits),
        range=sentences.span(words, spread, digits),
        up=sum(value > 0 for value in chosen), down=sum(value < 0 for value in chosen), count=len(chosen),
    )  # fmt: skip
    return figure.Figure(_spec(), _data(chosen, words, spread, limit, digits, caption), told)


def height():
    """Height of the chart in pixels."""
    return _END + 6 + figure.caption_height()


def stacks(values, bins):
    """Where dots stand that share columns.

    Parameters
    ----------
    values : sequence of float
        Between -1 and 1, smallest first.
    bins : int
        Columns on each side of zero; one more stands on zero.

    Returns
    -------
    list of tuple of float
        Column between -1 and 1 and number of dots below, for each value.
    """
    filled, found = {}, []
    for value in values:
        column = round(value * bins) / bins
        found.append((column, filled.get(column, 0)))
        filled[column] = found[-1][1] + 1
    return found


@lru_cache(maxsize=1)
def _spec():
    total = height()
    scale = figure.across(_LEFT, _RIGHT)
    run = alt.Chart(alt.NamedData(name="run"))
    layers = [
        *figure.axis_layers(scale),
        figure.text("unit", "text", figure.along("zero", scale), align="center", fontSize=12, color=palette.MUTED),
        *_dots(scale),
        run.mark_rule(color=palette.SCENARIO, strokeWidth=3, opacity=0.45, strokeCap="round").encode(
            x=figure.along("low", scale), x2=alt.X2("high:Q"), y=alt.YValue(_BAR)
        ),
        run.mark_point(shape="diamond", filled=True, size=110, opacity=1, color=palette.SCENARIO).encode(
            x=figure.along("central", scale), y=alt.YValue(_BAR)
        ),
        *figure.haloed(
            "numbers", "text", figure.along("x", scale), ink=figure.own_colour(), align=alt.ExprRef("datum.align"),
            fontWeight=alt.ExprRef("datum.weight"),
        ),
        *key.layers(),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _dots(scale):
    """The dots in the columns of a phone and in those of a page, each hidden on the other."""
    for shape, shown in (("narrow", figure.NARROW), ("wide", f"!({figure.NARROW})")):
        yield (
            alt.Chart(alt.NamedData(name="dots"))
            .mark_point(shape="circle", filled=True, opacity=alt.ExprRef(f"{shown} ? 0.9 : 0"))
            .encode(
                x=figure.along(shape, scale),
                y=figure.at_y(f"datum.{shape}_y"),
                size=alt.Size(f"{shape}_size:Q", scale=None),
                color=figure.own_colour(),
            )
        )


def _data(values, words, spread, limit, digits, caption):
    rows = [{"colour": _colour(value)} for value in values]
    for shape, (bins, across) in _BINS.items():
        stacked = stacks([value / limit for value in values], bins)
        # The tallest stack has room: if need be, all dots are smaller.
        step = min(across + 1, _STACK / (1 + max((below for _, below in stacked), default=0)))
        for row, (x, below) in zip(rows, stacked, strict=True):
            row |= {
                shape: x,
                f"{shape}_y": _BOTTOM - step * (below + 0.5) - 1,
                f"{shape}_size": (step - 1) ** 2,
            }
    central, low, high = (spread[name] / limit for name in ("change_pp", "low_pp", "high_pp"))
    ranged = low == low
    run = {"central": central, "low": low if ranged else central, "high": high if ranged else central}
    numbers = [_number(sentences.signed(spread["change_pp"], digits), central, _NUMBER, palette.SCENARIO)]
    if ranged:
        numbers.append(
            _number(
                sentences.span(words, spread, digits).strip("()"), (low + high) / 2, _RANGE, palette.MUTED
            )
        )
    marks = [(words("figures.dot", count=COUNT), "circle", 72, palette.BASELINE, "transparent"),
             (words("figures.central"), "diamond", 110, palette.SCENARIO, "transparent"),
             (words("figures.range"), "stroke", 140, "transparent", "#EAAB80")]  # fmt: skip
    columns = ["colour", *(shape + what for shape in _BINS for what in ("", "_y", "_size"))]
    return {
        "dots": pd.DataFrame(rows, columns=columns),
        "run": pd.DataFrame([run]),
        "numbers": pd.DataFrame(numbers),
        "unit": pd.DataFrame([{"text": words("figures.change"), "zero": 0, "y": _KEY + _UNIT / 2}]),
        "key": key.table(marks, _KEY / 2 - 2),
        "ticks": figure.ticks(limit, _KEY + _UNIT, _BOTTOM),
        **figure.caption_data(caption, _END + 4),
    }


def _colour(value):
    return palette.UP if value > 0 else palette.DOWN if value < 0 else palette.BASELINE


def _number(text, x, y, colour):
    """A number at its place; the range, which is longer, from the edge inwards where it would be cut."""
    stands = {"x": x, "align": "center", "weight": 600 if colour == palette.SCENARIO else 400}
    if abs(x) > _EDGE and colour != palette.SCENARIO:
        stands |= {"x": 1 if x > 0 else -1, "align": "right" if x > 0 else "left"}
    return {"text": text, "y": y, "colour": colour, **stands}
