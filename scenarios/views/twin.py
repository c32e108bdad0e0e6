"""The table under a chart: the same numbers, the label in every row, and what the run was."""

from html import escape

import streamlit as st

from scenarios import scenario, sentences
from scenarios.tables import Cell, Table
from scenarios.views.table import download, markup


def table(inputs, words, chosen, draws, rows):
    """Draw the table when it is opened."""
    with st.expander(words("explore.table"), key="table_twin", on_change="rerun") as opened:
        if not opened.open:
            return
        made = twin(inputs, words, rows)
        kinds = ("document", "primary", "judgement", "unverified")
        counts = zip(kinds, sentences.grades(inputs).values(), strict=True)
        versions = scenario.versions(inputs)
        details = words(
            "explore.table_details", run=chosen.run_id(inputs, draws), product=words("app.title"),
            version=words("app.version"), model=versions["model"], data=versions["data"], draws=f"{draws:,}",
            grades=", ".join(f"{count} {words(f'grade.{kind}').lower()}" for kind, count in counts),
            readings=", ".join(sentences.readings_in_use(inputs, chosen)) or "–",
        )  # fmt: skip
        st.html(f'{markup(made)}<p class="pf-small">{escape(details)}</p>')
        download(inputs, words, made)


def twin(inputs, words, rows):
    """The rows under a chart as a table with units in its heads and the label in every row."""
    destinations = {row.id: row.title for row in inputs.destinations}
    groups = {row.id: row.title for row in inputs.segments}
    several = len({row["segment"] for row in rows}) > 1
    columns = ("before", "scenario", "change", "low", "high", "relative", "thousand")
    names = ("destination", *(("group",) if several else ()), *columns, "label")
    stamp = Cell(words("app.stamp"), f'<span class="pf-label">{escape(words("app.stamp"))}</span>')
    return Table(
        "shares",
        words("table.caption"),
        tuple(words(f"table.{name}") for name in names),
        tuple(
            (
                Cell(destinations[row["destination"]]),
                *((Cell(groups[row["segment"]]),) if several else ()),
                *(Cell(text, number=True) for text in (*numbers(row), *_relative(row))),
                stamp,
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
