"""Changes of one group in two to six scenarios: a row for each destination, a mark and range for each scenario."""

from functools import lru_cache

import altair as alt
import pandas as pd

from scenarios import palette, sentences
from scenarios.analysis import compare as analysis
from scenarios.charts import figure
from scenarios.charts.changes import axis

COLOURS = ("#0B2F5E", "#C56A12", "#3D8BDB", "#6E1423", "#7020B0", "#6E7781")
"""One a scenario: at least 3.5:1 on white, and apart for every kind of colour vision."""

SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
"""One a scenario, so that no mark is known by its colour alone."""

_SIZES = (64, 72, 58, 60, 76, 60)
_KEY, _HEAD, _GAP, _TICKS = 20, 26, 12, 22
_PITCHES = {2: 13, 3: 11}
_PITCH = 10
_COLUMN = 54
_NUMBERED = "width >= 860"
"""Vega expression for room enough to print the changes beside the marks."""

_LEFT = f"{figure.NARROW} ? 88 : 190"


def compare(tables, words, names, labels, group, caption):
    """Chart of the changes of one segment in several scenarios.

    Parameters
    ----------
    tables : sequence of list of dict
        For each scenario the rows of one segment, with destination, baseline (fraction), change_pp, low_pp,
        high_pp.
    words : Words
    names : dict of str to str
        Destination id -> name; rows without a name are hidden.
    labels : sequence of str
        The titles of the scenarios.
    group : str
        Name of the segment within a sentence.
    caption : tuple of str
        Two lines, as :func:`scenarios.sentences.comparison_caption` writes them.

    Returns
    -------
    figure.Figure
    """
    kept = [[row for row in table if row["destination"] in names] for table in tables]
    limit = axis([row for table in kept for row in table])
    return figure.Figure(
        _spec(len(kept), len(names)),
        _data(kept, words, names, labels, limit, caption),
        sentences.comparison_alt(words, kept, names, labels, group, sentences.digits_for(limit)),
    )


def height(scenarios, destinations):
    """Height of the chart in pixels."""
    return _bottom(scenarios, destinations) + _TICKS + 6 + figure.caption_height()


def _top(scenarios):
    return _KEY * scenarios + _HEAD


def _row(scenarios):
    return _PITCHES.get(scenarios, _PITCH) * scenarios + _GAP


def _bottom(scenarios, destinations):
    return _top(scenarios) + _row(scenarios) * destinations


@lru_cache(maxsize=16)
def _spec(scenarios, destinations):
    total = height(scenarios, destinations)
    top, bottom = _top(scenarios), _bottom(scenarios, destinations)
    right = f"{figure.NARROW} ? width - 20 : {_NUMBERED} ? width - {_COLUMN * scenarios + 26} : width - 26"
    across = alt.Scale(domain=[-1, 1], range=[alt.ExprRef(_LEFT), alt.ExprRef(right)], nice=False, zero=False)
    rows, marks = alt.NamedData(name="rows"), alt.NamedData(name="marks")
    key, ticks = alt.NamedData(name="key"), alt.NamedData(name="ticks")
    colour = alt.Color("colour:N", scale=None)

    def x(field):
        return alt.X(f"{field}:Q", axis=None, scale=across)

    def y(field="y"):
        return figure.pixel_y(field, total)

    def points(source, x):
        return alt.Chart(source).mark_point(filled=True, opacity=1).encode(
            x=x, y=y(), color=colour, shape=alt.Shape("shape:N", scale=None), size=alt.Size("size:Q", scale=None)
        )  # fmt: skip

    def text(source, field, x, align, condition="true", **mark):
        return (
            alt.Chart(source)
            .mark_text(align=align, baseline="middle", **mark)
            .encode(x=alt.XValue(alt.ExprRef(x)), y=y(), text=figure.text_when(condition, field))
        )

    def letters(**mark):
        return (
            alt.Chart(marks)
            .mark_text(align="left", baseline="middle", dx=8, fontSize=10, **mark)
            .encode(x=x("end"), y=y(), text=alt.Text("letter:N"))
        )

    layers = [
        alt.Chart(rows).mark_rule(color=palette.RULE).encode(y=y("line"), x=alt.XValue(0), x2=alt.X2Value("width")),
        alt.Chart(ticks).mark_rule().encode(x=x("x"), y=alt.YValue(top), y2=alt.Y2Value(bottom), color=colour),
        alt.Chart(ticks).mark_text(baseline="top", fontSize=12, color=palette.MUTED).encode(
            x=x("x"), y=alt.YValue(bottom + 6), text=alt.Text("text:N")
        ),
        alt.Chart(marks).mark_rule(strokeWidth=3, opacity=0.4, strokeCap="round").encode(
            x=x("low"), x2=alt.X2("high:Q"), y=y(), color=colour
        ),
        points(marks, x("change")),
        letters(stroke="white", strokeWidth=3),
        letters(color=palette.MUTED),
        points(key, alt.XValue(6)),
        text(key, "letter", "20", "left", fontWeight=600),
        text(key, "title", "36", "left", limit=alt.ExprRef("width - 40")),
        text(rows, "name", "0", "left"),
        text(rows, "before", "150", "right", f"!({figure.NARROW})", color=palette.MUTED),
        alt.Chart(rows).mark_text(baseline="middle", fontSize=12, color=palette.MUTED).encode(
            x=x("zero"), y=y(), text=alt.Text("unit:N")
        ),
        *(
            text(rows, letter, f"width - {_COLUMN * (scenarios - 1 - index)}", "right", _NUMBERED)
            for index, letter in enumerate(analysis.LETTERS[:scenarios])
        ),
        *figure.caption_layers(total),
    ]  # fmt: skip
    return figure.dress(alt.layer(*layers), total).to_dict()


