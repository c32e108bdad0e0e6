"""The margin of a conclusion over two levers -> a map of where it holds, with the line on which it turns."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette
from scenarios.charts import figure, key, regions
from scenarios.typesetting.faces import REGULAR

HOLDS, FAILS = "#DFEAF4", "#F8F1E6"
"""Tints of the two sides."""

CENTRAL = "central"
"""Key of the line on which the central margin is zero, among the lines of :func:`plane`."""

MARKS = (("circle", 200, "#FFFFFF", palette.BASELINE), ("diamond", 80, palette.SCENARIO, palette.SCENARIO))
"""Shape, size, fill and stroke of the baseline and of the scenario, which fits into it."""

_RECT = ["left", "right", "bottom", "top", "colour"]
_MARK = ["x", "y", "shape", "size", "fill", "stroke"]
_TITLE, _UNDER, _LINE, _WORDS = 26, 48, 17, 200
_PHONE_SIDE, _PAGE_SIDE = 280, 420
_SIDE = figure.by_width(_PHONE_SIDE, _PAGE_SIDE)
_LEFT = figure.by_width("64", "72")
_ACROSS = figure.by_width("(width - 80)", "min(width - 330, 540)")
_PAGE_CAPTION = _TITLE + _PAGE_SIDE + _UNDER + 8
_PHONE_KEY = _TITLE + _PHONE_SIDE + _UNDER + 12
_PHONE_CAPTION = _PHONE_KEY + 8 * _LINE


def plane(
    plane_x,
    plane_y,
    margins,
    words,
    lines,
    now,
    baseline,
    x_title,
    y_title,
    x_labels,
    y_labels,
    side_labels,
    caption,
):
    """Map of where a conclusion holds over the ranges of two levers.

    Parameters
    ----------
    plane_x, plane_y : sequence of float
        Values of the two levers, ascending, from the smallest to the largest.
    margins : sequence of sequences of float
        Margin in any unit, one row for each value of ``plane_y``; above zero the conclusion holds.
    words : Words
    lines : dict of str to sequence
        Polylines in lever values, a sequence of (x, y) each: under :data:`CENTRAL` those where the margin is
        zero, under any other label, such as ``10%``, those of an equal share of draws.
    now, baseline : tuple of float
        Lever values (x, y) of the scenario and of the baseline.
    x_title, y_title : str
    x_labels, y_labels : sequence of str
        Labels of ticks at equal distances, the first at the smallest value and the last at the largest.
    side_labels : tuple of str
        What is said of the side where it holds, and of the other.
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.

    Returns
    -------
    figure.Figure
    """
    fractions = _fractions(plane_x, plane_y)
    across, up = (
        [fractions(x, plane_y[0])[0] for x in plane_x],
        [fractions(plane_x[0], y)[1] for y in plane_y],
    )
    rects = regions.sides(across, up, margins)
    here = fractions(*now)
    told = words(
        "figures.plane_alt", x=x_title, x_low=x_labels[0], x_high=x_labels[-1], y=y_title, y_low=y_labels[0],
        y_high=y_labels[-1], holds=side_labels[0], percent=round(100 * sum(regions.area(rect) for rect in rects)),
        side=side_labels[0 if any(regions.inside(here, rect) for rect in rects) else 1],
    )  # fmt: skip
    data = {
        "sides": pd.DataFrame([(0, 1, 0, 1, FAILS), *((*rect, HOLDS) for rect in rects)], columns=_RECT),
        "marks": pd.DataFrame(
            [(*at, *look) for at, look in zip((fractions(*baseline), here), MARKS, strict=True)],
            columns=_MARK,
        ),
        **_lines({label: [[fractions(*at) for at in one] for one in some] for label, some in lines.items()}),
        "titles": pd.DataFrame([{"x": x_title, "y": y_title}]),
        "ticks_x": figure.steps(x_labels),
        "ticks_y": figure.steps(y_labels),
        "key": _key(words, side_labels, any(label != CENTRAL for label in lines)),
    }
    return figure.Figure(_spec(), data | _caption(caption), told)


def height():
    """Height of the map in pixels."""
    return _PHONE_CAPTION + figure.caption_height()


def _fractions(plane_x, plane_y):
    """Lever values to fractions of the map."""
    left, bottom = float(plane_x[0]), float(plane_y[0])
    width, height = float(plane_x[-1]) - left, float(plane_y[-1]) - bottom

    def fractions(x, y):
        return (float(x) - left) / width, (float(y) - bottom) / height

    return fractions


@lru_cache(maxsize=1)
def _spec():
    total = height()
    scale = alt.Scale(
        domain=[0, 1], range=[alt.ExprRef(_LEFT), alt.ExprRef(f"{_LEFT} + {_ACROSS}")], nice=False
    )
    x, up = figure.along("x", scale), f"{_TITLE} + {_SIDE} * (1 - datum.y)"
    area, central, bands, marks = (
        alt.Chart(alt.NamedData(name=name)) for name in ("sides", "central", "bands", "marks")
    )
    under = f"{_TITLE} + {_SIDE}"
    layers = [
        area.mark_rect().encode(
            x=figure.along("left", scale), x2=alt.X2("right:Q"), color=figure.own_colour(),
            # Half a pixel more at the top, so that no seam shows between rectangles.
            y=figure.at_y(f"{_TITLE} + max(0, {_SIDE} * (1 - datum.top) - 0.5)"),
            y2=alt.Y2Value(alt.ExprRef(f"{_TITLE} + {_SIDE} * (1 - datum.bottom)")),
        ),
        bands.mark_line(color=palette.TEXT, strokeWidth=1).encode(
            x=x, y=figure.at_y(up), detail="line:N", order="order:Q"
        ),
        central.mark_line(color=palette.TEXT, strokeWidth=2.5).encode(
            x=x, y=figure.at_y(up), detail="line:N", order="order:Q"
        ),
        *figure.haloed("names", "text", x, up, align="center", fontSize=12),
        marks.mark_point(opacity=1, strokeWidth=2).encode(
            x=x, y=figure.at_y(up), shape=alt.Shape("shape:N", scale=None), size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("stroke:N", scale=None),
        ),
        *_axes(scale, under),
        *key.layers(f"({_LEFT} + {_ACROSS} + 24)"),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _axes(scale, under):
    """Ticks with their labels, and the names of the levers beside the ends of the axes."""
    muted = {"fontSize": 12, "color": palette.MUTED}
    x = figure.along("place", scale)
    at = f"{_TITLE} + {_SIDE} * (1 - datum.place)"
    ticks_x, ticks_y = (alt.Chart(alt.NamedData(name=name)) for name in ("ticks_x", "ticks_y"))
    return [
        ticks_x.mark_rule(color=palette.BASELINE).encode(
            x=x, y=figure.at_y(under), y2=alt.Y2Value(alt.ExprRef(f"{under} + 5"))
        ),
        ticks_y.mark_rule(color=palette.BASELINE).encode(
            x=alt.XValue(alt.ExprRef(f"{_LEFT} - 5")), x2=alt.X2Value(alt.ExprRef(_LEFT)), y=figure.at_y(at)
        ),
        figure.text("ticks_x", "text", x, f"{under} + 8", figure.by_width("datum.often", "true"),
                    align=alt.ExprRef(figure.by_width("datum.align", "'center'")), baseline="top", **muted),
        figure.text("ticks_y", "text", f"{_LEFT} - 11", at, align="right", limit=60, **muted),
        figure.text("titles", "x", f"{_LEFT} + {_ACROSS}", f"{under} + 34", align="right",
                    limit=alt.ExprRef(f"{_LEFT} + {_ACROSS}"), fontSize=13),
        figure.text("titles", "y", "0", "10", limit=alt.ExprRef("width"), fontSize=13),
    ]  # fmt: skip


def _lines(placed):
    """Tables of the central line, of the lines of equal shares of draws, and of their labels."""
    points = {
        label: [
            {"x": x, "y": y, "line": f"{label} {number}", "order": order}
            for number, one in enumerate(polylines)
            for order, (x, y) in enumerate(one)
        ]
        for label, polylines in placed.items()
    }
    others = {label: polylines for label, polylines in placed.items() if label != CENTRAL and any(polylines)}
    names = []
    for number, (label, polylines) in enumerate(others.items(), 1):
        longest = max(polylines, key=len)
        # Labels of neighbouring lines stand at different parts of them.
        x, y = longest[len(longest) * number // (len(others) + 1)]
        names.append({"text": label, "x": x, "y": y})
    columns = ["x", "y", "line", "order"]
    bands = [point for label in others for point in points[label]]
    return {
        "central": pd.DataFrame(points.get(CENTRAL, []), columns=columns),
        "bands": pd.DataFrame(bands, columns=columns),
        "names": pd.DataFrame(names, columns=["text", "x", "y"]),
    }


def _key(words, side_labels, with_draws):
    """The key: to the right of the map on a page, under it on a phone."""
    (holds, fails), (baseline, now) = side_labels, MARKS
    items = [
        (holds, "square", 150, HOLDS, HOLDS, 2), (fails, "square", 150, FAILS, FAILS, 2),
        (words("figures.line"), "stroke", 140, "transparent", palette.TEXT, 2.5),
        *([(words("figures.draws"), "stroke", 140, "transparent", palette.TEXT, 1)] if with_draws else []),
        (words("figures.now"), *now, 2), (words("figures.baseline"), *baseline, 2),
    ]  # fmt: skip
    rows = []
    for word, shape, size, fill, stroke, weight in items:
        mark = {"shape": shape, "size": size, "fill": fill, "stroke": stroke, "weight": weight}
        for line in REGULAR.lines(word, key.TYPE, _WORDS, most=2):
            down = _LINE * len(rows)
            rows.append({"word": line, **mark, "narrow_y": _PHONE_KEY + down, "wide_y": _TITLE + 8 + down})
            mark |= {"fill": "transparent", "stroke": "transparent"}
    return pd.DataFrame(rows).assign(narrow_x=0, wide_x=0, narrow_end=0, wide_end=0)


def _caption(caption):
    """The caption, under the map on a page and under the key on a phone, where nothing else has room for it."""
    return {
        name: figure.caption_data(caption, top)[name].assign(need=figure.PAGE)
        for name, top in (("caption_wide", _PAGE_CAPTION), ("caption_narrow", _PHONE_CAPTION))
    }
