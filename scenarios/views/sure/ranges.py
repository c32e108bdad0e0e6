"""Ranges and ranks: the draws of one change as dots, and the order of all destinations over the draws."""

from dataclasses import replace
from html import escape

import streamlit as st

from scenarios.analysis import uncertainty
from scenarios.briefing.plates import sure as plates
from scenarios.engine import group
from scenarios.tables import sure as tables
from scenarios.views import show, takeaway
from scenarios.views.table import download, stamped


def ranges(inputs, words, chosen, segment, place):
    """Draw the part."""
    draws = int(inputs.parameter("draw_count"))
    run = group.run(group.of(inputs, segment), chosen, draws)
    made = plates.dots(show.context(inputs, words, chosen), run, place)
    if segment == group.TOTAL:
        made = replace(made, note=words("why.total_note"))
    show.plate(inputs, words, made, "dots")
    takeaway.folded(inputs, words, made, (segment, place, ""))
    by = st.segmented_control(
        words("ranges.by"), [uncertainty.SHARE, uncertainty.CHANGE], default=uncertainty.SHARE, required=True,
        format_func=lambda name: words(f"ranges.by_{name}"), key="sure_by", persist_state="session",
    )  # fmt: skip
    _standings(inputs, words, run, by, draws)
    _matrix(inputs, words, run, by)
    st.html(f'<p class="pf-small">{escape(words("ranges.how"))}</p>')


def _standings(inputs, words, run, by, draws):
    """The destinations in their order."""
    about = inputs, words, run, uncertainty.standings(run, by), draws
    st.html(stamped(words, tables.standings(*about)))
    download(inputs, words, tables.standings_in_full(*about))


def _matrix(inputs, words, run, by):
    """Every pair, when it is asked for."""
    with st.expander(words("ranges.matrix"), key="sure_matrix", on_change="rerun") as opened:
        if opened.open:
            table = tables.matrix(inputs, words, run, by)
            st.html(stamped(words, table))
            download(inputs, words, table)