def _data(tables, words, names, labels, limit, caption):
    count, letters = len(tables), analysis.LETTERS[: len(tables)]
    digits = sentences.digits_for(limit)
    top, band = _top(count), _row(count)
    head = {"name": "", "before": words("chart.before"), "unit": words("compare.unit")}
    head |= {letter: letter for letter in letters}
    lines = [
        {
            "name": names[row["destination"]],
            "before": f"{100 * row['baseline']:.1f}%" if row["baseline"] else "–",
            "unit": "",
            "y": top + band * (number + 0.5),
            "line": top + band * number,
            "zero": 0,
            **{
                letter: sentences.signed(own["change_pp"], digits) if own["baseline"] else ""
                for letter, own in zip(letters, across, strict=True)
            },
        }
        for number, (row, *across) in enumerate(zip(tables[0], *tables, strict=True))
    ]
    shown = [
        {"letter": letter, "colour": colour, "shape": shape, "size": size}
        for letter, colour, shape, size, _ in zip(
            analysis.LETTERS, COLOURS, SHAPES, _SIZES, tables, strict=False
        )
    ]
    key = [
        {**mark, "title": label, "y": _KEY * (index + 0.5)}
        for index, (mark, label) in enumerate(zip(shown, labels, strict=True))
    ]
    return {
        "rows": pd.DataFrame([{**head, "y": top - _HEAD / 2 + 2, "line": top, "zero": 0}, *lines]),
        "marks": pd.DataFrame(_marks(tables, shown, limit), columns=_MARK),
        "key": pd.DataFrame(key),
        "ticks": figure.ticks(limit, top, _bottom(count, len(names))),
        **figure.caption_data(caption, _bottom(count, len(names)) + _TICKS + 6),
    }


_MARK = ["low", "change", "high", "end", "y", "letter", "colour", "shape", "size"]


def _marks(tables, shown, limit):
    """One row a mark; a destination that the segment lacks has none."""
    count = len(tables)
    pitch = _PITCHES.get(count, _PITCH)
    for index, (table, mark) in enumerate(zip(tables, shown, strict=True)):
        for number, row in enumerate(table):
            if row["baseline"]:
                change, low, high = (
                    (row["change_pp"] if row[name] != row[name] else row[name]) / limit
                    for name in ("change_pp", "low_pp", "high_pp")
                )
                y = _top(count) + _row(count) * number + _GAP / 2 + pitch * (index + 0.5)
                yield {
                    **mark, "low": low, "change": change, "high": high, "end": max(change, high), "y": y,
                }  # fmt: skip
