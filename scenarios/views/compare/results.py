"""Scenarios with their titles -> headline, chart, tables of results and of differences, and the four lines.

Titles are written by users: they are shown as plain text or escaped, never as markup.
"""

import hashlib
from datetime import date
from html import escape

import streamlit as st

from scenarios import compare, scenario, sentences
from scenarios.charts import compare as chart
from scenarios.charts.changes import axis
from scenarios.views import announce, show
from scenarios.views.table import Cell, Table, download, markup

_COLUMNS = ("before", "scenario", "change", "low", "high")
_GLYPHS = "●◆■▲✚▼"
"""The marks of the chart as letters, in its order."""


def results(inputs, words, entries, segment, hidden=()):
    """Draw the comparison.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    entries : sequence of (str, Scenario)
        Two to six titles with their scenarios.
    segment : str
    hidden : collection of str
        Ids of destinations that are not shown.
    """
    titles, scenarios = zip(*entries, strict=True)
    draws = int(inputs.parameter("draw_count"))
    made = compare.runs(inputs, scenarios, draws)
    shown = {row.id: row for row in inputs.destinations if row.id not in hidden}
    group = next(row.short for row in inputs.segments if row.id == segment)
    tables = [[row for row in compare.rows(run, segment) if row["destination"] in shown] for run in made]

    headline = sentences.comparison(inputs, words, compare.LETTERS[: len(made)], made, segment)
    with st.container(key="compare_headline"):
        st.text(headline)
    measure = f"{words('chart.unit')}, {words('chart.destinations', count=len(shown))} · {words('chart.bar')}"
    caption = sentences.comparison_caption(inputs, words, scenarios, draws, date.today().isoformat(), measure)
    names = {name: row.short for name, row in shown.items()}
    figure = chart.compare(tables, words, names, titles, group, caption)
    show.chart(words, figure, "compare")
    announce.announce(words, headline, caption[1], figure.alt)

    _shares(inputs, words, entries, tables, group, draws)
    _settings(inputs, words, entries)
    _beliefs(inputs, words, entries, segment, shown, draws)


def _heading(words, key):
    return f'<h2 class="pf-cmp-part">{escape(words(f"compare.{key}"))}</h2>'


def _shares(inputs, words, entries, tables, group, draws):
    """The numbers of the chart, with the key to its letters above and the runs below."""
    titles, scenarios = zip(*entries, strict=True)
    letters = compare.LETTERS[: len(entries)]
    caption = words("compare.results_caption", group=group, draws=f"{draws:,}")
    versions = scenario.versions(inputs)
    told = "; ".join(
        words(
            "compare.run", letter=letter, run=chosen.run_id(inputs, draws),
            readings=", ".join(sentences.readings_in_use(inputs, chosen)) or "–",
        )
        for letter, chosen in zip(letters, scenarios, strict=True)
    )  # fmt: skip
    details = words(
        "compare.results_details", product=words("app.title"), version=words("app.version"),
        model=versions["model"], data=versions["data"], draws=f"{draws:,}", runs=told,
    )  # fmt: skip
    side_by_side = shares_table(inputs, words, "compare_results", caption, letters, tables)
    st.html(
        f"{_heading(words, 'results')}{_key(titles)}{_stamped(words, side_by_side)}"
        f'<p class="pf-small">{escape(details)}</p>'
    )
    names = [f"{letter} {title}" for letter, title in zip(letters, titles, strict=True)]
    download(inputs, words, long_table(inputs, words, "compare_results", caption, names, tables))


def _key(titles):
    """What each letter stands for, with its mark."""
    items = "".join(
        f'<li><span aria-hidden="true" style="color: {colour}">{glyph}</span> <b>{letter}</b> '
        f"<span>{escape(title)}</span></li>"
        for letter, title, glyph, colour in zip(compare.LETTERS, titles, _GLYPHS, chart.COLOURS, strict=False)
    )
    return f'<ul class="pf-cmp-key">{items}</ul>'


