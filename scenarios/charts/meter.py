"""What a result rests on -> one bar of a hundred percent a row, in four classes of evidence."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.analysis.grounds import CLASSES
from scenarios.charts import figure, key
from scenarios.typesetting.faces import REGULAR

MOST = 4
"""Rows at most."""

# One a class of evidence, from the firmest to the least; each has an icon, as on its badge, and a tint.
_ICONS = ("■", "◆", "○", "?")
FILLS = (palette.DEEP, palette.SOFT, "#D3DCE5", "#F7F8F9")
_INKS = ("#FFFFFF", palette.TEXT, palette.TEXT, palette.TEXT)
_EDGE = "#7C8894"

_KEY, _ROW, _TYPE, _AIR = 44, 48, 12, 20
_LEFT = figure.by_width("0", "230")
_WORDS = figure.by_width("datum.above", "datum.y")
_MARKS = figure.by_width("6", "0")
_PIXELS = f"(datum.to - datum.from) * (width - {_LEFT})"


def meter(rows, words, caption):
    """Chart of how much of a result rests on each class of evidence.

    Parameters
    ----------
    rows : sequence of dict
        One to :data:`MOST`, with name and shares (class -> fraction; they sum to 1, or are all 0 where nothing
        moved). The first is the one that counts and is set in bold.
    words : Words
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.

    Returns
    -------
    figure.Figure

    Raises
    ------
    ValueError
        For more rows than :data:`MOST`, or none.
    """
    if not 1 <= len(rows) <= MOST:
        raise ValueError(f"a meter has 1 to {MOST} rows, not {len(rows)}")
    names = {name: words(f"class.{name}") for name in CLASSES}
    told = []
    for row in rows:
        counted = sentences.percents(row["shares"])
        values = ", ".join(f"{names[name]} {percent}%" for name, percent in counted.items() if percent)
        told.append(f"{row['name']}: {values or words('figures.meter_nothing')}")
    alt_text = words("figures.meter_alt", values="; ".join(told))
    return figure.Figure(_spec(len(rows)), _data(rows, words, list(names.values()), caption), alt_text)


def height(count):
    """Height of the chart in pixels for a number of rows."""
    return _KEY + _ROW * count + 6 + figure.caption_height()


@lru_cache(maxsize=MOST)
def _spec(count):
    total = height(count)
    across = alt.Scale(domain=[0, 1], range=[alt.ExprRef(_LEFT), alt.ExprRef("width")], nice=False)
    cells = alt.Chart(alt.NamedData(name="cells"))
    start, end = figure.along("from", across), alt.X2("to:Q")
    names = {"limit": alt.ExprRef(figure.by_width("width", "216"))}
    layers = [
        *key.layers(),
        cells.mark_rect(strokeWidth=1).encode(
            x=start, x2=end, color=figure.own_colour(), stroke=alt.Stroke("edge:N", scale=None),
            y=figure.at_y(f"datum.top + {_MARKS}"), y2=alt.Y2Value(alt.ExprRef(f"datum.bottom + {_MARKS}")),
        ),
        *(
            figure.text("cells", field, figure.along("middle", across), f"datum.y + {_MARKS}", condition,
                        ink=figure.own_colour("ink"), align="center", fontSize=_TYPE)
            for field, condition in (
                ("long", f"{_PIXELS} >= datum.room"),
                ("short", f"{_PIXELS} < datum.room && {_PIXELS} >= 24"),
            )
        ),
        figure.text("rows", "first", "0", _WORDS, fontWeight=600, **names),
        figure.text("rows", "other", "0", _WORDS, **names),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _data(rows, words, names, caption):
    cells, lines = [], []
    for number, row in enumerate(rows):
        y = _KEY + _ROW * (number + 0.5)
        thick = 24 if number == 0 else 18
        upright = {"y": y, "top": y - thick / 2, "bottom": y + thick / 2}
        cells += [{**cell, **upright} for cell in _cells(row, words)]
        lines.append(
            {
                "first": "" if number else row["name"],
                "other": row["name"] if number else "",
                "y": y,
                "above": y - thick / 2 - 5,
            }
        )
    marks = [(f"{icon} {name}", "square", 150, fill, _EDGE)
             for icon, name, fill in zip(_ICONS, names, FILLS, strict=True)]  # fmt: skip
    return {
        "cells": pd.DataFrame(cells),
        "rows": pd.DataFrame(lines),
        "key": key.table(marks, 28, lines=2),
        **figure.caption_data(caption, _KEY + _ROW * len(rows) + 8),
    }


def _cells(row, words):
    """The stretches of one bar, or a single empty one."""
    shares = [row["shares"][name] for name in CLASSES]
    percents = sentences.percents(row["shares"]).values()
    if not any(shares):
        nothing = words("figures.meter_nothing")
        return [{"from": 0, "to": 1, "middle": 0.5, "colour": "#FFFFFF", "edge": _EDGE, "ink": palette.MUTED,
                 "long": nothing, "short": nothing, "room": _room(nothing)}]  # fmt: skip
    found, start, whole = [], 0.0, sum(shares)
    for share, percent, icon, fill, ink in zip(shares, percents, _ICONS, FILLS, _INKS, strict=True):
        end = start + share / whole
        long = f"{icon} {percent}%"
        if share:
            found.append(
                {
                    "from": start, "to": min(end, 1), "middle": (start + end) / 2, "colour": fill, "edge": _EDGE,
                    "ink": ink, "long": long, "short": f"{percent}%", "room": _room(long),
                }
            )  # fmt: skip
        start = end
    return found


def _room(text):
    """Pixels of a stretch that holds a text."""
    return REGULAR.width(text, _TYPE) + _AIR
