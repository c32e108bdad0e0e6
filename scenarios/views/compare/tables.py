"""Rows of compared scenarios -> the tables under their chart: results, settings, the four lines."""

from html import escape

from scenarios import sentences
from scenarios.briefing.plates.shares import numbers
from scenarios.charts.changes import axis
from scenarios.tables import Cell, Table


def shares_table(inputs, words, name, caption, heads, tables):
    """Destinations down, scenarios across; a cell holds share, change and range.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    name, caption : str
    heads : sequence of str
        One a scenario.
    tables : sequence of list of dict
        For each scenario the same rows, as of :meth:`scenarios.engine.simulate.Run.rows`.

    Returns
    -------
    Table
    """
    titles = inputs.titles("destinations")
    digits = sentences.digits_for(axis([row for table in tables for row in table]))
    return Table(
        name,
        caption,
        (words("table.destination"), words("compare.before"), *heads),
        tuple(
            (
                Cell(titles[rows[0]["destination"]]),
                Cell(f"{100 * rows[0]['baseline']:.1f}%", number=True),
                *(_cell(words, row, digits) for row in rows),
            )
            for rows in zip(*tables, strict=True)
            if rows[0]["baseline"]
        ),
    )


def _cell(words, row, digits):
    share, change = f"{100 * row['share']:.1f}%", sentences.signed(row["change_pp"], digits)
    low, high = (sentences.signed(row[name], digits) for name in ("low_pp", "high_pp"))
    span = (
        words("chart.no_range")
        if row["low_pp"] != row["low_pp"]
        else words("compare.span", low=low, high=high)
    )
    return Cell(
        f"{share} ({change}; {span})",
        f'<span class="pf-cmp-share">{share}</span> <span class="pf-cmp-change">{change}</span>'
        f' <span class="pf-cmp-span">{escape(span)}</span>',
        number=True,
    )


def settings_table(inputs, words, rows, heads):
    """Before and after of each setting, the rows of a group together and the group over the first of them."""
    groups = list(dict.fromkeys(row.group for row in rows))
    ordered = sorted(rows, key=lambda row: groups.index(row.group))
    first = {group: next(row for row in ordered if row.group == group) for group in groups}
    return Table(
        "compare_levers",
        words("compare.levers_caption"),
        (words("compare.lever"), words("compare.before"), *heads),
        tuple(
            (
                _setting(words, row, first[row.group] is row),
                Cell(sentences.setting(inputs, row, row.before)),
                *(_changed(inputs, words, row, value) for value in row.values),
            )
            for row in ordered
        ),
    )


def _setting(words, row, first):
    group = sentences.lever_group(words, row.group)
    over = f'<span class="pf-cmp-group">{escape(group)}</span>' if first else ""
    return Cell(f"{group}: {row.title}", over + escape(row.title))


def _changed(inputs, words, row, value):
    if value is None:
        return Cell(
            words("compare.as_before"),
            f'<span class="pf-cmp-kept">{escape(words("compare.as_before"))}</span>',
        )
    text = sentences.setting(inputs, row, value)
    mark = f'<span role="img" aria-label="{escape(words("compare.changed"))}">◆</span>'
    return Cell(text, f'<span class="pf-after">{mark}&nbsp;{escape(text)}</span>')


def lines_table(words, caption, heads, rows):
    """The four lines for one destination, every number in a cell of its own."""
    return Table(
        "compare_split",
        caption,
        (
            words("compare.line"),
            words("compare.share"),
            *(words(f"table.{name}") for name in ("change", "low", "high")),
        ),
        tuple(
            (Cell(head), *(Cell(text, number=True) for text in list(numbers(row))[1:]))
            for head, row in zip(heads, rows, strict=True)
        ),
    )
