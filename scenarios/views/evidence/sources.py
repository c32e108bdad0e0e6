"""Every source with what it says, how well it backs a number, and where it was read."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.tables import Cell, Table
from scenarios.views.table import download, grade_cell, markup, paragraphs

_ABSENT = ("", "-")


def sources(inputs, words):
    """Filter and read the table of sources; the briefing documents come first."""
    rows = sorted(inputs.sources, key=lambda row: row.kind != "document")
    with st.container(horizontal=True, vertical_alignment="bottom", key="evidence_source_filters"):
        kinds = ["", *dict.fromkeys(row.kind for row in rows)]
        kind = st.selectbox(
            words("evidence.kind"), kinds, key="evidence_source_kind", persist_state="session", width=200,
            format_func=lambda name: words(f"evidence.kind_{name}" if name else "evidence.all"),
        )  # fmt: skip
        grades = ["", *dict.fromkeys(row.grade for row in rows)]
        grade = st.selectbox(
            words("evidence.grade"), grades, key="evidence_source_grade", persist_state="session", width=240,
            format_func=lambda name: words(f"evidence.grade_{name}" if name else "evidence.all"),
        )  # fmt: skip
        sought = st.text_input(
            words("evidence.search"), key="evidence_source_filter", persist_state="session", width=280
        )
        kept = [row for row in rows if kind in ("", row.kind) and grade in ("", row.grade)]
        table = _table(words, kept).filtered(sought)
        table = Table(table.name, _caption(words, table, rows), table.columns, table.rows)
        download(inputs, words, table)
    st.html(paragraphs(words, "evidence.sources_lede"))
    st.html(markup(table) if table.rows else paragraphs(words, "evidence.none_found"))


def _caption(words, table, rows):
    return words(
        "evidence.rows", table=words("evidence.part_sources"), shown=len(table.rows), total=len(rows)
    )


def _table(words, rows):
    columns = ("id", "source", "measures", "says", "grade")
    return Table(
        "sources",
        words("evidence.part_sources"),
        tuple(words(f"evidence.col_{name}") for name in columns),
        tuple(
            (Cell(row.id, f"<strong>{escape(row.id)}</strong>"), _who(words, row), _measures(row),
             Cell(row.value), _grade(words, row))
            for row in rows
        ),
    )  # fmt: skip


def _who(words, row):
    title = escape(row.title)
    if row.link:
        title = f'<a href="{escape(row.link)}" rel="noreferrer">{title}</a>'
    absent = words("evidence.not_in_sources")
    parts = [part for part in (row.author, row.year, row.publisher) if part not in (*_ABSENT, absent)]
    names = ", ".join(dict.fromkeys(parts)) or absent
    read_at = f'<span class="pf-read-at">{escape(words("evidence.read_at", where=row.read_at))}</span>'
    text = f"{row.title}. {names}. {words('evidence.read_at', where=row.read_at)}"
    return Cell(
        text, f'{title}<span class="pf-ev-line">{escape(names)}</span>{read_at if row.read_at else ""}'
    )


def _measures(row):
    note = f'<span class="pf-small">{escape(row.note)}</span>' if row.note not in _ABSENT else ""
    return Cell(f"{row.measures}. {row.note}".strip(), f"{escape(row.measures)}{note}")


def _grade(words, row):
    """The badge, and below it the grade's own word where the badge covers two."""
    cell = grade_cell(words, row.grade)
    if sentences.badge(row.grade) == row.grade:
        return cell
    own = words(f"evidence.grade_{row.grade}")
    return Cell(own, f'{cell.html}<span class="pf-small">{escape(own)}</span>')
