"""What every chart is: a Vega-Lite specification that never changes, and the tables that do.

A slider moves data only. A changed title, axis or rule in the specification would make the browser build
the chart anew, so words, ticks and captions are rows of small tables, placed in pixels.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

TEXT = "#111418"
MUTED = "#57606A"
RULE = "#E3E6EA"
BASELINE = "#57606A"
SCENARIO = "#D55E00"
DOWN = "#B34700"
UP = "#0072B2"
STAMP = "#8A4B00"

NARROW = "width < 560"
"""Vega expression that tells a phone from a page."""

_CAPTION_LINE = 14
_NARROW_LETTERS = 62


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
        .configure(font="Source Sans, sans-serif")
        .configure_mark(tooltip=None)
        .configure_view(stroke=None)
        .configure_text(font="Source Sans, sans-serif", fontSize=13, color=TEXT)
    )


def pixel_y(field, height):
    """Vertical position from a column in pixels, so that rows can hold any number of things."""
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False))


def text_when(expression, field):
    """A column as text where a Vega expression holds, else nothing."""
    return alt.TextValue("", condition={"test": expression, "field": field, "type": "nominal"})


def caption_layers(height):
    """Text layers for the caption, once in two lines and once wrapped for a phone."""
    layers = []
    for shape, condition in (("wide", f"!({NARROW})"), ("narrow", NARROW)):
        layers.append(
            alt.Chart(alt.NamedData(name=f"caption_{shape}"))
            .mark_text(align="left", baseline="top", fontSize=11)
            .encode(
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
    wide = [(line, STAMP if not number else MUTED) for number, line in enumerate(caption)]
    narrow = [(part, colour) for line, colour in wide for part in _wrap(line)]
    return {
        f"caption_{shape}": pd.DataFrame(
            {
                "text": [text for text, _ in lines],
                "colour": [colour for _, colour in lines],
                "y": [top + _CAPTION_LINE * number for number in range(len(lines))],
            }
        )
        for shape, lines in (("wide", wide), ("narrow", narrow))
    }


def _wrap(line):
    if len(line) <= _NARROW_LETTERS:
        return [line]
    cut = line.rfind(" ", 0, _NARROW_LETTERS)
    return [line[:cut], line[cut + 1 :]]
