"""A conclusion's margin over one lever, or over two -> a curve with its tipping points, or a map of two sides."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.charts import figure, key
from scenarios.charts.plane import FAILS, HOLDS, MARKS, plane
from scenarios.typesetting.faces import REGULAR

__all__ = ["curve", "plane"]

_TITLE, _KEY, _PANEL, _GAP, _SHARE, _TICKS = 36, 28, 200, 38, 84, 26
_TOP = _TITLE + _KEY
_ZERO = _TOP + _PANEL / 2
_LEFT, _RIGHT = "50", "width - 30"
_TYPE = 12
_NEAR = 0.2
_LEVELS = (0.1, 0.5, 0.9)

SCALES = (1, 2, 5, 10, 20, 50, 100)
"""Half widths of the axis of margins in points; more of them than for changes, because a line is read by its slope."""


def curve(values, margins, words, roots, now, baseline, unit_labels, holds, conclusion_label, caption):
    """Chart of the margin of a conclusion over the range of a lever.

    Parameters
    ----------
    values : sequence of float
        Lever values, ascending, from the smallest to the largest.
    margins : sequence of float
        Margin at each, a fraction as :meth:`scenarios.analysis.conclusions.Conclusion.margin` gives it;
        shown in points.
    words : Words
    roots : sequence of tuple
        Lever value and label of each tipping point.
    now, baseline : float
        Lever values of the scenario and of the baseline.
    unit_labels : sequence of str
        Labels of ticks at equal distances, the first at the smallest value and the last at the largest.
    holds : tuple of sequences, or None
        Lever values, and at each the share of draws in which the conclusion holds, a fraction.
    conclusion_label : str
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.caption` writes them.

    Returns
    -------
    figure.Figure
    """
    points = [100 * float(margin) for margin in margins]
    reach = max(abs(point) for point in points)
    limit = next(scale for scale in SCALES if reach <= scale)
    start, width = float(values[0]), float(values[-1] - values[0])

    def fraction(value):
        return (float(value) - start) / width

    line = [(fraction(value), point / limit) for value, point in zip(values, points, strict=True)]
    marks = {
        name: (fraction(value), _height(line, fraction(value)))
        for name, value in (("now", now), ("baseline", baseline))
    }
    turns = [(fraction(value), label) for value, label in roots]
    shares = [(fraction(value), float(share)) for value, share in zip(*holds, strict=True)] if holds else []
    told = words(
        "figures.curve_alt", conclusion=conclusion_label, low=unit_labels[0], high=unit_labels[-1],
        margin=sentences.signed(marks["now"][1] * limit, sentences.digits_for(limit)),
        roots=", ".join(label for _, label in turns) or words("figures.nowhere"),
    )  # fmt: skip
    data = {
        **_curve(line, marks, turns, shares),
        **_frame(words, limit, unit_labels, conclusion_label, bool(holds)),
        **figure.caption_data(caption, _end(bool(holds)) + 4),
    }
    return figure.Figure(_spec(bool(holds)), data, told)


def height(with_draws):
    """Height of the curve in pixels, with or without the panel of the draws."""
    return _end(with_draws) + 6 + figure.caption_height()


def _bottom(with_draws):
    return _TOP + _PANEL + (_GAP + _SHARE if with_draws else 0)


def _end(with_draws):
    return _bottom(with_draws) + _TICKS


def _height(line, x):
    """The height of a line of points at an x, between the points next to it."""
    for (left, low), (right, high) in zip(line, line[1:], strict=False):
        if x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return line[-1][1]


@lru_cache(maxsize=2)
def _spec(with_draws):
    total, bottom = height(with_draws), _bottom(with_draws)
    scale = alt.Scale(domain=[0, 1], range=[alt.ExprRef(_LEFT), alt.ExprRef(_RIGHT)], nice=False)
    x = figure.along("x", scale)
    y = figure.pixel_y("y", total)
    sides, levels, frame, line, marks, turns, now = (
        alt.Chart(alt.NamedData(name=name))
        for name in ("sides", "levels", "frame", "line", "marks", "turns", "now")
    )
    ends = {"x": alt.XValue(alt.ExprRef(_LEFT)), "x2": alt.X2Value(alt.ExprRef(_RIGHT))}
    layers = [
        sides.mark_rect().encode(
            **ends, y=figure.at_y("datum.top"), y2=alt.Y2Value(alt.ExprRef("datum.bottom")), color=figure.own_colour()
        ),
        levels.mark_rule().encode(**ends, y=y, color=figure.own_colour()),
        figure.text("levels", "text", "39", align="right", fontSize=_TYPE, color=palette.MUTED),
        figure.text("titles", "text", "0", condition=figure.by_width("datum.narrow", "!datum.narrow"),
                    fontSize=_TYPE, color=palette.MUTED, limit=alt.ExprRef("width")),
        now.mark_rule(color=palette.SCENARIO, strokeWidth=1.5, opacity=0.6).encode(
            x=x, y=figure.at_y("datum.top"), y2=alt.Y2Value(alt.ExprRef("datum.bottom"))
        ),
        line.mark_line(color=palette.SCENARIO, strokeWidth=2.5).encode(x=x, y=y, order="x:Q"),
        *([_shares(x, y)] if with_draws else []),
        turns.mark_point(shape="circle", filled=True, size=60, opacity=1, color=palette.TEXT).encode(
            x=x, y=alt.YValue(_ZERO)
        ),
        marks.mark_point(opacity=1, strokeWidth=2).encode(
            x=x, y=y, shape=alt.Shape("shape:N", scale=None), size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("stroke:N", scale=None),
        ),
        *figure.haloed("turns", "label", x, align=alt.ExprRef("datum.align"), fontWeight=600),
        frame.mark_rule(color=palette.BASELINE).encode(x=x, y=alt.YValue(bottom), y2=alt.Y2Value(bottom + 5)),
        figure.text("frame", "text", x, str(bottom + 8), figure.by_width("datum.often", "true"),
                    align="center", baseline="top", fontSize=_TYPE, color=palette.MUTED),
        *key.layers(),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _shares(x, y):
    return (
        alt.Chart(alt.NamedData(name="shares"))
        .mark_line(color=palette.TEXT, strokeWidth=2)
        .encode(x=x, y=y, order="x:Q")
    )


def _curve(line, marks, turns, shares):
    """Tables of what the lever does: the line, the marks on it, its tipping points, the shares of draws."""
    looks = {
        name: {"shape": shape, "size": size, "fill": fill, "stroke": stroke}
        for name, (shape, size, fill, stroke) in zip(("baseline", "now"), MARKS, strict=True)
    }
    panels = [(_TOP, _TOP + _PANEL), *([(_level(1), _level(0))] if shares else [])]
    labels, before = [], None
    for x, label in turns:
        # Neighbours stand above and below the line of zero by turns, so that they do not run into each other.
        below = before is not None and x - before[0] < _NEAR and not before[1]
        before = x, below
        align = "left" if x < 0.12 else "right" if x > 0.88 else "center"
        labels.append({"x": x, "label": label, "y": _ZERO + (16 if below else -16), "align": align})
    return {
        "line": pd.DataFrame([{"x": x, "y": _ZERO - _PANEL / 2 * y} for x, y in line]),
        "marks": pd.DataFrame(
            [
                {"x": marks[name][0], "y": _ZERO - _PANEL / 2 * marks[name][1], **look}
                for name, look in looks.items()
            ]
        ),
        "turns": pd.DataFrame(labels, columns=["x", "label", "y", "align"]),
        "now": pd.DataFrame([{"x": marks["now"][0], "top": top, "bottom": bottom} for top, bottom in panels]),
        **({"shares": pd.DataFrame([{"x": x, "y": _level(share)} for x, share in shares])} if shares else {}),
    }


def _level(share):
    """Height in pixels of a share of draws."""
    return _TOP + _PANEL + _GAP + _SHARE * (1 - share)


def _frame(words, limit, unit_labels, conclusion_label, with_draws):
    """Tables of what stands around: sides, levels, titles, ticks of the lever, key."""
    levels = [
        (row.text, _ZERO - _PANEL / 2 * row.x, palette.BASELINE if row.x == 0 else "#FFFFFF")
        for row in figure.ticks(limit, 0, 0).itertuples()
    ]
    if with_draws:
        levels += [(f"{100 * share:.0f}%", _level(share), palette.RULE) for share in _LEVELS]
    marks = [(words("figures.holds"), "square", 150, HOLDS, HOLDS),
             (words("figures.fails"), "square", 150, FAILS, FAILS),
             (words("figures.now"), *MARKS[1]), (words("figures.baseline"), *MARKS[0]),
             (words("figures.turns"), "circle", 60, palette.TEXT, palette.TEXT)]  # fmt: skip
    return {
        "sides": pd.DataFrame(
            [(_TOP, _ZERO, HOLDS), (_ZERO, _TOP + _PANEL, FAILS)], columns=["top", "bottom", "colour"]
        ),
        "levels": pd.DataFrame(levels, columns=["text", "y", "colour"]),
        "titles": _titles(words, conclusion_label, with_draws),
        "frame": figure.steps(unit_labels).rename(columns={"place": "x"}),
        "key": key.table(marks, _TITLE + _KEY / 2 - 2),
    }


def _titles(words, conclusion_label, with_draws):
    """What each panel shows; the conclusion in one line on a page, in up to two on a phone."""
    title, bottom = words("figures.margin", conclusion=conclusion_label), _TITLE - 10
    folded = REGULAR.lines(title, _TYPE, figure.PHONE, most=2)
    rows = [(title, bottom, False)]
    rows += [(line, bottom - 16 * below, True) for below, line in enumerate(reversed(folded))]
    if with_draws:
        rows += [(words("figures.draws"), _level(1) - 12, narrow) for narrow in (True, False)]
    return pd.DataFrame(rows, columns=["text", "y", "narrow"])
