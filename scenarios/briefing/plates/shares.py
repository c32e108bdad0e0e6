"""The run of a scenario -> shares before, changes of one group, changes of all groups."""

from scenarios import palette, sentences
from scenarios.briefing.plate import BARS, GRID, Native, Plate, Series
from scenarios.charts import changes as changes_chart
from scenarios.charts import heat as heat_chart
from scenarios.charts.bars import bars
from scenarios.tables import Cell, Table

NUMBERS = ("before", "scenario", "change", "low", "high")
"""Columns of :func:`numbers`."""


def changes(context, run, segment, shown=None, least=0.0):
    """The changes of one segment as dots and ranges.

    Parameters
    ----------
    context : Context
    run : simulate.Run
    segment : str
    shown : dict of str to Row, optional
        Destinations that are not hidden, by id.
    least : float
        Half width of the axis in points at least.

    Returns
    -------
    Plate
    """
    inputs, words = context.inputs, context.words
    shown = shown or inputs.by_id("destinations")
    rows = [row for row in run.rows() if row["segment"] == segment]
    names = {name: row.short for name, row in shown.items()}
    who = inputs.segment(segment).short
    measure = f"{words('chart.unit')}, {words('chart.destinations', count=len(shown))}"
    caption = context.caption(measure, words("chart.bar"))
    drawn = [row for row in rows if row["destination"] in shown and row["baseline"]]
    series = Series(
        words("table.change"),
        tuple(row["change_pp"] for row in drawn),
        *(tuple(_number(row[side]) for row in drawn) for side in ("low_pp", "high_pp")),
        colour=palette.SCENARIO,
    )
    limit = max(changes_chart.axis(drawn), least)
    digits = sentences.digits_for(limit)
    place = max(drawn, key=lambda row: abs(row["change_pp"]))
    return Plate(
        "changes",
        sentences.headline(inputs, words, run, segment),
        note(context, run, segment),
        twin(context, [row for row in rows if row["destination"] in shown]),
        caption,
        context.credit(),
        changes_chart.changes(rows, words, names, who, caption, least),
        Native(
            BARS, tuple(names[row["destination"]] for row in drawn), (series,), words("table.change"), digits
        ),
        words("plates.question", group=who, place=shown[place["destination"]].phrase),
        words("plates.points", points=sentences.signed(place["change_pp"], digits)),
        context.group(segment),
    )


def heat(context, run, shown=None):
    """The changes of every segment as a table of shaded cells; arguments as of :func:`changes`."""
    inputs, words = context.inputs, context.words
    shown = shown or inputs.by_id("destinations")
    rows = run.rows()
    names = {name: row.short for name, row in shown.items()}
    groups = inputs.titles("segments")
    caption = context.caption(words("chart.unit_group"), words("chart.cells"))
    series = tuple(
        Series(
            title,
            tuple(
                row["change_pp"] if row["baseline"] else None
                for row in rows
                if row["segment"] == group and row["destination"] in shown
            ),
        )
        for group, title in groups.items()
    )
    drawn = [row for row in rows if row["destination"] in shown]
    digits = sentences.digits_for(*(row["change_pp"] for row in drawn))
    return Plate(
        "heat",
        sentences.headline(inputs, words, run, loudest(run)),
        "",
        twin(context, drawn),
        caption,
        context.credit(),
        heat_chart.heat(rows, words, names, groups, caption),
        Native(GRID, tuple(names.values()), series, words("table.change"), digits),
    )


def loudest(run):
    """The segment with the largest change."""
    return run.segments[abs(run.change).max(axis=1).argmax()]


def note(context, run, segment):
    """The line under the headline of a segment: why it is not reached, or that little moved, or who gains most."""
    inputs, words = context.inputs, context.words
    reason = sentences.unreached(inputs, words, run, context.chosen, segment)
    if reason:
        return reason
    largest = 100 * abs(run.change[run.segments.index(segment)]).max()
    if 0 < largest < sentences.LITTLE:
        return words("changes.little", limit=sentences.LITTLE)
    return sentences.largest_gain(inputs, words, run, segment)


def baseline(context, run, destination):
    """The shares of one group before September 2025; the headline is about one destination.

    Parameters
    ----------
    context : Context
    run : group.GroupRun
    destination : str
    """
    inputs, words = context.inputs, context.words
    who = sentences.group_of(inputs, words, run.group.id)
    rows = [
        (row, 100 * float(run.baseline[run.group.column(row.id)]))
        for row in inputs.destinations
        if run.baseline[run.group.column(row.id)]
    ]
    printed = {row.id: sentences.above_zero(words, share, 1) for row, share in rows}
    caption = context.caption(words("plates.share_unit"), words("plates.before"))
    return Plate(
        "baseline",
        words("plates.baseline", group=who, place=sentences.place_of(inputs, destination), share=printed[destination]),
        words("plates.baseline_note"),
        Table(
            "baseline",
            words("plates.baseline_table", group=who),
            (words("table.destination"), words("table.before")),
            tuple((Cell(row.title), Cell(printed[row.id], number=True)) for row, _ in rows),
        ),
        caption,
        context.credit(),
        bars(
            [{"name": row.short, "value": share, "colour": palette.BASELINE} for row, share in rows],
            words, words("plates.share_unit"), "%", words("plates.baseline_alt", group=who), caption,
        ),
        Native(
            BARS, tuple(row.short for row, _ in rows),
            (
                Series(
                    words("table.before"), tuple(share for _, share in rows), colour=palette.BASELINE,
                    labels=tuple(printed.values()),
                ),
            ),
            words("plates.share_unit"), 1, signed=False,
        ),
        about=context.group(run.group.id),
    )  # fmt: skip


def twin(context, rows):
    """The rows under a chart of changes as a table with units in its heads."""
    inputs, words = context.inputs, context.words
    destinations = inputs.titles("destinations")
    groups = inputs.titles("segments")
    several = len({row["segment"] for row in rows}) > 1
    names = ("destination", *(("group",) if several else ()), *NUMBERS, "relative", "thousand")
    return Table(
        "shares",
        words("table.caption"),
        tuple(words(f"table.{name}") for name in names),
        tuple(
            (
                Cell(destinations[row["destination"]]),
                *((Cell(groups[row["segment"]]),) if several else ()),
                *(Cell(text, number=True) for text in (*numbers(row), *_relative(row))),
            )
            for row in rows
            if row["baseline"]
        ),
    )


def numbers(row):
    """Before, scenario (percent), change, low and high (points) of a row, as text."""
    yield f"{100 * row['baseline']:.2f}"
    yield f"{100 * row['share']:.2f}"
    for name in ("change_pp", "low_pp", "high_pp"):
        yield sentences.signed(row[name], 2)


def _relative(row):
    yield sentences.signed(100 * (row["share"] / row["baseline"] - 1), 1)
    yield sentences.signed(10 * row["change_pp"], 1)


def _number(value):
    """A number, or nothing where there is none."""
    return None if value != value else value
