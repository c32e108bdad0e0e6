"""A :class:`~scenarios.tables.Table` -> an HTML table that reads on any width, and a button for its file."""

from html import escape

import streamlit as st

from scenarios.tables import Cell, as_csv
from scenarios.views import badges


def grade_cell(words, grade):
    """A grade as its badge."""
    return Cell(words(f"grade.{grade}"), badges.badge(words, grade))


def sources_cell(inputs, words, ids):
    """Ids of sources; what has none says so."""
    if ids == ("NONE",):
        return Cell(words("evidence.not_in_sources"))
    titles = {row.id: row.title for row in inputs.sources if row.kind == "project"}
    return Cell(", ".join(titles.get(name, name) for name in ids))


def markup(table):
    """The table as HTML; on narrow screens each row stands as a block with the column names inside."""
    aligned = [
        bool(table.rows) and all(row[n].number for row in table.rows) for n in range(len(table.columns))
    ]
    heads = "".join(
        f'<th scope="col" role="columnheader"{_number(n)}>{escape(title)}</th>'
        for title, n in zip(table.columns, aligned, strict=True)
    )
    body = "".join(
        f'<tr role="row">{"".join(_cells(table.columns, row, aligned))}</tr>' for row in table.rows
    )
    return (
        f'<table class="pf-list pf-ev pf-stack pf-ev-{table.name}" role="table">'
        f"<caption>{escape(table.caption)}</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def stamped(words, table):
    """A table as HTML whose caption starts with the stamp."""
    stamp = f'<span class="pf-label">{escape(words("app.stamp"))}</span> '
    return markup(table).replace("<caption>", f"<caption>{stamp}", 1)


def folded(inputs, words, table, label=""):
    """A table under its chart, drawn when it is opened, with a button for the file."""
    with st.expander(label or words("explore.table"), key=f"twin_{table.name}", on_change="rerun") as opened:
        if opened.open:
            st.html(stamped(words, table))
            download(inputs, words, table)


def _number(aligned):
    return ' class="pf-number"' if aligned else ""


def _cells(columns, row, aligned):
    for position, (title, cell, number) in enumerate(zip(columns, row, aligned, strict=True)):
        label = f' data-label="{escape(title)}"'
        if position:
            yield f'<td role="cell"{_number(number)}{label}>{_graded(cell)}{cell.markup}</td>'
        else:
            yield f'<th scope="row" role="rowheader"{_number(number)}>{cell.markup}</th>'


def _graded(cell):
    """The icon of the class of grades that a cell names, if it names one."""
    return f'<span aria-hidden="true">{badges.ICONS[cell.grade]}</span> ' if cell.grade else ""


def download(inputs, words, table):
    """A button that builds the CSV file of the shown rows when it is pressed."""
    if table.rows:
        st.download_button(
            words("evidence.download"), data=lambda: as_csv(table, words("app.stamp")),
            file_name=f"ILLUSTRATIVE_{table.name}_{inputs.version}.csv", mime="text/csv",
            on_click="ignore", key=f"evidence_csv_{table.name}",
        )  # fmt: skip


def cited(inputs, words, ids):
    """Markup of the full citations of some sources, in the order of the table of sources."""
    rows = [row for row in inputs.sources if row.id in set(ids) and row.kind != "project"]
    if not rows:
        return ""
    items = "".join(
        f"<li><strong>{escape(row.id)}</strong> {badges.citation(words, row)}</li>" for row in rows
    )
    return f'<h3>{escape(words("evidence.cited"))}</h3><ul class="pf-ev-cited">{items}</ul>'


def paragraphs(words, *keys, **fill):
    """Plain paragraphs of interface words, as markup."""
    return "".join(f'<p class="pf-ev-text">{escape(words(key, **fill))}</p>' for key in keys)