def _stamped(words, table):
    """A table whose caption starts with the stamp."""
    stamp = f'<span class="pf-label">{escape(words("app.stamp"))}</span> '
    return markup(table).replace("<caption>", f"<caption>{stamp}", 1)


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
        For each scenario the same rows, as of :meth:`scenarios.simulate.Run.rows`.

    Returns
    -------
    Table
    """
    titles = {row.id: row.title for row in inputs.destinations}
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


def long_table(inputs, words, name, caption, names, tables):
    """One row a scenario and destination, every number in a column of its own: what the file holds."""
    titles = {row.id: row.title for row in inputs.destinations}
    return Table(
        name,
        caption,
        (words("compare.scenario"), *(words(f"table.{column}") for column in ("destination", *_COLUMNS))),
        tuple(
            (
                Cell(own),
                Cell(titles[row["destination"]]),
                *(Cell(text, number=True) for text in _numbers(row)),
            )
            for own, table in zip(names, tables, strict=True)
            for row in table
            if row["baseline"]
        ),
    )


def _numbers(row):
    yield f"{100 * row['baseline']:.2f}"
    yield f"{100 * row['share']:.2f}"
    for name in ("change_pp", "low_pp", "high_pp"):
        yield sentences.signed(row[name], 2)


def _settings(inputs, words, entries):
    """The levers and disputed facts in which the scenarios differ, and a line on those they share."""
    titles, scenarios = zip(*entries, strict=True)
    letters = compare.LETTERS[: len(entries)]
    rows = compare.differing(inputs, scenarios)
    same = "; ".join(
        f"{row.title} {sentences.setting(inputs, row, row.values[0])}"
        for row in compare.shared(inputs, scenarios)
    )
    body = f'<p class="pf-cmp-text">{escape(words("compare.no_difference"))}</p>'
    if rows:
        body = _stamped(words, settings_table(inputs, words, rows, letters))
    if same:
        body += f'<p class="pf-cmp-text">{escape(words("compare.shared", changes=same))}</p>'
    st.html(f"{_heading(words, 'levers')}{body}")
    if rows:
        names = [f"{letter} {title}" for letter, title in zip(letters, titles, strict=True)]
        download(inputs, words, settings_table(inputs, words, rows, names))


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
    group = words("readings.heading" if row.group == compare.READINGS else f"group.{row.group}")
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


def _beliefs(inputs, words, entries, segment, shown, draws):
    """The four lines of one scenario: what its policy does, and what its beliefs add."""
    st.html(_heading(words, "lines"))
    chosen = entries[_chosen(inputs, words, entries)][1]
    lines = compare.four_lines(inputs, chosen, draws)
    place = compare.loudest(lines, segment)
    with st.container(key="compare_split"):
        st.text(sentences.beliefs_or_policy(inputs, words, lines, segment, place))
    if place:
        _four_lines(inputs, words, lines, segment, place, shown, draws)


def _four_lines(inputs, words, lines, segment, place, shown, draws):
    """The numbers of the four lines: for the destination that moves most, and for all when they are asked for."""
    fill = {
        "group": next(row.short for row in inputs.segments if row.id == segment),
        "draws": f"{draws:,}",
    }
    heads = [words(f"compare.line_{whose}_{what}") for whose, what in compare.LINES]
    tables = [compare.rows(lines.runs[line], segment) for line in compare.LINES]
    phrase = next(row.phrase for row in inputs.destinations if row.id == place)
    own = [next(row for row in table if row["destination"] == place) for table in tables]
    made = lines_table(words, words("compare.lines_caption", place=phrase, **fill), heads, own)
    st.html(f'{_stamped(words, made)}<p class="pf-small">{escape(words("compare.lines_start"))}</p>')
    with st.expander(words("compare.lines_all"), key="compare_lines", on_change="rerun") as opened:
        if opened.open:
            kept = [[row for row in table if row["destination"] in shown] for table in tables]
            caption = words("compare.results_caption", **fill)
            st.html(_stamped(words, shares_table(inputs, words, "compare_lines", caption, heads, kept)))
            download(inputs, words, long_table(inputs, words, "compare_lines", caption, heads, kept))


def _chosen(inputs, words, entries):
    """Which entry to take apart: at first the first whose beliefs differ from the central ones, else the last."""
    believing = [number for number, (_, chosen) in enumerate(entries) if compare.parts(inputs, chosen)[0]]
    names = [f"{compare.LETTERS[number]}  {title}" for number, (title, _) in enumerate(entries)]
    # Other scenarios are another choice, which starts at its own default.
    these = hashlib.sha256("".join(chosen.run_id(inputs, 0) for _, chosen in entries).encode()).hexdigest()[
        :12
    ]
    return st.selectbox(
        words("compare.lines_choose"), range(len(entries)), format_func=names.__getitem__,
        index=believing[0] if believing else len(entries) - 1, key=f"compare_line_{these}", width=520,
    )  # fmt: skip


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
            (Cell(head), *(Cell(text, number=True) for text in list(_numbers(row))[1:]))
            for head, row in zip(heads, rows, strict=True)
        ),
    )
