"""Ranges, tipping points and beliefs -> plates: what the analyses of How sure show."""

from scenarios import palette, sentences
from scenarios.analysis import uncertainty
from scenarios.briefing.plate import BARS, LINES, Native, Plate, Series
from scenarios.charts import plane as plane_chart
from scenarios.charts import tipping as tipping_chart
from scenarios.charts.dots import dots as dots_chart
from scenarios.charts.tornado import tornado as tornado_chart
from scenarios.tables import Cell, Table
from scenarios.tables import sure as tables

_TICKS = 5
_SIDES = (0.1, 0.9)
_SHOWN = 8
_EACH = 5
"""Of the values of the map, one in so many stands in its table."""


def dots(context, run, destination):
    """The change of one share in all draws.

    Parameters
    ----------
    context : Context
    run : group.GroupRun
        Over :attr:`Context.draws`.
    destination : str
    """
    inputs, words = context.inputs, context.words
    column = run.group.column(destination)
    low, high = (100 * float(values[column]) for values in run.range())
    change = 100 * float(run.change[column])
    values = uncertainty.dots(run, destination)
    digits = sentences.digits_for(change, low, high)
    caption = context.caption(words("chart.unit"), words("ranges.dots"))
    who, place = sentences.group_of(inputs, words, run.group.id), sentences.place_of(inputs, destination)
    return Plate(
        "dots",
        sentences.ranged(inputs, words, run, uncertainty.standings(run), destination),
        "",
        Table(
            "sure_dots",
            words("ranges.dots"),
            (words("ranges.column_dot"), words("table.change")),
            tuple(
                (Cell(str(number), number=True), Cell(sentences.signed(value, 2), number=True))
                for number, value in enumerate(values.tolist(), 1)
            ),
        ),
        caption,
        context.credit(),
        dots_chart(values, words, change, low, high, who, place, caption),
        None,
        words("plates.question", group=who, place=place),
        words("plates.points", points=sentences.points(change, digits=digits)),
        context.group(run.group.id),
        digits,
    )


def tornado(context, found, drivers):
    """The change of one share with one assumption at a time at its low and at its high.

    Parameters
    ----------
    context : Context
    found : sensitivity.Tornado
    drivers : sensitivity.Drivers
    """
    inputs, words, chosen = context.inputs, context.words, context.chosen
    place = sentences.place_of(inputs, found.destination)
    bars = [
        {
            "name": sentences.assumption(inputs, words, bar.id),
            "low_label": sentences.assumed(inputs, chosen, bar, bar.low),
            "high_label": sentences.assumed(inputs, chosen, bar, bar.high),
            "low_pp": bar.low_pp,
            "high_pp": bar.high_pp,
        }
        for bar in found.bars
    ]
    caption = context.caption(words("beliefs.measure"))
    shown = bars[:_SHOWN]
    digits = sentences.swing_digits(found)
    return Plate(
        "tornado",
        sentences.swings(inputs, words, chosen, found),
        sentences.driven(inputs, words, drivers),
        tables.assumptions(inputs, words, chosen, found, drivers),
        caption,
        context.credit(),
        tornado_chart(
            bars,
            words,
            found.change_pp,
            sentences.group_of(inputs, words, found.segment),
            place,
            caption,
            digits,
            _SHOWN,
        ),
        Native(
            BARS,
            tuple(f"{bar['name']} ({bar['low_label']} – {bar['high_label']})" for bar in shown),
            (
                Series(words("figures.at_low"), tuple(bar["low_pp"] for bar in shown), colour=palette.SOFT),
                Series(words("figures.at_high"), tuple(bar["high_pp"] for bar in shown), colour=palette.DEEP),
            ),
            words("table.change"),
            digits,
        ),
        about=context.group(found.segment),
        digits=digits,
    )


def tipping(context, found, segment, curve=None):
    """Where a lever flips a conclusion.

    Parameters
    ----------
    context : Context
    found : tipping.Tip
    segment : str
    curve : tipping.Curve, optional
        The same over draws.
    """
    inputs, words = context.inputs, context.words
    row = inputs.lever(found.lever)
    caption = context.caption(words("tip.measure"))
    statement = sentences.concluded(inputs, words, found.conclusion)
    holds = (curve.values.tolist(), curve.holds.tolist()) if curve else None
    margins = 100 * found.margins
    return Plate(
        "tipping",
        sentences.tipped(inputs, words, found),
        sentences.tipped_in_draws(inputs, words, curve, found.lever) if curve else "",
        tables.margins(inputs, words, found, dict(zip(*holds, strict=True)) if holds else {}),
        caption,
        context.credit(),
        tipping_chart.curve(
            found.values.tolist(), found.margins.tolist(), words,
            [(value, sentences.root_value(row, value)) for value in found.roots], found.now, row.baseline,
            labels(row), holds, statement, caption,
        ),
        Native(
            LINES, tuple(found.values.tolist()),
            (Series(words("tip.column_margin"), tuple(margins.tolist()), colour=palette.SCENARIO),),
            words("tip.column_margin"), sentences.digits_for(float(abs(margins).max())),
            across=f"{row.title}, {row.unit}",
        ),
        about=context.group(segment),
    )  # fmt: skip


def labels(row):
    """Values of a lever at equal distances, as text."""
    step = (row.max - row.min) / (_TICKS - 1)
    return [sentences.roughly(row, row.min + step * tick, 4) for tick in range(_TICKS)]


def plane(context, found, segment, conclusion, draws):
    """Where a conclusion holds over two levers.

    Parameters
    ----------
    context : Context
    found : tipping.Plane
    segment : str
    conclusion : conclusions.Conclusion
    draws : int
        How many draws the thin lines are over; 0 without them.
    """
    inputs, words = context.inputs, context.words
    across, up = inputs.lever(found.across), inputs.lever(found.up)
    values = context.chosen.lever_values(inputs)
    lines = {plane_chart.CENTRAL: [line.tolist() for line in found.central]}
    lines |= {
        f"{100 * level:.0f}%": [line.tolist() for line in found.lines[level]]
        for level in _SIDES
        if level in found.lines
    }
    caption = context.caption(words("tip.map_measure"))
    note = "tip.map_note_draws" if draws else "tip.map_note" if found.central else "tip.map_none"
    return Plate(
        "plane",
        sentences.concluded(inputs, words, conclusion),
        words(note),
        _map_table(inputs, words, found, conclusion),
        caption,
        context.credit(),
        plane_chart.plane(
            found.x.tolist(), found.y.tolist(), found.margins.tolist(), words, lines,
            (values[across.id], values[up.id]), (across.baseline, up.baseline), across.title, up.title,
            labels(across), labels(up), (words("tip.holds_side"), words("tip.fails_side")), caption,
        ),
        about=context.group(segment),
    )  # fmt: skip


def _map_table(inputs, words, found, conclusion):
    """The margins of the map at some of its values: the second lever down, the first across."""
    across, up = inputs.lever(found.across), inputs.lever(found.up)
    shown_at = range(0, len(found.x), _EACH)
    return Table(
        "sure_map",
        words(
            "tip.map_table", statement=sentences.concluded(inputs, words, conclusion), across=across.title,
            up=up.title,
        ),
        (up.title, *(sentences.roughly(across, found.x[column], 4) for column in shown_at)),
        tuple(
            (
                Cell(sentences.roughly(up, found.y[row], 4), number=True),
                *(Cell(sentences.signed(100 * found.margins[row, column], 1), number=True) for column in shown_at),
            )
            for row in shown_at
        ),
    )  # fmt: skip
