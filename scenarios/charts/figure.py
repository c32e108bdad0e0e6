"""What every chart is: a Vega-Lite specification that never changes, and the tables that do.

A slider moves data only. A changed title, axis or rule in the specification would make the browser build
the chart anew, so words, ticks and captions are rows of small tables, placed in pixels.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.typesetting.faces import REGULAR

FONT = "Source Sans, sans-serif"

PAGE = 560
"""Pixels of a chart that is on a page; a narrower one is on a phone."""

PHONE = 296
"""Pixels of a chart on the narrowest phone: a line of words that was wrapped for phones is at most as wide."""

NARROW = f"width < {PAGE}"
"""Vega expression that tells a phone from a page."""

CAPACITIES = (2, 4, 6, 8, 10, 12)
"""Rows that a chart of a changing number of rows is laid out for; only a step to the next builds it anew."""

_CAPTION_TYPE, _CAPTION_LINE = 11, 14
_TICK, _LONG = 12, 36
"""Type of a tick, and pixels that its label takes at most beside all others on a phone: six digits."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart ready to show: specification, its tables by name, text for those who do not see it."""

    spec: dict
    data: dict
    alt: str


def dress(chart, height):
    """The chart with the house's type, colours and fixed height."""
    return (
        chart.properties(
            width="container",
            height=height,
            padding=0,
            # "fit" would shrink the plot whenever a text is longer than the chart is wide.
            autosize=alt.AutoSizeParams(type="none"),
        )
        .configure(font=FONT)
        # A chart is one picture with one text; its numbers are read in the table, not mark by mark.
        .configure_mark(tooltip=None, aria=False)
        .configure_view(stroke=None)
        .configure_text(font=FONT, fontSize=13, color=palette.TEXT)
    )


def pixel_y(field, height):
    """Vertical position from a column in pixels, so that rows can hold any number of things."""
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False))


def text_when(expression, field):
    """A column as text where a Vega expression holds, else nothing."""
    return alt.TextValue("", condition={"test": expression, "field": field, "type": "nominal"})


def caption_layers(height):
    """Text layers for the caption, in two lines where the chart is wide enough for them, else wrapped."""
    layers = []
    for shape, condition in (("wide", "width >= datum.need"), ("narrow", "width < datum.need")):
        layers.append(
            alt.Chart(alt.NamedData(name=f"caption_{shape}"))
            .mark_text(align="left", baseline="top")
            .encode(
                size=alt.SizeValue(alt.ExprRef(f"{_CAPTION_TYPE} * min(1, width / {PHONE})")),
                x=alt.XValue(0),
                y=pixel_y("y", height),
                text=text_when(condition, "text"),
                color=alt.Color("colour:N", scale=None),
            )
        )
    return layers


def caption_height(lines=4):
    """Pixels that a caption takes at most."""
    return lines * _CAPTION_LINE + 2


def caption_data(caption, top):
    """Tables for :func:`caption_layers`: the first line in the colour of the stamp."""
    wide = [(line, palette.STAMP if not number else palette.MUTED) for number, line in enumerate(caption)]
    narrow = [
        (part, colour) for line, colour in wide for part in REGULAR.lines(line, _CAPTION_TYPE, PHONE) if part
    ]
    need = max(REGULAR.width(line, _CAPTION_TYPE) for line in caption)
    return {
        f"caption_{shape}": pd.DataFrame(
            {
                "text": [text for text, _ in lines],
                "colour": [colour for _, colour in lines],
                "y": [top + _CAPTION_LINE * number for number in range(len(lines))],
                "need": need,
            }
        )
        for shape, lines in (("wide", wide), ("narrow", narrow))
    }


def by_width(narrow, wide):
    """Vega expression: one value on a phone, another on a page."""
    return f"({NARROW} ? {narrow} : {wide})"


def capacity(count):
    """The smallest of :data:`CAPACITIES` that holds a number of rows."""
    return next((rows for rows in CAPACITIES if count <= rows), CAPACITIES[-1])


def across(left, right):
    """Scale from -1 to 1 between two Vega expressions in pixels."""
    return alt.Scale(domain=[-1, 1], range=[alt.ExprRef(left), alt.ExprRef(right)], nice=False, zero=False)


def along(field, scale):
    """Horizontal position from a column on a scale."""
    return alt.X(f"{field}:Q", axis=None, scale=scale)


def at_y(expression="datum.y"):
    """Vertical position from a Vega expression in pixels, which may depend on the row and on the width."""
    return alt.YValue(alt.ExprRef(expression))


def own_colour(field="colour"):
    """The colour that a column names."""
    return alt.Color(f"{field}:N", scale=None)


def text(table, field, x, y="datum.y", condition="true", ink=None, **mark):
    """Layer of words from a column.

    Parameters
    ----------
    table, field : str
    x : str or altair.X
        Vega expression in pixels, or an encoding.
    y, condition : str
        Vega expressions: place in pixels, and where the words are shown.
    ink : altair.Color, optional
    **mark
        Properties of the text.
    """
    encoded = {
        "x": alt.XValue(alt.ExprRef(x)) if isinstance(x, str) else x,
        "y": at_y(y),
        "text": text_when(condition, field),
        **({"color": ink} if ink else {}),
    }
    mark = {"align": "left", "baseline": "middle", **mark}
    return alt.Chart(alt.NamedData(name=table)).mark_text(**mark).encode(**encoded)


def axis_layers(scale):
    """Upright rules and their numbers, from :func:`ticks`."""
    ticks = alt.Chart(alt.NamedData(name="ticks"))
    return [
        ticks.mark_rule().encode(
            x=along("x", scale),
            y=at_y("datum.top"),
            y2=alt.Y2Value(alt.ExprRef("datum.bottom")),
            color=own_colour(),
        ),
        text("ticks", "text", along("x", scale), "datum.bottom + 6",
             align="center", baseline="top", fontSize=_TICK, color=palette.MUTED),
    ]  # fmt: skip


def ticks(limit, top, bottom):
    """Table for :func:`axis_layers`: five numbers in points from minus to plus ``limit``, zero in grey."""
    return pd.DataFrame(
        {
            "x": place,
            "text": sentences.signed(place * limit, 1 if (place * limit) % 1 or limit == 1 else 0),
            "colour": palette.BASELINE if place == 0 else palette.RULE,
            "top": top,
            "bottom": bottom,
        }
        for place in (-1, -0.5, 0, 0.5, 1)
    )


def steps(labels):
    """Table of ticks at equal distances, 0 to 1, with their labels; where these are long a phone shows every other."""
    last, long = len(labels) - 1, max(REGULAR.width(label, _TICK) for label in labels) > _LONG
    return pd.DataFrame(
        {
            "place": place / last,
            "text": label,
            "often": not long or place % 2 == 0,
            "align": "right" if long and place == last else "center",
        }
        for place, label in enumerate(labels)
    )


def haloed(table, field, x, y="datum.y", halo="white", **how):
    """Two layers of words like :func:`text`, on a rim that keeps the lines behind from crossing them."""
    rim = {**how, "color": halo, "stroke": halo, "strokeWidth": 4, "ink": None}
    return [text(table, field, x, y, **rim), text(table, field, x, y, **how)]
