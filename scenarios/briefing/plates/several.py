"""Several runs side by side -> plates: a comparison of scenarios, and beliefs told from policy."""

from scenarios import sentences
from scenarios.analysis import compare as analysis
from scenarios.briefing.plate import BARS, Native, Plate, Series
from scenarios.briefing.plates.shares import NUMBERS, numbers
from scenarios.charts import compare as chart
from scenarios.charts.changes import axis
from scenarios.tables import Cell, Table


def compare(context, segment, shown=None, most=0):
    """The changes of one segment in each scenario of the context.

    Parameters
    ----------
    context : Context
    segment : str
    shown : dict of str to Row, optional
        Destinations that are not hidden, by id.
    most : int
        Destinations that the figure shows at most, those that differ most; 0 for all of them.

    Returns
    -------
    Plate
    """
    inputs, words = context.inputs, context.words
    scenarios = [one.scenario for one in context.named]
    runs = analysis.runs(inputs, scenarios, context.draws)
    letters = analysis.LETTERS[: len(runs)]
    tables = _tables(runs, segment, shown or inputs.by_id("destinations"))
    drawn = _largest(tables, most)
    names = [f"{letter} {title}" for letter, title in zip(letters, context.titles, strict=True)]
    caption = sentences.comparison_caption(
        inputs, words, scenarios, context.draws, context.day, _measure(words, drawn)
    )
    return Plate(
        "compare",
        sentences.comparison(inputs, words, letters, runs, segment),
        _note(words, drawn, tables),
        long_table(inputs, words, "compare_results", _results_caption(context, segment), names, tables),
        caption,
        context.credit(),
        _figure(context, drawn, context.titles, segment, caption),
        _native(inputs, words, drawn, names),
        about=context.group(segment),
    )


def beliefs(context, lines, segment, destination, most=0):
    """What a policy does under the central beliefs and under those of the scenario.

    Parameters
    ----------
    context : Context
    lines : compare.FourLines
        Of the first scenario of the context.
    segment : str
    destination : str or None
        As :func:`scenarios.analysis.compare.loudest` finds it.
    most : int
        As of :func:`compare`.
    """
    inputs, words = context.inputs, context.words
    runs = [lines.runs[line] for line in analysis.LINES]
    tables = _tables(runs, segment, inputs.by_id("destinations"))
    drawn = _largest(tables, most)
    names = [words(f"compare.line_{whose}_{what}") for whose, what in analysis.LINES]
    caption = context.caption(_measure(words, drawn))
    return Plate(
        "beliefs",
        sentences.beliefs_or_policy(inputs, words, lines, segment, destination),
        " ".join(part for part in (words("compare.lines_start"), _note(words, drawn, tables)) if part),
        long_table(inputs, words, "compare_lines", _results_caption(context, segment), names, tables),
        caption,
        context.credit(),
        _figure(context, drawn, names, segment, caption),
        _native(inputs, words, drawn, names),
        about=context.group(segment),
    )


def _tables(runs, segment, shown):
    return [[row for row in analysis.rows(run, segment) if row["destination"] in shown] for run in runs]


def _largest(tables, most):
    """The rows of the destinations whose changes differ most or, where they hardly do, are largest."""
    if not most or most >= len(tables[0]):
        return tables
    tables = [[row for row in table if row["baseline"]] for table in tables]
    changes = list(zip(*([row["change_pp"] for row in table] for table in tables), strict=True))
    order = sorted(range(len(changes)), key=lambda n: -(max(*changes[n], 0) - min(*changes[n], 0)))
    kept = sorted(order[:most])
    return [[table[place] for place in kept] for table in tables]


def _note(words, drawn, tables):
    """That a figure shows some destinations only, if it does."""
    held = sum(bool(row["baseline"]) for row in tables[0])
    if len(drawn[0]) >= held:
        return ""
    return words("plates.most", count=len(drawn[0]), all=held)


def _measure(words, tables):
    count = words("chart.destinations", count=len(tables[0]))
    return f"{words('chart.unit')}, {count} · {words('chart.bar')}"


def _results_caption(context, segment):
    group = sentences.group_of(context.inputs, context.words, segment)
    return context.words("compare.results_caption", group=group, draws=f"{context.draws:,}")


def _figure(context, tables, titles, segment, caption):
    names = context.inputs.column("destinations", "short")
    shown = {row["destination"]: names[row["destination"]] for row in tables[0]}
    group = sentences.group_of(context.inputs, context.words, segment)
    return chart.compare(tables, context.words, shown, titles, group, caption)


def _native(inputs, words, tables, names):
    titles = inputs.column("destinations", "short")
    kept = [[row for row in table if row["baseline"]] for table in tables]
    series = tuple(
        Series(
            name,
            *(
                tuple(None if row[field] != row[field] else row[field] for row in table)
                for field in ("change_pp", "low_pp", "high_pp")
            ),
            colour=colour,
        )
        for name, table, colour in zip(names, kept, chart.COLOURS, strict=False)
    )
    digits = sentences.digits_for(axis([row for table in kept for row in table]))
    categories = tuple(titles[row["destination"]] for row in kept[0])
    return Native(BARS, categories, series, words("table.change"), digits)


def long_table(inputs, words, name, caption, names, tables):
    """One row a scenario and destination, every number in a column of its own: what a file holds."""
    titles = inputs.titles("destinations")
    return Table(
        name,
        caption,
        (words("compare.scenario"), *(words(f"table.{column}") for column in ("destination", *NUMBERS))),
        tuple(
            (
                Cell(own),
                Cell(titles[row["destination"]]),
                *(Cell(text, number=True) for text in numbers(row)),
            )
            for own, table in zip(names, tables, strict=True)
            for row in table
            if row["baseline"]
        ),
    )
