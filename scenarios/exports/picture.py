"""A figure -> PNG or SVG, drawn without a browser; the caption is part of the picture."""

import json
from dataclasses import dataclass
from functools import lru_cache

import vl_convert

from scenarios import palette
from scenarios.charts import figure as charts
from scenarios.typesetting.faces import FONTS, SEMIBOLD

WIDTH = 900
"""Pixels of a picture that goes nowhere in particular."""

_FAMILY = "'Source Sans 3', 'Source Sans', sans-serif"
_GAP, _PADDING, _LINE, _TITLE = 4, 16, 23, 18


@lru_cache(maxsize=1)
def _fonts():
    vl_convert.register_font_directory(str(FONTS))


@dataclass(frozen=True)
class Title:
    """What stands over a picture that goes out alone."""

    headline: str
    about: str
    """Whose numbers they are, or nothing."""


def svg(figure, width=WIDTH, caption=True, title=None):
    """A figure as the text of an SVG file.

    Parameters
    ----------
    figure : scenarios.charts.figure.Figure
    width : int
        Pixels.
    caption : bool
        Whether the caption stays in the picture; without it the page around must show stamp and source.
    title : Title, optional

    Returns
    -------
    str
    """
    _fonts()
    spec = _spec(figure, width, caption, title)
    # Compiling takes a tenth of the time; figures of one kind differ in their tables alone.
    tables = spec.pop("datasets")
    drawn = json.loads(_compiled(json.dumps(spec, sort_keys=True)))
    for source in drawn["data"]:
        if source["name"] in tables:
            source["values"] = tables[source["name"]]
    return vl_convert.vega_to_svg(drawn)


def png(figure, width=WIDTH, scale=2.0, title=None):
    """A figure as the bytes of a PNG file, ``scale`` pixels to each pixel of ``width``; else as :func:`svg`."""
    _fonts()
    return vl_convert.vegalite_to_png(_spec(figure, width, True, title), scale=scale)


def height(figure, caption=True):
    """Pixels that a picture of a figure is high, at any width of a page."""
    return figure.spec["height"] if caption else _cropped(figure)


@lru_cache(maxsize=32)
def _compiled(text):
    """A specification without its tables as the text of a Vega one."""
    return json.dumps(vl_convert.vegalite_to_vega(json.loads(text)))


def _spec(figure, width, caption, title=None):
    """The specification with its tables and a width of its own; what it was made of stays as it is."""
    tables = {name: json.loads(table.to_json(orient="records")) for name, table in figure.data.items()}
    spec = {**figure.spec, "width": width, "height": height(figure, caption), "datasets": tables}
    if not caption:
        tables |= {name: [] for name in tables if name.startswith("caption_")}
    text = json.dumps(spec).replace(json.dumps(charts.FONT)[1:-1], _FAMILY)
    made = {**json.loads(text), "padding": _PADDING if caption else 0}
    return made | _titled(title, width) if title else made


def _titled(title, width):
    """Title and subtitle over a figure, and the room that they take."""
    lines = SEMIBOLD.lines(title.headline, _TITLE, width)
    under = [title.about] if title.about else []
    return {
        "title": {
            "text": lines, "anchor": "start", "frame": "bounds", "fontSize": _TITLE, "fontWeight": 600,
            "font": _FAMILY, "lineHeight": _LINE, "color": palette.TEXT, "offset": 14,
            **({"subtitle": under, "subtitleFontSize": 14, "subtitleFont": _FAMILY, "subtitlePadding": 4,
                "subtitleColor": palette.MUTED} if under else {}),
        },
        "padding": {
            "left": _PADDING, "right": _PADDING, "bottom": _PADDING,
            "top": _PADDING + 14 + _LINE * len(lines) + (_LINE if under else 0),
        },
    }  # fmt: skip


def _cropped(figure):
    """Where the caption begins."""
    return int(figure.data["caption_wide"]["y"].min()) - _GAP
