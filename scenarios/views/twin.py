"""The table under a chart: the same numbers, the label in every row, and what the run was."""

import pandas as pd
import streamlit as st

from scenarios import scenario, sentences


def table(inputs, words, chosen, draws, rows):
    """Draw the table when it is opened."""
    with st.expander(words("explore.table"), key="table_twin", on_change="rerun") as opened:
        if not opened.open:
            return
        cells = twin(inputs, words, rows)
        st.table(pd.DataFrame(cells), hide_index=True, border="horizontal", alt=words("explore.table"))
        counts = ", ".join(
            f"{count} {words(f'grade.{kind}').lower()}"
            for kind, count in zip(
                ("document", "primary", "judgement", "unverified"),
                sentences.grades(inputs).values(),
                strict=True,
            )
        )
        versions = scenario.versions(inputs)
        st.caption(
            words(
                "explore.table_details", run=chosen.run_id(inputs, draws), product=words("app.title"),
                version=words("app.version"), model=versions["model"], data=versions["data"], draws=draws,
                grades=counts, readings=", ".join(sentences.readings_in_use(inputs, chosen)) or "–",
            )
        )  # fmt: skip


def twin(inputs, words, rows):
    """The rows under a chart as a table with units in its heads and the label in every row."""
    destinations = {row.id: row.title for row in inputs.destinations}
    groups = {row.id: row.title for row in inputs.segments}
    return [
        {
            words("table.group"): groups[row["segment"]],
            words("table.destination"): destinations[row["destination"]],
            words("table.before"): f"{100 * row['baseline']:.2f}",
            words("table.scenario"): f"{100 * row['share']:.2f}",
            words("table.change"): sentences.signed(row["change_pp"], 2),
            words("table.low"): sentences.signed(row["low_pp"], 2),
            words("table.high"): sentences.signed(row["high_pp"], 2),
            words("table.relative"): sentences.signed(100 * (row["share"] / row["baseline"] - 1), 1),
            words("table.thousand"): sentences.signed(10 * row["change_pp"], 1),
            words("table.label"): words("app.stamp"),
        }
        for row in rows
        if row["baseline"]
    ]
