"""A :class:`~scenarios.briefing.plate.Plate` on a page: its headline, its figure, its table and files under it."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.briefing.context import Context
from scenarios.formats import files
from scenarios.views import announce, clock
from scenarios.views.desk import current


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
    told = sentences.lacks(inputs, words, segment, place)
    headline(told)
    source = context(inputs, words, chosen).caption()[1]
    announce.announce(inputs, words, told, source, "")


def hidden(text):
    """Markup of a text that only a screen reader finds."""
    return f'<p class="pf-hidden">{escape(text)}</p>'


def context(inputs, words, chosen):
    """What every plate of the current scenario has in common."""
    named, preset = current.named(inputs, words), files.matching_preset(inputs, chosen)
    short = preset.id if preset and preset.title == named.title else ""
    return Context(inputs, words, (named,), clock.today(), short)


def plate(inputs, words, made, key):
    """Draw a plate: the headline, the figure, and what a screen reader is told of both."""
    headline(made.headline, made.note)
    chart(words, made.figure, key)
    announce.announce(inputs, words, made.headline, made.caption[1], made.figure.alt)
