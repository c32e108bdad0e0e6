"""A :class:`~scenarios.charts.figure.Figure` on a page."""

import streamlit as st


def chart(figure, key):
    """Draw a figure; only its data travels when a slider moves."""
    spec = {**figure.spec, "datasets": figure.data}
    st.vega_lite_chart(spec, key=key, alt=figure.alt, width="stretch", theme=None)
