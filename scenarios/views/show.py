"""A :class:`~scenarios.charts.figure.Figure` on a page."""

import streamlit as st


def chart(words, figure, key):
    """Draw a figure; only its data travels when a slider moves.

    The browser writes ``alt`` into the specification, so a text that changed with the slider would build the
    chart anew. The values are said beside it instead, by :mod:`scenarios.views.announce`.
    """
    spec = {**figure.spec, "datasets": figure.data}
    st.vega_lite_chart(spec, key=key, alt=words("chart.alt_fixed"), width="stretch", theme=None)
