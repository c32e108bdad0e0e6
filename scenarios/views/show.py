"""A :class:`~scenarios.charts.figure.Figure` on a page, and the caption that goes into it."""

from datetime import date
from html import escape

import streamlit as st

from scenarios import files, sentences
from scenarios.views import announce
from scenarios.views.work import keeping


def chart(words, figure, key):
    """Draw a figure; only its data travels when a slider moves.

    The browser writes ``alt`` into the specification, so a text that changed with the slider would build the
    chart anew. The values are said beside it instead, by :mod:`scenarios.views.announce`.
    """
    spec = {**figure.spec, "datasets": figure.data}
    st.vega_lite_chart(spec, key=key, alt=words("chart.alt_fixed"), width="stretch", theme=None)


def headline(text, note=""):
    """The sentence of a page, readable from afar, and a line under it."""
    with st.container(key="headline", gap=None):
        st.text(text)
        st.text(note)


def lacking(inputs, words, chosen, segment, place):
    """In place of figures: that a group cannot choose a destination."""
    who, where = sentences.group_of(inputs, words, segment), sentences.place_of(inputs, place)
    told = words("why.lacks", group=who, place=where)
    headline(told)
    announce.announce(inputs, words, told, caption(inputs, words, chosen, 0)[1], "")


def hidden(text):
    """Markup of a text that only a screen reader finds."""
    return f'<p class="pf-hidden">{escape(text)}</p>'


def caption(inputs, words, chosen, draws, *measures):
    """The two lines inside a chart of the current scenario: what it measures, and where it comes from."""
    preset = files.matching_preset(inputs, chosen)
    names = (keeping.name(inputs, words), *([preset.id] if preset else []))
    return sentences.caption(
        inputs, words, chosen, draws, names, date.today().isoformat(), " · ".join(measures)
    )
